#include <config.h>

#include "suites.h"
#include "support.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/language.h"
#include "lang/settings.h"

static Bench bench;

static void start(void)
{
    bench_start(&bench);
}

static void end(void)
{
    bench_end(&bench);
}

static const ZtSettings *settings(void)
{
    return &bench.shell->session->settings;
}

static const char *value_of(const char *name)
{
    static char text[400];
    ZtBuf out = {0};
    zt_setting_find(name)->print(bench.shell->session, &out);
    snprintf(text, sizeof text, "%s", zt_buf_text(&out));
    zt_buf_free(&out);
    return text;
}

START_TEST(defaults_read_back)
{
    for (size_t i = 0; zt_setting_at(i); i++) {
        const ZtSetting *setting = zt_setting_at(i);
        char before[400], line[500];
        snprintf(before, sizeof before, "%s", value_of(setting->name));
        snprintf(line, sizeof line, "set %s %s", setting->name, setting->preset);
        bench_says(&bench, line, "");
        ck_assert_str_eq(value_of(setting->name), before);
        snprintf(line, sizeof line, "set %s = %s", setting->name, before);
        bench_says(&bench, line, "");
        ck_assert_str_eq(value_of(setting->name), before);
    }
}
END_TEST

START_TEST(examples_work)
{
    for (size_t i = 0; zt_setting_at(i); i++) {
        const ZtSetting *setting = zt_setting_at(i);
        char line[500];
        snprintf(line, sizeof line, "set %s %s", setting->name, setting->example);
        bench_says(&bench, line, "");
    }
    ck_assert_double_eq(settings()->lr, 1e-3);
    ck_assert_uint_eq(settings()->epochs, 5000);
    ck_assert_int_eq(settings()->precision, ZT_DOUBLE);
    ck_assert_int_eq(settings()->digits, ZT_DIGITS_EXACT);
    ck_assert_str_eq(settings()->lang, "fr");
    bench_says(&bench, "set lang auto", "");
    ck_assert_str_eq(settings()->lang, "");
}
END_TEST

START_TEST(every_setting_is_reserved)
{
    for (size_t i = 0; zt_setting_at(i); i++)
        ck_assert_msg(zt_word_reserved(zt_setting_at(i)->name), "%s", zt_setting_at(i)->name);
    ck_assert_ptr_eq(zt_setting_find("LR"), zt_setting_at(0));
    ck_assert_ptr_null(zt_setting_find("l"));
}
END_TEST

START_TEST(lr_takes_what_is_a_rate)
{
    bench_says(&bench, "set lr 1e-2", "");
    ck_assert_double_eq(settings()->lr, 1e-2);
    bench_says(&bench, "set LR=lr / 2", "");
    ck_assert_double_eq(settings()->lr, 0.005);
    bench_says(&bench, "set lr 0", "");
    bench_says(&bench, "set lr -0", "");
    ck_assert_str_eq(value_of("lr"), "0");
}
END_TEST

START_TEST(lr_refuses_the_rest)
{
    bench_fails(&bench, "set lr abc",
                "error: lr must be a number, not 'abc'\n"
                "  set lr abc\n"
                "         ^~~\n"
                "  lr can be a number, 0 or more; for example: set lr 1e-3\n");
    bench_fails(&bench, "set lr -1",
                "error: lr cannot be negative: -1\n"
                "  set lr -1\n"
                "         ^~\n"
                "  lr can be a number, 0 or more\n");
    bench_fails(&bench, "set lr nan",
                "error: lr must be a finite number, not nan\n"
                "  set lr nan\n"
                "         ^~~\n"
                "  lr can be a number, 0 or more\n");
    bench_fails_kind(&bench, "set lr -inf", ZT_ERR_SETTING_FINITE);
    bench_fails_kind(&bench, "set lr 1 / 0", ZT_ERR_SETTING_FINITE);
    bench_fails_kind(&bench, "set lr 0 / 0", ZT_ERR_SETTING_FINITE);
    bench_fails_kind(&bench, "set lr 0,1", ZT_ERR_FORMULA_COMMA);
    bench_fails_kind(&bench, "set lr =", ZT_ERR_SETTING_NO_VALUE);
    ck_assert_double_eq(settings()->lr, 1e-4);
}
END_TEST

