/* Data sets and the builder that makes them.
 *
 * The builder's columns grow by doubling and are moved into their final, aligned and padded block
 * at the end, one after the other, so that at no time more than one column exists twice. Each text
 * column has a hash table from class names to class numbers while it is built. */
#include "core/dataset.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"

#define CHECKSUM_PRIME 1099511628211ull

/* Class numbers are kept as reals; beyond this a float cannot tell them apart. */
#define SINGLE_CLASSES_MAX ((size_t)1 << 24)

ZtDataset *zt_dataset_retain(ZtDataset *data)
{
    if (data)
        data->references++;
    return data;
}

static void column_free(ZtColumn *column)
{
    for (size_t i = 0; i < column->class_count; i++)
        zt_free(column->classes[i]);
    zt_free(column->classes);
    zt_free(column->values);
    zt_free(column->name);
}

void zt_dataset_release(ZtDataset *data)
{
    if (!data || --data->references > 0)
        return;
    for (size_t i = 0; i < data->columns; i++)
        column_free(&data->column[i]);
    zt_free(data->column);
    zt_free(data->source);
    zt_free(data->name);
    zt_free(data);
}

size_t zt_dataset_bytes(const ZtDataset *data)
{
    size_t column = (data->rows + ZT_PAD) * zt_real_size(data->precision) + sizeof *data->column;
    size_t bytes = sizeof *data + data->columns * column;
    for (size_t i = 0; i < data->columns; i++) {
        bytes += strlen(data->column[i].name) + 1;
        for (size_t k = 0; k < data->column[i].class_count; k++)
            bytes += sizeof(char *) + strlen(data->column[i].classes[k]) + 1;
    }
    return bytes;
}

ptrdiff_t zt_dataset_find(const ZtDataset *data, const char *name)
{
    ptrdiff_t found = -1;
    size_t alike = 0;
    for (size_t i = 0; i < data->columns; i++) {
        if (strcmp(data->column[i].name, name) == 0)
            return (ptrdiff_t)i;
        if (zt_text_same(data->column[i].name, name)) {
            found = (ptrdiff_t)i;
            alike++;
        }
    }
    return alike == 1 ? found : -1;
}

ptrdiff_t zt_column_class(const ZtColumn *column, const char *text, size_t len)
{
    for (size_t i = 0; i < column->class_count; i++)
        if (strncmp(column->classes[i], text, len) == 0 && !column->classes[i][len])
            return (ptrdiff_t)i;
    return -1;
}

double zt_dataset_value(const ZtDataset *data, size_t column, size_t row)
{
    const ZtColumn *from = &data->column[column];
    return data->precision == ZT_SINGLE ? (double)zt_column_single(from)[row]
                                        : zt_column_double(from)[row];
}

uint64_t zt_checksum(uint64_t sum, const void *bytes, size_t len)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < len; i++)
        sum = (sum ^ byte[i]) * CHECKSUM_PRIME;
    return sum;
}

/* What the builder knows of a column besides the column itself. slot is a table with open
 * addressing, a power of two in size, of class numbers plus 1; fresh says that the last class came
 * with the present row. */
typedef struct Making {
    double last; /* of a numeric column: the number given before */
    size_t class_cap;
    size_t *slot;
    size_t slots;
    bool fresh;
} Making;

struct ZtBuilder {
    ZtDataset *data;
    Making *making;
    size_t column_cap, making_cap;
    size_t row_cap;
};

ZtBuilder *zt_builder_new(const char *name, ZtPrecision precision)
{
    ZtBuilder *builder = zt_alloc(1, sizeof *builder);
    ZtDataset *data = zt_alloc(1, sizeof *data);
    char *copy = zt_strdup(name);
    if (!builder || !data || !copy) {
        zt_free(builder);
        zt_free(data);
        zt_free(copy);
        return NULL;
    }
    *data = (ZtDataset){.name = copy, .precision = precision, .references = 1};
    builder->data = data;
    return builder;
}

void zt_builder_free(ZtBuilder *builder)
{
    if (!builder)
        return;
    for (size_t i = 0; i < builder->data->columns; i++)
        zt_free(builder->making[i].slot);
    zt_free(builder->making);
    zt_dataset_release(builder->data);
    zt_free(builder);
}

bool zt_builder_column(ZtBuilder *builder, const char *name, bool text)
{
    ZtDataset *data = builder->data;
    size_t need = data->columns + 1;
    char *copy = zt_strdup(name);
    if (!copy || !ZT_GROW(data->column, builder->column_cap, need) ||
        !ZT_GROW(builder->making, builder->making_cap, need)) {
        zt_free(copy);
        return false;
    }
    data->column[data->columns] = (ZtColumn){.name = copy, .text = text};
    builder->making[data->columns] = (Making){0};
    data->columns++;
    return true;
}

