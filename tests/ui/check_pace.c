#include <config.h>

#include "suites.h"
#include "ui/pace.h"

/* Runs slices of a unit that takes so many seconds; returns how many slices a run of units took,
 * and the longest of them. */
static int run(double unit, double units, double *longest)
{
    ZtPace pace = {0};
    double now = 12345.0;
    int slices = 0;

    for (*longest = 0; units > 0; slices++) {
        double part = (double)zt_pace_next(&pace, now);
        double took = (part < units ? part : units) * unit;
        now += took;
        units -= part;
        *longest = took > *longest ? took : *longest;
    }
    return slices;
}

START_TEST(small_data_takes_few_slices)
{
    double longest;

    ck_assert_int_le(run(0.05e-6, 5000, &longest), 2);
}
END_TEST

START_TEST(slices_are_short_and_not_too_short)
{
    static const double unit[] = {0.05e-6, 0.3e-6, 1e-6, 10e-6};
    double longest;

    for (size_t i = 0; i < sizeof unit / sizeof *unit; i++) {
        int slices = run(unit[i], 10 / unit[i], &longest);
        ck_assert_double_lt(longest, 0.020);
        ck_assert_int_ge(slices, 10 / 0.020);
        ck_assert_int_le(slices, 10 / 0.005);
    }
}
END_TEST

START_TEST(work_that_becomes_slower_is_noticed)
{
    ZtPace pace = {0};
    double now = 1;

    for (int i = 0; i < 10; i++)
        now += (double)zt_pace_next(&pace, now) * 1e-7;
    now += (double)zt_pace_next(&pace, now) * 1e-3;
    ck_assert_double_lt((double)zt_pace_next(&pace, now) * 1e-3, 0.020);
}
END_TEST

START_TEST(a_reset_begins_small_again)
{
    ZtPace pace = {0};
    uint64_t first = zt_pace_next(&pace, 1.0);

    ck_assert_uint_eq(first, 1000);
    ck_assert_uint_gt(zt_pace_next(&pace, 1.0), first);
    zt_pace_reset(&pace);
    ck_assert_uint_eq(zt_pace_next(&pace, 2.0), first);
}
END_TEST

START_TEST(units_stay_in_range)
{
    ZtPace pace = {0};

    for (int i = 0; i < 40; i++)
        zt_pace_next(&pace, 1.0);
    ck_assert_uint_eq(pace.units, 1000000000000u);
    zt_pace_next(&pace, 1e30);
    ck_assert_uint_eq(zt_pace_next(&pace, 2e30), 1);
    ck_assert_uint_ge(zt_pace_next(&pace, 1.0), 1); /* a clock that goes back */
}
END_TEST

Suite *pace_suite(void)
{
    Suite *suite = suite_create("pace");
    TCase *tcase = tcase_create("pace");

    tcase_add_test(tcase, small_data_takes_few_slices);
    tcase_add_test(tcase, slices_are_short_and_not_too_short);
    tcase_add_test(tcase, work_that_becomes_slower_is_noticed);
    tcase_add_test(tcase, a_reset_begins_small_again);
    tcase_add_test(tcase, units_stay_in_range);
    suite_add_tcase(suite, tcase);
    return suite;
}
