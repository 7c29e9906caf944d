/* The handlers that stand in other files than the rows of their commands. */
#ifndef ZT_LANG_HANDLERS_H
#define ZT_LANG_HANDLERS_H

#include "lang/shell.h"

bool zt_do_load(ZtShell *shell, const ZtArgs *args, ZtErr *err);    /* load.c */
bool zt_do_predict(ZtShell *shell, const ZtArgs *args, ZtErr *err); /* predict.c */
bool zt_do_show(ZtShell *shell, const ZtArgs *args, ZtErr *err);    /* show.c */
bool zt_do_step(ZtShell *shell, const ZtArgs *args, ZtErr *err);    /* step.c */
bool zt_do_nudge(ZtShell *shell, const ZtArgs *args, ZtErr *err);     /* nudge.c */
bool zt_do_gradcheck(ZtShell *shell, const ZtArgs *args, ZtErr *err); /* gradcheck.c */
bool zt_do_solve(ZtShell *shell, const ZtArgs *args, ZtErr *err);   /* solve.c */
bool zt_do_save(ZtShell *shell, const ZtArgs *args, ZtErr *err);    /* save.c */
bool zt_do_restore(ZtShell *shell, const ZtArgs *args, ZtErr *err); /* save.c */
bool zt_do_export(ZtShell *shell, const ZtArgs *args, ZtErr *err);  /* cmd_export.c */

/* What save does, for export. */
bool zt_save_session(ZtShell *shell, const ZtWord *file, ZtErr *err);

#endif
