/* The expected numbers are those of numpy.linalg.lstsq. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include <check.h>

#include "base/memory.h"
#include "core/least_squares.h"

Suite *least_squares_suite(void);

#define N 11
static const double zolta[N] = {35.7, 55.9, 58.2, 81.9, 56.3, 48.9, 33.9, 21.8, 48.4, 60.4, 68.4};
static const double celsius[N] = {0.5, 14, 15, 28, 11, 8, 3, -4, 6, 13, 21};

/* Powers of zolta times scale, from power `first` on, in blocks of so many rows. */
static ZtLeastSquares *powers(size_t first, size_t count, double scale, size_t block)
{
    ZtLeastSquares *squares = zt_least_squares_new(count);
    double store[16][N], *column[16];
    for (size_t at = 0; at < N; at += block) {
        size_t rows = N - at < block ? N - at : block;
        for (size_t k = 0; k <= count; k++) {
            column[k] = store[k];
            for (size_t i = 0; i < rows; i++)
                store[k][i] =
                    k < count ? pow(scale * zolta[at + i], (double)(first + k)) : celsius[at + i];
        }
        zt_least_squares_add(squares, column, rows);
    }
    return squares;
}

static ZtLeastAnswer answer_of(ZtLeastSquares *squares, const double *near)
{
    static const double origin[16];
    ZtErr err = {0};
    ZtLeastAnswer answer;
    uint64_t work = 0;
    while (!zt_least_squares_factor(squares, &work))
        work = 1;
    ck_assert(zt_least_squares_answer(squares, near ? near : origin, &answer, &err));
    return answer;
}

static void check_near(double value, double expected, double part)
{
    ck_assert_double_le(fabs(value - expected), part * fabs(expected));
}

START_TEST(fits_a_line)
{
    static const size_t blocks[] = {1, 2, 3, 11};
    ZtLeastSquares *squares = powers(0, 2, 1, blocks[_i]);
    ZtLeastAnswer answer = answer_of(squares, NULL);
    check_near(answer.x[0], -17.304785503010805, 1e-14);
    check_near(answer.x[1], 0.5367719209075448, 1e-14);
    check_near(answer.residual * answer.residual / N, 2.9276455708956375, 1e-13);
    ck_assert_uint_eq(answer.rank, 2);
    ck_assert_uint_eq(answer.group[0], 1);
    ck_assert_uint_eq(answer.group[1], 2);
    /* |A d| = |zolta| for d = (0, 1) */
    double length = 0;
    for (size_t i = 0; i < N; i++)
        length = hypot(length, zolta[i]);
    check_near(zt_least_squares_length(squares, (double[]){0, 1}), length, 1e-14);
    zt_least_answer_free(&answer);
    zt_least_squares_free(squares);
}
END_TEST

/* A polynomial of degree 5 in raw units: the condition number of A is some 10^11. */
START_TEST(fits_what_is_ill_conditioned)
{
    static const double expected[] = {-1.3933026718077150e+02, 1.5171282488464879e+01,
                                      -6.3891646788958345e-01, 1.2921836979905631e-02,
                                      -1.2305602437429064e-04, 4.4732514581369287e-07};
    ZtLeastSquares *squares = powers(0, 6, 1, 4);
    ZtLeastAnswer answer = answer_of(squares, NULL);
    ck_assert_uint_eq(answer.rank, 6);
    for (size_t i = 0; i < 6; i++)
        check_near(answer.x[i], expected[i], 1e-7);
    check_near(answer.residual * answer.residual / N, 1.6691576061942783, 1e-9);
    ck_assert_double_gt(answer.condition, 5e3); /* it is 3.2e4 */
    ck_assert_double_lt(answer.condition, 4e4);
    zt_least_answer_free(&answer);
    zt_least_squares_free(squares);
}
END_TEST