START_TEST(spans_point_into_the_value)
{
    bench_fails(&bench, "print 1; set  lr =  1 + ) ",
                "error: a value is missing before ')'\n"
                "  print 1; set  lr =  1 + ) \n"
                "                          ^\n"
                "  write a number, a name or a parenthesis there\n");
    ck_assert(bench.err.spanned);
    bench_fails_kind(&bench, "set milestones 1 10 5", ZT_ERR_MILESTONES_ORDER);
    ck_assert_uint_eq(bench.err.at, 20);
    ck_assert_uint_eq(bench.err.len, 1);
}
END_TEST

START_TEST(whole_numbers_keep_their_range)
{
    bench_says(&bench, "set epochs 1e12", "");
    ck_assert_uint_eq(settings()->epochs, 1000000000000u);
    bench_fails_kind(&bench, "set epochs 1e12 + 1", ZT_ERR_SETTING_RANGE);
    bench_fails_kind(&bench, "set epochs 0", ZT_ERR_SETTING_RANGE);
    bench_fails_kind(&bench, "set epochs 2.5", ZT_ERR_SETTING_WHOLE);
    bench_says(&bench, "set epochs 1", "");
    bench_says(&bench, "set seed 4294967295", "");
    ck_assert_uint_eq(settings()->seed, 4294967295u);
    bench_fails_kind(&bench, "set seed 4294967296", ZT_ERR_SETTING_RANGE);
    bench_fails_kind(&bench, "set seed -1", ZT_ERR_SETTING_RANGE);
    bench_says(&bench, "set threads 1024", "");
    ck_assert_str_eq(value_of("threads"), "1024");
    bench_fails_kind(&bench, "set threads 1025", ZT_ERR_SETTING_RANGE);
    bench_fails_kind(&bench, "set threads 0", ZT_ERR_SETTING_RANGE);
    bench_says(&bench, "set threads AUTO", "");
    ck_assert_uint_eq(settings()->threads, 0);
    bench_says(&bench, "set digits 17", "");
    bench_fails_kind(&bench, "set digits 18", ZT_ERR_SETTING_RANGE);
    bench_fails_kind(&bench, "set digits 0", ZT_ERR_SETTING_RANGE);
    bench_says(&bench, "set digits exact", "");
    ck_assert_str_eq(value_of("digits"), "exact");
}
END_TEST

START_TEST(milestones_are_an_ascending_list)
{
    bench_says(&bench, "set milestones 1, 10 1e2", "");
    ck_assert_str_eq(value_of("milestones"), "1 10 100");
    bench_fails_kind(&bench, "set milestones 1 1", ZT_ERR_MILESTONES_ORDER);
    bench_fails_kind(&bench, "set milestones 0", ZT_ERR_MILESTONE);
    bench_fails_kind(&bench, "set milestones 2e12", ZT_ERR_MILESTONE);
    bench_fails_kind(&bench, "set milestones 1 x", ZT_ERR_MILESTONE);
    ck_assert_str_eq(value_of("milestones"), "1 10 100");
    bench_says(&bench, "set milestones none", "");
    ck_assert_uint_eq(settings()->milestone_count, 0);
    ck_assert_str_eq(value_of("milestones"), "none");
}
END_TEST

START_TEST(milestones_are_at_most_64)
{
    ZtBuf line = {0};
    zt_buf_puts(&line, "set milestones");
    for (int i = 1; i <= ZT_MILESTONES_MAX; i++)
        zt_buf_printf(&line, " %d", i);
    bench_says(&bench, zt_buf_text(&line), "");
    ck_assert_uint_eq(settings()->milestone_count, 64);
    zt_buf_puts(&line, " 65");
    bench_fails_kind(&bench, zt_buf_text(&line), ZT_ERR_MILESTONES_MANY);
    zt_buf_free(&line);
}
END_TEST

