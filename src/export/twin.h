/* The twin: a PyTorch script that does what the session did, and prints the same text.
 *
 * It is written to be read: the data, the normalization, the parameters, one function that trains,
 * and a line for each training. For the tutorial's model, w * x + b with the mean squared error,
 * the gradient is written out by hand, in the order in which the session computes it, so that the
 * numbers agree to the bit; any other model has autograd find it. */
#ifndef ZT_EXPORT_TWIN_H
#define ZT_EXPORT_TWIN_H

#include "base/buffer.h"
#include "base/error.h"
#include "core/session.h"

/* What the session says when a training has diverged: {1} and {2} are the epoch since when, or the
 * learning rate and the largest stable one. Translated. */
typedef struct ZtDivergenceWords {
    const char *since, *too_large, *exact, *estimate, *other;
} ZtDivergenceWords;

/* Appends the script; its comments are translated. Errors: no data, a model without parameters,
 * too many rows that were not read from a file, memory. */
bool zt_twin(ZtSession *session, const ZtDivergenceWords *words, ZtTranslate translate, ZtBuf *out,
             ZtErr *err);

/* The epochs that the script runs, and in how many runs. */
void zt_twin_extent(const ZtSession *session, uint64_t *epochs, uint64_t *runs);

#endif
