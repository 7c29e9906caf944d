/* Opened gradients: what is printed computes to what is compiled, and factors, shares and terms
 * come to the gradient. */
#include <math.h>
#include <string.h>

#include <check.h>

#include "base/memory.h"
#include "core/evaluate.h"
#include "core/trace.h"
#include "random_formula.h"
#include "sample.h"
#include "suites.h"

#define ROWS 13

static const char *const losses[] = {
    "mse", "mae", "huber", "log1p((p - y)^2) + 0.1 * p * t", "3 * p", "sqrt(1 + p^2) - y * x2"};
#define LOSSES (sizeof losses / sizeof losses[0])

/* Columns u, v and, to be predicted, t. */
static ZtSession *random_session(ZtRandom *random, ZtPrecision precision)
{
    static const char *const name[] = {"u", "v", "t"};
    double values[ROWS * 3];
    for (size_t i = 0; i < ROWS * 3; i++)
        values[i] = 4 * (double)zt_random_uniform(random) - 2;
    return sample_session(sample_table(precision, 3, name, ROWS, values));
}

/* Gives it a random model with parameters, at random values; false if the formula has none. */
static bool random_model(ZtSession *s, ZtRandom *random, size_t size)
{
    static const char *const name[] = {"u", "x2", "a", "b", "c"};
    ZtBuf text = {0};
    ZtErr err = {0};
    random_formula(random, name, sizeof name / sizeof name[0], size, &text);
    ck_assert_msg(zt_session_model(s, text.text, text.len, &err), "%s", text.text);
    zt_buf_free(&text);
    for (size_t i = 0; i < s->count; i++)
        zt_session_set(s, i, 4 * (double)zt_random_uniform(random) - 2);
    return s->count > 0;
}

static bool close_to(double a, double b, double tolerance)
{
    return a == b || (isnan(a) && isnan(b)) ||
           fabs(a - b) <= tolerance * fmax(1, fmax(fabs(a), fabs(b)));
}

/* --- texts --- */

static double computed(ZtSession *s, const char *text)
{
    ZtErr err = {0};
    double value = 0;
    ZtFormula *formula = zt_formula_parse(text, strlen(text), ZT_FORMULA_VALUE, NULL, &err);
    ck_assert_msg(formula != NULL, "not understood (%d): %s", err.kind, text);
    ck_assert_msg(zt_evaluate_number(formula, s, NULL, &value, &err), "not computed (%d): %s",
                  err.kind, text);
    zt_formula_free(formula);
    return value;
}

/* How many of its derivatives could be written out whole and compared. */
static size_t compare_texts(ZtSession *s)
{
    ZtErr err = {0};
    const double *gradient;
    size_t compared = 0;
    for (size_t i = 0; i < s->count; i++) {
        ZtBuf text = {0};
        ck_assert(zt_session_gradient_text(s, i, &text, &err));
        bool whole = !strstr(text.text, "...");
        double value = whole ? computed(s, text.text) : 0;
        ck_assert(zt_session_loss_now(s, NULL, &gradient, &err));
        ck_assert_msg(!whole || close_to(value, gradient[i], 1e-6), "%.17g, not %.17g: %s: %s",
                      value, gradient[i], s->model->text, text.text);
        compared += whole;
        zt_buf_free(&text);
    }
    return compared;
}

START_TEST(a_printed_derivative_computes_to_the_compiled_one)
{
    ZtRandom random;
    zt_random_seed(&random, (uint32_t)_i + 1);
    ZtSession *s = random_session(&random, _i ? ZT_DOUBLE : ZT_SINGLE);
    for (size_t formulas = 0, loss = 0; formulas < 200; loss++) {
        bool any = random_model(s, &random, 1 + random_below(&random, 9));
        sample_loss(s, losses[loss % LOSSES]);
        formulas += any && compare_texts(s) > 0;
    }
    zt_session_free(s);
}
END_TEST

static void text_is(const ZtTrace *t, ZtRef node, bool named, const char *expected)
{
    ZtBuf text = {0};
    ck_assert(zt_trace_text(t, node, named, 1000, &text));
    ck_assert_str_eq(zt_buf_text(&text), expected);
    zt_buf_free(&text);
}

