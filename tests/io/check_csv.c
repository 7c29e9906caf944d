/* CSV files that are right. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "io/csv.h"
#include "suites.h"

static const ZtCsvOptions plain = {.precision = ZT_DOUBLE};
static const ZtCsvOptions dropping = {.precision = ZT_DOUBLE, .drop_missing = true};

static ZtDataset *parse_with(const char *text, size_t len, const ZtCsvOptions *options)
{
    ZtErr err = {0};
    ZtDataset *data = zt_csv_parse(text, len, "t.csv", options, &err);
    if (!data) {
        ZtBuf message = {0};
        zt_err_message(&err, NULL, &message);
        ck_abort_msg("%s", zt_buf_text(&message));
    }
    return data;
}

static ZtDataset *parse(const char *text)
{
    return parse_with(text, strlen(text), &plain);
}

/* The set as a text: names, then rows, classes by name. */
static void describe(const ZtDataset *data, ZtBuf *out)
{
    for (size_t c = 0; c < data->columns; c++)
        zt_buf_printf(out, "%s<%s>", c ? " " : "", data->column[c].name);
    for (size_t row = 0; row < data->rows; row++) {
        for (size_t c = 0; c < data->columns; c++) {
            double value = zt_dataset_value(data, c, row);
            zt_buf_puts(out, c ? " " : "|");
            if (data->column[c].text)
                zt_buf_puts(out, data->column[c].classes[(size_t)value]);
            else
                zt_buf_printf(out, "%.17g", value);
        }
    }
}

static const struct {
    const char *text, *expected;
} good[] = {
    {"a,b\n1,2\n3,4\n", "<a> <b>|1 2|3 4"},
    {"a,b\n1,2\n3,4", "<a> <b>|1 2|3 4"},
    {"a,b\r\n1,2\r\n3,4\r\n", "<a> <b>|1 2|3 4"},
    {"a,b\r\n1,2\r", "<a> <b>|1 2"},
    {"1,2\n3,4\n", "<c1> <c2>|1 2|3 4"},
    {"\n\n  \na,b\n\n1,2\n\r\n \t\n3,4\n\n", "<a> <b>|1 2|3 4"},
    {"\xEF\xBB\xBF"
     "a,b\n1,2\n",
     "<a> <b>|1 2"},
    {"\xEF\xBB\xBF"
     "1,2\n",
     "<c1> <c2>|1 2"},
    {"x\n5\n", "<x>|5"},
    {"7", "<c1>|7"},
    {"a;b\n1,5;2\n", "<a> <b>|1.5 2"},
    {"a;b\n1.5;2\n", "<a> <b>|1.5 2"},
    {"a\tb\n1,5\t-2,25e1\n", "<a> <b>|1.5 -22.5"},
    {"1,5;2,5\n3;4\n", "<c1> <c2>|1.5 2.5|3 4"},
    {"a;b\n1;2\n3;4,5\n", "<a> <b>|1 2|3 4.5"},
    {"t (a, b);z\n1;2\n", "<t (a, b)> <z>|1 2"},
    {"\"a;b\",c\n1,2\n", "<a;b> <c>|1 2"},
    {"name,v\nred,1\nblue,2\nred,3\n", "<name> <v>|red 1|blue 2|red 3"},
    {"v,w\n1,5\n2,6\n", "<v> <w>|1 5|2 6"},
    {"a , b\n 1 ,\t2 \n", "<a> <b>|1 2"},
    {"\"a\",\"b\"\n\"1\",\"2\"\n", "<a> <b>|1 2"},
    {"a,b\n\"x\"\"y\",1\n", "<a> <b>|x\"y 1"},
    {"a,b\n \"x\" ,1\n", "<a> <b>|x 1"},
    {"a,b\n\"x,y\",1\n", "<a> <b>|x,y 1"},
    {"a,b\n\"x\ny\",1\nz,2\n", "<a> <b>|x\ny 1|z 2"},
    {"a,b\n\"x\r\n\n\"\"y\",1\r\n", "<a> <b>|x\r\n\n\"y 1"},
    {"\"a\nb\",c\n1,2\n", "<a\nb> <c>|1 2"},
    {"a,\n1,2\n", "<a> <c2>|1 2"},
    {"\"\",b\n1,2\n", "<c1> <b>|1 2"},
    {"a,b\nx,1\n3,2\n", "<a> <b>|x 1|3 2"},
    {"a,b\n1e400x,1\n", "<a> <b>|1e400x 1"},
    {"a,b\n+1,.5\n1.,-0.5E-1\n", "<a> <b>|1 0.5|1 -0.050000000000000003"},
    {"a,b\n0.1,4.9406564584124654e-324\n", "<a> <b>|0.10000000000000001 4.9406564584124654e-324"},
    {"caf\xC3\xA9,b\n1,2\n", "<caf\xC3\xA9> <b>|1 2"},
    {"a,A\n1,2\n", "<a> <A>|1 2"},
    {"2020,name\n1,x\n", "<c1> <c2>|2020 name|1 x"},
    {"a;b\n\"x;y\";1,5\n", "<a> <b>|x;y 1.5"},
    {"a\tb\n\" x \"\t1\n", "<a> <b>| x  1"},
};