/* Numbers whose squares are beyond all numbers. */
START_TEST(knows_no_scale)
{
    double scale = _i ? 1e-160 : 1e160;
    ZtLeastSquares *squares = powers(1, 1, scale, 3);
    ZtLeastAnswer answer = answer_of(squares, NULL);
    double xy = 0, xx = 0;
    for (size_t i = 0; i < N; i++) {
        xy += zolta[i] * celsius[i];
        xx += zolta[i] * zolta[i];
    }
    check_near(answer.x[0] * scale, xy / xx, 1e-14);
    zt_least_answer_free(&answer);
    zt_least_squares_free(squares);
}
END_TEST

/* x0 + x1 and x2 of the columns (1, 1, zolta, 0): the point chosen is the one nearest to near. */
START_TEST(chooses_the_nearest)
{
    double ones[2][N], line[N], none[N] = {0}, target[N];
    double *column[] = {ones[0], ones[1], line, none, target};
    for (size_t i = 0; i < N; i++) {
        ones[0][i] = ones[1][i] = 1;
        line[i] = zolta[i];
        target[i] = celsius[i];
    }
    ZtLeastSquares *squares = zt_least_squares_new(4);
    zt_least_squares_add(squares, column, N);
    const double near[] = {5, 1, 9, 7};
    ZtLeastAnswer answer = answer_of(squares, near);
    ck_assert_uint_eq(answer.rank, 2);
    check_near(answer.x[0] - answer.x[1], 4, 1e-13);
    check_near(answer.x[0] + answer.x[1], -17.304785503010805, 1e-13);
    check_near(answer.x[2], 0.5367719209075448, 1e-13);
    ck_assert_double_eq(answer.x[3], 7);
    ck_assert_uint_eq(answer.group[0], answer.group[1]);
    ck_assert_uint_eq(answer.group[2], 3);
    ck_assert_uint_eq(answer.group[3], 0);
    zt_least_answer_free(&answer);
    answer = answer_of(squares, (double[]){1, (double)NAN, 1, 1}); /* no point at all */
    check_near(answer.x[0], -17.304785503010805 / 2, 1e-13);
    check_near(answer.residual * answer.residual / N, 2.9276455708956375, 1e-13);
    zt_least_answer_free(&answer);
    zt_least_squares_free(squares);
}
END_TEST

/* More unknowns than rows: all is met exactly, and nearest to 0. */
START_TEST(has_more_unknowns_than_rows)
{
    double a[] = {3}, b[] = {4}, y[] = {10};
    double *column[] = {a, b, y};
    ZtLeastSquares *squares = zt_least_squares_new(2);
    zt_least_squares_add(squares, column, 1);
    ZtLeastAnswer answer = answer_of(squares, NULL);
    ck_assert_uint_eq(answer.rank, 1);
    check_near(answer.x[0], 1.2, 1e-14);
    check_near(answer.x[1], 1.6, 1e-14);
    ck_assert_double_le(answer.residual, 1e-14);
    ck_assert_uint_eq(answer.group[0], answer.group[1]);
    zt_least_answer_free(&answer);
    zt_least_squares_free(squares);
}
END_TEST

START_TEST(of_zeros_nothing_follows)
{
    double a[] = {0, 0}, y[] = {3, 4};
    double *column[] = {a, y};
    ZtLeastSquares *squares = zt_least_squares_new(1);
    zt_least_squares_add(squares, column, 2);
    ZtLeastAnswer answer = answer_of(squares, (double[]){42});
    ck_assert_uint_eq(answer.rank, 0);
    ck_assert_double_eq(answer.x[0], 42);
    ck_assert_double_eq(answer.residual, 5);
    ck_assert_uint_eq(answer.group[0], 0);
    zt_least_answer_free(&answer);
    zt_least_squares_free(squares);
    ck_assert_ptr_null(zt_least_squares_new(SIZE_MAX / 4));
}
END_TEST

Suite *least_squares_suite(void)
{
    Suite *suite = suite_create("least squares");
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, fits_a_line, 0, 4);
    tcase_add_test(tests, fits_what_is_ill_conditioned);
    tcase_add_loop_test(tests, knows_no_scale, 0, 2);
    tcase_add_test(tests, chooses_the_nearest);
    tcase_add_test(tests, has_more_unknowns_than_rows);
    tcase_add_test(tests, of_zeros_nothing_follows);
    suite_add_tcase(suite, tests);
    return suite;
}
