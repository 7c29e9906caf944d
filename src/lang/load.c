/* The command load: a data set, and which of its columns are inputs and which is the target. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "base/text.h"
#include "io/file.h"
#include "lang/argument.h"
#include "lang/nls.h"
#include "lang/handlers.h"
#include "lang/line.h"
#include "lang/reload.h"

#define INPUTS_SHOWN 6
#define HEX_DIGITS   16

static const char *const options[] = {"x", "y", "missing", "rows", "checksum"};
#define OPTIONS (sizeof options / sizeof *options)
enum { OPTION_X, OPTION_Y, OPTION_MISSING, OPTION_ROWS, OPTION_CHECKSUM, OPTION_NONE };

typedef struct Request { /* what a load line asks for */
    const ZtWord *source;
    const ZtWord *given[OPTIONS];
    ZtWords x, y;
    const char **x_names;
    uint64_t rows, checksum;
} Request;

static void free_request(Request *request)
{
    zt_words_free(&request->x);
    zt_words_free(&request->y);
    zt_free(request->x_names);
}

/* Which option a word is by what stands in front of its unquoted `=`. */
static size_t option_of(const char *line, const ZtWord *word)
{
    for (size_t i = 0; i < OPTIONS; i++) {
        size_t len = strlen(options[i]);
        if (word->len > len && zt_text_starts(line + word->at, options[i]) &&
            line[word->at + len] == '=')
            return i;
    }
    return OPTION_NONE;
}

/* An option's value, without its quotes. */
static const char *value_of(size_t option, const ZtWord *word)
{
    return word->text + strlen(options[option]) + 1;
}

static bool fail_value(size_t option, const char *value, const char *right, const ZtWord *word,
                       ZtErr *err)
{
    zt_fail(err, ZT_ERR_LOAD_VALUE, options[option], value, right, NULL);
    return zt_fail_word(err, word);
}

/* Names of columns, each of them perhaps quoted, between commas. */
static bool read_names(const ZtArgs *args, const ZtWord *word, size_t option, ZtWords *names,
                       ZtErr *err)
{
    size_t skip = strlen(options[option]) + 1;
    if (!zt_words_split(args->line, word->at + skip, word->len - skip, ',', names, err))
        return false;
    for (size_t i = 0; i < names->count; i++)
        if (!names->word[i].text[0])
            return fail_value(option, value_of(option, word), "x=COLUMN,COLUMN", word, err);
    return true;
}

static bool read_x(Request *request, const ZtArgs *args, const ZtWord *word, ZtErr *err)
{
    if (!read_names(args, word, OPTION_X, &request->x, err))
        return false;
    request->x_names = zt_alloc(request->x.count, sizeof *request->x_names);
    if (!request->x_names)
        return zt_fail_memory(err);
    for (size_t i = 0; i < request->x.count; i++)
        request->x_names[i] = request->x.word[i].text;
    return true;
}

static bool read_y(Request *request, const ZtArgs *args, const ZtWord *word, ZtErr *err)
{
    if (!read_names(args, word, OPTION_Y, &request->y, err))
        return false;
    if (request->y.count == 1)
        return true;
    return fail_value(OPTION_Y, value_of(OPTION_Y, word), "y=COLUMN", word, err);
}

static bool read_checksum(Request *request, const ZtWord *word, ZtErr *err)
{
    const char *text = value_of(OPTION_CHECKSUM, word);
    size_t len = strlen(text);
    if (len != HEX_DIGITS || strspn(text, "0123456789abcdefABCDEF") != len)
        return fail_value(OPTION_CHECKSUM, text, "16 hexadecimal digits", word, err);
    request->checksum = strtoull(text, NULL, 16);
    return true;
}

