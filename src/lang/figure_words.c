#include <config.h>

#include "lang/figure_words.h"

#include <math.h>
#include <string.h>

#include "lang/clauses.h"
#include "lang/nls.h"

typedef struct Span {
    double low, high;
    size_t finite;
} Span;

static Span span_of(const double *value, size_t count)
{
    Span span = {INFINITY, -INFINITY, 0};
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(value[i]))
            continue;
        span.low = value[i] < span.low ? value[i] : span.low;
        span.high = value[i] > span.high ? value[i] : span.high;
        span.finite++;
    }
    return span;
}

ZtDistances zt_distances(const double *difference, size_t count)
{
    ZtDistances result = {.low = INFINITY, .high = -INFINITY, .largest = -1};
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        double d = difference[i];
        if (!isfinite(d))
            continue;
        result.low = d < result.low ? d : result.low;
        result.high = d > result.high ? d : result.high;
        sum += d;
        result.finite++;
        if (fabs(d) > result.largest) {
            result.largest = fabs(d);
            result.row = i;
        }
    }
    result.mean = result.finite > 0 ? sum / (double)result.finite : NAN;
    return result;
}

static void add_largest(ZtBuf *out, const ZtDistances *distances, double range, const char *name,
                        const ZtDigits *place)
{
    ZtDigits largest = zt_axis_number(distances->largest, range);
    const char *const arg[] = {largest.text, name, place->text};
    if (name)
        zt_add_clause(out, _("the largest distance is {1} at {2} = {3}"), arg, 3);
    else
        zt_add_clause(out, _("the largest distance is {1} in row {3}"), arg, 3);
}

/* ---- fit ---- */

typedef enum Shape { RISES, FALLS, LEVEL, CURVE_RISES, CURVE_FALLS, CURVE } Shape;

static const char *const shapes[] = {
    [RISES] = N_("The line rises from ({1}, {2}) to ({3}, {4})"),
    [FALLS] = N_("The line falls from ({1}, {2}) to ({3}, {4})"),
    [LEVEL] = N_("The line is level from ({1}, {2}) to ({3}, {4})"),
    [CURVE_RISES] = N_("The curve rises from ({1}, {2}) to ({3}, {4})"),
    [CURVE_FALLS] = N_("The curve falls from ({1}, {2}) to ({3}, {4})"),
    [CURVE] = N_("The curve goes up and down from ({1}, {2}) to ({3}, {4})"),
};

/* How far the curve leaves the straight line between its ends. */
static double bend(const ZtSeries *curve)
{
    size_t last = curve->count - 1;
    double across = curve->x[last] - curve->x[0], up = curve->y[last] - curve->y[0], most = 0;
    for (size_t i = 0; i <= last && across > 0; i++) {
        double straight = curve->y[0] + up * ((curve->x[i] - curve->x[0]) / across);
        most = fmax(most, fabs(curve->y[i] - straight));
    }
    return most;
}

/* True if no point lies below (sign -1: above) the one before it, rounding aside. */
static bool climbs(const ZtSeries *curve, double sign, double slack)
{
    for (size_t i = 1; i < curve->count; i++)
        if (sign * (curve->y[i] - curve->y[i - 1]) < -slack)
            return false;
    return true;
}

static Shape shape_of(const ZtSeries *curve, Span span)
{
    double size = fmax(fabs(span.low), fabs(span.high)), range = span.high - span.low;
    if (range <= 1e-6 * size)
        return LEVEL;
    double up = curve->y[curve->count - 1] - curve->y[0];
    if (bend(curve) <= 1e-3 * range)
        return up > 0 ? RISES : FALLS;
    if (climbs(curve, 1, 1e-6 * range))
        return CURVE_RISES;
    return climbs(curve, -1, 1e-6 * range) ? CURVE_FALLS : CURVE;
}

