/* CSV files to the inputs of predictions. */
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "io/csv.h"
#include "io/csv_types.h"

typedef struct Inputs {
    ZtCsvLex lex;
    const ZtColumn *const *wanted; /* borrowed */
    size_t count;
    char **names; /* of all columns of the file */
    size_t columns;
    size_t *cell; /* for each input the cell that holds it */
    double *values;
    size_t rows, cap;
    char mark;
} Inputs;

static void inputs_end(Inputs *inputs)
{
    zt_csv_names_free(inputs->names, inputs->columns);
    zt_free(inputs->cell);
    zt_free(inputs->values);
    zt_csv_lex_end(&inputs->lex);
}

/* "a, b, c", safe to show. */
static void list_names(const Inputs *inputs, ZtBuf *out)
{
    for (size_t i = 0; i < inputs->count; i++) {
        zt_buf_puts(out, i ? ", " : "");
        zt_text_escape(out, inputs->wanted[i]->name, strlen(inputs->wanted[i]->name));
    }
}

static bool fail_names(const Inputs *inputs, const char *name, ZtErr *err)
{
    char have[24], need[24];
    ZtBuf list = {0};
    list_names(inputs, &list);
    snprintf(have, sizeof have, "%zu", inputs->columns);
    snprintf(need, sizeof need, "%zu", inputs->count);
    if (name)
        zt_fail(err, ZT_ERR_CSV_INPUT_COLUMN, inputs->lex.source.name, name, zt_buf_text(&list),
                NULL);
    else
        zt_fail(err, ZT_ERR_CSV_INPUT_COUNT, inputs->lex.source.name, have, need,
                zt_buf_text(&list), NULL);
    zt_buf_free(&list);
    return false;
}

/* The column of that name: exact, else the only one that is equal but for case. */
static bool find_column(const Inputs *inputs, const char *name, size_t *found)
{
    size_t alike = 0;
    for (size_t i = 0; i < inputs->columns; i++) {
        if (strcmp(inputs->names[i], name) == 0) {
            *found = i;
            return true;
        }
        if (zt_text_same(inputs->names[i], name)) {
            *found = i;
            alike++;
        }
    }
    return alike == 1;
}

static bool match_columns(Inputs *inputs, bool header, ZtErr *err)
{
    inputs->cell = zt_alloc(inputs->count, sizeof *inputs->cell);
    if (!inputs->cell)
        return zt_fail_memory(err);
    if (!header && inputs->columns != inputs->count)
        return fail_names(inputs, NULL, err);
    for (size_t i = 0; i < inputs->count; i++) {
        inputs->cell[i] = i;
        if (header && !find_column(inputs, inputs->wanted[i]->name, &inputs->cell[i]))
            return fail_names(inputs, inputs->wanted[i]->name, err);
    }
    return true;
}

/* The number of the class that the cell names; false if it names none. */
static bool take_class(const Inputs *inputs, size_t input, double *value)
{
    size_t cell = inputs->cell[input];
    ptrdiff_t class = zt_column_class(inputs->wanted[input], zt_csv_text(&inputs->lex, cell),
                                      inputs->lex.cell[cell].len);
    *value = (double)class;
    return class >= 0;
}

static bool take_value(Inputs *inputs, size_t input, double *value, ZtErr *err)
{
    size_t cell = inputs->cell[input];
    const char *name = inputs->names[cell];
    bool missing = false;
    if (inputs->wanted[input]->text && take_class(inputs, input, value))
        return true;
    if (!zt_csv_number(&inputs->lex, cell, name, &inputs->mark, value, &missing, err))
        return err->kind == ZT_ERR_CSV_NUMBER && inputs->wanted[input]->text
                   ? zt_csv_fail_cell(&inputs->lex, ZT_ERR_CSV_CLASS, cell, name, err)
                   : false;
    return !missing || zt_csv_fail_cell(&inputs->lex, ZT_ERR_CSV_MISSING_INPUT, cell, name, err);
}

static bool take_row(Inputs *inputs, ZtErr *err)
{
    size_t at = inputs->rows * inputs->count;
    if (!zt_csv_check_count(&inputs->lex, inputs->columns, err))
        return false;
    if (!ZT_GROW(inputs->values, inputs->cap, at + inputs->count))
        return zt_fail_memory(err);
    for (size_t i = 0; i < inputs->count; i++)
        if (!take_value(inputs, i, &inputs->values[at + i], err))
            return false;
    inputs->rows++;
    return true;
}

static bool read_rows(Inputs *inputs, ZtErr *err)
{
    bool header, more;
    const char *file = inputs->lex.source.name;
    if (!zt_csv_next(&inputs->lex, &more, err))
        return false;
    if (!more)
        return zt_fail(err, ZT_ERR_CSV_EMPTY, file, NULL);
    if (!zt_csv_names(&inputs->lex, &inputs->names, &header, err))
        return false;
    inputs->columns = inputs->lex.cells;
    if (!match_columns(inputs, header, err) || (!header && !take_row(inputs, err)))
        return false;
    for (;;) {
        if (!zt_csv_next(&inputs->lex, &more, err))
            return false;
        if (!more)
            return inputs->rows > 0 || zt_fail(err, ZT_ERR_CSV_NO_NUMBERS, file, NULL);
        if (!take_row(inputs, err))
            return false;
    }
}

bool zt_csv_inputs(const char *path, const ZtColumn *const *wanted, size_t count, double **values,
                   size_t *rows, ZtErr *err)
{
    Inputs inputs = {.wanted = wanted, .count = count};
    bool done = zt_csv_open(&inputs.lex.source, path, path, err) && read_rows(&inputs, err);
    if (done) {
        *values = inputs.values;
        *rows = inputs.rows;
        inputs.values = NULL;
    }
    inputs_end(&inputs);
    return done;
}
