/* Every error of a formula, with its place and its arguments. */
#include <string.h>

#include <check.h>

#include "core/formula.h"
#include "suites.h"

static const struct {
    const char *text;
    ZtErrKind kind;
    size_t at, len;
    const char *first, *second; /* arguments; NULL: none */
} faults[] = {
    {"", ZT_ERR_FORMULA_EMPTY, 0, 1, NULL, NULL},
    {"   ", ZT_ERR_FORMULA_EMPTY, 3, 1, NULL, NULL},
    {"w * x +", ZT_ERR_FORMULA_END, 7, 1, NULL, NULL},
    {"-", ZT_ERR_FORMULA_END, 1, 1, NULL, NULL},
    {"x ^", ZT_ERR_FORMULA_END, 3, 1, NULL, NULL},
    {"sqrt(", ZT_ERR_FORMULA_END, 5, 1, NULL, NULL},
    {"()", ZT_ERR_FORMULA_OPERAND, 1, 1, ")", NULL},
    {"w + * x", ZT_ERR_FORMULA_OPERAND, 4, 1, "*", NULL},
    {"/ 2", ZT_ERR_FORMULA_OPERAND, 0, 1, "/", NULL},
    {")", ZT_ERR_FORMULA_OPERAND, 0, 1, ")", NULL},
    {"max(x,)", ZT_ERR_FORMULA_OPERAND, 6, 1, ")", NULL},
    {"max(,x)", ZT_ERR_FORMULA_OPERAND, 4, 1, ",", NULL},
    {"[x]", ZT_ERR_FORMULA_OPERAND, 0, 1, "[", NULL},
    {"where", ZT_ERR_FORMULA_OPERAND, 0, 5, "where", NULL},
    {"until", ZT_ERR_FORMULA_OPERAND, 0, 5, "until", NULL},
    {"w * (x + b", ZT_ERR_FORMULA_OPEN, 4, 1, NULL, NULL},
    {"sin(x", ZT_ERR_FORMULA_OPEN, 3, 1, NULL, NULL},
    {"w * x) + b", ZT_ERR_FORMULA_CLOSE, 5, 1, NULL, NULL},
    {"2x + b", ZT_ERR_FORMULA_PRODUCT, 1, 1, "x", "2"},
    {"w x", ZT_ERR_FORMULA_PRODUCT, 2, 1, "x", "w"},
    {"(w) x", ZT_ERR_FORMULA_PRODUCT, 4, 1, "x", ""},
    {"(w)(x)", ZT_ERR_FORMULA_PRODUCT, 3, 1, "(", ""},
    {"3 4", ZT_ERR_FORMULA_PRODUCT, 2, 1, "4", "3"},
    {"1.5.2", ZT_ERR_FORMULA_PRODUCT, 3, 2, ".2", "1.5"},
    {"1e5x", ZT_ERR_FORMULA_PRODUCT, 3, 1, "x", "1e5"},
    {"3 \"a\"", ZT_ERR_FORMULA_PRODUCT, 3, 1, "a", "3"},
    {"w ** x", ZT_ERR_FORMULA_POWER, 3, 1, NULL, NULL},
    {"x\xc2\xb2 * w", ZT_ERR_FORMULA_SUPERSCRIPT, 1, 2, "2", NULL},
    {"x\xc2\xb9", ZT_ERR_FORMULA_SUPERSCRIPT, 1, 2, "1", NULL},
    {"x\xe2\x81\xb0", ZT_ERR_FORMULA_SUPERSCRIPT, 1, 3, "0", NULL},
    {"x\xe2\x81\xb9", ZT_ERR_FORMULA_SUPERSCRIPT, 1, 3, "9", NULL},
    {"0,5 * x", ZT_ERR_FORMULA_COMMA, 0, 3, "0.5", NULL},
    {"w * 0,25 + 1", ZT_ERR_FORMULA_COMMA, 4, 4, "0.25", NULL},
    {"1 , 5", ZT_ERR_FORMULA_UNEXPECTED, 2, 1, ",", NULL},
    {"1,x", ZT_ERR_FORMULA_UNEXPECTED, 1, 1, ",", NULL},
    {"w, b", ZT_ERR_FORMULA_UNEXPECTED, 1, 1, ",", NULL},
    {"x]", ZT_ERR_FORMULA_UNEXPECTED, 1, 1, "]", NULL},
    {"w * x + b $ 3", ZT_ERR_FORMULA_UNEXPECTED, 10, 1, "$", NULL},
    {"w \xff x", ZT_ERR_FORMULA_UNEXPECTED, 2, 1, "\\xFF", NULL},
    {"x \x01 y", ZT_ERR_FORMULA_UNEXPECTED, 2, 1, "\\x01", NULL},
    {"w = 3", ZT_ERR_FORMULA_EQUALS, 2, 1, NULL, NULL},
    {"w \xc3\x97 x", ZT_ERR_FORMULA_SIGN, 2, 2, "\xc3\x97", "*"},
    {"w \xc3\xb7 x", ZT_ERR_FORMULA_SIGN, 2, 2, "\xc3\xb7", "/"},
    {"w \xe2\x88\x92 x", ZT_ERR_FORMULA_SIGN, 2, 3, "\xe2\x88\x92", "-"},
    {"w : x", ZT_ERR_FORMULA_SIGN, 2, 1, ":", "/"},
    {"5 % 2", ZT_ERR_FORMULA_SIGN, 2, 1, "%", "/ 100"},
    {"{x}", ZT_ERR_FORMULA_SIGN, 0, 1, "{", "("},
    {"!a", ZT_ERR_FORMULA_UNEXPECTED, 0, 1, "!", ""},
    {"1e999*x", ZT_ERR_FORMULA_NUMBER, 0, 5, "1e999", NULL},
    {"x + 1e400", ZT_ERR_FORMULA_NUMBER, 4, 5, "1e400", NULL},
    {"foo(x)", ZT_ERR_FORMULA_FUNCTION, 0, 3, "foo", ""},
    {"1 + sine(x)", ZT_ERR_FORMULA_FUNCTION, 4, 4, "sine", "sin"},
    {"f(x)", ZT_ERR_FORMULA_FUNCTION, 0, 1, "f", ""},
    {"sin x", ZT_ERR_FORMULA_ONE_VALUE, 0, 3, "sin", NULL},
    {"sin", ZT_ERR_FORMULA_ONE_VALUE, 0, 3, "sin", NULL},
    {"sin()", ZT_ERR_FORMULA_ONE_VALUE, 0, 3, "sin", NULL},
    {"a + sin(x, 1)", ZT_ERR_FORMULA_ONE_VALUE, 4, 3, "sin", NULL},
    {"max x", ZT_ERR_FORMULA_TWO_VALUES, 0, 3, "max", NULL},
    {"min(x)", ZT_ERR_FORMULA_TWO_VALUES, 0, 3, "min", NULL},
    {"min(x, 1", ZT_ERR_FORMULA_TWO_VALUES, 0, 3, "min", NULL},
    {"min(x, 1, 2)", ZT_ERR_FORMULA_TWO_VALUES, 0, 3, "min", NULL},
    {"\"abc", ZT_ERR_FORMULA_QUOTE, 0, 1, NULL, NULL},
    {"w * \"abc", ZT_ERR_FORMULA_QUOTE, 4, 1, NULL, NULL},
    {"\"", ZT_ERR_FORMULA_QUOTE, 0, 1, NULL, NULL},
};

