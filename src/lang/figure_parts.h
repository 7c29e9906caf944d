/* What the files that build figures share. Private to them. */
#ifndef ZT_LANG_FIGURE_PARTS_H
#define ZT_LANG_FIGURE_PARTS_H

#include "base/error.h"
#include "core/session.h"
#include "lang/survey.h"
#include "plot/figure.h"

/* Sets a text of the figure, made safe for a terminal; false when memory runs out. */
bool zt_figure_set_safe(char **slot, const char *text);

/* The parameters or, if of_gradient, the components of the gradient, epoch by epoch; of more than
 * `most` epochs as many at equal distances. */
bool zt_build_components(ZtFigure *figure, const ZtSession *session, bool of_gradient, size_t most,
                         ZtErr *err);

/* The picture of a survey that is up to date. */
bool zt_build_landscape(ZtFigure *figure, const ZtSession *session, const ZtWish *wish,
                        const ZtSurvey *survey, ZtErr *err);

/* Sets its sentence. */
bool zt_words_landscape(ZtFigure *figure, const ZtSession *session, const ZtWish *wish,
                        const ZtSurvey *survey);

#endif
