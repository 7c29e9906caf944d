/* Words that must name a parameter. */
#ifndef ZT_LANG_PARAMETER_H
#define ZT_LANG_PARAMETER_H

#include "lang/shell.h"

/* False with err if there is no data, or its model has no parameters. */
bool zt_has_parameters(const ZtSession *session, ZtErr *err);

/* The parameter of a session that has some which the word names. False with err, without a span,
 * that says what the word is instead. */
bool zt_parameter_named(const ZtSession *session, const char *name, size_t *parameter, ZtErr *err);

#endif