static bool read_option(Request *request, const ZtArgs *args, size_t option, const ZtWord *word,
                        ZtErr *err)
{
    const char *value = value_of(option, word);
    switch (option) {
    case OPTION_X:
        return read_x(request, args, word, err);
    case OPTION_Y:
        return read_y(request, args, word, err);
    case OPTION_CHECKSUM:
        return read_checksum(request, word, err);
    case OPTION_ROWS:
        return zt_number_whole(value, &request->rows) ||
               fail_value(option, value, "a whole number", word, err);
    default:
        return zt_text_same(value, "drop") || fail_value(option, value, "missing=drop", word, err);
    }
}

/* A word that is neither the source nor an option that exists. */
static bool fail_stray(const ZtWord *word, ZtErr *err)
{
    char key[ZT_ERR_ARG_SIZE];
    snprintf(key, sizeof key, "%.*s", (int)strcspn(word->text, "="), word->text);
    const char *nearest = strchr(word->text, '=') ? zt_text_nearest(key, options, OPTIONS) : NULL;
    zt_fail(err, ZT_ERR_LOAD_OPTION, word->text, nearest, NULL);
    return zt_fail_word(err, word);
}

static bool read_request(ZtShell *shell, const ZtArgs *args, Request *request, ZtErr *err)
{
    for (size_t i = 0; i < args->count; i++) {
        const ZtWord *word = &args->word[i];
        size_t option = option_of(args->line, word);
        if (option == OPTION_NONE && request->source)
            return fail_stray(word, err);
        if (option == OPTION_NONE) {
            request->source = word;
            continue;
        }
        if (request->given[option])
            return zt_fail_extra(shell, "load", word, err);
        request->given[option] = word;
        if (!read_option(request, args, option, word, err))
            return false;
    }
    return request->source ? true : zt_fail_missing(shell, "load", err);
}

/* Neither a file nor a data set: what there is instead. */
static bool fail_not_found(ZtShell *shell, const ZtWord *source, ZtErr *err)
{
    size_t count = 0;
    char **names = zt_file_list(shell->data_dirs, ".csv", &count);
    ZtBuf list = {0};
    for (size_t i = 0; i < count; i++)
        zt_buf_printf(&list, "%s%s", i > 0 ? ", " : "", names[i]);
    const char *nearest = zt_text_nearest(source->text, (const char *const *)names, count);
    zt_fail(err, ZT_ERR_LOAD_NAME, source->text, nearest ? nearest : "", zt_buf_text(&list), NULL);
    zt_buf_free(&list);
    zt_free(names);
    return zt_fail_word(err, source);
}

/* The file that the first word means: a bundled data set, or what it names. The caller's; NULL with
 * err. */
static char *find_source(ZtShell *shell, const ZtWord *source, ZtErr *err)
{
    const char *name = source->text;
    char *path = zt_file_find(shell->data_dirs, name, ".csv");
    bool plain = !path && !strchr(name, '/') && strcmp(name, "-") != 0;
    if (!path && !(path = zt_shell_path(shell, name))) {
        zt_fail_memory(err);
    } else if (plain && !zt_file_exists(path)) {
        fail_not_found(shell, source, err);
        zt_free(path);
        return NULL;
    }
    return path;
}

/* Reads the data set that the first word names; NULL with err. */
static ZtDataset *read_source(ZtShell *shell, const Request *request, ZtErr *err)
{
    char *path = find_source(shell, request->source, err);
    if (!path)
        return NULL;
    ZtDataset *data =
        zt_read_data(shell, path, request->source->text, shell->session->settings.precision,
                     request->given[OPTION_MISSING] != NULL, err);
    if (!data && err->kind != ZT_ERR_INTERRUPTED)
        zt_fail_word(err, request->source);
    zt_free(path);
    return data;
}

/* What save wrote down of the data must still be true. */
static bool verify(const Request *request, const ZtDataset *data, ZtErr *err)
{
    bool same_rows = !request->given[OPTION_ROWS] || request->rows == data->rows;
    bool same_bytes = !request->given[OPTION_CHECKSUM] || request->checksum == data->checksum;
    if (same_rows && same_bytes)
        return true;
    zt_fail(err, ZT_ERR_DATA_CHANGED, data->name, NULL);
    return zt_fail_word(err, request->source);
}

