#include <config.h>

#include "suites.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "classroom.h"

static Classroom room;

/* clang-format off */
static const char own[] =
    "# Own\n\n## First\n\nSome prose with `two words` in it that is long enough to be wrapped at forty columns.\n\n- one\n- two\n\n"
    "```setup\nload thermometer\n```\n"
    "```zolta\nset w 0.5\nprint loss\n```\n"
    "```check\nloss < 300 : the loss is {loss:.1f}; bring it below 300\ncount(print) >= 1 : print something\n```\n"
    "```mistake\nw > 1 : w is {w:.1f}, too large\n```\n"
    "```hint\nOne.\n```\n```hint\nTwo, at {w}.\n```\n```solution\nset w 0.3\n```\n"
    "## Second\n\n"
    "```setup\nset w 1\n```\n"
    "```ask\ndirection loss : Where will it go?\n```\n```zolta\nstep\n```\n"
    "```check\nepoch >= 1 : not one epoch\n```\n```hint\nAnswer.\n```\n"
    "## Third\n\n"
    "```ask\nnumber 2 * w within 0.01 : Twice w?\n```\n```ask\nchoice : Which?\n- left\n- right *\n```\n"
    "```mistake\nanswer < 0 : negative\n```\n"
    "## Last\n\nThe end.\n";
/* clang-format on */

static void start(void)
{
    classroom_start(&room, false);
}

static void start_person(void)
{
    classroom_start(&room, true);
    room.host.interactive = true;
}

static void end(void)
{
    classroom_end(&room);
}

static const ZtTutorView *view(void)
{
    return zt_tutor_view(room.tutor);
}

/* Within a step, what the learner did; free and the way back begin anew, too. */
START_TEST(test_undo)
{
    classroom_line(&room, "load iris");
    classroom_open(&room, own);
    classroom_fails(&room, "undo", ZT_ERR_UNDO_LESSON);
    classroom_says(&room, "set w 0.5", "Goal 1 of 2 is reached.\n");
    classroom_has(&room, "undo", "undone: set w 0.5\nGoal 1 of 2 is no longer reached: ");
    classroom_says(&room, "redo", "redone: set w 0.5\nGoal 1 of 2 is reached.\n");
    classroom_has(&room, "print loss", "This step is complete");
    classroom_line(&room, "next");
    classroom_fails(&room, "undo", ZT_ERR_UNDO_LESSON);
    classroom_fails(&room, "redo", ZT_ERR_REDO_NONE);
    classroom_line(&room, "set lr 0.5");
    classroom_line(&room, "free");
    classroom_fails(&room, "undo", ZT_ERR_UNDO_FREE);
    classroom_line(&room, "set lr 0.7");
    classroom_says(&room, "undo", "undone: set lr 0.7\n");
    classroom_line(&room, "lesson");
    classroom_fails(&room, "redo", ZT_ERR_REDO_NONE);
    classroom_fails(&room, "undo", ZT_ERR_UNDO_LESSON);
    classroom_write("step.zt", "restart\n");
    classroom_line(&room, "source step.zt");
    classroom_fails(&room, "undo", ZT_ERR_UNDO_LESSON);
}
END_TEST

/* Marks that an earlier step makes are there in the later ones; the learner's own are not. */
START_TEST(test_marks)
{
    classroom_open(&room, "# Own\n\n## One\n\n```setup\nload thermometer\nset report quiet\n```\n"
                          "```zolta\ntrain 10\nmark slow\n```\n"
                          "## Two\n\n```setup\nreset\nset lr 3e-4\ntrain 10\n```\nText.\n");
    classroom_line(&room, "train 3");
    classroom_line(&room, "mark mine");
    classroom_line(&room, "next");
    classroom_has(&room, "compare", "slow");
    ck_assert_ptr_null(strstr(classroom_said(&room), "mine"));
    classroom_line(&room, "free");
    classroom_line(&room, "mark other");
    classroom_line(&room, "lesson");
    classroom_has(&room, "mark", "slow");
    ck_assert_ptr_null(strstr(classroom_said(&room), "other"));
}
END_TEST

