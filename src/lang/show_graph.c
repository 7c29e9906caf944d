/* show graph: the computation as a tree, from the loss down to data and parameters, each node with
 * its value and with the loss's derivative by it.
 *
 *      #  node                         value   gradient
 *      1  loss = mean(L)         1763.884766
 *      2    L = (p - y)^2            1763.88  1
 *      3      p - y                     41.3  82.6
 *
 * For one row these are the row's own. For all rows together a value is the mean, and a derivative
 * the sum: by how much the loss grows for each unit of the node in every row. A node that is used
 * again is shown once; its further places refer to that line. */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "base/text.h"
#include "lang/argument.h"
#include "lang/explain.h"
#include "lang/nls.h"
#include "lang/show_graph.h"
#include "lang/table.h"
#include "lang/wrap.h"

#define LINES_MAX    60
#define INDENT       2
#define INDENT_MAX   24
#define LABEL_MAX    40
#define LABEL_MIN    10
#define FIXED_WIDTH  40 /* of a line, besides its indent and formula */
#define NUMBER_WIDTH 4  /* of its number */

typedef struct Line {
    ZtRef node;
    size_t depth;
    size_t see;        /* number of the line that has shown it; 0: this one does */
    ZtRef value, grad; /* the nodes of what is shown */
} Line;

typedef struct Tree {
    ZtExplain ex; /* for formulas and numbers; its out is the caller's */
    Line line[LINES_MAX];
    size_t count;
    bool cut;          /* there are more */
    bool narrow;       /* numbers stand below their node */
    const size_t *row; /* NULL: all together */
    double shown[LINES_MAX][2];
} Tree;

/* --- which nodes --- */

static size_t line_of(const Tree *tree, ZtRef node)
{
    for (size_t i = 0; i < tree->count; i++)
        if (tree->line[i].node == node)
            return i + 1;
    return 0;
}

/* The operation that p stands for has p's line. */
static ZtRef body_of(const Tree *tree, ZtRef node)
{
    return node == tree->ex.trace->model.root ? tree->ex.trace->model.body : node;
}

/* a + b + c, a sum of sums, is shown as one node with three terms. */
static bool is_sum(const Tree *tree, ZtRef node)
{
    const ZtNode *own = zt_graph_node(tree->ex.trace->graph, node);
    return own->kind == ZT_NODE_OP && own->op == ZT_OP_ADD;
}

static bool goes_on(const Tree *tree, ZtRef sum)
{
    const ZtTrace *t = tree->ex.trace;
    ZtRef left = zt_graph_node(t->graph, sum)->in[0];
    return is_sum(tree, left) && !(left < t->names.count && t->name[left]);
}

static size_t count_inputs(const Tree *tree, ZtRef node)
{
    const ZtNode *own = zt_graph_node(tree->ex.trace->graph, node);
    size_t count = own->in[0] == ZT_NO_REF ? 0 : own->in[1] == ZT_NO_REF ? 1 : 2;
    for (; is_sum(tree, node) && goes_on(tree, node); count++)
        node = zt_graph_node(tree->ex.trace->graph, node)->in[0];
    return count;
}

/* The i-th of count inputs: the last ones are the right sides of the sums, from the top down. */
static ZtRef input_at(const Tree *tree, ZtRef node, size_t i, size_t count)
{
    const ZtGraph *graph = tree->ex.trace->graph;
    for (size_t k = count - 1; k > i && k > 1; k--)
        node = zt_graph_node(graph, node)->in[0];
    return zt_graph_node(graph, node)->in[i == 0 ? 0 : 1];
}

static void add_lines(Tree *tree, ZtRef node, size_t depth)
{
    if (tree->count == LINES_MAX) {
        tree->cut = true;
        return;
    }
    size_t see = line_of(tree, node);
    tree->line[tree->count++] = (Line){.node = node, .depth = depth, .see = see};
    ZtRef body = body_of(tree, node);
    size_t inputs = see > 0 ? 0 : count_inputs(tree, body);
    if (see == 0 && body != node && inputs == 0)
        add_lines(tree, body, depth + 1); /* p = w */
    for (size_t i = 0; i < inputs && !tree->cut; i++)
        add_lines(tree, input_at(tree, body, i, inputs), depth + 1);
}

/* --- their values --- */

/* Data and numbers do not move. */
static bool moves(const ZtNode *node)
{
    return node->kind == ZT_NODE_PARAM || node->kind == ZT_NODE_OP ||
           node->kind == ZT_NODE_PREDICTION;
}

/* sum(v), of a single value n times it. */
static ZtRef sum_of(ZtGraph *graph, ZtRef node)
{
    if (zt_graph_node(graph, node)->shape != ZT_SHAPE_ROWS)
        node = zt_graph_wrap(graph, ZT_NODE_SPREAD, node);
    return zt_graph_wrap(graph, ZT_NODE_SUM, node);
}

