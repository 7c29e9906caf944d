/* The terms of a sum over the rows, as a table. */
#include <config.h>

#include <math.h>

#include "base/memory.h"
#include "base/number.h"
#include "base/text.h"
#include "core/cascade.h"
#include "lang/argument.h"
#include "lang/explain.h"
#include "lang/nls.h"
#include "lang/table.h"

#define ROWS_WHOLE 12 /* up to so many rows are all shown, in order, */
#define LARGEST    8  /* of more only those with the largest terms */

typedef struct Picked { /* the rows shown, and what all others come to */
    size_t row[ROWS_WHOLE];
    size_t count;
    double rest, sum;
    bool large; /* few terms, and large enough to be printed with a fixed number of decimals */
} Picked;

/* Not a number comes first: it spoils every sum it is in. */
static double weight(double term)
{
    return isnan(term) ? (double)INFINITY : fabs(term);
}

/* Takes a row among the largest, kept in order, if it belongs there. */
static void pick(Picked *picked, const void *terms, ZtPrecision precision, size_t row)
{
    double own = weight(zt_load_real(terms, row, precision));
    size_t at = picked->count;
    while (at > 0 && own > weight(zt_load_real(terms, picked->row[at - 1], precision)))
        at--;
    if (at == LARGEST)
        return;
    if (picked->count < LARGEST)
        picked->count++;
    for (size_t i = picked->count - 1; i > at; i--)
        picked->row[i] = picked->row[i - 1];
    picked->row[at] = row;
}

static bool is_picked(const Picked *picked, size_t row)
{
    for (size_t i = 0; i < picked->count; i++)
        if (picked->row[i] == row)
            return true;
    return false;
}

static Picked pick_rows(const void *terms, size_t rows, ZtPrecision precision)
{
    Picked picked = {0};
    for (size_t row = 0; row < rows; row++)
        if (rows <= ROWS_WHOLE)
            picked.row[picked.count++] = row;
        else
            pick(&picked, terms, precision, row);
    for (size_t row = 0; row < rows; row++) {
        double term = zt_load_real(terms, row, precision);
        picked.sum += term;
        picked.large |= rows <= ROWS_WHOLE && weight(term) >= 1;
        if (!is_picked(&picked, row))
            picked.rest += term;
    }
    return picked;
}

typedef struct Sheet { /* a table in the making */
    const ZtExplain *ex;
    const ZtTermTable *terms;
    const Picked *picked;
    const ZtTermColumns *columns;
    void (*print)(const ZtExplain *ex, ZtBuf *out, double value);
    bool whole;    /* all rows are shown */
    double *value; /* per node, of the row at hand */
    ZtTable table;
} Sheet;

static void add_heads(Sheet *sheet)
{
    zt_buf_puts(zt_table_cell(&sheet->table), "row");
    for (size_t i = 0; i < sheet->columns->count; i++)
        zt_buf_puts(zt_table_cell(&sheet->table), sheet->columns->head[i]);
    zt_buf_puts(zt_table_cell(&sheet->table), sheet->terms->head);
    if (sheet->whole)
        zt_buf_puts(zt_table_cell(&sheet->table), "sum");
}

static void add_row(Sheet *sheet, size_t row, double *sum)
{
    const ZtExplain *ex = sheet->ex;
    zt_trace_row(ex->trace, row, sheet->value);
    zt_buf_printf(zt_table_cell(&sheet->table), "%zu", row + 1);
    for (size_t i = 0; i < sheet->columns->count; i++)
        zt_explain_value(ex, zt_table_cell(&sheet->table), sheet->value[sheet->columns->node[i]]);
    sheet->print(ex, zt_table_cell(&sheet->table), sheet->value[sheet->terms->term]);
    *sum += sheet->value[sheet->terms->term];
    if (sheet->whole)
        sheet->print(ex, zt_table_cell(&sheet->table), *sum);
}

/* `rest` or `sum` of long data. */
static void add_total(Sheet *sheet, const char *head, double value)
{
    zt_buf_puts(zt_table_cell(&sheet->table), head);
    for (size_t i = 0; i < sheet->columns->count; i++)
        zt_table_cell(&sheet->table);
    (weight(value) >= 1 ? sheet->terms->print : sheet->print)(sheet->ex,
                                                              zt_table_cell(&sheet->table), value);
}

