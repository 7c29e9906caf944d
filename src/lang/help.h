/* Help: the topics, and the manual's list of commands, made of the commands' rows. */
#ifndef ZT_LANG_HELP_H
#define ZT_LANG_HELP_H

#include <stddef.h>

#include "base/buffer.h"
#include "lang/command.h"

typedef struct ZtTopic {
    const char *name;
    const char *brief; /* N_() */
    const char *text;  /* N_(): paragraphs; lines that begin with a blank are kept as they are */
    void (*table)(ZtBuf *out, size_t width); /* what follows the text, or NULL */
} ZtTopic;

const ZtTopic *zt_topic_find(const char *name); /* any case; NULL if there is none */
const ZtTopic *zt_topic_at(size_t index);       /* NULL behind the last */

/* A name, and what it means in a column beside it, wrapped. */
void zt_help_row(ZtBuf *out, const char *name, const char *meaning, size_t width);

/* All commands as the body of a man page's section (man macros, English). */
void zt_help_manual(ZtCommandTables tables, ZtBuf *out);

#endif
