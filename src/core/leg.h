/* Legs of a run: stretches of epochs that were trained under the same conditions.
 *
 * A leg begins where a training goes on after something that decides its numbers was changed: the
 * learning rate, the loss, the scaling, the precision, or parameters that were set by hand. It
 * knows these conditions and the parameters it began with. So every epoch of the run can be had
 * again, to the bit: by training from the beginning of its leg. Legs never change, and are shared
 * by counting; the newest of a run leads to those before it. */
#ifndef ZT_CORE_LEG_H
#define ZT_CORE_LEG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/formula.h"
#include "core/scale.h"
#include "core/settings.h"

#define ZT_LEGS_BYTES (64u << 20) /* of one run; then those before the newest are forgotten */

typedef struct ZtSession ZtSession; /* session.h */

typedef struct ZtLeg {
    struct ZtLeg *before; /* NULL: the run begins here */
    int references;
    size_t bytes;  /* of this leg and those before it */
    uint64_t from; /* the epochs before it */
    bool diverged; /* the last of them had a loss that is not finite */
    double lr;
    ZtOptimizer optimizer;
    ZtPrecision precision;
    ZtScaleKind scaling;
    double factor; /* of the scaling */
    ZtFormula *loss;
    double param[]; /* of each parameter, when it began */
} ZtLeg;

/* Sees to it that the session's newest leg is one under its present conditions; called before an
 * epoch. False, with nothing changed, when memory runs out. */
bool zt_leg_begin(ZtSession *session);

ZtLeg *zt_leg_retain(ZtLeg *leg); /* NULL gives NULL */
void zt_leg_release(ZtLeg *leg);

/* The first leg of the run that leads to this one. */
const ZtLeg *zt_leg_first(const ZtLeg *leg);

/* Memory of the legs that other (NULL: none) has not. */
size_t zt_leg_bytes(const ZtLeg *leg, const ZtLeg *other);

#endif
