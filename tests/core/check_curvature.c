#include <math.h>
#include <stdint.h>

#include <check.h>

#include "core/curvature.h"
#include "sample.h"

Suite *curvature_suite(void);

/* The whole computation, in slices of so much work. */
static ZtCurvature *compute(const ZtSession *session, bool at_start, uint64_t slice)
{
    ZtErr err = {0};
    ZtCurvature *curvature = zt_curvature_new(session, at_start, &err);
    ck_assert_ptr_nonnull(curvature);
    bool done = false;
    while (!done) {
        uint64_t work = slice;
        done = zt_curvature_advance(curvature, &work);
        ck_assert(done || work == 0);
    }
    return curvature;
}

static double rate_of(const ZtSession *session, bool *exact)
{
    ZtCurvature *curvature = compute(session, true, 1000);
    ZtSpectrum spectrum = zt_curvature_spectrum(curvature);
    *exact = spectrum.exact;
    zt_curvature_free(curvature);
    return zt_stable_rate(&spectrum);
}

static ZtSession *thermometer(ZtScaleKind kind)
{
    ZtSession *s = sample_session(sample_thermometer(ZT_SINGLE));
    sample_normalize(s, kind, 0.1);
    return s;
}

static double three_digits_down(double rate)
{
    double unit = pow(10, floor(log10(rate)) - 2);
    return floor(rate / unit) * unit;
}

START_TEST(of_the_thermometer)
{
    bool exact = false;
    ZtSession *s = thermometer(_i ? ZT_SCALE_FACTOR : ZT_SCALE_NONE);
    if (_i == 2)
        s->settings.threads = 3;
    double rate = rate_of(s, &exact), expected = _i ? 2 / 60.646 : 2 / 5883.42;
    ck_assert(exact);
    ck_assert_double_le(fabs(rate - expected), 1e-5 * expected);
    ck_assert_double_eq_tol(three_digits_down(rate), _i ? 0.0329 : 0.000339, 1e-9);
    zt_session_free(s);
}
END_TEST

/* Where the training has got to does not matter: it is the curvature at the start. */
START_TEST(does_not_depend_on_the_present)
{
    bool exact;
    ZtSession *s = thermometer(ZT_SCALE_FACTOR);
    sample_model(s, "exp(w * x / 10) + b");
    double rate = rate_of(s, &exact);
    ck_assert(!exact);
    sample_train(s, 50);
    ck_assert_double_ne(s->param[0], 1);
    char *before = sample_state(s);
    ck_assert(sample_same(rate_of(s, &exact), rate));
    sample_unchanged(before, s);
    zt_session_free(s);
}
END_TEST

/* With the rate, rounded down, 20,000 epochs settle; with the next one up they do not. */
START_TEST(decides_over_20000_epochs)
{
    static const struct {
        ZtScaleKind kind;
        double lr;
        bool settles;
    } runs[] = {
        {ZT_SCALE_NONE, 0.000339, true},
        {ZT_SCALE_NONE, 0.00034, false},
        {ZT_SCALE_FACTOR, 0.0329, true},
        {ZT_SCALE_FACTOR, 0.0330, false},
    };
    ZtSession *s = thermometer(runs[_i].kind);
    s->settings.lr = runs[_i].lr;
    sample_train(s, 1);
    double first = s->last_loss;
    sample_train(s, 9999);
    double middle = s->last_loss;
    sample_train(s, 10000);
    if (runs[_i].settles) {
        ck_assert_double_lt(middle, first / 10);
        ck_assert_double_le(s->last_loss, middle);
    } else {
        ck_assert_double_gt(middle, first);
        ck_assert_double_gt(s->last_loss, 100 * middle);
    }
    if (_i == 2)
        ck_assert_double_eq_tol(s->last_loss, 2.927646, 1e-5);
    zt_session_free(s);
}
END_TEST

/* Losses whose curvature can be read off. */
START_TEST(of_losses_known)
{
    static const struct {
        const char *model, *loss;
        double rate;
        bool exact;
    } cases[] = {
        {"3 * a + 0 * x", "p^2", 2 / 18.0, true},
        {"1.5 * a^2 + 0 * x", "p", 2 / 3.0, true},
        {"1.5 * a^2 - 5 * b^2", "p", 2 / 3.0, true}, /* 3 and -10 */
        {"a * c", "p", 2.0, true},                   /* 1 and -1 */
        {"-a^2 - b^2", "p", INFINITY, true},         /* only downwards */
        {"a + b", "p", INFINITY, true},              /* flat */
        {"a + b", "0 * p", INFINITY, true},
        {"w * x + b", "mae", INFINITY, false},
        {"exp(a)", "p", 2 / 2.718281828459045, false}, /* a starts at 1 */
        {"0.5 * a^4", "p", 2 / 6.0, false},
        {"w^2 * log(-x)", "p", NAN, true},
    };
    bool exact = !cases[_i].exact;
    ZtSession *s = sample_session(sample_thermometer(ZT_DOUBLE));
    sample_model(s, cases[_i].model);
    sample_loss(s, cases[_i].loss);
    double rate = rate_of(s, &exact), expected = cases[_i].rate;
    if (isfinite(expected))
        ck_assert_double_le(fabs(rate - expected), 1e-6 * expected);
    else
        ck_assert_msg(sample_same(rate, expected), "%s: %g", cases[_i].model, rate);
    ck_assert_msg(exact == cases[_i].exact, "%s, %s", cases[_i].model, cases[_i].loss);
    zt_session_free(s);
}
END_TEST

