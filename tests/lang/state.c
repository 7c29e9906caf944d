#include <config.h>

#include "state.h"

#include <string.h>

static uint64_t add(uint64_t sum, const void *bytes, size_t len)
{
    return len ? zt_checksum(sum, bytes, len) : sum;
}

static uint64_t add_text(uint64_t sum, const char *text)
{
    return text ? add(sum, text, strlen(text) + 1) : add(sum, "\xff", 1);
}

static uint64_t add_number(uint64_t sum, uint64_t number)
{
    return add(sum, &number, sizeof number);
}

static uint64_t add_settings(uint64_t sum, const ZtSettings *s)
{
    const uint64_t numbers[] = {
        s->epochs,          s->optimizer, s->precision,        s->seed,   s->threads,
        s->milestone_count, s->report,    (uint64_t)s->digits, s->glyphs, s->color};
    sum = add(sum, numbers, sizeof numbers);
    sum = add(sum, &s->lr, sizeof s->lr);
    sum = add(sum, s->milestones, s->milestone_count * sizeof *s->milestones);
    return add_text(sum, s->lang);
}

static uint64_t add_data(uint64_t sum, const ZtSession *s)
{
    sum = add_text(sum, s->data->name);
    sum = add_number(sum, s->data->checksum);
    sum = add(sum, s->input, s->inputs * sizeof *s->input);
    sum = add_number(sum, s->target);
    for (size_t i = 0; i < s->data->columns; i++) {
        size_t bytes = s->data->rows * zt_real_size(s->data->precision);
        sum = add_text(sum, s->label[i]);
        sum = add(sum, s->data->column[i].values, bytes);
        sum = add(sum, s->scales->values[i], bytes);
    }
    return add_text(sum, s->model->text);
}

static uint64_t add_history(uint64_t sum, const ZtHistory *history)
{
    size_t width = zt_history_width(history) * sizeof(double);
    for (size_t i = 0; i < zt_history_count(history); i++) {
        ZtHistoryRow row = zt_history_row(history, i);
        sum = add_number(sum, row.epoch);
        sum = add(sum, &row.loss, sizeof row.loss);
        sum = add(sum, row.param, width);
        sum = add(sum, row.grad, width);
    }
    return sum;
}

uint64_t state_digest(const ZtSession *s)
{
    size_t reals = s->count * sizeof(double);
    uint64_t sum = add_settings(ZT_CHECKSUM_START, &s->settings);
    sum = add_text(sum, s->loss_text);
    sum = add_text(sum, s->loss->text);
    if (s->data)
        sum = add_data(sum, s);
    for (size_t i = 0; i < s->count; i++)
        sum = add_text(sum, s->name[i]);
    sum = add(sum, s->start, reals);
    sum = add(sum, s->param, reals);
    sum = add_number(sum, s->epoch);
    sum = add_number(sum, s->diverged);
    sum = add_number(sum, s->has_last);
    if (s->has_last) {
        sum = add(sum, &s->last_loss, sizeof s->last_loss);
        sum = add(sum, s->last_grad, reals);
    }
    return add_history(sum, s->history);
}
