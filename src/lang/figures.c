#include <config.h>

#include "lang/figures.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "lang/argument.h"
#include "lang/figure_parts.h"
#include "lang/figure_words.h"
#include "lang/nls.h"

#define CURVE_POINTS 200
#define LOG_FROM     100.0 /* largest by smallest loss from which on the axis is logarithmic */

/* ---- parts ---- */

bool zt_figure_set_safe(char **slot, const char *text)
{
    ZtBuf safe = {0};
    zt_text_escape(&safe, text, strlen(text));
    bool ok = !safe.failed && zt_figure_set(slot, zt_buf_text(&safe));
    zt_buf_free(&safe);
    return ok;
}

static bool set_column_title(char **slot, const ZtSession *session, size_t column)
{
    return zt_figure_set_safe(slot, zt_session_column_title(session, column));
}

/* The model with its present values in raw units, where it can be written so. */
static bool set_model_title(ZtFigure *figure, ZtSession *session)
{
    ZtBuf text = {0};
    ZtErr ignored = {0};
    bool known = zt_session_model_text(session, true, 4, &text, &ignored);
    bool ok = !known || zt_figure_set_safe(&figure->title, zt_buf_text(&text));
    zt_buf_free(&text);
    return ok;
}

/* p of each row, the caller's (zt_free). */
static double *new_predictions(ZtSession *session, ZtErr *err)
{
    double *p = zt_alloc(session->data->rows, sizeof *p);
    if (!p) {
        zt_fail_memory(err);
        return NULL;
    }
    if (zt_session_predictions(session, p, err))
        return p;
    zt_free(p);
    return NULL;
}

/* p - y of each row, in the place of p. */
static void make_differences(const ZtSession *session, double *p)
{
    for (size_t row = 0; row < session->data->rows; row++)
        p[row] -= zt_dataset_value(session->data, session->target, row);
}

/* A series of one column, or the row's number if there is none, against given values, or a column
 * again. */
typedef struct Axis {
    const ZtDataset *data;
    size_t column;
    const double *value; /* taken before the column */
    bool row_number;
} Axis;

static double axis_value(const Axis *axis, size_t row)
{
    if (axis->row_number)
        return (double)row + 1;
    return axis->value ? axis->value[row] : zt_dataset_value(axis->data, axis->column, row);
}

static bool add_rows(ZtFigure *figure, ZtSeriesKind kind, const char *label, Axis x, Axis y)
{
    ZtSeries *series = zt_figure_add(figure, kind, label);
    bool ok = series != NULL;
    for (size_t row = 0; ok && row < x.data->rows; row++)
        ok = zt_series_point(series, axis_value(&x, row), axis_value(&y, row));
    return ok;
}

static Axis column_axis(const ZtSession *session, size_t column)
{
    return (Axis){.data = session->data, .column = column};
}

static Axis value_axis(const ZtSession *session, const double *value)
{
    return (Axis){.data = session->data, .value = value};
}

/* ---- fit ---- */

static void raw_range(const ZtDataset *data, size_t column, double *low, double *high)
{
    *low = *high = zt_dataset_value(data, column, 0);
    for (size_t row = 1; row < data->rows; row++) {
        double value = zt_dataset_value(data, column, row);
        *low = value < *low ? value : *low;
        *high = value > *high ? value : *high;
    }
}

/* True if a raw value of one input is all that the model wants to know. */
static bool is_curve(ZtSession *session)
{
    double x = zt_dataset_value(session->data, session->input[0], 0), p;
    ZtErr ignored = {0};
    return session->inputs == 1 && zt_session_predict(session, &x, 1, &p, &ignored);
}

static bool add_curve(ZtFigure *figure, ZtSession *session, ZtErr *err)
{
    double x[CURVE_POINTS], p[CURVE_POINTS], low, high;
    raw_range(session->data, session->input[0], &low, &high);
    for (int i = 0; i < CURVE_POINTS; i++)
        x[i] = low + (high - low) * ((double)i / (CURVE_POINTS - 1));
    if (!zt_session_predict(session, x, CURVE_POINTS, p, err))
        return false;
    ZtSeries *series = zt_figure_add(figure, ZT_SERIES_LINE, _("model"));
    bool ok = series != NULL;
    for (int i = 0; ok && i < CURVE_POINTS; i++)
        ok = zt_series_point(series, x[i], p[i]);
    return ok || zt_fail_memory(err);
}

