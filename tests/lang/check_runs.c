#include <config.h>

#include <stdio.h>
#include <string.h>

#include "lang/compare.h"
#include "plot/glyphs.h"
#include "suites.h"
#include "support.h"

static Bench bench;

static void setup(void)
{
    bench_start(&bench);
}

/* Three runs from one start: slow, fast, and the present one, which diverges. */
static void setup_runs(void)
{
    bench_start(&bench);
    bench_lines(&bench, "load thermometer\nset report quiet\nset milestones 1 10 20\ntrain 20\n"
                        "mark slow\nreset\nset lr 3e-4\ntrain 30\nmark fast\nreset\n"
                        "set lr 10\ntrain 50");
}

static void teardown(void)
{
    bench_end(&bench);
}

static size_t marks(void)
{
    return bench.shell->session->runs ? bench.shell->session->runs->count : 0;
}

/* --- mark --- */

START_TEST(marks_are_made_replaced_and_taken_away)
{
    bench_fails_kind(&bench, "mark slow", ZT_ERR_MARK_NO_EPOCH);
    bench_says(&bench, "mark", "");
    ck_assert_str_eq(bench.notes.text, "There are no marks. mark NAME keeps the present run.\n");
    bench_lines(&bench, "load thermometer\nset report quiet");
    bench_fails_kind(&bench, "mark slow", ZT_ERR_MARK_NO_EPOCH);
    bench_lines(&bench, "train 2");
    bench_says(&bench, "mark slow", "slow: epoch 2, loss 323.090515\n");
    bench_lines(&bench, "train 1");
    bench_says(&bench, "mark slow",
               "slow: epoch 3, loss 78.929634 (in the place of an older mark)\n");
    bench_lines(&bench, "mark Slow");
    bench_says(&bench, "mark",
               "mark  data         model          lr  epoch  last loss\n"
               "slow  thermometer  w * x + b  0.0001      3  78.929634\n"
               "Slow  thermometer  w * x + b  0.0001      3  78.929634\n");
    bench_fails_kind(&bench, "mark slwo none", ZT_ERR_MARK_UNKNOWN);
    ck_assert_str_eq(bench.err.arg[1], "slow");
    bench_says(&bench, "mark slow none", "");
    ck_assert_uint_eq(marks(), 1);
}
END_TEST

START_TEST(names_of_marks)
{
    bench_lines(&bench, "load thermometer\nset report quiet\ntrain 1");
    bench_fails_kind(&bench, "mark none", ZT_ERR_MARK_NAME);
    bench_fails_kind(&bench, "mark NOW", ZT_ERR_MARK_NAME);
    bench_fails_kind(&bench, "mark 2nd", ZT_ERR_MARK_NAME);
    bench_fails_kind(&bench, "mark \"a b\"", ZT_ERR_MARK_NAME);
    bench_fails_kind(&bench, "mark a b", ZT_ERR_COMMAND_EXTRA);
    bench_fails_kind(&bench, "mark a none none", ZT_ERR_COMMAND_EXTRA);
    bench_fails_kind(&bench, "mark a12345678901234567890123456789012", ZT_ERR_MARK_NAME);
    bench_lines(&bench, "mark a1234567890123456789012345678901\nmark \u00e9t\u00e9");
    ck_assert_uint_eq(marks(), 2);
}
END_TEST

START_TEST(marks_are_bounded)
{
    char line[40];
    bench_lines(&bench, "load thermometer\nset report quiet\ntrain 1");
    for (unsigned i = 0; i < ZT_RUNS_MAX; i++) {
        snprintf(line, sizeof line, "mark m%u", i);
        ck_assert(bench_line(&bench, line));
    }
    bench_fails_kind(&bench, "mark other", ZT_ERR_MARK_MANY);
    bench_lines(&bench, "mark m3\nmark m4 none\nmark other");
    ck_assert_uint_eq(marks(), ZT_RUNS_MAX);
}
END_TEST

/* 40 histories of nearly 64 MiB would be too much, 3 are not; and those that share count once. */
START_TEST(memory_of_marks_is_bounded)
{
    char line[64];
    ZtBuf model = {0};
    zt_buf_puts(&model, "load thermometer\nset report quiet\nset lr 1e-9\nmodel b");
    for (int i = 0; i < 250; i++)
        zt_buf_printf(&model, " + c%d", i);
    bench_lines(&bench, model.text);
    zt_buf_free(&model);
    bench_lines(&bench, "train 15000\nmark a\nmark b\nmark c\nmark d\nmark e");
    for (int i = 0; i < 3; i++) {
        snprintf(line, sizeof line, "reset\ntrain 15000\nmark run%d", i);
        bench_lines(&bench, line);
    }
    bench_lines(&bench, "reset\ntrain 15000");
    bench_lines(&bench, "mark run3\nreset\ntrain 15000");
    bench_fails_kind(&bench, "mark run4; reset; train 9; mark run5", ZT_ERR_MARK_MEMORY);
    bench_lines(&bench, "mark run0 none\nmark run5");
}
END_TEST

