/* plot landscape: what is in the figure, which part is shown, what its sentence says, and what is
 * computed again. */
#include <config.h>

#include "suites.h"
#include "support.h"

#include <math.h>
#include <string.h>

#include "core/settings.h"
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

static ZtFigure *landscape(void)
{
    ZtFigure *figure = zt_plot_figure(bench.shell->session, "landscape", &bench.err);
    ck_assert_ptr_nonnull(figure);
    return figure;
}

static void says(const char *part)
{
    ZtFigure *figure = landscape();
    ck_assert_msg(strstr(figure->sentence, part) != NULL, "'%s' is not in: %s", part,
                  figure->sentence);
    zt_figure_free(figure);
}

static void does_not_say(const char *part)
{
    ZtFigure *figure = landscape();
    ck_assert_msg(!strstr(figure->sentence, part), "'%s' is in: %s", part, figure->sentence);
    zt_figure_free(figure);
}

static const ZtSeries *series_of(const ZtFigure *figure, ZtSeriesKind kind)
{
    for (size_t i = 0; i < figure->count; i++)
        if (figure->series[i].kind == kind)
            return &figure->series[i];
    return NULL;
}

static bool has(ZtSeriesKind kind)
{
    ZtFigure *figure = landscape();
    bool found = series_of(figure, kind) != NULL;
    zt_figure_free(figure);
    return found;
}

/* ---- the figure ---- */

START_TEST(of_the_tutorial)
{
    bench_lines(&bench, "normalize 0.1\nset lr 1e-2\ntrain 5000\n");
    ZtFigure *figure = landscape();
    const ZtSurface *surface = figure->surface;
    ck_assert_ptr_nonnull(surface);
    ck_assert_str_eq(figure->title, "mse over w and b, inputs normalised");
    ck_assert_str_eq(figure->x_title, "w");
    ck_assert_str_eq(figure->y_title, "b");
    ck_assert_str_eq(surface->label, "loss - 2.928");
    ck_assert_ptr_null(surface->missing);
    const ZtSeries *path = series_of(figure, ZT_SERIES_PATH);
    ck_assert_double_eq(path->x[0], 1);
    ck_assert_double_eq(path->y[0], 0);
    ck_assert_double_eq_tol(path->x[path->count - 1], 5.3671, 1e-3);
    ck_assert_uint_lt(path->count, 3000); /* points that look the same are one */
    ck_assert_double_eq(series_of(figure, ZT_SERIES_START)->x[0], 1);
    ck_assert_double_eq_tol(series_of(figure, ZT_SERIES_LOWEST)->x[0], 5.3677, 1e-3);
    ck_assert_double_eq_tol(series_of(figure, ZT_SERIES_LOWEST)->y[0], -17.305, 1e-2);
    ck_assert_double_eq_tol(series_of(figure, ZT_SERIES_PRESENT)->x[0], 5.3671, 1e-3);
    ck_assert_str_eq(figure->sentence,
                     "The loss for w from 0.34 to 6.02 and b from -19.9 to 2.7; it is lowest at "
                     "(5.368, -17.3) with 2.92765; a ravine: along b the loss changes 29.4 times "
                     "less than along w; the path goes from (1, 0) to (5.367, -17.3) at epoch "
                     "5000.");
    zt_figure_free(figure);
}
END_TEST

/* 1, 2 or 5 times a power of ten, rising, as far apart as there is room for. */
START_TEST(levels_are_clean_numbers)
{
    static const char *const setups[] = {"reset\n",
                                         "normalize 0.1\n",
                                         "normalize standard\n",
                                         "set loss mae\n",
                                         "set loss huber\nnormalize none\n",
                                         "set loss 1e-9 * (p - y)^4\n",
                                         "model w * sin(x * b)\n"};
    for (size_t i = 0; i < sizeof setups / sizeof *setups; i++) {
        bench_lines(&bench, setups[i]);
        ZtFigure *figure = landscape();
        const ZtSurface *surface = figure->surface;
        ck_assert_uint_ge(surface->levels, 2);
        ck_assert_uint_le(surface->levels, ZT_SURFACE_LEVELS);
        for (size_t k = 0; k < surface->levels; k++) {
            double digit = surface->level[k] / pow(10, floor(log10(surface->level[k]) + 1e-9));
            ck_assert_msg(fabs(digit - 1) < 1e-9 || fabs(digit - 2) < 1e-9 ||
                              fabs(digit - 5) < 1e-9,
                          "%s: %g", setups[i], surface->level[k]);
            ck_assert(k == 0 || surface->level[k] > 1.9 * surface->level[k - 1]);
        }
        zt_figure_free(figure);
    }
}
END_TEST

