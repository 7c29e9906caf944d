/* Scripts: what they are read from, and what becomes of their errors. */
#include <config.h>

#include "ui/batch.h"

#include <string.h>
#include <unistd.h>

#include "io/file.h"
#include "ui/lines.h"
#include "ui/signals.h"

#define SCRIPT_MAX (64u << 20)

typedef struct Batch {
    ZtFront *front;
    ZtShell *shell;
    const ZtOptions *options;
    bool failed;
} Batch;

static void send_results(void *data)
{
    zt_front_settle(data);
}

static void report(void *data, ZtShell *shell, const ZtErr *err)
{
    zt_front_error(data, shell, err, NULL, NULL);
}

/* Before each command line: the clock of its progress begins. */
static bool go_on(void *data)
{
    ZtFront *front = data;

    zt_front_begin(front);
    return !front->output.fault && !zt_signals_interrupted();
}

static ZtScript script_of(const Batch *batch, const char *name, const char *path)
{
    return (ZtScript){.name = name,
                      .path = path,
                      .keep_going = batch->options->keep_going,
                      .echo = batch->options->echo,
                      .report = report,
                      .go_on = go_on,
                      .data = batch->front};
}

/* With --keep-going, errors were told when they happened. */
static void finish(Batch *batch, bool right, const ZtErr *err)
{
    zt_front_settle(batch->front);
    if (right)
        return;
    batch->failed = true;
    if (!batch->options->keep_going)
        report(batch->front, batch->shell, err);
}

static void run_text(Batch *batch, const ZtScript *script, const char *text, size_t len)
{
    ZtErr err = {0};

    finish(batch, zt_shell_script(batch->shell, script, text, len, &err), &err);
}

static ZtLineEnd next_line(void *data, const char **line, size_t *len, ZtErr *err)
{
    return zt_lines_next(data, line, len, err);
}

static void run_stdin(Batch *batch)
{
    const ZtScript script = script_of(batch, "stdin", NULL);
    ZtLines lines;
    const ZtLineSource source = {next_line, &lines};
    ZtErr err = {0};

    zt_lines_fd(&lines, STDIN_FILENO);
    lines.before_wait = send_results;
    lines.data = batch->front;
    finish(batch, zt_shell_lines(batch->shell, &script, &source, &err), &err);
    zt_lines_free(&lines);
}

static void run_file(Batch *batch, const char *path)
{
    const ZtScript script = script_of(batch, path, path);
    ZtBuf text = {0};
    ZtErr err = {0};

    if (zt_file_read(path, SCRIPT_MAX, &text, &err)) {
        run_text(batch, &script, zt_buf_text(&text), text.len);
    } else {
        batch->failed = true;
        zt_front_error(batch->front, NULL, &err, NULL, NULL);
    }
    zt_buf_free(&text);
}

static void run_named(Batch *batch, const char *path)
{
    if (strcmp(path, "-") == 0)
        run_stdin(batch);
    else
        run_file(batch, path);
}

static bool next_file(const Batch *batch)
{
    return !batch->shell->done && go_on(batch->front) &&
           (!batch->failed || batch->options->keep_going);
}

/* An interruption between two commands is told here; one of a command was told as its error. */
static void tell_interruption(const Batch *batch)
{
    const ZtErr err = {.kind = ZT_ERR_INTERRUPTED};

    if (zt_signals_interrupted() && !batch->failed)
        zt_front_error(batch->front, NULL, &err, NULL, NULL);
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
    Batch batch = {.front = front, .shell = shell, .options = options};
    const ZtScript commands = script_of(&batch, "-c", NULL);

    if (options->commands)
        run_text(&batch, &commands, options->commands, strlen(options->commands));
    else if (options->file_count == 0)
        run_stdin(&batch);
    for (int i = 0; i < options->file_count && next_file(&batch); i++)
        run_named(&batch, options->files[i]);
    tell_interruption(&batch);
    return status_of(&batch);
}
