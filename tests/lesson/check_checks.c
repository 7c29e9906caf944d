#include <config.h>

#include "suites.h"

#include <string.h>

#include "classroom.h"
#include "lesson/checks.h"
#include "lesson/since.h"

static Classroom room;
static ZtSince since;
static ZtCounts counts;
static ZtScene scene;

static void start(void)
{
    classroom_start(&room, false);
    since = (ZtSince){0};
    ck_assert(zt_since_start(&since, room.shell));
    counts = zt_since_counts(&since);
    scene = (ZtScene){.session = room.shell->session, .counts = &counts};
}

static void end(void)
{
    zt_since_free(&since);
    classroom_end(&room);
}

static const char *fill(const char *message)
{
    zt_buf_clear(&room.out);
    zt_message_fill(message, &scene, &room.out);
    return zt_buf_text(&room.out);
}

START_TEST(test_conditions)
{
    ck_assert(!zt_condition_holds("loss < 1e9", &scene)); /* no data yet */
    ck_assert(classroom_line(&room, "load thermometer"));
    ck_assert(zt_condition_holds("loss < 1e9", &scene));
    ck_assert(zt_condition_holds("n == 11 and epoch == 0", &scene));
    ck_assert(!zt_condition_holds("epoch", &scene));
    ck_assert(!zt_condition_holds("0 / 0", &scene));
    ck_assert(!zt_condition_holds("zolta > 3", &scene)); /* one for each row */
    ck_assert(!zt_condition_holds("nobody > 3", &scene));
    ck_assert(zt_condition_holds("grad(w) ~ 4517.2964", &scene));
    ck_assert(zt_condition_holds("lr == 1e-4", &scene));
    ck_assert(classroom_line(&room, "set w 0.1"));
    ck_assert(zt_condition_holds("w == 0.1", &scene)); /* rounded like w */
}
END_TEST

START_TEST(test_counts)
{
    ck_assert(classroom_line(&room, "load thermometer; print n"));
    ck_assert(zt_condition_holds("count(print) == 1", &scene));
    ck_assert(zt_since_start(&since, room.shell));
    ck_assert(zt_condition_holds("count(print) == 0", &scene));
    ZtSince pause = {0};
    ck_assert(classroom_line(&room, "print n"));
    ck_assert(zt_since_pause(&since, &pause));
    ck_assert(classroom_line(&room, "print n; print n"));
    zt_since_resume(&since, &pause);
    ck_assert(zt_condition_holds("count(print) == 1", &scene));
    ck_assert(!zt_condition_holds("count(nothing) == 0", &scene));
    zt_since_free(&pause);
}
END_TEST

START_TEST(test_words)
{
    ck_assert(zt_condition_holds("optimizer == sgd", &scene));
    ck_assert(!zt_condition_holds("optimizer != sgd", &scene));
    ck_assert(zt_condition_holds("precision==single and report != quiet", &scene));
    ck_assert(!zt_condition_holds("precision == double", &scene));
    ck_assert(zt_condition_holds("loss == mse", &scene));
    ck_assert(classroom_line(&room, "set loss mae"));
    ck_assert(zt_condition_holds("loss == mae", &scene));
    ck_assert(!zt_condition_holds("report == loud", &scene));
}
END_TEST

START_TEST(test_answer)
{
    ck_assert(!zt_condition_holds("answer < 10 or answer >= 10", &scene));
    scene.answered = true;
    scene.answer = -0.5;
    ck_assert(zt_condition_holds("answer == -0.5 and 1 - answer == 1.5", &scene));
    ck_assert(zt_condition_holds("1e-4 < 1 and answer < 1e2", &scene));
    ck_assert_str_eq(fill("you said {answer}"), "you said -0.5");
}
END_TEST

START_TEST(test_messages)
{
    ck_assert_str_eq(fill("plain"), "plain");
    ck_assert_str_eq(fill("{loss} and {2 * 3}"), "? and 6");
    ck_assert(classroom_line(&room, "load thermometer"));
    ck_assert_str_eq(fill("the loss is {loss:.2f}; {loss:.3e}, {loss:.3g}!"),
                     "the loss is 1763.88; 1.764e+03, 1.76e+03!");
    ck_assert_str_eq(fill("{loss}"), "1763.88");
    ck_assert_str_eq(fill("{0 - 0.001:.2f}"), "0.00");
    ck_assert_str_eq(fill("{open"), "{open");
}
END_TEST

START_TEST(test_valid)
{
    ZtErr err;
    ck_assert(zt_condition_valid("loss < 10 and answer > 2", &err));
    ck_assert(zt_condition_valid("optimizer == sgd", &err));
    ck_assert(!zt_condition_valid("loss <", &err));
    ck_assert(!err.spanned);
    ck_assert(zt_message_valid("{loss:.2f} and {n}", &err));
    ck_assert(!zt_message_valid("{loss", &err));
    ck_assert(!zt_message_valid("{}", &err));
    ck_assert(!zt_message_valid("{loss:.99f}", &err));
}
END_TEST

Suite *checks_suite(void)
{
    Suite *suite = suite_create("checks");
    TCase *tests = tcase_create("checks");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, test_conditions);
    tcase_add_test(tests, test_counts);
    tcase_add_test(tests, test_words);
    tcase_add_test(tests, test_answer);
    tcase_add_test(tests, test_messages);
    tcase_add_test(tests, test_valid);
    suite_add_tcase(suite, tests);
    return suite;
}
