/* plot gradient and plot params: one line for each component. */
#include <config.h>

#include "suites.h"
#include "support.h"

#include <math.h>
#include <string.h>

#include "lang/figure_parts.h"
#include "lang/figures.h"

static Bench bench;

static void start(void)
{
    bench_start(&bench);
    bench_lines(&bench, "load thermometer\nset report quiet\n");
}

static void end(void)
{
    bench_end(&bench);
}

static ZtFigure *figure_of(const char *kind)
{
    ZtFigure *figure = zt_plot_figure(bench.shell->session, kind, &bench.err);
    ck_assert_ptr_nonnull(figure);
    return figure;
}

static void says(const char *kind, const char *sentence)
{
    ZtFigure *figure = figure_of(kind);
    ck_assert_str_eq(figure->sentence, sentence);
    zt_figure_free(figure);
}

/* Sizes over decades: a logarithmic axis without signs, which the names tell. */
START_TEST(the_gradient_over_decades)
{
    bench_lines(&bench, "train 100\n");
    ZtFigure *figure = figure_of("gradient");
    ck_assert(figure->y_log);
    ck_assert_str_eq(figure->title, "gradient by epoch");
    ck_assert_str_eq(figure->y_title, "|gradient| (logarithmic)");
    ck_assert_uint_eq(figure->count, 2);
    ck_assert_str_eq(figure->series[0].label, "w +-");
    ck_assert_str_eq(figure->series[1].label, "b");
    ck_assert_uint_eq(figure->series[0].count, 100);
    ck_assert_double_eq(figure->series[0].x[0], 1);
    ck_assert_double_eq_tol(figure->series[0].y[0], 4517.3, 0.1);
    for (size_t i = 0; i < 100; i++)
        ck_assert_double_gt(figure->series[0].y[i], 0);
    ck_assert_ptr_nonnull(strstr(figure->sentence, "changes its sign 1 time;"));
    ck_assert_ptr_nonnull(strstr(figure->sentence, "the axis shows sizes, without the sign."));
    zt_figure_free(figure);
}
END_TEST

START_TEST(the_gradient_with_its_sign)
{
    bench_lines(&bench, "normalize standard\nset lr 0.01\ntrain 3\n");
    ZtFigure *figure = figure_of("gradient");
    ck_assert(!figure->y_log);
    ck_assert_str_eq(figure->y_title, "gradient");
    ck_assert_uint_eq(figure->count, 2); /* all below 0: no line there */
    ck_assert_double_lt(figure->series[0].y[0], 0);
    ck_assert_str_eq(figure->series[0].label, "w");
    zt_figure_free(figure);
}
END_TEST

START_TEST(the_parameters_from_their_start)
{
    bench_lines(&bench, "normalize 0.1\nset lr 1e-2\ntrain 5000\n");
    ZtFigure *figure = figure_of("params");
    ck_assert(!figure->y_log);
    ck_assert_uint_eq(figure->count, 3);
    ck_assert_int_eq(figure->series[0].kind, ZT_SERIES_RULE);
    ck_assert_double_eq(figure->series[1].x[0], 0);
    ck_assert_double_eq(figure->series[1].y[0], 1);
    ck_assert_uint_eq(figure->series[1].count, 5001);
    ck_assert_str_eq(figure->sentence, "The parameters from epoch 0 to 5000; w goes from 1 to "
                                       "5.36708; b goes from 0 to -17.3012 and changes its sign "
                                       "1 time.");
    zt_figure_free(figure);
}
END_TEST

/* Set by hand before the first epoch: nobody knows where they were. */
START_TEST(the_parameters_from_the_first_epoch)
{
    bench_lines(&bench, "set w 0.3\ntrain 2\n");
    ZtFigure *figure = figure_of("params");
    ck_assert_double_eq(figure->series[figure->count - 1].x[0], 1);
    zt_figure_free(figure);
}
END_TEST

START_TEST(one_epoch_is_points)
{
    bench_lines(&bench, "train 1\n");
    ZtFigure *figure = figure_of("gradient");
    ck_assert_int_eq(figure->series[0].kind, ZT_SERIES_POINTS);
    zt_figure_free(figure);
    figure = figure_of("params"); /* start and epoch 1 */
    ck_assert_int_eq(figure->series[figure->count - 1].kind, ZT_SERIES_LINE);
    zt_figure_free(figure);
}
END_TEST

