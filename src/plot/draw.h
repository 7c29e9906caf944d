/* Draws a figure into cells: frame, axes with ticks at 1-2-5 steps, titles, legend, series. */
#ifndef ZT_PLOT_DRAW_H
#define ZT_PLOT_DRAW_H

#include "plot/canvas.h"
#include "plot/figure.h"
#include "plot/glyphs.h"

/* Fills the whole canvas with the figure. Works for every size from 1 x 1 up: what has no room is
 * left out in the order legend, titles, tick labels. */
void zt_draw_figure(const ZtFigure *figure, ZtGlyphs glyphs, ZtCanvas *canvas);

#endif
