/* The page: where everything stands, and everything around the series. */
#include <config.h>

#include <math.h>
#include <stdlib.h>

#include "export/picture_parts.h"

#define PAGE_WIDTH   640.0
#define PAGE_HEIGHT  480.0
#define PNG_SCALE    2 /* pixels a point */

#define MARGIN       12.0
#define GAP          8.0
#define TICK         4.5
#define COLUMN_WIDTH 6.5  /* what one character of a label takes: for the planner of ticks */
#define ROW_HEIGHT   17.0 /* and one line */
#define AROUND       0.04 /* room around the series, parts of their range */
#define KEY_WIDTH    26.0 /* of a line in the legend */
#define ENTRY_GAP    18.0

const ZtInkRgb zt_ink_black = {0.1, 0.1, 0.1}, zt_ink_grey = {0.45, 0.45, 0.45},
               zt_ink_light = {0.89, 0.89, 0.89};

void zt_sheet_ink(const ZtSheet *sheet, ZtInkRgb ink)
{
    cairo_set_source_rgb(sheet->cr, ink.red, ink.green, ink.blue);
}

double zt_sheet_x(const ZtSheet *sheet, double value)
{
    double part = zt_axis_place(&sheet->x, value) / sheet->x.cells;
    return sheet->frame.left + part * (sheet->frame.right - sheet->frame.left);
}

double zt_sheet_y(const ZtSheet *sheet, double value)
{
    double part = zt_axis_place(&sheet->y, value) / sheet->y.cells;
    return sheet->frame.bottom - part * (sheet->frame.bottom - sheet->frame.top);
}

/* --- the legend: above the frame, ending at its right side --- */

typedef struct Entry {
    const char *text;
    const ZtPen *pen; /* NULL: what a missing value looks like */
    double width;
} Entry;

static double key_width(const ZtPen *pen)
{
    return pen && pen->line ? KEY_WIDTH : 10;
}

static void draw_key(const ZtSheet *sheet, const ZtPen *pen, double x, double y)
{
    double width = key_width(pen);
    if (!pen) {
        zt_sheet_missing(sheet, (ZtBox){x, y - 5, x + width, y + 5});
        return;
    }
    if (pen->line) {
        cairo_move_to(sheet->cr, x, y);
        cairo_line_to(sheet->cr, x + width, y);
        cairo_set_line_width(sheet->cr, 1.6);
        zt_pen_stroke(sheet, pen);
    }
    zt_pen_mark(sheet, pen, x + width / 2, y);
}

/* The entry with that number: the series that have a label, then what is missing. */
static bool entry_at(const ZtSheet *sheet, size_t number, ZtPen *pen, Entry *entry)
{
    const ZtFigure *figure = sheet->figure;
    const char *missing = figure->surface ? figure->surface->missing : NULL;
    size_t found = 0;
    for (size_t i = 0; i < figure->count; i++) {
        if (!figure->series[i].label || found++ != number)
            continue;
        *pen = zt_pen_of(figure, i);
        *entry = (Entry){.text = figure->series[i].label, .pen = pen};
    }
    if (!entry->text && missing && found == number)
        *entry = (Entry){.text = missing};
    if (!entry->text)
        return false;
    entry->width = key_width(entry->pen) + 5 + zt_text_size(sheet, entry->text, ZT_FONT_SMALL);
    return true;
}

/* The entries from number on that fit into one row: *end is the first that does not. */
static double measure_row(const ZtSheet *sheet, size_t number, double room, size_t *end)
{
    double width = 0;
    ZtPen pen;
    for (*end = number;; ++*end) {
        Entry entry = {0};
        if (!entry_at(sheet, *end, &pen, &entry))
            return width;
        double more = entry.width + (*end > number ? ENTRY_GAP : 0);
        if (*end > number && width + more > room)
            return width;
        width += more;
    }
}

/* Draws the rows or only counts them; a single series needs no legend. */
static size_t legend(const ZtSheet *sheet, double right, double top, double room, bool draw)
{
    size_t rows = 0, end = 0;
    ZtPen pen;
    if (!entry_at(sheet, 1, &pen, &(Entry){0}) &&
        !(sheet->figure->surface && entry_at(sheet, 0, &pen, &(Entry){0})))
        return 0;
    for (size_t number = 0; entry_at(sheet, number, &pen, &(Entry){0}); number = end, rows++) {
        double x = right - measure_row(sheet, number, room, &end);
        double y = top + ROW_HEIGHT * ((double)rows + 0.5);
        for (size_t i = number; draw && i < end; i++) {
            Entry entry = {0};
            entry_at(sheet, i, &pen, &entry);
            draw_key(sheet, entry.pen, x, y);
            zt_sheet_ink(sheet, zt_ink_black);
            double key = key_width(entry.pen) + 5;
            zt_sheet_text(sheet, entry.text, x + key, y + ZT_FONT_SMALL * 0.36,
                          (ZtTextStyle){.size = ZT_FONT_SMALL, .room = room - key});
            x += entry.width + ENTRY_GAP;
        }
    }
    return rows;
}

