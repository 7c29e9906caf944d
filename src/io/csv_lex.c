/* From bytes to rows of cells.
 *
 * A row is looked at where it lies in the window. Since a quoted cell may hold line breaks, a row
 * can grow over several lines while it is split; the window may move then, and so everything is
 * counted from the beginning of the row. Doubled quotes are made one in place. */
#include "io/csv_lex.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "io/csv.h"

#define NUMBER_SIZE 24

void zt_csv_lex_end(ZtCsvLex *lex)
{
    zt_csv_close(&lex->source);
    zt_free(lex->cell);
    *lex = (ZtCsvLex){.source.file = -1};
}

static const char *number_text(char out[NUMBER_SIZE], size_t number)
{
    snprintf(out, NUMBER_SIZE, "%zu", number);
    return out;
}

bool zt_csv_fail(const ZtCsvLex *lex, ZtErrKind kind, size_t line, const char *third,
                 const char *fourth, ZtErr *err)
{
    char text[NUMBER_SIZE];
    return zt_fail(err, kind, lex->source.name, number_text(text, line), third, fourth, NULL);
}

/* An error about the cell that is being read. */
static bool fail_cell(const ZtCsvLex *lex, ZtErrKind kind, const char *fourth, ZtErr *err)
{
    char text[NUMBER_SIZE];
    return zt_csv_fail(lex, kind, lex->line, number_text(text, lex->cells + 1), fourth, err);
}

static bool fail_limit(const ZtCsvLex *lex, ZtErrKind kind, size_t limit, ZtErr *err)
{
    char text[NUMBER_SIZE];
    return zt_csv_fail(lex, kind, lex->line, number_text(text, limit), NULL, err);
}

static bool check_text(const ZtCsvLex *lex, size_t from, size_t len, ZtErr *err)
{
    const char *text = lex->source.block + lex->source.at + from;
    size_t bad;
    if (lex->source.plain || zt_utf8_valid(text, len, &bad))
        return true;
    if (text[bad] == '\0')
        return zt_csv_fail(lex, ZT_ERR_CSV_NUL, lex->next_line, NULL, NULL, err);
    char byte[NUMBER_SIZE];
    snprintf(byte, sizeof byte, "0x%02X", (unsigned)(unsigned char)text[bad]);
    return zt_csv_fail(lex, ZT_ERR_CSV_UTF8, lex->next_line, byte, NULL, err);
}

/* Reads on until the end of the line that begins at from (of the row) is in the window, and makes
 * row_len reach behind its line end; where nothing is left, row_len is from. */
static bool find_line(ZtCsvLex *lex, size_t from, ZtErr *err)
{
    ZtCsvSource *source = &lex->source;
    for (size_t seen = from;;) {
        const char *row = source->block + source->at;
        size_t have = source->end - source->at;
        const char *end = have > seen ? memchr(row + seen, '\n', have - seen) : NULL;
        lex->row_len = end ? (size_t)(end - row) + 1 : have;
        if (end || source->ended)
            return true;
        if (have > ZT_CSV_LINE_MAX + 1)
            return fail_limit(lex, ZT_ERR_CSV_LINE_LONG, ZT_CSV_LINE_MAX, err);
        seen = have;
        if (!zt_csv_fill(source, err))
            return false;
    }
}

/* The same; *end is where the line's text ends, before its line end. */
static bool read_line(ZtCsvLex *lex, size_t from, size_t *end, ZtErr *err)
{
    if (!find_line(lex, from, err))
        return false;
    const char *row = lex->source.block + lex->source.at;
    size_t len = lex->row_len;
    len -= len > from && row[len - 1] == '\n';
    len -= len > from && row[len - 1] == '\r';
    if (len > ZT_CSV_LINE_MAX)
        return fail_limit(lex, ZT_ERR_CSV_LINE_LONG, ZT_CSV_LINE_MAX, err);
    if (!check_text(lex, from, len - from, err))
        return false;
    lex->next_line++;
    *end = len;
    return true;
}

/* Tab and semicolon come before the comma, which may be a decimal mark beside them. */
static char find_separator(const char *text, size_t len)
{
    char best = ',';
    bool quoted = false;
    for (size_t i = 0; i < len; i++) {
        quoted = quoted != (text[i] == '"');
        if (!quoted && text[i] == '\t')
            return '\t';
        if (!quoted && text[i] == ';')
            best = ';';
    }
    return best;
}

static bool is_blank(const ZtCsvLex *lex, char c)
{
    return c == ' ' || (c == '\t' && lex->separator != '\t');
}

static size_t skip_blanks(const ZtCsvLex *lex, const char *row, size_t at, size_t end)
{
    while (at < end && is_blank(lex, row[at]))
        at++;
    return at;
}

