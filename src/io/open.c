/* Opening files to read. */
#include <config.h>

#include "io/open.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool zt_fail_read(const char *name, int number, ZtErr *err)
{
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        return zt_fail(err, ZT_ERR_FILE_MISSING, name, NULL);
    case EISDIR:
        return zt_fail(err, ZT_ERR_FILE_DIRECTORY, name, NULL);
    case EACCES:
    case EPERM:
        return zt_fail(err, ZT_ERR_FILE_FORBIDDEN, name, NULL);
    default:
        return zt_fail(err, ZT_ERR_FILE_READ, name, strerror(number), NULL);
    }
}

int zt_open_read(const char *path, const char *name, ZtErr *err)
{
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (file >= 0 && fstat(file, &status) == 0 && !S_ISDIR(status.st_mode))
        return file;
    zt_fail_read(name, file >= 0 ? EISDIR : errno, err);
    if (file >= 0)
        close(file);
    return -1;
}
