/* The command lines of the past. */
#include <config.h>

#include "ui/recall.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"

void zt_recall_free(ZtRecall *recall)
{
    for (size_t i = 0; i < recall->count; i++)
        zt_free(recall->line[i]);
    zt_free(recall->line);
    *recall = (ZtRecall){0};
}

/* What needs escaping is not kept: it would not be the same line any more. */
static bool worth_keeping(const char *line, size_t len)
{
    ZtBuf safe = {0};
    bool same;

    if (len == 0 || len > ZT_RECALL_LINE_MAX || strspn(line, " ") >= len)
        return false;
    zt_text_escape(&safe, line, len);
    same = !safe.failed && safe.len == len && memcmp(safe.text, line, len) == 0;
    zt_buf_free(&safe);
    return same;
}

static void drop(ZtRecall *recall, size_t index)
{
    zt_free(recall->line[index]);
    recall->count--;
    memmove(recall->line + index, recall->line + index + 1,
            (recall->count - index) * sizeof *recall->line);
}

static void drop_same(ZtRecall *recall, const char *line)
{
    for (size_t i = recall->count; i > 0; i--) {
        if (strcmp(recall->line[i - 1], line) == 0) {
            drop(recall, i - 1);
            return;
        }
    }
}

bool zt_recall_add(ZtRecall *recall, const char *line, size_t len)
{
    char *copy;

    if (!recall->line)
        recall->line = zt_alloc(ZT_RECALL_LINES, sizeof *recall->line);
    if (!recall->line || !worth_keeping(line, len))
        return false;
    copy = zt_strndup(line, len);
    if (!copy)
        return false;
    drop_same(recall, copy);
    if (recall->count == ZT_RECALL_LINES)
        drop(recall, 0);
    recall->line[recall->count++] = copy;
    return true;
}

/* Where the last lines of the text begin, as many as can be kept: the rest of a long file need
 * not be looked at. */
static size_t last_lines(const char *text, size_t len)
{
    size_t breaks = 0, at = len;

    if (at > 0 && text[at - 1] == '\n')
        at--;
    for (; at > 0; at--)
        if (text[at - 1] == '\n' && ++breaks == ZT_RECALL_LINES)
            break;
    return at;
}

void zt_recall_add_text(ZtRecall *recall, const char *text, size_t len)
{
    for (size_t at = last_lines(text, len); at < len;) {
        const char *end = memchr(text + at, '\n', len - at);
        size_t line = end ? (size_t)(end - (text + at)) : len - at;
        zt_recall_add(recall, text + at, line);
        at += line + 1;
    }
}

void zt_recall_write(const ZtRecall *recall, ZtBuf *out)
{
    for (size_t i = 0; i < recall->count; i++) {
        zt_buf_puts(out, recall->line[i]);
        zt_buf_putc(out, '\n');
    }
}
