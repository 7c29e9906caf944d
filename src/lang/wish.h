/* Which landscape is to be drawn: two parameters, and perhaps their ranges. */
#ifndef ZT_LANG_WISH_H
#define ZT_LANG_WISH_H

#include "core/session.h"
#include "lang/command.h"

typedef struct ZtReach {
    double low, high; /* low < high, their distance finite */
} ZtReach;

typedef struct ZtWish {
    size_t x, y; /* parameters, different ones */
    bool x_given, y_given;
    ZtReach x_span, y_span; /* where given */
} ZtWish;

/* Reads `[A[=LOW..HIGH] B[=LOW..HIGH]]`; without words it is the first two parameters. */
bool zt_wish_read(ZtWish *wish, const ZtSession *session, const ZtWord *word, size_t count,
                  ZtErr *err);

#endif
