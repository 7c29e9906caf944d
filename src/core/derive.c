#include <config.h>

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "core/derive.h"

/* What one use of a node adds to its adjoint; chained per node. */
typedef struct Share {
    uint64_t order; /* place of the use in the formula, then of the user in the graph */
    ZtRef adjoint;
    uint32_t next; /* index + 1; 0 ends */
} Share;

typedef struct Walk {
    ZtGraph *graph;
    bool *active;    /* per node: a wanted node is among what it is made of, or it is one */
    uint32_t *first; /* per node: its shares, index + 1 */
    Share *shares;
    size_t count, cap;
    bool failed;
} Walk;

static void give(Walk *walk, ZtRef user, ZtRef node, uint32_t use, ZtRef adjoint)
{
    if (adjoint == ZT_NO_REF || !walk->active[node])
        return;
    ZtGraph *g = walk->graph;
    ZtShape wide = zt_graph_node(g, user)->shape, narrow = zt_graph_node(g, node)->shape;
    if (wide == ZT_SHAPE_ROWS && narrow != ZT_SHAPE_ROWS) {
        if (zt_graph_node(g, adjoint)->shape != ZT_SHAPE_ROWS)
            adjoint = zt_graph_wrap(g, ZT_NODE_SPREAD, adjoint);
        adjoint = zt_graph_wrap(g, ZT_NODE_SUM, adjoint);
    }
    if (!ZT_GROW(walk->shares, walk->cap, walk->count + 1)) {
        walk->failed = true;
        return;
    }
    walk->shares[walk->count] = (Share){(uint64_t)use << 32 | user, adjoint, walk->first[node]};
    walk->first[node] = (uint32_t)++walk->count;
}

static ZtRef op1(Walk *walk, ZtOp op, ZtRef a)
{
    return zt_graph_op(walk->graph, op, a, ZT_NO_REF);
}

static ZtRef op2(Walk *walk, ZtOp op, ZtRef a, ZtRef b)
{
    return zt_graph_op(walk->graph, op, a, b);
}

static ZtRef number(Walk *walk, double value)
{
    return zt_graph_const(walk->graph, value);
}

/* min and max hand their adjoint to the operand that was chosen, and half to each where they are
 * equal: times (1 + sign(chosen - other)) / 2. */
static ZtRef chosen(Walk *walk, ZtRef adjoint, ZtRef more, ZtRef less)
{
    ZtRef side = op1(walk, ZT_OP_SIGN, op2(walk, ZT_OP_SUB, more, less));
    ZtRef weight =
        op2(walk, ZT_OP_MUL, number(walk, 0.5), op2(walk, ZT_OP_ADD, number(walk, 1), side));
    return op2(walk, ZT_OP_MUL, adjoint, weight);
}

/* d a^b / da = b * a^(b - 1) */
static ZtRef power_base(Walk *walk, ZtRef adjoint, ZtRef a, ZtRef b)
{
    ZtRef less = op2(walk, ZT_OP_SUB, b, number(walk, 1));
    ZtRef local = op2(walk, ZT_OP_MUL, b, op2(walk, ZT_OP_POW, a, less));
    return op2(walk, ZT_OP_MUL, adjoint, local);
}

/* d a^b / db = a^b * log(a), and 0 where a = 0: there the logarithm is taken of 1, which
 * a + (1 - abs(sign(a))) is; elsewhere that sum is a to the bit. For a number it folds. */
static ZtRef power_exponent(Walk *walk, ZtRef adjoint, ZtRef result, ZtRef a)
{
    ZtRef zero =
        op2(walk, ZT_OP_SUB, number(walk, 1), op1(walk, ZT_OP_ABS, op1(walk, ZT_OP_SIGN, a)));
    ZtRef base = op2(walk, ZT_OP_ADD, a, zero);
    ZtRef local = op2(walk, ZT_OP_MUL, result, op1(walk, ZT_OP_LOG, base));
    return op2(walk, ZT_OP_MUL, adjoint, local);
}

/* d(a / b)/db = -(a / b) / b */
static ZtRef quotient_divisor(Walk *walk, ZtRef adjoint, ZtRef result, ZtRef b)
{
    return op2(walk, ZT_OP_MUL, op1(walk, ZT_OP_NEG, adjoint), op2(walk, ZT_OP_DIV, result, b));
}