/* --- the axes --- */

/* A surface fills its frame from edge to edge; series have some room around them. */
static void plan_axis(ZtAxis *axis, const ZtFigure *figure, double low, double high, bool log,
                      double room, bool across)
{
    int cells = (int)(room / (across ? COLUMN_WIDTH : ROW_HEIGHT));
    double around = figure->surface ? 0 : (high - low) * AROUND;
    if (log || !isfinite(low - around) || !isfinite(high + around) || !isfinite(around))
        zt_axis_plan(axis, low, high, log, cells, across);
    else
        zt_axis_plan_exact(axis, low - around, high + around, cells, across);
}

static double widest_label(const ZtSheet *sheet, const ZtAxis *axis)
{
    double widest = 0;
    for (int i = 0; i < axis->count; i++)
        widest = fmax(widest, zt_sheet_label(sheet, axis->ticks[i].text, 0, 0, 0, false));
    return widest;
}

/* From the outside to the inside: texts take their room, the frame gets what is left. */
static void plan_sheet(ZtSheet *sheet)
{
    const ZtFigure *figure = sheet->figure;
    ZtRange range = zt_figure_range(figure);
    ZtBox *frame = &sheet->frame;
    double line = ZT_FONT_PLAIN * ZT_LINE_HEIGHT;
    frame->top = MARGIN + (figure->title ? ZT_FONT_TITLE * ZT_LINE_HEIGHT : 0);
    frame->top +=
        ROW_HEIGHT * (double)legend(sheet, 0, 0, sheet->width - 2 * MARGIN, false) + GAP / 2;
    frame->bottom = sheet->height - MARGIN - (figure->x_title ? line : 0) - TICK -
                    ZT_FONT_SMALL * ZT_LINE_HEIGHT - GAP / 2;
    plan_axis(&sheet->y, figure, range.y_low, range.y_high, figure->y_log,
              frame->bottom - frame->top, false);
    frame->left = MARGIN + (figure->y_title ? line + GAP / 2 : 0) + widest_label(sheet, &sheet->y) +
                  TICK + GAP / 2;
    frame->right = sheet->width - fmax(MARGIN, zt_sheet_bar_width(sheet) + MARGIN / 2);
    plan_axis(&sheet->x, figure, range.x_low, range.x_high, false, frame->right - frame->left,
              true);
}

/* A tick's label is its exact value. */
static double tick_value(const ZtTick *tick)
{
    return strtod(tick->text, NULL);
}

static void draw_segment(const ZtSheet *sheet, double x0, double y0, double x1, double y1)
{
    cairo_move_to(sheet->cr, x0, y0);
    cairo_line_to(sheet->cr, x1, y1);
    cairo_stroke(sheet->cr);
}

static void draw_grid(const ZtSheet *sheet)
{
    const ZtBox *frame = &sheet->frame;
    zt_sheet_ink(sheet, zt_ink_light);
    cairo_set_line_width(sheet->cr, 0.7);
    for (int i = 0; i < sheet->x.count; i++) {
        double x = zt_sheet_x(sheet, tick_value(&sheet->x.ticks[i]));
        draw_segment(sheet, x, frame->top, x, frame->bottom);
    }
    for (int i = 0; i < sheet->y.count; i++) {
        double y = zt_sheet_y(sheet, tick_value(&sheet->y.ticks[i]));
        draw_segment(sheet, frame->left, y, frame->right, y);
    }
}

/* 2 to 9 in every decade of a logarithmic axis, where there are not too many decades. */
static void draw_minor_ticks(const ZtSheet *sheet)
{
    double low = sheet->y.low, high = sheet->y.high;
    if (!sheet->y.log || high - low > 10)
        return;
    for (int decade = (int)floor(low); decade <= (int)floor(high); decade++)
        for (int digit = 2; digit <= 9; digit++) {
            double at = decade + log10(digit);
            if (at < low || at > high)
                continue;
            double y = zt_sheet_y(sheet, pow(10, at));
            draw_segment(sheet, sheet->frame.left - TICK / 2, y, sheet->frame.left, y);
        }
}

