/* The model and the gradient as people read them. */
#include <math.h>
#include <string.h>

#include <check.h>

#include "sample.h"

Suite *session_text_suite(void);

static void says(ZtSession *s, bool raw, int digits, const char *expected)
{
    ZtErr err = {0};
    ZtBuf text = {0};
    ck_assert(zt_session_model_text(s, raw, digits, &text, &err));
    ck_assert_str_eq(zt_buf_text(&text), expected);
    zt_buf_free(&text);
}

static ZtSession *thermometer(ZtPrecision precision)
{
    return sample_session(sample_thermometer(precision));
}

START_TEST(parameters_become_numbers)
{
    ZtSession *s = thermometer(ZT_SINGLE);
    says(s, false, 6, "celsius = 1 * zolta + 0");
    sample_model(s, "w * x1 - b where w=0.1, b=-2");
    says(s, false, 6, "celsius = 0.1 * zolta + 2");
    says(s, false, 0, "celsius = 0.1 * zolta + 2");
    says(s, true, 6, "celsius = 0.1 * zolta + 2");
    sample_model(s, "zolta = w * celsius^2 + pi where w=1/3");
    says(s, false, 3, "zolta = 0.333 * celsius^2 + pi");
    sample_model(s, "-(w * x)^2 / (x - 1) + max(w, x) where w=-2");
    says(s, false, 6, "zolta = -(-2 * celsius)^2 / (celsius - 1) + max(-2, celsius)");
    zt_session_free(s);
}
END_TEST

START_TEST(digits_are_those_of_the_precision)
{
    ZtSession *s = thermometer(ZT_DOUBLE);
    sample_model(s, "w * x where w=1/3");
    says(s, false, 0, "celsius = 0.3333333333333333 * zolta");
    zt_session_free(s);
    s = thermometer(ZT_SINGLE);
    sample_model(s, "w * x where w=1/3");
    says(s, false, 0, "celsius = 0.33333334 * zolta");
    zt_session_free(s);
}
END_TEST

/* A parameter that is no number any more is shown with its column all the same. */
START_TEST(a_diverged_model_keeps_its_columns)
{
    ZtSession *s = thermometer(ZT_SINGLE);
    sample_normalize(s, ZT_SCALE_STANDARD, 1);
    zt_session_set(s, 0, (double)NAN);
    says(s, false, 6, "celsius = nan * zolta + 0");
    says(s, true, 6, "celsius = nan * zolta + nan");
    zt_session_free(s);
}
END_TEST

/* Normalised as written, raw collapsed. */
START_TEST(linear_models_collapse)
{
    ZtSession *s = thermometer(ZT_DOUBLE);
    sample_model(s, "w * x + b where w=5, b=-17");
    sample_normalize(s, ZT_SCALE_FACTOR, 0.1);
    says(s, false, 6, "celsius = 5 * zolta - 17");
    says(s, true, 6, "celsius = 0.5 * zolta - 17");
    sample_normalize(s, ZT_SCALE_MINMAX, 1);
    says(s, false, 6, "celsius = 5 * zolta - 17");
    says(s, true, 6, "celsius = 0.0831947 * zolta - 18.8136"); /* 5 / 60.1; -17 - 21.8 * that */
    sample_normalize(s, ZT_SCALE_STANDARD, 1);
    says(s, true, 4, "celsius = 0.2971 * zolta - 32.39");
    sample_normalize(s, ZT_SCALE_NONE, 1);
    says(s, true, 6, "celsius = 5 * zolta - 17");
    zt_session_free(s);
}
END_TEST

