/* Running text brought to a width, and sentences whose numbers are filled in. */
#ifndef ZT_LANG_WRAP_H
#define ZT_LANG_WRAP_H

#include <stddef.h>

#include "base/buffer.h"
#include "lang/shell.h"

/* Columns for running text on the host: its width within readable limits. */
size_t zt_wrap_width(const ZtShell *shell);

/* Appends text with its words wrapped at width columns and a newline at its end. The first line
 * has `used` columns already; the others begin with indent blanks. A line of text that begins with
 * a blank is kept as it is (behind the indent), an empty one separates paragraphs. */
void zt_wrap(ZtBuf *out, const char *text, size_t used, size_t indent, size_t width);

/* Appends the sentence with `{1}` to `{9}` replaced by arg[0] to arg[8]; count of them are there.
 */
void zt_sentence(ZtBuf *out, const char *sentence, const char *const *arg, size_t count);

/* The two together: the sentence, filled in, as a paragraph of that width. */
void zt_wrap_sentence(ZtBuf *out, const char *sentence, const char *const *arg, size_t count,
                      size_t width);

#endif
