#include <config.h>

#include "core/per_row.h"

#include "base/memory.h"

/* The node again, of what its inputs have become. A node that no sum is part of comes out as it
 * was, since equal nodes are one. */
static ZtRef term(ZtGraph *graph, ZtRef self, const ZtRef *became)
{
    ZtNode node = *zt_graph_node(graph, self);
    ZtRef a = node.in[0] == ZT_NO_REF ? ZT_NO_REF : became[node.in[0]];
    ZtRef b = node.in[1] == ZT_NO_REF ? ZT_NO_REF : became[node.in[1]];
    switch (node.kind) {
    case ZT_NODE_ROWS:
        return zt_graph_const(graph, 1);
    case ZT_NODE_SUM:
    case ZT_NODE_SPREAD:
        return a;
    case ZT_NODE_OP:
        return zt_graph_op(graph, node.op, a, b);
    case ZT_NODE_PREDICTION:
        return zt_graph_wrap(graph, node.kind, a);
    default:
        return self;
    }
}

bool zt_graph_per_row(ZtGraph *graph, ZtRef *ref, size_t count)
{
    size_t nodes = 0;
    for (size_t i = 0; i < count; i++)
        nodes = ref[i] >= nodes ? (size_t)ref[i] + 1 : nodes;
    ZtRef *became = zt_alloc(nodes, sizeof *became);
    for (ZtRef i = 0; became && i < nodes && !zt_graph_failed(graph); i++)
        became[i] = term(graph, i, became);
    for (size_t i = 0; became && i < count && !zt_graph_failed(graph); i++) {
        ref[i] = became[ref[i]];
        if (zt_graph_node(graph, ref[i])->shape != ZT_SHAPE_ROWS)
            ref[i] = zt_graph_wrap(graph, ZT_NODE_SPREAD, ref[i]);
    }
    zt_free(became);
    return became && !zt_graph_failed(graph);
}
