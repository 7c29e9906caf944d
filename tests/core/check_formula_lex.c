/* Words and signs, one by one. */
#include <string.h>

#include <check.h>

#include "core/formula_lex.h"
#include "suites.h"

static ZtToken read_at(const char *text, size_t at)
{
    ZtToken token;
    ZtErr err = {0};
    ck_assert(zt_token_read(text, strlen(text), at, &token, &err));
    return token;
}

static void check_token(const char *text, ZtTokenKind kind, size_t at, size_t len, size_t end)
{
    ZtToken token = read_at(text, 0);
    ck_assert_msg(token.kind == kind, "'%s' is of kind %d", text, token.kind);
    ck_assert_uint_eq(token.at, at);
    ck_assert_uint_eq(token.len, len);
    ck_assert_uint_eq(token.end, end);
}

START_TEST(kinds_and_places)
{
    check_token("", ZT_TOKEN_END, 0, 0, 0);
    check_token(" \t\r\n", ZT_TOKEN_END, 4, 0, 4);
    check_token("  12.5e1x", ZT_TOKEN_NUMBER, 2, 6, 8);
    check_token(".5", ZT_TOKEN_NUMBER, 0, 2, 2);
    check_token("1.e", ZT_TOKEN_NUMBER, 0, 2, 2);
    check_token("1e+", ZT_TOKEN_NUMBER, 0, 1, 1);
    check_token("w1_b+", ZT_TOKEN_NAME, 0, 4, 4);
    check_token("_", ZT_TOKEN_NAME, 0, 1, 1);
    check_token("\"a b\" c", ZT_TOKEN_QUOTED, 1, 3, 5);
    check_token("\"\"", ZT_TOKEN_QUOTED, 1, 0, 2);
    check_token("\"\"\"", ZT_TOKEN_QUOTED, 1, 0, 2);
    check_token("<=3", ZT_TOKEN_OP, 0, 2, 2);
    check_token("<3", ZT_TOKEN_OP, 0, 1, 1);
    check_token("(", ZT_TOKEN_SIGN, 0, 1, 1);
    check_token("=", ZT_TOKEN_SIGN, 0, 1, 1);
    check_token(".", ZT_TOKEN_SIGN, 0, 1, 1);
    check_token("\xe2\x88\x9ax", ZT_TOKEN_SIGN, 0, 3, 3);
    check_token("\xe2\x88", ZT_TOKEN_SIGN, 0, 1, 1);
    check_token("\x80", ZT_TOKEN_SIGN, 0, 1, 1);
}
END_TEST

START_TEST(values)
{
    ck_assert_double_eq(read_at("0.1", 0).value, 0.1);
    ck_assert_double_eq(read_at("x 250", 1).value, 250);
    ck_assert_int_eq(read_at("(", 0).sign, '(');
    ck_assert_int_eq(read_at(",", 0).sign, ',');
    ck_assert_int_eq(read_at("$", 0).sign, 0);
    ck_assert_int_eq(read_at("-", 0).op, ZT_OP_SUB);
}
END_TEST

START_TEST(operators)
{
    static const struct {
        const char *text;
        ZtOp op;
    } signs[] = {{"+", ZT_OP_ADD},   {"-", ZT_OP_SUB}, {"*", ZT_OP_MUL},  {"/", ZT_OP_DIV},
                 {"^", ZT_OP_POW},   {"<", ZT_OP_LT},  {"<=", ZT_OP_LE},  {">", ZT_OP_GT},
                 {">=", ZT_OP_GE},   {"==", ZT_OP_EQ}, {"!=", ZT_OP_NE},  {"~", ZT_OP_NEAR},
                 {"and", ZT_OP_AND}, {"or", ZT_OP_OR}, {"not", ZT_OP_NOT}};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        ZtToken token = read_at(signs[i].text, 0);
        ck_assert_int_eq(token.kind, ZT_TOKEN_OP);
        ck_assert_int_eq(token.op, signs[i].op);
    }
    ck_assert_int_eq(read_at("android", 0).kind, ZT_TOKEN_NAME);
    ck_assert_int_eq(read_at("nota", 0).kind, ZT_TOKEN_NAME);
    ck_assert_int_eq(read_at("And", 0).kind, ZT_TOKEN_NAME);
}
END_TEST

