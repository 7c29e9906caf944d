/* The command gradcheck: every derivative beside the slope by finite differences.
 *
 *     parameter  derivative    central  relative difference
 *     w           4517.2966  4517.2966              3.6e-14
 *     b             82.6000    82.6000              2.3e-12 */
#include <config.h>

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/number.h"
#include "core/slope.h"
#include "lang/argument.h"
#include "lang/handlers.h"
#include "lang/nls.h"
#include "lang/parameter.h"
#include "lang/report.h"
#include "lang/run.h"
#include "lang/table.h"
#include "lang/wrap.h"

#define SHOWN    16   /* so many parameters at the most, the worst ones */
#define NAMED    8    /* in a sentence */
#define DOUBTS   10   /* a difference of so many uncertainties is one */
#define ROUNDING 1e-9 /* of the derivative itself, as a part of its size */
#define CLOSE    1e-6 /* a relative difference that needs no excuse */

typedef enum Verdict {
    AGREES,
    AGREES_ROUGHLY, /* as far as the difference can tell, which is not far */
    NOT_FINITE,
    AT_KINK,
    DIFFERS,
    VERDICTS
} Verdict;

typedef struct Check { /* of one parameter */
    size_t parameter;
    double derivative, relative;
    ZtSlope slope;
    Verdict verdict;
} Check;

typedef struct Checks {
    ZtSession *session;
    size_t count;
    ZtProbePoint *point;
    Check *check;
} Checks;

static Verdict judge(const Check *check, double apart, double size)
{
    if (!isfinite(check->derivative) || !isfinite(check->slope.value))
        return NOT_FINITE;
    if (check->slope.at_kink)
        return AT_KINK;
    if (apart > DOUBTS * check->slope.uncertainty + ROUNDING * size)
        return DIFFERS;
    return check->relative <= CLOSE ? AGREES : AGREES_ROUGHLY;
}

static void compare(const Checks *checks, const ZtProbe *probe, size_t i)
{
    Check *check = &checks->check[i];
    check->parameter = i;
    check->derivative = zt_probe_derivative(probe, i);
    check->slope = zt_slope(checks->point + i * ZT_SLOPE_POINTS, zt_probe_loss(probe));
    double apart = fabs(check->derivative - check->slope.value);
    double size = fmax(fabs(check->derivative), fabs(check->slope.value));
    check->relative = apart == 0 ? 0 : apart / size;
    check->verdict = judge(check, apart, size);
}

/* What is worst comes first; equals as they stand in the model. */
static int worst_first(const void *a, const void *b)
{
    const Check *x = a, *y = b;
    if (x->verdict != y->verdict)
        return x->verdict < y->verdict ? 1 : -1;
    if (x->relative < y->relative || x->relative > y->relative)
        return x->relative < y->relative ? 1 : -1;
    return x->parameter < y->parameter ? -1 : 1;
}

static bool probe_all(ZtShell *shell, Checks *checks, ZtErr *err)
{
    for (size_t i = 0; i < checks->count; i++)
        zt_slope_points(i, checks->session->param[i], checks->point + i * ZT_SLOPE_POINTS);
    ZtProbe *probe = zt_run_probe(shell, checks->point, checks->count * ZT_SLOPE_POINTS, err);
    if (!probe)
        return false;
    for (size_t i = 0; i < checks->count; i++)
        compare(checks, probe, i);
    zt_probe_free(probe);
    return true;
}

/* --- what is said --- */

static void add_table(ZtBuf *out, const Checks *checks)
{
    static const char *const heads[] = {"parameter", "derivative", "central",
                                        "relative difference"};
    ZtTable table = {.columns = sizeof heads / sizeof *heads};
    for (size_t i = 0; i < table.columns; i++)
        zt_buf_puts(zt_table_cell(&table), heads[i]);
    for (size_t i = 0; i < checks->count && i < SHOWN; i++) {
        const Check *check = &checks->check[i];
        zt_add_name(zt_table_cell(&table), checks->session->name[check->parameter]);
        zt_report_value(zt_table_cell(&table), check->derivative);
        zt_report_value(zt_table_cell(&table), check->slope.value);
        zt_number_print(zt_table_cell(&table), check->relative, 2, false);
    }
    zt_table_print(&table, 4, "lr", out);
    zt_table_free(&table);
    if (checks->count > SHOWN)
        zt_buf_printf(out, "    ... (the worst %d of %zu)\n", SHOWN, checks->count);
}