START_TEST(marks_outlive_what_they_mark)
{
    bench_lines(&bench, "load thermometer\nset report quiet\ntrain 20\nmark slow\nundo\n"
                        "set lr 3e-4\ntrain 20\nmark fast\nundo 4");
    ck_assert_ptr_null(bench.shell->session->data);
    bench_lines(&bench, "compare slow fast\nload iris\nmodel w * x1\ncompare slow fast\nundo");
    ck_assert_uint_eq(marks(), 2);
    bench_lines(&bench, "undo\nredo\nmark fast none\nundo");
    ck_assert_uint_eq(marks(), 1);
}
END_TEST

/* --- compare --- */

START_TEST(runs_side_by_side)
{
    bench_says(&bench, "compare slow fast",
               "run       lr  epochs   first loss  last loss     lowest  at epoch  <= 29.095881\n"
               "slow  0.0001      20  1763.884766  29.095881  29.095881        20            20\n"
               "fast  0.0003      30  1763.884766  29.033949  29.033949        30            22\n"
               "\n"
               "epoch         slow         fast\n"
               "    1  1763.884766  1763.884766\n"
               "   10    29.105247    43.065723\n"
               "   20    29.095881    29.126989\n"
               "\n"
               "lowest at epoch 20: slow, 29.095881\n");
}
END_TEST

START_TEST(what_diverged_is_told)
{
    ck_assert(bench_line(&bench, "compare"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "\nnow "));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "diverged: now, since epoch "));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "lowest at epoch 20: slow"));
    bench_lines(&bench, "mark wild\ncompare");
    ck_assert_ptr_null(strstr(bench.out.text, "now"));
    bench_lines(&bench, "reset\nset lr 9\ntrain 40\ncompare wild");
    ck_assert_ptr_nonnull(strstr(bench.out.text, "diverged: now"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "diverged: wild"));
}
END_TEST

START_TEST(one_run_alone_cannot_be_compared)
{
    bench_fails_kind(&bench, "compare", ZT_ERR_COMPARE_FEW);
    bench_fails_kind(&bench, "compare now", ZT_ERR_MARK_NO_EPOCH);
    bench_fails_kind(&bench, "compare slow", ZT_ERR_MARK_UNKNOWN);
    ck_assert_str_eq(bench.err.arg[1], "");
    bench_lines(&bench, "load thermometer\nset report quiet\ntrain 3");
    bench_fails_kind(&bench, "compare", ZT_ERR_COMPARE_FEW);
    bench_fails_kind(&bench, "compare now", ZT_ERR_COMPARE_FEW);
    bench_lines(&bench, "mark slow");
    bench_fails_kind(&bench, "compare slow", ZT_ERR_COMPARE_FEW);
    bench_fails_kind(&bench, "compare slow slow", ZT_ERR_COMPARE_TWICE);
    bench_fails_kind(&bench, "compare slow fsat", ZT_ERR_MARK_UNKNOWN);
    ck_assert_uint_eq(bench.err.at, 13);
    bench_lines(&bench, "compare slow now\ntrain 1\ncompare slow");
}
END_TEST

static const struct {
    const char *change, *what;
} changes[] = {
    {"load iris", "data, model"},
    {"model w * x + b where w = 2", "start"},
    {"set w 3", "start"},
    {"set loss mae", "loss"},
    {"model w * x", "model"},
    {"model zolta = w * x + b", "model"},
    {"load thermometer x=celsius y=zolta", "model"},
    {"set w 3; set loss mae", "start, loss"},
};

START_TEST(only_from_the_same_start)
{
    bench_lines(&bench, "reset\nset lr 1e-4");
    bench_lines(&bench, changes[_i].change);
    bench_lines(&bench, "train 5");
    bench_fails_kind(&bench, "compare slow", ZT_ERR_COMPARE_DIFFER);
    ck_assert_str_eq(bench.err.arg[0], "slow");
    ck_assert_str_eq(bench.err.arg[1], "now");
    ck_assert_str_eq(bench.err.arg[2], changes[_i].what);
    bench_fails_kind(&bench, "compare slow now", ZT_ERR_COMPARE_DIFFER);
    ck_assert_uint_eq(bench.err.at, 13);
    bench_lines(&bench, "compare slow fast");
}
END_TEST

