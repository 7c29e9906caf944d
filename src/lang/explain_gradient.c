/* explain gradient: the chain rule as written, then with the numbers of every row. */
#include <config.h>

#include <math.h>

#include "base/memory.h"
#include "base/number.h"
#include "lang/argument.h"
#include "lang/explain.h"
#include "lang/nls.h"
#include "lang/report.h"
#include "lang/table.h"

#define ROWS_WHOLE    12
#define FACTORS_SHOWN 5 /* with a column of their own */
#define SIDE_BY_SIDE  4 /* so many parameters are shown together, of more */
#define LISTED        8 /* only those with the largest derivatives are listed */

/* --- one parameter --- */

/* dloss/dw = sum(dloss/dp * dp/dw) */
static void add_rule(ZtExplain *ex, ZtRef leaf)
{
    ZtBuf line = zt_explain_begin(ZT_EXPLAIN_INDENT);
    zt_explain_d(ex, &line, "loss", leaf);
    zt_buf_puts(&line, " = ");
    zt_explain_rule(ex, &line, leaf);
    zt_explain_line(ex, &line);
}

static bool add_chain_rule(ZtExplain *ex, const ZtChain *chain, ZtErr *err)
{
    size_t ways = zt_chain_ways(chain, ex->trace->model.root);
    zt_explain_sentence(ex,
                        _("The chain rule, for each row: how the loss changes with the prediction "
                          "p, times how p changes with the parameter. The sum over the rows is "
                          "the gradient."),
                        NULL, 0);
    zt_explain_definitions(ex, &ex->trace->model, chain);
    if (!zt_explain_slope(ex, err))
        return false;
    zt_explain_factors(ex, &ex->trace->model, chain);
    add_rule(ex, chain->leaf);
    if (ways > 1)
        zt_explain_sentence(ex,
                            _("The parameter acts on p in several ways. Each way is a product of "
                              "factors, in which nothing else moves; together they are the "
                              "derivative."),
                            NULL, 0);
    return true;
}

/* The columns between the row and its term: p, y and all factors; without p and y; with the model's
 * factors in one; and none. */
typedef struct Columns {
    ZtTermColumns choice[4];
    ZtBuf factor[FACTORS_SHOWN], total, slope; /* heads: dp/du2, ..., dp/dk, dloss/dp */
} Columns;

static void add_column(ZtTermColumns *columns, const ZtBuf *head, ZtRef node)
{
    columns->head[columns->count] = zt_buf_text(head);
    columns->node[columns->count++] = node;
}

static void add_heads(const ZtExplain *ex, const ZtChain *chain, bool one_way, Columns *columns)
{
    zt_explain_d(ex, &columns->slope, "loss", ex->trace->model.root);
    zt_explain_d(ex, &columns->total, "p", chain->leaf);
    for (size_t i = 0; one_way && i < chain->count; i++)
        zt_explain_d(ex, &columns->factor[i], zt_explain_name(ex, chain->factor[i].of),
                     chain->factor[i].by);
}

static void free_heads(Columns *columns)
{
    zt_buf_free(&columns->slope);
    zt_buf_free(&columns->total);
    for (size_t i = 0; i < FACTORS_SHOWN; i++)
        zt_buf_free(&columns->factor[i]);
}

static void choose_columns(const ZtExplain *ex, const ZtChain *chain, Columns *columns)
{
    const ZtTrace *t = ex->trace;
    ZtRef target = zt_graph_leaf(t->graph, ZT_NODE_COLUMN, (uint32_t)ex->session->target);
    bool one_way = chain->count > 1 && chain->count <= FACTORS_SHOWN &&
                   zt_chain_ways(chain, t->model.root) == 1;
    add_heads(ex, chain, one_way, columns);
    for (size_t k = 0; k < 3; k++) {
        ZtTermColumns *own = &columns->choice[k];
        if (k == 0)
            *own = (ZtTermColumns){{"p", "y"}, {t->model.root, target}, 2};
        add_column(own, &columns->slope, t->slope_n);
        for (size_t i = 0; one_way && k < 2 && i < chain->count; i++)
            add_column(own, &columns->factor[i], chain->factor[i].local);
        if (!one_way || k == 2)
            add_column(own, &columns->total, chain->total);
    }
}

