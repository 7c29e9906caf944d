#include <config.h>

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "core/bind.h"
#include "core/cascade.h"
#include "core/engine.h"
#include "core/evaluate.h"
#include "core/statistics.h"

#define PI 3.14159265358979323846

typedef struct Machine {
    ZtSession *session;
    const ZtCounts *counts;
    ZtPrecision precision;
    const ZtItem *item;
    ZtValue *stack;
    size_t depth;
    ZtErr *err;
} Machine;

void zt_value_free(ZtValue *value)
{
    zt_free(value->row);
    *value = (ZtValue){0};
}

static bool at_item(Machine *m)
{
    return zt_fail_at(m->err, m->item->at, m->item->len);
}

static bool push_constant(Machine *m, double number)
{
    m->stack[m->depth++] = (ZtValue){.constant = true, .number = number};
    return true;
}

static bool push_number(Machine *m, double number)
{
    m->stack[m->depth++] = (ZtValue){.number = zt_round(number, m->precision)};
    return true;
}

static double *push_rows(Machine *m)
{
    size_t rows = m->session->data->rows;
    double *row = zt_alloc(rows, sizeof *row);
    if (!row)
        zt_fail_memory(m->err);
    else
        m->stack[m->depth++] = (ZtValue){.row = row, .count = rows};
    return row;
}

/* --- names --- */

static bool push_column(Machine *m, size_t column, bool raw)
{
    const ZtSession *s = m->session;
    ZtScope scope = zt_session_scope(s);
    if (s->data->column[column].text && !zt_scope_has_role(&scope, column)) {
        zt_fail(m->err, ZT_ERR_FORMULA_TEXT_COLUMN, s->data->column[column].name, NULL);
        return at_item(m);
    }
    double *row = push_rows(m);
    for (size_t i = 0; row && i < s->data->rows; i++)
        row[i] = raw ? zt_dataset_value(s->data, column, i)
                     : zt_load_real(s->scales->values[column], i, m->precision);
    return row != NULL;
}

static bool push_loss(Machine *m)
{
    double loss;
    return zt_session_loss_now(m->session, &loss, NULL, m->err) && push_number(m, loss);
}

static bool push_prediction(Machine *m)
{
    double *row = push_rows(m);
    return row && zt_session_predictions(m->session, row, m->err);
}

static bool unknown_name(Machine *m, const char *name)
{
    const ZtSession *s = m->session;
    size_t columns = s->data ? s->data->columns : 0;
    const char **names = zt_alloc(columns + s->count + 1, sizeof *names);
    for (size_t i = 0; names && i < columns; i++)
        names[i] = s->data->column[i].name;
    for (size_t i = 0; names && i < s->count; i++)
        names[columns + i] = s->name[i];
    const char *near = names ? zt_text_nearest(name, names, columns + s->count) : NULL;
    zt_fail(m->err, ZT_ERR_FORMULA_NAME, name, near ? near : "", NULL);
    zt_free(names);
    return at_item(m);
}

static bool no_data(Machine *m)
{
    zt_fail(m->err, ZT_ERR_DATA_NONE, NULL);
    return at_item(m);
}

/* The column a name means; -1 with err if there is none. */
static ptrdiff_t find_column(Machine *m, const char *name, bool quoted)
{
    const ZtSession *s = m->session;
    if (!s->data)
        return -1;
    ZtScope scope = zt_session_scope(s);
    return quoted ? zt_dataset_find(s->data, name) : zt_scope_column(&scope, name);
}

static bool push_name(Machine *m)
{
    const ZtSession *s = m->session;
    const char *name = m->item->name;
    double number;
    if (strcmp(name, "pi") == 0)
        return push_constant(m, PI);
    if (strcmp(name, "epoch") == 0)
        return push_constant(m, (double)s->epoch);
    if (strcmp(name, "diverged") == 0)
        return push_constant(m, s->diverged);
    if (strcmp(name, "true") == 0 || strcmp(name, "false") == 0)
        return push_constant(m, name[0] == 't');
    bool data_word = strcmp(name, "n") == 0 || strcmp(name, "p") == 0 || strcmp(name, "loss") == 0;
    if (!s->data && (data_word || zt_word_input(name) || strcmp(name, "y") == 0))
        return no_data(m);
    if (data_word)
        return name[0] == 'n'   ? push_constant(m, (double)s->data->rows)
               : name[0] == 'p' ? push_prediction(m)
                                : push_loss(m);
    ptrdiff_t param = zt_session_parameter(s, name);
    if (param >= 0)
        return push_number(m, s->param[param]);
    ptrdiff_t column = find_column(m, name, false);
    if (column >= 0)
        return push_column(m, (size_t)column, false);
    if (zt_settings_number(&s->settings, name, &number))
        return push_constant(m, number);
    return unknown_name(m, name);
}

