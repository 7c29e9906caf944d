/* Scripts: files, standard input or -c, one session after the other's end. */
#ifndef ZT_UI_BATCH_H
#define ZT_UI_BATCH_H

#include "lang/shell.h"
#include "ui/front.h"
#include "ui/options.h"

#define ZT_STATUS_FAILED      1
#define ZT_STATUS_USAGE       2
#define ZT_STATUS_INTERRUPTED 130

/* Runs what the options name, standard input if they name nothing. Returns the exit status. */
int zt_batch_run(ZtFront *front, ZtShell *shell, const ZtOptions *options);

/* Runs one file; each error is shown and passed over if keep_going, else the first stops it.
 * Returns false if there was one. */
bool zt_batch_file(ZtFront *front, ZtShell *shell, const char *path, bool keep_going);

#endif
