#include <config.h>

#include "lang/report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "lang/argument.h"
#include "lang/nls.h"
#include "lang/run.h"
#include "lang/wrap.h"

#define MARGIN         1e-6 /* more than the rate is uncertain by */
#define DIGITS_OF_RATE 3

static void add_number(ZtBuf *out, double value, int digits, bool plain)
{
    if (isnan(value))
        zt_buf_puts(out, "nan");
    else if (value == 0 && plain)
        zt_buf_printf(out, "%.*f", digits, 0.0);
    else if (value == 0)
        zt_buf_printf(out, "%.*e", digits, 0.0);
    else
        zt_buf_printf(out, plain ? "%.*f" : "%.*e", digits, value);
}

void zt_report_value(ZtBuf *out, double value)
{
    double size = fabs(value);
    add_number(out, value, 4, value == 0 || (size >= 1e-3 && size < 1e8));
}

void zt_report_loss(ZtBuf *out, double loss)
{
    double size = fabs(loss);
    add_number(out, loss, 6, size >= 1e-4 && size < 1e10);
}

/* A value as the report has it, or as it is where that is shorter: 1 and not 1.0000. */
static void add_short(ZtBuf *out, double value)
{
    ZtBuf plain = {0}, report = {0};
    zt_number_print(&plain, value, 6, false);
    zt_report_value(&report, value);
    zt_buf_puts(out, zt_buf_text(plain.len < report.len ? &plain : &report));
    out->failed = out->failed || plain.failed || report.failed;
    zt_buf_free(&plain);
    zt_buf_free(&report);
}

void zt_report_update(ZtBuf *out, const ZtSession *session, size_t parameter, double before)
{
    zt_add_name(out, session->name[parameter]);
    zt_buf_puts(out, " = ");
    add_short(out, before);
    zt_buf_puts(out, " - ");
    zt_number_exact(out, session->settings.lr, false);
    zt_buf_puts(out, " * ");
    zt_report_value(out, session->last_grad[parameter]);
    zt_buf_puts(out, " = ");
    zt_report_value(out, session->param[parameter]);
}

static size_t value_width(double value)
{
    ZtBuf text = {0};
    zt_report_value(&text, value);
    size_t len = text.len;
    zt_buf_free(&text);
    return len;
}

static size_t widest(const ZtReportRow *rows, size_t count, size_t parameter)
{
    size_t width = 0;
    for (size_t i = 0; i < count; i++) {
        size_t own = value_width(rows[i].values[parameter]);
        width = own > width ? own : width;
    }
    return width;
}

void zt_report_rows(ZtBuf *out, const ZtSession *session, const ZtReportRow *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        zt_buf_puts(out, rows[i].head);
        for (size_t k = 0; k < session->count; k++) {
            double value = rows[i].values[k];
            zt_buf_puts(out, k > 0 ? ", " : "");
            zt_add_name(out, session->name[k]);
            zt_buf_puts(out, " = ");
            zt_buf_fill(out, ' ', widest(rows, count, k) - value_width(value));
            zt_report_value(out, value);
        }
        zt_buf_putc(out, '\n');
    }
}

static void add_epoch(ZtBuf *out, const ZtSession *session)
{
    const ZtReportRow rows[] = {
        {"    Params: ", session->param},
        {"    Grad:   ", session->last_grad},
    };
    zt_buf_printf(out, "Epoch %llu, Loss ", (unsigned long long)session->epoch);
    zt_report_loss(out, session->last_loss);
    zt_buf_putc(out, '\n');
    if (session->settings.report == ZT_REPORT_FULL)
        zt_report_rows(out, session, rows, sizeof rows / sizeof *rows);
}

bool zt_report_epoch(ZtReporter *reporter, ZtErr *err)
{
    const ZtSession *session = reporter->shell->session;
    uint64_t before = reporter->printed;
    if (session->epoch == before || session->settings.report == ZT_REPORT_QUIET)
        return true;
    ZtBuf out = {0};
    if (before > 0 && session->epoch > before + 1)
        zt_buf_puts(&out, "...\n");
    add_epoch(&out, session);
    reporter->printed = session->epoch;
    return zt_say_buf(reporter->shell, &out, err);
}

