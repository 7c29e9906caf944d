#include <config.h>

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "core/derive.h"
#include "core/interpret.h"
#include "core/trace.h"

/* --- sums opened --- */

static ZtRef open_node(ZtGraph *graph, const ZtRef *opened, ZtRef ref)
{
    ZtNode node = *zt_graph_node(graph, ref); /* a copy: new nodes move the array */
    if (!node.summed)
        return ref;
    if (node.kind != ZT_NODE_SUM) {
        ZtRef b = node.in[1] == ZT_NO_REF ? ZT_NO_REF : opened[node.in[1]];
        return zt_graph_op(graph, node.op, opened[node.in[0]], b);
    }
    const ZtNode *in = zt_graph_node(graph, node.in[0]);
    return in->kind == ZT_NODE_SPREAD ? in->in[0] : node.in[0];
}

ZtRef zt_trace_share(ZtGraph *graph, ZtRef node)
{
    if (node == ZT_NO_REF || !zt_graph_node(graph, node)->summed)
        return node;
    ZtRef *opened = zt_alloc((size_t)node + 1, sizeof *opened);
    for (ZtRef i = 0; opened && i <= node; i++)
        opened[i] = open_node(graph, opened, i);
    ZtRef share = opened ? opened[node] : ZT_NO_REF;
    zt_free(opened);
    return share;
}

/* --- intermediates --- */

/* Per node up to root: whether it is made of one of the kind (and index), or is it. */
static void mark_made_of(const ZtGraph *graph, ZtRef root, ZtNodeKind kind, bool *made)
{
    for (ZtRef i = 0; i <= root; i++) {
        const ZtNode *node = zt_graph_node(graph, i);
        made[i] = node->kind == kind;
        for (int k = 0; k < 2; k++)
            made[i] |= node->in[k] != ZT_NO_REF && made[node->in[k]];
    }
}

static bool is_function(const ZtNode *node)
{
    return node->kind == ZT_NODE_OP &&
           (node->op == ZT_OP_POW || zt_op_info(node->op)->precedence == 0);
}

/* Marks the results and arguments of functions below body, of those nodes that are in play. */
static void mark_inner(const ZtGraph *graph, ZtRef body, const bool *in_play, bool *inner)
{
    bool *used = zt_alloc((size_t)body + 1, sizeof *used);
    if (used)
        used[body] = true;
    for (ZtRef i = body + 1; used && i-- > 0;) {
        const ZtNode *node = zt_graph_node(graph, i);
        if (!used[i] || node->kind != ZT_NODE_OP)
            continue;
        for (int k = 0; k < 2; k++) {
            if (node->in[k] == ZT_NO_REF)
                continue;
            used[node->in[k]] = true;
            inner[node->in[k]] |= is_function(node) && in_play[node->in[k]] &&
                                  zt_graph_node(graph, node->in[k])->kind == ZT_NODE_OP;
        }
        inner[i] |= is_function(node) && in_play[i] && i != body;
    }
    zt_free(used);
}

static bool taken(const ZtSession *s, const char *name)
{
    ZtScope scope = zt_session_scope(s);
    return zt_session_parameter(s, name) >= 0 || zt_scope_column(&scope, name) >= 0;
}

/* The first of some letters that begins no name of the session: `letter1` to `letterCOUNT`, or the
 * letter alone if there is no count. */
static char free_letter(const ZtSession *s, const char *letters, size_t count)
{
    for (; letters[1]; letters++) {
        bool free = true;
        char name[24];
        for (size_t i = 1; free && i <= count; i++) {
            snprintf(name, sizeof name, "%c%zu", *letters, i);
            free = !taken(s, name);
        }
        snprintf(name, sizeof name, "%c", *letters);
        if (free && (count > 0 || !taken(s, name)))
            break;
    }
    return *letters;
}

static const char *make_name(ZtTrace *t, char letter, size_t number)
{
    char name[24];
    int len = number ? snprintf(name, sizeof name, "%c%zu", letter, number)
                     : snprintf(name, sizeof name, "%c", letter);
    return zt_arena_strndup(t->arena, name, (size_t)len);
}

/* Lists and names the intermediates that were marked; false when memory runs out. */
static bool name_inner(ZtTrace *t, ZtStage *stage, const bool *inner, const char *letters)
{
    size_t count = 0;
    for (ZtRef i = 0; i <= stage->body; i++)
        count += inner[i];
    if (count > ZT_TRACE_INNER)
        count = 0;
    stage->inner = zt_arena_alloc(t->arena, count + 1, sizeof *stage->inner);
    char letter = free_letter(t->session, letters, count);
    for (ZtRef i = 0; stage->inner && i <= stage->body && stage->count < count; i++) {
        if (!inner[i])
            continue;
        stage->inner[stage->count++] = i;
        t->name[i] = make_name(t, letter, stage->count);
        if (!t->name[i])
            return false;
    }
    return stage->inner != NULL;
}

