/* Every kernel of every set against the one-lane functions, to the bit, whatever its neighbours. */
#include <math.h>
#include <string.h>

#include <check.h>

#include "core/cascade.h"
#include "core/kernels.h"
#include "oracle.h"
#include "random_formula.h"
#include "suites.h"

#define MOST 100 /* values */
#define ROOM 128

static const char *const sets[] = {"portable", "avx2", "avx512"};

typedef struct Operands {
    _Alignas(64) unsigned char a[ROOM * 8];
    _Alignas(64) unsigned char b[ROOM * 8];
    _Alignas(64) unsigned char dst[ROOM * 8];
    ZtPrecision precision;
} Operands;

static void put(void *values, size_t i, double value, ZtPrecision precision)
{
    if (precision == ZT_SINGLE)
        ((float *)values)[i] = (float)value;
    else
        ((double *)values)[i] = value;
}

/* Any bits, numbers of every size, ordinary numbers, and the kinks between them. */
static double any_number(ZtRandom *random, ZtPrecision precision)
{
    static const double special[] = {0,  -0.0, 1,     -1,    2,      0.5,   3,        -3,
                                     20, 20.5, 124.9, 125.1, 1e30,   -1e30, INFINITY, -INFINITY,
                                     88, -104, 1e-40, 709.8, 1e-310, NAN,   15.1,     1.1e14};
    uint64_t bits = (uint64_t)zt_random_next(random) << 32 | zt_random_next(random);
    double value;
    switch (zt_random_next(random) % 4) {
    case 0:
        if (precision == ZT_SINGLE) {
            float single;
            memcpy(&single, &bits, sizeof single);
            return (double)single;
        }
        memcpy(&value, &bits, sizeof value);
        return value;
    case 1:
        return special[bits % (sizeof special / sizeof special[0])];
    default:
        return ((double)zt_random_uniform(random) - 0.5) * (bits % 2 ? 6 : 200);
    }
}

static void fill(Operands *o, ZtRandom *random, ZtPrecision precision)
{
    o->precision = precision;
    for (size_t i = 0; i < ROOM; i++) {
        put(o->a, i, any_number(random, precision), precision);
        put(o->b, i, any_number(random, precision), precision);
        put(o->dst, i, 77, precision);
    }
}

/* The operation with its operands as the form says, and its result against lane by lane. */
static void check_op(const ZtKernels *set, ZtOp op, ZtForm form, Operands *o, size_t n)
{
    ZtPrecision precision = o->precision;
    set->kernel[precision][op][form](o->dst, o->a, o->b, n);
    for (size_t i = 0; i < n; i++) {
        double a = real_at(o->a, form == ZT_FORM_VALUE_ROW ? 0 : i, precision);
        double b = real_at(o->b, form == ZT_FORM_ROW_VALUE ? 0 : i, precision);
        double lane = zt_op_real(op, a, b, false, precision), got = real_at(o->dst, i, precision);
        if (!same_bits(got, lane))
            ck_abort_msg("%s, %s, form %d, value %zu of %zu: %.17g, %.17g gives %.17g, not %.17g",
                         set->name, zt_op_info(op)->text, form, i, n, a, b, got, lane);
    }
    size_t end = (n + ZT_STRIDE - 1) / ZT_STRIDE * ZT_STRIDE;
    for (size_t i = end; i < ROOM; i++)
        if (real_at(o->dst, i, precision) != 77)
            ck_abort_msg("%s, %s wrote value %zu of %zu", set->name, zt_op_info(op)->text, i, n);
}

START_TEST(operations)
{
    const ZtKernels *set = zt_kernels_named(sets[_i / 2]);
    ZtPrecision precision = _i % 2 ? ZT_DOUBLE : ZT_SINGLE;
    ZtRandom random;
    Operands o;
    zt_random_seed(&random, (uint32_t)_i);
    for (int op = 0; set && op < ZT_OPS_GRAPH; op++)
        for (size_t round = 0; round < 300; round++) {
            bool two = zt_op_info((ZtOp)op)->arity == 2;
            fill(&o, &random, precision);
            check_op(set, (ZtOp)op, two ? (ZtForm)(round % 3) : ZT_FORM_ROWS, &o, 1 + round % MOST);
        }
}
END_TEST

static const struct {
    int kernel;
    double exponent;
} powers[] = {
    {ZT_KERNEL_SQUARE, 2},
    {ZT_KERNEL_CUBE, 3},
    {ZT_OP_SQRT, 0.5},
    {ZT_KERNEL_RECIPROCAL, -1},
    {ZT_KERNEL_RECIPROCAL_SQUARE, -2},
};

