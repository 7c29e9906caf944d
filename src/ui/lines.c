/* The lines of a script. A line is handed out as soon as its end has come, so that a program which
 * writes commands into a pipe sees them done one by one. */
#include <config.h>

#include "ui/lines.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "ui/signals.h"

#define PIECE      8192
#define LINE_BYTES (64u << 20) /* at the most */

void zt_lines_fd(ZtLines *lines, int fd)
{
    *lines = (ZtLines){.fd = fd};
}

void zt_lines_free(ZtLines *lines)
{
    zt_buf_free(&lines->text);
}

static void drop_used(ZtLines *lines)
{
    size_t left = lines->text.len - lines->at;

    if (lines->at == 0)
        return;
    memmove(lines->text.text, lines->text.text + lines->at, left);
    lines->text.len = left;
    lines->text.text[left] = '\0';
    lines->at = 0;
}

/* Reads what there is; at the end of the input fd becomes -1. */
static ZtLineEnd read_more(ZtLines *lines, ZtErr *err)
{
    char piece[PIECE];
    ssize_t len;

    drop_used(lines);
    if (lines->text.len > LINE_BYTES) {
        zt_fail(err, ZT_ERR_SCRIPT_LINE_LONG, NULL);
        return ZT_LINE_FAILED;
    }
    if (lines->before_wait)
        lines->before_wait(lines->data);
    do {
        if (zt_signals_interrupted())
            return ZT_LINE_STOPPED;
        len = read(lines->fd, piece, sizeof piece);
    } while (len < 0 && errno == EINTR);
    if (len < 0) {
        zt_fail(err, ZT_ERR_FILE_READ, "stdin", strerror(errno), NULL);
        return ZT_LINE_FAILED;
    }
    if (len == 0)
        lines->fd = -1;
    zt_buf_add(&lines->text, piece, (size_t)len);
    if (!lines->text.failed)
        return ZT_LINE_HERE;
    zt_fail_memory(err);
    return ZT_LINE_FAILED;
}

/* The line break at or behind `from`, or NULL. */
static const char *find_break(const ZtLines *lines, size_t from)
{
    size_t left = lines->text.len - from;

    return left ? memchr(lines->text.text + from, '\n', left) : NULL;
}

static void hand_out(ZtLines *lines, size_t len, const char **line, size_t *line_len)
{
    static const char mark[] = "\xef\xbb\xbf";
    char *text = lines->text.text + lines->at;

    lines->at += len;
    lines->number++;
    if (len > 0 && text[len - 1] == '\n')
        len--;
    if (len > 0 && text[len - 1] == '\r')
        len--;
    if (lines->number == 1 && len >= 3 && memcmp(text, mark, 3) == 0) {
        text += 3;
        len -= 3;
    }
    text[len] = '\0';
    *line = text;
    *line_len = len;
}

ZtLineEnd zt_lines_next(ZtLines *lines, const char **line, size_t *len, ZtErr *err)
{
    size_t searched = 0, left;
    const char *end;

    while (!(end = find_break(lines, lines->at + searched)) && lines->fd >= 0) {
        searched = lines->text.len - lines->at;
        ZtLineEnd state = read_more(lines, err);
        if (state != ZT_LINE_HERE)
            return state;
    }
    left = lines->text.len - lines->at;
    if (!end && left == 0)
        return ZT_LINE_OVER;
    if (end)
        left = (size_t)(end - (lines->text.text + lines->at)) + 1;
    hand_out(lines, left, line, len);
    return ZT_LINE_HERE;
}
