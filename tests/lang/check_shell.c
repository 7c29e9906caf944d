#include <config.h>

#include <string.h>

#include "suites.h"
#include "support.h"

static Bench bench;

static void setup(void)
{
    bench_start(&bench);
}

static void teardown(void)
{
    bench_end(&bench);
}

START_TEST(several_commands_in_a_line)
{
    bench_says(&bench, "print 1; PRINT 2;; # print 3", "1\n2\n");
    bench_says(&bench, "", "");
    bench_fails_kind(&bench, "print 1; foo; print 2", ZT_ERR_COMMAND_UNKNOWN);
    ck_assert_str_eq(bench.out.text, "1\n");
    ck_assert_uint_eq(bench.err.at, 9);
}
END_TEST

START_TEST(nothing_runs_after_exit)
{
    bench_says(&bench, "print 1; exit 7; print 2", "1\n");
    ck_assert(bench.shell->done);
    ck_assert_int_eq(bench.shell->status, 7);
    bench_says(&bench, "print 3", "");
}
END_TEST

START_TEST(redirection)
{
    bench_fails_kind(&bench, "reset > f", ZT_ERR_REDIRECT_COMMAND);
    bench_fails_kind(&bench, "show >", ZT_ERR_REDIRECT_FILE);
    bench_fails_kind(&bench, "show >f", ZT_ERR_REDIRECT_FILE);
    bench_fails_kind(&bench, "show > f g", ZT_ERR_REDIRECT_FILE);
    bench_fails_kind(&bench, "show > > f", ZT_ERR_REDIRECT_FILE);
    bench_fails_kind(&bench, "show \">\" f", ZT_ERR_COMMAND_EXTRA);
    bench_says(&bench, "show settings > 'a file'", "");
    ck_assert_ptr_nonnull(strstr(bench_read(&bench, "a file"), "milestones"));
    bench_says(&bench, "print 2 > 1", "true\n");
}
END_TEST

START_TEST(an_error_without_a_place_points_at_the_command)
{
    bench_fails_kind(&bench, "print 1;  train 3", ZT_ERR_DATA_NONE);
    ck_assert(bench.err.spanned);
    ck_assert_uint_eq(bench.err.at, 10);
    ck_assert_uint_eq(bench.err.len, 5);
}
END_TEST

START_TEST(counts_of_use)
{
    bench_lines(&bench, "print 1\nprint 2\n");
    ck_assert(!bench_line(&bench, "print nothing_of_that_name"));
    ZtCounts counts = zt_shell_counts(bench.shell);
    ck_assert(counts.count(counts.data, "print") == 2);
    ck_assert(counts.count(counts.data, "train") == 0);
    ck_assert(counts.count(counts.data, "nosuch") < 0);
}
END_TEST

