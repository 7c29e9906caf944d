/* The cascade sum against its description, written another way: as blocks within blocks. */
#include <math.h>
#include <string.h>

#include <check.h>

#include "base/memory.h"
#include "base/random.h"
#include "core/cascade.h"
#include "oracle.h"
#include "suites.h"

/* Adding two floats in double and rounding gives the float that adding them as floats gives. */
typedef struct Plain {
    const void *values;
    size_t row, rows, n; /* values of a row, whole rows, values */
    unsigned k;
    ZtPrecision precision;
} Plain;

static double value_at(const Plain *p, size_t i)
{
    return real_at(p->values, i, p->precision);
}

static double plus(const Plain *p, double a, double b)
{
    return zt_round(a + b, p->precision);
}

/* Lane `lane` of block number `block` of a level: a row, or 2^k blocks of the level below. */
static double block_sum(const Plain *p, int level, size_t block, size_t lane)
{
    if (level == 0)
        return value_at(p, block * p->row + lane);
    double sum = 0;
    for (size_t i = 0; i < (size_t)1 << p->k; i++)
        sum = plus(p, sum, block_sum(p, level - 1, (block << p->k) + i, lane));
    return sum;
}

/* The blocks of a level that are in no whole block of the level above; of the last level all. */
static double level_sum(const Plain *p, int level, size_t lane)
{
    size_t blocks = p->rows >> (unsigned)level * p->k;
    size_t first = level == 3 ? 0 : blocks >> p->k << p->k;
    double sum = 0;
    for (size_t i = first; i < blocks; i++)
        sum = plus(p, sum, block_sum(p, level, i, lane));
    return sum;
}

static double long_sum(const Plain *p)
{
    double lane[32], sum = 0;
    size_t width = p->row / 4, at = p->rows * p->row;
    for (size_t i = 0; i < p->row; i++) {
        lane[i] = level_sum(p, 0, i);
        for (int level = 1; level < 4; level++)
            lane[i] = plus(p, lane[i], level_sum(p, level, i));
    }
    for (; at + width <= p->n; at += width)
        for (size_t i = 0; i < width; i++)
            lane[i] = plus(p, lane[i], value_at(p, at + i));
    for (size_t vector = 1; vector < 4; vector++)
        for (size_t i = 0; i < width; i++)
            lane[i] = plus(p, lane[i], lane[vector * width + i]);
    for (; at < p->n; at++)
        sum = plus(p, sum, value_at(p, at));
    for (size_t i = 0; i < width; i++)
        sum = plus(p, sum, lane[i]);
    return sum;
}

static double short_sum(const Plain *p)
{
    double partial[4] = {0}, sum = 0;
    if (p->n < 4) {
        for (size_t i = 0; i < p->n; i++)
            sum = plus(p, sum, value_at(p, i));
        return sum;
    }
    for (size_t i = 0; i < p->n; i++)
        partial[i < 4 ? i : 0] = plus(p, partial[i < 4 ? i : 0], value_at(p, i));
    return plus(p, plus(p, plus(p, partial[0], partial[1]), partial[2]), partial[3]);
}

static double plain_sum(const void *values, size_t n, ZtPrecision precision)
{
    Plain p = {.values = values, .n = n, .precision = precision};
    p.row = precision == ZT_SINGLE ? 32 : 16;
    p.rows = n / p.row;
    int log = p.rows > 1 ? (int)ceil(log2((double)p.rows)) : 0;
    p.k = log / 4 > 4 ? (unsigned)(log / 4) : 4;
    return n < p.row / 4 ? short_sum(&p) : long_sum(&p);
}

/* Numbers of many sizes and both signs, whose sum depends on the order. */
static void *numbers(size_t n, ZtPrecision precision)
{
    ZtRandom random;
    zt_random_seed(&random, (uint32_t)n);
    void *values = zt_alloc_aligned(n + 1, zt_real_size(precision));
    ck_assert_ptr_nonnull(values);
    for (size_t i = 0; i < n; i++) {
        double size = (double)(1u << zt_random_next(&random) % 16);
        double value = ((double)zt_random_uniform(&random) - 0.4) * size / 3;
        if (precision == ZT_SINGLE)
            ((float *)values)[i] = (float)value;
        else
            ((double *)values)[i] = value;
    }
    return values;
}

static void compare_sums(size_t n, ZtPrecision precision)
{
    void *values = numbers(n, precision);
    double sum = zt_cascade_sum(values, n, precision), plain = plain_sum(values, n, precision);
    ck_assert_msg(same_bits(sum, plain), "n %zu, precision %d: %.17g is not %.17g", n, precision,
                  sum, plain);
    zt_free(values);
}

