#include <math.h>
#include <string.h>

#include <check.h>

#include "base/memory.h"
#include "core/cascade.h"
#include "core/derive.h"
#include "core/formula.h"
#include "core/interpret.h"
#include "oracle.h"

ZtDataset *subject_names(void)
{
    ZtBuilder *builder = zt_builder_new("data", ZT_SINGLE);
    ck_assert(zt_builder_column(builder, "u", false));
    ck_assert(zt_builder_column(builder, "v", false));
    ck_assert(zt_builder_column(builder, "t", false));
    return zt_builder_finish(builder);
}

ZtScope subject_scope(const ZtDataset *names)
{
    static const size_t input[] = {0, 1};
    return (ZtScope){names, input, 2, 2};
}

static ZtFormula *parsed(const char *text)
{
    ZtErr err = {0};
    ZtFormula *formula = zt_formula_parse(text, strlen(text), ZT_FORMULA_MODEL, NULL, &err);
    ck_assert_msg(formula != NULL, "not parsed: %s", text);
    return formula;
}

/* The loss's derivative by p, over n, and back through the model. */
static void add_gradient(Subject *s)
{
    ZtGraph *g = s->graph;
    ZtRef leaf[ORACLE_PARAMS], by_p;
    for (size_t i = 0; i < s->params.count; i++)
        leaf[i] = zt_graph_leaf(g, ZT_NODE_PARAM, (uint32_t)i);
    ck_assert(zt_derive(g, s->row_loss, zt_graph_const(g, 1), &s->prediction, 1, &by_p));
    if (by_p == ZT_NO_REF)
        by_p = zt_graph_const(g, 0);
    ZtRef share = zt_graph_op(g, ZT_OP_DIV, by_p, zt_graph_leaf(g, ZT_NODE_ROWS, 0));
    ck_assert(zt_derive(g, s->prediction, share, leaf, s->params.count, s->grad));
    for (size_t i = 0; i < s->params.count; i++)
        if (s->grad[i] == ZT_NO_REF)
            s->grad[i] = zt_graph_const(g, 0);
}

void subject_make(Subject *s, const char *model, const char *loss)
{
    ZtErr err = {0};
    ZtFormula *f = parsed(model), *l = parsed(loss);
    *s = (Subject){.names = subject_names(), .graph = zt_graph_new()};
    ZtScope scope = subject_scope(s->names);
    s->prediction = zt_bind_model(s->graph, f, &scope, &s->params, &err);
    ck_assert_msg(s->prediction != ZT_NO_REF, "not bound: %s", model);
    ck_assert_uint_le(s->params.count, ORACLE_PARAMS);
    s->row_loss = zt_bind_loss(s->graph, l, &scope, s->prediction, &err);
    ck_assert_msg(s->row_loss != ZT_NO_REF, "not bound: %s", loss);
    ZtRef rows = s->row_loss;
    if (zt_graph_node(s->graph, rows)->shape != ZT_SHAPE_ROWS)
        rows = zt_graph_wrap(s->graph, ZT_NODE_SPREAD, rows);
    s->loss = zt_graph_op(s->graph, ZT_OP_DIV, zt_graph_wrap(s->graph, ZT_NODE_SUM, rows),
                          zt_graph_leaf(s->graph, ZT_NODE_ROWS, 0));
    add_gradient(s);
    ck_assert(!zt_graph_failed(s->graph));
    zt_formula_free(f);
    zt_formula_free(l);
}

void subject_free(Subject *s)
{
    zt_params_free(&s->params);
    zt_graph_free(s->graph);
    zt_dataset_release(s->names);
}

static double random_number(ZtRandom *random, Mood mood)
{
    static const double special[] = {0,    -0.0, 1,    -1,    2,      -2,       0.5,       3,
                                     20,   -20,  100,  1e-3,  1e30,   -1e30,    1e-40,     -1e-40,
                                     1e38, 88.8, -104, 1e300, 1e-310, INFINITY, -INFINITY, NAN};
    size_t count = mood == MOOD_WILD ? sizeof special / sizeof special[0] : 8;
    if (mood != MOOD_TAME && zt_random_next(random) % 2)
        return special[zt_random_next(random) % count];
    return 6 * (double)zt_random_uniform(random) - 3;
}

