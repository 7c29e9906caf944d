#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "suites.h"

static const char *upside(const char *sentence)
{
    return strstr(sentence, "line") ? "{2} nach {1}{" : "{9} {1}";
}

static void message_is(const ZtErr *err, ZtTranslate translate, const char *expected)
{
    ZtBuf out = {0};
    zt_err_message(err, translate, &out);
    ck_assert_str_eq(zt_buf_text(&out), expected);
    zt_buf_free(&out);
}

static void hint_is(const ZtErr *err, const char *expected)
{
    ZtBuf out = {0};
    ck_assert(zt_err_hint(err, NULL, &out) == (expected != NULL));
    ck_assert_str_eq(zt_buf_text(&out), expected ? expected : "");
    zt_buf_free(&out);
}

START_TEST(message_and_hint_take_arguments)
{
    ZtErr err;
    ck_assert(!zt_fail(&err, ZT_ERR_CSV_NUL, "a.csv", "3", NULL));
    message_is(&err, NULL, "a.csv, line 3: there is a NUL byte; this is no text file");
    hint_is(&err, "save the data as CSV text, encoded in UTF-8");
    ck_assert(!err.spanned);
    ck_assert(!zt_fail_at(&err, 7, 2));
    ck_assert(err.spanned);
    ck_assert_uint_eq(err.at, 7);
    ck_assert_uint_eq(err.len, 2);
    ck_assert(!zt_fail(&err, ZT_ERR_DATA_NONE, NULL));
    ck_assert(!err.spanned);
    ck_assert_str_eq(err.arg[0], "");
}
END_TEST

START_TEST(other_hint_where_an_argument_is_empty)
{
    ZtErr err;
    zt_fail(&err, ZT_ERR_DATA_COLUMN, "z", "x", "x, y", NULL);
    hint_is(&err, "did you mean 'x'?");
    zt_fail(&err, ZT_ERR_DATA_COLUMN, "z", "", "x, y", NULL);
    hint_is(&err, "the columns are: x, y");
    zt_fail(&err, ZT_ERR_DATA_COLUMN, "z", NULL);
    hint_is(&err, NULL);
    zt_fail(&err, ZT_ERR_DATA_TEXT_COLUMN, "z", NULL);
    hint_is(&err, NULL);
}
END_TEST

START_TEST(memory_and_no_error)
{
    ZtErr err = {0};
    message_is(&err, NULL, "");
    hint_is(&err, NULL);
    ck_assert(!zt_fail_memory(&err));
    ck_assert_int_eq(err.kind, ZT_ERR_MEMORY);
    message_is(&err, NULL, "out of memory");
}
END_TEST

START_TEST(translation_may_change_the_order)
{
    ZtErr err;
    zt_fail(&err, ZT_ERR_CSV_NUL, "A", "B", NULL);
    message_is(&err, upside, "B nach A{");
    zt_fail(&err, ZT_ERR_DATA_TEXT_COLUMN, "col", NULL);
    message_is(&err, upside, "{9} col");
}
END_TEST

START_TEST(arguments_become_safe)
{
    ZtErr err;
    zt_fail(&err, ZT_ERR_DATA_TEXT_COLUMN, "a\x1b[31m\n\xE2\x80\xAE\xFF", NULL);
    ck_assert_str_eq(err.arg[0], "a\\e[31m\\n\\u{202E}\\xFF");
}
END_TEST

/* An argument keeps at most 199 bytes, and is never cut inside a character or an escape. */
START_TEST(arguments_become_short)
{
    for (size_t len = 190; len < 210; len++) {
        char text[260];
        ZtErr err;
        memset(text, 'x', len);
        strcpy(text + len, "\xC3\xA9\x1b");
        zt_fail(&err, ZT_ERR_DATA_TEXT_COLUMN, text, NULL);
        size_t stored = strlen(err.arg[0]);
        bool whole = len + 4 < ZT_ERR_ARG_SIZE;
        ck_assert(stored < ZT_ERR_ARG_SIZE);
        const char *end = err.arg[0] + stored;
        if (whole)
            ck_assert_str_eq(end - 4, "\xC3\xA9\\e");
        else
            ck_assert_str_eq(end - 3, "...");
        char before = end[-4];
        ck_assert(whole || before == 'x' || before == '\xA9');
    }
}
END_TEST

START_TEST(every_row_is_sound)
{
    for (int kind = ZT_ERR_NONE + 1; kind < ZT_ERR_KINDS; kind++) {
        ZtErr err;
        ZtBuf out = {0};
        zt_fail(&err, (ZtErrKind)kind, "A", "B", "C", "D", NULL);
        zt_err_message(&err, NULL, &out);
        ck_assert_msg(out.len > 0, "kind %d", kind);
        ck_assert_msg(out.text[out.len - 1] != '.' && !strchr(out.text, '{'), "%s", out.text);
        zt_buf_clear(&out);
        zt_err_hint(&err, NULL, &out);
        ck_assert(!strchr(zt_buf_text(&out), '{'));
        zt_buf_free(&out);
    }
}
END_TEST

Suite *error_suite(void)
{
    Suite *suite = suite_create("error");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, message_and_hint_take_arguments);
    tcase_add_test(tests, other_hint_where_an_argument_is_empty);
    tcase_add_test(tests, memory_and_no_error);
    tcase_add_test(tests, translation_may_change_the_order);
    tcase_add_test(tests, arguments_become_safe);
    tcase_add_test(tests, arguments_become_short);
    tcase_add_test(tests, every_row_is_sound);
    suite_add_tcase(suite, tests);
    return suite;
}
