#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/history_csv.h"
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

START_TEST(a_saved_session)
{
    bench_lines(&bench, "load thermometer\nlabel zolta \"Temp; (°F)\"\nnormalize 0.1\n"
                        "model a * x + c where a=0.1\nset lr 0.01\nset loss mae\n"
                        "set milestones 1 5\nset c 0.25");
    bench_says(&bench, "save fit.zt", "fit.zt: 10 commands\n");
    ck_assert_str_eq(bench_read(&bench, "fit.zt"),
                     "set precision single\n"
                     "set loss mse\n"
                     "load thermometer x=zolta y=celsius rows=11 checksum=ddb49e638fec3680\n"
                     "label zolta \"Temp; (°F)\"\n"
                     "normalize 0.1\n"
                     "model a * x + c where a=0.1, c=0\n"
                     "set lr 0.01\n"
                     "set loss mae\n"
                     "set milestones 1 5\n"
                     "restore epoch=0 a=0.1 c=0.25\n");
}
END_TEST

/* Whatever was set since, the file brings the training back. */
START_TEST(a_saved_session_brings_its_settings_back)
{
    bench_lines(&bench, "load thermometer\nsave s.zt\nset lr 0.5\nset loss (p - y)^2 * zolta\n"
                        "set precision double\nload thermometer\nsource s.zt");
    ck_assert(bench.shell->session->settings.lr == 1e-4);
    ck_assert_int_eq(bench.shell->session->settings.precision, ZT_SINGLE);
    ck_assert_str_eq(bench.shell->session->loss_text, "mse");
}
END_TEST

/* A second shell goes on from the file; both must reach the same bits. */
static void goes_on_alike(const char *lines, const char *then)
{
    bench_lines(&bench, "load thermometer\nset report quiet");
    bench_lines(&bench, lines);
    ck_assert(bench_line(&bench, "save s.zt"));
    ZtShell *first = bench.shell;
    ZtShell *second = zt_shell_new(&bench.host, first->commands, first->data_dirs);
    bench.shell = second;
    bench_lines(&bench, "source s.zt");
    ck_assert_uint_eq(second->session->epoch, first->session->epoch);
    bench_lines(&bench, then);
    bench.shell = first;
    bench_lines(&bench, then);
    ck_assert_uint_eq(second->session->count, first->session->count);
    ck_assert_int_eq(memcmp(second->session->param, first->session->param,
                            first->session->count * sizeof(double)),
                     0);
    ck_assert(second->session->last_loss == first->session->last_loss);
    ck_assert_uint_eq(second->session->epoch, first->session->epoch);
    ck_assert_int_eq(memcmp(second->session->start, first->session->start,
                            first->session->count * sizeof(double)),
                     0);
    zt_shell_free(second);
}

START_TEST(training_goes_on_with_the_same_bits)
{
    goes_on_alike("set lr 1e-4\ntrain 137", "train 1000");
    goes_on_alike("normalize standard\nset lr 0.1/3\ntrain 50", "train 3");
    goes_on_alike("normalize minmax\nset lr 0.01\nmodel a * x^2 + sin(c * x) where a=1/3,c=-0.7\n"
                  "train 77",
                  "train 500");
    goes_on_alike("set precision double\nnormalize 1/7\nset lr 0.01\ntrain 31", "train 100");
    goes_on_alike("set precision single\nload iris x=petal_length_cm,sepal_width_cm "
                  "y=sepal_length_cm\nset loss huber\nset lr 0.01\ntrain 31",
                  "train 100");
    goes_on_alike("load iris\nmodel petal_length_cm = w * petal_width_cm\nset lr 0.01\ntrain 5",
                  "train 10");
}
END_TEST

START_TEST(states_that_are_not_finite_come_back)
{
    bench_lines(&bench, "load thermometer\nset report quiet\nset lr 1\nset b -0\ntrain 100");
    bench_lines(&bench, "restore epoch=7 w=inf b=-inf diverged\nsave s.zt");
    ck_assert_ptr_nonnull(strstr(bench_read(&bench, "s.zt"), "w=inf b=-inf diverged\n"));
    bench_lines(&bench, "restore epoch=8 b=nan w=-0\nsave s.zt");
    ck_assert_ptr_nonnull(strstr(bench_read(&bench, "s.zt"), "restore epoch=8 w=-0 b=nan\n"));
    bench_lines(&bench, "load thermometer\nsource s.zt");
    ck_assert(bench.shell->session->param[1] != bench.shell->session->param[1]);
    ck_assert(1 / bench.shell->session->param[0] < 0);
    ck_assert(!bench.shell->session->diverged);
}
END_TEST

