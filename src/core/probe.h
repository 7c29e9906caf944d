/* The loss near the present parameters, in double precision (scan.h): what a parameter is moved to,
 * the others as they are. From two such losses comes a slope by finite difference.
 *
 * A function such as abs or relu has a kink where its operand is 0 (min and max: where both are
 * equal). A slope over a kink is no derivative; so each point is also told in how many rows there
 * is one between the present parameters and itself. */
#ifndef ZT_CORE_PROBE_H
#define ZT_CORE_PROBE_H

#include "core/session.h"

typedef struct ZtProbePoint {
    size_t parameter;
    double value; /* what it is moved to */
    double loss;  /* the answer */
    size_t kinks; /* rows where the operand of `kinked` has another sign than at the present */
    size_t here;  /* those of them where it is 0 at the present: the kink is there */
    ZtOp kinked;  /* the first function found with such rows */
    size_t which; /* of those with kinks */
} ZtProbePoint;

typedef struct ZtProbe ZtProbe;

/* NULL with err on failure: no data, no parameters, memory. The points are borrowed and get their
 * answers; the session must stay as it is until the end. */
ZtProbe *zt_probe_new(const ZtSession *session, ZtProbePoint *point, size_t count, ZtErr *err);
void zt_probe_free(ZtProbe *probe);

/* Goes on for some units of work (session.h), lessened by those done. True when all is known. */
bool zt_probe_advance(ZtProbe *probe, uint64_t *work);

/* At the present parameters: the loss, and the gradient by the derivative graph. */
double zt_probe_loss(const ZtProbe *probe);
double zt_probe_derivative(const ZtProbe *probe, size_t parameter);

/* How much a loss of this size may be off because of rounding. */
double zt_probe_rounding(double loss);

/* A thousandth of the power of ten at or below the value's size, 0.001 for 0: a distance to move a
 * parameter by that is small, and not too small. */
double zt_probe_distance(double value);

#endif
