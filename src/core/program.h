/* A compiled graph: instructions over blocks of rows.
 *
 * The nodes that are wanted are put in order. Single values that need no sum are computed before
 * the pass over the data, per-row values block by block in registers that stay in the first-level
 * cache, sums by the cascade, and single values made of sums after the pass. Nothing is allocated,
 * locked or printed during a pass. Long data is split into the cascade's tiles, which threads
 * share; a pass can be left between tiles and taken up again. */
#ifndef ZT_CORE_PROGRAM_H
#define ZT_CORE_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "core/graph.h"
#include "core/kernels.h"

typedef struct ZtProgramSpec {
    const ZtGraph *graph;
    const ZtRef *value; /* single values wanted */
    size_t values;
    const ZtRef *row; /* per-row values wanted, each stored in its out: n values, and room for */
    size_t rows;      /* ZT_PAD; on a cache line */
    void *const *out;
    void *const *column; /* the data's columns, by index */
    size_t n;            /* rows, at least 1 */
    size_t params;
    ZtPrecision precision;
    unsigned threads;         /* at the most; 0: as many as there are processors */
    const ZtKernels *kernels; /* NULL: the best */
} ZtProgramSpec;

typedef struct ZtProgram ZtProgram;

/* Graph and spec are not needed afterwards; columns and outs are borrowed as long as it runs. */
ZtProgram *zt_program_new(const ZtProgramSpec *spec, ZtErr *err);
void zt_program_free(ZtProgram *program);

/* The parameters, `params` values of the precision, to be written before a pass. */
void *zt_program_params(ZtProgram *program);

/* Begins a pass, or begins it anew. */
void zt_program_begin(ZtProgram *program);

/* Goes on with it for at most *work tiles (at least one), lessened by those done; a pass over
 * little data is one. True when the pass is complete. */
bool zt_program_advance(ZtProgram *program, uint64_t *work);

/* The i-th wanted value, where it lies, a value of the precision; complete after a pass. */
const void *zt_program_value(const ZtProgram *program, size_t i);

#endif
