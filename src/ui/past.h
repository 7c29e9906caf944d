/* The history file: what was typed in earlier sessions, and where this one's lines go. */
#ifndef ZT_UI_PAST_H
#define ZT_UI_PAST_H

#include <stdbool.h>

#include "base/error.h"
#include "ui/recall.h"

typedef struct ZtPast {
    char *path;     /* NULL: there is no place for it */
    bool readable;  /* the file was read, or there was none */
    ZtRecall all;   /* what the arrow keys go through */
    ZtRecall fresh; /* what this session added */
} ZtPast;

/* Reads the file. False if there is one that cannot be read; it is then left alone. */
bool zt_past_load(ZtPast *past, ZtErr *err);

void zt_past_add(ZtPast *past, const char *line);

/* Writes the file: what is in it by now, other sessions' lines among it, then this session's. */
bool zt_past_save(ZtPast *past, ZtErr *err);

void zt_past_free(ZtPast *past);

#endif
