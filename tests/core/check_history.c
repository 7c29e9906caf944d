#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include <check.h>

#include "base/memory.h"
#include "core/history.h"

Suite *history_suite(void);

/* Epochs from the one given on; every number of a row tells its epoch. */
static void add(ZtHistory *history, size_t parameters, uint64_t from, uint64_t to)
{
    double *param = zt_alloc(parameters + 1, sizeof *param);
    double *grad = zt_alloc(parameters + 1, sizeof *grad);
    for (uint64_t epoch = from; epoch <= to; epoch++) {
        for (size_t i = 0; i < parameters; i++) {
            param[i] = (double)epoch + (double)i / 1024;
            grad[i] = -param[i];
        }
        zt_history_add(history, epoch, 1 / (double)epoch, param, grad);
    }
    zt_free(param);
    zt_free(grad);
}

static bool row_is(const ZtHistory *history, size_t index, uint64_t epoch)
{
    ZtHistoryRow row = zt_history_row(history, index);
    bool fine = row.epoch == epoch && row.loss == 1 / (double)epoch;
    for (size_t i = 0; i < zt_history_width(history); i++)
        fine = fine && row.param[i] == (double)epoch + (double)i / 1024 &&
               row.grad[i] == -row.param[i];
    return fine;
}

static void check_row(const ZtHistory *history, size_t index, uint64_t epoch)
{
    ck_assert_msg(row_is(history, index, epoch), "row %zu is epoch %llu, not %llu", index,
                  (unsigned long long)zt_history_row(history, index).epoch,
                  (unsigned long long)epoch);
}

START_TEST(keeps_every_epoch_at_first)
{
    ZtHistory *history = zt_history_new(2);
    ck_assert_uint_eq(zt_history_count(history), 0);
    ck_assert_uint_eq(zt_history_width(history), 2);
    ck_assert(!zt_history_norms(history));
    add(history, 2, 1, 1000);
    ck_assert_uint_eq(zt_history_count(history), 1000);
    for (size_t i = 0; i < 1000; i++)
        check_row(history, i, i + 1);
    zt_history_clear(history);
    ck_assert_uint_eq(zt_history_count(history), 0);
    add(history, 2, 1, 1);
    check_row(history, 0, 1);
    zt_history_free(history);
    zt_history_free(NULL);
}
END_TEST

START_TEST(a_model_without_parameters)
{
    ZtHistory *history = zt_history_new(0);
    ck_assert_uint_eq(zt_history_width(history), 0);
    zt_history_add(history, 1, 2.5, NULL, NULL);
    ck_assert_double_eq(zt_history_row(history, 0).loss, 2.5);
    zt_history_free(history);
}
END_TEST

/* Full at 65,536 epochs; then every second one, later every fourth. */
START_TEST(thins_at_the_most_epochs)
{
    ZtHistory *history = zt_history_new(1);
    add(history, 1, 1, ZT_HISTORY_EPOCHS);
    ck_assert_uint_eq(zt_history_count(history), ZT_HISTORY_EPOCHS);
    check_row(history, 1, 2);
    add(history, 1, ZT_HISTORY_EPOCHS + 1, ZT_HISTORY_EPOCHS + 1);
    ck_assert_uint_eq(zt_history_count(history), ZT_HISTORY_EPOCHS / 2 + 1);
    check_row(history, 0, 1);
    check_row(history, 1, 3);
    check_row(history, ZT_HISTORY_EPOCHS / 2, ZT_HISTORY_EPOCHS + 1);
    add(history, 1, ZT_HISTORY_EPOCHS + 2, 2 * ZT_HISTORY_EPOCHS + 1);
    ck_assert_uint_eq(zt_history_count(history), ZT_HISTORY_EPOCHS / 2 + 1);
    check_row(history, 1, 5);
    zt_history_clear(history);
    add(history, 1, 1, 2);
    check_row(history, 1, 2);
    zt_history_free(history);
}
END_TEST