/* Each is multiplied by another number, and its gradient is as many times larger. */
START_TEST(of_many_the_largest)
{
    bench_lines(&bench, "model a + b * 9 * x + c * 2 * x + d * 8 * x + e * 3 * x + f * 7 * x + "
                        "g * 4 * x + h * 6 * x where a = 0\nset lr 1e-9\ntrain 3\n");
    ZtFigure *figure = figure_of("gradient");
    static const char *const names[] = {"b", "d", "e", "f", "g", "h"};
    ck_assert_uint_eq(figure->count, 6);
    for (size_t i = 0; i < 6; i++)
        ck_assert_int_eq(figure->series[i].label[0], names[i][0]);
    ck_assert_str_eq(figure->title, "gradient by epoch, the 6 largest of 8");
    ck_assert_ptr_nonnull(strstr(figure->sentence, "; these are the 6 largest of 8."));
    zt_figure_free(figure);
}
END_TEST

START_TEST(of_very_many_the_norm)
{
    ZtBuf text = {0};
    zt_buf_puts(&text, "model a0");
    for (int i = 1; i < 300; i++)
        zt_buf_printf(&text, " + a%d", i);
    zt_buf_puts(&text, "\ntrain 3\n");
    bench_lines(&bench, zt_buf_text(&text));
    zt_buf_free(&text);
    ZtFigure *figure = figure_of("params");
    ck_assert_uint_eq(figure->count, 1);
    ck_assert_str_eq(figure->series[0].label, "norm");
    ck_assert_ptr_nonnull(strstr(figure->sentence, "of 300 parameters only the norm is kept"));
    zt_figure_free(figure);
}
END_TEST

START_TEST(of_a_diverged_run)
{
    bench_lines(&bench, "set lr 1e-2\ntrain 100\n");
    for (int i = 0; i < 20; i++)
        bench_lines(&bench, "train 1\n");
    ZtFigure *figure = figure_of("gradient");
    ck_assert(figure->y_log);
    ck_assert_ptr_nonnull(strstr(figure->sentence, "left out because they are not finite"));
    zt_figure_free(figure);
    figure = figure_of("params");
    ck_assert_str_eq(figure->y_title, "|parameters| (logarithmic)");
    zt_figure_free(figure);
}
END_TEST

/* A long history is drawn from some epochs at equal distances, the first and the last among them.
 */
START_TEST(as_many_epochs_as_are_wanted)
{
    bench_lines(&bench, "train 1000\n");
    ZtFigure *figure = zt_figure_new();
    ck_assert(zt_build_components(figure, bench.shell->session, true, 50, &bench.err));
    ck_assert_uint_eq(figure->series[0].count, 50);
    ck_assert_double_eq(figure->series[0].x[0], 1);
    ck_assert_double_eq(figure->series[0].x[49], 1000);
    zt_figure_free(figure);
}
END_TEST

START_TEST(what_cannot_be)
{
    bench_fails_kind(&bench, "plot gradient", ZT_ERR_PLOT_NO_EPOCH);
    bench_fails_kind(&bench, "plot params", ZT_ERR_PLOT_NO_EPOCH);
    bench_lines(&bench, "model x / 2\n");
    bench_fails_kind(&bench, "plot params", ZT_ERR_TRAIN_NO_PARAMETERS);
    bench_lines(&bench, "model x + b\nset lr 0.1\ntrain 1\n");
    says("gradient", "The gradient from epoch 1 to 1; b goes from 82.6 to 82.6.");
}
END_TEST

Suite *components_suite(void)
{
    Suite *suite = suite_create("components");
    TCase *tests = tcase_create("components");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, the_gradient_over_decades);
    tcase_add_test(tests, the_gradient_with_its_sign);
    tcase_add_test(tests, the_parameters_from_their_start);
    tcase_add_test(tests, the_parameters_from_the_first_epoch);
    tcase_add_test(tests, one_epoch_is_points);
    tcase_add_test(tests, of_many_the_largest);
    tcase_add_test(tests, of_very_many_the_norm);
    tcase_add_test(tests, of_a_diverged_run);
    tcase_add_test(tests, as_many_epochs_as_are_wanted);
    tcase_add_test(tests, what_cannot_be);
    suite_add_tcase(suite, tests);
    return suite;
}
