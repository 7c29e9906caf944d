/* The prompt: a person types commands, line by line. */
#include <config.h>

#include "ui/prompt.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "io/file.h"
#include "lang/nls.h"
#include "ui/past.h"
#include "ui/reader.h"
#include "ui/signals.h"

#define INIT_MAX (1u << 20)

static const char prompt_first[] = "zolta> ";
static const char prompt_more[] = "... ";

typedef struct Prompt {
    ZtFront *front;
    ZtShell *shell;
    ZtPast past;
    ZtBuf line; /* the command line so far, when it is continued */
    bool continued;
} Prompt;

static void greet(const Prompt *prompt)
{
    ZtBuf text = {0};

    zt_buf_printf(&text, _("zolta %s. Type help for help, exit or Ctrl-D to leave.\n"),
                  PACKAGE_VERSION);
    zt_front_note(prompt->front, zt_buf_text(&text), text.len);
    zt_buf_free(&text);
}

static void show_error(Prompt *prompt, const ZtErr *err, const char *line)
{
    zt_front_error(prompt->front, line ? prompt->shell : NULL, err, NULL, line);
}

/* The history is a comfort: without it the session goes on, but it is said why. */
static void load_past(Prompt *prompt)
{
    ZtErr err = {0};

    if (!zt_past_load(&prompt->past, &err))
        show_error(prompt, &err, NULL);
}

static void save_past(Prompt *prompt)
{
    ZtErr err = {0};

    if (!zt_past_save(&prompt->past, &err))
        show_error(prompt, &err, NULL);
    zt_past_free(&prompt->past);
}

static void report_init(void *data, ZtShell *shell, const ZtErr *err)
{
    zt_front_error(data, shell, err, NULL, NULL);
}

static void run_init_text(Prompt *prompt, const char *path, const ZtBuf *text)
{
    const ZtScript script = {
        .name = path, .keep_going = true, .report = report_init, .data = prompt->front};
    ZtErr err = {0};

    zt_front_begin(prompt->front);
    zt_shell_script(prompt->shell, &script, zt_buf_text(text), text->len, &err);
    zt_front_settle(prompt->front);
    zt_signals_forget();
}

/* The user's own commands at every start, if there are any. */
static void run_init(Prompt *prompt)
{
    char *path = zt_path_config("init");
    ZtBuf text = {0};
    ZtErr err = {0};

    if (path && zt_file_exists(path)) {
        if (zt_file_read(path, INIT_MAX, &text, &err))
            run_init_text(prompt, path, &text);
        else
            show_error(prompt, &err, NULL);
    }
    zt_buf_free(&text);
    zt_free(path);
}

static void run_command(Prompt *prompt, const char *line)
{
    ZtErr err = {0};
    size_t bad;
    bool done;

    zt_past_add(&prompt->past, line);
    zt_front_begin(prompt->front);
    if (zt_utf8_valid(line, strlen(line), &bad)) {
        done = zt_shell_line(prompt->shell, line, &err);
        zt_front_settle(prompt->front);
        if (!done)
            show_error(prompt, &err, line);
    } else {
        zt_fail(&err, ZT_ERR_LINE_BYTES, NULL);
        show_error(prompt, &err, NULL);
    }
    zt_signals_forget();
}

static void start_anew(Prompt *prompt)
{
    zt_buf_clear(&prompt->line);
    prompt->continued = false;
}

/* The command line is complete as it stands. */
static void finish_line(Prompt *prompt)
{
    ZtErr err = {0};

    if (prompt->line.failed) {
        zt_fail_memory(&err);
        show_error(prompt, &err, NULL);
    } else {
        run_command(prompt, zt_buf_text(&prompt->line));
    }
    start_anew(prompt);
}

static void take_line(Prompt *prompt, const char *text)
{
    if (prompt->continued)
        zt_line_join(&prompt->line, text);
    else
        zt_buf_puts(&prompt->line, text);
    prompt->continued = zt_line_continues(zt_buf_text(&prompt->line));
    if (!prompt->continued)
        finish_line(prompt);
}

/* Several lines were pasted: each is shown again above what comes of it. */
static void take_paste(Prompt *prompt, char *text)
{
    ZtFront *front = prompt->front;
    char *rest = text, *line;

    while ((line = strsep(&rest, "\n")) && !prompt->shell->done) {
        ZtBuf echo = {0};
        if (!*line && !rest)
            break;
        zt_buf_puts(&echo, "> ");
        zt_text_escape(&echo, line, strlen(line));
        zt_buf_putc(&echo, '\n');
        zt_front_note(front, zt_buf_text(&echo), echo.len);
        zt_buf_free(&echo);
        take_line(prompt, line);
        if (prompt->shell->interrupted)
            break; /* Ctrl-C is meant for all that was pasted */
    }
}

static bool next_line(Prompt *prompt)
{
    char *text;

    switch (zt_reader_line(prompt->continued ? prompt_more : prompt_first, &text)) {
    case ZT_READ_LINE:
        if (strchr(text, '\n'))
            take_paste(prompt, text);
        else
            take_line(prompt, text);
        zt_free(text);
        zt_reader_recall(&prompt->past.all);
        return true;
    case ZT_READ_DROPPED:
        start_anew(prompt);
        return true;
    case ZT_READ_OVER:
        zt_front_note(prompt->front, "\n", 1);
        if (!prompt->continued)
            return false;
        zt_line_join(&prompt->line, "");
        finish_line(prompt);
        return true;
    default:
        return false;
    }
}

int zt_prompt_run(ZtFront *front, ZtShell *shell, const ZtOptions *options, int *signal)
{
    Prompt prompt = {.front = front, .shell = shell};

    zt_signals_prompt();
    greet(&prompt);
    load_past(&prompt);
    if (!options->norc)
        run_init(&prompt);
    zt_reader_start(shell, front->host.terminal ? stdout : stderr);
    zt_reader_recall(&prompt.past.all);
    while (!shell->done && !zt_signals_ending() && !front->output.fault && next_line(&prompt))
        continue;
    save_past(&prompt);
    zt_buf_free(&prompt.line);
    *signal = zt_signals_ending();
    return shell->done ? shell->status : 0;
}
