/* H itself is never derived: its product with a direction v is the gradient of (gradient . v), one
 * more derivation of the graph (Pearlmutter 1994). Of few parameters the products with every axis
 * are taken, which are H's columns, and all eigenvalues follow. Of many, power iteration leads to
 * the largest one: v = H v, made length 1 again, over and over. */
#include <config.h>

#include "core/curvature.h"

#include <math.h>

#include "base/memory.h"
#include "core/derive.h"
#include "core/eigen.h"
#include "core/per_row.h"
#include "core/scan.h"

#define WHOLE_MAX  32 /* parameters of which all of H is computed */
#define ROUNDS_MAX 1000
#define SETTLED    1e-7  /* relative change of the eigenvalue from round to round */
#define UNMIXED    0.999 /* v . H v of an eigenvector, as a part of its size, at the least */

struct ZtCurvature {
    ZtScan *scan;      /* values: the terms of H v; parameters: those of the model, then v */
    size_t count;      /* parameters */
    size_t directions; /* v's in a pass over the data: one, or every axis */
    size_t next;       /* of these on the block at hand */
    ZtLongSum *sum;    /* of the terms, count for each direction */
    double *v, *hv;    /* directions * count */
    double *value;     /* count eigenvalues, if H is whole */
    /* Power iteration. */
    int round;
    double shift, before;
    bool shifted;
    ZtSpectrum spectrum;
};

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

static bool derive_product(ZtEngine *engine, size_t count, ZtRef *leaf, ZtRef *product)
{
    ZtGraph *g = engine->graph;
    ZtRef slope = directional(g, engine->grad, count);
    for (size_t i = 0; i < count; i++)
        leaf[i] = zt_graph_leaf(g, ZT_NODE_PARAM, (uint32_t)i);
    if (zt_graph_failed(g) || !zt_derive(g, slope, zt_graph_const(g, 1), leaf, count, product))
        return false;
    for (size_t i = 0; i < count; i++)
        if (product[i] == ZT_NO_REF)
            product[i] = zt_graph_const(g, 0);
    return !zt_graph_failed(g) && zt_graph_per_row(g, product, count);
}

static bool compile(ZtCurvature *c, ZtErr *err)
{
    ZtRef *leaf = zt_alloc(c->count, sizeof *leaf), *product = zt_alloc(c->count, sizeof *product);
    bool fine = (leaf && product && derive_product(c->scan->engine, c->count, leaf, product)) ||
                zt_fail_memory(err);
    fine = fine && zt_scan_compile(c->scan, product, c->count, 2 * c->count, err);
    zt_free(leaf);
    zt_free(product);
    return fine;
}

static void normalize(double *v, size_t count, double *length)
{
    *length = 0;
    for (size_t i = 0; i < count; i++)
        *length = hypot(*length, v[i]);
    for (size_t i = 0; i < count; i++)
        v[i] /= *length;
}

/* Any direction, but no regular one. */
static void start_iteration(ZtCurvature *c, double shift)
{
    double length;
    for (size_t i = 0; i < c->count; i++)
        c->v[i] = sin((double)i + 1);
    normalize(c->v, c->count, &length);
    c->shift = shift;
    c->before = 0;
    c->round = 0;
}

static void start(ZtCurvature *c, bool at_start)
{
    const ZtSession *session = c->scan->session;
    for (size_t i = 0; at_start && i < c->count; i++)
        c->scan->param[i] = zt_round(session->start[i], session->settings.precision);
    if (c->directions == 1)
        start_iteration(c, 0);
    for (size_t i = 0; c->directions > 1 && i < c->count; i++)
        c->v[i * c->count + i] = 1;
}

static bool prepare(ZtCurvature *c, const ZtSession *session, ZtErr *err)
{
    int prediction, loss;
    if (!(c->scan = zt_scan_new(session, err)) ||
        !zt_engine_degrees(c->scan->engine, &prediction, &loss, err))
        return false;
    c->spectrum.exact = loss <= 2;
    c->count = session->count;
    c->directions = c->count <= WHOLE_MAX ? c->count : 1;
    size_t numbers = c->directions * c->count;
    c->sum = zt_alloc(numbers, sizeof *c->sum);
    c->v = zt_alloc(numbers, sizeof *c->v);
    c->hv = zt_alloc(numbers, sizeof *c->hv);
    c->value = zt_alloc(c->count, sizeof *c->value);
    if (!c->sum || !c->v || !c->hv || !c->value)
        return zt_fail_memory(err);
    return compile(c, err);
}

