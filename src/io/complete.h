/* File names that begin like a text, for completion. */
#ifndef ZT_IO_COMPLETE_H
#define ZT_IO_COMPLETE_H

#include <stddef.h>

#define ZT_FILE_CANDIDATES 1000

/* The entries whose path begins with prefix, as prefix writes the path, folders with a final slash,
 * sorted; at most ZT_FILE_CANDIDATES. Hidden ones only if the prefix asks for them. The list,
 * NULL-terminated, and its texts are one block, the caller's (zt_free); NULL if there is nothing.
 */
char **zt_file_complete(const char *prefix, size_t *count);

#endif
