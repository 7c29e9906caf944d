/* The prompt as a person meets it, in a pseudo-terminal. */
#include <config.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "terminal_session.h"
#include "suites.h"

static Pty pty;

/* The prompt, even on a terminal where the full screen could be drawn. */
static void begin(const char *word)
{
    pty = pty_start((const char *const[]){"--plain", word, NULL}, NULL);
    pty_expect(&pty, "zolta> ");
}

/* Types a line, waits for its result and the next prompt. The result stands behind a return, since
 * the paste mode is switched off before it. */
static void ask(const char *line, const char *result)
{
    char expected[100];

    snprintf(expected, sizeof expected, "\r%s\r\n", result);
    pty_type(&pty, line);
    pty_type(&pty, "\r");
    pty_expect(&pty, expected);
    pty_expect(&pty, "zolta> ");
}

/* Ends the session, at the prompt, with Ctrl-D. */
static void end(void)
{
    pty_type(&pty, "\x04");
    ck_assert_int_eq(pty_finish(&pty), 0);
}

static void write_file(const char *name, const char *text, size_t len)
{
    char path[300], command[700];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", pty_home(), name);
    snprintf(command, sizeof command, "mkdir -p \"$(dirname '%s')\"", path);
    ck_assert_int_eq(system(command), 0);
    file = fopen(path, "w");
    ck_assert_uint_eq(fwrite(text, 1, len, file), len);
    fclose(file);
}

/* The text of a file in the home folder; "" if there is none. */
static const char *read_back(const char *name)
{
    static char text[100000];
    char path[300];
    FILE *file;
    size_t len;

    snprintf(path, sizeof path, "%s/%s", pty_home(), name);
    file = fopen(path, "r");
    if (!file)
        return "";
    len = fread(text, 1, sizeof text - 1, file);
    text[len] = '\0';
    fclose(file);
    return text;
}

#define HISTORY ".local/state/zolta/history"
#define INIT    ".config/zolta/init"

START_TEST(greets_and_answers)
{
    begin(NULL);
    ck_assert(pty_shown(&pty, "help"));
    ask("print 1 + 2", "3");
    end();
}
END_TEST

START_TEST(exit_gives_its_status)
{
    begin(NULL);
    pty_type(&pty, "exit 7\r");
    ck_assert_int_eq(pty_finish(&pty), 7);
}
END_TEST

START_TEST(an_error_keeps_the_session)
{
    begin(NULL);
    pty_type(&pty, "load nowhere\r");
    pty_expect(&pty, "error: ");
    pty_expect(&pty, "nowhere");
    pty_expect(&pty, "zolta> ");
    ask("print 5 * 5", "25");
    end();
}
END_TEST

START_TEST(control_c_drops_the_line)
{
    begin(NULL);
    pty_type(&pty, "print 666");
    pty_expect(&pty, "print 666");
    pty_type(&pty, "\x03");
    pty_expect(&pty, "zolta> ");
    ask("print 3 * 5", "15");
    ck_assert(!pty_shown(&pty, "\n666"));
    end();
}
END_TEST

START_TEST(control_c_drops_a_continued_line)
{
    begin(NULL);
    pty_type(&pty, "print 666 + \\\r");
    pty_expect(&pty, "... ");
    pty_type(&pty, "\x03");
    pty_expect(&pty, "zolta> ");
    ask("print 3 * 5", "15");
    end();
}
END_TEST

START_TEST(control_c_stops_a_search)
{
    begin(NULL);
    pty_type(&pty, "\x12print");
    pty_expect(&pty, "search");
    pty_type(&pty, "\x03");
    pty_expect(&pty, "zolta> ");
    ask("print 3 * 5", "15");
    end();
}
END_TEST

START_TEST(control_c_stops_a_run)
{
    begin(NULL);
    pty_type(&pty, "load thermometer\r");
    pty_expect(&pty, "zolta> ");
    pty_type(&pty, "train 1e12\r");
    pty_expect(&pty, "Epoch 11,");
    usleep(100000);
    pty_type(&pty, "\x03");
    pty_expect(&pty, "stopped after epoch ");
    pty_expect(&pty, "zolta> ");
    ck_assert(!pty_shown(&pty, "interrupted"));
    ck_assert(!pty_shown(&pty, "error"));
    ask("print epoch > 11 and epoch < 1e12", "true");
    end();
}
END_TEST

/* The prompt on a terminal that is too simple for the full screen: not plain mode. */
static void begin_simple(void)
{
    setenv("TERM", "zolta-unknown", 1);
    pty = pty_start((const char *const[]){NULL}, NULL);
    setenv("TERM", "xterm", 1);
    pty_expect(&pty, "No full screen");
    pty_expect(&pty, "zolta> ");
}

