#include <config.h>

#include "lang/table.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"

#define GAP 2

ZtBuf *zt_table_cell(ZtTable *table)
{
    if (ZT_GROW(table->start, table->cap, table->count + 1))
        table->start[table->count++] = table->text.len;
    else
        table->text.failed = true;
    return &table->text;
}

static size_t cell_length(const ZtTable *table, size_t cell)
{
    size_t end = cell + 1 < table->count ? table->start[cell + 1] : table->text.len;
    return end - table->start[cell];
}

static size_t cell_width(const ZtTable *table, size_t cell)
{
    size_t len = cell_length(table, cell);
    return len ? zt_text_width(table->text.text + table->start[cell], len) : 0;
}

static size_t column_width(const ZtTable *table, size_t column)
{
    size_t widest = 0;
    for (size_t cell = column; cell < table->count; cell += table->columns) {
        size_t width = cell_width(table, cell);
        widest = width > widest ? width : widest;
    }
    return widest;
}

static char alignment(const char *align, size_t column)
{
    size_t last = strlen(align) - 1;
    return align[column < last ? column : last];
}

/* Empty cells leave no blanks at the end. */
static void end_line(ZtBuf *out)
{
    while (!out->failed && out->len > 0 && out->text[out->len - 1] == ' ')
        out->text[--out->len] = '\0';
    zt_buf_putc(out, '\n');
}

static void print_cell(const ZtTable *table, size_t cell, char align, size_t width, bool last,
                       ZtBuf *out)
{
    size_t fill = width - cell_width(table, cell);
    if (align == 'r')
        zt_buf_fill(out, ' ', fill);
    size_t len = cell_length(table, cell);
    if (len)
        zt_buf_add(out, table->text.text + table->start[cell], len);
    if (last)
        end_line(out);
    else
        zt_buf_fill(out, ' ', (align == 'l' ? fill : 0) + GAP);
}

void zt_table_print(const ZtTable *table, size_t indent, const char *align, ZtBuf *out)
{
    size_t *width = zt_alloc(table->columns, sizeof *width);
    out->failed = out->failed || table->text.failed || !width;
    for (size_t i = 0; width && i < table->columns; i++)
        width[i] = column_width(table, i);
    for (size_t cell = 0; !out->failed && cell < table->count; cell++) {
        size_t column = cell % table->columns;
        bool last = column + 1 == table->columns || cell + 1 == table->count;
        if (column == 0)
            zt_buf_fill(out, ' ', indent);
        print_cell(table, cell, alignment(align, column), width[column], last, out);
    }
    zt_free(width);
}

void zt_table_free(ZtTable *table)
{
    zt_buf_free(&table->text);
    zt_free(table->start);
}