static bool push_quoted(Machine *m, bool raw)
{
    if (!m->session->data)
        return no_data(m);
    bool quoted = m->item->kind == ZT_ITEM_COLUMN;
    ptrdiff_t column = find_column(m, m->item->name, quoted);
    if (column < 0 && raw)
        column = find_column(m, m->item->name, true);
    if (column >= 0)
        return push_column(m, (size_t)column, raw);
    zt_fail_column(m->err, ZT_ERR_FORMULA_COLUMN, m->session->data, m->item->name);
    return at_item(m);
}

static bool push_gradient(Machine *m, bool last)
{
    ZtSession *s = m->session;
    const double *grad = s->last_grad;
    ptrdiff_t param = zt_session_parameter(s, m->item->name);
    if (param < 0)
        return unknown_name(m, m->item->name);
    if (!last && !zt_session_loss_now(s, NULL, &grad, m->err))
        return false;
    return push_number(m, grad[param]);
}

static bool push_last(Machine *m)
{
    if (!m->session->has_last) {
        zt_fail(m->err, ZT_ERR_FORMULA_NO_EPOCH, NULL);
        return at_item(m);
    }
    return m->item->kind == ZT_ITEM_LAST_LOSS ? push_number(m, m->session->last_loss)
                                              : push_gradient(m, true);
}

static bool push_count(Machine *m)
{
    const ZtCounts *counts = m->counts;
    double count = counts ? counts->count(counts->data, m->item->name) : -1;
    if (count >= 0)
        return push_constant(m, count);
    zt_fail(m->err, ZT_ERR_FORMULA_COUNT, m->item->name, NULL);
    return at_item(m);
}

static bool no_such_row(Machine *m, double index, size_t count)
{
    char written[32], rows[32];
    snprintf(written, sizeof written, "%.9g", index);
    snprintf(rows, sizeof rows, "%zu", count);
    zt_fail(m->err, ZT_ERR_FORMULA_INDEX, written, rows, NULL);
    return at_item(m);
}

/* v[i]: both are on the stack. */
static bool take_row(Machine *m)
{
    ZtValue *value = &m->stack[m->depth - 2], *index = &m->stack[m->depth - 1];
    double at = index->number;
    if (index->row) {
        zt_fail(m->err, ZT_ERR_FORMULA_ROWS, NULL);
        return at_item(m);
    }
    if (!value->row) {
        zt_fail(m->err, ZT_ERR_FORMULA_NO_ROWS, "[ ]", NULL);
        return at_item(m);
    }
    if (!(at >= 1 && at <= (double)value->count) || at != floor(at))
        return no_such_row(m, at, value->count);
    double number = value->row[(size_t)at - 1];
    zt_value_free(value);
    value->number = number;
    m->depth--;
    return true;
}

/* --- operations --- */

static double compare(ZtOp op, double a, double b)
{
    switch (op) {
    case ZT_OP_OR:
        return a != 0 || b != 0;
    case ZT_OP_AND:
        return a != 0 && b != 0;
    case ZT_OP_NOT:
        return a == 0;
    case ZT_OP_LT:
        return a < b;
    case ZT_OP_LE:
        return a <= b;
    case ZT_OP_GT:
        return a > b;
    case ZT_OP_GE:
        return a >= b;
    case ZT_OP_EQ:
        return a == b;
    case ZT_OP_NE:
        return a != b;
    default: /* near: within 0.1 % or 1e-6 */
        return fabs(a - b) <= fmax(1e-3 * fabs(b), 1e-6);
    }
}

static double apply(const Machine *m, ZtOp op, double a, double b, bool power)
{
    a = zt_round(a, m->precision);
    b = zt_round(b, m->precision);
    return op < ZT_OPS_GRAPH ? zt_op_real(op, a, b, power, m->precision) : compare(op, a, b);
}

