/* Sessions on the full screen: keys, signals, sizes, and how fast it answers. */
#include <config.h>

#ifdef HAVE_VTERM

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../ui/terminal_session.h"
#include "emulator.h"
#include "suites.h"

#define LARGE_ROWS 10000000L

static Emulator *emulator;

static void set_environment(void)
{
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
}

static void begin_at(int width, int height)
{
    set_environment();
    emulator = emulator_start((const char *const[]){"--norc", NULL}, width, height);
    emulator_expect(emulator, "zolta>");
}

static void begin(void)
{
    begin_at(80, 24);
}

static void type(const char *text)
{
    emulator_type(emulator, text);
}

static void expect(const char *text)
{
    emulator_expect(emulator, text);
}

static void end(void)
{
    type("\x04");
    ck_assert_int_eq(emulator_end(emulator), 0);
    ck_assert(emulator_cooked(emulator));
    emulator_free(emulator);
}

static bool is_slow(void)
{
#ifdef __SANITIZE_ADDRESS__
    return true;
#else
    return getenv("ZOLTA_WRAPPER") != NULL;
#endif
}

/* --- keys --- */

static const char *const step_keys[] = {"\x1b[17~", "\x1bOu",
                                        "\x1b"
                                        "6"};

START_TEST(function_keys_of_several_terminals)
{
    begin();
    type("load thermometer\r");
    expect("11 rows");
    type(step_keys[_i]);
    expect("b = 0 - 0.0001 * 82.6000 = -0.0083");
    end();
}
END_TEST

static const char *const help_keys[] = {"\x1bOP", "\x1b[11~", "\x1b[[A",
                                        "\x1b"
                                        "1"};

START_TEST(help_grows_the_log)
{
    begin();
    type(help_keys[_i]);
    expect("F1 or Esc 1");
    expect("F9 or Esc 9");
    end();
}
END_TEST

START_TEST(play_and_pause)
{
    begin();
    type("load thermometer\r");
    expect("11 rows");
    type("\x1b[15~");
    expect("F5 pause");
    expect("20 epochs/s");
    type("\x1b[19~");
    expect("50 epochs/s");
    type("\x1b[18~");
    expect("20 epochs/s");
    type("\x1b[15~");
    expect("stopped after epoch");
    expect("F5 play");
    ck_assert(!emulator_shows(emulator, "interrupted"));
    type("\x1b[19~\x1b[19~\x1b[19~\x1b[19~\x1b[19~");
    type("\x1b[15~");
    expect("epoch 100 ");
    end();
}
END_TEST

/* Its path grows while a training runs; what was asked for comes back when a model fits it again.
 */
START_TEST(a_landscape_is_followed)
{
    begin_at(120, 40);
    type("load thermometer\rplot landscape b w=0..2\r");
    expect("landscape b w=0..2");
    expect("● now");
    ck_assert(!emulator_shows(emulator, "• path"));
    type("set lr 3e-4\rtrain 1e12\r");
    expect("Ctrl-C stops");
    expect("• path");
    ck_assert(emulator_shows(emulator, "landscape b w=0..2"));
    type("\x03");
    expect("stopped after epoch");
    type("model v * x + b\r");
    expect("parameters: v = 1");
    emulator_rest(emulator, 100);
    ck_assert(!emulator_shows(emulator, "─ landscape"));
    type("model w * x + b\r");
    expect("─ landscape b w=0..2");
    type("train 5\rplot gradient\rtrain 5\r");
    expect("gradient by epoch");
    type("plot\r");
    expect("The line rises");
    emulator_rest(emulator, 100);
    ck_assert(!emulator_shows(emulator, "─ gradient"));
    end();
}
END_TEST

START_TEST(panes_change_and_scroll)
{
    begin();
    expect("PgDn");
    type("\x1b[6~");
    expect("PgUp");
    type("\x1b[5~");
    expect("PgDn");
    for (int i = 0; i < 30; i++)
        type("print 1000 + 1\r");
    type("print 7 * 6\r");
    expect("42");
    type("\x1b[20~\x1b[5~");
    expect("\u2193");
    type("\x1b[6~\x1b[6~\x1b[20~");
    expect("42");
    end();
}
END_TEST

