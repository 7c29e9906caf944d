#include <config.h>

#include <string.h>

#include "suites.h"
#include "support.h"

static Bench bench;

static void setup(void)
{
    bench_start(&bench);
    bench_lines(&bench, "load thermometer");
}

static void teardown(void)
{
    bench_end(&bench);
}

START_TEST(misspelt_commands)
{
    bench_fails(&bench, "trian 100",
                "error: there is no command 'trian'\n"
                "  trian 100\n"
                "  ^~~~~\n"
                "  did you mean 'train'?\n");
    bench_fails(&bench, "frobnicate",
                "error: there is no command 'frobnicate'\n"
                "  frobnicate\n"
                "  ^~~~~~~~~~\n"
                "  help lists all commands\n");
    bench_fails_kind(&bench, "\"show\"", ZT_ERR_COMMAND_UNKNOWN);
}
END_TEST

/* What a line is answered with: "write: ..." */
static void right_spelling(const char *line, const char *right)
{
    bench_fails_kind(&bench, line, ZT_ERR_COMMAND_SPELLING);
    ck_assert_str_eq(bench.err.arg[1], right);
}

START_TEST(right_spellings)
{
    right_spelling("w = 0.5", "set w 0.5");
    right_spelling("w=0.5", "set w 0.5");
    right_spelling("lr = 1e-3 # all of it", "set lr 1e-3");
    right_spelling("tr = 3", "set tr 3");
    right_spelling("w =", "set w VALUE");
    right_spelling("lr 1e-4", "set lr 1e-4");
    right_spelling("w 3", "set w 3");
    right_spelling("loss mae", "set loss mae");
    right_spelling("report quiet", "set report quiet");
    right_spelling("report", "show settings");
    right_spelling("loss", "print loss");
    right_spelling("epoch", "print epoch");
    right_spelling("lr", "print lr");
    right_spelling("b", "print b");
    right_spelling("2 + 2", "print 2 + 2");
    right_spelling("(1 + 2) * 3", "print (1 + 2) * 3");
    right_spelling("7", "print 7");
    right_spelling("-7", "print -7");
    right_spelling("mean(zolta)", "print mean(zolta)");
    right_spelling("w * 2 == 3", "print w * 2 == 3");
    right_spelling("thermometer", "load thermometer");
    bench_fails_kind(&bench, "epoch 3", ZT_ERR_COMMAND_UNKNOWN);
    bench_fails_kind(&bench, "2 +", ZT_ERR_COMMAND_UNKNOWN);
    bench_fails_kind(&bench, "= 3", ZT_ERR_COMMAND_UNKNOWN);
}
END_TEST

START_TEST(short_forms_are_for_people)
{
    bench_fails(&bench, "tr 2",
                "error: 'tr' is a short form\n"
                "  tr 2\n"
                "  ^~\n"
                "  scripts need the full name: train\n");
    bench.host.interactive = true;
    ck_assert(bench_line(&bench, "tr 2"));
    ck_assert(bench_line(&bench, "TRA 2"));
    ck_assert_uint_eq(bench.shell->session->epoch, 4);
    bench_lines(&bench, "reset");
    ck_assert(bench_line(&bench, "res")); /* restore is not meant to be typed */
    bench_fails_kind(&bench, "t 2", ZT_ERR_COMMAND_AMBIGUOUS);
    ck_assert_str_eq(bench.err.arg[1], "train, time");
}
END_TEST

START_TEST(short_forms_are_not_for_sourced_files)
{
    bench.host.interactive = true;
    bench_write("short.zt", "tr 2\n");
    bench_fails_kind(&bench, "source short.zt", ZT_ERR_COMMAND_SHORT);
    ck_assert_str_eq(bench.shell->fault_place, "short.zt:1");
}
END_TEST

START_TEST(aliases)
{
    bench_says(&bench, "quit 4", "");
    ck_assert_int_eq(bench.shell->status, 4);
    bench.shell->done = false;
    ck_assert(bench_line(&bench, "? train"));
    ck_assert(bench_line(&bench, "?train"));
}
END_TEST

Suite *meant_suite(void)
{
    Suite *suite = suite_create("meant");
    TCase *tests = tcase_create("meant");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, misspelt_commands);
    tcase_add_test(tests, right_spellings);
    tcase_add_test(tests, short_forms_are_for_people);
    tcase_add_test(tests, short_forms_are_not_for_sourced_files);
    tcase_add_test(tests, aliases);
    suite_add_tcase(suite, tests);
    return suite;
}