static bool choose_nodes(Tree *tree, Line *line)
{
    ZtGraph *g = tree->ex.trace->graph;
    bool rows = zt_graph_node(g, line->node)->shape == ZT_SHAPE_ROWS;
    if (!zt_trace_adjoint(tree->ex.trace, line->node, &line->grad))
        return false;
    if (line->grad == ZT_NO_REF) /* the loss is flat in it */
        line->grad = zt_graph_const(g, 0);
    line->value = line->node;
    if (tree->row) {
        line->grad = zt_trace_share(g, line->grad);
    } else if (rows) {
        line->grad = sum_of(g, line->grad);
        line->value =
            zt_graph_op(g, ZT_OP_DIV, sum_of(g, line->node), zt_graph_leaf(g, ZT_NODE_ROWS, 0));
    }
    return !zt_graph_failed(g);
}

/* At a row the interpreter has them all. */
static bool value_at_row(Tree *tree, ZtErr *err)
{
    double *value = zt_alloc(zt_graph_count(tree->ex.trace->graph), sizeof *value);
    if (!value)
        return zt_fail_memory(err);
    zt_trace_row(tree->ex.trace, *tree->row, value);
    for (size_t i = 0; i < tree->count; i++) {
        tree->shown[i][0] = value[tree->line[i].value];
        tree->shown[i][1] = value[tree->line[i].grad];
    }
    zt_free(value);
    return true;
}

/* For all rows a program has: one pass. */
static bool value_of_all(Tree *tree, ZtErr *err)
{
    const ZtSession *s = tree->ex.session;
    ZtRef wanted[2 * LINES_MAX];
    for (size_t i = 0; i < tree->count; i++) {
        wanted[2 * i] = tree->line[i].value;
        wanted[2 * i + 1] = tree->line[i].grad;
    }
    ZtProgramSpec spec = {.value = wanted, .values = 2 * tree->count};
    ZtProgram *program = zt_engine_program(s->engine, s, &spec, err);
    uint64_t work = UINT64_MAX;
    if (!program)
        return false;
    zt_program_begin(program);
    zt_program_advance(program, &work);
    for (size_t i = 0; i < 2 * tree->count; i++)
        tree->shown[i / 2][i % 2] =
            zt_load_real(zt_program_value(program, i), 0, s->settings.precision);
    zt_program_free(program);
    return true;
}

static bool find_values(Tree *tree, ZtErr *err)
{
    for (size_t i = 0; i < tree->count; i++)
        if (!choose_nodes(tree, &tree->line[i]))
            return zt_fail_memory(err);
    return tree->row ? value_at_row(tree, err) : value_of_all(tree, err);
}

/* --- the table --- */

/* The text or, where it is too long, its beginning and `...`. */
static void add_cut(ZtBuf *out, const ZtBuf *text, size_t room)
{
    size_t len = text->len;
    while (len > 0 && zt_text_width(text->text, len) > (len < text->len ? room - 3 : room))
        do
            len--;
        while (len > 0 && ((unsigned char)text->text[len] & 0xc0) == 0x80);
    zt_buf_add(out, zt_buf_text(text), len);
    zt_buf_puts(out, len < text->len ? "..." : "");
}

static size_t indent_of(const Line *line)
{
    return line->depth * INDENT < INDENT_MAX ? line->depth * INDENT : INDENT_MAX;
}

/* u1 = -k * x, cut to what the width has room for. */
static void add_label(Tree *tree, const Line *line, ZtBuf *cell)
{
    ZtExplain *ex = &tree->ex;
    size_t used = indent_of(line) + (tree->narrow ? NUMBER_WIDTH : FIXED_WIDTH);
    size_t room = ex->width > used ? ex->width - used : 0;
    const char *name = zt_explain_name(ex, line->node);
    bool leaf = zt_graph_node(ex->trace->graph, line->node)->in[0] == ZT_NO_REF;
    room = room < LABEL_MIN ? LABEL_MIN : room > LABEL_MAX ? LABEL_MAX : room;
    ZtBuf text = {0};
    if (!leaf && *name)
        zt_buf_printf(&text, "%s = ", name);
    bool fine = zt_trace_text(ex->trace, body_of(tree, line->node), true, room, &text);
    zt_buf_fill(cell, ' ', indent_of(line));
    add_cut(cell, &text, room);
    cell->failed = cell->failed || !fine || text.failed;
    zt_buf_free(&text);
}

/* Those of parameters are what training prints. */
static void add_gradient(const Tree *tree, size_t i, ZtBuf *cell)
{
    const ZtNode *node = zt_graph_node(tree->ex.trace->graph, tree->line[i].node);
    if (node->kind == ZT_NODE_PARAM && !tree->row)
        zt_explain_report(&tree->ex, cell, tree->shown[i][1]);
    else
        zt_explain_value(&tree->ex, cell, tree->shown[i][1]);
}

