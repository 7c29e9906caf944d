/* The lines of a script that comes through a pipe bit by bit. */
#ifndef ZT_UI_LINES_H
#define ZT_UI_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"
#include "lang/shell.h"

typedef struct ZtLines {
    ZtBuf text; /* what was read and, from at on, not yet handed out */
    size_t at;
    size_t number;                   /* of the line handed out last, from 1 */
    int fd;                          /* where more comes from, -1: it is at its end */
    void (*before_wait)(void *data); /* called before more is read, or NULL */
    void *data;
} ZtLines;

/* The lines that come through fd. End with zt_lines_free. */
void zt_lines_fd(ZtLines *lines, int fd);
void zt_lines_free(ZtLines *lines);

/* The next line, without its end (LF or CRLF; a byte order mark before the first is dropped). It
 * is borrowed until the next call, and ends in a NUL (it may hold others). */
ZtLineEnd zt_lines_next(ZtLines *lines, const char **line, size_t *len, ZtErr *err);

#endif