static void derive_two(Walk *walk, ZtRef self, ZtNode n, ZtRef g)
{
    ZtRef a = n.in[0], b = n.in[1];
    bool to_a = walk->active[a], to_b = walk->active[b];
    ZtRef for_a = ZT_NO_REF, for_b = ZT_NO_REF;
    switch (n.op) {
    case ZT_OP_ADD:
        for_a = for_b = g;
        break;
    case ZT_OP_SUB:
        for_a = g;
        for_b = to_b ? op1(walk, ZT_OP_NEG, g) : ZT_NO_REF;
        break;
    case ZT_OP_MUL:
        for_a = to_a ? op2(walk, ZT_OP_MUL, g, b) : ZT_NO_REF;
        for_b = to_b ? op2(walk, ZT_OP_MUL, g, a) : ZT_NO_REF;
        break;
    case ZT_OP_DIV:
        for_a = to_a ? op2(walk, ZT_OP_DIV, g, b) : ZT_NO_REF;
        for_b = to_b ? quotient_divisor(walk, g, self, b) : ZT_NO_REF;
        break;
    case ZT_OP_POW:
        for_a = to_a ? power_base(walk, g, a, b) : ZT_NO_REF;
        for_b = to_b ? power_exponent(walk, g, self, a) : ZT_NO_REF;
        break;
    default: /* min and max */
        for_a = n.op == ZT_OP_MIN ? chosen(walk, g, b, a) : chosen(walk, g, a, b);
        for_b = n.op == ZT_OP_MIN ? chosen(walk, g, a, b) : chosen(walk, g, b, a);
        break;
    }
    give(walk, self, a, n.use[0], for_a);
    give(walk, self, b, n.use[1], for_b);
}

/* The adjoint of the operand v of a function with the value f(v) = self. */
static ZtRef through(Walk *walk, ZtOp op, ZtRef g, ZtRef v, ZtRef self)
{
    ZtRef one = number(walk, 1);
    switch (op) {
    case ZT_OP_NEG:
        return op1(walk, ZT_OP_NEG, g);
    case ZT_OP_ABS:
        return op2(walk, ZT_OP_MUL, g, op1(walk, ZT_OP_SIGN, v));
    case ZT_OP_EXP:
        return op2(walk, ZT_OP_MUL, g, self);
    case ZT_OP_LOG:
        return op2(walk, ZT_OP_DIV, g, v);
    case ZT_OP_LOG1P:
        return op2(walk, ZT_OP_DIV, g, op2(walk, ZT_OP_ADD, v, one));
    case ZT_OP_SQRT:
        return op2(walk, ZT_OP_DIV, g, op2(walk, ZT_OP_MUL, number(walk, 2), self));
    case ZT_OP_SIN:
        return op2(walk, ZT_OP_MUL, g, op1(walk, ZT_OP_COS, v));
    case ZT_OP_COS:
        return op2(walk, ZT_OP_MUL, g, op1(walk, ZT_OP_NEG, op1(walk, ZT_OP_SIN, v)));
    case ZT_OP_TAN: /* 1 + tan^2 */
        return op2(walk, ZT_OP_MUL, g,
                   op2(walk, ZT_OP_ADD, one, op2(walk, ZT_OP_POW, self, number(walk, 2))));
    case ZT_OP_TANH: /* 1 - tanh^2 */
        return op2(walk, ZT_OP_MUL, g,
                   op2(walk, ZT_OP_SUB, one, op2(walk, ZT_OP_POW, self, number(walk, 2))));
    case ZT_OP_SIGMOID: /* (1 - s) * s */
        return op2(walk, ZT_OP_MUL, op2(walk, ZT_OP_MUL, g, op2(walk, ZT_OP_SUB, one, self)), self);
    case ZT_OP_RELU:
        return op2(walk, ZT_OP_MUL, g, op1(walk, ZT_OP_STEP, v));
    case ZT_OP_SOFTPLUS:
        return op2(walk, ZT_OP_MUL, g, op1(walk, ZT_OP_SIGMOID, v));
    default: /* sign and step are flat */
        return ZT_NO_REF;
    }
}

