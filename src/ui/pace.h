/* How much work to do before looking at keys and signals again.
 *
 * Work comes in units of unknown length: an epoch of eleven rows takes a twentieth of a
 * microsecond, a unit of a large data set some ten. Each run starts with few units, and from the
 * time they took follows how many the next slice may have, so that slices last about 10 ms. */
#ifndef ZT_UI_PACE_H
#define ZT_UI_PACE_H

#include <stdint.h>

typedef struct ZtPace {
    uint64_t units; /* of the slice under way, 0 before the first */
    double begin;   /* when it began, in seconds */
} ZtPace;

/* What comes next may be another run: nothing is known of its units. */
void zt_pace_reset(ZtPace *pace);

/* A slice, which ends the one before, begins now: how many units it has. */
uint64_t zt_pace_next(ZtPace *pace, double now);

#endif