static const char *sentence_of(Verdict verdict, bool all, bool one)
{
    switch (verdict) {
    case AGREES:
        if (one)
            return _("The derivative agrees with the slope by difference, to {3} of its size or "
                     "better.");
        return all ? _("All {2} derivatives agree with the slopes by difference, to {3} of their "
                       "size or better.")
                   : _("{1} of {2} derivatives agree with the slopes by difference, to {3} of "
                       "their "
                       "size or better.");
    case AGREES_ROUGHLY:
        return _("Agrees as far as a difference can tell ({4}): the slope is so small beside the "
                 "loss that rounding hides most of it.");
    case NOT_FINITE:
        return _("Not finite ({4}): the derivative, or the loss nearby, is no finite number.");
    case AT_KINK:
        return _("At a kink or a jump of {5} ({4}): the slopes to the two sides differ, and a "
                 "derivative is but a convention.");
    default:
        return _("Does not agree ({4}): perhaps the loss changes so fast nearby that no difference "
                 "can follow. nudge shows each of them.");
    }
}

/* One sentence on those with this verdict, if there are any. */
static void add_verdict(ZtBuf *out, const Checks *checks, Verdict verdict, size_t width)
{
    ZtBuf names = {0}, relative = {0};
    const Check *most = NULL;
    size_t count = 0;
    for (size_t i = 0; i < checks->count; i++) {
        const Check *check = &checks->check[i];
        if (check->verdict != verdict)
            continue;
        most = most && !(check->relative > most->relative) ? most : check;
        if (count < NAMED)
            zt_buf_puts(&names, count > 0 ? ", " : "");
        if (count < NAMED)
            zt_add_name(&names, checks->session->name[check->parameter]);
        count++;
    }
    if (count > NAMED)
        zt_buf_puts(&names, ", ...");
    if (most) {
        char agreeing[24], all[24];
        snprintf(agreeing, sizeof agreeing, "%zu", count);
        snprintf(all, sizeof all, "%zu", checks->count);
        zt_number_print(&relative, fmax(most->relative, DBL_EPSILON), 2, false);
        const char *const arg[] = {agreeing, all, zt_buf_text(&relative), zt_buf_text(&names),
                                   zt_op_info(most->slope.kinked)->text};
        zt_wrap_sentence(out, sentence_of(verdict, count == checks->count, checks->count == 1), arg,
                         sizeof arg / sizeof *arg, width);
    }
    zt_buf_free(&names);
    zt_buf_free(&relative);
}

static bool say(ZtShell *shell, Checks *checks, ZtErr *err)
{
    ZtBuf out = {0};
    size_t width = zt_wrap_width(shell);
    if (checks->count > SHOWN)
        qsort(checks->check, checks->count, sizeof *checks->check, worst_first);
    add_table(&out, checks);
    for (Verdict verdict = 0; verdict < VERDICTS; verdict++)
        add_verdict(&out, checks, verdict, width);
    return zt_say_buf(shell, &out, err);
}

bool zt_do_gradcheck(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    ZtSession *session = shell->session;
    if (args->count > 0)
        return zt_fail_extra(shell, "gradcheck", &args->word[0], err);
    if (!zt_has_parameters(session, err))
        return false;
    Checks checks = {.session = session, .count = session->count};
    checks.point = zt_alloc(checks.count, ZT_SLOPE_POINTS * sizeof *checks.point);
    checks.check = zt_alloc(checks.count, sizeof *checks.check);
    bool done = (checks.point && checks.check) || zt_fail_memory(err);
    done = done && probe_all(shell, &checks, err) && say(shell, &checks, err);
    zt_free(checks.point);
    zt_free(checks.check);
    return done;
}
