/* The history of a training: for each epoch that is kept its loss, parameters and gradient.
 *
 * At most ZT_HISTORY_EPOCHS epochs are kept, and at most ZT_HISTORY_BYTES of memory used: when it
 * is full, every second one is forgotten and from then on only each 2nd, 4th, ... epoch is kept.
 * The first and the last epoch are always there. A model of more than ZT_HISTORY_PARAMETERS
 * parameters keeps the Euclidean norms of parameters and gradient in their place.
 *
 * A copy shares what it has in common with the original, whatever becomes of either: it costs some
 * pointers, not the rows. */
#ifndef ZT_CORE_HISTORY_H
#define ZT_CORE_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ZT_HISTORY_EPOCHS     65536u
#define ZT_HISTORY_BYTES      (64u << 20)
#define ZT_HISTORY_PARAMETERS 256u

typedef struct ZtHistory ZtHistory;

ZtHistory *zt_history_new(size_t parameters); /* NULL when memory runs out */
ZtHistory *zt_history_copy(const ZtHistory *history);
void zt_history_free(ZtHistory *history);
void zt_history_clear(ZtHistory *history);

/* Forgets the epochs behind that one. */
void zt_history_cut(ZtHistory *history, uint64_t epoch);

/* All rows the same, to the bit. */
bool zt_history_same(const ZtHistory *a, const ZtHistory *b);

/* Memory that the history has and other (NULL: none) does not share. */
size_t zt_history_bytes(const ZtHistory *history, const ZtHistory *other);

/* Adds the next epoch (counted from 1). Loss and gradient are those before its update, param those
 * after it: as printed. If memory runs out, the history stays shorter; training goes on. */
void zt_history_add(ZtHistory *history, uint64_t epoch, double loss, const double *param,
                    const double *grad);

typedef struct ZtHistoryRow {
    uint64_t epoch;
    double loss;
    const double *param, *grad; /* width values each; borrowed until the next change */
} ZtHistoryRow;

size_t zt_history_count(const ZtHistory *history);
ZtHistoryRow zt_history_row(const ZtHistory *history, size_t index); /* oldest first */
size_t zt_history_find(const ZtHistory *history, uint64_t epoch);    /* rows up to that epoch */
size_t zt_history_width(const ZtHistory *history); /* parameters, or 1 for norms */
bool zt_history_norms(const ZtHistory *history);   /* true: param and grad are norms */

#endif
