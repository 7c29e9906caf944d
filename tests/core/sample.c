#include "sample.h"

#include <math.h>
#include <string.h>

#include <check.h>

#include "base/memory.h"

ZtDataset *sample_table(ZtPrecision precision, size_t columns, const char *const *name, size_t rows,
                        const double *values)
{
    ZtBuilder *builder = zt_builder_new("table", precision);
    for (size_t i = 0; i < columns; i++)
        ck_assert(zt_builder_column(builder, name[i], false));
    for (size_t row = 0; row < rows; row++) {
        for (size_t i = 0; i < columns; i++)
            ck_assert(zt_builder_number(builder, i, values[row * columns + i]));
        ck_assert(zt_builder_row(builder));
    }
    return zt_builder_finish(builder);
}

ZtDataset *sample_thermometer(ZtPrecision precision)
{
    static const char *const name[] = {"zolta", "celsius"};
    static const double values[] = {35.7, 0.5, 55.9, 14, 58.2, 15, 81.9, 28, 56.3, 11, 48.9, 8,
                                    33.9, 3,   21.8, -4, 48.4, 6,  60.4, 13, 68.4, 21};
    return sample_table(precision, 2, name, 11, values);
}

/* One assertion for all rows: each takes time. */
ZtDataset *sample_long(ZtPrecision precision, size_t rows)
{
    ZtBuilder *builder = zt_builder_new("long", precision);
    bool fine = zt_builder_column(builder, "in", false) && zt_builder_column(builder, "out", false);
    for (size_t i = 0; i < rows; i++) {
        double x = sin((double)i) + (double)i / (double)rows;
        fine = fine && zt_builder_number(builder, 0, x) &&
               zt_builder_number(builder, 1, 3 * x - 1 + 0.1 * cos(7 * (double)i)) &&
               zt_builder_row(builder);
    }
    ck_assert(fine);
    return zt_builder_finish(builder);
}

ZtSession *sample_session(ZtDataset *data)
{
    ZtErr err = {0};
    ZtSession *session = zt_session_new();
    session->settings.precision = data->precision;
    ck_assert(zt_session_load(session, data, NULL, 0, NULL, &err));
    zt_dataset_release(data);
    return session;
}

void sample_model(ZtSession *session, const char *text)
{
    ZtErr err = {0};
    ck_assert_msg(zt_session_model(session, text, strlen(text), &err), "%s", text);
}

void sample_loss(ZtSession *session, const char *text)
{
    ZtErr err = {0};
    ck_assert_msg(zt_session_loss(session, text, strlen(text), &err), "%s", text);
}

void sample_normalize(ZtSession *session, ZtScaleKind kind, double factor)
{
    ZtErr err = {0};
    ck_assert(zt_session_normalize(session, kind, factor, &err));
}

void sample_train(ZtSession *session, uint64_t epochs)
{
    ZtErr err = {0};
    ck_assert_int_eq(zt_session_train(session, &epochs, UINT64_MAX, &err), ZT_RUN_DONE);
    ck_assert_uint_eq(epochs, 0);
}

bool sample_same(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

static void say_reals(ZtBuf *out, const char *what, const double *values, size_t count)
{
    zt_buf_printf(out, "%s", what);
    for (size_t i = 0; i < count; i++)
        zt_buf_printf(out, " %a", values[i]);
    zt_buf_putc(out, '\n');
}

static void say_data(ZtBuf *out, const ZtSession *s)
{
    for (size_t i = 0; i < s->inputs; i++)
        zt_buf_printf(out, "input %zu ", s->input[i]);
    zt_buf_printf(out, "target %zu\n", s->target);
    for (size_t i = 0; i < s->data->columns; i++)
        zt_buf_printf(out, "label %s %d %a %a\n", s->label[i] ? s->label[i] : "-",
                      s->scales->column[i].scaled, s->scales->column[i].shift,
                      s->scales->column[i].divisor);
    zt_buf_printf(out, "scale %d %a\n", s->scales->kind, s->scales->factor);
    zt_buf_printf(out, "model %s\n", s->model->text);
    for (size_t i = 0; i < s->count; i++)
        zt_buf_printf(out, "parameter %s\n", s->name[i]);
    say_reals(out, "start", s->start, s->count);
    say_reals(out, "now", s->param, s->count);
    if (s->has_last)
        say_reals(out, "last", s->last_grad, s->count);
}

static void say_settings(ZtBuf *out, const ZtSettings *s)
{
    zt_buf_printf(out, "lr %a epochs %llu optimizer %d precision %d seed %u threads %u\n", s->lr,
                  (unsigned long long)s->epochs, s->optimizer, s->precision, s->seed, s->threads);
    for (unsigned i = 0; i < s->milestone_count; i++)
        zt_buf_printf(out, " %llu", (unsigned long long)s->milestones[i]);
    zt_buf_printf(out, "\n%d %d %d %d %s\n", s->report, s->digits, s->glyphs, s->color, s->lang);
}

static void say_history(ZtBuf *out, const ZtHistory *history)
{
    size_t width = zt_history_width(history);
    zt_buf_printf(out, "history %zu %zu\n", zt_history_count(history), width);
    for (size_t i = 0; i < zt_history_count(history); i++) {
        ZtHistoryRow row = zt_history_row(history, i);
        zt_buf_printf(out, "%llu %a ", (unsigned long long)row.epoch, row.loss);
        say_reals(out, "", row.param, width);
        say_reals(out, "", row.grad, width);
    }
}

static void say_session(ZtBuf *out, const ZtSession *s)
{
    if (s->data)
        say_data(out, s);
    zt_buf_printf(out, "loss %s = %s\n", s->loss_text, s->loss->text);
    say_settings(out, &s->settings);
    zt_buf_printf(out, "epoch %llu last %d %a diverged %d\n", (unsigned long long)s->epoch,
                  s->has_last, s->has_last ? s->last_loss : 0, s->diverged);
    say_history(out, s->history);
}

char *sample_values(const ZtSession *session)
{
    ZtBuf out = {0};
    say_session(&out, session);
    return zt_buf_take(&out);
}

char *sample_state(const ZtSession *s)
{
    ZtBuf out = {0};
    zt_buf_printf(&out, "%p %p %p %p %p %p\n", (void *)s->data, (void *)s->scales, (void *)s->model,
                  (void *)s->loss, (void *)s->history, (void *)s->param);
    say_session(&out, s);
    return zt_buf_take(&out);
}

ZtSession *sample_busy(void)
{
    ZtErr err = {0};
    ZtSession *s = sample_session(sample_thermometer(ZT_SINGLE));
    sample_model(s, "w * x + b where w = 0.25, b = 2");
    sample_loss(s, "huber");
    sample_normalize(s, ZT_SCALE_FACTOR, 0.1);
    ck_assert(zt_session_label(s, "zolta", "Temperature", &err));
    s->settings.lr = 1e-2;
    s->settings.epochs = 7;
    sample_train(s, 20);
    return s;
}

void sample_parameters(const ZtSession *s, const char *expected)
{
    ZtBuf list = {0};
    for (size_t i = 0; i < s->count; i++)
        zt_buf_printf(&list, "%s%s=%g", i ? " " : "", s->name[i], s->param[i]);
    ck_assert_str_eq(zt_buf_text(&list), expected);
    zt_buf_free(&list);
}

void sample_unchanged(char *before, const ZtSession *session)
{
    char *after = sample_state(session);
    ck_assert_msg(strcmp(before, after) == 0, "the session changed");
    zt_free(before);
    zt_free(after);
}
