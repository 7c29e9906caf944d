/* Cells, clipping, wide characters, and the text that a canvas becomes. */
#include "plot/canvas.h"

#include "suites.h"

static ZtCanvas *canvas;

static void setup(void)
{
    canvas = zt_canvas_new(6, 2);
    ck_assert_ptr_nonnull(canvas);
}

static void teardown(void)
{
    zt_canvas_free(canvas);
}

static void assert_written(bool colour, const char *expected)
{
    ZtBuf out = {0};
    zt_canvas_write(canvas, colour, &out);
    ck_assert_str_eq(zt_buf_text(&out), expected);
    zt_buf_free(&out);
}

static int put_text(int column, int row, const char *text, int limit)
{
    return zt_canvas_text(canvas, column, row, text, limit, ZT_INK_PLAIN);
}

START_TEST(begins_blank)
{
    assert_written(false, "\n\n");
    zt_canvas_put(canvas, 2, 1, 'x', ZT_INK_1);
    assert_written(false, "\n  x\n");
    zt_canvas_clear(canvas);
    assert_written(true, "\n\n");
    zt_canvas_free(NULL);
}
END_TEST

START_TEST(clips)
{
    static const int places[][2] = {{-1, 0}, {6, 0}, {0, -1}, {0, 2}};
    for (int i = 0; i < 4; i++)
        zt_canvas_put(canvas, places[i][0], places[i][1], 'x', ZT_INK_PLAIN);
    assert_written(false, "\n\n");
}
END_TEST

START_TEST(puts_no_control_and_no_mark)
{
    static const uint32_t codes[] = {0, '\n', 0x1B, 0x7F, 0x9B, 0x301};
    for (int i = 0; i < 6; i++)
        zt_canvas_put(canvas, 0, 0, codes[i], ZT_INK_PLAIN);
    assert_written(false, "\n\n");
}
END_TEST

START_TEST(wide_characters_take_two_cells)
{
    ck_assert_int_eq(put_text(0, 0, "温度a", 6), 5);
    assert_written(false, "温度a\n\n");
    ck_assert_uint_eq(canvas->cells[1].code, 0);
    zt_canvas_put(canvas, 1, 0, 'x', ZT_INK_PLAIN);
    assert_written(false, " x度a\n\n");
    zt_canvas_put(canvas, 2, 0, 'y', ZT_INK_PLAIN);
    assert_written(false, " xy a\n\n");
    ck_assert_int_eq(put_text(0, 0, "温度温", 6), 6);
    zt_canvas_put(canvas, 1, 0, 0x6E29, ZT_INK_PLAIN);
    assert_written(false, " 温 温\n\n");
}
END_TEST

START_TEST(a_wide_character_is_not_cut)
{
    zt_canvas_put(canvas, 5, 0, 0x6E29, ZT_INK_PLAIN);
    assert_written(false, "\n\n");
    ck_assert_int_eq(put_text(0, 1, "a温b", 2), 1);
    assert_written(false, "\na\n");
}
END_TEST

START_TEST(text_stops_at_its_limit)
{
    ck_assert_int_eq(put_text(0, 0, "abc", 2), 2);
    ck_assert_int_eq(put_text(3, 1, "defgh", 9), 3);
    ck_assert_int_eq(put_text(9, 1, "x", 9), 0);
    ck_assert_int_eq(put_text(0, 0, "xyz", 0), 0);
    ck_assert_int_eq(put_text(0, 0, "xyz", -3), 0);
    assert_written(false, "ab\n   def\n");
}
END_TEST

START_TEST(text_is_made_safe)
{
    ck_assert_int_eq(put_text(0, 0, "\x1b[m", 6), 4);
    ck_assert_int_eq(put_text(0, 1, "e\xCC\x81\xFF", 6), 5);
    assert_written(false, "\\e[m\ne\\xFF\n");
    ck_assert_int_eq(zt_canvas_measure("\x1b[m"), 4);
    ck_assert_int_eq(zt_canvas_measure("温 °C"), 5);
    ck_assert_int_eq(zt_canvas_measure(""), 0);
}
END_TEST

START_TEST(colour_ends_with_its_line)
{
    zt_canvas_put(canvas, 0, 0, 'a', ZT_INK_1);
    zt_canvas_put(canvas, 2, 0, 'b', ZT_INK_1);
    zt_canvas_put(canvas, 3, 0, 'c', ZT_INK_PLAIN);
    zt_canvas_put(canvas, 0, 1, 'd', ZT_INK_BOLD);
    zt_canvas_put(canvas, 1, 1, 'e', ZT_INK_DIM);
    assert_written(false, "a bc\nde\n");
    assert_written(true, "\x1b[0;36ma b\x1b[0mc\n\x1b[0;1md\x1b[0;2me\x1b[0m\n");
}
END_TEST

Suite *canvas_suite(void)
{
    Suite *suite = suite_create("canvas");
    TCase *tests = tcase_create("canvas");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, begins_blank);
    tcase_add_test(tests, clips);
    tcase_add_test(tests, puts_no_control_and_no_mark);
    tcase_add_test(tests, wide_characters_take_two_cells);
    tcase_add_test(tests, a_wide_character_is_not_cut);
    tcase_add_test(tests, text_stops_at_its_limit);
    tcase_add_test(tests, text_is_made_safe);
    tcase_add_test(tests, colour_ends_with_its_line);
    suite_add_tcase(suite, tests);
    return suite;
}
