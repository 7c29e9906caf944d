/* The prompt: a person types commands, line by line. */
#include <config.h>

#include "ui/prompt.h"

#include <stdio.h>
#include <unistd.h>

#include "base/memory.h"
#include "lang/nls.h"
#include "ui/reader.h"
#include "ui/repl.h"
#include "ui/signals.h"

static void greet(ZtFront *front)
{
    ZtBuf text = {0};

    zt_buf_printf(
        &text,
        _("zolta %s. Type lesson 1 for the course, help for help, exit or Ctrl-D to leave.\n"),
        PACKAGE_VERSION);
    zt_front_note(front, zt_buf_text(&text), text.len);
    zt_buf_free(&text);
}

static void on_begin(void *data)
{
    zt_front_begin(data);
}

static void on_settle(void *data)
{
    zt_front_settle(data);
}

static void on_error(void *data, const ZtShell *shell, const ZtErr *err, const char *line)
{
    zt_front_error(data, shell, err, NULL, line);
}

static void on_note(void *data, const char *text, size_t len)
{
    zt_front_note(data, text, len);
}

static bool next_line(ZtFront *front, ZtRepl *repl)
{
    char *text;

    switch (zt_reader_line(zt_repl_prompt(repl), &text)) {
    case ZT_READ_LINE:
        zt_repl_take(repl, text);
        zt_free(text);
        zt_reader_recall(&repl->past.all);
        return true;
    case ZT_READ_DROPPED:
        zt_repl_drop(repl);
        return true;
    case ZT_READ_OVER:
        zt_front_note(front, "\n", 1);
        return zt_repl_end_line(repl);
    default:
        return false;
    }
}

int zt_prompt_run(ZtFront *front, ZtShell *shell, const ZtOptions *options, int *signal)
{
    const ZtReplHooks hooks = {
        .data = front, .begin = on_begin, .settle = on_settle, .error = on_error, .note = on_note};
    ZtRepl repl;

    zt_signals_prompt();
    greet(front);
    zt_repl_start(&repl, shell, &hooks, options->norc);
    zt_reader_start(shell, front->host.terminal ? stdout : stderr);
    zt_reader_recall(&repl.past.all);
    while (!shell->done && !zt_signals_ending() && !front->output.fault && next_line(front, &repl))
        continue;
    zt_repl_end(&repl);
    *signal = zt_signals_ending();
    return shell->done ? shell->status : 0;
}
