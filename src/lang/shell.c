#include <config.h>

#include "lang/shell.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "lang/line.h"
#include "lang/meant.h"

static size_t count_commands(ZtCommandTables commands)
{
    size_t count = 0;
    while (zt_command_at(commands, count))
        count++;
    return count;
}

ZtShell *zt_shell_new(const ZtHost *host, ZtCommandTables commands, const char *const *data_dirs)
{
    ZtShell *shell = zt_alloc(1, sizeof *shell);
    if (!shell)
        return NULL;
    *shell = (ZtShell){.host = host, .commands = commands, .data_dirs = data_dirs};
    shell->session = zt_session_new();
    shell->used = zt_alloc(count_commands(commands), sizeof *shell->used);
    if (shell->session && shell->used)
        return shell;
    zt_shell_free(shell);
    return NULL;
}

void zt_shell_free(ZtShell *shell)
{
    if (!shell)
        return;
    zt_session_free(shell->session);
    zt_figure_free(shell->plotted);
    zt_free(shell->plotted_words);
    zt_free(shell->used);
    zt_free(shell->fault_place);
    zt_free(shell->fault_line);
    zt_free(shell);
}

/* The `>` at word i of a command that may be redirected: only a free-standing last one with its
 * file is right. */
static bool take_redirect(const ZtCommand *command, ZtWords *words, size_t i, ZtArgs *args,
                          ZtErr *err)
{
    const ZtWord *sign = &words->word[i];
    if (!command->redirects) {
        zt_fail(err, ZT_ERR_REDIRECT_COMMAND, command->name, NULL);
        return zt_fail_at(err, sign->at, sign->len);
    }
    if (sign->len > 1 || i + 2 != words->count) {
        zt_fail(err, ZT_ERR_REDIRECT_FILE, command->name, NULL);
        return zt_fail_at(err, sign->at, sign->len);
    }
    args->redirect = &words->word[i + 1];
    args->count = i;
    return true;
}

static bool read_words(const ZtCommand *command, const ZtPiece *piece, ZtWords *words, ZtArgs *args,
                       ZtErr *err)
{
    if (!zt_words_split(args->line, piece->rest_at, piece->rest_len, ' ', words, err))
        return false;
    args->word = words->word;
    args->count = words->count;
    for (size_t i = 0; i < words->count; i++)
        if (args->line[words->word[i].at] == '>')
            return take_redirect(command, words, i, args, err);
    return true;
}

static void count_use(ZtShell *shell, const ZtCommand *command)
{
    size_t index = 0;
    while (zt_command_at(shell->commands, index) != command)
        index++;
    if (shell->used[index] < UINT32_MAX)
        shell->used[index]++;
}

/* True if the command is to be done; else *done says whether what happened instead is right. */
static bool let_go(ZtShell *shell, const ZtCommand *command, const ZtArgs *args, bool *done,
                   ZtErr *err)
{
    const ZtFollower *follower = shell->follower;
    ZtFollow way = follower && follower->before
                       ? follower->before(follower->data, command, args, err)
                       : ZT_FOLLOW_GO;
    *done = way != ZT_FOLLOW_FAIL;
    shell->held = shell->held || way == ZT_FOLLOW_HOLD;
    return way == ZT_FOLLOW_GO;
}

static bool call_handler(ZtShell *shell, const ZtCommand *command, const char *line,
                         const ZtPiece *piece, ZtErr *err)
{
    ZtWords words = {0};
    ZtArgs args = {.line = line, .raw_at = piece->rest_at, .raw_len = piece->rest_len};
    char *raw = zt_strndup(line + piece->rest_at, piece->rest_len);
    args.raw = raw;
    bool done = raw ? true : zt_fail_memory(err);
    if (done && command->form == ZT_ARGS_WORDS)
        done = read_words(command, piece, &words, &args, err);
    if (done && let_go(shell, command, &args, &done, err)) {
        done = command->run(shell, &args, err);
        if (done)
            count_use(shell, command);
    }
    zt_words_free(&words);
    zt_free(raw);
    return done;
}

