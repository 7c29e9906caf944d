/* The string that grows. */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"

void zt_buf_free(ZtBuf *buf)
{
    zt_free(buf->text);
    *buf = (ZtBuf){0};
}

void zt_buf_clear(ZtBuf *buf)
{
    buf->len = 0;
    buf->failed = false;
    if (buf->text)
        buf->text[0] = '\0';
}

/* Makes room for len more bytes and the end mark. */
static bool reserve(ZtBuf *buf, size_t len)
{
    if (buf->failed)
        return false;
    if (len < SIZE_MAX - buf->len && ZT_GROW(buf->text, buf->cap, buf->len + len + 1))
        return true;
    buf->failed = true;
    return false;
}

void zt_buf_add(ZtBuf *buf, const char *text, size_t len)
{
    if (!reserve(buf, len))
        return;
    if (len)
        memcpy(buf->text + buf->len, text, len);
    buf->len += len;
    buf->text[buf->len] = '\0';
}

void zt_buf_puts(ZtBuf *buf, const char *text)
{
    zt_buf_add(buf, text, strlen(text));
}

void zt_buf_putc(ZtBuf *buf, char c)
{
    zt_buf_add(buf, &c, 1);
}

void zt_buf_fill(ZtBuf *buf, char c, size_t count)
{
    if (!reserve(buf, count))
        return;
    memset(buf->text + buf->len, c, count);
    buf->len += count;
    buf->text[buf->len] = '\0';
}

void zt_buf_printf(ZtBuf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        buf->failed = true;
    if (len >= 0 && reserve(buf, (size_t)len)) {
        vsnprintf(buf->text + buf->len, (size_t)len + 1, format, again);
        buf->len += (size_t)len;
    }
    va_end(again);
}

const char *zt_buf_text(const ZtBuf *buf)
{
    return buf->text ? buf->text : "";
}

char *zt_buf_take(ZtBuf *buf)
{
    if (!buf->text)
        zt_buf_add(buf, "", 0);
    char *text = buf->text;
    if (buf->failed) {
        zt_free(text);
        text = NULL;
    }
    *buf = (ZtBuf){0};
    return text;
}
