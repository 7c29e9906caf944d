/* The loss over two parameters: values, bends, the way down, samples of many rows. */
#include <math.h>
#include <stdint.h>

#include <check.h>

#include "core/landscape.h"
#include "sample.h"

Suite *landscape_suite(void);

#define ALL SIZE_MAX

static ZtLandscape *landscape_of(const ZtSession *s, size_t x, size_t y, size_t rows)
{
    ZtErr err = {0};
    ZtLandscape *landscape = zt_landscape_new(s, x, y, s->param, rows, &err);
    ck_assert_ptr_nonnull(landscape);
    return landscape;
}

static ZtGrid grid(double *value, size_t columns, size_t rows)
{
    return (ZtGrid){0, 1, -20, 4, columns, rows, value, 0};
}

static void fill(ZtLandscape *landscape, ZtGrid *grid)
{
    uint64_t work = UINT64_MAX;
    ck_assert(zt_landscape_fill(landscape, grid, &work));
}

/* Every value is the loss that the session itself has with these parameters. */
static void assert_losses(ZtSession *s, size_t x, size_t y)
{
    ZtErr err = {0};
    double value[35];
    char *before = sample_state(s);
    ZtLandscape *landscape = landscape_of(s, x, y, ALL);
    ZtGrid places = grid(value, 5, 7);
    fill(landscape, &places);
    sample_unchanged(before, s);
    ck_assert_uint_eq(zt_landscape_rows(landscape), s->data->rows);
    for (size_t i = 0; i < 35; i++) {
        double loss;
        zt_session_set(s, x, 0.25 * (double)(i % 5));
        zt_session_set(s, y, -20 + 4 * (double)(i / 5));
        ck_assert(zt_session_loss_now(s, &loss, NULL, &err));
        ck_assert(sample_same(value[i], loss));
    }
    zt_landscape_free(landscape);
}

START_TEST(values_are_the_losses)
{
    ZtSession *s = sample_busy();
    assert_losses(s, 0, 1);
    zt_session_free(s);
    s = sample_session(sample_thermometer(_i ? ZT_DOUBLE : ZT_SINGLE));
    assert_losses(s, 0, 1);
    sample_model(s, "a * x^2 / 100 + b * x + c where a = 0.5, c = -3");
    assert_losses(s, 2, 0);
    zt_session_free(s);
}
END_TEST

START_TEST(the_others_can_move)
{
    ZtErr err = {0};
    double value[4], loss;
    ZtSession *s = sample_session(sample_thermometer(ZT_SINGLE));
    sample_model(s, "a * x^2 / 100 + b * x + c");
    ZtLandscape *landscape = landscape_of(s, 1, 2, ALL);
    zt_session_set(s, 0, 0.75);
    zt_landscape_move(landscape, s->param);
    ZtGrid places = grid(value, 2, 2);
    fill(landscape, &places);
    zt_session_set(s, 1, 0);
    zt_session_set(s, 2, 4);
    ck_assert(zt_session_loss_now(s, &loss, NULL, &err));
    ck_assert(sample_same(value[2], loss));
    zt_landscape_free(landscape);
    zt_session_free(s);
}
END_TEST

START_TEST(the_grid_is_filled_in_slices)
{
    double value[35], whole[35];
    ZtSession *s = sample_session(sample_thermometer(ZT_SINGLE));
    ZtLandscape *landscape = landscape_of(s, 0, 1, ALL);
    ZtGrid slices = grid(value, 5, 7), once = grid(whole, 5, 7);
    int calls = 1;
    for (uint64_t work = 10; !zt_landscape_fill(landscape, &slices, &work); work = 10, calls++)
        ck_assert_uint_eq(work, 0);
    ck_assert_int_eq(calls, 4);
    fill(landscape, &once);
    for (size_t i = 0; i < 35; i++)
        ck_assert(sample_same(value[i], whole[i]));
    zt_landscape_free(landscape);
    zt_session_free(s);
}
END_TEST

static void assert_near(double a, double b)
{
    ck_assert_double_le(fabs(a - b), 1e-5 * fabs(b));
}

/* Of mean((w x + b - y)^2): 2 mean(x^2), 2 mean(x), 2. */
START_TEST(the_bend_of_a_line)
{
    ZtErr err = {0};
    const double *grad;
    double loss, squares = 0, sum = 0;
    ZtSession *s = sample_session(sample_thermometer(_i ? ZT_DOUBLE : ZT_SINGLE));
    ZtLandscape *landscape = landscape_of(s, 0, 1, ALL);
    ZtBend bend = zt_landscape_bend(landscape, 1, 0);
    ck_assert(zt_session_loss_now(s, &loss, &grad, &err));
    for (size_t i = 0; i < 11; i++) {
        double x = zt_dataset_value(s->data, 0, i);
        squares += x * x;
        sum += x;
    }
    ck_assert(sample_same(bend.loss, loss));
    ck_assert(sample_same(bend.x, grad[0]));
    ck_assert(sample_same(bend.y, grad[1]));
    assert_near(bend.xx, 2 * squares / 11);
    assert_near(bend.xy, 2 * sum / 11);
    assert_near(bend.yy, 2);
    zt_landscape_free(landscape);
    zt_session_free(s);
}
END_TEST

