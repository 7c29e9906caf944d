/* explain and show graph: what their tables come to, and how they take little room and much data.
 */
#include <config.h>

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
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

static const char *said(const char *line)
{
    ck_assert_msg(bench_line(&bench, line), "%s", bench_shown(&bench));
    return zt_buf_text(&bench.out);
}

static void says(const char *line, const char *part)
{
    ck_assert_msg(strstr(said(line), part), "%s does not say: %s\n%s", line, part,
                  zt_buf_text(&bench.out));
}

/* The numbers of the i-th line of the table (behind its heads), as many as it has. */
static int table_line(const char *text, int i, double *number)
{
    int count = 0;
    const char *at = strstr(text, "    row ");
    ck_assert_ptr_nonnull(at);
    for (; i >= 0; i--)
        at = strchr(at, '\n') + 1;
    for (char *next; count < 9; at = next, count++) {
        while (*at == ' ')
            at++;
        number[count] = strtod(at, &next);
        if (next == at || *at == '\n')
            break;
    }
    return count;
}

START_TEST(the_terms_add_up_to_the_gradient)
{
    double number[9], sum = 0;
    bench_lines(&bench, "load thermometer\nset digits exact\n");
    const char *text = said("explain gradient w");
    for (int row = 0; row < 11; row++) {
        ck_assert_int_eq(table_line(text, row, number), 7);
        ck_assert_double_eq(number[0], row + 1);
        ck_assert_double_eq_tol(number[3], 2 * (number[1] - number[2]) / 11, 1e-6);
        ck_assert_double_eq_tol(number[5], number[3] * number[4], 1e-4);
        sum += number[5];
        ck_assert_double_eq_tol(number[6], sum, 1e-3);
    }
    ck_assert_int_eq(table_line(text, 11, number), 0);
    ck_assert_double_eq_tol(sum, 4517.2964, 1e-3);
    says("explain gradient w", "and gets 4517.2964.");
    says("set digits 6; explain gradient w", "Update: w = 1 - 0.0001 * 4517.2964 = 0.5483\n");
}
END_TEST

START_TEST(the_losses_add_up_too)
{
    double number[9], sum = 0;
    bench_lines(&bench, "load thermometer\nnormalize standard\nset digits exact\nset loss huber\n");
    const char *text = said("explain loss");
    for (int row = 0; row < 11; row++) {
        int count = table_line(text, row, number);
        sum += number[count - 2];
        ck_assert_double_eq_tol(number[count - 1], sum, 1e-4);
    }
    double loss;
    ck_assert(zt_session_loss_now(bench.shell->session, &loss, NULL, &bench.err));
    ck_assert_double_eq_tol(sum / 11, loss, 1e-5);
}
END_TEST

/* What explain step announces is what step does. */
START_TEST(the_next_step_is_the_one_told)
{
    static const char update[] = "w = 1 - 0.0001 * 4517.2964 = 0.5483\n";
    bench_lines(&bench, "load thermometer\n");
    says("explain step", update);
    says("explain step", "The loss would fall by 1440.794250, from 1763.884766 to 323.090515.");
    says("explain gradient w", update);
    says("explain lr", update);
    bench_says(&bench, "print epoch, w, loss, count(explain)", "0 1 1763.88 4\n");
    says("step", update);
    bench_says(&bench, "print epoch, loss", "1 323.091\n");
}
END_TEST

static int narrow = 40;

static void answer_narrow(void *data, int *width, int *height)
{
    (void)data;
    *width = narrow;
    *height = 10;
}

static void fits(const char *line)
{
    for (const char *at = said(line); *at; at = strchr(at, '\n') + 1) {
        size_t len = strcspn(at, "\n");
        ck_assert_msg((int)zt_text_width(at, len) <= narrow, "%s at %d: %.*s", line, narrow,
                      (int)len, at);
    }
}

START_TEST(narrow_places_have_room)
{
    static const char *const lines[] = {
        "explain",      "explain loss",  "explain gradient w", "explain gradient", "explain w",
        "explain step", "explain row 1", "explain p",          "explain lr",       "explain zolta"};
    bench.host.size = answer_narrow;
    bench_lines(&bench, "load thermometer\nstep\nset w 0.5\n");
    for (narrow = 40; narrow <= 80; narrow += 20)
        for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
            fits(lines[i]);
    for (narrow = 40; narrow <= 80; narrow += 10)
        fits("show graph 1");
    narrow = 40;
    says("show graph 1", "4        p = w * x + b\n            17.8417, gradient 3.15304\n");
}
END_TEST

/* x, y with a few rows that stand out. */
static void write_long(size_t rows)
{
    ZtBuf text = {0};
    zt_buf_puts(&text, "u,y\n");
    for (size_t i = 0; i < rows; i++)
        zt_buf_printf(&text, "1,%d\n", i % 1000 == 500 ? -1000 - (int)(i / 1000) : 0);
    bench_write("long.csv", zt_buf_text(&text));
    zt_buf_free(&text);
}

