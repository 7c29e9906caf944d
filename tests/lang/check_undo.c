#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "state.h"
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

static size_t past(void)
{
    return zt_undo_depth(&bench.shell->undo.past);
}

static size_t future(void)
{
    return zt_undo_depth(&bench.shell->undo.future);
}

static uint64_t digest(void)
{
    return state_digest(bench.shell->session);
}

/* --- what is said --- */

START_TEST(says_what_was_undone)
{
    bench_lines(&bench, "load thermometer\nset report quiet\ntrain 100\nset lr 0.01");
    bench_says(&bench, "undo", "undone: set lr 0.01\n");
    ck_assert_double_eq(bench.shell->session->settings.lr, 1e-4);
    bench_says(&bench, "undo", "undone: train 100 (epoch 100 -> 0)\n");
    bench_says(&bench, "redo", "redone: train 100 (epoch 0 -> 100)\n");
    bench_says(&bench, "undo 3",
               "undone: 3 commands, the first: load thermometer (epoch 100 -> 0)\n");
    ck_assert_ptr_null(bench.shell->session->data);
    bench_says(&bench, "redo 4", "redone: 4 commands, the last: set lr 0.01 (epoch 0 -> 100)\n");
    ck_assert_double_eq(bench.shell->session->settings.lr, 0.01);
}
END_TEST

START_TEST(long_commands_are_shortened)
{
    bench_lines(&bench, "load thermometer");
    bench_lines(&bench, "label zolta "
                        "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\u00b0 Fahrenheit\"");
    bench_says(&bench, "undo",
               "undone: label zolta \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...\n");
}
END_TEST

START_TEST(there_is_not_always_something)
{
    bench_fails_kind(&bench, "undo", ZT_ERR_UNDO_NONE);
    bench_fails_kind(&bench, "redo", ZT_ERR_REDO_NONE);
    bench_lines(&bench, "load thermometer\nset lr 0.1");
    bench_fails_kind(&bench, "undo 3", ZT_ERR_UNDO_FEW);
    ck_assert_str_eq(bench.err.arg[0], "2");
    ck_assert_double_eq(bench.shell->session->settings.lr, 0.1);
    bench_lines(&bench, "undo 2");
    bench_fails_kind(&bench, "redo 3", ZT_ERR_REDO_FEW);
    bench_fails_kind(&bench, "undo 0", ZT_ERR_UNDO_COUNT);
    bench_fails_kind(&bench, "undo -1", ZT_ERR_UNDO_COUNT);
    bench_fails_kind(&bench, "redo all", ZT_ERR_UNDO_COUNT);
    bench_fails_kind(&bench, "redo 1 2", ZT_ERR_COMMAND_EXTRA);
    ck_assert_uint_eq(future(), 2);
    bench_lines(&bench, "redo\nload thermometer");
    bench_fails_kind(&bench, "redo", ZT_ERR_REDO_NONE);
}
END_TEST

/* --- what counts --- */

START_TEST(only_changes_count)
{
    bench_lines(&bench, "load thermometer\nprint loss\nshow\nplot\nset lr\nset lr 1e-4\nreset\n"
                        "save own.zt\ntime print loss");
    ck_assert_uint_eq(past(), 1);
    ck_assert(!bench_line(&bench, "train many"));
    ck_assert(!bench_line(&bench, "set w none"));
    ck_assert(!bench_line(&bench, "load nothing"));
    ck_assert_uint_eq(past(), 1);
    bench_lines(&bench, "set lr 2e-4; set w 3; time step");
    ck_assert_uint_eq(past(), 4);
    bench_says(&bench, "undo", "undone: time step (epoch 1 -> 0)\n");
    bench_lines(&bench, "time undo");
    ck_assert_double_eq(bench.shell->session->param[0], 1);
    ck_assert_uint_eq(past(), 2);
    ck_assert_uint_eq(future(), 2);
}
END_TEST

/* The rows that say so never change the session: neither by their examples nor by any other. */
START_TEST(those_that_look_change_nothing)
{
    const ZtCommand *row;
    for (size_t i = 0; (row = zt_command_at(bench.shell->commands, i)) != NULL; i++) {
        char *lines = zt_strdup(row->example), *rest = lines, *line;
        while ((line = strsep(&rest, "\n"))) {
            uint64_t before = digest();
            size_t len = strcspn(line, " ");
            char *name = zt_strndup(line, len);
            const ZtCommand *used = zt_command_find(bench.shell->commands, name);
            ck_assert_msg(bench_line(&bench, line), "%s", line);
            bench.shell->done = false;
            ck_assert_msg(!used || !used->looks || digest() == before, "%s", line);
            zt_free(name);
        }
        zt_free(lines);
    }
}
END_TEST

