/* The data in the script: what is read of it, by value or from its file, and its scaling. */
#include <config.h>

#include <string.h>

#include "base/nls.h"
#include "core/engine.h"
#include "export/literal.h"
#include "export/twin_parts.h"

#define ROWS_BY_VALUE 50
#define VALUES_MAX    20000 /* that are written down where there is no file to read */
#define CLASSES_SHOWN 12

/* --- which columns, and their names --- */

static void note_item(ZtTwin *twin, const ZtItem *item)
{
    ZtScope scope = zt_session_scope(twin->session);
    ptrdiff_t column = zt_scope_item(&scope, item);
    if (column >= 0)
        twin->read[column] = true;
}

static void note_formula(ZtTwin *twin, const ZtFormula *formula)
{
    for (size_t i = 0; i < formula->count; i++) {
        const ZtItem *item = &formula->items[i];
        note_item(twin, item);
        twin->steps |= item->kind == ZT_ITEM_OP && item->op == ZT_OP_STEP;
    }
}

static bool note_loss(ZtTwin *twin, const char *loss, ZtErr *err)
{
    if (strcmp(loss, "mse") == 0 || strcmp(loss, "mae") == 0 || strcmp(loss, "huber") == 0) {
        twin->read[twin->session->target] = true;
        return true;
    }
    ZtFormula *formula = zt_formula_parse(loss, strlen(loss), ZT_FORMULA_MODEL, NULL, err);
    if (formula)
        note_formula(twin, formula);
    zt_formula_free(formula);
    return formula != NULL;
}

static bool note_terms(ZtTwin *twin, ZtErr *err)
{
    const ZtJournal *journal = twin->session->journal;
    twin->scaled = twin->terms.scale != ZT_SCALE_NONE;
    if (!note_loss(twin, twin->terms.loss, err))
        return false;
    for (size_t i = 0; i < zt_journal_count(journal); i++) {
        ZtJournalEntry entry = zt_journal_entry(journal, i);
        twin->diverged |= entry.diverged;
        if (!entry.terms)
            continue;
        twin->scaled |= entry.terms->scale != ZT_SCALE_NONE;
        if (!note_loss(twin, entry.terms->loss, err))
            return false;
    }
    return true;
}

/* x, or x1, x2, ...; y; NULL for a column without a role. */
static const char *role_name(ZtTwin *twin, size_t column)
{
    const ZtSession *s = twin->session;
    for (size_t i = 0; i < s->inputs; i++)
        if (s->input[i] == column)
            return zt_names_input(&twin->names, s->inputs, i);
    return column == s->target ? "y" : NULL;
}

static bool may_scale(const ZtTwin *twin, size_t column)
{
    const ZtSession *s = twin->session;
    return twin->scaled && column != s->target && !s->data->column[column].text;
}

/* A column that is called like its role, and is not scaled, needs no second name. */
static bool name_column(ZtTwin *twin, size_t column)
{
    const char *name = twin->session->data->column[column].name, *role = role_name(twin, column);
    if (role && strcmp(role, name) == 0 && !may_scale(twin, column)) {
        twin->raw[column] = twin->used[column] = role;
        return true;
    }
    twin->raw[column] = zt_names_make(&twin->names, name, "raw");
    twin->used[column] = role ? role : twin->raw[column];
    if (!role && twin->raw[column] && may_scale(twin, column))
        twin->used[column] = zt_names_make(&twin->names, twin->raw[column], "scaled");
    return twin->used[column] != NULL && twin->raw[column] != NULL;
}

bool zt_twin_name_columns(ZtTwin *twin, ZtErr *err)
{
    note_formula(twin, twin->session->model);
    if (!note_terms(twin, err))
        return false;
    for (size_t i = 0; i < twin->session->data->columns; i++)
        if (twin->read[i] && !name_column(twin, i))
            return zt_fail_memory(err);
    return true;
}

/* --- their values --- */

static void add_classes(ZtTwin *twin, size_t column)
{
    const ZtColumn *text = &twin->session->data->column[column];
    if (!text->text)
        return;
    zt_buf_printf(twin->out, "# %s:", twin->raw[column]);
    for (size_t i = 0; i < text->class_count && i < CLASSES_SHOWN; i++) {
        zt_buf_printf(twin->out, "%s %zu = ", i > 0 ? "," : "", i);
        zt_comment_text(twin->out, text->classes[i]);
    }
    zt_buf_puts(twin->out, text->class_count > CLASSES_SHOWN ? ", ...\n" : "\n");
}

static void add_values(ZtTwin *twin, size_t column)
{
    const ZtDataset *data = twin->session->data;
    ZtBuf head = {0}, items = {0};
    zt_buf_printf(&head, "%s = torch.tensor([", twin->raw[column]);
    for (size_t i = 0; i < data->rows; i++) {
        zt_buf_puts(&items, i > 0 ? ", " : "");
        zt_python_number(&items, zt_dataset_value(data, column, i), data->precision == ZT_SINGLE,
                         true);
    }
    zt_twin_list(twin, zt_buf_text(&head), &items, "])");
    twin->out->failed |= head.failed;
    zt_buf_free(&head);
}

static size_t count_read(const ZtTwin *twin)
{
    size_t count = 0;
    for (size_t i = 0; i < twin->session->data->columns; i++)
        count += twin->read[i];
    return count;
}

static bool has_file(const ZtDataset *data)
{
    return data->source && strcmp(data->source, "-") != 0;
}

