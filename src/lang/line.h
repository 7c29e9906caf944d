/* Lines: a line is commands between `;`, a command is a name and what stands behind it.
 *
 * `"..."` and `'...'` quote, also in the midst of a word (x="beak length"); a quoted `;`, blank,
 * `#` or `>` is text. `#` at the start of a word begins a comment. There are no escapes. */
#ifndef ZT_LANG_LINE_H
#define ZT_LANG_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"
#include "lang/command.h"

typedef struct ZtPiece {      /* one command of a line, by places in it */
    size_t at, len;           /* its name */
    size_t rest_at, rest_len; /* what stands behind the name, without the blanks around it */
} ZtPiece;

/* The command that begins at or behind *at, which moves behind it and its `;`. False if there is
 * none any more. */
bool zt_line_next(const char *line, size_t *at, ZtPiece *piece);

/* Words, quotes removed. Start with a zeroed one; whatever happens, end with zt_words_free. */
typedef struct ZtWords {
    ZtWord *word;
    size_t count, cap;
    char *text; /* the texts of all words */
} ZtWords;

/* Splits len bytes of the line from at on. At blanks if by is ' ', else just at every `by` (a word
 * may then be empty). An unclosed quote is an error. */
bool zt_words_split(const char *line, size_t at, size_t len, char by, ZtWords *words, ZtErr *err);
void zt_words_free(ZtWords *words);

/* Appends text so that it is read as one word; false if no quoting can do that (a line break). */
bool zt_line_quote(ZtBuf *out, const char *text);

#endif
