/* Bands, values between samples, contour lines, and what is cut off. */
#include <math.h>

#include "plot/surface.h"

#include "suites.h"

static ZtFigure *figure;

static void setup(void)
{
    figure = zt_figure_new();
    ck_assert_ptr_nonnull(figure);
}

static void teardown(void)
{
    zt_figure_free(figure);
}

/* x^2 + y^2 over -2..2 each way, with levels 1 and 4. */
static ZtSurface *add_bowl(size_t columns, size_t rows)
{
    ZtSurface *surface = zt_figure_add_surface(figure, NULL, columns, rows, 2);
    ck_assert_ptr_nonnull(surface);
    surface->x_low = surface->y_low = -2;
    surface->x_high = surface->y_high = 2;
    surface->level[0] = 1;
    surface->level[1] = 4;
    for (size_t row = 0; row < rows; row++) {
        for (size_t column = 0; column < columns; column++) {
            double x = -2 + 4 * (double)column / (double)(columns - 1);
            double y = -2 + 4 * (double)row / (double)(rows - 1);
            surface->value[row * columns + column] = x * x + y * y;
        }
    }
    return surface;
}

START_TEST(bands_between_the_levels)
{
    ZtSurface *surface = add_bowl(5, 5);
    ck_assert_uint_eq(zt_surface_band(surface, 0.5), 0);
    ck_assert_uint_eq(zt_surface_band(surface, 1), 1);
    ck_assert_uint_eq(zt_surface_band(surface, 1e30), 2);
}
END_TEST

START_TEST(values_between_samples)
{
    ZtSurface *surface = add_bowl(5, 5);
    ck_assert_double_eq_tol(zt_surface_value(surface, 1, -1), 2, 1e-12);
    ck_assert_double_eq_tol(zt_surface_value(surface, 0.5, 0), 0.5, 1e-12);
    ck_assert_double_eq_tol(zt_surface_value(surface, 2, 2), 8, 1e-12);
    ck_assert_double_eq_tol(zt_surface_value(surface, -2, -2), 8, 1e-12);
    ck_assert_double_eq_tol(zt_surface_value(surface, 0.5, 0.5), 1, 1e-12);
    surface->value[12] = INFINITY; /* the middle */
    ck_assert(isnan(zt_surface_value(surface, 0.5, 0.5)));
    ck_assert_double_eq_tol(zt_surface_value(surface, 1.5, 1.5), 5, 1e-12);
}
END_TEST

typedef struct Line {
    int pieces;
    double length, least, most; /* distance of the ends from the origin */
} Line;

static void measure(void *data, double x0, double y0, double x1, double y1)
{
    Line *line = data;
    line->pieces++;
    line->length += hypot(x1 - x0, y1 - y0);
    line->least = fmin(line->least, fmin(hypot(x0, y0), hypot(x1, y1)));
    line->most = fmax(line->most, fmax(hypot(x0, y0), hypot(x1, y1)));
}

START_TEST(a_contour_of_a_bowl_is_a_circle)
{
    ZtSurface *surface = add_bowl(81, 81);
    Line line = {.least = INFINITY};
    zt_surface_contour(surface, 1, measure, &line);
    ck_assert_double_eq_tol(line.length, 2 * acos(-1), 0.01);
    ck_assert_double_eq_tol(line.least, 1, 0.001);
    ck_assert_double_eq_tol(line.most, 1, 0.001);
    line = (Line){0};
    zt_surface_contour(surface, 100, measure, &line);
    ck_assert_int_eq(line.pieces, 0);
}
END_TEST

/* x y: around 0 the line of a level above 0 runs in the first and third quadrant, of one below in
 * the others. */
static void add_saddle(ZtSurface *surface)
{
    for (size_t i = 0; i < 4; i++)
        surface->value[i] = i == 0 || i == 3 ? 1 : -1;
}

typedef struct Sides {
    int same, other; /* ends whose coordinates have one sign, and two */
} Sides;

static void count_sides(void *data, double x0, double y0, double x1, double y1)
{
    Sides *sides = data;
    if ((x0 + x1) * (y0 + y1) > 0)
        sides->same++;
    else
        sides->other++;
}

START_TEST(a_saddle_is_taken_apart_by_its_middle)
{
    ZtSurface *surface = add_bowl(2, 2);
    Sides sides = {0};
    add_saddle(surface);
    zt_surface_contour(surface, 0.5, count_sides, &sides);
    ck_assert_int_eq(sides.same, 2);
    ck_assert_int_eq(sides.other, 0);
    zt_surface_contour(surface, -0.5, count_sides, &sides);
    ck_assert_int_eq(sides.same, 2);
    ck_assert_int_eq(sides.other, 2);
}
END_TEST

START_TEST(a_contour_has_a_gap_where_nothing_is_finite)
{
    ZtSurface *surface = add_bowl(81, 81);
    Line line = {.least = INFINITY};
    for (size_t i = 0; i < 81; i++)
        surface->value[i * 81 + 60] = NAN; /* x = 1 */
    zt_surface_contour(surface, 4, measure, &line);
    ck_assert_double_lt(line.length, 4 * acos(-1) - 0.1);
    ck_assert_double_gt(line.length, 4 * acos(-1) - 0.5);
    ck_assert_double_eq_tol(line.most, 2, 0.001);
}
END_TEST

START_TEST(lines_are_cut_to_the_rectangle)
{
    ZtSurface *surface = add_bowl(2, 2);
    double x0 = -4, y0 = 0, x1 = 1, y1 = 0;
    ck_assert(zt_surface_clip(surface, &x0, &y0, &x1, &y1));
    ck_assert_double_eq_tol(x0, -2, 1e-12);
    ck_assert_double_eq_tol(x1, 1, 1e-12);
    x0 = 0, y0 = 0, x1 = 8, y1 = 4;
    ck_assert(zt_surface_clip(surface, &x0, &y0, &x1, &y1));
    ck_assert_double_eq_tol(x1, 2, 1e-12);
    ck_assert_double_eq_tol(y1, 1, 1e-12);
    x0 = 3, y0 = -9, x1 = 3, y1 = 9;
    ck_assert(!zt_surface_clip(surface, &x0, &y0, &x1, &y1));
    x0 = 0, y0 = 5, x1 = 5, y1 = 0; /* past the corner */
    ck_assert(!zt_surface_clip(surface, &x0, &y0, &x1, &y1));
    x0 = -1e308, y0 = 0, x1 = 1.5e308, y1 = 0;
    ck_assert(!zt_surface_clip(surface, &x0, &y0, &x1, &y1));
}
END_TEST

Suite *surface_suite(void)
{
    Suite *suite = suite_create("surface");
    TCase *tests = tcase_create("surface");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, bands_between_the_levels);
    tcase_add_test(tests, values_between_samples);
    tcase_add_test(tests, a_contour_of_a_bowl_is_a_circle);
    tcase_add_test(tests, a_saddle_is_taken_apart_by_its_middle);
    tcase_add_test(tests, a_contour_has_a_gap_where_nothing_is_finite);
    tcase_add_test(tests, lines_are_cut_to_the_rectangle);
    suite_add_tcase(suite, tests);
    return suite;
}
