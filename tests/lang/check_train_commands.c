#include <config.h>

#include <string.h>

#include "core/engine.h"
#include "lang/run.h"
#include "suites.h"
#include "support.h"

static Bench bench;

static void setup(void)
{
    bench_start(&bench);
    bench_lines(&bench, "load thermometer\nset report brief");
}

static void teardown(void)
{
    bench_end(&bench);
}

START_TEST(numbers_of_epochs)
{
    bench_lines(&bench, "set report quiet\nset epochs 7\ntrain");
    ck_assert_uint_eq(bench.shell->session->epoch, 7);
    bench_lines(&bench, "train 1e2");
    ck_assert_uint_eq(bench.shell->session->epoch, 107);
    bench_fails_kind(&bench, "train 0", ZT_ERR_EPOCHS);
    bench_fails_kind(&bench, "train -5", ZT_ERR_EPOCHS);
    bench_fails_kind(&bench, "train 1.5", ZT_ERR_EPOCHS);
    bench_fails_kind(&bench, "train 1e99", ZT_ERR_EPOCHS);
    bench_fails_kind(&bench, "train 1000000000001", ZT_ERR_EPOCHS);
    bench_fails_kind(&bench, "train many", ZT_ERR_EPOCHS);
    ck_assert_uint_eq(bench.err.at, 6);
    ck_assert_uint_eq(bench.err.len, 4);
    bench_fails_kind(&bench, "train 5 6", ZT_ERR_COMMAND_EXTRA);
    ck_assert_uint_eq(bench.err.at, 8);
    ck_assert_uint_eq(bench.shell->session->epoch, 107);
}
END_TEST

START_TEST(the_largest_number_of_epochs_can_be_asked_for)
{
    bench.slice = 10;
    bench.patience = 2;
    bench_fails_kind(&bench, "train 1e12", ZT_ERR_INTERRUPTED);
    ck_assert_uint_eq(bench.total, 1000000000000u);
}
END_TEST

START_TEST(training_until_a_condition)
{
    bench_says(&bench, "train 100 until loss < 300",
               "Epoch 1, Loss 1763.884766\n"
               "Epoch 2, Loss 323.090515\n");
    ck_assert_str_eq(zt_buf_text(&bench.notes), "");
    bench_says(&bench, "train until loss < 300", "");
    ck_assert_str_eq(bench.notes.text, "The condition holds already: no epoch was run.\n");
    ck_assert_uint_eq(bench.shell->session->epoch, 2);
    bench_says(&bench, "train 3 UNTIL loss < 1",
               "Epoch 3, Loss 78.929634\n...\nEpoch 5, Loss 30.540283\n");
    ck_assert_str_eq(bench.notes.text, "The epochs are over; the condition does not hold yet.\n");
    bench_says(&bench, "reset; train until epoch == 12",
               "parameters: w = 1, b = 0\n"
               "Epoch 1, Loss 1763.884766\nEpoch 2, Loss 323.090515\nEpoch 3, Loss 78.929634\n"
               "...\nEpoch 10, Loss 29.105247\nEpoch 11, Loss 29.104168\n"
               "Epoch 12, Loss 29.103222\n");
}
END_TEST

START_TEST(conditions_on_the_last_epoch_wait_for_one)
{
    bench_says(&bench, "train until last(loss) < 400",
               "Epoch 1, Loss 1763.884766\n"
               "Epoch 2, Loss 323.090515\n");
    bench_says(&bench, "train 2 until count(train) == 1", "");
    bench_says(&bench, "train 1 until 0 / 0", "Epoch 3, Loss 78.929634\n");
}
END_TEST

START_TEST(a_condition_that_fails_changes_nothing)
{
    bench_fails_kind(&bench, "train 9 until", ZT_ERR_COMMAND_MISSING);
    bench_fails_kind(&bench, "train 9 utnil loss < 3", ZT_ERR_COMMAND_EXTRA);
    bench_fails_kind(&bench, "train until los < 3", ZT_ERR_FORMULA_NAME);
    ck_assert_uint_eq(bench.err.at, 12);
    ck_assert(!bench_line(&bench, "train 9 until loss <"));
    ck_assert_uint_ge(bench.err.at, 14);
    bench_fails_kind(&bench, "train 9 until zolta", ZT_ERR_FORMULA_ROWS);
    /* last(loss) cannot be had before the first epoch, so what is behind it is not seen */
    bench_fails_kind(&bench, "train 9 until last(loss) < 0 or los < 3", ZT_ERR_FORMULA_NAME);
    ck_assert_uint_eq(bench.shell->session->epoch, 0);
    ck_assert(bench.shell->session->param[0] == 1);
}
END_TEST

START_TEST(no_condition_with_divergence)
{
    bench_lines(&bench, "set lr 1");
    ck_assert(bench_line(&bench, "train 1000 until loss < 1"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "The training has diverged"));
    ck_assert_str_eq(zt_buf_text(&bench.notes),
                     "For the numbers behind this: explain divergence\n");
}
END_TEST