uint64_t zt_next_milestone(const ZtSettings *settings, uint64_t epoch)
{
    uint64_t next = UINT64_MAX;
    for (unsigned i = 0; i < settings->milestone_count; i++)
        if (settings->milestones[i] > epoch && settings->milestones[i] < next)
            next = settings->milestones[i];
    return next;
}

/* The epoch from which on all losses are not finite. */
static uint64_t diverged_since(const ZtSession *session)
{
    uint64_t since = session->epoch;
    for (size_t i = zt_history_count(session->history); i > 0; i--) {
        ZtHistoryRow row = zt_history_row(session->history, i - 1);
        if (isfinite(row.loss))
            break;
        since = row.epoch < since ? row.epoch : since;
    }
    return since;
}

void zt_report_rate(ZtBuf *out, double rate)
{
    char text[40];
    snprintf(text, sizeof text, "%.16e", rate * (1 - MARGIN));
    memset(text + DIGITS_OF_RATE + 1, '0', 16 - (DIGITS_OF_RATE - 1)); /* behind the point too */
    zt_buf_printf(out, "%.*g", DIGITS_OF_RATE, strtod(text, NULL));
}

ZtDivergenceWords zt_divergence_words(void)
{
    return (ZtDivergenceWords){
        .since = _("The training has diverged: since epoch {1} the loss is not finite.\n"),
        .too_large = _("With lr {1} every step jumped over the minimum and landed farther from "
                       "it than before.\n"),
        .exact = _("The largest stable lr is {2}. Try: set lr {2}; reset; train\n"),
        .estimate = _("The largest stable lr is about {2} (estimated at the parameters' start; "
                      "it may be\nsmaller elsewhere). Try: set lr {2}; reset; train\n"),
        .other = _("lr {1} alone does not explain it. Look for values that are too large, or "
                   "for a function\noutside its range, such as the log of a negative "
                   "number.\n"),
    };
}

static void add_cause(ZtBuf *out, const ZtSession *session, const ZtSpectrum *spectrum)
{
    const ZtDivergenceWords words = zt_divergence_words();
    double rate = zt_stable_rate(spectrum);
    ZtBuf lr = {0}, stable = {0};
    bool stepped = diverged_since(session) > 1; /* else the first loss was no number already */
    bool too_large = stepped && isfinite(rate) && session->settings.lr >= rate;
    zt_number_exact(&lr, session->settings.lr, false);
    zt_report_rate(&stable, isfinite(rate) ? rate : 0);
    const char *const arg[] = {zt_buf_text(&lr), zt_buf_text(&stable)};
    zt_sentence(out, too_large ? words.too_large : words.other, arg, 2);
    if (too_large)
        zt_sentence(out, spectrum->exact ? words.exact : words.estimate, arg, 2);
    zt_buf_free(&lr);
    zt_buf_free(&stable);
}

/* The cause follows when the curvature is known: on large data that takes a while. */
static bool say_cause(ZtShell *shell, ZtErr *err)
{
    ZtBuf out = {0};
    ZtCurvature *curvature = zt_run_curvature(shell, true, err);
    if (!curvature)
        return false;
    ZtSpectrum spectrum = zt_curvature_spectrum(curvature);
    add_cause(&out, shell->session, &spectrum);
    zt_curvature_free(curvature);
    if (!zt_say_buf(shell, &out, err))
        return false;
    zt_notef(shell, "%s", _("For the numbers behind this: explain divergence"));
    return true;
}

bool zt_report_divergence(ZtShell *shell, ZtErr *err)
{
    ZtBuf out = {0};
    char epoch[24];
    snprintf(epoch, sizeof epoch, "%llu", (unsigned long long)diverged_since(shell->session));
    const char *const arg[] = {epoch};
    zt_sentence(&out, zt_divergence_words().since, arg, 1);
    return zt_say_buf(shell, &out, err) && say_cause(shell, err);
}
