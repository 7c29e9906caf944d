#include <config.h>

#include <math.h>

#include "core/interpret.h"

static double leaf(const ZtNode *node, const ZtRow *at)
{
    switch (node->kind) {
    case ZT_NODE_CONST:
        return zt_round(node->value, at->precision);
    case ZT_NODE_ROWS:
        return zt_round((double)at->rows, at->precision);
    case ZT_NODE_PARAM:
        return zt_round(at->param[node->index], at->precision);
    default:
        if (!at->column)
            return 0;
        return at->precision == ZT_SINGLE
                   ? (double)((const float *)at->column[node->index])[at->row]
                   : ((const double *)at->column[node->index])[at->row];
    }
}

void zt_interpret(const ZtGraph *graph, const ZtRow *at, double *value)
{
    for (ZtRef i = 0; i < zt_graph_count(graph); i++) {
        const ZtNode *node = zt_graph_node(graph, i);
        if (node->summed)
            value[i] = NAN;
        else if (node->in[0] == ZT_NO_REF)
            value[i] = leaf(node, at);
        else if (node->kind != ZT_NODE_OP)
            value[i] = value[node->in[0]];
        else
            value[i] = zt_op_real(node->op, value[node->in[0]],
                                  node->in[1] == ZT_NO_REF ? 0 : value[node->in[1]],
                                  zt_graph_number_power(graph, node), at->precision);
    }
}