START_TEST(a_stopped_training_is_undone_as_a_whole)
{
    bench_lines(&bench, "load thermometer\nset report quiet\ntrain 7");
    uint64_t before = digest();
    bench.slice = 100;
    bench.patience = 3;
    bench_fails_kind(&bench, "train 1e9", ZT_ERR_INTERRUPTED);
    bench.patience = -1;
    ck_assert_uint_eq(bench.shell->session->epoch, 407);
    bench_says(&bench, "undo", "undone: train 1e9 (epoch 407 -> 7)\n");
    ck_assert_uint_eq(digest(), before);
}
END_TEST

START_TEST(a_sourced_file_is_one_command)
{
    bench_write("ok.zt", "set lr 0.3\nset w 5\nundo\nredo\nundo\ntrain 2\n");
    bench_write("far.zt", "set lr 0.3\nundo 2\n");
    bench_write("bad.zt", "set lr 0.4\nset lr many\n");
    bench_write("looks.zt", "print lr\n");
    bench_write("outer.zt", "set seed 3\nsource ok.zt\nundo\n");
    bench_lines(&bench, "load thermometer\nset report quiet\nset seed 1");
    uint64_t before = digest();
    bench_lines(&bench, "source ok.zt");
    ck_assert_double_eq(bench.shell->session->settings.lr, 0.3);
    bench_says(&bench, "undo", "undone: source ok.zt (epoch 2 -> 0)\n");
    ck_assert_uint_eq(digest(), before);
    bench_lines(&bench, "source looks.zt");
    ck_assert_uint_eq(future(), 1);
    bench_fails_kind(&bench, "source far.zt", ZT_ERR_UNDO_FEW);
    bench_says(&bench, "undo", "undone: source far.zt\n");
    bench_fails_kind(&bench, "source bad.zt", ZT_ERR_SETTING_NUMBER);
    ck_assert_double_eq(bench.shell->session->settings.lr, 0.4);
    bench_says(&bench, "undo", "undone: source bad.zt\n");
    ck_assert_uint_eq(digest(), before);
    bench_lines(&bench, "source outer.zt");
    ck_assert_uint_eq(bench.shell->session->settings.seed, 3);
    ck_assert_uint_eq(bench.shell->session->epoch, 0);
    bench_says(&bench, "undo", "undone: source outer.zt\n");
    ck_assert_uint_eq(digest(), before);
    bench_lines(&bench, "undo 3");
    bench_fails_kind(&bench, "undo", ZT_ERR_UNDO_NONE);
}
END_TEST

START_TEST(settings_take_effect_again)
{
    ck_assert_int_eq(setenv("LANGUAGE", "en", 1), 0);
    bench_lines(&bench, "set lang fr");
    ck_assert_str_eq(getenv("LANGUAGE"), "fr");
    bench_lines(&bench, "undo");
    ck_assert_ptr_null(getenv("LANGUAGE"));
    bench_lines(&bench, "redo");
    ck_assert_str_eq(getenv("LANGUAGE"), "fr");
}
END_TEST

/* --- back --- */

START_TEST(back_in_the_run)
{
    bench_fails_kind(&bench, "back", ZT_ERR_BACK_NONE);
    bench_lines(&bench, "load thermometer\nset report quiet");
    bench_fails_kind(&bench, "back", ZT_ERR_BACK_NONE);
    bench_lines(&bench, "train 60");
    uint64_t middle = digest();
    bench_lines(&bench, "train 40");
    uint64_t end = digest();
    bench_fails_kind(&bench, "back 101", ZT_ERR_BACK_FEW);
    ck_assert_str_eq(bench.err.arg[0], "100");
    bench_fails_kind(&bench, "back 0", ZT_ERR_EPOCHS);
    bench_fails_kind(&bench, "back 1 2", ZT_ERR_COMMAND_EXTRA);
    ck_assert_uint_eq(digest(), end);
    bench_says(&bench, "back 40", "epoch 100 -> 60: w = 0.23251, b = -0.0316824\n");
    ck_assert_uint_eq(digest(), middle);
    bench_lines(&bench, "train 40");
    ck_assert_uint_eq(digest(), end);
    bench_lines(&bench, "back\nundo\nundo\nundo");
    ck_assert_uint_eq(digest(), end);
}
END_TEST

