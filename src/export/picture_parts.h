/* What the files that draw a picture share. Private to them. */
#ifndef ZT_EXPORT_PICTURE_PARTS_H
#define ZT_EXPORT_PICTURE_PARTS_H

#include <cairo.h>
#include <stdint.h>

#include "plot/figure.h"
#include "plot/ticks.h"

typedef struct ZtInkRgb {
    double red, green, blue;
} ZtInkRgb;

typedef struct ZtBox {
    double left, top, right, bottom;
} ZtBox;

typedef struct ZtSheet {
    cairo_t *cr;
    const ZtFigure *figure;
    double width, height; /* in points */
    ZtBox frame;          /* the picture itself */
    ZtAxis x, y;
} ZtSheet;

/* How a series looks. */
typedef enum ZtMark {
    ZT_MARK_NONE,
    ZT_MARK_DISC,
    ZT_MARK_SQUARE,
    ZT_MARK_TRIANGLE,
    ZT_MARK_DIAMOND,
    ZT_MARK_RING,
} ZtMark;

typedef struct ZtPen {
    ZtInkRgb ink;
    ZtMark mark;
    bool line;   /* points are joined */
    bool edge;   /* marks have a thin white one, which keeps neighbours apart */
    int dash;    /* number of a pattern, 0 is solid */
    double size; /* of marks */
} ZtPen;

extern const ZtInkRgb zt_ink_black, zt_ink_grey, zt_ink_light;

void zt_sheet_ink(const ZtSheet *sheet, ZtInkRgb ink);

/* A place of the page for values on the scale. */
double zt_sheet_x(const ZtSheet *sheet, double value);
double zt_sheet_y(const ZtSheet *sheet, double value);

/* --- picture_sheet.c --- */

#define ZT_SHEET_WIDTH  640.0 /* points */
#define ZT_SHEET_HEIGHT 480.0

/* The whole page; false when memory runs out, unless cairo knows of it. */
bool zt_sheet_draw(cairo_t *cr, const ZtFigure *figure);

/* --- picture_text.c --- */

#define ZT_FONT_SMALL  11.0
#define ZT_FONT_PLAIN  12.5
#define ZT_FONT_TITLE  14.5
#define ZT_LINE_HEIGHT 1.35 /* of a font's size */

double zt_text_size(const ZtSheet *sheet, const char *text, double size); /* its width */

/* Texts in the plain font, or the bold one; `at` is how far of its width lies left of x (0: it
 * begins there, 0.5: centred, 1: it ends there); y is the base line. One that is wider than room is
 * made smaller, and cut if it must be. */
typedef struct ZtTextStyle {
    double size, at, room;
    bool bold, upward; /* upward: turned by a quarter, x and y still its middle and base line */
} ZtTextStyle;
void zt_sheet_text(const ZtSheet *sheet, const char *text, double x, double y, ZtTextStyle style);

/* A number of an axis: with a proper minus sign, and 10 to a power instead of e+06. Returns its
 * width; with draw, ends at `at` of it, as above. */
double zt_sheet_label(const ZtSheet *sheet, const char *label, double x, double y, double at,
                      bool draw);

/* --- picture_series.c --- */

ZtPen zt_pen_of(const ZtFigure *figure, size_t series);
void zt_pen_mark(const ZtSheet *sheet, const ZtPen *pen, double x, double y);
void zt_pen_stroke(const ZtSheet *sheet, const ZtPen *pen); /* the path that was made */

/* All series, into the frame. False when memory runs out. */
bool zt_sheet_series(const ZtSheet *sheet);

/* --- picture_surface.c --- */

/* The shades and contour lines; false when memory runs out. */
bool zt_sheet_surface(const ZtSheet *sheet);

/* The width that the bar of shades needs at the right of the frame, and the bar itself. */
double zt_sheet_bar_width(const ZtSheet *sheet);
void zt_sheet_bar(const ZtSheet *sheet);

/* The look of samples without a value, in a box. */
void zt_sheet_missing(const ZtSheet *sheet, ZtBox box);

#endif
