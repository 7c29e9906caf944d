/* The session at work: training in one go and in slices, copies, predictions. */
#include <math.h>
#include <string.h>

#include <check.h>

#include "base/memory.h"
#include "core/engine.h"
#include "sample.h"
#include "session_tests.h"

#define LONG_ROWS 100000

static ZtSession *thermometer(void)
{
    ZtSession *s = sample_session(sample_thermometer(ZT_SINGLE));
    sample_normalize(s, ZT_SCALE_FACTOR, 0.1);
    s->settings.lr = 1e-2;
    return s;
}

static ZtSession *many_rows(ZtPrecision precision, size_t rows, unsigned threads)
{
    ZtSession *s = sample_session(sample_long(precision, rows));
    s->settings.threads = threads;
    s->settings.lr = 0.05;
    sample_model(s, "w * x + b * tanh(x) + c");
    return s;
}

/* Both sessions say the same; ends them. */
static void check_equal(ZtSession *a, ZtSession *b)
{
    a->settings.threads = b->settings.threads = 0;
    char *first = sample_values(a), *second = sample_values(b);
    ck_assert_msg(strcmp(first, second) == 0, "the sessions differ");
    zt_free(first);
    zt_free(second);
    zt_session_free(a);
    zt_session_free(b);
}

/* --- training --- */

START_TEST(epochs_are_counted)
{
    ZtErr err = {0};
    ZtSession *s = thermometer();
    uint64_t epochs = 0;
    ck_assert_int_eq(zt_session_train(s, &epochs, 5, &err), ZT_RUN_DONE);
    ck_assert(!s->has_last);
    epochs = 10;
    ck_assert_int_eq(zt_session_train(s, &epochs, 0, &err), ZT_RUN_PAUSED);
    ck_assert_uint_eq(epochs, 10);
    ck_assert_int_eq(zt_session_train(s, &epochs, 4, &err), ZT_RUN_PAUSED);
    ck_assert_uint_eq(epochs, 6);
    ck_assert_uint_eq(s->epoch, 4);
    ck_assert_int_eq(zt_session_train(s, &epochs, 6, &err), ZT_RUN_DONE);
    ck_assert_uint_eq(epochs, 0);
    ck_assert_uint_eq(s->epoch, 10);
    ck_assert(s->has_last && !s->diverged);
    ck_assert_uint_eq(zt_history_count(s->history), 10);
    ZtHistoryRow row = zt_history_row(s->history, 9);
    ck_assert_uint_eq(row.epoch, 10);
    ck_assert(sample_same(row.loss, s->last_loss));
    ck_assert(sample_same(row.param[1], s->param[1]));
    ck_assert(sample_same(row.grad[0], s->last_grad[0]));
    zt_session_free(s);
}
END_TEST

START_TEST(nothing_to_train)
{
    ZtErr err = {0};
    uint64_t epochs = 3;
    double loss;
    const double *grad;
    ZtSession *s = thermometer();
    sample_model(s, "0.5 * x - 3");
    char *before = sample_state(s);
    ck_assert_int_eq(zt_session_train(s, &epochs, 9, &err), ZT_RUN_FAILED);
    ck_assert_int_eq(err.kind, ZT_ERR_TRAIN_NO_PARAMETERS);
    ck_assert_uint_eq(epochs, 3);
    sample_unchanged(before, s);
    ck_assert(zt_session_loss_now(s, &loss, &grad, &err));
    ck_assert(isfinite(loss));
    zt_session_free(s);
}
END_TEST

