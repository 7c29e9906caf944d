/* Derivatives: against central differences, at kinks, and in the order of their additions. */
#include <math.h>
#include <string.h>

#include <check.h>

#include "base/memory.h"
#include "base/random.h"
#include "core/derive.h"
#include "core/interpret.h"
#include "oracle.h"
#include "suites.h"

/* A formula of parameters a and b, as a graph with its derivatives by both. */
typedef struct Slope {
    ZtDataset *names;
    ZtGraph *graph;
    ZtParams params;
    ZtRef root, grad[2];
    double *value;
} Slope;

static Slope slope_of(const char *text)
{
    Slope s = {.names = subject_names(), .graph = zt_graph_new()};
    ZtScope scope = subject_scope(s.names);
    ZtErr err = {0};
    ZtFormula *f = zt_formula_parse(text, strlen(text), ZT_FORMULA_MODEL, NULL, &err);
    ck_assert_msg(f != NULL, "%s", text);
    ZtRef prediction = zt_bind_model(s.graph, f, &scope, &s.params, &err);
    ck_assert_uint_ne(prediction, ZT_NO_REF);
    s.root = zt_graph_node(s.graph, prediction)->in[0];
    ZtRef leaf[2];
    ck_assert_uint_le(s.params.count, 2);
    for (size_t i = 0; i < s.params.count; i++)
        leaf[i] = zt_graph_leaf(s.graph, ZT_NODE_PARAM, (uint32_t)i);
    ck_assert(zt_derive(s.graph, s.root, zt_graph_const(s.graph, 1), leaf, s.params.count, s.grad));
    s.value = zt_alloc(zt_graph_count(s.graph), sizeof *s.value);
    zt_formula_free(f);
    return s;
}

static void slope_free(Slope *s)
{
    zt_free(s->value);
    zt_params_free(&s->params);
    zt_graph_free(s->graph);
    zt_dataset_release(s->names);
}

static double value_at(const Slope *s, const double *param, ZtRef ref)
{
    ZtRow row = {.param = param, .rows = 1, .precision = ZT_DOUBLE};
    if (ref == ZT_NO_REF)
        return 0;
    zt_interpret(s->graph, &row, s->value);
    return s->value[ref];
}

/* (f(v + h) - f(v - h)) / 2h with one step of Richardson, which leaves an error of h^4. */
static double difference(const Slope *s, const double *param, size_t which, double h)
{
    double estimate[2];
    for (int i = 0; i < 2; i++, h /= 2) {
        double up[2] = {param[0], param[1]}, down[2] = {param[0], param[1]};
        up[which] += h;
        down[which] -= h;
        estimate[i] =
            (value_at(s, up, s->root) - value_at(s, down, s->root)) / (up[which] - down[which]);
    }
    return (4 * estimate[1] - estimate[0]) / 3;
}

typedef struct Domain {
    const char *text;
    double low, high, low_b, high_b;
} Domain;

static const Domain domains[] = {
    {"a + b", -5, 5, -5, 5},
    {"a - b", -5, 5, -5, 5},
    {"a * b", -5, 5, -5, 5},
    {"a / b", -5, 5, 0.3, 4},
    {"a / b", -5, 5, -4, -0.3},
    {"-a", -5, 5, 0, 0},
    {"a^b", 0.2, 4, -3, 3},
    {"abs(a)", 0.1, 5, 0, 0},
    {"abs(a)", -5, -0.1, 0, 0},
    {"exp(a)", -5, 5, 0, 0},
    {"log(a)", 0.1, 9, 0, 0},
    {"log1p(a)", -0.9, 9, 0, 0},
    {"sqrt(a)", 0.1, 9, 0, 0},
    {"sin(a)", -9, 9, 0, 0},
    {"cos(a)", -9, 9, 0, 0},
    {"tan(a)", -1.3, 1.3, 0, 0},
    {"tan(a)", 1.9, 4.5, 0, 0},
    {"tanh(a)", -4, 4, 0, 0},
    {"sigmoid(a)", -8, 8, 0, 0},
    {"relu(a)", 0.1, 5, 0, 0},
    {"relu(a)", -5, -0.1, 0, 0},
    {"softplus(a)", -8, 19, 0, 0},
    {"softplus(a)", 21, 50, 0, 0},
    {"sign(a)", 0.1, 5, 0, 0},
    {"sign(a)", -5, -0.1, 0, 0},
    {"step(a)", 0.1, 5, 0, 0},
    {"step(a)", -5, -0.1, 0, 0},
    {"min(a, b)", 0, 2, 2.1, 5},
    {"min(a, b)", 2.1, 5, 0, 2},
    {"max(a, b)", 0, 2, 2.1, 5},
    {"max(a, b)", 2.1, 5, 0, 2},
    {"a^2", -5, 5, 0, 0},
    {"a^3", -5, 5, 0, 0},
    {"a^0.5", 0.1, 5, 0, 0},
    {"a^-1", 0.3, 5, 0, 0},
    {"a^-2", -5, -0.3, 0, 0},
    {"a^0", -5, 5, 0, 0},
    {"a^1", -5, 5, 0, 0},
    {"a^4", -5, 5, 0, 0},
    {"a^-3", 0.3, 5, 0, 0},
    {"a^1.5", 0.1, 5, 0, 0},
    {"a^(1/3)", 0.1, 5, 0, 0},
    {"2^a", -4, 4, 0, 0},
    {"0.3^(a * b)", -2, 2, -2, 2},
    {"a * a * a", -5, 5, 0, 0},
    {"a * sin(b) + b * sin(a)", -3, 3, -3, 3},
    {"sigmoid(a * 2 + b)^2 / (1 + exp(-b))", -3, 3, -3, 3},
    {"log(a^2 + b^2) * tanh(a - b)", 0.5, 3, 0.5, 3},
    {"sqrt(abs(a * b)) - softplus(a / b)", 0.5, 3, 0.5, 3},
    {"(a + b)^(a - b)", 0.5, 2, 0.5, 2},
    {"exp(sin(cos(tan(a * 0.4) * b)))", -2, 2, -2, 2},
    {"log1p(relu(a) * b) / min(a, b + 9)", 0.5, 3, 0.5, 3},
};

