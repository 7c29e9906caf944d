/* The command print: values of expressions, on one line. */
#include <config.h>

#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "core/evaluate.h"
#include "lang/look.h"
#include "lang/shell.h"

#define ROWS_WHOLE 12 /* so many values of a per-row expression are shown in full */
#define ROWS_FIRST 3  /* of more than that the first ones, and the last */

/* Comparisons, logic and diverged answer a question. */
static bool is_truth(const ZtFormula *formula)
{
    const ZtItem *root = &formula->items[formula->count - 1];
    if (root->kind == ZT_ITEM_NAME)
        return strcmp(root->name, "diverged") == 0;
    return root->kind == ZT_ITEM_OP && root->op >= ZT_OP_OR && root->op <= ZT_OP_NEAR;
}

typedef struct Look { /* how values are written */
    bool truth, single;
    int digits;
} Look;

static void put_value(const Look *look, double value, ZtBuf *out)
{
    if (look->truth)
        zt_buf_puts(out, value != 0 ? "true" : "false");
    else
        zt_number_print(out, value, look->digits, look->single);
}

static void put_rows(const Look *look, const ZtValue *value, ZtBuf *out)
{
    bool whole = value->count <= ROWS_WHOLE;
    size_t first = whole ? value->count : ROWS_FIRST;
    for (size_t i = 0; i < first; i++) {
        if (i > 0)
            zt_buf_putc(out, ' ');
        put_value(look, value->row[i], out);
    }
    if (whole)
        return;
    zt_buf_puts(out, " ... ");
    put_value(look, value->row[value->count - 1], out);
}

static bool put_formula(ZtShell *shell, const ZtFormula *formula, ZtBuf *out, ZtErr *err)
{
    const ZtSettings *settings = &shell->session->settings;
    ZtCounts counts = zt_shell_counts(shell);
    ZtValue value = {0};
    if (!zt_evaluate(formula, shell->session, &counts, &value, err))
        return false;
    Look look = {
        .truth = is_truth(formula),
        .single = settings->precision == ZT_SINGLE && !value.constant,
        .digits = settings->digits,
    };
    if (out->len > 0)
        zt_buf_putc(out, ' ');
    if (value.row)
        put_rows(&look, &value, out);
    else
        put_value(&look, value.number, out);
    zt_value_free(&value);
    return true;
}

static size_t skip_blanks(const char *text, size_t at, size_t len)
{
    while (at < len && (text[at] == ' ' || text[at] == '\t'))
        at++;
    return at;
}

/* What stands behind an expression and is no comma. */
static bool fail_rest(const char *text, size_t at, size_t len, ZtErr *err)
{
    size_t end = at;
    while (end < len && text[end] != ' ' && text[end] != '\t')
        end++;
    char word[64] = {0};
    memcpy(word, text + at, end - at < sizeof word ? end - at : sizeof word - 1);
    zt_fail(err, ZT_ERR_PRINT_COMMA, word, NULL);
    return zt_fail_at(err, at, end - at);
}

/* The expression at *at, which moves behind it and its comma; spans count from the start of text.
 */
static bool put_next(ZtShell *shell, const char *text, size_t len, size_t *at, ZtBuf *out,
                     ZtErr *err)
{
    size_t start = skip_blanks(text, *at, len), used = 0;
    ZtFormula *formula = zt_formula_parse(text + start, len - start, ZT_FORMULA_VALUE, &used, err);
    bool ok = formula && put_formula(shell, formula, out, err);
    zt_formula_free(formula);
    if (!ok && err->spanned)
        err->at += start;
    if (!ok)
        return false;
    *at = skip_blanks(text, start + used, len);
    if (*at < len && text[*at] != ',')
        return fail_rest(text, *at, len, err);
    return true;
}

static bool put_all(ZtShell *shell, const char *text, size_t len, ZtBuf *out, ZtErr *err)
{
    size_t at = 0;
    while (put_next(shell, text, len, &at, out, err)) {
        if (at >= len)
            return true;
        at++; /* the comma: something must follow */
    }
    return false;
}

bool zt_run_print(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    if (args->raw_len == 0)
        return zt_fail(err, ZT_ERR_PRINT_EMPTY, NULL);
    ZtBuf out = {0};
    bool ok = put_all(shell, args->raw, args->raw_len, &out, err);
    if (!ok && err->spanned)
        err->at += args->raw_at;
    zt_buf_putc(&out, '\n');
    if (ok && out.failed)
        ok = zt_fail_memory(err);
    if (ok)
        zt_say(shell, out.text);
    zt_buf_free(&out);
    return ok;
}
