/* Merging, folding, the few simplifications, and all those that are not made. */
#include <math.h>

#include <check.h>

#include "core/graph.h"
#include "oracle.h"
#include "suites.h"

static ZtGraph *g;
static ZtRef v, w, zero, one, two;

static void setup(void)
{
    g = zt_graph_new();
    v = zt_graph_leaf(g, ZT_NODE_COLUMN, 0);
    w = zt_graph_leaf(g, ZT_NODE_PARAM, 0);
    zero = zt_graph_const(g, 0);
    one = zt_graph_const(g, 1);
    two = zt_graph_const(g, 2);
}

static void teardown(void)
{
    ck_assert(!zt_graph_failed(g));
    zt_graph_free(g);
}

static ZtRef op(ZtOp which, ZtRef a, ZtRef b)
{
    return zt_graph_op(g, which, a, b);
}

static double value(ZtRef ref)
{
    ck_assert_int_eq(zt_graph_node(g, ref)->kind, ZT_NODE_CONST);
    return zt_graph_node(g, ref)->value;
}

START_TEST(equal_nodes_are_one)
{
    ZtRef product = op(ZT_OP_MUL, v, w);
    size_t count = zt_graph_count(g);
    ck_assert_uint_eq(op(ZT_OP_MUL, v, w), product);
    ck_assert_uint_eq(zt_graph_op_at(g, ZT_OP_MUL, v, w, 7, 9), product);
    ck_assert_uint_eq(zt_graph_leaf(g, ZT_NODE_COLUMN, 0), v);
    ck_assert_uint_eq(zt_graph_leaf(g, ZT_NODE_PARAM, 0), w);
    ck_assert_uint_eq(zt_graph_const(g, 2), two);
    ck_assert_uint_eq(zt_graph_count(g), count);
    ck_assert_uint_ne(op(ZT_OP_MUL, w, v), product); /* no reordering */
    ck_assert_uint_ne(zt_graph_leaf(g, ZT_NODE_COLUMN, 1), v);
    ck_assert_uint_ne(zt_graph_leaf(g, ZT_NODE_PARAM, 1), w);
    ck_assert_uint_ne(zt_graph_const(g, -0.0), zero);
    ck_assert_uint_ne(op(ZT_OP_ABS, v, ZT_NO_REF), op(ZT_OP_EXP, v, ZT_NO_REF));
    ck_assert_uint_eq(op(ZT_OP_ABS, v, ZT_NO_REF), op(ZT_OP_ABS, v, ZT_NO_REF));
}
END_TEST

START_TEST(many_nodes_stay_apart)
{
    ZtRef sum = v;
    for (uint32_t i = 1; i < 5000; i++)
        sum = op(ZT_OP_ADD, sum, zt_graph_leaf(g, ZT_NODE_PARAM, i));
    size_t count = zt_graph_count(g);
    ck_assert_uint_eq(count, 5 + 2 * 4999);
    for (uint32_t i = 1; i < 5000; i++)
        ck_assert_uint_eq(zt_graph_node(g, zt_graph_leaf(g, ZT_NODE_PARAM, i))->index, i);
    ck_assert_uint_eq(zt_graph_count(g), count);
}
END_TEST

/* In double, rounded where they meet something else. */
START_TEST(numbers_are_folded)
{
    ZtRef tenth = zt_graph_const(g, 0.1);
    ck_assert_double_eq(value(op(ZT_OP_ADD, tenth, zt_graph_const(g, 0.2))), 0.1 + 0.2);
    ck_assert_double_eq(value(op(ZT_OP_POW, tenth, two)), 0.1 * 0.1);
    ck_assert_double_eq(value(op(ZT_OP_POW, tenth, zt_graph_const(g, -1))), 1 / 0.1);
    ck_assert_double_eq(value(op(ZT_OP_NEG, tenth, ZT_NO_REF)), -0.1);
    ck_assert_double_eq(value(op(ZT_OP_SQRT, two, ZT_NO_REF)), sqrt(2));
    ck_assert_double_eq(value(op(ZT_OP_DIV, one, zero)), INFINITY);
    ck_assert_double_nan(value(op(ZT_OP_DIV, zero, zero)));
    ck_assert_double_eq(value(op(ZT_OP_MAX, one, two)), 2);
    ck_assert_int_eq(zt_graph_node(g, op(ZT_OP_MUL, two, w))->kind, ZT_NODE_OP);
}
END_TEST

