#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/random.h"
#include "suites.h"

/* Reads all of text and compares with strtod, to the bit. */
static void same_as_strtod(const char *text)
{
    double value = -1, expected = strtod(text, NULL);
    size_t used = 0, len = strlen(text);
    ZtNumberFault fault = zt_number_read(text, len, '.', true, &value, &used);
    if (isinf(expected) ? fault != ZT_NUMBER_RANGE
                        : fault != ZT_NUMBER_OK || memcmp(&value, &expected, sizeof value) != 0)
        ck_abort_msg("%s: %.17g, not %.17g", text, value, expected);
    if (used != len)
        ck_abort_msg("%s: used %zu", text, used);
}

static double random_double(ZtRandom *random)
{
    uint64_t bits = (uint64_t)zt_random_next(random) << 32 | zt_random_next(random);
    double value;
    memcpy(&value, &bits, sizeof value);
    return isfinite(value) ? value : (double)bits;
}

START_TEST(random_bit_patterns)
{
    ZtRandom random;
    zt_random_seed(&random, 1);
    for (int i = 0; i < 400000; i++) {
        char text[64];
        snprintf(text, sizeof text, "%.*g", 15 + i % 4, random_double(&random));
        same_as_strtod(text);
    }
}
END_TEST

/* Numbers such as data files have: 1 to 20 digits, the point anywhere. */
START_TEST(everyday_numbers)
{
    ZtRandom random;
    zt_random_seed(&random, 2);
    for (int i = 0; i < 400000; i++) {
        char text[64];
        int digits = 1 + i % 20, point = (int)(zt_random_next(&random) % 21u), len = 0;
        if (zt_random_next(&random) % 2)
            text[len++] = '-';
        for (int j = 0; j < digits; j++) {
            if (j == point)
                text[len++] = '.';
            text[len++] = (char)('0' + zt_random_next(&random) % 10);
        }
        text[len] = '\0';
        if (i % 3 == 0)
            snprintf(text + len, sizeof text - (size_t)len, "e%d",
                     (int)(zt_random_next(&random) % 61u) - 30);
        same_as_strtod(text);
    }
}
END_TEST

/* The exact middle between a double and the next one, and texts just beside it. */
START_TEST(halfway_cases)
{
    ZtRandom random;
    zt_random_seed(&random, 3);
    for (int i = 0; i < 60000; i++) {
        char text[900];
        double low = fabs(random_double(&random));
        if (i % 2)
            low = ldexp(low / DBL_MAX * 4, (int)(zt_random_next(&random) % 120u) - 60);
        double high = nextafter(low, DBL_MAX), gap = high - low;
        if (gap < 4 * DBL_MIN || low > 1e300)
            continue;
        /* Both halves print exactly in long double on x86; elsewhere this is a near miss. */
        long double middle = (long double)low + (long double)gap / 2;
        int len = snprintf(text, sizeof text, "%.770Le", middle);
        same_as_strtod(text);
        char *exponent = strchr(text, 'e');
        exponent[-1] = '1';
        same_as_strtod(text);
        ck_assert_int_lt(len, (int)sizeof text);
    }
}
END_TEST

START_TEST(edges_of_the_exponent)
{
    ZtRandom random;
    zt_random_seed(&random, 4);
    for (int i = 0; i < 100000; i++) {
        char text[64];
        int exponent = i % 2 ? 290 + (int)(zt_random_next(&random) % 30u)
                             : -300 - (int)(zt_random_next(&random) % 50u);
        snprintf(text, sizeof text, "%u.%ue%d", zt_random_next(&random) % 100,
                 zt_random_next(&random), exponent);
        same_as_strtod(text);
    }
}
END_TEST

START_TEST(subnormals)
{
    ZtRandom random;
    zt_random_seed(&random, 5);
    for (int i = 0; i < 100000; i++) {
        char text[64];
        uint64_t bits = (uint64_t)zt_random_next(&random) << 20 >> (i % 50);
        double value;
        memcpy(&value, &bits, sizeof value);
        snprintf(text, sizeof text, "%.*e", i % 18, value);
        same_as_strtod(text);
    }
}
END_TEST

static const char *const single_cases[] = {
    "0",
    "-0",
    "0.0",
    "00012",
    "1.",
    ".5",
    "-.5",
    "+7",
    "9007199254740992",
    "9007199254740993",
    "9007199254740993.0000000000000000000000000000000000001",
    "18446744073709551615",
    "18446744073709551616",
    "9223372036854775807.5",
    "1e22",
    "1e23",
    "1e-22",
    "1e-23",
    "9007199254740991e22",
    "9007199254740993e-1",
    "1.7976931348623157e308",
    "1.7976931348623158e308",
    "1.7976931348623159e308",
    "1e308",
    "1e309",
    "-1e309",
    "1e400",
    "4.9406564584124654e-324",
    "2.4703282292062327e-324",
    "2.4703282292062328e-324",
    "1e-400",
    "2.2250738585072011e-308",
    "2.2250738585072012e-308",
    "0e999999999999999999999",
    "0.0e-5",
    "1e999999999999999999999999",
    "1e-999999999999999999999999",
    "123456789012345678",
    "0.000000000000000000000000000000000000001",
    "1000000000000000000000000000000",
    "100000000000000000000.5e-20",
    "0.3e-26",
    "12345678901234567e-27",
    "12345678901234567e-28",
};

