/* Whole pictures, compared as text, and properties that hold at every size. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "plot/draw.h"

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

static ZtSeries *add(ZtSeriesKind kind, const char *label, const double (*points)[2], size_t count)
{
    ZtSeries *series = zt_figure_add(figure, kind, label);
    ck_assert_ptr_nonnull(series);
    for (size_t i = 0; i < count; i++)
        ck_assert(zt_series_point(series, points[i][0], points[i][1]));
    return series;
}

#define ADD(kind, label, points) add(kind, label, points, sizeof(points) / sizeof *(points))

static ZtBuf drawn(int width, int height, ZtGlyphs glyphs)
{
    ZtCanvas *canvas = zt_canvas_new(width, height);
    ck_assert_ptr_nonnull(canvas);
    zt_draw_figure(figure, glyphs, canvas);
    ZtBuf out = {0};
    zt_canvas_write(canvas, false, &out);
    zt_canvas_free(canvas);
    ck_assert(!out.failed);
    return out;
}

static void assert_drawn(int width, int height, ZtGlyphs glyphs, const char *expected)
{
    ZtBuf out = drawn(width, height, glyphs);
    ck_assert_str_eq(zt_buf_text(&out), expected);
    zt_buf_free(&out);
}

static bool shows(int width, int height, ZtGlyphs glyphs, const char *text)
{
    ZtBuf out = drawn(width, height, glyphs);
    bool found = strstr(zt_buf_text(&out), text) != NULL;
    zt_buf_free(&out);
    return found;
}

static const double thermometer[][2] = {
    {35.7, 0.5}, {55.9, 14}, {58.2, 15}, {81.9, 28}, {56.3, 11}, {48.9, 8},
    {33.9, 3},   {21.8, -4}, {48.4, 6},  {60.4, 13}, {68.4, 21},
};
static const double line[][2] = {{21.8, 0.5367 * 21.8 - 17.30}, {81.9, 0.5367 * 81.9 - 17.30}};

static void set_titles(void)
{
    ck_assert(zt_figure_set(&figure->title, "The fit"));
    ck_assert(zt_figure_set(&figure->x_title, "Zolta"));
    ck_assert(zt_figure_set(&figure->y_title, "Celsius"));
}

static void set_fit(void)
{
    set_titles();
    ADD(ZT_SERIES_POINTS, "data", thermometer);
    ADD(ZT_SERIES_LINE, "model", line);
}

START_TEST(a_fit_in_braille)
{
    set_fit();
    assert_drawn(60, 16, ZT_GLYPHS_BRAILLE,
                 "                            The fit\n"
                 "Celsius                                  ● data   ⠒⠒⠒⠒ model\n"
                 "   │                                                    ⣀⡠●\n"
                 "   │                                              ⢀⣀⠤⠔⠊⠉\n"
                 "20 ┤                                        ⢀⣀●⠔⠒⠉⠁\n"
                 "   │                                ●  ⣀⡠⠤⠒⠊⠁\n"
                 "   │                             ⢀●⠤⠒⠊●\n"
                 "10 ┤                       ⢀⣀⠤⠔⠒⠉⠁ ●\n"
                 "   │                  ⣀⡠⠤⠒⠊⠁●\n"
                 "   │           ●⢀⡠⠤⠒⠊⠉\n"
                 " 0 ┤      ⢀⣀⠤⠔⠒⠉●\n"
                 "   │●⣀⡠⠤⠒⠉⠁\n"
                 "   │⠉\n"
                 "   └───────┬────────┬────────┬────────┬────────┬────────┬───\n"
                 "          30       40       50       60       70       80\n"
                 "                             Zolta\n");
}
END_TEST

START_TEST(a_fit_in_blocks)
{
    set_fit();
    assert_drawn(60, 16, ZT_GLYPHS_BLOCK,
                 "                            The fit\n"
                 "Celsius                                  ● data   ▀▀▀▀ model\n"
                 "   │                                                     ▄●\n"
                 "   │                                               ▄▄▄▀▀▀\n"
                 "20 ┤                                         ▗●▄▞▀▀\n"
                 "   │                                ●   ▄▄▞▀▀▘\n"
                 "   │                              ●▄▄▀●▀\n"
                 "10 ┤                        ▗▄▄▀▀▀ ●\n"
                 "   │                  ▗▄▄▞▀▀●\n"
                 "   │           ● ▄▄▄▀▀▘\n"
                 " 0 ┤       ▗▄▄▀▀●\n"
                 "   │●▗▄▄▞▀▀▘\n"
                 "   │▀▘\n"
                 "   └───────┬────────┬────────┬────────┬────────┬────────┬───\n"
                 "          30       40       50       60       70       80\n"
                 "                             Zolta\n");
}
END_TEST

START_TEST(a_fit_in_ascii)
{
    set_fit();
    assert_drawn(60, 16, ZT_GLYPHS_ASCII,
                 "                            The fit\n"
                 "Celsius                                  o data   ---- model\n"
                 "   |                                                    /-o\n"
                 "   |                                              /-----\n"
                 "20 +                                         /o---\n"
                 "   |                                o   /----\n"
                 "   |                              o---o-\n"
                 "10 +                         /---- o\n"
                 "   |                   /----o\n"
                 "   |           o  /----\n"
                 " 0 +         /--o-\n"
                 "   |o  /-----\n"
                 "   |---\n"
                 "   +-------+--------+--------+--------+--------+--------+---\n"
                 "          30       40       50       60       70       80\n"
                 "                             Zolta\n");
}
END_TEST

START_TEST(residuals_are_stems)
{
    static const double stems[][2] = {{1, 2}, {2, -1}, {3, 1}, {3, 2}, {4, -2}, {5, NAN}, {6, 1}};
    static const double rule[][2] = {{0, 0}};
    ADD(ZT_SERIES_STEMS, NULL, stems);
    ADD(ZT_SERIES_RULE, NULL, rule);
    assert_drawn(40, 10, ZT_GLYPHS_BRAILLE,
                 "   │\n"
                 " 2 ┤●             ●\n"
                 "   │⡇             ●                    ●\n"
                 "   │⡇             ⢸                    ⢸\n"
                 " 0 ┤⠓ ⠒ ⠒ ⠒⢰⠒ ⠒ ⠒ ⠚ ⠒ ⠒ ⠒⢰⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒⠘\n"
                 "   │       ●             ⢸\n"
                 "   │                     ⢸\n"
                 "-2 ┤                     ●\n"
                 "   └┬──────┬──────┬──────┬──────┬──────┬\n"
                 "    1      2      3      4      5      6\n");
    assert_drawn(40, 10, ZT_GLYPHS_ASCII,
                 "   |\n"
                 " 2 +o             o\n"
                 "   ||             o                    o\n"
                 "   ||             |                    |\n"
                 " 0 +- - - -|- - - - - - -|- - - - - - -|\n"
                 "   |       o             |\n"
                 "   |                     |\n"
                 "-2 +                     o\n"
                 "   ++------+------+------+------+------+\n"
                 "    1      2      3      4      5      6\n");
}
END_TEST

START_TEST(a_ragged_line_is_a_stroke)
{
    ZtSeries *series = add(ZT_SERIES_LINE, NULL, NULL, 0);
    for (int i = 0; i < 3000; i++)
        ck_assert(zt_series_point(series, i, i < 1000 ? i % 3 : i < 2000 ? 1 : -(i % 3)));
    assert_drawn(40, 10, ZT_GLYPHS_BRAILLE,
                 "   │\n"
                 " 2 ┤⢰⣶⣶⣶⣶⣶⣶⣶⣶⣶⣶⡆\n"
                 "   │⢸⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣇⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⡀\n"
                 "   │⢸⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⡿          ⡇\n"
                 " 0 ┤⠘⠛⠛⠛⠛⠛⠛⠛⠛⠛⠛⠃          ⣷⣶⣶⣶⣶⣶⣶⣶⣶⣶⣶⡆\n"
                 "   │                      ⢸⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⡇\n"
                 "   │                      ⢸⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⡇\n"
                 "-2 ┤                      ⠘⠛⠛⠛⠛⠛⠛⠛⠛⠛⠛⠃\n"
                 "   └┬──────────┬──────────┬──────────┬──\n"
                 "    0        1000       2000       3000\n");
    assert_drawn(40, 10, ZT_GLYPHS_ASCII,
                 "   |\n"
                 " 2 +|||||/||||||\n"
                 "   |||||||||||||-----------\n"
                 "   |||||||||||||          |\n"
                 " 0 +||||||||||||          ||||||||||||\n"
                 "   |                      ||||||||||||\n"
                 "   |                      ||||||||||||\n"
                 "-2 +                      ||||||||||||\n"
                 "   ++----------+----------+----------+--\n"
                 "    0        1000       2000       3000\n");
}
END_TEST

START_TEST(many_points_of_a_smooth_line_make_it_no_thicker)
{
    ZtSeries *series = add(ZT_SERIES_LINE, NULL, NULL, 0);
    for (int i = 0; i < 3000; i++)
        ck_assert(zt_series_point(series, i, i));
    assert_drawn(30, 8, ZT_GLYPHS_ASCII,
                 "     |                    /-\n"
                 "     |                /---\n"
                 "2000 +           /----\n"
                 "1000 +       /---\n"
                 "     |   /---\n"
                 "   0 +---\n"
                 "     ++------+------+------+--\n"
                 "      0    1000   2000   3000\n");
}
END_TEST

START_TEST(lines_break_and_points_beyond_are_marked)
{
    static const double points[][2] = {{1, 1},   {2, 10},   {3, 0},        {4, 100},
                                       {5, NAN}, {6, 1000}, {7, INFINITY}, {NAN, 1}};
    static const double rule[][2] = {{0, 100}};
    figure->y_log = true;
    ADD(ZT_SERIES_LINE, NULL, points);
    ADD(ZT_SERIES_RULE, NULL, rule);
    assert_drawn(40, 12, ZT_GLYPHS_BRAILLE,
                 "1000 ┤                         ⠐    ↑\n"
                 "     │\n"
                 "     │\n"
                 " 100 ┤⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒⠐⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒ ⠒\n"
                 "     │\n"
                 "     │\n"
                 "  10 ┤    ⢀⠔\n"
                 "     │   ⡔⠁\n"
                 "     │ ⡠⠊\n"
                 "   1 ┤⠊         ↓\n"
                 "     └┬────┬────┬────┬────┬────┬────┬───\n"
                 "      1    2    3    4    5    6    7\n");
    assert_drawn(40, 12, ZT_GLYPHS_ASCII,
                 "1000 +                         .    ^\n"
                 "     |\n"
                 "     |\n"
                 " 100 +- - - - - - - -.- - - - - - - - -\n"
                 "     |\n"
                 "     |\n"
                 "  10 +     /\n"
                 "     |   /-\n"
                 "     | /-\n"
                 "   1 +/         v\n"
                 "     ++----+----+----+----+----+----+---\n"
                 "      1    2    3    4    5    6    7\n");
}
END_TEST

START_TEST(stems_on_a_logarithmic_axis_stand_on_the_floor)
{
    static const double stems[][2] = {{1, 1}, {2, 10}, {3, 100}};
    figure->y_log = true;
    ADD(ZT_SERIES_STEMS, NULL, stems);
    assert_drawn(24, 8, ZT_GLYPHS_ASCII,
                 "    |\n"
                 "100 +                  o\n"
                 "    |                  |\n"
                 " 10 +         o        |\n"
                 "    |         |        |\n"
                 "  1 +o        |        |\n"
                 "    ++--------+--------+\n"
                 "     1        2        3\n");
}
END_TEST

START_TEST(many_series_are_told_apart)
{
    static const double up[][2] = {{0, 0}, {1, 1}}, down[][2] = {{0, 1}, {1, 0}};
    static const double flat[][2] = {{0, 0.5}, {1, 0.5}}, dots[][2] = {{0.2, 0.9}, {0.8, 0.9}};
    ADD(ZT_SERIES_LINE, "up", up);
    ADD(ZT_SERIES_LINE, "down", down);
    ADD(ZT_SERIES_LINE, "flat", flat);
    ADD(ZT_SERIES_POINTS, "p", dots);
    ADD(ZT_SERIES_STEMS, "q", up);
    assert_drawn(60, 14, ZT_GLYPHS_BRAILLE,
                 "               ⠒⠒⠒⠒ up   ⠒⠒ ⠒⠒ down   ⠂⠐ ⠂⠐ flat   ● p   ◆ q\n"
                 "1.0 ┤⠐⠢⠄⢀                                           ⣀⡠⠔◆\n"
                 "    │    ⠉⠂⠠⢄⡀ ●                             ● ⣀⡠⠔⠒⠉   ⡇\n"
                 "0.8 ┤         ⠈⠒⠂⢀⡀                       ⢀⡠⠔⠒⠉        ⡇\n"
                 "    │             ⠈⠁⠐⠤⠄              ⢀⡠⠤⠒⠉⠁            ⡇\n"
                 "0.6 ┤                  ⠈⠉⠂⠠⢄⡀   ⢀⡠⠤⠒⠉⠁                 ⡇\n"
                 "    │⠐ ⠂⠐ ⠂⠐ ⠂⠐ ⠂⠐ ⠂⠐ ⠂⠐ ⠂⠐⢀⡢⠼⠒⠏⢑⡀⠂⠐ ⠂⠐ ⠂⠐ ⠂⠐ ⠂⠐ ⠂⠐ ⠂⠐ ⡇\n"
                 "0.4 ┤                 ⢀⡠⠤⠒⠉⠁     ⠈⠁⠐⠤⠄                 ⡇\n"
                 "    │            ⢀⡠⠤⠒⠉⠁               ⠈⠉⠂⠠⢄⡀           ⡇\n"
                 "0.2 ┤       ⢀⣀⠤⠒⠊⠁                          ⠐⠒⠄⢀⡀      ⡇\n"
                 "    │  ⢀⣀⠤⠒⠊⠁                                   ⠈⠁⠐⠤⡀  ⡇\n"
                 "0.0 ┤◆⠊⠁                                             ⠈⠑⠃\n"
                 "    └┬─────────┬─────────┬─────────┬─────────┬─────────┬────\n"
                 "    0.0       0.2       0.4       0.6       0.8       1.0\n");
    assert_drawn(60, 14, ZT_GLYPHS_ASCII,
                 "               ---- up   -- -- down   - - - flat   o p   x q\n"
                 "1.0 +--                                              /-x\n"
                 "    |   \\- --  o                             o  /----  |\n"
                 "0.8 +         -- -                         /----       |\n"
                 "    |             \\ --                /----            |\n"
                 "0.6 +                  \\- --     /----                 |\n"
                 "    |- - - - - - - - - - - -/----- - - - - - - - - - - -\n"
                 "0.4 +                  /----     \\ --                  |\n"
                 "    |             /----               \\- --            |\n"
                 "0.2 +        /----                          -- -       |\n"
                 "    |   /----                                   \\ --   |\n"
                 "0.0 +x--                                             \\-|\n"
                 "    ++---------+---------+---------+---------+---------+----\n"
                 "    0.0       0.2       0.4       0.6       0.8       1.0\n");
}
END_TEST

/* There are three dashes; on the fourth line stand marks, far from each other. */
START_TEST(further_lines_have_marks)
{
    static const double high[][2] = {{0, 1}, {1, 1}}, low[][2] = {{0, 0}, {1, 0}};
    ADD(ZT_SERIES_LINE, "a", low);
    ADD(ZT_SERIES_LINE, "b", low);
    ADD(ZT_SERIES_LINE, "c", low);
    ZtSeries *series = ADD(ZT_SERIES_LINE, "d", high);
    for (int i = 1; i < 200; i++) {
        ck_assert(zt_series_point(series, 1 + i / 100.0, i == 150 ? NAN : 1));
        ck_assert(zt_series_point(&figure->series[0], 1 + i / 100.0, 0));
    }
    ck_assert(shows(60, 14, ZT_GLYPHS_BRAILLE, "⠂⠐ ⠂⠐ c   ⠒⠒●⠒ d\n"));
    ZtBuf out = drawn(60, 14, ZT_GLYPHS_BRAILLE);
    size_t marks = 0;
    for (const char *at = zt_buf_text(&out); (at = strstr(at, "●")); at++)
        marks++;
    zt_buf_free(&out);
    ck_assert_uint_ge(marks, 4);
    ck_assert_uint_le(marks, 6);
}
END_TEST

