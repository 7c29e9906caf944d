/* Derivatives, as nodes of the same graph.
 *
 * Backward from a root with a given adjoint (what the loss changes by per unit of the root): each
 * input's adjoint is the node's adjoint times the local derivative, one factor at a time. A node
 * used several times adds its adjoints in the order of its uses in the formula. Where a per-row
 * adjoint reaches a single value (a parameter, or an expression of parameters alone) it is summed
 * over the rows by the cascade. A factor 1 is left out; a structural zero is no node. */
#ifndef ZT_CORE_DERIVE_H
#define ZT_CORE_DERIVE_H

#include "core/graph.h"

/* Adjoints of count wanted nodes, given that of root; into adjoint[], ZT_NO_REF where the root does
 * not depend on the node. False when memory runs out. */
bool zt_derive(ZtGraph *graph, ZtRef root, ZtRef seed, const ZtRef *wanted, size_t count,
               ZtRef *adjoint);

#endif
