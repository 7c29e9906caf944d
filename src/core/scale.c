#include <config.h>

#include <math.h>

#include "base/memory.h"
#include "base/number.h"
#include "core/scale.h"
#include "core/statistics.h"

/* x * factor in the set's precision; (x - shift) / divisor likewise. */
static double scaled(const ZtScales *scales, size_t column, double x)
{
    const ZtScale *scale = &scales->column[column];
    ZtPrecision precision = scales->data->precision;
    if (!scale->scaled)
        return x;
    if (scales->kind == ZT_SCALE_FACTOR)
        return zt_round(x * zt_round(scales->factor, precision), precision);
    return zt_round(zt_round(x - scale->shift, precision) / scale->divisor, precision);
}

double zt_scales_apply(const ZtScales *scales, size_t column, double raw)
{
    return scaled(scales, column, zt_round(raw, scales->data->precision));
}

static void measure_standard(const ZtDataset *data, size_t column, ZtScale *scale)
{
    const void *values = data->column[column].values;
    scale->shift = zt_mean(values, data->rows, data->precision);
    scale->divisor = zt_deviation(values, data->rows, data->precision);
}

static void measure_minmax(const ZtDataset *data, size_t column, ZtScale *scale)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < data->rows; i++) {
        double value = zt_dataset_value(data, column, i);
        low = value < low ? value : low;
        high = value > high ? value : high;
    }
    scale->shift = low;
    scale->divisor = zt_round(high - low, data->precision);
}

/* A column all of whose values are the same, whatever rounding did to its mean. */
static bool constant(const ZtDataset *data, size_t column)
{
    for (size_t i = 1; i < data->rows; i++)
        if (zt_dataset_value(data, column, i) != zt_dataset_value(data, column, 0))
            return false;
    return true;
}

static bool measure(ZtScales *scales, size_t column, ZtErr *err)
{
    ZtScale *scale = &scales->column[column];
    scale->scaled = true;
    if (scales->kind == ZT_SCALE_FACTOR)
        return true;
    bool standard = scales->kind == ZT_SCALE_STANDARD;
    if (constant(scales->data, column))
        return zt_fail(err, ZT_ERR_DATA_CONSTANT, scales->data->column[column].name,
                       standard ? "standard" : "minmax", NULL);
    if (standard)
        measure_standard(scales->data, column, scale);
    else
        measure_minmax(scales->data, column, scale);
    return true;
}

/* Its numbers are so large that a sum, a difference or a product is infinite, or so small that all
 * squares vanish. */
static bool fail_range(const ZtScales *scales, size_t column, ZtErr *err)
{
    bool single = scales->data->precision == ZT_SINGLE;
    ZtBuf by = {0};
    if (scales->kind == ZT_SCALE_FACTOR)
        zt_number_print(&by, scales->factor, 6, false);
    else
        zt_buf_puts(&by, scales->kind == ZT_SCALE_STANDARD ? "standard" : "minmax");
    zt_fail(err, ZT_ERR_NORMALIZE_RANGE, scales->data->column[column].name, zt_buf_text(&by),
            single ? "single" : "double", single ? "double" : "", NULL);
    zt_buf_free(&by);
    return false;
}

static bool usable(const ZtScale *scale, ZtScaleKind kind)
{
    return kind == ZT_SCALE_FACTOR ||
           (isfinite(scale->shift) && isfinite(scale->divisor) && scale->divisor > 0);
}

/* Products and quotients of floats in double and rounded once are those of float arithmetic. */
static bool scale_column(ZtScales *scales, size_t column, ZtErr *err)
{
    const ZtDataset *data = scales->data;
    if (!measure(scales, column, err))
        return false;
    if (!usable(&scales->column[column], scales->kind))
        return fail_range(scales, column, err);
    void *values = zt_alloc_aligned(data->rows + ZT_PAD, zt_real_size(data->precision));
    if (!values)
        return zt_fail_memory(err);
    scales->values[column] = values;
    for (size_t i = 0; i < data->rows; i++) {
        double value = scaled(scales, column, zt_dataset_value(data, column, i));
        if (!isfinite(value))
            return fail_range(scales, column, err);
        if (data->precision == ZT_SINGLE)
            ((float *)values)[i] = (float)value;
        else
            ((double *)values)[i] = value;
    }
    return true;
}

static bool fail_factor(double factor, ZtErr *err)
{
    ZtBuf text = {0};
    zt_number_print(&text, factor, 6, false);
    zt_fail(err, ZT_ERR_NORMALIZE_FACTOR, zt_buf_text(&text), NULL);
    zt_buf_free(&text);
    return false;
}

static bool fill(ZtScales *scales, size_t target, ZtErr *err)
{
    for (size_t i = 0; i < scales->columns; i++) {
        const ZtColumn *column = &scales->data->column[i];
        if (scales->kind == ZT_SCALE_NONE || i == target || column->text)
            scales->values[i] = column->values;
        else if (!scale_column(scales, i, err))
            return false;
    }
    return true;
}

ZtScales *zt_scales_new(ZtDataset *data, size_t target, ZtScaleKind kind, double factor, ZtErr *err)
{
    if (kind == ZT_SCALE_FACTOR && (!isfinite(factor) || zt_round(factor, data->precision) == 0 ||
                                    !isfinite(zt_round(factor, data->precision)))) {
        fail_factor(factor, err);
        return NULL;
    }
    ZtScales *scales = zt_alloc(1, sizeof *scales);
    if (!scales) {
        zt_fail_memory(err);
        return NULL;
    }
    scales->references = 1;
    scales->kind = kind;
    scales->factor = factor;
    scales->columns = data->columns;
    scales->data = zt_dataset_retain(data);
    scales->column = zt_alloc(data->columns, sizeof *scales->column);
    scales->values = zt_alloc(data->columns, sizeof *scales->values);
    bool memory = (scales->column && scales->values) || zt_fail_memory(err);
    if (memory && fill(scales, target, err))
        return scales;
    zt_scales_release(scales);
    return NULL;
}

ZtScales *zt_scales_retain(ZtScales *scales)
{
    if (scales)
        scales->references++;
    return scales;
}

void zt_scales_release(ZtScales *scales)
{
    if (!scales || --scales->references > 0)
        return;
    for (size_t i = 0; scales->values && scales->column && i < scales->columns; i++)
        if (scales->column[i].scaled)
            zt_free(scales->values[i]);
    zt_dataset_release(scales->data);
    zt_free(scales->column);
    zt_free(scales->values);
    zt_free(scales);
}

size_t zt_scales_bytes(const ZtScales *scales)
{
    size_t bytes = sizeof *scales + scales->columns * (sizeof(ZtScale) + sizeof(void *));
    for (size_t i = 0; i < scales->columns; i++)
        if (scales->column[i].scaled)
            bytes += (scales->data->rows + ZT_PAD) * zt_real_size(scales->data->precision);
    return bytes;
}
