/* Changing a file that several programs change at once. */
#ifndef ZT_IO_UPDATE_H
#define ZT_IO_UPDATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"

/* Writes into out what the file shall hold instead of these len bytes; false with err leaves it. */
typedef bool (*ZtFileEdit)(void *data, const char *text, size_t len, ZtBuf *out, ZtErr *err);

/* Reads the file (empty if there is none; at most limit bytes), asks edit what it shall hold, and
 * replaces it as zt_file_write does. Others that do the same wait for one another; a lock that is
 * held for seconds is passed over. A new file is for the user's eyes only. */
bool zt_file_update(const char *path, size_t limit, ZtFileEdit edit, void *data, ZtErr *err);

#endif
