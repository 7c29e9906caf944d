/* Tables in plain text: cells are gathered row by row, then printed in columns of equal width. */
#ifndef ZT_LANG_TABLE_H
#define ZT_LANG_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

typedef struct ZtTable {
    size_t columns;
    ZtBuf text;    /* of all cells, without anything between them */
    size_t *start; /* where each cell begins in it */
    size_t count, cap;
} ZtTable;

/* Begins the next cell; what is added to the buffer until the next call is in it. Cells must be
 * safe text of one line. */
ZtBuf *zt_table_cell(ZtTable *table);

/* Appends the rows, indented, two blanks between columns. align has a letter for each column: l or
 * r; its last letter holds for those beyond. A row that is not complete is printed as it is. If
 * memory ran out, out has failed. */
void zt_table_print(const ZtTable *table, size_t indent, const char *align, ZtBuf *out);

void zt_table_free(ZtTable *table);

#endif
