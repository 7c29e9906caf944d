/* How often commands ran since a moment: count(NAME) in the conditions of lessons. */
#ifndef ZT_LESSON_SINCE_H
#define ZT_LESSON_SINCE_H

#include "lang/shell.h"

typedef struct ZtSince {
    ZtShell *shell;
    uint32_t *before; /* per command, in table order */
} ZtSince;

/* From now on. Start with a zeroed one; end with zt_since_free. */
bool zt_since_start(ZtSince *since, ZtShell *shell);
void zt_since_free(ZtSince *since);

/* What runs between the two does not count. */
bool zt_since_pause(const ZtSince *since, ZtSince *pause);
void zt_since_resume(ZtSince *since, const ZtSince *pause);

ZtCounts zt_since_counts(ZtSince *since);

#endif
