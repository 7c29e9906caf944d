#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "suites.h"
#include "ui/output.h"

static ZtOutput output;
static int ends[2];

static void start(void)
{
    ck_assert_int_eq(pipe(ends), 0);
    zt_output_start(&output, ends[1]);
}

static void stop(void)
{
    close(ends[0]);
    close(ends[1]);
}

START_TEST(text_waits_until_it_is_flushed)
{
    char text[20];

    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    zt_output_add(&output, "abc", 3);
    zt_output_add(&output, "def", 3);
    ck_assert_int_eq(read(ends[0], text, sizeof text), -1);
    zt_output_flush(&output);
    ck_assert_int_eq(read(ends[0], text, sizeof text), 6);
    ck_assert_mem_eq(text, "abcdef", 6);
    ck_assert_int_eq(output.fault, 0);
}
END_TEST

/* What comes through a pipe: the numbers 0 to 255 over and over. */
static void *reader(void *data)
{
    unsigned char piece[1000];
    size_t *sum = data;
    ssize_t len;

    usleep(20000);
    while ((len = read(ends[0], piece, sizeof piece)) > 0)
        for (ssize_t i = 0; i < len; i++)
            if (piece[i] == (unsigned char)*sum)
                ++*sum;
    return NULL;
}

/* Pieces smaller and larger than what is kept, through a pipe that is slow and does not block. */
START_TEST(everything_arrives_in_order)
{
    enum { ALL = 1 << 20 };
    static unsigned char text[ALL];
    size_t sum = 0, at = 0;
    pthread_t thread;

    for (size_t i = 0; i < ALL; i++)
        text[i] = (unsigned char)i;
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    ck_assert_int_eq(pthread_create(&thread, NULL, reader, &sum), 0);
    for (size_t part = 1; at < ALL; part = part * 3 + 1) {
        part = part < ALL - at ? part : ALL - at;
        zt_output_add(&output, (char *)text + at, part);
        at += part;
    }
    zt_output_flush(&output);
    close(ends[1]);
    pthread_join(thread, NULL);
    ck_assert_uint_eq(sum, ALL);
    ck_assert_int_eq(output.fault, 0);
}
END_TEST

START_TEST(a_full_disk_is_noticed)
{
    zt_output_start(&output, open("/dev/full", O_WRONLY));
    if (output.fd < 0)
        return;
    zt_output_add(&output, "abc", 3);
    ck_assert_int_eq(output.fault, 0);
    zt_output_flush(&output);
    ck_assert_int_eq(output.fault, ENOSPC);
    zt_output_add(&output, "abc", 3);
    zt_output_flush(&output);
    ck_assert_int_eq(output.fault, ENOSPC);
    close(output.fd);
}
END_TEST

START_TEST(a_closed_pipe_is_noticed)
{
    signal(SIGPIPE, SIG_IGN);
    close(ends[0]);
    zt_output_add(&output, "abc", 3);
    zt_output_flush(&output);
    ck_assert_int_eq(output.fault, EPIPE);
}
END_TEST

Suite *output_suite(void)
{
    Suite *suite = suite_create("output");
    TCase *tcase = tcase_create("output");

    tcase_add_checked_fixture(tcase, start, stop);
    tcase_add_test(tcase, text_waits_until_it_is_flushed);
    tcase_add_test(tcase, everything_arrives_in_order);
    tcase_add_test(tcase, a_full_disk_is_noticed);
    tcase_add_test(tcase, a_closed_pipe_is_noticed);
    suite_add_tcase(suite, tcase);
    return suite;
}
