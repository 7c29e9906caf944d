/* Sentences about pictures: clauses between semicolons, and the numbers in them. */
#ifndef ZT_LANG_CLAUSES_H
#define ZT_LANG_CLAUSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "plot/figure.h"

typedef struct ZtDigits {
    char text[32];
} ZtDigits;

/* A value with as many decimals as can be told apart on an axis of that length. */
ZtDigits zt_axis_number(double value, double range);
ZtDigits zt_short_number(double value);             /* six digits */
ZtDigits zt_rough_number(double value, int digits); /* so many digits that count, at most six */
ZtDigits zt_whole_number(uint64_t value);

/* Appends a clause, `{1}` to `{9}` replaced by arg[0] to arg[8]; count of them are there. */
void zt_add_clause(ZtBuf *out, const char *clause, const char *const *arg, size_t count);

/* How many points are left out because they are not finite, if any. */
void zt_add_left_out(ZtBuf *out, size_t count);

/* Ends the sentence and gives it to the figure; frees out. False when memory ran out. */
bool zt_finish_sentence(ZtFigure *figure, ZtBuf *out);

#endif
