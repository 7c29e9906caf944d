/* Long work in slices, between which the front end is asked whether to go on: a run of epochs, or
 * any other computation. */
#ifndef ZT_LANG_RUN_H
#define ZT_LANG_RUN_H

#include "core/curvature.h"
#include "core/probe.h"
#include "lang/shell.h"

typedef struct ZtRun {
    ZtShell *shell;
    ZtSession *session;   /* that is trained */
    uint64_t total, left; /* epochs of the run, and those still to do */
    uint64_t budget;      /* units of work until the host is asked */
} ZtRun;

/* A run of the session: the shell's, or a copy of it. */
ZtRun zt_run_start(ZtShell *shell, ZtSession *session, uint64_t epochs);

typedef enum ZtAdvance {
    ZT_ADVANCE_DONE,
    ZT_ADVANCE_DIVERGED,
    ZT_ADVANCE_STOPPED, /* the host said so; a partial epoch was dropped */
    ZT_ADVANCE_FAILED,
} ZtAdvance;

/* Does so many of the run's epochs, in as few calls of the trainer as the slices allow. */
ZtAdvance zt_run_advance(ZtRun *run, uint64_t epochs, ZtErr *err);

/* Remarks after which epoch the run was stopped, and fails with ZT_ERR_INTERRUPTED. */
bool zt_run_stopped(ZtRun *run, ZtErr *err);

/* Does some units of work (session.h) of a computation, lessens *work by them, and says whether it
 * is over. False with err. */
typedef bool (*ZtSlice)(void *data, uint64_t *work, bool *done, ZtErr *err);

/* Goes on until it is over. False with err, without a span: it failed, or was stopped
 * (ZT_ERR_INTERRUPTED). */
bool zt_run_slices(ZtShell *shell, ZtSlice slice, void *data, ZtErr *err);

/* Computations on the shell's session, over already: the caller's. NULL with err. */
ZtProbe *zt_run_probe(ZtShell *shell, ZtProbePoint *point, size_t count, ZtErr *err);
ZtCurvature *zt_run_curvature(ZtShell *shell, bool at_start, ZtErr *err);

#endif
