#include <config.h>

#include <assert.h>
#include <string.h>

#include "base/nls.h"
#include "core/lane.h"
#include "core/mathlib.h"
#include "core/op.h"

static const ZtOpInfo table[] = {
#define OP(name, text, arity, precedence, meaning) \
    [ZT_OP_##name] = {text, arity, precedence, N_(meaning)},
    ZT_GRAPH_OPS(OP) ZT_VALUE_OPS(OP)
#undef OP
};

const ZtOpInfo *zt_op_info(ZtOp op)
{
    assert(op < ZT_OPS);
    return &table[op];
}

int zt_op_function(const char *name, size_t len)
{
    for (int op = 0; op < ZT_OPS; op++)
        if (table[op].precedence == 0 && strlen(table[op].text) == len &&
            memcmp(table[op].text, name, len) == 0)
            return op;
    return -1;
}

#define REAL    float
#define LANE(f) f##_single
#define SQRT(a) sqrtf(a)
#define ABS(a)  fabsf(a)
#define MATH    ZT_MATH_SINGLE
#include "core/lane.inc"

#define REAL    double
#define LANE(f) f##_double
#define SQRT(a) sqrt(a)
#define ABS(a)  fabs(a)
#define MATH    ZT_MATH_DOUBLE
#include "core/lane.inc"

double zt_op_real(ZtOp op, double a, double b, bool power, ZtPrecision precision)
{
    if (precision == ZT_DOUBLE)
        return zt_op_double(op, a, b, power);
    return (double)zt_op_single(op, (float)a, (float)b, power);
}
