#include <config.h>

#include "support.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const ZtCommand *const tables[] = {
    zt_data_commands,
    zt_setting_commands,
    zt_train_commands,
    zt_slope_commands,
    zt_look_commands,
    zt_session_commands,
    NULL,
};
static const char *const data_dirs[] = {ZT_TESTS_DIR "/../data", NULL};

static void take_text(void *data, const char *text, size_t len)
{
    zt_buf_add(&((Bench *)data)->out, text, len);
}

static void take_note(void *data, const char *text, size_t len)
{
    zt_buf_add(&((Bench *)data)->notes, text, len);
}

static bool answer_poll(void *data, const ZtProgress *progress)
{
    Bench *bench = data;
    bench->polls++;
    bench->done = progress->done;
    bench->total = progress->total;
    return bench->patience < 0 || bench->patience-- > 0;
}

static uint64_t answer_slice(void *data)
{
    return ((Bench *)data)->slice;
}

static void answer_size(void *data, int *width, int *height)
{
    (void)data;
    *width = 80;
    *height = 24;
}

static double answer_clock(void *data)
{
    Bench *bench = data;
    bench->now += bench->seconds;
    return bench->now;
}

void bench_start(Bench *bench)
{
    *bench = (Bench){.slice = 100000, .patience = -1};
    bench->host = (ZtHost){
        .data = bench,
        .text = take_text,
        .note = take_note,
        .poll = answer_poll,
        .slice = answer_slice,
        .size = answer_size,
        .clock = answer_clock,
    };
    strcpy(bench->folder, "/tmp/zolta-lang-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(bench->folder));
    ck_assert_int_eq(chdir(bench->folder), 0);
    bench->shell = zt_shell_new(&bench->host, tables, data_dirs);
    ck_assert_ptr_nonnull(bench->shell);
}

void bench_end(Bench *bench)
{
    zt_shell_free(bench->shell);
    zt_buf_free(&bench->out);
    zt_buf_free(&bench->notes);
    zt_buf_free(&bench->shown);
    DIR *folder = opendir(bench->folder);
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;)
        unlink(entry->d_name);
    if (folder)
        closedir(folder);
    ck_assert_int_eq(chdir("/"), 0);
    rmdir(bench->folder);
}

bool bench_line(Bench *bench, const char *line)
{
    zt_buf_clear(&bench->out);
    zt_buf_clear(&bench->notes);
    zt_buf_clear(&bench->shown);
    if (zt_shell_line(bench->shell, line, &bench->err))
        return true;
    const ZtShell *shell = bench->shell;
    zt_error_show(&bench->err, shell->fault_place, shell->fault_place ? shell->fault_line : line,
                  80, &bench->shown);
    return false;
}

void bench_lines(Bench *bench, const char *lines)
{
    const ZtScript script = {.name = "lines"};
    zt_buf_clear(&bench->out);
    zt_buf_clear(&bench->notes);
    bool right = zt_shell_script(bench->shell, &script, lines, strlen(lines), &bench->err);
    if (!right) {
        zt_buf_clear(&bench->shown);
        zt_error_show(&bench->err, bench->shell->fault_place, bench->shell->fault_line, 80,
                      &bench->shown);
    }
    ck_assert_msg(right, "%s", zt_buf_text(&bench->shown));
}

const char *bench_shown(Bench *bench)
{
    return zt_buf_text(&bench->shown);
}

void bench_says(Bench *bench, const char *line, const char *expected)
{
    ck_assert_msg(bench_line(bench, line), "%s", bench_shown(bench));
    ck_assert_str_eq(zt_buf_text(&bench->out), expected);
}

void bench_fails(Bench *bench, const char *line, const char *expected)
{
    ck_assert_msg(!bench_line(bench, line), "'%s' did not fail", line);
    ck_assert_str_eq(bench_shown(bench), expected);
}

void bench_fails_kind(Bench *bench, const char *line, ZtErrKind kind)
{
    ck_assert_msg(!bench_line(bench, line), "'%s' did not fail", line);
    ck_assert_msg(bench->err.kind == kind, "'%s' gave: %s", line, bench_shown(bench));
}

void bench_write(const char *name, const char *text)
{
    FILE *file = fopen(name, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(text, 1, strlen(text), file), strlen(text));
    ck_assert_int_eq(fclose(file), 0);
}

const char *bench_read(Bench *bench, const char *name)
{
    FILE *file = fopen(name, "rb");
    ck_assert_msg(file != NULL, "no file %s", name);
    zt_buf_clear(&bench->shown);
    for (int c; (c = getc(file)) != EOF;)
        zt_buf_putc(&bench->shown, (char)c);
    fclose(file);
    return zt_buf_text(&bench->shown);
}
