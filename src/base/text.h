/* Text from outside: what may reach a terminal, how wide it is there, which word was meant. */
#ifndef ZT_BASE_TEXT_H
#define ZT_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/* Decodes one character at text (len bytes left, at least 1). Returns the bytes it takes and
 * stores it in *code, or 0 if the bytes are not valid UTF-8 (overlong, surrogate, beyond
 * U+10FFFF, cut off). */
size_t zt_utf8_decode(const char *text, size_t len, uint32_t *code);

/* Writes code as UTF-8 into out (4 bytes at the most) and returns the number of bytes. */
size_t zt_utf8_encode(uint32_t code, char out[4]);

/* True if all of it is valid UTF-8 without NUL; else *bad is the offset of the first fault. */
bool zt_utf8_valid(const char *text, size_t len, size_t *bad);

/* Columns a character takes: 0 for combining marks, 2 for wide ones, else 1. Does not depend on
 * the locale. */
int zt_char_width(uint32_t code);

/* Columns of a safe text; a byte that is not UTF-8 counts as one. */
size_t zt_text_width(const char *text, size_t len);

/* Appends text with everything escaped that could steer a terminal or mislead a reader: control
 * characters (\e, \n, \t, else \xNN), C1, bidirectional and zero-width characters (\u{NNNN}) and
 * bytes that are not UTF-8 (\xNN). */
void zt_text_escape(ZtBuf *out, const char *text, size_t len);

/* The same for the one character (or stray byte) that text begins with: writes it to out and
 * returns the bytes written; *used is the number of bytes it takes in text. len is at least 1. */
#define ZT_ESCAPE_SIZE 12
size_t zt_text_escape_one(const char *text, size_t len, char out[ZT_ESCAPE_SIZE], size_t *used);

/* Edit distance (insert, delete, change, swap neighbours) without regard to ASCII case; capped at
 * limit + 1, which is also the answer for words that differ and have more than 255 bytes. */
size_t zt_text_distance(const char *a, const char *b, size_t limit);

/* Which of count words was meant by word: the nearest within a third of its length (at least
 * 1 edit, and never a wholly different one), or NULL. The first of several equally near. */
const char *zt_text_nearest(const char *word, const char *const *words, size_t count);

bool zt_text_same(const char *a, const char *b);           /* equal but for ASCII case */
bool zt_text_starts(const char *text, const char *prefix); /* likewise */

/* An identifier: a letter or _, then digits and combining marks too; UTF-8 letters count. The bytes
 * of the longest one that text begins with, 0 if there is none; and whether all of text is one. */
size_t zt_identifier_len(const char *text, size_t len);
bool zt_identifier(const char *text, size_t len);

#endif