START_TEST(words_have_their_choice)
{
    bench_says(&bench, "set report QUIET", "");
    ck_assert_int_eq(settings()->report, ZT_REPORT_QUIET);
    bench_fails(&bench, "set report loud",
                "error: report cannot be 'loud'\n"
                "  set report loud\n"
                "             ^~~~\n"
                "  report can be full, brief or quiet\n");
    bench_fails_kind(&bench, "set optimizer adam", ZT_ERR_SETTING_CHOICE);
    bench_fails_kind(&bench, "set batch 32", ZT_ERR_SETTING_CHOICE);
    bench_fails_kind(&bench, "set glyphs stars", ZT_ERR_SETTING_CHOICE);
    bench_fails_kind(&bench, "set color red", ZT_ERR_SETTING_CHOICE);
    bench_fails_kind(&bench, "set precision half", ZT_ERR_SETTING_CHOICE);
    bench_says(&bench, "set glyphs braille; set color always", "");
    ck_assert_int_eq(settings()->glyphs, ZT_GLYPH_BRAILLE);
    ck_assert_int_eq(settings()->color, ZT_COLOR_ALWAYS);
}
END_TEST

START_TEST(loss_is_a_word_or_a_formula)
{
    bench_lines(&bench, "load thermometer\nset loss abs(p - y)\n");
    ck_assert_str_eq(value_of("loss"), "abs(p - y)");
    bench_fails_kind(&bench, "set loss (p - y", ZT_ERR_FORMULA_OPEN);
    ck_assert_str_eq(value_of("loss"), "abs(p - y)");
    bench_says(&bench, "set loss huber", "");
    ck_assert_str_eq(value_of("loss"), "huber");
}
END_TEST

START_TEST(precision_reads_the_data_again)
{
    bench_lines(&bench, "load thermometer\nset w 0.1\nset digits exact\nset precision double\n");
    bench_says(&bench, "print w", "0.10000000149011612\n");
    ck_assert_int_eq(bench.shell->session->data->precision, ZT_DOUBLE);
    bench_says(&bench, "set precision double", "");
    bench_says(&bench, "set w 0.1; set precision single; print w", "0.1\n");
    bench_write("gone.csv", "x,y\n1,2\n3,4\n");
    bench_lines(&bench, "load gone.csv\n");
    bench_write("gone.csv", "x,y\n1,2\n3,5\n");
    bench_fails_kind(&bench, "set precision double", ZT_ERR_DATA_ALTERED);
    ck_assert_int_eq(settings()->precision, ZT_SINGLE);
}
END_TEST

START_TEST(parameters_come_after_settings)
{
    bench_lines(&bench, "load thermometer\n");
    bench_says(&bench, "set w 0.1; set w", "w = 0.1\n");
    bench_lines(&bench, "reset\n");
    bench_says(&bench, "set w w - lr * grad(w); set w", "w = 0.54827\n");
    bench_says(&bench, "set w -1; print w", "-1\n");
    bench_fails_kind(&bench, "set W 1", ZT_ERR_SETTING_UNKNOWN);
    bench_fails_kind(&bench, "set w zolta", ZT_ERR_FORMULA_ROWS);
    bench_fails_kind(&bench, "set w 1e39", ZT_ERR_SETTING_FINITE);
    bench_fails_kind(&bench, "set w nan", ZT_ERR_SETTING_FINITE);
    bench_fails_kind(&bench, "set w =", ZT_ERR_SETTING_NO_VALUE);
    bench_fails_kind(&bench, "set w foo", ZT_ERR_FORMULA_NAME);
    bench_says(&bench, "print w", "-1\n");
}
END_TEST

