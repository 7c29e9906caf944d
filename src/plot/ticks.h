/* An axis: from values to cells, and the ticks with their labels.
 *
 * Steps are 1, 2 or 5 times a power of ten. Where it costs little room the scale is chosen so that
 * a step is a whole number of cells: then every tick stands in the middle of its cell and all are
 * equally far apart. Otherwise the scale fits the values and ticks fall where they fall. */
#ifndef ZT_PLOT_TICKS_H
#define ZT_PLOT_TICKS_H

#include <stdbool.h>

#define ZT_TICKS_MAX     32
#define ZT_TICK_TEXT_MAX 24

typedef struct ZtTick {
    int cell; /* from the low end, 0 is the first */
    char text[ZT_TICK_TEXT_MAX];
} ZtTick;

typedef struct ZtAxis {
    bool log;
    double low, high; /* the outer edges of the cells; their log10 on a logarithmic axis */
    int power;        /* low and high count in 10^power on one that is not */
    int cells;
    int count; /* of the ticks, in rising order; 0 where no label has room */
    int width; /* columns of the longest label */
    ZtTick ticks[ZT_TICKS_MAX];
} ZtAxis;

/* Plans an axis that shows low..high (low < high, finite; positive if log) on so many cells (at
 * least 1): across the picture, where labels stand side by side, or up, where each has a row. */
void zt_axis_plan(ZtAxis *axis, double low, double high, bool log, int cells, bool across);

/* The same for a linear axis whose first cell begins at low and whose last one ends at high. */
void zt_axis_plan_exact(ZtAxis *axis, double low, double high, int cells, bool across);

/* Where a value lies: 0..cells, cell i being i..i+1. The value is finite (positive if log). */
double zt_axis_place(const ZtAxis *axis, double value);

/* The value at a place of 0..cells; infinite where the axis goes on beyond double. */
double zt_axis_value(const ZtAxis *axis, double place);

#endif