START_TEST(marks_win_over_lines)
{
    static const double flat[][2] = {{0, 5}, {10, 5}}, point[][2] = {{5, 5}};
    ADD(ZT_SERIES_POINTS, NULL, point);
    ADD(ZT_SERIES_LINE, NULL, flat);
    ck_assert(shows(40, 10, ZT_GLYPHS_BRAILLE, "●"));
    ck_assert(shows(40, 10, ZT_GLYPHS_BLOCK, "●"));
    ck_assert(shows(40, 10, ZT_GLYPHS_ASCII, "-o-"));
}
END_TEST

START_TEST(details_go_in_order)
{
    set_fit();
    ck_assert(shows(60, 11, ZT_GLYPHS_ASCII, "model"));
    ck_assert(!shows(60, 8, ZT_GLYPHS_ASCII, "model"));
    ck_assert(!shows(24, 24, ZT_GLYPHS_ASCII, "----- model"));
    ck_assert(shows(60, 10, ZT_GLYPHS_ASCII, "Zolta"));
    ck_assert(!shows(60, 8, ZT_GLYPHS_ASCII, "Zolta"));
    ck_assert(shows(60, 8, ZT_GLYPHS_ASCII, "80"));
    ck_assert(!shows(60, 4, ZT_GLYPHS_ASCII, "80"));
    ck_assert(shows(60, 4, ZT_GLYPHS_ASCII, "+---"));
    ck_assert(!shows(60, 2, ZT_GLYPHS_ASCII, "|"));
    assert_drawn(1, 1, ZT_GLYPHS_ASCII, "o\n");
}
END_TEST

