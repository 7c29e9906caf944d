/* The shell's host on the screen. While a command is under way it is asked again and again: then
 * keys are read, signals dealt with, and a frame drawn if it is time. */
#include <config.h>

#include <math.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "lang/nls.h"
#include "ui/inks.h"
#include "ui/reader.h"
#include "ui/screen_parts.h"
#include "ui/signals.h"
#include "ui/terminal.h"
#include "ui/terminal_modes.h"

#define KEYS_AT_ONCE 4096
#define SMOOTH       30.0 /* looks a second while a play is slowed down */

double zt_screen_now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static double on_clock(void *data)
{
    (void)data;
    return zt_screen_now();
}

static void add_to_log(ZtScreen *screen, const char *text, size_t len, int ink)
{
    zt_page_lines(&screen->log, text, len, ink);
    screen->dirty = true;
}

static void on_text(void *data, const char *text, size_t len)
{
    ZtScreen *screen = data;

    zt_pace_reset(&screen->pace);
    add_to_log(screen, text, len, ZT_INK_PLAIN);
}

/* Remarks; a line that was typed is one. */
void zt_screen_note(void *data, const char *text, size_t len)
{
    add_to_log(data, text, len, len > 0 && text[0] == '>' ? ZT_INK_CODE : ZT_INK_DIM);
}

void zt_screen_error(void *data, const ZtShell *shell, const ZtErr *err, const char *line)
{
    ZtScreen *screen = data;
    int width = zt_screen_log_width(screen);
    ZtBuf out = {0};

    if (screen->pausing && err->kind == ZT_ERR_INTERRUPTED)
        return;
    if (shell && shell->fault_place)
        zt_error_show(err, shell->fault_place, shell->fault_line, width, &out);
    else
        zt_error_show(err, NULL, line, width, &out);
    add_to_log(screen, zt_buf_text(&out), out.len, ZT_INK_ERROR);
    zt_buf_free(&out);
}

void zt_screen_begin(void *data)
{
    ZtScreen *screen = data;

    screen->busy = true;
    screen->log_back = 0;
    screen->pausing = false;
    screen->epochs = 0;
    zt_pace_reset(&screen->pace);
    zt_signals_open();
}

void zt_screen_settle(void *data)
{
    ZtScreen *screen = data;

    zt_signals_hold();
    screen->busy = screen->running = false;
    screen->dirty = screen->stale = true;
}

/* --- signals and keys --- */

static void put_nothing_right(void) {}

static void take_size(ZtScreen *screen)
{
    int width, height;

    zt_terminal_size(STDOUT_FILENO, &width, &height);
    zt_screen_resize(screen, width, height);
}

static void take_screen(ZtScreen *screen)
{
    zt_modes_enter();
    zt_curses_keep_modes(screen->curses);
    take_size(screen);
}

/* Gives the screen back, stops, and takes it again when the program goes on. */
static void stop_program(ZtScreen *screen)
{
    zt_curses_pause(screen->curses);
    zt_modes_leave();
    zt_signals_suspend(put_nothing_right);
    zt_signals_resumed();
    take_screen(screen);
}

static void interrupt(ZtScreen *screen)
{
    zt_screen_forget_waiting(screen);
    if (screen->busy)
        return; /* the command ends by it */
    zt_signals_forget();
    zt_repl_drop(&screen->repl);
    zt_reader_drop();
    zt_reader_prompt(zt_repl_prompt(&screen->repl));
    screen->dirty = true;
}

static void handle_signals(ZtScreen *screen)
{
    if (zt_signals_stopping())
        stop_program(screen);
    if (zt_signals_resumed())
        take_screen(screen);
    if (zt_signals_resized())
        take_size(screen);
    if (zt_signals_interrupted())
        interrupt(screen);
}