START_TEST(there_must_be_something_to_train)
{
    bench_lines(&bench, "model 3 * x");
    bench_fails_kind(&bench, "train 3", ZT_ERR_TRAIN_NO_PARAMETERS);
    ck_assert_uint_eq(bench.err.at, 0);
    bench_fails_kind(&bench, "step", ZT_ERR_TRAIN_NO_PARAMETERS);
    ck_assert_str_eq(zt_buf_text(&bench.out), "");
}
END_TEST

START_TEST(an_interruption_keeps_what_was_reached)
{
    bench.slice = 100;
    bench.patience = 12;
    bench.polls = 0;
    bench_fails_kind(&bench, "train 1e9", ZT_ERR_INTERRUPTED);
    ck_assert_ptr_nonnull(strstr(bench.out.text, "...\nEpoch 1300, Loss "));
    ck_assert_ptr_nonnull(strstr(bench.notes.text, "stopped after epoch 1300\n"));
    ck_assert(bench.shell->interrupted);
    ck_assert_int_eq(bench.polls, 13);
    ck_assert_uint_eq(bench.done, 1300);
    ck_assert_uint_eq(bench.shell->session->epoch, 1300);
    bench.patience = -1;
    bench_lines(&bench, "train 10");
    ck_assert(!bench.shell->interrupted);
    ck_assert_uint_eq(bench.shell->session->epoch, 1310);
}
END_TEST

START_TEST(slices_do_not_change_the_numbers)
{
    bench_lines(&bench, "train 1000");
    double w = bench.shell->session->param[0], b = bench.shell->session->param[1];
    bench.slice = 1;
    bench_lines(&bench, "reset\ntrain 1000");
    ck_assert(bench.shell->session->param[0] == w && bench.shell->session->param[1] == b);
    ck_assert_int_ge(bench.polls, 990);
    bench_lines(&bench, "reset\ntrain 1000 until loss < 0");
    ck_assert(bench.shell->session->param[0] == w && bench.shell->session->param[1] == b);
}
END_TEST

START_TEST(an_interrupted_condition)
{
    bench.slice = 5;
    bench.patience = 3;
    bench_fails_kind(&bench, "train until loss < 0", ZT_ERR_INTERRUPTED);
    ck_assert_uint_eq(bench.shell->session->epoch, 20);
    ck_assert_ptr_nonnull(strstr(bench.notes.text, "stopped after epoch 20\n"));
}
END_TEST

START_TEST(stopped_before_the_first_epoch_is_complete)
{
    ZtBuf text = {0};
    zt_buf_puts(&text, "a,b\n");
    for (int i = 0; i < 60000; i++)
        zt_buf_printf(&text, "%d,%d\n", i % 100, i % 70);
    bench_write("large.csv", text.text);
    zt_buf_free(&text);
    bench_lines(&bench, "load large.csv");
    bench.slice = 1;
    bench.patience = 0;
    bench_fails_kind(&bench, "train 10", ZT_ERR_INTERRUPTED);
    ck_assert_str_eq(bench.notes.text, "stopped after epoch 0\n");
    ck_assert(!bench.shell->session->engine->begun);
    bench.patience = 0;
    bench_fails_kind(&bench, "step", ZT_ERR_INTERRUPTED);
    ck_assert_str_eq(bench.notes.text, "stopped after epoch 0\n");
    bench.patience = -1;
    bench_lines(&bench, "train 3 until loss < 0");
    ck_assert_uint_eq(bench.shell->session->epoch, 3);
}
END_TEST

START_TEST(steps_are_shown_whole)
{
    bench_write("d.csv", "u,v\n1,2\n2,3\n");
    bench_lines(&bench, "load d.csv\nset lr 0.1");
    bench_says(&bench, "step 2",
               "Epoch 1, Loss 1.000000\n"
               "    Prediction: w * x + b with w = 1, b = 0\n"
               "        x  y  prediction  difference\n"
               "        1  2           1          -1\n"
               "        2  3           2          -1\n"
               "    Grad:   w = -3.0000, b = -2.0000\n"
               "    Update: w = 1 - 0.1 * -3.0000 = 1.3000\n"
               "            b = 0 - 0.1 * -2.0000 = 0.2000\n"
               "Epoch 2, Loss 0.145000\n"
               "    Prediction: w * x + b with w = 1.3, b = 0.2\n"
               "        x  y  prediction  difference\n"
               "        1  2         1.5        -0.5\n"
               "        2  3         2.8        -0.2\n"
               "    Grad:   w = -0.9000, b = -0.7000\n"
               "    Update: w = 1.3 - 0.1 * -0.9000 = 1.3900\n"
               "            b = 0.2 - 0.1 * -0.7000 = 0.2700\n");
}
END_TEST

START_TEST(steps_of_larger_data)
{
    bench_lines(&bench, "load iris");
    ck_assert(bench_line(&bench, "step"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "         x1   x2   x3    y  prediction"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "        ... (150 rows)\n"));
    bench_lines(&bench, "load digits");
    ck_assert(bench_line(&bench, "step"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "\n        y  prediction  difference\n"));
    bench_lines(&bench, "set precision double\nload thermometer\nnormalize 0.1");
    ck_assert(bench_line(&bench, "step"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "\n        3.57  0.5        3.57        3.07\n"));
}
END_TEST