/* What has to be trained again can be stopped, and nothing has changed then. */
START_TEST(going_back_can_be_stopped)
{
    bench_lines(&bench, "load thermometer\nset report quiet\ntrain 3e6");
    uint64_t before = digest();
    bench.slice = 10;
    bench.patience = 1;
    bench_fails_kind(&bench, "back 31", ZT_ERR_INTERRUPTED);
    ck_assert_uint_eq(digest(), before);
    bench.patience = -1;
    bench_lines(&bench, "back 31\nset precision double");
    bench_fails_kind(&bench, "back 21", ZT_ERR_BACK_PRECISION);
    bench_lines(&bench, "undo 2");
    ck_assert_uint_eq(digest(), before);
}
END_TEST

/* --- limits --- */

START_TEST(a_thousand_commands_are_kept)
{
    char line[40];
    for (unsigned i = 0; i <= ZT_UNDO_STEPS; i++) {
        snprintf(line, sizeof line, "set seed %u", i + 1);
        ck_assert(bench_line(&bench, line));
    }
    ck_assert_uint_eq(past(), ZT_UNDO_STEPS);
    bench_fails_kind(&bench, "undo 1001", ZT_ERR_UNDO_FEW);
    bench_lines(&bench, "undo 1000");
    ck_assert_uint_eq(bench.shell->session->settings.seed, 1);
    bench_fails_kind(&bench, "undo", ZT_ERR_UNDO_LIMIT);
    ck_assert_str_eq(bench.err.arg[0], "1,000");
    ck_assert_str_eq(bench.err.arg[1], "256 MiB");
    bench_lines(&bench, "redo 1000");
    ck_assert_uint_eq(bench.shell->session->settings.seed, ZT_UNDO_STEPS + 1);
}
END_TEST

/* However long, a file does not push out what was done before it. */
START_TEST(a_long_file_leaves_room_for_others)
{
    ZtBuf text = {0};
    for (unsigned i = 0; i < 2 * ZT_UNDO_STEPS; i++)
        zt_buf_printf(&text, "set seed %u\n", i + 10);
    bench_lines(&bench, "set seed 1\nset seed 2");
    bench_write("long.zt", text.text);
    bench_lines(&bench, "source long.zt");
    ck_assert_uint_eq(past(), 3);
    bench_lines(&bench, "undo 2");
    ck_assert_uint_eq(bench.shell->session->settings.seed, 1);
    zt_buf_free(&text);
}
END_TEST

/* A data set of so many rows and one more column than that, whose numbers take bytes in all. */
static void load_large(size_t bytes, unsigned variant)
{
    ZtErr err = {0};
    ZtSession *session = bench.shell->session;
    size_t rows = bytes / 2 / sizeof(float);
    ZtBuilder *builder = zt_builder_new("large", ZT_SINGLE);
    ck_assert(zt_builder_column(builder, "a", false) && zt_builder_column(builder, "b", false));
    for (size_t i = 0; i < rows; i++)
        ck_assert(zt_builder_number(builder, 0, (double)(i & 15)) &&
                  zt_builder_number(builder, 1, variant) && zt_builder_row(builder));
    ZtDataset *data = zt_builder_finish(builder);
    ZtPending pending;
    ck_assert(zt_undo_open(&bench.shell->undo, session, "large", 5, &pending, &err));
    ck_assert(zt_session_load(session, data, NULL, 0, NULL, &err));
    zt_dataset_release(data);
    zt_undo_close(&bench.shell->undo, session, &pending);
}

#define KIB ((size_t)1 << 10)
#define MIB ((size_t)1 << 20)

START_TEST(memory_is_bounded)
{
    ck_assert_uint_eq(bench.shell->undo.limit, 256 * MIB);
    bench.shell->undo.limit = 256 * KIB;
    load_large(100 * KIB, 1);
    load_large(100 * KIB, 2);
    load_large(100 * KIB, 3);
    ck_assert_uint_eq(past(), 3); /* two of them, and the empty session */
    load_large(100 * KIB, 4);
    ck_assert_uint_eq(past(), 2);
    ck_assert_uint_le(bench.shell->undo.bytes, 256 * KIB);
    ck_assert_uint_gt(bench.shell->undo.bytes, 200 * KIB);
    bench_lines(&bench, "undo 2");
    ck_assert_uint_eq(future(), 2);
    ck_assert_double_eq(zt_dataset_value(bench.shell->session->data, 1, 0), 2);
    bench_fails_kind(&bench, "undo", ZT_ERR_UNDO_LIMIT);
    bench_lines(&bench, "set lr 0.5");
    ck_assert_uint_eq(future(), 0);
    ck_assert_uint_lt(bench.shell->undo.bytes, 10 * KIB);
}
END_TEST

