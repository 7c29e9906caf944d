#include <config.h>

#include "suites.h"
#include "support.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "core/op.h"
#include "lang/help.h"
#include "lang/settings.h"
#include "lang/wrap.h"

static Bench bench;

static void start(void)
{
    bench_start(&bench);
}

static void end(void)
{
    bench_end(&bench);
}

static void says_part(const char *line, const char *part)
{
    ck_assert_msg(bench_line(&bench, line), "%s", bench_shown(&bench));
    ck_assert_msg(strstr(zt_buf_text(&bench.out), part) != NULL, "'%s' says no '%s' but:\n%s", line,
                  part, zt_buf_text(&bench.out));
}

START_TEST(overview_names_everything)
{
    bench_lines(&bench, "help\n");
    const ZtCommand *command;
    for (size_t i = 0; (command = zt_command_at(bench.shell->commands, i)) != NULL; i++)
        if (!command->unlisted)
            ck_assert_msg(strstr(zt_buf_text(&bench.out), command->brief) != NULL, "%s",
                          command->name);
    for (size_t i = 0; zt_topic_at(i); i++)
        ck_assert_ptr_nonnull(strstr(zt_buf_text(&bench.out), zt_topic_at(i)->brief));
    ck_assert_ptr_nonnull(strstr(zt_buf_text(&bench.out), "Data and model\n    load"));
    ck_assert_ptr_null(strstr(zt_buf_text(&bench.out), "Lessons"));
}
END_TEST

START_TEST(every_command_has_help_that_fits)
{
    const ZtCommand *command;
    for (size_t i = 0; (command = zt_command_at(bench.shell->commands, i)) != NULL; i++) {
        char line[64];
        snprintf(line, sizeof line, "help %s", command->name);
        says_part(line, command->usage);
        says_part(line, "Example:\n    ");
        for (const char *at = zt_buf_text(&bench.out); *at; at += strcspn(at, "\n") + 1)
            ck_assert_msg(zt_text_width(at, strcspn(at, "\n")) <= 80, "%s: %s", line, at);
    }
}
END_TEST

START_TEST(topics_settings_functions)
{
    for (size_t i = 0; zt_topic_at(i); i++) {
        char line[64];
        snprintf(line, sizeof line, "? %s", zt_topic_at(i)->name);
        says_part(line, "\n");
    }
    for (size_t i = 0; zt_setting_at(i); i++)
        says_part("help settings", zt_setting_at(i)->name);
    for (ZtOp op = 0; op < ZT_OPS; op++)
        says_part(op < ZT_OPS_GRAPH ? "help formulas" : "help expressions", zt_op_info(op)->text);
    bench_says(&bench, "help LR",
               "lr = 0.0001\n"
               "\n"
               "learning rate: how far each update goes against the gradient. It can be a\n"
               "number, 0 or more. At first it is 1e-4.\n"
               "\n"
               "Example:\n"
               "    set lr 1e-3\n");
    bench_says(&bench, "help tanh",
               "tanh(v) in a formula: hyperbolic tangent. See also: help formulas\n");
    says_part("help step", "step [N]");
    says_part("help step", "step(v) in a formula: 1 where positive, else 0");
    says_part("help max", "max(u, v)");
    says_part("help quit", "quit is another name for it.");
}
END_TEST

START_TEST(unknown_topics)
{
    bench_fails(&bench, "help trian",
                "error: there is no help on 'trian'\n"
                "  help trian\n"
                "       ^~~~~\n"
                "  did you mean 'train'? (help train)\n");
    bench_fails(&bench, "help qqqq",
                "error: there is no help on 'qqqq'\n"
                "  help qqqq\n"
                "       ^~~~\n"
                "  help alone lists the commands and topics\n");
    bench_fails_kind(&bench, "help nor", ZT_ERR_HELP_TOPIC);
    bench.host.interactive = true;
    says_part("help nor", "normalize FACTOR");
}
END_TEST

static void wraps(const char *text, size_t used, size_t indent, size_t width, const char *expected)
{
    ZtBuf out = {0};
    zt_wrap(&out, text, used, indent, width);
    ck_assert_str_eq(zt_buf_text(&out), expected);
    zt_buf_free(&out);
}

START_TEST(wrapping)
{
    wraps("one two three", 0, 0, 7, "one two\nthree\n");
    wraps("one two three", 0, 0, 8, "one two\nthree\n");
    wraps("one two three", 0, 0, 6, "one\ntwo\nthree\n");
    wraps("incomprehensible a", 0, 0, 4, "incomprehensible\na\n");
    wraps("one two", 3, 5, 9, "  one\n     two\n");
    wraps("one\n\n  kept   as it is, however long\ntwo", 0, 1, 8,
          " one\n\n   kept   as it is, however long\n two\n");
    wraps("\u00e9t\u00e9 \u00e9t\u00e9", 0, 0, 7, "\u00e9t\u00e9 \u00e9t\u00e9\n");
    wraps("", 0, 0, 7, "\n");
    wraps("end\n", 0, 0, 7, "end\n");
}
END_TEST

START_TEST(sentences)
{
    const char *const arg[] = {"one", "two"};
    ZtBuf out = {0};
    zt_sentence(&out, "{2}, {1}, {3}, {x}, {", arg, 2);
    ck_assert_str_eq(zt_buf_text(&out), "two, one, {3}, {x}, {");
    zt_buf_free(&out);
}
END_TEST

START_TEST(the_manual)
{
    static const ZtCommand rows[] = {
        {.name = "a", .usage = "a [-b]", .help = "One\\two.\n.three\n\n  kept - 1\nmore"},
        {.name = "hidden", .usage = "hidden", .help = "no", .unlisted = true},
        {.name = "c", .usage = "c", .help = "Last\n  kept"},
        {0},
    };
    const ZtCommand *const tables[] = {rows, NULL};
    ZtBuf out = {0};
    zt_help_manual(tables, &out);
    ck_assert_str_eq(zt_buf_text(&out), ".TP\n.B a [\\-b]\nOne\\etwo.\n\\&.three\n.IP\n"
                                        ".nf\n  kept \\- 1\n.fi\nmore\n"
                                        ".TP\n.B c\nLast\n.nf\n  kept\n.fi\n");
    zt_buf_free(&out);
}
END_TEST

Suite *help_suite(void)
{
    Suite *suite = suite_create("help");
    TCase *tests = tcase_create("help");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, overview_names_everything);
    tcase_add_test(tests, every_command_has_help_that_fits);
    tcase_add_test(tests, topics_settings_functions);
    tcase_add_test(tests, unknown_topics);
    tcase_add_test(tests, wrapping);
    tcase_add_test(tests, sentences);
    tcase_add_test(tests, the_manual);
    suite_add_tcase(suite, tests);
    return suite;
}
