#include <config.h>

#include "base/memory.h"
#include "core/derive.h"
#include "core/engine.h"

ZtScope zt_session_scope(const ZtSession *session)
{
    return (ZtScope){session->data, session->input, session->inputs, session->target};
}

void zt_store_reals(void *to, const double *from, size_t count, ZtPrecision precision)
{
    for (size_t i = 0; i < count; i++)
        if (precision == ZT_SINGLE)
            ((float *)to)[i] = (float)from[i];
        else
            ((double *)to)[i] = from[i];
}

double zt_load_real(const void *from, size_t i, ZtPrecision precision)
{
    return precision == ZT_SINGLE ? (double)((const float *)from)[i] : ((const double *)from)[i];
}

/* The gradient of the mean loss, in the number contract's order:
 * dloss/dp of a row, completely; divided by n; then the model from its root to the parameters. */
static bool add_gradient(ZtEngine *e, size_t count, ZtRef *params)
{
    ZtGraph *g = e->graph;
    ZtRef by_p;
    if (!zt_derive(g, e->row_loss, zt_graph_const(g, 1), &e->prediction, 1, &by_p))
        return false;
    if (by_p == ZT_NO_REF) /* a loss that is flat in p */
        by_p = zt_graph_const(g, 0);
    ZtRef share = zt_graph_op(g, ZT_OP_DIV, by_p, zt_graph_leaf(g, ZT_NODE_ROWS, 0));
    if (share == ZT_NO_REF || !zt_derive(g, e->prediction, share, params, count, e->grad))
        return false;
    for (size_t i = 0; i < count; i++)
        if (e->grad[i] == ZT_NO_REF)
            e->grad[i] = zt_graph_const(g, 0);
    return !zt_graph_failed(g);
}

/* loss = sum of the rows' losses / n */
static void add_mean(ZtEngine *e)
{
    ZtGraph *g = e->graph;
    ZtRef rows = e->row_loss;
    if (zt_graph_node(g, rows)->shape != ZT_SHAPE_ROWS)
        rows = zt_graph_wrap(g, ZT_NODE_SPREAD, rows);
    e->loss = zt_graph_op(g, ZT_OP_DIV, zt_graph_wrap(g, ZT_NODE_SUM, rows),
                          zt_graph_leaf(g, ZT_NODE_ROWS, 0));
}

static bool build_graph(ZtEngine *e, const ZtSession *session, ZtErr *err)
{
    ZtScope scope = zt_session_scope(session);
    ZtParams params = {0};
    e->prediction = zt_bind_model(e->graph, session->model, &scope, &params, err);
    zt_params_free(&params);
    if (e->prediction == ZT_NO_REF)
        return false;
    e->row_loss = zt_bind_loss(e->graph, session->loss, &scope, e->prediction, err);
    if (e->row_loss == ZT_NO_REF)
        return false;
    add_mean(e);
    ZtRef *leaf = zt_alloc(session->count + 1, sizeof *leaf);
    for (size_t i = 0; leaf && i < session->count; i++)
        leaf[i] = zt_graph_leaf(e->graph, ZT_NODE_PARAM, (uint32_t)i);
    bool fine = leaf && !zt_graph_failed(e->graph) && add_gradient(e, session->count, leaf);
    zt_free(leaf);
    return fine || zt_fail_memory(err);
}

ZtProgram *zt_engine_program(const ZtEngine *engine, const ZtSession *session,
                             const ZtProgramSpec *wanted, ZtErr *err)
{
    ZtProgramSpec spec = *wanted;
    spec.graph = engine->graph;
    spec.column = spec.column ? spec.column : session->scales->values;
    spec.n = spec.n ? spec.n : session->data->rows;
    spec.params = spec.params ? spec.params : session->count;
    spec.precision = session->settings.precision;
    spec.threads = session->settings.threads;
    ZtProgram *program = zt_program_new(&spec, err);
    if (program)
        zt_store_reals(zt_program_params(program), session->param, session->count, spec.precision);
    return program;
}

bool zt_engine_degrees(const ZtEngine *engine, int *prediction, int *loss, ZtErr *err)
{
    int *degree = zt_alloc(zt_graph_count(engine->graph), sizeof *degree);
    if (!degree)
        return zt_fail_memory(err);
    zt_graph_degrees(engine->graph, degree);
    *prediction = degree[engine->prediction];
    *loss = degree[engine->loss];
    zt_free(degree);
    return true;
}

static bool build_program(ZtEngine *e, const ZtSession *session, ZtErr *err)
{
    size_t count = session->count;
    ZtRef *wanted = zt_alloc(count + 1, sizeof *wanted);
    if (!wanted)
        return zt_fail_memory(err);
    wanted[0] = e->loss;
    for (size_t i = 0; i < count; i++)
        wanted[i + 1] = e->grad[i];
    ZtProgramSpec spec = {.value = wanted, .values = count + 1};
    e->program = zt_engine_program(e, session, &spec, err);
    zt_free(wanted);
    for (size_t i = 0; e->program && i <= count; i++)
        e->value[i] = zt_program_value(e->program, i);
    return e->program != NULL;
}

ZtEngine *zt_engine_new(const ZtSession *session, ZtErr *err)
{
    ZtEngine *e = zt_alloc(1, sizeof *e);
    if (!e) {
        zt_fail_memory(err);
        return NULL;
    }
    e->graph = zt_graph_new();
    e->grad = zt_alloc(session->count + 1, sizeof *e->grad);
    e->grad_now = zt_alloc(session->count + 1, sizeof *e->grad_now);
    e->value = zt_alloc(session->count + 1, sizeof *e->value);
    bool memory = e->graph && e->grad && e->grad_now && e->value;
    if (!memory)
        zt_fail_memory(err);
    if (memory && build_graph(e, session, err) && build_program(e, session, err))
        return e;
    zt_engine_free(e);
    return NULL;
}

void zt_engine_free(ZtEngine *e)
{
    if (!e)
        return;
    zt_program_free(e->program);
    zt_graph_free(e->graph);
    zt_free(e->grad);
    zt_free(e->grad_now);
    zt_free(e->value);
    zt_free(e);
}

ZtEngine *zt_session_engine(ZtSession *session, ZtErr *err)
{
    if (!session->data) {
        zt_fail(err, ZT_ERR_DATA_NONE, NULL);
        return NULL;
    }
    if (!session->engine)
        session->engine = zt_engine_new(session, err);
    return session->engine;
}

bool zt_engine_advance(ZtEngine *e, const ZtSession *session, uint64_t *work)
{
    if (e->ready)
        return true;
    if (!e->begun) {
        if (!e->loaded)
            zt_store_reals(zt_program_params(e->program), session->param, session->count,
                           session->settings.precision);
        zt_program_begin(e->program);
        e->loaded = e->begun = true;
    }
    if (!zt_program_advance(e->program, work))
        return false;
    e->begun = false;
    e->ready = true;
    return true;
}
