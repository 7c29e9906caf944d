/* The computation graph: model, loss and gradients as one directed acyclic graph.
 *
 * Nodes stand in an array, every node behind its inputs, so each walk over the graph is a loop.
 * Equal nodes are one node. A node's shape says whether it has one value for all rows or one per
 * row; an operation on both spreads the single value over the rows. Constants are doubles, folded
 * in double and rounded only where they meet something else. Of all algebra only v*1, v/1, v-0,
 * --v, v^1 and v^0 are simplified, none of which changes a bit. */
#ifndef ZT_CORE_GRAPH_H
#define ZT_CORE_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "core/op.h"

typedef uint32_t ZtRef;      /* index of a node */
#define ZT_NO_REF UINT32_MAX /* no node: a structural zero */

typedef enum ZtNodeKind {
    ZT_NODE_CONST,      /* value */
    ZT_NODE_ROWS,       /* n, the number of rows */
    ZT_NODE_PARAM,      /* parameter `index` */
    ZT_NODE_COLUMN,     /* column `index` of the data, scaled */
    ZT_NODE_OP,         /* op of in[0], in[1] */
    ZT_NODE_PREDICTION, /* p: the model's root in[0], spread over the rows */
    ZT_NODE_SPREAD,     /* in[0], a single value, at every row */
    ZT_NODE_SUM,        /* the cascade sum of in[0] over the rows */
} ZtNodeKind;

typedef enum ZtShape { ZT_SHAPE_CONST, ZT_SHAPE_SCALAR, ZT_SHAPE_ROWS } ZtShape;

typedef struct ZtNode {
    ZtNodeKind kind;
    ZtOp op;
    ZtShape shape;
    bool summed;     /* a sum is among what it is made of: known only after the pass */
    ZtRef in[2];     /* ZT_NO_REF where there is none */
    uint32_t use[2]; /* where in its formula the input was used: the order of adjoints */
    uint32_t index;
    double value;
} ZtNode;

typedef struct ZtGraph ZtGraph;

ZtGraph *zt_graph_new(void); /* NULL when memory runs out */
void zt_graph_free(ZtGraph *graph);

/* Each gives the node, a new one or an equal old one. When memory runs out they give ZT_NO_REF and
 * zt_graph_failed is true from then on; passing ZT_NO_REF on is harmless, so check at the end. */
ZtRef zt_graph_const(ZtGraph *graph, double value);
ZtRef zt_graph_leaf(ZtGraph *graph, ZtNodeKind kind, uint32_t index); /* ROWS, PARAM, COLUMN */
ZtRef zt_graph_wrap(ZtGraph *graph, ZtNodeKind kind, ZtRef in);       /* PREDICTION, SPREAD, SUM */
ZtRef zt_graph_op(ZtGraph *graph, ZtOp op, ZtRef a, ZtRef b);

/* The same, with the places of the operands in the formula. */
ZtRef zt_graph_op_at(ZtGraph *graph, ZtOp op, ZtRef a, ZtRef b, uint32_t use_a, uint32_t use_b);

bool zt_graph_failed(const ZtGraph *graph);
void zt_graph_recover(ZtGraph *graph); /* takes nodes again: those it has are whole */
size_t zt_graph_count(const ZtGraph *graph);
const ZtNode *zt_graph_node(const ZtGraph *graph, ZtRef ref); /* until the next node is made */

/* True if the power's exponent is a number of the formula (see zt_op_single). */
bool zt_graph_number_power(const ZtGraph *graph, const ZtNode *node);

/* The degree of each node as a polynomial in the parameters, into degree (one per node);
 * ZT_DEGREE_NONE where it is none. */
#define ZT_DEGREE_NONE 1000
void zt_graph_degrees(const ZtGraph *graph, int *degree);

#endif
