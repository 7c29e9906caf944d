#include <config.h>

#include "lang/trail.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"

#define PARALLEL 1e-3 /* how far an update may be off the gradient's direction, relative */

static bool all_finite(const double *value, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!isfinite(value[i]))
            return false;
    return true;
}

static bool has_path(const ZtSession *session)
{
    return !zt_history_norms(session->history) && zt_history_count(session->history) > 0;
}

/* The history tells where each epoch led, not where the first one began: that was the parameters'
 * start if the first step, which goes against the gradient, leads from there. Otherwise they were
 * set by hand in between. */
bool zt_trail_begins(const ZtSession *session)
{
    if (!has_path(session))
        return false;
    ZtHistoryRow first = zt_history_row(session->history, 0);
    double length = 0, along = 0, square = 0, off = 0;
    for (size_t i = 0; i < session->count; i++) {
        double step = session->start[i] - first.param[i];
        length += step * step;
        along += step * first.grad[i];
        square += first.grad[i] * first.grad[i];
    }
    double rate = square > 0 ? along / square : 0;
    for (size_t i = 0; i < session->count; i++) {
        double rest = session->start[i] - first.param[i] - rate * first.grad[i];
        off += rest * rest;
    }
    return first.epoch == 1 && rate >= 0 && off <= PARALLEL * PARALLEL * length;
}

static void add_point(ZtTrail *trail, uint64_t epoch, double loss, double x, double y)
{
    if (!isfinite(x) || !isfinite(y)) {
        trail->broken++;
        return;
    }
    trail->x[trail->count] = x;
    trail->y[trail->count] = y;
    trail->loss[trail->count] = loss;
    trail->epoch[trail->count++] = epoch;
}

/* The loss of an epoch is that before its update: at the point that the epoch before led to. Where
 * that was not kept, it stands for the point that this epoch leads to. */
static void add_loss(ZtTrail *trail, const ZtHistoryRow *row)
{
    if (trail->count > 0 && trail->epoch[trail->count - 1] + 1 == row->epoch)
        trail->loss[trail->count - 1] = row->loss;
}

static void read_path(ZtTrail *trail, const ZtSession *session, size_t x, size_t y)
{
    trail->begins = zt_trail_begins(session);
    if (trail->begins)
        add_point(trail, 0, zt_history_row(session->history, 0).loss, session->start[x],
                  session->start[y]);
    for (size_t i = 0; i < zt_history_count(session->history); i++) {
        ZtHistoryRow row = zt_history_row(session->history, i);
        add_loss(trail, &row);
        add_point(trail, row.epoch, row.loss, row.param[x], row.param[y]);
    }
}

static void choose_place(ZtTrail *trail, const ZtSession *session)
{
    const double *at = session->start;
    trail->present = all_finite(session->param, session->count);
    trail->at_epoch = trail->present ? session->epoch : 0;
    if (trail->present)
        at = session->param;
    for (size_t i = has_path(session) ? zt_history_count(session->history) : 0;
         i > 0 && !trail->present; i--) {
        ZtHistoryRow row = zt_history_row(session->history, i - 1);
        if (!all_finite(row.param, session->count))
            continue;
        at = row.param;
        trail->at_epoch = row.epoch;
        break;
    }
    memcpy(trail->at, at, session->count * sizeof *at);
}

bool zt_trail_read(ZtTrail *trail, const ZtSession *session, size_t x, size_t y, ZtErr *err)
{
    size_t most = has_path(session) ? zt_history_count(session->history) + 1 : 0;
    *trail = (ZtTrail){
        .x = zt_alloc(most, sizeof *trail->x),
        .y = zt_alloc(most, sizeof *trail->y),
        .loss = zt_alloc(most, sizeof *trail->loss),
        .epoch = zt_alloc(most, sizeof *trail->epoch),
        .at = zt_alloc(session->count, sizeof *trail->at),
    };
    if (!trail->x || !trail->y || !trail->loss || !trail->epoch || !trail->at) {
        zt_trail_free(trail);
        return zt_fail_memory(err);
    }
    if (most > 0)
        read_path(trail, session, x, y);
    choose_place(trail, session);
    return true;
}

void zt_trail_free(ZtTrail *trail)
{
    zt_free(trail->x);
    zt_free(trail->y);
    zt_free(trail->loss);
    zt_free(trail->epoch);
    zt_free(trail->at);
    *trail = (ZtTrail){0};
}
