#include <check.h>

#include "export/names.h"

#include "suites.h"

static ZtNames names;

static void start(void)
{
    names = (ZtNames){.language = ZT_PYTHON, .arena = zt_arena_new()};
}

static void end(void)
{
    zt_names_end(&names);
}

static void makes(const char *wanted, const char *expected)
{
    ck_assert_str_eq(zt_names_make(&names, wanted, "raw"), expected);
}

START_TEST(plain_names_stay)
{
    makes("zolta", "zolta");
    makes("W_1", "W_1");
    makes("sepal length (cm)", "sepal_length_cm");
}
END_TEST

START_TEST(other_letters)
{
    makes("température", "temperature");
    makes("Œuvre", "Ouvre");
    makes("θ", "theta");
    makes("Δt", "deltat");
    makes("e\xcc\x81te", "ete"); /* a mark of its own */
    makes("温度", "v");
    makes("°F", "F");
    makes("\xff\xfe", "v_raw");
    makes("2nd", "v2nd");
    makes("", "v_raw_2");
    makes("_", "v_raw_3");
    makes("__a", "a");
}
END_TEST

START_TEST(nothing_gets_out)
{
    makes("a\nimport os", "a_import_os");
    makes("a; b = \"", "a_b");
    makes("a*/ b", "a_b_raw");
}
END_TEST

START_TEST(words_of_the_language)
{
    makes("lambda", "lambda_raw");
    makes("λ", "lambda_raw_2");
    makes("print", "print_raw");
    makes("double", "double");
    makes("x", "x_raw");
    makes("x12", "x12_raw");
    makes("t3", "t3_raw");
    makes("xy", "xy");
}
END_TEST

START_TEST(words_of_c)
{
    names.language = ZT_C;
    makes("lambda", "lambda");
    makes("double", "double_raw");
    makes("y1", "y1_raw");
    makes("zolta_predict", "zolta_predict_raw");
}
END_TEST

START_TEST(no_name_twice)
{
    ck_assert(zt_names_take(&names, "b"));
    makes("b", "b_raw");
    makes("b", "b_raw_2");
    makes("B", "B");
    makes("b raw", "b_raw_raw");
}
END_TEST

Suite *names_suite(void)
{
    Suite *suite = suite_create("names");
    TCase *tests = tcase_create("names");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, plain_names_stay);
    tcase_add_test(tests, other_letters);
    tcase_add_test(tests, nothing_gets_out);
    tcase_add_test(tests, words_of_the_language);
    tcase_add_test(tests, words_of_c);
    tcase_add_test(tests, no_name_twice);
    suite_add_tcase(suite, tests);
    return suite;
}