/* What no plain formula can hold is written as one that can be computed. */
START_TEST(odd_values_and_names_can_be_read_again)
{
    static const char *const name[] = {"say \"x\"", "n", "t"};
    ZtErr err = {0};
    ZtBuf text = {0};
    ZtSession *s =
        sample_session(sample_table(ZT_DOUBLE, 3, name, 2, (double[]){1, 2, 3, 4, 5, 7}));
    sample_model(s, "w * x1 * x2 * (1 / 3) + exp(1e20) * v + b");
    ck_assert(zt_session_gradient_text(s, 0, &text, &err));
    ck_assert_str_eq(text.text, "sum(2 * (p - y) / n * 0.3333333333333333 * \"n\" * x1)");
    zt_buf_clear(&text);
    ck_assert(zt_session_gradient_text(s, 1, &text, &err));
    ck_assert_str_eq(text.text, "sum(2 * (p - y) / n) * (1 / 0)");
    computed(s, text.text);
    sample_loss(s, "3 * p");
    sample_model(s, "b");
    zt_buf_clear(&text);
    ck_assert(zt_session_gradient_text(s, 0, &text, &err));
    ck_assert_str_eq(text.text, "n * (3 / n)");
    ck_assert_double_eq(computed(s, text.text), 3);
    zt_buf_free(&text);
    zt_session_free(s);
}
END_TEST

/* --- names --- */

static ZtSession *decay(const char *loss)
{
    ZtSession *s = sample_session(sample_thermometer(ZT_DOUBLE));
    sample_normalize(s, ZT_SCALE_FACTOR, 0.1);
    sample_model(s, "a * exp(-k * x) + c where k = 0.5");
    sample_loss(s, loss);
    return s;
}

static ZtTrace *traced(ZtSession *s)
{
    ZtErr err = {0};
    ZtTrace *t = zt_trace_new(s, &err);
    ck_assert_ptr_nonnull(t);
    return t;
}

static ZtChain chained(ZtTrace *t, const ZtStage *stage, ZtRef leaf)
{
    ZtErr err = {0};
    ZtChain chain;
    ck_assert(zt_trace_chain(t, stage, leaf, &chain, &err));
    return chain;
}

static void factor_is(const ZtTrace *t, const ZtFactor *factor, ZtRef of, ZtRef by,
                      const char *local)
{
    ck_assert_uint_eq(factor->of, of);
    ck_assert_uint_eq(factor->by, by);
    text_is(t, factor->local, true, local);
}

START_TEST(a_nested_model_is_a_chain)
{
    ZtSession *s = decay("mse");
    ZtTrace *t = traced(s);
    ck_assert_uint_eq(t->model.count, 2);
    ZtRef u1 = t->model.inner[0], u2 = t->model.inner[1];
    text_is(t, u1, true, "-k * x");
    text_is(t, u2, true, "exp(u1)");
    text_is(t, u2, false, "exp(-k * x)");
    text_is(t, t->model.body, true, "a * u2 + c");
    ZtChain chain = chained(t, &t->model, zt_trace_parameter(t, 1));
    ck_assert_uint_eq(chain.count, 3);
    factor_is(t, &chain.factor[0], t->model.root, u2, "a");
    factor_is(t, &chain.factor[1], u2, u1, "exp(u1)");
    factor_is(t, &chain.factor[2], u1, chain.leaf, "-x");
    ck_assert_uint_eq(zt_chain_ways(&chain, t->model.root), 1);
    text_is(t, t->slope_n, true, "2 * e1 / n");
    zt_chain_free(&chain);
    chain = chained(t, &t->model, zt_trace_parameter(t, 2));
    ck_assert_uint_eq(chain.count, 1);
    text_is(t, chain.total, true, "1");
    zt_chain_free(&chain);
    zt_trace_free(t);
    zt_session_free(s);
}
END_TEST

START_TEST(a_loss_is_a_chain_too)
{
    ZtSession *s = decay("huber");
    ZtTrace *t = traced(s);
    ck_assert_uint_eq(t->loss.count, 3);
    text_is(t, t->loss.body, true, "e3 * (e2 - 0.5 * e3)");
    ZtChain chain = chained(t, &t->loss, t->model.root);
    ck_assert_uint_eq(zt_chain_ways(&chain, t->loss.root), 2);
    ck_assert_uint_eq(zt_chain_ways(&chain, t->loss.inner[2]), 1);
    ck_assert_uint_eq(zt_chain_ways(&chain, chain.leaf), 1);
    zt_chain_free(&chain);
    zt_trace_free(t);
    sample_loss(s, "p");
    t = traced(s);
    chain = chained(t, &t->loss, t->model.root);
    ck_assert_uint_eq(chain.count, 0);
    text_is(t, chain.total, true, "1");
    zt_chain_free(&chain);
    zt_trace_free(t);
    zt_session_free(s);
}
END_TEST

/* The names must not be those of parameters or columns. */
START_TEST(names_are_free_ones)
{
    ZtSession *s = sample_session(sample_thermometer(ZT_SINGLE));
    sample_model(s, "sin(w * x) * u1 + L");
    ZtTrace *t = traced(s);
    ck_assert_str_eq(t->name[t->model.inner[0]], "v1");
    ck_assert_str_eq(t->name[t->model.inner[1]], "v2");
    ck_assert_str_eq(t->loss.name, "Q");
    zt_trace_free(t);
    zt_session_free(s);
}
END_TEST

