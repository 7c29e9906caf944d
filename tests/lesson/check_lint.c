#include <config.h>

#include "suites.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "classroom.h"
#include "lesson/lint.h"

static Classroom room;

static void start(void)
{
    classroom_start(&room, false);
}

static void end(void)
{
    classroom_end(&room);
}

static size_t lint_file(const char *path)
{
    char name[40];
    char *files[] = {name};
    strcpy(name, path);
    zt_buf_clear(&room.out);
    return zt_lint(&room.host, classroom_commands, classroom_data, files, 1);
}

/* clang-format off */
static const char right[] =
    "# T\n\n## S\n\nThe first is 35.7, of 0.507 <!-- number 0.507 = 0.01 * zolta[1] + 0.15 -->\n\n"
    "```setup\nload thermometer\n```\n"
    "```ask\ndirection loss : Where?\n```\n```ask\nchoice : Which?\n- a *\n- b\n```\n"
    "```zolta\nstep\nprint epoch, count(save)\nsave kept.zt\n```\n"
    "```expect\n[...]\n            b = 0 - 0.0001 * 82.6000 = -0.0083\n1 0\nkept.zt: [*]\n```\n"
    "```check\nloss < 400 : the loss is {loss:.2f}\nepoch == 1 and count(step) == 1 : one step\n```\n"
    "```mistake\nepoch > 1 : too far\n```\n```hint\nstep, for 82.6\n```\n";
/* clang-format on */

/* A lesson with one part replaced; its faults. */
static size_t lint_text(const char *lesson, const char *old, const char *new)
{
    ZtBuf text = {0};
    const char *at = strstr(lesson, old);
    ck_assert_ptr_nonnull(at);
    zt_buf_add(&text, lesson, (size_t)(at - lesson));
    zt_buf_puts(&text, new);
    zt_buf_puts(&text, at + strlen(old));
    classroom_write("own.md", zt_buf_text(&text));
    zt_buf_free(&text);
    return lint_file("own.md");
}

static size_t lint_changed(const char *old, const char *new)
{
    return lint_text(right, old, new);
}

START_TEST(test_right)
{
    ck_assert_msg(lint_changed("", "") == 0, "%s", classroom_said(&room));
    ck_assert_int_ne(access("kept.zt", F_OK), 0); /* it was played elsewhere */
}
END_TEST

/* clang-format off */
static const struct {
    const char *old, *new, *says;
} faults[] = {
    {"82.6000 = -0.0083", "82.6000 = -0.0084", "own.md:25: the output is another one from here"},
    {"1 0\n", "1 0\nmore\n", "own.md:27: the output is another one from here"},
    {"loss < 400 :", "loss < 300 :", "own.md:30: the check does not hold when all is done as the lesson says: the loss is 323.09"},
    {"loss < 400 :", "nothing < 300 :", "own.md:30: 'nothing < 300' has no value here"},
    {"epoch > 1 :", "epoch > 0 :", "own.md:34: the mistake is seen"},
    {"epoch > 1 :", "last(grad(q)) > 0 :", "own.md:34: 'last(grad(q)) > 0' has no value here"},
    {"```hint\nstep, for 82.6\n```\n", "", "own.md:30: this step has a check but no hint"},
    {"for 82.6\n", "for 82.7\n", "own.md:37: the number 82.7 is neither"},
    {"is 35.7,", "is 35.8,", "own.md:5: the number 35.8 is neither"},
    {"is 35.7,", "is 1764,", "own.md:5: the number 1764 is neither"},
    {" <!-- number 0.507", " <!-- number 0.509", "own.md:5: the number 0.509 is really 0.506999969"},
    {"step\nprint", "stop\nprint", "own.md:19: stop: there is no command 'stop'"},
    {"direction loss", "direction lost", "own.md:11: 'lost' has no value here"},
    {"number 0.507 = 0.01 * zolta[1]", "number 0.507 = 0.01 * tin[1]", "own.md:5: '0.01 * tin[1] + 0.15 ' has no value here"},
    {"load thermometer", "load nothing", "own.md:8: load nothing: "},
    {"## S\n", "", "own.md:6: this setup block stands before the first step"},
};
/* clang-format on */