START_TEST(long_runs_show_progress)
{
    begin_simple();
    pty_type(&pty, "load thermometer\r");
    pty_expect(&pty, "zolta> ");
    pty_type(&pty, "train 1e12\r");
    pty_expect(&pty, "epochs/s");
    pty_expect(&pty, "\r");
    pty_type(&pty, "\x03");
    pty_expect(&pty, "zolta> ");
    ck_assert(pty_shown(&pty, " %  loss "));
    end();
}
END_TEST

START_TEST(plain_mode_draws_nothing_over)
{
    begin(NULL);
    pty_type(&pty, "load thermometer\r");
    pty_expect(&pty, "zolta> ");
    pty_type(&pty, "train 1e12\r");
    pty_expect(&pty, "Epoch 11,");
    usleep(900000);
    pty_type(&pty, "\x03");
    pty_expect(&pty, "zolta> ");
    ck_assert(!pty_shown(&pty, "epochs/s"));
    end();
}
END_TEST

START_TEST(a_backslash_continues)
{
    begin(NULL);
    pty_type(&pty, "print 20 + \\\r");
    pty_expect(&pty, "... ");
    ask("22", "42");
    pty_type(&pty, "print 7 * 6 \\\r");
    pty_expect(&pty, "... ");
    pty_type(&pty, "\x04");
    pty_expect(&pty, "\n42\r\n");
    pty_expect(&pty, "zolta> ");
    end();
}
END_TEST

START_TEST(pasted_lines_run_one_by_one)
{
    begin(NULL);
    pty_type(&pty, "\x1b[200~print 40 + 1\nprint 40 \\\n+ 2\nprint 40 + 3\x1b[201~\r");
    pty_expect(&pty, "\n41\r\n");
    pty_expect(&pty, "\n42\r\n");
    pty_expect(&pty, "\n43\r\n");
    pty_expect(&pty, "zolta> ");
    end();
    ck_assert_str_eq(read_back(HISTORY), "print 40 + 1\nprint 40  + 2\nprint 40 + 3\n");
}
END_TEST

START_TEST(lines_typed_ahead_are_not_lost)
{
    begin(NULL);
    pty_type(&pty, "print 40 + 1\rprint 40 + 2\rprint 40 + 3\r");
    pty_expect(&pty, "41\r\n");
    pty_expect(&pty, "42\r\n");
    pty_expect(&pty, "43\r\n");
    pty_expect(&pty, "zolta> ");
    end();
}
END_TEST

START_TEST(history_is_kept)
{
    struct stat status;
    char path[300];

    begin(NULL);
    ask("print 1", "1");
    ask("print 2", "2");
    ask("print 1", "1");
    pty_type(&pty, "   \r");
    pty_expect(&pty, "zolta> ");
    end();
    ck_assert_str_eq(read_back(HISTORY), "print 2\nprint 1\n");
    snprintf(path, sizeof path, "%s/%s", pty_home(), HISTORY);
    ck_assert_int_eq(stat(path, &status), 0);
    ck_assert_uint_eq(status.st_mode & 07777, 0600);
    begin(NULL);
    ask("\x10\x10"
        "0",
        "20"); /* print 2, with a nought behind it */
    end();
    ck_assert_str_eq(read_back(HISTORY), "print 2\nprint 1\nprint 20\n");
}
END_TEST

START_TEST(two_sessions_share_the_history)
{
    Pty first;

    begin(NULL);
    first = pty;
    begin(NULL);
    ask("print 2", "2");
    end();
    pty = first;
    ask("print 1", "1");
    end();
    ck_assert_str_eq(read_back(HISTORY), "print 2\nprint 1\n");
}
END_TEST

START_TEST(a_hostile_history_is_harmless)
{
    static const char text[] = "print 8\n\x1b]0;owned\x07\n\x80\xff\xfe\0\x01binary\n\n\n";

    write_file(HISTORY, text, sizeof text - 1);
    begin(NULL);
    pty_type(&pty, "\x10\x10\x10");
    pty_expect(&pty, "print 8");
    ask("1", "81");
    ck_assert(!pty_shown(&pty, "owned"));
    end();
    ck_assert_str_eq(read_back(HISTORY), "print 8\nprint 81\n");
}
END_TEST

START_TEST(an_unusable_history_is_told)
{
    char command[400];

    snprintf(command, sizeof command, "mkdir -p '%s/%s'", pty_home(), HISTORY);
    ck_assert_int_eq(system(command), 0);
    pty = pty_start((const char *const[]){"--plain", NULL}, NULL);
    pty_expect(&pty, "error: ");
    pty_expect(&pty, "history");
    pty_expect(&pty, "zolta> ");
    ask("print 4 * 4", "16");
    end();
}
END_TEST

