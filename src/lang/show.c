/* The command show. */
#include <config.h>

#include <string.h>

#include "base/text.h"
#include "io/file.h"
#include "lang/argument.h"
#include "lang/handlers.h"
#include "lang/report.h"
#include "lang/settings.h"
#include "lang/show_data.h"
#include "lang/show_graph.h"
#include "lang/table.h"

#define PARAMETERS_SHOWN   8
#define PARAMETERS_LISTED  70
#define ROWS_AT_AN_END     10 /* of a history that is longer than two of them */
#define HISTORY_PARAMETERS 4

static void add_loss(ZtBuf *out, double now, const ZtSession *session)
{
    zt_report_loss(out, now);
    zt_buf_puts(out, " now");
    if (!session->has_last)
        return;
    zt_buf_puts(out, ", ");
    zt_report_loss(out, session->last_loss);
    zt_buf_printf(out, " last (epoch %llu)", (unsigned long long)session->epoch);
}

static void add_settings_line(ZtBuf *out, const ZtSession *session)
{
    static const char *const names[] = {"lr", "loss", "optimizer", "precision", "epochs"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        ZtBuf value = {0};
        zt_setting_find(names[i])->print(session, &value);
        zt_buf_printf(out, "%s%s ", i > 0 ? ", " : "", names[i]);
        zt_add_name(out, zt_buf_text(&value));
        zt_buf_free(&value);
    }
}

static void add_scaling(ZtBuf *out, const ZtSession *session)
{
    static const char *const words[] = {"none", "", "standard", "minmax"};
    if (session->scales->kind == ZT_SCALE_FACTOR)
        zt_add_value(out, session, session->scales->factor);
    else
        zt_buf_puts(out, words[session->scales->kind]);
}

/* celsius = w * x + b */
static void add_formula(ZtBuf *out, const ZtSession *session)
{
    zt_add_name(out, session->data->column[session->target].name);
    zt_buf_puts(out, " = ");
    zt_add_name(out, session->model->text);
}

static void add_row_head(ZtTable *table, const char *head)
{
    zt_buf_puts(zt_table_cell(table), head);
}

/* The value of the loss where it can be computed; why it cannot be is for show model to tell. */
static void add_loss_row(ZtTable *table, ZtSession *session)
{
    double loss;
    ZtErr ignored;
    if (!zt_session_loss_now(session, &loss, NULL, &ignored))
        return;
    add_row_head(table, "loss");
    add_loss(zt_table_cell(table), loss, session);
}

static void add_training(ZtTable *table, ZtSession *session)
{
    add_row_head(table, "data");
    ZtBuf *cell = zt_table_cell(table);
    zt_add_name(cell, session->data->name);
    zt_buf_printf(cell, ", %zu row%s", session->data->rows, session->data->rows == 1 ? "" : "s");
    add_row_head(table, "normalize");
    add_scaling(zt_table_cell(table), session);
    add_row_head(table, "model");
    add_formula(zt_table_cell(table), session);
    add_row_head(table, "parameters");
    zt_add_parameters(zt_table_cell(table), session, session->param, PARAMETERS_SHOWN);
    add_row_head(table, "epoch");
    zt_buf_printf(zt_table_cell(table), "%llu%s", (unsigned long long)session->epoch,
                  session->diverged ? " (diverged)" : "");
    add_loss_row(table, session);
}

static bool show_summary(ZtShell *shell, ZtBuf *out, ZtErr *err)
{
    ZtTable table = {.columns = 2};
    (void)err;
    if (shell->session->data) {
        add_training(&table, shell->session);
    } else {
        add_row_head(&table, "data");
        zt_buf_puts(zt_table_cell(&table), "none");
    }
    add_row_head(&table, "settings");
    add_settings_line(zt_table_cell(&table), shell->session);
    zt_table_print(&table, 0, "l", out);
    zt_table_free(&table);
    return true;
}

static bool show_data(ZtShell *shell, ZtBuf *out, ZtErr *err)
{
    (void)err;
    zt_show_data(shell, out);
    return true;
}

/* The formula with the present values; it is left out where it cannot be written so. */
static void add_values(ZtTable *table, ZtSession *session, bool raw, const char *head)
{
    ZtBuf text = {0};
    ZtErr ignored;
    if (zt_session_model_text(session, raw, session->settings.digits, &text, &ignored)) {
        add_row_head(table, head);
        zt_add_name(zt_table_cell(table), zt_buf_text(&text));
    }
    zt_buf_free(&text);
}