static bool lay_out(ZtTrace *t, ZtStage *stage, ZtNodeKind kind, const char *letters)
{
    bool *in_play = zt_alloc((size_t)stage->body + 1, sizeof *in_play);
    bool *inner = zt_alloc((size_t)stage->body + 1, sizeof *inner);
    bool fine = in_play && inner;
    if (fine) {
        mark_made_of(t->graph, stage->body, kind, in_play);
        mark_inner(t->graph, stage->body, in_play, inner);
        fine = name_inner(t, stage, inner, letters);
    }
    zt_free(in_play);
    zt_free(inner);
    return fine;
}

/* The stages, and their roots' names. A model without a column is one value for all rows; to print
 * it is none of p's, which has one per row, so only a root that has rows is called p. */
static bool lay_out_stages(ZtTrace *t, const ZtEngine *e)
{
    t->model = (ZtStage){
        .name = "p", .root = e->prediction, .body = zt_graph_node(e->graph, e->prediction)->in[0]};
    t->loss = (ZtStage){.root = e->row_loss, .body = e->row_loss};
    char letter = free_letter(t->session, "LQR", 0);
    t->loss.name = make_name(t, letter, 0);
    if (!t->loss.name || !lay_out(t, &t->model, ZT_NODE_PARAM, "uvhgqt") ||
        !lay_out(t, &t->loss, ZT_NODE_PREDICTION, "edrsz"))
        return false;
    const ZtNode *body = zt_graph_node(t->graph, t->model.body);
    if (body->kind == ZT_NODE_OP && body->shape == ZT_SHAPE_ROWS)
        t->name[t->model.body] = t->model.name;
    return true;
}

/* The engine's own nodes: they are found again, not made. */
static bool find_slopes(ZtTrace *t)
{
    ZtGraph *g = t->graph;
    if (!zt_derive(g, t->loss.root, zt_graph_const(g, 1), &t->model.root, 1, &t->slope))
        return false;
    if (t->slope == ZT_NO_REF)
        t->slope = zt_graph_const(g, 0);
    t->slope_n = zt_graph_op(g, ZT_OP_DIV, t->slope, zt_graph_leaf(g, ZT_NODE_ROWS, 0));
    return !zt_graph_failed(g);
}

ZtTrace *zt_trace_new(ZtSession *session, ZtErr *err)
{
    ZtEngine *engine = zt_session_engine(session, err);
    if (!engine)
        return NULL;
    ZtTrace *t = zt_alloc(1, sizeof *t);
    if (t) {
        *t = (ZtTrace){.session = session, .graph = engine->graph, .arena = zt_arena_new()};
        t->names.count = zt_graph_count(engine->graph);
        t->name = zt_alloc(t->names.count, sizeof *t->name);
        t->names.name = t->name;
        if (t->arena && t->name && lay_out_stages(t, engine) && find_slopes(t))
            return t;
    }
    zt_fail_memory(err);
    zt_trace_free(t);
    return NULL;
}

void zt_trace_free(ZtTrace *trace)
{
    if (!trace)
        return;
    zt_graph_recover(trace->graph); /* it is the session's, which goes on without these nodes */
    zt_arena_free(trace->arena);
    zt_free(trace->name);
    zt_free(trace);
}

/* --- factors --- */

static ZtRef station(const ZtStage *stage, size_t i)
{
    return i < stage->count ? stage->inner[i] : stage->root;
}

/* The factors of one station: its derivatives by the intermediates below it and by the leaf, each
 * reached without passing through another of them. */
static bool add_factors(ZtTrace *t, const ZtStage *stage, size_t at, ZtChain *chain, size_t *cap)
{
    ZtRef by[ZT_TRACE_INNER + 1], local[ZT_TRACE_INNER + 1];
    size_t count = 0;
    for (size_t i = at < stage->count ? at : stage->count; i-- > 0;)
        by[count++] = stage->inner[i];
    by[count++] = chain->leaf;
    ZtRef of = station(stage, at), one = zt_graph_const(t->graph, 1);
    if (one == ZT_NO_REF || !zt_derive(t->graph, of, one, by, count, local))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (local[i] == ZT_NO_REF)
            continue;
        local[i] = zt_trace_share(t->graph, local[i]);
        if (local[i] == ZT_NO_REF || !ZT_GROW(chain->factor, *cap, chain->count + 1))
            return false;
        chain->factor[chain->count++] = (ZtFactor){of, by[i], local[i]};
    }
    return true;
}

static bool reached(const ZtChain *chain, ZtRef node)
{
    for (size_t i = 0; i < chain->count; i++)
        if (chain->factor[i].by == node)
            return true;
    return false;
}