START_TEST(equal_central_differences)
{
    Domain d = domains[_i];
    Slope s = slope_of(d.text);
    ZtRandom random;
    zt_random_seed(&random, (uint32_t)_i);
    for (int i = 0; i < 500; i++) {
        double param[2] = {d.low + (d.high - d.low) * (double)zt_random_uniform(&random),
                           d.low_b + (d.high_b - d.low_b) * (double)zt_random_uniform(&random)};
        for (size_t k = 0; k < s.params.count; k++) {
            double slope = value_at(&s, param, s.grad[k]), near = difference(&s, param, k, 2e-4);
            double size = fabs(slope) + fabs(value_at(&s, param, s.root)) + 1;
            if (!(fabs(slope - near) <= 2e-9 * size))
                ck_abort_msg("%s at %.17g, %.17g by %zu: %.17g, the difference gives %.17g", d.text,
                             param[0], param[1], k, slope, near);
        }
    }
    slope_free(&s);
}
END_TEST

static const struct {
    const char *text;
    double a, b, by_a, by_b;
} kinks[] = {
    {"abs(a)", 0, 0, 0, 0},
    {"abs(a)", -0.0, 0, 0, 0},
    {"relu(a)", 0, 0, 0, 0},
    {"sign(a)", 0, 0, 0, 0},
    {"step(a)", 0, 0, 0, 0},
    {"min(a, b)", 2, 2, 0.5, 0.5},
    {"max(a, b)", 2, 2, 0.5, 0.5},
    {"3 * min(a, b)", -1, -1, 1.5, 1.5},
    {"min(a, 2)", 2, 0, 0.5, 0},
    {"max(a, 2)", 2, 0, 0.5, 0},
    {"max(2, a)", 2, 0, 0.5, 0},
    {"max(a, a)", 2, 0, 1, 0},
    {"min(a, b)", 1, 2, 1, 0},
    {"max(a, b)", 1, 2, 0, 1},
    {"min(a, b)", 2, 1, 0, 1},
    {"max(a, b)", 2, 1, 1, 0},
    {"a^2", 0, 0, 0, 0},
    {"a^3", 0, 0, 0, 0},
    {"a^1", 0, 0, 1, 0},
    {"a^0", 0, 0, 0, 0},
    {"a^0.5", 0, 0, INFINITY, 0},
    {"a^-1", 0, 0, -INFINITY, 0},
    {"a^1.5", 0, 0, 0, 0},
    {"a^b", 0, 2, 0, 0}, /* 0^b is 0 for every b near 2 */
    {"a^b", 0, 0.5, INFINITY, 0},
    {"0^b", 0, 2, 0, 0},
    {"sqrt(a)", 0, 0, INFINITY, 0},
    {"log(a)", 0, 0, INFINITY, 0},
};