START_TEST(the_init_file_runs_first)
{
    static const char text[] = "set digits 3\nlaod x\nprint 2 / 3\n";

    write_file(INIT, text, sizeof text - 1);
    pty = pty_start((const char *const[]){"--plain", NULL}, NULL);
    pty_expect(&pty, "zolta/init:2: ");
    pty_expect(&pty, "0.667");
    pty_expect(&pty, "zolta> ");
    end();
    begin("--norc");
    ck_assert(!pty_shown(&pty, "0.667"));
    pty_type(&pty, "print 1 / 3\r");
    pty_expect(&pty, "0.333333");
    pty_expect(&pty, "zolta> ");
    end();
}
END_TEST

START_TEST(tab_completes)
{
    begin(NULL);
    pty_type(&pty, "loa\t");
    pty_expect(&pty, "load ");
    pty_type(&pty, "therm\t");
    pty_expect(&pty, "thermometer ");
    pty_type(&pty, "\r");
    pty_expect(&pty, "11 rows");
    pty_expect(&pty, "zolta> ");
    pty_type(&pty, "s\t\t");
    pty_expect(&pty, "source");
    pty_type(&pty, "\x03");
    pty_expect(&pty, "^C");
    pty_expect(&pty, "zolta> ");
    end();
}
END_TEST

START_TEST(tab_quotes_file_names)
{
    static const char text[] = "a,b\n1,2\n3,5\n";
    char line[400];

    write_file("my data.csv", text, sizeof text - 1);
    begin(NULL);
    snprintf(line, sizeof line, "load %s/my\t\r", pty_home());
    pty_type(&pty, line);
    pty_expect(&pty, "my data.csv");
    pty_expect(&pty, "2 rows");
    pty_expect(&pty, "zolta> ");
    snprintf(line, sizeof line, "load \"%s/my d\t\r", pty_home());
    pty_type(&pty, line);
    pty_expect(&pty, "2 rows");
    pty_expect(&pty, "zolta> ");
    end();
}
END_TEST

/* The terminal handles lines and shows what is typed, as it did before. */
static bool terminal_is_right(void)
{
    struct termios mode;

    ck_assert_int_eq(tcgetattr(pty.fd, &mode), 0);
    return (mode.c_lflag & (ICANON | ECHO | ISIG)) == (ICANON | ECHO | ISIG);
}

static const int ending[] = {SIGTERM, SIGHUP};

START_TEST(signals_end_it_properly)
{
    begin(NULL);
    ask("print 11 * 11", "121");
    ck_assert(!terminal_is_right());
    pty_type(&pty, "half a li");
    pty_expect(&pty, "half a li");
    int keep = dup(pty.fd);
    kill(pty.child, ending[_i]);
    ck_assert_int_eq(pty_finish(&pty), -ending[_i]);
    pty.fd = keep;
    ck_assert(terminal_is_right());
    close(keep);
    ck_assert_str_eq(read_back(HISTORY), "print 11 * 11\n");
}
END_TEST

START_TEST(signals_end_a_run_too)
{
    begin(NULL);
    pty_type(&pty, "load thermometer; train 1e12\r");
    pty_expect(&pty, "Epoch 11,");
    kill(pty.child, ending[_i]);
    ck_assert_int_eq(pty_finish(&pty), -ending[_i]);
    ck_assert_str_eq(read_back(HISTORY), "load thermometer; train 1e12\n");
}
END_TEST

START_TEST(a_lost_terminal_ends_it)
{
    begin(NULL);
    ask("print 1", "1");
    pty_type(&pty, "save never.zt");
    pty_expect(&pty, "never.zt");
    ck_assert_int_eq(close(pty.fd), 0); /* hangs up */
    pty.fd = -1;
    ck_assert_int_eq(pty_finish(&pty), -SIGHUP);
    ck_assert_str_eq(read_back(HISTORY), "print 1\n");
}
END_TEST

START_TEST(it_can_be_stopped_and_goes_on)
{
    pty = pty_start_job((const char *const[]){"--plain", NULL});
    pty_expect(&pty, "zolta> ");
    pty_type(&pty, "print 4");
    pty_expect(&pty, "print 4");
    pty_type(&pty, "\x1a");
    pty_expect(&pty, "stopped, terminal right");
    pty_expect(&pty, "print 4");
    ask("2", "42");
    ask("load thermometer", "thermometer: 11 rows; x = zolta, y = celsius");
    pty_type(&pty, "train 1e12\r");
    pty_expect(&pty, "Epoch 5000");
    pty_type(&pty, "\x1a");
    pty_expect(&pty, "stopped, terminal right");
    pty_type(&pty, "\x03");
    pty_expect(&pty, "stopped after");
    pty_expect(&pty, "zolta> ");
    end();
}
END_TEST

