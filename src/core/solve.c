#include <config.h>

#include "core/solve.h"

#include <math.h>
#include <stdio.h>

#include "base/memory.h"
#include "core/derive.h"
#include "core/least_squares.h"
#include "core/per_row.h"
#include "core/scan.h"

#define FLOPS_OF_A_UNIT 20000

/* What is computed of each row, all at p = c; behind it a_j of each parameter. */
enum { LOSS, FIRST, SECOND, COLUMNS };

struct ZtSolve {
    ZtScan *scan;
    ZtLeastSquares *squares;
    double **column; /* a_j, and what they shall come to: borrowed from the scan */
    ZtLongSum floor; /* of loss(c) - g^2 / (2 h) */
    bool gathered;
    ZtLeastAnswer answer;
    ZtSolution solution;
};

static bool check_degrees(const ZtSession *session, const ZtEngine *engine, ZtErr *err)
{
    int prediction, loss;
    if (!zt_engine_degrees(engine, &prediction, &loss, err))
        return false;
    if (prediction > 1)
        return zt_fail(err, ZT_ERR_SOLVE_MODEL, session->model->text, NULL);
    return loss <= 2 || zt_fail(err, ZT_ERR_SOLVE_LOSS, session->loss_text, NULL);
}

/* d of/d by of a row, a constant 0 where it does not depend on it. */
static bool derive_one(ZtGraph *g, ZtRef of, ZtRef by, ZtRef *slope)
{
    if (!zt_derive(g, of, zt_graph_const(g, 1), &by, 1, slope))
        return false;
    if (*slope == ZT_NO_REF)
        *slope = zt_graph_const(g, 0);
    return true;
}

static bool derive_columns(ZtEngine *e, size_t count, ZtRef *leaf, ZtRef *wanted)
{
    ZtGraph *g = e->graph;
    for (size_t i = 0; i < count; i++)
        leaf[i] = zt_graph_leaf(g, ZT_NODE_PARAM, (uint32_t)i);
    wanted[LOSS] = e->row_loss;
    if (zt_graph_failed(g) || !derive_one(g, e->row_loss, e->prediction, &wanted[FIRST]) ||
        !derive_one(g, wanted[FIRST], e->prediction, &wanted[SECOND]) ||
        !zt_derive(g, e->prediction, zt_graph_const(g, 1), leaf, count, wanted + COLUMNS))
        return false;
    for (size_t i = COLUMNS; i < COLUMNS + count; i++)
        if (wanted[i] == ZT_NO_REF)
            wanted[i] = zt_graph_const(g, 0);
    return !zt_graph_failed(g) && zt_graph_per_row(g, wanted, COLUMNS + count);
}

static bool compile(ZtSolve *solve, size_t count, ZtErr *err)
{
    ZtRef *leaf = zt_alloc(count, sizeof *leaf);
    ZtRef *wanted = zt_alloc(COLUMNS + count, sizeof *wanted);
    bool fine = (leaf && wanted && derive_columns(solve->scan->engine, count, leaf, wanted)) ||
                zt_fail_memory(err);
    fine = fine && zt_scan_compile(solve->scan, wanted, COLUMNS + count, count, err);
    zt_free(leaf);
    zt_free(wanted);
    return fine;
}

static bool prepare(ZtSolve *solve, const ZtSession *session, ZtErr *err)
{
    size_t count = session->count;
    if (!(solve->scan = zt_scan_new(session, err)) ||
        !check_degrees(session, solve->scan->engine, err) || !compile(solve, count, err))
        return false;
    solve->squares = zt_least_squares_new(count);
    solve->column = zt_alloc(count + 1, sizeof *solve->column);
    if (!solve->squares || !solve->column)
        return zt_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        solve->column[i] = solve->scan->value[COLUMNS + i];
        solve->scan->param[i] = 0; /* p = c */
    }
    solve->column[count] = solve->scan->value[FIRST];
    return true;
}

