#include <config.h>

#include "suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/lesson.h"

static ZtErr err;

static ZtLesson *parse(const char *text)
{
    ZtLesson *lesson = zt_lesson_parse("en/07-seven.md", text, strlen(text), &err);
    if (lesson)
        return lesson;
    ZtBuf message = {0};
    zt_err_message(&err, NULL, &message);
    ck_abort_msg("%s", zt_buf_text(&message));
    return NULL;
}

static void fails(const char *text, ZtErrKind kind, const char *place)
{
    ck_assert_msg(!zt_lesson_parse("en/07-seven.md", text, strlen(text), &err), "%s", text);
    ck_assert_msg(err.kind == kind, "%s: kind %d, not %d (%s)", text, err.kind, kind, err.arg[1]);
    ck_assert_str_eq(err.arg[0], place);
}

/* clang-format off */
static const char whole[] =
    "# The title\n\nBefore.\n\n## One *step*\n\nSome `code`, **strong** and *soft* words\nin two lines.\n\n"
    "- first\n- second\n  - inner\n\n3. three\n4. four\n\n### More\n\n```\nan example\n  stays\n```\n\n> quoted\n\n"
    "```setup\nload thermometer\n```\n```zolta\nstep\n```\n```expect\n[...]\n```\n"
    "```check\nloss < 3 : the \"loss\" : {loss:.2f}\n\n  epoch > 1 : second  \n```\n"
    "```mistake\n\"a : b\" > 1 : odd\n```\n```hint\nOne.\n```\n"
    "half <!-- number 0.5 = 1 / 2 -->\n\n<!-- a remark -->\n\n## Two\n";
/* clang-format on */

START_TEST(test_structure)
{
    ZtLesson *lesson = parse(whole);
    ck_assert_str_eq(lesson->title, "The title");
    ck_assert_str_eq(lesson->name, "07-seven");
    ck_assert_str_eq(lesson->path, "en/07-seven.md");
    ck_assert_int_eq(lesson->number, 7);
    ck_assert_uint_eq(lesson->steps, 2);
    ck_assert_str_eq(lesson->step[0].title, "One step");
    ck_assert_str_eq(lesson->step[1].title, "Two");
    ck_assert_uint_eq(lesson->step[0].line, 5);
    ck_assert_uint_eq(lesson->step[0].blocks, 6);
    ck_assert_uint_eq(lesson->step[1].blocks, 0);
    zt_lesson_free(lesson);
}
END_TEST

START_TEST(test_sights)
{
    ZtLesson *lesson = parse("# T\n<!-- screen none -->\n## A\n## B\n\nb <!-- screen loss -->\n## C\n");
    ck_assert_int_eq(lesson->step[0].sight, ZT_SIGHT_NONE);
    ck_assert_int_eq(lesson->step[1].sight, ZT_SIGHT_LOSS);
    ck_assert_int_eq(lesson->step[2].sight, ZT_SIGHT_LOSS);
    zt_lesson_free(lesson);
    lesson = parse("# T\n## A\n## B\n<!-- screen gradient -->\n");
    ck_assert_int_eq(lesson->step[0].sight, ZT_SIGHT_ALL);
    ck_assert_int_eq(lesson->step[1].sight, ZT_SIGHT_GRADIENT);
    zt_lesson_free(lesson);
}
END_TEST

