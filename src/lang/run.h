/* Long work in slices, between which the front end is asked whether to go on: a run of epochs, or
 * any other computation. */
#ifndef ZT_LANG_RUN_H
#define ZT_LANG_RUN_H

#include "lang/shell.h"

typedef struct ZtRun {
    ZtShell *shell;
    uint64_t total, left; /* epochs of the run, and those still to do */
    uint64_t budget;      /* units of work until the host is asked */
} ZtRun;

ZtRun zt_run_start(ZtShell *shell, uint64_t epochs);

typedef enum ZtAdvance {
    ZT_ADVANCE_DONE,
    ZT_ADVANCE_DIVERGED,
    ZT_ADVANCE_STOPPED, /* the host said so; a partial epoch was dropped */
    ZT_ADVANCE_FAILED,
} ZtAdvance;

/* Does so many of the run's epochs, in as few calls of the trainer as the slices allow. */
ZtAdvance zt_run_advance(ZtRun *run, uint64_t epochs, ZtErr *err);

/* Says after which epoch the run was stopped, and fails with ZT_ERR_INTERRUPTED. */
bool zt_run_stopped(ZtRun *run, ZtErr *err);

/* Does some units of work (session.h) of a computation, lessens *work by them, and says whether it
 * is over. False with err. */
typedef bool (*ZtSlice)(void *data, uint64_t *work, bool *done, ZtErr *err);

/* Goes on until it is over. False with err: it failed, or was stopped (ZT_ERR_INTERRUPTED). */
bool zt_run_slices(ZtShell *shell, ZtSlice slice, void *data, ZtErr *err);

#endif
