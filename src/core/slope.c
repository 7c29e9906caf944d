#include <config.h>

#include "core/slope.h"

#include <math.h>

/* From a hundredth of the value's size down. */
void zt_slope_points(size_t parameter, double value, ZtProbePoint point[ZT_SLOPE_POINTS])
{
    double step = 10 * zt_probe_distance(value);
    for (size_t i = 0; i < ZT_SLOPE_POINTS; i += 2, step /= 10) {
        point[i] = (ZtProbePoint){.parameter = parameter, .value = value - step};
        point[i + 1] = (ZtProbePoint){.parameter = parameter, .value = value + step};
    }
}

static double width(const ZtProbePoint *pair)
{
    return pair[1].value - pair[0].value;
}

static double central(const ZtProbePoint *pair)
{
    return (pair[1].loss - pair[0].loss) / width(pair);
}

static double uncertainty(const ZtProbePoint *wider, const ZtProbePoint *pair)
{
    double rounding = zt_probe_rounding(pair[0].loss) + zt_probe_rounding(pair[1].loss);
    return fabs(central(pair) - central(wider)) + rounding / width(pair);
}

/* The slope to the right, less that to the left. */
static double jump(const ZtProbePoint *pair, double loss)
{
    return (pair[0].loss - loss + (pair[1].loss - loss)) / (width(pair) / 2);
}

/* With a tenth of the step a smooth loss has a tenth of the jump, one with a kink all of it. */
static void look_for_kink(const ZtProbePoint *wider, const ZtProbePoint *pair, double loss,
                          ZtSlope *slope)
{
    const ZtProbePoint *kinked = pair[0].kinks > 0 ? &pair[0] : &pair[1];
    double stays = fabs(jump(pair, loss)), before = fabs(jump(wider, loss));
    double rounding = 8 * zt_probe_rounding(loss) / width(pair);
    slope->at_kink = kinked->kinks > 0 && stays > before / 2 && stays > rounding;
    slope->kinked = kinked->kinked;
}

ZtSlope zt_slope(const ZtProbePoint point[ZT_SLOPE_POINTS], double loss)
{
    const ZtProbePoint *last = &point[ZT_SLOPE_POINTS - 2];
    ZtSlope best = {.value = (double)NAN, .uncertainty = INFINITY};
    for (const ZtProbePoint *pair = &point[2]; pair <= last; pair += 2) {
        double doubt = uncertainty(pair - 2, pair);
        if (!(doubt < best.uncertainty))
            continue;
        best.value = central(pair);
        best.uncertainty = doubt;
        best.step = width(pair) / 2;
    }
    look_for_kink(last - 2, last, loss, &best);
    return best;
}
