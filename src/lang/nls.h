/* Texts for people in their language; source files that use it include config.h first. */
#ifndef ZT_LANG_NLS_H
#define ZT_LANG_NLS_H

#include "base/nls.h"

#if defined ENABLE_NLS && ENABLE_NLS
#include <libintl.h>
#define _(text) gettext(text)
#else
#define _(text)                    (text)
#define ngettext(one, many, count) ((count) == 1 ? (one) : (many))
#endif

#endif