START_TEST(answers_are_seen_whole)
{
    begin();
    type("load thermometer\r");
    expect("11 rows");
    type("show data\r");
    expect("... (11 in all)");
    expect("> show data");
    ck_assert(!emulator_shows(emulator, "Welcome")); /* it has made room */
    emulator_resize(emulator, 100, 16);
    expect("F9 PgUp \u2191 4");
    emulator_resize(emulator, 80, 24);
    expect("> show data");
    type("print 6 * 7\r");
    expect("42");
    expect("Welcome");
    type("train 100\r");
    expect("F9 PgUp");
    expect("epoch 100  loss now 29.0218"); /* a run leaves the pictures */
    expect("Welcome");
    type("reset; train 100\r");
    expect("F9 PgUp \u2191 21");
    expect("Welcome");
    type("step\r");
    expect("Update:");
    expect("68.4");
    ck_assert(!emulator_shows(emulator, "Welcome"));
    end();
}
END_TEST

START_TEST(keys_without_work_say_why)
{
    begin();
    type("\x1b[13~");
    expect("F3 tries the commands of a lesson");
    type("lesson 2 2\r");
    expect("One good row");
    type("\x1b[13~");
    expect("This step shows no command to try.");
    type("\r\r");
    type("print 6 * 7\r");
    expect("42");
    ck_assert(!emulator_shows(emulator, " >\n"));
    end();
}
END_TEST

/* --- lessons --- */

START_TEST(lessons_show_what_they_have_explained)
{
    begin_at(100, 30);
    type("lesson 1\r");
    expect("Pictures will be drawn here.");
    type("load thermometer\r");
    expect("This step is complete");
    ck_assert(!emulator_shows(emulator, "gradient"));
    ck_assert(!emulator_shows(emulator, "loss"));
    expect("Pictures will be drawn here.");
    type("plot data\r");
    expect("\u25cf");
    type("lesson 2 5\rset w 0.5\r");
    expect("0.5000");
    ck_assert(!emulator_shows(emulator, "loss"));
    type("lesson 3 6\r");
    expect("loss now 1763.88");
    ck_assert(!emulator_shows(emulator, "gradient"));
    type("free\r");
    expect("gradient");
    expect("go on where you were");
    end();
}
END_TEST

START_TEST(questions_say_how_they_are_answered)
{
    begin_at(100, 30);
    type("lesson 1 3\r");
    expect("To answer, type a number.");
    type("-4\r");
    expect("Right: -4.");
    ck_assert(!emulator_shows(emulator, "To answer"));
    type("lesson 1 4\r");
    expect("More zolta, more degrees?");
    type("\x1b[6~");
    expect("To answer, type the number of your choice.");
    type("lesson 2 7\r");
    expect("To answer, type up, down or same.");
    end();
}
END_TEST

START_TEST(narrow_screens_toggle_the_lesson)
{
    begin_at(40, 12);
    expect("Welcome");
    type("load thermometer\r");
    expect("11 rows");
    type("\x1b[20~");
    emulator_rest(emulator, 300);
    ck_assert(!emulator_shows(emulator, "Welcome"));
    type("\x1b[20~\x1b[20~");
    expect("Welcome");
    end();
}
END_TEST

START_TEST(lines_are_edited_as_in_a_shell)
{
    begin();
    type("print 1 + 1\r");
    expect("> print 1 + 1");
    type("\x10");
    expect("zolta> print 1 + 1");
    type("\x7f\x7f\x7f* 9\r");
    expect("> print 1 * 9");
    type("\x12"
         "1 + ");
    expect("search");
    type("\r");
    type("print \"\xc3\xa9\x22");
    expect("zolta> print \"\xc3\xa9\"");
    type("\x03");
    end();
}
END_TEST

