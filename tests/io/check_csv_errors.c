/* CSV files that are wrong, and what is said about them. */
#include <config.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <sys/stat.h>

#include "io/csv.h"
#include "suites.h"

static const ZtCsvOptions single = {.precision = ZT_SINGLE};

/* The error as one text: message, then the hint behind " -> ". */
static void fails(const char *text, size_t len, const ZtCsvOptions *options, const char *expected)
{
    ZtErr err = {0};
    ZtBuf out = {0};
    ck_assert_ptr_null(zt_csv_parse(text, len, "t.csv", options, &err));
    zt_err_message(&err, NULL, &out);
    ck_assert_str_eq(zt_buf_text(&out), expected);
    zt_buf_clear(&out);
    ck_assert(zt_err_hint(&err, NULL, &out));
    zt_buf_free(&out);
}

static const struct {
    const char *text, *message;
} bad[] = {
    {"", "t.csv is empty"},
    {"\n\r\n  \n", "t.csv is empty"},
    {"\xEF\xBB\xBF", "t.csv is empty"},
    {"a,b\n", "t.csv has no row of numbers"},
    {"a,b\nx,y\nz,1\n", "t.csv has no row of numbers"},
    {"a,b\n1,2\n3\n",
     "t.csv, line 3: the number of cells is 1; it should be 2, as in the first line"},
    {"a,b\n1,2,3\n",
     "t.csv, line 2: the number of cells is 3; it should be 2, as in the first line"},
    {"a,b\n1,2,\n",
     "t.csv, line 2: the number of cells is 3; it should be 2, as in the first line"},
    {"1,2\n\"x\ny\n\",1\n3\n", "t.csv, line 2, column 'c1': 'x\\ny\\n' is not a number"},
    {"a,b\n1,2\n3,abc\n", "t.csv, line 3, column 'b': 'abc' is not a number"},
    {"a,b\n1,2\n3,1 000\n", "t.csv, line 3, column 'b': '1 000' is not a number"},
    {"a,b\n1,2\n3,nan\n", "t.csv, line 3, column 'b': 'nan' is not a number"},
    {"a,b\n1,2\n3,0x1F\n", "t.csv, line 3, column 'b': '0x1F' is not a number"},
    {"a,b\n1,2\n3,\"4,5\"\n", "t.csv, line 3, column 'b': '4,5' is not a number"},
    {"a,b\n1,2\n\n\n3,\x1b]0;x\x07\n", "t.csv, line 5, column 'b': '\\e]0;x\\x07' is not a number"},
    {"\x1b[31ma,b\n1,\n", "t.csv, line 2, column 'b': the value is missing"},
    {"\x1b[31ma,b\nNA,1\n", "t.csv, line 2, column '\\e[31ma': the value is missing"},
    {"a,b\n1,2\n1,\n", "t.csv, line 3, column 'b': the value is missing"},
    {"a,b\nx,2\n,3\n", "t.csv, line 3, column 'a': the value is missing"},
    {"a,b\n1,1e309\n", "t.csv, line 2, column 'b': the number 1e309 is too large"},
    {"a,b\n1,2\n1,-1e999\n", "t.csv, line 3, column 'b': the number -1e999 is too large"},
    {"a,b\n1,3.4028236e38\n",
     "t.csv, line 2, column 'b': 3.4028236e38 is too large for single precision"},
    {"a,b\n1,-1e39\n", "t.csv, line 2, column 'b': -1e39 is too large for single precision"},
    {"a;b\n1,5;2.5\n",
     "t.csv, line 2, column 'b': '2.5' has another decimal mark than the numbers before it"},
    {"a;b\n1.5;2\n3;2,5\n",
     "t.csv, line 3, column 'b': '2,5' has another decimal mark than the numbers before it"},
    {"a;b\n1.5;2\n3;1.234,5\n", "t.csv, line 3, column 'b': '1.234,5' is not a number"},
    {"a,b,a\n1,2,3\n", "t.csv, line 1: two columns are called 'a'"},
    {"\n\"a\x1b\",b,a\x1b\n1,2,3\n", "t.csv, line 2: two columns are called 'a\\e'"},
    {"a,,c2\n1,2,3\n", "t.csv, line 1: two columns are called 'c2'"},
    {"a,b\n1,\xFF\n", "t.csv, line 2: the byte 0xFF is not UTF-8 text"},
    {"a,b\xE9\n1,2\n", "t.csv, line 1: the byte 0xE9 is not UTF-8 text"},
    {"a,b\nx,1\n\"y\n\xC0\x80\",2\n", "t.csv, line 4: the byte 0xC0 is not UTF-8 text"},
    {"a,b\n\"x,1\ny,2\n", "t.csv, line 2, cell 1: its quote is never closed"},
    {"a,b\nx,\"1", "t.csv, line 2, cell 2: its quote is never closed"},
    {"a,b\nx,\"", "t.csv, line 2, cell 2: its quote is never closed"},
    {"a,b\n\"x\"y,1\n", "t.csv, line 2, cell 1: there is text behind the closing quote"},
    {"a,b\n1,5\" pipe\n",
     "t.csv, line 2, cell 2: there is a quote inside a cell that does not begin with one"},
};

