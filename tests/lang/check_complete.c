#include <config.h>

#include "suites.h"
#include "support.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "io/complete.h"
#include "io/list.h"

static Bench bench;

static void start(void)
{
    bench_start(&bench);
    bench_lines(&bench, "load thermometer\n");
}

static void end(void)
{
    bench_end(&bench);
}

/* What Tab offers at the `|` of the line, one blank between, behind the place of the word. */
static void offers(const char *line, const char *expected)
{
    size_t cursor = strcspn(line, "|"), from = 0;
    char text[200];
    snprintf(text, sizeof text, "%.*s%s", (int)cursor, line, line + cursor + (line[cursor] == '|'));
    char **list = zt_complete(bench.shell, text, cursor, &from);
    ZtBuf out = {0};
    zt_buf_printf(&out, "%zu:", list ? from : 0);
    for (size_t i = 0; list && list[i]; i++)
        zt_buf_printf(&out, " %s", list[i]);
    ck_assert_str_eq(zt_buf_text(&out), expected);
    zt_buf_free(&out);
    zt_free(list);
}

START_TEST(commands)
{
    offers("tr|", "0: train");
    offers("TR|", "0: train");
    offers("pr|int", "0: predict print");
    offers("reset; pl|", "7: plot");
    offers("reset;|", "6: load model label normalize show predict set step train reset time undo "
                      "redo back mark compare plot print help explain nudge gradcheck solve save "
                      "source export exit");
    offers("  s|", "2: show set step solve save source");
    offers("zz|", "0:");
    offers("zz a|", "0:");
    offers("reset # tr|", "0:");
    offers("reset |", "0:");
    offers("time tr|", "5: train");
    offers("time plot lo|", "10: loss");
}
END_TEST

START_TEST(settings_and_values)
{
    offers("set re|", "4: report");
    offers("set m|", "4: milestones");
    offers("set w|", "4: w");
    offers("set report |", "11: full brief quiet");
    offers("set report = b|", "13: brief");
    offers("set report=b|", "11: brief");
    offers("set loss m|", "9: mse mae min( max( mean( milestones");
    offers("set lr l|", "7: log( log1p( low( loss last( lr lang");
    offers("set w w - lr * gr|", "15: grad(");
    offers("se dig|", "3: digits");
}
END_TEST

START_TEST(words_of_commands)
{
    offers("plot |", "5: fit data loss residuals landscape gradient params compare");
    offers("plot r|", "5: residuals");
    offers("plot fit r|", "0:");
    offers("plot landscape |", "15: w b");
    offers("plot landscape w b|", "17: b");
    offers("plot landscape w b w|", "0:");
    offers("normalize s|", "10: standard");
    offers("train 5 u|", "8: until");
    offers("help num|", "5: numbers");
    offers("help thr|", "5: threads");
    offers("help a b|", "0:");
    offers("? num|", "2: numbers");
    offers("nudge |", "6: w b");
    offers("nudge w|", "6: w");
    offers("nudge w -lr * gr|", "14: grad(");
    offers("label z|", "6: zolta");
    offers("label zolta z|", "0:");
    offers("explain gra|", "8: gradient");
    offers("explain z|", "8: zolta");
    offers("explain l|", "8: loss lr lang");
    offers("explain gradient |", "17: w b");
    offers("explain gradient w |", "0:");
    offers("show gra|", "5: gradient graph");
    ck_assert(bench_line(&bench, "set report quiet") && bench_line(&bench, "train 1") &&
              bench_line(&bench, "mark slow") && bench_line(&bench, "mark fast"));
    offers("mark |", "5: slow fast");
    offers("compare slow |", "13: slow fast now");
    offers("plot compare f|", "13: fast");
}
END_TEST

START_TEST(formulas)
{
    offers("model w * z|", "10: zolta");
    offers("model w * zolta + sig|", "18: sigmoid( sign(");
    offers("model w * x wh|", "12: where");
    offers("model me|", "0:");
    offers("print me|", "6: mean(");
    offers("print (cel|", "7: celsius");
    offers("print \"ze|", "0:");
    offers("print \"zo|", "6: \"zolta\"");
    bench_write("odd.csv", "beak length,loss,y\n1,2,3\n4,5,6\n");
    bench_lines(&bench, "load odd.csv\n");
    offers("model w * bea|", "10: \"beak length\"");
    offers("model \"beak le|", "6: \"beak length\"");
    offers("model lo|", "6: \"loss\" log( log1p(");
    offers("label be|", "6: \"beak length\"");
}
END_TEST

START_TEST(data_sets)
{
    offers("load therm|", "5: thermometer");
    offers("load iris m|", "10: missing=drop");
    offers("load iris |", "10: x= y= missing=drop");
    offers("load iris missing=|", "10: missing=drop");
    offers("load thermometer x=|", "19: zolta celsius");
    offers("load thermometer x=zolta,c|", "25: celsius");
}
END_TEST

START_TEST(files)
{
    bench_write("one.zt", "");
    bench_write("o two.zt", "");
    bench_write(".hidden", "");
    bench_write("esc\x1b.zt", "");
    ck_assert_int_eq(mkdir("od", 0700), 0);
    bench_write("od/in.zt", "");
    offers("source o|", "7: \"o two.zt\" od/ one.zt");
    offers("source |", "7: \"o two.zt\" od/ one.zt");
    offers("source \"o |", "7: \"o two.zt\"");
    offers("source \"o|", "7: \"o two.zt\" \"od/ \"one.zt\"");
    offers("source od/|", "7: od/in.zt");
    offers("source .h|", "7: .hidden");
    offers("source none/|", "0:");
    offers("plot fit > on|", "11: one.zt");
    offers("plot > on|", "7: one.zt");
    offers("export fit|", "7: fit.csv fit.py fit.svg fit.png fit.pdf fit.c fit.zt");
    offers("export fit.p|", "0:");
    offers("export od/fit|",
           "7: od/fit.csv od/fit.py od/fit.svg od/fit.png od/fit.pdf od/fit.c od/fit.zt");
    offers("source a\"o|", "0:");
    ck_assert_int_eq(unlink("od/in.zt"), 0);
    ck_assert_int_eq(rmdir("od"), 0);
}
END_TEST

START_TEST(columns_that_could_steer_a_terminal_are_not_offered)
{
    bench_write("evil.csv", "zed\x1b[2J,z2,y\n1,2,3\n4,5,7\n");
    bench_lines(&bench, "load evil.csv\n");
    offers("print z|", "6: z2");
    offers("label z|", "6: z2");
}
END_TEST

START_TEST(lists_are_one_block)
{
    char **list = zt_list_pack("a\0bc", 5, 2);
    ck_assert_str_eq(list[0], "a");
    ck_assert_str_eq(list[1], "bc");
    ck_assert_ptr_null(list[2]);
    zt_free(list);
    size_t count = 5;
    ck_assert_ptr_null(zt_file_complete("/no/such/", &count));
    ck_assert_uint_eq(count, 0);
}
END_TEST

Suite *complete_suite(void)
{
    Suite *suite = suite_create("complete");
    TCase *tests = tcase_create("complete");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, commands);
    tcase_add_test(tests, settings_and_values);
    tcase_add_test(tests, words_of_commands);
    tcase_add_test(tests, formulas);
    tcase_add_test(tests, data_sets);
    tcase_add_test(tests, files);
    tcase_add_test(tests, columns_that_could_steer_a_terminal_are_not_offered);
    tcase_add_test(tests, lists_are_one_block);
    suite_add_tcase(suite, tests);
    return suite;
}