START_TEST(a_legend_too_wide_is_left_out)
{
    set_fit();
    ck_assert(shows(30, 16, ZT_GLYPHS_ASCII, "o data   ---- model"));
    ck_assert(!shows(21, 24, ZT_GLYPHS_ASCII, "model"));
    ck_assert(shows(21, 24, ZT_GLYPHS_ASCII, "Celsius"));
}
END_TEST

START_TEST(one_label_needs_no_legend)
{
    static const double flat[][2] = {{0, 5}, {10, 6}};
    ADD(ZT_SERIES_LINE, "lonely", flat);
    ck_assert(!shows(60, 20, ZT_GLYPHS_ASCII, "lonely"));
    ADD(ZT_SERIES_LINE, NULL, flat);
    ck_assert(!shows(60, 20, ZT_GLYPHS_ASCII, "lonely"));
    ADD(ZT_SERIES_RULE, "rule", flat);
    ck_assert(shows(60, 20, ZT_GLYPHS_ASCII, "---- lonely   - - - rule"));
}
END_TEST

START_TEST(hostile_titles_are_escaped)
{
    ck_assert(zt_figure_set(&figure->title, "\x1b]0;owned\a"));
    ck_assert(shows(60, 20, ZT_GLYPHS_BRAILLE, "\\e]0;owned\\x07"));
    ck_assert(!shows(60, 20, ZT_GLYPHS_BRAILLE, "\x1b"));
}
END_TEST

