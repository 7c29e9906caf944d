#include <math.h>

#include <check.h>

#include "core/scan.h"
#include "core/slope.h"
#include "sample.h"

Suite *probe_suite(void);

static ZtProbe *probed(const ZtSession *session, ZtProbePoint *point, size_t count, uint64_t slice)
{
    ZtErr err = {0};
    ZtProbe *probe = zt_probe_new(session, point, count, &err);
    ck_assert_ptr_nonnull(probe);
    for (bool done = false; !done;) {
        uint64_t work = slice;
        done = zt_probe_advance(probe, &work);
    }
    return probe;
}

static void check_near(double value, double expected, double part)
{
    ck_assert_double_le(fabs(value - expected), part * fabs(expected));
}

/* In a session of double precision the numbers are those of the session, but for their last digits:
 * of the mean loss and of each derivative, whatever the graph is made of. */
START_TEST(agrees_with_the_session)
{
    static const char *const models[] = {
        "w * x + b",
        "tanh(w * x / 50 + b) * c + d",
        "exp(a) * x + (a + b) * x * a",
        "(a * b + 1) / (c + x * b) + sqrt(a^2 + 1)",
        "a^x * 1e-9 + sigmoid(b) + relu(c * x - 40) + max(a, b * x)",
        "w",
    };
    ZtErr err = {0};
    ZtSession *s = sample_session(sample_thermometer(ZT_DOUBLE));
    sample_model(s, models[_i]);
    for (size_t i = 0; i < s->count; i++)
        zt_session_set(s, i, 0.3 + 0.17 * (double)i);
    char *before = sample_state(s);
    ZtProbe *probe = probed(s, NULL, 0, 1);
    sample_unchanged(before, s);
    double loss;
    const double *grad;
    ck_assert(zt_session_loss_now(s, &loss, &grad, &err));
    check_near(zt_probe_loss(probe), loss, 1e-14);
    for (size_t i = 0; i < s->count; i++)
        check_near(zt_probe_derivative(probe, i), grad[i], 1e-12);
    zt_probe_free(probe);
    zt_session_free(s);
}
END_TEST

/* More rows than a block has, and other parameters. */
START_TEST(of_long_data)
{
    ZtErr err = {0};
    ZtSession *s = sample_session(sample_long(ZT_DOUBLE, 9001));
    ZtProbePoint point[] = {{.parameter = 0, .value = -2}, {.parameter = 1, .value = 1e-3}};
    ZtProbe *probe = probed(s, point, 2, _i ? 1 : UINT64_MAX);
    double loss;
    ck_assert(zt_session_loss_now(s, &loss, NULL, &err));
    check_near(zt_probe_loss(probe), loss, 1e-13);
    for (size_t i = 0; i < 2; i++) {
        double kept = s->param[i];
        zt_session_set(s, i, point[i].value);
        ck_assert(zt_session_loss_now(s, &loss, NULL, &err));
        check_near(point[i].loss, loss, 1e-13);
        ck_assert_uint_eq(point[i].kinks, 0);
        zt_session_set(s, i, kept);
    }
    zt_probe_free(probe);
    zt_session_free(s);
}
END_TEST

/* abs(b) has its kink at 0 in all rows, max(x, b) between them. */
START_TEST(counts_kinks)
{
    ZtSession *s = sample_session(sample_thermometer(ZT_SINGLE));
    ZtProbePoint point[] = {{.value = -1}, {.value = 1}, {.value = 50}};
    sample_model(s, "abs(b) where b = 0");
    zt_probe_free(probed(s, point, 2, 1));
    ck_assert_uint_eq(point[0].kinks, 11);
    ck_assert_uint_eq(point[0].here, 11);
    ck_assert_int_eq(point[1].kinked, ZT_OP_ABS);
    sample_model(s, "max(x, b) where b = 34");
    point[0] = (ZtProbePoint){.value = 30};
    point[1] = (ZtProbePoint){.value = 35};
    zt_probe_free(probed(s, point, 3, 1));
    ck_assert_uint_eq(point[0].kinks, 1); /* 33.9 */
    ck_assert_uint_eq(point[0].here, 0);
    ck_assert_uint_eq(point[1].kinks, 0);
    ck_assert_uint_eq(point[2].kinks, 3);
    ck_assert_int_eq(point[2].kinked, ZT_OP_MAX);
    zt_session_free(s);
}
END_TEST

