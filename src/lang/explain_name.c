/* explain NAME: a parameter, a column or a setting of the present session. */
#include <config.h>

#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "lang/argument.h"
#include "lang/explain.h"
#include "lang/nls.h"
#include "lang/report.h"
#include "lang/settings.h"

#define CLASSES_SHOWN 10

/* --- parameters --- */

/* The value before the last epoch, if that epoch, with the present lr, leads from it to the present
 * one: set may have changed the parameter or lr before or since. */
static bool value_before(const ZtSession *s, size_t parameter, double *before)
{
    ZtPrecision precision = s->settings.precision;
    size_t count = zt_history_count(s->history);
    if (!s->has_last || zt_history_norms(s->history))
        return false;
    *before = zt_round(s->start[parameter], precision);
    if (s->epoch > 1) {
        ZtHistoryRow row = {0};
        if (count > 1)
            row = zt_history_row(s->history, count - 2);
        if (row.epoch + 1 != s->epoch)
            return false;
        *before = row.param[parameter];
    }
    double lr = zt_round(s->settings.lr, precision);
    double move = zt_op_real(ZT_OP_MUL, lr, s->last_grad[parameter], false, precision);
    double after = zt_op_real(ZT_OP_SUB, *before, move, false, precision);
    return memcmp(&after, &s->param[parameter], sizeof after) == 0;
}

static void add_last_update(ZtExplain *ex, size_t parameter)
{
    const ZtSession *s = ex->session;
    double before;
    ZtBuf epoch = {0}, value = {0};
    if (!s->has_last)
        return;
    zt_buf_printf(&epoch, "%llu", (unsigned long long)s->epoch);
    zt_report_value(&value, s->last_grad[parameter]);
    const char *const arg[] = {zt_buf_text(&epoch), zt_buf_text(&value)};
    if (value_before(s, parameter, &before)) {
        ZtBuf line = zt_explain_begin(ZT_EXPLAIN_INDENT);
        zt_explain_sentence(ex, _("The last update, in epoch {1}, made it what it is:"), arg, 1);
        zt_report_update(&line, s, parameter, before);
        zt_explain_line(ex, &line);
    } else {
        zt_explain_sentence(ex,
                            _("The last update, in epoch {1}, used the derivative {2}. What the "
                              "parameter was before is no longer known, or it was set since."),
                            arg, 2);
    }
    zt_buf_free(&epoch);
    zt_buf_free(&value);
}

static void add_model(ZtExplain *ex)
{
    ZtBuf line = zt_explain_begin(ZT_EXPLAIN_INDENT);
    zt_add_name(&line, ex->session->data->column[ex->session->target].name);
    zt_buf_puts(&line, " = ");
    zt_add_name(&line, ex->session->model->text);
    zt_explain_line(ex, &line);
}

bool zt_explain_parameter(ZtExplain *ex, size_t parameter, ZtErr *err)
{
    const ZtSession *s = ex->session;
    const double *gradient;
    ZtBuf name = {0}, line = {0};
    if (!zt_session_loss_now(ex->session, NULL, &gradient, err))
        return false;
    zt_add_name(&name, s->name[parameter]);
    zt_buf_printf(&line, "%s = ", zt_buf_text(&name));
    zt_add_value(&line, s, s->param[parameter]);
    zt_buf_puts(&line, ", start ");
    zt_add_value(&line, s, s->start[parameter]);
    zt_explain_line(ex, &line);
    const char *const arg[] = {zt_buf_text(&name)};
    zt_explain_sentence(ex, _("{1} is a parameter of the model, a number that training changes:"),
                        arg, 1);
    add_model(ex);
    add_last_update(ex, parameter);
    zt_explain_sentence(ex, _("At its present value:"), NULL, 0);
    zt_explain_derivative(ex, ZT_EXPLAIN_INDENT, parameter, gradient[parameter]);
    zt_explain_direction(ex, zt_buf_text(&name), gradient[parameter]);
    zt_explain_sentence(ex, _("explain gradient {1} opens the derivative, row by row."), arg, 1);
    zt_buf_free(&name);
    return true;
}