ZtCurvature *zt_curvature_new(const ZtSession *session, bool at_start, ZtErr *err)
{
    ZtCurvature *c = zt_alloc(1, sizeof *c);
    if (!c) {
        zt_fail_memory(err);
        return NULL;
    }
    if (prepare(c, session, err)) {
        start(c, at_start);
        return c;
    }
    zt_curvature_free(c);
    return NULL;
}

void zt_curvature_free(ZtCurvature *c)
{
    if (!c)
        return;
    zt_scan_free(c->scan);
    zt_free(c->sum);
    zt_free(c->v);
    zt_free(c->hv);
    zt_free(c->value);
    zt_free(c);
}

/* H v of the next direction, on the block at hand. */
static void multiply_block(ZtCurvature *c)
{
    const double *v = c->v + c->next * c->count;
    for (size_t i = 0; i < c->count; i++)
        c->scan->param[c->count + i] = v[i];
    zt_scan_compute(c->scan);
    for (size_t i = 0; i < c->count; i++)
        zt_long_sum_add(&c->sum[c->next * c->count + i], zt_scan_sum(c->scan, i));
    c->next = (c->next + 1) % c->directions;
}

/* hv = (H - shift) v for all directions; the sums begin anew. False if one is not finite. */
static bool collect(ZtCurvature *c)
{
    bool finite = true;
    for (size_t i = 0; i < c->directions * c->count; i++) {
        c->hv[i] = zt_scan_mean(c->scan, &c->sum[i]) - c->shift * c->v[i];
        c->sum[i] = (ZtLongSum){0};
        finite = finite && isfinite(c->hv[i]);
    }
    return finite;
}

/* All of H is known. Rounding may have left it not quite symmetric. */
static void find_all(ZtCurvature *c)
{
    size_t n = c->count;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            c->hv[i * n + j] = c->hv[j * n + i] = c->hv[i * n + j] / 2 + c->hv[j * n + i] / 2;
    zt_eigen_symmetric(c->hv, n, c->value, c->v);
    c->spectrum.largest = c->value[0];
    c->spectrum.steepest = c->v;
    c->spectrum.smallest = c->value[n - 1];
    c->spectrum.flattest = c->v + (n - 1) * n;
}

/* One round of power iteration; true when it has arrived. Where the eigenvalue largest in size is
 * negative, or two of opposite signs are equally large and v stays a mixture of both, a shift by
 * that size makes the largest one dominant. */
static bool iterate(ZtCurvature *c)
{
    double value = 0, size;
    for (size_t i = 0; i < c->count; i++)
        value += c->v[i] * c->hv[i];
    double *next = c->hv;
    c->hv = c->v;
    c->v = next;
    normalize(c->v, c->count, &size);
    bool settled = c->round > 2 && fabs(value - c->before) <= SETTLED * fabs(value);
    c->before = value;
    if (size > 0 && !settled && ++c->round < ROUNDS_MAX)
        return false;
    if (!c->shifted && value < UNMIXED * size) {
        c->shifted = true;
        start_iteration(c, -size);
        return false;
    }
    c->spectrum.largest = value + c->shift;
    c->spectrum.smallest = (double)NAN;
    c->spectrum.steepest = size > 0 ? c->v : c->hv;
    return true;
}

/* What a pass over the data has brought; true when it was the last. */
static bool conclude(ZtCurvature *c)
{
    if (!collect(c)) {
        c->spectrum.largest = c->spectrum.smallest = (double)NAN;
        return true;
    }
    if (c->directions == 1 && c->count > 1)
        return iterate(c);
    find_all(c);
    return true;
}

bool zt_curvature_advance(ZtCurvature *c, uint64_t *work)
{
    for (; *work > 0; --*work) {
        if (c->next == 0 && !zt_scan_next(c->scan)) {
            if (conclude(c))
                return true;
            zt_scan_begin(c->scan);
            continue;
        }
        multiply_block(c);
    }
    return false;
}

ZtSpectrum zt_curvature_spectrum(const ZtCurvature *c)
{
    return c->spectrum;
}

double zt_stable_rate(const ZtSpectrum *spectrum)
{
    if (isnan(spectrum->largest))
        return (double)NAN;
    return spectrum->largest > 0 ? 2 / spectrum->largest : INFINITY;
}
