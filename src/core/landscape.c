#include <config.h>

#include "core/landscape.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "core/derive.h"
#include "core/engine.h"

#define ROWS_OF_A_UNIT 1024 /* of work */

struct ZtLandscape {
    size_t x, y, count; /* parameters */
    ZtPrecision precision;
    ZtDataset *data; /* held, since the programs read their columns or those of the sample */
    ZtScales *scales;
    void **sample; /* per column, NULL where it is not read; NULL: all rows serve */
    size_t columns, rows;
    ZtProgram *loss; /* value: the loss */
    ZtProgram *bend; /* values: those of ZtBend */
};

/* ---- the sample ---- */

static void take_rows(const ZtLandscape *l, size_t column, size_t all)
{
    size_t size = zt_real_size(l->precision);
    const char *from = l->scales->values[column];
    char *to = l->sample[column];
    for (size_t i = 0; i < l->rows; i++)
        memcpy(to + i * size, from + i * (all - 1) / (l->rows - 1) * size, size);
}

/* Copies of the columns that the loss reads. */
static bool take_sample(ZtLandscape *l, const ZtGraph *graph, size_t all, ZtErr *err)
{
    l->sample = zt_alloc(l->columns, sizeof *l->sample);
    if (!l->sample)
        return zt_fail_memory(err);
    for (ZtRef ref = 0; ref < zt_graph_count(graph); ref++) {
        const ZtNode *node = zt_graph_node(graph, ref);
        if (node->kind != ZT_NODE_COLUMN)
            continue;
        l->sample[node->index] = zt_alloc_aligned(l->rows + ZT_PAD, zt_real_size(l->precision));
        if (!l->sample[node->index])
            return zt_fail_memory(err);
        take_rows(l, node->index, all);
    }
    return true;
}

/* ---- the programs ---- */

static ZtProgram *compile(const ZtLandscape *l, const ZtEngine *engine, const ZtSession *at,
                          const ZtRef *wanted, size_t count, ZtErr *err)
{
    const ZtProgramSpec spec = {
        .value = wanted, .values = count, .column = l->sample, .n = l->rows};
    return zt_engine_program(engine, at, &spec, err);
}

/* The second derivatives: the slopes, derived once more. */
static bool derive_bend(const ZtLandscape *l, ZtEngine *engine, ZtRef wanted[6])
{
    ZtGraph *g = engine->graph;
    const ZtRef leaf[2] = {zt_graph_leaf(g, ZT_NODE_PARAM, (uint32_t)l->x),
                           zt_graph_leaf(g, ZT_NODE_PARAM, (uint32_t)l->y)};
    wanted[0] = engine->loss;
    wanted[1] = engine->grad[l->x];
    wanted[2] = engine->grad[l->y];
    if (!zt_derive(g, wanted[1], zt_graph_const(g, 1), leaf, 2, wanted + 3) ||
        !zt_derive(g, wanted[2], zt_graph_const(g, 1), leaf + 1, 1, wanted + 5))
        return false;
    for (int i = 3; i < 6; i++)
        if (wanted[i] == ZT_NO_REF)
            wanted[i] = zt_graph_const(g, 0);
    return !zt_graph_failed(g);
}

static bool build(ZtLandscape *l, const ZtSession *at, size_t most_rows, ZtErr *err)
{
    size_t all = at->data->rows;
    ZtRef wanted[6];
    ZtEngine *engine = zt_engine_new(at, err);
    if (!engine)
        return false;
    l->rows = all > most_rows ? most_rows : all;
    bool fine = (l->rows == all || take_sample(l, engine->graph, all, err)) &&
                (derive_bend(l, engine, wanted) || zt_fail_memory(err)) &&
                (l->loss = compile(l, engine, at, wanted, 1, err)) &&
                (l->bend = compile(l, engine, at, wanted, 6, err));
    zt_engine_free(engine);
    return fine;
}

ZtLandscape *zt_landscape_new(const ZtSession *session, size_t x, size_t y, const double *at,
                              size_t most_rows, ZtErr *err)
{
    if (!session->data) {
        zt_fail(err, ZT_ERR_DATA_NONE, NULL);
        return NULL;
    }
    ZtLandscape *l = zt_alloc(1, sizeof *l);
    if (!l) {
        zt_fail_memory(err);
        return NULL;
    }
    *l = (ZtLandscape){.x = x,
                       .y = y,
                       .count = session->count,
                       .precision = session->settings.precision,
                       .data = zt_dataset_retain(session->data),
                       .scales = zt_scales_retain(session->scales),
                       .columns = session->data->columns};
    if (build(l, session, most_rows, err)) {
        zt_landscape_move(l, at);
        return l;
    }
    zt_landscape_free(l);
    return NULL;
}

void zt_landscape_free(ZtLandscape *l)
{
    if (!l)
        return;
    zt_program_free(l->loss);
    zt_program_free(l->bend);
    for (size_t i = 0; l->sample && i < l->columns; i++)
        zt_free(l->sample[i]);
    zt_free(l->sample);
    zt_scales_release(l->scales);
    zt_dataset_release(l->data);
    zt_free(l);
}

