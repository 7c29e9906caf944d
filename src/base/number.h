/* Numbers and their text, always with a decimal point and independent of the locale. */
#ifndef ZT_BASE_NUMBER_H
#define ZT_BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

typedef enum ZtNumberFault {
    ZT_NUMBER_OK,
    ZT_NUMBER_NONE,  /* the text does not begin with a number */
    ZT_NUMBER_RANGE, /* finite text too large for a double */
} ZtNumberFault;

/* Reads the longest decimal number (digits, one point, e and an exponent; a sign if signs) that
 * text, of len bytes and not necessarily terminated, begins with. *value is the double nearest to
 * it, as strtod gives; too small a number is 0 or subnormal, as strtod gives. No hexadecimal, no
 * inf, no nan, no blanks. point is the decimal mark to accept. *used is the number of bytes read
 * (also with ZT_NUMBER_RANGE). */
ZtNumberFault zt_number_read(const char *text, size_t len, char point, bool signs, double *value,
                             size_t *used);

/* The shortest text that reads back as the same double or, if single, as the same float; whole
 * numbers below 1e15 without exponent. -0 is kept. */
void zt_number_exact(ZtBuf *out, double value, bool single);

/* The shortest text that gives the value to those who read it as a double and, if single, round
 * that to a float; for very few floats it is another one than zt_number_exact finds. */
void zt_number_stored(ZtBuf *out, double value, bool single);

/* %.*g with digits 1..17; 0 means exact. Never "-0". */
void zt_number_print(ZtBuf *out, double value, int digits, bool single);

/* Whole decimal number without sign, all of text; false if it is none or does not fit. 1e6 and
 * 5000.0 are whole numbers too. */
bool zt_number_whole(const char *text, uint64_t *value);

#endif
