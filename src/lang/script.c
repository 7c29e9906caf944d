/* Scripts: the lines of a text, one after the other. */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "io/file.h"
#include "lang/shell.h"

typedef struct Script {
    ZtShell *shell;
    const ZtScript *how;
    const ZtLineSource *source;
    size_t number; /* of the line read last, from 1 */
    size_t first;  /* of the first of the lines joined */
    ZtBuf line;    /* a logical line */
} Script;

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

/* Adds a line to the logical line; a joined one goes on with it. */
static bool add_line(Script *script, const char *line, size_t len, bool joined, ZtErr *err)
{
    size_t bad;
    if (script->how->echo)
        echo(script, line, len);
    if (joined)
        zt_line_join(&script->line, line);
    else
        zt_buf_puts(&script->line, line);
    if (script->line.failed)
        return zt_fail_memory(err);
    return zt_utf8_valid(line, len, &bad) || zt_fail(err, ZT_ERR_LINE_BYTES, NULL);
}

/* Gathers the next logical line. */
static ZtLineEnd take_line(Script *script, ZtErr *err)
{
    zt_buf_clear(&script->line);
    script->first = script->number + 1;
    for (bool joined = false;; joined = true) {
        const char *line;
        size_t len;
        ZtLineEnd end = script->source->next(script->source->data, &line, &len, err);
        if (end == ZT_LINE_OVER && joined) {
            zt_line_join(&script->line, ""); /* continued by nothing */
            return ZT_LINE_HERE;
        }
        if (end != ZT_LINE_HERE)
            return end;
        script->number++;
        if (!add_line(script, line, len, joined, err))
            return ZT_LINE_FAILED;
        if (!zt_line_continues(zt_buf_text(&script->line)))
            return ZT_LINE_HERE;
    }
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

static bool going_on(const Script *script)
{
    return !script->shell->done && (!script->how->go_on || script->how->go_on(script->how->data));
}

/* An error is told, if it does not end the script. True if the script goes on. */
static bool tell(Script *script, const ZtErr *err)
{
    set_place(script);
    if (script->how->keep_going && script->how->report)
        script->how->report(script->how->data, script->shell, err);
    return script->how->keep_going && err->kind != ZT_ERR_INTERRUPTED;
}

static bool run_lines(Script *script, ZtErr *err)
{
    char *place = NULL, *line = NULL; /* of the last error */
    bool right = true, on = true;
    while (on && going_on(script)) {
        ZtErr fault = {0};
        clear_place(script->shell);
        ZtLineEnd end = take_line(script, &fault);
        if (end == ZT_LINE_OVER || end == ZT_LINE_STOPPED)
            break;
        if (end == ZT_LINE_HERE && zt_shell_line(script->shell, zt_buf_text(&script->line), &fault))
            continue;
        right = false;
        *err = fault;
        on = tell(script, &fault) && (end == ZT_LINE_HERE || fault.kind == ZT_ERR_LINE_BYTES);
        move_place(script->shell, &place, &line);
    }
    clear_place(script->shell);
    script->shell->fault_place = place;
    script->shell->fault_line = line;
    return right;
}

bool zt_shell_lines(ZtShell *shell, const ZtScript *script, const ZtLineSource *source, ZtErr *err)
{
    Script state = {.shell = shell, .how = script, .source = source};
    const ZtSourced own = {.path = script->path, .outer = shell->sourced};
    shell->depth++;
    shell->sourced = script->path ? &own : own.outer;
    bool right = run_lines(&state, err);
    shell->sourced = own.outer;
    shell->depth--;
    zt_buf_free(&state.line);
    return right;
}

char *zt_shell_path(const ZtShell *shell, const char *name)
{
    if (!shell->sourced || strcmp(name, "-") == 0)
        return zt_strdup(name);
    char *beside = zt_path_beside(shell->sourced->path, name);
    if (!beside || zt_file_exists(beside))
        return beside;
    zt_free(beside);
    return zt_strdup(name);
}

typedef struct Text { /* a source of lines */
    const char *at, *end;
    ZtBuf line;
} Text;

static ZtLineEnd next_of_text(void *data, const char **line, size_t *len, ZtErr *err)
{
    Text *text = data;
    if (text->at >= text->end)
        return ZT_LINE_OVER;
    const char *end = memchr(text->at, '\n', (size_t)(text->end - text->at));
    *len = (size_t)((end ? end : text->end) - text->at);
    zt_buf_clear(&text->line);
    zt_buf_add(&text->line, text->at, *len);
    text->at = end ? end + 1 : text->end;
    if (text->line.failed) {
        zt_fail_memory(err);
        return ZT_LINE_FAILED;
    }
    if (*len > 0 && text->line.text[*len - 1] == '\r')
        text->line.text[--*len] = '\0';
    *line = zt_buf_text(&text->line);
    return ZT_LINE_HERE;
}

bool zt_shell_script(ZtShell *shell, const ZtScript *script, const char *text, size_t len,
                     ZtErr *err)
{
    static const char mark[] = "\xEF\xBB\xBF"; /* of UTF-8, which some editors write */
    size_t skip = len >= 3 && memcmp(text, mark, 3) == 0 ? 3 : 0;
    Text lines = {.at = text + skip, .end = text + len};
    const ZtLineSource source = {next_of_text, &lines};
    bool right = zt_shell_lines(shell, script, &source, err);
    zt_buf_free(&lines.line);
    return right;
}
