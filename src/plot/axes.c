/* The layout of a picture and everything around its series. */
#include "plot/axes.h"

#include "plot/legend.h"

#define SHADES_ROW_FROM 16 /* rows of a picture in which the shades' legend has one of its own */

/* The least room inside the frame that each detail is worth. */
static const struct {
    int width, height;
} inside_least[ZT_DETAILS] = {
    [ZT_DETAIL_ALL] = {20, 5},       [ZT_DETAIL_NO_LEGEND] = {16, 5},
    [ZT_DETAIL_NO_TITLES] = {10, 3}, [ZT_DETAIL_NO_LABELS] = {4, 2},
    [ZT_DETAIL_NO_FRAME] = {1, 1},
};

/* The widths of the legends, 0 where there is none. */
typedef struct Legends {
    int series, shades;
} Legends;

/* Gives rows to what stands above the inside: the title, the legend, the title of the y axis; the
 * last two share a row if they fit. Returns how many; -1 if the legend is too wide. */
static int plan_above(ZtLayout *layout, const ZtFigure *figure, int legend_width, int width)
{
    bool titles = layout->detail < ZT_DETAIL_NO_TITLES;
    bool y_title = titles && figure->y_title;
    int row = 0;
    if (titles && figure->title)
        layout->title_row = row++;
    if (layout->detail == ZT_DETAIL_ALL && legend_width > 0) {
        int beside = y_title ? zt_canvas_measure(figure->y_title) + ZT_LEGEND_GAP : width;
        layout->legend_column = width - legend_width;
        layout->legend_row = row;
        if (legend_width > width)
            return -1;
        row += beside + legend_width > width;
    }
    if (y_title)
        layout->y_title_row = row++;
    return row;
}

/* Gives rows to what stands below the inside: labels, the title of the x axis, the shades' legend,
 * which stands at the right; the last two share a row where room is short. Returns how many; -1 if
 * they have none. */
static int plan_below(ZtLayout *layout, const ZtFigure *figure, int shades, int width, int height)
{
    bool x_title = layout->detail < ZT_DETAIL_NO_TITLES && figure->x_title;
    bool legend = layout->detail == ZT_DETAIL_ALL && shades > 0, apart = height >= SHADES_ROW_FROM;
    int row = height;
    if (legend) {
        layout->shades_row = --row;
        layout->shades_column = width - shades;
    }
    if (x_title)
        layout->x_title_row = legend && !apart ? row : --row;
    if (x_title && legend && !apart &&
        zt_canvas_measure(figure->x_title) + ZT_LEGEND_GAP + shades > width)
        return -1;
    if (layout->detail < ZT_DETAIL_NO_LABELS)
        layout->label_row = --row;
    return height - row + (layout->detail < ZT_DETAIL_NO_FRAME);
}

/* A surface fills its frame from edge to edge. */
static void plan_axis(ZtAxis *axis, const ZtFigure *figure, double low, double high, bool log,
                      int cells, bool across)
{
    if (figure->surface)
        zt_axis_plan_exact(axis, low, high, cells, across);
    else
        zt_axis_plan(axis, low, high, log, cells, across);
}

/* Plans with the detail that is set; false if too little room is left inside. */
static bool plan(ZtLayout *layout, const ZtFigure *figure, const ZtRange *range, Legends legends,
                 int width, int height)
{
    layout->top = plan_above(layout, figure, legends.series, width);
    int below = plan_below(layout, figure, legends.shades, width, height);
    int rows = height - layout->top - below;
    if (layout->top < 0 || below < 0 || rows < inside_least[layout->detail].height)
        return false;
    plan_axis(&layout->y, figure, range->y_low, range->y_high, figure->y_log, rows, false);
    layout->left = layout->detail < ZT_DETAIL_NO_FRAME;
    if (layout->detail < ZT_DETAIL_NO_LABELS && layout->y.count > 0)
        layout->left += layout->y.width + 1;
    int columns = width - layout->left;
    if (columns < inside_least[layout->detail].width)
        return false;
    plan_axis(&layout->x, figure, range->x_low, range->x_high, false, columns, true);
    return true;
}

void zt_axes_plan(ZtLayout *layout, const ZtFigure *figure, const ZtGlyphSet *glyphs, int width,
                  int height)
{
    ZtRange range = zt_figure_range(figure);
    Legends legends = {zt_legend_series(figure, glyphs, NULL, 0, 0),
                       zt_legend_shades(figure, glyphs, NULL, 0, 0, width)};
    for (ZtDetail detail = ZT_DETAIL_ALL; detail < ZT_DETAILS; detail++) {
        *layout =
            (ZtLayout){detail,          .title_row = -1,   .y_title_row = -1, .legend_row = -1,
                       .label_row = -1, .x_title_row = -1, .shades_row = -1};
        if (plan(layout, figure, &range, legends, width, height))
            return;
    }
}