START_TEST(reads)
{
    ZtBuf out = {0};
    ZtDataset *data = parse(good[_i].text);
    describe(data, &out);
    ck_assert_str_eq(zt_buf_text(&out), good[_i].expected);
    zt_dataset_release(data);
    zt_buf_free(&out);
}
END_TEST

static const struct {
    const char *text, *expected;
    size_t dropped;
} drops[] = {
    {"a,b\n1,2\n,3\n4,NA\n5,6\n", "<a> <b>|1 2|5 6", 2},
    {"a,b\nNA,2\n1,2\n", "<a> <b>|1 2", 1},
    {"a,b\n1,2\n", "<a> <b>|1 2", 0},
    {"a,b\nx,1\ny,\nz,3\nNA,4\n,5\n\"\",6\n", "<a> <b>|x 1|z 3", 4},
    {"a,b\n\"NA\",1\n2,\" \"\n3,4\n", "<a> <b>|2  |3 4", 1},
};

START_TEST(drops_rows_without_a_value)
{
    ZtBuf out = {0};
    ZtDataset *data = parse_with(drops[_i].text, strlen(drops[_i].text), &dropping);
    describe(data, &out);
    ck_assert_str_eq(zt_buf_text(&out), drops[_i].expected);
    ck_assert_uint_eq(data->dropped, drops[_i].dropped);
    ck_assert(data->missing_drop);
    zt_dataset_release(data);
    zt_buf_free(&out);
}
END_TEST

START_TEST(rounds_once_to_single)
{
    ZtCsvOptions single = {.precision = ZT_SINGLE};
    const char *text = "a\n0.1\n3.4028235e38\n1e-50\n";
    ZtDataset *data = parse_with(text, strlen(text), &single);
    ck_assert_int_eq(data->precision, ZT_SINGLE);
    ck_assert_float_eq(zt_column_single(&data->column[0])[0], 0.1f);
    ck_assert_float_eq(zt_column_single(&data->column[0])[1], 3.4028235e38f);
    ck_assert_float_eq(zt_column_single(&data->column[0])[2], 0);
    zt_dataset_release(data);
}
END_TEST

START_TEST(a_file_has_source_and_checksum)
{
    const char *text = "\xEF\xBB\xBF"
                       "a,b\r\n\r\n1,\"2\"\r\n";
    ZtErr err;
    scratch_begin();
    const char *path = scratch_file("x.csv", text, strlen(text));
    ZtDataset *data = zt_csv_read(path, "x", &plain, &err);
    ck_assert_ptr_nonnull(data);
    ck_assert_str_eq(data->source, path);
    ck_assert_str_eq(data->name, "x");
    ck_assert_uint_eq(data->checksum, zt_checksum(ZT_CHECKSUM_START, text, strlen(text)));
    ck_assert(!data->missing_drop);
    zt_dataset_release(data);
    data = parse(text);
    ck_assert_ptr_null(data->source);
    ck_assert_uint_eq(data->checksum, zt_checksum(ZT_CHECKSUM_START, text, strlen(text)));
    zt_dataset_release(data);
    scratch_end();
}
END_TEST

/* Reads text through a pipe as standard input, in pieces of step bytes. */
static ZtDataset *read_piped(const char *text, size_t len, size_t step)
{
    int ends[2];
    ZtErr err;
    ck_assert_int_eq(pipe(ends), 0);
    if (fork() == 0) {
        for (size_t i = 0; i < len; i += step) {
            size_t part = len - i < step ? len - i : step;
            if (write(ends[1], text + i, part) != (ssize_t)part)
                _exit(1);
        }
        _exit(0);
    }
    close(ends[1]);
    ck_assert_int_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    close(ends[0]);
    ZtDataset *data = zt_csv_read("-", "-", &plain, &err);
    ck_assert_ptr_nonnull(data);
    return data;
}