/* An error that has no place of its own is the whole command's. */
static void point_at_command(const ZtShell *shell, const ZtPiece *piece, ZtErr *err)
{
    bool elsewhere =
        shell->fault_place || err->kind == ZT_ERR_MEMORY || err->kind == ZT_ERR_INTERRUPTED;
    if (!err->spanned && !elsewhere)
        zt_fail_at(err, piece->at, piece->len);
}

static bool run_piece(ZtShell *shell, const char *line, const ZtPiece *piece, ZtErr *err)
{
    const ZtCommand *command = zt_command_meant(shell, line, piece, err);
    if (!command)
        return false;
    bool done = call_handler(shell, command, line, piece, err);
    if (!done) {
        shell->interrupted = err->kind == ZT_ERR_INTERRUPTED;
        point_at_command(shell, piece, err);
    }
    if (shell->follower && shell->follower->after && !shell->held)
        shell->follower->after(shell->follower->data, command, done);
    return done;
}

/* What a person typed may be meant for the follower. */
static bool take_typed(ZtShell *shell, const char *line, const ZtPiece *piece, bool *done,
                       ZtErr *err)
{
    const ZtFollower *follower = shell->follower;
    if (!follower || !follower->typed || !shell->host->interactive || shell->depth > 0)
        return false;
    char *text = zt_strndup(line + piece->at, piece->rest_at + piece->rest_len - piece->at);
    ZtFollow way = text ? follower->typed(follower->data, text, err) : ZT_FOLLOW_GO;
    zt_free(text);
    *done = way != ZT_FOLLOW_FAIL;
    if (way == ZT_FOLLOW_FAIL)
        point_at_command(shell, piece, err);
    return way != ZT_FOLLOW_GO;
}

bool zt_shell_command(ZtShell *shell, const char *line, size_t at, ZtErr *err)
{
    ZtPiece piece;
    return !zt_line_next(line, &at, &piece) || run_piece(shell, line, &piece, err);
}

bool zt_shell_line(ZtShell *shell, const char *line, ZtErr *err)
{
    size_t at = 0;
    ZtPiece piece;
    zt_free(shell->fault_place);
    zt_free(shell->fault_line);
    shell->fault_place = shell->fault_line = NULL;
    shell->interrupted = shell->held = false;
    while (!shell->done && !shell->held && zt_line_next(line, &at, &piece)) {
        bool done = true;
        if (!take_typed(shell, line, &piece, &done, err))
            done = run_piece(shell, line, &piece, err);
        if (!done)
            return false;
    }
    return true;
}

void zt_say(ZtShell *shell, const char *text)
{
    shell->host->text(shell->host->data, text, strlen(text));
}

typedef void (*Sink)(void *data, const char *text, size_t len);

/* The text, with a line end if it is to have one. What cannot be had for want of memory is left
 * out: the handlers that gather much use zt_say_buf. */
__attribute__((format(printf, 4, 0))) static void send(ZtShell *shell, Sink sink, bool whole_line,
                                                       const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    char *text = len < 0 ? NULL : zt_alloc((size_t)len + 2, 1);
    if (text) {
        vsnprintf(text, (size_t)len + 1, format, again);
        if (whole_line && (len == 0 || text[len - 1] != '\n'))
            text[len++] = '\n';
        sink(shell->host->data, text, (size_t)len);
        zt_free(text);
    }
    va_end(again);
}

void zt_sayf(ZtShell *shell, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    send(shell, shell->host->text, false, format, args);
    va_end(args);
}

void zt_notef(ZtShell *shell, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    send(shell, shell->host->note, true, format, args);
    va_end(args);
}

bool zt_say_buf(ZtShell *shell, ZtBuf *buf, ZtErr *err)
{
    bool whole = !buf->failed;
    if (whole && buf->len > 0)
        shell->host->text(shell->host->data, buf->text, buf->len);
    zt_buf_free(buf);
    return whole ? true : zt_fail_memory(err);
}

static double count_of(void *data, const char *name)
{
    ZtShell *shell = data;
    const ZtCommand *row;
    for (size_t i = 0; (row = zt_command_at(shell->commands, i)) != NULL; i++)
        if (zt_text_same(row->name, name))
            return shell->used[i];
    return -1;
}

ZtCounts zt_shell_counts(ZtShell *shell)
{
    return (ZtCounts){.count = count_of, .data = shell};
}