START_TEST(single_case)
{
    same_as_strtod(single_cases[_i]);
}
END_TEST

/* 4 KiB of digits in one cell. */
START_TEST(long_texts)
{
    char text[4200];
    memset(text, '3', 4096);
    strcpy(text + 4096, "e-4090");
    same_as_strtod(text);
    text[1] = '.';
    strcpy(text + 4096, "");
    same_as_strtod(text);
    memset(text, '0', 4096);
    text[1] = '.';
    text[4095] = '7';
    strcpy(text + 4096, "e4000");
    same_as_strtod(text);
    memset(text, '9', 4096);
    same_as_strtod(text);
    strcpy(text + 4096, "e-3788");
    same_as_strtod(text);
    /* Half a unit over 2^53, decided by the very last digit. */
    memset(text, '0', 4096);
    memcpy(text, "9007199254740993.", 17);
    text[4096] = '\0';
    same_as_strtod(text);
    text[4095] = '1';
    same_as_strtod(text);
}
END_TEST

static const struct {
    const char *text;
    char point;
    bool signs;
    ZtNumberFault fault;
    size_t used;
    double value;
} parts[] = {
    {"", '.', true, ZT_NUMBER_NONE, 0, 0},        {"-", '.', true, ZT_NUMBER_NONE, 0, 0},
    {".", '.', true, ZT_NUMBER_NONE, 0, 0},       {"-.e5", '.', true, ZT_NUMBER_NONE, 0, 0},
    {"e5", '.', true, ZT_NUMBER_NONE, 0, 0},      {"abc", '.', true, ZT_NUMBER_NONE, 0, 0},
    {" 1", '.', true, ZT_NUMBER_NONE, 0, 0},      {"inf", '.', true, ZT_NUMBER_NONE, 0, 0},
    {"nan", '.', true, ZT_NUMBER_NONE, 0, 0},     {"--1", '.', true, ZT_NUMBER_NONE, 0, 0},
    {"-1", '.', false, ZT_NUMBER_NONE, 0, 0},     {"+1", '.', false, ZT_NUMBER_NONE, 0, 0},
    {"0x10", '.', true, ZT_NUMBER_OK, 1, 0},      {"1e", '.', true, ZT_NUMBER_OK, 1, 1},
    {"1e+", '.', true, ZT_NUMBER_OK, 1, 1},       {"1e-x", '.', true, ZT_NUMBER_OK, 1, 1},
    {"2E+3*x", '.', true, ZT_NUMBER_OK, 4, 2000}, {"1.2.3", '.', true, ZT_NUMBER_OK, 3, 1.2},
    {"1,5", '.', true, ZT_NUMBER_OK, 1, 1},       {"1,5", ',', true, ZT_NUMBER_OK, 3, 1.5},
    {"1.5", ',', true, ZT_NUMBER_OK, 1, 1},       {"-1,25e1;", ',', true, ZT_NUMBER_OK, 7, -12.5},
    {"12 ", '.', true, ZT_NUMBER_OK, 2, 12},      {"1e999 x", '.', true, ZT_NUMBER_RANGE, 5, 0},
    {"3)", '.', false, ZT_NUMBER_OK, 1, 3},
};

START_TEST(reads_a_part)
{
    double value = 0;
    size_t used = 99;
    const char *text = parts[_i].text;
    ck_assert_int_eq(
        zt_number_read(text, strlen(text), parts[_i].point, parts[_i].signs, &value, &used),
        parts[_i].fault);
    ck_assert_uint_eq(used, parts[_i].used);
    ck_assert_double_eq(value, parts[_i].value);
}
END_TEST

START_TEST(stops_at_the_length)
{
    double value;
    size_t used;
    ck_assert_int_eq(zt_number_read("12345", 3, '.', true, &value, &used), ZT_NUMBER_OK);
    ck_assert_uint_eq(used, 3);
    ck_assert_double_eq(value, 123);
    zt_number_read("1e55", 3, '.', true, &value, &used);
    ck_assert_double_eq(value, 1e5);
    errno = 7;
    zt_number_read("1e-999", 6, '.', true, &value, &used);
    ck_assert_int_eq(errno, 7);
}
END_TEST

static void exact_is(double value, bool single, const char *expected)
{
    ZtBuf out = {0};
    zt_number_exact(&out, value, single);
    ck_assert_str_eq(zt_buf_text(&out), expected);
    zt_buf_free(&out);
}