START_TEST(what_is_simplified)
{
    ck_assert_uint_eq(op(ZT_OP_MUL, v, one), v);
    ck_assert_uint_eq(op(ZT_OP_MUL, one, v), v);
    ck_assert_uint_eq(op(ZT_OP_DIV, v, one), v);
    ck_assert_uint_eq(op(ZT_OP_SUB, v, zero), v);
    ZtRef negative = op(ZT_OP_NEG, v, ZT_NO_REF);
    ck_assert_uint_eq(op(ZT_OP_NEG, negative, ZT_NO_REF), v);
    ck_assert_uint_eq(op(ZT_OP_POW, v, one), v);
    ck_assert_uint_eq(op(ZT_OP_POW, v, zero), one);
    ck_assert_uint_eq(op(ZT_OP_POW, w, zt_graph_const(g, -0.0)), one);
}
END_TEST

START_TEST(what_is_not_simplified)
{
    struct {
        ZtOp op;
        ZtRef a, b;
    } kept[] = {
        {ZT_OP_MUL, zero, v},
        {ZT_OP_MUL, v, zero},
        {ZT_OP_SUB, v, v},
        {ZT_OP_ADD, v, zero},
        {ZT_OP_ADD, zero, v},
        {ZT_OP_DIV, v, v},
        {ZT_OP_SUB, zero, v},
        {ZT_OP_DIV, zero, v},
        {ZT_OP_DIV, one, v},
        {ZT_OP_POW, one, v},
        {ZT_OP_POW, zero, v},
        {ZT_OP_ADD, v, v},
        {ZT_OP_MUL, v, v},
        {ZT_OP_MIN, v, v},
        {ZT_OP_POW, v, two},
        {ZT_OP_SUB, v, zt_graph_const(g, -0.0)},
        {ZT_OP_MUL, v, zt_graph_const(g, -1)},
    };
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        ZtNode node = *zt_graph_node(g, op(kept[i].op, kept[i].a, kept[i].b));
        ck_assert_int_eq(node.kind, ZT_NODE_OP);
        ck_assert_int_eq(node.op, kept[i].op);
        ck_assert_uint_eq(node.in[0], kept[i].a);
        ck_assert_uint_eq(node.in[1], kept[i].b);
    }
}
END_TEST

/* The simplifications change no bit of any value. */
START_TEST(simplifying_is_exact)
{
    static const double values[] = {0, -0.0, 1, -1, 0.1, 1e300, -1e-310, INFINITY, -INFINITY, NAN};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        double x = values[i];
        ck_assert(same_bits(zt_op_double(ZT_OP_MUL, x, 1, false), x));
        ck_assert(same_bits(zt_op_double(ZT_OP_DIV, x, 1, false), x));
        ck_assert(same_bits(zt_op_double(ZT_OP_SUB, x, 0, false), x));
        ck_assert(same_bits(zt_op_double(ZT_OP_POW, x, 1, false), x));
        ck_assert(same_bits(zt_op_double(ZT_OP_POW, x, 0, false), 1));
    }
}
END_TEST

START_TEST(shapes)
{
    ZtRef product = op(ZT_OP_MUL, v, w), square = op(ZT_OP_MUL, w, w);
    ZtRef sum = zt_graph_wrap(g, ZT_NODE_SUM, product);
    ZtRef mean = op(ZT_OP_DIV, sum, zt_graph_leaf(g, ZT_NODE_ROWS, 0));
    ZtRef spread = zt_graph_wrap(g, ZT_NODE_SPREAD, w);
    ZtRef prediction = zt_graph_wrap(g, ZT_NODE_PREDICTION, product);
    ck_assert_int_eq(zt_graph_node(g, two)->shape, ZT_SHAPE_CONST);
    ck_assert_int_eq(zt_graph_node(g, v)->shape, ZT_SHAPE_ROWS);
    ck_assert_int_eq(zt_graph_node(g, product)->shape, ZT_SHAPE_ROWS);
    ck_assert_int_eq(zt_graph_node(g, square)->shape, ZT_SHAPE_SCALAR);
    ck_assert_int_eq(zt_graph_node(g, spread)->shape, ZT_SHAPE_ROWS);
    ck_assert_int_eq(zt_graph_node(g, prediction)->shape, ZT_SHAPE_ROWS);
    ck_assert_int_eq(zt_graph_node(g, mean)->shape, ZT_SHAPE_SCALAR);
    ck_assert(zt_graph_node(g, mean)->summed && zt_graph_node(g, sum)->summed);
    ck_assert(!zt_graph_node(g, product)->summed && !zt_graph_node(g, prediction)->summed);
    ck_assert(zt_graph_node(g, zt_graph_wrap(g, ZT_NODE_SPREAD, mean))->summed);
}
END_TEST