/* --- columns --- */

/* The value of an expression in which @ stands for the column's name; print gives the same. */
static bool measure(const ZtExplain *ex, const char *format, const char *name, double *value,
                    ZtErr *err)
{
    ZtBuf text = {0};
    for (const char *at = format; *at; at++)
        if (*at == '@')
            zt_buf_puts(&text, name);
        else
            zt_buf_putc(&text, *at);
    ZtFormula *formula =
        text.failed ? NULL
                    : zt_formula_parse(zt_buf_text(&text), text.len, ZT_FORMULA_VALUE, NULL, err);
    bool done = formula && zt_evaluate_number(formula, ex->session, NULL, value, err);
    zt_formula_free(formula);
    zt_buf_free(&text);
    return done;
}

static void add_number_line(ZtExplain *ex, const char *head, const double *value, size_t count,
                            const char *const *between)
{
    ZtBuf line = zt_explain_begin(ZT_EXPLAIN_INDENT);
    zt_buf_puts(&line, head);
    for (size_t i = 0; i < count; i++) {
        zt_explain_value(ex, &line, value[i]);
        zt_buf_puts(&line, between[i]);
    }
    zt_explain_line(ex, &line);
}

/* mean = 569.9 / 11 = 51.8091 */
static bool add_standard(ZtExplain *ex, const char *shown, const char *name, const ZtScale *scale,
                         ZtErr *err)
{
    double n = (double)ex->session->data->rows, sum = 0, squares = 0;
    static const char *const mean[] = {" / ", " = ", ""};
    static const char *const std[] = {" / ", ") = ", ""};
    ZtBuf head = {0};
    if (!measure(ex, "sum(raw(@))", name, &sum, err) ||
        !measure(ex, "sum((raw(@) - mean(raw(@)))^2)", name, &squares, err))
        return false;
    add_number_line(ex, "mean = sum / n = ", (double[]){sum, n, scale->shift}, 3, mean);
    zt_buf_printf(&head, "std = sqrt(sum((%s - mean)^2) / (n - 1)) = sqrt(", shown);
    add_number_line(ex, zt_buf_text(&head), (double[]){squares, n - 1, scale->divisor}, 3, std);
    zt_buf_free(&head);
    return true;
}

static bool add_minmax(ZtExplain *ex, const char *name, const ZtScale *scale, ZtErr *err)
{
    double low = 0, high = 0;
    static const char *const range[] = {" - ", " = ", ""};
    if (!measure(ex, "low(raw(@))", name, &low, err) ||
        !measure(ex, "high(raw(@))", name, &high, err))
        return false;
    add_number_line(ex, "range = high - low = ", (double[]){high, low, scale->divisor}, 3, range);
    return true;
}

static void add_rule(ZtExplain *ex, size_t column, const char *shown)
{
    ZtBuf line = zt_explain_begin(ZT_EXPLAIN_INDENT);
    zt_add_role(&line, ex->session, column);
    zt_buf_puts(&line, line.len > ZT_EXPLAIN_INDENT ? " = " : "");
    zt_add_scaled(&line, ex->session, column, shown);
    zt_explain_line(ex, &line);
}

/* How the model sees the column. */
static bool add_scaling(ZtExplain *ex, size_t column, const char *shown, const char *name,
                        ZtErr *err)
{
    const ZtScales *scales = ex->session->scales;
    const ZtScale *scale = &scales->column[column];
    if (!scale->scaled) {
        zt_explain_sentence(ex, _("Model and loss see it as it was read."), NULL, 0);
        return true;
    }
    zt_explain_sentence(ex, _("normalize scales it, and the model sees:"), NULL, 0);
    add_rule(ex, column, shown);
    if (scales->kind == ZT_SCALE_STANDARD)
        return add_standard(ex, shown, name, scale, err);
    return scales->kind == ZT_SCALE_MINMAX ? add_minmax(ex, name, scale, err) : true;
}

