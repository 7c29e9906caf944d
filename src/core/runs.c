#include <config.h>

#include "core/runs.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "core/session.h"

static void release_mark(ZtMark *mark)
{
    if (!mark || --mark->references > 0)
        return;
    zt_free(mark->name);
    zt_session_free(mark->session);
    zt_free(mark);
}

ZtRuns *zt_runs_retain(ZtRuns *runs)
{
    if (runs)
        runs->references++;
    return runs;
}

void zt_runs_release(ZtRuns *runs)
{
    if (!runs || --runs->references > 0)
        return;
    for (size_t i = 0; i < runs->count; i++)
        release_mark(runs->mark[i]);
    zt_free(runs);
}

static size_t index_of(const ZtRuns *runs, const char *name)
{
    size_t index = 0;
    while (runs && index < runs->count && strcmp(runs->mark[index]->name, name) != 0)
        index++;
    return index;
}

const ZtMark *zt_runs_find(const ZtRuns *runs, const char *name)
{
    size_t index = index_of(runs, name);
    return runs && index < runs->count ? runs->mark[index] : NULL;
}

static ZtMark *new_mark(const ZtSession *session, const char *name)
{
    ZtMark *mark = zt_alloc(1, sizeof *mark);
    if (!mark)
        return NULL;
    *mark = (ZtMark){1, zt_strdup(name), zt_session_copy(session)};
    if (mark->name && mark->session) {
        zt_runs_release(mark->session->runs);
        mark->session->runs = NULL;
        return mark;
    }
    release_mark(mark);
    return NULL;
}

/* The list without the mark at that index; index == count: all of them. */
static ZtRuns *list_without(const ZtRuns *runs, size_t index)
{
    ZtRuns *list = zt_alloc(1, sizeof *list);
    if (!list)
        return NULL;
    list->references = 1;
    for (size_t i = 0; runs && i < runs->count; i++)
        if (i != index) {
            runs->mark[i]->references++;
            list->mark[list->count++] = runs->mark[i];
        }
    return list;
}

/* What each mark takes that neither the present session nor an earlier mark has. */
static size_t bytes_of(const ZtRuns *runs, const ZtSession *present)
{
    size_t bytes = 0;
    for (size_t i = 0; i < runs->count; i++) {
        size_t own = zt_session_bytes(runs->mark[i]->session, present);
        for (size_t k = 0; k < i; k++) {
            size_t more = zt_session_bytes(runs->mark[i]->session, runs->mark[k]->session);
            own = more < own ? more : own;
        }
        bytes += own;
    }
    return bytes;
}

static bool fits(const ZtRuns *runs, const ZtSession *present, ZtErr *err)
{
    char most[24];
    if (bytes_of(runs, present) <= ZT_RUNS_BYTES)
        return true;
    snprintf(most, sizeof most, "%u MiB", ZT_RUNS_MIB);
    return zt_fail(err, ZT_ERR_MARK_MEMORY, most, NULL);
}

static bool has_room(const ZtRuns *runs, const char *name, ZtErr *err)
{
    char most[24];
    if (!runs || runs->count < ZT_RUNS_MAX || zt_runs_find(runs, name))
        return true;
    snprintf(most, sizeof most, "%u", ZT_RUNS_MAX);
    return zt_fail(err, ZT_ERR_MARK_MANY, most, NULL);
}

static void take_list(ZtSession *session, ZtRuns *list)
{
    zt_runs_release(session->runs);
    session->runs = list;
}

bool zt_session_mark(ZtSession *session, const char *name, ZtErr *err)
{
    if (!zt_session_has_run(session))
        return zt_fail(err, ZT_ERR_MARK_NO_EPOCH, NULL);
    if (!has_room(session->runs, name, err))
        return false;
    ZtRuns *list = list_without(session->runs, index_of(session->runs, name));
    ZtMark *mark = list ? new_mark(session, name) : NULL;
    if (!mark)
        zt_fail_memory(err);
    else
        list->mark[list->count++] = mark;
    if (mark && fits(list, session, err)) {
        take_list(session, list);
        return true;
    }
    zt_runs_release(list);
    return false;
}

bool zt_session_unmark(ZtSession *session, const char *name, ZtErr *err)
{
    ZtRuns *list = list_without(session->runs, index_of(session->runs, name));
    if (!list)
        return zt_fail_memory(err);
    take_list(session, list);
    return true;
}