START_TEST(the_way_down_from_anywhere)
{
    static const double from[][2] = {{1, 0}, {0.5367, -17.3}, {-40, 900}};
    ZtSession *s = sample_session(sample_thermometer(ZT_DOUBLE));
    ZtLandscape *landscape = landscape_of(s, 0, 1, ALL);
    ZtBend bend;
    double x = from[_i][0], y = from[_i][1];
    ck_assert(zt_landscape_descend(landscape, &x, &y, &bend));
    assert_near(x, 0.53677192);
    assert_near(y, -17.3047855);
    assert_near(bend.xx, 5881.596364);
    ck_assert_double_eq_tol(bend.loss, 2.92764557, 1e-5);
    zt_landscape_free(landscape);
    zt_session_free(s);
}
END_TEST

/* Where the loss bends downward the steps are damped until they lead downhill. */
START_TEST(the_way_down_through_curves)
{
    ZtSession *s = sample_session(sample_thermometer(ZT_DOUBLE));
    sample_normalize(s, ZT_SCALE_STANDARD, 1);
    sample_model(s, "a * tanh(w * x) + 11 where a = 5, w = 0.1");
    ZtLandscape *landscape = landscape_of(s, 0, 1, ALL);
    ZtBend bend, start;
    double x = 5, y = 0.1;
    start = zt_landscape_bend(landscape, x, y);
    ck_assert(start.xx * start.yy < start.xy * start.xy);
    ck_assert(zt_landscape_descend(landscape, &x, &y, &bend));
    ck_assert_double_lt(bend.loss, start.loss / 2);
    ck_assert_double_le(fabs(bend.x), 0.02);
    ck_assert_double_le(fabs(bend.y), 0.02);
    zt_landscape_free(landscape);
    zt_session_free(s);
}
END_TEST

static void assert_no_way(const char *model, double x, double y)
{
    ZtSession *s = sample_session(sample_thermometer(ZT_SINGLE));
    sample_model(s, model);
    ZtLandscape *landscape = landscape_of(s, 0, 1, ALL);
    ZtBend bend = {.loss = 42};
    double to_x = x, to_y = y;
    ck_assert(!zt_landscape_descend(landscape, &to_x, &to_y, &bend));
    ck_assert(sample_same(to_x, x));
    ck_assert(sample_same(to_y, y));
    ck_assert_double_eq(bend.loss, 42);
    zt_landscape_free(landscape);
    zt_session_free(s);
}

START_TEST(no_way_down)
{
    assert_no_way("w * x + v * x", 1, 1);             /* a trough without an end */
    assert_no_way("w * x + b", 1e30, 0);              /* nothing finite */
    assert_no_way("w * x + b", (double)NAN, 0);       /* nowhere */
    assert_no_way("w * 0 + b * 0", 1, 1);             /* flat */
    assert_no_way("30 / (1 + exp(w)) + b * 0", 1, 1); /* ever lower */
}
END_TEST

START_TEST(many_rows_are_sampled)
{
    ZtErr err = {0};
    double value[4], loss;
    ZtSession *s = sample_session(sample_long(ZT_SINGLE, 50001));
    ZtLandscape *landscape = landscape_of(s, 0, 1, 501);
    ck_assert_uint_eq(zt_landscape_rows(landscape), 501);
    ZtGrid places = grid(value, 2, 2);
    fill(landscape, &places);

    double picked[2 * 501]; /* every hundredth row */
    for (size_t i = 0; i < 501; i++)
        for (size_t column = 0; column < 2; column++)
            picked[2 * i + column] = zt_dataset_value(s->data, column, 100 * i);
    ZtSession *few =
        sample_session(sample_table(ZT_SINGLE, 2, (const char *const[]){"in", "out"}, 501, picked));
    zt_session_set(few, 0, 1);
    zt_session_set(few, 1, 4);
    ck_assert(zt_session_loss_now(few, &loss, NULL, &err));
    ck_assert(sample_same(value[3], loss));
    zt_session_free(few);
    zt_session_free(s); /* the landscape holds what it needs */
    places.done = 0;
    fill(landscape, &places);
    ck_assert(sample_same(value[3], loss));
    zt_landscape_free(landscape);
}
END_TEST

START_TEST(without_data)
{
    ZtErr err = {0};
    ZtSession *s = zt_session_new();
    ck_assert_ptr_null(zt_landscape_new(s, 0, 1, NULL, ALL, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_DATA_NONE);
    zt_session_free(s);
}
END_TEST

Suite *landscape_suite(void)
{
    Suite *suite = suite_create("landscape");
    TCase *tests = tcase_create("landscape");
    tcase_add_loop_test(tests, values_are_the_losses, 0, 2);
    tcase_add_test(tests, the_others_can_move);
    tcase_add_test(tests, the_grid_is_filled_in_slices);
    tcase_add_loop_test(tests, the_bend_of_a_line, 0, 2);
    tcase_add_loop_test(tests, the_way_down_from_anywhere, 0, 3);
    tcase_add_test(tests, the_way_down_through_curves);
    tcase_add_test(tests, no_way_down);
    tcase_add_test(tests, many_rows_are_sampled);
    tcase_add_test(tests, without_data);
    suite_add_tcase(suite, tests);
    return suite;
}
