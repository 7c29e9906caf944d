/* How much work to do between two looks at keys and signals. */
#include "ui/pace.h"

#define FIRST     1000u /* 10 ms if a unit takes 10 us, the longest expected */
#define GROWTH    16.0  /* at most, from one slice to the next: the first ones measure badly */
#define UNITS_MAX 1e12
#define SLICE     0.010 /* seconds that a slice shall take */

void zt_pace_reset(ZtPace *pace)
{
    *pace = (ZtPace){0};
}

static uint64_t adapted(uint64_t units, double took)
{
    double factor = took > SLICE / GROWTH ? SLICE / took : GROWTH;
    double next = (double)units * factor;

    if (next > UNITS_MAX)
        next = UNITS_MAX;
    return next < 1 ? 1 : (uint64_t)next;
}

uint64_t zt_pace_next(ZtPace *pace, double now)
{
    pace->units = pace->units == 0 ? FIRST : adapted(pace->units, now - pace->begin);
    pace->begin = now;
    return pace->units;
}