START_TEST(step_refuses)
{
    bench_fails_kind(&bench, "step 0", ZT_ERR_EPOCHS);
    ck_assert_uint_eq(bench.err.at, 5);
    bench_fails_kind(&bench, "step 1 2", ZT_ERR_COMMAND_EXTRA);
    bench_lines(&bench, "set lr 1e30\nset loss (p - y)^8");
    ck_assert(bench_line(&bench, "step 9"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "The training has diverged"));
    ck_assert_uint_lt(bench.shell->session->epoch, 9);
}
END_TEST

START_TEST(resetting)
{
    bench_lines(&bench, "train 5");
    bench_says(&bench, "reset", "parameters: w = 1, b = 0\n");
    ck_assert_uint_eq(bench.shell->session->epoch, 0);
    ck_assert_uint_eq(zt_history_count(bench.shell->session->history), 0);
    bench_fails_kind(&bench, "reset all", ZT_ERR_COMMAND_EXTRA);
}
END_TEST

START_TEST(timing)
{
    bench.seconds = 217e-6;
    bench_lines(&bench, "set report quiet");
    bench_says(&bench, "time train 5000", "5000 epochs in 217 us (43 ns per epoch)\n");
    ck_assert(bench_line(&bench, "time step; print 1"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "\n1 epoch in 217 us (217 us per epoch)\n1\n"));
}
END_TEST

static void takes(double seconds, const char *command, const char *expected)
{
    bench.seconds = seconds;
    bench_says(&bench, command, expected);
}

START_TEST(durations)
{
    bench_lines(&bench, "set report quiet");
    takes(1.3e-3, "time set lr 0.001", "in 1.3 ms\n");
    takes(0, "time set lr 0.001", "in 0 ns\n");
    takes(4e-9, "time set lr 0.001", "in 4 ns\n");
    takes(0.9996e-6, "time set lr 0.001", "in 1.0 us\n");
    takes(9.96e-6, "time set lr 0.001", "in 10 us\n");
    takes(2.5, "time set lr 0.001", "in 2.5 s\n");
    takes(12345, "time set lr 0.001", "in 12345 s\n");
    takes(2e-6, "time train 1", "1 epoch in 2.0 us (2.0 us per epoch)\n");
    takes(2e-6, "TIME train 2 # ; foo", "2 epochs in 2.0 us (1.0 us per epoch)\n");
    takes(2e-6, "time reset", "parameters: w = 1, b = 0\nin 2.0 us\n");
}
END_TEST

START_TEST(timing_refuses)
{
    bench_fails_kind(&bench, "time", ZT_ERR_COMMAND_MISSING);
    bench_fails_kind(&bench, "time ; show", ZT_ERR_COMMAND_MISSING);
    bench_fails_kind(&bench, "time time train", ZT_ERR_COMMAND_EXTRA);
    ck_assert_uint_eq(bench.err.at, 5);
    bench_fails_kind(&bench, "time foo", ZT_ERR_COMMAND_UNKNOWN);
    ck_assert_uint_eq(bench.err.at, 5);
    ck_assert_str_eq(zt_buf_text(&bench.out), "");
}
END_TEST

START_TEST(nothing_can_be_done_without_data)
{
    ZtSession *empty = zt_session_new();
    zt_session_swap(bench.shell->session, empty);
    zt_session_free(empty);
    bench_fails_kind(&bench, "train", ZT_ERR_DATA_NONE);
    bench_fails_kind(&bench, "step", ZT_ERR_DATA_NONE);
    bench_fails_kind(&bench, "reset", ZT_ERR_DATA_NONE);
}
END_TEST

Suite *train_commands_suite(void)
{
    Suite *suite = suite_create("train commands");
    TCase *tests = tcase_create("train commands");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, numbers_of_epochs);
    tcase_add_test(tests, the_largest_number_of_epochs_can_be_asked_for);
    tcase_add_test(tests, training_until_a_condition);
    tcase_add_test(tests, conditions_on_the_last_epoch_wait_for_one);
    tcase_add_test(tests, a_condition_that_fails_changes_nothing);
    tcase_add_test(tests, no_condition_with_divergence);
    tcase_add_test(tests, there_must_be_something_to_train);
    tcase_add_test(tests, an_interruption_keeps_what_was_reached);
    tcase_add_test(tests, slices_do_not_change_the_numbers);
    tcase_add_test(tests, an_interrupted_condition);
    tcase_add_test(tests, stopped_before_the_first_epoch_is_complete);
    tcase_add_test(tests, steps_are_shown_whole);
    tcase_add_test(tests, steps_of_larger_data);
    tcase_add_test(tests, step_refuses);
    tcase_add_test(tests, resetting);
    tcase_add_test(tests, timing);
    tcase_add_test(tests, durations);
    tcase_add_test(tests, timing_refuses);
    tcase_add_test(tests, nothing_can_be_done_without_data);
    suite_add_tcase(suite, tests);
    return suite;
}
