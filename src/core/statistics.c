#include <config.h>

#include "core/statistics.h"

#include <math.h>

#include "core/cascade.h"

double zt_mean(const void *reals, size_t n, ZtPrecision precision)
{
    double sum = zt_cascade_sum(reals, n, precision);
    return zt_round(sum / zt_round((double)n, precision), precision);
}

double zt_deviation(const void *reals, size_t n, ZtPrecision precision)
{
    const float *single = reals;
    const double *real = reals;
    double mean = zt_mean(reals, n, precision), squares = 0;
    for (size_t i = 0; i < n; i++) {
        double off = (precision == ZT_SINGLE ? (double)single[i] : real[i]) - mean;
        squares += off * off;
    }
    return n > 1 ? zt_round(sqrt(squares / (double)(n - 1)), precision) : (double)NAN;
}
