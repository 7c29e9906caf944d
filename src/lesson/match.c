#include <config.h>

#include "lesson/match.h"

#include <string.h>

static size_t line_len(const char *text)
{
    return strcspn(text, "\n");
}

static const char *behind(const char *line)
{
    size_t len = line_len(line);
    return line + len + (line[len] == '\n');
}

/* Where piece is in line, behind which len bytes are left. */
static const char *find(const char *line, size_t len, const char *piece, size_t size)
{
    for (size_t i = 0; i + size <= len; i++)
        if (memcmp(line + i, piece, size) == 0)
            return line + i;
    return NULL;
}

/* One line against a pattern with [*] in it. */
static bool line_fits(const char *pattern, size_t plen, const char *line, size_t len)
{
    static const char any[] = "[*]";
    const char *star = find(pattern, plen, any, 3);
    if (!star)
        return plen == len && memcmp(pattern, line, len) == 0;
    size_t head = (size_t)(star - pattern);
    if (len < head || memcmp(pattern, line, head) != 0)
        return false;
    pattern += head + 3;
    plen -= head + 3;
    line += head;
    len -= head;
    while ((star = find(pattern, plen, any, 3)) != NULL) {
        size_t size = (size_t)(star - pattern);
        const char *hit = find(line, len, pattern, size);
        if (!hit)
            return false;
        len -= (size_t)(hit - line) + size;
        line = hit + size;
        pattern += size + 3;
        plen -= size + 3;
    }
    return len >= plen && memcmp(line + len - plen, pattern, plen) == 0;
}

/* Trailing blanks are not to be seen, so they do not count. */
static size_t seen_len(const char *line)
{
    size_t len = line_len(line);
    while (len > 0 && (line[len - 1] == ' ' || line[len - 1] == '\r'))
        len--;
    return len;
}

static bool is_gap(const char *line)
{
    return seen_len(line) == 5 && memcmp(line, "[...]", 5) == 0;
}

bool zt_match(const char *pattern, const char *output, size_t *line)
{
    const char *gap = NULL, *retry = NULL; /* behind the last [...], and what it has not taken */
    size_t number = 1, gap_number = 0;
    *line = 1;
    for (;;) {
        if (*pattern && is_gap(pattern)) {
            gap = pattern = behind(pattern);
            retry = output;
            gap_number = ++number;
        } else if (*pattern && *output &&
                   line_fits(pattern, seen_len(pattern), output, seen_len(output))) {
            pattern = behind(pattern);
            output = behind(output);
            number++;
        } else if (!*pattern && !*output) {
            return true;
        } else if (gap && *retry) {
            pattern = gap;
            number = gap_number;
            output = retry = behind(retry);
        } else {
            return false;
        }
        *line = number > *line ? number : *line;
    }
}
