/* Values of expressions on a session: print, conditions, the values of set.
 *
 * Numbers and settings alone are computed in double. As soon as a column, parameter, prediction,
 * loss or gradient takes part, each operation is rounded to the session's precision, as it is in
 * training. Comparisons round both sides to it. True is 1, false 0. */
#ifndef ZT_CORE_EVALUATE_H
#define ZT_CORE_EVALUATE_H

#include "core/formula.h"
#include "core/session.h"

typedef struct ZtValue {
    bool constant; /* made of numbers and settings alone: a double not yet rounded */
    double number; /* the value, or of a per-row expression the first row's */
    double *row;   /* count values of a per-row expression, else NULL; the caller's */
    size_t count;
} ZtValue;

void zt_value_free(ZtValue *value);

/* Counts of commands for count(NAME); NULL where there are none. */
typedef struct ZtCounts {
    double (*count)(void *data, const char *name); /* negative: no such command */
    void *data;
} ZtCounts;

bool zt_evaluate(const ZtFormula *formula, ZtSession *session, const ZtCounts *counts,
                 ZtValue *value, ZtErr *err);

/* A single value is wanted: a per-row expression is an error. */
bool zt_evaluate_number(const ZtFormula *formula, ZtSession *session, const ZtCounts *counts,
                        double *number, ZtErr *err);

#endif