static void check_fault(size_t i, ZtFormulaUse use)
{
    ZtErr err = {0};
    const char *text = faults[i].text;
    ck_assert_ptr_null(zt_formula_parse(text, strlen(text), use, NULL, &err));
    ck_assert_msg(err.kind == faults[i].kind, "'%s': error %d", text, err.kind);
    ck_assert(err.spanned);
    ck_assert_msg(err.at == faults[i].at && err.len == faults[i].len, "'%s': at %zu, %zu", text,
                  err.at, err.len);
    ck_assert_str_eq(err.arg[0], faults[i].first ? faults[i].first : "");
    ck_assert_str_eq(err.arg[1], faults[i].second ? faults[i].second : "");
}

START_TEST(errors_have_their_places)
{
    check_fault((size_t)_i, ZT_FORMULA_MODEL);
    check_fault((size_t)_i, ZT_FORMULA_VALUE);
}
END_TEST

static const struct {
    const char *text;
    ZtErrKind kind;
    size_t at, len;
    const char *first, *second;
} value_faults[] = {
    {"a < b < c", ZT_ERR_FORMULA_CHAIN, 6, 1, "<", ""},
    {"a ~ b == c", ZT_ERR_FORMULA_CHAIN, 6, 2, "==", ""},
    {"a = b", ZT_ERR_FORMULA_EQUALS, 2, 1, "", ""},
    {"a => b", ZT_ERR_FORMULA_EQUALS, 2, 1, "", ""},
    {"not", ZT_ERR_FORMULA_END, 3, 1, "", ""},
    {"a and", ZT_ERR_FORMULA_END, 5, 1, "", ""},
    {"a or or b", ZT_ERR_FORMULA_OPERAND, 5, 2, "or", ""},
    {"a && b", ZT_ERR_FORMULA_SIGN, 2, 1, "&", "and"},
    {"raw", ZT_ERR_FORMULA_WANTS_NAME, 0, 3, "raw", "x"},
    {"raw()", ZT_ERR_FORMULA_WANTS_NAME, 0, 3, "raw", "x"},
    {"raw(x", ZT_ERR_FORMULA_WANTS_NAME, 0, 3, "raw", "x"},
    {"1 + grad(3)", ZT_ERR_FORMULA_WANTS_NAME, 4, 4, "grad", "w"},
    {"grad(w, b)", ZT_ERR_FORMULA_WANTS_NAME, 0, 4, "grad", "w"},
    {"last", ZT_ERR_FORMULA_WANTS_NAME, 0, 4, "last", "loss"},
    {"last(x)", ZT_ERR_FORMULA_WANTS_NAME, 0, 4, "last", "loss"},
    {"last(loss", ZT_ERR_FORMULA_WANTS_NAME, 0, 4, "last", "loss"},
    {"last(grad)", ZT_ERR_FORMULA_WANTS_NAME, 5, 4, "grad", "w"},
    {"last(grad(w)", ZT_ERR_FORMULA_WANTS_NAME, 0, 4, "last", "loss"},
    {"count(2)", ZT_ERR_FORMULA_WANTS_NAME, 0, 5, "count", "plot"},
    {"a[", ZT_ERR_FORMULA_END, 2, 1, "", ""},
    {"a[1", ZT_ERR_FORMULA_BRACKET, 1, 1, "", ""},
    {"a[]", ZT_ERR_FORMULA_OPERAND, 2, 1, "]", ""},
    {"a[1][2]", ZT_ERR_FORMULA_UNEXPECTED, 4, 1, "[", ""},
    {"1[2]", ZT_ERR_FORMULA_UNEXPECTED, 1, 1, "[", ""},
    {"mean", ZT_ERR_FORMULA_ONE_VALUE, 0, 4, "mean", ""},
    {"sum(a, b)", ZT_ERR_FORMULA_ONE_VALUE, 0, 3, "sum", ""},
    {"maen(x)", ZT_ERR_FORMULA_FUNCTION, 0, 4, "maen", "mean"},
    {"raw(\"x)", ZT_ERR_FORMULA_QUOTE, 4, 1, "", ""},
    {"last(1e999)", ZT_ERR_FORMULA_NUMBER, 5, 5, "1e999", ""},
    {"grad(w 1e999)", ZT_ERR_FORMULA_NUMBER, 7, 5, "1e999", ""},
};

