/* A surface into cells: shades, contour lines over them, paths over these, marks over all. */
#ifndef ZT_PLOT_RELIEF_H
#define ZT_PLOT_RELIEF_H

#include "plot/field.h"
#include "plot/figure.h"

/* Fills an empty field with the figure's surface and, of its series, the paths and marks. */
void zt_relief_draw(const ZtField *field, const ZtFigure *figure);

/* The mark and the ink of a series of these kinds; false for the other kinds. */
bool zt_relief_mark(ZtSeriesKind kind, const ZtGlyphSet *glyphs, uint32_t *mark, ZtInk *ink);

/* The character and the ink of a band. */
uint32_t zt_relief_shade(const ZtGlyphSet *glyphs, size_t band, ZtInk *ink);

#endif
