/* explain divergence: the curvature of the loss, and what a step of the learning rate does on it.
 *
 *     curvature                factor of a step  direction
 *       5883.42   1 - 0.01 * 5883.42 = -57.8342  w = 0.9998, b = 0.01761
 *      0.175108  1 - 0.01 * 0.175108 = 0.998249  b = 0.9998, w = -0.01761 */
#include <config.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "lang/argument.h"
#include "lang/explain.h"
#include "lang/nls.h"
#include "lang/report.h"
#include "lang/run.h"
#include "lang/table.h"
#include "lang/wrap.h"

#define DIGITS     6
#define SHOWN      2     /* parameters of a direction, the largest, */
#define PRECISE    4     /* with so many digits */
#define NAMED      4     /* of those that dominate it */
#define NOTHING    1e-12 /* a factor that is 0 but for rounding */
#define MOSTLY     0.8   /* of a direction's square: who has that together dominates it */
#define FLAT       1e-13 /* of the largest curvature: what is less is none but for rounding */
#define BALANCED   2     /* a condition number less than this is good, */
#define UNBALANCED 100   /* one larger than this is worth a word */

typedef struct Divergence {
    const ZtSession *session;
    ZtSpectrum spectrum;
    double factor; /* of a step along the steepest direction */
    bool at_start;
    size_t width;
} Divergence;

/* --- directions --- */

typedef struct Share { /* of a parameter in a direction */
    size_t parameter;
    double part;
} Share;

static int largest_first(const void *a, const void *b)
{
    const Share *x = a, *y = b;
    double first = fabs(x->part), second = fabs(y->part);
    if (first < second || first > second)
        return first < second ? 1 : -1;
    return x->parameter < y->parameter ? -1 : 1;
}

/* The parameters of a direction, those that have most of it first, and that one positive: a
 * direction and its opposite are the same. The caller's; NULL when memory runs out. */
static Share *sort_direction(const ZtSession *session, const double *direction)
{
    Share *share = zt_alloc(session->count, sizeof *share);
    if (!share)
        return NULL;
    for (size_t i = 0; i < session->count; i++)
        share[i] = (Share){i, direction[i]};
    qsort(share, session->count, sizeof *share, largest_first);
    double sign = share[0].part < 0 ? -1 : 1;
    for (size_t i = 0; i < session->count; i++)
        share[i].part *= sign;
    return share;
}

/* "w = 0.999838, b = 0.0179784" */
static void add_direction(ZtBuf *out, const ZtSession *session, const double *direction)
{
    Share *share = sort_direction(session, direction);
    out->failed = out->failed || !share;
    for (size_t i = 0; share && i < session->count && i < SHOWN; i++) {
        zt_buf_puts(out, i > 0 ? ", " : "");
        zt_add_name(out, session->name[share[i].parameter]);
        zt_buf_puts(out, " = ");
        zt_number_print(out, share[i].part, PRECISE, false);
    }
    zt_buf_puts(out, session->count > SHOWN ? ", ..." : "");
    zt_free(share);
}

/* The parameters that dominate it: "w", or "w1, w2". */
static void add_dominant(ZtBuf *out, const ZtSession *session, const double *direction)
{
    Share *share = sort_direction(session, direction);
    double sum = 0;
    out->failed = out->failed || !share;
    for (size_t i = 0; share && i < session->count && i < NAMED && sum < MOSTLY; i++) {
        zt_buf_puts(out, i > 0 ? ", " : "");
        zt_add_name(out, session->name[share[i].parameter]);
        sum += share[i].part * share[i].part;
    }
    zt_free(share);
}

/* --- numbers --- */

static void add_number(ZtBuf *out, double value)
{
    zt_number_print(out, value, DIGITS, false);
}

/* Of the distance from the minimum, along a direction of this curvature. */
static double factor_of(const ZtSession *session, double curvature)
{
    double factor = 1 - session->settings.lr * curvature;
    return fabs(factor) < NOTHING ? 0 : factor;
}

static void add_row(ZtTable *table, const Divergence *d, double curvature, const double *direction)
{
    double lr = d->session->settings.lr;
    add_number(zt_table_cell(table), curvature);
    ZtBuf *cell = zt_table_cell(table);
    zt_buf_puts(cell, "1 - ");
    zt_number_exact(cell, lr, false);
    zt_buf_puts(cell, curvature < 0 ? " * (" : " * ");
    add_number(cell, curvature);
    zt_buf_puts(cell, curvature < 0 ? ") = " : " = ");
    add_number(cell, factor_of(d->session, curvature));
    add_direction(zt_table_cell(table), d->session, direction);
}