START_TEST(small_sums)
{
    for (size_t n = 0; n <= 2000; n++)
        compare_sums(n, _i ? ZT_DOUBLE : ZT_SINGLE);
}
END_TEST

static const size_t lengths[] = {4095,   4096,   4097,    8191,    8192,    8193,   16411,
                                 65535,  65536,  65537,   100000,  131072,  131073, 140001,
                                 262144, 524287, 1000003, 2097152, 2100031, 5000000};

START_TEST(large_sums)
{
    compare_sums(lengths[_i], ZT_SINGLE);
    compare_sums(lengths[_i], ZT_DOUBLE);
}
END_TEST

/* From 2^19 rows on a group has 32 of them. */
START_TEST(groups_grow_with_the_data)
{
    ck_assert_uint_eq(zt_cascade(0, ZT_SINGLE).power, 4);
    ck_assert_uint_eq(zt_cascade(16u << 19, ZT_DOUBLE).power, 4);
    ck_assert_uint_eq(zt_cascade((16u << 19) + 15, ZT_DOUBLE).power, 4);
    ck_assert_uint_eq(zt_cascade((16u << 19) + 16, ZT_DOUBLE).power, 5);
    ck_assert_uint_eq(zt_cascade((32u << 19) + 32, ZT_SINGLE).power, 5);
    compare_sums((16u << 19) + 16 + 531, ZT_DOUBLE);
}
END_TEST

START_TEST(the_shape_of_a_sum)
{
    ZtCascade c = zt_cascade(20000, ZT_SINGLE);
    ck_assert_uint_eq(c.row, 32);
    ck_assert_uint_eq(c.group, 512);
    ck_assert_uint_eq(c.tile, 8192);
    ck_assert_uint_eq(c.tiles, 2);
    ck_assert_uint_eq(c.rest, 20000 - 2 * 8192);
    c = zt_cascade(20000, ZT_DOUBLE);
    ck_assert_uint_eq(c.row, 16);
    ck_assert_uint_eq(c.tile, 4096);
    ck_assert_uint_eq(c.tiles, 4);
}
END_TEST

/* A sum begins at zero, so that it never is -0; and it hands on what is not finite. */
START_TEST(zeros_and_infinities)
{
    _Alignas(64) float single[80];
    _Alignas(64) double real[80];
    for (size_t i = 0; i < 80; i++)
        real[i] = single[i] = -0.0f;
    for (size_t n = 0; n <= 80; n++) {
        ck_assert(same_bits(zt_cascade_sum(single, n, ZT_SINGLE), 0));
        ck_assert(same_bits(zt_cascade_sum(real, n, ZT_DOUBLE), 0));
    }
    for (size_t at = 0; at < 80; at++) {
        real[at] = INFINITY;
        ck_assert_double_eq(zt_cascade_sum(real, 80, ZT_DOUBLE), INFINITY);
        real[(at + 1) % 80] = NAN;
        ck_assert_double_nan(zt_cascade_sum(real, 80, ZT_DOUBLE));
        real[at] = real[(at + 1) % 80] = 0;
    }
}
END_TEST

/* The order shows: 1e8 swallows what comes to its lane, not what comes to others. */
START_TEST(known_orders)
{
    _Alignas(64) float v[16] = {1e8f, 1, -1e8f, 1};
    ck_assert_double_eq(zt_cascade_sum(v, 3, ZT_SINGLE), 0); /* (1e8 + 1) - 1e8 */
    ck_assert_double_eq(zt_cascade_sum(v, 4, ZT_SINGLE), 1); /* in order, then + 1 */
    _Alignas(64) float w[16] = {1, 1e8f, 0, 0, 1, -1e8f};
    ck_assert_double_eq(zt_cascade_sum(w, 6, ZT_SINGLE), 0); /* (1 + 1 - 1e8) + 1e8 */
    w[5] = 0, w[8] = -1e8f, w[9] = 1;
    ck_assert_double_eq(zt_cascade_sum(w, 9, ZT_SINGLE), 1); /* the ninth begins the sum */
}
END_TEST

Suite *cascade_suite(void)
{
    Suite *suite = suite_create("cascade");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, small_sums, 0, 2);
    tcase_add_loop_test(tests, large_sums, 0, sizeof lengths / sizeof lengths[0]);
    tcase_add_test(tests, groups_grow_with_the_data);
    tcase_add_test(tests, the_shape_of_a_sum);
    tcase_add_test(tests, zeros_and_infinities);
    tcase_add_test(tests, known_orders);
    suite_add_tcase(suite, tests);
    return suite;
}
