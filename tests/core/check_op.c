/* The table of operations, and what each does to one value. */
#include <math.h>
#include <string.h>

#include <check.h>

#include "base/random.h"
#include "core/op.h"
#include "oracle.h"
#include "suites.h"

START_TEST(the_table)
{
    ck_assert_str_eq(zt_op_info(ZT_OP_ADD)->text, "+");
    ck_assert_int_eq(zt_op_info(ZT_OP_ADD)->arity, 2);
    ck_assert_str_eq(zt_op_info(ZT_OP_SOFTPLUS)->text, "softplus");
    ck_assert_int_eq(zt_op_info(ZT_OP_HIGH)->arity, 1);
    ck_assert_int_lt(zt_op_info(ZT_OP_ADD)->precedence, zt_op_info(ZT_OP_MUL)->precedence);
    ck_assert_int_lt(zt_op_info(ZT_OP_MUL)->precedence, zt_op_info(ZT_OP_NEG)->precedence);
    ck_assert_int_lt(zt_op_info(ZT_OP_NEG)->precedence, zt_op_info(ZT_OP_POW)->precedence);
    for (int op = 0; op < ZT_OPS; op++) {
        const ZtOpInfo *info = zt_op_info((ZtOp)op);
        ck_assert(info->text && info->text[0] && info->meaning && info->meaning[0]);
        ck_assert(info->arity == 1 || info->arity == 2);
    }
}
END_TEST

START_TEST(functions_by_name)
{
    ck_assert_int_eq(zt_op_function("exp", 3), ZT_OP_EXP);
    ck_assert_int_eq(zt_op_function("expo", 3), ZT_OP_EXP);
    ck_assert_int_eq(zt_op_function("log1p", 5), ZT_OP_LOG1P);
    ck_assert_int_eq(zt_op_function("log", 3), ZT_OP_LOG);
    ck_assert_int_eq(zt_op_function("mean", 4), ZT_OP_MEAN);
    ck_assert_int_eq(zt_op_function("Exp", 3), -1);
    ck_assert_int_eq(zt_op_function("ex", 2), -1);
    ck_assert_int_eq(zt_op_function("and", 3), -1);
    ck_assert_int_eq(zt_op_function("+", 1), -1);
    ck_assert_int_eq(zt_op_function("", 0), -1);
}
END_TEST

typedef struct Case {
    ZtOp op;
    double a, b, result;
} Case;

static const Case exact[] = {
    {ZT_OP_ADD, 2, 3, 5},
    {ZT_OP_SUB, 2, 3, -1},
    {ZT_OP_MUL, 2, 3, 6},
    {ZT_OP_DIV, 3, 2, 1.5},
    {ZT_OP_DIV, 1, 0, INFINITY},
    {ZT_OP_DIV, 0, 0, NAN},
    {ZT_OP_NEG, 0, 0, -0.0},
    {ZT_OP_NEG, -3, 0, 3},
    {ZT_OP_POW, 2, 10, 1024},
    {ZT_OP_POW, -2, 3, -8},
    {ZT_OP_POW, -8, 1.5, NAN},
    {ZT_OP_POW, 0, 0, 1},
    {ZT_OP_POW, NAN, 0, 1},
    {ZT_OP_POW, 0, -1, INFINITY},
    {ZT_OP_ABS, -0.0, 0, 0},
    {ZT_OP_ABS, -3, 0, 3},
    {ZT_OP_EXP, 0, 0, 1},
    {ZT_OP_EXP, -INFINITY, 0, 0},
    {ZT_OP_EXP, 1e4, 0, INFINITY},
    {ZT_OP_LOG, 1, 0, 0},
    {ZT_OP_LOG, 0, 0, -INFINITY},
    {ZT_OP_LOG, -1, 0, NAN},
    {ZT_OP_LOG1P, 0, 0, 0},
    {ZT_OP_LOG1P, -1, 0, -INFINITY},
    {ZT_OP_SQRT, 9, 0, 3},
    {ZT_OP_SQRT, -1, 0, NAN},
    {ZT_OP_SIN, 0, 0, 0},
    {ZT_OP_SIN, INFINITY, 0, NAN},
    {ZT_OP_COS, 0, 0, 1},
    {ZT_OP_TAN, 0, 0, 0},
    {ZT_OP_TANH, 0, 0, 0},
    {ZT_OP_TANH, 100, 0, 1},
    {ZT_OP_TANH, -INFINITY, 0, -1},
    {ZT_OP_SIGMOID, 0, 0, 0.5},
    {ZT_OP_SIGMOID, -INFINITY, 0, 0},
    {ZT_OP_SIGMOID, INFINITY, 0, 1},
    {ZT_OP_RELU, 3, 0, 3},
    {ZT_OP_RELU, -3, 0, 0},
    {ZT_OP_RELU, 0, 0, 0},
    {ZT_OP_RELU, NAN, 0, NAN},
    {ZT_OP_SOFTPLUS, 25, 0, 25},
    {ZT_OP_SOFTPLUS, 1000, 0, 1000},
    {ZT_OP_SOFTPLUS, -INFINITY, 0, 0},
    {ZT_OP_SOFTPLUS, NAN, 0, NAN},
    {ZT_OP_SIGN, 3, 0, 1},
    {ZT_OP_SIGN, -1e-30, 0, -1},
    {ZT_OP_SIGN, 0, 0, 0},
    {ZT_OP_SIGN, -0.0, 0, 0},
    {ZT_OP_SIGN, NAN, 0, 0},
    {ZT_OP_STEP, 3, 0, 1},
    {ZT_OP_STEP, 0, 0, 0},
    {ZT_OP_STEP, -3, 0, 0},
    {ZT_OP_STEP, NAN, 0, 0},
    {ZT_OP_MIN, 2, 3, 2},
    {ZT_OP_MIN, 3, 2, 2},
    {ZT_OP_MIN, NAN, 1, NAN},
    {ZT_OP_MIN, 1, NAN, NAN},
    {ZT_OP_MAX, 2, 3, 3},
    {ZT_OP_MAX, 3, 2, 3},
    {ZT_OP_MAX, NAN, 1, NAN},
    {ZT_OP_MAX, 1, NAN, NAN},
    {ZT_OP_MAX, -INFINITY, 1, 1},
};

