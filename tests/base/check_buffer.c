#include <stdint.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "suites.h"

START_TEST(grows_and_stays_terminated)
{
    ZtBuf buf = {0};
    ck_assert_str_eq(zt_buf_text(&buf), "");
    ck_assert_ptr_null(buf.text);
    zt_buf_puts(&buf, "ab");
    zt_buf_putc(&buf, 'c');
    zt_buf_add(&buf, "defg", 2);
    zt_buf_fill(&buf, '-', 3);
    zt_buf_printf(&buf, "%d %s", 42, "x");
    ck_assert_str_eq(zt_buf_text(&buf), "abcde---42 x");
    ck_assert_uint_eq(buf.len, 12);
    zt_buf_free(&buf);
    ck_assert_ptr_null(buf.text);
}
END_TEST

START_TEST(holds_much)
{
    ZtBuf buf = {0};
    for (int i = 0; i < 100000; i++)
        zt_buf_printf(&buf, "%05d", i);
    ck_assert_uint_eq(buf.len, 500000);
    ck_assert_int_eq(memcmp(buf.text + 499990, "9999899999", 11), 0);
    zt_buf_free(&buf);
}
END_TEST

START_TEST(keeps_zero_bytes)
{
    ZtBuf buf = {0};
    zt_buf_add(&buf, "a\0b", 3);
    zt_buf_add(&buf, NULL, 0);
    ck_assert_uint_eq(buf.len, 3);
    ck_assert_int_eq(memcmp(buf.text, "a\0b", 4), 0);
    zt_buf_free(&buf);
}
END_TEST

START_TEST(failure_keeps_the_text)
{
    ZtBuf buf = {0};
    zt_buf_puts(&buf, "old");
    zt_buf_fill(&buf, 'x', SIZE_MAX / 2);
    ck_assert(buf.failed);
    zt_buf_puts(&buf, "more");
    zt_buf_printf(&buf, "%d", 1);
    zt_buf_fill(&buf, ' ', 1);
    ck_assert_str_eq(zt_buf_text(&buf), "old");
    ck_assert_ptr_null(zt_buf_take(&buf));
    ck_assert(!buf.failed);
}
END_TEST

START_TEST(a_length_beyond_all_memory_fails)
{
    ZtBuf buf = {0};
    zt_buf_puts(&buf, "old");
    zt_buf_fill(&buf, 'x', SIZE_MAX);
    ck_assert(buf.failed);
    zt_buf_clear(&buf);
    ck_assert(!buf.failed);
    ck_assert_str_eq(zt_buf_text(&buf), "");
    zt_buf_puts(&buf, "new");
    ck_assert_str_eq(zt_buf_text(&buf), "new");
    zt_buf_free(&buf);
    zt_buf_clear(&buf);
    ck_assert_str_eq(zt_buf_text(&buf), "");
}
END_TEST

START_TEST(take_hands_over)
{
    ZtBuf buf = {0};
    char *empty = zt_buf_take(&buf);
    ck_assert_str_eq(empty, "");
    zt_buf_puts(&buf, "text");
    char *text = zt_buf_take(&buf);
    ck_assert_str_eq(text, "text");
    ck_assert_uint_eq(buf.len, 0);
    ck_assert_ptr_null(buf.text);
    zt_free(empty);
    zt_free(text);
}
END_TEST

Suite *buffer_suite(void)
{
    Suite *suite = suite_create("buffer");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, grows_and_stays_terminated);
    tcase_add_test(tests, holds_much);
    tcase_add_test(tests, keeps_zero_bytes);
    tcase_add_test(tests, failure_keeps_the_text);
    tcase_add_test(tests, a_length_beyond_all_memory_fails);
    tcase_add_test(tests, take_hands_over);
    suite_add_tcase(suite, tests);
    return suite;
}