static bool fill_fit(ZtFigure *figure, ZtSession *session, double *p, ZtErr *err)
{
    size_t input = session->input[0], target = session->target;
    if (!add_curve(figure, session, err))
        return false;
    make_differences(session, p);
    ZtDistances distances = zt_distances(p, session->data->rows);
    bool ok =
        add_rows(figure, ZT_SERIES_POINTS, _("data"), column_axis(session, input),
                 column_axis(session, target)) &&
        set_model_title(figure, session) && set_column_title(&figure->x_title, session, input) &&
        set_column_title(&figure->y_title, session, target) && zt_words_fit(figure, &distances);
    return ok || zt_fail_memory(err);
}

static bool add_diagonal(ZtFigure *figure, const ZtSession *session)
{
    double low, high;
    raw_range(session->data, session->target, &low, &high);
    ZtSeries *series = zt_figure_add(figure, ZT_SERIES_LINE, _("p = y"));
    return series && zt_series_point(series, low, low) && zt_series_point(series, high, high);
}

static bool fill_against(ZtFigure *figure, ZtSession *session, double *p, ZtErr *err)
{
    bool ok = add_diagonal(figure, session) &&
              add_rows(figure, ZT_SERIES_POINTS, _("row"), column_axis(session, session->target),
                       value_axis(session, p));
    make_differences(session, p);
    ZtDistances distances = zt_distances(p, session->data->rows);
    ok = ok && set_model_title(figure, session) &&
         set_column_title(&figure->x_title, session, session->target) &&
         zt_figure_set(&figure->y_title, _("prediction")) && zt_words_against(figure, &distances);
    return ok || zt_fail_memory(err);
}

static bool build_fit(ZtFigure *figure, ZtSession *session, ZtErr *err)
{
    double *p = new_predictions(session, err);
    if (!p)
        return false;
    bool ok = is_curve(session) ? fill_fit(figure, session, p, err)
                                : fill_against(figure, session, p, err);
    zt_free(p);
    return ok;
}

/* ---- data, loss, residuals ---- */

static bool build_data(ZtFigure *figure, ZtSession *session, ZtErr *err)
{
    size_t input = session->input[0], target = session->target;
    bool ok = add_rows(figure, ZT_SERIES_POINTS, NULL, column_axis(session, input),
                       column_axis(session, target)) &&
              zt_figure_set_safe(&figure->title, session->data->name) &&
              set_column_title(&figure->x_title, session, input) &&
              set_column_title(&figure->y_title, session, target) &&
              zt_words_data(figure, session->inputs);
    return ok || zt_fail_memory(err);
}

/* A logarithmic axis serves where all losses are positive and they span two decades. */
static bool wants_log(const ZtSeries *losses)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < losses->count; i++) {
        double loss = losses->y[i];
        if (!isfinite(loss))
            continue;
        low = loss < low ? loss : low;
        high = loss > high ? loss : high;
    }
    return low > 0 && high / low >= LOG_FROM;
}

static bool add_losses(ZtFigure *figure, const ZtHistory *history)
{
    size_t count = zt_history_count(history);
    ZtSeriesKind kind = count == 1 ? ZT_SERIES_POINTS : ZT_SERIES_LINE;
    ZtSeries *series = zt_figure_add(figure, kind, NULL);
    bool ok = series != NULL;
    for (size_t i = 0; ok && i < count; i++) {
        ZtHistoryRow row = zt_history_row(history, i);
        ok = zt_series_point(series, (double)row.epoch, row.loss);
    }
    if (ok)
        figure->y_log = wants_log(series);
    return ok;
}

static bool build_loss(ZtFigure *figure, ZtSession *session, ZtErr *err)
{
    const ZtHistory *history = session->history;
    if (zt_history_count(history) == 0)
        return zt_fail(err, ZT_ERR_PLOT_NO_EPOCH, NULL);
    bool ok =
        add_losses(figure, history) && zt_figure_set_safe(&figure->title, session->loss_text) &&
        zt_figure_set(&figure->x_title, _("epoch")) &&
        zt_figure_set(&figure->y_title, figure->y_log ? _("loss (logarithmic)") : _("loss")) &&
        zt_words_loss(figure, history);
    return ok || zt_fail_memory(err);
}

static bool add_zero(ZtFigure *figure)
{
    ZtSeries *zero = zt_figure_add(figure, ZT_SERIES_RULE, NULL);
    return zero && zt_series_point(zero, 0, 0);
}

static bool fill_residuals(ZtFigure *figure, ZtSession *session, const double *difference)
{
    size_t input = session->input[0];
    bool by_row = session->inputs > 1;
    Axis x = column_axis(session, input);
    x.row_number = by_row;
    ZtDistances distances = zt_distances(difference, session->data->rows);
    return add_zero(figure) &&
           add_rows(figure, ZT_SERIES_STEMS, NULL, x, value_axis(session, difference)) &&
           set_model_title(figure, session) &&
           (by_row ? zt_figure_set(&figure->x_title, _("row"))
                   : set_column_title(&figure->x_title, session, input)) &&
           zt_figure_set(&figure->y_title, _("p - y")) &&
           zt_words_residuals(figure, &distances, by_row);
}