/* 7.038531e-26 is the shortest text of this float; but the double nearest to that text lies half
 * way between two floats, and is rounded to the other one. */
START_TEST(a_float_whose_shortest_text_is_another)
{
    const uint32_t bits = 0x15ae43fd;
    float single;
    memcpy(&single, &bits, sizeof single);
    bench_lines(&bench, "load thermometer");
    zt_session_set(bench.shell->session, 0, (double)single);
    bench_lines(&bench, "save s.zt\nload thermometer\nsource s.zt");
    ck_assert(bench.shell->session->param[0] == (double)single);
    ck_assert_ptr_null(strstr(bench_read(&bench, "s.zt"), "w=7.038531e-26"));
}
END_TEST

START_TEST(names_that_need_quotes)
{
    bench_write("my; data.csv", "\"a b\",\"it's, \"\"so\"\"\",c\n1,2,3\n2,5,4\n");
    bench_lines(&bench, "load 'my; data.csv'\nlabel \"a b\" 'say \"hi\"'\nsave s.zt");
    bench_lines(&bench, "load thermometer\nsource s.zt");
    ck_assert_str_eq(bench.shell->session->data->name, "my; data.csv");
    ck_assert_str_eq(bench.shell->session->data->column[1].name, "it's, \"so\"");
    ck_assert_str_eq(bench.shell->session->label[0], "say \"hi\"");
    bench_write("nl.csv", "\"a\nb\",c\n1,2\n");
    bench_lines(&bench, "load nl.csv");
    bench_fails_kind(&bench, "save s2.zt", ZT_ERR_SAVE_NAME);
    ck_assert_int_ne(remove("s2.zt"), 0);
}
END_TEST

START_TEST(missing_rows_and_changed_data)
{
    bench_write("d.csv", "a,b\n1,2\nNA,3\n4,5\n");
    bench_lines(&bench, "load d.csv missing=drop\nsave s.zt\nload thermometer\nsource s.zt");
    ck_assert_uint_eq(bench.shell->session->data->rows, 2);
    bench_write("d.csv", "a,b\n1,2\nNA,3\n4,6\n");
    bench_lines(&bench, "load thermometer");
    bench_fails_kind(&bench, "source s.zt", ZT_ERR_DATA_CHANGED);
    ck_assert_str_eq(bench.shell->fault_place, "s.zt:3");
    ck_assert_str_eq(bench.shell->session->data->name, "thermometer");
}
END_TEST

START_TEST(a_session_without_data)
{
    bench_lines(&bench, "set lr 0.5\nset precision double");
    bench_says(&bench, "save s.zt", "s.zt: 3 commands\n");
    ck_assert_str_eq(bench_read(&bench, "s.zt"),
                     "set precision double\nset lr 0.5\nset loss mse\n");
}
END_TEST

START_TEST(save_refuses)
{
    bench_fails_kind(&bench, "save", ZT_ERR_COMMAND_MISSING);
    bench_fails_kind(&bench, "save a b", ZT_ERR_COMMAND_EXTRA);
    bench_fails_kind(&bench, "save no/folder/x", ZT_ERR_FILE_NO_FOLDER);
    ck_assert_uint_eq(bench.err.at, 5);
}
END_TEST

