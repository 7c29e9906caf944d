/* Surfaces as cells: whole pictures, what covers what, legends, every size. */
#include <math.h>
#include <string.h>

#include "plot/draw.h"

#include "suites.h"

#define SAMPLES 81

static ZtFigure *figure;

/* x^2 + 4 y^2 over -4..4 and -2..2, with a path down to the origin. */
static void setup(void)
{
    static const double levels[] = {1, 5, 10};
    figure = zt_figure_new();
    ZtSurface *surface = zt_figure_add_surface(figure, "loss", SAMPLES, SAMPLES, 3);
    ck_assert_ptr_nonnull(surface);
    surface->x_low = -4;
    surface->x_high = 4;
    surface->y_low = -2;
    surface->y_high = 2;
    memcpy(surface->level, levels, sizeof levels);
    for (size_t i = 0; i < SAMPLES * SAMPLES; i++) {
        double x = -4 + 0.1 * (double)(i % SAMPLES), y = -2 + 0.05 * (double)(i / SAMPLES);
        surface->value[i] = x * x + 4 * y * y;
    }
    ck_assert(zt_figure_set(&figure->title, "A bowl"));
    ck_assert(zt_figure_set(&figure->x_title, "w"));
    ck_assert(zt_figure_set(&figure->y_title, "b"));
}

static void teardown(void)
{
    zt_figure_free(figure);
}

static void add(ZtSeriesKind kind, const char *label, size_t count, const double (*point)[2])
{
    ZtSeries *series = zt_figure_add(figure, kind, label);
    ck_assert_ptr_nonnull(series);
    for (size_t i = 0; i < count; i++)
        ck_assert(zt_series_point(series, point[i][0], point[i][1]));
}

static void add_path(void)
{
    static const double path[][2] = {{-3, 1.5}, {-3, 0}, {0, 0}};
    add(ZT_SERIES_PATH, "path", 3, path);
    add(ZT_SERIES_START, "start", 1, path);
    add(ZT_SERIES_LOWEST, "lowest", 1, path + 2);
}

static char *drawn(int width, int height, ZtGlyphs glyphs)
{
    static char text[40000];
    ZtCanvas *canvas = zt_canvas_new(width, height);
    ZtBuf out = {0};
    ck_assert_ptr_nonnull(canvas);
    zt_draw_figure(figure, glyphs, canvas);
    zt_canvas_write(canvas, false, &out);
    zt_canvas_free(canvas);
    ck_assert(!out.failed && out.len < sizeof text);
    strcpy(text, zt_buf_text(&out));
    zt_buf_free(&out);
    return text;
}

START_TEST(a_bowl_in_braille)
{
    add_path();
    ck_assert_str_eq(drawn(50, 16, ZT_GLYPHS_BRAILLE),
                     "                        A bowl\n"
                     "b                      • path   ○ start   ◆ lowest\n"
                     " 2 ┤▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒\n"
                     "   │▒▒▒▒▒○▒▒▒▒▒⣀⡠⠤⠔⠒⠒⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠒⠒⠢⠤⣄⣀▒▒▒▒▒▒▒▒▒▒▒\n"
                     " 1 ┤▒▒▒▒▒•▒⣀⠴⠚⠉░░░⣀⠤⠤⠒⠒⠒⠊⠉⠉⠉⠉⠑⠒⠒⠒⠤⠤⣀░░░⠉⠓⢦⣀▒▒▒▒▒▒▒\n"
                     "   │▒▒▒▒▒•⠊░░░⢀⡠⠞⠉·····⢀⣀⣀⣀⢄⣀⣀⡀·····⠉⠳⢤⡀░░░⠑⣄▒▒▒▒▒\n"
                     " 0 ┤▒▒▒▒⢰••••••••••••••••••◆  ⠉⠙⢦······⢱░░░░⠘⡆▒▒▒▒\n"
                     "   │▒▒▒▒⠘⡄░░░░⢧······⠱⣄⣀      ⣀⡠⠎······⡼░░░░⢠⠃▒▒▒▒\n"
                     "   │▒▒▒▒▒⠘⢦⡀░░░⠙⠢⣀⡀····⠈⠉⠉⠉⠉⠉⠉·····⢀⣀⠔⠊░░░⢀⡴⠃▒▒▒▒▒\n"
                     "-1 ┤▒▒▒▒▒▒▒⠉⠓⠤⣀⡀░░⠉⠑⠒⠢⠤⠤⠤⣀⣀⣀⣀⠤⠤⠤⠔⠒⠊⠉░░⢀⣀⠤⠚⠉▒▒▒▒▒▒▒\n"
                     "   │▒▒▒▒▒▒▒▒▒▒▒⠈⠙⠒⠲⠤⠤⢄⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⡠⠤⠤⠖⠒⠉⠉▒▒▒▒▒▒▒▒▒▒▒\n"
                     "-2 ┤▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒\n"
                     "   └┬──────────┬───────────┬──────────┬──────────┬\n"
                     "   -4         -2           0          2          4\n"
                     "                          w\n"
                     "                      loss:     1 ··· 5 ░░░ 10 ▒▒▒\n");
}
END_TEST