static void add_waves(ZtBuf *text, int count)
{
    zt_buf_puts(text, "b");
    for (int i = 0; i < count; i++)
        zt_buf_printf(text, " + sin(%d * w * x)", i + 1);
}

/* Nobody reads fifty intermediates; the derivative is then one factor. */
START_TEST(too_many_intermediates_are_none)
{
    ZtBuf text = {0};
    ZtSession *s = sample_session(sample_thermometer(ZT_SINGLE));
    add_waves(&text, ZT_TRACE_INNER / 2);
    sample_model(s, text.text);
    ZtTrace *t = traced(s);
    ck_assert_uint_eq(t->model.count, ZT_TRACE_INNER);
    ZtChain chain = chained(t, &t->model, zt_trace_parameter(t, 1));
    ck_assert_uint_eq(zt_chain_ways(&chain, t->model.root), ZT_TRACE_INNER / 2);
    zt_chain_free(&chain);
    zt_trace_free(t);
    zt_buf_clear(&text);
    add_waves(&text, ZT_TRACE_INNER / 2 + 1);
    sample_model(s, text.text);
    t = traced(s);
    ck_assert_uint_eq(t->model.count, 0);
    chain = chained(t, &t->model, zt_trace_parameter(t, 1));
    ck_assert_uint_eq(chain.count, 1);
    zt_chain_free(&chain);
    zt_trace_free(t);
    zt_buf_free(&text);
    zt_session_free(s);
}
END_TEST

/* A factor that leads nowhere is left out: sign is flat. */
START_TEST(flat_ways_are_no_ways)
{
    ZtSession *s = sample_session(sample_thermometer(ZT_SINGLE));
    sample_model(s, "sign(exp(w)) * x + w^2");
    ZtTrace *t = traced(s);
    ZtChain chain = chained(t, &t->model, zt_trace_parameter(t, 0));
    ck_assert_uint_eq(zt_chain_ways(&chain, t->model.root), 1);
    ck_assert_uint_eq(chain.count, 2); /* p by w^2, and that by w */
    zt_chain_free(&chain);
    zt_trace_free(t);
    sample_model(s, "sign(w) * x");
    t = traced(s);
    chain = chained(t, &t->model, zt_trace_parameter(t, 0));
    ck_assert_uint_eq(chain.total, ZT_NO_REF);
    ck_assert_uint_eq(chain.count, 0);
    zt_chain_free(&chain);
    zt_trace_free(t);
    zt_session_free(s);
}
END_TEST

/* --- numbers --- */

/* The sum over all ways of the products of their factors, at a row. */
static double product(const ZtChain *chain, const double *value, ZtRef from)
{
    double sum = 0;
    if (from == chain->leaf)
        return 1;
    for (size_t i = 0; i < chain->count; i++)
        if (chain->factor[i].of == from)
            sum += value[chain->factor[i].local] * product(chain, value, chain->factor[i].by);
    return sum;
}

/* Whatever it is, it can be written. */
static void can_be_written(const ZtTrace *t, ZtRef node)
{
    ZtBuf text = {0};
    ck_assert(zt_trace_text(t, node, true, 200, &text));
    ck_assert_uint_gt(text.len, 0);
    zt_buf_free(&text);
}

static void compare_chain(ZtTrace *t, const ZtStage *stage, ZtRef leaf)
{
    ZtChain chain = chained(t, stage, leaf);
    for (size_t i = 0; i < chain.count; i++)
        can_be_written(t, chain.factor[i].local);
    double *value = zt_alloc(zt_graph_count(t->graph), sizeof *value);
    ck_assert_ptr_nonnull(value);
    for (size_t row = 0; row < ROWS && chain.total != ZT_NO_REF && chain.count > 0; row++) {
        zt_trace_row(t, row, value);
        double whole = value[chain.total], factors = product(&chain, value, stage->root);
        bool finite = isfinite(whole) && isfinite(factors);
        ck_assert_msg(!finite || close_to(whole, factors, 1e-9), "%.17g, not %.17g: %s", factors,
                      whole, t->session->model->text);
    }
    zt_free(value);
    zt_chain_free(&chain);
}

START_TEST(factors_come_to_the_derivative)
{
    ZtRandom random;
    zt_random_seed(&random, 5);
    ZtSession *s = random_session(&random, ZT_DOUBLE);
    for (size_t i = 0; i < 300; i++) {
        random_model(s, &random, 1 + random_below(&random, 12));
        sample_loss(s, losses[i % LOSSES]);
        ZtTrace *t = traced(s);
        for (size_t k = 0; k < s->count; k++)
            compare_chain(t, &t->model, zt_trace_parameter(t, k));
        compare_chain(t, &t->loss, t->model.root);
        zt_trace_free(t);
    }
    zt_session_free(s);
}
END_TEST

