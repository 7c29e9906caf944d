#include <config.h>

#include "suites.h"

#include <string.h>
#include <unistd.h>

#include "classroom.h"
#include "lesson/start.h"

static Classroom room;
static ZtErr err;

static void start(void)
{
    classroom_start(&room, false);
}

static void end(void)
{
    classroom_end(&room);
}

static ZtSession *build(const char *text, size_t step)
{
    ZtLesson *lesson = zt_lesson_parse("a.md", text, strlen(text), &err);
    ck_assert_ptr_nonnull(lesson);
    ZtSession *session = zt_start_build(lesson, step, room.shell, &err);
    zt_lesson_free(lesson);
    return session;
}

static const char lesson[] =
    "# T\n## S\n```setup\nload thermometer\n```\n```zolta\ntrain \\\n10\n```\n"
    "```solution\nset b 2; save a.zt\nplot > a.txt\n```\n"
    "## S\n```setup\nset lr 0.5\n```\n```zolta\nreset\n```\n## S\n";

START_TEST(test_states)
{
    ck_assert(classroom_line(&room, "load iris; set glyphs ascii; set seed 7"));
    ZtSession *session = build(lesson, 0);
    ck_assert_uint_eq(session->epoch, 0);
    ck_assert_str_eq(session->data->name, "thermometer");
    ck_assert_int_eq(session->settings.glyphs, ZT_GLYPH_ASCII); /* the learner's screen */
    ck_assert_uint_eq(session->settings.seed, 0);               /* the lesson's numbers */
    zt_session_free(session);
    session = build(lesson, 1);
    ck_assert_uint_eq(session->epoch, 10);
    ck_assert(session->param[1] == 2 && session->settings.lr == 0.5);
    zt_session_free(session);
    session = build(lesson, 2);
    ck_assert_uint_eq(session->epoch, 0);
    zt_session_free(session);
    ck_assert_str_eq(room.shell->session->data->name, "iris");
    ck_assert_str_eq(classroom_said(&room) + strlen(classroom_said(&room)) - 1, "\n");
    ck_assert_int_ne(access("a.zt", F_OK), 0); /* lessons write nothing */
    ck_assert_int_ne(access("a.txt", F_OK), 0);
}
END_TEST

START_TEST(test_fault)
{
    ck_assert_ptr_null(build("# T\n## S\n```setup\nload thermometer\n\ntrian 3\n```\n", 0));
    ck_assert_int_eq(err.kind, ZT_ERR_LESSON_RUN);
    ck_assert_str_eq(err.arg[0], "a.md:6");
    ck_assert_str_eq(err.arg[1], "trian 3");
    ck_assert_str_eq(err.arg[2], "there is no command 'trian'");
}
END_TEST

/* Lessons do not play lessons. */
START_TEST(test_inside)
{
    ck_assert_ptr_null(build("# T\n## S\n```zolta\nnext\n```\n## S\n", 1));
    ck_assert_str_eq(err.arg[2], "lessons cannot be used from here");
}
END_TEST

Suite *start_suite(void)
{
    Suite *suite = suite_create("start");
    TCase *tests = tcase_create("start");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, test_states);
    tcase_add_test(tests, test_fault);
    tcase_add_test(tests, test_inside);
    suite_add_tcase(suite, tests);
    return suite;
}
