#include <config.h>

#include "terminal_session.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include <check.h>

#define PATIENCE 15000 /* milliseconds: machines under load and valgrind are slow */

static char home[200];

const char *pty_home(void)
{
    return home;
}

void pty_environment(void)
{
    snprintf(home, sizeof home, "%s/zolta-test-XXXXXX",
             getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(home));
    setenv("HOME", home, 1);
    setenv("TERM", "xterm", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("INPUTRC", "/dev/null", 1);
    unsetenv("XDG_STATE_HOME");
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("LANGUAGE");
    unsetenv("NO_COLOR");
    unsetenv("COLUMNS");
    unsetenv("LINES");
}

void pty_clean(void)
{
    char command[300];

    snprintf(command, sizeof command, "rm -rf '%s'", home);
    ck_assert_int_eq(system(command), 0);
}

static const char *program(void)
{
    const char *path = getenv("zolta");

    return path ? path : "./zolta";
}

static _Noreturn void become(const char *const *words, const char *redirect)
{
    char *argv[20];
    size_t count = 0;

    argv[count++] = (char *)program();
    while (*words)
        argv[count++] = (char *)*words++;
    argv[count] = NULL;
    if (redirect && !freopen(redirect, "w", stdout))
        _exit(126);
    execv(argv[0], argv);
    _exit(127);
}

/* Says how the terminal is, breaks the line, and lets the stopped job go on. */
static void on_stop(pid_t job)
{
    struct termios mode;

    tcgetattr(STDIN_FILENO, &mode);
    dprintf(STDOUT_FILENO, "\r\nstopped, terminal %s\r\n",
            (mode.c_lflag & (ICANON | ECHO)) == (ICANON | ECHO) ? "right" : "wrong");
    kill(job, SIGCONT);
}

/* A shell with job control and one job. */
static _Noreturn void become_job(const char *const *words)
{
    pid_t job = fork();
    int status;

    if (job == 0) {
        setpgid(0, 0);
        signal(SIGTTOU, SIG_IGN);
        tcsetpgrp(STDIN_FILENO, getpid());
        signal(SIGTTOU, SIG_DFL);
        become(words, NULL);
    }
    signal(SIGTTOU, SIG_IGN);
    while (waitpid(job, &status, WUNTRACED) == job && WIFSTOPPED(status))
        on_stop(job);
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 99);
}

/* A terminal with a child in it; false in the child. */
static bool open_terminal(Pty *pty)
{
    struct winsize size = {.ws_row = 24, .ws_col = 80};

    *pty = (Pty){.cap = 1 << 16};
    pty->seen = calloc(1, pty->cap);
    pty->child = forkpty(&pty->fd, NULL, NULL, &size);
    ck_assert_int_ge(pty->child, 0);
    return pty->child > 0;
}

Pty pty_start(const char *const *words, const char *redirect)
{
    Pty pty;

    if (!open_terminal(&pty))
        become(words, redirect);
    return pty;
}

Pty pty_start_job(const char *const *words)
{
    Pty pty;

    if (!open_terminal(&pty))
        become_job(words);
    return pty;
}

void pty_type(Pty *pty, const char *text)
{
    size_t len = strlen(text);

    ck_assert_int_eq(write(pty->fd, text, len), (ssize_t)len);
}

/* Reads what comes within that time; false at the end. */
static bool read_more(Pty *pty, int milliseconds)
{
    struct pollfd ready = {.fd = pty->fd, .events = POLLIN};
    ssize_t len;

    if (poll(&ready, 1, milliseconds) <= 0)
        return true;
    if (pty->cap - pty->len < 4096) {
        pty->cap *= 2;
        pty->seen = realloc(pty->seen, pty->cap);
    }
    len = read(pty->fd, pty->seen + pty->len, pty->cap - pty->len - 1);
    if (len <= 0)
        return len < 0 && errno == EINTR;
    pty->len += (size_t)len;
    pty->seen[pty->len] = '\0';
    return true;
}

static long milliseconds(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void pty_expect(Pty *pty, const char *text)
{
    long end = milliseconds() + PATIENCE;
    char *found;

    while (!(found = memmem(pty->seen + pty->at, pty->len - pty->at, text, strlen(text)))) {
        long left = end - milliseconds();
        bool open = left > 0 && read_more(pty, (int)left);
        ck_assert_msg(open, "\"%s\" is not shown, but: %s", text, pty->seen + pty->at);
    }
    pty->at = (size_t)(found - pty->seen) + strlen(text);
}

bool pty_shown(const Pty *pty, const char *text)
{
    return memmem(pty->seen, pty->len, text, strlen(text)) != NULL;
}

static bool has_ended(pid_t child)
{
    siginfo_t info = {0};

    return waitid(P_PID, (id_t)child, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == child;
}

int pty_finish(Pty *pty)
{
    long end = milliseconds() + PATIENCE;
    int status;

    while (milliseconds() < end && read_more(pty, 20) && !has_ended(pty->child))
        continue;
    read_more(pty, 10);
    ck_assert_msg(milliseconds() < end, "does not end; shows: %s", pty->seen + pty->at);
    ck_assert_int_eq(waitpid(pty->child, &status, 0), pty->child);
    close(pty->fd);
    free(pty->seen);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}
