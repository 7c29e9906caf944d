/* Mean and standard deviation against numbers worked out by hand. */
#include <math.h>

#include "core/statistics.h"
#include "suites.h"

START_TEST(small_sets)
{
    static const float single[] = {2, 4, 4, 4, 5, 5, 7, 9};
    static const double real[] = {2, 4, 4, 4, 5, 5, 7, 9};
    ck_assert_double_eq(zt_mean(single, 8, ZT_SINGLE), 5);
    ck_assert_double_eq(zt_mean(real, 8, ZT_DOUBLE), 5);
    ck_assert_double_eq(zt_deviation(single, 8, ZT_SINGLE), (double)sqrtf(32.0F / 7));
    ck_assert_double_eq(zt_deviation(real, 8, ZT_DOUBLE), sqrt(32.0 / 7));
}
END_TEST

START_TEST(one_value_has_no_deviation)
{
    const double one[] = {3};
    ck_assert_double_eq(zt_mean(one, 1, ZT_DOUBLE), 3);
    ck_assert(isnan(zt_deviation(one, 1, ZT_DOUBLE)));
}
END_TEST

/* The mean is rounded before the deviations from it are taken. */
START_TEST(results_have_the_precision)
{
    const float third[] = {0, 0, 1};
    double mean = zt_mean(third, 3, ZT_SINGLE);
    ck_assert_double_eq(mean, (double)(1.0F / 3));
    double squares = 2 * mean * mean + (1 - mean) * (1 - mean);
    ck_assert_double_eq(zt_deviation(third, 3, ZT_SINGLE), (double)(float)sqrt(squares / 2));
}
END_TEST

Suite *statistics_suite(void)
{
    Suite *suite = suite_create("statistics");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, small_sets);
    tcase_add_test(tests, one_value_has_no_deviation);
    tcase_add_test(tests, results_have_the_precision);
    suite_add_tcase(suite, tests);
    return suite;
}
