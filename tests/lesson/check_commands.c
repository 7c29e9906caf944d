/* The rows of the commands: complete, and their examples work. */
#include <config.h>

#include "suites.h"

#include <string.h>

#include "classroom.h"

static Classroom room;

static void start(void)
{
    classroom_start(&room, false);
}

static void end(void)
{
    classroom_end(&room);
}

static void run_example(const char *text)
{
    char lines[400];
    ck_assert_uint_lt(strlen(text), sizeof lines);
    strcpy(lines, text);
    for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n"))
        ck_assert_msg(classroom_line(&room, line), "'%s': %s", line, classroom_error(&room));
}

START_TEST(test_examples)
{
    for (const ZtCommand *row = zt_lesson_commands; row->name; row++)
        run_example(row->example);
}
END_TEST

START_TEST(test_rows)
{
    for (const ZtCommand *row = zt_lesson_commands; row->name; row++) {
        ck_assert_msg(row->usage && strncmp(row->usage, row->name, strlen(row->name)) == 0, "%s",
                      row->name);
        ck_assert_msg(row->brief && row->help && row->run, "%s", row->name);
        ck_assert_msg(strstr(row->example, row->name) != NULL, "%s", row->name);
    }
}
END_TEST

START_TEST(test_list)
{
    classroom_has(&room, "lessons", " 0  How to write a lesson ");
    ck_assert(strstr(classroom_said(&room), "6 steps\n"));
    classroom_fails(&room, "lessons now", ZT_ERR_COMMAND_EXTRA);
    classroom_fails(&room, "lesson 1 2 3", ZT_ERR_COMMAND_EXTRA);
}
END_TEST

Suite *commands_suite(void)
{
    Suite *suite = suite_create("commands");
    TCase *tests = tcase_create("commands");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, test_examples);
    tcase_add_test(tests, test_rows);
    tcase_add_test(tests, test_list);
    suite_add_tcase(suite, tests);
    return suite;
}
