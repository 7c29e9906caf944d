/* Scripts: the lines of a text, one after the other. */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "lang/shell.h"

typedef struct Script {
    ZtShell *shell;
    const ZtScript *how;
    const char *at, *end; /* what is still to be read */
    size_t number;        /* of the line read last, from 1 */
    size_t first;         /* of the first of the lines joined */
    ZtBuf line;           /* a logical line */
} Script;

/* The next line of the text, without its end (LF or CRLF). */
static size_t next_line(Script *script, const char **line)
{
    const char *end = memchr(script->at, '\n', (size_t)(script->end - script->at));
    size_t len = (size_t)((end ? end : script->end) - script->at);
    *line = script->at;
    script->at = end ? end + 1 : script->end;
    script->number++;
    return len > 0 && (*line)[len - 1] == '\r' ? len - 1 : len;
}

/* `> ` and the line; tabs stay, for people set columns with them. */
static void echo(Script *script, const char *line, size_t len)
{
    ZtBuf out = {0};
    zt_buf_puts(&out, "> ");
    for (size_t i = 0; i < len; i++) {
        const char *tab = memchr(line + i, '\t', len - i);
        size_t part = tab ? (size_t)(tab - line) - i : len - i;
        zt_text_escape(&out, line + i, part);
        i += part;
        if (tab)
            zt_buf_putc(&out, '\t');
    }
    zt_buf_putc(&out, '\n');
    ZtErr ignored;
    zt_say_buf(script->shell, &out, &ignored);
}

/* One line more of the logical line; *goes_on if it ends in a `\`. */
static bool add_line(Script *script, bool *goes_on, ZtErr *err)
{
    const char *line;
    size_t bad, len = next_line(script, &line);
    if (script->how->echo)
        echo(script, line, len);
    char *copy = zt_strndup(line, len);
    if (!copy)
        return zt_fail_memory(err);
    if (*goes_on)
        zt_line_join(&script->line, copy);
    else
        zt_buf_puts(&script->line, copy);
    zt_free(copy);
    if (script->line.failed)
        return zt_fail_memory(err);
    if (!zt_utf8_valid(line, len, &bad))
        return zt_fail(err, ZT_ERR_LINE_BYTES, NULL);
    *goes_on = zt_line_continues(zt_buf_text(&script->line));
    return true;
}

/* Gathers a logical line and does it. */
static bool run_line(Script *script, ZtErr *err)
{
    bool goes_on = false;
    zt_buf_clear(&script->line);
    script->first = script->number + 1;
    do {
        if (!add_line(script, &goes_on, err))
            return false;
    } while (goes_on && script->at < script->end);
    if (goes_on)
        zt_line_join(&script->line, "");
    return zt_shell_line(script->shell, zt_buf_text(&script->line), err);
}

/* Remembers the place of an error, unless a file that was sourced has done so. */
static void set_place(Script *script)
{
    ZtShell *shell = script->shell;
    if (shell->fault_place)
        return;
    ZtBuf place = {0};
    zt_text_escape(&place, script->how->name, strlen(script->how->name));
    zt_buf_printf(&place, ":%zu", script->first);
    shell->fault_place = zt_buf_take(&place);
    zt_free(shell->fault_line);
    shell->fault_line = zt_strdup(zt_buf_text(&script->line));
}

static void clear_place(ZtShell *shell)
{
    zt_free(shell->fault_place);
    zt_free(shell->fault_line);
    shell->fault_place = shell->fault_line = NULL;
}

/* Puts the place of the last error aside while further lines run. */
static void move_place(ZtShell *shell, char **place, char **line)
{
    zt_free(*place);
    zt_free(*line);
    *place = shell->fault_place;
    *line = shell->fault_line;
    shell->fault_place = shell->fault_line = NULL;
}

static bool run_lines(Script *script, ZtErr *err)
{
    ZtShell *shell = script->shell;
    char *place = NULL, *line = NULL; /* of the last error */
    bool right = true, on = true;
    while (on && script->at < script->end && !shell->done) {
        ZtErr fault;
        clear_place(shell);
        if (run_line(script, &fault))
            continue;
        set_place(script);
        right = false;
        *err = fault;
        if (script->how->keep_going)
            script->how->report(script->how->report_data, shell, err);
        on = script->how->keep_going && fault.kind != ZT_ERR_INTERRUPTED;
        move_place(shell, &place, &line);
    }
    clear_place(shell);
    shell->fault_place = place;
    shell->fault_line = line;
    return right;
}

bool zt_shell_script(ZtShell *shell, const ZtScript *script, const char *text, size_t len,
                     ZtErr *err)
{
    static const char mark[] = "\xEF\xBB\xBF"; /* of UTF-8, which some editors write */
    size_t skip = len >= 3 && memcmp(text, mark, 3) == 0 ? 3 : 0;
    Script state = {.shell = shell, .how = script, .at = text + skip, .end = text + len};
    shell->depth++;
    bool right = run_lines(&state, err);
    shell->depth--;
    zt_buf_free(&state.line);
    return right;
}