START_TEST(standard_input_in_small_pieces)
{
    const char *text = "\xEF\xBB\xBF"
                       "n\xC3\xA9,b\r\n\"x\r\n\"\"y\",1\r\nz,-2.5e-1\r\n";
    ZtBuf out = {0};
    ZtDataset *data = read_piped(text, strlen(text), 1);
    ck_assert_str_eq(data->source, "-");
    describe(data, &out);
    ck_assert_str_eq(zt_buf_text(&out), "<n\xC3\xA9> <b>|x\r\n\"y 1|z -0.25");
    zt_dataset_release(data);
    zt_buf_free(&out);
}
END_TEST

/* Rows of all lengths, over many blocks, with quoted line breaks and letters at block borders. */
START_TEST(many_blocks)
{
    ZtBuf text = {0};
    zt_buf_puts(&text, "name,v\n");
    for (int i = 0; i < 60000; i++) {
        zt_buf_printf(&text, "\"k%d\n\xC3\xA9\"\"", i % 7);
        zt_buf_fill(&text, 'x', (size_t)(i % 31));
        zt_buf_printf(&text, "\",%d.5\n", i);
    }
    ZtDataset *data = parse_with(text.text, text.len, &plain);
    ck_assert_uint_eq(data->rows, 60000);
    ck_assert_uint_eq(data->column[0].class_count, 7 * 31);
    for (size_t i = 0; i < 60000; i++)
        ck_assert(zt_dataset_value(data, 1, i) == (double)i + 0.5);
    ck_assert_uint_eq(data->checksum, zt_checksum(ZT_CHECKSUM_START, text.text, text.len));
    zt_dataset_release(data);
    zt_buf_free(&text);
}
END_TEST

/* Each limit is met exactly; check_csv_errors.c goes one further. */
START_TEST(limits_are_allowed)
{
    ZtBuf text = {0};
    zt_buf_puts(&text, "a,b\n1,");
    zt_buf_fill(&text, '0', ZT_CSV_CELL_MAX - 1);
    zt_buf_puts(&text, "7\n2,\"");
    zt_buf_fill(&text, '0', ZT_CSV_CELL_MAX - 1);
    zt_buf_puts(&text, "8\"\n3,");
    zt_buf_fill(&text, ' ', ZT_CSV_LINE_MAX - 3);
    zt_buf_puts(&text, "9\r\n4,5\n6,");
    zt_buf_fill(&text, ' ', ZT_CSV_LINE_MAX - 3);
    zt_buf_puts(&text, "9");
    ZtDataset *data = parse_with(text.text, text.len, &plain);
    ck_assert_uint_eq(data->rows, 5);
    ck_assert_double_eq(zt_dataset_value(data, 1, 0), 7);
    ck_assert_double_eq(zt_dataset_value(data, 1, 1), 8);
    ck_assert_double_eq(zt_dataset_value(data, 1, 4), 9);
    zt_dataset_release(data);
    zt_buf_free(&text);
}
END_TEST

/* The longest line, where a block of 2^18 bytes ends between its carriage return and line feed. */
START_TEST(the_longest_line_over_a_block_border)
{
    ZtBuf text = {0};
    zt_buf_puts(&text, "a,b\n");
    zt_buf_fill(&text, ' ', (1u << 18) - 1 - 5);
    zt_buf_puts(&text, "\n1,");
    zt_buf_fill(&text, ' ', ZT_CSV_LINE_MAX - 3);
    zt_buf_puts(&text, "9\r\n");
    ZtDataset *data = parse_with(text.text, text.len, &plain);
    ck_assert_double_eq(zt_dataset_value(data, 1, 0), 9);
    zt_dataset_release(data);
    zt_buf_free(&text);
}
END_TEST

START_TEST(as_many_columns_as_allowed)
{
    ZtBuf text = {0};
    for (unsigned i = 0; i < ZT_CSV_COLUMNS_MAX; i++)
        zt_buf_puts(&text, i ? ",1" : "1");
    ZtDataset *data = parse_with(text.text, text.len, &plain);
    ck_assert_uint_eq(data->columns, ZT_CSV_COLUMNS_MAX);
    ck_assert_str_eq(data->column[65535].name, "c65536");
    zt_dataset_release(data);
    zt_buf_free(&text);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

Suite *csv_suite(void)
{
    Suite *suite = suite_create("csv");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, reads, 0, COUNT(good));
    tcase_add_loop_test(tests, drops_rows_without_a_value, 0, COUNT(drops));
    tcase_add_test(tests, rounds_once_to_single);
    tcase_add_test(tests, a_file_has_source_and_checksum);
    tcase_add_test(tests, standard_input_in_small_pieces);
    tcase_add_test(tests, many_blocks);
    tcase_add_test(tests, limits_are_allowed);
    tcase_add_test(tests, the_longest_line_over_a_block_border);
    tcase_add_test(tests, as_many_columns_as_allowed);
    suite_add_tcase(suite, tests);
    return suite;
}
