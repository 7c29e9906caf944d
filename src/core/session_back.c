/* Back in the run: the state of an earlier epoch, from the history where that has it, else computed
 * again from the nearest state before it that is known. */
#include <config.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "core/session_parts.h"

bool zt_session_has_run(const ZtSession *session)
{
    return session->leg && zt_history_count(session->history) > 0;
}

uint64_t zt_session_origin(const ZtSession *session)
{
    return session->leg ? zt_leg_first(session->leg)->from : session->epoch;
}

static void take_values(double *to, const double *from, size_t count)
{
    if (count > 0)
        memcpy(to, from, count * sizeof *to);
}

/* The legs up to that epoch. The one that began right there is what the run went on with. */
static void cut_legs(ZtRewind *rewind, uint64_t epoch)
{
    ZtSession *s = rewind->session;
    while (s->leg && s->leg->from >= epoch) {
        ZtLeg *before = zt_leg_retain(s->leg->before);
        zt_leg_release(rewind->after);
        rewind->after = s->leg;
        s->leg = before;
    }
    if (rewind->after && rewind->after->from > epoch) {
        zt_leg_release(rewind->after);
        rewind->after = NULL;
    }
}

/* The beginning of the leg that the epoch is in. */
static void stand_at_leg(ZtSession *s)
{
    take_values(s->param, s->leg->param, s->count);
    s->epoch = s->leg->from;
}

static void stand_at_row(ZtSession *s, ZtHistoryRow row)
{
    take_values(s->param, row.param, s->count);
    take_values(s->last_grad, row.grad, s->count);
    s->last_loss = row.loss;
    s->diverged = !isfinite(row.loss);
    s->epoch = row.epoch;
}

/* The last state before the epoch, or at it, that need not be computed. */
static void stand_near(ZtSession *s, uint64_t epoch)
{
    size_t rows = zt_history_norms(s->history) ? 0 : zt_history_find(s->history, epoch);
    ZtHistoryRow row = rows > 0 ? zt_history_row(s->history, rows - 1) : (ZtHistoryRow){0};
    if (row.epoch > s->leg->from)
        stand_at_row(s, row);
    else
        stand_at_leg(s);
    zt_history_cut(s->history, s->epoch);
}

static bool fail_precision(uint64_t epoch, ZtPrecision precision, ZtErr *err)
{
    char number[24];
    snprintf(number, sizeof number, "%llu", (unsigned long long)epoch);
    return zt_fail(err, ZT_ERR_BACK_PRECISION, number, precision == ZT_SINGLE ? "single" : "double",
                   NULL);
}

/* The conditions of the leg, for the epochs that are trained again. */
static bool take_conditions(ZtSession *s, uint64_t epoch, ZtErr *err)
{
    const ZtLeg *leg = s->leg;
    if (leg->precision != s->settings.precision)
        return fail_precision(epoch, leg->precision, err);
    if (leg->scaling != s->scales->kind || leg->factor != s->scales->factor) {
        ZtScales *scales = zt_scales_new(s->data, s->target, leg->scaling, leg->factor, err);
        if (!scales)
            return false;
        zt_scales_release(s->scales);
        s->scales = scales;
    }
    zt_formula_free(s->loss);
    s->loss = zt_formula_retain(leg->loss);
    s->settings.lr = leg->lr;
    s->settings.optimizer = leg->optimizer;
    s->moved = false;
    return true;
}

/* To the beginning of the run. If that is only as far as it is known, the history may still have
 * the epoch before it. */
static void stand_at_origin(ZtRewind *rewind)
{
    ZtSession *s = rewind->session;
    s->epoch = rewind->after->from;
    zt_history_cut(s->history, s->epoch);
    size_t rows = zt_history_count(s->history);
    s->has_last = rows > 0 && !zt_history_norms(s->history) &&
                  zt_history_row(s->history, rows - 1).epoch == s->epoch;
    if (s->has_last)
        stand_at_row(s, zt_history_row(s->history, rows - 1));
    if (rows == 0)
        zt_history_clear(s->history);
}

bool zt_session_rewind(const ZtSession *session, uint64_t epoch, ZtRewind *rewind, ZtErr *err)
{
    *rewind = (ZtRewind){.session = zt_session_copy(session)};
    ZtSession *s = rewind->session;
    if (!s)
        return zt_fail_memory(err);
    cut_legs(rewind, epoch);
    if (s->leg)
        stand_near(s, epoch);
    else
        stand_at_origin(rewind);
    rewind->left = epoch - s->epoch;
    if (rewind->left == 0 || take_conditions(s, epoch, err))
        return true;
    zt_rewind_drop(rewind);
    return false;
}

/* The run's own journal is cut: the rewind's has the epochs that were trained again, too. */
static void take_journal(ZtSession *s, ZtSession *from)
{
    ZtJournal *journal = s->journal;
    s->journal = from->journal;
    from->journal = journal;
}

void zt_rewind_finish(ZtRewind *rewind, ZtSession *session)
{
    ZtSession *s = rewind->session;
    zt_session_invalidate(s);
    s->settings = session->settings;
    zt_formula_free(s->loss);
    s->loss = zt_formula_retain(session->loss);
    zt_scales_release(s->scales);
    s->scales = zt_scales_retain(session->scales);
    if (rewind->after) {
        take_values(s->param, rewind->after->param, s->count);
        s->diverged = rewind->after->diverged;
    }
    for (size_t i = 0; i < s->count; i++)
        s->param[i] = zt_round(s->param[i], s->settings.precision);
    s->moved = true;
    take_journal(s, session);
    zt_journal_cut(s->journal, s->epoch, s->param, rewind->after != NULL);
    zt_session_swap(session, s);
    zt_rewind_drop(rewind);
}

void zt_rewind_drop(ZtRewind *rewind)
{
    zt_session_free(rewind->session);
    zt_leg_release(rewind->after);
    *rewind = (ZtRewind){0};
}
