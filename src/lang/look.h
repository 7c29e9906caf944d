/* Handlers of the commands that only look: their rows are in cmd_look.c. */
#ifndef ZT_LANG_LOOK_H
#define ZT_LANG_LOOK_H

#include "lang/shell.h"

bool zt_run_plot(ZtShell *shell, const ZtArgs *args, ZtErr *err);
/* The last plot made anew from its words, or without one that of fit, as the session is now; the
 * caller's. NULL with err. */
ZtFigure *zt_last_plot(ZtShell *shell, ZtErr *err);

bool zt_run_print(ZtShell *shell, const ZtArgs *args, ZtErr *err);
bool zt_run_help(ZtShell *shell, const ZtArgs *args, ZtErr *err);

#endif