ZtSolve *zt_solve_new(const ZtSession *session, ZtErr *err)
{
    ZtSolve *solve = zt_alloc(1, sizeof *solve);
    if (!solve) {
        zt_fail_memory(err);
        return NULL;
    }
    if (prepare(solve, session, err))
        return solve;
    zt_solve_free(solve);
    return NULL;
}

void zt_solve_free(ZtSolve *solve)
{
    if (!solve)
        return;
    zt_least_squares_free(solve->squares);
    zt_least_answer_free(&solve->answer);
    zt_free(solve->column);
    zt_scan_free(solve->scan);
    zt_free(solve);
}

static bool fail_row(const ZtScan *scan, size_t i, ZtErrKind kind, ZtErr *err)
{
    char row[24];
    snprintf(row, sizeof row, "%zu", scan->first + i + 1);
    return zt_fail(err, kind, row, NULL);
}

/* One row as it goes into least squares: each number times sqrt(h/2). */
static bool weigh_row(ZtSolve *solve, size_t i, ZtErr *err)
{
    const ZtScan *scan = solve->scan;
    double g = scan->value[FIRST][i], h = scan->value[SECOND][i], loss = scan->value[LOSS][i];
    double weight = sqrt(h / 2);
    bool flat = h == 0 && g == 0;
    bool finite = isfinite(g) && isfinite(h) && isfinite(loss);
    if (finite && !(h > 0) && !flat)
        return fail_row(scan, i, ZT_ERR_SOLVE_ROW, err);
    for (size_t k = 0; k < scan->session->count; k++) {
        solve->column[k][i] *= weight;
        finite = finite && isfinite(solve->column[k][i]);
    }
    if (!finite)
        return fail_row(scan, i, ZT_ERR_SOLVE_FINITE, err);
    scan->value[FIRST][i] = flat ? 0 : -weight * (g / h);
    scan->value[LOSS][i] = flat ? loss : loss - g * g / (2 * h);
    return true;
}

static bool take_block(ZtSolve *solve, ZtErr *err)
{
    ZtScan *scan = solve->scan;
    zt_scan_compute(scan);
    for (size_t i = 0; i < scan->rows; i++)
        if (!weigh_row(solve, i, err))
            return false;
    zt_long_sum_add(&solve->floor, zt_scan_sum(scan, LOSS));
    zt_least_squares_add(solve->squares, solve->column, scan->rows);
    return true;
}

static uint64_t cost_of(const ZtScan *scan)
{
    double count = (double)scan->session->count + 1;
    return 1 + (uint64_t)(2 * (double)scan->rows * count * count / FLOPS_OF_A_UNIT);
}

static bool conclude(ZtSolve *solve, ZtErr *err)
{
    const ZtSession *session = solve->scan->session;
    double n = (double)session->data->rows;
    ZtLeastAnswer *answer = &solve->answer;
    double *off = zt_alloc(session->count, sizeof *off);
    bool fine = off || zt_fail_memory(err);
    if (fine && (fine = zt_least_squares_answer(solve->squares, session->param, answer, err))) {
        for (size_t i = 0; i < session->count; i++)
            off[i] = session->param[i] - answer->x[i];
        double distance = zt_least_squares_length(solve->squares, off);
        solve->solution = (ZtSolution){
            .exact = answer->x,
            .group = answer->group,
            .rank = answer->rank,
            .condition = answer->condition,
            .loss = (answer->residual * answer->residual + zt_long_sum(&solve->floor)) / n,
            .gap = distance * distance / n,
        };
    }
    zt_free(off);
    return fine;
}

bool zt_solve_advance(ZtSolve *solve, uint64_t *work, bool *done, ZtErr *err)
{
    *done = false;
    while (!solve->gathered) {
        if (*work == 0)
            return true;
        solve->gathered = !zt_scan_next(solve->scan);
        if (!solve->gathered && !take_block(solve, err))
            return false;
        uint64_t cost = cost_of(solve->scan);
        *work -= cost < *work ? cost : *work;
    }
    *done = zt_least_squares_factor(solve->squares, work);
    return !*done || conclude(solve, err);
}

const ZtSolution *zt_solve_solution(const ZtSolve *solve)
{
    return &solve->solution;
}
