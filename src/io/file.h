/* Files: whole reads, atomic writes, and where things lie. No folder but this one opens any. */
#ifndef ZT_IO_FILE_H
#define ZT_IO_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"

/* Appends the whole file (at most limit bytes) to out. Directories, missing and unreadable files
 * and larger ones are errors. */
bool zt_file_read(const char *path, size_t limit, ZtBuf *out, ZtErr *err);

/* Replaces the file by len bytes of text, or leaves it as it was: writes beside it, fsyncs,
 * renames. A link is followed; the mode of an old file is kept. */
bool zt_file_write(const char *path, const char *text, size_t len, ZtErr *err);

bool zt_file_exists(const char *path);

/* Both are there and are one file, whatever they are called. */
bool zt_file_same(const char *a, const char *b);

/* Where a bundled data set of that name lies (name.csv, or name itself with .csv), or NULL. A name
 * with a slash is never one. dirs is a NULL-terminated list. The result is the caller's. */
char *zt_file_find(const char *const *dirs, const char *name, const char *ending);

/* Names (without ending) of the files with that ending in the first of dirs that has any, sorted;
 * *count of them; the list and its texts are one block, the caller's (zt_free). */
char **zt_file_list(const char *const *dirs, const char *ending, size_t *count);

/* Names of the folders in a folder, sorted, likewise. */
char **zt_folder_list(const char *folder, size_t *count);

/* $XDG_STATE_HOME/zolta/NAME or ~/.local/state/zolta/NAME, the directory made if it is missing;
 * $XDG_CONFIG_HOME/zolta/NAME or ~/.config/zolta/NAME, nothing made. NULL if there is no home.
 * Results are the caller's. */
char *zt_path_state(const char *name);
char *zt_path_config(const char *name);

/* name as seen from the folder of the file at path: data/fit.zt and x.csv give data/x.csv. A name
 * that begins at the root stays. The result is the caller's; NULL without memory. */
char *zt_path_beside(const char *path, const char *name);

/* The other way: a name that leads to target from the folder of the file at path. It stays right
 * when a folder with both in it is moved. Results as above. */
char *zt_path_seen_from(const char *path, const char *target);

#endif
