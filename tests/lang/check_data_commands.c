#include <config.h>

#include <stdio.h>
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

START_TEST(load_says_what_it_found)
{
    bench_says(&bench, "load thermometer", "thermometer: 11 rows; x = zolta, y = celsius\n");
    bench_says(&bench, "load iris",
               "iris: 150 rows; x1 = sepal_length_cm, x2 = sepal_width_cm, "
               "x3 = petal_length_cm, y = petal_width_cm\n");
    bench_says(&bench, "load digits", "digits: 1797 rows; x1 ... x64 = p00 ... p77, y = digit\n");
    bench_says(&bench, "load y=celsius X=zolta thermometer",
               "thermometer: 11 rows; x = zolta, y = celsius\n");
    bench_says(&bench, "load thermometer y=zolta",
               "thermometer: 11 rows; x = celsius, y = zolta\n");
}
END_TEST

START_TEST(files_and_data_sets)
{
    bench_write("thermometer", "a,b\n1,2\n");
    bench_says(&bench, "load thermometer", "thermometer: 11 rows; x = zolta, y = celsius\n");
    bench_says(&bench, "load ./thermometer", "./thermometer: 1 row; x = a, y = b\n");
    bench_write("my data.csv", "\"a b\",\"c,d\",e\n1,2,3\n4,NA,6\n");
    bench_says(&bench, "load 'my data.csv' missing=drop x=\"a b\",'c,d'",
               "my data.csv: 1 row (1 left out); x1 = a b, x2 = c,d, y = e\n");
    bench_says(&bench, "load \"my data.csv\" y='a b' x=e missing=DROP",
               "my data.csv: 1 row (1 left out); x = e, y = a b\n");
    bench_fails_kind(&bench, "load 'my data.csv'", ZT_ERR_CSV_MISSING);
}
END_TEST

START_TEST(names_are_escaped)
{
    bench_write("e.csv", "\"a\x1b[2J\",b\n1,2\n");
    bench_says(&bench, "load e.csv", "e.csv: 1 row; x = a\\e[2J, y = b\n");
}
END_TEST

START_TEST(load_refuses)
{
    bench_fails_kind(&bench, "load", ZT_ERR_COMMAND_MISSING);
    bench_fails_kind(&bench, "load x=a", ZT_ERR_COMMAND_MISSING);
    bench_fails_kind(&bench, "load thermometr", ZT_ERR_LOAD_NAME);
    ck_assert_str_eq(bench.err.arg[1], "thermometer");
    bench_fails_kind(&bench, "load qqqqqqqq", ZT_ERR_LOAD_NAME);
    ck_assert_str_eq(bench.err.arg[2], "anscombe, digits, iris, penguins, tea, thermometer");
    bench_fails_kind(&bench, "load ./qqq", ZT_ERR_FILE_MISSING);
    bench_fails_kind(&bench, "load thermometer iris", ZT_ERR_LOAD_OPTION);
    bench_fails_kind(&bench, "load thermometer mising=drop", ZT_ERR_LOAD_OPTION);
    ck_assert_str_eq(bench.err.arg[1], "missing");
    bench_fails_kind(&bench, "load thermometer missing=keep", ZT_ERR_LOAD_VALUE);
    bench_fails_kind(&bench, "load thermometer y=a,b", ZT_ERR_LOAD_VALUE);
    bench_fails_kind(&bench, "load thermometer y=", ZT_ERR_LOAD_VALUE);
    bench_fails_kind(&bench, "load thermometer x=a,,b", ZT_ERR_LOAD_VALUE);
    bench_fails_kind(&bench, "load thermometer rows=many", ZT_ERR_LOAD_VALUE);
    bench_fails_kind(&bench, "load thermometer checksum=12", ZT_ERR_LOAD_VALUE);
    bench_fails_kind(&bench, "load thermometer x=zolta x=zolta", ZT_ERR_COMMAND_EXTRA);
    bench_fails_kind(&bench, "load thermometer x=\"zolta", ZT_ERR_LINE_QUOTE);
    ck_assert_ptr_null(bench.shell->session->data);
}
END_TEST