/* An error about a column belongs to the option that names it. */
static bool point_at_column(const Request *request, const char *y, ZtErr *err)
{
    bool in_y = y && strcmp(err->arg[0], y) == 0;
    const ZtWord *word = request->given[in_y ? OPTION_Y : OPTION_X];
    zt_fail_elsewhere(err);
    return word && err->kind != ZT_ERR_MEMORY ? zt_fail_word(err, word) : false;
}

static bool use_data(ZtShell *shell, const Request *request, ZtDataset *data, ZtErr *err)
{
    const char *y = request->given[OPTION_Y] ? request->y.word[0].text : NULL;
    if (!verify(request, data, err))
        return false;
    return zt_session_load(shell->session, data, request->x_names, request->x.count, y, err) ||
           point_at_column(request, y, err);
}

static void add_column(ZtBuf *out, const ZtSession *session, size_t column)
{
    zt_add_name(out, session->data->column[column].name);
}

/* "x = zolta", or "x1 = beak, x2 = depth"; many: "x1 ... x64 = p00 ... p77". */
static void add_inputs(ZtBuf *out, const ZtSession *session)
{
    if (session->inputs > INPUTS_SHOWN) {
        zt_buf_printf(out, "x1 ... x%zu = ", session->inputs);
        add_column(out, session, session->input[0]);
        zt_buf_puts(out, " ... ");
        add_column(out, session, session->input[session->inputs - 1]);
        return;
    }
    for (size_t i = 0; i < session->inputs; i++) {
        if (session->inputs == 1)
            zt_buf_puts(out, "x = ");
        else
            zt_buf_printf(out, "%sx%zu = ", i > 0 ? ", " : "", i + 1);
        add_column(out, session, session->input[i]);
    }
}

/* Which numbers a text column that is learnt from or predicted stands for. */
static void add_numbers(ZtBuf *out, const ZtColumn *column)
{
    if (!column->text)
        return;
    zt_add_classes(out, column);
    zt_buf_putc(out, '\n');
}

/* thermometer: 11 rows; x = zolta, y = celsius */
static bool say_loaded(ZtShell *shell, ZtErr *err)
{
    const ZtSession *session = shell->session;
    ZtBuf out = {0};
    zt_add_name(&out, session->data->name);
    zt_buf_printf(&out, ": %zu row%s", session->data->rows, session->data->rows == 1 ? "" : "s");
    if (session->data->dropped > 0)
        zt_buf_printf(&out, " (%zu left out)", session->data->dropped);
    zt_buf_puts(&out, "; ");
    add_inputs(&out, session);
    zt_buf_puts(&out, ", y = ");
    add_column(&out, session, session->target);
    zt_buf_putc(&out, '\n');
    for (size_t i = 0; i < session->inputs; i++)
        add_numbers(&out, &session->data->column[session->input[i]]);
    add_numbers(&out, &session->data->column[session->target]);
    return zt_say_buf(shell, &out, err);
}

/* Time stamps and their like have more digits than single precision keeps. */
static void note_merged(ZtShell *shell)
{
    const ZtDataset *data = shell->session->data;
    for (size_t i = 0; i < data->columns; i++) {
        if (!data->column[i].merged)
            continue;
        ZtBuf name = {0};
        zt_add_name(&name, data->column[i].name);
        zt_notef(shell,
                 _("Column %s: different numbers became the same in single precision; "
                   "set precision double keeps them apart."),
                 zt_buf_text(&name));
        zt_buf_free(&name);
    }
}

bool zt_do_load(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    Request request = {0};
    ZtDataset *data = NULL;
    if (read_request(shell, args, &request, err))
        data = read_source(shell, &request, err);
    bool done = data && use_data(shell, &request, data, err) && say_loaded(shell, err);
    if (done)
        note_merged(shell);
    zt_dataset_release(data);
    free_request(&request);
    return done;
}
