/* The lines of a script, whether all of it is there or it comes through a pipe bit by bit. */
#ifndef ZT_UI_LINES_H
#define ZT_UI_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"

typedef struct ZtLines {
    ZtBuf text; /* what was read and, from at on, not yet handed out */
    size_t at;
    size_t number;                   /* of the line handed out last, from 1 */
    int fd;                          /* where more comes from, -1: all is there */
    void (*before_wait)(void *data); /* called before more is read, or NULL */
    void *data;
} ZtLines;

typedef enum ZtLinesEnd {
    ZT_LINES_MORE,        /* here is one */
    ZT_LINES_OVER,        /* there are no more */
    ZT_LINES_INTERRUPTED, /* a signal came instead */
    ZT_LINES_FAILED       /* err is set */
} ZtLinesEnd;

/* The lines of a text that is copied, or those that come through fd. End with zt_lines_free. */
bool zt_lines_text(ZtLines *lines, const char *text, size_t len, ZtErr *err);
void zt_lines_fd(ZtLines *lines, int fd);
void zt_lines_free(ZtLines *lines);

/* The next line, without its end (LF or CRLF; a byte order mark before the first is dropped). It
 * is borrowed until the next call, and ends in a NUL (it may hold others). */
ZtLinesEnd zt_lines_next(ZtLines *lines, const char **line, size_t *len, ZtErr *err);

#endif
