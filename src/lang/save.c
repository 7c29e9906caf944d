/* The commands save and restore: a session as the commands that make it again.
 *
 *     load thermometer rows=11 checksum=1234567890abcdef
 *     normalize 0.1
 *     model w * x + b where w=1, b=0
 *     set lr 0.01
 *     restore epoch=5000 w=5.36712 b=-17.3012
 *
 * All numbers are exact, so that training goes on with the same bits. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "base/text.h"
#include "io/file.h"
#include "lang/argument.h"
#include "lang/handlers.h"
#include "lang/line.h"
#include "lang/settings.h"

static bool add_quoted(ZtBuf *out, const char *text, ZtErr *err)
{
    return zt_line_quote(out, text) || zt_fail(err, ZT_ERR_SAVE_NAME, text, NULL);
}

static bool add_load(ZtBuf *out, const ZtSession *session, ZtErr *err)
{
    const ZtDataset *data = session->data;
    if (!data->source || strcmp(data->source, "-") == 0)
        return zt_fail(err, ZT_ERR_SAVE_DATA, NULL);
    zt_buf_puts(out, "load ");
    if (!add_quoted(out, data->name, err))
        return false;
    for (size_t i = 0; i < session->inputs; i++) {
        zt_buf_puts(out, i == 0 ? " x=" : ",");
        if (!add_quoted(out, data->column[session->input[i]].name, err))
            return false;
    }
    zt_buf_puts(out, " y=");
    if (!add_quoted(out, data->column[session->target].name, err))
        return false;
    zt_buf_printf(out, "%s rows=%zu checksum=%016llx\n", data->missing_drop ? " missing=drop" : "",
                  data->rows, (unsigned long long)data->checksum);
    return true;
}

static bool add_labels(ZtBuf *out, const ZtSession *session, ZtErr *err)
{
    for (size_t i = 0; i < session->data->columns; i++) {
        if (!session->label[i])
            continue;
        zt_buf_puts(out, "label ");
        if (!add_quoted(out, session->data->column[i].name, err))
            return false;
        zt_buf_putc(out, ' ');
        if (!add_quoted(out, session->label[i], err))
            return false;
        zt_buf_putc(out, '\n');
    }
    return true;
}

static void add_normalize(ZtBuf *out, const ZtScales *scales)
{
    static const char *const words[] = {"none", "", "standard", "minmax"};
    if (scales->kind == ZT_SCALE_NONE)
        return;
    zt_buf_printf(out, "normalize %s", words[scales->kind]);
    if (scales->kind == ZT_SCALE_FACTOR)
        zt_number_exact(out, scales->factor, false);
    zt_buf_putc(out, '\n');
}

static void add_model(ZtBuf *out, const ZtSession *session)
{
    zt_buf_printf(out, "model %s", session->model->text);
    for (size_t i = 0; i < session->count; i++) {
        zt_buf_printf(out, "%s%s=", i == 0 ? " where " : ", ", session->name[i]);
        zt_number_exact(out, session->start[i], false);
    }
    zt_buf_putc(out, '\n');
}

/* What decides the numbers of a training is always written, so that the file brings it back
 * whatever was set in the meantime. */
static bool decides(const ZtSetting *setting)
{
    return strcmp(setting->name, "lr") == 0 || strcmp(setting->name, "loss") == 0 ||
           strcmp(setting->name, "precision") == 0;
}

/* A setting that decides, or that differs from its default: the one of a new session. */
static void add_setting(ZtBuf *out, const ZtSetting *setting, const ZtSession *session,
                        const ZtSession *fresh)
{
    ZtBuf value = {0}, normal = {0};
    setting->print(session, &value);
    setting->print(fresh, &normal);
    if (decides(setting) || strcmp(zt_buf_text(&value), zt_buf_text(&normal)) != 0)
        zt_buf_printf(out, "set %s %s\n", setting->name, zt_buf_text(&value));
    out->failed = out->failed || value.failed || normal.failed;
    zt_buf_free(&value);
    zt_buf_free(&normal);
}

static bool is_precision(const ZtSetting *setting)
{
    return strcmp(setting->name, "precision") == 0;
}

/* Precision comes before the data, so that this is read only once; the rest after the data, whose
 * columns the loss may name. */
static bool add_settings(ZtBuf *out, const ZtSession *session, bool precision, ZtErr *err)
{
    ZtSession *fresh = zt_session_new();
    const ZtSetting *setting;
    if (!fresh)
        return zt_fail_memory(err);
    for (size_t i = 0; (setting = zt_setting_at(i)) != NULL; i++)
        if (is_precision(setting) == precision)
            add_setting(out, setting, session, fresh);
    zt_session_free(fresh);
    return true;
}

static void add_restore(ZtBuf *out, const ZtSession *session)
{
    zt_buf_printf(out, "restore epoch=%llu", (unsigned long long)session->epoch);
    for (size_t i = 0; i < session->count; i++) {
        zt_buf_printf(out, " %s=", session->name[i]);
        zt_number_stored(out, session->param[i], session->settings.precision == ZT_SINGLE);
    }
    zt_buf_puts(out, session->diverged ? " diverged\n" : "\n");
}

