/* The command predict: rows of inputs, given in the line or in a file. */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "io/csv.h"
#include "io/file.h"
#include "lang/argument.h"
#include "lang/handlers.h"

typedef struct Inputs {
    double *values; /* rows times the session's inputs */
    size_t rows;
} Inputs;

static size_t count_values(const char *text)
{
    size_t count = 1;
    for (; *text; text++)
        count += *text == ',';
    return count;
}

/* The wrong number of values in a row; for one input, "35,7" may be a decimal comma. */
static bool fail_count(const ZtSession *session, const ZtWord *word, size_t count, ZtErr *err)
{
    char given[24], needed[24], better[ZT_ERR_ARG_SIZE] = "";
    const char *comma = strchr(word->text, ',');
    snprintf(given, sizeof given, "%zu", count);
    snprintf(needed, sizeof needed, "%zu", session->inputs);
    if (session->inputs == 1 && count == 2 && word->len < sizeof better)
        snprintf(better, sizeof better, "%.*s.%s", (int)(comma - word->text), word->text,
                 comma + 1);
    zt_fail(err, ZT_ERR_PREDICT_COUNT, given, needed, better, NULL);
    return zt_fail_word(err, word);
}

static bool fail_class(const ZtColumn *column, const char *text, size_t len, ZtErr *err)
{
    char *given = zt_strndup(text, len);
    if (!given)
        return zt_fail_memory(err);
    const char *near =
        zt_text_nearest(given, (const char *const *)column->classes, column->class_count);
    zt_fail(err, ZT_ERR_PREDICT_CLASS, given, column->name, near, NULL);
    zt_free(given);
    return false;
}

/* A number or, for a text column, one of its classes. */
static bool read_value(const ZtColumn *column, const char *text, size_t len, double *value,
                       ZtErr *err)
{
    ptrdiff_t class = column->text ? zt_column_class(column, text, len) : -1;
    if (class >= 0) {
        *value = (double)class;
        return true;
    }
    return zt_read_number(text, len, value, err) ||
           (column->text ? fail_class(column, text, len, err) : false);
}

/* The values of one row, "5.1,3.5". */
static bool read_row(const ZtSession *session, const ZtWord *word, double *values, ZtErr *err)
{
    size_t count = count_values(word->text);
    if (count != session->inputs)
        return fail_count(session, word, count, err);
    const char *text = word->text;
    for (size_t i = 0; i < count; i++) {
        size_t len = strcspn(text, ",");
        if (!read_value(&session->data->column[session->input[i]], text, len, &values[i], err))
            return zt_fail_at(err, word->at, word->len);
        text += len + 1;
    }
    return true;
}

static bool read_rows(const ZtSession *session, const ZtArgs *args, Inputs *inputs, ZtErr *err)
{
    inputs->rows = args->count;
    inputs->values = zt_alloc(args->count * session->inputs, sizeof *inputs->values);
    if (!inputs->values)
        return zt_fail_memory(err);
    for (size_t i = 0; i < args->count; i++)
        if (!read_row(session, &args->word[i], inputs->values + i * session->inputs, err))
            return false;
    return true;
}

static bool read_columns(const ZtSession *session, const char *path, Inputs *inputs, ZtErr *err)
{
    const ZtColumn **wanted = zt_alloc(session->inputs, sizeof(void *));
    if (!wanted)
        return zt_fail_memory(err);
    for (size_t i = 0; i < session->inputs; i++)
        wanted[i] = &session->data->column[session->input[i]];
    bool read = zt_csv_inputs(path, wanted, session->inputs, &inputs->values, &inputs->rows, err);
    zt_free(wanted);
    return read;
}

static bool all_numbers(const char *text)
{
    double value;
    for (;;) {
        size_t len = strcspn(text, ",");
        if (!zt_read_number(text, len, &value, NULL))
            return false;
        if (!text[len])
            return true;
        text += len + 1;
    }
}

/* The file that the only word names, the caller's; NULL if it is no file. */
static char *file_named(const ZtShell *shell, const ZtArgs *args)
{
    const char *text = args->word[0].text;
    if (args->count > 1 || all_numbers(text))
        return NULL;
    char *path = zt_file_find(shell->data_dirs, text, ".csv");
    if (path)
        return path;
    path = zt_shell_path(shell, text);
    if (path && (strchr(text, '/') || zt_file_exists(path)))
        return path;
    zt_free(path);
    return NULL;
}

static bool read_inputs(ZtShell *shell, const ZtArgs *args, Inputs *inputs, ZtErr *err)
{
    char *path = file_named(shell, args);
    if (!path)
        return read_rows(shell->session, args, inputs, err);
    bool read = read_columns(shell->session, path, inputs, err);
    zt_free(path);
    return read ? true : zt_fail_word(err, &args->word[0]);
}

static bool put_predictions(ZtShell *shell, const Inputs *inputs, const ZtWord *file, ZtErr *err)
{
    ZtBuf out = {0};
    double *predicted = zt_alloc(inputs->rows, sizeof *predicted);
    bool done = predicted ? true : zt_fail_memory(err);
    if (done && !zt_session_predict(shell->session, inputs->values, inputs->rows, predicted, err))
        done = zt_fail_elsewhere(err);
    for (size_t i = 0; done && i < inputs->rows; i++) {
        zt_add_value(&out, shell->session, predicted[i]);
        zt_buf_putc(&out, '\n');
    }
    zt_free(predicted);
    if (done)
        done = file ? zt_write_word(shell, file, &out, err) : zt_say_buf(shell, &out, err);
    zt_buf_free(&out);
    return done;
}

bool zt_do_predict(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    Inputs inputs = {0};
    if (args->count == 0)
        return zt_fail_missing(shell, "predict", err);
    if (!shell->session->data)
        return zt_fail(err, ZT_ERR_DATA_NONE, NULL);
    bool done = read_inputs(shell, args, &inputs, err) &&
                put_predictions(shell, &inputs, args->redirect, err);
    zt_free(inputs.values);
    return done;
}
