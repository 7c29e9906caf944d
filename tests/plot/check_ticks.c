/* Axes: where values fall, which ticks are chosen, what their labels say. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "plot/ticks.h"

#include "suites.h"

static ZtAxis axis;

/* Plans an axis and compares its labels, put together with blanks. */
static void assert_labels(double low, double high, bool log, int cells, bool across,
                          const char *expected)
{
    char labels[ZT_TICKS_MAX * ZT_TICK_TEXT_MAX] = "";
    zt_axis_plan(&axis, low, high, log, cells, across);
    for (int i = 0; i < axis.count; i++) {
        strcat(labels, i > 0 ? " " : "");
        strcat(labels, axis.ticks[i].text);
    }
    ck_assert_str_eq(labels, expected);
}

/* Where a label's number falls, which may be no double: 2e+308. */
static double place_of(const char *label)
{
    char *end;
    if (axis.power == 0 && !strchr(label, 'e'))
        return zt_axis_place(&axis, strtod(label, NULL));
    char digits[ZT_TICK_TEXT_MAX] = "";
    memcpy(digits, label, strcspn(label, "e"));
    double value = strtod(digits, &end);
    int exponent = label[end - digits] ? atoi(label + (end - digits) + 1) : axis.power;
    double at = axis.log ? log10(value) + exponent : value * pow(10, exponent - axis.power);
    return (at - axis.low) / (axis.high - axis.low) * axis.cells;
}

/* Every tick must stand in the cell where its label's number falls. */
static void assert_truthful(void)
{
    for (int i = 0; i < axis.count; i++) {
        double place = place_of(axis.ticks[i].text);
        double middle = axis.ticks[i].cell + 0.5;
        ck_assert_msg(fabs(place - middle) < 0.51, "%s stands at %g, belongs to %g",
                      axis.ticks[i].text, middle, place);
    }
}

static void assert_apart(bool across)
{
    for (int i = 1; i < axis.count; i++) {
        int distance = axis.ticks[i].cell - axis.ticks[i - 1].cell;
        ck_assert_int_ge(distance, across ? axis.width + 2 : 1);
        ck_assert_str_ne(axis.ticks[i].text, axis.ticks[i - 1].text);
    }
}

START_TEST(round_steps)
{
    assert_labels(21.8, 81.9, false, 76, true, "20 30 40 50 60 70 80");
    assert_labels(-4.4, 28, false, 19, false, "0 5 10 15 20 25");
    assert_labels(1, 5000, false, 76, true, "0 1000 2000 3000 4000 5000");
    assert_labels(0, 1, false, 18, false, "0.0 0.2 0.4 0.6 0.8 1.0");
    assert_labels(0, 100, false, 40, true, "0 20 40 60 80 100");
    assert_labels(0.1, 0.3, false, 3, false, "0.1 0.2 0.3");
}
END_TEST

START_TEST(huge_and_tiny_steps)
{
    assert_labels(0, 3e6, false, 20, false, "0 5.0e+05 1.0e+06 1.5e+06 2.0e+06 2.5e+06 3.0e+06");
    assert_labels(0, 5e-5, false, 20, false, "0 1e-05 2e-05 3e-05 4e-05 5e-05");
    assert_labels(1000000, 1000004, false, 20, false, "1000000 1000001 1000002 1000003 1000004");
    assert_labels(0, 999999, false, 8, false, "0 5.0e+05 1.0e+06");
}
END_TEST

START_TEST(logarithmic_steps)
{
    assert_labels(2.9, 1764, true, 20, false, "1 10 100 1000");
    assert_labels(1e-3, 1e3, true, 20, false, "0.001 0.01 0.1 1 10 100 1000");
    assert_labels(3, 90, true, 20, false, "5 10 20 50");
    assert_labels(20, 70, true, 20, false, "20 30 40 50 60 70");
    assert_labels(0.30, 0.34, true, 18, false, "0.30 0.31 0.32 0.33 0.34");
    assert_labels(1, 1e38, true, 20, false, "1e+00 1e+10 1e+20 1e+30");
}
END_TEST