/* After any number of epochs: the first, the last, and between them even steps. */
START_TEST(first_and_last_are_always_there)
{
    ZtHistory *history = zt_history_new(1);
    uint64_t epoch = 0;
    static const uint64_t stops[] = {65535, 65536, 65537, 65538, 131072, 131073, 131074, 300000};
    for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++) {
        add(history, 1, epoch + 1, stops[i]);
        epoch = stops[i];
        size_t count = zt_history_count(history);
        ck_assert_uint_le(count, ZT_HISTORY_EPOCHS);
        ck_assert_uint_ge(count, ZT_HISTORY_EPOCHS / 2 - 1);
        check_row(history, 0, 1);
        check_row(history, count - 1, epoch);
        uint64_t spacing = zt_history_row(history, 1).epoch - 1;
        bool even = true;
        for (size_t k = 0; k + 1 < count; k++)
            even = even && row_is(history, k, 1 + k * spacing);
        ck_assert(even);
    }
    zt_history_free(history);
}
END_TEST

/* A session that was saved goes on at an epoch of its own. */
START_TEST(first_stays_where_a_restored_session_begins)
{
    ZtHistory *history = zt_history_new(1);
    add(history, 1, 4, 4 + 3 * ZT_HISTORY_EPOCHS);
    check_row(history, 0, 4);
    check_row(history, 1, 5);
    check_row(history, 2, 9);
    check_row(history, zt_history_count(history) - 1, 4 + 3 * ZT_HISTORY_EPOCHS);
    zt_history_free(history);
}
END_TEST

/* 256 parameters are kept one by one, in no more than 64 MiB. */
START_TEST(stays_within_its_memory)
{
    ZtHistory *history = zt_history_new(ZT_HISTORY_PARAMETERS);
    size_t row = (2 + 2 * ZT_HISTORY_PARAMETERS) * sizeof(double), most = ZT_HISTORY_BYTES / row;
    ck_assert(!zt_history_norms(history));
    ck_assert_uint_eq(zt_history_width(history), ZT_HISTORY_PARAMETERS);
    add(history, ZT_HISTORY_PARAMETERS, 1, most);
    ck_assert_uint_eq(zt_history_count(history), most);
    add(history, ZT_HISTORY_PARAMETERS, most + 1, most + 1);
    ck_assert_uint_eq(zt_history_count(history), most / 2 + 1);
    check_row(history, 0, 1);
    check_row(history, 1, 3);
    check_row(history, most / 2, most + 1);
    zt_history_free(history);
}
END_TEST

START_TEST(many_parameters_leave_norms)
{
    size_t parameters = ZT_HISTORY_PARAMETERS + 1;
    double *values = zt_alloc(parameters, sizeof *values), zeros[ZT_HISTORY_PARAMETERS + 1] = {0};
    ZtHistory *history = zt_history_new(parameters);
    ck_assert(zt_history_norms(history));
    ck_assert_uint_eq(zt_history_width(history), 1);
    values[0] = 3;
    values[parameters - 1] = -4;
    zt_history_add(history, 1, 0.5, values, zeros);
    zt_history_add(history, 2, 0.25, zeros, values);
    ZtHistoryRow first = zt_history_row(history, 0), second = zt_history_row(history, 1);
    ck_assert_double_eq(*first.param, 5);
    ck_assert_double_eq(*first.grad, 0);
    ck_assert_double_eq(*second.grad, 5);
    ck_assert_double_eq(second.loss, 0.25);
    zt_free(values);
    zt_history_free(history);
}
END_TEST

START_TEST(copies_go_their_own_way)
{
    ZtHistory *history = zt_history_new(2), *empty = zt_history_copy(history);
    add(history, 2, 1, 70000);
    ZtHistory *copy = zt_history_copy(history);
    ck_assert_uint_eq(zt_history_count(copy), zt_history_count(history));
    add(history, 2, 70001, 140000);
    add(copy, 2, 70001, 140000);
    ck_assert_uint_eq(zt_history_count(copy), zt_history_count(history));
    bool same = true;
    for (size_t i = 0; i < zt_history_count(copy); i++)
        same = same && row_is(copy, i, zt_history_row(history, i).epoch);
    ck_assert(same);
    zt_history_clear(history);
    check_row(copy, 0, 1);
    add(empty, 2, 1, 100);
    ck_assert_uint_eq(zt_history_count(empty), 100);
    zt_history_free(history);
    zt_history_free(empty);
    zt_history_free(copy);
}
END_TEST