START_TEST(heights_are_above_the_lowest_loss)
{
    ZtErr err = {0};
    double loss;
    bench_lines(&bench, "normalize standard\n");
    ZtFigure *figure = landscape();
    const ZtSurface *surface = figure->surface;
    zt_session_set(bench.shell->session, 0, surface->x_low);
    zt_session_set(bench.shell->session, 1, surface->y_low);
    ck_assert(zt_session_loss_now(bench.shell->session, &loss, NULL, &err));
    ck_assert_double_eq_tol(surface->value[0], loss - 2.9276, 1e-3);
    for (size_t i = 0; i < surface->columns * surface->rows; i++)
        ck_assert_double_ge(surface->value[i], 0);
    zt_figure_free(figure);
}
END_TEST

START_TEST(the_session_stays_as_it_is)
{
    ZtSession *session = bench.shell->session;
    bench_lines(&bench, "train 20\n");
    double w = session->param[0], b = session->param[1];
    bench_lines(&bench, "plot landscape\nplot landscape w=-4..4 b=0..1\n");
    ck_assert_double_eq(session->param[0], w);
    ck_assert_double_eq(session->param[1], b);
    ck_assert_uint_eq(session->epoch, 20);
    ck_assert_uint_eq(zt_history_count(session->history), 20);
}
END_TEST

START_TEST(of_more_parameters_the_others_are_held)
{
    bench_lines(&bench, "model a * x^2 / 100 + b * x + c where a = 0.5\n");
    ZtFigure *figure = landscape();
    ck_assert_str_eq(figure->title, "mse over a and b, c = 0");
    ck_assert_ptr_nonnull(strstr(figure->sentence, "; 1 other parameter stays as it is."));
    zt_figure_free(figure);
    bench_lines(&bench, "load iris\nmodel a + b * x1 + c * x2 + d * x3 + e * x1 * x2 + f * x1^2\n");
    figure = landscape();
    ck_assert_str_eq(figure->title, "mse over a and b, 4 others held");
    zt_figure_free(figure);
    says("; 4 other parameters stay as they are.");
}
END_TEST

/* ---- which part is shown ---- */

static double width(const ZtFigure *figure)
{
    return figure->surface->x_high - figure->surface->x_low;
}

static double height(const ZtFigure *figure)
{
    return figure->surface->y_high - figure->surface->y_low;
}

/* Where both parameters count alike, their units are equally long: bowls are round. */
START_TEST(equal_units_where_that_is_possible)
{
    bench_lines(&bench, "normalize standard\nset lr 0.1\ntrain 50\n");
    ZtFigure *figure = landscape();
    ck_assert_double_eq_tol(width(figure) / height(figure), 1.7, 1e-6);
    ck_assert_ptr_nonnull(strstr(figure->sentence, "; a round bowl: "));
    zt_figure_free(figure);
}
END_TEST

/* The raw thermometer is a ravine: the path's first steps are seen, and the minimum far away. */
START_TEST(a_ravine_shows_the_path_and_the_minimum)
{
    bench_lines(&bench, "train 100\n");
    ZtFigure *figure = landscape();
    const ZtSurface *surface = figure->surface;
    ck_assert_double_lt(surface->y_low, -17.3);
    ck_assert_double_gt(surface->y_high, 0);
    ck_assert_double_lt(width(figure), 6 * 0.9); /* the path goes from w = 1 to 0.23 */
    ck_assert_double_gt(width(figure), height(figure) / 10);
    ck_assert_ptr_nonnull(
        strstr(figure->sentence, "along b the loss changes 2940 times less than along w"));
    zt_figure_free(figure);
}
END_TEST

START_TEST(given_ranges)
{
    ZtWord words[] = {{.text = "landscape"}, {.text = "b=-30..10"}, {.text = "w"}};
    ZtFigure *figure = zt_plot_words(bench.shell->session, words, 3, NULL, &bench.err);
    ck_assert_ptr_nonnull(figure);
    ck_assert_str_eq(figure->x_title, "b");
    ck_assert_double_eq(figure->surface->x_low, -30);
    ck_assert_double_eq(figure->surface->x_high, 10);
    ck_assert_double_lt(figure->surface->y_low, 0.53);
    zt_figure_free(figure);
    words[2].text = "w=1e3..1.5e3";
    figure = zt_plot_words(bench.shell->session, words, 3, NULL, &bench.err);
    ck_assert_double_eq(figure->surface->y_low, 1e3);
    ck_assert_ptr_null(series_of(figure, ZT_SERIES_LOWEST));
    ck_assert_ptr_null(series_of(figure, ZT_SERIES_PRESENT));
    ck_assert_ptr_nonnull(strstr(figure->sentence, "no minimum"));
    zt_figure_free(figure);
}
END_TEST