START_TEST(long_data_shows_its_largest_terms)
{
    double number[9];
    write_long(100000);
    bench_lines(&bench, "load ./long.csv\nset precision double\n");
    const char *text = said("explain gradient w");
    for (int i = 0; i < 8; i++) {
        int count = table_line(text, i, number);
        ck_assert_double_eq(number[0], 99501 - 1000 * i); /* rows count from 1 */
        ck_assert_double_eq_tol(number[count - 1], 2 * (1001 + 99 - i) / 100000.0, 1e-9);
    }
    ck_assert_ptr_nonnull(strstr(text, "rest is what the other 99992 come"));
    says("explain loss", "loss = 110538250.000000 / 100000 = 1105.382500\n");
    says("explain row 100000", "row 100000 of 100000\n");
    ck_assert_ptr_null(strstr(said("explain gradient"), "    row "));
}
END_TEST

START_TEST(many_parameters_are_a_few)
{
    ZtBuf text = {0};
    for (int i = 0; i < 300; i++)
        zt_buf_printf(&text, "c%d,", i);
    zt_buf_puts(&text, "t\n");
    for (int row = 0; row < 3; row++) {
        for (int i = 0; i < 300; i++)
            zt_buf_printf(&text, "%d,", i);
        zt_buf_puts(&text, "1\n");
    }
    bench_write("wide.csv", zt_buf_text(&text));
    bench_lines(&bench, "load ./wide.csv\n");
    says("explain gradient", "    dloss/dw300 = sum(2 * (p - y) / n * c299) = ");
    says("explain gradient", "there are 293 more. explain gradient w300");
    says("explain step", "    ... (301 in all)\n");
    says("explain row 2", "    ... (600 operations in all)\n    p = ... + b = 44850 + 0 = 44850\n");
    says("explain w7", "dloss/dw7 = sum(2 * (p - y) / n * c6) = ");
    says("show graph", "...\nValues are means");
    zt_buf_free(&text);
}
END_TEST

START_TEST(topics_and_names_do_not_hide_one_another)
{
    bench_write("names.csv", "p,gradient,y\n1,2,3\n2,3,5\n");
    bench_lines(&bench, "load ./names.csv\nmodel row * gradient + \"p\"\n");
    says("explain row", "row is a parameter of the model");
    says("explain row 2", "row 2 of 2\n");
    says("explain \"p\"", "p is an input, x1");
    says("explain \"gradient\"", "gradient is an input, x2");
    says("explain gradient row", "dloss/drow = sum(2 * (p - y) / n * gradient) = ");
    says("explain x2", "gradient is an input, x2");
    says("EXPLAIN Loss", "loss = mean((p - y)^2) = ");
}
END_TEST

START_TEST(what_is_not_finite_is_said)
{
    bench_lines(&bench, "load thermometer\nmodel log(w) * x\nset w -1\n");
    says("explain gradient w", "dloss/dw = sum(2 * (p - y) / n * x) / w = nan\n");
    says("explain gradient w", "Training gets nan: ");
    says("explain gradient w", "The derivative is no number, and w becomes none, too.");
    says("explain step", "The loss is nan before and nan after: the training has diverged.");
    bench_lines(&bench, "model w * x\nset lr 1\n");
    says("explain step", "The loss would rise by ");
    bench_lines(&bench, "set lr 0\n");
    says("explain step", "The loss would stay at 1763.884766.\n");
    bench_lines(&bench, "set lr 1e30\n");
    says("explain step", "to inf, and the training would end.");
}
END_TEST

/* One row that is not finite comes first, whatever the others are. */
START_TEST(nan_is_the_largest_term)
{
    ZtBuf text = {0};
    zt_buf_puts(&text, "u,y\n");
    for (int i = 0; i < 30; i++)
        zt_buf_printf(&text, "%d,1\n", i == 17 ? -1 : i + 1);
    bench_write("log.csv", zt_buf_text(&text));
    bench_lines(&bench, "load ./log.csv\nmodel w * log(x)\n");
    says("explain gradient w", "      18      nan  1       nan      nan       nan\n");
    zt_buf_free(&text);
}
END_TEST

START_TEST(the_graph_can_go_to_a_file)
{
    bench_lines(&bench, "load thermometer\nshow graph 1 > graph.txt\n");
    ck_assert_ptr_nonnull(strstr(bench_read(&bench, "graph.txt"), "p = w * x + b"));
}
END_TEST

Suite *explain_suite(void)
{
    Suite *suite = suite_create("explain");
    TCase *tests = tcase_create("explain");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, the_terms_add_up_to_the_gradient);
    tcase_add_test(tests, the_losses_add_up_too);
    tcase_add_test(tests, the_next_step_is_the_one_told);
    tcase_add_test(tests, narrow_places_have_room);
    tcase_add_test(tests, long_data_shows_its_largest_terms);
    tcase_add_test(tests, many_parameters_are_a_few);
    tcase_add_test(tests, topics_and_names_do_not_hide_one_another);
    tcase_add_test(tests, what_is_not_finite_is_said);
    tcase_add_test(tests, nan_is_the_largest_term);
    tcase_add_test(tests, the_graph_can_go_to_a_file);
    suite_add_tcase(suite, tests);
    return suite;
}
