/* The command nudge: what the derivative means, by trying it out.
 *
 *     w = 1, delta = 0.001, in double precision
 *         Loss:        1759.370275 at w = 0.999
 *                      1763.884631 at w = 1
 *                      1768.404868 at w = 1.001
 *         Forward:     (1768.404868 - 1763.884631) / 0.001 = 4520.2374
 *         Central:     (1768.404868 - 1759.370275) / 0.002 = 4517.2966
 *         Derivative:  4517.2964 (in double precision 4517.2966)
 *         Difference:  2.9408 forward, -4.1e-10 central */
#include <config.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "lang/argument.h"
#include "lang/handlers.h"
#include "lang/nls.h"
#include "lang/parameter.h"
#include "lang/report.h"
#include "lang/run.h"
#include "lang/settings.h"
#include "lang/table.h"
#include "lang/wrap.h"

#define DIGITS       6    /* of values, behind the point, as losses are reported */
#define DIGITS_MOST  17   /* a double has no more */
#define UNSEEN       1e-8 /* rounding that takes less of a slope is no matter */
#define STILL_A_KINK 0.75 /* at a kink half the delta gives the same difference, elsewhere half */

/* The points, by their places in the array. */
enum { BELOW, ABOVE, HALF_BELOW, HALF_ABOVE, POINTS };

typedef struct Nudge {
    const ZtSession *session;
    size_t parameter;
    double value, delta;
    ZtProbePoint point[POINTS];
    double loss, derivative;  /* at the value itself */
    double forward, backward; /* slopes */
    double central;
    double jump, half_jump; /* forward - backward; the same with half the delta */
    double noise;           /* what rounding may do to forward */
} Nudge;

/* --- what is asked --- */

static const char *name_of(const Nudge *nudge)
{
    return nudge->session->name[nudge->parameter];
}

/* An error that ends with an example of a good delta. */
static bool fail_delta(const Nudge *nudge, ZtErrKind kind, ZtErr *err)
{
    ZtBuf value = {0}, delta = {0}, good = {0};
    zt_number_print(&value, nudge->value, DIGITS, false);
    zt_number_print(&delta, nudge->delta, DIGITS, false);
    zt_number_exact(&good, zt_probe_distance(nudge->value), false);
    if (kind == ZT_ERR_NUDGE_ZERO)
        zt_fail(err, kind, name_of(nudge), zt_buf_text(&good), NULL);
    else
        zt_fail(err, kind, zt_buf_text(&value), zt_buf_text(&delta), name_of(nudge),
                zt_buf_text(&good), NULL);
    zt_buf_free(&value);
    zt_buf_free(&delta);
    zt_buf_free(&good);
    return false;
}

static bool check_delta(const Nudge *nudge, ZtErr *err)
{
    double below = nudge->value - nudge->delta, above = nudge->value + nudge->delta;
    if (nudge->delta == 0)
        return fail_delta(nudge, ZT_ERR_NUDGE_ZERO, err);
    if (below == nudge->value || above == nudge->value)
        return fail_delta(nudge, ZT_ERR_NUDGE_SMALL, err);
    if (!isfinite(2 * nudge->delta) || !isfinite(below) || !isfinite(above))
        return fail_delta(nudge, ZT_ERR_NUDGE_LARGE, err);
    return true;
}

static bool read_name(ZtShell *shell, const ZtArgs *args, size_t len, Nudge *nudge, ZtErr *err)
{
    char *name = zt_strndup(args->raw, len);
    bool fine = name ? zt_parameter_named(shell->session, name, &nudge->parameter, err)
                     : zt_fail_memory(err);
    zt_free(name);
    if (!fine)
        return zt_fail_at(err, args->raw_at, len);
    nudge->value = shell->session->param[nudge->parameter];
    if (isfinite(nudge->value))
        return true;
    zt_fail(err, ZT_ERR_NUDGE_PRESENT, name_of(nudge), isnan(nudge->value) ? "nan" : "inf", NULL);
    return zt_fail_at(err, args->raw_at, len);
}

