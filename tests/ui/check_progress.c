#include <config.h>

#include <math.h>

#include "suites.h"
#include "ui/progress.h"

static ZtProgressLine line;
static ZtBuf out;

static void start(void)
{
    line = (ZtProgressLine){.wanted = true};
    out = (ZtBuf){0};
}

static void stop(void)
{
    zt_buf_free(&out);
}

static const char *draw(uint64_t done, uint64_t total, double loss, double now, int columns)
{
    const ZtProgress progress = {.done = done, .total = total, .loss = loss};

    zt_buf_clear(&out);
    zt_progress_draw(&line, &progress, now, columns, &out);
    return zt_buf_text(&out);
}

static const char *erase(void)
{
    zt_buf_clear(&out);
    zt_progress_erase(&line, &out);
    return zt_buf_text(&out);
}

START_TEST(short_runs_say_nothing)
{
    ck_assert_str_eq(draw(0, 100, 1, 5.0, 80), "");
    ck_assert_str_eq(draw(40, 100, 1, 5.49, 80), "");
    ck_assert_str_eq(erase(), "");
}
END_TEST

START_TEST(long_runs_tell)
{
    draw(0, 100, (double)NAN, 5.0, 80);
    ck_assert_str_eq(draw(50, 100, 2.5, 6.0, 80), "\r 50 %  loss 2.5  50 epochs/s");
    ck_assert_str_eq(draw(51, 100, 2.5, 6.05, 80), "");
    ck_assert_str_eq(draw(60, 100, 2.25, 7.0, 80), "\r 60 %  loss 2.25  30 epochs/s");
}
END_TEST

START_TEST(rates_have_fitting_digits)
{
    draw(0, 100, (double)NAN, 0, 80);
    ck_assert_str_eq(draw(1, 100, (double)NAN, 2, 80), "\r  1 %  0.50 epochs/s");
    zt_progress_reset(&line);
    draw(0, 30000000, 1, 5, 80);
    ck_assert_str_eq(draw(20000000, 30000000, 1, 6, 80), "\r 67 %  loss 1  20.0 million epochs/s");
}
END_TEST

START_TEST(a_shorter_line_covers_the_longer_one)
{
    draw(0, 100, 1, 0, 80);
    draw(10, 100, 0.123456, 1, 80);
    ck_assert_str_eq(draw(20, 100, 1, 2, 80), "\r 20 %  loss 1  10 epochs/s       ");
}
END_TEST

START_TEST(it_is_cut_to_the_terminal)
{
    draw(0, 100, 1, 0, 80);
    ck_assert_str_eq(draw(50, 100, 1, 1, 10), "\r 50 %  ");
    ck_assert_str_eq(draw(51, 100, 1, 2, 1), "\r       ");
    ck_assert_str_eq(erase(), "");
}
END_TEST

START_TEST(erasing_leaves_nothing)
{
    draw(0, 100, 1, 0, 80);
    draw(50, 100, 1, 1, 6);
    ck_assert_str_eq(erase(), "\r     \r");
    ck_assert_str_eq(erase(), "");
}
END_TEST

START_TEST(another_run_is_noticed)
{
    draw(0, 100, 1, 0, 80);
    ck_assert_str_ne(draw(90, 100, 1, 1, 80), "");
    erase();
    ck_assert_str_eq(draw(10, 100, 1, 2, 80), "");
    ck_assert_str_eq(draw(10, 200, 1, 2.6, 80), "");
    ck_assert_str_ne(draw(20, 200, 1, 3.2, 80), "");
}
END_TEST

START_TEST(reading_has_no_percentage)
{
    draw(0, 0, (double)NAN, 0, 80);
    ck_assert_str_eq(draw(0, 0, (double)NAN, 3, 80), "\rreading, 3 s");
}
END_TEST

START_TEST(nobody_is_looking)
{
    line.wanted = false;
    draw(0, 100, 1, 0, 80);
    ck_assert_str_eq(draw(50, 100, 1, 9, 80), "");
}
END_TEST

Suite *progress_suite(void)
{
    Suite *suite = suite_create("progress");
    TCase *tcase = tcase_create("progress");

    tcase_add_checked_fixture(tcase, start, stop);
    tcase_add_test(tcase, short_runs_say_nothing);
    tcase_add_test(tcase, long_runs_tell);
    tcase_add_test(tcase, rates_have_fitting_digits);
    tcase_add_test(tcase, a_shorter_line_covers_the_longer_one);
    tcase_add_test(tcase, it_is_cut_to_the_terminal);
    tcase_add_test(tcase, erasing_leaves_nothing);
    tcase_add_test(tcase, another_run_is_noticed);
    tcase_add_test(tcase, reading_has_no_percentage);
    tcase_add_test(tcase, nobody_is_looking);
    suite_add_tcase(suite, tcase);
    return suite;
}
