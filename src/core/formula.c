#include <config.h>

#include "core/formula.h"

#include <string.h>

#include "base/memory.h"

ZtFormula *zt_formula_new(void)
{
    ZtFormula *formula = zt_alloc(1, sizeof *formula);
    if (!formula)
        return NULL;
    formula->arena = zt_arena_new();
    if (formula->arena)
        return formula;
    zt_free(formula);
    return NULL;
}

ZtFormula *zt_formula_copy(const ZtFormula *formula)
{
    ZtFormula *copy = zt_formula_new();
    if (!copy)
        return NULL;
    copy->text = zt_strdup(formula->text);
    copy->items = zt_alloc(formula->count, sizeof *copy->items);
    for (; copy->text && copy->items && copy->count < formula->count; copy->count++) {
        ZtItem *item = &copy->items[copy->count];
        *item = formula->items[copy->count];
        if (item->name &&
            !(item->name = zt_arena_strndup(copy->arena, item->name, strlen(item->name))))
            break;
    }
    if (copy->count == formula->count)
        return copy;
    zt_formula_free(copy);
    return NULL;
}

void zt_formula_free(ZtFormula *formula)
{
    if (!formula)
        return;
    zt_arena_free(formula->arena);
    zt_free(formula->items);
    zt_free(formula->text);
    zt_free(formula);
}
