#include <config.h>

#include <string.h>

#include "lang/handlers.h"
#include "suites.h"
#include "support.h"

static Bench bench;

static void setup(void)
{
    bench_start(&bench);
    bench_lines(&bench, "load thermometer\nset report quiet");
}

static void teardown(void)
{
    bench_end(&bench);
}

static bool explain(void)
{
    zt_buf_clear(&bench.out);
    return bench_line(&bench, "explain divergence");
}

static const char *explained(const char *lines)
{
    bench_lines(&bench, lines);
    ck_assert(explain());
    return zt_buf_text(&bench.out);
}

static void says(const char *lines, const char *part)
{
    const char *text = explained(lines);
    ck_assert_msg(strstr(text, part) != NULL, "%s\n%s", lines, text);
}

/* The tutorial's facts: both curvatures, the rate, the factor, and what the losses really did. */
START_TEST(of_a_run_that_diverged)
{
    ck_assert_str_eq(
        explained("set lr 1e-2\ntrain 100"),
        "    curvature                factor of a step  direction\n"
        "      5883.42   1 - 0.01 * 5883.42 = -57.8342  w = 0.9998, b = 0.01761\n"
        "     0.175108  1 - 0.01 * 0.175108 = 0.998249  b = 0.9998, w = -0.01761\n"
        "The loss is quadratic in its parameters: its curvature is the same everywhere.\n"
        "The factor is what a step multiplies the distance from the minimum by. Along\n"
        "the steepest direction, mostly w, each step jumps over the minimum and lands\n"
        "57.8342 times as far from it on the other side: with lr 0.01 the training\n"
        "diverges.\n"
        "The largest stable lr is 2 / 5883.42, rounded down 0.000339.\n"
        "In the history: from epoch 9 to 10 the loss became 3344.8 times as large. The\n"
        "square of the factor, by which the loss of a parabola grows, is 3344.8.\n"
        "The largest curvature is 33598.9 times the smallest, and one lr must suit\n"
        "both. The best one is 2 / (largest + smallest) = 0.000339928; with it the\n"
        "distance along the flattest direction, mostly b, has become a tenth after\n"
        "38683 epochs.\n"
        "normalize brings the curvatures nearer to each other.\n");
}
END_TEST

START_TEST(of_other_rates)
{
    says("set lr 1e-4", "each step leaves 0.411658 of it: lr 0.0001\nis stable.");
    says("normalize 0.1\nset lr 3e-2", "lands\nonly 0.819383 times as far");
    says("set lr 3e-2", "2 / 60.6461, rounded down 0.0329.");
    says("set lr 3e-2", "mostly b, has become a tenth after 412\nepochs.");
    says("normalize standard\nset lr 0.5", "one lr suits all directions.");
    says("normalize standard\nset lr 0.5", " 1 - 0.5 * 2 = 0 ");
}
END_TEST

START_TEST(of_other_losses)
{
    says("model a * x + c * x + b", "mostly a, c, the loss does not curve at all");
    says("model a * exp(k * x / 30)", "at the present parameters");
    says("normalize standard", "mostly k, the loss curves downwards");
    says("set lr 1\ntrain 100", "at the parameters' start");
    says("model w * x + b\nset loss mae", "Nowhere does the loss curve upwards here");
    says("set loss mse\nmodel w * log(x - 40)", "is no finite number here");
    says("model w * x", "    curvature");
}
END_TEST

/* A history that does not grow tells nothing, nor does one without neighbours. */
START_TEST(of_the_history)
{
    const char *text = explained("set lr 1e-2\ntrain 2");
    ck_assert_ptr_nonnull(strstr(text, "from epoch 1 to 2 the loss became 3289.61 times"));
    text = explained("set lr 1e-4\nreset\ntrain 5\nset lr 1");
    ck_assert_ptr_null(strstr(text, "In the history"));
    text = explained("reset");
    ck_assert_ptr_null(strstr(text, "In the history"));
}
END_TEST

START_TEST(changes_nothing)
{
    bench_lines(&bench, "train 3");
    double w = bench.shell->session->param[0];
    ck_assert(explain());
    ck_assert(bench.shell->session->param[0] == w);
    ck_assert_uint_eq(bench.shell->session->epoch, 3);
}
END_TEST

START_TEST(can_be_interrupted)
{
    bench.slice = 1;
    bench.patience = 0;
    ck_assert(!explain());
    ck_assert_int_eq(bench.err.kind, ZT_ERR_INTERRUPTED);
    ck_assert_str_eq(zt_buf_text(&bench.out), "");
}
END_TEST

START_TEST(refuses)
{
    ck_assert(!bench_line(&bench, "explain divergence now"));
    ck_assert_int_eq(bench.err.kind, ZT_ERR_COMMAND_EXTRA);
    bench_lines(&bench, "model 2 * x");
    ck_assert(!explain());
    ck_assert_int_eq(bench.err.kind, ZT_ERR_TRAIN_NO_PARAMETERS);
}
END_TEST

Suite *explain_divergence_suite(void)
{
    Suite *suite = suite_create("explain divergence");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, of_a_run_that_diverged);
    tcase_add_test(tests, of_other_rates);
    tcase_add_test(tests, of_other_losses);
    tcase_add_test(tests, of_the_history);
    tcase_add_test(tests, changes_nothing);
    tcase_add_test(tests, can_be_interrupted);
    tcase_add_test(tests, refuses);
    suite_add_tcase(suite, tests);
    return suite;
}