/* Two that have the same past and go on differently, in one block and over several. */
START_TEST(branches_share_their_past)
{
    for (uint64_t fork = 1; fork < 9000; fork = fork * 3 + 1) {
        ZtHistory *one = zt_history_new(2);
        add(one, 2, 1, fork);
        ZtHistory *two = zt_history_copy(one), *old = zt_history_copy(one);
        ck_assert(zt_history_same(one, two));
        add(one, 2, fork + 1, fork + 2000);
        const double other[] = {5, 7};
        zt_history_add(two, fork + 1, 3, other, other);
        ck_assert(!zt_history_same(one, two));
        ck_assert_double_eq(zt_history_row(two, fork).param[1], 7);
        check_row(one, fork, fork + 1);
        check_row(one, fork + 1999, fork + 2000);
        ck_assert_uint_eq(zt_history_count(old), fork);
        check_row(old, fork - 1, fork);
        zt_history_free(one);
        check_row(old, 0, 1);
        check_row(two, fork - 1, fork);
        ck_assert(zt_history_bytes(old, old) < zt_history_bytes(old, NULL));
        zt_history_free(two);
        zt_history_free(old);
    }
}
END_TEST

START_TEST(cut_forgets_what_came_later)
{
    static const uint64_t at[] = {0, 1, 500, 1024, 1025, 2999, 3000, 5000};
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        ZtHistory *history = zt_history_new(1), *same = zt_history_new(1);
        add(history, 1, 1, 3000);
        ZtHistory *copy = zt_history_copy(history);
        uint64_t last = at[i] < 3000 ? at[i] : 3000;
        zt_history_cut(history, at[i]);
        add(same, 1, 1, last);
        ck_assert_uint_eq(zt_history_count(history), last);
        ck_assert(zt_history_same(history, same));
        add(history, 1, last + 1, 3000);
        ck_assert(zt_history_same(history, copy));
        zt_history_free(history);
        zt_history_free(same);
        zt_history_free(copy);
    }
}
END_TEST

START_TEST(find_and_cut_where_epochs_are_left_out)
{
    ZtHistory *history = zt_history_new(1);
    add(history, 1, 1, 100000);
    ck_assert_uint_eq(zt_history_find(history, 0), 0);
    ck_assert_uint_eq(zt_history_find(history, 1), 1);
    ck_assert_uint_eq(zt_history_find(history, 2), 1);
    ck_assert_uint_eq(zt_history_find(history, 3), 2);
    ck_assert_uint_eq(zt_history_find(history, 99999), 50000);
    ck_assert_uint_eq(zt_history_find(history, 100000), 50001);
    zt_history_cut(history, 99999);
    check_row(history, zt_history_count(history) - 1, 99999);
    zt_history_cut(history, 50000);
    check_row(history, zt_history_count(history) - 1, 49999);
    zt_history_cut(history, 0);
    ck_assert_uint_eq(zt_history_count(history), 0);
    zt_history_free(history);
}
END_TEST

Suite *history_suite(void)
{
    Suite *suite = suite_create("history");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, keeps_every_epoch_at_first);
    tcase_add_test(tests, a_model_without_parameters);
    tcase_add_test(tests, thins_at_the_most_epochs);
    tcase_add_test(tests, first_and_last_are_always_there);
    tcase_add_test(tests, first_stays_where_a_restored_session_begins);
    tcase_add_test(tests, stays_within_its_memory);
    tcase_add_test(tests, many_parameters_leave_norms);
    tcase_add_test(tests, copies_go_their_own_way);
    tcase_add_test(tests, branches_share_their_past);
    tcase_add_test(tests, cut_forgets_what_came_later);
    tcase_add_test(tests, find_and_cut_where_epochs_are_left_out);
    suite_add_tcase(suite, tests);
    return suite;
}