START_TEST(completions_are_listed_in_the_log)
{
    begin();
    type("l\t\t");
    expect("lessons");
    expect("label");
    type("\x15help \t\t"); /* more than the log has lines for */
    expect("answer");
    expect("train");
    type("\x15");
    type("\x03"
         "therm\x01load \x05\t\r");
    expect("11 rows");
    end();
}
END_TEST

START_TEST(pasted_lines_run_one_by_one)
{
    begin();
    type("\x1b[200~print 40 + 1\nprint 40 + 2\nprint 40 + 3\x1b[201~");
    expect("print 40 + 1\\n");
    type("\r");
    expect("> print 40 + 3");
    expect("43");
    ck_assert(emulator_shows(emulator, "> print 40 + 2"));
    end();
}
END_TEST

START_TEST(lines_typed_during_a_run_come_behind_it)
{
    begin();
    type("load thermometer\r");
    expect("11 rows");
    type("train 1e12\r");
    expect("Ctrl-C stops");
    type("print 6 * 7");
    expect("zolta> print 6 * 7");
    type("\r");
    type("print 5 * 5");
    expect("zolta> print 5 * 5");
    type("\x1b[15~"); /* a pause leaves the line that waits */
    expect("> print 6 * 7");
    expect("42");
    expect("zolta> print 5 * 5");
    type("\r");
    expect("25");
    end();
}
END_TEST

START_TEST(control_c_drops_the_line)
{
    begin();
    type("print 666");
    expect("print 666");
    type("\x03");
    type("print 5 * 5\r");
    expect("25");
    ck_assert(!emulator_shows(emulator, "666"));
    end();
}
END_TEST

/* --- sizes --- */

START_TEST(it_survives_200_sizes_while_it_trains)
{
    unsigned seed = 12345;

    begin();
    type("load thermometer\r");
    expect("11 rows");
    type("train 1e12\r");
    expect("Ctrl-C stops");
    for (int i = 0; i < 200; i++) {
        seed = seed * 1103515245u + 12345u;
        emulator_resize(emulator, 1 + (int)(seed >> 16) % 140, 1 + (int)(seed >> 8) % 50);
        if (i % 10 == 0)
            emulator_rest(emulator, 5);
    }
    emulator_resize(emulator, 80, 24);
    expect("Ctrl-C stops");
    expect("F9 pane");
    type("\x03");
    expect("stopped after epoch");
    end();
}
END_TEST

START_TEST(small_sizes_say_so_and_work)
{
    begin_at(30, 6);
    expect("Too small");
    type("print 6 * 7\r");
    expect("42");
    emulator_resize(emulator, 80, 24);
    expect("Welcome");
    end();
}
END_TEST

/* --- ends --- */

static const int ending_signals[] = {SIGTERM, SIGHUP, SIGABRT, SIGSEGV};

START_TEST(signals_leave_the_terminal_right)
{
    begin();
    ck_assert(!emulator_cooked(emulator));
    kill(emulator->child, ending_signals[_i]);
    ck_assert_int_eq(emulator_end(emulator), -ending_signals[_i]);
    ck_assert(emulator_cooked(emulator));
    emulator_free(emulator);
}
END_TEST

START_TEST(they_do_so_during_a_run)
{
    begin();
    type("load thermometer\r");
    expect("11 rows");
    type("train 1e12\r");
    expect("Ctrl-C stops");
    kill(emulator->child, ending_signals[_i]);
    ck_assert_int_eq(emulator_end(emulator), -ending_signals[_i]);
    ck_assert(emulator_cooked(emulator));
    ck_assert(!emulator_shows(emulator, "Ctrl-C stops")); /* the screen of before is back */
    emulator_free(emulator);
}
END_TEST

static void stop_and_go_on(void)
{
    type("\x1a");
    expect("stopped, terminal right");
    expect("F9 pane");
    ck_assert(!emulator_cooked(emulator));
}

