#include <config.h>

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "core/graph.h"

/* Equal nodes are found by open addressing; the table holds index + 1, 0 is free. */
struct ZtGraph {
    ZtNode *nodes;
    size_t count, cap;
    uint32_t *table;
    size_t slots; /* a power of two, at least twice the count */
    bool failed;
};

ZtGraph *zt_graph_new(void)
{
    return zt_alloc(1, sizeof(ZtGraph));
}

void zt_graph_free(ZtGraph *graph)
{
    if (!graph)
        return;
    zt_free(graph->nodes);
    zt_free(graph->table);
    zt_free(graph);
}

static uint64_t node_hash(const ZtNode *node)
{
    uint64_t bits;
    memcpy(&bits, &node->value, sizeof bits);
    uint64_t hash = (uint64_t)node->kind * 31 + (uint64_t)node->op;
    hash = hash * 0x9e3779b97f4a7c15u ^ bits;
    hash = hash * 0x9e3779b97f4a7c15u ^ ((uint64_t)node->in[0] << 32 | node->in[1]);
    hash = hash * 0x9e3779b97f4a7c15u ^ node->index;
    return hash ^ hash >> 29;
}

static bool same(const ZtNode *a, const ZtNode *b)
{
    return a->kind == b->kind && a->op == b->op && a->in[0] == b->in[0] && a->in[1] == b->in[1] &&
           a->index == b->index && memcmp(&a->value, &b->value, sizeof a->value) == 0;
}

static uint32_t *slot_of(ZtGraph *graph, const ZtNode *node)
{
    size_t at = node_hash(node) & (graph->slots - 1);
    while (graph->table[at] && !same(&graph->nodes[graph->table[at] - 1], node))
        at = (at + 1) & (graph->slots - 1);
    return &graph->table[at];
}

static bool make_room(ZtGraph *graph)
{
    if (!ZT_GROW(graph->nodes, graph->cap, graph->count + 1))
        return false;
    if (2 * (graph->count + 1) <= graph->slots)
        return true;
    size_t slots = graph->slots ? 2 * graph->slots : 64;
    uint32_t *table = zt_alloc(slots, sizeof *table);
    if (!table)
        return false;
    zt_free(graph->table);
    graph->table = table;
    graph->slots = slots;
    for (uint32_t i = 0; i < graph->count; i++)
        *slot_of(graph, &graph->nodes[i]) = i + 1;
    return true;
}

static ZtRef add(ZtGraph *graph, ZtNode node)
{
    if (graph->failed || graph->count >= ZT_NO_REF - 1 || !make_room(graph)) {
        graph->failed = true;
        return ZT_NO_REF;
    }
    uint32_t *slot = slot_of(graph, &node);
    if (*slot)
        return *slot - 1;
    graph->nodes[graph->count] = node;
    *slot = (uint32_t)++graph->count;
    return *slot - 1;
}

ZtRef zt_graph_const(ZtGraph *graph, double value)
{
    return add(graph, (ZtNode){.kind = ZT_NODE_CONST,
                               .shape = ZT_SHAPE_CONST,
                               .in = {ZT_NO_REF, ZT_NO_REF},
                               .value = value});
}

ZtRef zt_graph_leaf(ZtGraph *graph, ZtNodeKind kind, uint32_t index)
{
    return add(graph, (ZtNode){.kind = kind,
                               .shape = kind == ZT_NODE_COLUMN ? ZT_SHAPE_ROWS : ZT_SHAPE_SCALAR,
                               .in = {ZT_NO_REF, ZT_NO_REF},
                               .index = index});
}

ZtRef zt_graph_wrap(ZtGraph *graph, ZtNodeKind kind, ZtRef in)
{
    if (in == ZT_NO_REF)
        return ZT_NO_REF;
    bool sum = kind == ZT_NODE_SUM;
    return add(graph, (ZtNode){.kind = kind,
                               .shape = sum ? ZT_SHAPE_SCALAR : ZT_SHAPE_ROWS,
                               .summed = sum || graph->nodes[in].summed,
                               .in = {in, ZT_NO_REF}});
}

static bool is_const(const ZtGraph *graph, ZtRef ref, double value)
{
    return ref != ZT_NO_REF && graph->nodes[ref].kind == ZT_NODE_CONST &&
           graph->nodes[ref].value == value;
}

