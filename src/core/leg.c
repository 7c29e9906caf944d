#include <config.h>

#include "core/leg.h"

#include <string.h>

#include "base/memory.h"
#include "core/session.h"

ZtLeg *zt_leg_retain(ZtLeg *leg)
{
    if (leg)
        leg->references++;
    return leg;
}

void zt_leg_release(ZtLeg *leg)
{
    while (leg && --leg->references == 0) {
        ZtLeg *before = leg->before;
        zt_formula_free(leg->loss);
        zt_free(leg);
        leg = before;
    }
}

const ZtLeg *zt_leg_first(const ZtLeg *leg)
{
    while (leg && leg->before)
        leg = leg->before;
    return leg;
}

/* Two runs have in common what came before they parted. Every leg's bytes are more than those of
 * the ones before it, so the larger side is never the common one. */
size_t zt_leg_bytes(const ZtLeg *leg, const ZtLeg *other)
{
    const ZtLeg *common = leg;
    while (common && other && common != other) {
        if (common->bytes >= other->bytes)
            common = common->before;
        else
            other = other->before;
    }
    return (leg ? leg->bytes : 0) - (common && other ? common->bytes : 0);
}

static bool same_real(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static bool goes_on(const ZtLeg *leg, const ZtSession *s)
{
    return leg && !s->moved && same_real(leg->lr, s->settings.lr) &&
           leg->optimizer == s->settings.optimizer && leg->precision == s->settings.precision &&
           leg->scaling == s->scales->kind && same_real(leg->factor, s->scales->factor) &&
           (leg->loss == s->loss || strcmp(leg->loss->text, s->loss->text) == 0);
}

/* What the new leg follows: not one without an epoch of its own, nor more than can be kept. */
static ZtLeg *leg_before(const ZtSession *s, size_t bytes)
{
    ZtLeg *before = s->leg;
    if (before && before->from == s->epoch)
        before = before->before;
    return before && before->bytes + bytes <= ZT_LEGS_BYTES ? before : NULL;
}

bool zt_leg_begin(ZtSession *s)
{
    if (goes_on(s->leg, s))
        return true;
    size_t bytes = sizeof(ZtLeg) + s->count * sizeof(double);
    ZtLeg *leg = zt_alloc(bytes, 1);
    if (!leg)
        return false;
    ZtLeg *before = leg_before(s, bytes);
    *leg = (ZtLeg){
        .before = zt_leg_retain(before),
        .references = 1,
        .bytes = bytes + (before ? before->bytes : 0),
        .from = s->epoch,
        .diverged = s->diverged,
        .lr = s->settings.lr,
        .optimizer = s->settings.optimizer,
        .precision = s->settings.precision,
        .scaling = s->scales->kind,
        .factor = s->scales->factor,
        .loss = zt_formula_retain(s->loss),
    };
    memcpy(leg->param, s->param, s->count * sizeof *leg->param);
    zt_leg_release(s->leg);
    s->leg = leg;
    s->moved = false;
    return true;
}