/* The loss stops the run after that epoch's update; a further run does one epoch. */
START_TEST(divergence_stops)
{
    ZtErr err = {0};
    ZtSession *s = sample_session(sample_thermometer(ZT_SINGLE));
    s->settings.lr = 1e-2;
    uint64_t epochs = 100;
    ck_assert_int_eq(zt_session_train(s, &epochs, UINT64_MAX, &err), ZT_RUN_DIVERGED);
    ck_assert_uint_eq(s->epoch, 11);
    ck_assert_uint_eq(epochs, 89);
    ck_assert(s->diverged && isinf(s->last_loss));
    ck_assert_int_eq(zt_session_train(s, &epochs, UINT64_MAX, &err), ZT_RUN_DIVERGED);
    ck_assert_uint_eq(s->epoch, 12);
    ck_assert_uint_eq(epochs, 88);
    zt_session_set(s, 0, 1);
    ck_assert(!s->diverged);
    zt_session_set(s, 1, 0);
    epochs = 1;
    ck_assert_int_eq(zt_session_train(s, &epochs, 1, &err), ZT_RUN_DONE);
    ck_assert_uint_eq(s->epoch, 13);
    zt_session_reset(s);
    ck_assert_uint_eq(s->epoch, 0);
    ck_assert_double_eq(s->param[0], 1);
    zt_session_free(s);
}
END_TEST

START_TEST(flat_and_lone_models)
{
    ZtErr err = {0};
    double loss;
    const double *grad;
    ZtSession *s = thermometer();
    sample_model(s, "b"); /* the mean is the best constant */
    s->settings.lr = 0.5;
    sample_train(s, 2);
    ck_assert_double_eq_tol(s->param[0], 10.5, 1e-5);
    sample_model(s, "w * x + b");
    sample_loss(s, "0 * p");
    ck_assert(zt_session_loss_now(s, &loss, &grad, &err));
    ck_assert_double_eq(loss, 0);
    ck_assert_double_eq(grad[0], 0);
    sample_loss(s, "sign(p - y)"); /* no slope anywhere */
    ck_assert(zt_session_loss_now(s, &loss, &grad, &err));
    ck_assert_double_eq(grad[0], 0);
    ck_assert_double_eq(grad[1], 0);
    sample_model(s, "w * x + b - b");
    sample_train(s, 1);
    zt_session_free(s);
}
END_TEST

/* --- slices of a long epoch --- */

START_TEST(slices_give_the_same_bits)
{
    ZtErr err = {0};
    ZtPrecision precision = _i % 2 ? ZT_DOUBLE : ZT_SINGLE;
    ZtSession *whole = many_rows(precision, LONG_ROWS, 1);
    ZtSession *sliced = many_rows(precision, LONG_ROWS, (unsigned)(1 + _i / 2));
    uint64_t epochs = 3;
    int pauses = 0;
    sample_train(whole, 3);
    for (; zt_session_train(sliced, &epochs, 1, &err) == ZT_RUN_PAUSED; pauses++)
        ck_assert_int_lt(pauses, 1000);
    ck_assert_int_ge(pauses, 30);
    check_equal(whole, sliced);
}
END_TEST

START_TEST(threads_give_the_same_bits)
{
    static const size_t rows[] = {8191, 8192 * 4, 8192 * 4 + 1, 8192 * 5 - 1, LONG_ROWS};
    size_t n = rows[_i % 5];
    ZtSession *one = many_rows(_i < 5 ? ZT_SINGLE : ZT_DOUBLE, n, 1);
    for (unsigned threads = 2; threads <= 4; threads++) {
        ZtSession *more = many_rows(_i < 5 ? ZT_SINGLE : ZT_DOUBLE, n, threads % 4);
        sample_train(more, 4);
        ZtSession *copy = zt_session_copy(one);
        sample_train(copy, 4);
        check_equal(copy, more);
    }
    zt_session_free(one);
}
END_TEST

/* The number of threads may change in the middle of a training. */
START_TEST(threads_may_change)
{
    ZtSession *plain = many_rows(ZT_SINGLE, LONG_ROWS, 1);
    ZtSession *changed = many_rows(ZT_SINGLE, LONG_ROWS, 1);
    sample_train(plain, 4);
    for (unsigned i = 1; i <= 4; i++) {
        changed->settings.threads = i;
        zt_session_threads(changed);
        ck_assert_ptr_null(changed->engine);
        sample_train(changed, 1);
    }
    check_equal(plain, changed);
}
END_TEST

