/* A text in several inks, wrapped to a width. Within the text a byte from INK on switches to an
 * ink: safe text holds no such bytes. */
#include "ui/page.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"

#define INK            14
#define PARAGRAPHS_MAX 4000
#define TEXT_MAX       (1u << 20)
#define INDENT_MAX     16
#define HARD_BLANK     0xA0 /* ZT_PAGE_BLANK */
#define HANG           2    /* columns by which a line that goes on is set off */

void zt_page_free(ZtPage *page)
{
    zt_buf_free(&page->text);
    zt_free(page->paragraph);
    zt_free(page->line);
    *page = (ZtPage){0};
}

void zt_page_clear(ZtPage *page)
{
    zt_buf_clear(&page->text);
    page->paragraphs = page->lines = page->wrapped = 0;
}

void zt_page_begin(ZtPage *page, int indent)
{
    if (!ZT_GROW(page->paragraph, page->paragraph_cap, page->paragraphs + 1))
        return;
    page->paragraph[page->paragraphs++] = (ZtParagraph){.at = page->text.len, .indent = indent};
}

void zt_page_add(ZtPage *page, const char *text, size_t len, int ink)
{
    ZtParagraph *last;

    if (page->paragraphs == 0)
        return;
    last = &page->paragraph[page->paragraphs - 1];
    zt_buf_putc(&page->text, (char)(INK + ink));
    zt_buf_add(&page->text, text, len);
    last->len = page->text.len - last->at;
}

void zt_page_puts(ZtPage *page, const char *text, int ink)
{
    zt_page_add(page, text, strlen(text), ink);
}

/* The bytes of an escape sequence for colours that stands at text, 0 if none does. */
static size_t colour_sequence(const char *text, size_t len)
{
    size_t at = 2;

    if (len < 3 || text[0] != '\x1b' || text[1] != '[')
        return 0;
    while (at < len && strchr("0123456789;", text[at]) && text[at])
        at++;
    return at < len && text[at] == 'm' ? at + 1 : 0;
}

static void add_line(ZtPage *page, const char *text, size_t len, int ink)
{
    size_t blanks = 0, at = 0;

    while (blanks < len && text[blanks] == ' ')
        blanks++;
    zt_page_begin(page, (blanks < INDENT_MAX ? (int)blanks : INDENT_MAX) + HANG);
    while (at < len) {
        size_t from = at, skip = 0;
        while (at < len && (skip = colour_sequence(text + at, len - at)) == 0)
            at++;
        zt_page_add(page, text + from, at - from, ink);
        at += skip;
    }
}

void zt_page_lines(ZtPage *page, const char *text, size_t len, int ink)
{
    for (size_t at = 0; at < len;) {
        const char *end = memchr(text + at, '\n', len - at);
        size_t line = end ? (size_t)(end - (text + at)) : len - at;
        add_line(page, text + at, line, ink);
        at += line + 1;
    }
    zt_page_trim(page);
}

void zt_page_trim(ZtPage *page)
{
    size_t drop = page->paragraphs / 2, off;

    if (page->paragraphs < PARAGRAPHS_MAX && page->text.len < TEXT_MAX)
        return;
    if (drop == 0 || page->text.failed) {
        zt_page_clear(page);
        return;
    }
    off = page->paragraph[drop].at;
    page->paragraphs -= drop;
    memmove(page->paragraph, page->paragraph + drop, page->paragraphs * sizeof *page->paragraph);
    for (size_t i = 0; i < page->paragraphs; i++)
        page->paragraph[i].at -= off;
    page->text.len -= off;
    memmove(page->text.text, page->text.text + off, page->text.len + 1);
    page->lines = page->wrapped = 0;
}

static bool is_ink(char byte)
{
    return byte >= INK && byte < ' ';
}

/* The line that begins at `at`: what fits into width columns, broken at blanks if there are any.
 * Several blanks stand between the columns of a table: the next line keeps them, and so the columns
 * that go on there stay one below the other. Returns where the next line begins. */