START_TEST(test_passages)
{
    ZtLesson *lesson = parse(whole);
    const ZtPassage *p = lesson->step[0].passage;
    static const ZtPassageKind kinds[] = {
        ZT_PASSAGE_TEXT,    ZT_PASSAGE_TEXT,   ZT_PASSAGE_BULLET, ZT_PASSAGE_BULLET,
        ZT_PASSAGE_BULLET,  ZT_PASSAGE_NUMBER, ZT_PASSAGE_NUMBER, ZT_PASSAGE_HEADING,
        ZT_PASSAGE_EXAMPLE, ZT_PASSAGE_TEXT,   ZT_PASSAGE_BLOCK,
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        ck_assert_msg(p[i].kind == kinds[i], "passage %zu is %d", i, p[i].kind);
    ck_assert_str_eq(p[0].span[0].text, "Before.");
    ck_assert_uint_eq(p[1].spans, 7);
    ck_assert_str_eq(p[1].span[1].text, "code");
    ck_assert_int_eq(p[1].span[1].style, ZT_STYLE_CODE);
    ck_assert_int_eq(p[1].span[3].style, ZT_STYLE_STRONG);
    ck_assert_int_eq(p[1].span[5].style, ZT_STYLE_EMPHASIS);
    ck_assert_str_eq(p[1].span[6].text, " words in two lines.");
    ck_assert_int_eq(p[4].depth, 2);
    ck_assert_int_eq(p[6].number, 4);
    ck_assert_str_eq(p[8].span[0].text, "an example\n  stays\n");
    ck_assert_int_eq(p[9].depth, 1);
    ck_assert_ptr_eq(p[10].block, &lesson->step[0].block[0]);
    zt_lesson_free(lesson);
}
END_TEST

START_TEST(test_blocks)
{
    ZtLesson *lesson = parse(whole);
    const ZtStep *step = &lesson->step[0];
    ck_assert_str_eq(step->block[0].text, "load thermometer\n");
    ck_assert_uint_eq(step->block[0].line, 27);
    const ZtBlock *check = &step->block[zt_step_find(step, ZT_BLOCK_CHECK, 0)];
    ck_assert_uint_eq(check->clauses, 2);
    ck_assert_str_eq(check->clause[0].condition, "loss < 3");
    ck_assert_str_eq(check->clause[0].message, "the \"loss\" : {loss:.2f}");
    ck_assert_str_eq(check->clause[1].condition, "epoch > 1");
    ck_assert_str_eq(check->clause[1].message, "second");
    ck_assert_uint_eq(check->clause[1].line, 38);
    const ZtBlock *mistake = &step->block[zt_step_find(step, ZT_BLOCK_MISTAKE, 0)];
    ck_assert_str_eq(mistake->clause[0].condition, "\"a : b\" > 1");
    ck_assert_uint_eq(zt_step_find(step, ZT_BLOCK_ASK, 0), step->blocks);
    ck_assert_uint_eq(step->notes, 1);
    ck_assert_str_eq(step->note[0].number, "0.5");
    ck_assert_str_eq(step->note[0].expression, "1 / 2 ");
    zt_lesson_free(lesson);
}
END_TEST

/* clang-format off */
#define LESSON(block) "# T\n## S\n" block
START_TEST(test_faults)
{
    fails("", ZT_ERR_LESSON_NO_TITLE, "en/07-seven.md:1");
    fails("# T\n", ZT_ERR_LESSON_NO_STEP, "en/07-seven.md:1");
    fails("#\n## S\n", ZT_ERR_LESSON_EMPTY_TITLE, "en/07-seven.md:1");
    fails("# T\n##\n", ZT_ERR_LESSON_EMPTY_TITLE, "en/07-seven.md:2");
    fails("## S\n", ZT_ERR_LESSON_NO_TITLE, "en/07-seven.md:1");
    fails("# T\n# T\n## S\n", ZT_ERR_LESSON_TITLE_TWICE, "en/07-seven.md:2");
    fails("# T\n```zolta\nstep\n```\n", ZT_ERR_LESSON_BEFORE_STEP, "en/07-seven.md:2");
    fails(LESSON("```chekc\nw\n```\n"), ZT_ERR_LESSON_KIND, "en/07-seven.md:3");
    ck_assert_str_eq(err.arg[2], "check");
    fails(LESSON("```python\nw\n```\n"), ZT_ERR_LESSON_KIND, "en/07-seven.md:3");
    ck_assert_str_eq(err.arg[2], "");
    fails(LESSON("- a\n  ```zolta\n  step\n  ```\n"), ZT_ERR_LESSON_NESTED, "en/07-seven.md:4");
    fails(LESSON("```zolta\n```\n"), ZT_ERR_LESSON_EMPTY, "en/07-seven.md:4");
    fails(LESSON("```check\nloss < 1\n```\n"), ZT_ERR_LESSON_CLAUSE, "en/07-seven.md:4");
    fails(LESSON("```check\n : a\n```\n"), ZT_ERR_LESSON_CLAUSE, "en/07-seven.md:4");
    fails(LESSON("```check\n\nloss << 1 : a\n```\n"), ZT_ERR_LESSON_EXPRESSION, "en/07-seven.md:5");
    fails(LESSON("```check\nloss < 1 : {loss\n```\n"), ZT_ERR_LESSON_EXPRESSION, "en/07-seven.md:4");
    fails(LESSON("```hint\n{loss:.2q}\n```\n"), ZT_ERR_LESSON_EXPRESSION, "en/07-seven.md:4");
    fails(LESSON("```expect\na\n```\n"), ZT_ERR_LESSON_EXPECT_PLACE, "en/07-seven.md:3");
    fails(LESSON("```zolta\nstep\n```\n```hint\na\n```\n```expect\na\n```\n"), ZT_ERR_LESSON_EXPECT_PLACE, "en/07-seven.md:9");
    fails(LESSON("```zolta\nstep\n```\n```setup\nstep\n```\n"), ZT_ERR_LESSON_SETUP_PLACE, "en/07-seven.md:6");
    fails(LESSON("```setup\nload iris\nsave a.zt\n```\n"), ZT_ERR_LESSON_SETUP, "en/07-seven.md:5");
    fails(LESSON("```setup\nload iris; EXPORT a.csv\n```\n"), ZT_ERR_LESSON_SETUP, "en/07-seven.md:4");
    fails(LESSON("```setup\nplot > a.txt\n```\n"), ZT_ERR_LESSON_SETUP, "en/07-seven.md:4");
    fails(LESSON("```setup\nsource a.zt\n```\n"), ZT_ERR_LESSON_SETUP, "en/07-seven.md:4");
    fails(LESSON("<!-- number 0.5 -->\n"), ZT_ERR_LESSON_NOTE, "en/07-seven.md:3");
    fails(LESSON("<!-- screen los -->\n"), ZT_ERR_LESSON_SCREEN, "en/07-seven.md:3");
    fails(LESSON("a <!-- screen lossy --> b\n"), ZT_ERR_LESSON_SCREEN, "en/07-seven.md:3");
    fails(LESSON("a\x1b[2J\n"), ZT_ERR_LESSON_CHARACTER, "en/07-seven.md:3");
    fails(LESSON("a\xE2\x80\xAE\n"), ZT_ERR_LESSON_CHARACTER, "en/07-seven.md:3");
    fails(LESSON("a\xFF\n"), ZT_ERR_LESSON_UTF8, "en/07-seven.md:3");
    fails(LESSON("> > > > > > > > > > > > > > > > > > > a\n"), ZT_ERR_LESSON_DEPTH, "en/07-seven.md:3");
}
END_TEST

START_TEST(test_asks)
{
    ZtLesson *lesson = parse(LESSON("```ask\nnumber loss + 1 within 0.01 : How much is {w}?\n```\n```ask\nchoice : Which?\n- a\n- b : c *\n```\n"
        "```zolta\nstep\n```\n## S\n```ask\ndirection loss : Where?\n```\n```solution\nstep\n```\n```ask\nnumber 1 within 0 : One?\n```\n"));
    const ZtAsk *number = lesson->step[0].block[0].ask, *choice = lesson->step[0].block[1].ask;
    ck_assert_int_eq(number->kind, ZT_ASK_NUMBER);
    ck_assert_str_eq(number->expression, "loss + 1");
    ck_assert_str_eq(number->tolerance, "0.01");
    ck_assert_str_eq(number->question, "How much is {w}?");
    ck_assert(number->before_run);
    ck_assert_int_eq(choice->kind, ZT_ASK_CHOICE);
    ck_assert_uint_eq(choice->choices, 2);
    ck_assert_str_eq(choice->choice[1], "b : c");
    ck_assert_uint_eq(choice->right, 1);
    ck_assert_int_eq(lesson->step[1].block[0].ask->kind, ZT_ASK_DIRECTION);
    ck_assert(lesson->step[1].block[0].ask->before_run);
    ck_assert(!lesson->step[1].block[2].ask->before_run);
    zt_lesson_free(lesson);
}
END_TEST

START_TEST(test_ask_faults)
{
    fails(LESSON("```ask\nloss?\n```\n"), ZT_ERR_LESSON_ASK, "en/07-seven.md:4");
    fails(LESSON("```ask\nwhere loss : a\n```\n"), ZT_ERR_LESSON_ASK, "en/07-seven.md:4");
    fails(LESSON("```ask\nnumber loss : a\n```\n"), ZT_ERR_LESSON_ASK, "en/07-seven.md:4");
    fails(LESSON("```ask\nchoice a : a\n- b *\n- c\n```\n"), ZT_ERR_LESSON_ASK, "en/07-seven.md:4");
    fails(LESSON("```ask\nnumber 1 within 1 : a\n- b\n```\n"), ZT_ERR_LESSON_ASK, "en/07-seven.md:5");
    fails(LESSON("```ask\nchoice : a\nb *\n- c\n```\n"), ZT_ERR_LESSON_ASK, "en/07-seven.md:5");
    fails(LESSON("```ask\nchoice : a\n- b *\n- c *\n```\n"), ZT_ERR_LESSON_CHOICE, "en/07-seven.md:6");
    fails(LESSON("```ask\nchoice : a\n- b\n- c\n```\n"), ZT_ERR_LESSON_CHOICE, "en/07-seven.md:6");
    fails(LESSON("```ask\nchoice : a\n- b *\n```\n"), ZT_ERR_LESSON_CHOICE, "en/07-seven.md:5");
    fails(LESSON("```ask\ndirection loss : a\n```\n"), ZT_ERR_LESSON_DIRECTION_PLACE, "en/07-seven.md:3");
    fails(LESSON("```ask\nnumber ) within 1 : a\n```\n"), ZT_ERR_LESSON_EXPRESSION, "en/07-seven.md:4");
}
END_TEST
/* clang-format on */

/* What an entity hides in the file shows when it is read. */
START_TEST(test_escaped)
{
    ZtLesson *lesson = parse("# T\n## S\na&#27;[2J\n");
    ck_assert_str_eq(lesson->step[0].passage[0].span[0].text, "a\\e[2J");
    zt_lesson_free(lesson);
}
END_TEST

START_TEST(test_marks)
{
    ZtLesson *lesson = parse("\xEF\xBB\xBF# T\r\n## S\r\n```zolta\r\nstep\r\n```\r\n");
    ck_assert_uint_eq(lesson->steps, 1);
    ck_assert_uint_eq(lesson->step[0].blocks, 1);
    zt_lesson_free(lesson);
}
END_TEST

START_TEST(test_file)
{
    ck_assert_ptr_null(zt_lesson_read("/nowhere/01-a.md", &err));
    ck_assert_int_eq(err.kind, ZT_ERR_FILE_MISSING);
    ZtLesson *lesson =
        zt_lesson_read(ZT_TESTS_DIR "/../lessons/en/00-how-to-write-a-lesson.md", &err);
    ck_assert_ptr_nonnull(lesson);
    ck_assert_int_eq(lesson->number, 0);
    zt_lesson_free(lesson);
    zt_lesson_free(NULL);
}
END_TEST

Suite *markdown_suite(void)
{
    Suite *suite = suite_create("markdown");
    TCase *tests = tcase_create("markdown");
    tcase_add_test(tests, test_structure);
    tcase_add_test(tests, test_sights);
    tcase_add_test(tests, test_passages);
    tcase_add_test(tests, test_blocks);
    tcase_add_test(tests, test_faults);
    tcase_add_test(tests, test_asks);
    tcase_add_test(tests, test_ask_faults);
    tcase_add_test(tests, test_escaped);
    tcase_add_test(tests, test_marks);
    tcase_add_test(tests, test_file);
    suite_add_tcase(suite, tests);
    return suite;
}