START_TEST(of_huber_is_a_local_estimate)
{
    bool exact = true;
    ZtSession *s = thermometer(ZT_SCALE_NONE);
    sample_loss(s, "huber");
    rate_of(s, &exact);
    ck_assert(!exact);
    sample_loss(s, "mse");
    sample_model(s, "exp(w * x / 100) + b");
    exact = true;
    ck_assert(isfinite(rate_of(s, &exact)));
    ck_assert(!exact);
    zt_session_free(s);
}
END_TEST

/* Both ends of it, with their directions; the tutorial's facts. */
START_TEST(of_the_thermometer_in_full)
{
    static const double largest[] = {5883.42, 60.646}, smallest[] = {0.1751, 0.1699};
    ZtSession *s = thermometer(_i ? ZT_SCALE_FACTOR : ZT_SCALE_NONE);
    ZtCurvature *curvature = compute(s, false, 1);
    ZtSpectrum spectrum = zt_curvature_spectrum(curvature);
    ck_assert_double_eq_tol(spectrum.largest, largest[_i], 1e-5 * largest[_i]);
    ck_assert_double_eq_tol(spectrum.smallest, smallest[_i], 5e-5);
    ck_assert_double_gt(fabs(spectrum.steepest[0]), 0.98);
    ck_assert_double_gt(fabs(spectrum.flattest[1]), 0.98);
    double dot =
        spectrum.steepest[0] * spectrum.flattest[0] + spectrum.steepest[1] * spectrum.flattest[1];
    ck_assert_double_eq_tol(dot, 0, 1e-14);
    zt_curvature_free(curvature);
    zt_session_free(s);
}
END_TEST

/* The curvature of 0.5 a^4 is 6 a^2. */
START_TEST(at_the_present)
{
    ZtSession *s = sample_session(sample_thermometer(ZT_DOUBLE));
    sample_model(s, "0.5 * a^4 + 0 * x where a = 1");
    sample_loss(s, "p");
    s->param[0] = 3;
    for (int start = 0; start < 2; start++) {
        ZtCurvature *curvature = compute(s, start, UINT64_MAX);
        ck_assert_double_eq_tol(zt_curvature_spectrum(curvature).largest, start ? 6 : 54, 1e-11);
        zt_curvature_free(curvature);
    }
    zt_session_free(s);
}
END_TEST

/* sum of i * a_i^2, less 100 b^2: curvatures 2, 4, ..., 80 and -200, the largest in size. */
START_TEST(of_many_parameters)
{
    ZtBuf model = {0};
    ZtSession *s = sample_session(sample_thermometer(ZT_DOUBLE));
    zt_buf_puts(&model, _i ? "0 * x - 100 * b^2" : "0 * x");
    for (int i = 1; i <= 40; i++)
        zt_buf_printf(&model, " + %d * a%d^2", i, i);
    sample_model(s, model.text);
    sample_loss(s, "p");
    ZtCurvature *curvature = compute(s, false, 7);
    ZtSpectrum spectrum = zt_curvature_spectrum(curvature);
    ck_assert_double_eq_tol(spectrum.largest, 80, 1e-2);
    ck_assert(isnan(spectrum.smallest));
    ck_assert_double_gt(fabs(spectrum.steepest[s->count - 1]), 0.99);
    ck_assert(spectrum.exact);
    zt_curvature_free(curvature);
    zt_buf_free(&model);
    zt_session_free(s);
}
END_TEST

/* More rows than a block has. The Hessian is [2 mean(x^2), 2 mean(x); 2 mean(x), 2]. */
START_TEST(of_long_data)
{
    ZtSession *s = sample_session(sample_long(ZT_SINGLE, 10001));
    double xx = 0, x = 0;
    for (size_t i = 0; i < 10001; i++) {
        double value = zt_dataset_value(s->data, 0, i);
        xx += 2 * value * value / 10001;
        x += 2 * value / 10001;
    }
    double middle = (xx + 2) / 2, apart = hypot((xx - 2) / 2, x);
    ZtCurvature *curvature = compute(s, false, 1);
    ZtSpectrum spectrum = zt_curvature_spectrum(curvature);
    ck_assert_double_eq_tol(spectrum.largest, middle + apart, 1e-12);
    ck_assert_double_eq_tol(spectrum.smallest, middle - apart, 1e-12);
    zt_curvature_free(curvature);
    zt_session_free(s);
}
END_TEST

START_TEST(needs_data_and_parameters)
{
    ZtErr err = {0};
    ZtSession *s = zt_session_new();
    ck_assert_ptr_null(zt_curvature_new(s, true, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_DATA_NONE);
    zt_session_free(s);
    s = thermometer(ZT_SCALE_NONE);
    sample_model(s, "2 * x");
    ck_assert_ptr_null(zt_curvature_new(s, true, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_TRAIN_NO_PARAMETERS);
    zt_session_free(s);
}
END_TEST

Suite *curvature_suite(void)
{
    Suite *suite = suite_create("curvature");
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, of_the_thermometer, 0, 3);
    tcase_add_test(tests, does_not_depend_on_the_present);
    tcase_add_loop_test(tests, decides_over_20000_epochs, 0, 4);
    tcase_add_loop_test(tests, of_losses_known, 0, 11);
    tcase_add_test(tests, of_huber_is_a_local_estimate);
    tcase_add_loop_test(tests, of_the_thermometer_in_full, 0, 2);
    tcase_add_test(tests, at_the_present);
    tcase_add_loop_test(tests, of_many_parameters, 0, 2);
    tcase_add_test(tests, of_long_data);
    tcase_add_test(tests, needs_data_and_parameters);
    suite_add_tcase(suite, tests);
    return suite;
}
