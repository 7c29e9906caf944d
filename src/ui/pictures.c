/* The figures of plot and loss pane. They are drawn many times a second, so their cost must not
 * grow with the data: of many rows a sample is shown, taken at equal distances. */
#include <config.h>

#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/number.h"
#include "base/text.h"
#include "lang/figure_parts.h"
#include "lang/figures.h"
#include "lang/line.h"
#include "lang/nls.h"
#include "plot/draw.h"
#include "plot/raster.h"
#include "ui/pictures.h"

#define SAMPLE    1000 /* rows */
#define CURVE     200
#define EPOCHS    2000 /* of a history */
#define LOG_FROM  10.0 /* largest by smallest loss from which on the axis is logarithmic */
#define AXES_FROM 6    /* rows that it takes to draw axes, too */

static double raw(const ZtSession *session, size_t column, size_t row)
{
    return zt_dataset_value(session->data, column, row);
}

/* The rows of the sample, equally far apart. */
static size_t sample_row(const ZtSession *session, size_t i)
{
    return (size_t)((double)i * (double)(session->data->rows - 1) / (SAMPLE - 1));
}

static void set_title(char **slot, const char *text)
{
    ZtBuf safe = {0};

    zt_text_escape(&safe, text, strlen(text));
    if (!safe.failed)
        zt_figure_set(slot, zt_buf_text(&safe));
    zt_buf_free(&safe);
}

static void set_model_title(ZtFigure *figure, ZtSession *session)
{
    ZtBuf text = {0};
    ZtErr ignored;

    if (zt_session_model_text(session, true, 4, &text, &ignored))
        set_title(&figure->title, zt_buf_text(&text));
    zt_buf_free(&text);
}

static bool add_curve(ZtFigure *figure, ZtSession *session, double low, double high)
{
    double x[CURVE], p[CURVE];
    ZtSeries *series;
    ZtErr ignored;

    for (int i = 0; i < CURVE; i++)
        x[i] = low + (high - low) * (i / (double)(CURVE - 1));
    if (!zt_session_predict(session, x, CURVE, p, &ignored))
        return false;
    series = zt_figure_add(figure, ZT_SERIES_LINE, _("model"));
    for (int i = 0; series && i < CURVE; i++)
        zt_series_point(series, x[i], p[i]);
    return series != NULL;
}

static void add_sample(ZtFigure *figure, const ZtSession *session, double *low, double *high)
{
    ZtSeries *series = zt_figure_add(figure, ZT_SERIES_POINTS, _("data"));

    *low = INFINITY;
    *high = -INFINITY;
    for (size_t i = 0; series && i < SAMPLE; i++) {
        size_t row = sample_row(session, i);
        double x = raw(session, session->input[0], row);
        zt_series_point(series, x, raw(session, session->target, row));
        *low = x < *low ? x : *low;
        *high = x > *high ? x : *high;
    }
}

/* Points and curve of one input; the curve, drawn first, needs the points' range. */
static ZtFigure *sampled_curve(ZtSession *session)
{
    ZtFigure *figure = zt_figure_new(), *points = zt_figure_new();
    double low, high;

    if (figure && points) {
        add_sample(points, session, &low, &high);
        if (low < high && add_curve(figure, session, low, high))
            add_sample(figure, session, &low, &high);
        set_model_title(figure, session);
        set_title(&figure->x_title, zt_session_column_title(session, session->input[0]));
        set_title(&figure->y_title, zt_session_column_title(session, session->target));
    }
    zt_figure_free(points);
    return figure;
}

/* Prediction against target, over the right diagonal. */
static void add_against(ZtFigure *figure, const ZtSession *session, const double *p)
{
    ZtSeries *line = zt_figure_add(figure, ZT_SERIES_LINE, NULL), *points;
    double low = INFINITY, high = -INFINITY;

    for (size_t i = 0; i < SAMPLE; i++) {
        double y = raw(session, session->target, sample_row(session, i));
        low = y < low ? y : low;
        high = y > high ? y : high;
    }
    if (line && low < high) {
        zt_series_point(line, low, low);
        zt_series_point(line, high, high);
    }
    points = zt_figure_add(figure, ZT_SERIES_POINTS, NULL);
    for (size_t i = 0; points && i < SAMPLE; i++)
        zt_series_point(points, raw(session, session->target, sample_row(session, i)), p[i]);
}

static ZtFigure *sampled_against(ZtSession *session)
{
    ZtFigure *figure = zt_figure_new();
    double *x = zt_alloc(SAMPLE * session->inputs, sizeof *x), *p = zt_alloc(SAMPLE, sizeof *p);
    ZtErr ignored;

    for (size_t i = 0; x && i < SAMPLE; i++)
        for (size_t k = 0; k < session->inputs; k++)
            x[i * session->inputs + k] = raw(session, session->input[k], sample_row(session, i));
    if (figure && x && p && zt_session_predict(session, x, SAMPLE, p, &ignored)) {
        add_against(figure, session, p);
        set_model_title(figure, session);
        set_title(&figure->x_title, zt_session_column_title(session, session->target));
        zt_figure_set(&figure->y_title, _("prediction"));
    }
    zt_free(x);
    zt_free(p);
    return figure;
}

