#include <config.h>

#include <assert.h>

#include "base/memory.h"
#include "core/compile.h"

typedef struct Compiler {
    const ZtProgramSpec *spec;
    const ZtGraph *graph;
    size_t nodes;
    ZtCode *code;
    ZtOperand *at;   /* per node: where its value lies */
    ZtRef *last_use; /* per node: the last node that reads its register; 0: not needed */
    size_t *free;    /* registers not in use */
    size_t frees, free_cap;
    bool failed;
} Compiler;

/* --- what is needed, and until when --- */

static void need(Compiler *c, ZtRef node, ZtRef user)
{
    if (node != ZT_NO_REF && c->last_use[node] < user + 1)
        c->last_use[node] = user + 1;
}

/* The nodes wanted and all they are made of; users stand behind what they use. A prediction that is
 * its input under another name hands its uses on. */
static void mark_needed(Compiler *c)
{
    for (size_t i = 0; i < c->spec->values; i++)
        need(c, c->spec->value[i], c->spec->value[i]);
    for (size_t i = 0; i < c->spec->rows; i++)
        need(c, c->spec->row[i], c->spec->row[i]);
    for (ZtRef i = (ZtRef)c->nodes; i-- > 0;) {
        if (!c->last_use[i])
            continue;
        const ZtNode *node = zt_graph_node(c->graph, i);
        ZtRef until = node->kind == ZT_NODE_PREDICTION ? c->last_use[i] - 1 : i;
        need(c, node->in[0], until);
        need(c, node->in[1], until);
    }
}

/* --- places --- */

static size_t new_slot(Compiler *c)
{
    return c->code->slots++;
}

static ZtOperand new_register(Compiler *c)
{
    size_t index = c->frees ? c->free[--c->frees] : c->code->registers++;
    return (ZtOperand){ZT_PLACE_REGISTER, index};
}

/* A prediction of one value per row is the model's root under another name: the owner of the
 * register is the root. */
static ZtRef owner(const Compiler *c, ZtRef ref)
{
    const ZtNode *node = zt_graph_node(c->graph, ref);
    bool alias = node->kind == ZT_NODE_PREDICTION &&
                 zt_graph_node(c->graph, node->in[0])->shape == ZT_SHAPE_ROWS;
    return alias ? node->in[0] : ref;
}

static void release(Compiler *c, ZtRef ref, ZtRef user)
{
    if (c->at[ref].place != ZT_PLACE_REGISTER || c->last_use[ref] != user + 1)
        return;
    if (ZT_GROW(c->free, c->free_cap, c->frees + 1))
        c->free[c->frees++] = c->at[ref].index;
    else
        c->failed = true;
}

static void release_inputs(Compiler *c, ZtRef user)
{
    const ZtNode *node = zt_graph_node(c->graph, user);
    if (node->in[0] == ZT_NO_REF || owner(c, user) != user)
        return;
    ZtRef first = owner(c, node->in[0]);
    release(c, first, user);
    if (node->in[1] != ZT_NO_REF && owner(c, node->in[1]) != first)
        release(c, owner(c, node->in[1]), user);
}

/* --- instructions --- */

static void emit(Compiler *c, ZtInstruction instruction)
{
    ZtCode *code = c->code;
    if (!ZT_GROW(code->instruction, code->count_cap, code->count + 1))
        c->failed = true;
    else
        code->instruction[code->count++] = instruction;
}

static void emit_single(Compiler *c, ZtRef ref, const ZtNode *node)
{
    ZtCode *code = c->code;
    ZtSingle single = {.op = node->op,
                       .power = zt_graph_number_power(c->graph, node),
                       .dst = c->at[ref].index,
                       .a = c->at[node->in[0]].index,
                       .b = node->in[1] == ZT_NO_REF ? 0 : c->at[node->in[1]].index};
    if (node->summed) {
        if (!ZT_GROW(code->after, code->after_cap, code->afters + 1))
            c->failed = true;
        else
            code->after[code->afters++] = single;
    } else {
        if (!ZT_GROW(code->before, code->before_cap, code->befores + 1))
            c->failed = true;
        else
            code->before[code->befores++] = single;
    }
}

static void emit_constant(Compiler *c, size_t slot, double value)
{
    ZtCode *code = c->code;
    if (!ZT_GROW(code->constant, code->constant_cap, code->constants + 1))
        c->failed = true;
    else
        code->constant[code->constants++] = (ZtConstant){slot, value};
}

/* The kernel of v ^ number, or -1 for the general one. */
static int power_kernel(double exponent)
{
    return exponent == 2     ? ZT_KERNEL_SQUARE
           : exponent == 3   ? ZT_KERNEL_CUBE
           : exponent == 0.5 ? (int)ZT_OP_SQRT
           : exponent == -1  ? ZT_KERNEL_RECIPROCAL
           : exponent == -2  ? ZT_KERNEL_RECIPROCAL_SQUARE
                             : -1;
}

