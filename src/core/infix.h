/* Printing: an expression in the way people write it, with no more parentheses than it needs. */
#ifndef ZT_CORE_INFIX_H
#define ZT_CORE_INFIX_H

#include <stddef.h>

#include "base/buffer.h"
#include "core/formula.h"
#include "core/graph.h"

/* A part of an expression: an operation on earlier parts, or a leaf. */
typedef struct ZtPart {
    int op;           /* ZtOp, or -1 for a leaf, -2 for a call of `text` on in[0], -3 on both */
    size_t in[2];     /* indices of parts */
    const char *text; /* of a leaf; NULL: number. Of a power: its sign; NULL: ^ */
    double number;
} ZtPart;

/* Appends the expression with that root; numbers as zt_number_print prints them. What would be
 * longer than limit bytes ends in `...`. False when memory runs out. */
bool zt_infix(const ZtPart *part, size_t root, int digits, bool single, size_t limit, ZtBuf *out);

#endif
