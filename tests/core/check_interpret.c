/* One row of a graph, node by node, against the same arithmetic written out. */
#include <math.h>

#include <check.h>

#include "core/interpret.h"
#include "suites.h"

static ZtGraph *g;
static ZtRef v, w, n, tenth, product, line, prediction, spread, sum, mean;

static void setup(void)
{
    g = zt_graph_new();
    v = zt_graph_leaf(g, ZT_NODE_COLUMN, 1);
    w = zt_graph_leaf(g, ZT_NODE_PARAM, 0);
    n = zt_graph_leaf(g, ZT_NODE_ROWS, 0);
    tenth = zt_graph_const(g, 0.1);
    product = zt_graph_op(g, ZT_OP_MUL, w, v);
    line = zt_graph_op(g, ZT_OP_ADD, product, tenth);
    prediction = zt_graph_wrap(g, ZT_NODE_PREDICTION, line);
    spread = zt_graph_wrap(g, ZT_NODE_SPREAD, w);
    sum = zt_graph_wrap(g, ZT_NODE_SUM, line);
    mean = zt_graph_op(g, ZT_OP_DIV, sum, n);
}

static void teardown(void)
{
    zt_graph_free(g);
}

START_TEST(single_precision)
{
    float other[2] = {5, 6}, column[2] = {0.3f, 0.7f};
    void *const columns[] = {other, column};
    double param = 1.1, value[20]; /* 1.1 is rounded where it is read */
    ZtRow at = {&param, columns, 1, 2, ZT_SINGLE};
    zt_interpret(g, &at, value);
    ck_assert_double_eq(value[w], (double)1.1f);
    ck_assert_double_eq(value[v], (double)0.7f);
    ck_assert_double_eq(value[tenth], (double)0.1f);
    ck_assert_double_eq(value[n], 2);
    ck_assert_double_eq(value[product], (double)(1.1f * 0.7f));
    ck_assert_double_eq(value[line], (double)(1.1f * 0.7f + 0.1f));
    ck_assert_double_eq(value[prediction], value[line]);
    ck_assert_double_eq(value[spread], value[w]);
    ck_assert_double_nan(value[sum]);
    ck_assert_double_nan(value[mean]);
}
END_TEST

START_TEST(double_precision)
{
    double column[2] = {0.3, 0.7}, param = 1.1, value[20];
    void *const columns[] = {NULL, column};
    ZtRow at = {&param, columns, 0, 16777217, ZT_DOUBLE};
    zt_interpret(g, &at, value);
    ck_assert_double_eq(value[product], 1.1 * 0.3);
    ck_assert_double_eq(value[line], 1.1 * 0.3 + 0.1);
    ck_assert_double_eq(value[n], 16777217);
    at.precision = ZT_SINGLE;
    at.column = NULL;
    zt_interpret(g, &at, value);
    ck_assert_double_eq(value[n], 16777216);
    ck_assert_double_eq(value[v], 0); /* no columns: zeros */
    ck_assert_double_eq(value[line], (double)0.1f);
}
END_TEST

/* A number as exponent makes the short form, a parameter of the same value does not. */
START_TEST(powers)
{
    ZtRef half = zt_graph_op(g, ZT_OP_POW, v, zt_graph_const(g, 0.5));
    ZtRef power = zt_graph_op(g, ZT_OP_POW, v, w);
    double column = -INFINITY, param = 0.5, value[20];
    void *const columns[] = {NULL, &column};
    ZtRow at = {&param, columns, 0, 1, ZT_DOUBLE};
    zt_interpret(g, &at, value);
    ck_assert_double_nan(value[half]);
    ck_assert_double_eq(value[power], INFINITY);
}
END_TEST

Suite *interpret_suite(void)
{
    Suite *suite = suite_create("interpret");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, single_precision);
    tcase_add_test(tests, double_precision);
    tcase_add_test(tests, powers);
    suite_add_tcase(suite, tests);
    return suite;
}