/* Sessions that were left in the middle of an epoch. */
static ZtSession *left_in_an_epoch(void)
{
    ZtErr err = {0};
    ZtSession *s = many_rows(ZT_SINGLE, LONG_ROWS, 1);
    uint64_t epochs = 2;
    sample_train(s, 1);
    ck_assert_int_eq(zt_session_train(s, &epochs, 5, &err), ZT_RUN_PAUSED);
    ck_assert_uint_eq(epochs, 2);
    ck_assert(s->engine->begun);
    return s;
}

static ZtSession *two_epochs(void)
{
    ZtSession *s = many_rows(ZT_SINGLE, LONG_ROWS, 1);
    sample_train(s, 2);
    return s;
}

START_TEST(a_dropped_epoch_leaves_no_trace)
{
    ZtSession *s = left_in_an_epoch();
    zt_session_drop(s);
    ck_assert(!s->engine->begun);
    ck_assert_uint_eq(s->epoch, 1);
    sample_train(s, 1);
    check_equal(s, two_epochs());
}
END_TEST

START_TEST(the_loss_may_be_asked_within_an_epoch)
{
    ZtErr err = {0};
    double loss;
    ZtSession *s = left_in_an_epoch();
    ck_assert(zt_session_loss_now(s, &loss, NULL, &err));
    sample_train(s, 1);
    ck_assert(sample_same(loss, s->last_loss));
    check_equal(s, two_epochs());
}
END_TEST

/* What the unfinished epoch began with is no longer so. */
START_TEST(parameters_may_change_within_an_epoch)
{
    ZtSession *s = left_in_an_epoch(), *other = many_rows(ZT_SINGLE, LONG_ROWS, 1);
    sample_train(other, 1);
    zt_session_set(s, 0, 5);
    zt_session_set(other, 0, 5);
    sample_train(s, 1);
    sample_train(other, 1);
    check_equal(s, other);
    s = left_in_an_epoch();
    zt_session_reset(s);
    sample_train(s, 2);
    check_equal(s, two_epochs());
}
END_TEST

START_TEST(a_copy_within_an_epoch_begins_it_anew)
{
    ZtSession *s = left_in_an_epoch(), *copy = zt_session_copy(s);
    sample_train(copy, 1);
    sample_train(s, 1);
    check_equal(zt_session_copy(s), copy);
    check_equal(s, two_epochs());
}
END_TEST

/* --- copies, restored sessions, swaps --- */

START_TEST(copies_go_on_with_the_same_bits)
{
    ZtErr err = {0};
    ZtSession *s = thermometer();
    sample_model(s, "w * x^2 + exp(b) * x + \"zolta\" * c where b=-1");
    sample_loss(s, "huber");
    ck_assert(zt_session_label(s, "celsius", "warm", &err));
    sample_train(s, 57);
    ZtSession *copy = zt_session_copy(s);
    ck_assert_ptr_eq(copy->data, s->data);
    ck_assert_ptr_ne(copy->param, s->param);
    ck_assert_ptr_ne(copy->label[1], s->label[1]);
    sample_train(s, 500);
    ck_assert_uint_eq(copy->epoch, 57);
    sample_train(copy, 500);
    check_equal(s, copy);
    s = zt_session_new();
    check_equal(zt_session_copy(s), s);
}
END_TEST

START_TEST(copies_are_apart)
{
    ZtSession *s = thermometer();
    sample_train(s, 5);
    ZtSession *copy = zt_session_copy(s);
    char *before = sample_state(copy);
    sample_model(s, "a * x");
    sample_loss(s, "mae");
    sample_normalize(s, ZT_SCALE_MINMAX, 1);
    sample_train(s, 3);
    zt_session_free(s);
    sample_unchanged(before, copy);
    sample_train(copy, 1);
    zt_session_free(copy);
}
END_TEST