START_TEST(what_is_linear_is_found_out)
{
    ZtSession *s = thermometer(ZT_DOUBLE);
    sample_normalize(s, ZT_SCALE_FACTOR, 0.5);
    sample_model(s, "(x + a) * b / 4 - x * exp(c) + 3 where a=2, b=8, c=0");
    says(s, true, 6, "celsius = 0.5 * zolta + 7");
    sample_model(s, "b - x");
    says(s, true, 6, "celsius = -0.5 * zolta + 0");
    sample_model(s, "b");
    says(s, true, 6, "celsius = 1");
    sample_model(s, "2");
    says(s, true, 6, "celsius = 2");
    zt_session_free(s);
}
END_TEST

START_TEST(other_models_keep_the_scaling)
{
    ZtSession *s = thermometer(ZT_DOUBLE);
    sample_model(s, "w * x^2 + b where w=3");
    sample_normalize(s, ZT_SCALE_FACTOR, 0.1);
    says(s, false, 6, "celsius = 3 * zolta^2 + 0");
    says(s, true, 6, "celsius = 3 * (zolta * 0.1)^2 + 0");
    sample_normalize(s, ZT_SCALE_MINMAX, 1);
    says(s, true, 6, "celsius = 3 * ((zolta - 21.8) / 60.1)^2 + 0");
    sample_model(s, "tanh(w * x)");
    sample_normalize(s, ZT_SCALE_STANDARD, 1);
    says(s, true, 4, "celsius = tanh(1 * ((zolta - 51.8) / 16.83))");
    sample_normalize(s, ZT_SCALE_NONE, 1);
    says(s, true, 4, "celsius = tanh(1 * zolta)");
    zt_session_free(s);
}
END_TEST

/* Their slope is zero wherever there is one: not to be taken for a constant. */
START_TEST(steps_are_not_linear)
{
    ZtSession *s = thermometer(ZT_DOUBLE);
    sample_normalize(s, ZT_SCALE_FACTOR, 0.5);
    sample_model(s, "w * step(x - 3) + b where w=2");
    says(s, true, 6, "celsius = 2 * step(zolta * 0.5 - 3) + 0");
    sample_model(s, "x + sign(x)");
    says(s, true, 6, "celsius = zolta * 0.5 + sign(zolta * 0.5)");
    sample_model(s, "relu(x)");
    says(s, true, 6, "celsius = relu(zolta * 0.5)");
    sample_model(s, "abs(x) + min(x, 2)");
    says(s, true, 6, "celsius = abs(zolta * 0.5) + min(zolta * 0.5, 2)");
    zt_session_free(s);
}
END_TEST

static ZtSession *flowers(void)
{
    static const char *const name[] = {"sepal length (cm)", "n", "half \"open\"", "t"};
    static const double values[] = {1, 2, 0, 9, 3, 6, 4, 8, 5, 4, 2, 7};
    return sample_session(sample_table(ZT_DOUBLE, 4, name, 3, values));
}

START_TEST(several_inputs_and_odd_names)
{
    ZtSession *s = flowers();
    ck_assert_str_eq(s->model->text, "w1 * x1 + w2 * x2 + w3 * x3 + b");
    sample_model(s, "a * x1 + b * x2 + c where a=2, b=-3, c=1");
    says(s, false, 6, "t = 2 * \"sepal length (cm)\" - 3 * \"n\" + 1");
    sample_normalize(s, ZT_SCALE_MINMAX, 1);
    says(s, true, 6, "t = 0.5 * \"sepal length (cm)\" - 0.75 * \"n\" + 2");
    sample_model(s, "a * \"sepal length (cm)\" * x2");
    says(s, false, 6, "t = 1 * \"sepal length (cm)\" * \"n\"");
    says(s, true, 6, "t = 1 * ((\"sepal length (cm)\" - 1) / 4) * ((\"n\" - 2) / 4)");
    zt_session_free(s);
}
END_TEST

START_TEST(escapes_do_not_reach_the_terminal)
{
    static const char *const name[] = {"\x1b[31mred", "t"};
    ZtSession *s = sample_session(sample_table(ZT_SINGLE, 2, name, 1, (double[]){1, 2}));
    says(s, false, 6, "t = 1 * \"\\e[31mred\" + 0");
    zt_session_free(s);
}
END_TEST

