/* The model as text, with its values. */
#include <config.h>

#include "base/memory.h"
#include "core/derive.h"
#include "core/engine.h"
#include "core/infix.h"
#include "core/interpret.h"
#include "core/node_text.h"

#define TEXT_LIMIT 4000 /* bytes of a formula shown */

/* Grows with every part; parts are addressed by index. */
typedef struct Parts {
    ZtPart *part;
    size_t count, cap;
    ZtArena *arena;
    bool failed;
} Parts;

static const char *column_name(Parts *parts, const ZtSession *s, size_t column)
{
    const char *name = zt_column_text(parts->arena, s, column);
    parts->failed |= !name;
    return name ? name : "";
}

static size_t add(Parts *parts, ZtPart part)
{
    if (!ZT_GROW(parts->part, parts->cap, parts->count + 1)) {
        parts->failed = true;
        return 0;
    }
    parts->part[parts->count] = part;
    return parts->count++;
}

static size_t add_number(Parts *parts, double number)
{
    return add(parts, (ZtPart){.op = -1, .number = number});
}

static size_t add_op(Parts *parts, ZtOp op, size_t a, size_t b)
{
    return add(parts, (ZtPart){.op = (int)op, .in = {a, b}});
}

/* A column: by name or, where raw units are wanted, with its scaling around the name. */
static size_t add_column(Parts *parts, const ZtSession *s, size_t column, bool raw)
{
    const ZtScale *scale = &s->scales->column[column];
    size_t name = add(parts, (ZtPart){.op = -1, .text = column_name(parts, s, column)});
    if (!raw || !scale->scaled)
        return name;
    if (s->scales->kind == ZT_SCALE_FACTOR)
        return add_op(parts, ZT_OP_MUL, name, add_number(parts, s->scales->factor));
    return add_op(parts, ZT_OP_DIV, add_op(parts, ZT_OP_SUB, name, add_number(parts, scale->shift)),
                  add_number(parts, scale->divisor));
}

static size_t add_leaf(Parts *parts, const ZtSession *s, const ZtItem *item, bool raw)
{
    if (item->kind == ZT_ITEM_NUMBER)
        return add_number(parts, item->value);
    ZtScope scope = zt_session_scope(s);
    ptrdiff_t column = item->kind == ZT_ITEM_COLUMN ? zt_dataset_find(s->data, item->name)
                                                    : zt_scope_column(&scope, item->name);
    if (column >= 0)
        return add_column(parts, s, (size_t)column, raw);
    ptrdiff_t param = zt_session_parameter(s, item->name);
    if (param >= 0)
        return add_number(parts, s->param[param]);
    return add(parts, (ZtPart){.op = -1, .text = item->name}); /* pi */
}

/* The model as written, with numbers in the place of its parameters. */
static bool as_written(const ZtSession *s, bool raw, Parts *parts, size_t *root)
{
    size_t *stack = zt_alloc(s->model->count, sizeof *stack), depth = 0;
    for (size_t i = 0; stack && i < s->model->count; i++) {
        const ZtItem *item = &s->model->items[i];
        if (item->kind != ZT_ITEM_OP) {
            stack[depth++] = add_leaf(parts, s, item, raw);
            continue;
        }
        bool two = zt_op_info(item->op)->arity == 2;
        size_t b = two ? stack[--depth] : 0, a = stack[--depth];
        stack[depth++] = add_op(parts, item->op, a, b);
    }
    *root = stack ? stack[0] : 0;
    parts->failed |= !stack;
    zt_free(stack);
    return !parts->failed;
}

/* --- collapsing: p = intercept + sum of slope * column, where the slopes are single values --- */

typedef struct Linear {
    double *slope; /* per column of the data */
    bool *read;    /* per column: the model reads it */
    double intercept;
} Linear;

static bool find_slopes(const ZtSession *s, ZtRef *slope, ZtErr *err)
{
    ZtGraph *g = s->engine->graph;
    size_t columns = s->data->columns;
    ZtRef *leaf = zt_alloc(columns, sizeof *leaf);
    for (size_t i = 0; leaf && i < columns; i++)
        leaf[i] = zt_graph_leaf(g, ZT_NODE_COLUMN, (uint32_t)i);
    bool fine = leaf && !zt_graph_failed(g) &&
                zt_derive(g, s->engine->prediction, zt_graph_const(g, 1), leaf, columns, slope);
    zt_free(leaf);
    return fine || zt_fail_memory(err);
}

