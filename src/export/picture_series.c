/* The series of a figure on the sheet. */
#include <config.h>

#include <math.h>

#include "base/memory.h"
#include "export/picture_parts.h"
#include "plot/surface.h"

#define FINENESS    2.0 /* places a point that are told apart */
#define LINE_WIDTH  1.6
#define STEM_WIDTH  1.0
#define RULE_WIDTH  0.9
#define MARK_SIZE   3.4
#define BEYOND      5.0  /* half the width of the sign for a point beyond the scale */
#define MARKS_APART 60.0 /* on a line that has marks, too */

/* Okabe and Ito's colours, which most people can tell apart: blue, vermilion, green, purple. */
static const ZtInkRgb inks[] = {
    {0, 0.447, 0.698},
    {0.835, 0.369, 0},
    {0, 0.620, 0.451},
    {0.8, 0.475, 0.655},
};
#define INKS (sizeof inks / sizeof *inks)

static const struct {
    double on_off[4];
    int count;
} dashes[] = {
    {{0}, 0},
    {{7, 3}, 2},
    {{1.6, 2.4}, 2},
    {{8, 2.5, 1.6, 2.5}, 4},
};
#define DASHES (sizeof dashes / sizeof *dashes)

static const ZtMark marks[] = {ZT_MARK_DISC, ZT_MARK_SQUARE, ZT_MARK_TRIANGLE, ZT_MARK_DIAMOND};
#define MARKS (sizeof marks / sizeof *marks)

/* --- looks --- */

static bool has_marks(ZtSeriesKind kind)
{
    return kind == ZT_SERIES_POINTS || kind == ZT_SERIES_STEMS;
}

ZtPen zt_pen_of(const ZtFigure *figure, size_t series)
{
    ZtSeriesKind kind = figure->series[series].kind;
    size_t coloured = 0, alike = 0;
    for (size_t i = 0; i < series; i++) {
        ZtSeriesKind other = figure->series[i].kind;
        coloured += has_marks(other) || other == ZT_SERIES_LINE;
        alike += has_marks(kind) ? has_marks(other) : other == kind;
    }
    ZtPen pen = {.ink = inks[coloured % INKS], .size = MARK_SIZE};
    switch (kind) {
    case ZT_SERIES_POINTS:
    case ZT_SERIES_STEMS:
        pen.mark = marks[alike % MARKS];
        pen.edge = kind == ZT_SERIES_POINTS;
        return pen;
    case ZT_SERIES_LINE:
        pen.line = true;
        pen.dash = (int)(alike % DASHES);
        if (alike >= DASHES) /* there are no more dashes: marks on the line tell it apart */
            pen.mark = marks[(alike / DASHES - 1) % MARKS];
        return pen;
    case ZT_SERIES_RULE:
        return (ZtPen){.ink = zt_ink_grey, .line = true, .dash = 1};
    case ZT_SERIES_PATH:
        return (ZtPen){.ink = inks[1], .line = true};
    case ZT_SERIES_START:
        return (ZtPen){.ink = zt_ink_black, .mark = ZT_MARK_RING, .size = 4.2};
    case ZT_SERIES_LOWEST:
        return (ZtPen){.ink = zt_ink_black, .mark = ZT_MARK_DIAMOND, .edge = true, .size = 4.6};
    default:
        return (ZtPen){.ink = zt_ink_black, .mark = ZT_MARK_DISC, .edge = true, .size = 4.2};
    }
}

void zt_pen_stroke(const ZtSheet *sheet, const ZtPen *pen)
{
    zt_sheet_ink(sheet, pen->ink);
    cairo_set_dash(sheet->cr, dashes[pen->dash].on_off, dashes[pen->dash].count, 0);
    cairo_stroke(sheet->cr);
    cairo_set_dash(sheet->cr, NULL, 0, 0);
}

static void trace_polygon(cairo_t *cr, double x, double y, double radius, int corners, double turn)
{
    for (int i = 0; i < corners; i++) {
        double angle = turn + 2 * M_PI * i / corners;
        cairo_line_to(cr, x + radius * sin(angle), y - radius * cos(angle));
    }
    cairo_close_path(cr);
}