/* Each row's share by the interpreter and by a program; all rows' together. */
static void compare_shares(ZtTrace *t, size_t parameter, double gradient)
{
    ZtErr err = {0};
    ZtRef share = zt_trace_share(t->graph, t->session->engine->grad[parameter]);
    void *rows = zt_trace_rows(t, share, &err);
    double *value = zt_alloc(zt_graph_count(t->graph), sizeof *value);
    ck_assert(rows && value);
    double sum = 0, size = 1;
    for (size_t row = 0; row < ROWS; row++) {
        zt_trace_row(t, row, value);
        ck_assert(sample_same(value[share], zt_load_real(rows, row, ZT_DOUBLE)));
        sum += value[share];
        size += fabs(value[share]);
    }
    bool finite = isfinite(sum) && isfinite(gradient);
    ck_assert_msg(!finite || fabs(sum - gradient) <= 1e-12 * size, "%.17g, not %.17g: %s", sum,
                  gradient, t->session->model->text);
    zt_free(value);
    zt_free(rows);
}

START_TEST(shares_come_to_the_gradient)
{
    ZtRandom random;
    ZtErr err = {0};
    zt_random_seed(&random, 6);
    ZtSession *s = random_session(&random, ZT_DOUBLE);
    for (size_t i = 0; i < 300; i++) {
        const double *gradient;
        random_model(s, &random, 1 + random_below(&random, 12));
        sample_loss(s, losses[i % LOSSES]);
        ZtTrace *t = traced(s);
        ck_assert(zt_session_loss_now(s, NULL, &gradient, &err));
        for (size_t k = 0; k < s->count && s->engine->grad[k] != zt_graph_const(t->graph, 0); k++)
            compare_shares(t, k, gradient[k]);
        zt_trace_free(t);
    }
    zt_session_free(s);
}
END_TEST

/* The adjoint of a parameter is its derivative, the engine's own node. */
START_TEST(adjoints_are_the_engines)
{
    ZtSession *s = decay("huber");
    ZtTrace *t = traced(s);
    ZtRef adjoint;
    for (size_t i = 0; i < s->count; i++) {
        ck_assert(zt_trace_adjoint(t, zt_trace_parameter(t, i), &adjoint));
        ck_assert_uint_eq(adjoint, s->engine->grad[i]);
    }
    ck_assert(zt_trace_adjoint(t, t->model.root, &adjoint));
    ck_assert_uint_eq(adjoint, t->slope_n);
    ck_assert(zt_trace_adjoint(t, t->loss.root, &adjoint));
    text_is(t, adjoint, true, "1 / n");
    zt_trace_free(t);
    zt_session_free(s);
}
END_TEST

/* Looking changes nothing: not the bits of what is trained afterwards. */
START_TEST(tracing_leaves_the_session_as_it_is)
{
    ZtSession *s = decay("mse"), *other = decay("mse");
    for (int i = 0; i < 3; i++) {
        char *before = sample_values(s);
        ZtTrace *t = traced(s);
        ZtChain chain = chained(t, &t->model, zt_trace_parameter(t, 1));
        zt_chain_free(&chain);
        zt_trace_free(t);
        char *after = sample_values(s);
        ck_assert_str_eq(before, after);
        zt_free(before);
        zt_free(after);
        sample_train(s, 5);
        sample_train(other, 5);
        ck_assert(sample_same(s->last_loss, other->last_loss));
    }
    zt_session_free(s);
    zt_session_free(other);
}
END_TEST

START_TEST(without_data_there_is_none)
{
    ZtErr err = {0};
    ZtSession *s = zt_session_new();
    ck_assert_ptr_null(zt_trace_new(s, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_DATA_NONE);
    zt_session_free(s);
}
END_TEST

Suite *trace_suite(void)
{
    Suite *suite = suite_create("trace");
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, a_printed_derivative_computes_to_the_compiled_one, 0, 2);
    tcase_add_test(tests, odd_values_and_names_can_be_read_again);
    tcase_add_test(tests, a_nested_model_is_a_chain);
    tcase_add_test(tests, a_loss_is_a_chain_too);
    tcase_add_test(tests, names_are_free_ones);
    tcase_add_test(tests, too_many_intermediates_are_none);
    tcase_add_test(tests, flat_ways_are_no_ways);
    tcase_add_test(tests, factors_come_to_the_derivative);
    tcase_add_test(tests, shares_come_to_the_gradient);
    tcase_add_test(tests, adjoints_are_the_engines);
    tcase_add_test(tests, tracing_leaves_the_session_as_it_is);
    tcase_add_test(tests, without_data_there_is_none);
    suite_add_tcase(suite, tests);
    return suite;
}