START_TEST(output_of_any_length)
{
    char text[3000];
    memset(text, 'x', sizeof text);
    text[sizeof text - 1] = '\0';
    zt_sayf(bench.shell, "%s", text);
    ck_assert_uint_eq(bench.out.len, sizeof text - 1);
    zt_notef(bench.shell, "%s", "one");
    zt_notef(bench.shell, "%s", "two\n");
    zt_notef(bench.shell, "%s", "");
    ck_assert_str_eq(bench.notes.text, "one\ntwo\n\n");
    ZtErr err;
    ZtBuf failed = {.failed = true};
    ck_assert(!zt_say_buf(bench.shell, &failed, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_MEMORY);
}
END_TEST

START_TEST(one_command_of_a_line)
{
    const char *line = "time print 1; print 2";
    ck_assert(zt_shell_command(bench.shell, line, 5, &bench.err));
    ck_assert_str_eq(bench.out.text, "1\n");
    ck_assert(zt_shell_command(bench.shell, line, strlen(line), &bench.err));
    ck_assert(!zt_shell_command(bench.shell, "  foo", 0, &bench.err));
}
END_TEST

START_TEST(tables_of_commands)
{
    static const ZtCommand first[] = {{.name = "abc", .alias = "?"}, {.name = "abd"}, {0}};
    static const ZtCommand second[] = {{.name = "xyz"}, {0}};
    static const ZtCommand *const both[] = {first, second, NULL};
    ck_assert_ptr_eq(zt_command_at(both, 2), second);
    ck_assert_ptr_null(zt_command_at(both, 3));
    ck_assert_ptr_eq(zt_command_find(both, "ABD"), &first[1]);
    ck_assert_ptr_eq(zt_command_find(both, "?"), first);
    ck_assert_ptr_null(zt_command_find(both, "ab"));
    ck_assert_ptr_eq(zt_command_shortened(both, "x"), second);
    ck_assert_ptr_eq(zt_command_shortened(both, "ABC"), first);
    ck_assert_ptr_null(zt_command_shortened(both, "ab"));
    ck_assert_ptr_null(zt_command_shortened(both, "q"));
}
END_TEST

/* Scripts */

typedef struct Reports {
    ZtBuf text;
} Reports;

static void note_report(void *data, ZtShell *shell, const ZtErr *err)
{
    Reports *reports = data;
    zt_error_show(err, shell->fault_place, NULL, 80, &reports->text);
}

static bool script_of(const char *text, size_t len, bool keep_going, bool echo, Reports *reports)
{
    const ZtScript script = {
        .name = "fit.zt",
        .keep_going = keep_going,
        .echo = echo,
        .report = note_report,
        .data = reports,
    };
    zt_buf_clear(&bench.out);
    return zt_shell_script(bench.shell, &script, text, len, &bench.err);
}

static bool run(const char *text)
{
    return script_of(text, strlen(text), false, false, NULL);
}

START_TEST(scripts_run_line_by_line)
{
    ck_assert(run("print 1\n\n# a remark\nprint 2"));
    ck_assert_str_eq(bench.out.text, "1\n2\n");
    ck_assert(run("\xEF\xBB\xBFprint 1\r\nprint \\\r\n 2\r\n"));
    ck_assert_str_eq(bench.out.text, "1\n2\n");
    ck_assert(run("print 3 \\"));
    ck_assert_str_eq(bench.out.text, "3\n");
    ck_assert(run(""));
}
END_TEST

START_TEST(scripts_stop_at_an_error)
{
    ck_assert(!run("print 1\nprint 5 \\\n + \\\n +\nprint 2\n"));
    ck_assert_str_eq(bench.out.text, "1\n");
    ck_assert_str_eq(bench.shell->fault_place, "fit.zt:2");
    ck_assert_str_eq(bench.shell->fault_line, "print 5   +   +");
    ck_assert_int_eq(bench.shell->depth, 0);
    ck_assert(run("print 1"));
    ck_assert_ptr_null(bench.shell->fault_place);
}
END_TEST

START_TEST(scripts_can_keep_going)
{
    Reports reports = {0};
    const char *text = "foo\nprint 1\nbar\nprint 2\n";
    ck_assert(!script_of(text, strlen(text), true, false, &reports));
    ck_assert_str_eq(bench.out.text, "1\n2\n");
    ck_assert_str_eq(reports.text.text, "fit.zt:1: there is no command 'foo'\n"
                                        "  help lists all commands\n"
                                        "fit.zt:3: there is no command 'bar'\n"
                                        "  help lists all commands\n");
    ck_assert_str_eq(bench.shell->fault_place, "fit.zt:3");
    zt_buf_free(&reports.text);
}
END_TEST

START_TEST(an_interruption_ends_also_a_script_that_keeps_going)
{
    Reports reports = {0};
    const char *text = "load thermometer\ntrain 1000\nprint 1\n";
    bench.slice = 10;
    bench.patience = 3;
    ck_assert(!script_of(text, strlen(text), true, false, &reports));
    ck_assert_int_eq(bench.err.kind, ZT_ERR_INTERRUPTED);
    ck_assert(bench.shell->interrupted);
    ck_assert_ptr_null(strstr(bench.out.text, "\n1\n"));
    zt_buf_free(&reports.text);
}
END_TEST

START_TEST(echo_shows_each_line_escaped)
{
    const char *text = "print 1 # a\tb\x1b[2J\nprint \\\n2\n";
    ck_assert(script_of(text, strlen(text), false, true, NULL));
    ck_assert_str_eq(bench.out.text, "> print 1 # a\tb\\e[2J\n1\n> print \\\n> 2\n2\n");
}
END_TEST

START_TEST(scripts_must_be_text)
{
    ck_assert(!run("print 1\nlabel a \xff\n"));
    ck_assert_int_eq(bench.err.kind, ZT_ERR_LINE_BYTES);
    ck_assert_str_eq(bench.shell->fault_place, "fit.zt:2");
    ck_assert(!script_of("print 1\0\n", 9, false, false, NULL));
    ck_assert_int_eq(bench.err.kind, ZT_ERR_LINE_BYTES);
}
END_TEST

START_TEST(exit_ends_a_script)
{
    ck_assert(run("print 1\nexit 3\nprint 2\n"));
    ck_assert_str_eq(bench.out.text, "1\n");
    ck_assert_int_eq(bench.shell->status, 3);
}
END_TEST

Suite *shell_suite(void)
{
    Suite *suite = suite_create("shell");
    TCase *tests = tcase_create("shell");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, several_commands_in_a_line);
    tcase_add_test(tests, nothing_runs_after_exit);
    tcase_add_test(tests, redirection);
    tcase_add_test(tests, an_error_without_a_place_points_at_the_command);
    tcase_add_test(tests, counts_of_use);
    tcase_add_test(tests, output_of_any_length);
    tcase_add_test(tests, one_command_of_a_line);
    tcase_add_test(tests, tables_of_commands);
    tcase_add_test(tests, scripts_run_line_by_line);
    tcase_add_test(tests, scripts_stop_at_an_error);
    tcase_add_test(tests, scripts_can_keep_going);
    tcase_add_test(tests, an_interruption_ends_also_a_script_that_keeps_going);
    tcase_add_test(tests, echo_shows_each_line_escaped);
    tcase_add_test(tests, scripts_must_be_text);
    tcase_add_test(tests, exit_ends_a_script);
    suite_add_tcase(suite, tests);
    return suite;
}
