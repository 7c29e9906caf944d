/* explain row N: one row all the way through, each operation with its numbers. */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "core/infix.h"
#include "lang/argument.h"
#include "lang/explain.h"
#include "lang/nls.h"

#define OPERAND_WIDTH    28 /* an operand longer than that is `...`: the line before it has it */
#define FORMULA_LIMIT    200
#define LINES_SHOWN      30 /* operations of one part */
#define COLUMNS_SHOWN    12
#define PARAMETERS_SHOWN 6

typedef struct Row {
    ZtExplain *ex;
    size_t row;
    size_t nodes;
    double *value;     /* per node, at this row */
    const char **name; /* per node: what it is called from here on, or NULL */
    bool *told;        /* per node: it has had its line */
    ZtRef *share;      /* per parameter */
} Row;

static void free_row(Row *row)
{
    zt_free(row->value);
    zt_free(row->name);
    zt_free(row->told);
    zt_free(row->share);
}

static bool prepare(Row *row, ZtErr *err)
{
    ZtTrace *t = row->ex->trace;
    const ZtSession *s = row->ex->session;
    row->share = zt_alloc(s->count + 1, sizeof *row->share);
    for (size_t i = 0; row->share && i < s->count; i++)
        row->share[i] = zt_trace_share(t->graph, s->engine->grad[i]);
    row->nodes = zt_graph_count(t->graph);
    row->value = zt_alloc(row->nodes, sizeof *row->value);
    row->name = zt_alloc(row->nodes, sizeof *row->name);
    row->told = zt_alloc(row->nodes, sizeof *row->told);
    if (!row->share || !row->value || !row->name || !row->told || zt_graph_failed(t->graph))
        return zt_fail_memory(err);
    for (size_t i = 0; i < t->names.count; i++)
        row->name[i] = t->name[i];
    if (t->loss.count == 1) /* p - y can be written out */
        row->name[t->loss.inner[0]] = NULL;
    zt_trace_row(t, row->row, row->value);
    return true;
}

/* --- lines --- */

static void end_line(Row *row, ZtBuf *line, double value)
{
    zt_buf_puts(line, " = ");
    zt_explain_value(row->ex, line, value);
    zt_explain_line(row->ex, line);
}

/* The operation with numbers for its operands: 1 * 35.7 */
static void add_numbers(const Row *row, ZtBuf *line, const ZtNode *node)
{
    const ZtSettings *settings = &row->ex->session->settings;
    bool two = node->in[1] != ZT_NO_REF;
    const ZtPart part[] = {
        {.op = -1, .number = row->value[node->in[0]]},
        {.op = -1, .number = two ? row->value[node->in[1]] : 0},
        {.op = (int)node->op, .in = {0, 1}},
    };
    if (!zt_infix(part, 2, settings->digits, settings->precision == ZT_SINGLE, FORMULA_LIMIT, line))
        line->failed = true;
}

static void add_text(const Row *row, ZtRef node, ZtBuf *line)
{
    const ZtNodeNames names = {row->name, row->nodes};
    if (!zt_node_text(row->ex->session, node, &names, FORMULA_LIMIT, line))
        line->failed = true;
}

/* NAME = w * x = 1 * 35.7 = 35.7. From then on a long one is `...`, unless it has a name. */
static void tell(Row *row, ZtRef ref, const char *name)
{
    const ZtNode *node = zt_graph_node(row->ex->trace->graph, ref);
    ZtBuf line = zt_explain_begin(ZT_EXPLAIN_INDENT), text = {0};
    const char *own = name ? name : row->name[ref];
    bool again = row->told[ref] && row->name[ref];
    if (again)
        zt_buf_puts(&text, row->name[ref]);
    else
        add_text(row, ref, &text);
    if (own)
        zt_buf_printf(&line, "%s = ", own);
    zt_buf_puts(&line, zt_buf_text(&text));
    if (node->kind == ZT_NODE_OP && node->op != ZT_OP_NEG && !again) {
        zt_buf_puts(&line, " = ");
        add_numbers(row, &line, node);
    }
    if (!own && text.len > OPERAND_WIDTH)
        row->name[ref] = "...";
    line.failed = line.failed || text.failed;
    row->told[ref] = true;
    end_line(row, &line, row->value[ref]);
    zt_buf_free(&text);
}

