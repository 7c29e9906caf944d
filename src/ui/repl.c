/* A person's lines, done one by one. */
#include <config.h>

#include "ui/repl.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "io/file.h"
#include "ui/signals.h"

#define INIT_MAX (1u << 20)

static void show_error(ZtRepl *repl, const ZtErr *err, const char *line)
{
    repl->hooks.error(repl->hooks.data, line ? repl->shell : NULL, err, line);
}

/* The history is a comfort: without it the session goes on, but it is said why. */
static void load_past(ZtRepl *repl)
{
    ZtErr err = {0};

    if (!zt_past_load(&repl->past, &err))
        show_error(repl, &err, NULL);
}

static void report_init(void *data, ZtShell *shell, const ZtErr *err)
{
    ZtRepl *repl = data;

    repl->hooks.error(repl->hooks.data, shell, err, NULL);
}

static void run_init_text(ZtRepl *repl, const char *path, const ZtBuf *text)
{
    const ZtScript script = {.name = path, .keep_going = true, .report = report_init, .data = repl};
    ZtErr err = {0};

    repl->hooks.begin(repl->hooks.data);
    zt_shell_script(repl->shell, &script, zt_buf_text(text), text->len, &err);
    repl->hooks.settle(repl->hooks.data);
    zt_signals_forget();
}

/* The user's own commands at every start, if there are any. */
static void run_init(ZtRepl *repl)
{
    char *path = zt_path_config("init");
    ZtBuf text = {0};
    ZtErr err = {0};

    if (path && zt_file_exists(path)) {
        if (zt_file_read(path, INIT_MAX, &text, &err))
            run_init_text(repl, path, &text);
        else
            show_error(repl, &err, NULL);
    }
    zt_buf_free(&text);
    zt_free(path);
}

void zt_repl_start(ZtRepl *repl, ZtShell *shell, const ZtReplHooks *hooks, bool norc)
{
    *repl = (ZtRepl){.shell = shell, .hooks = *hooks};
    load_past(repl);
    if (!norc)
        run_init(repl);
}

static void run_command(ZtRepl *repl, const char *line)
{
    ZtErr err = {0};
    size_t bad;
    bool done;

    zt_past_add(&repl->past, line);
    repl->hooks.begin(repl->hooks.data);
    if (zt_utf8_valid(line, strlen(line), &bad)) {
        done = zt_shell_line(repl->shell, line, &err);
        repl->hooks.settle(repl->hooks.data);
        if (!done)
            show_error(repl, &err, line);
    } else {
        repl->hooks.settle(repl->hooks.data);
        zt_fail(&err, ZT_ERR_LINE_BYTES, NULL);
        show_error(repl, &err, NULL);
    }
    zt_signals_forget();
}

void zt_repl_drop(ZtRepl *repl)
{
    zt_buf_clear(&repl->line);
    repl->continued = false;
}

/* The command line is complete as it stands. */
static void finish_line(ZtRepl *repl)
{
    ZtErr err = {0};

    if (repl->line.failed) {
        zt_fail_memory(&err);
        show_error(repl, &err, NULL);
    } else {
        run_command(repl, zt_buf_text(&repl->line));
    }
    zt_repl_drop(repl);
}

static void take_line(ZtRepl *repl, const char *text)
{
    if (repl->continued)
        zt_line_join(&repl->line, text);
    else
        zt_buf_puts(&repl->line, text);
    repl->continued = zt_line_continues(zt_buf_text(&repl->line));
    if (!repl->continued)
        finish_line(repl);
}

/* Shows a line again above what comes of it. */
static void echo(ZtRepl *repl, const char *line)
{
    ZtBuf text = {0};

    zt_buf_puts(&text, "> ");
    zt_text_escape(&text, line, strlen(line));
    zt_buf_putc(&text, '\n');
    repl->hooks.note(repl->hooks.data, zt_buf_text(&text), text.len);
    zt_buf_free(&text);
}

void zt_repl_take(ZtRepl *repl, char *text)
{
    bool several = strchr(text, '\n') != NULL;
    char *rest = text, *line;

    while ((line = strsep(&rest, "\n")) && !repl->shell->done) {
        if (several && !*line && !rest)
            break;
        if (*line && (several || repl->hooks.echo))
            echo(repl, line);
        take_line(repl, line);
        if (repl->shell->interrupted)
            break; /* Ctrl-C is meant for all that was pasted */
    }
}

bool zt_repl_end_line(ZtRepl *repl)
{
    if (!repl->continued)
        return false;
    zt_line_join(&repl->line, "");
    finish_line(repl);
    return true;
}

void zt_repl_end(ZtRepl *repl)
{
    ZtErr err = {0};

    if (!zt_past_save(&repl->past, &err))
        show_error(repl, &err, NULL);
    zt_past_free(&repl->past);
    zt_buf_free(&repl->line);
}

const char *zt_repl_prompt(const ZtRepl *repl)
{
    return repl->continued ? "... " : "zolta> ";
}
