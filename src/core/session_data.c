/* New data and new models: both make a whole new session beside the old one and swap at the end. */
#include <config.h>

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "core/bind.h"
#include "core/engine.h"
#include "core/evaluate.h"
#include "core/formula_lex.h"
#include "core/session_parts.h"

/* w1 * x1 + is four items; b is one more. */
#define DEFAULT_INPUTS_MAX ((ZT_FORMULA_ITEMS - 1) / 4)

/* --- roles of the columns --- */

static bool find_column(const ZtDataset *data, const char *name, size_t *column, ZtErr *err)
{
    ptrdiff_t at = zt_dataset_find(data, name);
    if (at < 0)
        return zt_fail_column(err, ZT_ERR_DATA_COLUMN, data, name);
    *column = (size_t)at;
    return true;
}

static bool is_input(const ZtSession *s, size_t column)
{
    for (size_t i = 0; i < s->inputs; i++)
        if (s->input[i] == column)
            return true;
    return false;
}

static bool name_inputs(ZtSession *s, const char *const *x, size_t count, ZtErr *err)
{
    for (size_t i = 0; i < count; i++) {
        size_t column = 0;
        if (!find_column(s->data, x[i], &column, err))
            return false;
        if (is_input(s, column))
            return zt_fail(err, ZT_ERR_DATA_COLUMN_TWICE, x[i], NULL);
        s->input[s->inputs++] = column;
    }
    return true;
}

/* The column named, else the last numeric one that was not named as an input. */
static bool choose_target(ZtSession *s, const char *y, ZtErr *err)
{
    if (y) {
        if (!find_column(s->data, y, &s->target, err))
            return false;
        return is_input(s, s->target) ? zt_fail(err, ZT_ERR_DATA_COLUMN_TWICE, y, NULL) : true;
    }
    for (size_t i = s->data->columns; i-- > 0;)
        if (!s->data->column[i].text && !is_input(s, i)) {
            s->target = i;
            return true;
        }
    return zt_fail(err, ZT_ERR_DATA_NO_TARGET, NULL);
}

/* Often a column that was meant to be one began with a cell that is no number. */
static bool no_input(const ZtSession *s, ZtErr *err)
{
    const char *target = s->data->column[s->target].name;
    for (size_t i = 0; i < s->data->columns; i++) {
        const ZtColumn *column = &s->data->column[i];
        if (column->text && column->class_count > 0)
            return zt_fail(err, ZT_ERR_DATA_TEXT_INPUT, target, column->name, column->classes[0],
                           NULL);
    }
    return zt_fail(err, ZT_ERR_DATA_NO_INPUT, target, NULL);
}

static bool choose_roles(ZtSession *s, const char *const *x, size_t count, const char *y,
                         ZtErr *err)
{
    if (!name_inputs(s, x, count, err) || !choose_target(s, y, err))
        return false;
    for (size_t i = 0; count == 0 && i < s->data->columns; i++)
        if (i != s->target && !s->data->column[i].text)
            s->input[s->inputs++] = i;
    return s->inputs > 0 || no_input(s, err);
}

/* --- loading --- */

static bool fail_inputs(size_t inputs, ZtErr *err)
{
    char count[24], most[24];
    snprintf(count, sizeof count, "%zu", inputs);
    snprintf(most, sizeof most, "%d", DEFAULT_INPUTS_MAX);
    return zt_fail(err, ZT_ERR_DATA_MANY_INPUTS, count, most, NULL);
}

/* A name for a parameter of the default model that no column bears. */
static void free_name(ZtBuf *out, const ZtDataset *data, const char *name, size_t number)
{
    for (size_t tries = 0; tries <= data->columns; tries++) {
        zt_buf_clear(out);
        zt_buf_puts(out, name);
        zt_buf_fill(out, '_', tries);
        if (number)
            zt_buf_printf(out, "%zu", number);
        bool taken = false;
        for (size_t i = 0; i < data->columns; i++)
            taken |= strcmp(data->column[i].name, zt_buf_text(out)) == 0;
        if (!taken)
            return;
    }
}