/* Nothing but one point to go by: as far as the loss doubles, or by the size of the numbers. */
START_TEST(around_a_lone_point)
{
    bench_lines(&bench, "set w 0.536772\nset b -17.3048\n");
    ZtFigure *figure = landscape();
    ck_assert_double_gt(width(figure), 0.05);
    ck_assert_double_lt(width(figure), 3);
    ck_assert_double_gt(height(figure), 1);
    ck_assert_ptr_nonnull(series_of(figure, ZT_SERIES_LOWEST));
    zt_figure_free(figure);
    bench_lines(&bench, "model 0 * w + 0 * b\nset w 3\n"); /* flat */
    figure = landscape();
    ck_assert_uint_eq(figure->surface->levels, 0);
    ck_assert_double_ge(width(figure), 6);
    zt_figure_free(figure);
    does_not_say("bowl");
    bench_lines(&bench, "model w * x + b\nset w 1e6\nset b 1e6\nset precision double\n");
    says("the parameters are now at");
}
END_TEST

/* ---- what went wrong ---- */

START_TEST(of_a_diverged_run)
{
    bench_lines(&bench, "set lr 1e-2\ntrain 100\n");
    ck_assert(bench.shell->session->diverged);
    ZtFigure *figure = landscape();
    ck_assert_double_lt(figure->surface->x_low, -44); /* the first step */
    ck_assert_double_gt(figure->surface->x_low, -100);
    zt_figure_free(figure);
    ck_assert(!has(ZT_SERIES_PRESENT));
    ck_assert(has(ZT_SERIES_START));
    says("the path begins at (1, 0) and leaves the picture after epoch 1");
    bench_lines(&bench, "train 30\n"); /* on and on until nothing is finite */
    says("leaves the picture after epoch 1");
    bench_lines(&bench, "set w 0.5\nset b -17\n");
    says("the parameters are now at (0.5, -17)");
}
END_TEST

START_TEST(where_nothing_is_finite)
{
    bench_lines(&bench, "model sqrt(w) * x + log(b) where w = 1, b = 1\n");
    ZtFigure *figure = landscape();
    ck_assert_str_eq(figure->surface->missing, "not finite");
    ck_assert_ptr_nonnull(strstr(figure->sentence, " of 15617 places it is not finite"));
    zt_figure_free(figure);
    bench_lines(&bench, "plot landscape w=-5..-1 b\n");
    ck_assert_ptr_nonnull(strstr(zt_buf_text(&bench.out), "it is not finite anywhere there"));
}
END_TEST

START_TEST(a_path_that_began_elsewhere)
{
    bench_lines(&bench, "set w 0.3\nset b -1\ntrain 10\n");
    ck_assert(!has(ZT_SERIES_START));
    ck_assert(has(ZT_SERIES_PATH));
    bench_lines(&bench, "reset\ntrain 1\n");
    ck_assert(has(ZT_SERIES_START));
    says("the path goes from (1, 0) to (0.548, -0.01) at epoch 1");
    bench_lines(&bench, "reset\n");
    ck_assert(!has(ZT_SERIES_PATH));
    does_not_say("path");
}
END_TEST

START_TEST(of_many_rows_a_sample)
{
    ZtBuf text = {0};
    zt_buf_puts(&text, "a,b\n");
    for (int i = 0; i < 5000; i++)
        zt_buf_printf(&text, "%d,%d\n", i % 50, 3 * (i % 50) + i % 7);
    bench_write("many.csv", zt_buf_text(&text));
    zt_buf_free(&text);
    bench_lines(&bench, "load ./many.csv\n");
    says("; it is computed from 1024 of the 5000 rows.");
}
END_TEST

START_TEST(of_many_parameters_no_path)
{
    ZtBuf text = {0};
    zt_buf_puts(&text, "model a0");
    for (int i = 1; i < 300; i++)
        zt_buf_printf(&text, " + a%d", i);
    zt_buf_puts(&text, "\ntrain 3\n");
    bench_lines(&bench, zt_buf_text(&text));
    zt_buf_free(&text);
    says("of so many parameters no path is kept");
    ck_assert(!has(ZT_SERIES_PATH));
}
END_TEST

