/* The front end's half that prompt and scripts share. */
#include <config.h>

#include "ui/front.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "lang/nls.h"
#include "ui/signals.h"
#include "ui/terminal.h"

#define SCRIPT_WIDTH  80
#define SCRIPT_HEIGHT 24
#define PROMPT_LINES  2 /* of the screen, left to the command and the next prompt */

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static double on_clock(void *data)
{
    (void)data;
    return now();
}

/* What cannot be written to standard error cannot be told anywhere. */
static void send_error(const char *text, size_t len)
{
    zt_output_send(STDERR_FILENO, text, len);
}

static void erase_progress(ZtFront *front)
{
    ZtBuf out = {0};

    zt_progress_erase(&front->progress, &out);
    if (out.len > 0)
        send_error(out.text, out.len);
    zt_buf_free(&out);
}

/* Between two runs of one line there is always some text, so it ends what is known of a unit. */
static void on_text(void *data, const char *text, size_t len)
{
    ZtFront *front = data;

    zt_pace_reset(&front->pace);
    erase_progress(front);
    zt_output_add(&front->output, text, len);
}

void zt_front_note(ZtFront *front, const char *text, size_t len)
{
    erase_progress(front);
    zt_output_flush(&front->output);
    send_error(text, len);
}

static void on_note(void *data, const char *text, size_t len)
{
    zt_front_note(data, text, len);
}

static void draw_progress(ZtFront *front, const ZtProgress *progress)
{
    ZtBuf out = {0};
    int width, height;

    zt_terminal_size(front->width_fd, &width, &height);
    zt_progress_draw(&front->progress, progress, now(), width, &out);
    if (out.len > 0)
        send_error(out.text, out.len);
    zt_buf_free(&out);
}

/* The terminal has written ^C behind whatever the line held: what follows shall not. */
static void leave_echo(ZtFront *front)
{
    if (front->host.interactive && front->progress.width == 0)
        send_error("\n", 1);
}

static bool on_poll(void *data, const ZtProgress *progress)
{
    ZtFront *front = data;

    if (!progress || progress->total == 0)
        zt_pace_reset(&front->pace); /* reading a file: what is trained next is new */
    if (front->output.count > 0)
        zt_output_flush(&front->output);
    if (zt_signals_interrupted()) {
        leave_echo(front);
        return false;
    }
    if (front->progress.wanted && progress)
        draw_progress(front, progress);
    return !zt_signals_ending() && !front->output.fault;
}

static uint64_t on_slice(void *data)
{
    ZtFront *front = data;

    return zt_pace_next(&front->pace, now());
}

static void on_size(void *data, int *width, int *height)
{
    const ZtFront *front = data;

    *width = SCRIPT_WIDTH;
    *height = SCRIPT_HEIGHT;
    if (!front->host.interactive || !front->host.terminal)
        return;
    zt_terminal_size(STDOUT_FILENO, width, height);
    *height = *height > PROMPT_LINES ? *height - PROMPT_LINES : 1;
}

static bool choose_colour(const ZtFront *front, const ZtOptions *options)
{
    switch (options->color) {
    case ZT_COLOR_WHEN_YES:
        return true;
    case ZT_COLOR_WHEN_NO:
        return false;
    default:
        return front->host.interactive && !front->host.plain && zt_terminal_colour(STDOUT_FILENO);
    }
}

void zt_front_start(ZtFront *front, const ZtOptions *options, bool interactive)
{
    ZtHost *host = &front->host;

    zt_output_start(&front->output, STDOUT_FILENO);
    zt_pace_reset(&front->pace);
    front->progress = (ZtProgressLine){0};
    *host = (ZtHost){.data = front,
                     .text = on_text,
                     .note = on_note,
                     .poll = on_poll,
                     .slice = on_slice,
                     .size = on_size,
                     .clock = on_clock};
    host->interactive = interactive;
    host->plain = options->plain || (interactive && zt_terminal_dumb());
    host->terminal = isatty(STDOUT_FILENO);
    host->utf8 = !host->terminal || (!zt_terminal_dumb() && zt_terminal_utf8());
    host->colour = choose_colour(front, options);
    front->width_fd = host->terminal ? STDOUT_FILENO : STDERR_FILENO;
    front->progress.wanted = interactive && !host->plain && isatty(STDERR_FILENO);
    if (!interactive)
        front->width_fd = -1;
}

void zt_front_begin(ZtFront *front)
{
    zt_pace_reset(&front->pace);
    zt_progress_reset(&front->progress);
}

void zt_front_settle(ZtFront *front)
{
    erase_progress(front);
    zt_output_flush(&front->output);
}

void zt_front_error(ZtFront *front, const ZtShell *shell, const ZtErr *err, const char *place,
                    const char *line)
{
    ZtBuf out = {0};
    int width = SCRIPT_WIDTH, height;

    if (front->width_fd >= 0)
        zt_terminal_size(front->width_fd, &width, &height);
    if (shell && shell->fault_place) {
        place = shell->fault_place;
        line = shell->fault_line;
    }
    zt_error_show(err, place, line, width, &out);
    zt_front_note(front, zt_buf_text(&out), out.len);
    zt_buf_free(&out);
}

int zt_front_end(ZtFront *front, int status)
{
    ZtBuf out = {0};
    int fault;

    zt_front_settle(front);
    fault = front->output.fault;
    if (!fault)
        return status;
    if (fault == EPIPE) /* nobody reads on: nothing to complain about */
        return 1;
    zt_buf_printf(&out, _("zolta: standard output cannot be written: %s\n"), strerror(fault));
    send_error(zt_buf_text(&out), out.len);
    zt_buf_free(&out);
    return 1;
}