START_TEST(what_is_too_large_cannot_be_undone)
{
    bench.shell->undo.limit = 256 * KIB;
    bench_lines(&bench, "set seed 4");
    load_large(257 * KIB, 1);
    bench_lines(&bench, "set lr 0.5");
    ck_assert_uint_eq(past(), 3);
    bench_lines(&bench, "load thermometer");
    ck_assert_str_eq(bench.notes.text,
                     "This cannot be undone: what was before takes more than 256 MiB.\n");
    bench_fails_kind(&bench, "undo", ZT_ERR_UNDO_LIMIT);
    ck_assert_uint_eq(bench.shell->undo.bytes, 0);
    load_large(257 * KIB, 2);
    bench_says(&bench, "undo", "undone: large\n");
    ck_assert_str_eq(bench.notes.text,
                     "redo cannot come back: that would take more than 256 MiB.\n");
    bench_fails_kind(&bench, "redo", ZT_ERR_REDO_NONE);
}
END_TEST

/* What was undone last is what redo needs most; the past makes room for it. */
START_TEST(the_farthest_is_forgotten_first)
{
    bench.shell->undo.limit = 256 * KIB;
    load_large(10 * KIB, 1);
    load_large(10 * KIB, 2);
    load_large(100 * KIB, 3);
    bench_lines(&bench, "set lr 0.5");
    bench_lines(&bench, "undo 2");
    ck_assert_uint_eq(future(), 2);
    load_large(220 * KIB, 4);
    ck_assert_uint_eq(past(), 3);
    bench_lines(&bench, "undo");
    ck_assert_uint_eq(future(), 1);
    bench_fails_kind(&bench, "undo", ZT_ERR_UNDO_LIMIT);
    bench_lines(&bench, "redo");
    ck_assert_double_eq(zt_dataset_value(bench.shell->session->data, 1, 0), 4);
}
END_TEST

/* The states on the other side can be larger than those on this one. */
START_TEST(several_steps_across_the_limit)
{
    bench.shell->undo.limit = 256 * KIB;
    for (unsigned i = 1; i <= 4; i++)
        load_large(10 * KIB, i);
    load_large(200 * KIB, 5);
    bench_lines(&bench, "undo 4");
    ck_assert_double_eq(zt_dataset_value(bench.shell->session->data, 1, 0), 1);
    ck_assert_uint_le(bench.shell->undo.bytes, 256 * KIB);
    ck_assert_uint_gt(future(), 0);
    for (size_t i = future(); i > 0; i--)
        bench_lines(&bench, "redo");
    bench_write("large.zt", "set seed 1\nset seed 2\nset seed 3\nundo 2\n");
    bench_lines(&bench, "source large.zt\nundo");
}
END_TEST

/* Many copies of a long history take little more than one. */
START_TEST(histories_are_shared)
{
    bench_lines(&bench, "load thermometer\nset report quiet\ntrain 60000");
    for (int i = 0; i < 900; i++)
        bench_lines(&bench, "train 1");
    ck_assert_uint_eq(past(), 903);
    ck_assert_uint_lt(bench.shell->undo.bytes, 4 * MIB);
}
END_TEST

/* --- at random --- */

static const char *const commands[] = {
    "load thermometer",
    "load iris x=sepal_length_cm,sepal_width_cm y=petal_length_cm",
    "load nothing",
    "set lr 3e-4",
    "set lr 1e-5",
    "set lr 10",
    "set lr often",
    "set loss mae",
    "set loss huber",
    "set loss abs(p - y)^1.5",
    "set loss w",
    "set precision double",
    "set precision single",
    "set digits exact",
    "set digits 3",
    "set milestones 1 5",
    "set threads 2",
    "set w 0.25",
    "set b -1e3",
    "set nothing 3",
    "set w w - lr * grad(w)",
    "model w * x + b",
    "model a * x^2 + w * x + b where a = 0.1",
    "model w * (",
    "model 3 * x",
    "normalize 0.1",
    "normalize standard",
    "normalize none",
    "normalize 0",
    "train 1",
    "train 30",
    "train 40 until loss < 29",
    "train 0",
    "step",
    "step 3",
    "reset",
    "label zolta Temperature",
    "label celsius \"\"",
    "label nothing x",
    "print loss",
    "time train 5",
    "source some.zt",
    "source broken.zt",
    "undo",
    "redo",
    "undo 2",
    "restore epoch=7 w=0.5 b=1",
    "back",
    "back 3",
    "back 25",
    "mark one",
    "mark one none",
    "mark none",
    "compare",
};
#define COMMANDS (sizeof commands / sizeof *commands)
#define SEQUENCE 24

