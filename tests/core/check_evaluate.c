/* Every name, word, function and comparison that print and conditions know, and every error. */
#include <math.h>
#include <string.h>

#include <check.h>

#include "core/evaluate.h"
#include "sample.h"

Suite *evaluate_suite(void);

static double count_of(void *data, const char *name)
{
    return strcmp(name, "plot") == 0 ? *(const double *)data : -1;
}

static double plots = 3;
static const ZtCounts counts = {count_of, &plots};

static bool value_of(ZtSession *s, const char *text, ZtValue *value, ZtErr *err)
{
    ZtFormula *formula = zt_formula_parse(text, strlen(text), ZT_FORMULA_VALUE, NULL, err);
    bool fine = formula && zt_evaluate(formula, s, &counts, value, err);
    zt_formula_free(formula);
    return fine;
}

static double number(ZtSession *s, const char *text)
{
    ZtErr err = {0};
    ZtFormula *formula = zt_formula_parse(text, strlen(text), ZT_FORMULA_VALUE, NULL, &err);
    double value = 0;
    ck_assert_msg(formula && zt_evaluate_number(formula, s, &counts, &value, &err), "%s: kind %d",
                  text, err.kind);
    zt_formula_free(formula);
    return value;
}

static bool constant(ZtSession *s, const char *text)
{
    ZtErr err = {0};
    ZtValue value;
    ck_assert_msg(value_of(s, text, &value, &err), "%s", text);
    bool is = value.constant;
    zt_value_free(&value);
    return is;
}

static ZtSession *thermometer(void)
{
    ZtSession *s = sample_session(sample_thermometer(ZT_SINGLE));
    sample_normalize(s, ZT_SCALE_FACTOR, 0.1);
    s->settings.lr = 1e-2;
    return s;
}

static const struct {
    const char *text;
    double value;
} exact[] = {
    /* numbers and settings alone, in double */
    {"1 + 2 * 3 ^ 2", 19},
    {"-2 ^ 2", -4},
    {"2 ^ 3 ^ 2", 512},
    {"7 - 4 - 2", 1},
    {"8 / 4 / 2", 1},
    {"(1 + 2) * 3", 9},
    {"--3", 3},
    {"0.1 + 0.2", 0.1 + 0.2},
    {"2 ^ -2", 0.25},
    {"9 ^ 0.5", 3},
    {"pi", 3.14159265358979323846},
    {"abs(-2.5)", 2.5},
    {"sqrt(2)", 1.4142135623730951},
    {"min(2, 3) + max(2, 3)", 5},
    {"relu(-1) + relu(2)", 2},
    {"sign(-3) + step(2)", 0},
    {"exp(0) + log(1) + log1p(0) + sin(0) + cos(0) + tan(0) + tanh(0)", 2},
    {"sigmoid(0)", 0.5},
    {"softplus(0) - log(2)", 0},
    {"lr", 0.01},
    {"lr * 3", 0.01 * 3},
    {"epochs", 100},
    {"seed", 5},
    {"threads", 2},
    {"digits", 6},
    {"n", 11},
    {"epoch", 2},
    {"diverged", 0},
    {"true", 1},
    {"false", 0},
    {"count(plot)", 3},
    {"1 / 3", 1.0 / 3},
    /* comparisons and logic */
    {"1 < 2", 1},
    {"2 < 2", 0},
    {"2 <= 2", 1},
    {"3 <= 2", 0},
    {"3 > 2", 1},
    {"2 > 2", 0},
    {"2 >= 2", 1},
    {"1 >= 2", 0},
    {"2 == 2", 1},
    {"2 == 3", 0},
    {"2 != 3", 1},
    {"2 != 2", 0},
    {"not 0", 1},
    {"not 2", 0},
    {"1 and 0", 0},
    {"1 and -5", 1},
    {"0 or 0", 0},
    {"0 or 0.5", 1},
    {"1 or 0 and 0", 1},
    {"not 1 == 2", 1},
    {"not not 3", 1},
    {"1 < 2 and 3 < 4 or 0", 1},
    {"1 ~ 1.0009", 1},
    {"1 ~ 1.0011", 0},
    {"0 ~ 0.9e-6", 1},
    {"0 ~ 1.1e-6", 0},
    {"-1000 ~ -1000.9", 1},
    {"1000 ~ 1001.0005", 1}, /* 0.1 % of the right side */
    {"1001.0005 ~ 1000", 0},
    {"log(-1) ~ 1", 0},
    {"log(-1) == log(-1)", 0},
    /* both sides in single precision */
    {"0.1 == 0.10000000149", 1},
    {"lr == 0.01", 1},
    {"lr == 0.01000000001", 1},
};
#define EXACT (int)(sizeof exact / sizeof exact[0])