START_TEST(a_bowl_in_ascii)
{
    add_path();
    ck_assert_str_eq(drawn(50, 16, ZT_GLYPHS_ASCII),
                     "                        A bowl\n"
                     "b                      o path   S start   X lowest\n"
                     " 2 +**********************************************\n"
                     "   |*****S*****------------------------***********\n"
                     " 1 +*****o*---/:::------------------:::----*******\n"
                     "   |*****o/:::---/.....--------.....----:::\\-*****\n"
                     " 0 +****-ooooooooooooooooooX  ---......-::::|-****\n"
                     "   |****|-::::|......|--      --|......|::::-|****\n"
                     "   |*****|--:::\\---....------/.....---/:::--|*****\n"
                     "-1 +*******-----::-----------------|::----|*******\n"
                     "   |***********-----------------------|***********\n"
                     "-2 +**********************************************\n"
                     "   ++----------+-----------+----------+----------+\n"
                     "   -4         -2           0          2          4\n"
                     "                          w\n"
                     "                      loss:     1 ... 5 ::: 10 ***\n");
}
END_TEST

/* The title of the x axis and the shades share a row; lines would leave no room for shades. */
START_TEST(a_low_picture)
{
    add_path();
    ck_assert_str_eq(drawn(40, 10, ZT_GLYPHS_ASCII), "                   A bowl\n"
                                                     "b            o path   S start   X lowest\n"
                                                     " 2 +****S*******************************\n"
                                                     "   |****o*:::::..............:::::******\n"
                                                     " 0 +****ooooooooooooooX   ......::::****\n"
                                                     "   |******:::::..............:::::******\n"
                                                     "-2 +************************************\n"
                                                     "   ++--------+--------+--------+-------+\n"
                                                     "   -4       -2        0        2       4\n"
                                                     "      w     loss:     1 ... 5 ::: 10 ***\n");
}
END_TEST

static size_t count_of(const char *text, const char *glyph)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, glyph)); at += strlen(glyph))
        count++;
    return count;
}

START_TEST(later_marks_cover_earlier_ones)
{
    static const double middle[][2] = {{0, 0}};
    add_path();
    ck_assert_uint_eq(count_of(drawn(50, 16, ZT_GLYPHS_BRAILLE), "◆"), 2); /* one in the legend */
    add(ZT_SERIES_PRESENT, "now", 1, middle);
    ck_assert_uint_eq(count_of(drawn(50, 16, ZT_GLYPHS_BRAILLE), "◆"), 1);
    ck_assert_uint_eq(count_of(drawn(50, 16, ZT_GLYPHS_BRAILLE), "●"), 2);
}
END_TEST

