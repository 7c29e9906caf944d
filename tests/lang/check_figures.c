#include <config.h>

#include "suites.h"
#include "support.h"

#include <math.h>
#include <string.h>

#include "lang/figure_words.h"
#include "lang/figures.h"

static Bench bench;

static void start(void)
{
    bench_start(&bench);
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

static void sentence_is(const char *kind, const char *expected)
{
    ZtFigure *figure = figure_of(kind);
    ck_assert_str_eq(figure->sentence, expected);
    zt_figure_free(figure);
}

START_TEST(fit_of_one_input)
{
    bench_lines(&bench, "load thermometer\nnormalize 0.1\nset lr 1e-2\ntrain 5000\n");
    ZtFigure *figure = figure_of("fit");
    ck_assert_uint_eq(figure->count, 2);
    ck_assert_int_eq(figure->series[0].kind, ZT_SERIES_LINE);
    ck_assert_uint_eq(figure->series[0].count, 200);
    ck_assert_double_eq_tol(figure->series[0].x[0], 21.8, 1e-5);
    ck_assert_double_eq_tol(figure->series[0].x[199], 81.9, 1e-5);
    ck_assert_double_eq_tol(figure->series[0].y[0], 0.53671 * 21.8 - 17.3012, 1e-3);
    ck_assert_int_eq(figure->series[1].kind, ZT_SERIES_POINTS);
    ck_assert_uint_eq(figure->series[1].count, 11);
    ck_assert_double_eq_tol(figure->series[1].x[0], 35.7, 1e-5);
    ck_assert_double_eq(figure->series[1].y[0], 0.5);
    ck_assert_str_eq(figure->title, "celsius = 0.5367 * zolta - 17.3");
    ck_assert_str_eq(figure->x_title, "zolta");
    ck_assert_str_eq(figure->y_title, "celsius");
    ck_assert_str_eq(figure->sentence, "The line rises from (21.8, -5.6) to (81.9, 26.7); "
                                       "11 points; the largest distance is 2.7 at zolta = 48.4.");
    zt_figure_free(figure);
}
END_TEST

START_TEST(titles_are_labels_and_safe)
{
    bench_lines(&bench, "load thermometer\nlabel zolta \"Temperature (\u00b0Fahrenheit)\"\n");
    bench_write("evil.csv", "a\x1b[31m,b\n1,2\n3,5\n");
    ZtFigure *figure = figure_of("data");
    ck_assert_str_eq(figure->x_title, "Temperature (\u00b0Fahrenheit)");
    ck_assert_ptr_nonnull(strstr(figure->sentence, "Temperature (\u00b0Fahrenheit) from 21.8"));
    zt_figure_free(figure);
    bench_lines(&bench, "load evil.csv\ntrain 2\n");
    for (size_t i = 0; zt_plot_kinds[i]; i++) {
        figure = figure_of(zt_plot_kinds[i]);
        ck_assert_ptr_null(strchr(figure->sentence, '\x1b'));
        ck_assert(!figure->title || !strchr(figure->title, '\x1b'));
        ck_assert_ptr_null(strchr(figure->x_title, '\x1b'));
        zt_figure_free(figure);
    }
}
END_TEST

START_TEST(shapes_of_the_line)
{
    bench_lines(&bench, "load thermometer\nmodel 5 - x\n");
    sentence_is("fit", "The line falls from (21.8, -17) to (81.9, -77); 11 points; "
                       "the largest distance is 105 at zolta = 81.9.");
    bench_lines(&bench, "model 5 + 0 * w\n");
    sentence_is("fit", "The line is level from (21.8, 5) to (81.9, 5); 11 points; "
                       "the largest distance is 23 at zolta = 81.9.");
    bench_lines(&bench, "model x^2 / 100\n");
    sentence_is("fit", "The curve rises from (21.8, 4.8) to (81.9, 67.1); 11 points; "
                       "the largest distance is 39.1 at zolta = 81.9.");
    bench_lines(&bench, "model 100 / x\n");
    sentence_is("fit", "The curve falls from (21.8, 4.6) to (81.9, 1.2); 11 points; "
                       "the largest distance is 26.8 at zolta = 81.9.");
    bench_lines(&bench, "model 10 * sin(x / 5)\n");
    sentence_is("fit", "The curve goes up and down from (21.8, -9.4) to (81.9, -6.2); 11 points; "
                       "the largest distance is 34.2 at zolta = 81.9.");
    bench_lines(&bench, "model log(x - 40)\n");
    sentence_is("fit", "The model's line is not finite everywhere and is broken there; 11 points; "
                       "the largest distance is 24.3 at zolta = 81.9.");
}
END_TEST

START_TEST(fit_of_several_inputs)
{
    bench_lines(&bench, "load iris\n");
    ZtFigure *figure = figure_of("fit");
    ck_assert_uint_eq(figure->series[0].count, 2);
    ck_assert_double_eq(figure->series[0].x[1], figure->series[0].y[1]);
    ck_assert_uint_eq(figure->series[1].count, 150);
    ck_assert_double_eq_tol(figure->series[1].x[0], 0.2, 1e-6);
    ck_assert_double_eq_tol(figure->series[1].y[0], 5.1 + 3.5 + 1.4, 1e-5);
    ck_assert_str_eq(figure->x_title, "petal_width_cm");
    ck_assert_str_eq(figure->y_title, "prediction");
    zt_figure_free(figure);
    sentence_is("fit", "The prediction against petal_width_cm for 150 rows; predictions go from "
                       "8.1 to 18.2, petal_width_cm from 0.1 to 2.5; the largest distance is 16.1 "
                       "in row 132.");
    bench_lines(&bench, "model log(x1 - 5) * w\n");
    figure = figure_of("fit");
    ck_assert_ptr_nonnull(strstr(figure->sentence, "points are left out because they are not "
                                                   "finite."));
    zt_figure_free(figure);
}
END_TEST

START_TEST(the_data)
{
    bench_lines(&bench, "load thermometer\n");
    sentence_is("data", "11 points; zolta from 21.8 to 81.9, celsius from -4 to 28; "
                        "their correlation is 0.98.");
    bench_lines(&bench, "load iris\n");
    sentence_is("data", "150 points; sepal_length_cm from 4.3 to 7.9, petal_width_cm from 0.1 to "
                        "2.5; their correlation is 0.82; sepal_length_cm is the first of 3 "
                        "inputs.");
    bench_write("one.csv", "x,y\n1,2\n");
    bench_lines(&bench, "load one.csv\n");
    sentence_is("data", "1 point; x from 1 to 1, y from 2 to 2.");
    sentence_is("residuals", "1 residual p - y; they go from -1 to -1, their mean is -1; "
                             "the largest distance is 1 at x = 1.");
}
END_TEST

START_TEST(the_loss)
{
    bench_lines(&bench, "load thermometer\ntrain 1\n");
    ZtFigure *figure = figure_of("loss");
    ck_assert_int_eq(figure->series[0].kind, ZT_SERIES_POINTS);
    ck_assert_str_eq(figure->sentence, "The loss is 1763.88 at epoch 1.");
    zt_figure_free(figure);
    bench_lines(&bench, "train 99\n");
    figure = figure_of("loss");
    ck_assert_int_eq(figure->series[0].kind, ZT_SERIES_LINE);
    ck_assert_uint_eq(figure->series[0].count, 100);
    ck_assert(!figure->y_log);
    ck_assert_str_eq(figure->y_title, "loss");
    ck_assert_str_eq(figure->sentence,
                     "The loss falls from 1763.88 at epoch 1 to 29.0227 at epoch 100.");
    zt_figure_free(figure);
    bench_lines(&bench, "set lr 0\nreset\ntrain 2\n");
    sentence_is("loss", "The loss is 1763.88 at epoch 1 and at epoch 2.");
}
END_TEST

START_TEST(the_loss_of_a_divergence)
{
    bench_lines(&bench, "load thermometer\nset lr 1e-2\ntrain 100\n");
    ZtFigure *figure = figure_of("loss");
    ck_assert(figure->y_log);
    ck_assert_str_eq(figure->y_title, "loss (logarithmic)");
    ck_assert(!isfinite(figure->series[0].y[10]));
    ck_assert_ptr_nonnull(strstr(figure->sentence, "it is not finite from epoch 11 on."));
    zt_figure_free(figure);
    bench_lines(&bench, "reset\nset w 1e30\ntrain 1\n");
    sentence_is("loss", "The loss is not finite from epoch 1 on.");
    bench_lines(&bench, "reset\nset lr 1e-4\ntrain 50\nset w 5\ntrain 1\n");
    figure = figure_of("loss");
    ck_assert_ptr_nonnull(strstr(figure->sentence, "; its lowest value is "));
    zt_figure_free(figure);
}
END_TEST

START_TEST(the_residuals)
{
    bench_lines(&bench, "load thermometer\n");
    ZtFigure *figure = figure_of("residuals");
    ck_assert_int_eq(figure->series[0].kind, ZT_SERIES_RULE);
    ck_assert_double_eq(figure->series[0].y[0], 0);
    ck_assert_int_eq(figure->series[1].kind, ZT_SERIES_STEMS);
    ck_assert_double_eq_tol(figure->series[1].x[0], 35.7, 1e-5);
    ck_assert_double_eq_tol(figure->series[1].y[0], 35.2, 1e-5);
    zt_figure_free(figure);
    bench_lines(&bench, "normalize 0.1\n");
    figure = figure_of("residuals");
    ck_assert_double_eq_tol(figure->series[1].x[0], 35.7, 1e-5);
    zt_figure_free(figure);
    bench_lines(&bench, "load iris\n");
    figure = figure_of("residuals");
    ck_assert_str_eq(figure->x_title, "row");
    ck_assert_double_eq(figure->series[1].x[149], 150);
    ck_assert_ptr_nonnull(strstr(figure->sentence, "the largest distance is 16.1 in row 132."));
    zt_figure_free(figure);
    bench_lines(&bench, "load thermometer\nset w 1e38\nmodel w * x * 1e38 * x\n");
    figure = figure_of("residuals");
    ck_assert_str_eq(figure->sentence, "11 residuals p - y; 11 points are left out because they "
                                       "are not finite.");
    zt_figure_free(figure);
}
END_TEST

START_TEST(distances)
{
    const double d[] = {1, NAN, -3, INFINITY, 3, 1};
    ZtDistances result = zt_distances(d, 6);
    ck_assert_uint_eq(result.finite, 4);
    ck_assert_double_eq(result.low, -3);
    ck_assert_double_eq(result.high, 3);
    ck_assert_double_eq(result.mean, 0.5);
    ck_assert_double_eq(result.largest, 3);
    ck_assert_uint_eq(result.row, 2);
    ck_assert_uint_eq(zt_distances(d + 1, 1).finite, 0);
}
END_TEST

START_TEST(numbers_keep_their_exponents)
{
    bench_lines(&bench, "load thermometer\nset lr 1e-2\ntrain 20\n");
    ZtFigure *figure = figure_of("fit");
    ck_assert_ptr_nonnull(strstr(figure->sentence, "e+20) to (81.9, -1.523e+21)"));
    zt_figure_free(figure);
}
END_TEST

START_TEST(pictures_in_a_script)
{
    bench_lines(&bench, "load thermometer\nplot\n");
    const char *text = zt_buf_text(&bench.out);
    size_t lines = 0;
    for (const char *at = text; *at; at++)
        lines += *at == '\n';
    ck_assert_uint_eq(lines, 1 + 24 + 1);
    ck_assert_ptr_nonnull(strstr(text, "\nThe line rises from (21.8, 21.8) to (81.9, 81.9); "));
    for (const char *at = text; *at; at++)
        ck_assert_msg((*at >= ' ' && *at < 0x7f) || *at == '\n', "not ASCII: %d", *at);
}
END_TEST

START_TEST(pictures_for_a_person)
{
    bench_lines(&bench, "load thermometer\n");
    bench.host.interactive = true;
    bench_lines(&bench, "PLOT Data\n");
    ck_assert_ptr_null(strstr(zt_buf_text(&bench.out), "11 points;"));
    bench.host.plain = true;
    bench_lines(&bench, "plot data\n");
    ck_assert_ptr_nonnull(strstr(zt_buf_text(&bench.out), "11 points;"));
}
END_TEST

static bool draws(const char *glyph)
{
    bench_lines(&bench, "plot\n");
    return strstr(zt_buf_text(&bench.out), glyph) != NULL;
}

START_TEST(glyphs_and_colour)
{
    bench_lines(&bench, "load thermometer\n");
    ck_assert(!draws("\u2502"));
    bench.host.utf8 = true;
    ck_assert(draws("\u2502"));
    ck_assert(!draws("\x1b["));
    bench_lines(&bench, "set glyphs ascii\n");
    ck_assert(!draws("\u2502"));
    bench.host.utf8 = false;
    bench_lines(&bench, "set glyphs block\n");
    ck_assert(draws("\u2584") || draws("\u259e") || draws("\u2597"));
    bench_lines(&bench, "set glyphs braille\nset color always\n");
    ck_assert(draws("\u2802") || draws("\u2812") || draws("\u2809"));
    ck_assert(draws("\x1b["));
    bench.host.colour = true;
    bench_lines(&bench, "set color never\n");
    ck_assert(!draws("\x1b["));
    bench_lines(&bench, "set color auto\n");
    ck_assert(draws("\x1b["));
}
END_TEST

START_TEST(pictures_in_files)
{
    bench_lines(&bench, "load thermometer\nset color always\n");
    bench_says(&bench, "plot data > fit.txt", "");
    ck_assert_str_eq(zt_buf_text(&bench.notes), "The picture is in fit.txt.\n");
    const char *text = bench_read(&bench, "fit.txt");
    size_t lines = 0;
    for (const char *at = text; *at; at++)
        lines += *at == '\n';
    ck_assert_uint_eq(lines, 24);
    ck_assert_ptr_null(strchr(text, '\x1b'));
    bench_fails(&bench, "plot > no/such.txt",
                "error: 'no/such.txt' cannot be written: its folder does not exist\n"
                "  plot > no/such.txt\n"
                "         ^~~~~~~~~~~\n"
                "  make the folder first, or choose another one\n");
}
END_TEST

START_TEST(plots_that_cannot_be)
{
    bench_fails_kind(&bench, "plot", ZT_ERR_DATA_NONE);
    bench_fails_kind(&bench, "plot loss", ZT_ERR_DATA_NONE);
    bench_lines(&bench, "load thermometer\n");
    bench_fails_kind(&bench, "plot loss", ZT_ERR_PLOT_NO_EPOCH);
    bench_fails_kind(&bench, "plot fit data", ZT_ERR_PLOT_WORDS);
    bench_fails(&bench, "plot residual",
                "error: there is no plot of 'residual'\n"
                "  plot residual\n"
                "       ^~~~~~~~\n"
                "  did you mean 'residuals'?\n");
    bench_fails(&bench, "plot everything",
                "error: there is no plot of 'everything'\n"
                "  plot everything\n"
                "       ^~~~~~~~~~\n"
                "  the plots are: fit, data, loss, residuals, landscape, gradient, params\n");
    ck_assert_ptr_null(zt_plot_figure(bench.shell->session, "nothing", &bench.err));
    ck_assert_int_eq(bench.err.kind, ZT_ERR_PLOT_KIND);
}
END_TEST

Suite *figures_suite(void)
{
    Suite *suite = suite_create("figures");
    TCase *tests = tcase_create("figures");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, fit_of_one_input);
    tcase_add_test(tests, titles_are_labels_and_safe);
    tcase_add_test(tests, shapes_of_the_line);
    tcase_add_test(tests, fit_of_several_inputs);
    tcase_add_test(tests, the_data);
    tcase_add_test(tests, the_loss);
    tcase_add_test(tests, the_loss_of_a_divergence);
    tcase_add_test(tests, the_residuals);
    tcase_add_test(tests, distances);
    tcase_add_test(tests, numbers_keep_their_exponents);
    suite_add_tcase(suite, tests);
    TCase *plots = tcase_create("plot");
    tcase_add_checked_fixture(plots, start, end);
    tcase_add_test(plots, pictures_in_a_script);
    tcase_add_test(plots, pictures_for_a_person);
    tcase_add_test(plots, glyphs_and_colour);
    tcase_add_test(plots, pictures_in_files);
    tcase_add_test(plots, plots_that_cannot_be);
    suite_add_tcase(suite, plots);
    return suite;
}