START_TEST(values)
{
    ZtSession *s = thermometer();
    s->settings.seed = 5;
    s->settings.threads = 2;
    sample_train(s, 2);
    double value = number(s, exact[_i].text);
    ck_assert_msg(sample_same(value, exact[_i].value), "%s is %.17g", exact[_i].text, value);
    ck_assert_msg(constant(s, exact[_i].text), "%s", exact[_i].text);
    zt_session_free(s);
}
END_TEST

/* With the data in it every operation is rounded. */
START_TEST(the_number_contract)
{
    ZtSession *s = thermometer();
    ck_assert(sample_same(number(s, "0.01 * 35.7 + 0.15"), 0.01 * 35.7 + 0.15));
    ck_assert_double_eq_tol(number(s, "0.01 * 35.7 + 0.15"), 0.507, 1e-15);
    sample_model(s, "w * x + b where w=0.01, b=0.15");
    float x = 35.7f * 0.1f, w = 0.01f, b = 0.15f;
    ck_assert(sample_same(number(s, "w * 35.7 + b"), (double)(w * 35.7f + b)));
    ck_assert(sample_same(number(s, "p[1]"), (double)(w * x + b)));
    ck_assert(sample_same(number(s, "x[1] * (0.1 + 0.2)"), (double)(x * (float)(0.1 + 0.2))));
    ck_assert(sample_same(number(s, "x[1] * 0.1 * 3"), (double)(x * 0.1f * 3)));
    ck_assert(sample_same(number(s, "0.1 * 3 * x[1]"), (double)((float)(0.1 * 3) * x)));
    ck_assert(sample_same(number(s, "w^2 + w^0.5"), (double)(w * w + sqrtf(w))));
    ck_assert(sample_same(number(s, "w - lr * b"), (double)(w - 0.01f * b)));
    ck_assert(number(s, "w == 0.01") == 1);
    ck_assert(number(s, "x[1] == raw(x)[1] * 0.1") == 1);
    zt_session_free(s);
    s = sample_session(sample_thermometer(ZT_DOUBLE));
    sample_model(s, "w * x + b where w=0.01, b=0.15");
    ck_assert(sample_same(number(s, "w * 35.7 + b"), 0.01 * 35.7 + 0.15));
    ck_assert(sample_same(number(s, "low(x) * (1 - 0.1)"), 21.8 * (1 - 0.1)));
    zt_session_free(s);
}
END_TEST

START_TEST(names_of_the_session)
{
    ZtErr err = {0};
    double loss, x = (double)(55.9f * 0.1f);
    const double *grad;
    ZtSession *s = thermometer();
    sample_train(s, 3);
    ck_assert(zt_session_loss_now(s, &loss, &grad, &err));
    ck_assert(sample_same(number(s, "w"), s->param[0]));
    ck_assert(sample_same(number(s, "b"), s->param[1]));
    ck_assert(sample_same(number(s, "loss"), loss));
    ck_assert(sample_same(number(s, "grad(w)"), grad[0]));
    ck_assert(sample_same(number(s, "grad(b)"), grad[1]));
    ck_assert(sample_same(number(s, "last(loss)"), s->last_loss));
    ck_assert(sample_same(number(s, "last(grad(w))"), s->last_grad[0]));
    ck_assert(sample_same(number(s, "last(grad(b))"), s->last_grad[1]));
    static const char *const input[] = {"x[2]", "x1[2]", "zolta[2]", "\"zolta\"[2]", "x[1 + 1]"};
    for (size_t i = 0; i < sizeof input / sizeof input[0]; i++)
        ck_assert_msg(sample_same(number(s, input[i]), x), "%s", input[i]);
    ck_assert_double_eq(number(s, "y[8]"), -4);
    ck_assert_double_eq(number(s, "celsius[11]"), 21);
    static const char *const raw[] = {"raw(x)[2]",          "raw(x1)[2]",
                                      "raw(zolta)[2]",      "raw(\"zolta\")[2]",
                                      "low(raw(x)) + 34.1", "(raw(x) + 1)[2] - 1"};
    for (size_t i = 0; i < sizeof raw / sizeof raw[0]; i++)
        ck_assert_msg(fabs(number(s, raw[i]) - 55.9) < 1e-5, "%s", raw[i]);
    ck_assert(!constant(s, "w") && !constant(s, "loss") && !constant(s, "x[2]"));
    ck_assert(!constant(s, "w < 1") && !constant(s, "lr * w"));
    zt_session_free(s);
}
END_TEST

