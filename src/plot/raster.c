/* Marks, lines, stems and rules, put dot by dot into the field. */
#include "plot/raster.h"

#include <math.h>

#include "plot/relief.h"

#define MARKS_APART 12 /* columns from mark to mark on a line */

/* Draws one line. The points that fall into one column of dots are gathered first: a smooth
 * stretch of them becomes one dot, a ragged one a vertical stroke, whatever their number. */
typedef struct Pen {
    const ZtField *field;
    ZtStroke style;
    bool down; /* the line has begun */
    ZtDot at;  /* the last dot drawn */
    int steps; /* dots since the line began, for dashes */
    bool held; /* a column is being gathered: */
    int column, first, last, low, high;
} Pen;

static bool is_marks(ZtSeriesKind kind)
{
    return kind == ZT_SERIES_POINTS || kind == ZT_SERIES_STEMS;
}

/* The series before this one that are told apart from it by their marks or lines. */
static size_t count_alike(const ZtFigure *figure, size_t index)
{
    size_t alike = 0;
    bool marks = is_marks(figure->series[index].kind);
    for (size_t i = 0; i < index; i++)
        alike +=
            marks ? is_marks(figure->series[i].kind) : figure->series[i].kind == ZT_SERIES_LINE;
    return alike;
}

static size_t count_coloured(const ZtFigure *figure, size_t index)
{
    size_t coloured = 0;
    for (size_t i = 0; i < index; i++)
        coloured += is_marks(figure->series[i].kind) || figure->series[i].kind == ZT_SERIES_LINE;
    return coloured;
}

/* Where there are more lines than dashes, marks stand on the further ones. */
static uint32_t line_mark(size_t alike, const ZtGlyphSet *glyphs)
{
    size_t round = alike / ZT_GLYPHS_DASHES;
    return round > 0 ? glyphs->mark[(round - 1) % ZT_GLYPHS_MARKS] : 0;
}

ZtStroke zt_raster_style(const ZtFigure *figure, size_t index, const ZtGlyphSet *glyphs)
{
    ZtSeriesKind kind = figure->series[index].kind;
    if (kind == ZT_SERIES_RULE)
        return (ZtStroke){ZT_INK_DIM, 0, glyphs->rule, glyphs->rule_key};
    ZtStroke style = {.dash = glyphs->dash[0]};
    if (zt_relief_mark(kind, glyphs, &style.mark, &style.ink))
        return style;
    size_t alike = count_alike(figure, index), dash = alike % ZT_GLYPHS_DASHES;
    ZtInk ink = ZT_INK_1 + (ZtInk)(count_coloured(figure, index) % 4);
    if (is_marks(kind))
        return (ZtStroke){ink, glyphs->mark[alike % ZT_GLYPHS_MARKS], glyphs->dash[0], NULL};
    return (ZtStroke){ink, line_mark(alike, glyphs), glyphs->dash[dash], glyphs->dash_key[dash]};
}

static bool on_scale(const ZtAxis *axis, double value)
{
    return isfinite(value) && (!axis->log || value > 0);
}

static void pen_dot(Pen *pen, ZtDot dot, char slope)
{
    if (pen->steps++ % pen->style.dash.period < pen->style.dash.on)
        zt_field_set_dot(pen->field, dot, slope, pen->style.ink);
    pen->at = dot;
}

/* Draws from the last dot, which is there already, to this one. */
static void pen_to(Pen *pen, ZtDot to)
{
    if (!pen->down) {
        pen->down = true;
        pen_dot(pen, to, '.');
        return;
    }
    ZtDot from = pen->at;
    int count = zt_dot_steps(from, to);
    for (int i = 1; i <= count; i++) {
        ZtDot dot = zt_dot_along(from, to, i, count);
        char slope = zt_dot_slope(dot.x - pen->at.x, dot.y - pen->at.y);
        if (pen->steps == 1) /* only now the direction of the first dot is known */
            zt_field_set_dot(pen->field, pen->at, slope, pen->style.ink);
        pen_dot(pen, dot, slope);
    }
}

/* Draws the column that was gathered. */
static void pen_flush(Pen *pen)
{
    if (!pen->held)
        return;
    pen->held = false;
    pen_to(pen, (ZtDot){pen->column, pen->first});
    if (pen->high - pen->low < 2)
        return;
    bool rising = pen->last >= pen->first;
    pen_to(pen, (ZtDot){pen->column, rising ? pen->low : pen->high});
    pen_to(pen, (ZtDot){pen->column, rising ? pen->high : pen->low});
    pen_to(pen, (ZtDot){pen->column, pen->last});
}

static void pen_add(Pen *pen, ZtDot dot)
{
    if (!pen->held || dot.x != pen->column) {
        pen_flush(pen);
        pen->held = true;
        pen->column = dot.x;
        pen->first = pen->low = pen->high = dot.y;
    }
    pen->last = dot.y;
    if (dot.y < pen->low)
        pen->low = dot.y;
    if (dot.y > pen->high)
        pen->high = dot.y;
}