START_TEST(says)
{
    fails(bad[_i].text, strlen(bad[_i].text), &single, bad[_i].message);
}
END_TEST

START_TEST(nul_bytes)
{
    fails("a,b\n1,2\n3,\0\n", 13, &single,
          "t.csv, line 3: there is a NUL byte; this is no text file");
    fails("\0", 1, &single, "t.csv, line 1: there is a NUL byte; this is no text file");
    fails("a\0,\0b\0\n\0", 9, &single, "t.csv, line 1: there is a NUL byte; this is no text file");
}
END_TEST

START_TEST(nothing_is_left)
{
    ZtCsvOptions dropping = {.precision = ZT_SINGLE, .drop_missing = true};
    const char *text = "a,b\n1,\nNA,2\n";
    fails(text, strlen(text), &dropping,
          "every row of t.csv has a cell without a value: nothing is left");
    text = "a,b\n1,\n1,x\n";
    fails(text, strlen(text), &single, "t.csv, line 2, column 'b': the value is missing");
    text = "a,b\n1,2\nx,\n";
    fails(text, strlen(text), &dropping, "t.csv, line 3, column 'a': 'x' is not a number");
}
END_TEST

/* One byte, cell or column more than is allowed, and 10 MB without a line end. */
START_TEST(beyond_the_limits)
{
    ZtBuf text = {0};
    zt_buf_fill(&text, '1', 10000000);
    fails(text.text, text.len, &single, "t.csv, line 1: the line is longer than 1048576 bytes");
    zt_buf_clear(&text);
    zt_buf_puts(&text, "a,b\n1,");
    zt_buf_fill(&text, ' ', ZT_CSV_LINE_MAX - 2);
    zt_buf_puts(&text, "9\n");
    fails(text.text, text.len, &single, "t.csv, line 2: the line is longer than 1048576 bytes");
    zt_buf_clear(&text);
    zt_buf_puts(&text, "a,b\n1,");
    zt_buf_fill(&text, '0', ZT_CSV_CELL_MAX + 1);
    fails(text.text, text.len, &single, "t.csv, line 2, cell 2: it is longer than 4096 bytes");
    zt_buf_clear(&text);
    zt_buf_puts(&text, "a,b\n\"");
    for (unsigned i = 0; i < ZT_CSV_CELL_MAX; i++)
        zt_buf_puts(&text, "x\n");
    fails(text.text, text.len, &single, "t.csv, line 2, cell 1: it is longer than 4096 bytes");
    zt_buf_clear(&text);
    zt_buf_fill(&text, ',', ZT_CSV_COLUMNS_MAX);
    fails(text.text, text.len, &single, "t.csv, line 1: there are more than 65536 columns");
    zt_buf_free(&text);
}
END_TEST

