/* A slope by finite differences, and how far it can be trusted.
 *
 * The central difference (L(w + h) - L(w - h)) / 2h is off by two things: h^2 / 6 times the third
 * derivative, and the rounding of the two losses, divided by 2h. The first wants a small h, the
 * second a large one, and what is best nobody knows beforehand. So several are tried, each a tenth
 * of the one before; where two neighbours agree best, both errors are small, and by how much they
 * differ tells how small. */
#ifndef ZT_CORE_SLOPE_H
#define ZT_CORE_SLOPE_H

#include "core/probe.h"

#define ZT_SLOPE_STEPS  5
#define ZT_SLOPE_POINTS (2 * ZT_SLOPE_STEPS)

typedef struct ZtSlope {
    double value;
    double step;        /* the h it was found with */
    double uncertainty; /* an estimate of its error */
    bool at_kink;       /* the slopes to the two sides differ, however small the step is, */
    ZtOp kinked;        /* because of this function */
} ZtSlope;

/* The points to probe for the slope by a parameter whose present value this is. */
void zt_slope_points(size_t parameter, double value, ZtProbePoint point[ZT_SLOPE_POINTS]);

/* The slope from these points, probed, and the loss at the value itself. Not finite if no
 * difference is. */
ZtSlope zt_slope(const ZtProbePoint point[ZT_SLOPE_POINTS], double loss);

#endif
