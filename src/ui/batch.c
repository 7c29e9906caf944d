/* Scripts. All kinds go through one loop: take a line, join what is continued, do it, tell. */
#include <config.h>

#include "ui/batch.h"

#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "io/file.h"
#include "ui/lines.h"
#include "ui/signals.h"

#define SCRIPT_MAX (64u << 20)

typedef struct Batch {
    ZtFront *front;
    ZtShell *shell;
    bool echo, keep_going;
    const char *name; /* of the script, as errors call it; safe for a terminal */
    ZtLines lines;
    ZtBuf line;   /* the command line, continued lines joined */
    size_t first; /* the number of its first line */
    bool failed;
} Batch;

static void send_results(void *data)
{
    zt_front_settle(data);
}

/* line is what was being done, NULL if it could not even be read. */
static void report(Batch *batch, const ZtErr *err, const char *line)
{
    ZtBuf place = {0};

    batch->failed = true;
    zt_buf_printf(&place, "%s:%zu", batch->name, batch->first);
    zt_front_error(batch->front, line ? batch->shell : NULL, err, zt_buf_text(&place), line);
    zt_buf_free(&place);
}

/* The line as it was written; tabs stay, for people set columns with them. */
static void echo_line(const Batch *batch, const char *text, size_t len)
{
    ZtBuf out = {0};

    if (!batch->echo)
        return;
    zt_buf_puts(&out, "> ");
    for (size_t i = 0; i < len; i++) {
        const char *tab = memchr(text + i, '\t', len - i);
        size_t part = tab ? (size_t)(tab - text) - i : len - i;
        zt_text_escape(&out, text + i, part);
        i += part;
        if (tab)
            zt_buf_putc(&out, '\t');
    }
    zt_buf_putc(&out, '\n');
    batch->front->host.text(batch->front, zt_buf_text(&out), out.len);
    zt_buf_free(&out);
}

static bool take_text(Batch *batch, const char *text, size_t len, bool joined, ZtErr *err)
{
    size_t bad;

    if (joined)
        zt_line_join(&batch->line, text);
    else
        zt_buf_add(&batch->line, text, len);
    if (batch->line.failed)
        return zt_fail_memory(err);
    return zt_utf8_valid(text, len, &bad) || zt_fail(err, ZT_ERR_LINE_BYTES, NULL);
}

/* Gathers the next command line. */
static ZtLinesEnd take_line(Batch *batch, ZtErr *err)
{
    const char *text;
    size_t len;
    bool joined = false;

    zt_buf_clear(&batch->line);
    batch->first = batch->lines.number + 1;
    for (;; joined = true) {
        ZtLinesEnd state = zt_lines_next(&batch->lines, &text, &len, err);
        if (state == ZT_LINES_OVER && joined) {
            zt_line_join(&batch->line, ""); /* continued by nothing */
            return ZT_LINES_MORE;
        }
        if (state != ZT_LINES_MORE)
            return state;
        echo_line(batch, text, len);
        if (!take_text(batch, text, len, joined, err))
            return ZT_LINES_FAILED;
        if (!zt_line_continues(zt_buf_text(&batch->line)))
            return ZT_LINES_MORE;
    }
}

static bool going_on(const Batch *batch)
{
    return !batch->shell->done && !batch->front->output.fault && !zt_signals_interrupted() &&
           (!batch->failed || batch->keep_going);
}

static void run_line(Batch *batch)
{
    ZtErr err = {0};
    const char *line = zt_buf_text(&batch->line);

    zt_front_begin(batch->front);
    if (!zt_shell_line(batch->shell, line, &err))
        report(batch, &err, line);
}

/* Does the next line; false if there is none. */
static bool run_next(Batch *batch)
{
    ZtErr err = {0};

    switch (take_line(batch, &err)) {
    case ZT_LINES_MORE:
        run_line(batch);
        return true;
    case ZT_LINES_FAILED:
        report(batch, &err, NULL);
        return err.kind == ZT_ERR_LINE_BYTES; /* behind any other nothing can be read */
    default:
        return false;
    }
}

static void run_lines(Batch *batch)
{
    while (going_on(batch) && run_next(batch))
        continue;
    zt_front_settle(batch->front);
    zt_buf_free(&batch->line);
    zt_lines_free(&batch->lines);
}

static void run_text(Batch *batch, const char *name, const char *text, size_t len)
{
    ZtErr err = {0};

    batch->name = name;
    if (zt_lines_text(&batch->lines, text, len, &err))
        run_lines(batch);
    else
        report(batch, &err, NULL);
}

static void run_stdin(Batch *batch)
{
    batch->name = "stdin";
    zt_lines_fd(&batch->lines, STDIN_FILENO);
    batch->lines.before_wait = send_results;
    batch->lines.data = batch->front;
    run_lines(batch);
}

static void run_file(Batch *batch, const char *path)
{
    ZtBuf text = {0}, name = {0};
    ZtErr err = {0};

    zt_text_escape(&name, path, strlen(path));
    if (zt_file_read(path, SCRIPT_MAX, &text, &err)) {
        run_text(batch, zt_buf_text(&name), zt_buf_text(&text), text.len);
    } else {
        batch->failed = true;
        zt_front_error(batch->front, NULL, &err, NULL, NULL);
    }
    zt_buf_free(&text);
    zt_buf_free(&name);
}

static void run_named(Batch *batch, const char *path)
{
    if (strcmp(path, "-") == 0)
        run_stdin(batch);
    else
        run_file(batch, path);
}

static int status_of(const Batch *batch)
{
    if (zt_signals_interrupted())
        return ZT_STATUS_INTERRUPTED;
    if (batch->shell->done && batch->shell->status != 0)
        return batch->shell->status;
    return batch->failed ? ZT_STATUS_FAILED : 0;
}

int zt_batch_run(ZtFront *front, ZtShell *shell, const ZtOptions *options)
{
    Batch batch = {
        .front = front, .shell = shell, .echo = options->echo, .keep_going = options->keep_going};

    if (options->commands)
        run_text(&batch, "-c", options->commands, strlen(options->commands));
    else if (options->file_count == 0)
        run_stdin(&batch);
    for (int i = 0; i < options->file_count && going_on(&batch); i++)
        run_named(&batch, options->files[i]);
    return status_of(&batch);
}
