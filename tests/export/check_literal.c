#include <math.h>

#include <check.h>

#include "export/literal.h"

#include "suites.h"

static void is(ZtBuf *out, const char *expected)
{
    ck_assert_str_eq(zt_buf_text(out), expected);
    zt_buf_free(out);
}

static void python(double value, bool single, bool real, const char *expected)
{
    ZtBuf out = {0};
    zt_python_number(&out, value, single, real);
    is(&out, expected);
}

static void c(double value, bool single, const char *expected)
{
    ZtBuf out = {0};
    zt_c_number(&out, value, single);
    is(&out, expected);
}

START_TEST(numbers)
{
    python((double)35.7f, true, true, "35.7");
    python(35.7, false, true, "35.7");
    python(14, true, true, "14.0");
    python(14, true, false, "14");
    python(1e20, true, true, "1e+20");
    python(-INFINITY, true, true, "-math.inf");
    python((double)NAN, false, true, "math.nan");
    c((double)0.1f, true, "0.1f");
    c(0.1, false, "0.1");
    c(3, true, "3.0f");
    c(INFINITY, true, "INFINITY");
    c((double)NAN, false, "NAN");
}
END_TEST

static void quoted(const char *text, const char *expected)
{
    ZtBuf out = {0};
    zt_python_string(&out, text);
    is(&out, expected);
}

static void comment(const char *text, const char *expected)
{
    ZtBuf out = {0};
    zt_comment_text(&out, text);
    is(&out, expected);
}

START_TEST(texts)
{
    quoted("plain", "\"plain\"");
    quoted("a\"b\\c", "\"a\\\"b\\\\c\"");
    quoted("a\nb\x1b", "\"a\\nb\\x1b\"");
    quoted("\xc3\xa9", "\"\xc3\xa9\"");
    quoted("\xe2\x80\xae", "\"\\u202e\""); /* would turn the text round */
    quoted("\xff", "\"\\udcff\"");
    comment("a*/b", "a* /b");
    comment("a/*b", "a/ *b");
    comment("*/*/", "* / * /");
    comment("a\nb", "a\\nb");
    comment("a\\", "a\\.");
    comment("?"
            "?/",
            "? ?/");
    comment("", "");
}
END_TEST

Suite *literal_suite(void)
{
    Suite *suite = suite_create("literal");
    TCase *tests = tcase_create("literal");
    tcase_add_test(tests, numbers);
    tcase_add_test(tests, texts);
    suite_add_tcase(suite, tests);
    return suite;
}