START_TEST(test_faults)
{
    size_t count = lint_changed(faults[_i].old, faults[_i].new);
    ck_assert_msg(count > 0 && strstr(classroom_said(&room), faults[_i].says), "%d: %s", _i,
                  classroom_said(&room));
}
END_TEST

/* An example that shows lines of a file which the lesson writes. */
static const char shown[] = "# T\n## S\n```zolta\nload thermometer\nsave kept.zt\n```\n"
                            "<!-- lines of kept.zt -->\n```\nset lr 0.0001\nset loss mse\n```\n"
                            "## Later\n<!-- lines of kept.zt -->\n```\nset precision single\n```\n";

/* clang-format off */
static const struct {
    const char *old, *new, *says;
} shows[] = {
    {"", "", NULL},
    {"set lr 0.0001\nset loss", "[...]\nset loss", NULL},
    {"0.0001\nset loss mse", "0.0001\nset loss mae", "own.md:10: the lines in kept.zt are others from here"},
    {"0.0001\nset", "0.0002\nset", "own.md:9: the lines in kept.zt are others from here"},
    {"Later\n<!-- lines of kept.zt", "Later\n<!-- lines of other.zt", "own.md:14: no command up to here has written other.zt"},
    {"<!-- lines of kept.zt -->", "<!-- lines of ../own.md -->", "own.md:7: this comment about lines of a file is not understood"},
    {"<!-- lines of kept.zt -->", "<!-- lines of  -->", "own.md:7: this comment about lines"},
    {"```\nset precision single\n```", "set precision single", "own.md:13: this comment about lines"},
    {"```\nset precision single", "```hint\nset precision single", "own.md:13: this comment about lines"},
};
/* clang-format on */

START_TEST(test_lines_of_files)
{
    size_t count = lint_text(shown, shows[_i].old, shows[_i].new);
    if (!shows[_i].says)
        ck_assert_msg(count == 0, "%s", classroom_said(&room));
    else
        ck_assert_msg(count > 0 && strstr(classroom_said(&room), shows[_i].says), "%d: %s", _i,
                      classroom_said(&room));
}
END_TEST

START_TEST(test_early)
{
    classroom_write("own.md",
                    "# T\n## S\n```check\nepoch < 3 : a\n1 < 2 : b\n```\n```hint\na\n```\n");
    ck_assert_uint_eq(lint_file("own.md"), 1);
    ck_assert_str_eq(classroom_said(&room), "own.md:4: the checks hold before anything is done\n");
}
END_TEST

START_TEST(test_questions)
{
    classroom_write("own.md", "# T\n## S\n```setup\nload thermometer\n```\n"
                              "```ask\nnumber w within 0 - 1 : a\n```\n"
                              "```ask\ndirection loss : a\n```\n```zolta\nprint 1\n```\n"
                              "```ask\nchoice : a\n- b\n- c *\n```\n"
                              "```check\nanswer == 2 : a\n```\n```hint\na\n```\n");
    ck_assert_uint_eq(lint_file("own.md"), 1);
    ck_assert_str_eq(classroom_said(&room), "own.md:7: the tolerance is negative\n");
    classroom_write("own.md", "# T\n## S\n```setup\nload thermometer\n```\n"
                              "```ask\ndirection loss : a\n```\n```zolta\n# nothing\n```\n");
    ck_assert_uint_eq(lint_file("own.md"), 1);
    ck_assert_str_eq(classroom_said(&room), "own.md:7: no command below this question is the run "
                                            "that it is about\n");
}
END_TEST