START_TEST(exact_values)
{
    Case c = exact[_i];
    for (int p = ZT_SINGLE; p <= ZT_DOUBLE; p++) {
        double got = zt_op_real(c.op, c.a, c.b, false, (ZtPrecision)p);
        ck_assert_msg(same_bits(got, c.result), "%s of %g, %g is %g, not %g",
                      zt_op_info(c.op)->text, c.a, c.b, got, c.result);
    }
}
END_TEST

/* The short forms hold for exponents that are numbers, and only then. */
START_TEST(powers)
{
    ZtRandom random;
    zt_random_seed(&random, 1);
    for (int i = 0; i < 1000; i++) {
        float a = 8 * zt_random_uniform(&random) - 2;
        double d = (double)a * 1.1;
        ck_assert(same_bits((double)zt_op_single(ZT_OP_POW, a, 2, true), (double)(a * a)));
        ck_assert(same_bits((double)zt_op_single(ZT_OP_POW, a, 3, true), (double)(a * a * a)));
        ck_assert(same_bits((double)zt_op_single(ZT_OP_POW, a, 0.5f, true), (double)sqrtf(a)));
        ck_assert(same_bits((double)zt_op_single(ZT_OP_POW, a, -1, true), (double)(1 / a)));
        ck_assert(same_bits((double)zt_op_single(ZT_OP_POW, a, -2, true), (double)(1 / (a * a))));
        ck_assert(same_bits(zt_op_double(ZT_OP_POW, d, 3, true), d * d * d));
        ck_assert(same_bits(zt_op_double(ZT_OP_POW, d, -2, true), 1 / (d * d)));
        ck_assert(
            same_bits(zt_op_double(ZT_OP_POW, d, 4, true), zt_op_double(ZT_OP_POW, d, 4, false)));
    }
    ck_assert(same_bits(zt_op_double(ZT_OP_POW, -INFINITY, 0.5, true), NAN));
    ck_assert(same_bits(zt_op_double(ZT_OP_POW, -INFINITY, 0.5, false), INFINITY));
}
END_TEST

static double reference(ZtOp op, double a)
{
    switch (op) {
    case ZT_OP_EXP:
        return exp(a);
    case ZT_OP_LOG:
        return log(a);
    case ZT_OP_LOG1P:
        return log1p(a);
    case ZT_OP_SIN:
        return sin(a);
    case ZT_OP_COS:
        return cos(a);
    case ZT_OP_TAN:
        return tan(a);
    case ZT_OP_TANH:
        return tanh(a);
    case ZT_OP_SIGMOID:
        return 1 / (1 + exp(-a));
    case ZT_OP_SOFTPLUS:
        return log1p(exp(a));
    default:
        return pow(fabs(a), 1.7);
    }
}

/* The functions are what they are called: near libm's, in both precisions. */
START_TEST(functions)
{
    static const ZtOp ops[] = {ZT_OP_EXP, ZT_OP_LOG,  ZT_OP_LOG1P,   ZT_OP_SIN,      ZT_OP_COS,
                               ZT_OP_TAN, ZT_OP_TANH, ZT_OP_SIGMOID, ZT_OP_SOFTPLUS, ZT_OP_POW};
    ZtOp op = ops[_i];
    ZtRandom random;
    zt_random_seed(&random, 1);
    for (int i = 0; i < 3000; i++) {
        float a = 30 * zt_random_uniform(&random) - (op == ZT_OP_LOG || op == ZT_OP_LOG1P ? 0 : 15);
        if (op == ZT_OP_POW)
            a = fabsf(a);
        double want = reference(op, (double)a);
        double real = zt_op_double(op, (double)a, 1.7, false);
        double single = (double)zt_op_single(op, a, 1.7f, false);
        if (op == ZT_OP_POW)
            single = pow(single, 1.7 / (double)1.7f);
        ck_assert_double_le(fabs(real - want), 1e-15 * fabs(want));
        ck_assert_double_le(fabs(single - want), 5e-7 * fabs(want) + 1e-45);
    }
}
END_TEST

/* What goes into single precision is rounded to it first. */
START_TEST(rounding)
{
    ck_assert_double_eq(zt_op_real(ZT_OP_ADD, 0.1, 0.2, false, ZT_SINGLE), (double)(0.1f + 0.2f));
    ck_assert_double_eq(zt_op_real(ZT_OP_ADD, 0.1, 0.2, false, ZT_DOUBLE), 0.1 + 0.2);
    ck_assert_double_eq(zt_op_real(ZT_OP_MUL, 1e30, 1e30, false, ZT_SINGLE), INFINITY);
    ck_assert_double_eq(zt_op_real(ZT_OP_SUB, 16777217, 0, false, ZT_SINGLE), 16777216);
}
END_TEST

Suite *op_suite(void)
{
    Suite *suite = suite_create("op");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, the_table);
    tcase_add_test(tests, functions_by_name);
    tcase_add_loop_test(tests, exact_values, 0, sizeof exact / sizeof exact[0]);
    tcase_add_test(tests, powers);
    tcase_add_loop_test(tests, functions, 0, 10);
    tcase_add_test(tests, rounding);
    suite_add_tcase(suite, tests);
    return suite;
}
