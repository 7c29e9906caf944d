/* Figures: what they own and what they measure. */
#include <float.h>
#include <math.h>

#include "plot/figure.h"

#include "suites.h"

static ZtFigure *figure;

static void setup(void)
{
    figure = zt_figure_new();
    ck_assert_ptr_nonnull(figure);
}

static void teardown(void)
{
    zt_figure_free(figure);
}

static ZtSeries *add(ZtSeriesKind kind)
{
    ZtSeries *series = zt_figure_add(figure, kind, NULL);
    ck_assert_ptr_nonnull(series);
    return series;
}

static void assert_range(double x_low, double x_high, double y_low, double y_high)
{
    ZtRange range = zt_figure_range(figure);
    ck_assert_double_eq(range.x_low, x_low);
    ck_assert_double_eq(range.x_high, x_high);
    ck_assert_double_eq(range.y_low, y_low);
    ck_assert_double_eq(range.y_high, y_high);
}

static void assert_counts(size_t drawn, size_t left_out)
{
    ZtRange range = zt_figure_range(figure);
    ck_assert_uint_eq(range.drawn, drawn);
    ck_assert_uint_eq(range.left_out, left_out);
}

START_TEST(a_surface_is_the_range)
{
    ZtSurface *surface = zt_figure_add_surface(figure, "loss", 3, 2, 4);
    ck_assert_ptr_nonnull(surface);
    ck_assert_str_eq(surface->label, "loss");
    ck_assert_uint_eq(surface->levels, 4);
    surface->x_low = -2;
    surface->x_high = 5;
    surface->y_low = 10;
    surface->y_high = 20;
    surface->value[5] = 1; /* the last of them */
    assert_range(-2, 5, 10, 20);
    zt_series_point(add(ZT_SERIES_PATH), 7, 12);
    assert_range(-2, 5, 10, 20); /* the path leaves it */
    ck_assert_ptr_nonnull(
        zt_figure_add_surface(figure, NULL, 2, 2, 1)); /* in the place of the first */
}
END_TEST

START_TEST(texts_are_copied)
{
    char text[] = "loss";
    ck_assert(zt_figure_set(&figure->title, text));
    text[0] = 'b';
    ck_assert_str_eq(figure->title, "loss");
    ck_assert(zt_figure_set(&figure->title, "more"));
    ck_assert_str_eq(figure->title, "more");
    ck_assert(zt_figure_set(&figure->title, NULL));
    ck_assert_ptr_null(figure->title);
    zt_figure_free(NULL);
}
END_TEST

START_TEST(series_and_points_grow)
{
    for (int i = 0; i < 20; i++)
        ck_assert_ptr_nonnull(zt_figure_add(figure, ZT_SERIES_LINE, "line"));
    ck_assert_uint_eq(figure->count, 20);
    ZtSeries *series = &figure->series[19];
    for (int i = 0; i < 1000; i++)
        ck_assert(zt_series_point(series, i, -i));
    ck_assert_uint_eq(series->count, 1000);
    ck_assert_double_eq(series->x[999], 999);
    ck_assert_double_eq(series->y[999], -999);
    ck_assert_str_eq(series->label, "line");
    ck_assert_ptr_null(add(ZT_SERIES_POINTS)->label);
    assert_range(0, 999, -999, 0);
}
END_TEST

START_TEST(nothing_gives_a_unit)
{
    assert_range(0, 1, 0, 1);
    assert_counts(0, 0);
    figure->y_log = true;
    assert_range(0, 1, 1, 10);
}
END_TEST

START_TEST(one_value_is_widened)
{
    ZtSeries *series = add(ZT_SERIES_POINTS);
    zt_series_point(series, 0, -8);
    assert_range(-1, 1, -12, -4);
    series->y[0] = 8;
    figure->y_log = true;
    assert_range(-1, 1, 4, 16);
}
END_TEST

START_TEST(extreme_values_are_widened)
{
    static const double values[] = {DBL_MAX, -DBL_MAX, 0x1p-1074, -0x1p-1074, 0};
    ZtSeries *series = add(ZT_SERIES_POINTS);
    zt_series_point(series, 0, 0);
    for (int i = 0; i < 10; i++) {
        series->x[0] = series->y[0] = values[i % 5];
        figure->y_log = i >= 5;
        ZtRange range = zt_figure_range(figure);
        ck_assert(range.x_low < range.x_high && range.y_low < range.y_high);
        ck_assert(isfinite(range.x_low) && isfinite(range.x_high));
        ck_assert(isfinite(range.y_low) && isfinite(range.y_high));
        ck_assert(!figure->y_log || range.y_low > 0);
    }
}
END_TEST

START_TEST(what_is_not_finite_is_counted)
{
    ZtSeries *series = add(ZT_SERIES_LINE);
    zt_series_point(series, 1, 2);
    zt_series_point(series, 2, NAN);
    zt_series_point(series, 3, INFINITY);
    zt_series_point(series, NAN, 100);
    zt_series_point(series, INFINITY, 100);
    zt_series_point(series, 0, 1);
    assert_range(0, 3, 1, 2);
    assert_counts(2, 4);
}
END_TEST

START_TEST(a_logarithmic_axis_leaves_out_zero)
{
    ZtSeries *series = add(ZT_SERIES_LINE);
    zt_series_point(series, 1, 0);
    zt_series_point(series, 2, -1);
    zt_series_point(series, 3, 10);
    zt_series_point(series, 4, 100);
    assert_counts(4, 0);
    figure->y_log = true;
    assert_counts(2, 2);
    assert_range(1, 4, 10, 100);
}
END_TEST

START_TEST(stems_stand_on_zero)
{
    ZtSeries *series = add(ZT_SERIES_STEMS);
    zt_series_point(series, 1, 5);
    zt_series_point(series, 2, 8);
    assert_range(1, 2, 0, 8);
    figure->y_log = true;
    assert_range(1, 2, 5, 8);
}
END_TEST

START_TEST(a_rule_is_no_point)
{
    zt_series_point(add(ZT_SERIES_POINTS), 5, 6);
    ZtSeries *rule = add(ZT_SERIES_RULE);
    assert_range(2.5, 7.5, 3, 9);
    zt_series_point(rule, 99, 0);
    assert_range(2.5, 7.5, 0, 6);
    assert_counts(1, 0);
    rule->y[0] = NAN;
    assert_range(2.5, 7.5, 3, 9);
}
END_TEST

Suite *figure_suite(void)
{
    Suite *suite = suite_create("figure");
    TCase *tests = tcase_create("figure");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_surface_is_the_range);
    tcase_add_test(tests, texts_are_copied);
    tcase_add_test(tests, series_and_points_grow);
    tcase_add_test(tests, nothing_gives_a_unit);
    tcase_add_test(tests, one_value_is_widened);
    tcase_add_test(tests, extreme_values_are_widened);
    tcase_add_test(tests, what_is_not_finite_is_counted);
    tcase_add_test(tests, a_logarithmic_axis_leaves_out_zero);
    tcase_add_test(tests, stems_stand_on_zero);
    tcase_add_test(tests, a_rule_is_no_point);
    suite_add_tcase(suite, tests);
    return suite;
}
