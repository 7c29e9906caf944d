#include <config.h>

#include "suites.h"

#include "lesson/match.h"

static const struct {
    const char *pattern, *output;
    bool fits;
    size_t line;
} cases[] = {
    {"", "", true, 1},
    {"a\n", "a\n", true, 2},
    {"a\n", "a  \n", true, 2},
    {"a\n", "a", true, 2},
    {"a\nb\n", "a\n", false, 2},
    {"a\n", "a\nb\n", false, 2},
    {"a\nx\nc\n", "a\nb\nc\n", false, 2},
    {"[...]\n", "", true, 2},
    {"[...]\n", "a\nb\n", true, 4},
    {"a\n[...]\nc\n", "a\nb\nb\nc\n", true, 4},
    {"a\n[...]\nc\n", "a\nc\nb\nc\n", true, 4},
    {"a\n[...]\nc\n", "a\nb\n", false, 3},
    {"[...]\nb\n[...]\nd\n", "a\nb\nc\nd\n", true, 5},
    {"Loss [*]\n", "Loss 3.2\n", true, 2},
    {"Loss [*], [*].\n", "Loss 3, 4.\n", true, 2},
    {"Loss [*]x\n", "Loss 3\n", false, 1},
    {"[*]a[*]\n", "bbb\n", false, 1},
    {"aa[*]aa\n", "aaa\n", false, 1},
    {"[*]\n", "\n", true, 2},
};

START_TEST(test_match)
{
    size_t line;
    bool fits = zt_match(cases[_i].pattern, cases[_i].output, &line);
    ck_assert_msg(fits == cases[_i].fits, "case %d", _i);
    if (!fits)
        ck_assert_msg(line == cases[_i].line, "case %d: line %zu", _i, line);
}
END_TEST

Suite *match_suite(void)
{
    Suite *suite = suite_create("match");
    TCase *tests = tcase_create("match");
    tcase_add_loop_test(tests, test_match, 0, (int)(sizeof cases / sizeof *cases));
    suite_add_tcase(suite, tests);
    return suite;
}
