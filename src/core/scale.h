/* Normalization: the columns of a data set as model and loss see them.
 *
 * Every numeric column but the target is scaled by its own numbers, always from the raw values.
 * The target and text columns stay as they are. Arithmetic is that of the session's precision:
 *   factor:    x * factor
 *   standard:  (x - m) / s, m the mean (cascade sum / n), s the standard deviation with n - 1,
 *              accumulated in double in row order and rounded
 *   minmax:    (x - low) / (high - low) */
#ifndef ZT_CORE_SCALE_H
#define ZT_CORE_SCALE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "core/dataset.h"

typedef enum ZtScaleKind {
    ZT_SCALE_NONE,
    ZT_SCALE_FACTOR,
    ZT_SCALE_STANDARD,
    ZT_SCALE_MINMAX,
} ZtScaleKind;

typedef struct ZtScale {
    bool scaled;
    double shift, divisor; /* (x - shift) / divisor for standard and minmax */
} ZtScale;

typedef struct ZtScales {
    ZtScaleKind kind;
    double factor;   /* ZT_SCALE_FACTOR */
    ZtScale *column; /* per column of the data */
    void **values;   /* per column: real numbers, padded; borrowed from the data where not scaled */
    size_t columns;
    ZtDataset *data; /* a reference */
    int references;
} ZtScales;

/* NULL with err on failure: a constant column, a factor of 0 or not finite, numbers so large or so
 * small that what scales them or a scaled one is not finite in the set's precision, memory. */
ZtScales *zt_scales_new(ZtDataset *data, size_t target, ZtScaleKind kind, double factor,
                        ZtErr *err);
ZtScales *zt_scales_retain(ZtScales *scales);
void zt_scales_release(ZtScales *scales);

size_t zt_scales_bytes(const ZtScales *scales); /* of memory, the data aside, about */

/* One raw value of a column, scaled as the column is. */
double zt_scales_apply(const ZtScales *scales, size_t column, double raw);

#endif
