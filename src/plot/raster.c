/* Marks, lines, stems and rules, put dot by dot into the field. */
#include "plot/raster.h"

#include <math.h>
#include <stdlib.h>

typedef struct Dot { /* counted from the lower left of the field */
    int x, y;
} Dot;

/* Draws one line. The points that fall into one column of dots are gathered first: a smooth
 * stretch of them becomes one dot, a ragged one a vertical stroke, whatever their number. */
typedef struct Pen {
    const ZtField *field;
    ZtStroke style;
    bool down; /* the line has begun */
    Dot at;    /* the last dot drawn */
    int steps; /* dots since the line began, for dashes */
    bool held; /* a column is being gathered: */
    int column, first, last, low, high;
} Pen;

ZtStroke zt_raster_style(const ZtFigure *figure, size_t index, const ZtGlyphSet *glyphs)
{
    ZtSeriesKind kind = figure->series[index].kind;
    bool marks = kind == ZT_SERIES_POINTS || kind == ZT_SERIES_STEMS;
    if (kind == ZT_SERIES_RULE)
        return (ZtStroke){ZT_INK_DIM, 0, glyphs->rule, glyphs->rule_key};
    size_t colour = 0, alike = 0;
    for (size_t i = 0; i < index; i++) {
        ZtSeriesKind other = figure->series[i].kind;
        colour += other != ZT_SERIES_RULE;
        alike +=
            marks ? other == ZT_SERIES_POINTS || other == ZT_SERIES_STEMS : other == ZT_SERIES_LINE;
    }
    ZtInk ink = ZT_INK_1 + (ZtInk)(colour % 4);
    if (marks)
        return (ZtStroke){ink, glyphs->mark[alike % ZT_GLYPHS_MARKS], glyphs->dash[0], NULL};
    alike %= ZT_GLYPHS_DASHES;
    return (ZtStroke){ink, 0, glyphs->dash[alike], glyphs->dash_key[alike]};
}

/* The cell or dot that holds a place, each cell having so many dots. */
static int index_at(const ZtAxis *axis, double value, int dots)
{
    int at = (int)(zt_axis_place(axis, value) * dots), last = axis->cells * dots - 1;
    return at < last ? at : last;
}

static Dot dot_at(const ZtField *field, double x, double y)
{
    return (Dot){index_at(field->x, x, field->glyphs->across),
                 index_at(field->y, y, field->glyphs->up)};
}

static bool on_scale(const ZtAxis *axis, double value)
{
    return isfinite(value) && (!axis->log || value > 0);
}

static ZtCell *cell_of(const ZtField *field, Dot dot)
{
    int column = field->left + dot.x / field->glyphs->across;
    int row = field->top + field->y->cells - 1 - dot.y / field->glyphs->up;
    const ZtCanvas *canvas = field->canvas;
    return canvas->cells + (size_t)row * (size_t)canvas->width + column;
}

static bool dot_is_set(const ZtField *field, Dot dot)
{
    const ZtGlyphSet *glyphs = field->glyphs;
    uint32_t code = cell_of(field, dot)->code;
    return zt_glyphs_has_dot(glyphs, code, dot.x % glyphs->across, dot.y % glyphs->up);
}

static void set_dot(const ZtField *field, Dot dot, char slope, ZtInk ink)
{
    const ZtGlyphSet *glyphs = field->glyphs;
    ZtCell *cell = cell_of(field, dot);
    cell->code =
        zt_glyphs_dot(glyphs, cell->code, dot.x % glyphs->across, dot.y % glyphs->up, slope);
    cell->ink = (uint8_t)ink;
}

static char slope_of(int right, int up)
{
    if (up == 0)
        return '-';
    if (right == 0)
        return '|';
    return right == up ? '/' : '\\';
}

static void pen_dot(Pen *pen, Dot dot, char slope)
{
    if (pen->steps++ % pen->style.dash.period < pen->style.dash.on)
        set_dot(pen->field, dot, slope, pen->style.ink);
    pen->at = dot;
}

/* Dot number i of the count that lead from one to the other. */
static Dot along(Dot from, Dot to, int i, int count)
{
    return (Dot){from.x + (int)lround((double)(to.x - from.x) * i / count),
                 from.y + (int)lround((double)(to.y - from.y) * i / count)};
}

