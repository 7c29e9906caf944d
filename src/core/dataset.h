/* A data set: named columns of equal length.
 *
 * Numbers are held in the session's precision (the double nearest to the text, rounded once), each
 * column in one block on a cache line, with room behind the last row up to a multiple of
 * ZT_PAD values, zeroed, so that vector code needs no tail. A text column holds classes: for each
 * row the number of its class, in order of first appearance, and the classes' names.
 *
 * A data set never changes once it is built, and is shared by counting: sessions, their copies and
 * plots hold references. A builder makes one row by row. */
#ifndef ZT_CORE_DATASET_H
#define ZT_CORE_DATASET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

#define ZT_PAD 64 /* values */

typedef enum ZtPrecision { ZT_SINGLE, ZT_DOUBLE } ZtPrecision;

static inline size_t zt_real_size(ZtPrecision precision)
{
    return precision == ZT_SINGLE ? sizeof(float) : sizeof(double);
}

/* Rounds to the precision, as a double. */
static inline double zt_round(double value, ZtPrecision precision)
{
    return precision == ZT_SINGLE ? (double)(float)value : value;
}

typedef struct ZtColumn {
    char *name;
    bool text;
    bool merged;    /* different numbers of neighbouring rows became one in single precision */
    void *values;   /* float or double by the set's precision; of a text column the class number */
    char **classes; /* names of the classes of a text column; NULL for a numeric one */
    size_t class_count;
} ZtColumn;

typedef struct ZtDataset {
    char *name;   /* as the user called it: "thermometer", "data/x.csv", "-" */
    char *source; /* the path it was read from, "-" for standard input, NULL if made in memory */
    uint64_t checksum; /* FNV-1a, 64 bit, of the bytes it was read from */
    bool missing_drop; /* it was read with missing=drop */
    size_t dropped;    /* rows left out by that */
    char separator, mark; /* how it was written: what separates cells; its decimal mark, 0: none */
    bool header;          /* the first line has the names */
    ZtPrecision precision;
    size_t rows, columns;
    ZtColumn *column;
    int references;
} ZtDataset;

ZtDataset *zt_dataset_retain(ZtDataset *data); /* NULL gives NULL */
void zt_dataset_release(ZtDataset *data);

/* The index of the column of that name (exact, else unique but for ASCII case), or -1. */
ptrdiff_t zt_dataset_find(const ZtDataset *data, const char *name);

/* One value as a double. */
double zt_dataset_value(const ZtDataset *data, size_t column, size_t row);

/* The checksum: start with ZT_CHECKSUM_START and go on with each piece. */
#define ZT_CHECKSUM_START 14695981039346656037ull
uint64_t zt_checksum(uint64_t sum, const void *bytes, size_t len);

/* A numeric column's value at each row as real numbers of the set's precision. */
static inline const float *zt_column_single(const ZtColumn *column)
{
    return column->values;
}
static inline const double *zt_column_double(const ZtColumn *column)
{
    return column->values;
}

/* Building: columns first, then for each row one zt_builder_number or zt_builder_text per column
 * in order and zt_builder_row, then finish. Every call may fail for want of memory. */
typedef struct ZtBuilder ZtBuilder;
ZtBuilder *zt_builder_new(const char *name, ZtPrecision precision);
void zt_builder_free(ZtBuilder *builder); /* NULL is fine */
bool zt_builder_column(ZtBuilder *builder, const char *name, bool text);
bool zt_builder_number(ZtBuilder *builder, size_t column, double value);
bool zt_builder_text(ZtBuilder *builder, size_t column, const char *text, size_t len);
bool zt_builder_row(ZtBuilder *builder);  /* the row is complete */
void zt_builder_drop(ZtBuilder *builder); /* what was given of this row is forgotten */

/* Hands over the set (one reference) and frees the builder; NULL when memory runs out. */
ZtDataset *zt_builder_finish(ZtBuilder *builder);

#endif
