/* What explanations are made of: sentences, formulas, derivatives. */
#include <config.h>

#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "lang/argument.h"
#include "lang/explain.h"
#include "lang/report.h"
#include "lang/wrap.h"

#define MARGIN           2 /* the screen's log has one */
#define WIDTH_MAX        78
#define FORMULA_LIMIT    400 /* bytes of a formula */
#define FORMULA_CUT      120 /* of one that is longer */
#define FORMULA_SHORT    150 /* a longer derivative is told by the chain rule alone */
#define WAYS_SHOWN       4   /* products of the chain rule */

#define PARAMETERS_SHOWN 8

ZtExplain zt_explain_start(ZtShell *shell)
{
    size_t width = zt_wrap_width(shell) - MARGIN;
    return (ZtExplain){
        .shell = shell, .session = shell->session, .width = width < WIDTH_MAX ? width : WIDTH_MAX};
}

void zt_explain_sentence(ZtExplain *ex, const char *sentence, const char *const *arg, size_t count)
{
    ZtBuf text = {0};
    zt_sentence(&text, sentence, arg, count);
    zt_wrap(&ex->out, zt_buf_text(&text), 0, 0, ex->width);
    ex->out.failed = ex->out.failed || text.failed;
    zt_buf_free(&text);
}

ZtBuf zt_explain_begin(size_t indent)
{
    ZtBuf line = {0};
    zt_buf_fill(&line, ' ', indent);
    return line;
}

void zt_explain_line(ZtExplain *ex, ZtBuf *line)
{
    const char *text = zt_buf_text(line);
    size_t lead = strspn(text, " ");
    bool fits = zt_text_width(text, line->len) <= ex->width;
    ZtBuf wrapped = {0};
    zt_wrap(&wrapped, text + lead, 0, lead + ZT_EXPLAIN_INDENT, ex->width);
    if (fits)
        zt_buf_printf(&ex->out, "%s\n", text);
    else if (!wrapped.failed) /* the first line does not hang */
        zt_buf_puts(&ex->out, zt_buf_text(&wrapped) + ZT_EXPLAIN_INDENT);
    ex->out.failed = ex->out.failed || line->failed || wrapped.failed;
    zt_buf_free(&wrapped);
    zt_buf_free(line);
}

void zt_explain_formula(ZtExplain *ex, ZtBuf *line, ZtRef node, bool named)
{
    ZtBuf text = {0};
    bool fine = zt_trace_text(ex->trace, node, named, FORMULA_LIMIT, &text);
    if (fine && text.len > FORMULA_LIMIT) { /* what is cut is cut to what can be read */
        zt_buf_clear(&text);
        fine = zt_trace_text(ex->trace, node, named, FORMULA_CUT, &text);
    }
    zt_buf_puts(line, zt_buf_text(&text));
    line->failed = line->failed || !fine;
    zt_buf_free(&text);
}

const char *zt_explain_name(const ZtExplain *ex, ZtRef node)
{
    const ZtTrace *t = ex->trace;
    const ZtNode *own = zt_graph_node(t->graph, node);
    if (node == t->loss.root && node != t->model.root)
        return t->loss.name;
    if (node == t->model.root)
        return t->model.name;
    if (own->kind == ZT_NODE_PARAM)
        return ex->session->name[own->index];
    return node < t->names.count && t->name[node] ? t->name[node] : "";
}

void zt_explain_d(const ZtExplain *ex, ZtBuf *out, const char *of, ZtRef by)
{
    zt_buf_printf(out, "d%s/d", of);
    zt_add_name(out, zt_explain_name(ex, by));
}

void zt_explain_rule(const ZtExplain *ex, ZtBuf *line, ZtRef leaf)
{
    zt_buf_puts(line, "sum(dloss/dp * ");
    zt_explain_d(ex, line, "p", leaf);
    zt_buf_puts(line, ")");
}