size_t zt_landscape_rows(const ZtLandscape *l)
{
    return l->rows;
}

void zt_landscape_move(ZtLandscape *l, const double *at)
{
    zt_store_reals(zt_program_params(l->loss), at, l->count, l->precision);
    zt_store_reals(zt_program_params(l->bend), at, l->count, l->precision);
}

/* ---- the values ---- */

static void put(const ZtLandscape *l, ZtProgram *program, size_t parameter, double value)
{
    size_t size = zt_real_size(l->precision);
    zt_store_reals((char *)zt_program_params(program) + parameter * size, &value, 1, l->precision);
}

static void run(const ZtLandscape *l, ZtProgram *program, double x, double y)
{
    uint64_t work = UINT64_MAX;
    put(l, program, l->x, x);
    put(l, program, l->y, y);
    zt_program_begin(program);
    zt_program_advance(program, &work);
}

ZtBend zt_landscape_bend(ZtLandscape *l, double x, double y)
{
    double value[6];
    run(l, l->bend, x, y);
    for (size_t i = 0; i < 6; i++)
        value[i] = zt_load_real(zt_program_value(l->bend, i), 0, l->precision);
    return (ZtBend){value[0], value[1], value[2], value[3], value[4], value[5]};
}

static double between(double low, double high, size_t index, size_t count)
{
    return low + (high - low) * (double)index / (double)(count - 1);
}

bool zt_landscape_fill(ZtLandscape *l, ZtGrid *grid, uint64_t *work)
{
    const void *loss = zt_program_value(l->loss, 0);
    uint64_t cost = 1 + l->rows / ROWS_OF_A_UNIT;
    for (; grid->done < grid->columns * grid->rows; grid->done++) {
        if (*work == 0)
            return false;
        *work -= cost < *work ? cost : *work;
        run(l, l->loss,
            between(grid->x_low, grid->x_high, grid->done % grid->columns, grid->columns),
            between(grid->y_low, grid->y_high, grid->done / grid->columns, grid->rows));
        grid->value[grid->done] = zt_load_real(loss, 0, l->precision);
    }
    return true;
}

/* ---- the way down ---- */

#define ROUNDS_MAX   60
#define DAMPING_LOW  1e-3
#define DAMPING_HIGH 1e8
#define NEAR         1e-3 /* of the loss, or of the way so far: what is left to gain */
#define NOTHING      1e-7 /* of the first loss: what no longer counts */
#define FLAT         1e-6 /* determinant of the Hessian, as a part of what it could be at most */

/* Newton's step to where the tangent parabola is lowest, s = -H^-1 g. Damped (Marquardt 1963), the
 * curvatures along the axes count (1 + damping) times: the step becomes shorter and turns downhill.
 */
typedef struct Step {
    double x, y;
    double gain; /* how much lower the parabola is there */
} Step;

static bool find_step(const ZtBend *b, double damping, Step *step)
{
    double xx = fabs(b->xx) * damping + b->xx, yy = fabs(b->yy) * damping + b->yy;
    double determinant = xx * yy - b->xy * b->xy;
    if (!(xx > 0) || !(yy > 0) || !(determinant > FLAT * xx * yy))
        return false;
    step->x = (b->xy * b->y - yy * b->x) / determinant;
    step->y = (b->xy * b->x - xx * b->y) / determinant;
    step->gain = -(step->x * b->x + step->y * b->y) / 2;
    return true;
}

static bool is_near(const Step *step, const ZtBend *here, double first, double x_way, double y_way)
{
    if (step->gain <= NEAR * NEAR * fabs(here->loss))
        return true;
    return step->gain <= NOTHING * fabs(first) && fabs(step->x) <= NEAR * x_way &&
           fabs(step->y) <= NEAR * y_way;
}

static double damp_more(double damping)
{
    return damping > 0 ? 10 * damping : DAMPING_LOW;
}

static double damp_less(double damping)
{
    return damping > DAMPING_LOW ? damping / 10 : 0;
}

bool zt_landscape_descend(ZtLandscape *l, double *x, double *y, ZtBend *bend)
{
    double at_x = *x, at_y = *y, damping = 0;
    ZtBend here = zt_landscape_bend(l, at_x, at_y);
    const double first = here.loss;
    for (int round = 0; round < ROUNDS_MAX && isfinite(here.loss); round++) {
        Step step;
        if (!find_step(&here, damping, &step)) {
            if ((damping = damp_more(damping)) > DAMPING_HIGH)
                return false;
            continue;
        }
        ZtBend next = zt_landscape_bend(l, at_x + step.x, at_y + step.y);
        bool lower = next.loss < here.loss;
        bool near = damping == 0 && is_near(&step, &here, first, fabs(at_x) + fabs(at_x - *x),
                                            fabs(at_y) + fabs(at_y - *y));
        if (lower) {
            at_x += step.x;
            at_y += step.y;
            here = next;
        }
        if (near) {
            *x = at_x;
            *y = at_y;
            *bend = here;
            return true;
        }
        damping = lower ? damp_less(damping) : damp_more(damping);
    }
    return false;
}