/* A logarithmic axis serves where all losses are positive and they span two decades. */
static bool wants_log(const ZtSeries *losses)
{
    double low = INFINITY, high = -INFINITY;

    for (size_t i = 0; i < losses->count; i++) {
        if (!isfinite(losses->y[i]))
            continue;
        low = losses->y[i] < low ? losses->y[i] : low;
        high = losses->y[i] > high ? losses->y[i] : high;
    }
    return low > 0 && high / low >= LOG_FROM;
}

/* "loss 1763.88 to 29.0227", the losses of the first and the last epoch. */
static void set_loss_title(ZtFigure *figure, const ZtSession *session)
{
    size_t count = zt_history_count(session->history);
    ZtBuf title = {0};

    zt_buf_puts(&title, figure->y_log ? _("loss (log): ") : _("loss: "));
    zt_number_print(&title, zt_history_row(session->history, 0).loss, 4, false);
    if (count > 1) {
        zt_buf_puts(&title, _(" to "));
        zt_number_print(&title, zt_history_row(session->history, count - 1).loss, 4, false);
    }
    if (!title.failed)
        zt_figure_set(&figure->title, zt_buf_text(&title));
    zt_buf_free(&title);
}

static ZtFigure *loss_figure(const ZtSession *session, int columns)
{
    size_t rows = zt_history_count(session->history), most = 2 * (size_t)columns;
    size_t count = rows < most ? rows : most;
    ZtFigure *figure = rows > 0 ? zt_figure_new() : NULL;
    ZtSeries *series = NULL;

    if (figure)
        series = zt_figure_add(figure, rows == 1 ? ZT_SERIES_POINTS : ZT_SERIES_LINE, NULL);
    for (size_t i = 0; series && i < count; i++) {
        size_t at = count > 1 ? i * (rows - 1) / (count - 1) : 0;
        ZtHistoryRow row = zt_history_row(session->history, at);
        zt_series_point(series, (double)row.epoch, row.loss);
    }
    if (series) {
        figure->y_log = wants_log(series);
        set_loss_title(figure, session);
    }
    return figure;
}

void zt_pane_draw_figure(const ZtFigure *figure, ZtGlyphs glyphs, ZtCanvas *canvas)
{
    ZtRange range = zt_figure_range(figure);
    const ZtGlyphSet *set = zt_glyphs_set(glyphs);
    ZtAxis x, y;

    if (figure->surface || (canvas->height >= AXES_FROM && range.drawn > 1)) {
        zt_draw_figure(figure, glyphs, canvas);
        return;
    }
    zt_axis_plan(&x, range.x_low, range.x_high, false, canvas->width, true);
    zt_axis_plan(&y, range.y_low, range.y_high, figure->y_log, canvas->height, false);
    zt_raster_draw(&(ZtField){canvas, set, &x, &y, 0, 0}, figure);
}

static ZtFigure *components_figure(const ZtSession *session, bool of_gradient)
{
    ZtFigure *figure = zt_figure_new();
    ZtErr ignored;

    if (figure && zt_build_components(figure, session, of_gradient, EPOCHS, &ignored))
        return figure;
    zt_figure_free(figure);
    return NULL;
}

/* The words behind the kind choose the parameters; a model may have lost them since. */
static bool read_wish(ZtWish *wish, const ZtSession *session, const char *plot)
{
    ZtWords words = {0};
    ZtErr ignored;
    bool fine = zt_words_split(plot, 0, strlen(plot), ' ', &words, &ignored) &&
                zt_wish_read(wish, session, words.word + 1, words.count - 1, &ignored);

    zt_words_free(&words);
    return fine;
}

static ZtFigure *landscape_figure(const ZtSession *session, const char *plot, ZtRect place,
                                  ZtSurvey *survey)
{
    const ZtEffort effort = {.columns = 2 * (size_t)place.width + 1,
                             .rows = 4 * (size_t)place.height + 1,
                             .data_rows = ZT_LANDSCAPE_DATA / 2};
    ZtFigure *figure = zt_figure_new();
    ZtWish wish;
    ZtErr ignored;

    if (figure && read_wish(&wish, session, plot) &&
        zt_survey_update(survey, session, &wish, &effort, &ignored) &&
        zt_build_landscape(figure, session, &wish, survey, &ignored))
        return figure;
    zt_figure_free(figure);
    return NULL;
}

static bool is_kind(const char *plot, const char *kind)
{
    size_t len = strcspn(plot, " ");

    return strlen(kind) == len && strncasecmp(plot, kind, len) == 0;
}

bool zt_pane_follows(const char *plot)
{
    return is_kind(plot, "landscape") || is_kind(plot, "gradient") || is_kind(plot, "params");
}

ZtFigure *zt_pane_figure(ZtSession *session, const char *plot, ZtRect place, ZtSurvey *survey)
{
    ZtErr ignored;

    if (!session->data || session->data->rows == 0)
        return NULL;
    if (is_kind(plot, "loss"))
        return loss_figure(session, place.width);
    if (is_kind(plot, "landscape"))
        return landscape_figure(session, plot, place, survey);
    if (is_kind(plot, "gradient") || is_kind(plot, "params"))
        return components_figure(session, is_kind(plot, "gradient"));
    if (session->data->rows <= SAMPLE)
        return zt_plot_figure(session, plot, &ignored);
    return session->inputs == 1 ? sampled_curve(session) : sampled_against(session);
}