static void add_table(ZtBuf *out, const Divergence *d)
{
    ZtTable table = {.columns = 3};
    zt_buf_puts(zt_table_cell(&table), "curvature");
    zt_buf_puts(zt_table_cell(&table), "factor of a step");
    zt_buf_puts(zt_table_cell(&table), "direction");
    add_row(&table, d, d->spectrum.largest, d->spectrum.steepest);
    if (d->session->count > 1 && isfinite(d->spectrum.smallest))
        add_row(&table, d, d->spectrum.smallest, d->spectrum.flattest);
    zt_table_print(&table, 4, "rrl", out);
    zt_table_free(&table);
}

/* --- words --- */

/* A sentence with its numbers, wrapped. */
static void add_words(ZtBuf *out, const Divergence *d, const char *sentence, const ZtBuf *arg,
                      size_t count)
{
    const char *text[9];
    for (size_t i = 0; i < count; i++)
        text[i] = zt_buf_text(&arg[i]);
    zt_wrap_sentence(out, sentence, text, count, d->width);
}

static void free_args(ZtBuf *arg, size_t count)
{
    for (size_t i = 0; i < count; i++)
        zt_buf_free(&arg[i]);
}

static const char *where(const Divergence *d)
{
    if (d->spectrum.exact)
        return _("The loss is quadratic in its parameters: its curvature is the same everywhere.");
    if (d->at_start)
        return _("The loss is not quadratic: this is its curvature at the parameters' start (the "
                 "training has left all finite numbers since); elsewhere it is another.");
    return _(
        "The loss is not quadratic: this is its curvature at the present parameters; elsewhere "
        "it is another.");
}

/* {1} the dominant parameters, {2} how many times as far, {3} lr. */
static const char *verdict(const Divergence *d)
{
    if (!(d->spectrum.largest > 0))
        return _("Nowhere does the loss curve upwards here: there is no parabola whose minimum a "
                 "step could jump over, and so no limit to lr from its curvature.");
    if (d->factor <= -1)
        return _("The factor is what a step multiplies the distance from the minimum by. Along the "
                 "steepest direction, mostly {1}, each step jumps over the minimum and lands {2} "
                 "times as far from it on the other side: with lr {3} the training diverges.");
    if (d->factor < 0)
        return _("The factor is what a step multiplies the distance from the minimum by. Along the "
                 "steepest direction, mostly {1}, each step jumps over the minimum, but lands only "
                 "{2} times as far from it on the other side: lr {3} is stable.");
    return _("The factor is what a step multiplies the distance from the minimum by. Along the "
             "steepest direction, mostly {1}, each step leaves {2} of it: lr {3} is stable.");
}

static void add_verdict(ZtBuf *out, const Divergence *d)
{
    ZtBuf arg[5] = {0};
    add_dominant(&arg[0], d->session, d->spectrum.steepest);
    add_number(&arg[1], fabs(d->factor));
    zt_number_exact(&arg[2], d->session->settings.lr, false);
    add_words(out, d, verdict(d), arg, 3);
    add_number(&arg[3], d->spectrum.largest);
    zt_report_rate(&arg[4], d->spectrum.largest > 0 ? zt_stable_rate(&d->spectrum) : 0);
    if (d->spectrum.largest > 0)
        add_words(out, d, _("The largest stable lr is 2 / {4}, rounded down {5}."), arg, 5);
    free_args(arg, 5);
}

/* Two neighbouring epochs of the history, the last that are finite; false if there are none. */
static bool last_pair(const ZtSession *session, ZtHistoryRow *before, ZtHistoryRow *after)
{
    for (size_t i = zt_history_count(session->history); i > 1; i--) {
        *before = zt_history_row(session->history, i - 2);
        *after = zt_history_row(session->history, i - 1);
        if (isfinite(after->loss) && before->loss > 0 && before->epoch + 1 == after->epoch)
            return true;
    }
    return false;
}