static void fill(Sheet *sheet)
{
    double sum = 0;
    sheet->table = (ZtTable){.columns = sheet->columns->count + (sheet->whole ? 3 : 2)};
    add_heads(sheet);
    for (size_t i = 0; i < sheet->picked->count; i++)
        add_row(sheet, sheet->picked->row[i], &sum);
    if (sheet->whole)
        return;
    add_total(sheet, "rest", sheet->picked->rest);
    add_total(sheet, "sum", sheet->picked->sum);
}

size_t zt_explain_widest(const ZtBuf *text)
{
    size_t widest = 0, start = 0;
    for (size_t i = 0; i < text->len; i++)
        if (text->text[i] == '\n') {
            size_t width = zt_text_width(text->text + start, i - start);
            widest = width > widest ? width : widest;
            start = i + 1;
        }
    return widest;
}

/* The first choice of columns that the width has room for, else the last. */
static void add_table(ZtExplain *ex, Sheet *sheet)
{
    bool done = false;
    for (size_t i = 0; i < sheet->terms->choices && !done; i++) {
        ZtBuf text = {0};
        sheet->columns = &sheet->terms->choice[i];
        fill(sheet);
        zt_table_print(&sheet->table, ZT_EXPLAIN_INDENT, "r", &text);
        zt_table_free(&sheet->table);
        done =
            text.failed || i + 1 == sheet->terms->choices || zt_explain_widest(&text) <= ex->width;
        if (done)
            zt_buf_puts(&ex->out, zt_buf_text(&text));
        ex->out.failed = ex->out.failed || text.failed;
        zt_buf_free(&text);
    }
}

static void say_picked(ZtExplain *ex, const Picked *picked)
{
    size_t rows = ex->session->data->rows;
    ZtBuf shown = {0}, rest = {0};
    if (rows <= ROWS_WHOLE)
        return;
    zt_buf_printf(&shown, "%zu", picked->count);
    zt_buf_printf(&rest, "%zu", rows - picked->count);
    const char *const arg[] = {zt_buf_text(&shown), zt_buf_text(&rest)};
    zt_explain_sentence(
        ex, _("These are the {1} rows with the largest terms; rest is what the other {2} come to."),
        arg, 2);
    zt_buf_free(&shown);
    zt_buf_free(&rest);
}

bool zt_explain_terms(ZtExplain *ex, const ZtTermTable *terms, ZtSums *sums, ZtErr *err)
{
    const ZtSession *s = ex->session;
    void *values = zt_trace_rows(ex->trace, terms->term, err);
    if (!values)
        return false;
    Picked picked = pick_rows(values, s->data->rows, s->settings.precision);
    sums->in_training = zt_cascade_sum(values, s->data->rows, s->settings.precision);
    sums->in_rows = picked.sum;
    zt_free(values);
    Sheet sheet = {.ex = ex,
                   .terms = terms,
                   .picked = &picked,
                   .print = picked.large ? terms->print : zt_explain_value,
                   .whole = s->data->rows <= ROWS_WHOLE,
                   .value = zt_alloc(zt_graph_count(ex->trace->graph), sizeof *sheet.value)};
    if (!sheet.value)
        return zt_fail_memory(err);
    add_table(ex, &sheet);
    say_picked(ex, &picked);
    zt_free(sheet.value);
    return true;
}

void zt_explain_sums(ZtExplain *ex, const ZtTermTable *terms, const ZtSums *sums)
{
    bool single = ex->session->settings.precision == ZT_SINGLE;
    double gap = fabs(sums->in_rows - sums->in_training);
    ZtBuf value = {0}, difference = {0};
    terms->print(ex, &value, sums->in_training);
    zt_number_print(&difference, gap, 3, false);
    const char *const arg[] = {zt_buf_text(&value), zt_buf_text(&difference), single ? "32" : "64"};
    const char *sentence;
    if (!isfinite(sums->in_training))
        sentence = _("Training gets {1}: a sum is no number, or infinite, as soon as one of its "
                     "terms is, or when it grows too large.");
    else if (gap == 0)
        sentence = _("Training adds the terms up in its own order and gets the same: {1}.");
    else
        sentence = _("Training adds the same terms up in its own order, rounded to {3} bits each "
                     "time, and gets {1}. The difference, {2}, is rounding.");
    zt_explain_sentence(ex, sentence, arg, 3);
    zt_buf_free(&value);
    zt_buf_free(&difference);
}