/* clang-format off */
static const struct {
    const char *setup, *commands, *expect;
    size_t line; /* of the expect, from 1, where a number has too many digits; 0: nowhere */
} digits[] = {
    {"", "print exp(1)\n", "2.71828\n", 0},
    {"", "set digits 9\nprint exp(1)\n", "2.71828183\n", 1},
    {"", "set digits 9\nprint exp(1)\n", "2.71828[*]\n", 0},
    {"", "set digits 9\nprint 1 / 3\n", "0.333333333\n", 0},
    {"print exp(1)\n", "set digits 9\nprint 1 / 3\n", "0.333333333\n", 0},
    {"", "set digits 9\nprint 1e-9 * log(3)\n", "1.09861229e-09\n", 1},
    {"", "print n, exp(0)\nset digits 7\nprint 1234567\n", "11 1\n1234567\n", 0},
    {"model w * x^2 + b * x^-2 + x^0.5\n", "train 1\n", "Epoch 1, Loss 11395993.000000\n[...]\n", 0},
    {"model w * x^1.5\n", "train 1\n", "[...]\n    Grad:   w = 346212.8750\n", 2},
    {"model w * x^2^2\n", "train 1\n", "Epoch 1, Loss [*]\n    Params: w = [*]\n    Grad:   w = [*]\n", 0},
    {"model w * x^2^2\n", "print 1234.5678\n", "1234.57\n", 0},
    {"model tanh(w * x) + b\nmodel w * x + b\n", "train 1\n", "[...]\nEpoch 1, Loss 1763.884766\n[...]\n", 2},
    {"model tanh(w * x) + b\nload thermometer\n", "train 1\n", "Epoch 1, Loss 1763.884766\n[...]\n", 0},
    {"set lr exp(0) / 1e4\nload thermometer\n", "train 1\n", "Epoch 1, Loss 1763.884766\n[...]\n", 1},
    {"set loss log(1 + (p - y)^2)\nset loss mse\nload thermometer\n", "train 1\n", "Epoch 1, Loss 1763.884766\n[...]\n", 1},
    {"time train 1 until loss < exp(1)\n", "show\n", "[...]\nloss        323.090515 now[*]\n[...]\n", 2},
    {"label zolta \"exp (1)\"\n# exp(1)\n", "train 1\n", "Epoch 1, Loss 1763.884766\n[...]\n", 0},
};
/* clang-format on */

/* Numbers that went through exp and its kin have 6 digits. */
START_TEST(test_digits)
{
    ZtBuf text = {0}, says = {0};
    size_t line = 9;
    for (const char *at = digits[_i].setup; *at; at++)
        line += *at == '\n';
    for (const char *at = digits[_i].commands; *at; at++)
        line += *at == '\n';
    zt_buf_printf(
        &text, "# T\n## S\n```setup\nload thermometer\n%s```\n```zolta\n%s```\n```expect\n%s```\n",
        digits[_i].setup, digits[_i].commands, digits[_i].expect);
    classroom_write("own.md", zt_buf_text(&text));
    size_t count = lint_file("own.md");
    zt_buf_printf(&says, "own.md:%zu: machines differ in the last digits",
                  line + digits[_i].line - 1);
    bool said = strstr(classroom_said(&room), zt_buf_text(&says)) != NULL;
    ck_assert_msg(count == (digits[_i].line > 0) && said == (digits[_i].line > 0), "%s%s",
                  zt_buf_text(&text), classroom_said(&room));
    zt_buf_free(&text);
    zt_buf_free(&says);
}
END_TEST

/* What an earlier step brought in is there still. */
START_TEST(test_digits_of_a_later_step)
{
    classroom_write("own.md",
                    "# T\n## S\n```setup\nload thermometer\nmodel sin(w) * x\n```\n"
                    "## R\n```zolta\ntrain 1\n```\n```expect\n"
                    "Epoch 1, Loss 1278.[*]\n[...]\n```\n## Q\n```zolta\ntrain 1\n```\n"
                    "```expect\nEpoch 2, Loss [*]\n[...]\n    Grad:   w = 1234.5678[*]\n```\n");
    lint_file("own.md");
    ck_assert(strstr(classroom_said(&room), "own.md:22: machines differ in the last digits of "
                                            "1234.5678 because of a function in a formula; write "
                                            "at most 6 digits: 1234.56[*] (sin)\n"));
}
END_TEST

static void write_pair(const char *english, const char *french)
{
    mkdir("en", 0700);
    mkdir("fr", 0700);
    classroom_write("en/01-a.md", english);
    if (french)
        classroom_write("fr/01-b.md", french);
    else
        unlink("fr/01-b.md");
}