/* NAME [DELTA]: a delta may be an expression. */
static bool read_words(ZtShell *shell, const ZtArgs *args, Nudge *nudge, ZtErr *err)
{
    size_t len = strcspn(args->raw, " \t"), at = len + strspn(args->raw + len, " \t");
    if (len == 0)
        return zt_fail_missing(shell, "nudge", err);
    if (!zt_has_parameters(shell->session, err))
        return false;
    if (!read_name(shell, args, len, nudge, err))
        return false;
    nudge->delta = zt_probe_distance(nudge->value);
    if (!args->raw[at])
        return check_delta(nudge, err);
    if (zt_setting_number(shell, NULL, "delta", args->raw + at, &nudge->delta, err) &&
        check_delta(nudge, err))
        return true;
    if (!err->spanned)
        return zt_fail_at(err, args->raw_at + at, args->raw_len - at);
    err->at += args->raw_at + at;
    return false;
}

/* --- what comes of it --- */

static void compare(Nudge *nudge)
{
    const ZtProbePoint *point = nudge->point;
    double delta = nudge->delta, loss = nudge->loss;
    double half_forward = (point[HALF_ABOVE].loss - loss) / (delta / 2);
    double half_backward = (loss - point[HALF_BELOW].loss) / (delta / 2);
    nudge->forward = (point[ABOVE].loss - loss) / delta;
    nudge->backward = (loss - point[BELOW].loss) / delta;
    nudge->central = (point[ABOVE].loss - point[BELOW].loss) / (2 * delta);
    nudge->jump = nudge->forward - nudge->backward;
    nudge->half_jump = half_forward - half_backward;
    nudge->noise = zt_probe_rounding(fmax(loss, point[ABOVE].loss)) / fabs(delta);
}

static bool probe(ZtShell *shell, Nudge *nudge, ZtErr *err)
{
    static const double part[POINTS] = {-1, 1, -0.5, 0.5};
    for (size_t i = 0; i < POINTS; i++)
        nudge->point[i] = (ZtProbePoint){.parameter = nudge->parameter,
                                         .value = nudge->value + part[i] * nudge->delta};
    ZtProbe *probe = zt_run_probe(shell, nudge->point, POINTS, err);
    if (!probe)
        return false;
    nudge->loss = zt_probe_loss(probe);
    nudge->derivative = zt_probe_derivative(probe, nudge->parameter);
    compare(nudge);
    zt_probe_free(probe);
    return true;
}

/* --- numbers --- */

static int clamp(double digits, int low, int high)
{
    return digits < low ? low : digits < high ? (int)digits : high;
}

/* With so many digits that two of them a delta apart can be told apart. */
static void add_place(ZtBuf *out, const Nudge *nudge, double value)
{
    double ratio = fabs(nudge->value / nudge->delta);
    double digits = ratio > 1 ? ceil(log10(ratio)) + 3 : 0;
    zt_number_print(out, value, clamp(digits, DIGITS, DIGITS_MOST), false);
}

/* As losses are reported, and with more digits where the difference of two needs them. */
static void add_loss(ZtBuf *out, const Nudge *nudge, double loss)
{
    double apart = fmin(fabs(nudge->point[ABOVE].loss - nudge->loss),
                        fabs(nudge->loss - nudge->point[BELOW].loss));
    double size = fabs(loss), places = apart > 0 ? ceil(-log10(apart)) + 4 : DIGITS;
    double before = floor(log10(size)) + 1; /* the point */
    int digits = clamp(places + before - 1, DIGITS, DIGITS_MOST - 2);
    if (size == 0 || !isfinite(size))
        zt_report_loss(out, loss);
    else if (size >= 1e-4 && size < 1e10)
        zt_buf_printf(out, "%.*f", clamp(digits + 1 - before, DIGITS, DIGITS_MOST), loss);
    else
        zt_buf_printf(out, "%.*e", digits, loss);
}