typedef struct Trail { /* the states that undo should lead along; at is the present one */
    uint64_t state[SEQUENCE + 1];
    size_t at, count;
} Trail;

/* After a command: it may have led to a new state, unless it moves along those there are. */
static void follow(Trail *trail, bool moves)
{
    size_t depth = past();
    if (!moves && depth == trail->at + 1) {
        ck_assert_uint_eq(future(), 0);
        trail->state[depth] = digest();
        trail->count = depth + 1;
    }
    ck_assert(moves || depth >= trail->at);
    ck_assert_uint_eq(depth + future() + 1, trail->count);
    trail->at = depth;
    ck_assert_msg(digest() == trail->state[depth], "state %zu of %zu", depth, trail->count);
}

static void walk(Trail *trail, const char *line, size_t steps)
{
    for (; steps > 0; steps--) {
        ck_assert(bench_line(&bench, line));
        follow(trail, true);
    }
}

START_TEST(a_thousand_random_sequences)
{
    bench_write("some.zt", "set lr 2e-4\nset w 2\nundo\ntrain 3\n");
    bench_write("broken.zt", "set digits 4\nundo\nundo\n");
    srand(20260101);
    for (int sequence = 0; sequence < 1000; sequence++) {
        ZtSession *fresh = zt_session_new();
        zt_session_swap(bench.shell->session, fresh);
        zt_session_free(fresh);
        zt_undo_begin(&bench.shell->undo, ZT_UNDO_BEGINNING);
        ck_assert(bench_line(&bench, "set report quiet"));
        zt_undo_begin(&bench.shell->undo, ZT_UNDO_BEGINNING);
        Trail trail = {.state = {digest()}, .count = 1};
        for (int i = 0; i < SEQUENCE; i++) {
            const char *line = commands[(size_t)rand() % COMMANDS];
            bench_line(&bench, line);
            follow(&trail, strncmp(line, "undo", 4) == 0 || strcmp(line, "redo") == 0);
        }
        walk(&trail, "redo", future());
        walk(&trail, "undo", past());
        ck_assert_uint_eq(trail.at, 0);
        walk(&trail, "redo", future());
        ck_assert_uint_eq(trail.at + 1, trail.count);
    }
}
END_TEST

/* What is trained from a state that was gone back to has the same bits. */
START_TEST(training_goes_on_as_it_did)
{
    bench_lines(&bench,
                "load iris x=sepal_length_cm y=petal_length_cm\nset report quiet\nset lr 1e-3\n"
                "train 50\ntrain 70");
    uint64_t reached = digest();
    bench_lines(&bench, "undo 2\ntrain 50\ntrain 70");
    ck_assert_uint_eq(digest(), reached);
    bench_lines(&bench, "set precision double\nundo\nundo\ntrain 70");
    ck_assert_uint_eq(digest(), reached);
}
END_TEST

Suite *undo_suite(void)
{
    Suite *suite = suite_create("undo");
    TCase *tests = tcase_create("undo");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, says_what_was_undone);
    tcase_add_test(tests, long_commands_are_shortened);
    tcase_add_test(tests, there_is_not_always_something);
    tcase_add_test(tests, only_changes_count);
    tcase_add_test(tests, those_that_look_change_nothing);
    tcase_add_test(tests, a_stopped_training_is_undone_as_a_whole);
    tcase_add_test(tests, a_sourced_file_is_one_command);
    tcase_add_test(tests, settings_take_effect_again);
    tcase_add_test(tests, back_in_the_run);
    tcase_add_test(tests, going_back_can_be_stopped);
    tcase_add_test(tests, a_thousand_commands_are_kept);
    tcase_add_test(tests, a_long_file_leaves_room_for_others);
    tcase_add_test(tests, memory_is_bounded);
    tcase_add_test(tests, what_is_too_large_cannot_be_undone);
    tcase_add_test(tests, the_farthest_is_forgotten_first);
    tcase_add_test(tests, several_steps_across_the_limit);
    tcase_add_test(tests, histories_are_shared);
    tcase_add_test(tests, training_goes_on_as_it_did);
    suite_add_tcase(suite, tests);
    TCase *random = tcase_create("random");
    tcase_add_checked_fixture(random, setup, teardown);
    tcase_set_timeout(random, 600);
    tcase_add_test(random, a_thousand_random_sequences);
    suite_add_tcase(suite, random);
    return suite;
}
