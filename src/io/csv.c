/* CSV files to data sets. */
#include "io/csv.h"

#include <string.h>

#include "base/memory.h"
#include "io/csv_types.h"

/* From here on a value is rounded to infinity in single precision: half a unit above FLT_MAX. */
#define SINGLE_LIMIT 0x1.ffffffp127

typedef struct Reader {
    ZtCsvLex lex;
    const ZtCsvOptions *options;
    char **names;
    bool *text; /* which columns are text; NULL before the first row of data that is kept */
    size_t columns;
    size_t kept, dropped; /* rows */
    char mark;
    bool header;
    ZtBuilder *builder;
} Reader;

static void reader_end(Reader *reader)
{
    zt_csv_names_free(reader->names, reader->columns);
    zt_free(reader->text);
    zt_builder_free(reader->builder);
    zt_csv_lex_end(&reader->lex);
}

static bool fail_file(const Reader *reader, ZtErrKind kind, ZtErr *err)
{
    return zt_fail(err, kind, reader->lex.source.name, NULL);
}

static bool fail_missing(const Reader *reader, size_t cell, ZtErr *err)
{
    return zt_csv_fail_cell(&reader->lex, ZT_ERR_CSV_MISSING, cell, reader->names[cell], err);
}

/* True if a cell of the row has no value, which is an error unless such rows are left out. */
static bool first_row_missing(const Reader *reader, bool *missing, ZtErr *err)
{
    for (size_t i = 0; i < reader->columns; i++) {
        double value;
        char mark = '\0';
        if (zt_csv_meaning(&reader->lex, i, reader->mark, &value, &mark) != ZT_CSV_MISSING)
            continue;
        *missing = true;
        return reader->options->drop_missing || fail_missing(reader, i, err);
    }
    return true;
}

/* The first row of data says which columns are text. */
static bool choose_types(Reader *reader, ZtErr *err)
{
    size_t numeric = 0;
    reader->text = zt_alloc(reader->columns, sizeof *reader->text);
    if (!reader->text)
        return zt_fail_memory(err);
    for (size_t i = 0; i < reader->columns; i++) {
        double value;
        char mark = '\0';
        ZtCsvMeaning meaning = zt_csv_meaning(&reader->lex, i, '\0', &value, &mark);
        reader->text[i] = meaning == ZT_CSV_TEXT;
        numeric += !reader->text[i];
        if (!zt_builder_column(reader->builder, reader->names[i], reader->text[i]))
            return zt_fail_memory(err);
    }
    return numeric > 0 || fail_file(reader, ZT_ERR_CSV_NO_NUMBERS, err);
}

static bool check_single(const Reader *reader, size_t cell, double value, ZtErr *err)
{
    if (reader->options->precision == ZT_DOUBLE || (value < SINGLE_LIMIT && value > -SINGLE_LIMIT))
        return true;
    return zt_csv_fail_cell(&reader->lex, ZT_ERR_CSV_RANGE_SINGLE, cell, reader->names[cell], err);
}

static bool take_number(Reader *reader, size_t cell, bool *missing, ZtErr *err)
{
    double value = 0;
    bool none = false;
    if (!zt_csv_number(&reader->lex, cell, reader->names[cell], &reader->mark, &value, &none, err))
        return false;
    *missing = *missing || none;
    if (none)
        return reader->options->drop_missing || fail_missing(reader, cell, err);
    if (!check_single(reader, cell, value, err))
        return false;
    return zt_builder_number(reader->builder, cell, value) || zt_fail_memory(err);
}

static bool take_text(Reader *reader, size_t cell, bool *missing, ZtErr *err)
{
    const char *text = zt_csv_text(&reader->lex, cell);
    size_t len = reader->lex.cell[cell].len;
    if (zt_csv_is_missing(text, len)) {
        *missing = true;
        return reader->options->drop_missing || fail_missing(reader, cell, err);
    }
    return zt_builder_text(reader->builder, cell, text, len) || zt_fail_memory(err);
}

