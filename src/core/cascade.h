/* The cascade sum, PyTorch's order of adding up n values of the session's precision.
 *
 * A row is 128 bytes: four vectors of 8 floats or 4 doubles. Level 0 adds rows lane by lane. After
 * 2^k rows (a group) it is added to level 1 and begins again at zero; after 2^k groups (a tile)
 * level 1 is added to level 2 likewise, and after 2^k tiles level 2 to level 3; k grows with n.
 * At the end levels 1, 2, 3 are added to level 0 in that order; the remaining whole vectors are
 * added to the first of the four, then the other three; the remaining values are summed on their
 * own from 0, and the lanes are added to that sum one after the other.
 *
 * A tile depends on nothing outside it. Tiles can therefore be computed in any order, on any
 * number of threads, and are put together in order: the same bits every time. Source of the
 * order: aten/src/ATen/native/cpu/SumKernel.cpp of PyTorch, checked against its results. */
#ifndef ZT_CORE_CASCADE_H
#define ZT_CORE_CASCADE_H

#include <stddef.h>

#include "core/dataset.h"

#define ZT_CASCADE_ROW 128 /* bytes */

typedef struct ZtCascade { /* the shape of a sum of n values */
    size_t row;            /* values of a row */
    size_t group, tile;    /* values of a group, of a tile */
    unsigned power;        /* k */
    size_t tiles;          /* whole tiles */
    size_t rest;           /* values behind them: whole groups, rows, and a tail */
} ZtCascade;

ZtCascade zt_cascade(size_t n, ZtPrecision precision);

/* What one tile (or the rest) comes to. Lanes are ZT_CASCADE_ROW bytes of values. */
typedef struct ZtTileSum {
    _Alignas(64) unsigned char level0[ZT_CASCADE_ROW]; /* of the rest: rows of no whole group */
    _Alignas(64) unsigned char level1[ZT_CASCADE_ROW];
    _Alignas(64) unsigned char tail[ZT_CASCADE_ROW]; /* of the rest: values of no whole row */
} ZtTileSum;

/* Adds level 0 to level 1 and clears it: a group is complete. */
void zt_cascade_group(ZtTileSum *sum, ZtPrecision precision);

/* The sum from the tiles in order, the rest last: step lies between two tiles' sums. */
double zt_cascade_total(const ZtCascade *cascade, const ZtTileSum *sums, size_t step,
                        ZtPrecision precision);

/* The sum of n values in memory, on a cache line. */
double zt_cascade_sum(const void *values, size_t n, ZtPrecision precision);

#endif