START_TEST(errors_of_columns_point_at_their_option)
{
    bench_fails(&bench, "load thermometer y=celsius x=zola",
                "error: the data has no column 'zola'\n"
                "  load thermometer y=celsius x=zola\n"
                "                             ^~~~~~\n"
                "  did you mean 'zolta'?\n");
    bench_fails_kind(&bench, "load thermometer x=zolta y=foo", ZT_ERR_DATA_COLUMN);
    ck_assert_uint_eq(bench.err.at, 25);
    bench_write("one.csv", "a\n1\n");
    bench_fails_kind(&bench, "load one.csv", ZT_ERR_DATA_NO_INPUT);
    ck_assert_uint_eq(bench.err.at, 0);
}
END_TEST

START_TEST(saved_data_is_verified)
{
    bench_lines(&bench, "load thermometer rows=11");
    char line[120];
    snprintf(line, sizeof line, "load thermometer rows=11 checksum=%016llX",
             (unsigned long long)bench.shell->session->data->checksum);
    ck_assert(bench_line(&bench, line));
    bench_lines(&bench, "set w 3");
    bench_fails_kind(&bench, "load thermometer rows=12", ZT_ERR_DATA_CHANGED);
    bench_fails_kind(&bench, "load thermometer checksum=0123456789abcdef", ZT_ERR_DATA_CHANGED);
    ck_assert(bench.shell->session->param[0] == 3);
}
END_TEST

START_TEST(reading_can_be_interrupted)
{
    FILE *file = fopen("long.csv", "w");
    ck_assert_ptr_nonnull(file);
    for (int i = 0; i < 400000; i++)
        fprintf(file, "%d,%d\n", i, i + 1);
    fclose(file);
    bench.patience = 0;
    bench_fails_kind(&bench, "load long.csv", ZT_ERR_INTERRUPTED);
    ck_assert_str_eq(zt_buf_text(&bench.notes), "stopped reading; nothing has changed\n");
    ck_assert(bench.shell->interrupted);
    ck_assert_ptr_null(bench.shell->session->data);
    ck_assert_uint_eq(bench.total, 0);
}
END_TEST

START_TEST(precision_reads_the_data_again)
{
    bench_write("d.csv", "a,b\n0.1,1\n0.2,2\n");
    bench_lines(&bench, "load d.csv\nset precision double");
    ck_assert(zt_dataset_value(bench.shell->session->data, 0, 0) == 0.1);
    bench_lines(&bench, "set precision single");
    ck_assert(zt_dataset_value(bench.shell->session->data, 0, 0) == (double)0.1f);
    bench_write("d.csv", "a,b\n0.1,1\n0.3,2\n");
    ck_assert(!bench_line(&bench, "set precision double"));
    ck_assert_int_eq(bench.err.kind, ZT_ERR_DATA_ALTERED);
    remove("d.csv");
    bench_fails_kind(&bench, "set precision double", ZT_ERR_FILE_MISSING);
    ck_assert_int_eq(bench.shell->session->settings.precision, ZT_SINGLE);
}
END_TEST

static void load_from_memory(void)
{
    ZtBuilder *builder = zt_builder_new("mem", ZT_SINGLE);
    ck_assert(zt_builder_column(builder, "a", false) && zt_builder_column(builder, "b", false));
    ck_assert(zt_builder_number(builder, 0, 1) && zt_builder_number(builder, 1, 2));
    ck_assert(zt_builder_row(builder));
    ZtDataset *data = zt_builder_finish(builder);
    ck_assert(zt_session_load(bench.shell->session, data, NULL, 0, NULL, &bench.err));
    zt_dataset_release(data);
}

START_TEST(data_without_a_source_cannot_be_read_again)
{
    load_from_memory();
    bench_fails_kind(&bench, "set precision double", ZT_ERR_DATA_STDIN_AGAIN);
    bench_fails_kind(&bench, "save s.zt", ZT_ERR_SAVE_DATA);
}
END_TEST

START_TEST(precision_without_data)
{
    bench_lines(&bench, "set precision double\nload thermometer");
    ck_assert_int_eq(bench.shell->session->data->precision, ZT_DOUBLE);
}
END_TEST

