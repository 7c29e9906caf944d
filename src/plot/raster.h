/* Series into cells: marks, and lines made of dots. */
#ifndef ZT_PLOT_RASTER_H
#define ZT_PLOT_RASTER_H

#include "plot/canvas.h"
#include "plot/figure.h"
#include "plot/glyphs.h"
#include "plot/ticks.h"

typedef struct ZtField { /* the inside of a frame */
    ZtCanvas *canvas;
    const ZtGlyphSet *glyphs;
    const ZtAxis *x, *y; /* their cells are its columns and rows */
    int left, top;       /* its first cell */
} ZtField;

typedef struct ZtStroke { /* what tells a series from the others */
    ZtInk ink;
    uint32_t mark;   /* 0 for lines */
    ZtDash dash;     /* of lines */
    const char *key; /* the look of a line in the legend; NULL for marks */
} ZtStroke;

/* The style of series number index of the figure. */
ZtStroke zt_raster_style(const ZtFigure *figure, size_t index, const ZtGlyphSet *glyphs);

/* Draws all series into an empty field: lines under marks, the later series over the earlier.
 * Points beyond the scale get a sign at the edge. The work grows with points plus cells. */
void zt_raster_draw(const ZtField *field, const ZtFigure *figure);

#endif
