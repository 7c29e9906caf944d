/* What a cell of a CSV file means: a number, a missing value, or text. */
#ifndef ZT_IO_CSV_TYPES_H
#define ZT_IO_CSV_TYPES_H

#include "io/csv_lex.h"

typedef enum ZtCsvMeaning {
    ZT_CSV_NUMBER,
    ZT_CSV_HUGE,       /* a number too large for a double */
    ZT_CSV_OTHER_MARK, /* a number with the decimal mark that this file does not have */
    ZT_CSV_MISSING,    /* empty or NA */
    ZT_CSV_TEXT,
} ZtCsvMeaning;

/* mark is the decimal mark of the file so far: '.', ',' or 0 while no number had one; *mark_seen
 * is set to the mark of the file with this number. *value is set for a number only. */
ZtCsvMeaning zt_csv_meaning(const ZtCsvLex *lex, size_t cell, char mark, double *value,
                            char *mark_seen);

/* Empty or NA. */
bool zt_csv_is_missing(const char *text, size_t len);

/* Reads a cell that must be a number: as above, and settles *mark; an error that names it with
 * column, and only *missing set, without one, where the value is missing. */
bool zt_csv_number(const ZtCsvLex *lex, size_t cell, const char *column, char *mark, double *value,
                   bool *missing, ZtErr *err);

/* The present row must have that many cells. */
bool zt_csv_check_count(const ZtCsvLex *lex, size_t columns, ZtErr *err);

/* An error about a cell of the present row: file, line, column, and the cell's text. */
bool zt_csv_fail_cell(const ZtCsvLex *lex, ZtErrKind kind, size_t cell, const char *column,
                      ZtErr *err);

/* The names of all columns: the present row's cells if none of them is a number, else and for
 * empty ones c1, c2, ... *header says which. Two equal names are an error. */
bool zt_csv_names(const ZtCsvLex *lex, char ***names, bool *header, ZtErr *err);
void zt_csv_names_free(char **names, size_t count);

#endif
