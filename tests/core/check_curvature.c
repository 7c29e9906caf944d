#include <math.h>
#include <stdint.h>

#include <check.h>

#include "sample.h"

Suite *curvature_suite(void);

static double rate_of(ZtSession *session, bool *exact)
{
    ZtErr err = {0};
    double rate;
    ck_assert(zt_session_stable_rate(session, &rate, exact, &err));
    return rate;
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

START_TEST(needs_data_and_parameters)
{
    ZtErr err = {0};
    double rate;
    bool exact;
    ZtSession *s = zt_session_new();
    ck_assert(!zt_session_stable_rate(s, &rate, &exact, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_DATA_NONE);
    zt_session_free(s);
    s = thermometer(ZT_SCALE_NONE);
    sample_model(s, "2 * x");
    ck_assert(!zt_session_stable_rate(s, &rate, &exact, &err));
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
    tcase_add_test(tests, needs_data_and_parameters);
    suite_add_tcase(suite, tests);
    return suite;
}