static bool add_terms(ZtExplain *ex, size_t parameter, const ZtChain *chain, double gradient,
                      ZtErr *err)
{
    Columns columns = {0};
    ZtSums sums;
    ZtRef share = zt_trace_share(ex->trace->graph, ex->session->engine->grad[parameter]);
    if (share == ZT_NO_REF)
        return zt_fail_memory(err);
    choose_columns(ex, chain, &columns);
    const ZtTermTable terms = {share, "term", zt_explain_report, columns.choice, 4};
    bool done = zt_explain_terms(ex, &terms, &sums, err);
    sums.in_training = gradient;
    if (done)
        zt_explain_sums(ex, &terms, &sums);
    free_heads(&columns);
    return done;
}

void zt_explain_direction(ZtExplain *ex, const char *name, double gradient)
{
    const char *const arg[] = {name};
    const char *sentence;
    if (isnan(gradient))
        sentence = _("The derivative is no number, and {1} becomes none, too.");
    else if (gradient > 0)
        sentence = _("The derivative is positive: if {1} grows, so does the loss. The update makes "
                     "{1} smaller.");
    else if (gradient < 0)
        sentence = _("The derivative is negative: if {1} grows, the loss falls. The update makes "
                     "{1} larger.");
    else
        sentence = _("The derivative is 0: the update leaves {1} as it is.");
    zt_explain_sentence(ex, sentence, arg, 1);
    if (ex->session->settings.lr == 0)
        zt_explain_sentence(ex, _("But lr is 0: no update moves anything."), NULL, 0);
}

/* What the next step makes of the parameter. */
static bool add_update(ZtExplain *ex, size_t parameter, ZtErr *err)
{
    ZtSession *ahead = zt_explain_ahead(ex, err);
    ZtBuf name = {0}, line = {0};
    if (!ahead)
        return false;
    zt_add_name(&name, ex->session->name[parameter]);
    zt_explain_direction(ex, zt_buf_text(&name), ahead->last_grad[parameter]);
    zt_buf_puts(&line, "Update: ");
    zt_report_update(&line, ahead, parameter, ex->session->param[parameter]);
    zt_explain_line(ex, &line);
    zt_buf_free(&name);
    zt_session_free(ahead);
    return true;
}

static bool explain_one(ZtExplain *ex, size_t parameter, ZtErr *err)
{
    const double *gradient;
    ZtChain chain;
    if (!zt_session_loss_now(ex->session, NULL, &gradient, err) ||
        !zt_trace_chain(ex->trace, &ex->trace->model, zt_trace_parameter(ex->trace, parameter),
                        &chain, err))
        return false;
    double own = gradient[parameter];
    bool done = true;
    zt_explain_derivative(ex, 0, parameter, own);
    if (chain.total != ZT_NO_REF) {
        done = add_chain_rule(ex, &chain, err);
        zt_buf_putc(&ex->out, '\n');
        done = done && add_terms(ex, parameter, &chain, own, err);
    } else {
        zt_explain_sentence(ex,
                            _("Where the model has a slope at all, it does not change with this "
                              "parameter: there is nothing to add up."),
                            NULL, 0);
    }
    zt_chain_free(&chain);
    return done && add_update(ex, parameter, err);
}

/* --- all parameters --- */

static double size_of(double value)
{
    return isnan(value) ? (double)INFINITY : fabs(value);
}

static bool among(const size_t *chosen, size_t count, size_t parameter)
{
    for (size_t i = 0; i < count; i++)
        if (chosen[i] == parameter)
            return true;
    return false;
}

/* The next parameter: the first not chosen yet or, of too many, the one with the largest
 * derivative. */
static size_t next_choice(const ZtSession *s, const double *gradient, const size_t *chosen,
                          size_t count)
{
    size_t best = s->count;
    for (size_t i = 0; i < s->count; i++) {
        if (among(chosen, count, i))
            continue;
        bool larger = best == s->count || size_of(gradient[i]) > size_of(gradient[best]);
        if (larger)
            best = i;
        if (s->count <= SIDE_BY_SIDE)
            break;
    }
    return best;
}

static size_t choose(const ZtSession *s, const double *gradient, size_t chosen[LISTED])
{
    size_t count = 0, most = s->count < LISTED ? s->count : LISTED;
    while (count < most) {
        chosen[count] = next_choice(s, gradient, chosen, count);
        count++;
    }
    return count;
}

/* --- side by side --- */

typedef struct Shares { /* row  dloss/dp  dloss/dw  dloss/db: what each row adds to each */
    ZtExplain *ex;
    const size_t *chosen;
    ZtRef share[SIDE_BY_SIDE];
    size_t count;
    ZtTable table;
} Shares;