/* Draws from the last dot, which is there already, to this one. */
static void pen_to(Pen *pen, Dot to)
{
    if (!pen->down) {
        pen->down = true;
        pen_dot(pen, to, '.');
        return;
    }
    Dot from = pen->at;
    int across = abs(to.x - from.x), up = abs(to.y - from.y), count = across > up ? across : up;
    for (int i = 1; i <= count; i++) {
        Dot dot = along(from, to, i, count);
        char slope = slope_of(dot.x - pen->at.x, dot.y - pen->at.y);
        if (pen->steps == 1) /* only now the direction of the first dot is known */
            set_dot(pen->field, pen->at, slope, pen->style.ink);
        pen_dot(pen, dot, slope);
    }
}

/* Draws the column that was gathered. */
static void pen_flush(Pen *pen)
{
    if (!pen->held)
        return;
    pen->held = false;
    pen_to(pen, (Dot){pen->column, pen->first});
    if (pen->high - pen->low < 2)
        return;
    bool rising = pen->last >= pen->first;
    pen_to(pen, (Dot){pen->column, rising ? pen->low : pen->high});
    pen_to(pen, (Dot){pen->column, rising ? pen->high : pen->low});
    pen_to(pen, (Dot){pen->column, pen->last});
}

static void pen_add(Pen *pen, Dot dot)
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
            pen_add(&pen, dot_at(field, series->x[i], series->y[i]));
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
    int y = index_at(field->y, series->y[0], field->glyphs->up);
    pen_to(&pen, (Dot){0, y});
    pen_to(&pen, (Dot){field->x->cells * field->glyphs->across - 1, y});
}

/* A stem ends where an earlier one has been: from there to the foot all is drawn. */
static void draw_stem(const ZtField *field, Dot dot, int foot, ZtInk ink)
{
    int step = dot.y > foot ? -1 : 1;
    for (; !dot_is_set(field, dot); dot.y += step) {
        set_dot(field, dot, '|', ink);
        if (dot.y == foot)
            return;
    }
}

static void draw_stems(const ZtField *field, const ZtSeries *series, ZtStroke style)
{
    int foot = field->y->log ? 0 : index_at(field->y, 0, field->glyphs->up);
    for (size_t i = 0; i < series->count; i++) {
        if (isfinite(series->x[i]) && on_scale(field->y, series->y[i]))
            draw_stem(field, dot_at(field, series->x[i], series->y[i]), foot, style.ink);
    }
}

static void put_mark(const ZtField *field, int column, int row, uint32_t mark, ZtInk ink)
{
    const ZtGlyphSet *glyphs = field->glyphs;
    *cell_of(field, (Dot){column * glyphs->across, row * glyphs->up}) =
        (ZtCell){mark, (uint8_t)ink};
}

/* A sign at the upper or lower edge where a point lies beyond the scale. */
static void draw_beyond(const ZtField *field, const ZtSeries *series, ZtStroke style)
{
    for (size_t i = 0; i < series->count; i++) {
        double x = series->x[i], y = series->y[i];
        if (!isfinite(x) || isnan(y) || on_scale(field->y, y))
            continue;
        uint32_t sign_of = y > 0 ? field->glyphs->above : field->glyphs->below;
        put_mark(field, index_at(field->x, x, 1), y > 0 ? field->y->cells - 1 : 0, sign_of,
                 style.ink);
    }
}

static void draw_marks(const ZtField *field, const ZtSeries *series, ZtStroke style)
{
    for (size_t i = 0; i < series->count && style.mark; i++) {
        if (isfinite(series->x[i]) && on_scale(field->y, series->y[i]))
            put_mark(field, index_at(field->x, series->x[i], 1),
                     index_at(field->y, series->y[i], 1), style.mark, style.ink);
    }
}

typedef void (*Draw)(const ZtField *field, const ZtSeries *series, ZtStroke style);

/* From the lowest layer to the highest; a layer that is for one kind says so. Stems come first,
 * since they look at what is drawn. */
static const struct {
    int kind; /* -1: all but rules */
    Draw draw;
} layers[] = {
    {ZT_SERIES_STEMS, draw_stems},
    {ZT_SERIES_RULE, draw_rule},
    {ZT_SERIES_LINE, draw_line},
    {-1, draw_beyond},
    {-1, draw_marks},
};

void zt_raster_draw(const ZtField *field, const ZtFigure *figure)
{
    for (size_t layer = 0; layer < sizeof layers / sizeof *layers; layer++) {
        for (size_t i = 0; i < figure->count; i++) {
            const ZtSeries *series = &figure->series[i];
            int wanted = layers[layer].kind, kind = (int)series->kind;
            if (wanted == kind || (wanted < 0 && kind != ZT_SERIES_RULE))
                layers[layer].draw(field, series, zt_raster_style(figure, i, field->glyphs));
        }
    }
}