static void add_slope(ZtTable *table, const Nudge *nudge, const char *head, double above,
                      double below, double distance, double slope)
{
    zt_buf_puts(zt_table_cell(table), head);
    ZtBuf *cell = zt_table_cell(table);
    zt_buf_putc(cell, '(');
    add_loss(cell, nudge, above);
    zt_buf_puts(cell, " - ");
    add_loss(cell, nudge, below);
    zt_buf_puts(cell, ") / ");
    if (distance < 0)
        zt_buf_putc(cell, '(');
    zt_number_exact(cell, distance, false);
    zt_buf_puts(cell, distance < 0 ? ") = " : " = ");
    zt_report_value(cell, slope);
}

static void add_losses(ZtTable *table, const Nudge *nudge)
{
    const double value[] = {nudge->point[BELOW].value, nudge->value, nudge->point[ABOVE].value};
    const double loss[] = {nudge->point[BELOW].loss, nudge->loss, nudge->point[ABOVE].loss};
    for (size_t i = 0; i < 3; i++) {
        zt_buf_puts(zt_table_cell(table), i == 0 ? "Loss:" : "");
        ZtBuf *cell = zt_table_cell(table);
        add_loss(cell, nudge, loss[i]);
        zt_buf_puts(cell, " at ");
        zt_add_name(cell, name_of(nudge));
        zt_buf_puts(cell, " = ");
        add_place(cell, nudge, value[i]);
    }
}

/* The derivative that training has, and the one that the slopes are held against if that looks
 * different: the losses are computed in double precision, so it is, too. */
static void add_derivative(ZtTable *table, const Nudge *nudge, double trained)
{
    ZtBuf other = {0};
    zt_buf_puts(zt_table_cell(table), "Derivative:");
    ZtBuf *cell = zt_table_cell(table);
    size_t at = cell->len;
    zt_report_value(cell, trained);
    zt_report_value(&other, nudge->derivative);
    if (strcmp(zt_buf_text(cell) + at, zt_buf_text(&other)) != 0)
        zt_buf_printf(cell, " (in double precision %s)", zt_buf_text(&other));
    zt_buf_free(&other);
}

static void add_differences(ZtTable *table, const Nudge *nudge)
{
    zt_buf_puts(zt_table_cell(table), "Difference:");
    ZtBuf *cell = zt_table_cell(table);
    zt_number_print(cell, nudge->forward - nudge->derivative, 5, false);
    zt_buf_puts(cell, " forward, ");
    zt_number_print(cell, nudge->central - nudge->derivative, 2, false);
    zt_buf_puts(cell, " central");
}

static void add_numbers(ZtBuf *out, const Nudge *nudge, double trained)
{
    const ZtProbePoint *point = nudge->point;
    ZtTable table = {.columns = 2};
    zt_add_name(out, name_of(nudge));
    zt_buf_puts(out, " = ");
    add_place(out, nudge, nudge->value);
    zt_buf_puts(out, ", delta = ");
    zt_number_exact(out, nudge->delta, false);
    zt_buf_puts(out, ", in double precision\n");
    add_losses(&table, nudge);
    add_slope(&table, nudge, "Forward:", point[ABOVE].loss, nudge->loss, nudge->delta,
              nudge->forward);
    add_slope(&table, nudge, "Central:", point[ABOVE].loss, point[BELOW].loss, 2 * nudge->delta,
              nudge->central);
    add_derivative(&table, nudge, trained);
    add_differences(&table, nudge);
    zt_table_print(&table, 4, "l", out);
    zt_table_free(&table);
}

/* --- words --- */

static bool jumps(ZtOp op)
{
    return op == ZT_OP_SIGN || op == ZT_OP_STEP;
}

