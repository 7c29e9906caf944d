/* Reads data sets from comma separated text, strictly: what is not understood is an error that
 * names file, line, column and cell, never a guess.
 *
 * If no cell of the first line is a number, it is the header, else columns are c1, c2, ... (as are
 * columns with an empty name). A column's type is that of its cell in the first data row that is
 * kept; a later cell of a numeric column that is no number is an error. Comma, semicolon or tab
 * separate, whichever the first line shows (tab before semicolon before comma); with ; or tab a
 * decimal comma is accepted, one kind of decimal mark a file. Blanks around cells do not count. A
 * cell may be quoted ("" is one quote, line breaks are allowed inside); a quote elsewhere is an
 * error. A byte order mark, CRLF, blank lines and a missing final newline are fine. Empty and NA
 * cells are errors that name missing=drop, with which their rows are left out. */
#ifndef ZT_IO_CSV_H
#define ZT_IO_CSV_H

#include <stdbool.h>

#include "base/error.h"
#include "core/dataset.h"

#define ZT_CSV_LINE_MAX    (1u << 20) /* bytes of a line */
#define ZT_CSV_CELL_MAX    4096u      /* bytes of a cell */
#define ZT_CSV_COLUMNS_MAX 65536u

typedef struct ZtCsvOptions {
    ZtPrecision precision;
    bool drop_missing;
    bool (*poll)(void *data); /* asked now and then on long files; false stops with INTERRUPTED */
    void *poll_data;
} ZtCsvOptions;

/* Reads a file, or standard input if path is "-". name is what errors call it ("-" is shown as
 * stdin). The data set is the caller's (zt_dataset_release); its source and checksum are set. NULL
 * with err on failure. */
ZtDataset *zt_csv_read(const char *path, const char *name, const ZtCsvOptions *options, ZtErr *err);

/* The same from memory. */
ZtDataset *zt_csv_parse(const char *text, size_t len, const char *name, const ZtCsvOptions *options,
                        ZtErr *err);

/* The numbers of a file whose cells are inputs, for predict: values of the given columns of another
 * data set, count of them, found by name in the header (a file without header must have just that
 * many columns); those of a text column are its classes, by name or number. *values, row by row, is
 * the caller's (zt_free). */
bool zt_csv_inputs(const char *path, const ZtColumn *const *wanted, size_t count, double **values,
                   size_t *rows, ZtErr *err);

#endif