static void add_curve(ZtBuf *out, const ZtSeries *curve, const ZtRange *range)
{
    Span span = span_of(curve->y, curve->count);
    if (span.finite < curve->count) {
        zt_add_clause(out, _("The model's line is not finite everywhere and is broken there"), NULL,
                      0);
        return;
    }
    size_t last = curve->count - 1;
    double x_range = range->x_high - range->x_low, y_range = range->y_high - range->y_low;
    const ZtDigits n[] = {
        zt_axis_number(curve->x[0], x_range),
        zt_axis_number(curve->y[0], y_range),
        zt_axis_number(curve->x[last], x_range),
        zt_axis_number(curve->y[last], y_range),
    };
    const char *const arg[] = {n[0].text, n[1].text, n[2].text, n[3].text};
    zt_add_clause(out, _(shapes[shape_of(curve, span)]), arg, 4);
}

static void add_points(ZtBuf *out, size_t count)
{
    ZtDigits number = zt_whole_number(count);
    const char *const arg[] = {number.text};
    zt_add_clause(out, ngettext("{1} point", "{1} points", count), arg, 1);
}

bool zt_words_fit(ZtFigure *figure, const ZtDistances *distances)
{
    const ZtSeries *curve = &figure->series[0], *points = &figure->series[1];
    ZtRange range = zt_figure_range(figure);
    ZtBuf out = {0};
    add_curve(&out, curve, &range);
    add_points(&out, points->count);
    if (distances->finite > 0) {
        ZtDigits place = zt_axis_number(points->x[distances->row], range.x_high - range.x_low);
        add_largest(&out, distances, range.y_high - range.y_low, figure->x_title, &place);
    }
    return zt_finish_sentence(figure, &out);
}

bool zt_words_against(ZtFigure *figure, const ZtDistances *distances)
{
    const ZtSeries *points = &figure->series[1];
    Span target = span_of(points->x, points->count), p = span_of(points->y, points->count);
    ZtRange range = zt_figure_range(figure);
    double length = range.y_high - range.y_low;
    const ZtDigits n[] = {zt_whole_number(points->count), zt_axis_number(p.low, length),
                          zt_axis_number(p.high, length), zt_axis_number(target.low, length),
                          zt_axis_number(target.high, length)};
    const char *const arg[] = {n[0].text, n[1].text, n[2].text,
                               n[3].text, n[4].text, figure->x_title};
    ZtBuf out = {0};
    zt_add_clause(&out, _("The prediction against {6} for {1} rows"), arg, 6);
    if (p.finite > 0) {
        ZtDigits row = zt_whole_number(distances->row + 1);
        zt_add_clause(&out, _("predictions go from {2} to {3}, {6} from {4} to {5}"), arg, 6);
        add_largest(&out, distances, length, NULL, &row);
    }
    zt_add_left_out(&out, points->count - p.finite);
    return zt_finish_sentence(figure, &out);
}

/* ---- data ---- */

static double mean_of(const double *value, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += value[i];
    return sum / (double)count;
}

/* Pearson's correlation; NaN where a side is constant. */
static double correlation(const ZtSeries *points)
{
    double x_mean = mean_of(points->x, points->count), y_mean = mean_of(points->y, points->count);
    double xx = 0, yy = 0, xy = 0;
    for (size_t i = 0; i < points->count; i++) {
        double x = points->x[i] - x_mean, y = points->y[i] - y_mean;
        xx += x * x;
        yy += y * y;
        xy += x * y;
    }
    return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : NAN;
}

bool zt_words_data(ZtFigure *figure, size_t inputs)
{
    const ZtSeries *points = &figure->series[0];
    Span x = span_of(points->x, points->count), y = span_of(points->y, points->count);
    const ZtDigits n[] = {
        zt_axis_number(x.low, x.high - x.low),    zt_axis_number(x.high, x.high - x.low),
        zt_axis_number(y.low, y.high - y.low),    zt_axis_number(y.high, y.high - y.low),
        zt_axis_number(correlation(points), 1.0), zt_whole_number(inputs)};
    const char *const arg[] = {n[0].text, n[1].text, n[2].text,       n[3].text,
                               n[4].text, n[5].text, figure->x_title, figure->y_title};
    ZtBuf out = {0};
    add_points(&out, points->count);
    zt_add_clause(&out, _("{7} from {1} to {2}, {8} from {3} to {4}"), arg, 8);
    if (isfinite(correlation(points)))
        zt_add_clause(&out, _("their correlation is {5}"), arg, 8);
    if (inputs > 1)
        zt_add_clause(&out, _("{7} is the first of {6} inputs"), arg, 8);
    return zt_finish_sentence(figure, &out);
}

