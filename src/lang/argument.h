/* What handlers share: complaints about words, names in results. */
#ifndef ZT_LANG_ARGUMENT_H
#define ZT_LANG_ARGUMENT_H

#include "lang/shell.h"

/* Errors with the command's usage as hint; all return false. */
bool zt_fail_missing(ZtShell *shell, const char *command, ZtErr *err);
bool zt_fail_extra(ZtShell *shell, const char *command, const ZtWord *word, ZtErr *err);

/* Points an error just set at the word. Returns false. */
bool zt_fail_word(ZtErr *err, const ZtWord *word);

/* Moves the span of an error in args->raw to where that stands in the line. Returns false. */
bool zt_fail_raw(ZtErr *err, const ZtArgs *args);

/* Takes the span away from an error that speaks of a text other than the line. Returns false. */
bool zt_fail_elsewhere(ZtErr *err);

/* All of len bytes is a number, with or without a sign; if not, and err is given, an error without
 * a span tells how it would be. */
bool zt_read_number(const char *text, size_t len, double *value, ZtErr *err);

/* A whole number of epochs, 1 to 1e12. */
bool zt_epochs_from(const char *text, uint64_t *epochs, ZtErr *err);

/* Writes a text to the file that the word names, never over the file the data was loaded from. */
bool zt_write_word(const ZtShell *shell, const ZtWord *file, const ZtBuf *text, ZtErr *err);

/* Text from outside, escaped. */
void zt_add_name(ZtBuf *out, const char *name);

/* "w = 1, b = 0": the names with these values; more than most of them end in "... (65 in all)". */
void zt_add_parameters(ZtBuf *out, const ZtSession *session, const double *values, size_t most);

/* What a column is to the model: x, x2, y, or nothing. */
void zt_add_role(ZtBuf *out, const ZtSession *session, size_t column);

/* How a column is scaled, with `raw` (safe text) for the value that was read: `zolta * 0.1`,
 * `(zolta - 51.8) / 16.8319`, or raw alone. */
void zt_add_scaled(ZtBuf *out, const ZtSession *session, size_t column, const char *raw);

/* A value of the session as results print it (setting digits). */
void zt_add_value(ZtBuf *out, const ZtSession *session, double value);

#endif
