#include <config.h>

#include <string.h>

#include "base/memory.h"
#include "io/csv.h"
#include "suites.h"

static char b_name[] = "b", zolta_name[] = "Zolta", cat[] = "cat", dog[] = "dog";
static char *kinds[] = {cat, dog};
static const ZtColumn b = {.name = b_name}, zolta = {.name = zolta_name},
                      kind = {.name = b_name, .text = true, .classes = kinds, .class_count = 2};
static const ZtColumn *const wanted[] = {&b, &zolta}, *const with_text[] = {&kind, &zolta};

static void gives(const char *text, size_t rows, const double *expected)
{
    ZtErr err = {0};
    double *values = NULL;
    size_t count = 0;
    scratch_begin();
    const char *path = scratch_file("in.csv", text, strlen(text));
    ck_assert(zt_csv_inputs(path, wanted, 2, &values, &count, &err));
    ck_assert_uint_eq(count, rows);
    for (size_t i = 0; i < 2 * rows; i++)
        ck_assert_double_eq(values[i], expected[i]);
    zt_free(values);
    scratch_end();
}

START_TEST(takes_columns_by_name_or_in_order)
{
    gives("zolta,name,b\n1,x,2\n3,,4\n", 2, (const double[]){2, 1, 4, 3});
    gives("zolta,Zolta,b\n1,9,2\n", 1, (const double[]){2, 9});
    gives("5,6\n7,8\n", 2, (const double[]){5, 6, 7, 8});
    gives("b;Zolta\n1,5;2\n", 1, (const double[]){1.5, 2});
}
END_TEST

START_TEST(takes_classes)
{
    static const char text[] = "b,zolta\ndog,1\n\"cat\",2\n1,3\n";
    static const double expected[] = {1, 1, 0, 2, 1, 3};
    ZtErr err = {0};
    double *values = NULL;
    size_t count = 0;
    scratch_begin();
    const char *path = scratch_file("in.csv", text, strlen(text));
    ck_assert(zt_csv_inputs(path, with_text, 2, &values, &count, &err));
    ck_assert_uint_eq(count, 3);
    for (size_t i = 0; i < 6; i++)
        ck_assert_double_eq(values[i], expected[i]);
    zt_free(values);
    path = scratch_file("in.csv", "b,zolta\ncats,1\n", 15);
    ck_assert(!zt_csv_inputs(path, with_text, 2, &values, &count, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_CSV_CLASS);
    scratch_end();
}
END_TEST

static const struct {
    const char *text, *message;
} bad[] = {
    {"", "/in.csv is empty"},
    {"b,Zolta\n", "/in.csv has no row of numbers"},
    {"b,c\n1,2\n", "/in.csv has no column 'Zolta'"},
    {"b,zolta,ZOLTA\n1,2,3\n", "/in.csv has no column 'Zolta'"},
    {"1,2,3\n", "/in.csv: the number of columns is 3; the model needs 2"},
    {"b,Zolta\n1,2\n3\n",
     "/in.csv, line 3: the number of cells is 1; it should be 2, as in the first line"},
    {"b,Zolta\n1,x\n", "/in.csv, line 2, column 'Zolta': 'x' is not a number"},
    {"b,Zolta\n1,NA\n", "/in.csv, line 2, column 'Zolta': the value is missing"},
    {"b,b\n1,NA\n", "/in.csv, line 1: two columns are called 'b'"},
    {"b,\"Zolta\n1,NA\n", "/in.csv, line 1, cell 2: its quote is never closed"},
};

START_TEST(says)
{
    ZtErr err = {0};
    ZtBuf out = {0};
    double *values;
    size_t count;
    scratch_begin();
    const char *path = scratch_file("in.csv", bad[_i].text, strlen(bad[_i].text));
    ck_assert(!zt_csv_inputs(path, wanted, 2, &values, &count, &err));
    zt_err_message(&err, NULL, &out);
    ck_assert_str_eq(strstr(zt_buf_text(&out), "/in.csv"), bad[_i].message);
    zt_buf_free(&out);
    scratch_end();
}
END_TEST

START_TEST(a_missing_file)
{
    ZtErr err = {0};
    double *values;
    size_t count;
    ck_assert(!zt_csv_inputs("/nonexistent", wanted, 2, &values, &count, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_FILE_MISSING);
}
END_TEST

Suite *csv_inputs_suite(void)
{
    Suite *suite = suite_create("csv_inputs");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, takes_columns_by_name_or_in_order);
    tcase_add_test(tests, takes_classes);
    tcase_add_loop_test(tests, says, 0, (int)(sizeof bad / sizeof *bad));
    tcase_add_test(tests, a_missing_file);
    suite_add_tcase(suite, tests);
    return suite;
}