static bool check_cell(const ZtCsvLex *lex, size_t len, ZtErr *err)
{
    char limit[NUMBER_SIZE];
    return len <= ZT_CSV_CELL_MAX ||
           fail_cell(lex, ZT_ERR_CSV_CELL_LONG, number_text(limit, ZT_CSV_CELL_MAX), err);
}

static bool add_cell(ZtCsvLex *lex, size_t at, size_t len, ZtErr *err)
{
    if (lex->cells >= ZT_CSV_COLUMNS_MAX)
        return fail_limit(lex, ZT_ERR_CSV_COLUMNS, ZT_CSV_COLUMNS_MAX, err);
    if (lex->cells >= lex->cell_cap && !ZT_GROW(lex->cell, lex->cell_cap, lex->cells + 1))
        return zt_fail_memory(err);
    lex->cell[lex->cells++] = (ZtCsvCell){at, len};
    return true;
}

/* A cell without quotes that begins at *at; *at becomes where its separator or the end is. */
static bool read_bare(ZtCsvLex *lex, size_t *at, size_t end, ZtErr *err)
{
    const char *row = lex->source.block + lex->source.at;
    const char separator = lex->separator;
    size_t i = *at, from = *at;
    while (i < end && row[i] != separator) {
        if (row[i] == '"')
            return fail_cell(lex, ZT_ERR_CSV_QUOTE_INSIDE, NULL, err);
        i++;
    }
    *at = i;
    while (i > from && is_blank(lex, row[i - 1]))
        i--;
    return check_cell(lex, i - from, err) && add_cell(lex, from, i - from, err);
}

/* A line ended inside quotes at *from: moves its line end to *to, where the cell's text goes on,
 * and reads the next line, up to *end. */
static bool continue_row(ZtCsvLex *lex, size_t *from, size_t *to, size_t *end, ZtErr *err)
{
    size_t next = lex->row_len;
    if (!read_line(lex, next, end, err))
        return false;
    if (lex->row_len == next)
        return fail_cell(lex, ZT_ERR_CSV_QUOTE_OPEN, NULL, err);
    char *row = lex->source.block + lex->source.at;
    while (*from < next)
        row[(*to)++] = row[(*from)++];
    return true;
}

/* Moves the text of a quoted cell together, from *from on, until its closing quote. */
static bool unquote(ZtCsvLex *lex, size_t *from, size_t *to, size_t *end, ZtErr *err)
{
    for (size_t first = *from; *to - first <= ZT_CSV_CELL_MAX;) {
        if (*from >= *end) {
            if (!continue_row(lex, from, to, end, err))
                return false;
            continue;
        }
        char *row = lex->source.block + lex->source.at;
        bool quote = row[*from] == '"';
        *from += quote;
        if (quote && (*from >= *end || row[*from] != '"'))
            return true;
        row[(*to)++] = row[(*from)++];
    }
    return true;
}

/* A cell whose opening quote is at *at. */
static bool read_quoted(ZtCsvLex *lex, size_t *at, size_t *end, ZtErr *err)
{
    size_t first = *at + 1, from = first, to = first;
    if (!unquote(lex, &from, &to, end, err) || !check_cell(lex, to - first, err))
        return false;
    const char *row = lex->source.block + lex->source.at;
    *at = skip_blanks(lex, row, from, *end);
    if (*at < *end && row[*at] != lex->separator)
        return fail_cell(lex, ZT_ERR_CSV_QUOTE_AFTER, NULL, err);
    return add_cell(lex, first, to - first, err);
}

static bool split(ZtCsvLex *lex, size_t end, ZtErr *err)
{
    lex->cells = 0;
    for (size_t at = 0;; at++) {
        const char *row = lex->source.block + lex->source.at;
        at = skip_blanks(lex, row, at, end);
        bool quoted = at < end && row[at] == '"';
        if (quoted ? !read_quoted(lex, &at, &end, err) : !read_bare(lex, &at, end, err))
            return false;
        if (at >= end)
            return true;
    }
}

/* Takes a byte order mark off the first line. */
static void skip_mark(ZtCsvLex *lex, size_t *end)
{
    const char *row = lex->source.block + lex->source.at;
    if (lex->line > 1 || *end < 3 || memcmp(row, "\xEF\xBB\xBF", 3) != 0)
        return;
    lex->source.at += 3;
    lex->row_len -= 3;
    *end -= 3;
}

bool zt_csv_next(ZtCsvLex *lex, bool *more, ZtErr *err)
{
    size_t end;
    lex->next_line += lex->next_line == 0;
    for (;;) {
        lex->source.at += lex->row_len;
        lex->line = lex->next_line;
        if (!read_line(lex, 0, &end, err))
            return false;
        *more = lex->row_len > 0;
        skip_mark(lex, &end);
        const char *row = lex->source.block + lex->source.at;
        if (!*more)
            return true;
        if (skip_blanks(lex, row, 0, end) == end)
            continue;
        if (!lex->separator)
            lex->separator = find_separator(row, end);
        return split(lex, end, err);
    }
}
