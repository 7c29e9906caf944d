#include <config.h>

#include "core/probe.h"

#include <float.h>
#include <math.h>

#include "base/memory.h"
#include "core/per_row.h"
#include "core/scan.h"

#define ROUNDING (4 * DBL_EPSILON) /* of a loss: a few operations, each with half an epsilon */

struct ZtProbe {
    ZtScan *gradient; /* the terms of each derivative, at the present parameters alone */
    ZtLongSum *derivative;
    bool derived;   /* all rows have had their part in them */
    ZtScan *scan;   /* the loss of a row, then the operands with kinks */
    ZtLongSum *sum; /* of the losses: the present one, then those of the points */
    ZtProbePoint *point;
    size_t count;
    size_t next;  /* of these on the block at hand */
    ZtOp *kinked; /* per operand with a kink, whose it is */
    size_t kinks;
    signed char *sign; /* of these operands at the present parameters, a block of each */
};

static bool has_kink(const ZtNode *node)
{
    if (node->kind != ZT_NODE_OP)
        return false;
    switch (node->op) {
    case ZT_OP_ABS:
    case ZT_OP_RELU:
    case ZT_OP_SIGN:
    case ZT_OP_STEP:
    case ZT_OP_MIN:
    case ZT_OP_MAX:
        return true;
    default:
        return false;
    }
}

/* What changes its sign at a kink, of each function below the loss of a row, behind wanted[0]. */
static void find_kinks(ZtProbe *probe, ZtRef *wanted)
{
    ZtGraph *g = probe->scan->engine->graph;
    for (ZtRef i = 0; i <= probe->scan->engine->row_loss && !zt_graph_failed(g); i++) {
        ZtNode node = *zt_graph_node(g, i);
        if (!has_kink(&node))
            continue;
        bool two = zt_op_info(node.op)->arity == 2;
        wanted[1 + probe->kinks] =
            two ? zt_graph_op(g, ZT_OP_SUB, node.in[0], node.in[1]) : node.in[0];
        probe->kinked[probe->kinks++] = node.op;
    }
}

static bool compile_losses(ZtProbe *probe, ZtErr *err)
{
    ZtEngine *engine = probe->scan->engine;
    ZtRef *wanted = zt_alloc((size_t)engine->row_loss + 2, sizeof *wanted);
    probe->kinked = zt_alloc((size_t)engine->row_loss + 1, sizeof *probe->kinked);
    bool fine = wanted && probe->kinked;
    if (fine) {
        wanted[0] = engine->row_loss;
        find_kinks(probe, wanted);
        fine = !zt_graph_failed(engine->graph) &&
               zt_graph_per_row(engine->graph, wanted, 1 + probe->kinks);
    }
    fine = fine ? zt_scan_compile(probe->scan, wanted, 1 + probe->kinks,
                                  probe->scan->session->count, err)
                : zt_fail_memory(err);
    zt_free(wanted);
    return fine;
}

static bool compile_gradient(ZtScan *scan, ZtErr *err)
{
    ZtEngine *engine = scan->engine;
    size_t count = scan->session->count;
    if (!zt_graph_per_row(engine->graph, engine->grad, count))
        return zt_fail_memory(err);
    return zt_scan_compile(scan, engine->grad, count, count, err);
}

static bool prepare(ZtProbe *probe, const ZtSession *session, ZtErr *err)
{
    if (!(probe->gradient = zt_scan_new(session, err)) || !compile_gradient(probe->gradient, err) ||
        !(probe->scan = zt_scan_new(session, err)) || !compile_losses(probe, err))
        return false;
    probe->derivative = zt_alloc(session->count, sizeof *probe->derivative);
    probe->sum = zt_alloc(1 + probe->count, sizeof *probe->sum);
    probe->sign = zt_alloc(probe->kinks * probe->scan->block + 1, sizeof *probe->sign);
    return (probe->derivative && probe->sum && probe->sign) || zt_fail_memory(err);
}

