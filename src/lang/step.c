/* The command step: epochs taken apart into prediction, loss, gradient and update.
 *
 *     Epoch 1, Loss 1763.884766
 *         Prediction: w * x + b with w = 1, b = 0
 *                x    y  prediction  difference
 *             35.7  0.5        35.7        35.2
 *         Grad:   w = 4517.2964, b = 82.6000
 *         Update: w = 1 - 0.0001 * 4517.2964 = 0.5483
 *                 b = 0 - 0.0001 * 82.6000 = -0.0083 */
#include <config.h>

#include <string.h>

#include "base/memory.h"
#include "lang/argument.h"
#include "lang/handlers.h"
#include "lang/report.h"
#include "lang/run.h"
#include "lang/table.h"

#define ROWS_WHOLE       12 /* up to so many rows are all shown, */
#define ROWS_SHOWN       5  /* of more only the first */
#define INPUTS_SHOWN     4
#define PARAMETERS_SHOWN 8

typedef struct Before { /* what the update will change */
    double *param;
    double *predicted; /* of each row */
} Before;

static void free_before(Before *before)
{
    zt_free(before->param);
    zt_free(before->predicted);
}

static bool remember(ZtSession *session, Before *before, ZtErr *err)
{
    before->param = zt_alloc(session->count, sizeof *before->param);
    before->predicted = zt_alloc(session->data->rows, sizeof *before->predicted);
    if (!before->param || !before->predicted)
        return zt_fail_memory(err);
    if (session->count > 0)
        memcpy(before->param, session->param, session->count * sizeof *before->param);
    return zt_session_predictions(session, before->predicted, err) || zt_fail_elsewhere(err);
}

/* A column's value as the model sees it. */
static double scaled_value(const ZtSession *session, size_t column, size_t row)
{
    const void *values = session->scales->values[column];
    return session->data->precision == ZT_SINGLE ? (double)((const float *)values)[row]
                                                 : ((const double *)values)[row];
}

static void add_heads(ZtTable *table, const ZtSession *session, size_t inputs)
{
    for (size_t i = 0; i < inputs; i++) {
        ZtBuf *cell = zt_table_cell(table);
        zt_buf_putc(cell, 'x');
        if (session->inputs > 1)
            zt_buf_printf(cell, "%zu", i + 1);
    }
    zt_buf_puts(zt_table_cell(table), "y");
    zt_buf_puts(zt_table_cell(table), "prediction");
    zt_buf_puts(zt_table_cell(table), "difference");
}

static void add_row(ZtTable *table, const ZtSession *session, size_t inputs, double predicted,
                    size_t row)
{
    double target = zt_dataset_value(session->data, session->target, row);
    double difference = zt_round(predicted - target, session->settings.precision);
    for (size_t i = 0; i < inputs; i++)
        zt_add_value(zt_table_cell(table), session, scaled_value(session, session->input[i], row));
    zt_add_value(zt_table_cell(table), session, target);
    zt_add_value(zt_table_cell(table), session, predicted);
    zt_add_value(zt_table_cell(table), session, difference);
}

static void add_predictions(ZtBuf *out, const ZtSession *session, const Before *before)
{
    size_t inputs = session->inputs <= INPUTS_SHOWN ? session->inputs : 0;
    size_t rows = session->data->rows <= ROWS_WHOLE ? session->data->rows : ROWS_SHOWN;
    ZtTable table = {.columns = inputs + 3};
    zt_buf_puts(out, "    Prediction: ");
    zt_add_name(out, session->model->text);
    zt_buf_puts(out, " with ");
    zt_add_parameters(out, session, before->param, PARAMETERS_SHOWN);
    zt_buf_putc(out, '\n');
    add_heads(&table, session, inputs);
    for (size_t row = 0; row < rows; row++)
        add_row(&table, session, inputs, before->predicted[row], row);
    zt_table_print(&table, 8, "r", out);
    zt_table_free(&table);
    if (rows < session->data->rows)
        zt_buf_printf(out, "        ... (%zu rows)\n", session->data->rows);
}

static void add_updates(ZtBuf *out, const ZtSession *session, const Before *before)
{
    for (size_t i = 0; i < session->count; i++) {
        zt_buf_puts(out, i == 0 ? "    Update: " : "            ");
        zt_report_update(out, session, i, before->param[i]);
        zt_buf_putc(out, '\n');
    }
}

static bool say_step(ZtShell *shell, const Before *before, ZtErr *err)
{
    const ZtSession *session = shell->session;
    const ZtReportRow gradient = {"    Grad:   ", session->last_grad};
    ZtBuf out = {0};
    zt_buf_printf(&out, "Epoch %llu, Loss ", (unsigned long long)session->epoch);
    zt_report_loss(&out, session->last_loss);
    zt_buf_putc(&out, '\n');
    add_predictions(&out, session, before);
    zt_report_rows(&out, session, &gradient, 1);
    add_updates(&out, session, before);
    return zt_say_buf(shell, &out, err);
}

/* One epoch; *goes_on is false when it was the last. */
static bool step_once(ZtRun *run, bool *goes_on, ZtErr *err)
{
    Before before = {0};
    bool done = remember(run->shell->session, &before, err);
    zt_session_run_begins(run->shell->session, 1); /* each is shown, as a run of its own would be */
    ZtAdvance how = done ? zt_run_advance(run, 1, err) : ZT_ADVANCE_FAILED;
    if (how == ZT_ADVANCE_STOPPED)
        done = zt_run_stopped(run, err);
    else if (how != ZT_ADVANCE_FAILED)
        done = say_step(run->shell, &before, err);
    else
        done = false;
    if (done && how == ZT_ADVANCE_DIVERGED)
        done = zt_report_divergence(run->shell, err);
    *goes_on = how == ZT_ADVANCE_DONE && run->left > 0;
    free_before(&before);
    return done;
}

bool zt_do_step(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    uint64_t epochs = 1;
    if (args->count > 1)
        return zt_fail_extra(shell, "step", &args->word[1], err);
    if (args->count == 1 && !zt_epochs_from(args->word[0].text, &epochs, err))
        return zt_fail_word(err, &args->word[0]);
    if (!shell->session->data)
        return zt_fail(err, ZT_ERR_DATA_NONE, NULL);
    ZtRun run = zt_run_start(shell, epochs);
    bool goes_on = true;
    while (goes_on)
        if (!step_once(&run, &goes_on, err))
            return false;
    return true;
}