START_TEST(restore_refuses)
{
    bench_fails_kind(&bench, "restore epoch=1 w=1 b=1", ZT_ERR_DATA_NONE);
    bench_lines(&bench, "load thermometer");
    bench_fails_kind(&bench, "restore", ZT_ERR_RESTORE_PARAMETER);
    bench_fails_kind(&bench, "restore w=1 b=2", ZT_ERR_COMMAND_MISSING);
    bench_fails_kind(&bench, "restore epoch=1 w=1", ZT_ERR_RESTORE_PARAMETER);
    bench_fails_kind(&bench, "restore epoch=1 w=1 w=2 b=3", ZT_ERR_PARAMETER_TWICE);
    bench_fails_kind(&bench, "restore epoch=1 w=1 q=2 b=3", ZT_ERR_PARAMETER_UNKNOWN);
    bench_fails_kind(&bench, "restore epoch=1 w=x b=3", ZT_ERR_NOT_NUMBER);
    bench_fails_kind(&bench, "restore epoch=-1 w=1 b=3", ZT_ERR_NOT_NUMBER);
    bench_fails_kind(&bench, "restore epoch=1 w=1 b=3 often", ZT_ERR_COMMAND_EXTRA);
    ck_assert(bench.shell->session->param[0] == 1);
    ck_assert_uint_eq(bench.shell->session->epoch, 0);
}
END_TEST

START_TEST(sourced_files)
{
    bench_write("a.zt", "print 1\nsource b.zt\nprint 3\n");
    bench_write("b.zt", "print 2\n");
    bench_says(&bench, "source a.zt; print 4", "1\n2\n3\n4\n");
    bench_write("b.zt", "\nprint 2 +\n");
    ck_assert(!bench_line(&bench, "source a.zt"));
    ck_assert_str_eq(bench.shell->fault_place, "b.zt:2");
    ck_assert_str_eq(bench.shell->fault_line, "print 2 +");
    bench_fails_kind(&bench, "source gone.zt", ZT_ERR_FILE_MISSING);
    ck_assert_ptr_null(bench.shell->fault_place);
    ck_assert_uint_eq(bench.err.at, 7);
    bench_fails_kind(&bench, "source", ZT_ERR_COMMAND_MISSING);
    bench_fails_kind(&bench, "source a b", ZT_ERR_COMMAND_EXTRA);
    bench_write("x.zt", "exit 3\nprint 2\n");
    bench_says(&bench, "source x.zt; print 4", "");
    ck_assert_int_eq(bench.shell->status, 3);
}
END_TEST

START_TEST(files_that_source_themselves)
{
    bench_write("a.zt", "source b.zt\n");
    bench_write("b.zt", "source a.zt\n");
    bench_fails_kind(&bench, "source a.zt", ZT_ERR_SOURCE_CYCLE);
    ck_assert_str_eq(bench.shell->fault_place, "b.zt:1");
    ck_assert_ptr_null(bench.shell->sourced);
    ck_assert_int_eq(bench.shell->depth, 0);
    bench_write("c.zt", "source ./d.zt\n");
    bench_write("d.zt", "source ././d.zt\n");
    for (int i = 0; i < 22; i++) {
        char name[20], text[40];
        snprintf(name, sizeof name, "n%d.zt", i);
        snprintf(text, sizeof text, "source n%d.zt\n", i + 1);
        bench_write(name, i == 21 ? "print 1\n" : text);
    }
    bench_says(&bench, "source n2.zt", "1\n");
    bench_fails_kind(&bench, "source n1.zt", ZT_ERR_SOURCE_DEPTH);
    ck_assert_str_eq(bench.shell->fault_place, "n20.zt:1");
}
END_TEST

START_TEST(the_exported_history)
{
    bench_fails_kind(&bench, "export h.csv", ZT_ERR_DATA_NONE);
    bench_lines(&bench, "load thermometer\nset report quiet");
    bench_fails_kind(&bench, "export h.csv", ZT_ERR_FORMULA_NO_EPOCH);
    bench_lines(&bench, "train 2");
    bench_says(&bench, "export h.CSV", "h.CSV: 2 epochs\n");
    ck_assert_str_eq(bench_read(&bench, "h.CSV"),
                     "epoch,loss,w,b,grad_w,grad_b\n"
                     "1,1763.8848,0.54827034,-0.00826,4517.2964,82.6\n"
                     "2,323.0905,0.36231542,-0.011838429,1859.5493,35.78429\n");
    bench_lines(&bench, "reset\ntrain 1");
    bench_says(&bench, "export h.csv", "h.csv: 1 epoch\n");
    bench_fails_kind(&bench, "export no/h.csv", ZT_ERR_FILE_NO_FOLDER);
    ck_assert_uint_eq(bench.err.at, 7);
}
END_TEST

