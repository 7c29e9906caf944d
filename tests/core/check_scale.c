#include <math.h>
#include <stdint.h>

#include <check.h>

#include "core/cascade.h"
#include "core/engine.h"
#include "sample.h"

Suite *scale_suite(void);

static ZtScales *scales_of(ZtDataset *data, size_t target, ZtScaleKind kind, double factor)
{
    ZtErr err = {0};
    ZtScales *scales = zt_scales_new(data, target, kind, factor, &err);
    ck_assert_ptr_nonnull(scales);
    return scales;
}

/* kind of the n-th column against what its formula gives for every row. */
static void check_column(const ZtScales *scales, size_t column, double shift, double divisor)
{
    const ZtDataset *data = scales->data;
    ZtPrecision precision = data->precision;
    ck_assert(scales->column[column].scaled);
    ck_assert(sample_same(scales->column[column].shift, shift));
    ck_assert(sample_same(scales->column[column].divisor, divisor));
    bool same = true;
    for (size_t i = 0; i < data->rows; i++) {
        double raw = zt_dataset_value(data, column, i);
        double off = zt_round(raw - shift, precision);
        double expected = zt_round(off / divisor, precision);
        same = same && sample_same(zt_load_real(scales->values[column], i, precision), expected) &&
               sample_same(zt_scales_apply(scales, column, raw), expected);
    }
    ck_assert(same);
}

START_TEST(none_borrows_the_data)
{
    ZtDataset *data = sample_thermometer(ZT_SINGLE);
    ZtScales *scales = scales_of(data, 1, ZT_SCALE_NONE, 1);
    ck_assert_uint_eq(scales->columns, 2);
    for (size_t i = 0; i < 2; i++) {
        ck_assert(!scales->column[i].scaled);
        ck_assert_ptr_eq(scales->values[i], data->column[i].values);
    }
    ck_assert(sample_same(zt_scales_apply(scales, 0, 0.1), (double)0.1f));
    zt_scales_release(scales);
    zt_dataset_release(data);
}
END_TEST

START_TEST(factor_multiplies)
{
    ZtPrecision precision = _i ? ZT_DOUBLE : ZT_SINGLE;
    ZtDataset *data = sample_thermometer(precision);
    ZtScales *scales = scales_of(data, 1, ZT_SCALE_FACTOR, 0.1);
    for (size_t i = 0; i < data->rows; i++) {
        double raw = zt_dataset_value(data, 0, i);
        double expected = _i ? raw * 0.1 : (double)((float)raw * 0.1f);
        ck_assert(sample_same(zt_load_real(scales->values[0], i, precision), expected));
        ck_assert(sample_same(zt_scales_apply(scales, 0, raw), expected));
    }
    ck_assert_ptr_eq(scales->values[1], data->column[1].values);
    ck_assert(sample_same(zt_scales_apply(scales, 1, 5), 5));
    zt_scales_release(scales);
    zt_dataset_release(data);
}
END_TEST

START_TEST(standard_takes_mean_and_deviation)
{
    ZtPrecision precision = _i ? ZT_DOUBLE : ZT_SINGLE;
    ZtDataset *data = sample_long(precision, 5000);
    ZtScales *scales = scales_of(data, 1, ZT_SCALE_STANDARD, 1);
    double mean =
        zt_round(zt_cascade_sum(data->column[0].values, 5000, precision) / 5000, precision);
    double squares = 0;
    for (size_t i = 0; i < 5000; i++) {
        double off = zt_dataset_value(data, 0, i) - mean;
        squares += off * off;
    }
    check_column(scales, 0, mean, zt_round(sqrt(squares / 4999), precision));
    ck_assert(!scales->column[1].scaled);
    zt_scales_release(scales);
    zt_dataset_release(data);
}
END_TEST

START_TEST(minmax_goes_from_0_to_1)
{
    ZtPrecision precision = _i ? ZT_DOUBLE : ZT_SINGLE;
    ZtDataset *data = sample_thermometer(precision);
    ZtScales *scales = scales_of(data, 1, ZT_SCALE_MINMAX, 1);
    double low = zt_round(21.8, precision);
    double range = zt_round(zt_round(81.9, precision) - low, precision);
    check_column(scales, 0, low, range);
    ck_assert(sample_same(zt_load_real(scales->values[0], 7, precision), 0));
    ck_assert(sample_same(zt_load_real(scales->values[0], 3, precision), 1));
    zt_scales_release(scales);
    zt_dataset_release(data);
}
END_TEST