static void pen_lift(Pen *pen)
{
    pen_flush(pen);
    pen->down = false;
    pen->steps = 0;
}

static void draw_line(const ZtField *field, const ZtSeries *series, ZtStroke style)
{
    Pen pen = {.field = field, .style = style};
    for (size_t i = 0; i < series->count; i++) {
        if (isfinite(series->x[i]) && on_scale(field->y, series->y[i]))
            pen_add(&pen, zt_field_dot(field, series->x[i], series->y[i]));
        else
            pen_lift(&pen);
    }
    pen_lift(&pen);
}

static void draw_rule(const ZtField *field, const ZtSeries *series, ZtStroke style)
{
    if (series->count == 0 || !on_scale(field->y, series->y[0]))
        return;
    Pen pen = {.field = field, .style = style};
    int y = zt_field_index(field->y, series->y[0], field->glyphs->up);
    pen_to(&pen, (ZtDot){0, y});
    pen_to(&pen, (ZtDot){field->x->cells * field->glyphs->across - 1, y});
}

/* A stem ends where an earlier one has been: from there to the foot all is drawn. */
static void draw_stem(const ZtField *field, ZtDot dot, int foot, ZtInk ink)
{
    int step = dot.y > foot ? -1 : 1;
    for (; !zt_field_has_dot(field, dot); dot.y += step) {
        zt_field_set_dot(field, dot, '|', ink);
        if (dot.y == foot)
            return;
    }
}

static void draw_stems(const ZtField *field, const ZtSeries *series, ZtStroke style)
{
    int foot = field->y->log ? 0 : zt_field_index(field->y, 0, field->glyphs->up);
    for (size_t i = 0; i < series->count; i++) {
        if (isfinite(series->x[i]) && on_scale(field->y, series->y[i]))
            draw_stem(field, zt_field_dot(field, series->x[i], series->y[i]), foot, style.ink);
    }
}

/* A sign at the upper or lower edge where a point lies beyond the scale. */
static void draw_beyond(const ZtField *field, const ZtSeries *series, ZtStroke style)
{
    for (size_t i = 0; i < series->count; i++) {
        double x = series->x[i], y = series->y[i];
        if (!isfinite(x) || isnan(y) || on_scale(field->y, y))
            continue;
        uint32_t sign_of = y > 0 ? field->glyphs->above : field->glyphs->below;
        zt_field_mark(field, zt_field_index(field->x, x, 1), y > 0 ? field->y->cells - 1 : 0,
                      sign_of, style.ink);
    }
}

/* Marks on a line, in columns that are equally far apart. */
static void draw_line_marks(const ZtField *field, const ZtSeries *series, ZtStroke style)
{
    int next = MARKS_APART / 2;
    for (size_t i = 0; i < series->count && style.mark; i++) {
        if (!isfinite(series->x[i]) || !on_scale(field->y, series->y[i]))
            continue;
        int column = zt_field_index(field->x, series->x[i], 1);
        if (column < next)
            continue;
        zt_field_mark(field, column, zt_field_index(field->y, series->y[i], 1), style.mark,
                      style.ink);
        next = column + MARKS_APART;
    }
}

static void draw_marks(const ZtField *field, const ZtSeries *series, ZtStroke style)
{
    for (size_t i = 0; i < series->count; i++) {
        if (isfinite(series->x[i]) && on_scale(field->y, series->y[i]))
            zt_field_mark(field, zt_field_index(field->x, series->x[i], 1),
                          zt_field_index(field->y, series->y[i], 1), style.mark, style.ink);
    }
}

typedef void (*Draw)(const ZtField *field, const ZtSeries *series, ZtStroke style);

/* From the lowest layer to the highest. Stems come first, since they look at what is drawn. */
static const struct {
    ZtSeriesKind kind;
    Draw draw;
} layers[] = {
    {ZT_SERIES_STEMS, draw_stems},     {ZT_SERIES_RULE, draw_rule},
    {ZT_SERIES_LINE, draw_line},       {ZT_SERIES_STEMS, draw_beyond},
    {ZT_SERIES_LINE, draw_beyond},     {ZT_SERIES_POINTS, draw_beyond},
    {ZT_SERIES_LINE, draw_line_marks}, {ZT_SERIES_STEMS, draw_marks},
    {ZT_SERIES_POINTS, draw_marks},
};

void zt_raster_draw(const ZtField *field, const ZtFigure *figure)
{
    for (size_t layer = 0; layer < sizeof layers / sizeof *layers; layer++)
        for (size_t i = 0; i < figure->count; i++)
            if (figure->series[i].kind == layers[layer].kind)
                layers[layer].draw(field, &figure->series[i],
                                   zt_raster_style(figure, i, field->glyphs));
}