START_TEST(aligned_ticks_are_evenly_spaced)
{
    zt_axis_plan(&axis, 21.8, 81.9, false, 76, true);
    int distance = axis.ticks[1].cell - axis.ticks[0].cell;
    ck_assert_int_eq(axis.ticks[0].cell, 0);
    for (int i = 1; i < axis.count; i++)
        ck_assert_int_eq(axis.ticks[i].cell - axis.ticks[i - 1].cell, distance);
    ck_assert_double_eq_tol(zt_axis_place(&axis, 40), axis.ticks[2].cell + 0.5, 1e-9);
}
END_TEST

START_TEST(three_labels_where_there_is_room)
{
    for (int cells = 5; cells <= 200; cells++) {
        zt_axis_plan(&axis, -4.3, 28.1, false, cells, false);
        ck_assert_int_ge(axis.count, 3);
        zt_axis_plan(&axis, 21.8, 81.9, false, 4 * cells, true);
        ck_assert_int_ge(axis.count, 3);
        zt_axis_plan(&axis, 2.92, 86.1, true, cells, false);
        ck_assert_int_ge(axis.count, 3);
    }
}
END_TEST

static double draw(ZtRandom *random, bool positive)
{
    double size = pow(10, (zt_random_uniform(random) - 0.5) * (zt_random_next(random) % 60));
    return positive || zt_random_next(random) % 2 ? size : -size;
}

START_TEST(any_range_and_size)
{
    ZtRandom random;
    zt_random_seed(&random, 7);
    for (int i = 0; i < 5000; i++) {
        bool log = i % 3 == 0, across = i % 2;
        double a = draw(&random, log), b = i % 5 ? draw(&random, log) : a * 1.01;
        int cells = 1 + (int)(zt_random_next(&random) % (i % 7 ? 120 : 500));
        if (a == b)
            continue;
        double low = fmin(a, b), high = fmax(a, b);
        zt_axis_plan(&axis, low, high, log, cells, across);
        ck_assert(axis.low < axis.high && axis.cells == cells);
        ck_assert(zt_axis_place(&axis, low) >= 0 && zt_axis_place(&axis, high) <= cells);
        ck_assert(zt_axis_place(&axis, low) < zt_axis_place(&axis, high));
        assert_truthful();
        assert_apart(across);
    }
}
END_TEST

static const double ends[][2] = {
    {-DBL_MAX, DBL_MAX}, {-1.7e308, 1.7e308},    {1e308, DBL_MAX},     {-DBL_MAX, -1e308},
    {0, DBL_MAX},        {0, 0x1p-1074},         {0, 1e-320},          {1e-320, 9e-320},
    {-1e-310, 1e-310},   {-1e299, 1e300},        {0x1p-1074, DBL_MAX}, {1, 1 + DBL_EPSILON},
    {-1e300, 1e-300},    {0x1p-1074, 0x1p-1073}, {1e15, 1e15 + 0.125}, {DBL_MIN, 1e-307}};

/* Every end of a range stands where it belongs, and no value beyond it as one within. */
START_TEST(the_ends_of_doubles)
{
    double low = ends[_i][0], high = ends[_i][1];
    for (int i = 0; i < 4; i++) {
        bool log = i & 1, across = i & 2;
        if (log && low <= 0)
            continue;
        zt_axis_plan(&axis, low, high, log, 60, across);
        ck_assert(isfinite(axis.low) && isfinite(axis.high) && axis.low < axis.high);
        double from = zt_axis_place(&axis, low), to = zt_axis_place(&axis, high);
        ck_assert(from >= 0 && from <= to && to <= 60);
        ck_assert(high - low < 1e-9 * high || to - from > 30);
        ck_assert(zt_axis_place(&axis, DBL_MAX) >= to);
        assert_apart(across);
        assert_truthful();
    }
}
END_TEST