void zt_explain_derivative(ZtExplain *ex, size_t indent, size_t parameter, double value)
{
    ZtRef leaf = zt_trace_parameter(ex->trace, parameter);
    ZtRef gradient = ex->session->engine->grad[parameter];
    ZtBuf line = zt_explain_begin(indent), formula = {0};
    zt_explain_formula(ex, &formula, gradient, false);
    zt_explain_d(ex, &line, "loss", leaf);
    zt_buf_puts(&line, " = ");
    if (formula.len > FORMULA_SHORT)
        zt_explain_rule(ex, &line, leaf);
    else
        zt_buf_puts(&line, zt_buf_text(&formula));
    if (zt_graph_node(ex->trace->graph, gradient)->kind != ZT_NODE_CONST) {
        zt_buf_puts(&line, " = ");
        zt_explain_report(ex, &line, value);
    }
    line.failed = line.failed || formula.failed;
    zt_explain_line(ex, &line);
    zt_buf_free(&formula);
}

void zt_explain_mean(ZtExplain *ex, size_t indent, double loss)
{
    ZtBuf line = zt_explain_begin(indent);
    zt_buf_puts(&line, "loss = mean(");
    zt_explain_formula(ex, &line, ex->trace->loss.root, false);
    zt_buf_puts(&line, ") = ");
    zt_explain_loss_value(ex, &line, loss);
    zt_explain_line(ex, &line);
}

static bool in_chain(const ZtChain *chain, ZtRef node)
{
    for (size_t i = 0; i < chain->count; i++)
        if (chain->factor[i].of == node)
            return true;
    return false;
}

/* u1 = -k * x; the prediction with the parameters' values. */
static void add_definition(ZtExplain *ex, const char *name, ZtRef node)
{
    ZtBuf line = zt_explain_begin(ZT_EXPLAIN_INDENT);
    zt_buf_printf(&line, "%s = ", name);
    zt_explain_formula(ex, &line, node, true);
    if (node == ex->trace->model.body && ex->session->count > 0) {
        zt_buf_puts(&line, " with ");
        zt_add_parameters(&line, ex->session, ex->session->param, PARAMETERS_SHOWN);
    }
    zt_explain_line(ex, &line);
}

/* dp/dk = dp/du2 * du2/du1 * du1/dk + ...: the ways from a station to the leaf, in front of each
 * of which stand the factors walked so far. */
typedef struct Ways {
    ZtExplain *ex;
    const ZtChain *chain;
    ZtBuf *line;
    const ZtFactor *walked[ZT_TRACE_INNER + 2];
    size_t depth, shown;
} Ways;

static void add_way(Ways *ways)
{
    zt_buf_puts(ways->line, ways->shown++ > 0 ? " + " : "");
    for (size_t i = 0; i < ways->depth; i++) {
        zt_buf_puts(ways->line, i > 0 ? " * " : "");
        zt_explain_d(ways->ex, ways->line, zt_explain_name(ways->ex, ways->walked[i]->of),
                     ways->walked[i]->by);
    }
}

static void walk(Ways *ways, ZtRef from)
{
    if (from == ways->chain->leaf) {
        add_way(ways);
        return;
    }
    for (size_t i = 0; i < ways->chain->count && ways->shown < WAYS_SHOWN; i++) {
        const ZtFactor *factor = &ways->chain->factor[i];
        if (factor->of != from)
            continue;
        ways->walked[ways->depth++] = factor;
        walk(ways, factor->by);
        ways->depth--;
    }
}

static void add_product(ZtExplain *ex, const ZtStage *stage, const ZtChain *chain)
{
    size_t count = zt_chain_ways(chain, stage->root);
    ZtBuf line = {0};
    Ways ways = {.ex = ex, .chain = chain, .line = &line};
    zt_buf_fill(&line, ' ', ZT_EXPLAIN_INDENT);
    zt_explain_d(ex, &line, stage->name, chain->leaf);
    zt_buf_puts(&line, " = ");
    walk(&ways, stage->root);
    if (count > ways.shown)
        zt_buf_printf(&line, " + ... (%zu in all)", count);
    zt_explain_line(ex, &line);
}

static void add_factor(ZtExplain *ex, const char *of, ZtRef by, ZtRef local, bool named)
{
    ZtBuf line = zt_explain_begin(ZT_EXPLAIN_INDENT);
    zt_explain_d(ex, &line, of, by);
    zt_buf_puts(&line, " = ");
    zt_explain_formula(ex, &line, local, named);
    zt_explain_line(ex, &line);
}

