/* Mean and standard deviation of n >= 1 real numbers of a precision, as normalize, print and show
 * know them. */
#ifndef ZT_CORE_STATISTICS_H
#define ZT_CORE_STATISTICS_H

#include <stddef.h>

#include "core/dataset.h"

/* The cascade sum divided by n, both in the precision. */
double zt_mean(const void *reals, size_t n, ZtPrecision precision);

/* sqrt(sum (v - mean)^2 / (n - 1)), mean as above, added up in double from the first to the last,
 * rounded to the precision. NaN for a single value. */
double zt_deviation(const void *reals, size_t n, ZtPrecision precision);

#endif
