#include <config.h>

#include "suites.h"

#include <string.h>

#include "lesson/lint_numbers.h"

static const struct {
    const char *text;
    bool comma;
    double value;
    int places;
    bool certain;
} cases[] = {
    {"it is 0.507 then", false, 0.507, 3, true},
    {"it is 0,507 then", true, 0.507, 3, true},
    {"it is 0.507 then", true, 0.507, 3, true},
    {"99 rows", false, 99, 0, false},
    {"all 5000 epochs", false, 5000, 0, true},
    {"all 5,000 epochs", false, 5000, 0, true},
    {"les 5\xE2\x80\xAF"
     "000 fois",
     true, 5000, 0, true},
    {"les 1\xC2\xA0"
     "763,88",
     true, 1763.88, 2, true},
    {"lr 1e-4.", false, 1e-4, 4, true},
    {"2.50e3", false, 2500, -1, true},
    {"w1 and float32: 7", false, 7, 0, false},
    {"\xC3\xA9t\xC3\xA9"
     "12 3",
     false, 3, 0, false},
    {"3, 4", true, 3, 0, false},
    {"1,2345", false, 1, 0, false},
    {"-4.25", false, 4.25, 2, true},
    {"12345,678", false, 12345, 0, true},
    {"3e", false, 3, 0, false},
};

START_TEST(test_prose)
{
    const char *text = cases[_i].text;
    ZtProseNumber number;
    ck_assert(zt_prose_number(&text, cases[_i].comma, &number));
    ck_assert_msg(number.value == cases[_i].value, "%s: %g", cases[_i].text, number.value);
    ck_assert_msg(number.places == cases[_i].places, "%s: %d", cases[_i].text, number.places);
    ck_assert_msg(number.certain == cases[_i].certain, "%s", cases[_i].text);
}
END_TEST

START_TEST(test_none)
{
    const char *text = "no number in x2 or b";
    ZtProseNumber number;
    ck_assert(!zt_prose_number(&text, false, &number));
}
END_TEST

static ZtProseNumber read(const char *text)
{
    ZtProseNumber number;
    ck_assert(zt_prose_number(&text, false, &number));
    return number;
}

START_TEST(test_known)
{
    ZtNumbers numbers = {0};
    ZtProseNumber number = read("29.02");
    ck_assert(!zt_numbers_have(&numbers, &number));
    zt_numbers_add_text(&numbers, "Epoch 100, Loss 29.022667\n    Params: w = -0.2327");
    ck_assert_uint_eq(numbers.count, 3);
    ck_assert(zt_numbers_have(&numbers, &number));
    number = read("29.03");
    ck_assert(!zt_numbers_have(&numbers, &number));
    number = read("0.2327");
    ck_assert(zt_numbers_have(&numbers, &number));
    number = read("0.23");
    ck_assert(zt_numbers_have(&numbers, &number));
    number = read("0.232");
    ck_assert(!zt_numbers_have(&numbers, &number));
    zt_numbers_add(&numbers, 1763.884766);
    number = read("1764");
    ck_assert(zt_numbers_have(&numbers, &number));
    number = read("1763");
    ck_assert(!zt_numbers_have(&numbers, &number));
    zt_numbers_free(&numbers);
}
END_TEST

START_TEST(test_data)
{
    ZtNumbers numbers = {0};
    ZtBuilder *builder = zt_builder_new("made", ZT_SINGLE);
    ck_assert(zt_builder_column(builder, "a", false) && zt_builder_column(builder, "b", true));
    ck_assert(zt_builder_number(builder, 0, 35.7) && zt_builder_text(builder, 1, "u", 1));
    ck_assert(zt_builder_row(builder));
    ZtDataset *data = zt_builder_finish(builder);
    zt_numbers_add_data(&numbers, data);
    zt_numbers_add_data(&numbers, NULL);
    ck_assert_uint_eq(numbers.count, 1);
    ZtProseNumber number = read("35.7");
    ck_assert(zt_numbers_have(&numbers, &number));
    zt_dataset_release(data);
    zt_numbers_free(&numbers);
}
END_TEST

Suite *numbers_suite(void)
{
    Suite *suite = suite_create("numbers");
    TCase *tests = tcase_create("numbers");
    tcase_add_loop_test(tests, test_prose, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_test(tests, test_none);
    tcase_add_test(tests, test_known);
    tcase_add_test(tests, test_data);
    suite_add_tcase(suite, tests);
    return suite;
}
