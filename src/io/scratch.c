#include <config.h>

#include "io/scratch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/memory.h"

static char *make_folder(void)
{
    const char *base = getenv("TMPDIR");
    ZtBuf path = {0};
    zt_buf_puts(&path, base && base[0] == '/' ? base : "/tmp");
    zt_buf_puts(&path, "/zolta-XXXXXX");
    char *name = zt_buf_take(&path);
    if (name && mkdtemp(name))
        return name;
    zt_free(name);
    return NULL;
}

bool zt_scratch_enter(ZtScratchFolder *folder, ZtErr *err)
{
    *folder = (ZtScratchFolder){.old = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    folder->path = folder->old >= 0 ? make_folder() : NULL;
    if (folder->path && chdir(folder->path) == 0)
        return true;
    int number = errno;
    zt_scratch_leave(folder);
    return zt_fail(err, ZT_ERR_FILE_WRITE, "TMPDIR", strerror(number), NULL);
}

static void remove_files(const char *path)
{
    DIR *dir = opendir(path);
    struct dirent *entry;
    while (dir && (entry = readdir(dir)) != NULL)
        unlinkat(dirfd(dir), entry->d_name, 0);
    if (dir)
        closedir(dir);
    rmdir(path);
}

void zt_scratch_leave(ZtScratchFolder *folder)
{
    if (folder->path)
        remove_files(folder->path);
    if (folder->old >= 0) {
        if (fchdir(folder->old) != 0)
            errno = 0; /* it is gone: there is nowhere to go back to */
        close(folder->old);
    }
    zt_free(folder->path);
    *folder = (ZtScratchFolder){.old = -1};
}
