/* What holds for the row of every command. */
#include <config.h>

#include <string.h>

#include "base/text.h"
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

START_TEST(every_row_is_complete)
{
    const ZtCommand *row;
    for (size_t i = 0; (row = zt_command_at(bench.shell->commands, i)) != NULL; i++) {
        ck_assert_msg(row->usage && row->brief && row->help && row->example && row->run, "%s",
                      row->name);
        ck_assert_msg(zt_text_starts(row->usage, row->name), "%s", row->usage);
        ck_assert_msg(strlen(row->brief) <= 56, "%s: %s", row->name, row->brief);
        ck_assert_msg(row->choices || row->complete != ZT_COMPLETE_WORDS, "%s", row->name);
        ck_assert_msg(zt_command_find(bench.shell->commands, row->name) == row, "%s twice",
                      row->name);
    }
}
END_TEST

START_TEST(every_example_runs_as_it_stands)
{
    const ZtCommand *row;
    for (size_t i = 0; (row = zt_command_at(bench.shell->commands, i)) != NULL; i++) {
        ZtSession *fresh = zt_session_new();
        zt_session_swap(bench.shell->session, fresh);
        zt_session_free(fresh);
        bench.shell->done = false;
        bench_lines(&bench, row->example);
        ck_assert_msg(bench.shell->used[i] > 0, "the example of %s does not use it", row->name);
    }
}
END_TEST

Suite *commands_suite(void)
{
    Suite *suite = suite_create("commands");
    TCase *tests = tcase_create("commands");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, every_row_is_complete);
    tcase_add_test(tests, every_example_runs_as_it_stands);
    suite_add_tcase(suite, tests);
    return suite;
}
