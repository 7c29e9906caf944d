#include <math.h>

#include <check.h>

#include "core/solve.h"
#include "sample.h"

Suite *solve_suite(void);

static ZtSolve *solved(const ZtSession *session, uint64_t slice)
{
    ZtErr err = {0};
    ZtSolve *solve = zt_solve_new(session, &err);
    ck_assert_ptr_nonnull(solve);
    for (bool done = false; !done;) {
        uint64_t work = slice;
        ck_assert(zt_solve_advance(solve, &work, &done, &err));
    }
    return solve;
}

static void check_near(double value, double expected, double part)
{
    ck_assert_double_le(fabs(value - expected), part * fabs(expected));
}

START_TEST(of_the_thermometer)
{
    ZtSession *s = sample_session(sample_thermometer(ZT_DOUBLE));
    char *before = sample_state(s);
    ZtSolve *solve = solved(s, 1);
    sample_unchanged(before, s);
    const ZtSolution *found = zt_solve_solution(solve);
    check_near(found->exact[0], 0.5367719209075448, 1e-14);
    check_near(found->exact[1], -17.304785503010805, 1e-14);
    check_near(found->loss, 2.9276455708956375, 1e-13);
    double now;
    ZtErr err = {0};
    ck_assert(zt_session_loss_now(s, &now, NULL, &err));
    check_near(found->loss + found->gap, now, 1e-14);
    zt_solve_free(solve);
    zt_session_free(s);
}
END_TEST

/* Half of it, weights, parts that are constant, parabolas written in another way. */
START_TEST(knows_parabolas)
{
    static const struct {
        const char *model, *loss;
        double w, b, smallest;
    } cases[] = {
        {"w * x + b", "0.5 * (p - y)^2", 0.5367719209075448, -17.304785503010805,
         2.9276455708956375 / 2},
        {"w * x + b", "x * (p - y)^2", 0.5620638834077734, -18.740664988247996, 139.8269435244568},
        {"w * x + b", "p^2 - 2 * p * y + y * y + 3", 0.5367719209075448, -17.304785503010805,
         5.9276455708956375},
        {"-w * (2 * x) + b / 4 - 7 + x", "mse", 0.2316140395462276, -41.21914201204322,
         2.9276455708956375},
        {"(w - 1) * x + (b + w) * 1 + 0 * w", "mse", 1.5367719209075448, -18.84155742391835,
         2.9276455708956375},
    };
    ZtSession *s = sample_session(sample_thermometer(ZT_DOUBLE));
    sample_model(s, cases[_i].model);
    sample_loss(s, cases[_i].loss);
    ZtSolve *solve = solved(s, UINT64_MAX);
    const ZtSolution *found = zt_solve_solution(solve);
    check_near(found->exact[0], cases[_i].w, 1e-12);
    check_near(found->exact[1], cases[_i].b, 1e-12);
    check_near(found->loss, cases[_i].smallest, 1e-11);
    zt_solve_free(solve);
    zt_session_free(s);
}
END_TEST

/* Gradient descent from here comes to the point that is named. */
START_TEST(is_where_gradient_descent_ends)
{
    ZtSession *s = sample_session(sample_thermometer(ZT_DOUBLE));
    sample_normalize(s, ZT_SCALE_STANDARD, 1);
    sample_model(s, "a * x + 3 * c * x + b where a = 5, c = -1");
    s->settings.lr = 0.05;
    sample_train(s, 3);
    ZtSolve *solve = solved(s, UINT64_MAX);
    const ZtSolution *found = zt_solve_solution(solve);
    ck_assert_uint_eq(found->rank, 2);
    ck_assert_uint_eq(found->group[0], found->group[1]);
    sample_train(s, 3000);
    for (size_t i = 0; i < 3; i++)
        check_near(s->param[i], found->exact[i], 1e-9);
    zt_solve_free(solve);
    zt_session_free(s);
}
END_TEST

