#include <config.h>

#include <fcntl.h>
#include <locale.h>
#include <pty.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "suites.h"
#include "ui/terminal.h"

static int other, terminal;

static void start(void)
{
    const struct winsize size = {.ws_row = 40, .ws_col = 132};

    ck_assert_int_eq(openpty(&other, &terminal, NULL, NULL, &size), 0);
    setenv("TERM", "xterm", 1);
    unsetenv("NO_COLOR");
}

static void stop(void)
{
    close(other);
    close(terminal);
}

START_TEST(its_size)
{
    int width, height, file = open("/dev/null", O_RDWR);

    zt_terminal_size(terminal, &width, &height);
    ck_assert_int_eq(width, 132);
    ck_assert_int_eq(height, 40);
    zt_terminal_size(file, &width, &height);
    ck_assert_int_eq(width, 80);
    ck_assert_int_eq(height, 24);
    ioctl(terminal, TIOCSWINSZ, &(struct winsize){.ws_row = 0, .ws_col = 65535});
    zt_terminal_size(terminal, &width, &height);
    ck_assert_int_eq(width, 1000);
    ck_assert_int_eq(height, 24);
}
END_TEST

START_TEST(its_colours)
{
    ck_assert(zt_terminal_colour(terminal));
    setenv("NO_COLOR", "1", 1);
    ck_assert(!zt_terminal_colour(terminal));
    setenv("NO_COLOR", "", 1);
    ck_assert(zt_terminal_colour(terminal));
    setenv("TERM", "dumb", 1);
    ck_assert(!zt_terminal_colour(terminal));
    setenv("TERM", "vt100", 1);
    ck_assert(!zt_terminal_colour(terminal));
    setenv("TERM", "no-such-terminal", 1);
    ck_assert(!zt_terminal_colour(terminal));
    setenv("TERM", "xterm", 1);
    ck_assert(!zt_terminal_colour(open("/dev/null", O_RDWR)));
}
END_TEST

START_TEST(dumb_or_not)
{
    ck_assert(!zt_terminal_dumb());
    setenv("TERM", "dumb", 1);
    ck_assert(zt_terminal_dumb());
    setenv("TERM", "", 1);
    ck_assert(zt_terminal_dumb());
    unsetenv("TERM");
    ck_assert(zt_terminal_dumb());
}
END_TEST

START_TEST(its_characters)
{
    setlocale(LC_CTYPE, "C");
    ck_assert(!zt_terminal_utf8());
    if (!setlocale(LC_CTYPE, "C.UTF-8"))
        return;
    ck_assert(zt_terminal_utf8());
    setenv("TERM", "linux", 1);
    ck_assert(!zt_terminal_utf8());
}
END_TEST

Suite *terminal_suite(void)
{
    Suite *suite = suite_create("terminal");
    TCase *tcase = tcase_create("terminal");

    tcase_add_checked_fixture(tcase, start, stop);
    tcase_add_test(tcase, its_size);
    tcase_add_test(tcase, its_colours);
    tcase_add_test(tcase, dumb_or_not);
    tcase_add_test(tcase, its_characters);
    suite_add_tcase(suite, tcase);
    return suite;
}
