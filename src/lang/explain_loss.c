/* explain loss, and explain p: where the loss and the prediction come from. */
#include <config.h>

#include "base/memory.h"
#include "lang/explain.h"
#include "lang/nls.h"
#include "lang/table.h"

#define HEAD_WIDTH 16 /* a formula that is no longer may head a column */
#define ROWS_WHOLE 12
#define ROWS_SHOWN 5 /* of more than that */

/* The formula if it is short, else the name. */
static void add_loss_head(ZtExplain *ex, ZtBuf *head, ZtRef node, const char *name)
{
    zt_explain_formula(ex, head, node, false);
    if (head->len <= HEAD_WIDTH)
        return;
    zt_buf_clear(head);
    zt_buf_puts(head, name);
}

static bool add_terms(ZtExplain *ex, ZtSums *sums, ZtErr *err)
{
    const ZtTrace *t = ex->trace;
    ZtRef target = zt_graph_leaf(t->graph, ZT_NODE_COLUMN, (uint32_t)ex->session->target);
    ZtTermColumns choice[3] = {{{"p", "y"}, {t->model.root, target}, 2}};
    ZtBuf inner = {0}, own = {0};
    choice[1] = choice[0];
    for (size_t i = 0; i < t->loss.count; i++) {
        bool alone = t->loss.count == 1;
        if (alone)
            add_loss_head(ex, &inner, t->loss.inner[i], t->name[t->loss.inner[i]]);
        choice[0].head[2 + i] = alone ? zt_buf_text(&inner) : t->name[t->loss.inner[i]];
        choice[0].node[2 + i] = t->loss.inner[i];
        choice[0].count++;
    }
    add_loss_head(ex, &own, t->loss.root, t->loss.name);
    const ZtTermTable terms = {t->loss.root, zt_buf_text(&own), zt_explain_loss_value, choice, 3};
    bool done = zt_explain_terms(ex, &terms, sums, err);
    if (done)
        zt_explain_sums(ex, &terms, sums);
    zt_buf_free(&inner);
    zt_buf_free(&own);
    return done;
}

/* loss = 19402.732422 / 11 = 1763.884766 */
static void add_mean(ZtExplain *ex, double sum, double loss)
{
    ZtBuf line = {0};
    zt_buf_puts(&line, "loss = ");
    zt_explain_loss_value(ex, &line, sum);
    zt_buf_printf(&line, " / %zu = ", ex->session->data->rows);
    zt_explain_loss_value(ex, &line, loss);
    zt_explain_line(ex, &line);
}

bool zt_explain_loss(ZtExplain *ex, ZtErr *err)
{
    double loss;
    ZtSums sums;
    if (!zt_session_loss_now(ex->session, &loss, NULL, err))
        return false;
    zt_explain_mean(ex, 0, loss);
    zt_explain_sentence(ex,
                        _("For each row it is measured how wrong the prediction p is, compared "
                          "with the target y. The loss is the mean of that over the rows."),
                        NULL, 0);
    zt_explain_definitions(ex, &ex->trace->model, NULL);
    if (ex->trace->loss.count > 1)
        zt_explain_definitions(ex, &ex->trace->loss, NULL);
    zt_buf_putc(&ex->out, '\n');
    if (!add_terms(ex, &sums, err))
        return false;
    add_mean(ex, sums.in_training, loss);
    return true;
}

/* --- the prediction --- */

static void print_rows(const ZtExplain *ex, const ZtTermColumns *columns, double *value, ZtBuf *out)
{
    size_t all = ex->session->data->rows, rows = all <= ROWS_WHOLE ? all : ROWS_SHOWN;
    ZtTable table = {.columns = columns->count + 1};
    zt_buf_puts(zt_table_cell(&table), "row");
    for (size_t i = 0; i < columns->count; i++)
        zt_buf_puts(zt_table_cell(&table), columns->head[i]);
    for (size_t row = 0; row < rows; row++) {
        zt_trace_row(ex->trace, row, value);
        zt_buf_printf(zt_table_cell(&table), "%zu", row + 1);
        for (size_t i = 0; i < columns->count; i++)
            zt_explain_value(ex, zt_table_cell(&table), value[columns->node[i]]);
    }
    zt_table_print(&table, ZT_EXPLAIN_INDENT, "r", out);
    zt_table_free(&table);
    if (rows < all)
        zt_buf_printf(out, "    ... (%zu rows)\n", all);
}

static void add_column(ZtTermColumns *columns, const char *head, ZtRef node)
{
    columns->head[columns->count] = head;
    columns->node[columns->count++] = node;
}

/* The input, if there is one, so many of the model's intermediates, p and y. */
static ZtTermColumns choose_columns(const ZtExplain *ex, size_t inner)
{
    const ZtTrace *t = ex->trace;
    const ZtSession *s = ex->session;
    ZtTermColumns columns = {0};
    if (s->inputs == 1)
        add_column(&columns, "x", zt_graph_leaf(t->graph, ZT_NODE_COLUMN, (uint32_t)s->input[0]));
    for (size_t i = 0; i < inner; i++)
        add_column(&columns, t->name[t->model.inner[i]], t->model.inner[i]);
    add_column(&columns, "p", t->model.root);
    add_column(&columns, "y", zt_graph_leaf(t->graph, ZT_NODE_COLUMN, (uint32_t)s->target));
    return columns;
}

/* With as many intermediates as the width has room for. */
static bool add_prediction_rows(ZtExplain *ex, ZtErr *err)
{
    size_t inner = ex->trace->model.count + 1;
    ZtBuf text = {0};
    double *value = NULL;
    do {
        ZtTermColumns columns = choose_columns(ex, --inner);
        if (!value && !(value = zt_alloc(zt_graph_count(ex->trace->graph), sizeof *value)))
            return zt_fail_memory(err);
        zt_buf_clear(&text);
        print_rows(ex, &columns, value, &text);
    } while (inner > 0 && zt_explain_widest(&text) > ex->width);
    zt_buf_puts(&ex->out, zt_buf_text(&text));
    ex->out.failed = ex->out.failed || text.failed;
    zt_buf_free(&text);
    zt_free(value);
    return true;
}

bool zt_explain_prediction(ZtExplain *ex, ZtErr *err)
{
    zt_explain_sentence(ex,
                        _("p is what the model predicts for the target y, row by row. explain row "
                          "1 takes one row apart."),
                        NULL, 0);
    zt_explain_definitions(ex, &ex->trace->model, NULL);
    zt_buf_putc(&ex->out, '\n');
    return add_prediction_rows(ex, err);
}
