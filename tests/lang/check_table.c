#include <config.h>

#include "lang/table.h"
#include "suites.h"

static void fill(ZtTable *table, const char *const *cells)
{
    for (; *cells; cells++)
        zt_buf_puts(zt_table_cell(table), *cells);
}

START_TEST(columns_are_aligned)
{
    static const char *const cells[] = {"name", "value", "zolta", "1", "é", "", NULL};
    ZtTable table = {.columns = 2};
    ZtBuf out = {0};
    fill(&table, cells);
    zt_table_print(&table, 2, "lr", &out);
    ck_assert_str_eq(out.text, "  name   value\n  zolta      1\n  é\n");
    zt_buf_clear(&out);
    zt_table_print(&table, 0, "l", &out);
    ck_assert_str_eq(out.text, "name   value\nzolta  1\né\n");
    zt_table_free(&table);
    zt_buf_free(&out);
}
END_TEST

START_TEST(rows_need_not_be_complete)
{
    static const char *const cells[] = {"a", "b", "c", NULL};
    ZtTable table = {.columns = 2};
    ZtBuf out = {0};
    zt_table_print(&table, 0, "l", &out);
    ck_assert_str_eq(zt_buf_text(&out), "");
    fill(&table, cells);
    zt_table_print(&table, 0, "r", &out);
    ck_assert_str_eq(out.text, "a  b\nc\n");
    zt_table_free(&table);
    zt_buf_free(&out);
}
END_TEST

START_TEST(lost_memory_is_not_lost_sight_of)
{
    ZtTable table = {.columns = 1};
    ZtBuf out = {0};
    zt_buf_puts(zt_table_cell(&table), "a");
    table.text.failed = true;
    zt_table_print(&table, 0, "l", &out);
    ck_assert(out.failed);
    zt_table_free(&table);
    zt_buf_free(&out);
}
END_TEST

Suite *table_suite(void)
{
    Suite *suite = suite_create("table");
    TCase *tests = tcase_create("table");
    tcase_add_test(tests, columns_are_aligned);
    tcase_add_test(tests, rows_need_not_be_complete);
    tcase_add_test(tests, lost_memory_is_not_lost_sight_of);
    suite_add_tcase(suite, tests);
    return suite;
}
