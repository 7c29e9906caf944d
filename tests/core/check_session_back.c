/* Back in the run: every epoch's state to the bit, and the same way on from there. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <check.h>

#include "base/memory.h"
#include "sample.h"
#include "session_tests.h"

typedef struct State { /* where a run stood */
    uint64_t epoch, rows;
    bool has_last, diverged;
    double param[4], loss, grad[4];
} State;

static State state_of(const ZtSession *s)
{
    State state = {.epoch = s->epoch,
                   .rows = zt_history_count(s->history),
                   .has_last = s->has_last,
                   .diverged = s->diverged};
    memcpy(state.param, s->param, s->count * sizeof(double));
    if (s->has_last) {
        state.loss = s->last_loss;
        memcpy(state.grad, s->last_grad, s->count * sizeof(double));
    }
    return state;
}

static void check_state(const ZtSession *s, const State *state)
{
    ck_assert_uint_eq(s->epoch, state->epoch);
    ck_assert_uint_eq(zt_history_count(s->history), state->rows);
    ck_assert_int_eq(s->has_last, state->has_last);
    ck_assert_int_eq(s->diverged, state->diverged);
    for (size_t i = 0; i < s->count; i++) {
        ck_assert_msg(sample_same(s->param[i], state->param[i]), "epoch %d, parameter %zu",
                      (int)s->epoch, i);
        ck_assert(!s->has_last || sample_same(s->last_grad[i], state->grad[i]));
    }
    ck_assert(!s->has_last || sample_same(s->last_loss, state->loss));
}

/* Goes back to the epoch; how many epochs had to be trained again. */
static uint64_t back(ZtSession *s, uint64_t epoch)
{
    ZtErr err = {0};
    ZtRewind rewind;
    ck_assert(zt_session_rewind(s, epoch, &rewind, &err));
    uint64_t left = rewind.left, epochs = left;
    zt_session_run_begins(rewind.session, left);
    while (epochs > 0)
        ck_assert_int_ne(zt_session_train(rewind.session, &epochs, 1000, &err), ZT_RUN_FAILED);
    zt_session_run_did(rewind.session, left);
    zt_rewind_finish(&rewind, s);
    ck_assert_uint_eq(s->epoch, epoch);
    return left;
}

static ZtSession *thermometer(void)
{
    ZtSession *s = sample_session(sample_thermometer(ZT_SINGLE));
    sample_normalize(s, ZT_SCALE_FACTOR, 0.1);
    s->settings.lr = 1e-2;
    return s;
}

/* Before each epoch something may change that decides how the run goes on. */
static void change(ZtSession *s, uint64_t epoch)
{
    if (epoch == 0)
        zt_session_set(s, 0, 0.75);
    if (epoch == 5)
        s->settings.lr = 2e-2;
    if (epoch == 8)
        zt_session_set(s, 1, -3);
    if (epoch == 12)
        sample_loss(s, "mae");
    if (epoch == 15)
        sample_normalize(s, ZT_SCALE_STANDARD, 1);
    if (epoch == 15 || epoch == 18)
        zt_session_set(s, 0, 2);
}

#define EPOCHS 25

START_TEST(every_epoch_of_a_changing_run)
{
    ZtSession *s = thermometer();
    State state[EPOCHS + 1];
    for (uint64_t epoch = 0; epoch <= EPOCHS; epoch++) {
        change(s, epoch);
        state[epoch] = state_of(s);
        sample_train(s, 1);
    }
    ck_assert_uint_eq(zt_session_origin(s), 0);
    for (uint64_t epoch = 0; epoch <= EPOCHS; epoch++) {
        ZtSession *copy = zt_session_copy(s);
        ck_assert_uint_eq(back(copy, epoch), 0);
        check_state(copy, &state[epoch]);
        ck_assert_str_eq(copy->loss_text, "mae");
        ck_assert_int_eq(copy->scales->kind, ZT_SCALE_STANDARD);
        zt_session_free(copy);
    }
    for (uint64_t epoch = EPOCHS + 1; epoch-- > 0;) { /* one after the other */
        back(s, epoch);
        check_state(s, &state[epoch]);
    }
    zt_session_free(s);
}
END_TEST

