/* Whole screens, compared with those in golden/. With ZT_REGENERATE set they are written instead:
 * look at each before it is committed. */
#include <config.h>

#ifdef HAVE_VTERM

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../ui/terminal_session.h"
#include "emulator.h"
#include "suites.h"

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "r");
    char *text = calloc(1, 1 << 20);

    if (file) {
        text[fread(text, 1, (1 << 20) - 1, file)] = '\0';
        fclose(file);
    }
    return text;
}

static void compare(const char *name, const char *text)
{
    char path[500];
    char *wanted;

    snprintf(path, sizeof path, "%s/screen/golden/%s.txt", ZT_TESTS_DIR, name);
    if (getenv("ZT_REGENERATE")) {
        FILE *file = fopen(path, "w");
        ck_assert_ptr_nonnull(file);
        fputs(text, file);
        fclose(file);
        return;
    }
    wanted = read_file(path);
    if (strcmp(text, wanted) != 0)
        fprintf(stderr, "%s is\n%sand not\n%s", name, text, wanted); /* too long for libcheck */
    ck_assert_msg(strcmp(text, wanted) == 0, "%s differs", name);
    free(wanted);
}

typedef struct Golden {
    const char *name, *term, *locale;
    int width, height;
    const char *lines[6]; /* typed, each waited for */
    const char *shown;    /* by the last of them */
} Golden;

#define UTF8 "C.UTF-8"
#define FIT  {"load thermometer", "train 100"}, "Epoch 100"

#define LANDSCAPE                                                                        \
    {"load thermometer", "normalize 0.1", "set lr 1e-2", "train 100", "plot landscape"}, \
        "at epoch 100"

static const Golden goldens[] = {
    {"welcome-80x24", "xterm-256color", UTF8, 80, 24, {NULL}, "zolta>"},
    {"fit-80x24", "xterm-256color", UTF8, 80, 24, FIT},
    {"fit-100x30", "xterm-256color", UTF8, 100, 30, FIT},
    {"fit-120x40", "xterm-256color", UTF8, 120, 40, FIT},
    {"fit-200x60", "xterm-256color", UTF8, 200, 60, FIT},
    {"fit-40x10", "xterm-256color", UTF8, 40, 10, {"load thermometer", "train 100"}, "Grad"},
    {"fit-20x5", "xterm-256color", UTF8, 20, 5, {"load thermometer", "train 100"}, "3.0226"},
    {"fit-1x1", "xterm-256color", UTF8, 1, 1, {NULL}, ""},
    {"fit-ascii-80x24", "xterm-256color", "C", 80, 24, FIT},
    {"fit-linux-80x24", "linux", UTF8, 80, 24, FIT},
    {"fit-vt100-80x24", "vt100", "C", 80, 24, FIT},
    {"fit-screen-80x24", "screen", UTF8, 80, 24, FIT},
    {"two-inputs-80x24",
     "xterm-256color",
     UTF8,
     80,
     24,
     {"load thermometer", "model celsius = w * zolta^2 + v * zolta + b", "set lr 1e-8", "train 10"},
     "Epoch 10,"},
    {"landscape-80x24", "xterm-256color", UTF8, 80, 24, LANDSCAPE},
    {"landscape-120x40", "xterm-256color", UTF8, 120, 40, LANDSCAPE},
    {"landscape-40x10", "xterm-256color", UTF8, 40, 10, LANDSCAPE},
    {"error-80x24", "xterm-256color", UTF8, 80, 24, {"load thermometer", "train x"}, "error"},
};

START_TEST(looks_as_it_should)
{
    const Golden *golden = &goldens[_i];
    Emulator *emulator;
    char *text;

    setenv("TERM", golden->term, 1);
    setenv("LC_ALL", golden->locale, 1);
    emulator = emulator_start((const char *const[]){"--norc", NULL}, golden->width, golden->height);
    emulator_expect(emulator, golden->width > 7 ? "zolta>" : "");
    for (int i = 0; i < 6 && golden->lines[i]; i++) {
        emulator_type(emulator, golden->lines[i]);
        emulator_type(emulator, "\r");
    }
    emulator_expect(emulator, golden->shown);
    emulator_rest(emulator, 300);
    text = emulator_text(emulator);
    compare(golden->name, text);
    free(text);
    emulator_type(emulator, "\x04");
    ck_assert_int_eq(emulator_end(emulator), 0);
    ck_assert(emulator_cooked(emulator));
    emulator_free(emulator);
}
END_TEST

START_TEST(no_colour_where_it_is_not_wanted)
{
    Emulator *emulator;
    VTermScreenCell cell;

    setenv("NO_COLOR", "1", 1);
    emulator = emulator_start((const char *const[]){"--norc", NULL}, 80, 24);
    emulator_type(emulator, "load thermometer\rtrain 100\r");
    emulator_expect(emulator, "Epoch 100");
    emulator_rest(emulator, 200);
    for (int row = 0; row < 24; row++)
        for (int column = 0; column < 80; column++) {
            vterm_screen_get_cell(emulator->screen, (VTermPos){row, column}, &cell);
            ck_assert(VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
            ck_assert(VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
        }
    emulator_type(emulator, "\x04");
    ck_assert_int_eq(emulator_end(emulator), 0);
    emulator_free(emulator);
    unsetenv("NO_COLOR");
}
END_TEST

static double luminance(const VTermColor *colour)
{
    const double share[] = {0.2126, 0.7152, 0.0722};
    const uint8_t part[] = {colour->rgb.red, colour->rgb.green, colour->rgb.blue};
    double sum = 0;

    for (int i = 0; i < 3; i++) {
        double value = part[i] / 255.0;
        sum += share[i] * (value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4));
    }
    return sum;
}

/* Contrast is measured as the W3C's accessibility guidelines do, which ask for 3 at least. */
START_TEST(colours_are_seen_on_dark_and_light)
{
    Emulator *emulator;
    VTermScreenCell cell;
    int coloured = 0;

    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", UTF8, 1);
    emulator = emulator_start((const char *const[]){"--norc", NULL}, 80, 24);
    emulator_type(emulator, "load thermometer\rtrain 100\rlesson 3 6\rset w 0.5\rprint ((\r");
    emulator_expect(emulator, "error");
    emulator_rest(emulator, 200);
    for (int row = 0; row < 24; row++)
        for (int column = 0; column < 80; column++) {
            vterm_screen_get_cell(emulator->screen, (VTermPos){row, column}, &cell);
            if (VTERM_COLOR_IS_DEFAULT_FG(&cell.fg))
                continue;
            coloured++;
            vterm_screen_convert_color_to_rgb(emulator->screen, &cell.fg);
            double light = luminance(&cell.fg);
            ck_assert_msg((light + 0.05) / 0.05 > 3 && 1.05 / (light + 0.05) > 3, "%d, %d", row,
                          column);
        }
    ck_assert_int_gt(coloured, 50);
    emulator_type(emulator, "\x04");
    ck_assert_int_eq(emulator_end(emulator), 0);
    emulator_free(emulator);
}
END_TEST

Suite *golden_suite(void)
{
    Suite *suite = suite_create("golden");
    TCase *tests = tcase_create("golden");

    tcase_add_unchecked_fixture(tests, pty_environment, pty_clean);
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, looks_as_it_should, 0, sizeof goldens / sizeof *goldens);
    tcase_add_test(tests, colours_are_seen_on_dark_and_light);
    tcase_add_test(tests, no_colour_where_it_is_not_wanted);
    suite_add_tcase(suite, tests);
    return suite;
}

#else
typedef int nothing_here;
#endif