/* What has really happened: the loss grows by the square of what the distance grows by. */
static void add_history(ZtBuf *out, const Divergence *d)
{
    ZtHistoryRow before, after;
    ZtBuf arg[4] = {0};
    if (d->factor > -1 || !last_pair(d->session, &before, &after) || after.loss <= before.loss)
        return;
    add_number(&arg[0], after.loss / before.loss);
    zt_buf_printf(&arg[1], "%llu", (unsigned long long)before.epoch);
    zt_buf_printf(&arg[2], "%llu", (unsigned long long)after.epoch);
    add_number(&arg[3], d->factor * d->factor);
    add_words(out, d,
              _("In the history: from epoch {2} to {3} the loss became {1} times as large. The "
                "square of the factor, by which the loss of a parabola grows, is {4}."),
              arg, 4);
    free_args(arg, 4);
}

/* How long the flattest direction takes at the best rate for both, lr = 2 / (largest + smallest):
 * both distances then shrink by (condition - 1) / (condition + 1) in a step. */
static double epochs_to_a_tenth(const ZtSpectrum *spectrum)
{
    double condition = spectrum->largest / spectrum->smallest;
    return ceil(log(10) / (log1p(2 / (condition - 1))));
}

static void add_condition(ZtBuf *out, const Divergence *d)
{
    const ZtSpectrum *spectrum = &d->spectrum;
    ZtBuf arg[4] = {0};
    bool raw = d->session->scales->kind == ZT_SCALE_NONE;
    double condition = spectrum->largest / spectrum->smallest;
    if (condition < BALANCED) {
        add_words(out, d, _("The curvatures are nearly the same: one lr suits all directions."),
                  arg, 0);
        return;
    }
    add_number(&arg[0], condition);
    add_dominant(&arg[1], d->session, spectrum->flattest);
    zt_buf_printf(&arg[2], "%.6g", epochs_to_a_tenth(spectrum));
    add_number(&arg[3], 2 / (spectrum->largest + spectrum->smallest));
    add_words(out, d,
              _("The largest curvature is {1} times the smallest, and one lr must suit both. The "
                "best one is 2 / (largest + smallest) = {4}; with it the distance along the "
                "flattest direction, mostly {2}, has become a tenth after {3} epochs."),
              arg, 4);
    if (raw && condition > UNBALANCED && d->session->inputs > 0)
        add_words(out, d, _("normalize brings the curvatures nearer to each other."), arg, 0);
    free_args(arg, 4);
}

/* Of the smallest curvature, where it is known. */
static void add_flattest(ZtBuf *out, const Divergence *d)
{
    const ZtSpectrum *spectrum = &d->spectrum;
    ZtBuf arg[1] = {0};
    if (d->session->count < 2 || !isfinite(spectrum->smallest) || !(spectrum->largest > 0))
        return;
    if (spectrum->smallest > FLAT * spectrum->largest) {
        add_condition(out, d);
        return;
    }
    add_dominant(&arg[0], d->session, spectrum->flattest);
    add_words(
        out, d,
        spectrum->smallest < -FLAT * spectrum->largest
            ? _("Along the flattest direction, mostly {1}, the loss curves downwards: there is "
                "no minimum of a parabola that way.")
            : _("Along the flattest direction, mostly {1}, the loss does not curve at all: "
                "gradient descent settles nothing there."),
        arg, 1);
    free_args(arg, 1);
}

static void say(ZtBuf *out, const Divergence *d)
{
    if (!isfinite(d->spectrum.largest)) {
        add_words(out, d,
                  _("The curvature of the loss is no finite number here. Look for values that are "
                    "too large, or for a function outside its range, such as the log of a negative "
                    "number."),
                  NULL, 0);
        return;
    }
    add_table(out, d);
    add_words(out, d, where(d), NULL, 0);
    add_verdict(out, d);
    add_history(out, d);
    add_flattest(out, d);
}

static bool all_finite(const ZtSession *session)
{
    for (size_t i = 0; i < session->count; i++)
        if (!isfinite(session->param[i]))
            return false;
    return true;
}

bool zt_explain_divergence(ZtExplain *ex, ZtErr *err)
{
    const ZtSession *session = ex->session;
    Divergence d = {
        .session = session,
        .at_start = session->diverged || !all_finite(session),
        .width = ex->width,
    };
    ZtCurvature *curvature = zt_run_curvature(ex->shell, d.at_start, err);
    if (!curvature)
        return false;
    d.spectrum = zt_curvature_spectrum(curvature);
    d.factor = factor_of(session, d.spectrum.largest);
    say(&ex->out, &d);
    zt_curvature_free(curvature);
    return true;
}
