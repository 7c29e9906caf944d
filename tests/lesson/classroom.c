#include <config.h>

#include "classroom.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const ZtCommand *const classroom_commands[] = {ZT_LANG_COMMANDS, zt_lesson_commands, NULL};
const char *const classroom_data[] = {ZT_TESTS_DIR "/../data", NULL};
static const char *const lessons[] = {ZT_TESTS_DIR "/../lessons", NULL};

static void take(void *data, const char *text, size_t len)
{
    zt_buf_add(&((Classroom *)data)->out, text, len);
}

static bool go_on(void *data, const ZtProgress *progress)
{
    (void)data;
    return progress != NULL;
}

static uint64_t slice(void *data)
{
    (void)data;
    return 100000;
}

static void size(void *data, int *width, int *height)
{
    (void)data;
    *width = 80;
    *height = 24;
}

static double no_time(void *data)
{
    (void)data;
    return 0;
}

void classroom_start(Classroom *room, bool records)
{
    *room = (Classroom){.host = {.text = take,
                                 .note = take,
                                 .poll = go_on,
                                 .slice = slice,
                                 .size = size,
                                 .clock = no_time,
                                 .utf8 = true}};
    room->host.data = room;
    strcpy(room->folder, "/tmp/zolta-lesson-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(room->folder));
    ck_assert_int_eq(chdir(room->folder), 0);
    ck_assert_int_eq(setenv("XDG_STATE_HOME", room->folder, 1), 0);
    room->shell = zt_shell_new(&room->host, classroom_commands, classroom_data);
    room->tutor = zt_tutor_new(lessons, records);
    ck_assert(room->shell && room->tutor);
    zt_tutor_attach(room->tutor, room->shell);
}

static void empty_folder(const char *path)
{
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;)
        unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder)
        closedir(folder);
    rmdir(path);
}

void classroom_end(Classroom *room)
{
    zt_tutor_free(room->tutor);
    zt_shell_free(room->shell);
    zt_buf_free(&room->out);
    empty_folder("zolta");
    empty_folder("en");
    empty_folder("fr");
    ck_assert_int_eq(chdir("/"), 0);
    empty_folder(room->folder);
    classroom_read(NULL);
}

bool classroom_line(Classroom *room, const char *line)
{
    zt_buf_clear(&room->out);
    return zt_shell_line(room->shell, line, &room->err);
}

const char *classroom_said(const Classroom *room)
{
    return zt_buf_text(&room->out);
}

const char *classroom_error(Classroom *room)
{
    zt_buf_clear(&room->out);
    zt_err_message(&room->err, NULL, &room->out);
    return zt_buf_text(&room->out);
}

static void must_do(Classroom *room, const char *line)
{
    ck_assert_msg(classroom_line(room, line), "'%s': %s", line, classroom_error(room));
}

void classroom_says(Classroom *room, const char *line, const char *expected)
{
    must_do(room, line);
    ck_assert_str_eq(classroom_said(room), expected);
}

void classroom_has(Classroom *room, const char *line, const char *part)
{
    must_do(room, line);
    ck_assert_msg(strstr(classroom_said(room), part) != NULL, "'%s' said: %s", line,
                  classroom_said(room));
}

void classroom_fails(Classroom *room, const char *line, ZtErrKind kind)
{
    ck_assert_msg(!classroom_line(room, line), "'%s' did not fail", line);
    ck_assert_msg(room->err.kind == kind, "'%s' gave: %s", line, classroom_error(room));
}

void classroom_write(const char *name, const char *text)
{
    FILE *file = fopen(name, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(text, 1, strlen(text), file), strlen(text));
    ck_assert_int_eq(fclose(file), 0);
}

const char *classroom_read(const char *name)
{
    static ZtBuf text;
    zt_buf_free(&text);
    if (!name)
        return NULL;
    FILE *file = fopen(name, "rb");
    ck_assert_msg(file != NULL, "no file %s", name);
    for (int c; (c = getc(file)) != EOF;)
        zt_buf_putc(&text, (char)c);
    fclose(file);
    return zt_buf_text(&text);
}

void classroom_open(Classroom *room, const char *text)
{
    classroom_write("own.md", text);
    must_do(room, "lesson own.md");
}