START_TEST(reductions)
{
    static const struct {
        const char *text;
        double value;
    } cases[] = {
        {"sum(y)", 115.5},
        {"mean(y)", 10.5},
        {"std(y)", 9.211405973},
        {"low(y)", -4},
        {"high(y)", 28},
        {"sum(y > 10)", 6},
        {"mean(y^2)", 187.3863636},
        {"sum(2 * y - 1) / n", 20},
        {"mean(abs(y - mean(y))) > 5", 1},
        {"sum(y) == n * mean(y)", 1},
        {"high(-y)", 4},
        {"mean((p - y)^2) == loss", 1},
        {"sum(x == zolta and not y == 0) == n", 1},
    };
    ZtSession *s = thermometer();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double value = number(s, cases[i].text);
        ck_assert_msg(fabs(value - cases[i].value) <= 1e-6 * fabs(cases[i].value), "%s is %.17g",
                      cases[i].text, value);
    }
    zt_session_free(s);
}
END_TEST

START_TEST(rows)
{
    static const char *const texts[] = {"2 * y + 1", "y * 2 + 1", "1 + (y + y)", "y - -y - -1",
                                        "2 * max(y, -100) + cos(0 * y)"};
    ZtSession *s = thermometer();
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        ZtErr err = {0};
        ZtValue value;
        ck_assert(value_of(s, texts[i], &value, &err));
        ck_assert_ptr_nonnull(value.row);
        ck_assert(!value.constant);
        ck_assert_uint_eq(value.count, 11);
        ck_assert_double_eq(value.number, 2);
        for (size_t k = 0; k < 11; k++)
            ck_assert_double_eq(value.row[k], 2 * zt_dataset_value(s->data, 1, k) + 1);
        zt_value_free(&value);
        ck_assert_ptr_null(value.row);
    }
    zt_session_free(s);
}
END_TEST

static const struct {
    const char *text;
    ZtErrKind kind;
    size_t at, len;
    const char *first;
} bad[] = {
    {"1 + qq", ZT_ERR_FORMULA_NAME, 4, 2, "qq"},
    {"zolto * 2", ZT_ERR_FORMULA_NAME, 0, 5, "zolto"},
    {"x2", ZT_ERR_FORMULA_NAME, 0, 2, "x2"},
    {"loss + batch", ZT_ERR_FORMULA_NAME, 7, 5, "batch"},
    {"\"none\" + 1", ZT_ERR_FORMULA_COLUMN, 1, 4, "none"},
    {"raw(none)", ZT_ERR_FORMULA_COLUMN, 4, 4, "none"},
    {"raw(x2)", ZT_ERR_FORMULA_COLUMN, 4, 2, "x2"},
    {"1 - raw(\"no\")[1]", ZT_ERR_FORMULA_COLUMN, 9, 2, "no"},
    {"none[1]", ZT_ERR_FORMULA_NAME, 0, 4, "none"},
    {"w[1]", ZT_ERR_FORMULA_NO_ROWS, 0, 1, "[ ]"},
    {"loss[1]", ZT_ERR_FORMULA_NO_ROWS, 0, 4, "[ ]"},
    {"1 + zolta[0]", ZT_ERR_FORMULA_INDEX, 4, 5, "0"},
    {"zolta[12]", ZT_ERR_FORMULA_INDEX, 0, 5, "12"},
    {"zolta[1.5]", ZT_ERR_FORMULA_INDEX, 0, 5, "1.5"},
    {"zolta[-1]", ZT_ERR_FORMULA_INDEX, 0, 5, "-1"},
    {"zolta[1/0]", ZT_ERR_FORMULA_INDEX, 0, 5, "inf"},
    {"p[1e30]", ZT_ERR_FORMULA_INDEX, 0, 1, "1e+30"},
    {"zolta[log(-1)]", ZT_ERR_FORMULA_INDEX, 0, 5, NULL},
    {"zolta[x]", ZT_ERR_FORMULA_ROWS, 0, 5, ""},
    {"1 + mean(3)", ZT_ERR_FORMULA_NO_ROWS, 4, 4, "mean"},
    {"sum(loss)", ZT_ERR_FORMULA_NO_ROWS, 0, 3, "sum"},
    {"std(1)", ZT_ERR_FORMULA_NO_ROWS, 0, 3, "std"},
    {"low(1)", ZT_ERR_FORMULA_NO_ROWS, 0, 3, "low"},
    {"high(w)", ZT_ERR_FORMULA_NO_ROWS, 0, 4, "high"},
    {"grad(q)", ZT_ERR_FORMULA_NAME, 5, 1, "q"},
    {"grad(zolta)", ZT_ERR_FORMULA_NAME, 5, 5, "zolta"},
    {"last(loss)", ZT_ERR_FORMULA_NO_EPOCH, 0, 4, ""},
    {"1 + last(grad(w))", ZT_ERR_FORMULA_NO_EPOCH, 14, 1, ""},
    {"count(step) > 1", ZT_ERR_FORMULA_COUNT, 6, 4, "step"},
    {"x + y + z", ZT_ERR_FORMULA_NAME, 8, 1, "z"},
};
#define BAD (int)(sizeof bad / sizeof bad[0])