/* clang-format off */
static const struct {
    const char *english, *french, *says;
} pairs[] = {
    {"# T\n## A\n", "# T\n## B\n", ""},
    {"# T\n## A\n", NULL, "en/01-a.md:1: this lesson is missing in the language fr\n"},
    {"# T\n## A\n## B\n", "# T\n## A\n", "en/01-a.md:3: another number of steps than in fr/01-b.md\n"},
    {"# T\n## A\n```zolta\nprint 1\n```\n", "# T\n## A\n", "en/01-a.md:3: other blocks than in fr/01-b.md:2\n"},
    {"# T\n## A\n```hint\na\n```\n", "# T\n## A\n```zolta\nhelp\n```\n", "en/01-a.md:3: other blocks than in fr/01-b.md:3\n"},
    {"# T\n## A\n```mistake\n1 > 2 : a\n```\n", "# T\n## A\n```mistake\n1  >2 : b\n```\n", ""},
    {"# T\n## A\n```mistake\n1 > 2 : a\n```\n", "# T\n## A\n```mistake\n1 > 3 : b\n```\n", "en/01-a.md:4: another condition than in fr/01-b.md:4\n"},
    {"# T\n## A\n```mistake\n1 > 2 : a\n```\n", "# T\n## A\n```mistake\n1 > 2 : b\n1 > 3 : c\n```\n", "en/01-a.md:4: another number of conditions than in fr/01-b.md:4\n"},
    {"# T\n## A\n```ask\nnumber 1 within 1 : a\n```\n", "# T\n## A\n```ask\nnumber 1 within 2 : a\n```\n", "en/01-a.md:4: another question than in fr/01-b.md:4\n"},
    {"# T\n## A\n```ask\nchoice : a\n- b *\n- c\n```\n", "# T\n## A\n```ask\nchoice : a\n- b\n- c *\n```\n", "en/01-a.md:4: another question than in fr/01-b.md:4\n"},
    {"# T\n## A\n<!-- screen data -->\n", "# T\n## A\n", "en/01-a.md:2: another word for the screen than in fr/01-b.md:2\n"},
    {"# T\n## A\n", "## A\n", "fr/01-b.md:1: the title is missing (a lesson begins with its title: # TITLE)\n"},
};
/* clang-format on */

START_TEST(test_pairs)
{
    write_pair(pairs[_i].english, pairs[_i].french);
    size_t count = lint_file("en/01-a.md");
    ck_assert_str_eq(classroom_said(&room), pairs[_i].says);
    ck_assert_uint_eq(count, pairs[_i].says[0] ? 1 : 0);
}
END_TEST

START_TEST(test_both)
{
    char one[] = "en/01-a.md", two[] = "fr/01-b.md", three[] = "none.md";
    char *files[] = {one, two, three};
    write_pair("# T\n## A\n", "# T\n## A\nEn 0,25.\n## B\n");
    zt_buf_clear(&room.out);
    ck_assert_uint_eq(zt_lint(&room.host, classroom_commands, classroom_data, files, 3), 3);
    ck_assert(strstr(classroom_said(&room), "there is no file 'none.md'"));
    ck_assert(strstr(classroom_said(&room), "fr/01-b.md:4: another number of steps"));
    ck_assert(strstr(classroom_said(&room), "fr/01-b.md:3: the number 0,25 is neither"));
}
END_TEST

Suite *lint_suite(void)
{
    Suite *suite = suite_create("lint");
    TCase *tests = tcase_create("lint");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, test_right);
    tcase_add_loop_test(tests, test_lines_of_files, 0, (int)(sizeof shows / sizeof *shows));
    tcase_add_loop_test(tests, test_faults, 0, (int)(sizeof faults / sizeof *faults));
    tcase_add_loop_test(tests, test_digits, 0, (int)(sizeof digits / sizeof *digits));
    tcase_add_test(tests, test_digits_of_a_later_step);
    tcase_add_test(tests, test_early);
    tcase_add_test(tests, test_questions);
    tcase_add_loop_test(tests, test_pairs, 0, (int)(sizeof pairs / sizeof *pairs));
    tcase_add_test(tests, test_both);
    suite_add_tcase(suite, tests);
    return suite;
}
