#include <config.h>

#include <string.h>

#include "base/memory.h"
#include "core/bind.h"
#include "core/engine.h"
#include "core/session.h"
#include "core/session_parts.h"

static const struct {
    const char *name, *formula;
} losses[] = {
    {"mse", "(p - y)^2"},
    {"mae", "abs(p - y)"},
    /* q (|e| - q / 2) with q = min(|e|, 1): e^2 / 2 up to 1, |e| - 1/2 beyond */
    {"huber", "min(abs(p - y), 1) * (abs(p - y) - 0.5 * min(abs(p - y), 1))"},
};

static ZtFormula *parse_loss(const char *text, size_t len, ZtErr *err)
{
    for (size_t i = 0; i < sizeof losses / sizeof losses[0]; i++)
        if (strlen(losses[i].name) == len && memcmp(losses[i].name, text, len) == 0)
            return zt_formula_parse(losses[i].formula, strlen(losses[i].formula), ZT_FORMULA_MODEL,
                                    NULL, err);
    return zt_formula_parse(text, len, ZT_FORMULA_MODEL, NULL, err);
}

ZtSession *zt_session_new(void)
{
    ZtSession *session = zt_alloc(1, sizeof *session);
    ZtErr err = {0};
    if (!session)
        return NULL;
    session->settings = zt_settings_default();
    session->loss = parse_loss("mse", 3, &err);
    session->loss_text = zt_strdup("mse");
    session->history = zt_history_new(0);
    session->journal = zt_journal_new(0);
    if (session->loss && session->loss_text && session->history && session->journal)
        return session;
    zt_session_free(session);
    return NULL;
}

void zt_session_invalidate(ZtSession *session)
{
    zt_engine_free(session->engine);
    session->engine = NULL;
}

void zt_free_texts(char **texts, size_t count)
{
    for (size_t i = 0; texts && i < count; i++)
        zt_free(texts[i]);
    zt_free(texts);
}

void zt_session_free(ZtSession *session)
{
    if (!session)
        return;
    zt_engine_free(session->engine);
    zt_free_texts(session->label, session->data ? session->data->columns : 0);
    zt_free_texts(session->name, session->count);
    zt_free(session->input);
    zt_scales_release(session->scales);
    zt_dataset_release(session->data);
    zt_formula_free(session->model);
    zt_formula_free(session->loss);
    zt_free(session->loss_text);
    zt_free(session->start);
    zt_free(session->param);
    zt_free(session->last_grad);
    zt_history_free(session->history);
    zt_journal_free(session->journal);
    zt_free(session);
}

static char **copy_texts(char *const *texts, size_t count)
{
    char **copy = zt_alloc(count + 1, sizeof *copy);
    for (size_t i = 0; copy && i < count; i++)
        if (texts[i] && !(copy[i] = zt_strdup(texts[i]))) {
            zt_free_texts(copy, i);
            return NULL;
        }
    return copy;
}

static void *copy_block(const void *from, size_t count, size_t size)
{
    void *copy = zt_alloc(count + 1, size);
    if (copy && count)
        memcpy(copy, from, count * size);
    return copy;
}

/* All that depends on the data; false when memory runs out. */
static bool copy_data(ZtSession *copy, const ZtSession *from)
{
    if (!from->data)
        return true;
    copy->data = zt_dataset_retain(from->data);
    copy->scales = zt_scales_retain(from->scales);
    copy->input = copy_block(from->input, from->inputs, sizeof *from->input);
    copy->label = copy_texts(from->label, from->data->columns);
    copy->name = copy_texts(from->name, from->count);
    copy->start = copy_block(from->start, from->count, sizeof(double));
    copy->param = copy_block(from->param, from->count, sizeof(double));
    copy->last_grad = copy_block(from->last_grad, from->count, sizeof(double));
    copy->model = zt_formula_copy(from->model);
    return copy->input && copy->label && copy->name && copy->start && copy->param &&
           copy->last_grad && copy->model;
}