START_TEST(errors_point_at_their_place)
{
    ZtErr err = {0};
    ZtValue value;
    ZtSession *s = thermometer();
    ck_assert_msg(!value_of(s, bad[_i].text, &value, &err), "%s", bad[_i].text);
    ck_assert_msg(err.kind == bad[_i].kind, "%s: kind %d", bad[_i].text, err.kind);
    ck_assert_msg(err.spanned && err.at == bad[_i].at && err.len == bad[_i].len,
                  "%s: at %zu, len %zu", bad[_i].text, err.at, err.len);
    if (bad[_i].first)
        ck_assert_str_eq(err.arg[0], bad[_i].first);
    zt_session_free(s);
}
END_TEST

START_TEST(near_names_are_offered)
{
    ZtErr err = {0};
    ZtValue value;
    ZtSession *s = thermometer();
    sample_model(s, "slope * x");
    ck_assert(!value_of(s, "sloppe", &value, &err));
    ck_assert_str_eq(err.arg[1], "slope");
    ck_assert(!value_of(s, "celsus", &value, &err));
    ck_assert_str_eq(err.arg[1], "celsius");
    ck_assert(!value_of(s, "raw(celsus)", &value, &err));
    ck_assert_str_eq(err.arg[1], "celsius");
    ck_assert_str_eq(err.arg[2], "zolta, celsius");
    zt_session_free(s);
}
END_TEST

