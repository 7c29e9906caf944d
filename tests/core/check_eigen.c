#include <math.h>

#include <check.h>

#include "core/eigen.h"

Suite *eigen_suite(void);

#define MOST 12

static double symmetric(size_t i, size_t j, double scale)
{
    double low = (double)(i < j ? i : j), high = (double)(i < j ? j : i);
    return scale * sin(3 * low + 7 * high * high + 1);
}

/* A v = value v, the v of length 1 and at right angles, the largest value first. */
static void check(size_t n, double scale)
{
    double a[MOST * MOST], kept[MOST * MOST], value[MOST], vector[MOST * MOST];
    for (size_t i = 0; i < n * n; i++)
        kept[i] = a[i] = symmetric(i / n, i % n, scale);
    zt_eigen_symmetric(a, n, value, vector);
    for (size_t k = 0; k < n; k++) {
        for (size_t i = 0; i < n; i++) {
            double product = 0, dot = 0;
            for (size_t j = 0; j < n; j++) {
                product += kept[i * n + j] * vector[k * n + j];
                dot += vector[i * n + j] * vector[k * n + j];
            }
            ck_assert_double_le(fabs(product - value[k] * vector[k * n + i]),
                                1e-14 * (double)n * scale);
            ck_assert_double_le(fabs(dot - (i == k)), 1e-14 * (double)n);
        }
        ck_assert(k == 0 || value[k] <= value[k - 1]);
    }
}

START_TEST(takes_matrices_apart)
{
    for (size_t n = 1; n <= MOST; n++)
        check(n, _i ? 1e-150 : 1e150);
}
END_TEST

/* The Hilbert matrix of order 5; its eigenvalues lie five powers of ten apart. */
START_TEST(finds_the_small_ones_too)
{
    static const double expected[] = {1.5670506910982314, 0.20853421861101334, 0.01140749162341981,
                                      3.0589804015119175e-4, 3.2879287721718763e-6};
    double a[25], value[5], vector[25];
    for (size_t i = 0; i < 25; i++)
        a[i] = 1 / (double)(i / 5 + i % 5 + 1);
    zt_eigen_symmetric(a, 5, value, vector);
    for (size_t k = 0; k < 5; k++)
        ck_assert_double_eq_tol(value[k], expected[k], 1e-15);
}
END_TEST

START_TEST(of_nothing_there_is_nothing)
{
    double a[9] = {0}, value[3], vector[9];
    zt_eigen_symmetric(a, 3, value, vector);
    for (size_t k = 0; k < 3; k++) {
        ck_assert_double_eq(value[k], 0);
        ck_assert_double_eq(vector[k * 3 + k], 1);
    }
}
END_TEST

Suite *eigen_suite(void)
{
    Suite *suite = suite_create("eigen");
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, takes_matrices_apart, 0, 2);
    tcase_add_test(tests, finds_the_small_ones_too);
    tcase_add_test(tests, of_nothing_there_is_nothing);
    suite_add_tcase(suite, tests);
    return suite;
}
