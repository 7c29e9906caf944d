/* A formula of the session as another language writes it: one walk, and a table of what each
 * operation is called there. */
#ifndef ZT_EXPORT_EXPRESSION_H
#define ZT_EXPORT_EXPRESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "core/session.h"
#include "export/names.h"

typedef struct ZtSpelling {
    ZtLanguage language;
    const ZtSession *session;
    const char *const *column; /* what each column of the data is called; NULL: not read */
    const char *const *param;  /* and each parameter */
    const char *indent;        /* of lines */
    unsigned temporaries;      /* t1, t2, ... made so far */
    uint32_t called;           /* the operations (1u << ZtOp) that are called as functions */
    bool square, cube;         /* v^2, v^3 in C are functions, too */
} ZtSpelling;

/* Appends the expression to out, and to before the lines that first compute the parts of one that
 * is too long for a line. Only the columns' shapes matter, not whether it is a model or a loss. In
 * C all numbers are of the session's precision and constant parts are computed (in double, rounded
 * once); in Python they stand as they were written. False when memory runs out. */
bool zt_expression(ZtSpelling *spelling, const ZtFormula *formula, ZtBuf *before, ZtBuf *out);

/* Appends the C functions that the expressions spelt so far call, and are not in <math.h>. */
void zt_expression_helpers(const ZtSpelling *spelling, ZtBuf *out);

/* One of those expressions takes a function from <math.h>. */
bool zt_expression_needs_math(const ZtSpelling *spelling);

#endif
