#include <config.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "suites.h"
#include "ui/lines.h"
#include "ui/signals.h"

static ZtErr err;

/* All lines, each in brackets with its number. */
static const char *all(ZtLines *lines)
{
    static char text[1000];
    const char *line;
    size_t len;

    *text = '\0';
    while (zt_lines_next(lines, &line, &len, &err) == ZT_LINE_HERE) {
        ck_assert_uint_eq(strlen(line), len);
        snprintf(text + strlen(text), sizeof text - strlen(text), "%zu[%s]", lines->number, line);
    }
    zt_lines_free(lines);
    return text;
}

static const char *of_text(const char *text)
{
    int ends[2];
    ZtLines lines;

    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write(ends[1], text, strlen(text)), (ssize_t)strlen(text));
    close(ends[1]);
    zt_lines_fd(&lines, ends[0]);
    const char *found = all(&lines);
    close(ends[0]);
    return found;
}

START_TEST(ends_of_lines)
{
    ck_assert_str_eq(of_text(""), "");
    ck_assert_str_eq(of_text("a\nb\n"), "1[a]2[b]");
    ck_assert_str_eq(of_text("a\r\n\r\nb"), "1[a]2[]3[b]");
    ck_assert_str_eq(of_text("\n\n"), "1[]2[]");
    ck_assert_str_eq(of_text("a\rb\n"), "1[a\rb]");
}
END_TEST

START_TEST(a_byte_order_mark_is_dropped)
{
    ck_assert_str_eq(of_text("\xef\xbb\xbfload\n"), "1[load]");
    ck_assert_str_eq(of_text("a\n\xef\xbb\xbf"), "1[a]2[\xef\xbb\xbf]");
    ck_assert_str_eq(of_text("\xef\xbb\n"), "1[\xef\xbb]");
}
END_TEST

static int waits;

static void count_waits(void *data)
{
    ck_assert_ptr_eq(data, &waits);
    waits++;
}

START_TEST(lines_come_as_they_are_written)
{
    int ends[2];
    ZtLines lines;
    const char *line;
    size_t len;

    ck_assert_int_eq(pipe(ends), 0);
    zt_lines_fd(&lines, ends[0]);
    lines.before_wait = count_waits;
    lines.data = &waits;
    waits = 0;
    ck_assert_int_eq(write(ends[1], "one\ntwo\nthr", 11), 11);
    ck_assert_int_eq(zt_lines_next(&lines, &line, &len, &err), ZT_LINE_HERE);
    ck_assert_str_eq(line, "one");
    ck_assert_int_eq(zt_lines_next(&lines, &line, &len, &err), ZT_LINE_HERE);
    ck_assert_str_eq(line, "two");
    ck_assert_int_eq(waits, 1);
    ck_assert_int_eq(write(ends[1], "ee\nfour", 7), 7);
    close(ends[1]);
    ck_assert_str_eq(all(&lines), "3[three]4[four]");
    close(ends[0]);
}
END_TEST

START_TEST(a_long_input_comes_whole)
{
    FILE *file = tmpfile();
    ZtLines lines;
    const char *line;
    size_t len, count = 0;

    ck_assert_ptr_nonnull(file);
    for (int i = 0; i < 50000; i++)
        fprintf(file, "print %d\n", i);
    fflush(file);
    rewind(file);
    zt_lines_fd(&lines, fileno(file));
    while (zt_lines_next(&lines, &line, &len, &err) == ZT_LINE_HERE) {
        char expected[30];
        snprintf(expected, sizeof expected, "print %zu", count++);
        ck_assert_str_eq(line, expected);
    }
    ck_assert_uint_eq(count, 50000);
    zt_lines_free(&lines);
    fclose(file);
}
END_TEST

START_TEST(reading_can_fail)
{
    ZtLines lines;
    const char *line;
    size_t len;

    zt_lines_fd(&lines, 1000);
    ck_assert_int_eq(zt_lines_next(&lines, &line, &len, &err), ZT_LINE_FAILED);
    ck_assert_int_eq(err.kind, ZT_ERR_FILE_READ);
    zt_lines_free(&lines);
}
END_TEST

START_TEST(an_interruption_ends_the_wait)
{
    int ends[2];
    ZtLines lines;
    const char *line;
    size_t len;

    ck_assert_int_eq(pipe(ends), 0);
    zt_signals_script();
    alarm(10);
    if (fork() == 0) {
        usleep(50000);
        kill(getppid(), SIGINT);
        _exit(0);
    }
    zt_lines_fd(&lines, ends[0]);
    ck_assert_int_eq(zt_lines_next(&lines, &line, &len, &err), ZT_LINE_STOPPED);
    alarm(0);
    zt_signals_forget();
    zt_lines_free(&lines);
}
END_TEST

Suite *lines_suite(void)
{
    Suite *suite = suite_create("lines");
    TCase *tcase = tcase_create("lines");

    tcase_add_test(tcase, ends_of_lines);
    tcase_add_test(tcase, a_byte_order_mark_is_dropped);
    tcase_add_test(tcase, lines_come_as_they_are_written);
    tcase_add_test(tcase, a_long_input_comes_whole);
    tcase_add_test(tcase, reading_can_fail);
    tcase_add_test(tcase, an_interruption_ends_the_wait);
    suite_add_tcase(suite, tcase);
    return suite;
}
