/* How long the program takes to its first prompt, and for the whole tutorial as a script. */
#include <config.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"

#define PROMPT   "zolta> "
#define PATIENCE 5000 /* milliseconds */

/* In the child: the pseudo-terminal becomes its terminal. */
static void run_in_terminal(const char *zolta, const char *terminal)
{
    setsid();
    int slave = open(terminal, O_RDWR);
    if (slave < 0)
        _exit(127);
    ioctl(slave, TIOCSCTTY, 0);
    for (int i = 0; i < 3; i++)
        dup2(slave, i);
    setenv("TERM", "xterm", 1);
    execl(zolta, zolta, "--plain", "--norc", (char *)NULL);
    _exit(127);
}

static bool wait_for_prompt(int master)
{
    char seen[8192];
    size_t len = 0;
    while (len < sizeof seen - 1) {
        struct pollfd wait = {.fd = master, .events = POLLIN};
        if (poll(&wait, 1, PATIENCE) <= 0)
            return false;
        ssize_t got = read(master, seen + len, sizeof seen - 1 - len);
        if (got <= 0)
            return false;
        len += (size_t)got;
        seen[len] = '\0';
        if (strstr(seen, PROMPT))
            return true;
    }
    return false;
}

/* Seconds, negative if there was no prompt. The process is killed: it shall not write a history. */
static double to_prompt(const char *zolta)
{
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
        return -1;
    fcntl(master, F_SETFD, FD_CLOEXEC);
    const char *terminal = ptsname(master);
    double before = bench_now();
    pid_t process = fork();
    if (process == 0)
        run_in_terminal(zolta, terminal);
    bool fine = process > 0 && wait_for_prompt(master);
    double seconds = bench_now() - before;
    if (process > 0) {
        kill(process, SIGKILL);
        waitpid(process, NULL, 0);
    }
    close(master);
    return fine ? seconds : -1;
}

static double script(const char *zolta)
{
    int status = -1;
    double before = bench_now();
    pid_t process = fork();
    if (process == 0) {
        int null = open("/dev/null", O_WRONLY);
        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
        execl(zolta, zolta, ZT_TESTS_DIR "/bench/tutorial.zt", (char *)NULL);
        _exit(127);
    }
    if (process > 0)
        waitpid(process, &status, 0);
    double seconds = bench_now() - before;
    return status == 0 ? seconds : -1;
}

static void report(const char *what, const BenchTimes *times, double most)
{
    if (times->count == 0)
        bench_note(what, "it failed");
    else
        bench_limit(what, bench_median(times), most);
}

void bench_start(const char *zolta)
{
    BenchTimes prompt = {0}, whole = {0};
    bench_title("The program");
    if (access(zolta, X_OK) != 0) {
        bench_note("left out", "there is no %s", zolta);
        return;
    }
    for (int round = 0; round < BENCH_ROUNDS; round++) {
        double seconds = to_prompt(zolta);
        if (seconds >= 0)
            bench_add(&prompt, seconds);
        if ((seconds = script(zolta)) >= 0)
            bench_add(&whole, seconds);
    }
    report("from the start to the first prompt", &prompt, 15e-3);
    report("the whole tutorial as a script", &whole, 20e-3);
}