START_TEST(labels_at_the_ends_of_doubles)
{
    assert_labels(-1.7e308, 1.7e308, false, 20, false,
                  "-1.5e+308 -1.0e+308 -5.0e+307 0 5.0e+307 1.0e+308 1.5e+308");
    assert_labels(0, DBL_MAX, false, 40, true, "0 5.0e+307 1.0e+308 1.5e+308");
    assert_labels(0, 1e-320, false, 20, false,
                  "0 2.0e-321 4.0e-321 6.0e-321 8.0e-321 1.0e-320 1.2e-320");
    assert_labels(1e308, 1.6e308, true, 20, false,
                  "1.0e+308 1.1e+308 1.2e+308 1.3e+308 1.4e+308 1.5e+308 1.6e+308");
    zt_axis_plan(&axis, -1.7e308, 1.7e308, false, 60, true);
    ck_assert_double_eq_tol(zt_axis_place(&axis, 0), 30, 1);
    ck_assert_double_eq_tol(zt_axis_place(&axis, 0.85e308), 45, 2);
    zt_axis_plan(&axis, 0, 0x1p-1072, false, 60, true);
    ck_assert_double_eq_tol(zt_axis_place(&axis, 0x1p-1073), 30, 1);
}
END_TEST

START_TEST(places_stay_inside)
{
    zt_axis_plan(&axis, 0, 10, false, 20, true);
    ck_assert_double_eq(zt_axis_place(&axis, -DBL_MAX), 0);
    ck_assert_double_eq(zt_axis_place(&axis, DBL_MAX), 20);
    zt_axis_plan(&axis, 1, 10, true, 20, true);
    ck_assert_double_eq(zt_axis_place(&axis, 1e-300), 0);
    ck_assert_double_eq(zt_axis_place(&axis, 1e300), 20);
}
END_TEST

START_TEST(an_exact_scale_ends_at_its_edges)
{
    zt_axis_plan_exact(&axis, -1.25, 5.5, 60, true);
    ck_assert_double_eq(axis.low, -1.25);
    ck_assert_double_eq(axis.high, 5.5);
    ck_assert_int_ge(axis.count, 3);
    for (int i = 0; i < axis.count; i++)
        ck_assert_int_eq(axis.ticks[i].cell, (int)((atof(axis.ticks[i].text) + 1.25) / 6.75 * 60));
}
END_TEST

START_TEST(a_place_has_a_value)
{
    static const struct {
        double low, high, value;
        bool log;
    } at[] = {{0, 10, 7, false},
              {1, 1000, 31, true},
              {-1.7e308, 1.7e308, 1.1e308, false},
              {0, 1e-320, 4e-321, false}};
    for (size_t i = 0; i < sizeof at / sizeof at[0]; i++) {
        zt_axis_plan(&axis, at[i].low, at[i].high, at[i].log, 40, true);
        double place = zt_axis_place(&axis, at[i].value);
        ck_assert_double_eq_tol(zt_axis_value(&axis, place) / at[i].value, 1, 2e-3);
    }
}
END_TEST

START_TEST(no_room_one_label)
{
    zt_axis_plan(&axis, 0.6, 0.7, false, 1, false);
    ck_assert_int_le(axis.count, 1);
    zt_axis_plan(&axis, 0, 1, false, 1, true);
    ck_assert_int_le(axis.count, 1);
    zt_axis_plan(&axis, 1234567, 1234568, false, 4, true);
    ck_assert_int_le(axis.count, 1);
}
END_TEST

Suite *ticks_suite(void)
{
    Suite *suite = suite_create("ticks");
    TCase *tests = tcase_create("ticks");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, round_steps);
    tcase_add_test(tests, huge_and_tiny_steps);
    tcase_add_test(tests, logarithmic_steps);
    tcase_add_test(tests, aligned_ticks_are_evenly_spaced);
    tcase_add_test(tests, three_labels_where_there_is_room);
    tcase_add_test(tests, any_range_and_size);
    tcase_add_loop_test(tests, the_ends_of_doubles, 0, sizeof ends / sizeof ends[0]);
    tcase_add_test(tests, labels_at_the_ends_of_doubles);
    tcase_add_test(tests, places_stay_inside);
    tcase_add_test(tests, an_exact_scale_ends_at_its_edges);
    tcase_add_test(tests, a_place_has_a_value);
    tcase_add_test(tests, no_room_one_label);
    suite_add_tcase(suite, tests);
    return suite;
}