/* Marks have about equal areas. */
void zt_pen_mark(const ZtSheet *sheet, const ZtPen *pen, double x, double y)
{
    cairo_t *cr = sheet->cr;
    double size = pen->size;
    cairo_new_path(cr);
    switch (pen->mark) {
    case ZT_MARK_NONE:
        return;
    case ZT_MARK_DISC:
    case ZT_MARK_RING:
        cairo_arc(cr, x, y, size, 0, 2 * M_PI);
        break;
    case ZT_MARK_SQUARE:
        trace_polygon(cr, x, y, size * 1.25, 4, M_PI / 4);
        break;
    case ZT_MARK_TRIANGLE:
        trace_polygon(cr, x, y, size * 1.5, 3, 0);
        break;
    case ZT_MARK_DIAMOND:
        trace_polygon(cr, x, y, size * 1.35, 4, 0);
        break;
    }
    bool ring = pen->mark == ZT_MARK_RING;
    zt_sheet_ink(sheet, ring ? (ZtInkRgb){1, 1, 1} : pen->ink);
    cairo_fill_preserve(cr);
    if (!ring && !pen->edge) {
        cairo_new_path(cr);
        return;
    }
    zt_sheet_ink(sheet, ring ? pen->ink : (ZtInkRgb){1, 1, 1});
    cairo_set_line_width(cr, ring ? 1.6 : 0.6);
    cairo_stroke(cr);
}

/* --- which points are drawn --- */

static bool on_scale(const ZtSheet *sheet, const ZtSeries *series, size_t i)
{
    return isfinite(series->x[i]) && isfinite(series->y[i]) && (!sheet->y.log || series->y[i] > 0);
}

/* Of points so near to one another that they look like one, one is drawn: however many there are,
 * the file stays small. */
typedef struct Seen {
    uint8_t *bit;
    size_t columns, rows;
} Seen;

static bool seen_start(Seen *seen, const ZtSheet *sheet)
{
    seen->columns = (size_t)((sheet->frame.right - sheet->frame.left) * FINENESS) + 1;
    seen->rows = (size_t)((sheet->frame.bottom - sheet->frame.top) * FINENESS) + 1;
    seen->bit = zt_alloc(seen->columns * seen->rows / 8 + 1, 1);
    return seen->bit != NULL;
}

static bool is_first(Seen *seen, const ZtSheet *sheet, double x, double y)
{
    size_t column = (size_t)((x - sheet->frame.left) * FINENESS);
    size_t row = (size_t)((y - sheet->frame.top) * FINENESS);
    size_t at = row * seen->columns + column;
    uint8_t mask = (uint8_t)(1u << at % 8);
    bool first = !(seen->bit[at / 8] & mask);
    seen->bit[at / 8] |= mask;
    return first;
}

/* --- kinds of series --- */

/* The points of a line that share a column of places: where it enters and leaves, and how far it
 * goes up and down between. */
typedef struct Column {
    bool held, begun;
    double at, first, low, high, last;
} Column;

static void line_to(const ZtSheet *sheet, Column *column, double x, double y)
{
    if (column->begun)
        cairo_line_to(sheet->cr, x, y);
    else
        cairo_move_to(sheet->cr, x, y);
    column->begun = true;
}

static void flush(const ZtSheet *sheet, Column *column)
{
    if (!column->held)
        return;
    line_to(sheet, column, column->at, column->first);
    if (column->low < fmin(column->first, column->last))
        line_to(sheet, column, column->at, column->low);
    if (column->high > fmax(column->first, column->last))
        line_to(sheet, column, column->at, column->high);
    if (column->last != column->first)
        line_to(sheet, column, column->at, column->last);
    column->held = false;
}

static void add_point(const ZtSheet *sheet, Column *column, double x, double y)
{
    if (column->held && fabs(x - column->at) * FINENESS < 0.5) {
        column->low = fmin(column->low, y);
        column->high = fmax(column->high, y);
        column->last = y;
        return;
    }
    flush(sheet, column);
    *column = (Column){true, column->begun, x, y, y, y, y};
}

