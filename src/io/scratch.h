/* A scratch folder to work in for a while. */
#ifndef ZT_IO_SCRATCH_H
#define ZT_IO_SCRATCH_H

#include <stdbool.h>

#include "base/error.h"

typedef struct ZtScratchFolder {
    int old; /* the folder that was the current one, -1 if the scratch was not entered */
    char *path;
} ZtScratchFolder;

/* Makes an empty folder for temporary files and goes into it. */
bool zt_scratch_enter(ZtScratchFolder *folder, ZtErr *err);

/* Goes back, and removes the folder with the files in it. */
void zt_scratch_leave(ZtScratchFolder *folder);

#endif
