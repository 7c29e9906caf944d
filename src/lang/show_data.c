#include <config.h>

#include "lang/show_data.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "core/cascade.h"
#include "lang/argument.h"
#include "lang/table.h"

#define COLUMNS_LISTED 70 /* of a data set with more only the first */
#define COLUMNS_SHOWN  8  /* of the first rows */
#define ROWS_SHOWN     5
#define CLASSES_SHOWN  10

typedef struct Numbers {
    double mean, std, low, high;
} Numbers;

/* The mean and standard deviation as normalize computes them. */
static Numbers numbers_of(const ZtDataset *data, size_t column)
{
    const double n = (double)data->rows;
    Numbers result = {.low = (double)INFINITY, .high = -(double)INFINITY};
    double squares = 0;
    double sum = zt_cascade_sum(data->column[column].values, data->rows, data->precision);
    result.mean = zt_round(sum / zt_round(n, data->precision), data->precision);
    for (size_t row = 0; row < data->rows; row++) {
        double value = zt_dataset_value(data, column, row);
        squares += (value - result.mean) * (value - result.mean);
        result.low = fmin(result.low, value);
        result.high = fmax(result.high, value);
    }
    result.std = data->rows > 1 ? zt_round(sqrt(squares / (n - 1)), data->precision) : (double)NAN;
    return result;
}

static void add_column(ZtTable *table, const ZtSession *session, size_t column)
{
    const ZtColumn *own = &session->data->column[column];
    zt_add_name(zt_table_cell(table), own->name);
    zt_buf_puts(zt_table_cell(table), own->text ? "text" : "number");
    zt_add_role(zt_table_cell(table), session, column);
    zt_buf_printf(zt_table_cell(table), "%zu", session->data->rows);
    if (own->text) {
        for (int i = 0; i < 4; i++)
            zt_table_cell(table);
        return;
    }
    const Numbers numbers = numbers_of(session->data, column);
    zt_add_value(zt_table_cell(table), session, numbers.mean);
    zt_add_value(zt_table_cell(table), session, numbers.std);
    zt_add_value(zt_table_cell(table), session, numbers.low);
    zt_add_value(zt_table_cell(table), session, numbers.high);
}

static void add_columns(ZtBuf *out, const ZtSession *session)
{
    static const char *const heads[] = {"column", "type", "role", "count",
                                        "mean",   "std",  "low",  "high"};
    ZtTable table = {.columns = sizeof heads / sizeof *heads};
    size_t columns = session->data->columns;
    for (size_t i = 0; i < table.columns; i++)
        zt_buf_puts(zt_table_cell(&table), heads[i]);
    for (size_t i = 0; i < columns && i < COLUMNS_LISTED; i++)
        add_column(&table, session, i);
    zt_table_print(&table, 0, "lllr", out);
    zt_table_free(&table);
    if (columns > COLUMNS_LISTED)
        zt_buf_printf(out, "... (%zu in all)\n", columns);
}

/* species: setosa, versicolor, virginica */
static void add_classes(ZtBuf *out, const ZtColumn *column)
{
    if (!column->text)
        return;
    zt_add_name(out, column->name);
    for (size_t i = 0; i < column->class_count && i < CLASSES_SHOWN; i++) {
        zt_buf_puts(out, i == 0 ? ": " : ", ");
        zt_add_name(out, column->classes[i]);
    }
    if (column->class_count > CLASSES_SHOWN)
        zt_buf_printf(out, ", ... (%zu in all)", column->class_count);
    zt_buf_putc(out, '\n');
}

/* The titles that label gave. */
static void add_title(ZtBuf *out, const ZtSession *session, size_t column)
{
    if (!session->label[column])
        return;
    zt_add_name(out, session->data->column[column].name);
    zt_buf_puts(out, ": ");
    zt_add_name(out, session->label[column]);
    zt_buf_putc(out, '\n');
}

static void add_cell(ZtTable *table, const ZtSession *session, size_t column, size_t row)
{
    const ZtColumn *own = &session->data->column[column];
    double value = zt_dataset_value(session->data, column, row);
    ZtBuf *cell = zt_table_cell(table);
    if (own->text)
        zt_add_name(cell, own->classes[(size_t)value]);
    else
        zt_add_value(cell, session, value);
}

static void add_rows(ZtBuf *out, const ZtSession *session)
{
    const ZtDataset *data = session->data;
    size_t columns = data->columns < COLUMNS_SHOWN ? data->columns : COLUMNS_SHOWN;
    size_t rows = data->rows < ROWS_SHOWN ? data->rows : ROWS_SHOWN;
    ZtTable table = {.columns = columns + 1};
    zt_buf_puts(zt_table_cell(&table), "row");
    for (size_t i = 0; i < columns; i++)
        zt_add_name(zt_table_cell(&table), data->column[i].name);
    for (size_t row = 0; row < rows; row++) {
        zt_buf_printf(zt_table_cell(&table), "%zu", row + 1);
        for (size_t i = 0; i < columns; i++)
            add_cell(&table, session, i, row);
    }
    zt_buf_putc(out, '\n');
    zt_table_print(&table, 0, "r", out);
    zt_table_free(&table);
    if (rows < data->rows)
        zt_buf_printf(out, "... (%zu in all)\n", data->rows);
}

void zt_show_data(ZtShell *shell, ZtBuf *out)
{
    const ZtSession *session = shell->session;
    add_columns(out, session);
    for (size_t i = 0; i < session->data->columns; i++) {
        add_classes(out, &session->data->column[i]);
        add_title(out, session, i);
    }
    add_rows(out, session);
}