START_TEST(exact_texts)
{
    exact_is(0, false, "0");
    exact_is(-0.0, false, "-0");
    exact_is(0.1, false, "0.1");
    exact_is((double)0.1f, true, "0.1");
    exact_is((double)0.1f, false, "0.10000000149011612");
    exact_is(1e-4, false, "0.0001");
    exact_is(5e-324, false, "5e-324");
    exact_is((double)FLT_TRUE_MIN, true, "1e-45");
    exact_is(123456789012345.0, false, "123456789012345");
    exact_is(16777216, true, "16777216");
    exact_is(1e15, false, "1e+15");
    exact_is(-1e5, false, "-100000");
    exact_is(1.0 / 3, false, "0.3333333333333333");
    exact_is(DBL_MAX, false, "1.7976931348623157e+308");
    exact_is((double)FLT_MAX, true, "3.4028235e+38");
    exact_is(INFINITY, false, "inf");
    exact_is(-INFINITY, true, "-inf");
    exact_is(-NAN, false, "nan");
}
END_TEST

START_TEST(exact_texts_read_back)
{
    ZtRandom random;
    zt_random_seed(&random, 6);
    for (int i = 0; i < 50000; i++) {
        ZtBuf out = {0};
        double value = random_double(&random);
        uint32_t bits = zt_random_next(&random);
        float single;
        memcpy(&single, &bits, sizeof single);
        zt_number_exact(&out, value, false);
        ck_assert(strtod(out.text, NULL) == value);
        zt_buf_clear(&out);
        zt_number_exact(&out, (double)single, true);
        ck_assert(isnan(single) || strtof(out.text, NULL) == single);
        ck_assert_uint_le(out.len, 16);
        zt_buf_free(&out);
    }
}
END_TEST

START_TEST(prints_digits)
{
    static const struct {
        double value;
        int digits;
        const char *text;
    } rows[] = {{5.36709, 6, "5.36709"},
                {5.3670912, 6, "5.36709"},
                {-0.0, 6, "0"},
                {-0.0, 0, "0"},
                {1e-10, 3, "1e-10"},
                {123456, 2, "1.2e+05"},
                {0.1, 17, "0.10000000000000001"},
                {0.1, 99, "0.10000000000000001"},
                {0.1, 0, "0.1"},
                {NAN, 6, "nan"},
                {-INFINITY, 6, "-inf"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ZtBuf out = {0};
        zt_number_print(&out, rows[i].value, rows[i].digits, false);
        ck_assert_str_eq(zt_buf_text(&out), rows[i].text);
        zt_buf_free(&out);
    }
}
END_TEST

static const struct {
    const char *text;
    bool good;
    uint64_t value;
} wholes[] = {
    {"0", true, 0},
    {"007", true, 7},
    {"5000", true, 5000},
    {"1e6", true, 1000000},
    {"5000.0", true, 5000},
    {"1.5e1", true, 15},
    {"12.50e1", true, 125},
    {"1500e-2", true, 15},
    {"0.0", true, 0},
    {"0e99999999999999999999", true, 0},
    {"18446744073709551615", true, UINT64_MAX},
    {"18446744073709551616", false, 0},
    {"1e19", true, 10000000000000000000u},
    {"2e19", false, 0},
    {"1e20", false, 0},
    {"1e99", false, 0},
    {"1e99999999999999999999", false, 0},
    {"1.5", false, 0},
    {"15e-1", false, 0},
    {"1e-1", false, 0},
    {"-5", false, 0},
    {"+5", false, 0},
    {"5x", false, 0},
    {" 5", false, 0},
    {"5 ", false, 0},
    {"", false, 0},
    {".", false, 0},
    {"1e", false, 0},
    {"1,0", false, 0},
};

START_TEST(whole_numbers)
{
    uint64_t value = 0;
    ck_assert(zt_number_whole(wholes[_i].text, &value) == wholes[_i].good);
    ck_assert_uint_eq(value, wholes[_i].value);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

Suite *number_suite(void)
{
    Suite *suite = suite_create("number");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, random_bit_patterns);
    tcase_add_test(tests, everyday_numbers);
    tcase_add_test(tests, halfway_cases);
    tcase_add_test(tests, edges_of_the_exponent);
    tcase_add_test(tests, subnormals);
    tcase_add_loop_test(tests, single_case, 0, COUNT(single_cases));
    tcase_add_test(tests, long_texts);
    tcase_add_loop_test(tests, reads_a_part, 0, COUNT(parts));
    tcase_add_test(tests, stops_at_the_length);
    tcase_add_test(tests, exact_texts);
    tcase_add_test(tests, exact_texts_read_back);
    tcase_add_test(tests, prints_digits);
    tcase_add_loop_test(tests, whole_numbers, 0, COUNT(wholes));
    suite_add_tcase(suite, tests);
    return suite;
}
