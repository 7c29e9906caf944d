/* Completions, brought into the form that readline takes. */
#include <config.h>

#include "ui/offer.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

static bool harmless(const char *text)
{
    ZtBuf safe = {0};
    bool same;

    zt_text_escape(&safe, text, strlen(text));
    same = !safe.failed && strcmp(zt_buf_text(&safe), text) == 0;
    zt_buf_free(&safe);
    return same;
}

/* One offer as a completion of readline's word: what stands between the two beginnings is put
 * before it, or taken off it. NULL if it has no such form. */
static char *fit(const char *offer, const char *line, size_t shell_start, size_t reader_start)
{
    size_t before, len = strlen(offer);
    char *text;

    if (reader_start >= shell_start) {
        size_t off = reader_start - shell_start;
        bool same = off <= len && memcmp(offer, line + shell_start, off) == 0;
        return same ? strdup(offer + off) : NULL;
    }
    before = shell_start - reader_start;
    text = malloc(before + len + 1);
    if (!text)
        return NULL;
    memcpy(text, line + reader_start, before);
    memcpy(text + before, offer, len + 1);
    return text;
}

/* Bytes that all have in common, not ending within a character. */
static size_t common(char *const *list, size_t count)
{
    size_t len = strlen(list[0]);

    for (size_t i = 1; i < count; i++) {
        size_t same = 0;
        while (same < len && list[i][same] == list[0][same])
            same++;
        len = same;
    }
    while (len > 0 && ((unsigned char)list[0][len] & 0xc0) == 0x80)
        len--;
    return len;
}

char **zt_offer_fit(char *const *offers, const char *line, size_t shell_start, size_t reader_start)
{
    size_t count = 0, kept = 0;
    char **list;

    while (offers[count])
        count++;
    list = calloc(count + 2, sizeof *list);
    if (!list)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        char *text = harmless(offers[i]) ? fit(offers[i], line, shell_start, reader_start) : NULL;
        if (text)
            list[++kept] = text;
    }
    if (kept > 1)
        list[0] = strndup(list[1], common(list + 1, kept));
    if (kept == 1) {
        list[0] = list[1];
        list[1] = NULL;
    }
    if (list[0])
        return list;
    for (size_t i = 1; i <= kept; i++)
        free(list[i]);
    free(list);
    return NULL;
}

size_t zt_offer_shown_from(const char *shared)
{
    size_t from = 0;

    for (size_t i = 0; shared[i]; i++)
        if (strchr("/=,(+-*^<>", shared[i]))
            from = i + 1;
    return from;
}
