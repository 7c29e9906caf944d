/* What the cells of a CSV file mean. */
#include "io/csv_types.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "io/csv.h"
#include "io/list.h"

/* The whole cell as a number with that decimal mark. */
static ZtNumberFault read_whole(const char *text, size_t len, char mark, double *value)
{
    size_t used;
    ZtNumberFault fault = zt_number_read(text, len, mark, true, value, &used);
    return used == len ? fault : ZT_NUMBER_NONE;
}

bool zt_csv_is_missing(const char *text, size_t len)
{
    return len == 0 || (len == 2 && memcmp(text, "NA", 2) == 0);
}

static ZtCsvMeaning by_fault(ZtNumberFault fault)
{
    return fault == ZT_NUMBER_RANGE ? ZT_CSV_HUGE : ZT_CSV_NUMBER;
}

ZtCsvMeaning zt_csv_meaning(const ZtCsvLex *lex, size_t cell, char mark, double *value,
                            char *mark_seen)
{
    const char *text = zt_csv_text(lex, cell);
    size_t len = lex->cell[cell].len;
    if (lex->separator == ',')
        mark = '.';
    char first = mark ? mark : '.', second = first == '.' ? ',' : '.';
    ZtNumberFault fault = read_whole(text, len, first, value);
    if (fault != ZT_NUMBER_NONE) {
        *mark_seen = mark || memchr(text, first, len) ? first : '\0';
        return by_fault(fault);
    }
    if (zt_csv_is_missing(text, len))
        return ZT_CSV_MISSING;
    if (lex->separator == ',')
        return ZT_CSV_TEXT;
    fault = read_whole(text, len, second, value);
    if (fault == ZT_NUMBER_NONE)
        return ZT_CSV_TEXT;
    *mark_seen = second;
    return mark ? ZT_CSV_OTHER_MARK : by_fault(fault);
}

bool zt_csv_fail_cell(const ZtCsvLex *lex, ZtErrKind kind, size_t cell, const char *column,
                      ZtErr *err)
{
    char text[ZT_ERR_ARG_SIZE + 1];
    size_t len = lex->cell[cell].len;
    if (len >= sizeof text)
        len = sizeof text - 1;
    memcpy(text, zt_csv_text(lex, cell), len);
    text[len] = '\0';
    return zt_csv_fail(lex, kind, lex->line, column, text, err);
}

bool zt_csv_number(const ZtCsvLex *lex, size_t cell, const char *column, char *mark, double *value,
                   bool *missing, ZtErr *err)
{
    size_t len = lex->cell[cell].len;
    if (*mark && read_whole(zt_csv_text(lex, cell), len, *mark, value) == ZT_NUMBER_OK)
        return true;
    switch (zt_csv_meaning(lex, cell, *mark, value, mark)) {
    case ZT_CSV_HUGE:
        return zt_csv_fail_cell(lex, ZT_ERR_CSV_RANGE, cell, column, err);
    case ZT_CSV_OTHER_MARK:
        return zt_csv_fail_cell(lex, ZT_ERR_CSV_MARKS, cell, column, err);
    case ZT_CSV_TEXT:
        return zt_csv_fail_cell(lex, ZT_ERR_CSV_NUMBER, cell, column, err);
    case ZT_CSV_MISSING:
        *missing = true;
        return true;
    case ZT_CSV_NUMBER:
    default:
        return true;
    }
}

bool zt_csv_check_count(const ZtCsvLex *lex, size_t columns, ZtErr *err)
{
    char have[24], need[24];
    if (lex->cells == columns)
        return true;
    snprintf(have, sizeof have, "%zu", lex->cells);
    snprintf(need, sizeof need, "%zu", columns);
    return zt_csv_fail(lex, ZT_ERR_CSV_RAGGED, lex->line, have, need, err);
}

static bool is_header(const ZtCsvLex *lex)
{
    for (size_t i = 0; i < lex->cells; i++) {
        double value;
        char mark = '\0';
        ZtCsvMeaning meaning = zt_csv_meaning(lex, i, '\0', &value, &mark);
        if (meaning == ZT_CSV_NUMBER || meaning == ZT_CSV_HUGE)
            return false;
    }
    return true;
}

static char *column_name(const ZtCsvLex *lex, size_t cell, bool header)
{
    if (header && lex->cell[cell].len > 0)
        return zt_strndup(zt_csv_text(lex, cell), lex->cell[cell].len);
    char name[24];
    snprintf(name, sizeof name, "c%zu", cell + 1);
    return zt_strdup(name);
}

/* Equal names are neighbours once the names are sorted. */
static bool check_twice(const ZtCsvLex *lex, char *const *names, ZtErr *err)
{
    char **sorted = zt_alloc(lex->cells, sizeof *sorted);
    if (!sorted)
        return zt_fail_memory(err);
    memcpy(sorted, names, lex->cells * sizeof *sorted);
    zt_list_sort(sorted, lex->cells);
    size_t i = 1;
    while (i < lex->cells && strcmp(sorted[i - 1], sorted[i]) != 0)
        i++;
    bool unique = i >= lex->cells;
    if (!unique)
        zt_csv_fail(lex, ZT_ERR_CSV_TWICE, lex->line, sorted[i], NULL, err);
    zt_free(sorted);
    return unique;
}

void zt_csv_names_free(char **names, size_t count)
{
    for (size_t i = 0; names && i < count; i++)
        zt_free(names[i]);
    zt_free(names);
}

bool zt_csv_names(const ZtCsvLex *lex, char ***names, bool *header, ZtErr *err)
{
    char **list = zt_alloc(lex->cells, sizeof *list);
    *header = is_header(lex);
    bool made = list != NULL;
    for (size_t i = 0; made && i < lex->cells; i++) {
        list[i] = column_name(lex, i, *header);
        made = list[i] != NULL;
    }
    if (made ? check_twice(lex, list, err) : zt_fail_memory(err)) {
        *names = list;
        return true;
    }
    zt_csv_names_free(list, lex->cells);
    return false;
}