static void draw_line(const ZtSheet *sheet, const ZtSeries *series, const ZtPen *pen)
{
    Column column = {0};
    cairo_new_path(sheet->cr);
    for (size_t i = 0; i < series->count; i++) {
        if (on_scale(sheet, series, i)) {
            add_point(sheet, &column, zt_sheet_x(sheet, series->x[i]),
                      zt_sheet_y(sheet, series->y[i]));
            continue;
        }
        flush(sheet, &column);
        column.begun = false;
    }
    flush(sheet, &column);
    cairo_set_line_width(sheet->cr, LINE_WIDTH);
    zt_pen_stroke(sheet, pen);
}

/* Marks at some of the points of a line. */
static void draw_marks_on_line(const ZtSheet *sheet, const ZtSeries *series, const ZtPen *pen)
{
    double last = -MARKS_APART;
    for (size_t i = 0; pen->mark && i < series->count; i++) {
        double x = on_scale(sheet, series, i) ? zt_sheet_x(sheet, series->x[i]) : last;
        if (x - last < MARKS_APART)
            continue;
        zt_pen_mark(sheet, pen, x, zt_sheet_y(sheet, series->y[i]));
        last = x;
    }
}

/* A path may turn back, and leave the picture: each piece of it is cut to the surface. */
static void draw_path(const ZtSheet *sheet, const ZtSeries *series, const ZtPen *pen)
{
    const ZtSurface *surface = sheet->figure->surface;
    double from_x = NAN, from_y = NAN; /* where the last piece that is long enough ended */
    cairo_new_path(sheet->cr);
    for (size_t i = 0; i < series->count; i++) {
        double x1 = series->x[i], y1 = series->y[i], x0 = from_x, y0 = from_y;
        bool inside = isfinite(x0) && isfinite(x1) && isfinite(y1) &&
                      (!surface || zt_surface_clip(surface, &x0, &y0, &x1, &y1));
        double left = inside ? zt_sheet_x(sheet, x0) : 0, top = inside ? zt_sheet_y(sheet, y0) : 0;
        double right = inside ? zt_sheet_x(sheet, x1) : 0,
               bottom = inside ? zt_sheet_y(sheet, y1) : 0;
        if (inside && hypot(right - left, bottom - top) * FINENESS < 1 && i + 1 < series->count)
            continue;
        if (inside) {
            cairo_move_to(sheet->cr, left, top);
            cairo_line_to(sheet->cr, right, bottom);
        }
        from_x = series->x[i];
        from_y = series->y[i];
    }
    cairo_set_line_cap(sheet->cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_width(sheet->cr, 1.8 * LINE_WIDTH);
    zt_sheet_ink(sheet, (ZtInkRgb){1, 1, 1});
    cairo_stroke_preserve(sheet->cr);
    cairo_set_line_width(sheet->cr, LINE_WIDTH);
    zt_pen_stroke(sheet, pen);
    cairo_set_line_cap(sheet->cr, CAIRO_LINE_CAP_BUTT);
}

static void draw_rule(const ZtSheet *sheet, const ZtSeries *series, const ZtPen *pen)
{
    if (series->count == 0 || !isfinite(series->y[0]) || (sheet->y.log && series->y[0] <= 0))
        return;
    double y = zt_sheet_y(sheet, series->y[0]);
    cairo_move_to(sheet->cr, sheet->frame.left, y);
    cairo_line_to(sheet->cr, sheet->frame.right, y);
    cairo_set_line_width(sheet->cr, RULE_WIDTH);
    zt_pen_stroke(sheet, pen);
}

static bool draw_points(const ZtSheet *sheet, const ZtSeries *series, const ZtPen *pen, bool stems)
{
    Seen seen;
    double foot = sheet->y.log ? sheet->frame.bottom : zt_sheet_y(sheet, 0);
    if (!seen_start(&seen, sheet))
        return false;
    for (size_t i = 0; i < series->count; i++) {
        if (!on_scale(sheet, series, i))
            continue;
        double x = zt_sheet_x(sheet, series->x[i]), y = zt_sheet_y(sheet, series->y[i]);
        if (!is_first(&seen, sheet, x, y))
            continue;
        if (stems) {
            cairo_move_to(sheet->cr, x, foot);
            cairo_line_to(sheet->cr, x, y);
            cairo_set_line_width(sheet->cr, STEM_WIDTH);
            zt_pen_stroke(sheet, pen);
        }
        zt_pen_mark(sheet, pen, x, y);
    }
    zt_free(seen.bit);
    return true;
}

/* A sign at the upper or lower edge for each point beyond the scale. */
static bool draw_beyond(const ZtSheet *sheet, const ZtSeries *series, const ZtPen *pen)
{
    Seen seen;
    if (!seen_start(&seen, sheet))
        return false;
    for (size_t i = 0; i < series->count; i++) {
        bool above = series->y[i] > 0;
        if (!isfinite(series->x[i]) || isnan(series->y[i]) || on_scale(sheet, series, i))
            continue;
        double x = zt_sheet_x(sheet, series->x[i]);
        double edge = above ? sheet->frame.top : sheet->frame.bottom, in = above ? 1 : -1;
        if (!is_first(&seen, sheet, x, edge))
            continue;
        cairo_move_to(sheet->cr, x, edge + in);
        cairo_line_to(sheet->cr, x - BEYOND, edge + in * (1 + 1.5 * BEYOND));
        cairo_line_to(sheet->cr, x + BEYOND, edge + in * (1 + 1.5 * BEYOND));
        cairo_close_path(sheet->cr);
        zt_sheet_ink(sheet, pen->ink);
        cairo_fill(sheet->cr);
    }
    zt_free(seen.bit);
    return true;
}

/* --- layers --- */

static bool is_place(ZtSeriesKind kind)
{
    return kind == ZT_SERIES_START || kind == ZT_SERIES_PRESENT || kind == ZT_SERIES_LOWEST;
}

static void draw_lines(const ZtSheet *sheet, const ZtSeries *series, const ZtPen *pen)
{
    if (series->kind == ZT_SERIES_RULE)
        draw_rule(sheet, series, pen);
    if (series->kind == ZT_SERIES_PATH)
        draw_path(sheet, series, pen);
    if (series->kind != ZT_SERIES_LINE)
        return;
    draw_line(sheet, series, pen);
    draw_marks_on_line(sheet, series, pen);
}

/* Places on a surface lie within it or are not drawn. */
static bool is_within(const ZtSheet *sheet, const ZtSeries *series, size_t i)
{
    const ZtSurface *s = sheet->figure->surface;
    return !s || (series->x[i] >= s->x_low && series->x[i] <= s->x_high &&
                  series->y[i] >= s->y_low && series->y[i] <= s->y_high);
}

static void draw_places(const ZtSheet *sheet, const ZtSeries *series, const ZtPen *pen)
{
    for (size_t i = 0; i < series->count; i++)
        if (on_scale(sheet, series, i) && is_within(sheet, series, i))
            zt_pen_mark(sheet, pen, zt_sheet_x(sheet, series->x[i]),
                        zt_sheet_y(sheet, series->y[i]));
}

bool zt_sheet_series(const ZtSheet *sheet)
{
    const ZtFigure *figure = sheet->figure;
    bool fine = true;
    cairo_save(sheet->cr);
    cairo_rectangle(sheet->cr, sheet->frame.left, sheet->frame.top,
                    sheet->frame.right - sheet->frame.left, sheet->frame.bottom - sheet->frame.top);
    cairo_clip(sheet->cr);
    cairo_set_line_join(sheet->cr, CAIRO_LINE_JOIN_ROUND);
    for (size_t i = 0; i < figure->count; i++) {
        ZtPen pen = zt_pen_of(figure, i);
        draw_lines(sheet, &figure->series[i], &pen);
    }
    cairo_restore(sheet->cr); /* marks at the edge are whole */
    for (size_t i = 0; fine && i < figure->count; i++) {
        const ZtSeries *series = &figure->series[i];
        ZtPen pen = zt_pen_of(figure, i);
        if (has_marks(series->kind))
            fine = draw_points(sheet, series, &pen, series->kind == ZT_SERIES_STEMS);
        if (fine && (has_marks(series->kind) || series->kind == ZT_SERIES_LINE))
            fine = draw_beyond(sheet, series, &pen);
        if (is_place(series->kind))
            draw_places(sheet, series, &pen);
    }
    return fine;
}
