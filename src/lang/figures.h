/* The figures of a session: what each plot shows, and the sentence that says it in words. */
#ifndef ZT_LANG_FIGURES_H
#define ZT_LANG_FIGURES_H

#include "base/error.h"
#include "core/session.h"
#include "plot/figure.h"

/* The plots there are, NULL-terminated. */
extern const char *const zt_plot_kinds[];

/* The figure of that kind (exact), the caller's (zt_figure_free). All texts are safe for a
 * terminal.
 *
 * fit        one input: the points and the model's curve over the raw input's range; else the
 *            prediction against the target, with the diagonal
 * data       the target against the (first) input
 * loss       the loss of the epochs in the history
 * compare    the losses of all marked runs and the present one
 * residuals  p - y by row, against the input if there is one, else the row's number */
ZtFigure *zt_plot_figure(ZtSession *session, const char *kind, ZtErr *err);

#endif