/* Room for one more row in every column; each keeps what it has if a later one finds no memory. */
static bool grow_rows(ZtBuilder *builder)
{
    ZtDataset *data = builder->data;
    size_t cap = builder->row_cap;
    for (size_t i = 0; i < data->columns; i++) {
        cap = builder->row_cap;
        if (!zt_grow(&data->column[i].values, &cap, data->rows + 1, zt_real_size(data->precision)))
            return false;
    }
    builder->row_cap = cap;
    return true;
}

static void note_merging(ZtBuilder *builder, size_t column, double value)
{
    double *last = &builder->making[column].last;
    if (builder->data->rows > 0 && value != *last && (float)value == (float)*last)
        builder->data->column[column].merged = true;
    *last = value;
}

bool zt_builder_number(ZtBuilder *builder, size_t column, double value)
{
    ZtDataset *data = builder->data;
    if (data->rows >= builder->row_cap && !grow_rows(builder))
        return false;
    void *values = data->column[column].values;
    if (data->precision == ZT_SINGLE) {
        note_merging(builder, column, value);
        ((float *)values)[data->rows] = (float)value;
    } else {
        ((double *)values)[data->rows] = value;
    }
    return true;
}

/* The slot where the class of that name is, or where it would go. */
static size_t find_slot(const ZtColumn *column, const Making *making, const char *text, size_t len)
{
    size_t at = (size_t)zt_checksum(ZT_CHECKSUM_START, text, len) & (making->slots - 1);
    while (making->slot[at]) {
        const char *name = column->classes[making->slot[at] - 1];
        if (strncmp(name, text, len) == 0 && name[len] == '\0')
            break;
        at = (at + 1) & (making->slots - 1);
    }
    return at;
}

/* Keeps the table at most half full; classes go in by their order, so that the last one can always
 * be taken out again (drop_class). */
static bool grow_slots(const ZtColumn *column, Making *making)
{
    if (making->slots > column->class_count * 2)
        return true;
    Making larger = *making;
    larger.slots = making->slots ? making->slots * 4 : 16;
    larger.slot = zt_alloc(larger.slots, sizeof *larger.slot);
    if (!larger.slot)
        return false;
    for (size_t i = 0; i < column->class_count; i++) {
        const char *name = column->classes[i];
        larger.slot[find_slot(column, &larger, name, strlen(name))] = i + 1;
    }
    zt_free(making->slot);
    *making = larger;
    return true;
}

static bool add_class(ZtBuilder *builder, size_t index, size_t at, const char *text, size_t len)
{
    ZtColumn *column = &builder->data->column[index];
    Making *making = &builder->making[index];
    if (builder->data->precision == ZT_SINGLE && column->class_count >= SINGLE_CLASSES_MAX)
        return false;
    if (!ZT_GROW(column->classes, making->class_cap, column->class_count + 1))
        return false;
    char *name = zt_strndup(text, len);
    if (!name)
        return false;
    column->classes[column->class_count++] = name;
    making->slot[at] = column->class_count;
    making->fresh = true;
    return true;
}

bool zt_builder_text(ZtBuilder *builder, size_t column, const char *text, size_t len)
{
    ZtColumn *into = &builder->data->column[column];
    Making *making = &builder->making[column];
    if (!grow_slots(into, making))
        return false;
    size_t at = find_slot(into, making, text, len);
    if (!making->slot[at] && !add_class(builder, column, at, text, len))
        return false;
    return zt_builder_number(builder, column, (double)(making->slot[at] - 1));
}

bool zt_builder_row(ZtBuilder *builder)
{
    builder->data->rows++;
    for (size_t i = 0; i < builder->data->columns; i++)
        builder->making[i].fresh = false;
    return true;
}

/* Takes the newest class out. No other was put in behind it, so no search passes over its slot. */
static void drop_class(ZtColumn *column, Making *making)
{
    char *name = column->classes[column->class_count - 1];
    making->slot[find_slot(column, making, name, strlen(name))] = 0;
    zt_free(name);
    column->class_count--;
    making->fresh = false;
}

void zt_builder_drop(ZtBuilder *builder)
{
    for (size_t i = 0; i < builder->data->columns; i++) {
        if (builder->making[i].fresh)
            drop_class(&builder->data->column[i], &builder->making[i]);
    }
}

/* Moves a column's values into a block on a cache line, with zeros up to a multiple of ZT_PAD. */
static bool settle(ZtDataset *data, ZtColumn *column)
{
    size_t padded = (data->rows / ZT_PAD + 1) * ZT_PAD, size = zt_real_size(data->precision);
    if (data->rows % ZT_PAD == 0 && data->rows > 0)
        padded = data->rows;
    void *values = zt_alloc_aligned(padded, size);
    if (!values)
        return false;
    if (data->rows > 0)
        memcpy(values, column->values, data->rows * size);
    zt_free(column->values);
    column->values = values;
    return true;
}

ZtDataset *zt_builder_finish(ZtBuilder *builder)
{
    ZtDataset *data = zt_dataset_retain(builder->data);
    bool settled = true;
    for (size_t i = 0; i < data->columns && settled; i++)
        settled = settle(data, &data->column[i]);
    zt_builder_free(builder);
    if (settled)
        return data;
    zt_dataset_release(data);
    return NULL;
}