START_TEST(test_goals)
{
    classroom_open(&room, own);
    ck_assert_uint_eq(view()->goals, 2);
    ck_assert_str_eq(view()->goal[0].message, "the loss is 1763.9; bring it below 300");
    ck_assert(!view()->goal[0].met && !view()->done);
    classroom_says(&room, "set w 2", "w is 2.0, too large\n");
    classroom_says(&room, "set w 3", "");
    classroom_says(&room, "set w 0.5", "Goal 1 of 2 is reached.\n");
    classroom_says(&room, "set w 2",
                   "Goal 1 of 2 is no longer reached: the loss is 9222.0; "
                   "bring it below 300\nw is 2.0, too large\n");
    classroom_fails(&room, "next", ZT_ERR_LESSON_UNMET);
    ck_assert_str_eq(room.err.arg[0], "the loss is 9222.0; bring it below 300");
    classroom_says(&room, "set w 0.3", "Goal 1 of 2 is reached.\n");
    classroom_says(&room, "print n",
                   "11\nGoal 2 of 2 is reached.\n"
                   "This step is complete: next goes on.\n");
    ck_assert(view()->done);
    classroom_has(&room, "next", "Step 2 of 4: Second");
    ck_assert(room.shell->session->param[0] == 1);
}
END_TEST

START_TEST(test_person)
{
    classroom_open(&room, own);
    classroom_says(&room, "next",
                   "Not yet: the loss is 1763.9; bring it below 300\n"
                   "Not yet: print something\n");
    classroom_has(&room, "skip", "Step 2 of 4");
    classroom_says(&room, "next",
                   "Not yet: not one epoch\n"
                   "Your answer is missing: Where will it go?\n");
    classroom_says(&room, "step; print 5", "First your answer: Where will it go?\n");
    classroom_fails(&room, "1", ZT_ERR_LESSON_ANSWER_DIRECTION);
    classroom_fails(&room, "1 + 1", ZT_ERR_COMMAND_SPELLING);
    ck_assert_uint_eq(room.shell->session->epoch, 0);
    classroom_says(&room, "print 5", "5\n");
    classroom_says(&room, "down", "Noted: down. Now see what comes of it.\n");
    classroom_has(&room, "step",
                  "As you said (down): loss went from 1763.88 to 323.091.\n"
                  "This step is complete: next goes on.\n");
    ck_assert_ptr_null(view()->question);
}
END_TEST

/* A guess can be thought over until the run; and who looked first is told at once. */
START_TEST(test_second_thoughts)
{
    classroom_open(&room, "# Own\n\n## First\n\n"
                          "```ask\nnumber 1.5 within 0.1 : How much?\n```\n"
                          "```zolta\nprint 3 / 2\n```\n"
                          "```check\ncount(print) >= 1 : print it\n```\n```hint\nHalf.\n```\n");
    classroom_says(&room, "3", "Noted: 3. Now see what comes of it.\n");
    classroom_says(&room, "1.5", "Noted: 1.5. Now see what comes of it.\n");
    classroom_says(&room, "print 3 / 2",
                   "1.5\nAs you said: 1.5.\nThis step is complete: next goes on.\n");
    classroom_fails(&room, "7", ZT_ERR_COMMAND_SPELLING); /* it is no question any more */
    ck_assert(view()->done);
    classroom_has(&room, "restart", "Step 1 of 1");
    classroom_says(&room, "print 3 / 2", "1.5\n");
    classroom_says(&room, "2", "You said 2; it is 1.5.\nThis step is complete: next goes on.\n");
}
END_TEST

/* The lesson goes on in another language from where it is; one of other steps stays as it is. */
START_TEST(test_other_language)
{
    static const char blocks[] = "```setup\nload thermometer\n```\n"
                                 "```check\nw < 1 : {w}\ncount(print) > 0 : p\n```\n"
                                 "```hint\nh\n```\n";
    char text[400];
    mkdir("en", 0700);
    mkdir("fr", 0700);
    snprintf(text, sizeof text, "# The title\n\n## First\n\n%s\n## Second\n", blocks);
    classroom_write("en/01-a.md", text);
    snprintf(text, sizeof text, "# Le titre\n\n## Un\n\n%s\n## Deux\n", blocks);
    classroom_write("fr/01-b.md", text);
    classroom_has(&room, "lesson en/01-a.md", "First");
    classroom_says(&room, "set w 0.5", "Goal 1 of 2 is reached.\n");
    classroom_has(&room, "set lang fr_CA", "Un");
    ck_assert_str_eq(view()->title, "Le titre");
    ck_assert(view()->goal[0].met);
    classroom_has(&room, "set lang de", "The title");
    classroom_write("fr/01-b.md", "# Le titre\n\n## Un\n\n## Deux\n");
    classroom_says(&room, "set lang fr", "");
    ck_assert_str_eq(view()->title, "The title");
    classroom_write("fr/01-b.md", text);
    ck_assert(classroom_line(&room, "free"));
    classroom_says(&room, "set lang en; set lang fr", "");
    classroom_has(&room, "lesson", "Le titre");
    ck_assert(view()->goal[0].met);
}
END_TEST

