/* The lines and cells of a CSV file: what separates them, quotes, limits, valid text. What a cell
 * means is not decided here. */
#ifndef ZT_IO_CSV_LEX_H
#define ZT_IO_CSV_LEX_H

#include "io/csv_source.h"

typedef struct ZtCsvCell {
    size_t at, len; /* bytes of the row, without blanks around them and without quotes */
} ZtCsvCell;

typedef struct ZtCsvLex {
    ZtCsvSource source;
    char separator;   /* 0 before the first row */
    size_t line;      /* where the present row begins; counts from 1 */
    size_t next_line; /* where the next one will */
    size_t row_len;   /* bytes of the row and its line end */
    ZtCsvCell *cell;
    size_t cells, cell_cap;
} ZtCsvLex;

/* Frees all, closes the source (which the caller opened in lex->source). */
void zt_csv_lex_end(ZtCsvLex *lex);

/* Goes to the next row that is not blank. *more is false at the end of the file. */
bool zt_csv_next(ZtCsvLex *lex, bool *more, ZtErr *err);

/* The text of a cell of the present row, not terminated, valid until zt_csv_next. */
static inline const char *zt_csv_text(const ZtCsvLex *lex, size_t cell)
{
    return lex->source.block + lex->source.at + lex->cell[cell].at;
}

/* An error about a line: {1} the file, {2} the line, {3} and {4} as given (NULL: none). Returns
 * false. */
bool zt_csv_fail(const ZtCsvLex *lex, ZtErrKind kind, size_t line, const char *third,
                 const char *fourth, ZtErr *err);

#endif