static bool show_model(ZtShell *shell, ZtBuf *out, ZtErr *err)
{
    ZtSession *session = shell->session;
    ZtTable table = {.columns = 2};
    bool scaled = session->scales->kind != ZT_SCALE_NONE;
    (void)err;
    add_row_head(&table, "model");
    add_formula(zt_table_cell(&table), session);
    add_values(&table, session, false, scaled ? "normalized" : "now");
    if (scaled)
        add_values(&table, session, true, "raw units");
    zt_table_print(&table, 0, "l", out);
    zt_table_free(&table);
    return true;
}

static bool show_settings(ZtShell *shell, ZtBuf *out, ZtErr *err)
{
    ZtTable table = {.columns = 2};
    const ZtSetting *setting;
    (void)err;
    for (size_t i = 0; (setting = zt_setting_at(i)) != NULL; i++) {
        ZtBuf value = {0};
        setting->print(shell->session, &value);
        add_row_head(&table, setting->name);
        zt_add_name(zt_table_cell(&table), zt_buf_text(&value));
        zt_buf_free(&value);
    }
    zt_table_print(&table, 0, "l", out);
    zt_table_free(&table);
    return true;
}

static void add_heads(ZtTable *table, const char *const *heads)
{
    for (; *heads; heads++)
        zt_buf_puts(zt_table_cell(table), *heads);
}

static size_t listed(const ZtSession *session)
{
    return session->count < PARAMETERS_LISTED ? session->count : PARAMETERS_LISTED;
}

static void finish_list(const ZtSession *session, ZtTable *table, const char *align, ZtBuf *out)
{
    zt_table_print(table, 0, align, out);
    zt_table_free(table);
    if (session->count > PARAMETERS_LISTED)
        zt_buf_printf(out, "... (%zu in all)\n", session->count);
}

static bool show_params(ZtShell *shell, ZtBuf *out, ZtErr *err)
{
    static const char *const heads[] = {"parameter", "start", "now", NULL};
    const ZtSession *session = shell->session;
    ZtTable table = {.columns = 3};
    (void)err;
    add_heads(&table, heads);
    for (size_t i = 0; i < listed(session); i++) {
        zt_add_name(zt_table_cell(&table), session->name[i]);
        zt_add_value(zt_table_cell(&table), session, session->start[i]);
        zt_add_value(zt_table_cell(&table), session, session->param[i]);
    }
    finish_list(session, &table, "lr", out);
    return true;
}

static void add_derivative(ZtTable *table, ZtSession *session, size_t parameter, double now)
{
    ZtErr ignored;
    ZtBuf text = {0};
    zt_add_name(zt_table_cell(table), session->name[parameter]);
    zt_report_value(zt_table_cell(table), now);
    ZtBuf *last = zt_table_cell(table);
    if (session->has_last)
        zt_report_value(last, session->last_grad[parameter]);
    else
        zt_buf_putc(last, '-');
    zt_session_gradient_text(session, parameter, &text, &ignored);
    zt_add_name(zt_table_cell(table), zt_buf_text(&text));
    zt_buf_free(&text);
}

static bool show_gradient(ZtShell *shell, ZtBuf *out, ZtErr *err)
{
    static const char *const heads[] = {"parameter", "now", "last", "derivative", NULL};
    ZtSession *session = shell->session;
    ZtTable table = {.columns = 4};
    double loss;
    const double *gradient;
    if (!zt_session_loss_now(session, &loss, &gradient, err))
        return zt_fail_elsewhere(err);
    zt_buf_puts(out, "loss ");
    add_loss(out, loss, session);
    zt_buf_putc(out, '\n');
    add_heads(&table, heads);
    for (size_t i = 0; i < listed(session); i++)
        add_derivative(&table, session, i, gradient[i]);
    finish_list(session, &table, "lrrl", out);
    return true;
}

static void add_history_row(ZtTable *table, const ZtSession *session, size_t index, size_t shown)
{
    ZtHistoryRow row = zt_history_row(session->history, index);
    zt_buf_printf(zt_table_cell(table), "%llu", (unsigned long long)row.epoch);
    zt_report_loss(zt_table_cell(table), row.loss);
    for (size_t i = 0; i < shown; i++)
        zt_report_value(zt_table_cell(table), row.param[i]);
    for (size_t i = 0; i < shown; i++)
        zt_report_value(zt_table_cell(table), row.grad[i]);
}