static void emit_rows(Compiler *c, ZtRef ref, const ZtNode *node)
{
    ZtInstruction code = {.kernel = (int)node->op, .a = c->at[node->in[0]], .dst = c->at[ref]};
    if (node->in[1] != ZT_NO_REF) {
        code.b = c->at[node->in[1]];
        code.form = code.b.place == ZT_PLACE_SLOT   ? ZT_FORM_ROW_VALUE
                    : code.a.place == ZT_PLACE_SLOT ? ZT_FORM_VALUE_ROW
                                                    : ZT_FORM_ROWS;
    }
    if (zt_graph_number_power(c->graph, node)) {
        double exponent = zt_round(zt_graph_node(c->graph, node->in[1])->value, c->spec->precision);
        int kernel = power_kernel(exponent);
        if (kernel >= 0) {
            code.kernel = kernel;
            code.form = ZT_FORM_ROWS;
        }
    }
    emit(c, code);
}

static void emit_sum(Compiler *c, ZtRef ref, const ZtNode *node)
{
    ZtCode *code = c->code;
    if (!ZT_GROW(code->sum_slot, code->sum_cap, code->sums + 1)) {
        c->failed = true;
        return;
    }
    code->sum_slot[code->sums] = c->at[ref].index;
    emit(c, (ZtInstruction){.kernel = ZT_KERNEL_SUM_ROWS,
                            .a = c->at[node->in[0]],
                            .dst = {ZT_PLACE_SUM, code->sums++}});
}

static void compile_single(Compiler *c, ZtRef ref, const ZtNode *node)
{
    c->at[ref] =
        (ZtOperand){ZT_PLACE_SLOT, node->kind == ZT_NODE_PARAM ? node->index : new_slot(c)};
    if (node->kind == ZT_NODE_CONST)
        emit_constant(c, c->at[ref].index, node->value);
    else if (node->kind == ZT_NODE_ROWS)
        emit_constant(c, c->at[ref].index, (double)c->spec->n);
    else if (node->kind == ZT_NODE_SUM)
        emit_sum(c, ref, node);
    else if (node->kind == ZT_NODE_OP)
        emit_single(c, ref, node);
}

static void compile_rows(Compiler *c, ZtRef ref, const ZtNode *node)
{
    assert(!node->summed);
    if (node->kind == ZT_NODE_COLUMN) {
        c->at[ref] = (ZtOperand){ZT_PLACE_COLUMN, node->index};
        return;
    }
    ZtRef in = node->in[0];
    if (node->kind == ZT_NODE_PREDICTION && c->at[in].place != ZT_PLACE_SLOT) {
        c->at[ref] = c->at[in];
        return;
    }
    c->at[ref] = new_register(c);
    if (node->kind == ZT_NODE_OP)
        emit_rows(c, ref, node);
    else
        emit(c, (ZtInstruction){.kernel = ZT_KERNEL_SPREAD, .a = c->at[in], .dst = c->at[ref]});
}

static void store_outs(Compiler *c, ZtRef ref)
{
    for (size_t i = 0; i < c->spec->rows; i++)
        if (c->spec->row[i] == ref)
            emit(c, (ZtInstruction){.kernel = c->at[ref].place == ZT_PLACE_SLOT ? ZT_KERNEL_SPREAD
                                                                                : ZT_KERNEL_COPY,
                                    .a = c->at[ref],
                                    .dst = {ZT_PLACE_OUT, i}});
}

static void compile_nodes(Compiler *c)
{
    c->code->slots = c->spec->params;
    for (ZtRef i = 0; i < c->nodes && !c->failed; i++) {
        if (!c->last_use[i])
            continue;
        const ZtNode *node = zt_graph_node(c->graph, i);
        if (node->shape == ZT_SHAPE_ROWS)
            compile_rows(c, i, node);
        else
            compile_single(c, i, node);
        store_outs(c, i);
        release_inputs(c, i);
    }
    for (size_t i = 0; i < c->spec->values && !c->failed; i++)
        c->code->value_slot[i] = c->at[c->spec->value[i]].index;
}

ZtCode *zt_compile(const ZtProgramSpec *spec)
{
    Compiler c = {.spec = spec, .graph = spec->graph, .nodes = zt_graph_count(spec->graph)};
    c.code = zt_alloc(1, sizeof *c.code);
    c.at = zt_alloc(c.nodes + 1, sizeof *c.at);
    c.last_use = zt_alloc(c.nodes + 1, sizeof *c.last_use);
    if (c.code)
        c.code->value_slot = zt_alloc(spec->values + 1, sizeof *c.code->value_slot);
    c.failed = !c.code || !c.at || !c.last_use || !c.code->value_slot;
    if (!c.failed) {
        mark_needed(&c);
        compile_nodes(&c);
    }
    zt_free(c.at);
    zt_free(c.last_use);
    zt_free(c.free);
    if (!c.failed)
        return c.code;
    zt_code_free(c.code);
    return NULL;
}

void zt_code_free(ZtCode *code)
{
    if (!code)
        return;
    zt_free(code->instruction);
    zt_free(code->before);
    zt_free(code->after);
    zt_free(code->constant);
    zt_free(code->value_slot);
    zt_free(code->sum_slot);
    zt_free(code);
}
