/* Reading whole files, and replacing files so that no failure loses the old one.
 *
 * A new file is written under a name of its own in the folder of the old one, made safe on the
 * disk, and only then given the old one's name: at every moment there is a whole file of that
 * name, the old or the new. What is no ordinary file (a terminal, a pipe) is written directly. */
#include <config.h>

#include "io/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "io/open.h"

#define LINKS_MAX  40
#define NAMES_MAX  100
#define PIECE_SIZE 8192

static bool read_rest(int file, const char *path, size_t limit, ZtBuf *out, ZtErr *err)
{
    char piece[PIECE_SIZE], text[24];
    size_t sum = 0;
    for (;;) {
        ssize_t len = read(file, piece, sizeof piece);
        if (len < 0 && errno == EINTR)
            continue;
        if (len < 0)
            return zt_fail_read(path, errno, err);
        if (len == 0)
            return !out->failed || zt_fail_memory(err);
        sum += (size_t)len;
        if (sum > limit) {
            snprintf(text, sizeof text, "%zu", limit);
            return zt_fail(err, ZT_ERR_FILE_LARGE, path, text, NULL);
        }
        zt_buf_add(out, piece, (size_t)len);
    }
}

bool zt_file_read(const char *path, size_t limit, ZtBuf *out, ZtErr *err)
{
    int file = zt_open_read(path, path, err);
    if (file < 0)
        return false;
    bool done = read_rest(file, path, limit, out, err);
    close(file);
    return done;
}

bool zt_file_exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

bool zt_file_same(const char *a, const char *b)
{
    struct stat first, second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

static bool fail_write(const char *path, int number, ZtErr *err)
{
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        return zt_fail(err, ZT_ERR_FILE_NO_FOLDER, path, NULL);
    case EISDIR:
        return zt_fail(err, ZT_ERR_FILE_DIRECTORY, path, NULL);
    case EACCES:
    case EPERM:
    case EROFS:
        return zt_fail(err, ZT_ERR_FILE_NO_RIGHT, path, NULL);
    case ENOSPC:
    case EDQUOT:
        return zt_fail(err, ZT_ERR_FILE_FULL, path, NULL);
    case ENOMEM:
        return zt_fail_memory(err);
    default:
        return zt_fail(err, ZT_ERR_FILE_WRITE, path, strerror(number), NULL);
    }
}

/* Where the link at path points, by one step. Sets errno on failure. */
static char *link_target(const char *path)
{
    char name[4096];
    ssize_t len = readlink(path, name, sizeof name - 1);
    if (len < 0)
        return NULL;
    name[len] = '\0';
    errno = ENOMEM;
    return zt_path_beside(path, name);
}

/* The file that is meant at the end of all links, which need not exist yet. Sets errno on
 * failure. *old is its status, st_mode 0 if it does not exist. */
static char *follow_links(const char *path, struct stat *old)
{
    errno = ENOMEM;
    char *at = zt_strdup(path);
    for (int i = 0; at && i < LINKS_MAX; i++) {
        if (lstat(at, old) != 0)
            *old = (struct stat){0};
        if (!S_ISLNK(old->st_mode))
            return at;
        char *next = link_target(at);
        zt_free(at);
        at = next;
    }
    if (at)
        errno = ELOOP;
    zt_free(at);
    return NULL;
}

static bool write_all(int file, const char *text, size_t len)
{
    while (len > 0) {
        ssize_t done = write(file, text, len);
        if (done < 0 && errno != EINTR)
            return false;
        if (done > 0) {
            text += done;
            len -= (size_t)done;
        }
    }
    return true;
}

/* Not every file system can do it; only a failure to write counts. */
static bool synced(int file)
{
    return fsync(file) == 0 || errno == EINVAL || errno == ENOTSUP;
}

/* Mode and owner of the old file, if there is one. The owner cannot always be kept. */
static bool keep_mode(int file, const struct stat *old)
{
    if (old->st_mode == 0)
        return true;
    if (old->st_uid != geteuid() && fchown(file, old->st_uid, old->st_gid) != 0)
        errno = 0;
    return fchmod(file, old->st_mode & 07777) == 0;
}

/* Closes file; false, with the first errno kept, if this or what was done before failed. */
static bool close_after(int file, bool done)
{
    int number = errno;
    if (close(file) != 0 && done)
        return false;
    errno = number;
    return done;
}

/* Makes a new file beside target; its descriptor, and its name, the caller's, in *made. */
static int make_beside(const char *target, char **made)
{
    for (int i = 0; i < NAMES_MAX; i++) {
        char name[64];
        snprintf(name, sizeof name, ".zolta-%ld-%d.tmp", (long)getpid(), i);
        errno = ENOMEM;
        *made = zt_path_beside(target, name);
        int file = *made ? open(*made, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666) : -1;
        if (file >= 0)
            return file;
        zt_free(*made);
        *made = NULL;
        if (errno != EEXIST)
            break;
    }
    return -1;
}

/* The new name is in the folder; makes that last. Nothing is lost if it cannot be done. */
static void sync_folder(const char *target)
{
    char *folder = zt_path_beside(target, ".");
    int file = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (file >= 0) {
        fsync(file);
        close(file);
    }
    zt_free(folder);
}

static bool replace(const char *target, const struct stat *old, const char *text, size_t len)
{
    char *made;
    int file = make_beside(target, &made);
    if (file < 0)
        return false;
    bool done = write_all(file, text, len) && keep_mode(file, old) && synced(file);
    done = close_after(file, done) && rename(made, target) == 0;
    int number = errno;
    if (!done)
        unlink(made);
    zt_free(made);
    if (done)
        sync_folder(target);
    errno = number;
    return done;
}

static bool write_directly(const char *target, const char *text, size_t len)
{
    int file = open(target, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    return file >= 0 && close_after(file, write_all(file, text, len));
}

static bool write_target(const char *target, const struct stat *old, const char *text, size_t len)
{
    if (S_ISDIR(old->st_mode)) {
        errno = EISDIR;
        return false;
    }
    if (old->st_mode != 0 && access(target, W_OK) != 0)
        return false;
    if (old->st_mode != 0 && !S_ISREG(old->st_mode))
        return write_directly(target, text, len);
    return replace(target, old, text, len);
}

bool zt_file_write(const char *path, const char *text, size_t len, ZtErr *err)
{
    struct stat old;
    char *target = follow_links(path, &old);
    bool done = target && write_target(target, &old, text, len);
    int number = errno;
    zt_free(target);
    return done || fail_write(path, number, err);
}
