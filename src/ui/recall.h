/* The command lines of the past: a list without duplicates, the newest last.
 *
 * A line is kept only if it can be shown as it stands: valid UTF-8 without control, escape or other
 * characters that could steer a terminal, and not too long. So whatever a history file holds, what
 * comes out of it is harmless. */
#ifndef ZT_UI_RECALL_H
#define ZT_UI_RECALL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

#define ZT_RECALL_LINES    1000u
#define ZT_RECALL_LINE_MAX 4096u /* bytes */

typedef struct ZtRecall {
    char **line;
    size_t count;
} ZtRecall;

void zt_recall_free(ZtRecall *recall);

/* Adds a line as the newest; the same line from before is dropped, and at the limit the oldest.
 * False if it is not one to keep, or memory ran out. */
bool zt_recall_add(ZtRecall *recall, const char *line, size_t len);

/* Adds the lines of a text, the newest last, as far as there is room. */
void zt_recall_add_text(ZtRecall *recall, const char *text, size_t len);

/* Appends all lines, each with its end. */
void zt_recall_write(const ZtRecall *recall, ZtBuf *out);

#endif
