#include <config.h>

#include <string.h>

#include "suites.h"
#include "support.h"

static Bench bench;

static void setup(void)
{
    bench_start(&bench);
}

static void teardown(void)
{
    bench_end(&bench);
}

START_TEST(the_summary)
{
    bench_says(&bench, "show",
               "data      none\n"
               "settings  lr 0.0001, loss mse, optimizer sgd, precision single, epochs 100\n");
    bench_lines(&bench, "load thermometer\nnormalize 0.1\nset lr 0.01");
    bench_says(&bench, "show",
               "data        thermometer, 11 rows\n"
               "normalize   0.1\n"
               "model       celsius = w * x + b\n"
               "parameters  w = 1, b = 0\n"
               "epoch       0\n"
               "loss        80.364342 now\n"
               "settings    lr 0.01, loss mse, optimizer sgd, precision single, epochs 100\n");
    bench_lines(&bench, "train 100\nnormalize standard");
    ck_assert(bench_line(&bench, "show"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "\nnormalize   standard\n"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, " now, 22.148710 last (epoch 100)\n"));
}
END_TEST

START_TEST(both_losses)
{
    bench_lines(&bench, "load thermometer\ntrain 100");
    ck_assert(bench_line(&bench, "show"));
    ck_assert_ptr_nonnull(
        strstr(bench.out.text, "loss        29.021753 now, 29.022667 last (epoch 100)\n"));
    bench_says(&bench, "show gradient",
               "loss 29.021753 now, 29.022667 last (epoch 100)\n"
               "parameter      now     last  derivative\n"
               "w          -0.0532  -0.0532  sum(2 * (p - y) / n * x)\n"
               "b           3.0225   3.0226  sum(2 * (p - y) / n)\n");
}
END_TEST

START_TEST(the_model_and_its_parameters)
{
    bench_lines(&bench, "load thermometer\nmodel celsius = w * zolta + b where w=0.5");
    bench_says(&bench, "show model",
               "model  celsius = w * zolta + b\n"
               "now    celsius = 0.5 * zolta + 0\n");
    bench_lines(&bench, "set w 0.25\nset b -3\nnormalize 2");
    bench_says(&bench, "show model",
               "model       celsius = w * zolta + b\n"
               "normalized  celsius = 0.25 * zolta - 3\n"
               "raw units   celsius = 0.5 * zolta - 3\n");
    bench_says(&bench, "show params",
               "parameter  start   now\n"
               "w            0.5  0.25\n"
               "b              0    -3\n");
    bench_lines(&bench, "load digits");
    ck_assert(bench_line(&bench, "show params"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "\nw64            1    1\n"));
}
END_TEST

START_TEST(gradient_before_any_epoch)
{
    bench_lines(&bench, "load thermometer");
    ck_assert(bench_line(&bench, "show gradient"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "w          4517.2964     -  sum("));
}
END_TEST

START_TEST(the_history)
{
    bench_lines(&bench, "load thermometer");
    bench_fails_kind(&bench, "show history", ZT_ERR_FORMULA_NO_EPOCH);
    bench_lines(&bench, "train 2");
    bench_says(&bench, "show history",
               "epoch         loss       w        b     grad_w   grad_b\n"
               "    1  1763.884766  0.5483  -0.0083  4517.2964  82.6000\n"
               "    2   323.090515  0.3623  -0.0118  1859.5493  35.7843\n");
    bench_lines(&bench, "train 18");
    ck_assert(bench_line(&bench, "show history"));
    ck_assert_ptr_null(strstr(bench.out.text, "..."));
    bench_lines(&bench, "train 1");
    ck_assert(bench_line(&bench, "show history"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "\n  ...\n   12  "));
}
END_TEST

START_TEST(the_data)
{
    bench_lines(&bench, "load thermometer\nlabel zolta \"Temp (°F)\"");
    bench_says(&bench, "show data",
               "column   type    role  count  mean      std   low  high\n"
               "zolta    number  x        11  51.8  16.8319  21.8  81.9\n"
               "celsius  number  y        11  10.5  9.21141    -4    28\n"
               "zolta: Temp (°F)\n"
               "\n"
               "row  zolta  celsius\n"
               "  1   35.7      0.5\n"
               "  2   55.9       14\n"
               "  3   58.2       15\n"
               "  4   81.9       28\n"
               "  5   56.3       11\n"
               "... (11 in all)\n");
}
END_TEST

