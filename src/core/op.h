/* The operations of formulas, defined once: name, arity, precedence, and what they compute.
 *
 * The parser, the graph, the compiler, the interpreter, help and the printer all read this table.
 * What an operation's derivative is stands in derive.c; its loops are in kernels.inc. */
#ifndef ZT_CORE_OP_H
#define ZT_CORE_OP_H

#include <stdbool.h>
#include <stddef.h>

#include "core/dataset.h"

/* name, text, arity, precedence (0: written as a function), meaning */
#define ZT_GRAPH_OPS(OP)                                      \
    OP(ADD, "+", 2, 5, "sum")                                 \
    OP(SUB, "-", 2, 5, "difference")                          \
    OP(MUL, "*", 2, 6, "product")                             \
    OP(DIV, "/", 2, 6, "quotient")                            \
    OP(NEG, "-", 1, 7, "negative")                            \
    OP(POW, "^", 2, 8, "power")                               \
    OP(ABS, "abs", 1, 0, "absolute value")                    \
    OP(EXP, "exp", 1, 0, "exponential function")              \
    OP(LOG, "log", 1, 0, "natural logarithm")                 \
    OP(LOG1P, "log1p", 1, 0, "log(1 + v), exact for small v") \
    OP(SQRT, "sqrt", 1, 0, "square root")                     \
    OP(SIN, "sin", 1, 0, "sine, in radians")                  \
    OP(COS, "cos", 1, 0, "cosine, in radians")                \
    OP(TAN, "tan", 1, 0, "tangent, in radians")               \
    OP(TANH, "tanh", 1, 0, "hyperbolic tangent")              \
    OP(SIGMOID, "sigmoid", 1, 0, "1 / (1 + exp(-v))")         \
    OP(RELU, "relu", 1, 0, "v where positive, else 0")        \
    OP(SOFTPLUS, "softplus", 1, 0, "log(1 + exp(v))")         \
    OP(SIGN, "sign", 1, 0, "-1, 0 or 1")                      \
    OP(STEP, "step", 1, 0, "1 where positive, else 0")        \
    OP(MIN, "min", 2, 0, "the smaller of two")                \
    OP(MAX, "max", 2, 0, "the larger of two")

/* Only in print and in conditions: comparisons, logic, and what reduces rows to one value. */
#define ZT_VALUE_OPS(OP)                               \
    OP(OR, "or", 2, 1, "either")                       \
    OP(AND, "and", 2, 2, "both")                       \
    OP(NOT, "not", 1, 3, "opposite")                   \
    OP(LT, "<", 2, 4, "less")                          \
    OP(LE, "<=", 2, 4, "less or equal")                \
    OP(GT, ">", 2, 4, "greater")                       \
    OP(GE, ">=", 2, 4, "greater or equal")             \
    OP(EQ, "==", 2, 4, "equal")                        \
    OP(NE, "!=", 2, 4, "different")                    \
    OP(NEAR, "~", 2, 4, "within 0.1 % or 1e-6")        \
    OP(SUM, "sum", 1, 0, "sum over the rows")          \
    OP(MEAN, "mean", 1, 0, "mean over the rows")       \
    OP(STD, "std", 1, 0, "standard deviation (n - 1)") \
    OP(LOW, "low", 1, 0, "smallest over the rows")     \
    OP(HIGH, "high", 1, 0, "largest over the rows")

typedef enum ZtOp {
#define OP(name, text, arity, precedence, meaning) ZT_OP_##name,
    ZT_GRAPH_OPS(OP) ZT_OPS_GRAPH,
    ZT_OP_BEFORE_VALUES = ZT_OPS_GRAPH - 1,
    ZT_VALUE_OPS(OP) ZT_OPS
#undef OP
} ZtOp;

typedef struct ZtOpInfo {
    const char *text;
    int arity;
    int precedence;
    const char *meaning; /* for help, marked for translation in help's catalogue */
} ZtOpInfo;

const ZtOpInfo *zt_op_info(ZtOp op);

/* The function of that name (lower case, exact), or -1. */
int zt_op_function(const char *name, size_t len);

/* One value of a graph operation, computed just as the kernels compute each lane. For one-operand
 * operations b is ignored. power is true if b is a number written in the formula, which makes
 * v^2, v^3, v^0.5, v^-1 and v^-2 the short forms of the number contract; else pow is called. */
float zt_op_single(ZtOp op, float a, float b, bool power);
double zt_op_double(ZtOp op, double a, double b, bool power);
double zt_op_real(ZtOp op, double a, double b, bool power, ZtPrecision precision);

#endif