START_TEST(no_node_is_handed_on)
{
    size_t count = zt_graph_count(g);
    ck_assert_uint_eq(op(ZT_OP_ADD, ZT_NO_REF, v), ZT_NO_REF);
    ck_assert_uint_eq(op(ZT_OP_ADD, v, ZT_NO_REF), ZT_NO_REF);
    ck_assert_uint_eq(op(ZT_OP_EXP, ZT_NO_REF, ZT_NO_REF), ZT_NO_REF);
    ck_assert_uint_eq(zt_graph_wrap(g, ZT_NODE_SUM, ZT_NO_REF), ZT_NO_REF);
    ck_assert_uint_eq(zt_graph_count(g), count);
    zt_graph_free(NULL);
}
END_TEST

START_TEST(number_powers)
{
    ck_assert(zt_graph_number_power(g, zt_graph_node(g, op(ZT_OP_POW, v, two))));
    ck_assert(!zt_graph_number_power(g, zt_graph_node(g, op(ZT_OP_POW, v, w))));
    ck_assert(!zt_graph_number_power(g, zt_graph_node(g, op(ZT_OP_MUL, v, two))));
}
END_TEST

static int degree_of(ZtRef ref)
{
    int degree[200];
    ck_assert_uint_le(zt_graph_count(g), 200);
    zt_graph_degrees(g, degree);
    return degree[ref];
}

/* As polynomials in the parameters. */
START_TEST(degrees)
{
    ZtRef b = zt_graph_leaf(g, ZT_NODE_PARAM, 1), line = op(ZT_OP_ADD, op(ZT_OP_MUL, w, v), b);
    ZtRef square = op(ZT_OP_POW, line, two);
    ck_assert_int_eq(degree_of(two), 0);
    ck_assert_int_eq(degree_of(v), 0);
    ck_assert_int_eq(degree_of(w), 1);
    ck_assert_int_eq(degree_of(line), 1);
    ck_assert_int_eq(degree_of(square), 2);
    ck_assert_int_eq(degree_of(zt_graph_wrap(g, ZT_NODE_SUM, square)), 2);
    ck_assert_int_eq(degree_of(op(ZT_OP_SUB, square, w)), 2);
    ck_assert_int_eq(degree_of(op(ZT_OP_NEG, w, ZT_NO_REF)), 1);
    ck_assert_int_eq(degree_of(op(ZT_OP_MUL, square, line)), 3);
    ck_assert_int_eq(degree_of(op(ZT_OP_DIV, square, v)), 2);
    ck_assert_int_eq(degree_of(op(ZT_OP_DIV, v, w)), ZT_DEGREE_NONE);
    ck_assert_int_eq(degree_of(op(ZT_OP_EXP, v, ZT_NO_REF)), 0);
    ck_assert_int_eq(degree_of(op(ZT_OP_EXP, w, ZT_NO_REF)), ZT_DEGREE_NONE);
    ck_assert_int_eq(degree_of(op(ZT_OP_POW, v, w)), ZT_DEGREE_NONE);
    ck_assert_int_eq(degree_of(op(ZT_OP_POW, w, v)), ZT_DEGREE_NONE);
    ck_assert_int_eq(degree_of(op(ZT_OP_POW, w, zt_graph_const(g, 2.5))), ZT_DEGREE_NONE);
    ck_assert_int_eq(degree_of(op(ZT_OP_POW, w, zt_graph_const(g, -1))), ZT_DEGREE_NONE);
    ZtRef steep = op(ZT_OP_POW, w, zt_graph_const(g, 900));
    ck_assert_int_eq(degree_of(steep), 900);
    ck_assert_int_eq(degree_of(op(ZT_OP_MUL, steep, steep)), ZT_DEGREE_NONE);
    ck_assert_int_eq(degree_of(op(ZT_OP_POW, steep, two)), ZT_DEGREE_NONE);
    ck_assert_int_eq(degree_of(op(ZT_OP_POW, w, zt_graph_const(g, 1e300))), ZT_DEGREE_NONE);
}
END_TEST

Suite *graph_suite(void)
{
    Suite *suite = suite_create("graph");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, equal_nodes_are_one);
    tcase_add_test(tests, many_nodes_stay_apart);
    tcase_add_test(tests, numbers_are_folded);
    tcase_add_test(tests, what_is_simplified);
    tcase_add_test(tests, what_is_not_simplified);
    tcase_add_test(tests, simplifying_is_exact);
    tcase_add_test(tests, shapes);
    tcase_add_test(tests, no_node_is_handed_on);
    tcase_add_test(tests, number_powers);
    tcase_add_test(tests, degrees);
    suite_add_tcase(suite, tests);
    return suite;
}