void zt_screen_read(ZtScreen *screen, double wait)
{
    for (int i = 0; i < KEYS_AT_ONCE && !screen->over; i++) {
        switch (zt_signals_wait_for(STDIN_FILENO, i == 0 ? wait : 0)) {
        case ZT_WAIT_TIME:
            return;
        case ZT_WAIT_SIGNAL:
            handle_signals(screen);
            return;
        case ZT_WAIT_KEY:
            zt_reader_keys();
            screen->dirty = screen->typed = true;
        }
    }
}

/* --- runs --- */

/* Epochs a second that a play may do. */
static double speed_of(const ZtScreen *screen)
{
    return screen->playing ? zt_screen_speeds[screen->speed] : (double)INFINITY;
}

/* Waits, reading keys, until the next epoch of a play is due. */
static void hold_back(ZtScreen *screen, const ZtProgress *progress)
{
    double speed = speed_of(screen), now = zt_screen_now();
    uint64_t done = progress->done > screen->epochs ? progress->done - screen->epochs : 0;

    screen->epochs = progress->done;
    if (isinf(speed))
        return;
    screen->due = (screen->due > now - 0.5 ? screen->due : now) + (double)done / speed;
    while ((now = zt_screen_now()) < screen->due && !zt_signals_interrupted() &&
           !zt_signals_ending() && !screen->pausing && !screen->over) {
        double limit = now + 1 / speed_of(screen); /* F8 may have shortened the wait */
        screen->due = screen->due > limit ? limit : screen->due;
        if (screen->dirty)
            zt_screen_draw(screen);
        zt_screen_read(screen, screen->due - now);
    }
}

static bool on_poll(void *data, const ZtProgress *progress)
{
    ZtScreen *screen = data;

    if (!progress || progress->total == 0)
        zt_pace_reset(&screen->pace); /* reading a file: what is trained next is new */
    zt_signals_hold();
    if (progress && progress->total > 0) {
        screen->running = true;
        if (progress->done != screen->epochs || progress->done == 0)
            screen->dirty = screen->stale = true;
        screen->left = progress->total - progress->done;
        hold_back(screen, progress);
    }
    zt_screen_read(screen, 0);
    if (screen->dirty)
        zt_screen_draw(screen);
    zt_signals_open();
    return !zt_signals_interrupted() && !zt_signals_ending() && !screen->pausing && !screen->over;
}

static uint64_t on_slice(void *data)
{
    ZtScreen *screen = data;
    double speed = speed_of(screen);

    screen->ran = true;
    if (isinf(speed))
        return zt_pace_next(&screen->pace, zt_screen_now());
    zt_pace_reset(&screen->pace);
    return speed > SMOOTH ? (uint64_t)(speed / SMOOTH) : 1;
}

/* A picture that is printed goes into the log. */
static void on_size(void *data, int *width, int *height)
{
    const ZtScreen *screen = data;

    *width = zt_screen_log_width(screen);
    *height = screen->height > 20 ? 16 : screen->height > 4 ? screen->height - 4 : 1;
}

static bool on_picture(void *data, const ZtWord *word, size_t count)
{
    ZtScreen *screen = data;
    ZtBuf words = {0};

    if (screen->panes.pane[ZT_PANE_LOG].height == 0 || screen->panes.pane[ZT_PANE_KEYS].height == 0)
        return false;
    for (size_t i = 0; i < count; i++)
        zt_buf_printf(&words, i > 0 ? " %s" : "%s", word[i].text);
    zt_free(screen->asked);
    screen->asked = zt_strdup(count > 0 ? zt_buf_text(&words)
                                        : "fit"); /* without memory the screen shows what fits */
    screen->kind = screen->asked;
    zt_buf_free(&words);
    screen->look.pictures = true;
    zt_screen_lay_out(screen);
    return true;
}

void zt_screen_host(ZtScreen *screen)
{
    screen->host = (ZtHost){.data = screen,
                            .text = on_text,
                            .note = zt_screen_note,
                            .poll = on_poll,
                            .slice = on_slice,
                            .size = on_size,
                            .clock = on_clock,
                            .picture = on_picture,
                            .interactive = true,
                            .utf8 = !screen->ascii};
}
