#include <config.h>

#include "export/literal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

/* Adds what makes a whole number a floating-point one. */
static void add_real(ZtBuf *out, size_t from)
{
    if (!out->failed && !strpbrk(out->text + from, ".einfa"))
        zt_buf_puts(out, ".0");
}

void zt_python_number(ZtBuf *out, double value, bool single, bool real)
{
    size_t from = out->len;
    if (isnan(value))
        zt_buf_puts(out, "math.nan");
    else if (isinf(value))
        zt_buf_puts(out, value < 0 ? "-math.inf" : "math.inf");
    else
        zt_number_stored(out, value, single);
    if (real && isfinite(value))
        add_real(out, from);
}

void zt_c_number(ZtBuf *out, double value, bool single)
{
    size_t from = out->len;
    if (!isfinite(value)) {
        zt_buf_puts(out, isnan(value) ? "NAN" : "INFINITY");
        return;
    }
    zt_number_exact(out, value, single);
    add_real(out, from);
    zt_buf_puts(out, single ? "f" : "");
}

/* One character beyond ASCII, as itself unless it could mislead a reader. */
static void add_character(ZtBuf *out, const char *text, size_t len, uint32_t code)
{
    char shown[ZT_ESCAPE_SIZE];
    size_t used, shown_len = zt_text_escape_one(text, len, shown, &used);
    if (used == shown_len && memcmp(shown, text, used) == 0)
        zt_buf_add(out, text, used);
    else
        zt_buf_printf(out, code > 0xFFFF ? "\\U%08lx" : "\\u%04lx", (unsigned long)code);
}

void zt_python_string(ZtBuf *out, const char *text)
{
    size_t len = strlen(text);
    zt_buf_putc(out, '"');
    for (size_t at = 0; at < len;) {
        uint32_t code = 0;
        size_t used = zt_utf8_decode(text + at, len - at, &code);
        if (used == 0)
            zt_buf_printf(out, "\\udc%02x", (unsigned)(unsigned char)text[at]);
        else if (code == '"' || code == '\\')
            zt_buf_printf(out, "\\%c", (char)code);
        else if (code == '\n')
            zt_buf_puts(out, "\\n");
        else if (code < ' ' || code == 0x7F)
            zt_buf_printf(out, "\\x%02x", (unsigned)code);
        else if (code < 0x7F)
            zt_buf_putc(out, (char)code);
        else
            add_character(out, text + at, used, code);
        at += used > 0 ? used : 1;
    }
    zt_buf_putc(out, '"');
}

/* Line breaks are escaped; a comment of C can also be ended, or begun in itself, and a \ at its
 * end, or the trigraph for it, would take the next line along. */
void zt_comment_text(ZtBuf *out, const char *text)
{
    ZtBuf safe = {0};
    zt_text_escape(&safe, text, strlen(text));
    const char *at = zt_buf_text(&safe);
    for (char before = 0; *at; before = *at++) {
        bool pair = (before == '*' && *at == '/') || (before == '/' && *at == '*') ||
                    (before == '?' && *at == '?');
        zt_buf_puts(out, pair ? " " : "");
        zt_buf_putc(out, *at);
    }
    if (safe.len > 0 && at[-1] == '\\')
        zt_buf_putc(out, '.');
    out->failed = out->failed || safe.failed;
    zt_buf_free(&safe);
}
