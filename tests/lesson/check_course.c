/* The whole course, played to the end as a learner would in every language: commands as they stand,
 * questions answered as told, next after each step. */
#include <config.h>

#include "suites.h"

#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "classroom.h"
#include "lesson/checks.h"
#include "lesson/library.h"

static Classroom room;

static void start(void)
{
    classroom_start(&room, false);
}

static void end(void)
{
    classroom_end(&room);
}

static void must(const char *line)
{
    const ZtTutorView *view = zt_tutor_view(room.tutor);
    char place[100];
    snprintf(place, sizeof place, "lesson %d, step %zu", view->number, view->step);
    ck_assert_msg(classroom_line(&room, line), "%s: '%s': %s", place, line, classroom_error(&room));
}

/* The answer that is known now; before a run any will do. */
static void answer(const ZtAsk *ask)
{
    ZtScene scene = {.session = room.shell->session};
    ZtBuf line = {0};
    double value = 0;
    zt_buf_puts(&line, "answer ");
    if (ask->kind == ZT_ASK_CHOICE)
        zt_buf_printf(&line, "%zu", ask->right + 1);
    else if (ask->kind == ZT_ASK_DIRECTION)
        zt_buf_puts(&line, "down");
    else {
        zt_expression_value(ask->expression, &scene, &value, &room.err);
        zt_number_exact(&line, value, false);
    }
    must(zt_buf_text(&line));
    zt_buf_free(&line);
}

static void do_lines(const char *text)
{
    ZtBuf line = {0};
    while (*text) {
        size_t len = strcspn(text, "\n");
        zt_buf_clear(&line);
        zt_buf_add(&line, text, len);
        text += text[len] ? len + 1 : len;
        must(zt_buf_text(&line));
    }
    zt_buf_free(&line);
}

static void play_step(void)
{
    const ZtStep *step = zt_tutor_view(room.tutor)->body;
    for (size_t i = 0; i < step->blocks; i++) {
        const ZtBlock *block = &step->block[i];
        if (block->kind == ZT_BLOCK_ASK)
            answer(block->ask);
        if (block->kind == ZT_BLOCK_ZOLTA || block->kind == ZT_BLOCK_SOLUTION)
            do_lines(block->text);
    }
}

/* An answer that a check insists on and that is known only behind the run. */
static void answer_again(void)
{
    const ZtStep *step = zt_tutor_view(room.tutor)->body;
    for (size_t i = 0; !zt_tutor_view(room.tutor)->done && i < step->blocks; i++)
        if (step->block[i].kind == ZT_BLOCK_ASK)
            answer(step->block[i].ask);
}

static void play(const char *path)
{
    ZtBuf line = {0};
    zt_buf_printf(&line, "lesson %s", path);
    must(zt_buf_text(&line));
    zt_buf_free(&line);
    size_t steps = zt_tutor_view(room.tutor)->steps;
    for (size_t i = 1; i <= steps; i++) {
        ck_assert_uint_eq(zt_tutor_view(room.tutor)->step, i);
        play_step();
        answer_again();
        must("next");
    }
}

static void play_language(const char *language)
{
    static const char *const dirs[] = {ZT_TESTS_DIR "/../lessons", NULL};
    ZtShelf shelf = zt_shelf_find(dirs, language);
    ck_assert_uint_gt(shelf.count, 0);
    for (size_t i = 0; i < shelf.count; i++)
        play(shelf.path[i]);
    zt_shelf_free(&shelf);
}

START_TEST(test_english)
{
    play_language("en");
}
END_TEST

START_TEST(test_french)
{
    play_language("fr");
}
END_TEST

Suite *course_suite(void)
{
    Suite *suite = suite_create("course");
    TCase *tests = tcase_create("course");
    tcase_add_checked_fixture(tests, start, end);
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, test_english);
    tcase_add_test(tests, test_french);
    suite_add_tcase(suite, tests);
    return suite;
}