START_TEST(an_exported_history_can_be_loaded)
{
    bench_lines(&bench, "load thermometer\nset report quiet\ntrain 5\nexport h.csv");
    double second = zt_history_row(bench.shell->session->history, 1).loss;
    bench_lines(&bench, "load h.csv");
    ck_assert(zt_dataset_value(bench.shell->session->data, 1, 1) == second);
}
END_TEST

START_TEST(heads_of_exported_columns)
{
    bench_lines(&bench, "load thermometer");
    ZtSession *session = bench.shell->session;
    char *name = session->name[0];
    session->name[0] = (char *)"a,\"b\"";
    ZtBuf out = {0};
    zt_history_csv(session, &out);
    ck_assert_str_eq(out.text, "epoch,loss,\"a,\"\"b\"\"\",b,\"grad_a,\"\"b\"\"\",grad_b\n");
    session->name[0] = name;
    zt_buf_free(&out);
}
END_TEST

START_TEST(histories_of_norms)
{
    ZtBuf text = {0};
    zt_buf_puts(&text, "model a0");
    for (int i = 1; i < 300; i++)
        zt_buf_printf(&text, " + a%d * x", i);
    bench_lines(&bench, "load thermometer\nset report quiet\nset lr 1e-9");
    bench_lines(&bench, text.text);
    bench_lines(&bench, "train 1\nexport h.csv");
    static const char head[] = "epoch,loss,params_norm,grad_norm\n1,";
    const char *csv = bench_read(&bench, "h.csv");
    ck_assert(strncmp(csv, head, strlen(head)) == 0);
    const char *cell = strchr(csv + strlen(head), ',') + 1;
    ck_assert(strtod(cell, NULL) == *zt_history_row(bench.shell->session->history, 0).param);
    ck_assert(bench_line(&bench, "show history"));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "  params_norm  "));
    ck_assert_ptr_nonnull(strstr(bench.out.text, "  grad_norm\n"));
    zt_buf_free(&text);
}
END_TEST

START_TEST(export_refuses)
{
    bench_fails_kind(&bench, "export", ZT_ERR_COMMAND_MISSING);
    bench_fails_kind(&bench, "export a.csv b.csv", ZT_ERR_COMMAND_EXTRA);
    bench_fails_kind(&bench, "export twin.py", ZT_ERR_DATA_NONE);
    bench_fails_kind(&bench, "export model.C", ZT_ERR_DATA_NONE);
    bench_fails_kind(&bench, "export fit.doc", ZT_ERR_EXPORT_KIND);
    bench_fails_kind(&bench, "export fit", ZT_ERR_EXPORT_KIND);
}
END_TEST

START_TEST(leaving)
{
    bench_fails_kind(&bench, "exit 256", ZT_ERR_EXIT_STATUS);
    bench_fails_kind(&bench, "exit -1", ZT_ERR_EXIT_STATUS);
    bench_fails_kind(&bench, "exit 1 2", ZT_ERR_COMMAND_EXTRA);
    ck_assert(!bench.shell->done);
    bench_says(&bench, "exit", "");
    ck_assert(bench.shell->done);
    ck_assert_int_eq(bench.shell->status, 0);
}
END_TEST

Suite *session_commands_suite(void)
{
    Suite *suite = suite_create("session commands");
    TCase *tests = tcase_create("session commands");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_saved_session);
    tcase_add_test(tests, a_saved_session_brings_its_settings_back);
    tcase_add_test(tests, training_goes_on_with_the_same_bits);
    tcase_add_test(tests, states_that_are_not_finite_come_back);
    tcase_add_test(tests, a_float_whose_shortest_text_is_another);
    tcase_add_test(tests, names_that_need_quotes);
    tcase_add_test(tests, missing_rows_and_changed_data);
    tcase_add_test(tests, a_session_without_data);
    tcase_add_test(tests, save_refuses);
    tcase_add_test(tests, restore_refuses);
    tcase_add_test(tests, sourced_files);
    tcase_add_test(tests, files_that_source_themselves);
    tcase_add_test(tests, the_exported_history);
    tcase_add_test(tests, an_exported_history_can_be_loaded);
    tcase_add_test(tests, heads_of_exported_columns);
    tcase_add_test(tests, histories_of_norms);
    tcase_add_test(tests, export_refuses);
    tcase_add_test(tests, leaving);
    suite_add_tcase(suite, tests);
    return suite;
}