/* w * x + b, or w1 * x1 + ... + wk * xk + b */
static bool default_model(ZtSession *s, ZtErr *err)
{
    ZtBuf text = {0}, name = {0};
    if (s->inputs > DEFAULT_INPUTS_MAX)
        return fail_inputs(s->inputs, err);
    for (size_t i = 0; i < s->inputs; i++) {
        free_name(&name, s->data, "w", s->inputs > 1 ? i + 1 : 0);
        zt_buf_puts(&text, zt_buf_text(&name));
        zt_buf_puts(&text, " * x");
        if (s->inputs > 1)
            zt_buf_printf(&text, "%zu", i + 1);
        zt_buf_puts(&text, " + ");
    }
    free_name(&name, s->data, "b", 0);
    zt_buf_puts(&text, zt_buf_text(&name));
    bool fine = text.failed || name.failed ? zt_fail_memory(err)
                                           : zt_session_model(s, text.text, text.len, err);
    zt_buf_free(&text);
    zt_buf_free(&name);
    return fine;
}

static bool fill_loaded(ZtSession *s, const ZtSession *old, ZtDataset *data, const char *const *x,
                        size_t count, const char *y, ZtErr *err)
{
    zt_formula_free(s->loss);
    zt_free(s->loss_text);
    s->settings = old->settings;
    s->data = zt_dataset_retain(data);
    s->loss = zt_formula_retain(old->loss);
    s->runs = zt_runs_retain(old->runs);
    s->loss_text = zt_strdup(old->loss_text);
    s->input = zt_alloc(data->columns, sizeof *s->input);
    s->label = zt_alloc(data->columns, sizeof *s->label);
    if (!s->loss || !s->loss_text || !s->input || !s->label)
        return zt_fail_memory(err);
    if (!choose_roles(s, x, count, y, err))
        return false;
    s->scales = zt_scales_new(data, s->target, ZT_SCALE_NONE, 1, err);
    return s->scales && default_model(s, err);
}

static void fail_loss(ZtErr *err)
{
    char name[ZT_ERR_ARG_SIZE];
    memcpy(name, err->arg[0], sizeof name);
    zt_fail(err, ZT_ERR_LOAD_LOSS, name, NULL);
}

bool zt_session_load(ZtSession *session, ZtDataset *data, const char *const *x, size_t count,
                     const char *y, ZtErr *err)
{
    assert(data->precision == session->settings.precision);
    ZtSession *next = zt_session_new();
    if (!next)
        return zt_fail_memory(err);
    bool fine = fill_loaded(next, session, data, x, count, y, err);
    if (fine)
        zt_session_swap(session, next);
    else if (err->spanned) /* it points into the loss, which speaks of the data before */
        fail_loss(err);
    zt_session_free(next);
    return fine;
}

bool zt_session_precision(ZtSession *session, ZtPrecision precision, ZtDataset *data, ZtErr *err)
{
    ZtSession *next = zt_session_copy(session);
    if (!next)
        return zt_fail_memory(err);
    next->settings.precision = precision;
    bool fine = true;
    if (data) {
        ZtScales *old = next->scales;
        zt_dataset_release(next->data);
        next->data = zt_dataset_retain(data);
        next->scales = zt_scales_new(data, next->target, old->kind, old->factor, err);
        zt_scales_release(old);
        fine = next->scales != NULL;
    }
    for (size_t i = 0; i < next->count; i++)
        next->param[i] = zt_round(next->param[i], precision);
    next->moved = true;
    zt_journal_begin(next->journal, next->epoch, next->param);
    if (fine)
        zt_session_swap(session, next);
    zt_session_free(next);
    return fine;
}

/* --- models --- */

/* `COLUMN =` at the beginning: *used bytes, 0 if there is none. */
static bool read_target(ZtSession *s, const char *text, size_t len, size_t *used, ZtErr *err)
{
    ZtToken name, sign;
    *used = 0;
    if (!zt_token_read(text, len, 0, &name, err) ||
        (name.kind != ZT_TOKEN_NAME && name.kind != ZT_TOKEN_QUOTED))
        return true; /* the formula's parser will say what is wrong */
    if (!zt_token_read(text, len, name.end, &sign, err) || sign.sign != '=')
        return true;
    char *word = zt_strndup(text + name.at, name.len);
    if (!word)
        return zt_fail_memory(err);
    ptrdiff_t column =
        strcmp(word, "y") == 0 ? (ptrdiff_t)s->target : zt_dataset_find(s->data, word);
    if (column < 0)
        zt_fail_column(err, ZT_ERR_FORMULA_COLUMN, s->data, word);
    else if (s->data->column[column].text)
        zt_fail(err, ZT_ERR_FORMULA_TEXT_COLUMN, word, NULL);
    zt_free(word);
    if (column < 0 || s->data->column[column].text)
        return zt_fail_at(err, name.at, name.len);
    *used = sign.end;
    for (size_t i = 0; i < s->inputs; i++) /* what was y takes the new target's place */
        if (s->input[i] == (size_t)column)
            s->input[i] = s->target;
    s->target = (size_t)column;
    return true;
}

