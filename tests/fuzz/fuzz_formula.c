/* Bytes as a formula. The first byte chooses for what, and whether something may follow. */
#include <stddef.h>
#include <stdint.h>

#include "core/formula.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (len == 0)
        return 0;
    size_t stop = 0, size = len - 1;
    ZtErr err = {0};
    ZtFormula *formula = zt_formula_parse((const char *)bytes + 1, size,
                                          bytes[0] & 1 ? ZT_FORMULA_VALUE : ZT_FORMULA_MODEL,
                                          bytes[0] & 2 ? &stop : NULL, &err);
    if (formula ? formula->count == 0 || stop > size : err.kind == ZT_ERR_NONE || err.at > size)
        __builtin_trap();
    ZtFormula *copy = formula ? zt_formula_copy(formula) : NULL;
    zt_formula_free(copy);
    zt_formula_free(formula);
    return 0;
}