static void draw_axes(const ZtSheet *sheet)
{
    const ZtBox *frame = &sheet->frame;
    double below = frame->bottom + TICK + ZT_FONT_SMALL * 1.05, end = 0;
    zt_sheet_ink(sheet, zt_ink_black);
    cairo_set_line_width(sheet->cr, 0.9);
    cairo_rectangle(sheet->cr, frame->left, frame->top, frame->right - frame->left,
                    frame->bottom - frame->top);
    cairo_stroke(sheet->cr);
    for (int i = 0; i < sheet->y.count; i++) {
        double y = zt_sheet_y(sheet, tick_value(&sheet->y.ticks[i]));
        draw_segment(sheet, frame->left - TICK, y, frame->left, y);
        zt_sheet_label(sheet, sheet->y.ticks[i].text, frame->left - TICK - GAP / 2,
                       y + ZT_FONT_SMALL * 0.36, 1, true);
    }
    for (int i = 0; i < sheet->x.count; i++) {
        const char *text = sheet->x.ticks[i].text;
        double x = zt_sheet_x(sheet, tick_value(&sheet->x.ticks[i]));
        double half = zt_sheet_label(sheet, text, 0, 0, 0, false) / 2;
        draw_segment(sheet, x, frame->bottom, x, frame->bottom + TICK);
        double middle = fmin(x, sheet->width - half - 2);
        if (middle - half < end)
            continue;
        zt_sheet_label(sheet, text, middle, below, 0.5, true);
        end = middle + half + GAP / 2;
    }
    draw_minor_ticks(sheet);
}

static void draw_titles(const ZtSheet *sheet)
{
    const ZtFigure *figure = sheet->figure;
    const ZtBox *frame = &sheet->frame;
    double across = (frame->left + frame->right) / 2, up = (frame->top + frame->bottom) / 2;
    double width = sheet->width - 2 * MARGIN;
    /* A title wider than the frame is centred on the sheet. */
    zt_sheet_ink(sheet, zt_ink_black);
    if (figure->title) {
        double own = zt_text_size(sheet, figure->title, ZT_FONT_TITLE) * 1.1;
        double room = 2 * fmin(across - MARGIN, sheet->width - MARGIN - across);
        zt_sheet_text(sheet, figure->title, own > room ? sheet->width / 2 : across,
                      MARGIN + ZT_FONT_TITLE * 0.9,
                      (ZtTextStyle){.size = ZT_FONT_TITLE, .at = 0.5, .room = width, .bold = true});
    }
    if (figure->x_title)
        zt_sheet_text(sheet, figure->x_title, across, sheet->height - MARGIN,
                      (ZtTextStyle){.size = ZT_FONT_PLAIN,
                                    .at = 0.5,
                                    .room = 2 * fmin(across, sheet->width - across) - MARGIN});
    if (figure->y_title)
        zt_sheet_text(sheet, figure->y_title, MARGIN + ZT_FONT_PLAIN * 0.8, up,
                      (ZtTextStyle){.size = ZT_FONT_PLAIN,
                                    .at = 0.5,
                                    .room = 2 * fmin(up, sheet->height - up) - MARGIN,
                                    .upward = true});
}

/* Text is measured alike for every format: sizes are not brought to a grid of pixels. */
static void set_fonts(cairo_t *cr)
{
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_set_font_options(cr, options);
    cairo_font_options_destroy(options);
}

bool zt_sheet_draw(cairo_t *cr, const ZtFigure *figure)
{
    ZtSheet sheet = {
        .cr = cr, .figure = figure, .width = ZT_SHEET_WIDTH, .height = ZT_SHEET_HEIGHT};
    set_fonts(cr);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    plan_sheet(&sheet);
    bool fine = true;
    if (figure->surface)
        fine = zt_sheet_surface(&sheet);
    else
        draw_grid(&sheet);
    fine = fine && zt_sheet_series(&sheet);
    draw_axes(&sheet);
    draw_titles(&sheet);
    zt_sheet_bar(&sheet);
    legend(&sheet, sheet.frame.right,
           sheet.frame.top - GAP / 2 -
               ROW_HEIGHT * (double)legend(&sheet, 0, 0, sheet.width - 2 * MARGIN, false),
           sheet.width - 2 * MARGIN, true);
    return fine;
}