START_TEST(restored_sessions_go_on_with_the_same_bits)
{
    ZtSession *s = thermometer(), *other = thermometer();
    sample_train(s, 123);
    sample_train(other, 7); /* has an engine with other parameters loaded */
    zt_session_restore(other, s->epoch, s->param, false);
    ck_assert_uint_eq(other->epoch, 123);
    ck_assert(!other->has_last);
    ck_assert_uint_eq(zt_history_count(other->history), 0);
    sample_train(s, 100);
    sample_train(other, 100);
    ck_assert(sample_same(s->last_loss, other->last_loss));
    ck_assert(sample_same(s->param[0], other->param[0]));
    ck_assert(sample_same(s->param[1], other->param[1]));
    ck_assert_uint_eq(other->epoch, 223);
    ck_assert_uint_eq(zt_history_row(other->history, 0).epoch, 124);
    zt_session_restore(other, 3, (double[]){0.1, INFINITY}, true);
    ck_assert(other->diverged);
    ck_assert(sample_same(other->param[0], (double)0.1f));
    zt_session_free(s);
    zt_session_free(other);
}
END_TEST

START_TEST(swaps)
{
    ZtSession *s = thermometer(), *empty = zt_session_new();
    zt_session_swap(s, empty);
    ck_assert_ptr_null(s->data);
    ck_assert_ptr_nonnull(empty->data);
    sample_train(empty, 2);
    zt_session_free(s);
    zt_session_free(empty);
}
END_TEST

/* --- loss now, predictions --- */

START_TEST(loss_now_is_what_the_next_epoch_prints)
{
    ZtErr err = {0};
    double loss, again;
    const double *grad;
    ZtSession *s = thermometer();
    sample_train(s, 3);
    char *before = sample_state(s);
    ck_assert(zt_session_loss_now(s, &loss, &grad, &err));
    ck_assert(zt_session_loss_now(s, &again, NULL, &err));
    ck_assert(zt_session_loss_now(s, NULL, NULL, &err));
    sample_unchanged(before, s);
    double by_w = grad[0], by_b = grad[1];
    ck_assert(sample_same(loss, again));
    sample_train(s, 1);
    ck_assert(sample_same(s->last_loss, loss));
    ck_assert(sample_same(s->last_grad[0], by_w) && sample_same(s->last_grad[1], by_b));
    ck_assert(zt_session_loss_now(s, &again, NULL, &err));
    ck_assert(again < loss);
    zt_session_set(s, 0, 2);
    ck_assert(zt_session_loss_now(s, &loss, NULL, &err));
    ck_assert_double_ne(loss, again);
    sample_normalize(s, ZT_SCALE_NONE, 1);
    ck_assert(zt_session_loss_now(s, &again, NULL, &err));
    ck_assert_double_ne(loss, again);
    zt_session_free(s);
}
END_TEST

/* Predicting the data's own rows is the same as predicting raw values. */
START_TEST(predictions_of_raw_values)
{
    static const ZtScaleKind kinds[] = {ZT_SCALE_NONE, ZT_SCALE_FACTOR, ZT_SCALE_STANDARD,
                                        ZT_SCALE_MINMAX};
    static const char *const name[] = {"a", "b", "t"};
    ZtErr err = {0};
    ZtPrecision precision = _i / 4 ? ZT_DOUBLE : ZT_SINGLE;
    double values[3 * 70], raw[2 * 70], p[70], q[70];
    for (int i = 0; i < 210; i++)
        values[i] = sin(i) * i;
    ZtSession *s = sample_session(sample_table(precision, 3, name, 70, values));
    sample_model(s, "v * exp(a / 100) + w * x2 + a * b / 10 + c where w=0.3, v=2");
    sample_normalize(s, kinds[_i % 4], 0.1);
    for (size_t i = 0; i < 70; i++) {
        raw[2 * i] = values[3 * i];
        raw[2 * i + 1] = values[3 * i + 1];
    }
    ck_assert(zt_session_predictions(s, p, &err));
    ck_assert(zt_session_predict(s, raw, 70, q, &err));
    for (size_t i = 0; i < 70; i++) {
        ck_assert(sample_same(p[i], q[i]));
        ck_assert(zt_session_predict(s, raw + 2 * i, 1, q, &err));
        ck_assert(sample_same(p[i], q[0]));
    }
    zt_session_free(s);
}
END_TEST