/* Behind the node or, where that is too narrow, in a line below it. */
static void add_numbers(Tree *tree, size_t i, ZtTable *table)
{
    const Line *line = &tree->line[i];
    ZtBuf *cell = zt_table_cell(table);
    if (tree->narrow) {
        cell = zt_table_cell(table);
        zt_buf_fill(cell, ' ', indent_of(line) + INDENT);
    }
    if (line->see > 0)
        zt_buf_printf(cell, "see %zu", line->see + 1);
    else
        zt_explain_value(&tree->ex, cell, tree->shown[i][0]);
    bool moved = line->see == 0 && moves(zt_graph_node(tree->ex.trace->graph, line->node));
    if (!tree->narrow)
        cell = zt_table_cell(table);
    else if (moved)
        zt_buf_puts(cell, ", gradient ");
    if (moved)
        add_gradient(tree, i, cell);
    else if (line->see == 0 && !tree->narrow)
        zt_buf_putc(cell, '-');
}

/* The first line, the loss's, and the heads above it. */
static void add_top(Tree *tree, double loss, ZtTable *table)
{
    static const char *const heads[] = {"#", "node", "value", "gradient"};
    for (size_t i = 0; i < table->columns; i++)
        zt_buf_puts(zt_table_cell(table), heads[i]);
    zt_buf_puts(zt_table_cell(table), "1");
    ZtBuf *cell = zt_table_cell(table);
    zt_buf_printf(cell, "loss = mean(%s)", zt_explain_name(&tree->ex, tree->ex.trace->loss.root));
    if (tree->narrow)
        zt_buf_puts(cell, " = ");
    zt_explain_loss_value(&tree->ex, tree->narrow ? cell : zt_table_cell(table), loss);
    if (!tree->narrow)
        zt_buf_puts(zt_table_cell(table), "1");
}

static void print_table(Tree *tree, double loss, ZtBuf *out)
{
    ZtTable table = {.columns = tree->narrow ? 2 : 4};
    add_top(tree, loss, &table);
    for (size_t i = 0; i < tree->count; i++) {
        zt_buf_printf(zt_table_cell(&table), "%zu", i + 2);
        add_label(tree, &tree->line[i], zt_table_cell(&table));
        add_numbers(tree, i, &table);
    }
    zt_table_print(&table, 0, tree->narrow ? "rl" : "rlr", out);
    zt_table_free(&table);
    if (tree->cut)
        zt_buf_puts(out, "...\n");
}

static void add_table(Tree *tree, double loss, ZtBuf *out)
{
    ZtBuf text = {0};
    print_table(tree, loss, &text);
    tree->narrow = zt_explain_widest(&text) > tree->ex.width;
    if (tree->narrow)
        print_table(tree, loss, out);
    else
        zt_buf_puts(out, zt_buf_text(&text));
    out->failed = out->failed || text.failed;
    zt_buf_free(&text);
}

static void add_meaning(Tree *tree, ZtBuf *out)
{
    ZtBuf row = {0}, text = {0};
    zt_buf_printf(&row, "%zu", tree->row ? *tree->row + 1 : 0);
    const char *const arg[] = {zt_buf_text(&row)};
    if (tree->row)
        zt_sentence(
            &text,
            _("Values are those of row {1}. A gradient is by how much the loss grows for each "
              "unit of the node in this row; a parameter's is the row's share."),
            arg, 1);
    else
        zt_sentence(
            &text,
            _("Values are means over the rows. A gradient is by how much the loss grows for "
              "each unit of the node in every row. show graph 1 shows row 1 alone."),
            arg, 1);
    zt_wrap(out, zt_buf_text(&text), 0, 0, tree->ex.width);
    zt_buf_free(&row);
    zt_buf_free(&text);
}

bool zt_show_graph(ZtShell *shell, const ZtWord *word, ZtBuf *out, ZtErr *err)
{
    size_t row = 0;
    double loss;
    Tree tree = {.ex = zt_explain_start(shell)};
    if (word && !zt_explain_read_row(shell, word, &row, err))
        return false;
    tree.row = word ? &row : NULL;
    tree.ex.trace = zt_trace_new(shell->session, err);
    bool done = tree.ex.trace && zt_session_loss_now(shell->session, &loss, NULL, err);
    if (done) {
        add_lines(&tree, tree.ex.trace->loss.root, 1);
        done = find_values(&tree, err);
    }
    if (done) {
        add_table(&tree, loss, out);
        add_meaning(&tree, out);
    }
    zt_trace_free(tree.ex.trace);
    return done;
}
