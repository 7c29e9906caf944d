/* Signals, turned into facts that can be asked for. The handler does nothing but note them. */
#include <config.h>

#include "ui/signals.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/select.h>

/* A handler gets no argument of ours, so what it notes must stand here. */
static volatile sig_atomic_t interrupted, ending, resized, suspended, continued;
static sigset_t outside; /* the mask while nothing is held back */
static pthread_t reader; /* the thread that waits for keys */

/* A signal may reach a thread that computes; only the one that waits can be woken by it. */
static void on_signal(int number)
{
    if (!pthread_equal(pthread_self(), reader)) {
        pthread_kill(reader, number);
        return;
    }
    switch (number) {
    case SIGINT:
        interrupted = 1;
        break;
    case SIGWINCH:
        resized = 1;
        break;
    case SIGTSTP:
        suspended = 1;
        break;
    case SIGCONT:
        continued = 1;
        break;
    default:
        ending = number;
    }
}

static void catch_signal(int number, int flags)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = flags};

    reader = pthread_self();
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

void zt_signals_limits(void)
{
    signal(SIGXFSZ, SIG_IGN);
}

void zt_signals_script(void)
{
    struct sigaction old;

    /* A second one ends even a program that waits for a pipe. */
    if (sigaction(SIGINT, NULL, &old) == 0 && old.sa_handler != SIG_IGN)
        catch_signal(SIGINT, (int)SA_RESETHAND);
}

void zt_signals_prompt(void)
{
    catch_signal(SIGINT, 0);
    catch_signal(SIGTERM, 0);
    catch_signal(SIGHUP, 0);
    catch_signal(SIGWINCH, SA_RESTART);
    signal(SIGPIPE, SIG_IGN);
}

bool zt_signals_interrupted(void)
{
    return interrupted != 0;
}

void zt_signals_forget(void)
{
    interrupted = 0;
}

int zt_signals_ending(void)
{
    return ending;
}

bool zt_signals_resized(void)
{
    bool is = resized != 0;

    resized = 0;
    return is;
}

/* SIGTSTP and SIGCONT are caught only here: a running command is stopped as any program is. */
void zt_signals_hold(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT};
    sigset_t held;

    sigemptyset(&held);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        sigaddset(&held, numbers[i]);
    sigprocmask(SIG_BLOCK, &held, &outside);
    catch_signal(SIGTSTP, 0);
    catch_signal(SIGCONT, SA_RESTART);
}

void zt_signals_release(void)
{
    signal(SIGTSTP, SIG_DFL);
    signal(SIGCONT, SIG_DFL);
    sigprocmask(SIG_SETMASK, &outside, NULL);
}

static bool must_stop(void)
{
    return interrupted || ending;
}

static bool anything(void)
{
    return must_stop() || resized || suspended || continued;
}

static bool wait_unless(bool (*happened)(void), int fd)
{
    while (!happened()) {
        fd_set set;
        int ready;

        FD_ZERO(&set);
        FD_SET(fd, &set);
        ready = pselect(fd + 1, &set, NULL, NULL, NULL, &outside);
        if (ready > 0 || (ready < 0 && errno != EINTR))
            return true;
    }
    return false;
}

void zt_signals_screen(void)
{
    zt_signals_prompt();
    zt_signals_hold();
}

void zt_signals_open(void)
{
    sigprocmask(SIG_SETMASK, &outside, NULL);
}

/* A wait that finds fd readable at once does not let signals in. */
static void let_in(void)
{
    sigset_t held;

    sigprocmask(SIG_SETMASK, &outside, &held);
    sigprocmask(SIG_SETMASK, &held, NULL);
}

ZtWait zt_signals_wait_for(int fd, double seconds)
{
    struct timespec time = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
    fd_set set;
    int ready;

    let_in();
    if (anything())
        return ZT_WAIT_SIGNAL;
    FD_ZERO(&set);
    FD_SET(fd, &set);
    ready = pselect(fd + 1, &set, NULL, NULL, seconds < 0 ? NULL : &time, &outside);
    let_in();
    if (anything() || (ready < 0 && errno == EINTR))
        return ZT_WAIT_SIGNAL;
    return ready == 0 ? ZT_WAIT_TIME : ZT_WAIT_KEY;
}

bool zt_signals_resumed(void)
{
    bool is = continued != 0;

    continued = 0;
    return is;
}

bool zt_signals_wait(int fd, bool *resumed)
{
    bool readable = wait_unless(anything, fd);

    *resumed = !readable && continued;
    if (*resumed)
        continued = 0;
    return readable;
}

bool zt_signals_wait_more(int fd)
{
    return wait_unless(must_stop, fd);
}

bool zt_signals_stopping(void)
{
    return suspended != 0;
}

bool zt_signals_suspend(void (*put_right)(void))
{
    sigset_t stop;

    if (!suspended)
        return false;
    suspended = 0;
    put_right();
    signal(SIGTSTP, SIG_DFL);
    raise(SIGTSTP);
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &stop, NULL); /* here it stops, and here it goes on */
    sigprocmask(SIG_BLOCK, &stop, NULL);
    catch_signal(SIGTSTP, 0);
    return true;
}

void zt_signals_die(int number)
{
    sigset_t only;

    signal(number, SIG_DFL);
    sigemptyset(&only);
    sigaddset(&only, number);
    raise(number);
    sigprocmask(SIG_UNBLOCK, &only, NULL);
    exit(128 + number);
}
