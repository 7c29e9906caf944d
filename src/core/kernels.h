/* The loops that do the work, one set per SIMD level of the machine, all with the same bits.
 *
 * A kernel computes dst[i] from a[i] and b[i] for i < n, and goes on to the end of the last
 * 16 values: every operand has room for that, so there are no tails. Operands are on a cache line
 * and do not overlap dst. The form says which operand is one value instead of a row of them. */
#ifndef ZT_CORE_KERNELS_H
#define ZT_CORE_KERNELS_H

#include <stddef.h>

#include "core/dataset.h"
#include "core/op.h"

#define ZT_STRIDE 16 /* values */

typedef void (*ZtKernel)(void *dst, const void *a, const void *b, size_t n);

typedef enum ZtForm { ZT_FORM_ROWS, ZT_FORM_ROW_VALUE, ZT_FORM_VALUE_ROW, ZT_FORMS } ZtForm;

/* A kernel's index is its operation's, or one of these. */
enum {
    ZT_KERNEL_SQUARE = ZT_OPS_GRAPH, /* v * v */
    ZT_KERNEL_CUBE,                  /* v * v * v */
    ZT_KERNEL_RECIPROCAL,            /* 1 / v */
    ZT_KERNEL_RECIPROCAL_SQUARE,     /* 1 / (v * v) */
    ZT_KERNEL_SPREAD,                /* the one value a at every row */
    ZT_KERNEL_COPY,
    ZT_KERNEL_SUM_ROWS,  /* dst: a ZtTileSum; adds the full rows, keeps the tail */
    ZT_KERNEL_SUM_FEW,   /* dst: one value, the whole sum of at most a group */
    ZT_KERNEL_SUM_SHORT, /* likewise, of less than a row of the cascade */
    ZT_KERNEL_SUM_LONE,  /* likewise, of less than a vector */
    ZT_KERNELS
};

typedef struct ZtKernels {
    const char *name;
    ZtKernel kernel[2][ZT_KERNELS][ZT_FORMS]; /* by precision */
} ZtKernels;

/* The kernel for the whole sum of n values, at most a group. */
int zt_kernel_of_sum(size_t n, ZtPrecision precision);

/* The best set for this processor. */
const ZtKernels *zt_kernels(void);

/* The set of that name ("portable", "avx2", "avx512"), or NULL if this build or processor has none:
 * for tests. */
const ZtKernels *zt_kernels_named(const char *name);

#endif