static void begin_shares(Shares *shares)
{
    zt_buf_puts(zt_table_cell(&shares->table), "row");
    zt_buf_puts(zt_table_cell(&shares->table), "dloss/dp");
    for (size_t i = 0; i < shares->count; i++)
        zt_explain_d(shares->ex, zt_table_cell(&shares->table), "loss",
                     zt_trace_parameter(shares->ex->trace, shares->chosen[i]));
}

static void add_share(Shares *shares, size_t row, double *value)
{
    const ZtExplain *ex = shares->ex;
    zt_trace_row(ex->trace, row, value);
    zt_buf_printf(zt_table_cell(&shares->table), "%zu", row + 1);
    zt_explain_value(ex, zt_table_cell(&shares->table), value[ex->trace->slope_n]);
    for (size_t i = 0; i < shares->count; i++)
        zt_explain_report(ex, zt_table_cell(&shares->table), value[shares->share[i]]);
}

static void end_shares(Shares *shares, const double *gradient)
{
    zt_buf_puts(zt_table_cell(&shares->table), "sum");
    zt_table_cell(&shares->table);
    for (size_t i = 0; i < shares->count; i++)
        zt_explain_report(shares->ex, zt_table_cell(&shares->table), gradient[shares->chosen[i]]);
    zt_table_print(&shares->table, ZT_EXPLAIN_INDENT, "r", &shares->ex->out);
    zt_table_free(&shares->table);
}

static bool add_shares(ZtExplain *ex, const size_t *chosen, size_t count, const double *gradient,
                       ZtErr *err)
{
    ZtGraph *graph = ex->trace->graph;
    Shares shares = {.ex = ex, .chosen = chosen, .count = count, .table = {.columns = count + 2}};
    for (size_t i = 0; i < count; i++)
        shares.share[i] = zt_trace_share(graph, ex->session->engine->grad[chosen[i]]);
    double *value = zt_graph_failed(graph) ? NULL : zt_alloc(zt_graph_count(graph), sizeof *value);
    if (!value)
        return zt_fail_memory(err);
    begin_shares(&shares);
    for (size_t row = 0; row < ex->session->data->rows; row++)
        add_share(&shares, row, value);
    end_shares(&shares, gradient);
    zt_free(value);
    return true;
}

static void say_how_to_open(ZtExplain *ex, size_t chosen, const char *name)
{
    ZtBuf more = {0};
    zt_buf_printf(&more, "%zu", ex->session->count - chosen);
    const char *const arg[] = {name, zt_buf_text(&more)};
    if (ex->session->count > chosen)
        zt_explain_sentence(ex,
                            _("These are the largest; there are {2} more. explain gradient {1} "
                              "opens one of them."),
                            arg, 2);
    else
        zt_explain_sentence(
            ex, _("explain gradient {1} shows where the terms of one of them come from."), arg, 2);
    zt_buf_free(&more);
}

static bool explain_all(ZtExplain *ex, ZtErr *err)
{
    const ZtSession *s = ex->session;
    const double *gradient;
    size_t chosen[LISTED];
    ZtBuf name = {0};
    if (!zt_session_loss_now(ex->session, NULL, &gradient, err))
        return false;
    size_t count = choose(s, gradient, chosen);
    zt_explain_sentence(ex,
                        _("The gradient has a derivative for each parameter: by how much the loss "
                          "grows for each unit that the parameter grows."),
                        NULL, 0);
    for (size_t i = 0; i < count; i++)
        zt_explain_derivative(ex, ZT_EXPLAIN_INDENT, chosen[i], gradient[chosen[i]]);
    if (s->data->rows <= ROWS_WHOLE && count <= SIDE_BY_SIDE) {
        zt_explain_sentence(ex,
                            _("Each row adds its share, which is dloss/dp times how p changes "
                              "with the parameter:"),
                            NULL, 0);
        zt_buf_putc(&ex->out, '\n');
        if (!add_shares(ex, chosen, count, gradient, err))
            return false;
    }
    zt_add_name(&name, s->name[chosen[0]]);
    say_how_to_open(ex, count, zt_buf_text(&name));
    zt_buf_free(&name);
    return true;
}

bool zt_explain_gradient(ZtExplain *ex, ZtErr *err)
{
    if (ex->session->count == 0)
        return zt_fail(err, ZT_ERR_TRAIN_NO_PARAMETERS, NULL);
    if (!ex->word)
        return ex->session->count == 1 ? explain_one(ex, 0, err) : explain_all(ex, err);
    ptrdiff_t parameter = zt_session_parameter(ex->session, ex->word->text);
    if (parameter >= 0)
        return explain_one(ex, (size_t)parameter, err);
    return zt_explain_no_parameter(ex, err);
}