bool zt_twin_reads_file(const ZtTwin *twin)
{
    const ZtDataset *data = twin->session->data;
    return has_file(data) && data->rows > ROWS_BY_VALUE;
}

static bool add_by_value(ZtTwin *twin, ZtErr *err)
{
    const ZtDataset *data = twin->session->data;
    if (!has_file(data) && data->rows > VALUES_MAX / (count_read(twin) + 1))
        return zt_fail(err, ZT_ERR_EXPORT_DATA, NULL);
    for (size_t i = 0; i < data->columns; i++) {
        if (!twin->read[i])
            continue;
        add_classes(twin, i);
        add_values(twin, i);
    }
    return true;
}

/* --- from the file: the same rules as those of io/csv --- */

static void add_rows(ZtTwin *twin)
{
    const ZtDataset *data = twin->session->data;
    ZtBuf *out = twin->out;
    zt_buf_puts(out, "with open(");
    zt_python_string(out, data->source);
    zt_buf_printf(out,
                  ", encoding=\"utf-8-sig\", newline=\"\") as file:\n"
                  "    rows = csv.reader(file, delimiter=\"%s\", skipinitialspace=True)\n"
                  "    rows = [[cell.strip() for cell in row] for row in rows]\n",
                  data->separator == '\t' ? "\\t" : (char[]){data->separator, '\0'});
    zt_buf_printf(out, "rows = [row for row in rows if any(row)]%s\n", data->header ? "[1:]" : "");
    if (data->missing_drop)
        zt_buf_puts(out, "rows = [row for row in rows if \"\" not in row and \"NA\" not in row]\n");
    zt_buf_printf(out, "assert len(rows) == %zu, ", data->rows);
    zt_python_string(out, twin->translate(N_("the data has changed")));
    zt_buf_putc(out, '\n');
}

static void add_columns(ZtTwin *twin)
{
    const ZtDataset *data = twin->session->data;
    ZtBuf *out = twin->out;
    const char *cell = data->mark == ',' ? "row[index].replace(\",\", \".\")" : "row[index]";
    bool texts = false, numbers = false;
    for (size_t i = 0; i < data->columns; i++) {
        texts |= twin->read[i] && data->column[i].text;
        numbers |= twin->read[i] && !data->column[i].text;
    }
    if (numbers)
        zt_buf_printf(out,
                      "\n\ndef column(index):\n"
                      "    return torch.tensor([float(%s) for row in rows])\n",
                      cell);
    if (texts)
        zt_buf_puts(out, "\n\ndef classes(index):\n"
                         "    names = list(dict.fromkeys(row[index] for row in rows))\n"
                         "    return torch.tensor([float(names.index(row[index])) for row in rows])"
                         "\n");
    zt_buf_puts(out, "\n\n");
    for (size_t i = 0; i < data->columns; i++) {
        if (twin->read[i])
            add_classes(twin, i);
        if (twin->read[i])
            zt_buf_printf(out, "%s = %s(%zu)\n", twin->raw[i],
                          data->column[i].text ? "classes" : "column", i);
    }
}

bool zt_twin_data(ZtTwin *twin, ZtErr *err)
{
    const ZtDataset *data = twin->session->data;
    zt_buf_printf(twin->out, "# %s ", twin->translate(N_("The data:")));
    zt_comment_text(twin->out, data->name);
    zt_buf_printf(twin->out, ", %zu row%s", data->rows, data->rows == 1 ? "" : "s");
    zt_buf_putc(twin->out, '\n');
    if (!zt_twin_reads_file(twin))
        return add_by_value(twin, err);
    add_rows(twin);
    add_columns(twin);
    return true;
}

/* --- scaling --- */

/* A line for a column that has another name behind its scaling; true if there is one. */
static bool add_scaled(ZtTwin *twin, size_t column, bool again)
{
    const char *raw = twin->raw[column];
    ZtBuf *out = twin->out;
    if (!raw || raw == twin->used[column] || (again && !may_scale(twin, column)))
        return false;
    zt_buf_printf(out, "%s = ", twin->used[column]);
    switch (may_scale(twin, column) ? twin->terms.scale : ZT_SCALE_NONE) {
    case ZT_SCALE_NONE:
        zt_buf_puts(out, raw);
        break;
    case ZT_SCALE_FACTOR:
        zt_buf_printf(out, "%s * ", raw);
        zt_python_number(out, twin->terms.factor, false, false);
        break;
    case ZT_SCALE_STANDARD:
        zt_buf_printf(out, "(%s - %s.mean()) / %s.std()", raw, raw, raw);
        break;
    case ZT_SCALE_MINMAX:
        zt_buf_printf(out, "(%s - %s.min()) / (%s.max() - %s.min())", raw, raw, raw, raw);
        break;
    }
    zt_buf_putc(out, '\n');
    return true;
}

/* x = ..., or x1, x2, ... in this order, then the other columns, and y. */
void zt_twin_scaling(ZtTwin *twin, bool again)
{
    const ZtSession *s = twin->session;
    ZtScope scope = zt_session_scope(s);
    size_t count = 0;
    for (size_t i = 0; i < s->inputs; i++)
        count += add_scaled(twin, s->input[i], again);
    for (size_t i = 0; i < s->data->columns; i++)
        if (!zt_scope_has_role(&scope, i))
            count += add_scaled(twin, i, again);
    count += add_scaled(twin, s->target, again);
    zt_buf_puts(twin->out, count > 0 ? "\n" : "");
}
