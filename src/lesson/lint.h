/* Lint: is a lesson right? It is played as a learner would who does everything as it says, and
 * everything it says is compared with what happens. */
#ifndef ZT_LESSON_LINT_H
#define ZT_LESSON_LINT_H

#include <stddef.h>

#include "lang/shell.h"

/* Reads and plays count lessons in a scratch folder, says each fault as one line FILE:LINE: ...
 * through the host's note, and returns how many there are. A lesson in a folder named like a
 * language (lessons/fr) is also compared with its counterpart in the folders beside it. */
size_t zt_lint(const ZtHost *host, ZtCommandTables commands, const char *const *data_dirs,
               char *const *files, size_t count);

#endif
