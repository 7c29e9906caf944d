/* explain step: what the next epoch would do, phase by phase. */
#include <config.h>

#include <math.h>

#include "lang/explain.h"
#include "lang/nls.h"
#include "lang/report.h"

#define PARAMETERS_SHOWN 8

static void begin_phase(ZtExplain *ex, const char *head, const char *sentence)
{
    zt_buf_printf(&ex->out, "\n%s\n", head);
    zt_explain_sentence(ex, sentence, NULL, 0);
}

static void add_forward(ZtExplain *ex)
{
    begin_phase(ex, "Forward", _("The model predicts every row with the present parameters."));
    zt_explain_definitions(ex, &ex->trace->model, NULL);
}

static void add_loss(ZtExplain *ex, double loss)
{
    begin_phase(ex, "Loss", _("One number says how wrong the predictions are."));
    zt_explain_mean(ex, ZT_EXPLAIN_INDENT, loss);
}

static void add_backward(ZtExplain *ex, const double *gradient)
{
    const ZtSession *s = ex->session;
    begin_phase(ex, "Backward",
                _("From the loss back to each parameter: how the loss changes with it."));
    for (size_t i = 0; i < s->count && i < PARAMETERS_SHOWN; i++)
        zt_explain_derivative(ex, ZT_EXPLAIN_INDENT, i, gradient[i]);
    if (s->count > PARAMETERS_SHOWN)
        zt_buf_printf(&ex->out, "    ... (%zu in all)\n", s->count);
}

static void add_update(ZtExplain *ex, const ZtSession *ahead)
{
    begin_phase(ex, "Update",
                _("Each parameter moves against its derivative, by lr times as much."));
    zt_explain_updates(ex, ahead);
}

/* The sentence is a result of the step: what the loss was, is, and by how much it fell. */
static void add_outcome(ZtExplain *ex, double before, double after)
{
    ZtBuf text[3] = {{0}, {0}, {0}};
    zt_report_loss(&text[0], before);
    zt_report_loss(&text[1], after);
    zt_report_loss(&text[2], fabs(before - after));
    const char *const arg[] = {zt_buf_text(&text[0]), zt_buf_text(&text[1]), zt_buf_text(&text[2])};
    const char *sentence;
    zt_buf_putc(&ex->out, '\n');
    if (!isfinite(before))
        sentence = _("The loss is {1} before and {2} after: the training has diverged. reset "
                     "starts afresh.");
    else if (!isfinite(after))
        sentence = _("The loss would go from {1} to {2}, and the training would end. Try a smaller "
                     "lr.");
    else if (after < before)
        sentence = _("The loss would fall by {3}, from {1} to {2}.");
    else if (after > before)
        sentence = _("The loss would rise by {3}, from {1} to {2}: the step is too long. Try a "
                     "smaller lr.");
    else
        sentence = _("The loss would stay at {1}.");
    zt_explain_sentence(ex, sentence, arg, 3);
    for (size_t i = 0; i < 3; i++)
        zt_buf_free(&text[i]);
}

static void add_announcement(ZtExplain *ex)
{
    ZtBuf epoch = {0};
    zt_buf_printf(&epoch, "%llu", (unsigned long long)ex->session->epoch + 1);
    const char *const arg[] = {zt_buf_text(&epoch)};
    zt_explain_sentence(ex, _("What the next step, epoch {1}, would do; nothing is changed here."),
                        arg, 1);
    zt_buf_free(&epoch);
}

bool zt_explain_step(ZtExplain *ex, ZtErr *err)
{
    double before, after;
    const double *gradient;
    if (ex->session->count == 0)
        return zt_fail(err, ZT_ERR_TRAIN_NO_PARAMETERS, NULL);
    ZtSession *ahead = zt_explain_ahead(ex, err);
    bool done = ahead && zt_session_loss_now(ex->session, &before, &gradient, err) &&
                zt_session_loss_now(ahead, &after, NULL, err);
    if (done) {
        add_announcement(ex);
        add_forward(ex);
        add_loss(ex, before);
        add_backward(ex, gradient);
        add_update(ex, ahead);
        add_outcome(ex, before, after);
    }
    zt_session_free(ahead);
    return done;
}
