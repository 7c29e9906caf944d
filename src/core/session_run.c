/* The session at work: training, loss and gradient now, predictions. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "core/engine.h"
#include "core/session_parts.h"

/* One update of plain gradient descent, p = p - lr * gradient, each operation rounded. The program
 * gets the new parameters at once, so that they are not copied for the next epoch. */
static void descend_single(ZtSession *s)
{
    float *param = zt_program_params(s->engine->program), lr = (float)s->settings.lr;
    for (size_t i = 0; i < s->count; i++) {
        float grad = *(const float *)s->engine->value[i + 1];
        param[i] = param[i] - lr * grad;
        s->last_grad[i] = (double)grad;
        s->param[i] = (double)param[i];
    }
}

static void descend_double(ZtSession *s)
{
    double *param = zt_program_params(s->engine->program), lr = s->settings.lr;
    for (size_t i = 0; i < s->count; i++) {
        double grad = *(const double *)s->engine->value[i + 1];
        s->param[i] = param[i] = param[i] - lr * grad;
        s->last_grad[i] = grad;
    }
}

/* What an epoch does once loss and gradient are known. */
static void finish_epoch(ZtSession *s)
{
    bool single = s->settings.precision == ZT_SINGLE;
    const void *loss = s->engine->value[0];
    s->last_loss = single ? (double)*(const float *)loss : *(const double *)loss;
    if (single)
        descend_single(s);
    else
        descend_double(s);
    s->epoch++;
    s->has_last = true;
    s->diverged = !isfinite(s->last_loss);
    s->engine->ready = false;
    zt_history_add(s->history, s->epoch, s->last_loss, s->param, s->last_grad);
}

ZtRunEnd zt_session_train(ZtSession *session, uint64_t *epochs, uint64_t work, ZtErr *err)
{
    if (!zt_session_engine(session, err))
        return ZT_RUN_FAILED;
    if (session->count == 0) {
        zt_fail(err, ZT_ERR_TRAIN_NO_PARAMETERS, NULL);
        return ZT_RUN_FAILED;
    }
    while (*epochs > 0) {
        if (work == 0 || !zt_engine_advance(session->engine, session, &work))
            return ZT_RUN_PAUSED;
        finish_epoch(session);
        --*epochs;
        if (session->diverged)
            return ZT_RUN_DIVERGED;
    }
    return ZT_RUN_DONE;
}

ZtTerms zt_session_terms(const ZtSession *session)
{
    const ZtSettings *settings = &session->settings;
    ZtTerms terms = {
        .lr = settings->lr,
        .loss = session->loss_text,
        .scale = session->scales ? session->scales->kind : ZT_SCALE_NONE,
        .factor = session->scales ? session->scales->factor : 1,
        .report = settings->report,
        .milestone_count = settings->milestone_count,
    };
    memcpy(terms.milestones, settings->milestones, sizeof terms.milestones);
    return terms;
}

void zt_session_run_begins(ZtSession *session, uint64_t epochs)
{
    ZtTerms terms = zt_session_terms(session);
    if (zt_journal_run(session->journal, &terms, epochs))
        return;
    zt_journal_begin(session->journal, session->epoch, session->param);
    zt_journal_run(session->journal, &terms, epochs); /* fails: then the run itself will be before the
                                                         journal's beginning */
}

void zt_session_run_did(ZtSession *session, uint64_t epochs)
{
    if (!zt_journal_ran(session->journal, epochs, session->diverged))
        zt_journal_begin(session->journal, session->epoch, session->param);
}

void zt_session_drop(ZtSession *session)
{
    if (session->engine)
        session->engine->begun = false;
}

bool zt_session_loss_now(ZtSession *session, double *loss, const double **grad, ZtErr *err)
{
    ZtEngine *engine = zt_session_engine(session, err);
    if (!engine)
        return false;
    uint64_t work = UINT64_MAX;
    zt_engine_advance(engine, session, &work);
    ZtPrecision precision = session->settings.precision;
    if (loss)
        *loss = zt_load_real(engine->value[0], 0, precision);
    if (grad) {
        for (size_t i = 0; i < session->count; i++)
            engine->grad_now[i] = zt_load_real(engine->value[i + 1], 0, precision);
        *grad = engine->grad_now;
    }
    return true;
}

/* The prediction over n rows of the given columns (NULL: the session's own). */
static bool predict_rows(ZtSession *s, void *const *column, size_t n, double *out, ZtErr *err)
{
    ZtPrecision precision = s->settings.precision;
    void *values = zt_alloc_aligned(n + ZT_PAD, zt_real_size(precision));
    if (!values)
        return zt_fail_memory(err);
    void *const outs[1] = {values};
    ZtProgramSpec spec = {
        .row = &s->engine->prediction, .rows = 1, .out = outs, .column = column, .n = n};
    ZtProgram *program = zt_engine_program(s->engine, s, &spec, err);
    uint64_t work = UINT64_MAX;
    if (program) {
        zt_program_begin(program);
        zt_program_advance(program, &work);
        for (size_t i = 0; i < n; i++)
            out[i] = zt_load_real(values, i, precision);
    }
    zt_program_free(program);
    zt_free(values);
    return program != NULL;
}

bool zt_session_predictions(ZtSession *session, double *out, ZtErr *err)
{
    return zt_session_engine(session, err) &&
           predict_rows(session, NULL, session->data->rows, out, err);
}

/* The column that an item of the model reads, -1 if none. */
static ptrdiff_t column_read(const ZtSession *s, const ZtItem *item)
{
    ZtScope scope = zt_session_scope(s);
    return zt_scope_item(&scope, item);
}

bool zt_session_reads_data(const ZtSession *session)
{
    for (size_t i = 0; i < session->model->count; i++)
        if (column_read(session, &session->model->items[i]) >= 0)
            return true;
    return false;
}

/* Every column that the model reads must be an input. */
static bool only_inputs(const ZtSession *s, ZtErr *err)
{
    for (size_t i = 0; i < s->model->count; i++) {
        ptrdiff_t column = column_read(s, &s->model->items[i]);
        bool given = column < 0;
        for (size_t k = 0; k < s->inputs; k++)
            given |= s->input[k] == (size_t)column;
        if (!given)
            return zt_fail(err, ZT_ERR_PREDICT_COLUMN, s->data->column[column].name, NULL);
    }
    return true;
}

static void fill_input(const ZtSession *s, size_t k, const double *raw, size_t rows, void *values)
{
    for (size_t i = 0; i < rows; i++) {
        double value = zt_scales_apply(s->scales, s->input[k], raw[i * s->inputs + k]);
        if (s->settings.precision == ZT_SINGLE)
            ((float *)values)[i] = (float)value;
        else
            ((double *)values)[i] = value;
    }
}

bool zt_session_predict(ZtSession *session, const double *raw, size_t rows, double *out, ZtErr *err)
{
    if (!zt_session_engine(session, err) || !only_inputs(session, err))
        return false;
    if (rows == 0)
        return true;
    size_t size = zt_real_size(session->settings.precision);
    size_t pitch = (rows + 2 * ZT_PAD) / ZT_PAD * ZT_PAD;
    void **column = zt_alloc(session->data->columns, sizeof *column);
    char *block = zt_alloc_aligned(pitch * session->inputs, size);
    bool fine = (column && block) || zt_fail_memory(err);
    for (size_t k = 0; fine && k < session->inputs; k++) {
        column[session->input[k]] = block + k * pitch * size;
        fill_input(session, k, raw, rows, column[session->input[k]]);
    }
    fine = fine && predict_rows(session, column, rows, out, err);
    zt_free(column);
    zt_free(block);
    return fine;
}