static bool fail_where(const ZtToken *token, ZtErr *err)
{
    zt_fail(err, ZT_ERR_MODEL_WHERE, NULL);
    return zt_fail_at(err, token->at, token->len ? token->len : 1);
}

bool zt_fail_parameter(ZtErr *err, const ZtSession *s, const char *name)
{
    ZtBuf list = {0};
    for (size_t i = 0; i < s->count; i++)
        zt_buf_printf(&list, "%s%s", i ? ", " : "", s->name[i]);
    const char *near = zt_text_nearest(name, (const char *const *)s->name, s->count);
    zt_fail(err, ZT_ERR_PARAMETER_UNKNOWN, name, near ? near : "", zt_buf_text(&list), NULL);
    zt_buf_free(&list);
    return false;
}

static bool start_index(const ZtSession *s, const char *text, const ZtToken *name, bool *given,
                        size_t *index, ZtErr *err)
{
    char *word = zt_strndup(text + name->at, name->len);
    if (!word)
        return zt_fail_memory(err);
    ptrdiff_t at = zt_session_parameter(s, word);
    bool fine = at >= 0 || zt_fail_parameter(err, s, word);
    if (fine && given[at])
        fine = zt_fail(err, ZT_ERR_PARAMETER_TWICE, word, NULL);
    zt_free(word);
    *index = (size_t)at;
    return fine || zt_fail_at(err, name->at, name->len);
}

static size_t blanks(const char *text, size_t len)
{
    size_t count = 0;
    while (count < len && strchr(" \t\r\n", text[count]))
        count++;
    return count;
}

/* The parameters, and what is computed with them, have no values yet when the starts are read. */
static bool needs_parameters(const ZtSession *s, const ZtItem *item)
{
    if (item->kind == ZT_ITEM_NAME)
        return zt_session_parameter(s, item->name) >= 0 || strcmp(item->name, "p") == 0 ||
               strcmp(item->name, "loss") == 0;
    return item->kind == ZT_ITEM_GRAD || item->kind == ZT_ITEM_LAST_LOSS ||
           item->kind == ZT_ITEM_LAST_GRAD;
}

static bool start_value(ZtSession *s, const ZtFormula *formula, double *number, ZtErr *err)
{
    for (size_t i = 0; i < formula->count; i++)
        if (needs_parameters(s, &formula->items[i])) {
            zt_fail(err, ZT_ERR_MODEL_START, NULL);
            return zt_fail_at(err, formula->items[i].at, formula->items[i].len);
        }
    if (!zt_evaluate_number(formula, s, NULL, number, err))
        return false;
    if (isfinite(zt_round(*number, s->settings.precision)))
        return true;
    zt_fail(err, ZT_ERR_MODEL_FINITE, NULL);
    return zt_fail_at(err, 0, strlen(formula->text));
}

/* NAME=VALUE from byte *at on; *at goes behind it. */
static bool read_start(ZtSession *s, const char *text, size_t len, size_t *at, bool *given,
                       ZtErr *err)
{
    ZtToken name, sign;
    size_t index = 0, stop;
    if (!zt_token_read(text, len, *at, &name, err))
        return false;
    if (name.kind != ZT_TOKEN_NAME)
        return fail_where(&name, err);
    if (!zt_token_read(text, len, name.end, &sign, err))
        return false;
    if (sign.sign != '=')
        return fail_where(&sign, err);
    if (!start_index(s, text, &name, given, &index, err))
        return false;
    size_t from = sign.end + blanks(text + sign.end, len - sign.end); /* as the formula's text */
    ZtFormula *value = zt_formula_parse(text + from, len - from, ZT_FORMULA_VALUE, &stop, err);
    double number = 0;
    bool fine = value && start_value(s, value, &number, err);
    zt_formula_free(value);
    if (!fine) {
        err->at += from;
        return false;
    }
    s->start[index] = number;
    given[index] = true;
    *at = from + stop;
    return true;
}