/* Marks what root is made of and was not told yet; how many operations those are. */
static size_t find_untold(const Row *row, ZtRef root, bool *wanted)
{
    size_t count = 0;
    wanted[root] = true;
    for (ZtRef i = root + 1; i-- > 0;) {
        const ZtNode *node = zt_graph_node(row->ex->trace->graph, i);
        wanted[i] = wanted[i] && !row->told[i] && node->in[0] != ZT_NO_REF;
        if (!wanted[i])
            continue;
        count += node->kind == ZT_NODE_OP;
        for (int k = 0; k < 2; k++)
            if (node->in[k] != ZT_NO_REF)
                wanted[node->in[k]] = true;
    }
    return count;
}

/* All operations up to root, which is given the name, or is called as it is. */
static bool tell_all(Row *row, ZtRef root, const char *name, ZtErr *err)
{
    bool *wanted = zt_alloc((size_t)root + 1, sizeof *wanted);
    if (!wanted)
        return zt_fail_memory(err);
    size_t count = find_untold(row, root, wanted), shown = 0;
    for (ZtRef i = 0; i < root; i++) {
        if (!wanted[i] || zt_graph_node(row->ex->trace->graph, i)->kind != ZT_NODE_OP)
            continue;
        if (shown++ < LINES_SHOWN)
            tell(row, i, NULL);
        else if (!row->name[i])
            row->name[i] = "...";
        row->told[i] = true;
    }
    if (shown > LINES_SHOWN)
        zt_buf_printf(&row->ex->out, "    ... (%zu operations in all)\n", count);
    zt_free(wanted);
    tell(row, root, name);
    return true;
}

/* --- parts --- */

/* x = zolta * 0.1 = 35.7 * 0.1 = 3.57; of several inputs, which formulas call by name, without the
 * x. */
static void add_column(Row *row, size_t column)
{
    const ZtSession *s = row->ex->session;
    const ZtColumn *own = &s->data->column[column];
    double raw = zt_dataset_value(s->data, column, row->row);
    bool called = column != s->target && s->inputs > 1, scaled = s->scales->column[column].scaled;
    ZtBuf line = zt_explain_begin(ZT_EXPLAIN_INDENT), name = {0}, number = {0};
    zt_add_name(&name, own->name);
    zt_explain_value(row->ex, &number, raw);
    if (called)
        zt_buf_puts(&line, zt_buf_text(&name));
    else
        zt_add_role(&line, s, column);
    if (scaled || !called) {
        zt_buf_puts(&line, " = ");
        zt_add_scaled(&line, s, column, zt_buf_text(&name));
    }
    if (scaled) {
        zt_buf_puts(&line, " = ");
        zt_add_scaled(&line, s, column, zt_buf_text(&number));
    }
    if (own->text) {
        zt_buf_puts(&line, " = ");
        zt_add_name(&line, own->classes[(size_t)raw]);
    }
    line.failed = line.failed || name.failed || number.failed;
    end_line(row, &line, zt_load_real(s->scales->values[column], row->row, s->settings.precision));
    zt_buf_free(&name);
    zt_buf_free(&number);
}

/* The columns that model and loss are made of. */
static void add_columns(Row *row)
{
    const ZtTrace *t = row->ex->trace;
    size_t shown = 0, count = 0;
    ZtRef end = t->loss.root > t->model.root ? t->loss.root : t->model.root;
    for (ZtRef i = 0; i <= end; i++) {
        const ZtNode *node = zt_graph_node(t->graph, i);
        if (node->kind != ZT_NODE_COLUMN)
            continue;
        count++;
        if (shown < COLUMNS_SHOWN) {
            add_column(row, node->index);
            shown++;
        }
    }
    if (count > shown)
        zt_buf_printf(&row->ex->out, "    ... (%zu columns)\n", count);
}

