/* The figures of plot and loss pane, cheap enough to be drawn many times a second. */
#ifndef ZT_UI_PICTURES_H
#define ZT_UI_PICTURES_H

#include "core/session.h"
#include "plot/canvas.h"
#include "plot/figure.h"
#include "plot/glyphs.h"

/* The figure of that kind as the screen shows it: of a large data set a sample, of a long history
 * as many epochs as can be told apart on so many columns. NULL if there is nothing to show. Its
 * title is handed out apart. */
ZtFigure *zt_pane_figure(ZtSession *session, const char *kind, int columns);

/* Fills the canvas with it; one too low for axes shows the series alone. */
void zt_pane_draw_figure(const ZtFigure *figure, ZtGlyphs glyphs, ZtCanvas *canvas);

#endif