/* From each epoch the run goes on as it did the first time. */
START_TEST(the_same_way_on)
{
    ZtSession *s = thermometer();
    sample_train(s, EPOCHS);
    State end = state_of(s);
    for (uint64_t epoch = 0; epoch <= EPOCHS; epoch++) {
        back(s, epoch);
        sample_train(s, EPOCHS - epoch);
        check_state(s, &end);
    }
    zt_session_free(s);
}
END_TEST

/* Every second, then every fourth epoch is kept: the others are trained again. */
START_TEST(epochs_that_were_left_out)
{
    static const uint64_t at[] = {150000, 149999, 131073, 100002, 65537, 65536, 65535, 4, 1, 0};
    ZtSession *s = thermometer();
    sample_train(s, 150000);
    s->settings.lr = 0.5; /* is not what those epochs were trained with */
    sample_loss(s, "huber");
    sample_normalize(s, ZT_SCALE_NONE, 1);
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        ZtSession *same = thermometer();
        sample_train(same, at[i]);
        uint64_t again = back(s, at[i]);
        ck_assert_msg(again < 4, "%d epochs again", (int)again);
        State state = state_of(same);
        state.rows = zt_history_count(s->history);
        check_state(s, &state);
        ck_assert(s->settings.lr == 0.5 && s->scales->kind == ZT_SCALE_NONE);
        if (state.rows > 0)
            ck_assert_uint_eq(zt_history_row(s->history, state.rows - 1).epoch, at[i]);
        zt_session_free(same);
    }
    zt_session_free(s);
}
END_TEST

/* c0 * x + c1 * x + ... : more parameters than the history keeps one by one. */
static ZtSession *many_parameters(void)
{
    ZtSession *s = thermometer();
    ZtBuf text = {0};
    for (int i = 0; i < 300; i++)
        zt_buf_printf(&text, "%sc%d * x * sin(%d)", i ? " + " : "", i, i);
    s->settings.lr = 1e-5;
    sample_model(s, text.text);
    zt_buf_free(&text);
    return s;
}

START_TEST(parameters_that_were_not_kept)
{
    ZtSession *s = many_parameters(), *same = many_parameters();
    ck_assert(zt_history_norms(s->history));
    sample_train(same, 30);
    sample_train(s, 20);
    zt_session_set(s, 7, 0.5);
    zt_session_set(same, 7, 0.5);
    s->settings.lr = same->settings.lr = 2e-5;
    sample_train(same, 25);
    sample_train(s, 60);
    ck_assert_uint_eq(back(s, 20), 20);
    ck_assert_double_eq(s->param[7], 0.5);
    sample_train(s, 60);
    zt_session_free(same);
    same = zt_session_copy(s);
    ck_assert_uint_eq(back(s, 45), 25);
    sample_train(s, 35);
    ck_assert(zt_session_same(s, same));
    ck_assert_uint_eq(back(s, 0), 0);
    ck_assert(!s->has_last && zt_history_count(s->history) == 0);
    zt_session_free(s);
    zt_session_free(same);
}
END_TEST

