#include <config.h>

#include "lang/argument.h"

#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "base/text.h"
#include "io/file.h"

#define EPOCHS_MAX 1000000000000u

static const char *usage_of(const ZtShell *shell, const char *command)
{
    const ZtCommand *row = zt_command_find(shell->commands, command);
    return row ? row->usage : command;
}

bool zt_fail_missing(ZtShell *shell, const char *command, ZtErr *err)
{
    return zt_fail(err, ZT_ERR_COMMAND_MISSING, command, usage_of(shell, command), NULL);
}

bool zt_fail_extra(ZtShell *shell, const char *command, const ZtWord *word, ZtErr *err)
{
    zt_fail(err, ZT_ERR_COMMAND_EXTRA, word->text, usage_of(shell, command), NULL);
    return zt_fail_word(err, word);
}

bool zt_fail_word(ZtErr *err, const ZtWord *word)
{
    return zt_fail_at(err, word->at, word->len);
}

bool zt_fail_raw(ZtErr *err, const ZtArgs *args)
{
    err->at += err->spanned ? args->raw_at : 0;
    return false;
}

bool zt_fail_elsewhere(ZtErr *err)
{
    err->spanned = false;
    return false;
}

bool zt_read_number(const char *text, size_t len, double *value, ZtErr *err)
{
    size_t used;
    ZtNumberFault fault = zt_number_read(text, len, '.', true, value, &used);
    if (fault == ZT_NUMBER_OK && used == len)
        return true;
    if (!err)
        return false;
    char *copy = zt_strndup(text, len);
    if (!copy)
        zt_fail_memory(err);
    else if (fault == ZT_NUMBER_RANGE)
        zt_fail(err, ZT_ERR_FORMULA_NUMBER, copy, NULL);
    else
        zt_fail(err, ZT_ERR_NOT_NUMBER, copy, NULL);
    zt_free(copy);
    return false;
}

bool zt_epochs_from(const char *text, uint64_t *epochs, ZtErr *err)
{
    if (zt_number_whole(text, epochs) && *epochs >= 1 && *epochs <= EPOCHS_MAX)
        return true;
    return zt_fail(err, ZT_ERR_EPOCHS, text, NULL);
}

void zt_add_name(ZtBuf *out, const char *name)
{
    zt_text_escape(out, name, strlen(name));
}

void zt_add_value(ZtBuf *out, const ZtSession *session, double value)
{
    zt_number_print(out, value, session->settings.digits, session->settings.precision == ZT_SINGLE);
}

void zt_add_role(ZtBuf *out, const ZtSession *session, size_t column)
{
    if (column == session->target)
        zt_buf_putc(out, 'y');
    for (size_t i = 0; i < session->inputs; i++)
        if (session->input[i] == column && session->inputs == 1)
            zt_buf_putc(out, 'x');
        else if (session->input[i] == column)
            zt_buf_printf(out, "x%zu", i + 1);
}

void zt_add_scaled(ZtBuf *out, const ZtSession *session, size_t column, const char *raw)
{
    const ZtScales *scales = session->scales;
    const ZtScale *scale = &scales->column[column];
    bool moved = scale->scaled && scales->kind != ZT_SCALE_FACTOR;
    zt_buf_puts(out, moved ? "(" : "");
    zt_buf_puts(out, raw);
    if (moved) {
        zt_buf_puts(out, scale->shift < 0 ? " + " : " - ");
        zt_add_value(out, session, scale->shift < 0 ? -scale->shift : scale->shift);
        zt_buf_puts(out, ") / ");
        zt_add_value(out, session, scale->divisor);
    } else if (scale->scaled) {
        zt_buf_puts(out, " * ");
        zt_add_value(out, session, scales->factor);
    }
}

void zt_add_parameters(ZtBuf *out, const ZtSession *session, const double *values, size_t most)
{
    for (size_t i = 0; i < session->count && i < most; i++) {
        zt_buf_puts(out, i > 0 ? ", " : "");
        zt_add_name(out, session->name[i]);
        zt_buf_puts(out, " = ");
        zt_add_value(out, session, values[i]);
    }
    if (session->count > most)
        zt_buf_printf(out, ", ... (%zu in all)", session->count);
    else if (session->count == 0)
        zt_buf_puts(out, "none");
}

bool zt_write_word(const ZtShell *shell, const ZtWord *file, const ZtBuf *text, ZtErr *err)
{
    const ZtDataset *data = shell->session->data;
    if (text->failed)
        return zt_fail_memory(err);
    if (data && data->source && zt_file_same(data->source, file->text))
        zt_fail(err, ZT_ERR_FILE_LOADED, file->text, NULL);
    else if (zt_file_write(file->text, zt_buf_text(text), text->len, err))
        return true;
    return zt_fail_word(err, file);
}
