#include <config.h>

#include <math.h>
#include <string.h>

#include "lang/report.h"
#include "suites.h"
#include "support.h"

static Bench bench;

static void setup(void)
{
    bench_start(&bench);
    bench_lines(&bench, "load thermometer\nset lr 1e-4");
}

static void teardown(void)
{
    bench_end(&bench);
}

static void number(void (*print)(ZtBuf *out, double value), double value, const char *expected)
{
    ZtBuf out = {0};
    print(&out, value);
    ck_assert_str_eq(out.text, expected);
    zt_buf_free(&out);
}

START_TEST(formats_of_values)
{
    number(zt_report_value, 0, "0.0000");
    number(zt_report_value, -0.0, "0.0000");
    number(zt_report_value, 1e-3, "0.0010");
    number(zt_report_value, -1e-3, "-0.0010");
    number(zt_report_value, 9.999e-4, "9.9990e-04");
    number(zt_report_value, 99999999, "99999999.0000");
    number(zt_report_value, 1e8, "1.0000e+08");
    number(zt_report_value, -4517.29639, "-4517.2964");
    number(zt_report_value, (double)INFINITY, "inf");
    number(zt_report_value, -(double)INFINITY, "-inf");
    number(zt_report_value, -(double)NAN, "nan");
}
END_TEST

START_TEST(formats_of_losses)
{
    number(zt_report_loss, 1763.88477, "1763.884770");
    number(zt_report_loss, 1e-4, "0.000100");
    number(zt_report_loss, 9.99e-5, "9.990000e-05");
    number(zt_report_loss, 9999999999.0, "9999999999.000000");
    number(zt_report_loss, 1e10, "1.000000e+10");
    number(zt_report_loss, 0, "0.000000e+00");
    number(zt_report_loss, -0.0, "0.000000e+00");
    number(zt_report_loss, -0.5, "-0.500000");
    number(zt_report_loss, (double)INFINITY, "inf");
    number(zt_report_loss, (double)NAN, "nan");
}
END_TEST

START_TEST(the_full_report)
{
    bench_says(&bench, "train 5",
               "Epoch 1, Loss 1763.884766\n"
               "    Params: w =    0.5483, b = -0.0083\n"
               "    Grad:   w = 4517.2964, b = 82.6000\n"
               "Epoch 2, Loss 323.090515\n"
               "    Params: w =    0.3623, b = -0.0118\n"
               "    Grad:   w = 1859.5493, b = 35.7843\n"
               "Epoch 3, Loss 78.929634\n"
               "    Params: w =   0.2858, b = -0.0135\n"
               "    Grad:   w = 765.4666, b = 16.5122\n"
               "...\n"
               "Epoch 5, Loss 30.540283\n"
               "    Params: w =   0.2413, b = -0.0149\n"
               "    Grad:   w = 129.6733, b =  5.3127\n");
}
END_TEST

START_TEST(the_brief_report_and_none)
{
    bench_lines(&bench, "set report brief");
    bench_says(&bench, "train 100",
               "Epoch 1, Loss 1763.884766\n"
               "Epoch 2, Loss 323.090515\n"
               "Epoch 3, Loss 78.929634\n"
               "...\n"
               "Epoch 10, Loss 29.105247\n"
               "Epoch 11, Loss 29.104168\n"
               "...\n"
               "Epoch 99, Loss 29.023582\n"
               "Epoch 100, Loss 29.022667\n");
    bench_lines(&bench, "set report quiet");
    bench_says(&bench, "train 100", "");
}
END_TEST

START_TEST(a_run_that_goes_on)
{
    bench_lines(&bench, "set report brief\ntrain 4");
    bench_says(&bench, "train 5",
               "Epoch 5, Loss 30.540283\n"
               "...\n"
               "Epoch 9, Loss 29.107145\n");
    bench_says(&bench, "train 1", "Epoch 10, Loss 29.105247\n");
    bench_says(&bench, "train 2",
               "Epoch 11, Loss 29.104168\n"
               "Epoch 12, Loss 29.103222\n");
}
END_TEST

START_TEST(milestones)
{
    ZtSettings settings = zt_settings_default();
    ck_assert_uint_eq(zt_next_milestone(&settings, 0), 1);
    ck_assert_uint_eq(zt_next_milestone(&settings, 3), 10);
    ck_assert_uint_eq(zt_next_milestone(&settings, 4999), 5000);
    ck_assert_uint_eq(zt_next_milestone(&settings, 5000), UINT64_MAX);
    settings.milestone_count = 0;
    ck_assert_uint_eq(zt_next_milestone(&settings, 0), UINT64_MAX);
}
END_TEST

START_TEST(divergence_names_the_largest_stable_rate)
{
    bench_lines(&bench, "set report brief\nset lr 1e-2");
    bench_says(&bench, "train 5000",
               "Epoch 1, Loss 1763.884766\n"
               "Epoch 2, Loss 5802484.500000\n"
               "Epoch 3, Loss 1.940803e+10\n"
               "...\n"
               "Epoch 10, Loss 9.090111e+34\n"
               "Epoch 11, Loss inf\n"
               "The training has diverged: since epoch 11 the loss is not finite.\n"
               "With lr 0.01 every step jumped over the minimum and landed farther from it than "
               "before.\n"
               "The largest stable lr is 0.000339. Try: set lr 0.000339; reset; train\n");
    ck_assert_str_eq(zt_buf_text(&bench.notes),
                     "For the numbers behind this: explain divergence\n");
    ck_assert(bench_line(&bench, "train 1000"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "Epoch 12, Loss inf\nThe training has diverged: "
                                                 "since epoch 11 "));
    ck_assert_uint_eq(bench.shell->session->epoch, 12);
}
END_TEST

START_TEST(the_named_rate_is_stable)
{
    bench_lines(&bench, "set report quiet\nnormalize 0.1\nset lr 1");
    ck_assert(bench_line(&bench, "train 5000"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "The largest stable lr is 0.0329."));
    bench_lines(&bench, "set lr 0.0329\nreset\ntrain 20000");
    ck_assert(!bench.shell->session->diverged);
    ck_assert(bench.shell->session->last_loss < 2.93);
}
END_TEST

START_TEST(divergence_that_is_only_estimated)
{
    bench_lines(&bench, "set report quiet\nmodel w ^ 2 * x + b\nset lr 1");
    ck_assert(bench_line(&bench, "train 500"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "The largest stable lr is about "));
}
END_TEST

START_TEST(divergence_that_lr_does_not_explain)
{
    bench_lines(&bench, "set report quiet\nset lr 1e-9\nset w 1e38");
    ck_assert(bench_line(&bench, "train 500"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "since epoch 1 the loss"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "lr 1e-09 alone does not explain it."));
}
END_TEST

Suite *report_suite(void)
{
    Suite *suite = suite_create("report");
    TCase *tests = tcase_create("report");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, formats_of_values);
    tcase_add_test(tests, formats_of_losses);
    tcase_add_test(tests, the_full_report);
    tcase_add_test(tests, the_brief_report_and_none);
    tcase_add_test(tests, a_run_that_goes_on);
    tcase_add_test(tests, milestones);
    tcase_add_test(tests, divergence_names_the_largest_stable_rate);
    tcase_add_test(tests, the_named_rate_is_stable);
    tcase_add_test(tests, divergence_that_is_only_estimated);
    tcase_add_test(tests, divergence_that_lr_does_not_explain);
    suite_add_tcase(suite, tests);
    return suite;
}
