/* Frames without a terminal: what they show, and what they cost. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "suites.h"

#include "ui/screen_parts.h"

static const ZtCommand *const tables[] = {ZT_LANG_COMMANDS, NULL};
static const char *const data_dirs[] = {ZT_TESTS_DIR "/../data", NULL};
static ZtScreen screen;

static bool go_on(void *data, const ZtProgress *progress)
{
    (void)data;
    (void)progress;
    return true;
}

static void begin(void)
{
    screen = (ZtScreen){0};
    zt_screen_host(&screen);
    screen.shell = zt_shell_new(&screen.host, tables, data_dirs);
    ck_assert_ptr_nonnull(screen.shell);
    screen.host.poll = go_on;
    ck_assert(zt_screen_resize(&screen, 80, 24));
    zt_screen_read_lesson(&screen);
}

static void end(void)
{
    zt_shell_free(screen.shell);
    zt_screen_free(&screen);
}

static void run(const char *line)
{
    ZtErr err = {0};

    ck_assert_msg(zt_shell_line(screen.shell, line, &err), "%s", line);
    screen.stale = true;
    screen.before = screen.log.paragraphs; /* what it said has been read */
}

static bool shows(const char *text)
{
    ZtBuf out = {0};
    bool found;

    zt_screen_compose(&screen, "zolta> ", "", 0);
    zt_canvas_write(screen.frame, false, &out);
    found = strstr(zt_buf_text(&out), text) != NULL;
    zt_buf_free(&out);
    return found;
}

START_TEST(without_data_it_welcomes)
{
    ck_assert(shows("Welcome to zolta"));
    ck_assert(shows("lesson 1"));
    ck_assert(shows("drawn here"));
    ck_assert(shows("zolta>"));
    ck_assert(shows("F9 pane"));
}
END_TEST

START_TEST(numbers_follow_the_session)
{
    run("load thermometer");
    ck_assert(shows("epoch 0  loss now 1763.88"));
    run("train 100");
    ck_assert(shows("epoch 100  loss now 29.0218"));
    ck_assert(shows("0.2327"));
    ck_assert(shows("-0.0438"));
    ck_assert(shows("celsius = 0.2327 * zolta - 0.04378"));
    ck_assert(shows("loss (log): 1764 to 29.02"));
}
END_TEST

START_TEST(bars_show_sign_and_size)
{
    run("load thermometer");
    run("set glyphs ascii");
    screen.ascii = true;
    ck_assert(shows("4517.2964      |#####"));
    run("train 100");
    ck_assert(shows("-0.0532     #|"));
}
END_TEST

START_TEST(an_untouched_model_is_not_drawn)
{
    run("load thermometer");
    ck_assert(shows(" data "));
    run("model w * zolta + b");
    ck_assert(!shows(" data "));
}
END_TEST

START_TEST(hostile_names_are_harmless)
{
    run("load thermometer");
    run("label zolta \"a\x1b[31mb\"");
    ck_assert(!shows("\x1b"));
}
END_TEST

START_TEST(a_long_line_scrolls)
{
    char line[301], *text;
    ZtBuf out = {0};

    memset(line, 'a', 300);
    memcpy(line + 290, "end of it!", 10);
    line[300] = '\0';
    zt_screen_compose(&screen, "zolta> ", line, 300);
    ck_assert_int_lt(screen.cursor_column, 80);
    zt_canvas_write(screen.frame, false, &out);
    text = strstr(zt_buf_text(&out), "zolta> ");
    ck_assert_ptr_nonnull(strstr(text, "end of it!"));
    zt_screen_compose(&screen, "zolta> ", line, 0);
    ck_assert_int_eq(screen.cursor_column, 7);
    zt_buf_free(&out);
}
END_TEST

START_TEST(every_size_is_drawn)
{
    run("load thermometer; train 100");
    for (int width = 1; width < 130; width += width < 45 ? 1 : 17)
        for (int height = 1; height < 50; height += height < 26 ? 1 : 7) {
            ck_assert(zt_screen_resize(&screen, width, height));
            zt_screen_compose(&screen, "zolta> ", "train 100", 9);
            ck_assert_int_lt(screen.cursor_column, width);
            ck_assert_int_lt(screen.cursor_row, height);
        }
}
END_TEST

/* Under a sanitizer or valgrind, or not optimized (make coverage), everything takes longer; there
 * is no point in measuring then. */
static bool is_slow(void)
{
#if defined __SANITIZE_ADDRESS__ || !defined __OPTIMIZE__
    return true;
#else
    return getenv("ZOLTA_WRAPPER") != NULL;
#endif
}

START_TEST(a_frame_is_cheap)
{
    double best = 1, begin;

    run("load thermometer; train 5000");
    for (int i = 0; i < 50; i++) {
        screen.stale = true;
        begin = zt_screen_now();
        zt_screen_compose(&screen, "zolta> ", "train", 5);
        if (zt_screen_now() - begin < best)
            best = zt_screen_now() - begin;
    }
    if (getenv("ZT_MEASURE"))
        printf("frame: %.0f us\n", best * 1e6);
    ck_assert(is_slow() || best < 0.5e-3);
}
END_TEST

Suite *frame_suite(void)
{
    Suite *suite = suite_create("frame");
    TCase *tests = tcase_create("frame");

    tcase_add_checked_fixture(tests, begin, end);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, without_data_it_welcomes);
    tcase_add_test(tests, numbers_follow_the_session);
    tcase_add_test(tests, bars_show_sign_and_size);
    tcase_add_test(tests, an_untouched_model_is_not_drawn);
    tcase_add_test(tests, hostile_names_are_harmless);
    tcase_add_test(tests, a_long_line_scrolls);
    tcase_add_test(tests, every_size_is_drawn);
    tcase_add_test(tests, a_frame_is_cheap);
    suite_add_tcase(suite, tests);
    return suite;
}
