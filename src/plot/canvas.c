/* Cells, and the way from cells to lines of text. */
#include "plot/canvas.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

ZtCanvas *zt_canvas_new(int width, int height)
{
    assert(width > 0 && height > 0);
    ZtCanvas *canvas = zt_alloc(1, sizeof *canvas);
    if (!canvas)
        return NULL;
    *canvas = (ZtCanvas){.width = width, .height = height};
    canvas->cells = zt_alloc((size_t)height, (size_t)width * sizeof(ZtCell));
    if (!canvas->cells) {
        zt_free(canvas);
        return NULL;
    }
    zt_canvas_clear(canvas);
    return canvas;
}

void zt_canvas_free(ZtCanvas *canvas)
{
    if (!canvas)
        return;
    zt_free(canvas->cells);
    zt_free(canvas);
}

void zt_canvas_clear(ZtCanvas *canvas)
{
    size_t count = (size_t)canvas->width * (size_t)canvas->height;
    for (size_t i = 0; i < count; i++)
        canvas->cells[i] = (ZtCell){' ', ZT_INK_PLAIN};
}

static ZtCell *line_of(const ZtCanvas *canvas, int row)
{
    return canvas->cells + (size_t)row * (size_t)canvas->width;
}

/* Blanks the other half of a wide character of which one half is about to be overwritten. */
static void part_wide(ZtCell *line, int width, int column)
{
    if (line[column].code == 0 && column > 0)
        line[column - 1] = (ZtCell){' ', ZT_INK_PLAIN};
    if (column + 1 < width && line[column + 1].code == 0)
        line[column + 1] = (ZtCell){' ', ZT_INK_PLAIN};
}

void zt_canvas_put(ZtCanvas *canvas, int column, int row, uint32_t code, ZtInk ink)
{
    int width = zt_char_width(code);
    if (row < 0 || row >= canvas->height || column < 0 || column >= canvas->width)
        return;
    if (width == 0 || code < ' ' || (code >= 0x7F && code < 0xA0))
        return;
    ZtCell *line = line_of(canvas, row);
    part_wide(line, canvas->width, column);
    bool cut = width == 2 && column + 1 == canvas->width;
    line[column] = (ZtCell){cut ? ' ' : code, (uint8_t)ink};
    if (width == 1 || cut)
        return;
    part_wide(line, canvas->width, column + 1);
    line[column] = (ZtCell){code, (uint8_t)ink};
    line[column + 1] = (ZtCell){0, (uint8_t)ink};
}

/* Walks over the characters of a text as they may be shown; returns the columns up to the limit,
 * and draws if there is a canvas. */
static int walk_text(ZtCanvas *canvas, int column, int row, const char *text, int limit, ZtInk ink)
{
    int written = 0;
    for (size_t len = strlen(text), used; len > 0; text += used, len -= used) {
        char piece[ZT_ESCAPE_SIZE];
        size_t size = zt_text_escape_one(text, len, piece, &used);
        for (size_t at = 0, step; at < size; at += step) {
            uint32_t code;
            step = zt_utf8_decode(piece + at, size - at, &code);
            int width = zt_char_width(code);
            if (width > limit - written)
                return written;
            if (canvas)
                zt_canvas_put(canvas, column + written, row, code, ink);
            written += width;
        }
    }
    return written;
}

int zt_canvas_text(ZtCanvas *canvas, int column, int row, const char *text, int limit, ZtInk ink)
{
    int room = canvas->width - column;
    return walk_text(canvas, column, row, text, limit < room ? limit : room, ink);
}

int zt_canvas_measure(const char *text)
{
    return walk_text(NULL, 0, 0, text, INT_MAX, ZT_INK_PLAIN);
}

/* How each ink looks in colour. */
static const char *const sgr[ZT_INKS] = {
    [ZT_INK_PLAIN] = "\x1b[0m", [ZT_INK_DIM] = "\x1b[0;2m", [ZT_INK_BOLD] = "\x1b[0;1m",
    [ZT_INK_1] = "\x1b[0;36m",  [ZT_INK_2] = "\x1b[0;33m",  [ZT_INK_3] = "\x1b[0;35m",
    [ZT_INK_4] = "\x1b[0;32m",
};

static void write_cell(ZtCell cell, ZtBuf *out)
{
    char bytes[4];
    if (cell.code != 0)
        zt_buf_add(out, bytes, zt_utf8_encode(cell.code, bytes));
}

static void write_line(const ZtCell *line, int width, bool colour, ZtBuf *out)
{
    int ink = ZT_INK_PLAIN;
    while (width > 0 && line[width - 1].code == ' ')
        width--;
    for (int i = 0; i < width; i++) {
        if (colour && line[i].ink != ink && line[i].code != ' ') {
            ink = line[i].ink;
            zt_buf_puts(out, sgr[ink]);
        }
        write_cell(line[i], out);
    }
    if (ink != ZT_INK_PLAIN)
        zt_buf_puts(out, sgr[ZT_INK_PLAIN]);
    zt_buf_putc(out, '\n');
}

void zt_canvas_write(const ZtCanvas *canvas, bool colour, ZtBuf *out)
{
    for (int row = 0; row < canvas->height; row++)
        write_line(line_of(canvas, row), canvas->width, colour, out);
}