START_TEST(it_can_be_stopped_and_goes_on)
{
    set_environment();
    emulator = emulator_start_job((const char *const[]){"--norc", NULL}, 80, 24);
    expect("zolta>");
    type("print 4");
    expect("print 4");
    stop_and_go_on();
    type("2\r");
    expect("42");
    type("load thermometer\rtrain 1e12\r");
    expect("Ctrl-C stops");
    stop_and_go_on();
    expect("Ctrl-C stops");
    type("\x03");
    expect("stopped after epoch");
    end();
}
END_TEST

/* Signals that the program ignores, as Linux tells; 0 elsewhere. */
static unsigned long long ignored_by(pid_t pid)
{
    unsigned long long set = 0;
    char line[200];
    FILE *file;

    snprintf(line, sizeof line, "/proc/%ld/status", (long)pid);
    file = fopen(line, "r");
    while (file && fgets(line, sizeof line, file))
        sscanf(line, "SigIgn: %llx", &set);
    if (file)
        fclose(file);
    return set;
}

/* A Ctrl-Z that waits to be let in would be lost by that. What is not read keeps the program in the
 * midst of a frame. */
START_TEST(a_stop_is_not_ignored_while_it_draws)
{
    begin_at(200, 60);
    type("load thermometer\r");
    expect("11 rows");
    for (int i = 0; i < 20; i++) {
        type("\x0c");
        usleep(50000);
    }
    ck_assert_uint_eq(ignored_by(emulator->child) >> (SIGTSTP - 1) & 1, 0);
    end();
}
END_TEST

START_TEST(exit_gives_its_status)
{
    begin();
    type("exit 7\r");
    ck_assert_int_eq(emulator_end(emulator), 7);
    ck_assert(emulator_cooked(emulator));
    emulator_free(emulator);
}
END_TEST

/* --- which front end --- */

static void expect_prompt(const char *term, const char *word)
{
    setenv("TERM", term, 1);
    emulator = emulator_start((const char *const[]){"--norc", word, NULL}, 80, 24);
    expect("zolta>");
    ck_assert(!emulator_shows(emulator, "F9 pane"));
    end();
}

START_TEST(simple_terminals_get_the_prompt)
{
    expect_prompt("dumb", NULL);
    expect_prompt("zolta-unknown", NULL);
    expect_prompt("xterm", "--plain");
}
END_TEST

START_TEST(the_screen_can_be_insisted_on)
{
    setenv("TERM", "dumb", 1);
    emulator = emulator_start((const char *const[]){"--tui", NULL}, 80, 24);
    ck_assert_int_eq(emulator_end(emulator), 1);
    expect("No full screen");
    emulator_free(emulator);
}
END_TEST

/* --- how fast --- */

START_TEST(few_bytes_for_a_small_change)
{
    size_t before;

    begin();
    type("load thermometer\r");
    expect("11 rows");
    type("train 100\r");
    expect("Epoch 100");
    emulator_rest(emulator, 200);
    before = emulator->bytes;
    type("p");
    emulator_rest(emulator, 100);
    if (getenv("ZT_MEASURE"))
        printf("key: %zu bytes\n", emulator->bytes - before);
    ck_assert_uint_lt(emulator->bytes - before, 60);
    type("\x03");
    type("train 1\r");
    expect("Epoch 101");
    emulator_rest(emulator, 200);
    before = emulator->bytes;
    type("\x1b[18~\x1b[18~\x1b[18~\x1b[18~"); /* one epoch a second */
    emulator_rest(emulator, 200);
    before = emulator->bytes;
    type("\x1b[15~");
    expect("Epoch 102");
    emulator_rest(emulator, 500);
    before = emulator->bytes;
    expect("epoch 103 ");
    emulator_rest(emulator, 300);
    if (getenv("ZT_MEASURE"))
        printf("epoch: %zu bytes\n", emulator->bytes - before);
    ck_assert_uint_lt(emulator->bytes - before, 400);
    type("\x1b[15~");
    expect("stopped after");
    end();
}
END_TEST

START_TEST(nothing_is_sent_when_nothing_changes)
{
    size_t before;

    begin();
    emulator_rest(emulator, 300);
    before = emulator->bytes;
    emulator_rest(emulator, 1000);
    ck_assert_uint_eq(emulator->bytes, before);
    end();
}
END_TEST