START_TEST(test_script_answers)
{
    classroom_open(&room, own);
    classroom_has(&room, "skip", "Where will it go? (up, down or same)");
    classroom_fails(&room, "step", ZT_ERR_LESSON_OPEN_QUESTION);
    classroom_fails(&room, "down", ZT_ERR_COMMAND_UNKNOWN);
    classroom_fails(&room, "answer left", ZT_ERR_LESSON_ANSWER_DIRECTION);
    classroom_fails(&room, "answer", ZT_ERR_COMMAND_MISSING);
    classroom_says(&room, "answer same", "Noted: same. Now see what comes of it.\n");
    classroom_says(&room, "answer up", "Noted: up. Now see what comes of it.\n");
    classroom_has(&room, "step", "You said up, but loss went from 1763.88 to 323.091.\n");
    classroom_says(&room, "answer down",
                   "As you said (down): loss went from 1763.88 to 323.091.\n");
    classroom_has(&room, "next", "Step 3 of 4");
}
END_TEST

START_TEST(test_answers_at_once)
{
    classroom_open(&room, own);
    ck_assert(classroom_line(&room, "skip; skip"));
    ck_assert_str_eq(view()->question, "Twice w?");
    ck_assert(room.shell->session->epoch == 1);
    classroom_fails(&room, "next", ZT_ERR_LESSON_UNMET);
    classroom_says(&room, "answer -3", "It is not -3. The question stays open.\nnegative\n");
    classroom_has(&room, "answer 1,097", "Close enough: you said 1.097, it is 1.0965");
    ck_assert_str_eq(view()->question, "Which?");
    ck_assert_uint_eq(view()->choices, 2);
    classroom_says(&room, "answer left", "It is not left. The question stays open.\n");
    classroom_says(&room, "solution", "The answer is right.\n");
    classroom_says(&room, "answer 2", "Right: right.\nThis step is complete: next goes on.\n");
    classroom_has(&room, "next", "The end.");
    classroom_says(&room, "solution", "This step needs no commands.\n");
    classroom_fails(&room, "answer 2", ZT_ERR_LESSON_NO_QUESTION);
    classroom_has(&room, "next", "This was the last step.");
}
END_TEST

START_TEST(test_hints)
{
    classroom_open(&room, own);
    classroom_says(&room, "hint", "Hint 1 of 2: One.\n");
    ck_assert_uint_eq(view()->hints, 1);
    ck_assert_uint_eq(view()->hints_left, 1);
    classroom_says(&room, "hint", "Hint 2 of 2: Two, at 1.\n");
    classroom_says(&room, "hint", "There are no more hints. solution shows the commands.\n");
    ck_assert_uint_eq(view()->hints, 2);
    ck_assert(!view()->solution);
    classroom_says(&room, "solution", "    set w 0.3\n");
    ck_assert(view()->solution);
    classroom_has(&room, "lesson", "Solution:\n    set w 0.3\n");
    classroom_has(&room, "lesson", "Hint 2: Two, at 1.\n");
    ck_assert(classroom_line(&room, "skip"));
    classroom_says(&room, "solution",
                   "First the question: any answer will do; the run tells.\n    step\n");
    ck_assert(classroom_line(&room, "skip"));
    classroom_says(&room, "hint", "This step has no hints.\n");
}
END_TEST

START_TEST(test_moves)
{
    classroom_fails(&room, "next", ZT_ERR_LESSON_NONE_OPEN);
    classroom_fails(&room, "prev now", ZT_ERR_COMMAND_EXTRA);
    ck_assert(!view()->open);
    classroom_open(&room, own);
    classroom_fails(&room, "prev", ZT_ERR_LESSON_FIRST);
    classroom_fails(&room, "lesson own.md 9", ZT_ERR_LESSON_STEP);
    classroom_has(&room, "lesson own.md 3", "Own. Step 3 of 4: Third");
    classroom_has(&room, "prev", "Step 2 of 4");
    ck_assert(classroom_line(&room, "answer up; step; set lr 0.5"));
    classroom_has(&room, "restart", "Step 2 of 4");
    ck_assert(room.shell->session->epoch == 0 && room.shell->session->settings.lr == 1e-4);
    ck_assert_ptr_nonnull(view()->question);
}
END_TEST

