#include <config.h>

#include <stdio.h>
#include <string.h>

#include "suites.h"
#include "ui/recall.h"

static ZtRecall recall;
static ZtBuf out;

static void start(void)
{
    recall = (ZtRecall){0};
    out = (ZtBuf){0};
}

static void stop(void)
{
    zt_recall_free(&recall);
    zt_buf_free(&out);
}

static const char *written(void)
{
    zt_buf_clear(&out);
    zt_recall_write(&recall, &out);
    return zt_buf_text(&out);
}

static bool add(const char *line)
{
    return zt_recall_add(&recall, line, strlen(line));
}

START_TEST(keeps_the_order_without_duplicates)
{
    ck_assert_str_eq(written(), "");
    ck_assert(add("load a") && add("train") && add("load b") && add("train"));
    ck_assert_str_eq(written(), "load a\nload b\ntrain\n");
    ck_assert(add("load a"));
    ck_assert_str_eq(written(), "load b\ntrain\nload a\n");
}
END_TEST

START_TEST(empty_lines_are_not_kept)
{
    ck_assert(!add("") && !add("   "));
    ck_assert_uint_eq(recall.count, 0);
}
END_TEST

START_TEST(the_oldest_go_at_the_limit)
{
    char line[20];

    for (int i = 0; i < 1003; i++) {
        snprintf(line, sizeof line, "print %d", i);
        add(line);
    }
    ck_assert_uint_eq(recall.count, 1000);
    ck_assert_str_eq(recall.line[0], "print 3");
    ck_assert_str_eq(recall.line[999], "print 1002");
}
END_TEST

START_TEST(hostile_lines_are_left_out)
{
    static const char text[] = "good\n\x1b]0;owned\x07\nbad\x80\xff\n\0\0\n\xe2\x80\xaetxt\n"
                               "fine \xc3\xa9t\xc3\xa9\nwith\ttab\nno end";

    zt_recall_add_text(&recall, text, sizeof text - 1);
    ck_assert_str_eq(written(), "good\nfine \xc3\xa9t\xc3\xa9\nno end\n");
}
END_TEST

START_TEST(long_lines_are_left_out)
{
    char line[ZT_RECALL_LINE_MAX + 2];

    memset(line, 'x', sizeof line);
    ck_assert(zt_recall_add(&recall, line, ZT_RECALL_LINE_MAX));
    ck_assert(!zt_recall_add(&recall, line, ZT_RECALL_LINE_MAX + 1));
    ck_assert_uint_eq(recall.count, 1);
}
END_TEST

START_TEST(only_the_end_of_a_long_text_counts)
{
    ZtBuf text = {0};

    for (int i = 0; i < 5000; i++)
        zt_buf_printf(&text, "print %d\n", i);
    zt_recall_add_text(&recall, text.text, text.len);
    ck_assert_uint_eq(recall.count, 1000);
    ck_assert_str_eq(recall.line[0], "print 4000");
    ck_assert_str_eq(recall.line[999], "print 4999");
    zt_buf_free(&text);
}
END_TEST

START_TEST(an_empty_text_is_fine)
{
    zt_recall_add_text(&recall, "", 0);
    zt_recall_add_text(&recall, "\n", 1);
    zt_recall_add_text(&recall, "\n\n\n", 3);
    ck_assert_uint_eq(recall.count, 0);
}
END_TEST

Suite *recall_suite(void)
{
    Suite *suite = suite_create("recall");
    TCase *tcase = tcase_create("recall");

    tcase_add_checked_fixture(tcase, start, stop);
    tcase_add_test(tcase, keeps_the_order_without_duplicates);
    tcase_add_test(tcase, empty_lines_are_not_kept);
    tcase_add_test(tcase, the_oldest_go_at_the_limit);
    tcase_add_test(tcase, hostile_lines_are_left_out);
    tcase_add_test(tcase, long_lines_are_left_out);
    tcase_add_test(tcase, only_the_end_of_a_long_text_counts);
    tcase_add_test(tcase, an_empty_text_is_fine);
    suite_add_tcase(suite, tcase);
    return suite;
}
