/* Graph to code: which nodes are computed when, and where each value lies. */
#ifndef ZT_CORE_COMPILE_H
#define ZT_CORE_COMPILE_H

#include "core/program.h"

typedef enum ZtPlace {
    ZT_PLACE_NONE,
    ZT_PLACE_REGISTER, /* a block of rows */
    ZT_PLACE_COLUMN,   /* the data */
    ZT_PLACE_OUT,      /* per-row results */
    ZT_PLACE_SLOT,     /* a single value */
    ZT_PLACE_SUM,      /* a sum being made */
} ZtPlace;

typedef struct ZtOperand {
    ZtPlace place;
    size_t index;
} ZtOperand;

typedef struct ZtInstruction { /* on a block of rows */
    int kernel;
    ZtForm form;
    ZtOperand dst, a, b;
} ZtInstruction;

typedef struct ZtSingle { /* on single values, in slots */
    ZtOp op;
    bool power;
    size_t dst, a, b;
} ZtSingle;

typedef struct ZtConstant {
    size_t slot;
    double value;
} ZtConstant;

typedef struct ZtCode {
    ZtInstruction *instruction;
    size_t count, count_cap;
    ZtSingle *before, *after; /* the pass over the rows */
    size_t befores, before_cap, afters, after_cap;
    ZtConstant *constant;
    size_t constants, constant_cap;
    size_t *value_slot; /* per wanted value */
    size_t *sum_slot;   /* per sum */
    size_t sums, sum_cap;
    size_t slots; /* the parameters have the first ones */
    size_t registers;
} ZtCode;

ZtCode *zt_compile(const ZtProgramSpec *spec); /* NULL when memory runs out */
void zt_code_free(ZtCode *code);

#endif