ZtProbe *zt_probe_new(const ZtSession *session, ZtProbePoint *point, size_t count, ZtErr *err)
{
    ZtProbe *probe = zt_alloc(1, sizeof *probe);
    if (!probe) {
        zt_fail_memory(err);
        return NULL;
    }
    probe->point = point;
    probe->count = count;
    if (prepare(probe, session, err))
        return probe;
    zt_probe_free(probe);
    return NULL;
}

void zt_probe_free(ZtProbe *probe)
{
    if (!probe)
        return;
    zt_free(probe->derivative);
    zt_free(probe->kinked);
    zt_free(probe->sign);
    zt_free(probe->sum);
    zt_scan_free(probe->gradient);
    zt_scan_free(probe->scan);
    zt_free(probe);
}

static void derive_block(ZtProbe *probe)
{
    zt_scan_compute(probe->gradient);
    for (size_t i = 0; i < probe->gradient->session->count; i++)
        zt_long_sum_add(&probe->derivative[i], zt_scan_sum(probe->gradient, i));
}

static signed char sign_of(double value)
{
    return (signed char)((value > 0) - (value < 0));
}

static void keep_signs(ZtProbe *probe)
{
    const ZtScan *scan = probe->scan;
    for (size_t k = 0; k < probe->kinks; k++)
        for (size_t i = 0; i < scan->rows; i++)
            probe->sign[k * scan->block + i] = sign_of(scan->value[1 + k][i]);
}

/* Rows whose sign is no longer that which was kept. */
static void count_kinks(const ZtProbe *probe, ZtProbePoint *point)
{
    const ZtScan *scan = probe->scan;
    for (size_t k = 0; k < probe->kinks; k++) {
        const signed char *sign = probe->sign + k * scan->block;
        for (size_t i = 0; i < scan->rows; i++) {
            if (sign_of(scan->value[1 + k][i]) == sign[i])
                continue;
            if (point->kinks == 0)
                point->which = k;
            point->kinked = probe->kinked[point->which];
            point->kinks += point->which == k;
            point->here += point->which == k && sign[i] == 0;
        }
    }
}

/* The next point on the block at hand, the present parameters first. */
static void take_point(ZtProbe *probe)
{
    ZtScan *scan = probe->scan;
    ZtProbePoint *point = probe->next > 0 ? &probe->point[probe->next - 1] : NULL;
    if (point)
        scan->param[point->parameter] = point->value;
    zt_scan_compute(scan);
    if (point) {
        scan->param[point->parameter] = scan->session->param[point->parameter];
        count_kinks(probe, point);
    } else {
        keep_signs(probe);
    }
    zt_long_sum_add(&probe->sum[probe->next], zt_scan_sum(scan, 0));
    probe->next = probe->next < probe->count ? probe->next + 1 : 0;
}

bool zt_probe_advance(ZtProbe *probe, uint64_t *work)
{
    for (; *work > 0; --*work) {
        if (!probe->derived && zt_scan_next(probe->gradient)) {
            derive_block(probe);
            continue;
        }
        probe->derived = true;
        if (probe->next == 0 && !zt_scan_next(probe->scan)) {
            for (size_t i = 0; i < probe->count; i++)
                probe->point[i].loss = zt_scan_mean(probe->scan, &probe->sum[i + 1]);
            return true;
        }
        take_point(probe);
    }
    return false;
}

double zt_probe_loss(const ZtProbe *probe)
{
    return zt_scan_mean(probe->scan, &probe->sum[0]);
}

double zt_probe_derivative(const ZtProbe *probe, size_t parameter)
{
    return zt_scan_mean(probe->gradient, &probe->derivative[parameter]);
}

double zt_probe_rounding(double loss)
{
    return ROUNDING * fabs(loss);
}

double zt_probe_distance(double value)
{
    double size = fabs(value);
    return size > 0 && isfinite(size) ? pow(10, floor(log10(size)) - 3) : 1e-3;
}
