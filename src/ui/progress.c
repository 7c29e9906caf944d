/* The line that tells how far a long run is: percentage, loss, epochs per second. */
#include <config.h>

#include "ui/progress.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "lang/nls.h"

#define QUIET  0.5 /* seconds that a run may take before anything is said */
#define PERIOD 0.1 /* seconds between two drawings */
#define ECHOED 2   /* columns of the ^C that a terminal may write behind the line */

void zt_progress_reset(ZtProgressLine *line)
{
    line->running = false;
}

static void take(ZtProgressLine *line, const ZtProgress *progress, double now)
{
    bool another = progress->done < line->done || progress->total != line->total;

    if (!line->running || another) {
        line->begin = now;
        line->drawn = now;
    }
    line->running = true;
    line->done = progress->done;
    line->total = progress->total;
}

static bool due(const ZtProgressLine *line, double now)
{
    return line->wanted && now - line->begin >= QUIET &&
           (line->width == 0 || now - line->drawn >= PERIOD);
}

static void add_rate(double rate, ZtBuf *text)
{
    if (rate >= 1e6)
        zt_buf_printf(text, _("%.1f million epochs/s"), rate / 1e6);
    else if (rate >= 10)
        zt_buf_printf(text, _("%.0f epochs/s"), rate);
    else
        zt_buf_printf(text, _("%.2f epochs/s"), rate);
}

static void describe(const ZtProgress *progress, double seconds, ZtBuf *text)
{
    if (progress->total == 0) {
        zt_buf_printf(text, progress->computing ? _("computing, %.0f s") : _("reading, %.0f s"),
                      seconds);
        return;
    }
    zt_buf_printf(text, "%3.0f %%  ", 100.0 * (double)progress->done / (double)progress->total);
    if (!isnan(progress->loss))
        zt_buf_printf(text, _("loss %.6g  "), progress->loss);
    add_rate((double)progress->done / seconds, text);
}

/* Appends as much of the text as fits; returns its columns. */
static int add_cut(const char *text, int columns, ZtBuf *out)
{
    size_t len = strlen(text), at = 0;
    int width = 0;

    while (at < len) {
        uint32_t code;
        size_t bytes = zt_utf8_decode(text + at, len - at, &code);
        int wide = bytes ? zt_char_width(code) : 0;
        if (!bytes || width + wide > columns)
            break;
        width += wide;
        at += bytes;
    }
    zt_buf_add(out, text, at);
    return width;
}

void zt_progress_draw(ZtProgressLine *line, const ZtProgress *progress, double now, int columns,
                      ZtBuf *out)
{
    ZtBuf text = {0};
    int width;

    take(line, progress, now);
    if (!due(line, now))
        return;
    describe(progress, now - line->begin, &text);
    zt_buf_putc(out, '\r');
    width = add_cut(zt_buf_text(&text), columns - 1 - ECHOED, out);
    if (width < line->width)
        zt_buf_fill(out, ' ', (size_t)(line->width - width));
    line->width = width;
    line->drawn = now;
    zt_buf_free(&text);
}

void zt_progress_erase(ZtProgressLine *line, ZtBuf *out)
{
    if (line->width == 0)
        return;
    zt_buf_putc(out, '\r');
    zt_buf_fill(out, ' ', (size_t)line->width + ECHOED);
    zt_buf_putc(out, '\r');
    line->width = 0;
}
