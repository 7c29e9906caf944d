#include <config.h>

#include "suites.h"
#include "support.h"

static Bench bench;

static void start(void)
{
    bench_start(&bench);
}

static void end(void)
{
    bench_end(&bench);
}

START_TEST(values_on_one_line)
{
    bench_says(&bench, "print 0.01 * 35.7 + 0.15", "0.507\n");
    bench_says(&bench, "print 1 + 1, 2 ^ 10 ,1/3", "2 1024 0.333333\n");
    bench_says(&bench, "print lr, epochs, -0, 1/0, 0/0", "0.0001 100 0 inf nan\n");
    bench_lines(&bench, "load thermometer\n");
    bench_says(&bench, "print loss, w, b", "1763.88 1 0\n");
    bench_says(&bench, "print grad(w), grad(b)", "4517.3 82.6\n");
    bench_says(&bench, "print max(1, 2), min(w, 3)", "2 1\n");
    bench_says(&bench, "print \"zolta\"[1], raw(zolta)[2]", "35.7 55.9\n");
}
END_TEST

START_TEST(digits_as_set)
{
    bench_says(&bench, "set digits 3; print 1/3", "0.333\n");
    bench_says(&bench, "set digits 17; print 0.1", "0.10000000000000001\n");
    bench_lines(&bench, "load thermometer\nset w 0.1\nset digits exact\n");
    bench_says(&bench, "print w, 0.1 + 0.2, zolta[1]", "0.1 0.30000000000000004 35.7\n");
    bench_lines(&bench, "set precision double\n");
    bench_says(&bench, "print w, zolta[1]", "0.10000000149011612 35.7\n");
}
END_TEST

START_TEST(comparisons_are_true_or_false)
{
    bench_says(&bench, "print 1 < 2, 1 > 2, 1 == 1 and 2 == 3, not 0", "true false false true\n");
    bench_says(&bench, "print 1 ~ 1.0001, 1 <= 1, 1 >= 2, 1 != 1", "true true false false\n");
    bench_says(&bench, "print (1 < 2) + 1", "2\n");
    bench_says(&bench, "print diverged", "false\n");
}
END_TEST

START_TEST(one_value_per_row)
{
    bench_lines(&bench, "load thermometer\n");
    bench_says(&bench, "print zolta, 1",
               "35.7 55.9 58.2 81.9 56.3 48.9 33.9 21.8 48.4 60.4 68.4 1\n");
    bench_says(&bench, "print zolta > 50",
               "false true true true true false false false false true true\n");
    bench_lines(&bench, "load iris\n");
    bench_says(&bench, "print sepal_length_cm, n", "5.1 4.9 4.7 ... 5.9 150\n");
}
END_TEST

START_TEST(twelve_rows_are_whole_and_thirteen_are_not)
{
    ZtBuf data = {0};
    zt_buf_puts(&data, "x,y\n");
    for (int i = 1; i <= 12; i++)
        zt_buf_printf(&data, "%d,%d\n", i, i);
    bench_write("rows.csv", zt_buf_text(&data));
    bench_lines(&bench, "load rows.csv\n");
    bench_says(&bench, "print x", "1 2 3 4 5 6 7 8 9 10 11 12\n");
    zt_buf_puts(&data, "13,13\n");
    bench_write("rows.csv", zt_buf_text(&data));
    bench_lines(&bench, "load rows.csv\n");
    bench_says(&bench, "print x", "1 2 3 ... 13\n");
    zt_buf_free(&data);
}
END_TEST

START_TEST(counts_of_commands)
{
    bench_says(&bench, "print 1; print count(print), count(PLOT)", "1\n1 0\n");
    bench_fails_kind(&bench, "print count(nothing)", ZT_ERR_FORMULA_COUNT);
}
END_TEST

START_TEST(errors_point_at_the_place)
{
    bench_fails_kind(&bench, "print", ZT_ERR_PRINT_EMPTY);
    bench_fails(&bench, "print 1 where",
                "error: unexpected 'where'\n"
                "  print 1 where\n"
                "          ^~~~~\n"
                "  put commas between the expressions\n");
    bench_lines(&bench, "load thermometer\n");
    bench_fails_kind(&bench, "print w, foo", ZT_ERR_FORMULA_NAME);
    ck_assert_uint_eq(bench.err.at, 9);
    ck_assert_uint_eq(bench.err.len, 3);
    ck_assert_uint_eq(bench.out.len, 0);
    bench_fails_kind(&bench, "print w,", ZT_ERR_FORMULA_EMPTY);
    bench_fails_kind(&bench, "print w, , b", ZT_ERR_FORMULA_OPERAND);
    bench_fails_kind(&bench, "print 1, 2 3", ZT_ERR_FORMULA_PRODUCT);
    bench_fails_kind(&bench, "print (1", ZT_ERR_FORMULA_OPEN);
}
END_TEST

START_TEST(data_is_needed_only_where_it_is_used)
{
    bench_fails_kind(&bench, "print loss", ZT_ERR_DATA_NONE);
    bench_says(&bench, "print lr * 2", "0.0002\n");
}
END_TEST

Suite *print_suite(void)
{
    Suite *suite = suite_create("print");
    TCase *tests = tcase_create("print");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, values_on_one_line);
    tcase_add_test(tests, digits_as_set);
    tcase_add_test(tests, comparisons_are_true_or_false);
    tcase_add_test(tests, one_value_per_row);
    tcase_add_test(tests, twelve_rows_are_whole_and_thirteen_are_not);
    tcase_add_test(tests, counts_of_commands);
    tcase_add_test(tests, errors_point_at_the_place);
    tcase_add_test(tests, data_is_needed_only_where_it_is_used);
    suite_add_tcase(suite, tests);
    return suite;
}
