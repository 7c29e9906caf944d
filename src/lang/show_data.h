/* `show data`: the columns with their numbers, and the first rows. */
#ifndef ZT_LANG_SHOW_DATA_H
#define ZT_LANG_SHOW_DATA_H

#include "lang/shell.h"

void zt_show_data(ZtShell *shell, ZtBuf *out);

#endif
