/* Series into cells: marks, and lines made of dots. */
#ifndef ZT_PLOT_RASTER_H
#define ZT_PLOT_RASTER_H

#include "plot/field.h"
#include "plot/figure.h"

typedef struct ZtStroke { /* what tells a series from the others */
    ZtInk ink;
    uint32_t mark;   /* 0: none */
    ZtDash dash;     /* of lines */
    const char *key; /* the look of a line in the legend; NULL for marks */
} ZtStroke;

/* The style of series number index of the figure. */
ZtStroke zt_raster_style(const ZtFigure *figure, size_t index, const ZtGlyphSet *glyphs);

/* Draws all series but paths and their marks, which relief.h draws, into an empty field: lines
 * under marks, of one kind the later series over the earlier.
 * Points beyond the scale get a sign at the edge. The work grows with points plus cells. */
void zt_raster_draw(const ZtField *field, const ZtFigure *figure);

#endif
