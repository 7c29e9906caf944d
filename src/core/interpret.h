/* The plain interpreter: a graph's values at one row, node by node.
 *
 * It serves whoever opens a number, and is the oracle that the compiled program equals to the bit,
 * since both call the same one-lane functions. */
#ifndef ZT_CORE_INTERPRET_H
#define ZT_CORE_INTERPRET_H

#include "core/graph.h"

typedef struct ZtRow { /* where the leaves take their values */
    const double *param;
    void *const *column; /* by index, of the precision; NULL: every column is 0 */
    size_t row, rows;
    ZtPrecision precision;
} ZtRow;

/* value[] gets each node's value as a double (zt_graph_count of them); nodes made of sums, which
 * one row does not know, get NaN. */
void zt_interpret(const ZtGraph *graph, const ZtRow *at, double *value);

#endif
