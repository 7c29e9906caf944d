#include <config.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "core/bind.h"

#define PI 3.14159265358979323846

typedef struct Operand {
    ZtRef ref;
    ptrdiff_t param; /* the operand is just this parameter; else -1 */
} Operand;

typedef struct Binder {
    ZtGraph *graph;
    const ZtScope *scope;
    ZtParams *params; /* NULL in a loss */
    ZtRef prediction; /* of a loss */
    const ZtItem *item;
    Operand *stack;
    size_t depth;
    ZtErr *err;
} Binder;

void zt_params_free(ZtParams *params)
{
    for (size_t i = 0; i < params->count; i++)
        zt_free(params->name[i]);
    zt_free(params->name);
    zt_free(params->factor);
    *params = (ZtParams){0};
}

/* 1 for x and x1, 2 for x2, ...; 0 if the word is no input. */
static size_t input_number(const char *name)
{
    if (name[0] != 'x')
        return 0;
    if (name[1] == '\0')
        return 1;
    bool digits = name[1 + strspn(name + 1, "0123456789")] == '\0';
    return digits && strlen(name) < 8 ? strtoul(name + 1, NULL, 10) : 0;
}

static ptrdiff_t exact_column(const ZtDataset *data, const char *name)
{
    for (size_t i = 0; i < data->columns; i++)
        if (strcmp(data->column[i].name, name) == 0)
            return (ptrdiff_t)i;
    return -1;
}

bool zt_scope_has_role(const ZtScope *scope, size_t column)
{
    bool role = column == scope->target;
    for (size_t i = 0; i < scope->inputs; i++)
        role |= scope->input[i] == column;
    return role;
}

ptrdiff_t zt_scope_column(const ZtScope *scope, const char *name)
{
    size_t input = input_number(name);
    if (input > 0)
        return input <= scope->inputs ? (ptrdiff_t)scope->input[input - 1] : -1;
    if (strcmp(name, "y") == 0)
        return (ptrdiff_t)scope->target;
    return zt_word_reserved(name) ? -1 : exact_column(scope->data, name);
}

ptrdiff_t zt_scope_item(const ZtScope *scope, const ZtItem *item)
{
    if (item->kind == ZT_ITEM_COLUMN)
        return zt_dataset_find(scope->data, item->name);
    return item->kind == ZT_ITEM_NAME ? zt_scope_column(scope, item->name) : -1;
}

bool zt_fail_column(ZtErr *err, ZtErrKind kind, const ZtDataset *data, const char *name)
{
    ZtBuf list = {0};
    const char **names = zt_alloc(data->columns, sizeof *names);
    for (size_t i = 0; names && i < data->columns; i++) {
        names[i] = data->column[i].name;
        zt_buf_puts(&list, i == 0 ? "" : ", ");
        zt_buf_puts(&list, names[i]);
    }
    const char *near = names ? zt_text_nearest(name, names, data->columns) : NULL;
    zt_fail(err, kind, name, near ? near : "", zt_buf_text(&list), NULL);
    zt_buf_free(&list);
    zt_free(names);
    return false;
}

static bool at_item(Binder *b)
{
    return zt_fail_at(b->err, b->item->at, b->item->len);
}

static void push(Binder *b, ZtRef ref, ptrdiff_t param)
{
    b->stack[b->depth++] = (Operand){ref, param};
}

static bool push_column(Binder *b, size_t column)
{
    if (b->scope->data->column[column].text && !zt_scope_has_role(b->scope, column)) {
        zt_fail(b->err, ZT_ERR_FORMULA_TEXT_COLUMN, b->scope->data->column[column].name, NULL);
        return at_item(b);
    }
    if (b->params && column == b->scope->target) {
        zt_fail(b->err, ZT_ERR_FORMULA_TARGET, NULL);
        return at_item(b);
    }
    push(b, zt_graph_leaf(b->graph, ZT_NODE_COLUMN, (uint32_t)column), -1);
    return true;
}

static bool push_parameter(Binder *b, const char *name)
{
    ZtParams *params = b->params;
    size_t i = 0;
    while (i < params->count && strcmp(params->name[i], name) != 0)
        i++;
    if (i == params->count) {
        if (!ZT_GROW(params->name, params->name_cap, i + 1) ||
            !ZT_GROW(params->factor, params->factor_cap, i + 1) ||
            !(params->name[i] = zt_strdup(name)))
            return zt_fail_memory(b->err);
        params->factor[i] = false;
        params->count++;
    }
    push(b, zt_graph_leaf(b->graph, ZT_NODE_PARAM, (uint32_t)i), (ptrdiff_t)i);
    return true;
}

static bool no_input(Binder *b, const char *name)
{
    char count[24];
    snprintf(count, sizeof count, "%zu", b->scope->inputs);
    zt_fail(b->err, ZT_ERR_FORMULA_INPUT, name, count, NULL);
    return at_item(b);
}