START_TEST(errors_of_values)
{
    ZtErr err = {0};
    const char *text = value_faults[_i].text;
    ck_assert_ptr_null(zt_formula_parse(text, strlen(text), ZT_FORMULA_VALUE, NULL, &err));
    ck_assert_msg(err.kind == value_faults[_i].kind, "'%s': error %d", text, err.kind);
    ck_assert_uint_eq(err.at, value_faults[_i].at);
    ck_assert_uint_eq(err.len, value_faults[_i].len);
    ck_assert_str_eq(err.arg[0], value_faults[_i].first);
    ck_assert_str_eq(err.arg[1], value_faults[_i].second);
}
END_TEST

/* What print and conditions have and models have not; the word itself is marked. */
START_TEST(models_have_less)
{
    static const struct {
        const char *text;
        size_t at, len;
    } only_values[] = {
        {"w < x", 2, 1},   {"w == 3", 2, 2},     {"w and x", 2, 3},     {"w or x", 2, 2},
        {"not w", 0, 3},   {"w ~ x", 2, 1},      {"1 + mean(x)", 4, 4}, {"raw(x)", 0, 3},
        {"grad(w)", 0, 4}, {"last(loss)", 0, 4}, {"count(plot)", 0, 5}, {"w[3]", 1, 1},
        {"(not w)", 1, 3}, {"sum", 0, 3},        {"\"a b\"[2]", 5, 1},  {"sin(w)[1]", 6, 1},
    };
    for (size_t i = 0; i < sizeof only_values / sizeof only_values[0]; i++) {
        ZtErr err = {0};
        const char *text = only_values[i].text;
        ck_assert_ptr_null(zt_formula_parse(text, strlen(text), ZT_FORMULA_MODEL, NULL, &err));
        ck_assert_msg(err.kind == ZT_ERR_FORMULA_CONTEXT, "'%s': error %d", text, err.kind);
        ck_assert_uint_eq(err.at, only_values[i].at);
        ck_assert_uint_eq(err.len, only_values[i].len);
    }
}
END_TEST

Suite *formula_errors_suite(void)
{
    Suite *suite = suite_create("formula_errors");
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, errors_have_their_places, 0, sizeof faults / sizeof faults[0]);
    tcase_add_loop_test(tests, errors_of_values, 0, sizeof value_faults / sizeof value_faults[0]);
    tcase_add_test(tests, models_have_less);
    suite_add_tcase(suite, tests);
    return suite;
}
