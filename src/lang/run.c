#include <config.h>

#include "lang/run.h"

#include <math.h>

#include "lang/argument.h"
#include "lang/nls.h"

/* A unit of work is some thousands of rows; fewer are assumed, so that no slice gets too long. */
#define ROWS_OF_A_UNIT 1024

ZtRun zt_run_start(ZtShell *shell, uint64_t epochs)
{
    zt_session_run_begins(shell->session, epochs);
    return (ZtRun){
        .shell = shell,
        .total = epochs,
        .left = epochs,
        .budget = shell->host->slice(shell->host->data),
    };
}

static bool ask_host(ZtRun *run)
{
    const ZtHost *host = run->shell->host;
    const ZtSession *session = run->shell->session;
    const ZtProgress progress = {
        .done = run->total - run->left,
        .total = run->total,
        .loss = session->has_last ? session->last_loss : (double)NAN,
    };
    run->budget = host->slice(host->data);
    return host->poll(host->data, &progress);
}

static void spend(ZtRun *run, uint64_t epochs)
{
    uint64_t cost = epochs * (1 + run->shell->session->data->rows / ROWS_OF_A_UNIT);
    run->left -= epochs;
    run->budget = cost < run->budget ? run->budget - cost : 0;
}

ZtAdvance zt_run_advance(ZtRun *run, uint64_t epochs, ZtErr *err)
{
    ZtSession *session = run->shell->session;
    for (;;) {
        if (run->budget == 0 && !ask_host(run)) {
            zt_session_drop(session);
            return ZT_ADVANCE_STOPPED;
        }
        uint64_t before = epochs;
        ZtRunEnd end = zt_session_train(session, &epochs, run->budget, err);
        if (end == ZT_RUN_FAILED) {
            zt_fail_elsewhere(err);
            return ZT_ADVANCE_FAILED;
        }
        zt_session_run_did(session, before - epochs);
        spend(run, before - epochs);
        if (end == ZT_RUN_DIVERGED)
            return ZT_ADVANCE_DIVERGED;
        if (end == ZT_RUN_DONE)
            return ZT_ADVANCE_DONE;
        run->budget = 0;
    }
}

bool zt_run_stopped(ZtRun *run, ZtErr *err)
{
    zt_sayf(run->shell, _("stopped after epoch %llu\n"),
            (unsigned long long)run->shell->session->epoch);
    return zt_fail(err, ZT_ERR_INTERRUPTED, NULL);
}

bool zt_run_slices(ZtShell *shell, ZtSlice slice, void *data, ZtErr *err)
{
    const ZtHost *host = shell->host;
    const ZtProgress unknown = {.loss = (double)NAN, .computing = true};
    for (bool done = false;;) {
        uint64_t work = host->slice(host->data);
        if (!slice(data, &work, &done, err))
            return false;
        if (done)
            return true;
        if (!host->poll(host->data, &unknown))
            return zt_fail(err, ZT_ERR_INTERRUPTED, NULL);
    }
}