START_TEST(it_can_be_stopped)
{
    bench.slice = 1000;
    bench.patience = 3;
    bench.polls = 0;
    bench_fails_kind(&bench, "plot landscape", ZT_ERR_INTERRUPTED);
    ck_assert_int_eq(bench.polls, 4);
    bench.patience = -1;
    bench_lines(&bench, "plot landscape\n");
}
END_TEST

/* ---- what is computed again ---- */

static const ZtEffort effort = {.columns = 21, .rows = 11, .data_rows = 1000};

typedef struct Watch { /* over the heights */
    ZtSurvey survey;
    ZtWish wish;
} Watch;

/* True if heights were computed: those that were known are spoilt first. */
static bool computes(Watch *watch)
{
    double *value = watch->survey.grid.value;
    double before = value ? value[0] : NAN;
    if (value)
        value[0] = -42;
    ck_assert(
        zt_survey_update(&watch->survey, bench.shell->session, &watch->wish, &effort, &bench.err));
    value = watch->survey.grid.value;
    if (value[0] != -42)
        return true;
    value[0] = before;
    return false;
}

START_TEST(a_survey_is_kept_while_it_holds)
{
    Watch watch = {.wish = {.x = 0, .y = 1}};
    ck_assert(computes(&watch));
    ck_assert(!computes(&watch));
    bench_lines(&bench, "set lr 3e-4\ntrain 10\n"); /* the path stays inside */
    ck_assert(!computes(&watch));
    ck_assert_uint_eq(watch.survey.trail.count, 11);
    bench_lines(&bench, "set b 100\n"); /* and is far outside now */
    ck_assert(computes(&watch));
    bench_lines(&bench, "normalize 0.1\n");
    ck_assert(computes(&watch));
    bench_lines(&bench, "set loss mae\n");
    ck_assert(computes(&watch));
    bench_lines(&bench, "set precision double\n");
    ck_assert(computes(&watch));
    watch.wish = (ZtWish){.x = 1, .y = 0};
    ck_assert(computes(&watch));
    watch.wish.x_given = true;
    watch.wish.x_span = (ZtReach){-3, 3};
    ck_assert(computes(&watch));
    ck_assert(!computes(&watch));
    watch.wish.x_span.high = 4;
    ck_assert(computes(&watch));
    zt_survey_free(&watch.survey);
}
END_TEST

START_TEST(a_survey_follows_what_is_held)
{
    Watch watch = {.wish = {.x = 0, .y = 2}};
    bench_lines(&bench, "model a * x^2 / 100 + b * x + c\n");
    ck_assert(computes(&watch));
    ck_assert(!computes(&watch));
    bench_lines(&bench, "set c -3\n");
    ck_assert(!computes(&watch));
    bench_lines(&bench, "set b 2\n");
    ck_assert(computes(&watch));
    bench_lines(&bench, "load iris\n"); /* other data of the same kind */
    bench_lines(&bench, "model a * x^2 / 100 + b * x + c\n");
    ck_assert(computes(&watch));
    zt_survey_free(&watch.survey);
}
END_TEST

Suite *landscape_suite(void)
{
    Suite *suite = suite_create("landscape");
    TCase *tests = tcase_create("landscape");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, of_the_tutorial);
    tcase_add_test(tests, levels_are_clean_numbers);
    tcase_add_test(tests, heights_are_above_the_lowest_loss);
    tcase_add_test(tests, the_session_stays_as_it_is);
    tcase_add_test(tests, of_more_parameters_the_others_are_held);
    tcase_add_test(tests, equal_units_where_that_is_possible);
    tcase_add_test(tests, a_ravine_shows_the_path_and_the_minimum);
    tcase_add_test(tests, given_ranges);
    tcase_add_test(tests, around_a_lone_point);
    tcase_add_test(tests, of_a_diverged_run);
    tcase_add_test(tests, where_nothing_is_finite);
    tcase_add_test(tests, a_path_that_began_elsewhere);
    tcase_add_test(tests, of_many_rows_a_sample);
    tcase_add_test(tests, of_many_parameters_no_path);
    tcase_add_test(tests, it_can_be_stopped);
    tcase_add_test(tests, a_survey_is_kept_while_it_holds);
    tcase_add_test(tests, a_survey_follows_what_is_held);
    suite_add_tcase(suite, tests);
    return suite;
}