/* At rows of zeros the interpreter gives the intercept, and the slopes, which no row changes. */
static bool measure(const ZtSession *s, const ZtRef *slope, Linear *line, ZtErr *err)
{
    ZtGraph *g = s->engine->graph;
    double *value = zt_alloc(zt_graph_count(g), sizeof *value);
    if (!value)
        return zt_fail_memory(err);
    ZtRow zero = {.param = s->param, .rows = s->data->rows, .precision = ZT_DOUBLE};
    zt_interpret(g, &zero, value);
    line->intercept = value[s->engine->prediction];
    for (size_t i = 0; i < s->data->columns; i++) {
        line->read[i] = slope[i] != ZT_NO_REF;
        line->slope[i] = line->read[i] ? value[slope[i]] : 0;
    }
    zt_free(value);
    return true;
}

/* Into raw units: slope * (x - shift) / divisor, slope * (x * factor). */
static void unscale(const ZtSession *s, Linear *line)
{
    for (size_t i = 0; i < s->data->columns; i++) {
        const ZtScale *scale = &s->scales->column[i];
        if (!scale->scaled || !line->read[i])
            continue;
        if (s->scales->kind == ZT_SCALE_FACTOR) {
            line->slope[i] *= zt_round(s->scales->factor, s->settings.precision);
        } else {
            line->slope[i] /= scale->divisor;
            line->intercept -= line->slope[i] * scale->shift;
        }
    }
}

/* Steps have no slope, and are no straight lines for all that. */
static bool has_steps(const ZtFormula *model)
{
    for (size_t i = 0; i < model->count; i++)
        if (model->items[i].kind == ZT_ITEM_OP &&
            (model->items[i].op == ZT_OP_SIGN || model->items[i].op == ZT_OP_STEP))
            return true;
    return false;
}

/* *linear says whether the model is linear in its columns; only then line is filled. */
static bool collapse(ZtSession *s, bool *linear, Linear *line, ZtErr *err)
{
    ZtRef *slope = zt_alloc(s->data->columns, sizeof *slope);
    bool fine = (slope && line->slope && line->read) || zt_fail_memory(err);
    fine = fine && zt_session_engine(s, err) && find_slopes(s, slope, err);
    *linear = fine && !has_steps(s->model);
    for (size_t i = 0; fine && i < s->data->columns; i++)
        if (slope[i] != ZT_NO_REF &&
            zt_graph_node(s->engine->graph, slope[i])->shape == ZT_SHAPE_ROWS)
            *linear = false;
    if (*linear && (fine = measure(s, slope, line, err)))
        unscale(s, line);
    zt_free(slope);
    return fine;
}

static size_t add_linear(const ZtSession *s, const Linear *line, Parts *parts)
{
    size_t root = 0;
    bool any = false;
    for (size_t i = 0; i < s->data->columns; i++) {
        if (!line->read[i])
            continue;
        size_t term = add_op(parts, ZT_OP_MUL, add_number(parts, line->slope[i]),
                             add_column(parts, s, i, false));
        root = any ? add_op(parts, ZT_OP_ADD, root, term) : term;
        any = true;
    }
    size_t last = add_number(parts, line->intercept);
    return any ? add_op(parts, ZT_OP_ADD, root, last) : last;
}

/* In raw units a scaled model is collapsed if it can be, else written with its scaling. */
static bool raw_parts(ZtSession *s, Parts *parts, size_t *root, ZtErr *err)
{
    Linear line = {.slope = zt_alloc(s->data->columns, sizeof *line.slope),
                   .read = zt_alloc(s->data->columns, sizeof *line.read)};
    bool linear = false;
    bool fine = collapse(s, &linear, &line, err);
    if (fine && linear)
        *root = add_linear(s, &line, parts);
    else if (fine)
        fine = as_written(s, true, parts, root) || zt_fail_memory(err);
    zt_free(line.slope);
    zt_free(line.read);
    return fine;
}

bool zt_session_model_text(ZtSession *session, bool raw, int digits, ZtBuf *out, ZtErr *err)
{
    if (!session->data)
        return zt_fail(err, ZT_ERR_DATA_NONE, NULL);
    Parts parts = {.arena = zt_arena_new()};
    size_t root = 0;
    bool fine = parts.arena || zt_fail_memory(err);
    if (fine && raw && session->scales->kind != ZT_SCALE_NONE)
        fine = raw_parts(session, &parts, &root, err);
    else if (fine)
        fine = as_written(session, false, &parts, &root) || zt_fail_memory(err);
    if (fine) {
        zt_buf_puts(out, column_name(&parts, session, session->target));
        zt_buf_puts(out, " = ");
        bool single = session->settings.precision == ZT_SINGLE;
        fine = (zt_infix(parts.part, root, digits, single, TEXT_LIMIT, out) && !parts.failed) ||
               zt_fail_memory(err);
    }
    zt_free(parts.part);
    zt_arena_free(parts.arena);
    return fine;
}