/* Why the slopes differ, or why not. {1} the parameter, {2} its value, {3} the function with a
 * kink, {4} its rows, {5} and {6} the slopes to the left and right, {7} the derivative, {8} the
 * slope's change per unit. */
static const char *reason(const Nudge *nudge, const ZtProbePoint *kinked)
{
    double slope = fmax(fabs(nudge->forward), fabs(nudge->backward)), jump = fabs(nudge->jump);
    bool clear = jump > 2 * nudge->noise;
    if (!isfinite(nudge->loss))
        return _("The loss is no finite number here, so it has no slope.");
    if (!isfinite(nudge->jump))
        return _(
            "The loss is no finite number at one of the other points, so no slope leads there. "
            "A smaller delta may help.");
    if (kinked->kinks > 0 && clear && jumps(kinked->kinked))
        return _("{3} jumps here ({4} rows), and the loss with it: no slope fits a jump. The "
                 "derivative takes no notice of it.");
    if (kinked->here > 0 && clear && fabs(nudge->half_jump) > STILL_A_KINK * jump)
        return _("At {1} = {2} the loss has a kink, from {3} ({4} rows): to the left its slope is "
                 "{5}, to the right {6}, however small delta is. A derivative does not exist "
                 "there; {7} is a convention.");
    if (kinked->kinks > 0 && clear)
        return _("Between these points {3} has its kink ({4} rows), where the loss goes on in "
                 "another way. A smaller delta may keep clear of it.");
    if (!clear && (slope == 0 || nudge->noise <= UNSEEN * slope))
        return _("The loss is straight here: the slope is the same to both sides, and only "
                 "rounding makes a difference.");
    if (!clear)
        return _("This delta is so small that the losses agree in nearly all of their 16 digits: "
                 "what their difference keeps is mostly rounding. A larger delta is better.");
    return _("The loss is curved: its slope grows by about {8} per unit of {1}, and forward is off "
             "by half of that times delta. Central looks to both sides, where this cancels. A "
             "smaller delta brings forward nearer, until rounding drowns the difference of the "
             "losses.");
}

static void add_reason(ZtBuf *out, const Nudge *nudge, size_t width)
{
    const ZtProbePoint *point = nudge->point;
    bool below = point[BELOW].here > point[ABOVE].here || point[ABOVE].kinks == 0;
    const ZtProbePoint *kinked = &point[below ? BELOW : ABOVE];
    bool up = nudge->delta > 0;
    ZtBuf arg[8] = {0};
    const char *text[8];
    zt_add_name(&arg[0], name_of(nudge));
    add_place(&arg[1], nudge, nudge->value);
    zt_buf_puts(&arg[2], zt_op_info(kinked->kinked)->text);
    zt_buf_printf(&arg[3], "%zu", kinked->here > 0 ? kinked->here : kinked->kinks);
    zt_report_value(&arg[4], up ? nudge->backward : nudge->forward);
    zt_report_value(&arg[5], up ? nudge->forward : nudge->backward);
    zt_report_value(&arg[6], nudge->derivative);
    zt_number_print(&arg[7], nudge->jump / nudge->delta, DIGITS, false);
    for (size_t i = 0; i < 8; i++)
        text[i] = zt_buf_text(&arg[i]);
    zt_wrap_sentence(out, reason(nudge, kinked), text, 8, width);
    for (size_t i = 0; i < 8; i++)
        zt_buf_free(&arg[i]);
}

bool zt_do_nudge(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    Nudge nudge = {.session = shell->session};
    const double *trained;
    if (!read_words(shell, args, &nudge, err) || !probe(shell, &nudge, err))
        return false;
    if (!zt_session_loss_now(shell->session, NULL, &trained, err))
        return zt_fail_elsewhere(err);
    ZtBuf out = {0};
    add_numbers(&out, &nudge, trained[nudge.parameter]);
    add_reason(&out, &nudge, zt_wrap_width(shell));
    return zt_say_buf(shell, &out, err);
}