START_TEST(kinks_have_their_values)
{
    Slope s = slope_of(kinks[_i].text);
    bool first = s.params.count && strcmp(s.params.name[0], "a") == 0;
    double param[2] = {first ? kinks[_i].a : kinks[_i].b, kinks[_i].b};
    double want[2] = {first ? kinks[_i].by_a : kinks[_i].by_b, kinks[_i].by_b};
    for (size_t i = 0; i < s.params.count; i++) {
        double got = value_at(&s, param, s.grad[i]);
        ck_assert_msg(got == want[i], "%s by %s is %g", kinks[_i].text, s.params.name[i], got);
    }
    slope_free(&s);
}
END_TEST

/* A structural zero is no node: sign, step, v^0 and what does not contain the parameter. */
START_TEST(what_is_flat_has_no_derivative)
{
    static const char *const flat[] = {"sign(a)", "step(a)", "a^0", "sign(a) * 3 + step(a)"};
    for (size_t i = 0; i < 4; i++) {
        Slope s = slope_of(flat[i]);
        ck_assert_uint_eq(s.grad[0], ZT_NO_REF);
        slope_free(&s);
    }
    Slope s = slope_of("a + 0 * sign(b)");
    ck_assert_int_eq(zt_graph_node(s.graph, s.grad[0])->kind, ZT_NODE_CONST);
    ck_assert_uint_eq(s.grad[1], ZT_NO_REF);
    slope_free(&s);
}
END_TEST

/* A factor 1 is left out: the derivative of a * u + b by b is the adjoint itself, summed. */
START_TEST(factors_of_one_are_left_out)
{
    Slope s = slope_of("a * u + b");
    const ZtNode *by_a = zt_graph_node(s.graph, s.grad[0]);
    const ZtNode *by_b = zt_graph_node(s.graph, s.grad[1]);
    ck_assert_int_eq(by_a->kind, ZT_NODE_SUM);
    ck_assert_int_eq(zt_graph_node(s.graph, by_a->in[0])->kind, ZT_NODE_COLUMN);
    ck_assert_int_eq(by_b->kind, ZT_NODE_SUM);
    ck_assert_int_eq(zt_graph_node(s.graph, by_b->in[0])->kind, ZT_NODE_SPREAD);
    slope_free(&s);
}
END_TEST

/* What the compiled gradient of a is, in single precision, over one row (u, v, t). */
static double gradient_of(const char *model, const char *loss, const float row[3])
{
    Subject s;
    subject_make(&s, model, loss);
    float *column[3];
    for (size_t i = 0; i < 3; i++) {
        column[i] = zt_alloc_aligned(ZT_PAD, sizeof **column);
        column[i][0] = row[i];
    }
    Data data = {.n = 1,
                 .precision = ZT_SINGLE,
                 .column = {column[0], column[1], column[2]},
                 .param = {1, 1, 1}};
    Oracle oracle = oracle_ask(&s, &data, NULL, 0);
    double grad = oracle.single[s.grad[0]];
    oracle_free(&oracle);
    data_free(&data);
    subject_free(&s);
    return grad;
}

/* 1e8, -1e8 and 1 give 1 if the one comes last, else 0. */
static const struct {
    const char *model;
    double sum;
} orders[] = {
    {"a * 1e8 * sign(u) + a * -1e8 * sign(u) + a * sign(u)", 1},
    {"a * 1e8 * sign(u) + a * sign(u) + a * -1e8 * sign(u)", 0},
    {"a * sign(u) + a * 1e8 * sign(u) + a * -1e8 * sign(u)", 0},
    {"a * 1e8 * sign(u) + (a * -1e8 * sign(u) + a * sign(u))", 1},
    {"a * sign(u) + (a * 1e8 * sign(u) + a * -1e8 * sign(u))", 0},
    {"(a * 1e8 + a * -1e8 + a) * sign(u)", 1},
    {"(a + a * 1e8 + a * -1e8) * sign(u)", 0},
    {"(a * 1e8 - a * 1e8 + a) * sign(u)", 1},
    {"max(a * 1e8, -9) * sign(u) + min(a * -1e8, 9) * sign(u) + a * sign(u)", 1},
    {"a * sign(u) + max(a * 1e8, -9) * sign(u) + min(a * -1e8, 9) * sign(u)", 0},
};

START_TEST(adjoints_add_in_the_order_of_uses)
{
    float row[3] = {1, 1, 0};
    double got = gradient_of(orders[_i].model, "p", row);
    ck_assert_msg(got == orders[_i].sum, "%s: %g", orders[_i].model, got);
}
END_TEST

/* The same for p in the loss, per row (u keeps the adjoints from being numbers, which fold). */
START_TEST(adjoints_of_the_prediction_too)
{
    float row[3] = {1, 1, 0};
    ck_assert_double_eq(gradient_of("a * u", "(p * 1e8 + p * -1e8 + p) * u", row), 1);
    ck_assert_double_eq(gradient_of("a * u", "(p + p * 1e8 + p * -1e8) * u", row), 0);
    ck_assert_double_eq(gradient_of("a * u", "(p * 1e8 + p + p * -1e8) * u", row), 0);
}
END_TEST