/* Letters of every script make names; signs, raised digits and blanks beyond ASCII do not. */
START_TEST(letters_beyond_ascii)
{
    check_token("\xc3\xa9t\xc3\xa9+", ZT_TOKEN_NAME, 0, 5, 5);
    check_token("\xce\xb1\xce\xb2 ", ZT_TOKEN_NAME, 0, 4, 4);
    check_token("\xe6\xb8\xa9 ", ZT_TOKEN_NAME, 0, 3, 3);
    check_token("\xc2\xb5m ", ZT_TOKEN_NAME, 0, 3, 3);    /* micro */
    check_token("\xe2\x84\xa6 ", ZT_TOKEN_NAME, 0, 3, 3); /* ohm */
    check_token("\xef\xbc\x8a", ZT_TOKEN_SIGN, 0, 3, 3);  /* a wide asterisk */
    check_token("a\xef\xbb\xbf", ZT_TOKEN_NAME, 0, 1, 1); /* what cannot be seen */
    check_token("a\xc3\x97"
                "b",
                ZT_TOKEN_NAME, 0, 1, 1);                  /* a times b */
    check_token("x\xc2\xb2", ZT_TOKEN_NAME, 0, 1, 1);     /* x squared */
    check_token("x\xe2\x82\x82", ZT_TOKEN_NAME, 0, 1, 1); /* x, lowered 2 */
    check_token("a\xff", ZT_TOKEN_NAME, 0, 1, 1);         /* no UTF-8 */
    check_token("a\xc3", ZT_TOKEN_NAME, 0, 1, 1);         /* cut off */
    check_token("\xc2\xa0w", ZT_TOKEN_NAME, 2, 1, 3);     /* no-break space */
    check_token("\xe2\x80\xafw", ZT_TOKEN_NAME, 3, 1, 4); /* the narrow one */
    check_token("\xe3\x80\x80", ZT_TOKEN_SIGN, 0, 3, 3);  /* the wide one is none here */
}
END_TEST

START_TEST(what_cannot_be_read)
{
    ZtToken token;
    ZtErr err = {0};
    ck_assert(!zt_token_read("a + 1e400", 9, 3, &token, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_FORMULA_NUMBER);
    ck_assert_uint_eq(err.at, 4);
    ck_assert_uint_eq(err.len, 5);
    ck_assert(!zt_token_read("a + \"b", 6, 3, &token, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_FORMULA_QUOTE);
    ck_assert_uint_eq(err.at, 4);
    ck_assert(!zt_token_read("\"b\"", 2, 0, &token, &err)); /* the second quote is beyond */
}
END_TEST

/* Each sign someone may mean something by is told its spelling. */
START_TEST(spellings)
{
    static const struct {
        const char *sign, *meant;
    } signs[] = {{"\xc3\x97", "*"},
                 {"\xc2\xb7", "*"},
                 {"\xe2\x8b\x85", "*"},
                 {"\xc3\xb7", "/"},
                 {":", "/"},
                 {"\xe2\x88\x92", "-"},
                 {"\xe2\x80\x93", "-"},
                 {"\xe2\x89\xa4", "<="},
                 {"\xe2\x89\xa5", ">="},
                 {"\xe2\x89\xa0", "!="},
                 {"\xe2\x88\x9a", "sqrt(...)"},
                 {"|", "or, or abs(...)"},
                 {"&", "and"},
                 {"%", "/ 100"},
                 {"{", "("},
                 {"}", ")"},
                 {"'", "\""}};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        ZtErr err = {0};
        ZtToken token = read_at(signs[i].sign, 0);
        ck_assert(!zt_token_unexpected(signs[i].sign, strlen(signs[i].sign), NULL, &token, &err));
        ck_assert_int_eq(err.kind, ZT_ERR_FORMULA_SIGN);
        ck_assert_str_eq(err.arg[1], signs[i].meant);
        ck_assert_uint_eq(err.len, strlen(signs[i].sign));
    }
}
END_TEST

START_TEST(raised_digits)
{
    static const char *const raised[] = {
        "\xe2\x81\xb0", "\xc2\xb9",     "\xc2\xb2",     "\xc2\xb3",     "\xe2\x81\xb4",
        "\xe2\x81\xb5", "\xe2\x81\xb6", "\xe2\x81\xb7", "\xe2\x81\xb8", "\xe2\x81\xb9"};
    for (size_t i = 0; i < 10; i++) {
        ZtErr err = {0};
        ZtToken token = read_at(raised[i], 0);
        ck_assert(!zt_token_unexpected(raised[i], strlen(raised[i]), NULL, &token, &err));
        ck_assert_int_eq(err.kind, ZT_ERR_FORMULA_SUPERSCRIPT);
        ck_assert_int_eq(err.arg[0][0], (int)('0' + i));
    }
}
END_TEST

Suite *formula_lex_suite(void)
{
    Suite *suite = suite_create("formula_lex");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, kinds_and_places);
    tcase_add_test(tests, values);
    tcase_add_test(tests, operators);
    tcase_add_test(tests, letters_beyond_ascii);
    tcase_add_test(tests, what_cannot_be_read);
    tcase_add_test(tests, spellings);
    tcase_add_test(tests, raised_digits);
    suite_add_tcase(suite, tests);
    return suite;
}