/* The node that the operation comes to without computing, or ZT_NO_REF. */
static ZtRef simplified(ZtGraph *graph, ZtOp op, ZtRef a, ZtRef b)
{
    const ZtNode *first = &graph->nodes[a];
    switch (op) {
    case ZT_OP_MUL:
        return is_const(graph, b, 1) ? a : is_const(graph, a, 1) ? b : ZT_NO_REF;
    case ZT_OP_DIV:
        return is_const(graph, b, 1) ? a : ZT_NO_REF;
    case ZT_OP_SUB:
        return is_const(graph, b, 0) && !signbit(graph->nodes[b].value) ? a : ZT_NO_REF;
    case ZT_OP_NEG:
        return first->kind == ZT_NODE_OP && first->op == ZT_OP_NEG ? first->in[0] : ZT_NO_REF;
    case ZT_OP_POW:
        if (is_const(graph, b, 0))
            return zt_graph_const(graph, 1);
        return is_const(graph, b, 1) ? a : ZT_NO_REF;
    default:
        return ZT_NO_REF;
    }
}

ZtRef zt_graph_op_at(ZtGraph *graph, ZtOp op, ZtRef a, ZtRef b, uint32_t use_a, uint32_t use_b)
{
    bool two = zt_op_info(op)->arity == 2;
    if (graph->failed || a == ZT_NO_REF || (two && b == ZT_NO_REF))
        return ZT_NO_REF;
    const ZtNode *x = &graph->nodes[a], *y = two ? &graph->nodes[b] : x;
    if (x->kind == ZT_NODE_CONST && y->kind == ZT_NODE_CONST)
        return zt_graph_const(graph, zt_op_double(op, x->value, y->value, true));
    ZtRef same_as = simplified(graph, op, a, b);
    if (same_as != ZT_NO_REF || graph->failed) /* after a failure x and y may have moved */
        return same_as;
    bool rows = x->shape == ZT_SHAPE_ROWS || y->shape == ZT_SHAPE_ROWS;
    return add(graph, (ZtNode){.kind = ZT_NODE_OP,
                               .op = op,
                               .shape = rows ? ZT_SHAPE_ROWS : ZT_SHAPE_SCALAR,
                               .summed = x->summed || y->summed,
                               .in = {a, two ? b : ZT_NO_REF},
                               .use = {use_a, use_b}});
}

ZtRef zt_graph_op(ZtGraph *graph, ZtOp op, ZtRef a, ZtRef b)
{
    return zt_graph_op_at(graph, op, a, b, 0, 1);
}

bool zt_graph_failed(const ZtGraph *graph)
{
    return graph->failed;
}

void zt_graph_recover(ZtGraph *graph)
{
    graph->failed = false;
}

size_t zt_graph_count(const ZtGraph *graph)
{
    return graph->count;
}

const ZtNode *zt_graph_node(const ZtGraph *graph, ZtRef ref)
{
    assert(ref < graph->count);
    return &graph->nodes[ref];
}

bool zt_graph_number_power(const ZtGraph *graph, const ZtNode *node)
{
    return node->op == ZT_OP_POW && graph->nodes[node->in[1]].kind == ZT_NODE_CONST;
}

static int power_degree(int base, const ZtNode *exponent)
{
    double c = exponent->value;
    bool whole = exponent->kind == ZT_NODE_CONST && c >= 0 && c == floor(c) && c < ZT_DEGREE_NONE;
    if (!whole || base * (int)c > ZT_DEGREE_NONE)
        return ZT_DEGREE_NONE;
    return base * (int)c;
}

static int op_degree(const ZtGraph *graph, const ZtNode *node, int a, int b)
{
    if (a == 0 && b == 0)
        return 0;
    switch (node->op) {
    case ZT_OP_ADD:
    case ZT_OP_SUB:
    case ZT_OP_NEG:
        return a > b ? a : b;
    case ZT_OP_MUL:
        return a + b < ZT_DEGREE_NONE ? a + b : ZT_DEGREE_NONE;
    case ZT_OP_DIV:
        return b == 0 ? a : ZT_DEGREE_NONE;
    case ZT_OP_POW:
        return power_degree(a, &graph->nodes[node->in[1]]);
    default:
        return ZT_DEGREE_NONE;
    }
}

void zt_graph_degrees(const ZtGraph *graph, int *degree)
{
    for (size_t i = 0; i < graph->count; i++) {
        const ZtNode *node = &graph->nodes[i];
        int a = node->in[0] == ZT_NO_REF ? 0 : degree[node->in[0]];
        int b = node->in[1] == ZT_NO_REF ? 0 : degree[node->in[1]];
        if (node->kind == ZT_NODE_OP)
            degree[i] = op_degree(graph, node, a, b);
        else
            degree[i] = node->kind == ZT_NODE_PARAM ? 1 : a;
    }
}
