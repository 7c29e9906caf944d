/* The losses of several runs in one picture. */
#include <config.h>

#include <math.h>
#include <stdio.h>

#include "lang/argument.h"
#include "lang/compare.h"
#include "lang/figure_words.h"
#include "lang/nls.h"

#define LINES_MAX 5 /* more cannot be followed by the eye */

#define LOG_FROM  100.0 /* largest by smallest loss from which on the axis is logarithmic */
#define POINTS    2000  /* of a long run, at equal distances */
#define BEYOND    100.0 /* times its first loss: from there on a diverging run is off the scale */

typedef struct Span {
    double low, high;
} Span;

static void take(Span *span, double loss)
{
    if (!isfinite(loss))
        return;
    span->low = loss < span->low ? loss : span->low;
    span->high = loss > span->high ? loss : span->high;
}

/* A run that diverges would leave no room for the others. */
static double shown_loss(double loss, double first, bool diverges)
{
    return diverges && loss > BEYOND * first ? (double)INFINITY : loss;
}

static bool add_run(ZtFigure *figure, const ZtCompared *run, Span *span)
{
    const ZtHistory *history = run->session->history;
    size_t rows = zt_history_count(history), count = rows < POINTS ? rows : POINTS;
    double first = zt_history_row(history, 0).loss;
    ZtSeries *series = zt_figure_add(figure, ZT_SERIES_LINE, run->name);
    bool ok = series != NULL;
    for (size_t i = 0; ok && i < count; i++) {
        ZtHistoryRow row = zt_history_row(history, count > 1 ? i * (rows - 1) / (count - 1) : 0);
        double loss = shown_loss(row.loss, first, run->diverged > 0);
        ok = zt_series_point(series, (double)row.epoch, loss);
        take(span, loss);
    }
    return ok;
}

static bool set_title(ZtFigure *figure, const char *loss)
{
    ZtBuf safe = {0};
    zt_add_name(&safe, loss);
    bool ok = !safe.failed && zt_figure_set(&figure->title, zt_buf_text(&safe));
    zt_buf_free(&safe);
    return ok;
}

static bool fill(ZtFigure *figure, const ZtComparison *comparison)
{
    Span span = {(double)INFINITY, -(double)INFINITY};
    for (size_t i = 0; i < comparison->count; i++)
        if (!add_run(figure, &comparison->run[i], &span))
            return false;
    figure->y_log = span.low > 0 && span.high / span.low >= LOG_FROM;
    return set_title(figure, comparison->run[0].session->loss_text) &&
           zt_figure_set(&figure->x_title, _("epoch")) &&
           zt_figure_set(&figure->y_title, figure->y_log ? _("loss (logarithmic)") : _("loss")) &&
           zt_words_runs(figure, comparison);
}

bool zt_build_comparison(ZtFigure *figure, const ZtComparison *comparison, ZtErr *err)
{
    char most[24];
    snprintf(most, sizeof most, "%d", LINES_MAX);
    if (comparison->count > LINES_MAX)
        return zt_fail(err, ZT_ERR_COMPARE_MANY, most, NULL);
    return fill(figure, comparison) || zt_fail_memory(err);
}