START_TEST(test_unknown)
{
    classroom_fails(&room, "lesson nowhere.md", ZT_ERR_FILE_MISSING);
    classroom_fails(&room, "lesson 900", ZT_ERR_LESSON_UNKNOWN);
    classroom_open(&room, own);
    classroom_fails(&room, "lesson nothing", ZT_ERR_LESSON_UNKNOWN);
    classroom_write("bad.md", "# T\n## S\n```setup\ntrain\n```\n");
    classroom_fails(&room, "lesson bad.md", ZT_ERR_LESSON_RUN);
    ck_assert_str_eq(view()->title, "Own");
    ck_assert_str_eq(room.shell->session->data->name, "thermometer");
}
END_TEST

START_TEST(test_free)
{
    classroom_open(&room, own);
    ck_assert(classroom_line(&room, "set w 0.25; train 3; print n; set lr 0.002"));
    double w = room.shell->session->param[0];
    classroom_has(&room, "free", "lesson comes back");
    ck_assert(!view()->open);
    ck_assert(room.shell->session->param[0] == w); /* for free play */
    classroom_fails(&room, "next", ZT_ERR_LESSON_LEFT);
    classroom_says(&room, "set w 2", "");
    ck_assert(classroom_line(&room, "load iris; set seed 9; print n; print n"));
    classroom_has(&room, "lesson", "Step 1 of 4");
    const ZtSession *session = room.shell->session;
    ck_assert_str_eq(session->data->name, "thermometer");
    ck_assert(session->param[0] == w && session->settings.lr == 0.002);
    ck_assert(session->epoch == 3 && session->settings.seed == 0);
    ck_assert_uint_eq(zt_history_count(session->history), 3);
    ck_assert(view()->open && view()->goal[1].met);
    ck_assert(classroom_line(&room, "free; lesson own.md"));
    ck_assert_uint_eq(room.shell->session->epoch, 0);
}
END_TEST

START_TEST(test_text)
{
    ZtBuf out = {0};
    classroom_open(&room, own);
    zt_tutor_text(room.tutor, 40, &out);
    ck_assert_str_eq(zt_buf_text(&out), "Own. Step 1 of 4: First\n"
                                        "\n"
                                        "Some prose with 'two words' in it that\n"
                                        "is long enough to be wrapped at forty\n"
                                        "columns.\n"
                                        "\n"
                                        "- one\n"
                                        "- two\n"
                                        "\n"
                                        "Try:\n"
                                        "    set w 0.5\n"
                                        "    print loss\n"
                                        "\n"
                                        "Goal 1: the loss is 1763.9; bring it\n"
                                        "below 300\n"
                                        "Goal 2: print something\n");
    zt_buf_clear(&out);
    zt_tutor_heading(room.tutor, &out);
    ck_assert_str_eq(zt_buf_text(&out), "Own. Step 1 of 4: First");
    zt_buf_free(&out);
}
END_TEST

START_TEST(test_pane)
{
    zt_tutor_pane(room.tutor, true);
    classroom_open(&room, own);
    ck_assert_str_eq(classroom_said(&room), "Own. Step 1 of 4: First\n");
}
END_TEST

START_TEST(test_offer)
{
    ck_assert_str_eq(zt_tutor_offer(room.tutor), "");
    classroom_open(&room, own);
    ck_assert_str_eq(zt_tutor_offer(room.tutor), "set w 0.5");
    ck_assert_str_eq(zt_tutor_offer(room.tutor), "print loss");
    ck_assert_str_eq(zt_tutor_offer(room.tutor), "set w 0.5");
    ck_assert(classroom_line(&room, "lesson own.md 4"));
    ck_assert_str_eq(zt_tutor_offer(room.tutor), "");
}
END_TEST

START_TEST(test_view)
{
    classroom_open(&room, own);
    unsigned revision = view()->revision;
    ck_assert_uint_eq(view()->revision, revision);
    ck_assert(classroom_line(&room, "set w 0.5"));
    ck_assert_uint_gt(view()->revision, revision);
    ck_assert(view()->goal[0].met);
    const ZtStep *step = view()->body;
    for (size_t i = 0; i < step->blocks; i++) {
        ZtBlockKind kind = step->block[i].kind;
        ck_assert(zt_tutor_shows(room.tutor, &step->block[i]) ==
                  (kind == ZT_BLOCK_ZOLTA || kind == ZT_BLOCK_ASK));
    }
    ck_assert_ptr_eq(zt_tutor_of(room.shell), room.tutor);
}
END_TEST

