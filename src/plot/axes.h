/* All of a picture that is not a series: where everything stands, the frame, ticks, titles and
 * the legend. */
#ifndef ZT_PLOT_AXES_H
#define ZT_PLOT_AXES_H

#include <stdbool.h>

#include "plot/canvas.h"
#include "plot/figure.h"
#include "plot/glyphs.h"
#include "plot/ticks.h"

typedef enum ZtDetail { /* what is left out, one after the other, where room is short */
                        ZT_DETAIL_ALL,
                        ZT_DETAIL_NO_LEGEND,
                        ZT_DETAIL_NO_TITLES,
                        ZT_DETAIL_NO_LABELS,
                        ZT_DETAIL_NO_FRAME,
                        ZT_DETAILS
} ZtDetail;

typedef struct ZtLayout {
    ZtDetail detail;
    ZtAxis x, y;   /* their cells are the columns and rows inside the frame */
    int left, top; /* the first cell inside */
    int title_row, y_title_row, legend_row, legend_column, label_row, x_title_row; /* -1: none */
    int shades_row, shades_column;
} ZtLayout;

/* Finds the most detailed layout that leaves enough room for the picture itself. */
void zt_axes_plan(ZtLayout *layout, const ZtFigure *figure, const ZtGlyphSet *glyphs, int width,
                  int height);

void zt_axes_draw(const ZtLayout *layout, const ZtFigure *figure, const ZtGlyphSet *glyphs,
                  ZtCanvas *canvas);

#endif