/* Half of the way is inside; a mark outside is not there, a broken point interrupts. */
START_TEST(a_path_that_leaves)
{
    static const double out[][2] = {{0, 0}, {80, 0}}, far[][2] = {{9, 9}};
    static const double broken[][2] = {{-3, 1}, {NAN, 1}, {3, 1}};
    add(ZT_SERIES_PATH, NULL, 2, out);
    add(ZT_SERIES_PRESENT, NULL, 1, far);
    const char *text = drawn(50, 16, ZT_GLYPHS_ASCII);
    size_t cells = count_of(text, "o") - 1; /* one in "loss" */
    ck_assert_uint_ge(cells, 22);
    ck_assert_uint_le(cells, 24);
    ck_assert_ptr_null(strchr(text, '@'));
    add(ZT_SERIES_PATH, NULL, 3, broken);
    ck_assert_uint_eq(count_of(drawn(50, 16, ZT_GLYPHS_ASCII), "o") - 1, cells);
}
END_TEST

START_TEST(what_is_not_finite_has_a_mark_of_its_own)
{
    ZtSurface *surface = figure->surface;
    for (size_t i = 0; i < SAMPLES * SAMPLES; i++)
        if (i % SAMPLES > 60)
            surface->value[i] = i % 2 ? NAN : INFINITY;
    ck_assert(zt_figure_set(&surface->missing, "not finite"));
    const char *text = drawn(60, 16, ZT_GLYPHS_ASCII);
    ck_assert_ptr_nonnull(strstr(text, "loss:     1 ... 5 ::: 10 ***   ? not finite\n"));
    ck_assert_uint_gt(count_of(text, "????????\n"), 8);
}
END_TEST

START_TEST(a_flat_surface_has_no_levels)
{
    figure->surface->levels = 0;
    ck_assert_ptr_null(strstr(drawn(60, 16, ZT_GLYPHS_ASCII), "loss"));
    ck_assert_ptr_null(strchr(drawn(60, 16, ZT_GLYPHS_ASCII), ':'));
}
END_TEST

START_TEST(colour_adds_to_the_shades)
{
    ZtCanvas *canvas = zt_canvas_new(40, 10);
    ZtBuf out = {0};
    zt_draw_figure(figure, ZT_GLYPHS_BRAILLE, canvas);
    zt_canvas_write(canvas, true, &out);
    ck_assert_ptr_nonnull(strstr(zt_buf_text(&out), "\x1b[0;36m"));
    ck_assert_ptr_nonnull(strstr(zt_buf_text(&out), "\x1b[0;32m"));
    zt_buf_free(&out);
    zt_canvas_free(canvas);
}
END_TEST

/* Nothing outside the canvas, which the sanitizers see, and always a mark of the present. */
START_TEST(every_size)
{
    static const double here[][2] = {{3.9, -1.9}};
    add_path();
    add(ZT_SERIES_PRESENT, "now", 1, here);
    for (int glyphs = ZT_GLYPHS_BRAILLE; glyphs <= ZT_GLYPHS_ASCII; glyphs++)
        for (int height = 1; height < 30; height++)
            for (int width = 1; width < 100; width += 1 + width / 8)
                ck_assert_uint_ge(count_of(drawn(width, height, (ZtGlyphs)glyphs),
                                           glyphs == ZT_GLYPHS_ASCII ? "@" : "●"),
                                  1);
}
END_TEST

Suite *relief_suite(void)
{
    Suite *suite = suite_create("relief");
    TCase *tests = tcase_create("relief");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_bowl_in_braille);
    tcase_add_test(tests, a_bowl_in_ascii);
    tcase_add_test(tests, a_low_picture);
    tcase_add_test(tests, later_marks_cover_earlier_ones);
    tcase_add_test(tests, a_path_that_leaves);
    tcase_add_test(tests, what_is_not_finite_has_a_mark_of_its_own);
    tcase_add_test(tests, a_flat_surface_has_no_levels);
    tcase_add_test(tests, colour_adds_to_the_shades);
    tcase_add_test(tests, every_size);
    suite_add_tcase(suite, tests);
    return suite;
}
