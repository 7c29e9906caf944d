/* Opening files to read, and saying why it did not work: shared by the readers of this folder. */
#ifndef ZT_IO_OPEN_H
#define ZT_IO_OPEN_H

#include <stdbool.h>

#include "base/error.h"

/* A descriptor, the caller's to close, never that of a directory; -1 with err. name is what errors
 * call the file. */
int zt_open_read(const char *path, const char *name, ZtErr *err);

/* The error for a file that could not be opened or read, by errno. Returns false. */
bool zt_fail_read(const char *name, int number, ZtErr *err);

#endif