static void derive_node(Walk *walk, ZtRef self, ZtRef g)
{
    ZtNode n = *zt_graph_node(walk->graph, self); /* a copy: new nodes move the array */
    if (n.kind == ZT_NODE_OP && zt_op_info(n.op)->arity == 2)
        derive_two(walk, self, n, g);
    else if (n.kind == ZT_NODE_OP)
        give(walk, self, n.in[0], n.use[0], through(walk, n.op, g, n.in[0], self));
    else if (n.in[0] != ZT_NO_REF)
        give(walk, self, n.in[0], 0, g); /* prediction, spread, sum: the value itself */
}

static int by_order(const void *a, const void *b)
{
    uint64_t x = ((const Share *)a)->order, y = ((const Share *)b)->order;
    return x < y ? -1 : x > y;
}

/* The sum of a node's shares in the order of its uses. */
static ZtRef adjoint_of(Walk *walk, ZtRef node)
{
    size_t begin = walk->count, count = 0;
    for (uint32_t at = walk->first[node]; at; at = walk->shares[at - 1].next)
        count++;
    if (!ZT_GROW(walk->shares, walk->cap, begin + count)) {
        walk->failed = true;
        return ZT_NO_REF;
    }
    Share *list = walk->shares + begin;
    for (uint32_t at = walk->first[node]; at; at = walk->shares[at - 1].next)
        *list++ = walk->shares[at - 1];
    list = walk->shares + begin;
    qsort(list, count, sizeof *list, by_order);
    ZtRef sum = list[0].adjoint;
    for (size_t i = 1; i < count; i++)
        sum = zt_graph_op_at(walk->graph, ZT_OP_ADD, sum, list[i].adjoint, 0, 1);
    return sum;
}

static void mark_active(Walk *walk, const ZtRef *wanted, size_t count, ZtRef root)
{
    for (size_t i = 0; i < count; i++)
        walk->active[wanted[i]] = true;
    for (ZtRef i = 0; i <= root; i++)
        for (int k = 0; k < 2; k++) {
            ZtRef in = zt_graph_node(walk->graph, i)->in[k];
            walk->active[i] |= in != ZT_NO_REF && walk->active[in];
        }
}

/* adjoint[] per node of the part of the graph up to root. */
static void walk_back(Walk *walk, ZtRef root, ZtRef seed, const bool *stop, ZtRef *all)
{
    all[root] = seed;
    for (ZtRef i = root + 1; i-- > 0 && !walk->failed;) {
        if (walk->first[i])
            all[i] = adjoint_of(walk, i);
        if (all[i] != ZT_NO_REF && !stop[i] && walk->active[i])
            derive_node(walk, i, all[i]);
    }
}

bool zt_derive(ZtGraph *graph, ZtRef root, ZtRef seed, const ZtRef *wanted, size_t count,
               ZtRef *adjoint)
{
    size_t nodes = (size_t)root + 1;
    for (size_t i = 0; i < count; i++)
        nodes = wanted[i] >= nodes ? (size_t)wanted[i] + 1 : nodes;
    Walk walk = {.graph = graph,
                 .active = zt_alloc(nodes, sizeof(bool)),
                 .first = zt_alloc(nodes, sizeof(uint32_t))};
    bool *stop = zt_alloc(nodes, sizeof *stop);
    ZtRef *all = zt_alloc(nodes, sizeof *all);
    walk.failed = !walk.active || !walk.first || !stop || !all;
    if (!walk.failed) {
        for (size_t i = 0; i < nodes; i++)
            all[i] = ZT_NO_REF;
        for (size_t i = 0; i < count; i++)
            stop[wanted[i]] = true;
        mark_active(&walk, wanted, count, root);
        walk_back(&walk, root, seed, stop, all);
        for (size_t i = 0; i < count; i++)
            adjoint[i] = all[wanted[i]];
    }
    zt_free(walk.active);
    zt_free(walk.first);
    zt_free(walk.shares);
    zt_free(stop);
    zt_free(all);
    return !walk.failed && !zt_graph_failed(graph);
}