START_TEST(powers_of_numbers)
{
    const ZtKernels *set = zt_kernels_named(sets[_i / 2]);
    ZtPrecision precision = _i % 2 ? ZT_DOUBLE : ZT_SINGLE;
    ZtRandom random;
    Operands o;
    zt_random_seed(&random, (uint32_t)_i);
    for (size_t round = 0; set && round < 500; round++) {
        size_t n = 1 + round % MOST, p = round % 5;
        fill(&o, &random, precision);
        set->kernel[precision][powers[p].kernel][ZT_FORM_ROWS](o.dst, o.a, o.b, n);
        for (size_t i = 0; i < n; i++)
            if (!same_bits(real_at(o.dst, i, precision),
                           zt_op_real(ZT_OP_POW, real_at(o.a, i, precision), powers[p].exponent,
                                      true, precision)))
                ck_abort_msg("%s, power %g, n %zu", set->name, powers[p].exponent, n);
    }
}
END_TEST

START_TEST(spread_and_copy)
{
    const ZtKernels *set = zt_kernels_named(sets[_i / 2]);
    ZtPrecision precision = _i % 2 ? ZT_DOUBLE : ZT_SINGLE;
    ZtRandom random;
    Operands o;
    zt_random_seed(&random, 1);
    for (size_t n = 1; set && n <= MOST; n++) {
        fill(&o, &random, precision);
        set->kernel[precision][ZT_KERNEL_COPY][0](o.dst, o.a, NULL, n);
        ck_assert_mem_eq(o.dst, o.a, n * zt_real_size(precision));
        set->kernel[precision][ZT_KERNEL_SPREAD][0](o.dst, o.a, NULL, n);
        for (size_t i = 0; i < n; i++)
            ck_assert(same_bits(real_at(o.dst, i, precision), real_at(o.a, 0, precision)));
    }
}
END_TEST

/* The sum of a block that is all there is. */
START_TEST(small_sums)
{
    const ZtKernels *set = zt_kernels_named(sets[_i / 2]);
    ZtPrecision precision = _i % 2 ? ZT_DOUBLE : ZT_SINGLE;
    _Alignas(64) double memory[256 + ZT_STRIDE], sum = 5;
    ZtRandom random;
    zt_random_seed(&random, 1);
    for (size_t i = 0; i < 256 + ZT_STRIDE; i++)
        put(memory, i, 7 * (double)zt_random_uniform(&random) - 3, precision);
    for (size_t n = 1; set && n <= 256; n++) {
        int kernel = zt_kernel_of_sum(n, precision);
        set->kernel[precision][kernel][0](&sum, memory, NULL, n);
        ck_assert(same_bits(real_at(&sum, 0, precision), zt_cascade_sum(memory, n, precision)));
    }
}
END_TEST

/* Blocks one after the other into one tile: full rows are added, the last block's tail is kept. */
START_TEST(sums_of_rows)
{
    const ZtKernels *set = zt_kernels_named(sets[_i / 2]);
    ZtPrecision precision = _i % 2 ? ZT_DOUBLE : ZT_SINGLE;
    size_t row = precision == ZT_SINGLE ? 32 : 16, size = zt_real_size(precision);
    _Alignas(64) unsigned char memory[300 * 8];
    ZtRandom random;
    zt_random_seed(&random, 2);
    for (size_t i = 0; i < 300; i++)
        put(memory, i, 7 * (double)zt_random_uniform(&random) - 3, precision);
    for (size_t n = 65; set && n < 128 + row; n++) {
        ZtTileSum tile = {0};
        ZtKernel sum = set->kernel[precision][ZT_KERNEL_SUM_ROWS][0];
        sum(&tile, memory, NULL, 64);
        sum(&tile, memory + 64 * size, NULL, n - 64);
        ZtCascade cascade = zt_cascade(n, precision);
        ck_assert(same_bits(zt_cascade_total(&cascade, &tile, 1, precision),
                            zt_cascade_sum(memory, n, precision)));
    }
}
END_TEST

START_TEST(sets_by_name)
{
    ck_assert_ptr_null(zt_kernels_named("sse9"));
    ck_assert_ptr_null(zt_kernels_named(""));
    ck_assert_ptr_nonnull(zt_kernels_named("portable"));
    const ZtKernels *best = zt_kernels();
    ck_assert_ptr_eq(best, zt_kernels_named(best->name));
    for (size_t i = 0; i < 3; i++)
        if (zt_kernels_named(sets[i]))
            ck_assert_str_eq(zt_kernels_named(sets[i])->name, sets[i]);
}
END_TEST

Suite *kernels_suite(void)
{
    Suite *suite = suite_create("kernels");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, operations, 0, 6);
    tcase_add_loop_test(tests, powers_of_numbers, 0, 6);
    tcase_add_loop_test(tests, spread_and_copy, 0, 6);
    tcase_add_loop_test(tests, small_sums, 0, 6);
    tcase_add_loop_test(tests, sums_of_rows, 0, 6);
    tcase_add_test(tests, sets_by_name);
    suite_add_tcase(suite, tests);
    return suite;
}
