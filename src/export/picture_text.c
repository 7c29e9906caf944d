/* Text on the sheet, measured before it is put. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "export/picture_parts.h"

#define SMALLEST 8.0 /* a text is rather cut than made smaller */
#define MINUS    "\xe2\x88\x92"
#define TIMES    "\xc2\xb7"
#define DOTS     "\xe2\x80\xa6"
#define RAISED   0.42 /* of an exponent, parts of the font's size */
#define EXPONENT 0.72 /* its own size */

static void set_font(const ZtSheet *sheet, double size, bool bold)
{
    cairo_select_font_face(sheet->cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                           bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(sheet->cr, size);
}

static double width_of(const ZtSheet *sheet, const char *text)
{
    cairo_text_extents_t extents;
    cairo_text_extents(sheet->cr, text, &extents);
    return extents.x_advance;
}

double zt_text_size(const ZtSheet *sheet, const char *text, double size)
{
    set_font(sheet, size, false);
    return width_of(sheet, text);
}

/* Takes characters from the end of text, which then has dots there, until it fits. */
static void cut(const ZtSheet *sheet, ZtBuf *text, double room)
{
    size_t len = text->len;
    while (len > 0 && !text->failed && width_of(sheet, text->text) > room) {
        do
            len--;
        while (len > 0 && ((unsigned char)text->text[len] & 0xC0) == 0x80);
        text->text[text->len = len] = '\0';
        zt_buf_puts(text, DOTS);
    }
}

void zt_sheet_text(const ZtSheet *sheet, const char *text, double x, double y, ZtTextStyle style)
{
    ZtBuf shown = {0};
    cairo_t *cr = sheet->cr;
    zt_buf_puts(&shown, text);
    set_font(sheet, style.size, style.bold);
    double width = width_of(sheet, zt_buf_text(&shown));
    if (width > style.room) {
        set_font(sheet, fmax(SMALLEST, style.size * style.room / width * 0.98), style.bold);
        cut(sheet, &shown, style.room);
        width = width_of(sheet, zt_buf_text(&shown));
    }
    cairo_save(cr);
    cairo_translate(cr, x, y);
    if (style.upward)
        cairo_rotate(cr, -M_PI / 2);
    cairo_move_to(cr, -width * style.at, 0);
    cairo_show_text(cr, zt_buf_text(&shown));
    cairo_restore(cr);
    zt_buf_free(&shown);
}

/* 1e+06 as 10 and 6, 2e-05 as 2·10 and -5, 12 as 12 and nothing. */
static void split(const char *label, ZtBuf *base, ZtBuf *exponent)
{
    const char *e = strchr(label, 'e');
    size_t len = e ? (size_t)(e - label) : strlen(label);
    bool one = e && len == 1 && label[0] == '1', negative = label[0] == '-';
    zt_buf_puts(base, negative ? MINUS : "");
    if (!one)
        zt_buf_add(base, label + negative, len - negative);
    if (!e)
        return;
    long power = strtol(e + 1, NULL, 10);
    zt_buf_puts(base, one ? "10" : TIMES "10");
    zt_buf_printf(exponent, "%s%ld", power < 0 ? MINUS : "", labs(power));
}

double zt_sheet_label(const ZtSheet *sheet, const char *label, double x, double y, double at,
                      bool draw)
{
    ZtBuf base = {0}, exponent = {0};
    cairo_t *cr = sheet->cr;
    split(label, &base, &exponent);
    double big = zt_text_size(sheet, zt_buf_text(&base), ZT_FONT_SMALL);
    double small = zt_text_size(sheet, zt_buf_text(&exponent), ZT_FONT_SMALL * EXPONENT);
    double left = x - at * (big + small);
    if (draw) {
        cairo_move_to(cr, left + big, y - ZT_FONT_SMALL * RAISED);
        cairo_show_text(cr, zt_buf_text(&exponent));
        set_font(sheet, ZT_FONT_SMALL, false);
        cairo_move_to(cr, left, y);
        cairo_show_text(cr, zt_buf_text(&base));
    }
    zt_buf_free(&base);
    zt_buf_free(&exponent);
    return big + small;
}