/* More rows than a block has, in single precision. */
START_TEST(of_long_data)
{
    ZtSession *s = sample_session(sample_long(ZT_SINGLE, 9001));
    ZtSolve *solve = solved(s, 1);
    double xx = 0, x = 0, xy = 0, y = 0, n = 9001;
    for (size_t i = 0; i < 9001; i++) {
        double in = zt_dataset_value(s->data, 0, i), out = zt_dataset_value(s->data, 1, i);
        xx += in * in / n, x += in / n, xy += in * out / n, y += out / n;
    }
    const ZtSolution *found = zt_solve_solution(solve);
    double slope = (xy - x * y) / (xx - x * x);
    check_near(found->exact[0], slope, 1e-12);
    check_near(found->exact[1], y - slope * x, 1e-12);
    zt_solve_free(solve);
    zt_session_free(s);
}
END_TEST

START_TEST(refuses)
{
    static const struct {
        const char *model, *loss;
        ZtErrKind kind;
    } cases[] = {
        {"a * exp(k * x)", "mse", ZT_ERR_SOLVE_MODEL},
        {"w^2 * x", "mse", ZT_ERR_SOLVE_MODEL},
        {"a * b * x", "mse", ZT_ERR_SOLVE_MODEL},
        {"w * x + b", "mae", ZT_ERR_SOLVE_LOSS},
        {"w * x + b", "huber", ZT_ERR_SOLVE_LOSS},
        {"w * x + b", "(p - y)^4", ZT_ERR_SOLVE_LOSS},
        {"2 * x", "mse", ZT_ERR_TRAIN_NO_PARAMETERS},
    };
    ZtErr err = {0};
    ZtSession *s = sample_session(sample_thermometer(ZT_SINGLE));
    sample_model(s, cases[_i].model);
    sample_loss(s, cases[_i].loss);
    ck_assert_ptr_null(zt_solve_new(s, &err));
    ck_assert_int_eq(err.kind, cases[_i].kind);
    zt_session_free(s);
}
END_TEST

/* What shows only when the rows are looked at. */
START_TEST(refuses_rows)
{
    static const struct {
        const char *model, *loss;
        ZtErrKind kind;
        const char *row;
    } cases[] = {
        {"w * log(x - 40) + b", "mse", ZT_ERR_SOLVE_FINITE, "1"},
        {"w / (x - 58.2) + b", "mse", ZT_ERR_SOLVE_FINITE, "3"},
        {"w * x + b", "-(p - y)^2", ZT_ERR_SOLVE_ROW, "1"},
        {"w * x + b", "(57 - x) * (p - y)^2", ZT_ERR_SOLVE_ROW, "3"},
        {"w * x + b", "p", ZT_ERR_SOLVE_ROW, "1"},
    };
    ZtErr err = {0};
    uint64_t work = UINT64_MAX;
    bool done;
    ZtSession *s = sample_session(sample_thermometer(ZT_DOUBLE));
    sample_model(s, cases[_i].model);
    sample_loss(s, cases[_i].loss);
    ZtSolve *solve = zt_solve_new(s, &err);
    ck_assert_ptr_nonnull(solve);
    ck_assert(!zt_solve_advance(solve, &work, &done, &err));
    ck_assert_int_eq(err.kind, cases[_i].kind);
    ck_assert_str_eq(err.arg[0], cases[_i].row);
    zt_solve_free(solve);
    zt_session_free(s);
}
END_TEST

Suite *solve_suite(void)
{
    Suite *suite = suite_create("solve");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, of_the_thermometer);
    tcase_add_loop_test(tests, knows_parabolas, 0, 5);
    tcase_add_test(tests, is_where_gradient_descent_ends);
    tcase_add_test(tests, of_long_data);
    tcase_add_loop_test(tests, refuses, 0, 7);
    tcase_add_loop_test(tests, refuses_rows, 0, 5);
    suite_add_tcase(suite, tests);
    return suite;
}