START_TEST(the_other_precision)
{
    ZtErr err = {0};
    ZtRewind rewind;
    ZtSession *s = many_parameters();
    ZtDataset *data = sample_thermometer(ZT_DOUBLE);
    sample_train(s, 10);
    ck_assert(zt_session_precision(s, ZT_DOUBLE, data, &err));
    zt_dataset_release(data);
    sample_train(s, 10);
    ck_assert(!zt_session_rewind(s, 5, &rewind, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_BACK_PRECISION);
    ck_assert_str_eq(err.arg[0], "5");
    ck_assert_str_eq(err.arg[1], "single");
    ck_assert_uint_eq(back(s, 15), 5);
    zt_session_free(s);
}
END_TEST

START_TEST(where_it_diverged)
{
    ZtSession *s = sample_session(sample_thermometer(ZT_SINGLE));
    State state[EPOCHS + 1];
    s->settings.lr = 10;
    for (uint64_t epoch = 0; epoch <= EPOCHS; epoch++) {
        ZtErr err = {0};
        uint64_t epochs = 1;
        state[epoch] = state_of(s);
        zt_session_train(s, &epochs, UINT64_MAX, &err);
    }
    ck_assert(s->diverged && !state[1].diverged);
    for (uint64_t epoch = EPOCHS + 1; epoch-- > 0;) {
        back(s, epoch);
        check_state(s, &state[epoch]);
    }
    zt_session_free(s);
}
END_TEST

START_TEST(a_restored_session_begins_where_it_was_saved)
{
    ZtSession *s = thermometer();
    zt_session_restore(s, 40, (const double[]){0.5, 0.25}, false);
    State start = state_of(s);
    ck_assert_uint_eq(zt_session_origin(s), 40);
    sample_train(s, 5);
    ck_assert_uint_eq(zt_session_origin(s), 40);
    back(s, 42);
    ck_assert_uint_eq(zt_session_origin(s), 40);
    back(s, 40);
    check_state(s, &start);
    sample_train(s, 1);
    zt_session_reset(s);
    ck_assert_uint_eq(zt_session_origin(s), 0);
    zt_session_free(s);
}
END_TEST

/* --- legs --- */

START_TEST(a_leg_ends_where_conditions_change)
{
    ZtSession *s = thermometer();
    ck_assert_ptr_null(s->leg);
    sample_train(s, 3);
    const ZtLeg *first = s->leg;
    s->settings.digits = 3;
    sample_loss(s, "mse");
    sample_train(s, 3);
    ck_assert_ptr_eq(s->leg, first);
    ZtSession *copy = zt_session_copy(s);
    s->settings.lr = 1e-3;
    sample_train(s, 1);
    ck_assert_ptr_eq(s->leg->before, first);
    ck_assert_uint_eq(s->leg->from, 6);
    ck_assert_ptr_eq(copy->leg, first);
    ck_assert_uint_eq(zt_leg_bytes(copy->leg, s->leg), 0);
    ck_assert_uint_eq(zt_leg_bytes(s->leg, copy->leg), s->leg->bytes - first->bytes);
    ck_assert_uint_eq(zt_leg_bytes(s->leg, NULL), s->leg->bytes);
    zt_session_free(s);
    ck_assert_int_eq(first->references, 1);
    zt_session_free(copy);
}
END_TEST

/* So many that their memory is used up: the run then begins later. */
START_TEST(legs_are_bounded)
{
    ZtSession *s = many_parameters();
    size_t one = sizeof(ZtLeg) + 300 * sizeof(double), most = ZT_LEGS_BYTES / one;
    for (size_t i = 0; i < most; i++) {
        zt_session_set(s, 0, (double)i);
        sample_train(s, 1);
    }
    ck_assert_uint_eq(zt_session_origin(s), 0);
    zt_session_set(s, 0, 5);
    sample_train(s, 1);
    ck_assert_uint_eq(zt_session_origin(s), most);
    ck_assert_uint_eq(back(s, most), 0);
    ck_assert_double_eq(s->param[0], 5);
    zt_session_free(s);
}
END_TEST

/* The epochs that have to be trained again are none of the run's, even if the journal is full. */
START_TEST(a_full_journal_after_epochs_that_were_left_out)
{
    ZtSession *s = thermometer();
    zt_session_run_begins(s, 70000);
    sample_train(s, 70000);
    zt_session_run_did(s, 70000);
    for (int i = 1; i < ZT_JOURNAL_ENTRIES; i++) { /* runs that differ */
        zt_session_run_begins(s, (uint64_t)(1 + i % 2));
        sample_train(s, (uint64_t)(1 + i % 2));
        zt_session_run_did(s, (uint64_t)(1 + i % 2));
    }
    ck_assert_uint_eq(zt_journal_count(s->journal), ZT_JOURNAL_ENTRIES);
    ck_assert_uint_eq(back(s, s->epoch - 1), 1);
    ck_assert_uint_eq(zt_journal_epoch(s->journal), 0);
    ck_assert_uint_eq(zt_journal_count(s->journal), ZT_JOURNAL_ENTRIES);
    zt_session_free(s);
}
END_TEST

TCase *session_back_tests(void)
{
    TCase *tests = tcase_create("back");
    tcase_add_test(tests, every_epoch_of_a_changing_run);
    tcase_add_test(tests, the_same_way_on);
    tcase_add_test(tests, epochs_that_were_left_out);
    tcase_add_test(tests, parameters_that_were_not_kept);
    tcase_add_test(tests, the_other_precision);
    tcase_add_test(tests, where_it_diverged);
    tcase_add_test(tests, a_restored_session_begins_where_it_was_saved);
    tcase_add_test(tests, a_leg_ends_where_conditions_change);
    tcase_add_test(tests, legs_are_bounded);
    tcase_add_test(tests, a_full_journal_after_epochs_that_were_left_out);
    return tests;
}
