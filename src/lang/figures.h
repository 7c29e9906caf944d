/* The figures of a session: what each plot shows, and the sentence that says it in words. */
#ifndef ZT_LANG_FIGURES_H
#define ZT_LANG_FIGURES_H

#include "base/error.h"
#include "core/session.h"
#include "lang/command.h"
#include "plot/figure.h"

/* The plots there are, NULL-terminated. */
extern const char *const zt_plot_kinds[];

/* What is asked between slices of long work. */
typedef struct ZtPatience {
    uint64_t (*slice)(void *data); /* units of work until go_on is asked (session.h) */
    bool (*go_on)(void *data);     /* false: the work is given up, with ZT_ERR_INTERRUPTED */
    void *data;
} ZtPatience;

/* The figure that words ask for: a kind (without one, fit) and what else it takes. It is the
 * caller's (zt_figure_free); NULL with err on failure. All texts are safe for a terminal. patience
 * may be NULL.
 *
 * fit        one input: the points and the model's curve over the raw input's range; else the
 *            prediction against the target, with the diagonal
 * data       the target against the (first) input
 * loss       the loss of the epochs in the history
 * residuals  p - y by row, against the input if there is one, else the row's number
 * landscape  the loss over two parameters (wish.h), with the path of the training
 * gradient   each component of the gradient, epoch by epoch
 * params     each parameter, likewise */
ZtFigure *zt_plot_words(ZtSession *session, const ZtWord *word, size_t count,
                        const ZtPatience *patience, ZtErr *err);

/* The same for one word, the kind. */
ZtFigure *zt_plot_figure(ZtSession *session, const char *kind, ZtErr *err);

#endif