/* An expression that stands twice is one node and gets one adjoint, the sum of both uses. */
START_TEST(a_shared_expression)
{
    Slope s = slope_of("exp(a) * u + exp(a) * v");
    size_t exps = 0;
    for (ZtRef i = 0; i < zt_graph_count(s.graph); i++)
        exps += zt_graph_node(s.graph, i)->op == ZT_OP_EXP &&
                zt_graph_node(s.graph, i)->kind == ZT_NODE_OP;
    ck_assert_uint_eq(exps, 1);
    const ZtNode *grad = zt_graph_node(s.graph, s.grad[0]); /* (sum u + sum v) * exp(a) */
    ck_assert_int_eq(grad->op, ZT_OP_MUL);
    const ZtNode *sum = zt_graph_node(s.graph, grad->in[0]);
    ck_assert_int_eq(sum->op, ZT_OP_ADD);
    ck_assert_uint_eq(zt_graph_node(s.graph, zt_graph_node(s.graph, sum->in[0])->in[0])->index, 0);
    ck_assert_uint_eq(zt_graph_node(s.graph, zt_graph_node(s.graph, sum->in[1])->in[0])->index, 1);
    slope_free(&s);
}
END_TEST

/* The loss is derived to p completely, then divided by n, and only then goes on to the model. */
START_TEST(the_division_by_n_comes_between)
{
    Subject s;
    subject_make(&s, "a * u", "(p - y)^2");
    const ZtNode *sum = zt_graph_node(s.graph, s.grad[0]);
    ck_assert_int_eq(sum->kind, ZT_NODE_SUM);
    const ZtNode *product = zt_graph_node(s.graph, sum->in[0]);
    ck_assert_int_eq(product->op, ZT_OP_MUL);
    ck_assert_int_eq(zt_graph_node(s.graph, product->in[1])->kind, ZT_NODE_COLUMN);
    const ZtNode *share = zt_graph_node(s.graph, product->in[0]);
    ck_assert_int_eq(share->op, ZT_OP_DIV);
    ck_assert_int_eq(zt_graph_node(s.graph, share->in[1])->kind, ZT_NODE_ROWS);
    const ZtNode *by_p = zt_graph_node(s.graph, share->in[0]); /* 2 * (p - y) */
    ck_assert_int_eq(by_p->op, ZT_OP_MUL);
    ck_assert_double_eq(zt_graph_node(s.graph, by_p->in[0])->value, 2);
    subject_free(&s);
}
END_TEST

/* Derivatives of derivatives: f''. */
START_TEST(second_derivatives)
{
    static const struct {
        const char *text;
        double at, second;
    } curves[] = {{"a^3", 2, 12},  {"exp(a)", 0, 1}, {"a * a", 5, 2},      {"sin(a)", 0, 0},
                  {"1 / a", 1, 2}, {"a + 3", 1, 0},  {"sigmoid(a)", 0, 0}, {"log(a)", 2, -0.25}};
    for (size_t i = 0; i < sizeof curves / sizeof curves[0]; i++) {
        Slope s = slope_of(curves[i].text);
        ZtRef leaf = zt_graph_leaf(s.graph, ZT_NODE_PARAM, 0), second;
        ck_assert(zt_derive(s.graph, s.grad[0], zt_graph_const(s.graph, 1), &leaf, 1, &second));
        zt_free(s.value);
        s.value = zt_alloc(zt_graph_count(s.graph), sizeof *s.value);
        double param[2] = {curves[i].at, 0};
        ck_assert_double_eq_tol(value_at(&s, param, second), curves[i].second, 1e-15);
        slope_free(&s);
    }
}
END_TEST

Suite *derive_suite(void)
{
    Suite *suite = suite_create("derive");
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, equal_central_differences, 0, sizeof domains / sizeof domains[0]);
    tcase_add_loop_test(tests, kinks_have_their_values, 0, sizeof kinks / sizeof kinks[0]);
    tcase_add_test(tests, what_is_flat_has_no_derivative);
    tcase_add_test(tests, factors_of_one_are_left_out);
    tcase_add_loop_test(tests, adjoints_add_in_the_order_of_uses, 0,
                        sizeof orders / sizeof orders[0]);
    tcase_add_test(tests, adjoints_of_the_prediction_too);
    tcase_add_test(tests, a_shared_expression);
    tcase_add_test(tests, the_division_by_n_comes_between);
    tcase_add_test(tests, second_derivatives);
    suite_add_tcase(suite, tests);
    return suite;
}