START_TEST(test_record)
{
    classroom_open(&room, own);
    ck_assert(classroom_line(&room, "set w 0.3; print n; hint"));
    ck_assert_str_eq(classroom_read("zolta/progress"),
                     "zolta progress 1\nat own 1\nown 1 done 2 1 0\n");
    ck_assert(classroom_line(&room, "next; skip"));
    ck_assert_str_eq(classroom_read("zolta/progress"), "zolta progress 1\nat own 3\n"
                                                       "own 1 done 2 1 0\nown 2 skipped 0 0 0\n"
                                                       "own 3 open 0 0 0\n");
    classroom_has(&room, "lesson own.md", "Step 3 of 4"); /* the first that is not done */
    classroom_has(&room, "lesson 0 2", "Lesson 0");
    classroom_has(&room, "progress", "0 of 6 steps done, 0 skipped; attempts 0, hints 0");
}
END_TEST

START_TEST(test_go_on)
{
    ck_assert(classroom_line(&room, "lesson 0 3"));
    zt_tutor_free(room.tutor);
    static const char *const dirs[] = {ZT_TESTS_DIR "/../lessons", NULL};
    room.tutor = zt_tutor_new(dirs, true);
    zt_tutor_attach(room.tutor, room.shell);
    classroom_has(&room, "lesson", "Lesson 0, How to write a lesson. Step 3 of 6");
}
END_TEST

START_TEST(test_no_lessons)
{
    static const char *const nowhere[] = {"/nowhere", NULL};
    zt_tutor_free(room.tutor);
    room.tutor = zt_tutor_new(nowhere, false);
    zt_tutor_attach(room.tutor, room.shell);
    classroom_fails(&room, "lessons", ZT_ERR_LESSON_NONE);
    classroom_fails(&room, "lesson", ZT_ERR_LESSON_NONE);
    classroom_fails(&room, "lesson 1", ZT_ERR_LESSON_NONE);
    classroom_fails(&room, "progress", ZT_ERR_LESSON_NONE);
}
END_TEST

START_TEST(test_export)
{
    classroom_says(&room, "progress", "No lesson was begun yet.\n");
    ck_assert(classroom_line(&room, "lesson 0 2; hint; load thermometer"));
    classroom_says(&room, "progress export p.txt", "p.txt was written.\n");
    const char *text = classroom_read("p.txt");
    ck_assert(strstr(text, "\nLesson 0: How to write a lesson (6 steps)\n"));
    ck_assert(strstr(text, "  step 2, Commands, and what comes of them: done; attempts 1, hints 1, "
                           "solution not shown\n"));
    ck_assert(strstr(text, "  data thermometer\n  model w * x + b\n  epoch 0\n"));
    ck_assert(strstr(text, "  loss 1763.88477\n  w = 1, b = 0\n"));
    classroom_fails(&room, "progress import p.txt", ZT_ERR_PROGRESS_WORD);
    classroom_fails(&room, "progress export", ZT_ERR_COMMAND_MISSING);
    classroom_fails(&room, "progress export nowhere/p.txt", ZT_ERR_FILE_NO_FOLDER);
}
END_TEST

START_TEST(test_detached)
{
    room.shell->follower = NULL;
    ck_assert_ptr_null(zt_tutor_of(room.shell));
    classroom_fails(&room, "lessons", ZT_ERR_LESSON_HERE);
    classroom_fails(&room, "answer 3", ZT_ERR_LESSON_HERE);
}
END_TEST

Suite *tutor_suite(void)
{
    Suite *suite = suite_create("tutor");
    TCase *script = tcase_create("script"), *person = tcase_create("person");
    tcase_add_checked_fixture(script, start, end);
    tcase_add_test(script, test_goals);
    tcase_add_test(script, test_undo);
    tcase_add_test(script, test_marks);
    tcase_add_test(script, test_script_answers);
    tcase_add_test(script, test_answers_at_once);
    tcase_add_test(script, test_hints);
    tcase_add_test(script, test_moves);
    tcase_add_test(script, test_unknown);
    tcase_add_test(script, test_free);
    tcase_add_test(script, test_text);
    tcase_add_test(script, test_pane);
    tcase_add_test(script, test_offer);
    tcase_add_test(script, test_view);
    tcase_add_test(script, test_no_lessons);
    tcase_add_test(script, test_export);
    tcase_add_test(script, test_detached);
    tcase_add_checked_fixture(person, start_person, end);
    tcase_add_test(person, test_person);
    tcase_add_test(person, test_second_thoughts);
    tcase_add_test(person, test_other_language);
    tcase_add_test(person, test_record);
    tcase_add_test(person, test_go_on);
    suite_add_tcase(suite, script);
    suite_add_tcase(suite, person);
    return suite;
}