START_TEST(long_titles_and_labels_are_moved_in)
{
    static const double points[][2] = {{100000000.1, 0}, {100000000.5, 9}};
    ck_assert(zt_figure_set(&figure->title, "A title that is longer than its row"));
    ck_assert(zt_figure_set(&figure->x_title, "The time in seconds"));
    ADD(ZT_SERIES_POINTS, NULL, points);
    assert_drawn(24, 9, ZT_GLYPHS_ASCII,
                 "A title that is longer t\n"
                 "10 +                   o\n"
                 "   |\n"
                 " 5 +\n"
                 "   |\n"
                 " 0 +o\n"
                 "   +-------------------+\n"
                 "             100000000.5\n"
                 "    The time in seconds\n");
    assert_drawn(58, 9, ZT_GLYPHS_ASCII,
                 "             A title that is longer than its row\n"
                 "10 +                                                    o\n"
                 "   |\n"
                 " 5 +\n"
                 "   |\n"
                 " 0 +o\n"
                 "   +-------------+-------------------------+--------------\n"
                 "            100000000.2               100000000.4\n"
                 "                     The time in seconds\n");
}
END_TEST

START_TEST(an_empty_figure_has_axes)
{
    assert_drawn(30, 6, ZT_GLYPHS_ASCII,
                 "1.0 +\n"
                 "    |\n"
                 "0.5 +\n"
                 "0.0 +\n"
                 "    ++-----------+-----------+\n"
                 "    0.0         0.5        1.0\n");
    static const double nothing[][2] = {{NAN, 1}, {1, NAN}};
    ADD(ZT_SERIES_LINE, NULL, nothing);
    ADD(ZT_SERIES_POINTS, NULL, nothing);
    ADD(ZT_SERIES_STEMS, NULL, nothing);
    add(ZT_SERIES_RULE, NULL, NULL, 0);
    assert_drawn(30, 6, ZT_GLYPHS_ASCII,
                 "1.0 +\n"
                 "    |\n"
                 "0.5 +\n"
                 "0.0 +\n"
                 "    ++-----------+-----------+\n"
                 "    0.0         0.5        1.0\n");
}
END_TEST

