/* The modes of the terminal while the screen is taken. */
#include <config.h>

#include "ui/terminal_modes.h"

#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "ui/output.h"

#define FAREWELL_MAX 400
#define STACK        16384

static const char paste_on[] = "\x1b[?2004h", paste_off[] = "\x1b[?2004l";

/* A handler gets no argument of ours, so what it needs to put the terminal right stands here. */
static struct {
    int fd;
    bool taken, marked;
    struct termios before;
    char farewell[FAREWELL_MAX];
    size_t farewell_len;
    char stack[STACK]; /* for a program whose own has overflown */
} modes;

static void send(const char *text, size_t len)
{
    zt_output_send(modes.fd, text, len);
}

/* Puts the terminal right, with what may be done in a handler, and lets the signal do its work. */
static void on_crash(int number)
{
    if (modes.taken) {
        if (modes.marked)
            send(paste_off, sizeof paste_off - 1);
        send(modes.farewell, modes.farewell_len);
        tcsetattr(modes.fd, TCSANOW, &modes.before);
    }
    signal(number, SIG_DFL);
    raise(number);
}

static void catch_crashes(void)
{
    static const int numbers[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGQUIT};
    struct sigaction action = {.sa_handler = on_crash, .sa_flags = (int)SA_RESETHAND | SA_ONSTACK};
    stack_t stack = {.ss_sp = modes.stack, .ss_size = sizeof modes.stack};

    sigaltstack(&stack, NULL);
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        sigaction(numbers[i], &action, NULL);
}

bool zt_modes_start(int fd)
{
    modes.fd = fd;
    return tcgetattr(fd, &modes.before) == 0;
}

void zt_modes_guard(const char *farewell)
{
    size_t len = strlen(farewell);

    modes.farewell_len = len < FAREWELL_MAX ? len : 0;
    memcpy(modes.farewell, farewell, modes.farewell_len);
    catch_crashes();
}

void zt_modes_paste(bool marked)
{
    modes.marked = marked;
}

void zt_modes_enter(void)
{
    struct termios own = modes.before;

    own.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IGNCR | ISTRIP | IXON);
    own.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHONL | IEXTEN);
    own.c_lflag |= ISIG | NOFLSH; /* flushing would lose a part of a frame */
    own.c_oflag &= ~(tcflag_t)ONLCR;
    own.c_cc[VMIN] = 1;
    own.c_cc[VTIME] = 0;
    own.c_cc[VQUIT] = _POSIX_VDISABLE;
    tcsetattr(modes.fd, TCSADRAIN, &own);
    if (modes.marked)
        send(paste_on, sizeof paste_on - 1);
    modes.taken = true;
}

void zt_modes_leave(void)
{
    if (!modes.taken)
        return;
    modes.taken = false;
    if (modes.marked)
        send(paste_off, sizeof paste_off - 1);
    tcsetattr(modes.fd, TCSADRAIN, &modes.before);
}