/* A loss that changed on the way is not the same, either. */
START_TEST(a_loss_that_changed)
{
    bench_lines(&bench, "reset\nset lr 1e-4\ntrain 5\nset loss mae\ntrain 5\nset loss mse");
    bench_fails_kind(&bench, "compare slow", ZT_ERR_COMPARE_DIFFER);
    ck_assert_str_eq(bench.err.arg[2], "loss");
}
END_TEST

START_TEST(conditions_are_shown_where_they_differ)
{
    bench_lines(&bench, "reset\nnormalize 0.1\nset precision double\nset lr 1e-2\ntrain 5\n"
                        "set lr 1e-3\ntrain 5\nset lr 1e-4\ntrain 5\nset lr 1e-2\ntrain 5\n"
                        "compare slow");
    ck_assert_ptr_nonnull(
        strstr(bench.out.text, "run                         lr  normalize  precision  epochs "));
    ck_assert_ptr_nonnull(
        strstr(bench.out.text, "\nnow   0.01, 0.001, 0.0001, ...        0.1     double      20 "));
    ck_assert_ptr_nonnull(
        strstr(bench.out.text, "\nslow                    0.0001       none     single      20 "));
}
END_TEST

/* Where long histories leave epochs out, those are compared that both have. */
START_TEST(histories_of_different_spacing)
{
    bench_lines(&bench, "set milestones 2 3\nreset\nset lr 1e-4\ntrain 70000\nmark long\n"
                        "reset\ntrain 40000\ncompare long");
    ck_assert_ptr_nonnull(strstr(bench.out.text, "\n    2          -  323.090515\n"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "\n39999  "));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "lowest at epoch 39999: no single run\n"));
}
END_TEST

/* --- plot compare --- */

START_TEST(runs_in_one_picture)
{
    ck_assert(bench_line(&bench, "plot compare"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "---- slow   -- -- fast   - - - now"));
    ck_assert_ptr_nonnull(strchr(bench.out.text, '^'));
    ck_assert_ptr_nonnull(strstr(
        bench.out.text, "The loss of 3 runs; slow goes from 1763.88 to 29.0959 at epoch 20; fast "
                        "goes from 1763.88 to 29.0339 at epoch 30; now is not finite from epoch "));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "; at epoch 20 it is lowest for slow.\n"));
    ck_assert(bench_line(&bench, "plot compare fast slow > runs.txt"));
    ck_assert_ptr_nonnull(strstr(bench_read(&bench, "runs.txt"), "---- fast   -- -- slow"));
    bench_fails_kind(&bench, "plot compare fast slwo", ZT_ERR_MARK_UNKNOWN);
    bench_fails_kind(&bench, "plot compare fast > x > y", ZT_ERR_REDIRECT_FILE);
}
END_TEST

START_TEST(as_many_runs_as_there_are_lines)
{
    bench_lines(&bench, "mark a\nmark b\nmark c\nplot compare slow fast a b c");
    ck_assert_ptr_nonnull(strstr(bench.out.text, "- slow"));
    bench_fails_kind(&bench, "plot compare slow fast a b c now", ZT_ERR_COMPARE_MANY);
    bench_lines(&bench, "reset\ntrain 1");
    bench_fails_kind(&bench, "plot compare", ZT_ERR_COMPARE_MANY);
    ck_assert_str_eq(bench.err.arg[0], "5");
}
END_TEST

Suite *runs_suite(void)
{
    Suite *suite = suite_create("runs");
    TCase *tests = tcase_create("alone");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, marks_are_made_replaced_and_taken_away);
    tcase_add_test(tests, names_of_marks);
    tcase_add_test(tests, marks_are_bounded);
    tcase_add_test(tests, memory_of_marks_is_bounded);
    tcase_add_test(tests, marks_outlive_what_they_mark);
    tcase_add_test(tests, one_run_alone_cannot_be_compared);
    suite_add_tcase(suite, tests);
    TCase *three = tcase_create("three runs");
    tcase_add_checked_fixture(three, setup_runs, teardown);
    tcase_add_test(three, runs_side_by_side);
    tcase_add_test(three, what_diverged_is_told);
    tcase_add_loop_test(three, only_from_the_same_start, 0, sizeof changes / sizeof *changes);
    tcase_add_test(three, a_loss_that_changed);
    tcase_add_test(three, conditions_are_shown_where_they_differ);
    tcase_add_test(three, histories_of_different_spacing);
    tcase_add_test(three, runs_in_one_picture);
    tcase_add_test(three, as_many_runs_as_there_are_lines);
    suite_add_tcase(suite, three);
    return suite;
}
