#include "plot/relief.h"

#include <math.h>

#include "plot/surface.h"

#define CONTOURS_FROM 6 /* rows: in fewer, lines would leave no room for the shades */

/* From cold to hot; what tells shades apart is their character. */
static const ZtInk band_ink[ZT_GLYPHS_SHADES] = {ZT_INK_PLAIN, ZT_INK_DIM, ZT_INK_1,
                                                 ZT_INK_4,     ZT_INK_2,   ZT_INK_3};

uint32_t zt_relief_shade(const ZtGlyphSet *glyphs, size_t band, ZtInk *ink)
{
    size_t last = ZT_GLYPHS_SHADES - 1, shade = band < last ? band : last;
    *ink = band_ink[shade];
    return glyphs->shade[shade];
}

bool zt_relief_mark(ZtSeriesKind kind, const ZtGlyphSet *glyphs, uint32_t *mark, ZtInk *ink)
{
    *ink = ZT_INK_BOLD;
    switch (kind) {
    case ZT_SERIES_PATH:
        *mark = glyphs->path;
        return true;
    case ZT_SERIES_START:
        *mark = glyphs->start;
        return true;
    case ZT_SERIES_PRESENT:
        *mark = glyphs->present;
        return true;
    case ZT_SERIES_LOWEST:
        *mark = glyphs->lowest;
        return true;
    default:
        return false;
    }
}

/* ---- contour lines ---- */

typedef struct Tracer {
    const ZtField *field;
    ZtInk ink;
} Tracer;

static void trace(void *data, double x0, double y0, double x1, double y1)
{
    const Tracer *tracer = data;
    ZtDot from = zt_field_dot(tracer->field, x0, y0), to = zt_field_dot(tracer->field, x1, y1);
    int count = zt_dot_steps(from, to);
    char slope = zt_dot_slope(to.x - from.x, to.y - from.y);
    for (int i = 0; i <= count; i++)
        zt_field_set_dot(tracer->field, count > 0 ? zt_dot_along(from, to, i, count) : from, slope,
                         tracer->ink);
}

static void draw_contours(const ZtField *field, const ZtSurface *surface)
{
    if (field->y->cells < CONTOURS_FROM)
        return;
    for (size_t i = 0; i < surface->levels; i++) {
        Tracer tracer = {.field = field};
        zt_relief_shade(field->glyphs, i + 1, &tracer.ink);
        zt_surface_contour(surface, surface->level[i], trace, &tracer);
    }
}

/* ---- shades: in the cells that no contour line runs through ---- */

static double middle(const ZtAxis *axis, int cell)
{
    return axis->low + (axis->high - axis->low) * ((cell + 0.5) / axis->cells);
}

static void shade_cell(const ZtField *field, const ZtSurface *surface, int column, int row)
{
    const ZtDot dot = {column * field->glyphs->across, row * field->glyphs->up};
    if (zt_field_cell(field, dot)->code != ' ')
        return;
    ZtInk ink = ZT_INK_DIM;
    double value = zt_surface_value(surface, middle(field->x, column), middle(field->y, row));
    uint32_t code = isfinite(value)
                        ? zt_relief_shade(field->glyphs, zt_surface_band(surface, value), &ink)
                        : field->glyphs->missing;
    zt_field_mark(field, column, row, code, ink);
}

static void draw_shades(const ZtField *field, const ZtSurface *surface)
{
    for (int row = 0; row < field->y->cells; row++)
        for (int column = 0; column < field->x->cells; column++)
            shade_cell(field, surface, column, row);
}

/* ---- paths and marks ---- */

static void mark_line(const ZtField *field, ZtDot from, ZtDot to, uint32_t mark, ZtInk ink)
{
    int count = zt_dot_steps(from, to);
    for (int i = 0; i <= count; i++) {
        ZtDot cell = count > 0 ? zt_dot_along(from, to, i, count) : from;
        zt_field_mark(field, cell.x, cell.y, mark, ink);
    }
}

/* The mark in every cell that the path runs through. */
static void draw_path(const ZtField *field, const ZtSurface *surface, const ZtSeries *path)
{
    uint32_t mark;
    ZtInk ink;
    zt_relief_mark(path->kind, field->glyphs, &mark, &ink);
    for (size_t i = 1; i < path->count; i++) {
        double x0 = path->x[i - 1], y0 = path->y[i - 1], x1 = path->x[i], y1 = path->y[i];
        if (!zt_surface_clip(surface, &x0, &y0, &x1, &y1))
            continue;
        ZtDot from = {zt_field_index(field->x, x0, 1), zt_field_index(field->y, y0, 1)};
        ZtDot to = {zt_field_index(field->x, x1, 1), zt_field_index(field->y, y1, 1)};
        mark_line(field, from, to, mark, ink);
    }
}

static void draw_marks(const ZtField *field, const ZtSurface *surface, const ZtSeries *series)
{
    uint32_t mark;
    ZtInk ink;
    if (!zt_relief_mark(series->kind, field->glyphs, &mark, &ink))
        return;
    for (size_t i = 0; i < series->count; i++) {
        double x = series->x[i], y = series->y[i];
        if (x >= surface->x_low && x <= surface->x_high && y >= surface->y_low &&
            y <= surface->y_high)
            zt_field_mark(field, zt_field_index(field->x, x, 1), zt_field_index(field->y, y, 1),
                          mark, ink);
    }
}

void zt_relief_draw(const ZtField *field, const ZtFigure *figure)
{
    draw_contours(field, figure->surface);
    draw_shades(field, figure->surface);
    for (size_t i = 0; i < figure->count; i++)
        if (figure->series[i].kind == ZT_SERIES_PATH)
            draw_path(field, figure->surface, &figure->series[i]);
    for (size_t i = 0; i < figure->count; i++)
        if (figure->series[i].kind != ZT_SERIES_PATH)
            draw_marks(field, figure->surface, &figure->series[i]);
}