static size_t break_line(const char *text, size_t at, size_t end, int width, size_t *line_end)
{
    size_t blank = 0, next = 0; /* where the last blanks begin and end */
    int column = 0;

    while (at < end && text[at] != '\n') {
        uint32_t code;
        size_t bytes = zt_utf8_decode(text + at, end - at, &code);
        int wide = is_ink(text[at]) ? 0 : bytes ? zt_char_width(code) : 1;
        if (text[at] == ' ') {
            blank = next == at && next ? blank : at;
            next = at + 1;
        } else if (column + wide > width && column > 0) {
            *line_end = next ? blank : at;
            return next > blank + 1 ? blank : next ? next : at;
        }
        column += wide;
        at += bytes ? bytes : 1;
    }
    *line_end = at;
    return at < end ? at + 1 : end;
}

static void add_wrapped(ZtPage *page, ZtPageLine line)
{
    if (ZT_GROW(page->line, page->line_cap, page->lines + 1))
        page->line[page->lines++] = line;
}

static int last_ink(const char *text, size_t from, size_t to, int ink)
{
    for (size_t i = from; i < to; i++)
        if (is_ink(text[i]))
            ink = text[i] - INK;
    return ink;
}

/* Behind the blanks that a paragraph begins with, which are no place to break it; *columns are
 * what they take. */
static size_t behind_blanks(const char *text, size_t at, size_t end, int *columns)
{
    *columns = 0;
    for (; at < end && (text[at] == ' ' || is_ink(text[at])); at++)
        *columns += text[at] == ' ';
    return at;
}

static void wrap_paragraph(ZtPage *page, const ZtParagraph *paragraph)
{
    const char *text = zt_buf_text(&page->text);
    size_t at = paragraph->at, end = at + paragraph->len, line_end, next;
    int ink = ZT_INK_PLAIN, blanks;
    int hang = paragraph->indent < page->width / 2 ? paragraph->indent : 0;
    size_t lead = behind_blanks(text, at, end, &blanks);

    if (blanks >= page->width / 2) { /* rather cut than a column of letters */
        lead = at;
        blanks = 0;
    }
    next = break_line(text, lead, end, page->width - blanks, &line_end);
    add_wrapped(page, (ZtPageLine){.at = at, .len = line_end - at, .ink = ink});
    while (next < end) {
        ink = last_ink(text, at, next, ink);
        lead = behind_blanks(text, next, end, &blanks);
        at = hang + blanks < page->width / 2 ? next : lead;
        blanks = at == next ? blanks : 0;
        next = break_line(text, lead, end, page->width - hang - blanks, &line_end);
        add_wrapped(page, (ZtPageLine){at, line_end - at, hang, ink});
    }
}

size_t zt_page_wrap(ZtPage *page, int width)
{
    if (width != page->width) {
        page->width = width;
        page->lines = page->wrapped = 0;
    }
    while (page->wrapped < page->paragraphs)
        wrap_paragraph(page, &page->paragraph[page->wrapped++]);
    return page->lines;
}

size_t zt_page_rest(ZtPage *page, int width, size_t but)
{
    size_t lines = zt_page_wrap(page, width), first = lines;

    while (but < page->paragraphs && first > 0 &&
           page->line[first - 1].at >= page->paragraph[but].at)
        first--;
    return lines - first;
}

static void draw_line(const ZtPage *page, const ZtPageLine *line, ZtCanvas *canvas, ZtRect place,
                      int row)
{
    const char *text = zt_buf_text(&page->text);
    size_t at = line->at, end = at + line->len;
    int column = place.column + line->indent, limit = place.column + place.width;
    int ink = line->ink;

    while (at < end && column < limit) {
        uint32_t code = 0;
        size_t bytes = zt_utf8_decode(text + at, end - at, &code);
        int wide = bytes ? zt_char_width(code) : 1;
        if (is_ink(text[at])) {
            ink = text[at++] - INK;
            continue;
        }
        if (column + wide > limit)
            break;
        code = !bytes ? '?' : code == HARD_BLANK ? ' ' : code; /* what is copied can be typed */
        zt_canvas_put(canvas, column, row, code, (ZtInk)ink);
        column += wide;
        at += bytes ? bytes : 1;
    }
}

void zt_page_draw(ZtPage *page, size_t first, ZtCanvas *canvas, ZtRect place)
{
    size_t count = zt_page_wrap(page, place.width);

    for (int i = 0; i < place.height && first + (size_t)i < count; i++)
        draw_line(page, &page->line[first + (size_t)i], canvas, place, place.row + i);
}