static void draw_side(const ZtLayout *layout, const ZtGlyphSet *glyphs, ZtCanvas *canvas)
{
    for (int row = 0; row < layout->y.cells; row++)
        zt_canvas_put(canvas, layout->left - 1, layout->top + row, glyphs->side, ZT_INK_DIM);
    for (int i = 0; i < layout->y.count; i++) {
        const ZtTick *tick = &layout->y.ticks[i];
        int row = layout->top + layout->y.cells - 1 - tick->cell;
        zt_canvas_put(canvas, layout->left - 1, row, glyphs->side_tick, ZT_INK_DIM);
        int column = layout->left - 2 - zt_canvas_measure(tick->text);
        if (layout->label_row >= 0)
            zt_canvas_text(canvas, column, row, tick->text, layout->y.width, ZT_INK_PLAIN);
    }
}

static void draw_floor(const ZtLayout *layout, const ZtGlyphSet *glyphs, ZtCanvas *canvas)
{
    int row = layout->top + layout->y.cells;
    zt_canvas_put(canvas, layout->left - 1, row, glyphs->corner, ZT_INK_DIM);
    for (int i = 0; i < layout->x.cells; i++)
        zt_canvas_put(canvas, layout->left + i, row, glyphs->floor, ZT_INK_DIM);
    for (int i = 0; i < layout->x.count; i++)
        zt_canvas_put(canvas, layout->left + layout->x.ticks[i].cell, row, glyphs->floor_tick,
                      ZT_INK_DIM);
}

/* Centres each label below its tick, moved in where it would stick out; one that would touch its
 * left neighbour is left out. */
static void draw_labels_below(const ZtLayout *layout, ZtCanvas *canvas)
{
    int end = -1;
    for (int i = 0; i < layout->x.count; i++) {
        const ZtTick *tick = &layout->x.ticks[i];
        int width = zt_canvas_measure(tick->text);
        int column = layout->left + tick->cell - width / 2;
        if (column + width > canvas->width)
            column = canvas->width - width;
        if (column < 0)
            column = 0;
        if (column <= end)
            continue;
        zt_canvas_text(canvas, column, layout->label_row, tick->text, width, ZT_INK_PLAIN);
        end = column + width;
    }
}

/* Centres a title over or under the inside up to column end, moved in where it would stick out. */
static void draw_centred(const ZtLayout *layout, ZtCanvas *canvas, int end, int row,
                         const char *text, ZtInk ink)
{
    int width = zt_canvas_measure(text), inside = layout->left + layout->x.cells;
    int column = layout->left + ((inside < end ? inside : end) - layout->left - width) / 2;
    if (column + width > end)
        column = end - width;
    if (column < 0)
        column = 0;
    zt_canvas_text(canvas, column, row, text, canvas->width, ink);
}

void zt_axes_draw(const ZtLayout *layout, const ZtFigure *figure, const ZtGlyphSet *glyphs,
                  ZtCanvas *canvas)
{
    if (layout->detail < ZT_DETAIL_NO_FRAME) {
        draw_side(layout, glyphs, canvas);
        draw_floor(layout, glyphs, canvas);
    }
    if (layout->label_row >= 0)
        draw_labels_below(layout, canvas);
    if (layout->title_row >= 0)
        draw_centred(layout, canvas, canvas->width, layout->title_row, figure->title, ZT_INK_BOLD);
    bool shared = layout->shades_row >= 0 && layout->shades_row == layout->x_title_row;
    int end = shared ? layout->shades_column - ZT_LEGEND_GAP : canvas->width;
    if (layout->x_title_row >= 0)
        draw_centred(layout, canvas, end, layout->x_title_row, figure->x_title, ZT_INK_PLAIN);
    if (layout->y_title_row >= 0)
        zt_canvas_text(canvas, 0, layout->y_title_row, figure->y_title, canvas->width,
                       ZT_INK_PLAIN);
    if (layout->legend_row >= 0)
        zt_legend_series(figure, glyphs, canvas, layout->legend_column, layout->legend_row);
    if (layout->shades_row >= 0)
        zt_legend_shades(figure, glyphs, canvas, layout->shades_column, layout->shades_row,
                         canvas->width - layout->shades_column);
}