START_TEST(long_models_are_cut)
{
    ZtErr err = {0};
    ZtBuf model = {0}, text = {0};
    ZtSession *s = thermometer(ZT_SINGLE);
    zt_buf_puts(&model, "w");
    for (int i = 0; i < 3000; i++)
        zt_buf_puts(&model, " + x");
    sample_model(s, zt_buf_text(&model));
    ck_assert(zt_session_model_text(s, false, 6, &text, &err));
    ck_assert_uint_gt(text.len, 4000);
    ck_assert_uint_lt(text.len, 4100);
    ck_assert_str_eq(text.text + text.len - 3, "...");
    zt_buf_free(&model);
    zt_buf_free(&text);
    zt_session_free(s);
}
END_TEST

static void gradient_says(ZtSession *s, size_t parameter, const char *expected)
{
    ZtErr err = {0};
    ZtBuf text = {0};
    ck_assert(zt_session_gradient_text(s, parameter, &text, &err));
    ck_assert_str_eq(zt_buf_text(&text), expected);
    zt_buf_free(&text);
}

START_TEST(gradients)
{
    ZtSession *s = thermometer(ZT_SINGLE);
    gradient_says(s, 0, "sum(2 * (p - y) / n * x)");
    gradient_says(s, 1, "sum(2 * (p - y) / n)");
    sample_loss(s, "abs(p - y) + zolta");
    gradient_says(s, 1, "sum(sign(p - y) / n)");
    sample_model(s, "exp(w) * x");
    gradient_says(s, 0, "sum(sign(p - y) / n * x) * exp(w)");
    sample_loss(s, "3 * p");
    sample_model(s, "w * x");
    gradient_says(s, 0, "sum(3 / n * x)");
    sample_loss(s, "0 * p");
    sample_model(s, "sign(w)");
    gradient_says(s, 0, "0");
    zt_session_free(s);
    s = flowers();
    gradient_says(s, 1, "sum(2 * (p - y) / n * \"n\")");
    zt_session_free(s);
}
END_TEST

/* Asking for the texts is looking, not doing. */
START_TEST(texts_change_nothing)
{
    ZtErr err = {0};
    ZtBuf text = {0};
    ZtSession *s = thermometer(ZT_SINGLE), *other = thermometer(ZT_SINGLE);
    sample_normalize(s, ZT_SCALE_STANDARD, 1);
    sample_normalize(other, ZT_SCALE_STANDARD, 1);
    for (int i = 0; i < 5; i++) {
        ck_assert(zt_session_model_text(s, true, 6, &text, &err));
        ck_assert(zt_session_gradient_text(s, 0, &text, &err));
        sample_train(s, 10);
        sample_train(other, 10);
        ck_assert(sample_same(s->param[0], other->param[0]));
        ck_assert(sample_same(s->last_loss, other->last_loss));
    }
    zt_buf_free(&text);
    zt_session_free(s);
    zt_session_free(other);
}
END_TEST

Suite *session_text_suite(void)
{
    Suite *suite = suite_create("session_text");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, parameters_become_numbers);
    tcase_add_test(tests, digits_are_those_of_the_precision);
    tcase_add_test(tests, linear_models_collapse);
    tcase_add_test(tests, a_diverged_model_keeps_its_columns);
    tcase_add_test(tests, what_is_linear_is_found_out);
    tcase_add_test(tests, other_models_keep_the_scaling);
    tcase_add_test(tests, steps_are_not_linear);
    tcase_add_test(tests, several_inputs_and_odd_names);
    tcase_add_test(tests, escapes_do_not_reach_the_terminal);
    tcase_add_test(tests, long_models_are_cut);
    tcase_add_test(tests, gradients);
    tcase_add_test(tests, texts_change_nothing);
    suite_add_tcase(suite, tests);
    return suite;
}
