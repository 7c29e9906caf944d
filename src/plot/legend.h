/* The legend: what the series are called, and the numbers between the shades of a surface. */
#ifndef ZT_PLOT_LEGEND_H
#define ZT_PLOT_LEGEND_H

#include "plot/canvas.h"
#include "plot/figure.h"
#include "plot/glyphs.h"

#define ZT_LEGEND_GAP 3 /* columns between entries */

/* Puts one row with the keys and names of the series, or only measures it if there is no canvas.
 * Returns its columns, 0 where fewer than two series have a name. */
int zt_legend_series(const ZtFigure *figure, const ZtGlyphSet *glyphs, ZtCanvas *canvas, int column,
                     int row);

/* The same for the shades, each between the levels that bound it, in as much detail as so many
 * columns allow; 0 where there are none, or no room. */
int zt_legend_shades(const ZtFigure *figure, const ZtGlyphSet *glyphs, ZtCanvas *canvas, int column,
                     int row, int room);

#endif
