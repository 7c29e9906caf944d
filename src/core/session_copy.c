/* Sessions beside one another: copies, whether two are the same, what one holds alone. */
#include <config.h>

#include <string.h>

#include "base/memory.h"
#include "core/session_parts.h"

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
    copy->model = zt_formula_retain(from->model);
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
    copy->leg = zt_leg_retain(from->leg);
    copy->runs = zt_runs_retain(from->runs);
    copy->loss = zt_formula_retain(from->loss);
    copy->loss_text = zt_strdup(from->loss_text);
    copy->history = zt_history_copy(from->history);
    copy->journal = zt_journal_copy(from->journal);
    bool fine = copy_data(copy, from);
    if (fine && copy->loss && copy->loss_text && copy->history && copy->journal)
        return copy;
    zt_session_free(copy);
    return NULL;
}

/* --- the same --- */

static bool same_reals(const double *a, const double *b, size_t count)
{
    return count == 0 || memcmp(a, b, count * sizeof *a) == 0;
}

/* Texts may be NULL. */
static bool same_texts(char *const *a, char *const *b, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if ((a[i] == NULL) != (b[i] == NULL) || (a[i] && strcmp(a[i], b[i]) != 0))
            return false;
    return true;
}

static bool same_data(const ZtSession *a, const ZtSession *b)
{
    if (a->data != b->data)
        return false;
    if (!a->data)
        return true;
    return a->inputs == b->inputs && a->target == b->target &&
           memcmp(a->input, b->input, a->inputs * sizeof *a->input) == 0 &&
           same_texts(a->label, b->label, a->data->columns) && a->scales->kind == b->scales->kind &&
           same_reals(&a->scales->factor, &b->scales->factor, 1);
}

static bool same_model(const ZtSession *a, const ZtSession *b)
{
    return strcmp(a->loss_text, b->loss_text) == 0 && (a->model == NULL) == (b->model == NULL) &&
           (!a->model || strcmp(a->model->text, b->model->text) == 0) && a->count == b->count &&
           same_texts(a->name, b->name, a->count) && same_reals(a->start, b->start, a->count);
}

static bool same_training(const ZtSession *a, const ZtSession *b)
{
    if (a->epoch != b->epoch || a->diverged != b->diverged || a->has_last != b->has_last ||
        !same_reals(a->param, b->param, a->count))
        return false;
    if (a->has_last && !(same_reals(&a->last_loss, &b->last_loss, 1) &&
                         same_reals(a->last_grad, b->last_grad, a->count)))
        return false;
    return zt_history_same(a->history, b->history);
}

bool zt_session_same(const ZtSession *a, const ZtSession *b)
{
    return same_data(a, b) && same_model(a, b) && zt_settings_same(&a->settings, &b->settings) &&
           same_training(a, b);
}

/* --- memory --- */

static size_t texts_bytes(char *const *texts, size_t count)
{
    size_t bytes = count * sizeof *texts;
    for (size_t i = 0; i < count; i++)
        bytes += texts[i] ? strlen(texts[i]) + 1 : 0;
    return bytes;
}

/* What every copy has for itself. */
static size_t own_bytes(const ZtSession *s)
{
    size_t bytes = sizeof *s + strlen(s->loss_text) + 3 * s->count * sizeof *s->param +
                   s->inputs * sizeof *s->input + texts_bytes(s->name, s->count);
    return s->data ? bytes + texts_bytes(s->label, s->data->columns) : bytes;
}

size_t zt_session_bytes(const ZtSession *s, const ZtSession *other)
{
    size_t bytes = own_bytes(s) + zt_history_bytes(s->history, other ? other->history : NULL);
    bytes += zt_journal_bytes(s->journal);
    bytes += zt_leg_bytes(s->leg, other ? other->leg : NULL);
    if (s->data && !(other && s->data == other->data))
        bytes += zt_dataset_bytes(s->data);
    if (s->scales && !(other && s->scales == other->scales))
        bytes += zt_scales_bytes(s->scales);
    if (s->model && !(other && s->model == other->model))
        bytes += zt_formula_bytes(s->model);
    if (!(other && s->loss == other->loss))
        bytes += zt_formula_bytes(s->loss);
    return bytes;
}