static bool unknown(Binder *b, const char *name)
{
    if (zt_word_reserved(name)) {
        bool p = strcmp(name, "p") == 0;
        zt_fail(b->err, p ? ZT_ERR_FORMULA_PREDICTION : ZT_ERR_FORMULA_RESERVED, name, NULL);
        return at_item(b);
    }
    if (b->params)
        return push_parameter(b, name);
    zt_fail(b->err, ZT_ERR_FORMULA_LOSS_NAME, name, NULL);
    return at_item(b);
}

static bool bind_name(Binder *b)
{
    const char *name = b->item->name;
    if (strcmp(name, "pi") == 0) {
        push(b, zt_graph_const(b->graph, PI), -1);
        return true;
    }
    if (!b->params && strcmp(name, "p") == 0) {
        push(b, b->prediction, -1);
        return true;
    }
    if (input_number(name) > b->scope->inputs)
        return no_input(b, name);
    ptrdiff_t column = zt_scope_column(b->scope, name);
    return column >= 0 ? push_column(b, (size_t)column) : unknown(b, name);
}

static bool bind_quoted(Binder *b)
{
    ptrdiff_t column = exact_column(b->scope->data, b->item->name);
    if (column >= 0)
        return push_column(b, (size_t)column);
    zt_fail_column(b->err, ZT_ERR_FORMULA_COLUMN, b->scope->data, b->item->name);
    return at_item(b);
}

/* A parameter that is no summand starts at 1. */
static void note_use(Binder *b, Operand operand, ZtOp op)
{
    if (operand.param >= 0 && op != ZT_OP_ADD && op != ZT_OP_SUB)
        b->params->factor[operand.param] = true;
}

static void bind_op(Binder *b, uint32_t *place)
{
    ZtOp op = b->item->op;
    bool two = zt_op_info(op)->arity == 2;
    size_t first = b->depth - (two ? 2 : 1);
    Operand x = b->stack[first], y = b->stack[b->depth - 1];
    note_use(b, x, op);
    note_use(b, y, op);
    ZtRef ref = zt_graph_op_at(b->graph, op, x.ref, two ? y.ref : ZT_NO_REF, place[first],
                               place[b->depth - 1]);
    b->depth = first;
    push(b, ref, -1);
}

static bool bind_items(Binder *b, const ZtFormula *formula, uint32_t *place)
{
    for (size_t i = 0; i < formula->count; i++) {
        b->item = &formula->items[i];
        bool fine = true;
        switch (b->item->kind) {
        case ZT_ITEM_NUMBER:
            push(b, zt_graph_const(b->graph, b->item->value), -1);
            break;
        case ZT_ITEM_NAME:
            fine = bind_name(b);
            break;
        case ZT_ITEM_COLUMN:
            fine = bind_quoted(b);
            break;
        default: /* the parser lets nothing else into models and losses */
            bind_op(b, place);
            break;
        }
        if (!fine)
            return false;
        place[b->depth - 1] = (uint32_t)i;
    }
    if (b->stack[0].param >= 0)
        b->params->factor[b->stack[0].param] = true;
    return true;
}

static ZtRef bind(Binder *b, const ZtFormula *formula)
{
    b->stack = zt_alloc(formula->count + 1, sizeof *b->stack);
    uint32_t *place = zt_alloc(formula->count + 1, sizeof *place);
    bool fine = b->stack && place;
    if (!fine)
        zt_fail_memory(b->err);
    fine = fine && bind_items(b, formula, place);
    ZtRef root = fine ? b->stack[0].ref : ZT_NO_REF;
    if (fine && root == ZT_NO_REF)
        zt_fail_memory(b->err);
    zt_free(b->stack);
    zt_free(place);
    return root;
}

ZtRef zt_bind_model(ZtGraph *graph, const ZtFormula *formula, const ZtScope *scope,
                    ZtParams *params, ZtErr *err)
{
    Binder b = {.graph = graph, .scope = scope, .params = params, .err = err};
    ZtRef root = bind(&b, formula);
    return root == ZT_NO_REF ? ZT_NO_REF : zt_graph_wrap(graph, ZT_NODE_PREDICTION, root);
}

static bool mentions(const ZtFormula *formula, const char *name)
{
    for (size_t i = 0; i < formula->count; i++)
        if (formula->items[i].kind == ZT_ITEM_NAME && strcmp(formula->items[i].name, name) == 0)
            return true;
    return false;
}

ZtRef zt_bind_loss(ZtGraph *graph, const ZtFormula *formula, const ZtScope *scope, ZtRef prediction,
                   ZtErr *err)
{
    Binder b = {.graph = graph, .scope = scope, .prediction = prediction, .err = err};
    if (!mentions(formula, "p")) {
        zt_fail(err, ZT_ERR_FORMULA_LOSS_PREDICTION, NULL);
        zt_fail_at(err, 0, strlen(formula->text));
        return ZT_NO_REF;
    }
    return bind(&b, formula);
}