static void write_large(char *path, size_t size)
{
    FILE *file;

    snprintf(path, size, "%s/large.csv", pty_home());
    file = fopen(path, "w");
    fputs("x,y\n", file);
    for (long i = 0; i < LARGE_ROWS; i++)
        fprintf(file, "0.%03ld,0.%03ld\n", i % 1000, i * 7 % 1000);
    fclose(file);
}

START_TEST(keys_are_shown_at_once_while_much_is_trained)
{
    char path[300], line[400], text[20] = "";
    double worst = 0;

    if (!getenv("ZT_MEASURE")) /* a file of 120 MB is too much for every day */
        return;
    write_large(path, sizeof path);
    begin();
    snprintf(line, sizeof line, "load \"%s\"\r", path);
    type(line);
    expect("10000000 rows");
    type("train 1e6\r");
    expect("Ctrl-C stops");
    for (int i = 0; i < 10; i++) {
        char shown[40];
        double took;
        usleep(173000);
        text[i] = (char)('a' + i);
        snprintf(shown, sizeof shown, "zolta> %s", text);
        type(text + i);
        took = emulator_expect(emulator, shown);
        worst = took > worst ? took : worst;
    }
    printf("key to screen: %.1f ms\n", worst * 1e3);
    ck_assert(is_slow() || worst < 0.020);
    type("\x03");
    expect("stopped after");
    type("\x03");
    emulator_rest(emulator, 100);
    end();
    unlink(path);
}
END_TEST

static void add_keys(Suite *suite)
{
    TCase *tests = tcase_create("keys");

    tcase_add_unchecked_fixture(tests, pty_environment, pty_clean);
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, function_keys_of_several_terminals, 0, 3);
    tcase_add_loop_test(tests, help_grows_the_log, 0, 4);
    tcase_add_test(tests, play_and_pause);
    tcase_add_test(tests, a_landscape_is_followed);
    tcase_add_test(tests, panes_change_and_scroll);
    tcase_add_test(tests, answers_are_seen_whole);
    tcase_add_test(tests, keys_without_work_say_why);
    tcase_add_test(tests, lessons_show_what_they_have_explained);
    tcase_add_test(tests, questions_say_how_they_are_answered);
    tcase_add_test(tests, narrow_screens_toggle_the_lesson);
    tcase_add_test(tests, lines_are_edited_as_in_a_shell);
    tcase_add_test(tests, completions_are_listed_in_the_log);
    tcase_add_test(tests, pasted_lines_run_one_by_one);
    tcase_add_test(tests, lines_typed_during_a_run_come_behind_it);
    tcase_add_test(tests, control_c_drops_the_line);
    suite_add_tcase(suite, tests);
}

Suite *session_suite(void)
{
    Suite *suite = suite_create("session");
    TCase *tests = tcase_create("terminal");

    add_keys(suite);
    tcase_add_unchecked_fixture(tests, pty_environment, pty_clean);
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, it_survives_200_sizes_while_it_trains);
    tcase_add_test(tests, small_sizes_say_so_and_work);
    tcase_add_loop_test(tests, signals_leave_the_terminal_right, 0, 4);
    tcase_add_loop_test(tests, they_do_so_during_a_run, 0, 4);
    tcase_add_test(tests, it_can_be_stopped_and_goes_on);
    tcase_add_test(tests, a_stop_is_not_ignored_while_it_draws);
    tcase_add_test(tests, exit_gives_its_status);
    tcase_add_test(tests, simple_terminals_get_the_prompt);
    tcase_add_test(tests, the_screen_can_be_insisted_on);
    tcase_add_test(tests, few_bytes_for_a_small_change);
    tcase_add_test(tests, nothing_is_sent_when_nothing_changes);
    tcase_add_test(tests, keys_are_shown_at_once_while_much_is_trained);
    suite_add_tcase(suite, tests);
    return suite;
}

#else
typedef int nothing_here;
#endif