/* A quoted row over several lines has the limit of one line. */
START_TEST(a_row_of_lines_has_the_limit_of_one)
{
    ZtBuf text = {0};
    zt_buf_puts(&text, "a,b\n");
    for (int i = 0; i < 300; i++) {
        zt_buf_puts(&text, "\"\n");
        zt_buf_fill(&text, 'x', 4000);
        zt_buf_puts(&text, "\",");
    }
    fails(text.text, text.len, &single, "t.csv, line 2: the line is longer than 1048576 bytes");
    zt_buf_free(&text);
}
END_TEST

static void file_fails(const char *path, ZtErrKind kind, const char *name)
{
    ZtErr err = {0};
    ck_assert_ptr_null(zt_csv_read(path, path, &single, &err));
    ck_assert_int_eq(err.kind, kind);
    ck_assert_str_eq(err.arg[0], name);
}

START_TEST(files_that_cannot_be_read)
{
    scratch_begin();
    file_fails("/nonexistent/\x1b.csv", ZT_ERR_FILE_MISSING, "/nonexistent/\\e.csv");
    file_fails("", ZT_ERR_FILE_MISSING, "");
    file_fails("/tmp", ZT_ERR_FILE_DIRECTORY, "/tmp");
    const char *path = scratch_file("a.csv", "1\n", 2);
    file_fails(scratch_path("a.csv/b"), ZT_ERR_FILE_MISSING, scratch_path("a.csv/b"));
    ck_assert_int_eq(chmod(path, 0), 0);
    if (geteuid() != 0)
        file_fails(path, ZT_ERR_FILE_FORBIDDEN, path);
    file_fails(scratch_file("e.csv", "", 0), ZT_ERR_CSV_EMPTY, scratch_path("e.csv"));
    scratch_end();
}
END_TEST

START_TEST(standard_input_is_called_stdin)
{
    ZtErr err = {0};
    scratch_begin();
    ck_assert_ptr_nonnull(freopen(scratch_file("e", "", 0), "r", stdin));
    ck_assert_ptr_null(zt_csv_read("-", "-", &single, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_CSV_EMPTY);
    ck_assert_str_eq(err.arg[0], "stdin");
    close(STDIN_FILENO);
    ck_assert_ptr_null(zt_csv_read("-", "-", &single, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_FILE_READ);
    scratch_end();
}
END_TEST

static bool asked(void *data)
{
    int *left = data;
    return (*left)-- > 0;
}

START_TEST(stops_when_told)
{
    ZtBuf text = {0};
    ZtErr err = {0};
    for (int i = 0; i < 200000; i++)
        zt_buf_puts(&text, "1234,5678\n");
    int left = 3;
    ZtCsvOptions options = {.precision = ZT_SINGLE, .poll = asked, .poll_data = &left};
    ck_assert_ptr_null(zt_csv_parse(text.text, text.len, "t.csv", &options, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_INTERRUPTED);
    left = 100;
    ZtDataset *data = zt_csv_parse(text.text, text.len, "t.csv", &options, &err);
    ck_assert_ptr_nonnull(data);
    ck_assert_int_lt(left, 95);
    zt_dataset_release(data);
    zt_buf_free(&text);
}
END_TEST

Suite *csv_errors_suite(void)
{
    Suite *suite = suite_create("csv_errors");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, says, 0, (int)(sizeof bad / sizeof *bad));
    tcase_add_test(tests, nul_bytes);
    tcase_add_test(tests, nothing_is_left);
    tcase_add_test(tests, beyond_the_limits);
    tcase_add_test(tests, a_row_of_lines_has_the_limit_of_one);
    tcase_add_test(tests, files_that_cannot_be_read);
    tcase_add_test(tests, standard_input_is_called_stdin);
    tcase_add_test(tests, stops_when_told);
    suite_add_tcase(suite, tests);
    return suite;
}