static bool build_residuals(ZtFigure *figure, ZtSession *session, ZtErr *err)
{
    double *p = new_predictions(session, err);
    if (!p)
        return false;
    make_differences(session, p);
    bool ok = fill_residuals(figure, session, p) || zt_fail_memory(err);
    zt_free(p);
    return ok;
}

/* ---- parameters, gradient, landscape ---- */

static bool build_gradient(ZtFigure *figure, ZtSession *session, ZtErr *err)
{
    return zt_build_components(figure, session, true, ZT_HISTORY_EPOCHS, err);
}

static bool build_params(ZtFigure *figure, ZtSession *session, ZtErr *err)
{
    return zt_build_components(figure, session, false, ZT_HISTORY_EPOCHS, err);
}

static bool survey_and_build(ZtFigure *figure, ZtSession *session, const ZtWish *wish,
                             const ZtPatience *patience, ZtErr *err)
{
    ZtEffort effort = {.columns = ZT_LANDSCAPE_COLUMNS,
                       .rows = ZT_LANDSCAPE_ROWS,
                       .data_rows = ZT_LANDSCAPE_DATA,
                       .patience = patience};
    ZtSurvey survey = {0};
    bool ok = zt_survey_update(&survey, session, wish, &effort, err) &&
              zt_build_landscape(figure, session, wish, &survey, err);
    zt_survey_free(&survey);
    return ok;
}

/* ---- by their names ---- */

static const struct {
    const char *name;
    bool (*build)(ZtFigure *, ZtSession *, ZtErr *); /* NULL: what its words ask for */
} kinds[] = {
    {"fit", build_fit},       {"data", build_data},
    {"loss", build_loss},     {"residuals", build_residuals},
    {"landscape", NULL},      {"gradient", build_gradient},
    {"params", build_params},
};
#define KINDS (sizeof kinds / sizeof kinds[0])

const char *const zt_plot_kinds[KINDS + 1] = {"fit",       "data",     "loss",  "residuals",
                                              "landscape", "gradient", "params"};

static bool fail_kind(const char *name, ZtErr *err)
{
    const char *nearest = zt_text_nearest(name, zt_plot_kinds, KINDS);
    ZtBuf list = {0};
    for (size_t i = 0; i < KINDS; i++)
        zt_buf_printf(&list, i > 0 ? ", %s" : "%s", kinds[i].name);
    zt_fail(err, ZT_ERR_PLOT_KIND, name, nearest ? nearest : "", zt_buf_text(&list), NULL);
    zt_buf_free(&list);
    return false;
}

static bool find_kind(const ZtWord *word, size_t count, size_t *kind, ZtErr *err)
{
    *kind = 0;
    while (count > 0 && *kind < KINDS && !zt_text_same(kinds[*kind].name, word->text))
        ++*kind;
    if (*kind == KINDS) {
        fail_kind(word->text, err);
        return zt_fail_word(err, word);
    }
    if (count < 2 || !kinds[*kind].build)
        return true;
    zt_fail(err, ZT_ERR_PLOT_WORDS, word[1].text, kinds[*kind].name, NULL);
    return zt_fail_word(err, &word[1]);
}

static bool build(ZtFigure *figure, ZtSession *session, size_t kind, const ZtWord *word,
                  size_t count, const ZtPatience *patience, ZtErr *err)
{
    ZtWish wish;
    if (kinds[kind].build)
        return kinds[kind].build(figure, session, err);
    return zt_wish_read(&wish, session, word + 1, count - 1, err) &&
           survey_and_build(figure, session, &wish, patience, err);
}

ZtFigure *zt_plot_words(ZtSession *session, const ZtWord *word, size_t count,
                        const ZtPatience *patience, ZtErr *err)
{
    size_t kind;
    if (!find_kind(word, count, &kind, err))
        return NULL;
    if (!session->data) {
        zt_fail(err, ZT_ERR_DATA_NONE, NULL);
        return NULL;
    }
    ZtFigure *figure = zt_figure_new();
    if (!figure) {
        zt_fail_memory(err);
        return NULL;
    }
    if (build(figure, session, kind, word, count, patience, err))
        return figure;
    zt_figure_free(figure);
    return NULL;
}

ZtFigure *zt_plot_figure(ZtSession *session, const char *kind, ZtErr *err)
{
    const ZtWord word = {.text = kind};
    ZtFigure *figure = zt_plot_words(session, &word, 1, NULL, err);
    err->spanned = false;
    return figure;
}
