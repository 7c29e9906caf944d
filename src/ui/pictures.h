/* The figures of plot and loss pane, cheap enough to be drawn many times a second. */
#ifndef ZT_UI_PICTURES_H
#define ZT_UI_PICTURES_H

#include "core/session.h"
#include "lang/survey.h"
#include "plot/canvas.h"
#include "plot/figure.h"
#include "plot/glyphs.h"
#include "ui/layout.h"

/* The figure that the words of plot ask for, as the screen shows it: of a large data set a sample,
 * of a long history as many epochs as can be told apart in the place. NULL if there is nothing to
 * show. Its title is handed out apart. The survey, for landscapes only, is kept from one to the
 * next (survey.h). */
ZtFigure *zt_pane_figure(ZtSession *session, const char *plot, ZtRect place, ZtSurvey *survey);

/* True if that plot is worth watching while a training runs. */
bool zt_pane_follows(const char *plot);

/* Fills the canvas with it; one too low for axes shows the series alone. */
void zt_pane_draw_figure(const ZtFigure *figure, ZtGlyphs glyphs, ZtCanvas *canvas);

#endif
