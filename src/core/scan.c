#include <config.h>

#include "core/scan.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "core/cascade.h"

#define BLOCK_ROWS  4096
#define BLOCK_BYTES (1u << 20) /* of all columns and values together, if that is ZT_PAD rows */

ZtScan *zt_scan_new(const ZtSession *session, ZtErr *err)
{
    if (!session->data || session->count == 0) {
        zt_fail(err, session->data ? ZT_ERR_TRAIN_NO_PARAMETERS : ZT_ERR_DATA_NONE, NULL);
        return NULL;
    }
    ZtScan *scan = zt_alloc(1, sizeof *scan);
    if (!scan) {
        zt_fail_memory(err);
        return NULL;
    }
    scan->session = session;
    scan->engine = zt_engine_new(session, err);
    if (scan->engine)
        return scan;
    zt_scan_free(scan);
    return NULL;
}

static void free_arrays(double **array, size_t count)
{
    for (size_t i = 0; array && i < count; i++)
        zt_free(array[i]);
    zt_free(array);
}

void zt_scan_free(ZtScan *scan)
{
    if (!scan)
        return;
    zt_program_free(scan->program);
    zt_engine_free(scan->engine);
    free_arrays(scan->value, scan->wanted);
    free_arrays(scan->column, scan->session->data->columns);
    zt_free(scan);
}

static size_t block_rows(const ZtScan *scan, size_t arrays)
{
    size_t rows = scan->session->data->rows, block = BLOCK_ROWS;
    while (block > ZT_PAD && block * arrays * sizeof(double) > BLOCK_BYTES)
        block /= 2;
    return rows < block ? rows : block;
}

static bool is_column(const ZtGraph *graph, size_t i)
{
    return zt_graph_node(graph, (ZtRef)i)->kind == ZT_NODE_COLUMN;
}

static bool make_arrays(ZtScan *scan, size_t count)
{
    const ZtGraph *graph = scan->engine->graph;
    size_t nodes = zt_graph_count(graph), arrays = count;
    for (size_t i = 0; i < nodes; i++)
        arrays += is_column(graph, i);
    scan->block = block_rows(scan, arrays);
    scan->column = zt_alloc(scan->session->data->columns, sizeof *scan->column);
    scan->value = zt_alloc(count, sizeof *scan->value);
    bool fine = scan->column && scan->value;
    scan->wanted = fine ? count : 0;
    for (size_t i = 0; fine && i < count; i++)
        fine = (scan->value[i] = zt_alloc_aligned(scan->block + ZT_PAD, sizeof(double)));
    for (size_t i = 0; fine && i < nodes; i++) {
        size_t index = zt_graph_node(graph, (ZtRef)i)->index;
        if (is_column(graph, i))
            fine = (scan->column[index] = zt_alloc_aligned(scan->block + ZT_PAD, sizeof(double)));
    }
    return fine;
}

bool zt_scan_compile(ZtScan *scan, const ZtRef *row, size_t count, size_t params, ZtErr *err)
{
    if (!make_arrays(scan, count))
        return zt_fail_memory(err);
    ZtProgramSpec spec = {
        .graph = scan->engine->graph,
        .row = row,
        .rows = count,
        .out = (void *const *)scan->value,
        .column = (void *const *)scan->column,
        .n = scan->block,
        .params = params,
        .precision = ZT_DOUBLE,
        .threads = 1,
    };
    scan->program = zt_program_new(&spec, err);
    if (!scan->program)
        return false;
    scan->param = zt_program_params(scan->program);
    memcpy(scan->param, scan->session->param, scan->session->count * sizeof *scan->param);
    return true;
}

void zt_scan_begin(ZtScan *scan)
{
    scan->first = scan->rows = 0;
}

static void widen(const ZtScan *scan, size_t column)
{
    const void *from = scan->session->scales->values[column];
    double *to = scan->column[column];
    if (scan->session->settings.precision == ZT_DOUBLE)
        memcpy(to, (const double *)from + scan->first, scan->rows * sizeof *to);
    else
        for (size_t i = 0; i < scan->rows; i++)
            to[i] = (double)((const float *)from)[scan->first + i];
}

/* Behind the last row of all, a shorter last block keeps rows of the one before: they are computed
 * with the others, and nobody looks at them. */
bool zt_scan_next(ZtScan *scan)
{
    const ZtDataset *data = scan->session->data;
    scan->first += scan->rows;
    size_t left = data->rows - scan->first;
    scan->rows = left < scan->block ? left : scan->block;
    for (size_t i = 0; scan->rows > 0 && i < data->columns; i++)
        if (scan->column[i])
            widen(scan, i);
    return scan->rows > 0;
}

void zt_scan_compute(ZtScan *scan)
{
    uint64_t work = UINT64_MAX;
    zt_program_begin(scan->program);
    zt_program_advance(scan->program, &work);
}

double zt_scan_sum(const ZtScan *scan, size_t wanted)
{
    return zt_cascade_sum(scan->value[wanted], scan->rows, ZT_DOUBLE);
}

void zt_long_sum_add(ZtLongSum *s, double value)
{
    double sum = s->sum + value;
    bool smaller = fabs(value) < fabs(s->sum);
    s->rest += smaller ? (s->sum - sum) + value : (value - sum) + s->sum;
    s->sum = sum;
}

/* Of infinite sums the rest is none. */
double zt_long_sum(const ZtLongSum *s)
{
    return isfinite(s->sum) ? s->sum + s->rest : s->sum;
}

double zt_scan_mean(const ZtScan *scan, const ZtLongSum *sum)
{
    return zt_long_sum(sum) / (double)scan->session->data->rows;
}
