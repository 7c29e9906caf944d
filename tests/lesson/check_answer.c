#include <config.h>

#include "suites.h"

#include "lesson/answer.h"
#include "lesson/lesson.h"

#include <string.h>

static ZtErr err;

static const char *const choices[] = {"the weight", "the bias"};
static const ZtAsk number = {.kind = ZT_ASK_NUMBER};
static const ZtAsk direction = {.kind = ZT_ASK_DIRECTION};
static const ZtAsk choice = {.kind = ZT_ASK_CHOICE, .choice = choices, .choices = 2};

static void reads(const ZtAsk *ask, const char *text, double expected)
{
    double value;
    ck_assert_msg(zt_answer_read(ask, text, &value, &err), "%s", text);
    ck_assert_msg(value == expected, "%s: %g", text, value);
}

static void fails(const ZtAsk *ask, const char *text, ZtErrKind kind)
{
    double value;
    ck_assert_msg(!zt_answer_read(ask, text, &value, &err), "%s", text);
    ck_assert_int_eq(err.kind, kind);
}

START_TEST(test_read)
{
    reads(&number, "0.5", 0.5);
    reads(&number, "0,5", 0.5);
    reads(&number, "-1e-3", -1e-3);
    fails(&number, "half", ZT_ERR_LESSON_ANSWER_NUMBER);
    fails(&number, "1 2", ZT_ERR_LESSON_ANSWER_NUMBER);
    fails(&number, "", ZT_ERR_LESSON_ANSWER_NUMBER);
    reads(&direction, "up", 1);
    reads(&direction, "Down", -1);
    reads(&direction, "same", 0);
    reads(&direction, "rises", 1);
    reads(&direction, "lower", -1);
    fails(&direction, "low", ZT_ERR_LESSON_ANSWER_DIRECTION);
    fails(&direction, "up rises", ZT_ERR_LESSON_ANSWER_DIRECTION);
    fails(&direction, "", ZT_ERR_LESSON_ANSWER_DIRECTION);
    fails(&direction, "left", ZT_ERR_LESSON_ANSWER_DIRECTION);
    reads(&choice, "2", 2);
    reads(&choice, "The weight", 1);
    fails(&choice, "3", ZT_ERR_LESSON_ANSWER_CHOICE);
    fails(&choice, "0", ZT_ERR_LESSON_ANSWER_CHOICE);
    ck_assert_str_eq(err.arg[1], "2");
}
END_TEST

START_TEST(test_runs)
{
    static const char text[] =
        "# T\n## S\n```zolta\nload iris\n```\n```ask\ndirection loss : A?\n```\n"
        "```zolta\nset w 1; print w\n\nnormalize 0.1\n```\n```ask\n"
        "direction w : B?\n```\n```solution\nreset\n```\n";
    ZtLesson *lesson = zt_lesson_parse("a.md", text, strlen(text), &err);
    ck_assert_ptr_nonnull(lesson);
    const ZtStep *step = lesson->step;
    ck_assert(zt_ask_holds(step, 1, "step") && zt_ask_holds(step, 1, "train"));
    ck_assert(zt_ask_holds(step, 1, "set") && zt_ask_holds(step, 1, "normalize"));
    ck_assert(!zt_ask_holds(step, 1, "load") && !zt_ask_holds(step, 1, "reset"));
    ck_assert(!zt_ask_holds(step, 1, "print") && zt_ask_follows(step, 1, "print"));
    ck_assert(zt_ask_follows(step, 3, "reset") && !zt_ask_follows(step, 3, "set"));
    zt_lesson_free(lesson);
}
END_TEST

START_TEST(test_direction)
{
    ck_assert_int_eq(zt_direction(1, 2), 1);
    ck_assert_int_eq(zt_direction(2, 1), -1);
    ck_assert_int_eq(zt_direction(1, 1), 0);
}
END_TEST

Suite *answer_suite(void)
{
    Suite *suite = suite_create("answer");
    TCase *tests = tcase_create("answer");
    tcase_add_test(tests, test_read);
    tcase_add_test(tests, test_runs);
    tcase_add_test(tests, test_direction);
    suite_add_tcase(suite, tests);
    return suite;
}