/* Vector code reads on to the end of a block. */
START_TEST(values_are_padded_with_zeros)
{
    ZtDataset *data = sample_thermometer(ZT_SINGLE);
    ZtScales *scales = scales_of(data, 1, ZT_SCALE_STANDARD, 1);
    const float *values = scales->values[0];
    ck_assert_uint_eq((uintptr_t)values % 64, 0);
    for (size_t i = 11; i < ZT_PAD; i++)
        ck_assert_float_eq(values[i], 0);
    zt_scales_release(scales);
    zt_dataset_release(data);
}
END_TEST

START_TEST(text_and_target_stay)
{
    ZtErr err = {0};
    ZtBuilder *builder = zt_builder_new("mixed", ZT_SINGLE);
    ck_assert(zt_builder_column(builder, "kind", true));
    ck_assert(zt_builder_column(builder, "a", false));
    ck_assert(zt_builder_column(builder, "b", false));
    for (int i = 0; i < 3; i++) {
        ck_assert(zt_builder_text(builder, 0, "same", 4));
        ck_assert(zt_builder_number(builder, 1, 7));
        ck_assert(zt_builder_number(builder, 2, i));
        ck_assert(zt_builder_row(builder));
    }
    ZtDataset *data = zt_builder_finish(builder);
    ZtScales *scales = scales_of(data, 1, ZT_SCALE_MINMAX, 1);
    ck_assert(!scales->column[0].scaled && !scales->column[1].scaled && scales->column[2].scaled);
    ck_assert_ptr_eq(scales->values[0], data->column[0].values);
    ck_assert_float_eq(((const float *)scales->values[2])[1], 0.5f);
    ck_assert_ptr_null(zt_scales_new(data, 2, ZT_SCALE_MINMAX, 1, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_DATA_CONSTANT);
    ck_assert_str_eq(err.arg[0], "a");
    ck_assert_str_eq(err.arg[1], "minmax");
    ck_assert_ptr_null(zt_scales_new(data, 2, ZT_SCALE_STANDARD, 1, &err));
    ck_assert_str_eq(err.arg[1], "standard");
    zt_scales_release(scales);
    zt_scales_release(scales_of(data, 2, ZT_SCALE_FACTOR, 2));
    ck_assert_int_eq(data->references, 1);
    zt_dataset_release(data);
}
END_TEST

/* Seven values of 0.1 have a mean that is not 0.1: the column is constant all the same. */
START_TEST(rounding_does_not_hide_a_constant)
{
    ZtErr err = {0};
    static const char *const name[] = {"a", "b"};
    double values[14];
    for (int i = 0; i < 14; i++)
        values[i] = i % 2 ? i : 0.1;
    ZtDataset *data = sample_table(ZT_SINGLE, 2, name, 7, values);
    ck_assert_ptr_null(zt_scales_new(data, 1, ZT_SCALE_STANDARD, 1, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_DATA_CONSTANT);
    zt_dataset_release(data);
}
END_TEST

START_TEST(a_single_row_is_constant)
{
    ZtErr err = {0};
    static const char *const name[] = {"a", "b"};
    ZtDataset *data = sample_table(ZT_DOUBLE, 2, name, 1, (double[]){1, 2});
    ck_assert_ptr_null(zt_scales_new(data, 1, ZT_SCALE_STANDARD, 1, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_DATA_CONSTANT);
    ck_assert_ptr_null(zt_scales_new(data, 1, ZT_SCALE_MINMAX, 1, &err));
    zt_dataset_release(data);
}
END_TEST

START_TEST(factors_that_make_no_sense)
{
    static const double bad[] = {0, -0.0, INFINITY, -INFINITY, NAN, 1e-60, 1e60};
    ZtErr err = {0};
    ZtDataset *data = sample_thermometer(ZT_SINGLE), *twice = sample_thermometer(ZT_DOUBLE);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        err = (ZtErr){0};
        ck_assert_ptr_null(zt_scales_new(data, 1, ZT_SCALE_FACTOR, bad[i], &err));
        ck_assert_int_eq(err.kind, ZT_ERR_NORMALIZE_FACTOR);
    }
    zt_scales_release(scales_of(twice, 1, ZT_SCALE_FACTOR, 1e-60));
    zt_scales_release(scales_of(data, 1, ZT_SCALE_FACTOR, -2));
    zt_dataset_release(data);
    zt_dataset_release(twice);
}
END_TEST

/* What is measured, or a scaled value, would not be a finite number. */
static const struct {
    ZtPrecision precision;
    ZtScaleKind kind;
    double factor, values[4];
    const char *by;
} out_of_range[] = {
    {ZT_SINGLE, ZT_SCALE_MINMAX, 1, {3e38, -3e38, 1e38, 0}, "minmax"},
    {ZT_DOUBLE, ZT_SCALE_MINMAX, 1, {1.5e308, -1.5e308, 0, 0}, "minmax"},
    {ZT_SINGLE, ZT_SCALE_STANDARD, 1, {3e38, 2e38, 1e38, 3e38}, "standard"}, /* the sum */
    {ZT_DOUBLE, ZT_SCALE_STANDARD, 1, {1e200, 2e200, 3e200, 0}, "standard"}, /* the squares */
    {ZT_DOUBLE, ZT_SCALE_STANDARD, 1, {1e-170, 2e-170, 3e-170, 0}, "standard"},
    {ZT_SINGLE, ZT_SCALE_STANDARD, 1, {3.3e38, -2.2e38, -2.2e38, 0}, "standard"}, /* x - mean */
    {ZT_SINGLE, ZT_SCALE_FACTOR, 1e10, {1, 2, 1e30, 3}, "1e+10"},
    {ZT_DOUBLE, ZT_SCALE_FACTOR, 1e300, {1, 2, -1e30, 3}, "1e+300"},
};
#define OUT_OF_RANGE (int)(sizeof out_of_range / sizeof out_of_range[0])

START_TEST(what_cannot_be_scaled_is_told)
{
    ZtErr err = {0};
    static const char *const name[] = {"a", "b"};
    ZtPrecision precision = out_of_range[_i].precision;
    const double *v = out_of_range[_i].values;
    ZtDataset *data =
        sample_table(precision, 2, name, 4, (double[]){v[0], 1, v[1], 2, v[2], 3, v[3], 4});
    ck_assert_ptr_null(
        zt_scales_new(data, 1, out_of_range[_i].kind, out_of_range[_i].factor, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_NORMALIZE_RANGE);
    ck_assert_str_eq(err.arg[0], "a");
    ck_assert_str_eq(err.arg[1], out_of_range[_i].by);
    ck_assert_str_eq(err.arg[2], precision == ZT_SINGLE ? "single" : "double");
    ck_assert_str_eq(err.arg[3], precision == ZT_SINGLE ? "double" : "");
    ck_assert_int_eq(data->references, 1);
    zt_scales_release(scales_of(data, 0, out_of_range[_i].kind, 1)); /* the other column is fine */
    zt_dataset_release(data);
}
END_TEST

START_TEST(references_are_counted)
{
    ZtDataset *data = sample_thermometer(ZT_SINGLE);
    ZtScales *scales = scales_of(data, 1, ZT_SCALE_MINMAX, 1);
    ck_assert_int_eq(data->references, 2);
    ck_assert_ptr_eq(zt_scales_retain(scales), scales);
    zt_scales_release(scales);
    ck_assert(sample_same(zt_scales_apply(scales, 0, (double)21.8f), 0));
    zt_scales_release(scales);
    ck_assert_int_eq(data->references, 1);
    ck_assert_ptr_null(zt_scales_retain(NULL));
    zt_scales_release(NULL);
    zt_dataset_release(data);
}
END_TEST

Suite *scale_suite(void)
{
    Suite *suite = suite_create("scale");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, none_borrows_the_data);
    tcase_add_loop_test(tests, factor_multiplies, 0, 2);
    tcase_add_loop_test(tests, standard_takes_mean_and_deviation, 0, 2);
    tcase_add_loop_test(tests, minmax_goes_from_0_to_1, 0, 2);
    tcase_add_test(tests, values_are_padded_with_zeros);
    tcase_add_test(tests, text_and_target_stay);
    tcase_add_test(tests, rounding_does_not_hide_a_constant);
    tcase_add_test(tests, a_single_row_is_constant);
    tcase_add_test(tests, factors_that_make_no_sense);
    tcase_add_loop_test(tests, what_cannot_be_scaled_is_told, 0, OUT_OF_RANGE);
    tcase_add_test(tests, references_are_counted);
    suite_add_tcase(suite, tests);
    return suite;
}