START_TEST(model_prints_its_parameters)
{
    bench_fails_kind(&bench, "model w * x", ZT_ERR_DATA_NONE);
    bench_lines(&bench, "load thermometer");
    bench_says(&bench, "model a * zolta + c where a=0.5", "parameters: a = 0.5, c = 0\n");
    bench_says(&bench, "model 3 * x", "parameters: none\n");
    bench_says(&bench, "model a1*x+a2*x+a3*x+a4*x+a5*x+a6*x+a7*x+a8*x+a9",
               "parameters: a1 = 1, a2 = 1, a3 = 1, a4 = 1, a5 = 1, a6 = 1, a7 = 1, a8 = 1, "
               "... (9 in all)\n");
    bench_fails_kind(&bench, "model", ZT_ERR_COMMAND_MISSING);
    ck_assert(!bench_line(&bench, "model w * (x + b"));
    ck_assert_uint_eq(bench.err.at, 10);
}
END_TEST

START_TEST(labels)
{
    bench_lines(&bench, "load thermometer\nlabel zolta \"Temperature (°F)\"");
    ck_assert_str_eq(zt_session_column_title(bench.shell->session, 0), "Temperature (°F)");
    bench_lines(&bench, "label zolta Température de  l'eau");
    ck_assert_str_eq(zt_session_column_title(bench.shell->session, 0), "Température de l'eau");
    bench_lines(&bench, "label zolta \"\"");
    ck_assert_str_eq(zt_session_column_title(bench.shell->session, 0), "zolta");
    bench_fails_kind(&bench, "label zolta", ZT_ERR_COMMAND_MISSING);
    bench_fails_kind(&bench, "label zola x", ZT_ERR_DATA_COLUMN);
    ck_assert_uint_eq(bench.err.at, 6);
}
END_TEST

START_TEST(normalize_shows_what_x_is)
{
    bench_fails_kind(&bench, "normalize 0.1", ZT_ERR_DATA_NONE);
    bench_lines(&bench, "load thermometer");
    bench_says(&bench, "normalize 0.1", "x = zolta * 0.1\n");
    ck_assert_str_eq(zt_buf_text(&bench.notes), "");
    bench_says(&bench, "normalize 0.1", "x = zolta * 0.1\n");
    bench_says(&bench, "normalize 1 / 8", "x = zolta * 0.125\n");
    bench_says(&bench, "normalize STANDARD", "x = (zolta - 51.8) / 16.8319\n");
    bench_says(&bench, "normalize minmax", "x = (zolta - 21.8) / 60.1\n");
    bench_says(&bench, "normalize none", "x = zolta\n");
    bench_lines(&bench, "load thermometer y=zolta");
    bench_says(&bench, "normalize minmax", "x = (celsius + 4) / 32\n");
    bench_lines(&bench, "load iris");
    bench_says(&bench, "normalize 2",
               "x1 = sepal_length_cm * 2\nx2 = sepal_width_cm * 2\nx3 = petal_length_cm * 2\n");
    bench_lines(&bench, "load digits");
    ck_assert(bench_line(&bench, "normalize 2"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "x6 = p05 * 2\n... (64 in all)\n"));
}
END_TEST

START_TEST(normalize_says_what_is_kept)
{
    static const char remark[] = "The parameters and the epoch are kept; reset starts afresh.\n";
    bench_lines(&bench, "load thermometer\ntrain 2");
    bench_says(&bench, "normalize 0.1", "x = zolta * 0.1\n");
    ck_assert_str_eq(bench.notes.text, remark);
    bench_lines(&bench, "reset\nset w 2");
    bench_says(&bench, "normalize none", "x = zolta\n");
    ck_assert_str_eq(bench.notes.text, remark);
}
END_TEST

START_TEST(normalize_refuses)
{
    bench_lines(&bench, "load thermometer");
    bench_fails_kind(&bench, "normalize", ZT_ERR_COMMAND_MISSING);
    bench_fails_kind(&bench, "normalize 0", ZT_ERR_NORMALIZE_FACTOR);
    ck_assert_uint_eq(bench.err.at, 10);
    bench_fails_kind(&bench, "normalize standrad", ZT_ERR_NORMALIZE_KIND);
    ck_assert_str_eq(bench.err.arg[1], "standard");
    bench_fails_kind(&bench, "normalize x3z", ZT_ERR_NORMALIZE_KIND);
    ck_assert(!bench_line(&bench, "normalize 1 +"));
    bench_fails_kind(&bench, "normalize 0,1", ZT_ERR_FORMULA_COMMA);
    ck_assert_uint_eq(bench.err.at, 10);
    bench_write("flat.csv", "a,b\n1,2\n1,3\n");
    bench_lines(&bench, "load flat.csv");
    bench_fails_kind(&bench, "normalize standard", ZT_ERR_DATA_CONSTANT);
    ck_assert_uint_eq(bench.err.at, 0);
}
END_TEST