START_TEST(unknown_names)
{
    bench_fails(&bench, "set reprot brief",
                "error: there is no setting or parameter 'reprot'\n"
                "  set reprot brief\n"
                "      ^~~~~~\n"
                "  did you mean 'report'?\n");
    bench_fails(&bench, "set bananas 3",
                "error: there is no setting or parameter 'bananas'\n"
                "  set bananas 3\n"
                "      ^~~~~~~\n"
                "  set alone shows all settings\n");
    bench_fails(&bench, "set Momentum 0.9",
                "error: the setting 'Momentum' does not exist yet; it is kept for a later version\n"
                "  set Momentum 0.9\n"
                "      ^~~~~~~~\n"
                "  set alone shows the settings there are\n");
    bench_lines(&bench, "load thermometer\nmodel slope * x\n");
    ck_assert(!bench_line(&bench, "set slop 2"));
    ck_assert_ptr_nonnull(strstr(bench_shown(&bench), "did you mean 'slope'?"));
}
END_TEST

START_TEST(the_table)
{
    bench_lines(&bench, "load thermometer\nset\n");
    for (size_t i = 0; zt_setting_at(i); i++)
        ck_assert_ptr_nonnull(strstr(zt_buf_text(&bench.out), zt_setting_at(i)->name));
    ck_assert_ptr_nonnull(strstr(zt_buf_text(&bench.out), "Parameters of the model:\n"
                                                          "    w = 1\n"
                                                          "    b = 0\n"));
    ck_assert_ptr_nonnull(strstr(zt_buf_text(&bench.out),
                                 "milestones  1 2 3 10 11 99 100 4000 5000\n"
                                 "                        epochs that train prints"));
    ZtBuf first = {0};
    zt_buf_puts(&first, zt_buf_text(&bench.out) + strlen("thermometer: 11 rows; x = zolta, "
                                                         "y = celsius\n"));
    bench_says(&bench, "set ?", zt_buf_text(&first));
    zt_buf_free(&first);
    bench_says(&bench, "set LR",
               "lr = 0.0001\n"
               "    learning rate: how far each update goes against the gradient (a number, 0 or\n"
               "    more)\n");
}
END_TEST

START_TEST(codes_of_languages)
{
    const char *const good[] = {"fr", "en", "pt_BR", "sr@latin", "ast", "de-AT"};
    const char *const bad[] = {"",    "f",    "fren", "f1",    "fr_",
                               "fr@", "../x", "fr/x", "fr_B1", "fr_ABCDEFGHIJKLM"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        ck_assert_msg(zt_language_valid(good[i]), "%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(!zt_language_valid(bad[i]), "%s", bad[i]);
    bench_fails_kind(&bench, "set lang ../etc", ZT_ERR_LANGUAGE_CODE);
    bench_says(&bench, "set lang fr", "");
    ck_assert_str_eq(getenv("LANGUAGE"), "fr");
    ck_assert_str_ne(setlocale(LC_MESSAGES, NULL), "C");
    bench_says(&bench, "set lang auto", "");
    ck_assert_ptr_null(getenv("LANGUAGE"));
}
END_TEST

Suite *settings_suite(void)
{
    Suite *suite = suite_create("settings");
    TCase *tests = tcase_create("set");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, defaults_read_back);
    tcase_add_test(tests, examples_work);
    tcase_add_test(tests, every_setting_is_reserved);
    tcase_add_test(tests, lr_takes_what_is_a_rate);
    tcase_add_test(tests, lr_refuses_the_rest);
    tcase_add_test(tests, spans_point_into_the_value);
    tcase_add_test(tests, whole_numbers_keep_their_range);
    tcase_add_test(tests, milestones_are_an_ascending_list);
    tcase_add_test(tests, milestones_are_at_most_64);
    tcase_add_test(tests, words_have_their_choice);
    tcase_add_test(tests, loss_is_a_word_or_a_formula);
    tcase_add_test(tests, precision_reads_the_data_again);
    tcase_add_test(tests, parameters_come_after_settings);
    tcase_add_test(tests, unknown_names);
    tcase_add_test(tests, the_table);
    tcase_add_test(tests, codes_of_languages);
    suite_add_tcase(suite, tests);
    return suite;
}
