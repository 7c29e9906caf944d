/* Building a figure and measuring its values. */
#include "plot/figure.h"

#include <math.h>

#include "base/memory.h"

ZtFigure *zt_figure_new(void)
{
    return zt_alloc(1, sizeof(ZtFigure));
}

static void free_surface(ZtSurface *surface)
{
    if (!surface)
        return;
    zt_free(surface->label);
    zt_free(surface->missing);
    zt_free(surface->value);
    zt_free(surface->level);
    zt_free(surface);
}

void zt_figure_free(ZtFigure *figure)
{
    if (!figure)
        return;
    for (size_t i = 0; i < figure->count; i++) {
        zt_free(figure->series[i].label);
        zt_free(figure->series[i].x);
        zt_free(figure->series[i].y);
    }
    zt_free(figure->series);
    free_surface(figure->surface);
    zt_free(figure->title);
    zt_free(figure->x_title);
    zt_free(figure->y_title);
    zt_free(figure->sentence);
    zt_free(figure);
}

bool zt_figure_set(char **text, const char *value)
{
    char *copy = zt_strdup(value);
    if (value && !copy)
        return false;
    zt_free(*text);
    *text = copy;
    return true;
}

ZtSeries *zt_figure_add(ZtFigure *figure, ZtSeriesKind kind, const char *label)
{
    char *copy = zt_strdup(label);
    if ((label && !copy) || !ZT_GROW(figure->series, figure->cap, figure->count + 1)) {
        zt_free(copy);
        return NULL;
    }
    ZtSeries *series = &figure->series[figure->count++];
    *series = (ZtSeries){.kind = kind, .label = copy};
    return series;
}

/* x and y grow together, so one capacity serves both; it is raised only when both have room. */
bool zt_series_point(ZtSeries *series, double x, double y)
{
    size_t x_cap = series->cap, y_cap = series->cap;
    if (!ZT_GROW(series->x, x_cap, series->count + 1) ||
        !ZT_GROW(series->y, y_cap, series->count + 1))
        return false;
    series->cap = x_cap;
    series->x[series->count] = x;
    series->y[series->count++] = y;
    return true;
}

ZtSurface *zt_figure_add_surface(ZtFigure *figure, const char *label, size_t columns, size_t rows,
                                 size_t levels)
{
    ZtSurface *surface = zt_alloc(1, sizeof *surface);
    if (!surface)
        return NULL;
    *surface = (ZtSurface){.label = zt_strdup(label), .columns = columns, .rows = rows};
    surface->value = zt_alloc(columns * rows, sizeof *surface->value);
    surface->level = zt_alloc(levels, sizeof *surface->level);
    surface->levels = levels;
    if ((label && !surface->label) || !surface->value || !surface->level) {
        free_surface(surface);
        return NULL;
    }
    free_surface(figure->surface);
    return figure->surface = surface;
}

typedef struct Span {
    double low, high;
} Span;

static void span_take(Span *span, double value)
{
    if (value < span->low)
        span->low = value;
    if (value > span->high)
        span->high = value;
}

static bool on_scale(const ZtFigure *figure, double y)
{
    return isfinite(y) && (!figure->y_log || y > 0);
}

static void measure(const ZtFigure *figure, const ZtSeries *series, Span *x, Span *y,
                    ZtRange *range)
{
    size_t drawn = 0;
    for (size_t i = 0; i < series->count; i++) {
        if (!isfinite(series->x[i]) || isnan(series->y[i]))
            continue;
        span_take(x, series->x[i]); /* one beyond the scale is still marked at its edge */
        if (!on_scale(figure, series->y[i]))
            continue;
        span_take(y, series->y[i]);
        drawn++;
    }
    if (series->kind == ZT_SERIES_STEMS && drawn > 0 && !figure->y_log)
        span_take(y, 0);
    range->drawn += drawn;
    range->left_out += series->count - drawn;
}

/* Makes low < high: a single value gets room on both sides, no value at all gives 0..1 (1..10 on
 * a logarithmic axis). */
static void widen(Span *span, bool log)
{
    if (span->low > span->high) {
        *span = log ? (Span){1, 10} : (Span){0, 1};
        return;
    }
    if (span->low < span->high)
        return;
    if (log) {
        span->low = fmax(span->low / 2, 0x1p-1074);
        span->high = fmin(span->high * 2, 0x1.fffffffffffffp1023);
        return;
    }
    double room = span->low == 0 ? 1 : fabs(span->low) / 2;
    span->low = fmax(span->low - fmax(room, 0x1p-1074), -0x1.fffffffffffffp1023);
    span->high = fmin(span->high + fmax(room, 0x1p-1074), 0x1.fffffffffffffp1023);
}

ZtRange zt_figure_range(const ZtFigure *figure)
{
    ZtRange range = {0};
    Span x = {INFINITY, -INFINITY}, y = {INFINITY, -INFINITY};
    for (size_t i = 0; i < figure->count; i++) {
        const ZtSeries *series = &figure->series[i];
        if (series->kind != ZT_SERIES_RULE)
            measure(figure, series, &x, &y, &range);
        else if (series->count > 0 && on_scale(figure, series->y[0]))
            span_take(&y, series->y[0]);
    }
    if (figure->surface) {
        x = (Span){figure->surface->x_low, figure->surface->x_high};
        y = (Span){figure->surface->y_low, figure->surface->y_high};
    }
    widen(&x, false);
    widen(&y, figure->y_log);
    range.x_low = x.low;
    range.x_high = x.high;
    range.y_low = y.low;
    range.y_high = y.high;
    return range;
}
