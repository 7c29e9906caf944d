/* Errors as values.
 *
 * A function that can fail returns bool and takes a ZtErr. What went wrong is a kind and up to
 * four arguments, never a finished sentence: the sentences stand in errors.def, one table marked
 * for translation, and are put together only where a person reads them. An error may also carry
 * a span, the bytes of the command line it speaks of, so that a caret can point at them.
 *
 * The first error set wins nothing: a later zt_fail overwrites. Arguments are made safe for a
 * terminal (see text.h) and shortened when they are stored, so any text may be passed. */
#ifndef ZT_BASE_ERROR_H
#define ZT_BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

typedef enum ZtErrKind {
    ZT_ERR_NONE,
#define ZT_ERROR(name, message, hint, otherwise) ZT_ERR_##name,
#include "base/errors.def"
#undef ZT_ERROR
    ZT_ERR_KINDS
} ZtErrKind;

#define ZT_ERR_ARGS     4
#define ZT_ERR_ARG_SIZE 200

typedef struct ZtErr {
    ZtErrKind kind;
    char arg[ZT_ERR_ARGS][ZT_ERR_ARG_SIZE]; /* safe text; "" where there is none */
    bool spanned;                           /* at and len are set */
    size_t at, len;                         /* bytes of the text that was being read */
} ZtErr;

/* Stores the kind and its arguments, a NULL-terminated list of strings, in err; no span. Always
 * returns false, so that a function can end with `return zt_fail(err, ...)`. */
bool zt_fail(ZtErr *err, ZtErrKind kind, ...) __attribute__((sentinel));

/* Adds the span to an error just set. Returns false. */
bool zt_fail_at(ZtErr *err, size_t at, size_t len);

/* Running out of memory, the one error without arguments that everyone needs. Returns false. */
bool zt_fail_memory(ZtErr *err);

/* Looks a sentence of the table up in the user's language; NULL stands for no translation. */
typedef const char *(*ZtTranslate)(const char *sentence);

/* Appends the message of err, `{1}` to `{4}` replaced by its arguments. */
void zt_err_message(const ZtErr *err, ZtTranslate translate, ZtBuf *out);

/* Appends what to do about it. A hint that speaks of an argument which is empty is left out, and
 * the row's other hint takes its place. Returns false, and appends nothing, if there is none. */
bool zt_err_hint(const ZtErr *err, ZtTranslate translate, ZtBuf *out);

#endif
