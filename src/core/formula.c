#include <config.h>

#include "core/formula.h"

#include <string.h>

#include "base/memory.h"

ZtFormula *zt_formula_new(void)
{
    ZtFormula *formula = zt_alloc(1, sizeof *formula);
    if (!formula)
        return NULL;
    formula->references = 1;
    formula->arena = zt_arena_new();
    if (formula->arena)
        return formula;
    zt_free(formula);
    return NULL;
}

ZtFormula *zt_formula_retain(ZtFormula *formula)
{
    if (formula)
        formula->references++;
    return formula;
}

void zt_formula_free(ZtFormula *formula)
{
    if (!formula || --formula->references > 0)
        return;
    zt_arena_free(formula->arena);
    zt_free(formula->items);
    zt_free(formula->text);
    zt_free(formula);
}

size_t zt_formula_bytes(const ZtFormula *formula)
{
    return sizeof *formula + strlen(formula->text) + formula->count * sizeof *formula->items +
           zt_arena_bytes(formula->arena);
}