/* At every size: as many lines as rows, none too wide, in ascii nothing but ASCII. */
static void assert_fits(int width, int height, ZtGlyphs glyphs)
{
    ZtBuf out = drawn(width, height, glyphs);
    const char *at = zt_buf_text(&out);
    int lines = 0;
    for (const char *end; (end = strchr(at, '\n')); at = end + 1) {
        ck_assert_uint_le(zt_text_width(at, (size_t)(end - at)), (size_t)width);
        lines++;
    }
    ck_assert_int_eq(lines, height);
    for (const char *c = zt_buf_text(&out); glyphs == ZT_GLYPHS_ASCII && *c; c++)
        ck_assert(*c == '\n' || (*c >= ' ' && *c <= '~'));
    zt_buf_free(&out);
}

START_TEST(every_size)
{
    static const double extremes[][2] = {{-1e308, 1e308}, {1e308, -1e308}, {0, INFINITY}};
    set_fit();
    for (int glyphs = ZT_GLYPHS_BRAILLE; glyphs <= ZT_GLYPHS_ASCII; glyphs++) {
        for (int size = 1; size < 25; size += 1 + size / 12) {
            for (int other = 1; other < 45; other += 1 + other / 8)
                assert_fits(other * 2 - 1, size, (ZtGlyphs)glyphs);
        }
        assert_fits(500, 200, (ZtGlyphs)glyphs);
        assert_fits(500, 1, (ZtGlyphs)glyphs);
        assert_fits(1, 200, (ZtGlyphs)glyphs);
    }
    ADD(ZT_SERIES_STEMS, "extremes", extremes);
    assert_fits(80, 24, ZT_GLYPHS_BRAILLE);
}
END_TEST

