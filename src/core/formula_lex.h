/* The words and signs of a formula. For the parser, and for who looks at formulas without
 * parsing them. */
#ifndef ZT_CORE_FORMULA_LEX_H
#define ZT_CORE_FORMULA_LEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "core/op.h"

typedef enum ZtTokenKind {
    ZT_TOKEN_END,
    ZT_TOKEN_NUMBER, /* value */
    ZT_TOKEN_NAME,   /* identifier */
    ZT_TOKEN_QUOTED, /* at and len are those of the text between the quotes */
    ZT_TOKEN_OP,     /* op; the minus of -x is ZT_OP_SUB too */
    ZT_TOKEN_SIGN,   /* one of ( ) [ ] , = or a character no formula has: sign */
} ZtTokenKind;

typedef struct ZtToken {
    ZtTokenKind kind;
    ZtOp op;
    char sign; /* 0: a character no formula has */
    double value;
    size_t at, len; /* bytes of the text */
    size_t end;     /* where the next one is looked for */
} ZtToken;

/* Reads the token at or behind byte `at`. Only a number too large and a quote never closed fail. */
bool zt_token_read(const char *text, size_t len, size_t at, ZtToken *token, ZtErr *err);

/* The error for a token that cannot stand where it does: finds out what was meant. before is the
 * token before it, or NULL. Returns false. */
bool zt_token_unexpected(const char *text, size_t len, const ZtToken *before, const ZtToken *token,
                         ZtErr *err);

#endif