/* ---- loss ---- */

typedef struct LossStory {
    ZtHistoryRow first, last, lowest; /* of the finite ones */
    size_t finite;
    uint64_t broken; /* the first epoch whose loss is not finite; 0: there is none */
} LossStory;

static LossStory read_history(const ZtHistory *history)
{
    LossStory story = {.finite = 0};
    for (size_t i = 0; i < zt_history_count(history); i++) {
        ZtHistoryRow row = zt_history_row(history, i);
        if (!isfinite(row.loss)) {
            story.broken = story.broken ? story.broken : row.epoch;
            continue;
        }
        if (story.finite++ == 0)
            story.first = story.lowest = row;
        if (row.loss < story.lowest.loss)
            story.lowest = row;
        story.last = row;
    }
    return story;
}

static const char *loss_clause(const LossStory *story)
{
    if (story->finite == 1)
        return _("The loss is {1} at epoch {2}");
    if (story->last.loss < story->first.loss)
        return _("The loss falls from {1} at epoch {2} to {3} at epoch {4}");
    if (story->last.loss > story->first.loss)
        return _("The loss rises from {1} at epoch {2} to {3} at epoch {4}");
    return _("The loss is {1} at epoch {2} and at epoch {4}");
}

bool zt_words_loss(ZtFigure *figure, const ZtHistory *history)
{
    LossStory story = read_history(history);
    const ZtDigits n[] = {zt_short_number(story.first.loss),  zt_whole_number(story.first.epoch),
                          zt_short_number(story.last.loss),   zt_whole_number(story.last.epoch),
                          zt_short_number(story.lowest.loss), zt_whole_number(story.lowest.epoch),
                          zt_whole_number(story.broken)};
    const char *const arg[] = {n[0].text, n[1].text, n[2].text, n[3].text,
                               n[4].text, n[5].text, n[6].text};
    ZtBuf out = {0};
    if (story.finite > 0)
        zt_add_clause(&out, loss_clause(&story), arg, 7);
    bool between = strcmp(n[4].text, n[0].text) != 0 && strcmp(n[4].text, n[2].text) != 0;
    if (story.finite > 0 && between)
        zt_add_clause(&out, _("its lowest value is {5} at epoch {6}"), arg, 7);
    if (story.broken)
        zt_add_clause(&out,
                      story.finite > 0 ? _("it is not finite from epoch {7} on")
                                       : _("The loss is not finite from epoch {7} on"),
                      arg, 7);
    return zt_finish_sentence(figure, &out);
}

/* ---- residuals ---- */

bool zt_words_residuals(ZtFigure *figure, const ZtDistances *distances, bool by_row)
{
    const ZtSeries *stems = &figure->series[1];
    ZtRange range = zt_figure_range(figure);
    double length = range.y_high - range.y_low;
    const ZtDigits n[] = {zt_whole_number(stems->count), zt_axis_number(distances->low, length),
                          zt_axis_number(distances->high, length),
                          zt_axis_number(distances->mean, length)};
    const char *const arg[] = {n[0].text, n[1].text, n[2].text, n[3].text};
    ZtBuf out = {0};
    zt_add_clause(&out, ngettext("{1} residual p - y", "{1} residuals p - y", stems->count), arg,
                  4);
    if (distances->finite > 0) {
        ZtDigits place = by_row
                             ? zt_whole_number(distances->row + 1)
                             : zt_axis_number(stems->x[distances->row], range.x_high - range.x_low);
        zt_add_clause(&out, _("they go from {2} to {3}, their mean is {4}"), arg, 4);
        add_largest(&out, distances, length, by_row ? NULL : figure->x_title, &place);
    }
    zt_add_left_out(&out, stems->count - distances->finite);
    return zt_finish_sentence(figure, &out);
}