START_TEST(text_columns_and_many_columns)
{
    bench_write("t.csv", "a,kind,b\n1,\"x\x1b\",2\n2,y,3\n");
    bench_lines(&bench, "load t.csv");
    bench_says(&bench, "show data",
               "column  type    role  count  mean       std  low  high\n"
               "a       number  x         2   1.5  0.707107    1     2\n"
               "kind    text              2\n"
               "b       number  y         2   2.5  0.707107    2     3\n"
               "kind: x\\e, y\n"
               "\n"
               "row  a  kind  b\n"
               "  1  1   x\\e  2\n"
               "  2  2     y  3\n");
    bench_write("one.csv", "a,b\n1,2\n");
    bench_lines(&bench, "load one.csv");
    ck_assert(bench_line(&bench, "show data"));
    ck_assert_ptr_nonnull(
        strstr(bench.out.text, "a       number  x         1     1  nan    1     1\n"));
}
END_TEST

START_TEST(many_classes_and_columns)
{
    ZtBuf text = {0};
    zt_buf_puts(&text, "k");
    for (int i = 0; i < 80; i++)
        zt_buf_printf(&text, ",c%d", i);
    for (int row = 0; row < 12; row++) {
        zt_buf_printf(&text, "\nclass%c", 'a' + row);
        for (int i = 0; i < 80; i++)
            zt_buf_printf(&text, ",%d", i + row);
    }
    bench_write("wide.csv", text.text);
    zt_buf_free(&text);
    bench_lines(&bench, "load wide.csv");
    ck_assert(bench_line(&bench, "show data"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "\n... (81 in all)\n"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, ", classj, ... (12 in all)\n"));
    ck_assert_ptr_null(strstr(bench.out.text, "c79"));
    ck_assert(bench_line(&bench, "show params"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "\n... (80 in all)\n"));
}
END_TEST

START_TEST(settings_are_listed)
{
    bench_lines(&bench, "set lr 0.5");
    ck_assert(bench_line(&bench, "show settings"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "lr          0.5\n"));
}
END_TEST

START_TEST(a_diverged_state)
{
    bench_lines(&bench, "load thermometer\nset lr 1\nset report quiet\ntrain 100");
    ck_assert(bench_line(&bench, "show"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, " (diverged)\n"));
}
END_TEST

START_TEST(writing_to_a_file)
{
    bench_lines(&bench, "load thermometer");
    bench_says(&bench, "show params > out.txt", "");
    ck_assert_str_eq(bench_read(&bench, "out.txt"), "parameter  start  now\n"
                                                    "w              1    1\n"
                                                    "b              0    0\n");
    bench_fails_kind(&bench, "show params > no/such/folder", ZT_ERR_FILE_NO_FOLDER);
    ck_assert_uint_eq(bench.err.at, 14);
    bench_fails_kind(&bench, "show model params > out.txt", ZT_ERR_COMMAND_EXTRA);
    bench_fails_kind(&bench, "show nothing > out.txt", ZT_ERR_SHOW_TOPIC);
    ck_assert_ptr_nonnull(strstr(bench_read(&bench, "out.txt"), "parameter"));
}
END_TEST

START_TEST(show_refuses)
{
    static const char *const topics[] = {"data", "model", "params", "gradient", "history"};
    for (size_t i = 0; i < sizeof topics / sizeof *topics; i++) {
        char line[40] = "show ";
        bench_fails_kind(&bench, strcat(line, topics[i]), ZT_ERR_DATA_NONE);
    }
    bench_fails_kind(&bench, "show modle", ZT_ERR_SHOW_TOPIC);
    ck_assert_str_eq(bench.err.arg[1], "model");
    bench_fails_kind(&bench, "show qqqqq", ZT_ERR_SHOW_TOPIC);
    ck_assert_str_eq(bench.err.arg[2], "data, model, settings, params, gradient, graph, history");
}
END_TEST

Suite *show_suite(void)
{
    Suite *suite = suite_create("show");
    TCase *tests = tcase_create("show");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, the_summary);
    tcase_add_test(tests, both_losses);
    tcase_add_test(tests, the_model_and_its_parameters);
    tcase_add_test(tests, gradient_before_any_epoch);
    tcase_add_test(tests, the_history);
    tcase_add_test(tests, the_data);
    tcase_add_test(tests, text_columns_and_many_columns);
    tcase_add_test(tests, many_classes_and_columns);
    tcase_add_test(tests, settings_are_listed);
    tcase_add_test(tests, a_diverged_state);
    tcase_add_test(tests, writing_to_a_file);
    tcase_add_test(tests, show_refuses);
    suite_add_tcase(suite, tests);
    return suite;
}