Suite *draw_suite(void)
{
    Suite *suite = suite_create("draw");
    TCase *tests = tcase_create("draw");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_fit_in_braille);
    tcase_add_test(tests, a_fit_in_blocks);
    tcase_add_test(tests, a_fit_in_ascii);
    tcase_add_test(tests, residuals_are_stems);
    tcase_add_test(tests, a_ragged_line_is_a_stroke);
    tcase_add_test(tests, many_points_of_a_smooth_line_make_it_no_thicker);
    tcase_add_test(tests, lines_break_and_points_beyond_are_marked);
    tcase_add_test(tests, stems_on_a_logarithmic_axis_stand_on_the_floor);
    tcase_add_test(tests, many_series_are_told_apart);
    tcase_add_test(tests, further_lines_have_marks);
    tcase_add_test(tests, marks_win_over_lines);
    tcase_add_test(tests, details_go_in_order);
    tcase_add_test(tests, a_legend_too_wide_is_left_out);
    tcase_add_test(tests, one_label_needs_no_legend);
    tcase_add_test(tests, hostile_titles_are_escaped);
    tcase_add_test(tests, long_titles_and_labels_are_moved_in);
    tcase_add_test(tests, an_empty_figure_has_axes);
    tcase_add_test(tests, every_size);
    suite_add_tcase(suite, tests);
    return suite;
}