static bool add_forward(Row *row, ZtErr *err)
{
    ZtExplain *ex = row->ex;
    if (ex->session->count > 0) {
        zt_buf_fill(&ex->out, ' ', ZT_EXPLAIN_INDENT);
        zt_add_parameters(&ex->out, ex->session, ex->session->param, PARAMETERS_SHOWN);
        zt_buf_putc(&ex->out, '\n');
    }
    return tell_all(row, ex->trace->model.body, "p", err);
}

static bool add_loss(Row *row, double loss, ZtErr *err)
{
    const ZtTrace *t = row->ex->trace;
    size_t rows = row->ex->session->data->rows;
    if (!tell_all(row, t->loss.root, t->loss.name, err))
        return false;
    ZtBuf mean = {0}, n = {0};
    zt_explain_loss_value(row->ex, &mean, loss);
    zt_buf_printf(&n, "%zu", rows);
    const char *const arg[] = {t->loss.name, zt_buf_text(&n), zt_buf_text(&mean)};
    zt_explain_sentence(row->ex, _("The loss is the mean of {1} over all {2} rows: {3}."), arg, 3);
    zt_buf_free(&mean);
    zt_buf_free(&n);
    return true;
}

/* dloss/dw = dloss/dp * x = 6.4 * 35.7 = 228.48, what this row adds to the gradient. */
static bool add_backward(Row *row, ZtErr *err)
{
    ZtExplain *ex = row->ex;
    const ZtSession *s = ex->session;
    bool done = tell_all(row, ex->trace->slope_n, "dloss/dp", err);
    row->name[ex->trace->slope_n] = "dloss/dp";
    for (size_t i = 0; done && i < s->count && i < PARAMETERS_SHOWN; i++) {
        ZtBuf name = {0};
        zt_explain_d(ex, &name, "loss", zt_trace_parameter(ex->trace, i));
        done = tell_all(row, row->share[i], zt_buf_text(&name), err);
        zt_buf_free(&name);
    }
    if (s->count > PARAMETERS_SHOWN)
        zt_buf_printf(&ex->out, "    ... (%zu in all)\n", s->count);
    return done;
}

static bool add_all(Row *row, ZtErr *err)
{
    ZtExplain *ex = row->ex;
    double loss;
    if (!zt_session_loss_now(ex->session, &loss, NULL, err) || !prepare(row, err))
        return false;
    zt_buf_printf(&ex->out, "row %zu of %zu\n", row->row + 1, ex->session->data->rows);
    add_columns(row);
    zt_buf_puts(&ex->out, "\nForward\n");
    if (!add_forward(row, err))
        return false;
    zt_buf_puts(&ex->out, "\nLoss\n");
    if (!add_loss(row, loss, err))
        return false;
    if (ex->session->count == 0)
        return true;
    zt_buf_puts(&ex->out, "\nBackward\n");
    if (!add_backward(row, err))
        return false;
    zt_explain_sentence(ex,
                        _("This is what the row adds to the gradient. explain gradient shows all "
                          "rows together."),
                        NULL, 0);
    return true;
}

bool zt_explain_read_row(const ZtShell *shell, const ZtWord *word, size_t *row, ZtErr *err)
{
    char rows[24];
    uint64_t number = 0;
    size_t count = shell->session->data->rows;
    if (zt_number_whole(word->text, &number) && number >= 1 && number <= count) {
        *row = (size_t)number - 1;
        return true;
    }
    snprintf(rows, sizeof rows, "%zu", count);
    zt_fail(err, ZT_ERR_FORMULA_INDEX, word->text, rows, NULL);
    return zt_fail_word(err, word);
}

bool zt_explain_row(ZtExplain *ex, ZtErr *err)
{
    Row row = {.ex = ex};
    if (!ex->word)
        return zt_fail_missing(ex->shell, "explain", err);
    bool done = zt_explain_read_row(ex->shell, ex->word, &row.row, err) && add_all(&row, err);
    free_row(&row);
    return done;
}
