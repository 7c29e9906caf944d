/* Errors as people see them: the message, the line with a caret under the place, what to do. */
#include <config.h>

#include <string.h>

#include "base/text.h"
#include "lang/nls.h"
#include "lang/shell.h"

#define INDENT    2
#define LEAD      12 /* columns to be seen before the place in a line that is cut on the left */
#define WIDTH_MIN 24
#define MORE      "..."

const char *zt_translate(const char *sentence)
{
    return _(sentence);
}

/* One character of the line as it is shown: a tab is a blank, the rest escaped. */
static size_t show_char(const char *line, size_t at, size_t len, ZtBuf *out)
{
    char piece[ZT_ESCAPE_SIZE];
    size_t used;
    if (line[at] == '\t') {
        zt_buf_putc(out, ' ');
        return 1;
    }
    size_t size = zt_text_escape_one(line + at, len - at, piece, &used);
    zt_buf_add(out, piece, size);
    return used;
}

static size_t columns(const char *line, size_t from, size_t to)
{
    ZtBuf shown = {0};
    while (from < to)
        from += show_char(line, from, to, &shown);
    size_t width = zt_text_width(zt_buf_text(&shown), shown.len);
    zt_buf_free(&shown);
    return width;
}

static size_t char_length(const char *line, size_t at, size_t len)
{
    uint32_t code;
    size_t size = zt_utf8_decode(line + at, len - at, &code);
    return size ? size : 1;
}

/* Where the character begins that the byte belongs to. */
static size_t char_start(const char *line, size_t at)
{
    while (at > 0 && ((unsigned char)line[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static size_t char_end(const char *line, size_t at)
{
    while (((unsigned char)line[at] & 0xC0) == 0x80)
        at++;
    return at;
}

static bool fits(const char *line, size_t len, size_t width)
{
    return len <= 4 * width && columns(line, 0, len) <= width;
}

/* The first byte to show of a line that does not fit: with the place in the left half or, if that
 * is farther off, with some columns before it. */
static size_t left_end(const char *line, size_t len, size_t place, size_t width)
{
    size_t from = 0;
    if (place > 4 * width) /* no need to measure a megabyte in front of it */
        from = char_start(line, place - 4 * width);
    if (from == 0 && columns(line, 0, place) <= width / 2)
        return 0;
    while (from < place && columns(line, from, place) > LEAD)
        from += char_length(line, from, len);
    return from;
}

/* Appends the line from byte `from` on, as far as width columns go; the byte behind what is shown.
 */
static size_t show_line(const char *line, size_t len, size_t from, size_t width, ZtBuf *out)
{
    size_t start = out->len, at = from;
    while (at < len) {
        size_t before = out->len;
        size_t used = show_char(line, at, len, out);
        if (!out->failed && zt_text_width(out->text + start, out->len - start) > width) {
            out->len = before;
            out->text[before] = '\0';
            break;
        }
        at += used;
    }
    return at;
}

static void show_place(const ZtErr *err, const char *line, size_t width, ZtBuf *out)
{
    size_t len = strlen(line);
    size_t at = err->at < len ? err->at : len;
    size_t place = char_start(line, at);
    size_t end = char_end(line, err->len < len - at ? at + err->len : len);
    size_t room = width > WIDTH_MIN ? width - INDENT : WIDTH_MIN - INDENT;
    bool whole = fits(line, len, room);
    size_t from = whole ? 0 : left_end(line, len, place, room);
    size_t lead = from > 0 ? strlen(MORE) : 0;
    zt_buf_fill(out, ' ', INDENT);
    zt_buf_puts(out, from > 0 ? MORE : "");
    size_t to = show_line(line, len, from, whole ? room : room - lead - strlen(MORE), out);
    zt_buf_puts(out, to < len ? MORE : "");
    zt_buf_putc(out, '\n');
    size_t marked = columns(line, place, end < to ? end : to > place ? to : place);
    zt_buf_fill(out, ' ', INDENT + lead + columns(line, from, place));
    zt_buf_putc(out, '^');
    zt_buf_fill(out, '~', marked > 1 ? marked - 1 : 0);
    zt_buf_putc(out, '\n');
}

void zt_error_show(const ZtErr *err, const char *place, const char *line, int width, ZtBuf *out)
{
    if (place)
        zt_text_escape(out, place, strlen(place));
    else
        zt_buf_puts(out, _("error"));
    zt_buf_puts(out, ": ");
    zt_err_message(err, zt_translate, out);
    zt_buf_putc(out, '\n');
    if (err->spanned && line)
        show_place(err, line, width > 0 ? (size_t)width : 0, out);
    size_t before = out->len;
    zt_buf_fill(out, ' ', INDENT);
    if (zt_err_hint(err, zt_translate, out))
        zt_buf_putc(out, '\n');
    else if (!out->failed)
        out->text[out->len = before] = '\0';
}
