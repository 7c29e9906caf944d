/* Reading data sets for the session: from a source, and again from the same one. */
#ifndef ZT_LANG_RELOAD_H
#define ZT_LANG_RELOAD_H

#include "lang/shell.h"

/* Reads a file ("-": standard input), asking the host between pieces whether to go on. The set is
 * the caller's. */
ZtDataset *zt_read_data(ZtShell *shell, const char *path, const char *name, ZtPrecision precision,
                        bool drop_missing, ZtErr *err);

/* Goes to the other precision, for which the session's data is read again from where it came from.
 * It must be there still, with the same bytes; standard input and data made in memory cannot be
 * read twice. */
bool zt_reload_precision(ZtShell *shell, ZtPrecision precision, ZtErr *err);

#endif
