#include <config.h>

#include <stdio.h>
#include <string.h>

#include "lang/shell.h"
#include "suites.h"

static void shows(const ZtErr *err, const char *place, const char *line, int width,
                  const char *expected)
{
    ZtBuf out = {0};
    zt_error_show(err, place, line, width, &out);
    ck_assert_str_eq(zt_buf_text(&out), expected);
    zt_buf_free(&out);
}

static ZtErr error_at(size_t at, size_t len)
{
    ZtErr err;
    zt_fail(&err, ZT_ERR_USAGE_VALUE, "-c", NULL); /* a message without a hint */
    zt_fail_at(&err, at, len);
    return err;
}

#define MESSAGE "error: the option '-c' needs a value\n"

START_TEST(message_place_and_hint)
{
    ZtErr err;
    zt_fail(&err, ZT_ERR_DATA_NONE, NULL);
    shows(&err, NULL, "train", 80,
          "error: no data is loaded\n  load a data set first, for example: load thermometer\n");
    shows(&err, "stdin:4", "train", 80,
          "stdin:4: no data is loaded\n  load a data set first, for example: load thermometer\n");
    shows(&err, "a\x1b[1m:4", NULL, 80,
          "a\\e[1m:4: no data is loaded\n"
          "  load a data set first, for example: load thermometer\n");
    err = error_at(2, 1);
    shows(&err, NULL, NULL, 80, MESSAGE);
    ZtErr twice = err;
    twice.spanned = false;
    shows(&twice, NULL, "abc", 80, MESSAGE);
}
END_TEST

START_TEST(the_caret_stands_under_the_place)
{
    ZtErr err = error_at(2, 3);
    shows(&err, NULL, "a bcd e", 80, MESSAGE "  a bcd e\n    ^~~\n");
    err = error_at(0, 1);
    shows(&err, NULL, "a", 80, MESSAGE "  a\n  ^\n");
    err = error_at(2, 0);
    shows(&err, NULL, "a b", 80, MESSAGE "  a b\n    ^\n");
    err = error_at(3, 1);
    shows(&err, NULL, "a b", 80, MESSAGE "  a b\n     ^\n");
    err = error_at(90, 10);
    shows(&err, NULL, "a b", 80, MESSAGE "  a b\n     ^\n");
    err = error_at(2, 100);
    shows(&err, NULL, "a bcd", 80, MESSAGE "  a bcd\n    ^~~\n");
    err = error_at(0, 0);
    shows(&err, NULL, "", 80, MESSAGE "  \n  ^\n");
}
END_TEST

START_TEST(columns_not_bytes)
{
    ZtErr err = error_at(3, 2); /* é is two bytes */
    shows(&err, NULL, "\xC3\xA9 \xC3\xA9", 80, MESSAGE "  \xC3\xA9 \xC3\xA9\n    ^\n");
    err = error_at(7, 1); /* two characters of two columns */
    shows(&err, NULL, "\xE6\xB0\xB4\xE6\xB0\xB4 b", 80,
          MESSAGE "  \xE6\xB0\xB4\xE6\xB0\xB4 b\n       ^\n");
    err = error_at(2, 1);
    shows(&err, NULL, "a\tb", 80, MESSAGE "  a b\n    ^\n");
    err = error_at(1, 1);
    shows(&err, NULL,
          "\x1b"
          "b",
          80, MESSAGE "  \\eb\n    ^\n");
}
END_TEST

START_TEST(long_lines_are_cut_around_the_place)
{
    char line[301];
    memset(line, 'a', 300);
    line[300] = '\0';
    line[150] = 'B';
    ZtErr err = error_at(150, 1);
    shows(&err, NULL, line, 30,
          MESSAGE "  ...aaaaaaaaaaaaBaaaaaaaaa...\n"
                  "                 ^\n");
    err = error_at(0, 300);
    shows(&err, NULL, line, 30,
          MESSAGE "  aaaaaaaaaaaaaaaaaaaaaaaaa...\n"
                  "  ^~~~~~~~~~~~~~~~~~~~~~~~~\n");
    err = error_at(299, 1);
    shows(&err, NULL, line, 30,
          MESSAGE "  ...aaaaaaaaaaaaa\n"
                  "                 ^\n");
    shows(&err, NULL, line, 0,
          MESSAGE "  ...aaaaaaaaaaaaa\n"
                  "                 ^\n");
}
END_TEST

START_TEST(a_line_that_just_fits_is_not_cut)
{
    char line[79], expected[300];
    memset(line, 'a', 78);
    line[78] = '\0';
    ZtErr err = error_at(77, 1);
    snprintf(expected, sizeof expected, MESSAGE "  %s\n%79s^\n", line, "");
    shows(&err, NULL, line, 80, expected);
    err = error_at(0, 1); /* 77 columns, 154 bytes */
    char wide[155] = "";
    for (int i = 0; i < 77; i++)
        strcat(wide, "é");
    snprintf(expected, sizeof expected, MESSAGE "  %s\n  ^\n", wide);
    shows(&err, NULL, wide, 80, expected);
}
END_TEST

START_TEST(a_very_long_line_costs_nothing)
{
    static char line[4000001];
    memset(line, 'a', sizeof line - 1);
    ZtErr err = error_at(3999999, 1);
    shows(&err, NULL, line, 80,
          MESSAGE "  ...aaaaaaaaaaaaa\n"
                  "                 ^\n");
    for (size_t i = 0; i + 1 < sizeof line; i++)
        line[i] = i % 2 ? '\xA9' : '\xC3';
    shows(&err, NULL, line, 80,
          MESSAGE "  ...ééééééééééééé\n"
                  "                 ^\n");
}
END_TEST

Suite *error_show_suite(void)
{
    Suite *suite = suite_create("error_show");
    TCase *tests = tcase_create("error_show");
    tcase_add_test(tests, message_place_and_hint);
    tcase_add_test(tests, the_caret_stands_under_the_place);
    tcase_add_test(tests, columns_not_bytes);
    tcase_add_test(tests, long_lines_are_cut_around_the_place);
    tcase_add_test(tests, a_line_that_just_fits_is_not_cut);
    tcase_add_test(tests, a_very_long_line_costs_nothing);
    suite_add_tcase(suite, tests);
    return suite;
}
