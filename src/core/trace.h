/* Opening a gradient: how the loss depends on a parameter, factor by factor.
 *
 * Backward goes from the loss of a row to the prediction p, and from p to the parameters. Each of
 * the two is a stage with a root and with intermediates, which get names (u1 = -k * x,
 * u2 = exp(u1)): the results and the arguments of functions and powers. Between them there are only
 * + - * /. The chain rule is then a product of factors, each the derivative of one of root and
 * intermediates by one of the intermediates before it, and where several ways lead to the
 * parameter, the sum of those products.
 *
 * Every factor is derived by derive.c and is a node of the engine's graph. Nothing is computed
 * here: values of a row come from the interpreter, values of all rows from a compiled program. */
#ifndef ZT_CORE_TRACE_H
#define ZT_CORE_TRACE_H

#include "core/engine.h"
#include "core/node_text.h"

#define ZT_TRACE_INNER \
    24 /* a stage with more intermediates than that has none: nobody reads them */

typedef struct ZtStage {
    const char *name; /* of the root: "p", or "L", the loss of a row */
    ZtRef root;
    ZtRef body;   /* the operation that computes it */
    ZtRef *inner; /* the intermediates, each behind those it is made of */
    size_t count;
} ZtStage;

typedef struct ZtTrace {
    ZtSession *session; /* borrowed; must not change meanwhile */
    ZtGraph *graph;     /* the engine's */
    ZtStage model, loss;
    ZtRef slope;       /* dL/dp: the derivative of a row's loss by its prediction */
    ZtRef slope_n;     /* dloss/dp = dL/dp / n */
    const char **name; /* per node: of roots and intermediates; NULL: it has none */
    ZtNodeNames names;
    ZtArena *arena;
} ZtTrace;

typedef struct ZtFactor { /* d of / d by, at a row */
    ZtRef of, by, local;
} ZtFactor;

typedef struct ZtChain { /* how the root of a stage depends on a leaf: p on a parameter, L on p */
    ZtRef leaf;
    ZtRef total;      /* d root / d leaf, at a row; ZT_NO_REF: it does not depend on it */
    ZtFactor *factor; /* from the root down; only those on a way to the leaf */
    size_t count;
} ZtChain;

/* NULL with err on failure: no data, memory. */
ZtTrace *zt_trace_new(ZtSession *session, ZtErr *err);
void zt_trace_free(ZtTrace *trace);

bool zt_trace_chain(ZtTrace *trace, const ZtStage *stage, ZtRef leaf, ZtChain *chain, ZtErr *err);
void zt_chain_free(ZtChain *chain);

/* In how many ways the leaf is reached from a root or intermediate; at most SIZE_MAX / 2. */
size_t zt_chain_ways(const ZtChain *chain, ZtRef from);

/* The node of a parameter. */
ZtRef zt_trace_parameter(ZtTrace *trace, size_t parameter);

/* What one row adds to a value that is made of sums over the rows: the node with its sums opened.
 * A gradient is linear in its sums, so it is the sum of this over the rows. */
ZtRef zt_trace_share(ZtGraph *graph, ZtRef node);

/* dloss/dnode of a node of model or loss, as the sum over the rows if the node has one value for
 * all of them, else at a row; *adjoint is ZT_NO_REF if the loss does not change with it. False when
 * memory runs out. */
bool zt_trace_adjoint(ZtTrace *trace, ZtRef node, ZtRef *adjoint);

/* A formula with the trace's names, and one without, which print understands. */
bool zt_trace_text(const ZtTrace *trace, ZtRef node, bool named, size_t limit, ZtBuf *out);

/* Every node's value at one row (zt_graph_count of them): value[node]. */
void zt_trace_row(const ZtTrace *trace, size_t row, double *value);

/* One node's values at all rows, in session precision: rows + ZT_PAD of them, on a cache line; to
 * be read with zt_load_real and freed with zt_free. NULL with err when memory runs out. */
void *zt_trace_rows(const ZtTrace *trace, ZtRef node, ZtErr *err);

#endif
