/* What each row has to do with a value that was summed over the rows. */
#ifndef ZT_CORE_PER_ROW_H
#define ZT_CORE_PER_ROW_H

#include "core/graph.h"

/* Derivatives are sums over the rows, sum(2 * (p - y) / n * x). This changes each of count nodes
 * into the term of one row, as if there were no other: sums are left out and n is 1. The mean of
 * the terms over the rows is the derivative; with the prediction in the place of the loss the terms
 * are how a row's prediction depends on a parameter. The new nodes have one value per row.
 *
 * This holds for what is linear in each sum, as derivatives of the loss are, once or twice derived.
 * False when memory runs out. */
bool zt_graph_per_row(ZtGraph *graph, ZtRef *ref, size_t count);

#endif
