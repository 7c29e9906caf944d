/* Runs that were marked: a run is a session as it stood when it was marked, and shares with others
 * what they have in common. The list belongs to the session, is copied with it by reference, and
 * changes only as a whole. What a run began with and under which conditions its epochs were trained
 * is told by its legs (leg.h). */
#ifndef ZT_CORE_RUNS_H
#define ZT_CORE_RUNS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

#define ZT_RUNS_MAX   32u
#define ZT_RUNS_MIB   256u /* of memory that they and the present session do not share */
#define ZT_RUNS_NAME  32u  /* bytes of a name at the most */
#define ZT_RUNS_BYTES ((size_t)ZT_RUNS_MIB << 20)

typedef struct ZtSession ZtSession; /* session.h */

typedef struct ZtMark {
    int references;
    char *name;
    ZtSession *session; /* without marks of its own */
} ZtMark;

typedef struct ZtRuns {
    int references;
    size_t count;
    ZtMark *mark[ZT_RUNS_MAX]; /* in the order in which they were marked */
} ZtRuns;

ZtRuns *zt_runs_retain(ZtRuns *runs); /* NULL, no marks, gives NULL */
void zt_runs_release(ZtRuns *runs);

/* The mark of that name, NULL if there is none. */
const ZtMark *zt_runs_find(const ZtRuns *runs, const char *name);

/* Marks the session's present run, in the place of an older mark of that name; an error if no epoch
 * has run, or the marks would become too many or too large. */
bool zt_session_mark(ZtSession *session, const char *name, ZtErr *err);

/* Takes the mark of that name away; there is one. Fails for want of memory only. */
bool zt_session_unmark(ZtSession *session, const char *name, ZtErr *err);

#endif
