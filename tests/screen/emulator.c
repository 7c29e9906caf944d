#include <config.h>

#ifdef HAVE_VTERM

#include "emulator.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include <check.h>

#define PATIENCE 10.0 /* seconds: machines under load are slow */

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static _Noreturn void become(const char *const *words)
{
    const char *program = getenv("zolta");
    char *argv[20];
    size_t count = 0;

    argv[count++] = (char *)(program ? program : "./zolta");
    while (*words)
        argv[count++] = (char *)*words++;
    argv[count] = NULL;
    execv(argv[0], argv);
    _exit(127);
}

static void on_stop(pid_t job)
{
    struct termios mode;

    tcgetattr(STDIN_FILENO, &mode);
    dprintf(STDOUT_FILENO, "\r\nstopped, terminal %s\r\n",
            (mode.c_lflag & (ICANON | ECHO)) == (ICANON | ECHO) ? "right" : "wrong");
    usleep(300000);
    kill(job, SIGCONT);
}

static _Noreturn void become_job(const char *const *words)
{
    pid_t job = fork();
    int status;

    if (job == 0) {
        setpgid(0, 0);
        signal(SIGTTOU, SIG_IGN);
        tcsetpgrp(STDIN_FILENO, getpid());
        signal(SIGTTOU, SIG_DFL);
        become(words);
    }
    signal(SIGTTOU, SIG_IGN);
    while (waitpid(job, &status, WUNTRACED) == job && WIFSTOPPED(status))
        on_stop(job);
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 99);
}

static Emulator *start(const char *const *words, int width, int height,
                       void (*child)(const char *const *))
{
    struct winsize size = {.ws_row = (unsigned short)height, .ws_col = (unsigned short)width};
    Emulator *emulator = calloc(1, sizeof *emulator);

    emulator->width = width;
    emulator->height = height;
    emulator->child = forkpty(&emulator->fd, NULL, NULL, &size);
    ck_assert_int_ge(emulator->child, 0);
    if (emulator->child == 0)
        child(words);
    emulator->terminal = vterm_new(height, width);
    vterm_set_utf8(emulator->terminal, 1);
    emulator->screen = vterm_obtain_screen(emulator->terminal);
    vterm_screen_enable_altscreen(emulator->screen, 1);
    vterm_screen_reset(emulator->screen, 1);
    return emulator;
}

Emulator *emulator_start(const char *const *words, int width, int height)
{
    return start(words, width, height, become);
}

Emulator *emulator_start_job(const char *const *words, int width, int height)
{
    return start(words, width, height, become_job);
}

/* Reads what comes within that time; false if nothing did. */
static bool read_more(Emulator *emulator, int milliseconds)
{
    struct pollfd ready = {.fd = emulator->fd, .events = POLLIN};
    char bytes[65536], reply[256];
    ssize_t len;

    if (poll(&ready, 1, milliseconds) <= 0)
        return false;
    len = read(emulator->fd, bytes, sizeof bytes);
    if (len <= 0)
        return false;
    emulator->bytes += (size_t)len;
    vterm_input_write(emulator->terminal, bytes, (size_t)len);
    while (vterm_output_read(emulator->terminal, reply, sizeof reply) > 0)
        continue;
    return true;
}

void emulator_type(Emulator *emulator, const char *text)
{
    size_t len = strlen(text);

    ck_assert_int_eq(write(emulator->fd, text, len), (ssize_t)len);
}

void emulator_resize(Emulator *emulator, int width, int height)
{
    struct winsize size = {.ws_row = (unsigned short)height, .ws_col = (unsigned short)width};

    while (read_more(emulator, 0)) /* what was meant for the old size */
        continue;
    emulator->width = width;
    emulator->height = height;
    vterm_set_size(emulator->terminal, height, width);
    ioctl(emulator->fd, TIOCSWINSZ, &size);
}

void emulator_rest(Emulator *emulator, int milliseconds)
{
    while (read_more(emulator, milliseconds))
        continue;
}

static size_t put_code(uint32_t code, char *out)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    out[0] = (char)(0xE0 | code >> 12);
    out[1] = (char)(0x80 | (code >> 6 & 0x3F));
    out[2] = (char)(0x80 | (code & 0x3F));
    return 3;
}

const char *emulator_row(Emulator *emulator, int row)
{
    static char text[4096];
    size_t len = 0;

    for (int column = 0; column < emulator->width; column++) {
        VTermScreenCell cell;
        vterm_screen_get_cell(emulator->screen, (VTermPos){row, column}, &cell);
        if (cell.chars[0] == (uint32_t)-1)
            continue; /* the right half of a wide character */
        len += put_code(cell.chars[0] ? cell.chars[0] : ' ', text + len);
    }
    while (len > 0 && text[len - 1] == ' ')
        len--;
    text[len] = '\0';
    return text;
}

char *emulator_text(Emulator *emulator)
{
    size_t cap = (size_t)emulator->height * 4097, len = 0;
    char *text = malloc(cap + 1);

    for (int row = 0; row < emulator->height; row++)
        len += (size_t)sprintf(text + len, "%s\n", emulator_row(emulator, row));
    text[len] = '\0';
    return text;
}

bool emulator_shows(Emulator *emulator, const char *text)
{
    bool found = false;

    for (int row = 0; row < emulator->height && !found; row++)
        found = strstr(emulator_row(emulator, row), text) != NULL;
    return found;
}

double emulator_expect(Emulator *emulator, const char *text)
{
    double begin = now();

    while (!emulator_shows(emulator, text)) {
        if (now() - begin > PATIENCE) {
            char *all = emulator_text(emulator);
            fprintf(stderr, "%s", all); /* too long for libcheck */
            ck_abort_msg("\"%s\" is not shown", text);
        }
        read_more(emulator, 5);
    }
    return now() - begin;
}

bool emulator_cooked(const Emulator *emulator)
{
    const tcflag_t wanted = ICANON | ECHO | ISIG;
    struct termios mode;

    return tcgetattr(emulator->fd, &mode) == 0 && (mode.c_lflag & wanted) == wanted &&
           (mode.c_iflag & ICRNL) && (mode.c_oflag & (OPOST | ONLCR)) == (OPOST | ONLCR);
}

int emulator_end(Emulator *emulator)
{
    double begin = now();
    int status;

    while (waitpid(emulator->child, &status, WNOHANG) == 0) {
        ck_assert_msg(now() - begin < PATIENCE, "the program does not end");
        read_more(emulator, 5);
    }
    emulator_rest(emulator, 20);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

void emulator_free(Emulator *emulator)
{
    close(emulator->fd);
    vterm_free(emulator->terminal);
    free(emulator);
}

#else
typedef int nothing_here;
#endif
