#include <config.h>

#include <stdint.h>
#include <string.h>

#include "core/cascade.h"

#define REAL    float
#define NAME(f) f##_single
#define VECTOR  (size_t)8
#include "core/cascade.inc"

#define REAL    double
#define NAME(f) f##_double
#define VECTOR  (size_t)4
#include "core/cascade.inc"

/* k = max(4, ceil(log2 rows) / 4) */
static unsigned level_power(size_t rows)
{
    unsigned log = 0;
    while (log < 63 && ((size_t)1 << log) < rows)
        log++;
    return log / 4 > 4 ? log / 4 : 4;
}

ZtCascade zt_cascade(size_t n, ZtPrecision precision)
{
    ZtCascade cascade = {.row = ZT_CASCADE_ROW / zt_real_size(precision)};
    cascade.power = level_power(n / cascade.row);
    cascade.group = cascade.row << cascade.power;
    cascade.tile = cascade.group << cascade.power;
    cascade.tiles = n / cascade.tile;
    cascade.rest = n % cascade.tile;
    return cascade;
}

void zt_cascade_group(ZtTileSum *sum, ZtPrecision precision)
{
    if (precision == ZT_SINGLE)
        add_lanes_single(sum->level1, sum->level0);
    else
        add_lanes_double(sum->level1, sum->level0);
    memset(sum->level0, 0, sizeof sum->level0);
}

double zt_cascade_total(const ZtCascade *cascade, const ZtTileSum *sums, size_t step,
                        ZtPrecision precision)
{
    return precision == ZT_SINGLE ? (double)total_single(cascade, sums, step)
                                  : total_double(cascade, sums, step);
}

double zt_cascade_sum(const void *values, size_t n, ZtPrecision precision)
{
    ZtCascade cascade = zt_cascade(n, precision);
    if (precision == ZT_SINGLE)
        return (double)(n < 8 ? cascade_lone_single(values, n) : sum_single(values, &cascade));
    return n < 4 ? cascade_lone_double(values, n) : sum_double(values, &cascade);
}