/* where NAME=VALUE, ... ; at is behind the word where. */
static bool read_starts(ZtSession *s, const char *text, size_t len, size_t at, ZtErr *err)
{
    bool *given = zt_alloc(s->count + 1, sizeof *given);
    bool fine = given || zt_fail_memory(err);
    for (bool more = true; fine && more;) {
        ZtToken next;
        fine =
            read_start(s, text, len, &at, given, err) && zt_token_read(text, len, at, &next, err);
        more = fine && next.sign == ',';
        if (fine && !more && next.kind != ZT_TOKEN_END)
            fine = fail_where(&next, err);
        at = fine ? next.end : at;
    }
    zt_free(given);
    return fine;
}

/* The names of the model's parameters, in place of the old ones, with their starts. */
static bool take_parameters(ZtSession *s, ZtParams *params, ZtErr *err)
{
    zt_free_texts(s->name, s->count);
    zt_free(s->start);
    zt_free(s->param);
    zt_free(s->last_grad);
    zt_history_free(s->history);
    zt_journal_free(s->journal);
    s->name = params->name;
    s->count = params->count;
    params->name = NULL;
    params->count = 0;
    s->start = zt_alloc(s->count + 1, sizeof *s->start);
    s->param = zt_alloc(s->count + 1, sizeof *s->param);
    s->last_grad = zt_alloc(s->count + 1, sizeof *s->last_grad);
    s->history = zt_history_new(s->count);
    s->journal = zt_journal_new(s->count);
    if (!s->start || !s->param || !s->last_grad || !s->history || !s->journal)
        return zt_fail_memory(err);
    for (size_t i = 0; i < s->count; i++)
        s->start[i] = params->factor[i] ? 1 : 0;
    return true;
}

static bool find_parameters(ZtSession *s, ZtErr *err)
{
    ZtGraph *graph = zt_graph_new();
    ZtParams params = {0};
    ZtScope scope = zt_session_scope(s);
    bool fine = graph || zt_fail_memory(err);
    fine = fine && zt_bind_model(graph, s->model, &scope, &params, err) != ZT_NO_REF &&
           take_parameters(s, &params, err);
    zt_params_free(&params);
    zt_graph_free(graph);
    return fine;
}

static bool rescale(ZtSession *s, ZtErr *err)
{
    ZtScales *scales = zt_scales_new(s->data, s->target, s->scales->kind, s->scales->factor, err);
    if (!scales)
        return false;
    zt_scales_release(s->scales);
    s->scales = scales;
    zt_session_invalidate(s); /* a value behind where may have made an engine on the old columns */
    return true;
}

static bool read_model(ZtSession *s, const char *text, size_t len, ZtErr *err)
{
    size_t from, stop, old_target = s->target;
    if (!read_target(s, text, len, &from, err))
        return false;
    from += blanks(text + from, len - from);
    ZtFormula *formula = zt_formula_parse(text + from, len - from, ZT_FORMULA_MODEL, &stop, err);
    if (formula) {
        zt_formula_free(s->model);
        s->model = formula;
    }
    if (!formula || !find_parameters(s, err)) {
        err->at += from;
        return false;
    }
    ZtToken word;
    if (!zt_token_read(text, len, from + stop, &word, err))
        return false;
    bool where = word.kind == ZT_TOKEN_NAME && word.len == 5 && !memcmp(text + word.at, "where", 5);
    if (word.kind != ZT_TOKEN_END && !where) {
        zt_formula_free(/* says why it cannot go on there */
                        zt_formula_parse(text + from, len - from, ZT_FORMULA_MODEL, NULL, err));
        err->at += from;
        return false;
    }
    if (where && !read_starts(s, text, len, word.end, err))
        return false;
    return s->target == old_target || rescale(s, err);
}

bool zt_session_model(ZtSession *session, const char *text, size_t len, ZtErr *err)
{
    if (!session->data)
        return zt_fail(err, ZT_ERR_DATA_NONE, NULL);
    bool fresh = session->model == NULL; /* being loaded: nothing to keep */
    ZtSession *next = fresh ? session : zt_session_copy(session);
    if (!next)
        return zt_fail_memory(err);
    bool fine = read_model(next, text, len, err);
    if (fine) {
        zt_session_reset(next);
        fine = zt_session_engine(next, err) != NULL;
    }
    if (fresh)
        return fine;
    if (fine)
        zt_session_swap(session, next);
    zt_session_free(next);
    return fine;
}