static void put_real(void *values, size_t i, double value, ZtPrecision precision)
{
    if (precision == ZT_SINGLE)
        ((float *)values)[i] = (float)value;
    else
        ((double *)values)[i] = value;
}

double real_at(const void *values, size_t i, ZtPrecision precision)
{
    return precision == ZT_SINGLE ? (double)((const float *)values)[i]
                                  : ((const double *)values)[i];
}

Data data_random(ZtRandom *random, size_t n, ZtPrecision precision, Mood mood)
{
    Data data = {.n = n, .precision = precision};
    for (size_t c = 0; c < ORACLE_COLUMNS; c++) {
        data.column[c] = zt_alloc_aligned(n + ZT_PAD, zt_real_size(precision));
        ck_assert_ptr_nonnull(data.column[c]);
        for (size_t i = 0; i < n; i++)
            put_real(data.column[c], i, random_number(random, mood), precision);
    }
    for (size_t i = 0; i < ORACLE_PARAMS; i++)
        data.param[i] = zt_round(random_number(random, mood), precision);
    return data;
}

void data_free(Data *data)
{
    for (size_t c = 0; c < ORACLE_COLUMNS; c++)
        zt_free(data->column[c]);
}

static void keep_rows(Oracle *o, ZtRef node, size_t n)
{
    if (!o->rows[node])
        o->rows[node] = zt_alloc(n, sizeof(double));
    ck_assert_ptr_nonnull(o->rows[node]);
}

static double summed(const double *rows, const Data *data)
{
    void *values = zt_alloc_aligned(data->n + ZT_PAD, zt_real_size(data->precision));
    ck_assert_ptr_nonnull(values);
    for (size_t i = 0; i < data->n; i++)
        put_real(values, i, rows[i], data->precision);
    double sum = zt_cascade_sum(values, data->n, data->precision);
    zt_free(values);
    return sum;
}

/* The single values that are made of sums. */
static void finish(Oracle *o, const Subject *s, const Data *data)
{
    for (ZtRef i = 0; i < o->nodes; i++) {
        const ZtNode *node = zt_graph_node(s->graph, i);
        if (node->kind == ZT_NODE_SUM)
            o->single[i] = summed(o->rows[node->in[0]], data);
        else if (node->summed)
            o->single[i] = zt_op_real(node->op, o->single[node->in[0]],
                                      node->in[1] == ZT_NO_REF ? 0 : o->single[node->in[1]],
                                      zt_graph_number_power(s->graph, node), data->precision);
    }
}

Oracle oracle_ask(const Subject *s, const Data *data, const ZtRef *row, size_t rows)
{
    Oracle o = {.nodes = zt_graph_count(s->graph)};
    o.single = zt_alloc(o.nodes, sizeof *o.single);
    o.rows = zt_alloc(o.nodes, sizeof *o.rows);
    ck_assert(o.single && o.rows);
    for (size_t i = 0; i < rows; i++)
        keep_rows(&o, row[i], data->n);
    for (ZtRef i = 0; i < o.nodes; i++)
        if (zt_graph_node(s->graph, i)->kind == ZT_NODE_SUM)
            keep_rows(&o, zt_graph_node(s->graph, i)->in[0], data->n);
    for (size_t r = 0; r < data->n; r++) {
        ZtRow at = {data->param, data->column, r, data->n, data->precision};
        zt_interpret(s->graph, &at, o.single);
        for (ZtRef i = 0; i < o.nodes; i++)
            if (o.rows[i])
                o.rows[i][r] = o.single[i];
    }
    finish(&o, s, data);
    return o;
}

void oracle_free(Oracle *o)
{
    for (size_t i = 0; i < o->nodes; i++)
        zt_free(o->rows[i]);
    zt_free(o->rows);
    zt_free(o->single);
}

bool same_bits(double a, double b)
{
    return (isnan(a) && isnan(b)) || memcmp(&a, &b, sizeof a) == 0;
}
