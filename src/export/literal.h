/* Numbers and texts as Python and C write them. No text from outside gets out of its quotes or its
 * comment. */
#ifndef ZT_EXPORT_LITERAL_H
#define ZT_EXPORT_LITERAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"

/* The shortest number that is the value again once rounded to the precision; with a point or an
 * exponent if `real`, which otherwise whole numbers do not have. */
void zt_python_number(ZtBuf *out, double value, bool single, bool real);

/* A value that is not negative, of type float or double. */
void zt_c_number(ZtBuf *out, double value, bool single);

/* A text in quotes; bytes that are not UTF-8 as the names of files have them in Python. */
void zt_python_string(ZtBuf *out, const char *text);

/* A text as it may stand in a comment of one line, in either language. */
void zt_comment_text(ZtBuf *out, const char *text);

#endif