START_TEST(predictions)
{
    bench_fails_kind(&bench, "predict 1", ZT_ERR_DATA_NONE);
    bench_lines(&bench, "load thermometer\nset w 2\nset b 1");
    bench_says(&bench, "predict 1 -2 3e1", "3\n-3\n61\n");
    bench_lines(&bench, "normalize 0.5");
    bench_says(&bench, "predict 1", "2\n");
    bench_lines(&bench, "set digits 3\nset w 1/3");
    bench_says(&bench, "predict 1", "1.17\n");
    bench_lines(&bench, "load iris");
    bench_says(&bench, "predict 1,2,3 4,5,6", "6\n15\n");
}
END_TEST

START_TEST(predictions_for_a_file)
{
    bench_lines(&bench, "load thermometer");
    bench_write("in.csv", "zolta\n1\n2\n");
    bench_says(&bench, "predict in.csv", "1\n2\n");
    bench_write("7", "zolta\n1\n2\n");
    bench_says(&bench, "predict 7", "7\n");
    bench_says(&bench, "predict ./7", "1\n2\n");
    ck_assert(bench_line(&bench, "predict thermometer"));
    ck_assert(strncmp(bench.out.text, "35.7\n55.9\n", 10) == 0);
    bench_write("bad.csv", "a,b\n1,2\n");
    bench_fails_kind(&bench, "predict bad.csv", ZT_ERR_CSV_INPUT_COLUMN);
    bench_fails_kind(&bench, "predict ./gone.csv", ZT_ERR_FILE_MISSING);
    ck_assert_uint_eq(bench.err.at, 8);
}
END_TEST

START_TEST(predict_refuses)
{
    bench_lines(&bench, "load thermometer");
    bench_fails_kind(&bench, "predict", ZT_ERR_COMMAND_MISSING);
    bench_fails_kind(&bench, "predict 3 abc", ZT_ERR_NOT_NUMBER);
    bench_fails_kind(&bench, "predict gone.csv", ZT_ERR_NOT_NUMBER);
    bench_fails_kind(&bench, "predict 1e999", ZT_ERR_FORMULA_NUMBER);
    bench_fails(&bench, "predict 1 35,7",
                "error: the number of values in this row is 2; the number of inputs is 1\n"
                "  predict 1 35,7\n"
                "            ^~~~\n"
                "  numbers have a decimal point: 35.7\n");
    bench_fails_kind(&bench, "predict 1,2,3", ZT_ERR_PREDICT_COUNT);
    bench_lines(&bench, "load iris");
    bench_fails_kind(&bench, "predict 1,2", ZT_ERR_PREDICT_COUNT);
    ck_assert_str_eq(bench.err.arg[2], "");
    bench_fails_kind(&bench, "predict 1,,2", ZT_ERR_NOT_NUMBER);
    bench_lines(&bench, "load iris x=sepal_length_cm\nmodel w * petal_length_cm");
    bench_fails_kind(&bench, "predict 1", ZT_ERR_PREDICT_COLUMN);
}
END_TEST

Suite *data_commands_suite(void)
{
    Suite *suite = suite_create("data commands");
    TCase *tests = tcase_create("data commands");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, load_says_what_it_found);
    tcase_add_test(tests, files_and_data_sets);
    tcase_add_test(tests, names_are_escaped);
    tcase_add_test(tests, load_refuses);
    tcase_add_test(tests, errors_of_columns_point_at_their_option);
    tcase_add_test(tests, saved_data_is_verified);
    tcase_add_test(tests, reading_can_be_interrupted);
    tcase_add_test(tests, precision_reads_the_data_again);
    tcase_add_test(tests, data_without_a_source_cannot_be_read_again);
    tcase_add_test(tests, precision_without_data);
    tcase_add_test(tests, model_prints_its_parameters);
    tcase_add_test(tests, labels);
    tcase_add_test(tests, normalize_shows_what_x_is);
    tcase_add_test(tests, normalize_says_what_is_kept);
    tcase_add_test(tests, normalize_refuses);
    tcase_add_test(tests, predictions);
    tcase_add_test(tests, predictions_for_a_file);
    tcase_add_test(tests, predict_refuses);
    suite_add_tcase(suite, tests);
    return suite;
}