START_TEST(distances)
{
    ck_assert_double_eq(zt_probe_distance(1), 1e-3);
    ck_assert_double_eq(zt_probe_distance(0), 1e-3);
    ck_assert_double_eq(zt_probe_distance(-0.54), 1e-4);
    ck_assert_double_eq(zt_probe_distance(99), 1e-2);
    ck_assert_double_eq(zt_probe_distance((double)INFINITY), 1e-3);
}
END_TEST

static ZtSlope slope_of(ZtSession *s, size_t parameter, double *derivative)
{
    ZtProbePoint point[ZT_SLOPE_POINTS];
    zt_slope_points(parameter, s->param[parameter], point);
    ZtProbe *probe = probed(s, point, ZT_SLOPE_POINTS, UINT64_MAX);
    ZtSlope slope = zt_slope(point, zt_probe_loss(probe));
    *derivative = zt_probe_derivative(probe, parameter);
    zt_probe_free(probe);
    return slope;
}

/* Curved ever so much, or at values of any size: the slope comes out, and knows how well. */
START_TEST(slopes_know_how_good_they_are)
{
    static const struct {
        const char *model;
        double value, part;
    } cases[] = {
        {"w * x", 1, 1e-11},           {"exp(w * x)", 0.3, 1e-7},    {"exp(w * 1e6)", 1e-6, 1e-8},
        {"sin(w * 100) + x", 3, 1e-7}, {"w * 1e-9 + x", 1e12, 1e-8}, {"tanh(w + x / 100)", 0, 1e-8},
    };
    ZtSession *s = sample_session(sample_thermometer(ZT_DOUBLE));
    double derivative;
    sample_model(s, cases[_i].model);
    zt_session_set(s, 0, cases[_i].value);
    ZtSlope slope = slope_of(s, 0, &derivative);
    check_near(slope.value, derivative, cases[_i].part);
    ck_assert_double_le(fabs(slope.value - derivative), 10 * slope.uncertainty);
    ck_assert_double_le(slope.uncertainty, 1e-4 * fabs(derivative));
    ck_assert(!slope.at_kink);
    zt_session_free(s);
}
END_TEST

START_TEST(slopes_at_kinks)
{
    static const struct {
        const char *model, *loss;
        bool kink;
    } cases[] = {
        {"abs(w) where w = 0", "mse", true},    {"relu(w * x) where w = 0", "mse", true},
        {"step(w) where w = 0", "mse", true},   {"max(w, 1) where w = 1", "mse", true},
        {"abs(w) where w = 0.5", "mse", false}, {"abs(w)^2 where w = 0", "mse", false},
        {"w where w = 6", "huber", false}, /* p = y in a row: no kink for all its abs */
        {"w where w = 6", "mae", true},
    };
    ZtSession *s = sample_session(sample_thermometer(ZT_DOUBLE));
    double derivative;
    sample_model(s, cases[_i].model);
    sample_loss(s, cases[_i].loss);
    ck_assert(slope_of(s, 0, &derivative).at_kink == cases[_i].kink);
    zt_session_free(s);
}
END_TEST

START_TEST(slopes_that_are_none)
{
    ZtSession *s = sample_session(sample_thermometer(ZT_DOUBLE));
    double derivative;
    sample_model(s, "w * log(x - 40)");
    ZtSlope slope = slope_of(s, 0, &derivative);
    ck_assert(!isfinite(slope.value));
    ck_assert(!isfinite(derivative));
    zt_session_free(s);
}
END_TEST

/* 1 + 1e-17 ... a million times: what each addition loses is not lost. */
START_TEST(long_sums)
{
    ZtLongSum sum = {0}, infinite = {0};
    zt_long_sum_add(&sum, 1);
    for (int i = 0; i < 1000000; i++)
        zt_long_sum_add(&sum, 1e-17);
    ck_assert_double_eq_tol(zt_long_sum(&sum), 1 + 1e-11, 1e-16);
    zt_long_sum_add(&infinite, 1);
    zt_long_sum_add(&infinite, (double)INFINITY);
    zt_long_sum_add(&infinite, 1);
    ck_assert(zt_long_sum(&infinite) == (double)INFINITY);
}
END_TEST

Suite *probe_suite(void)
{
    Suite *suite = suite_create("probe");
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, agrees_with_the_session, 0, 6);
    tcase_add_loop_test(tests, of_long_data, 0, 2);
    tcase_add_test(tests, counts_kinks);
    tcase_add_test(tests, distances);
    tcase_add_loop_test(tests, slopes_know_how_good_they_are, 0, 6);
    tcase_add_loop_test(tests, slopes_at_kinks, 0, 8);
    tcase_add_test(tests, slopes_that_are_none);
    tcase_add_test(tests, long_sums);
    suite_add_tcase(suite, tests);
    return suite;
}