START_TEST(one_value_is_wanted)
{
    ZtErr err = {0};
    double value = 7;
    ZtSession *s = thermometer();
    static const char text[] = "2 * x - 1";
    ZtFormula *formula = zt_formula_parse(text, strlen(text), ZT_FORMULA_VALUE, NULL, &err);
    ck_assert(!zt_evaluate_number(formula, s, NULL, &value, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_FORMULA_ROWS);
    ck_assert_uint_eq(err.at, 0);
    ck_assert_uint_eq(err.len, 9);
    zt_formula_free(formula);
    formula = zt_formula_parse("count(plot)", 11, ZT_FORMULA_VALUE, NULL, &err);
    ck_assert(!zt_evaluate_number(formula, s, NULL, &value, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_FORMULA_COUNT);
    zt_formula_free(formula);
    zt_session_free(s);
}
END_TEST

START_TEST(without_data)
{
    static const struct {
        const char *text;
        ZtErrKind kind;
    } cases[] = {
        {"loss", ZT_ERR_DATA_NONE},        {"n", ZT_ERR_DATA_NONE},
        {"p", ZT_ERR_DATA_NONE},           {"mean(x)", ZT_ERR_DATA_NONE},
        {"y[1]", ZT_ERR_DATA_NONE},        {"x3", ZT_ERR_DATA_NONE},
        {"\"zolta\"", ZT_ERR_DATA_NONE},   {"raw(zolta)", ZT_ERR_DATA_NONE},
        {"zolta[1]", ZT_ERR_FORMULA_NAME}, {"zolta", ZT_ERR_FORMULA_NAME},
        {"grad(w)", ZT_ERR_FORMULA_NAME},  {"last(loss)", ZT_ERR_FORMULA_NO_EPOCH},
    };
    ZtSession *s = zt_session_new();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ZtErr err = {0};
        ZtValue value;
        ck_assert_msg(!value_of(s, cases[i].text, &value, &err), "%s", cases[i].text);
        ck_assert_msg(err.kind == cases[i].kind, "%s: kind %d", cases[i].text, err.kind);
    }
    ck_assert_double_eq(number(s, "lr * 1e4 + epoch"), 1);
    zt_session_free(s);
}
END_TEST

/* Columns that bear the words of the language: quotes reach them. */
START_TEST(columns_with_names_of_words)
{
    ZtErr err = {0};
    ZtValue value;
    static const char *const name[] = {"n", "loss", "lr", "x"};
    ZtSession *s =
        sample_session(sample_table(ZT_DOUBLE, 4, name, 2, (double[]){1, 2, 3, 4, 5, 6, 7, 8}));
    ck_assert_double_eq(number(s, "n"), 2);
    ck_assert_double_eq(number(s, "\"n\"[2]"), 5);
    ck_assert_double_eq(number(s, "raw(n)[2]"), 5);
    ck_assert_double_eq(number(s, "\"loss\"[1]"), 2);
    ck_assert_double_eq(number(s, "\"lr\"[1] + lr"), 3.0001);
    ck_assert_double_eq(number(s, "x[1]"), 1);
    ck_assert_double_eq(number(s, "\"x\"[1]"), 4);
    ck_assert(!value_of(s, "n[1]", &value, &err));
    zt_session_free(s);
}
END_TEST

START_TEST(text_columns_have_no_numbers)
{
    static const char *const texts[] = {"kind", "\"kind\"", "raw(kind)", "kind[1]"};
    ZtErr err = {0};
    ZtBuilder *builder = zt_builder_new("words", ZT_SINGLE);
    ck_assert(zt_builder_column(builder, "kind", true));
    ck_assert(zt_builder_column(builder, "a", false) && zt_builder_column(builder, "b", false));
    ck_assert(zt_builder_text(builder, 0, "red", 3));
    ck_assert(zt_builder_number(builder, 1, 1) && zt_builder_number(builder, 2, 2));
    ck_assert(zt_builder_row(builder));
    ZtSession *s = sample_session(zt_builder_finish(builder));
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        ZtValue value;
        err = (ZtErr){0};
        ck_assert(!value_of(s, texts[i], &value, &err));
        ck_assert_int_eq(err.kind, ZT_ERR_FORMULA_TEXT_COLUMN);
        ck_assert_str_eq(err.arg[0], "kind");
    }
    ck_assert_double_eq(number(s, "std(a) == std(a)"), 0); /* of one row: not a number */
    static const char *const input[] = {"kind"};
    ck_assert(zt_session_load(s, s->data, input, 1, NULL, &err));
    ck_assert_double_eq(number(s, "x[1]"), 0); /* its class: it is what the model sees */
    ck_assert_double_eq(number(s, "raw(kind)[1]"), 0);
    zt_session_free(s);
}
END_TEST

/* Looking at the session does not change what it trains to. */
START_TEST(evaluating_changes_nothing)
{
    ZtSession *s = thermometer(), *other = thermometer();
    for (int i = 0; i < 5; i++) {
        ck_assert(isfinite(number(s, "loss + grad(w) + mean(p) + low(x)")));
        sample_train(s, 3);
        sample_train(other, 3);
        ck_assert(sample_same(s->param[0], other->param[0]));
        ck_assert(sample_same(s->last_loss, other->last_loss));
    }
    zt_session_free(s);
    zt_session_free(other);
}
END_TEST

Suite *evaluate_suite(void)
{
    Suite *suite = suite_create("evaluate");
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, values, 0, EXACT);
    tcase_add_test(tests, the_number_contract);
    tcase_add_test(tests, names_of_the_session);
    tcase_add_test(tests, reductions);
    tcase_add_test(tests, rows);
    tcase_add_loop_test(tests, errors_point_at_their_place, 0, BAD);
    tcase_add_test(tests, near_names_are_offered);
    tcase_add_test(tests, one_value_is_wanted);
    tcase_add_test(tests, without_data);
    tcase_add_test(tests, columns_with_names_of_words);
    tcase_add_test(tests, text_columns_have_no_numbers);
    tcase_add_test(tests, evaluating_changes_nothing);
    suite_add_tcase(suite, tests);
    return suite;
}