START_TEST(no_rows_are_no_predictions)
{
    ZtErr err = {0};
    double p = 7, raw = 1;
    ZtSession *s = sample_session(sample_long(ZT_SINGLE, 1000));
    ck_assert(zt_session_predict(s, &raw, 0, &p, &err));
    ck_assert_double_eq(p, 7);
    zt_session_free(s);
}
END_TEST

START_TEST(predictions_by_hand)
{
    ZtErr err = {0};
    double p;
    ZtSession *s = sample_session(sample_thermometer(ZT_SINGLE));
    sample_model(s, "w * x + b where w=0.01, b=0.15");
    ck_assert(zt_session_predict(s, (double[]){35.7}, 1, &p, &err));
    ck_assert(sample_same(p, (double)(0.01f * 35.7f + 0.15f)));
    sample_model(s, "b where b=4");
    ck_assert(zt_session_predict(s, (double[]){35.7}, 1, &p, &err));
    ck_assert_double_eq(p, 4);
    sample_model(s, "2 + 3");
    ck_assert(zt_session_predict(s, (double[]){35.7}, 1, &p, &err));
    ck_assert_double_eq(p, 5);
    zt_session_free(s);
}
END_TEST

START_TEST(columns_that_are_no_input_cannot_be_given)
{
    static const char *const name[] = {"a", "odd one", "t"}, *const x[] = {"a"};
    ZtErr err = {0};
    double p = 7;
    ZtDataset *data = sample_table(ZT_SINGLE, 3, name, 2, (double[]){1, 2, 3, 4, 5, 6});
    ZtSession *s = zt_session_new();
    ck_assert(zt_session_load(s, data, x, 1, NULL, &err));
    zt_dataset_release(data);
    sample_model(s, "w * a + v * \"odd one\" + pi");
    ck_assert(!zt_session_predict(s, (double[]){1}, 1, &p, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_PREDICT_COLUMN);
    ck_assert_str_eq(err.arg[0], "odd one");
    ck_assert_double_eq(p, 7);
    sample_model(s, "w * \"a\" + v * x1 + pi");
    ck_assert(zt_session_predict(s, (double[]){1}, 1, &p, &err));
    ck_assert_double_eq_tol(p, 5.14159, 1e-5);
    zt_session_free(s);
}
END_TEST

TCase *session_run_tests(void)
{
    TCase *tests = tcase_create("run");
    tcase_add_test(tests, epochs_are_counted);
    tcase_add_test(tests, nothing_to_train);
    tcase_add_test(tests, divergence_stops);
    tcase_add_test(tests, flat_and_lone_models);
    tcase_add_loop_test(tests, slices_give_the_same_bits, 0, 6);
    tcase_add_loop_test(tests, threads_give_the_same_bits, 0, 10);
    tcase_add_test(tests, threads_may_change);
    tcase_add_test(tests, a_dropped_epoch_leaves_no_trace);
    tcase_add_test(tests, the_loss_may_be_asked_within_an_epoch);
    tcase_add_test(tests, parameters_may_change_within_an_epoch);
    tcase_add_test(tests, a_copy_within_an_epoch_begins_it_anew);
    tcase_add_test(tests, copies_go_on_with_the_same_bits);
    tcase_add_test(tests, copies_are_apart);
    tcase_add_test(tests, restored_sessions_go_on_with_the_same_bits);
    tcase_add_test(tests, swaps);
    tcase_add_test(tests, loss_now_is_what_the_next_epoch_prints);
    tcase_add_loop_test(tests, predictions_of_raw_values, 0, 8);
    tcase_add_test(tests, no_rows_are_no_predictions);
    tcase_add_test(tests, predictions_by_hand);
    tcase_add_test(tests, columns_that_are_no_input_cannot_be_given);
    return tests;
}
