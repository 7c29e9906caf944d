#include <string.h>

#include "suites.h"

#include "ui/inks.h"
#include "ui/page.h"

static ZtPage page;

static void begin(void)
{
    page = (ZtPage){0};
}

static void end(void)
{
    zt_page_free(&page);
}

/* The lines from `first` on at that width, each ended by '|'. */
static const char *shown(int width, int height, size_t first)
{
    static char text[2000];
    ZtCanvas *canvas = zt_canvas_new(width, height);
    ZtBuf out = {0};

    zt_page_draw(&page, first, canvas, (ZtRect){0, 0, width, height});
    zt_canvas_write(canvas, false, &out);
    strncpy(text, zt_buf_text(&out), sizeof text - 1);
    for (char *c = text; (c = strchr(c, '\n')); c++)
        *c = '|';
    zt_buf_free(&out);
    zt_canvas_free(canvas);
    return text;
}

static void add(const char *text)
{
    zt_page_lines(&page, text, strlen(text), ZT_INK_PLAIN);
}

START_TEST(words_are_wrapped)
{
    add("one two three\nfour\n");
    ck_assert_str_eq(shown(8, 3, 0), "one two|  three|four|");
    ck_assert_uint_eq(zt_page_wrap(&page, 8), 3);
    ck_assert_str_eq(shown(13, 2, 0), "one two three|four|");
    ck_assert_str_eq(shown(8, 2, 1), "  three|four|");
}
END_TEST

START_TEST(tables_keep_their_columns)
{
    add("n  value   long\n1   -2.5  100.5\n2  123.4    7.0\n");
    ck_assert_str_eq(shown(14, 6, 0), "n  value|     long|1   -2.5|    100.5|2  123.4|      7.0|");
    ck_assert_str_eq(shown(15, 3, 0), "n  value   long|1   -2.5  100.5|2  123.4    7.0|");
    ck_assert_str_eq(shown(8, 6, 0), "n  value|  long|1   -2.5|  100.5|2  123.4|  7.0|");
}
END_TEST

START_TEST(long_words_are_cut)
{
    add("abcdefgh\n");
    ck_assert_str_eq(shown(3, 3, 0), "abc|def|gh|");
    ck_assert_str_eq(shown(1, 2, 0), "a|b|");
}
END_TEST

START_TEST(indents_are_kept)
{
    add("  abc def gh\n");
    ck_assert_str_eq(shown(12, 2, 0), "  abc def gh||");
    ck_assert_str_eq(shown(11, 2, 0), "  abc def|    gh|");
    ck_assert_str_eq(shown(8, 3, 0), "  abc|def gh||"); /* no room for that */
}
END_TEST

START_TEST(colours_are_taken_out)
{
    add("a\x1b[0;36mb\x1b[0mc\n");
    ck_assert_str_eq(shown(10, 1, 0), "abc|");
}
END_TEST

START_TEST(empty_lines_stand)
{
    add("a\n\nb\n");
    ck_assert_str_eq(shown(4, 3, 0), "a||b|");
}
END_TEST

START_TEST(inks_go_on_in_the_next_line)
{
    ZtCanvas *canvas = zt_canvas_new(3, 2);

    zt_page_begin(&page, 0);
    zt_page_puts(&page, "a ", ZT_INK_PLAIN);
    zt_page_puts(&page, "b cd", ZT_INK_CODE);
    zt_page_draw(&page, 0, canvas, (ZtRect){0, 0, 3, 2});
    ck_assert_uint_eq(canvas->cells[0].ink, ZT_INK_PLAIN);
    ck_assert_uint_eq(canvas->cells[2].ink, ZT_INK_CODE);
    ck_assert_uint_eq(canvas->cells[3].code, 'c');
    ck_assert_uint_eq(canvas->cells[3].ink, ZT_INK_CODE);
    zt_canvas_free(canvas);
}
END_TEST

START_TEST(marked_paragraphs_hang)
{
    zt_page_begin(&page, 2);
    zt_page_puts(&page, "• ", ZT_INK_PLAIN);
    zt_page_puts(&page, "aa bb", ZT_INK_PLAIN);
    ck_assert_str_eq(shown(6, 2, 0), "• aa|  bb|");
}
END_TEST

START_TEST(wide_characters_count_two)
{
    add("日本語\n");
    ck_assert_str_eq(shown(5, 2, 0), "日本|語|");
}
END_TEST

START_TEST(long_texts_lose_their_beginning)
{
    for (int i = 0; i < 10000; i++)
        add(i == 9999 ? "last\n" : "line\n");
    ck_assert_uint_lt(zt_page_wrap(&page, 10), 5000);
    ck_assert_str_eq(shown(10, 1, page.lines - 1), "last|");
}
END_TEST

START_TEST(clearing_forgets)
{
    add("a\n");
    ck_assert_uint_eq(zt_page_wrap(&page, 5), 1);
    zt_page_clear(&page);
    ck_assert_uint_eq(zt_page_wrap(&page, 5), 0);
    add("b\n");
    ck_assert_str_eq(shown(5, 1, 0), "b|");
}
END_TEST

Suite *page_suite(void)
{
    Suite *suite = suite_create("page");
    TCase *tests = tcase_create("page");

    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_test(tests, words_are_wrapped);
    tcase_add_test(tests, tables_keep_their_columns);
    tcase_add_test(tests, long_words_are_cut);
    tcase_add_test(tests, indents_are_kept);
    tcase_add_test(tests, colours_are_taken_out);
    tcase_add_test(tests, empty_lines_stand);
    tcase_add_test(tests, inks_go_on_in_the_next_line);
    tcase_add_test(tests, marked_paragraphs_hang);
    tcase_add_test(tests, wide_characters_count_two);
    tcase_add_test(tests, long_texts_lose_their_beginning);
    tcase_add_test(tests, clearing_forgets);
    suite_add_tcase(suite, tests);
    return suite;
}