static bool add_session(ZtBuf *out, const ZtSession *session, ZtErr *err)
{
    if (!add_settings(out, session, true, err))
        return false;
    if (session->data) {
        zt_buf_puts(out, "set loss mse\n"); /* fits any data; the session's own follows */
        if (!add_load(out, session, err) || !add_labels(out, session, err))
            return false;
        add_normalize(out, session->scales);
        add_model(out, session);
    }
    if (!add_settings(out, session, false, err))
        return false;
    if (session->data)
        add_restore(out, session);
    return out->failed ? zt_fail_memory(err) : true;
}

static size_t count_lines(const ZtBuf *text)
{
    size_t count = 0;
    for (size_t i = 0; i < text->len; i++)
        count += text->text[i] == '\n';
    return count;
}

bool zt_save_session(ZtShell *shell, const ZtWord *file, ZtErr *err)
{
    ZtBuf text = {0}, name = {0};
    bool done = add_session(&text, shell->session, err) && zt_write_word(shell, file, &text, err);
    if (done) {
        zt_add_name(&name, file->text);
        zt_sayf(shell, "%s: %zu commands\n", zt_buf_text(&name), count_lines(&text));
    }
    zt_buf_free(&name);
    zt_buf_free(&text);
    return done;
}

bool zt_do_save(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    if (args->count == 0)
        return zt_fail_missing(shell, "save", err);
    if (args->count > 1)
        return zt_fail_extra(shell, "save", &args->word[1], err);
    return zt_save_session(shell, &args->word[0], err);
}

/* restore: what a restore line says. */
typedef struct Restored {
    uint64_t epoch;
    double *param;
    bool *given; /* for each parameter */
    bool epoch_given, diverged;
} Restored;

static bool read_value(const char *text, double *value, ZtErr *err)
{
    bool negative = text[0] == '-';
    if (strcmp(text + negative, "inf") == 0)
        *value = negative ? -(double)INFINITY : (double)INFINITY;
    else if (strcmp(text, "nan") == 0)
        *value = (double)NAN;
    else
        return zt_read_number(text, strlen(text), value, err);
    return true;
}

static bool read_parameter(const ZtSession *session, const char *name, const char *value,
                           Restored *restored, ZtErr *err)
{
    ptrdiff_t index = zt_session_parameter(session, name);
    if (index < 0)
        return zt_fail(err, ZT_ERR_PARAMETER_UNKNOWN, name, NULL);
    if (restored->given[index])
        return zt_fail(err, ZT_ERR_PARAMETER_TWICE, name, NULL);
    restored->given[index] = true;
    return read_value(value, &restored->param[index], err);
}

/* One word: epoch=N, NAME=VALUE or diverged. */
static bool read_state_word(ZtShell *shell, const ZtWord *word, Restored *restored, ZtErr *err)
{
    const char *equals = strchr(word->text, '=');
    restored->diverged = restored->diverged || strcmp(word->text, "diverged") == 0;
    if (!equals)
        return strcmp(word->text, "diverged") == 0 || zt_fail_extra(shell, "restore", word, err);
    char *name = zt_strndup(word->text, (size_t)(equals - word->text));
    if (!name)
        return zt_fail_memory(err);
    bool is_epoch = strcmp(name, "epoch") == 0;
    bool read = is_epoch ? zt_number_whole(equals + 1, &restored->epoch) ||
                               zt_fail(err, ZT_ERR_NOT_NUMBER, equals + 1, NULL)
                         : read_parameter(shell->session, name, equals + 1, restored, err);
    restored->epoch_given = restored->epoch_given || is_epoch;
    zt_free(name);
    return read ? true : zt_fail_word(err, word);
}

static bool read_state(ZtShell *shell, const ZtArgs *args, Restored *restored, ZtErr *err)
{
    for (size_t i = 0; i < args->count; i++)
        if (!read_state_word(shell, &args->word[i], restored, err))
            return false;
    for (size_t i = 0; i < shell->session->count; i++)
        if (!restored->given[i])
            return zt_fail(err, ZT_ERR_RESTORE_PARAMETER, shell->session->name[i], NULL);
    return restored->epoch_given ? true : zt_fail_missing(shell, "restore", err);
}

bool zt_do_restore(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    Restored restored = {0};
    if (!shell->session->data)
        return zt_fail(err, ZT_ERR_DATA_NONE, NULL);
    restored.param = zt_alloc(shell->session->count, sizeof *restored.param);
    restored.given = zt_alloc(shell->session->count, sizeof *restored.given);
    bool done = restored.param && restored.given ? true : zt_fail_memory(err);
    done = done && read_state(shell, args, &restored, err);
    if (done)
        zt_session_restore(shell->session, restored.epoch, restored.param, restored.diverged);
    zt_free(restored.param);
    zt_free(restored.given);
    return done;
}
