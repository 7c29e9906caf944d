#include <math.h>
#include <string.h>

#include <check.h>

#include "export/picture.h"

#include "suites.h"

/* The figure as SVG, or nothing in a build without cairo, which then says so. */
static bool drawn(const ZtFigure *figure, ZtBuf *out)
{
    ZtErr err = {0};
    if (zt_picture(figure, ZT_PICTURE_SVG, out, &err)) {
        ck_assert_int_eq(strncmp(out->text, "<?xml", 5), 0);
        ck_assert_ptr_nonnull(strstr(out->text, "</svg>"));
        return true;
    }
    ck_assert_int_eq(err.kind, ZT_ERR_EXPORT_NO_CAIRO);
    ck_assert_uint_eq(out->len, 0);
    return false;
}

static void draws(ZtFigure *figure)
{
    ZtBuf out = {0}, again = {0};
    if (drawn(figure, &out) && drawn(figure, &again))
        ck_assert_str_eq(out.text, again.text);
    zt_buf_free(&out);
    zt_buf_free(&again);
    zt_figure_free(figure);
}

static void add(ZtFigure *figure, ZtSeriesKind kind, const char *label, const double *y,
                size_t count)
{
    ZtSeries *series = zt_figure_add(figure, kind, label);
    for (size_t i = 0; i < count; i++)
        ck_assert(zt_series_point(series, (double)i, y[i]));
}

START_TEST(every_kind_of_series)
{
    static const double y[] = {1, -2, (double)INFINITY, (double)NAN, 1e300, -(double)INFINITY};
    for (int log = 0; log <= 1; log++) {
        ZtFigure *figure = zt_figure_new();
        figure->y_log = log;
        for (ZtSeriesKind kind = ZT_SERIES_POINTS; kind <= ZT_SERIES_LOWEST; kind++)
            add(figure, kind, "label", y, 6);
        draws(figure);
    }
}
END_TEST

START_TEST(figures_with_little_in_them)
{
    static const double none[] = {(double)NAN}, one[] = {7}, huge[] = {-1.7e308, 1.7e308};
    draws(zt_figure_new());
    ZtFigure *figure = zt_figure_new();
    add(figure, ZT_SERIES_POINTS, NULL, none, 1);
    draws(figure);
    figure = zt_figure_new();
    add(figure, ZT_SERIES_LINE, NULL, one, 1);
    draws(figure);
    figure = zt_figure_new();
    add(figure, ZT_SERIES_STEMS, NULL, huge, 2);
    draws(figure);
}
END_TEST

START_TEST(surfaces)
{
    for (size_t levels = 0; levels < 3; levels++) {
        static const double y[] = {0.5, 3, (double)NAN, 0.5};
        ZtFigure *figure = zt_figure_new();
        ZtSurface *surface = zt_figure_add_surface(figure, "loss", 3, 2, levels);
        for (size_t i = 0; i < 6; i++)
            surface->value[i] = i == 4 ? (double)NAN : (double)i;
        for (size_t i = 0; i < levels; i++)
            surface->level[i] = 1.5 + (double)i;
        surface->x_high = 3;
        surface->y_high = 1;
        ck_assert(zt_figure_set(&surface->missing, "not finite"));
        add(figure, ZT_SERIES_PATH, "path", y, 4);
        add(figure, ZT_SERIES_PRESENT, NULL, y, 4);
        draws(figure);
    }
}
END_TEST

START_TEST(long_texts_and_many_series)
{
    static const double y[] = {1, 2, 3};
    ZtFigure *figure = zt_figure_new();
    char text[2000];
    memset(text, 'W', sizeof text);
    text[sizeof text - 1] = '\0';
    ck_assert(zt_figure_set(&figure->title, text));
    ck_assert(zt_figure_set(&figure->x_title, text));
    ck_assert(zt_figure_set(&figure->y_title, text));
    for (int i = 0; i < 30; i++)
        add(figure, i % 2 ? ZT_SERIES_LINE : ZT_SERIES_POINTS, i == 5 ? text : "some", y, 3);
    draws(figure);
}
END_TEST

Suite *picture_suite(void)
{
    Suite *suite = suite_create("picture");
    TCase *tests = tcase_create("picture");
    tcase_add_test(tests, every_kind_of_series);
    tcase_add_test(tests, figures_with_little_in_them);
    tcase_add_test(tests, surfaces);
    tcase_add_test(tests, long_texts_and_many_series);
    suite_add_tcase(suite, tests);
    return suite;
}
