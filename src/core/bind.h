/* Formulas to nodes: what the names of a formula stand for. */
#ifndef ZT_CORE_BIND_H
#define ZT_CORE_BIND_H

#include "core/dataset.h"
#include "core/formula.h"
#include "core/graph.h"

typedef struct ZtScope { /* borrowed */
    const ZtDataset *data;
    const size_t *input; /* columns of x1, x2, ... */
    size_t inputs;
    size_t target; /* column of y */
} ZtScope;

/* The parameters of a model in order of first appearance. Zeroed before, zt_params_free after. */
typedef struct ZtParams {
    char **name;
    bool *factor; /* it occurs as something else than an operand of + or binary -: starts at 1 */
    size_t count, name_cap, factor_cap;
} ZtParams;

void zt_params_free(ZtParams *params);

/* True if the column is an input or the target. Only then may it hold text: its class numbers. */
bool zt_scope_has_role(const ZtScope *scope, size_t column);

/* The column a name of the scope means: x, x1, x2, ..., y, else a column's name, exact; -1 if none.
 */
ptrdiff_t zt_scope_column(const ZtScope *scope, const char *name);

/* The column that an item of a formula reads, -1 if none. */
ptrdiff_t zt_scope_item(const ZtScope *scope, const ZtItem *item);

/* The prediction of a model; unknown names become parameters. ZT_NO_REF with err on failure; spans
 * are those of the items (formula.h). */
ZtRef zt_bind_model(ZtGraph *graph, const ZtFormula *formula, const ZtScope *scope,
                    ZtParams *params, ZtErr *err);

/* The loss of a row, made of p, y, columns and numbers. */
ZtRef zt_bind_loss(ZtGraph *graph, const ZtFormula *formula, const ZtScope *scope, ZtRef prediction,
                   ZtErr *err);

/* An error for a name that is no column: did-you-mean and the list of columns. Returns false. */
bool zt_fail_column(ZtErr *err, ZtErrKind kind, const ZtDataset *data, const char *name);

#endif