size_t zt_chain_ways(const ZtChain *chain, ZtRef from)
{
    size_t ways[ZT_TRACE_INNER + 2] = {0}, most = SIZE_MAX / 2;
    ZtRef node[ZT_TRACE_INNER + 2] = {chain->leaf};
    size_t known = 1;
    ways[0] = 1;
    if (from == chain->leaf)
        return 1;
    for (size_t i = chain->count; i-- > 0;) { /* from the leaf up, a station's factors together */
        const ZtFactor *factor = &chain->factor[i];
        if (node[known - 1] != factor->of)
            node[known++] = factor->of;
        for (size_t k = 0; k + 1 < known; k++)
            if (node[k] == factor->by)
                ways[known - 1] =
                    ways[k] < most - ways[known - 1] ? ways[known - 1] + ways[k] : most;
    }
    for (size_t k = 1; k < known; k++)
        if (node[k] == from)
            return ways[k];
    return 0;
}

/* Takes out the factors that lead to where the leaf is not reached: behind a sign, say. */
static void prune(ZtChain *chain)
{
    size_t kept = 0;
    bool dead[ZT_TRACE_INNER * (ZT_TRACE_INNER + 3) / 2 + 1];
    for (size_t i = 0; i < chain->count; i++)
        dead[i] = zt_chain_ways(chain, chain->factor[i].by) == 0;
    for (size_t i = 0; i < chain->count; i++)
        if (!dead[i])
            chain->factor[kept++] = chain->factor[i];
    chain->count = kept;
}

bool zt_trace_chain(ZtTrace *trace, const ZtStage *stage, ZtRef leaf, ZtChain *chain, ZtErr *err)
{
    ZtGraph *g = trace->graph;
    ZtRef one = zt_graph_const(g, 1);
    size_t cap = 0;
    *chain = (ZtChain){.leaf = leaf};
    bool fine = one != ZT_NO_REF && zt_derive(g, stage->root, one, &leaf, 1, &chain->total);
    chain->total = fine ? zt_trace_share(g, chain->total) : ZT_NO_REF;
    bool depends = chain->total != ZT_NO_REF && stage->root != leaf;
    for (size_t i = stage->count + 1; fine && depends && i-- > 0;)
        if (i == stage->count || reached(chain, station(stage, i)))
            fine = add_factors(trace, stage, i, chain, &cap);
    if (fine && !zt_graph_failed(g)) {
        prune(chain);
        return true;
    }
    zt_chain_free(chain);
    return zt_fail_memory(err);
}

void zt_chain_free(ZtChain *chain)
{
    zt_free(chain->factor);
    *chain = (ZtChain){0};
}

/* --- texts and values --- */

ZtRef zt_trace_parameter(ZtTrace *trace, size_t parameter)
{
    return zt_graph_leaf(trace->graph, ZT_NODE_PARAM, (uint32_t)parameter);
}

/* As the gradient is made: through the loss, divided by n, then through the model. */
bool zt_trace_adjoint(ZtTrace *trace, ZtRef node, ZtRef *adjoint)
{
    ZtGraph *g = trace->graph;
    if (node <= trace->model.root)
        return zt_derive(g, trace->model.root, trace->slope_n, &node, 1, adjoint);
    ZtRef one = zt_graph_const(g, 1), n = zt_graph_leaf(g, ZT_NODE_ROWS, 0);
    if (one == ZT_NO_REF || !zt_derive(g, trace->loss.root, one, &node, 1, adjoint))
        return false;
    if (*adjoint != ZT_NO_REF)
        *adjoint = zt_graph_op(g, ZT_OP_DIV, *adjoint, n);
    return !zt_graph_failed(g);
}

bool zt_trace_text(const ZtTrace *trace, ZtRef node, bool named, size_t limit, ZtBuf *out)
{
    return zt_node_text(trace->session, node, named ? &trace->names : NULL, limit, out);
}

void zt_trace_row(const ZtTrace *trace, size_t row, double *value)
{
    const ZtSession *s = trace->session;
    ZtRow at = {.param = s->param,
                .column = s->scales->values,
                .row = row,
                .rows = s->data->rows,
                .precision = s->settings.precision};
    zt_interpret(trace->graph, &at, value);
}

void *zt_trace_rows(const ZtTrace *trace, ZtRef node, ZtErr *err)
{
    const ZtSession *s = trace->session;
    void *values = zt_alloc_aligned(s->data->rows + ZT_PAD, zt_real_size(s->settings.precision));
    if (!values) {
        zt_fail_memory(err);
        return NULL;
    }
    void *const outs[1] = {values};
    ZtProgramSpec wanted = {.row = &node, .rows = 1, .out = outs};
    ZtProgram *program = zt_engine_program(s->engine, s, &wanted, err);
    uint64_t work = UINT64_MAX;
    if (program) {
        zt_program_begin(program);
        zt_program_advance(program, &work);
        zt_program_free(program);
        return values;
    }
    zt_free(values);
    return NULL;
}