static bool take_cells(Reader *reader, bool *missing, ZtErr *err)
{
    for (size_t i = 0; i < reader->columns; i++) {
        bool taken = reader->text[i] ? take_text(reader, i, missing, err)
                                     : take_number(reader, i, missing, err);
        if (!taken)
            return false;
    }
    return true;
}

static bool take_row(Reader *reader, ZtErr *err)
{
    bool missing = false;
    if (!zt_csv_check_count(&reader->lex, reader->columns, err))
        return false;
    if (!reader->text && !first_row_missing(reader, &missing, err))
        return false;
    if (!reader->text && !missing && !choose_types(reader, err))
        return false;
    if (reader->text && !take_cells(reader, &missing, err))
        return false;
    if (missing) {
        zt_builder_drop(reader->builder);
        reader->dropped++;
        return true;
    }
    reader->kept++;
    return zt_builder_row(reader->builder) || zt_fail_memory(err);
}

static bool read_names(Reader *reader, ZtErr *err)
{
    bool more;
    if (!zt_csv_next(&reader->lex, &more, err))
        return false;
    if (!more)
        return fail_file(reader, ZT_ERR_CSV_EMPTY, err);
    if (!zt_csv_names(&reader->lex, &reader->names, &reader->header, err))
        return false;
    reader->columns = reader->lex.cells;
    return true;
}

static bool read_rows(Reader *reader, ZtErr *err)
{
    bool more = true;
    if (!read_names(reader, err) || (!reader->header && !take_row(reader, err)))
        return false;
    for (;;) {
        if (!zt_csv_next(&reader->lex, &more, err))
            return false;
        if (!more)
            break;
        if (!take_row(reader, err))
            return false;
    }
    if (reader->kept > 0)
        return true;
    return fail_file(reader, reader->dropped ? ZT_ERR_CSV_ALL_DROPPED : ZT_ERR_CSV_NO_NUMBERS, err);
}

static ZtDataset *finish(Reader *reader, const char *path, ZtErr *err)
{
    char *source = zt_strdup(path);
    ZtDataset *data = !path || source ? zt_builder_finish(reader->builder) : NULL;
    if (!path || source)
        reader->builder = NULL;
    if (!data) {
        zt_free(source);
        zt_fail_memory(err);
        return NULL;
    }
    data->source = source;
    data->checksum = reader->lex.source.checksum;
    data->missing_drop = reader->options->drop_missing;
    data->dropped = reader->dropped;
    data->separator = reader->lex.separator;
    data->mark = reader->mark;
    data->header = reader->header;
    return data;
}

/* Reads all from the source that was opened; path is NULL for memory. */
static ZtDataset *read_all(Reader *reader, const char *path, const char *name, ZtErr *err)
{
    ZtDataset *data = NULL;
    reader->lex.source.poll = reader->options->poll;
    reader->lex.source.poll_data = reader->options->poll_data;
    reader->builder = zt_builder_new(name, reader->options->precision);
    if (!reader->builder)
        zt_fail_memory(err);
    else if (read_rows(reader, err))
        data = finish(reader, path, err);
    reader_end(reader);
    return data;
}

ZtDataset *zt_csv_read(const char *path, const char *name, const ZtCsvOptions *options, ZtErr *err)
{
    Reader reader = {.options = options};
    if (zt_csv_open(&reader.lex.source, path, name, err))
        return read_all(&reader, path, name, err);
    reader_end(&reader);
    return NULL;
}

ZtDataset *zt_csv_parse(const char *text, size_t len, const char *name, const ZtCsvOptions *options,
                        ZtErr *err)
{
    Reader reader = {.options = options};
    if (zt_csv_open_memory(&reader.lex.source, text, len, name, err))
        return read_all(&reader, NULL, name, err);
    reader_end(&reader);
    return NULL;
}
