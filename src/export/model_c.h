/* The fitted model as a C function of raw values, self-contained.
 *
 * It computes what the session's predictions are computed from: the same scaling, parameters with
 * all their digits, operations in the formula's order and in the session's precision. */
#ifndef ZT_EXPORT_MODEL_C_H
#define ZT_EXPORT_MODEL_C_H

#include "base/buffer.h"
#include "base/error.h"
#include "core/session.h"

/* Appends the text; its comments are translated. Errors: no data, a model that reads a column that
 * is no input, memory. */
bool zt_model_c(ZtSession *session, ZtTranslate translate, ZtBuf *out, ZtErr *err);

#endif