START_TEST(the_window_can_change)
{
    struct winsize size = {.ws_row = 15, .ws_col = 44};

    begin_simple();
    pty_type(&pty, "load thermometer\r");
    pty_expect(&pty, "zolta> ");
    ck_assert_int_eq(ioctl(pty.fd, TIOCSWINSZ, &size), 0);
    usleep(50000);
    pty_type(&pty, "plot data\r");
    pty_expect(&pty, "\n");
    size_t from = pty.at, lines = 0, width = 0;
    pty_expect(&pty, "zolta> ");
    for (size_t i = from; i < pty.at; i++) {
        bool first_byte = ((unsigned char)pty.seen[i] & 0xc0) != 0x80;
        width = pty.seen[i] == '\n' ? 0 : width + first_byte;
        lines += pty.seen[i] == '\n';
        if (pty.seen[i] == '\x1b') /* colours take no room; SGR ends in m */
            i += strcspn(pty.seen + i, "m"), width--;
        ck_assert_uint_le(width, 46); /* with the return */
    }
    ck_assert_uint_eq(lines, 13);
    end();
}
END_TEST

START_TEST(colours_where_they_are_wanted)
{
    begin(NULL);
    pty_type(&pty, "load thermometer; plot\r");
    pty_expect(&pty, "\x1b[");
    pty_expect(&pty, "m");
    pty_expect(&pty, "zolta> ");
    end();
    setenv("NO_COLOR", "1", 1);
    begin(NULL);
    pty_type(&pty, "load thermometer; plot\r");
    pty_expect(&pty, "11 rows");
    size_t from = pty.at;
    pty_expect(&pty, "\x1b[?2004h"); /* the next prompt */
    ck_assert_ptr_eq(memmem(pty.seen + from, pty.at - from, "\x1b[", 2),
                     pty.seen + pty.at - strlen("\x1b[?2004h"));
    end();
}
END_TEST

START_TEST(results_may_go_to_a_file)
{
    char path[300];

    snprintf(path, sizeof path, "%s/out.txt", pty_home());
    pty = pty_start((const char *const[]){NULL}, path);
    pty_expect(&pty, "zolta> ");
    pty_type(&pty, "print 111 * 3\r");
    pty_expect(&pty, "zolta> ");
    end();
    ck_assert_str_eq(read_back("out.txt"), "333\n");
}
END_TEST

START_TEST(a_dumb_terminal_serves)
{
    setenv("TERM", "dumb", 1);
    begin(NULL);
    pty_type(&pty, "print 111 * 3\r");
    pty_expect(&pty, "\n333\r\n");
    pty_expect(&pty, "zolta> ");
    end();
    setenv("TERM", "no-such-terminal", 1);
    begin(NULL);
    pty_type(&pty, "print 111 * 4\r");
    pty_expect(&pty, "444\r\n");
    pty_expect(&pty, "zolta> ");
    end();
}
END_TEST

Suite *prompt_suite(void)
{
    Suite *suite = suite_create("prompt");
    TCase *tcase = tcase_create("prompt");

    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, pty_environment, pty_clean);
    tcase_add_test(tcase, greets_and_answers);
    tcase_add_test(tcase, exit_gives_its_status);
    tcase_add_test(tcase, an_error_keeps_the_session);
    tcase_add_test(tcase, control_c_drops_the_line);
    tcase_add_test(tcase, control_c_drops_a_continued_line);
    tcase_add_loop_test(tcase, control_c_stops_a_search, 0, 100); /* it met keys half read */
    tcase_add_test(tcase, control_c_stops_a_run);
    tcase_add_test(tcase, long_runs_show_progress);
    tcase_add_test(tcase, plain_mode_draws_nothing_over);
    tcase_add_test(tcase, a_backslash_continues);
    tcase_add_test(tcase, pasted_lines_run_one_by_one);
    tcase_add_test(tcase, lines_typed_ahead_are_not_lost);
    tcase_add_test(tcase, history_is_kept);
    tcase_add_test(tcase, two_sessions_share_the_history);
    tcase_add_test(tcase, a_hostile_history_is_harmless);
    tcase_add_test(tcase, an_unusable_history_is_told);
    tcase_add_test(tcase, the_init_file_runs_first);
    tcase_add_test(tcase, tab_completes);
    tcase_add_test(tcase, tab_quotes_file_names);
    tcase_add_loop_test(tcase, signals_end_it_properly, 0, 2);
    tcase_add_loop_test(tcase, signals_end_a_run_too, 0, 2);
    tcase_add_test(tcase, a_lost_terminal_ends_it);
    tcase_add_test(tcase, it_can_be_stopped_and_goes_on);
    tcase_add_test(tcase, the_window_can_change);
    tcase_add_test(tcase, colours_where_they_are_wanted);
    tcase_add_test(tcase, results_may_go_to_a_file);
    tcase_add_test(tcase, a_dumb_terminal_serves);
    suite_add_tcase(suite, tcase);
    return suite;
}
