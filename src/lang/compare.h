/* Runs side by side: which, whether they can be compared, and what is read off them. */
#ifndef ZT_LANG_COMPARE_H
#define ZT_LANG_COMPARE_H

#include "core/session.h"
#include "lang/command.h"
#include "plot/figure.h"

#define ZT_COMPARE_NOW "now" /* the name of the present run */

typedef struct ZtCompared {
    const char *name;
    const ZtSession *session;
    uint64_t diverged; /* the first epoch kept whose loss is not finite; 0 if there is none */
} ZtCompared;

typedef struct ZtComparison { /* borrowed from the session */
    ZtCompared run[ZT_RUNS_MAX + 1];
    size_t count; /* at least 2 */
} ZtComparison;

/* The runs named; to a single one the present run is added, and without names all marks and the
 * present run, if that is not one of them. They must begin the same: data, model, parameters,
 * loss. Errors point at the words. */
bool zt_compare_read(const ZtSession *session, const ZtWord *word, size_t count,
                     ZtComparison *comparison, ZtErr *err);

/* The last epoch that all of them have kept, diverged ones aside unless all have diverged. */
uint64_t zt_compare_common(const ZtComparison *comparison);

/* Whether an epoch is kept, and then its loss. */
bool zt_compare_keeps(const ZtSession *run, uint64_t epoch);
double zt_compare_loss(const ZtSession *run, uint64_t epoch);

/* The run whose loss is lowest at that epoch, of those that have kept it; the number of runs if
 * none is finite, or the lowest ones are the same. */
size_t zt_compare_lowest(const ZtComparison *comparison, uint64_t epoch);

/* The losses of all of them over the epochs; an error if there are more runs than kinds of lines.
 */
bool zt_build_comparison(ZtFigure *figure, const ZtComparison *comparison, ZtErr *err);

#endif