static void add_history_heads(ZtTable *table, const ZtSession *session, size_t shown)
{
    bool norms = zt_history_norms(session->history);
    zt_buf_puts(zt_table_cell(table), "epoch");
    zt_buf_puts(zt_table_cell(table), "loss");
    for (size_t i = 0; i < shown; i++)
        zt_add_name(zt_table_cell(table), norms ? "params_norm" : session->name[i]);
    for (size_t i = 0; i < shown; i++) {
        ZtBuf *cell = zt_table_cell(table);
        zt_buf_puts(cell, "grad_");
        zt_add_name(cell, norms ? "norm" : session->name[i]);
    }
}

/* Of a long history the first and the last rows; the first few parameters. */
static bool show_history(ZtShell *shell, ZtBuf *out, ZtErr *err)
{
    const ZtSession *session = shell->session;
    size_t count = zt_history_count(session->history);
    size_t width = zt_history_width(session->history);
    size_t shown = width < HISTORY_PARAMETERS ? width : HISTORY_PARAMETERS;
    ZtTable table = {.columns = 2 + 2 * shown};
    if (count == 0)
        return zt_fail(err, ZT_ERR_FORMULA_NO_EPOCH, NULL);
    add_history_heads(&table, session, shown);
    for (size_t i = 0; i < count; i++) {
        if (count > 2 * ROWS_AT_AN_END && i == ROWS_AT_AN_END) {
            for (size_t k = 0; k < table.columns; k++)
                zt_buf_puts(zt_table_cell(&table), k == 0 ? "..." : "");
            i = count - ROWS_AT_AN_END;
        }
        add_history_row(&table, session, i, shown);
    }
    zt_table_print(&table, 0, "r", out);
    zt_table_free(&table);
    return true;
}

static const struct {
    const char *word;
    bool needs_data;
    bool (*show)(ZtShell *shell, ZtBuf *out, ZtErr *err);
    /* The same for a topic that takes a word, NULL if it was not given. */
    bool (*show_of)(ZtShell *shell, const ZtWord *word, ZtBuf *out, ZtErr *err);
} topics[] = {
    {"data", true, show_data, NULL},          {"model", true, show_model, NULL},
    {"settings", false, show_settings, NULL}, {"params", true, show_params, NULL},
    {"gradient", true, show_gradient, NULL},  {"graph", true, NULL, zt_show_graph},
    {"history", true, show_history, NULL},
};
#define TOPICS (sizeof topics / sizeof *topics)

static bool fail_topic(const ZtWord *word, ZtErr *err)
{
    const char *words[TOPICS];
    ZtBuf list = {0};
    for (size_t i = 0; i < TOPICS; i++) {
        words[i] = topics[i].word;
        zt_buf_printf(&list, "%s%s", i > 0 ? ", " : "", words[i]);
    }
    const char *nearest = zt_text_nearest(word->text, words, TOPICS);
    zt_fail(err, ZT_ERR_SHOW_TOPIC, word->text, nearest ? nearest : "", zt_buf_text(&list), NULL);
    zt_buf_free(&list);
    return zt_fail_word(err, word);
}

static size_t find_topic(const char *word)
{
    size_t i = 0;
    while (i < TOPICS && !zt_text_same(word, topics[i].word))
        i++;
    return i;
}

static bool show_topic(ZtShell *shell, const ZtArgs *args, ZtBuf *out, ZtErr *err)
{
    size_t i = find_topic(args->word[0].text), most = i < TOPICS && topics[i].show_of ? 2 : 1;
    if (args->count > most)
        return zt_fail_extra(shell, "show", &args->word[most], err);
    if (i == TOPICS)
        return fail_topic(&args->word[0], err);
    if (topics[i].needs_data && !shell->session->data)
        return zt_fail(err, ZT_ERR_DATA_NONE, NULL);
    if (!topics[i].show_of)
        return topics[i].show(shell, out, err);
    return topics[i].show_of(shell, args->count > 1 ? &args->word[1] : NULL, out, err);
}

/* Says what was gathered, or writes it to the file. */
static bool put(ZtShell *shell, const ZtWord *file, ZtBuf *out, ZtErr *err)
{
    if (!file)
        return zt_say_buf(shell, out, err);
    return zt_write_word(shell, file, out, err);
}

bool zt_do_show(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    ZtBuf out = {0};
    bool done =
        args->count == 0 ? show_summary(shell, &out, err) : show_topic(shell, args, &out, err);
    done = done && put(shell, args->redirect, &out, err);
    zt_buf_free(&out);
    return done;
}