void zt_explain_definitions(ZtExplain *ex, const ZtStage *stage, const ZtChain *chain)
{
    for (size_t i = 0; i < stage->count; i++)
        if (!chain || in_chain(chain, stage->inner[i]))
            add_definition(ex, ex->trace->name[stage->inner[i]], stage->inner[i]);
    add_definition(ex, stage->name, stage->body);
}

void zt_explain_factors(ZtExplain *ex, const ZtStage *stage, const ZtChain *chain)
{
    for (size_t i = 0; chain->count > 1 && i < chain->count; i++)
        add_factor(ex, zt_explain_name(ex, chain->factor[i].of), chain->factor[i].by,
                   chain->factor[i].local, true);
    if (chain->count > 1)
        add_product(ex, stage, chain);
    else if (chain->total != ZT_NO_REF)
        add_factor(ex, stage->name, chain->leaf, chain->total, true);
}

/* A loss like (p - y)^2 is derived at sight; one that takes more steps is shown with them. */
bool zt_explain_slope(ZtExplain *ex, ZtErr *err)
{
    ZtTrace *t = ex->trace;
    ZtChain chain;
    if (!zt_trace_chain(t, &t->loss, t->model.root, &chain, err))
        return false;
    bool steps = t->loss.count > 1 && chain.count > 1;
    if (steps) {
        zt_explain_definitions(ex, &t->loss, &chain);
        zt_explain_factors(ex, &t->loss, &chain);
    }
    zt_chain_free(&chain);
    ZtBuf line = zt_explain_begin(ZT_EXPLAIN_INDENT);
    zt_buf_puts(&line, "dloss/dp = ");
    if (steps)
        zt_buf_printf(&line, "d%s/dp / n", t->loss.name);
    else
        zt_explain_formula(ex, &line, t->slope_n, false);
    zt_explain_line(ex, &line);
    return true;
}

/* A sum in double has digits that the session's precision has not. */
static void add_number(const ZtExplain *ex, ZtBuf *out, double value, int digits)
{
    bool single = ex->session->settings.precision == ZT_SINGLE && (double)(float)value == value;
    zt_number_print(out, value, digits, single);
}

void zt_explain_value(const ZtExplain *ex, ZtBuf *out, double value)
{
    add_number(ex, out, value, ex->session->settings.digits);
}

static bool exact(const ZtExplain *ex)
{
    return ex->session->settings.digits == ZT_DIGITS_EXACT;
}

void zt_explain_report(const ZtExplain *ex, ZtBuf *out, double value)
{
    if (exact(ex))
        add_number(ex, out, value, ZT_DIGITS_EXACT);
    else
        zt_report_value(out, value);
}

void zt_explain_loss_value(const ZtExplain *ex, ZtBuf *out, double value)
{
    if (exact(ex))
        add_number(ex, out, value, ZT_DIGITS_EXACT);
    else
        zt_report_loss(out, value);
}

void zt_explain_updates(ZtExplain *ex, const ZtSession *ahead)
{
    for (size_t i = 0; i < ahead->count && i < PARAMETERS_SHOWN; i++) {
        ZtBuf line = zt_explain_begin(ZT_EXPLAIN_INDENT);
        zt_report_update(&line, ahead, i, ex->session->param[i]);
        zt_explain_line(ex, &line);
    }
    if (ahead->count > PARAMETERS_SHOWN)
        zt_buf_printf(&ex->out, "    ... (%zu in all)\n", ahead->count);
}

ZtSession *zt_explain_ahead(const ZtExplain *ex, ZtErr *err)
{
    ZtSession *ahead = zt_session_copy(ex->session);
    uint64_t epochs = 1;
    if (!ahead)
        zt_fail_memory(err);
    if (!ahead || zt_session_train(ahead, &epochs, UINT64_MAX, err) != ZT_RUN_FAILED)
        return ahead;
    zt_session_free(ahead);
    return NULL;
}
