/* Formulas: text to items. A formula never changes, and is shared by counting.
 *
 * A formula is kept in postfix order: operands before their operation. w * x + b is the six items
 * w, x, *, b, +. Every walk over a formula is therefore one loop with a stack of values, however
 * long the formula is; only parentheses and the right side of ^ nest, at most ZT_FORMULA_DEPTH. */
#ifndef ZT_CORE_FORMULA_H
#define ZT_CORE_FORMULA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/memory.h"
#include "core/op.h"

#define ZT_FORMULA_DEPTH 200
#define ZT_FORMULA_ITEMS 20000 /* numbers, names and signs: a sum of 10,000 columns */

typedef enum ZtItemKind {
    ZT_ITEM_NUMBER,    /* value */
    ZT_ITEM_NAME,      /* name: a column, parameter, reserved word or setting */
    ZT_ITEM_COLUMN,    /* name: surely a column, for it was quoted */
    ZT_ITEM_OP,        /* op, on the values before it */
    ZT_ITEM_RAW,       /* raw(name): the column as it was read */
    ZT_ITEM_INDEX,     /* v[i], on the two values before it: one row of v */
    ZT_ITEM_GRAD,      /* grad(name): dloss/dname at the present parameters */
    ZT_ITEM_LAST_LOSS, /* last(loss): what the last epoch printed */
    ZT_ITEM_LAST_GRAD, /* last(grad(name)) */
    ZT_ITEM_COUNT,     /* count(name): how often a command was used */
} ZtItemKind;

typedef struct ZtItem {
    ZtItemKind kind;
    ZtOp op;
    double value;
    const char *name; /* owned by the formula */
    size_t at, len;   /* where it stands in the text that was parsed */
} ZtItem;

typedef struct ZtFormula {
    char *text; /* as written, without blanks around it */
    ZtItem *items;
    size_t count;
    ZtArena *arena;
    int references;
} ZtFormula;

typedef enum ZtFormulaUse {
    ZT_FORMULA_MODEL, /* graph operations only */
    ZT_FORMULA_VALUE, /* all: print, conditions, values of set */
} ZtFormulaUse;

/* Parses the beginning of text up to its end, or, if stop is given, up to *stop bytes: where the
 * formula ended at a word or sign that cannot go on with it (`where`, `,`, `:`), *stop says where.
 * Without stop all must be used. Spans in errors, and at in items, count from the start of text.
 * The formula is the caller's (zt_formula_free); NULL on failure. */
ZtFormula *zt_formula_parse(const char *text, size_t len, ZtFormulaUse use, size_t *stop,
                            ZtErr *err);
ZtFormula *zt_formula_new(void); /* without text and items; NULL when memory runs out */
ZtFormula *zt_formula_retain(ZtFormula *formula);  /* one more reference; NULL gives NULL */
void zt_formula_free(ZtFormula *formula);          /* gives one back */
size_t zt_formula_bytes(const ZtFormula *formula); /* of memory, about */

/* x, x1, x2, ...: the words for the inputs. */
bool zt_word_input(const char *name);

/* True for the words that can never be parameters (design: functions, pi, x, xN, y, p, loss, n,
 * settings, ...). */
bool zt_word_reserved(const char *name);

/* The words settings are called by, present and planned; NULL-terminated. */
extern const char *const zt_setting_words[];

#endif