ZtSession *zt_session_copy(const ZtSession *from)
{
    ZtSession *copy = zt_alloc(1, sizeof *copy);
    if (!copy)
        return NULL;
    *copy = *from;
    copy->data = NULL;
    copy->scales = NULL;
    copy->input = NULL;
    copy->label = copy->name = NULL;
    copy->start = copy->param = copy->last_grad = NULL;
    copy->model = NULL;
    copy->engine = NULL;
    copy->loss = zt_formula_copy(from->loss);
    copy->loss_text = zt_strdup(from->loss_text);
    copy->history = zt_history_copy(from->history);
    copy->journal = zt_journal_copy(from->journal);
    bool fine = copy_data(copy, from);
    if (fine && copy->loss && copy->loss_text && copy->history && copy->journal)
        return copy;
    zt_session_free(copy);
    return NULL;
}

void zt_session_swap(ZtSession *a, ZtSession *b)
{
    ZtSession between = *a;
    *a = *b;
    *b = between;
}

const char *zt_session_column_title(const ZtSession *session, size_t column)
{
    return session->label[column] ? session->label[column] : session->data->column[column].name;
}

bool zt_session_label(ZtSession *session, const char *column, const char *text, ZtErr *err)
{
    if (!session->data)
        return zt_fail(err, ZT_ERR_DATA_NONE, NULL);
    ptrdiff_t at = zt_dataset_find(session->data, column);
    if (at < 0)
        return zt_fail_column(err, ZT_ERR_DATA_COLUMN, session->data, column);
    char *copy = *text ? zt_strdup(text) : NULL;
    if (*text && !copy)
        return zt_fail_memory(err);
    zt_free(session->label[at]);
    session->label[at] = copy;
    return true;
}

ptrdiff_t zt_session_parameter(const ZtSession *session, const char *name)
{
    for (size_t i = 0; i < session->count; i++)
        if (strcmp(session->name[i], name) == 0)
            return (ptrdiff_t)i;
    return -1;
}

static void stale(ZtSession *session)
{
    if (session->engine) {
        session->engine->loaded = false;
        session->engine->ready = false;
        session->engine->begun = false;
    }
}

void zt_session_set(ZtSession *session, size_t parameter, double value)
{
    session->param[parameter] = zt_round(value, session->settings.precision);
    session->diverged = false;
    if (!zt_journal_set(session->journal, parameter, session->param[parameter]))
        zt_journal_begin(session->journal, session->epoch, session->param);
    stale(session);
}

void zt_session_reset(ZtSession *session)
{
    for (size_t i = 0; i < session->count; i++)
        session->param[i] = zt_round(session->start[i], session->settings.precision);
    session->epoch = 0;
    session->has_last = false;
    session->diverged = false;
    zt_history_clear(session->history);
    zt_journal_begin(session->journal, 0, session->param);
    stale(session);
}

void zt_session_restore(ZtSession *session, uint64_t epoch, const double *param, bool diverged)
{
    zt_session_reset(session);
    for (size_t i = 0; i < session->count; i++)
        session->param[i] = zt_round(param[i], session->settings.precision);
    session->epoch = epoch;
    session->diverged = diverged;
    zt_journal_begin(session->journal, epoch, session->param);
}

void zt_session_threads(ZtSession *session)
{
    zt_session_invalidate(session);
}

bool zt_session_normalize(ZtSession *session, ZtScaleKind kind, double factor, ZtErr *err)
{
    if (!session->data)
        return zt_fail(err, ZT_ERR_DATA_NONE, NULL);
    ZtScales *scales = zt_scales_new(session->data, session->target, kind, factor, err);
    if (!scales)
        return false;
    zt_scales_release(session->scales);
    session->scales = scales;
    zt_session_invalidate(session);
    return true;
}

bool zt_session_loss(ZtSession *session, const char *text, size_t len, ZtErr *err)
{
    ZtFormula *formula = parse_loss(text, len, err);
    char *copy = zt_strndup(text, len);
    if (!formula || !copy) {
        if (formula)
            zt_fail_memory(err);
        zt_formula_free(formula);
        zt_free(copy);
        return false;
    }
    ZtSession trial = *session;
    trial.loss = formula;
    trial.engine = NULL;
    ZtEngine *engine = NULL;
    if (session->data && !(engine = zt_engine_new(&trial, err))) {
        zt_formula_free(formula);
        zt_free(copy);
        return false;
    }
    zt_formula_free(session->loss);
    zt_free(session->loss_text);
    zt_session_invalidate(session);
    session->loss = formula;
    session->loss_text = copy;
    session->engine = engine;
    return true;
}