static bool add_numbers(ZtExplain *ex, const char *name, ZtErr *err)
{
    static const char *const words[] = {"mean(raw(@))", "low(raw(@))", "high(raw(@))"};
    static const char *const between[] = {", low ", ", high ", ""};
    double value[3] = {0};
    for (size_t i = 0; i < 3; i++)
        if (!measure(ex, words[i], name, &value[i], err))
            return false;
    add_number_line(ex, "as read: mean ", value, 3, between);
    return true;
}

/* Adelie = 0, Chinstrap = 1 */
static void add_classes(ZtExplain *ex, const ZtColumn *column)
{
    ZtBuf line = zt_explain_begin(ZT_EXPLAIN_INDENT);
    for (size_t i = 0; i < column->class_count && i < CLASSES_SHOWN; i++) {
        zt_buf_puts(&line, i > 0 ? ", " : "");
        zt_add_name(&line, column->classes[i]);
        zt_buf_printf(&line, " = %zu", i);
    }
    if (column->class_count > CLASSES_SHOWN)
        zt_buf_printf(&line, ", ... (%zu in all)", column->class_count);
    zt_explain_line(ex, &line);
}

static void say_role(ZtExplain *ex, size_t column, const char *shown)
{
    const ZtSession *s = ex->session;
    ZtBuf role = {0};
    zt_add_role(&role, s, column);
    const char *const arg[] = {shown, zt_buf_text(&role)};
    const char *sentence;
    if (column == s->target)
        sentence = _("{1} is the target, y: the column that the model should predict.");
    else if (role.len > 0)
        sentence = _("{1} is an input, {2}: the model predicts from it.");
    else
        sentence = _("{1} is a column of the data, neither an input nor the target.");
    zt_explain_sentence(ex, sentence, arg, 2);
    zt_buf_free(&role);
}

bool zt_explain_column(ZtExplain *ex, size_t column, ZtErr *err)
{
    const ZtSession *s = ex->session;
    const ZtColumn *own = &s->data->column[column];
    ZtBuf shown = {0}, name = {0};
    zt_add_name(&shown, own->name);
    zt_add_role(&name, s, column); /* what expressions call it, whatever its name is made of */
    if (name.len == 0)
        zt_buf_printf(&name, "\"%s\"", own->name);
    say_role(ex, column, zt_buf_text(&shown));
    bool done = true;
    if (own->text) {
        zt_explain_sentence(ex, _("It holds text; each class counts as its number:"), NULL, 0);
        add_classes(ex, own);
    } else {
        done = add_numbers(ex, zt_buf_text(&name), err) &&
               add_scaling(ex, column, zt_buf_text(&shown), zt_buf_text(&name), err);
    }
    ex->out.failed = ex->out.failed || shown.failed || name.failed;
    zt_buf_free(&shown);
    zt_buf_free(&name);
    return done;
}

/* --- settings --- */

/* What the next step does with it, in numbers. */
static bool add_next_step(ZtExplain *ex, ZtErr *err)
{
    ZtSession *ahead = zt_explain_ahead(ex, err);
    if (!ahead)
        return false;
    zt_explain_sentence(ex,
                        _("Each update takes lr times the derivative off a parameter: twice the "
                          "lr, twice the step. The next step would be:"),
                        NULL, 0);
    zt_explain_updates(ex, ahead);
    zt_session_free(ahead);
    return true;
}

bool zt_explain_setting(ZtExplain *ex, const char *name, ZtErr *err)
{
    const ZtSetting *setting = zt_setting_find(name);
    const char *const arg[] = {_(setting->meaning), _(setting->values), setting->preset};
    ZtBuf line = {0}, value = {0};
    setting->print(ex->session, &value);
    zt_buf_printf(&line, "%s = ", setting->name);
    zt_add_name(&line, zt_buf_text(&value));
    line.failed = line.failed || value.failed;
    zt_explain_line(ex, &line);
    zt_buf_free(&value);
    zt_explain_sentence(ex, _("{1}. It can be {2}. At first it is {3}."), arg, 3);
    bool moves = strcmp(setting->name, "lr") == 0 && ex->session->data && ex->session->count > 0;
    return moves ? add_next_step(ex, err) : true;
}
