/* Scripts: files, standard input or -c. */
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

#endif