/* The result takes the place of a; a row that is not needed any more is freed. */
static void operate(Machine *m, ZtOp op)
{
    bool two = zt_op_info(op)->arity == 2;
    ZtValue none = {.constant = true}, b = two ? m->stack[--m->depth] : none;
    ZtValue *a = &m->stack[m->depth - 1];
    bool power = b.constant;
    if (a->constant && b.constant && op < ZT_OPS_GRAPH) {
        a->number = zt_op_double(op, a->number, b.number, true);
    } else if (!a->row && !b.row) {
        a->number = apply(m, op, a->number, b.number, power);
        a->constant &= b.constant;
    } else {
        double *to = a->row ? a->row : b.row;
        size_t count = a->row ? a->count : b.count;
        for (size_t i = 0; i < count; i++)
            to[i] =
                apply(m, op, a->row ? a->row[i] : a->number, b.row ? b.row[i] : b.number, power);
        if (b.row != to)
            zt_free(b.row);
        *a = (ZtValue){.row = to, .count = count};
    }
}

/* The sum, mean or standard deviation of rows. */
static bool add_up(Machine *m, ZtOp op, const ZtValue *value, double *result)
{
    size_t n = value->count;
    void *reals = zt_alloc_aligned(n + ZT_PAD, zt_real_size(m->precision));
    if (!reals)
        return zt_fail_memory(m->err);
    zt_store_reals(reals, value->row, n, m->precision);
    if (op == ZT_OP_SUM)
        *result = zt_cascade_sum(reals, n, m->precision);
    else if (op == ZT_OP_MEAN)
        *result = zt_mean(reals, n, m->precision);
    else
        *result = zt_deviation(reals, n, m->precision);
    zt_free(reals);
    return true;
}

static double extreme(const ZtValue *value, bool low)
{
    double best = value->row[0];
    for (size_t i = 1; i < value->count; i++)
        if (low ? value->row[i] < best : value->row[i] > best)
            best = value->row[i];
    return best;
}

static bool reduce(Machine *m, ZtOp op)
{
    ZtValue *value = &m->stack[m->depth - 1];
    double result = 0;
    if (!value->row) {
        zt_fail(m->err, ZT_ERR_FORMULA_NO_ROWS, zt_op_info(op)->text, NULL);
        return at_item(m);
    }
    if (op == ZT_OP_LOW || op == ZT_OP_HIGH)
        result = extreme(value, op == ZT_OP_LOW);
    else if (!add_up(m, op, value, &result))
        return false;
    zt_value_free(value);
    value->number = zt_round(result, m->precision);
    return true;
}

static bool step(Machine *m)
{
    switch (m->item->kind) {
    case ZT_ITEM_NUMBER:
        return push_constant(m, m->item->value);
    case ZT_ITEM_NAME:
        return push_name(m);
    case ZT_ITEM_COLUMN:
        return push_quoted(m, false);
    case ZT_ITEM_RAW:
        return push_quoted(m, true);
    case ZT_ITEM_INDEX:
        return take_row(m);
    case ZT_ITEM_GRAD:
        return push_gradient(m, false);
    case ZT_ITEM_LAST_LOSS:
    case ZT_ITEM_LAST_GRAD:
        return push_last(m);
    case ZT_ITEM_COUNT:
        return push_count(m);
    default:
        if (m->item->op >= ZT_OP_SUM)
            return reduce(m, m->item->op);
        operate(m, m->item->op);
        return true;
    }
}

bool zt_evaluate(const ZtFormula *formula, ZtSession *session, const ZtCounts *counts,
                 ZtValue *value, ZtErr *err)
{
    Machine m = {.session = session,
                 .counts = counts,
                 .precision = session->settings.precision,
                 .stack = zt_alloc(formula->count + 1, sizeof *m.stack),
                 .err = err};
    if (!m.stack)
        return zt_fail_memory(err);
    bool fine = true;
    for (size_t i = 0; fine && i < formula->count; i++) {
        m.item = &formula->items[i];
        fine = step(&m);
    }
    if (fine) {
        *value = m.stack[--m.depth];
        value->number = value->row ? value->row[0] : value->number;
    }
    while (m.depth > 0)
        zt_value_free(&m.stack[--m.depth]);
    zt_free(m.stack);
    return fine;
}

bool zt_evaluate_number(const ZtFormula *formula, ZtSession *session, const ZtCounts *counts,
                        double *number, ZtErr *err)
{
    ZtValue value;
    if (!zt_evaluate(formula, session, counts, &value, err))
        return false;
    bool single = value.row == NULL;
    *number = value.number;
    zt_value_free(&value);
    if (single)
        return true;
    zt_fail(err, ZT_ERR_FORMULA_ROWS, NULL);
    return zt_fail_at(err, 0, strlen(formula->text));
}
