/* A string that grows.
 *
 * Start with a zeroed ZtBuf, end with zt_buf_free. text is always terminated, and NULL until
 * something was added. If memory runs out, failed is set, the text stays as it was, and every
 * further addition does nothing: check once, at the end. */
#ifndef ZT_BASE_BUFFER_H
#define ZT_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

typedef struct ZtBuf {
    char *text;
    size_t len, cap;
    bool failed;
} ZtBuf;

void zt_buf_free(ZtBuf *buf);
void zt_buf_clear(ZtBuf *buf); /* length 0, memory kept; clears failed */
void zt_buf_add(ZtBuf *buf, const char *text, size_t len);
void zt_buf_puts(ZtBuf *buf, const char *text);
void zt_buf_putc(ZtBuf *buf, char c);
void zt_buf_fill(ZtBuf *buf, char c, size_t count); /* count times c */
void zt_buf_printf(ZtBuf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The text, "" where nothing was added; valid until the next change. */
const char *zt_buf_text(const ZtBuf *buf);

/* Hands the text to the caller, who frees it with zt_free; NULL after a failure. */
char *zt_buf_take(ZtBuf *buf);

#endif
