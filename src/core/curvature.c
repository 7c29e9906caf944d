/* The largest stable learning rate.
 *
 * Near a point the loss is a parabola whose curvature along an eigenvector of the Hessian H is the
 * eigenvalue. A step of gradient descent multiplies the distance along it by 1 - lr * eigenvalue,
 * which shrinks it only below lr = 2 / eigenvalue; the largest eigenvalue decides. H itself is
 * never made: its product with a direction v is the gradient of (gradient . v), one more
 * derivation of the graph, and power iteration needs no more (Pearlmutter 1994). */
#include <config.h>

#include <math.h>

#include "base/memory.h"
#include "core/derive.h"
#include "core/engine.h"
#include "core/session_parts.h"

#define ROUNDS_MAX 1000
#define SETTLED    1e-7  /* relative change of the eigenvalue from round to round */
#define UNMIXED    0.999 /* v . H v of an eigenvector, as a part of its size, at the least */

typedef struct Hessian {
    const ZtSession *session;
    ZtEngine *engine;
    ZtProgram *program; /* values: H v; parameters: those of the model, then v */
    size_t count;
    double *v, *hv;
    double size; /* of the last H v: an eigenvalue's, if v is its eigenvector */
} Hessian;

/* gradient . v, each v_i a leaf behind the parameters. */
static ZtRef directional(ZtGraph *g, const ZtRef *grad, size_t count)
{
    ZtRef sum = zt_graph_const(g, 0);
    for (size_t i = 0; i < count; i++) {
        ZtRef v = zt_graph_leaf(g, ZT_NODE_PARAM, (uint32_t)(count + i));
        ZtRef term = zt_graph_op(g, ZT_OP_MUL, grad[i], v);
        sum = i == 0 ? term : zt_graph_op(g, ZT_OP_ADD, sum, term);
    }
    return sum;
}

static bool compile_product(Hessian *h, ZtRef *leaf, ZtRef *product, ZtErr *err)
{
    ZtGraph *g = h->engine->graph;
    ZtRef slope = directional(g, h->engine->grad, h->count);
    for (size_t i = 0; i < h->count; i++)
        leaf[i] = zt_graph_leaf(g, ZT_NODE_PARAM, (uint32_t)i);
    if (zt_graph_failed(g) || !zt_derive(g, slope, zt_graph_const(g, 1), leaf, h->count, product))
        return zt_fail_memory(err);
    for (size_t i = 0; i < h->count; i++)
        if (product[i] == ZT_NO_REF)
            product[i] = zt_graph_const(g, 0);
    ZtProgramSpec spec = {.value = product, .values = h->count, .params = 2 * h->count};
    h->program = zt_engine_program(h->engine, h->session, &spec, err);
    return h->program != NULL;
}

static bool hessian_new(Hessian *h, const ZtSession *session, ZtErr *err)
{
    *h = (Hessian){.session = session, .count = session->count};
    ZtRef *leaf = zt_alloc(h->count, sizeof *leaf), *product = zt_alloc(h->count, sizeof *product);
    h->v = zt_alloc(h->count, sizeof *h->v);
    h->hv = zt_alloc(h->count, sizeof *h->hv);
    bool fine = (leaf && product && h->v && h->hv) || zt_fail_memory(err);
    fine =
        fine && (h->engine = zt_engine_new(session, err)) && compile_product(h, leaf, product, err);
    zt_free(leaf);
    zt_free(product);
    return fine;
}

static void hessian_free(Hessian *h)
{
    zt_program_free(h->program);
    zt_engine_free(h->engine);
    zt_free(h->v);
    zt_free(h->hv);
}

static double normalize(double *v, size_t count)
{
    double length = 0;
    for (size_t i = 0; i < count; i++)
        length += v[i] * v[i];
    length = sqrt(length);
    for (size_t i = 0; i < count; i++)
        v[i] /= length;
    return length;
}

/* hv = (H - shift) v; returns v . hv */
static double multiply(Hessian *h, double shift)
{
    ZtPrecision precision = h->session->settings.precision;
    size_t size = zt_real_size(precision);
    uint64_t work = UINT64_MAX;
    double dot = 0;
    zt_store_reals((char *)zt_program_params(h->program) + h->count * size, h->v, h->count,
                   precision);
    zt_program_begin(h->program);
    zt_program_advance(h->program, &work);
    for (size_t i = 0; i < h->count; i++) {
        h->hv[i] = zt_load_real(zt_program_value(h->program, i), 0, precision) - shift * h->v[i];
        dot += h->v[i] * h->hv[i];
    }
    return dot;
}

/* The eigenvalue of H - shift that is largest in size. */
static double dominant(Hessian *h, double shift)
{
    double value = 0;
    for (size_t i = 0; i < h->count; i++)
        h->v[i] = sin((double)i + 1); /* any direction, but no regular one */
    normalize(h->v, h->count);
    for (int round = 0; round < ROUNDS_MAX; round++) {
        double before = value;
        value = multiply(h, shift);
        double *next = h->hv;
        h->hv = h->v;
        h->v = next;
        h->size = normalize(h->v, h->count);
        if (!(h->size > 0) || !isfinite(value))
            return value;
        if (round > 2 && fabs(value - before) <= SETTLED * fabs(value))
            return value;
    }
    return value;
}

/* Where the one largest in size is negative, or two of opposite signs are equally large and v stays
 * a mixture of both, a shift by that size makes the largest one dominant. */
static double largest_eigenvalue(Hessian *h)
{
    double first = dominant(h, 0), size = h->size;
    return first < UNMIXED * size ? dominant(h, -size) - size : first;
}

static bool quadratic(const ZtEngine *engine, bool *answer, ZtErr *err)
{
    int *degree = zt_alloc(zt_graph_count(engine->graph), sizeof *degree);
    if (!degree)
        return zt_fail_memory(err);
    zt_graph_degrees(engine->graph, degree);
    *answer = degree[engine->loss] <= 2;
    zt_free(degree);
    return true;
}

bool zt_session_stable_rate(ZtSession *session, double *rate, bool *exact, ZtErr *err)
{
    if (!session->data)
        return zt_fail(err, ZT_ERR_DATA_NONE, NULL);
    if (session->count == 0)
        return zt_fail(err, ZT_ERR_TRAIN_NO_PARAMETERS, NULL);
    ZtSession at_start = *session;
    at_start.param = session->start;
    Hessian h;
    bool fine = hessian_new(&h, &at_start, err) && quadratic(h.engine, exact, err);
    if (fine) {
        double curvature = largest_eigenvalue(&h);
        *rate = curvature > 0 ? 2 / curvature : isnan(curvature) ? NAN : INFINITY;
    }
    hessian_free(&h);
    return fine;
}
