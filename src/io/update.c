#include <config.h>

#include "io/update.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "io/file.h"

#define TRIES     200
#define TRY_NANOS 10000000 /* between two tries: 2 s in all */

/* The lock is a file of its own, since the file itself is replaced. -1: go on without. */
static int lock(const char *path)
{
    ZtBuf name = {0};
    zt_buf_printf(&name, "%s.lock", path);
    int file = name.failed ? -1 : open(zt_buf_text(&name), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    zt_buf_free(&name);
    for (int i = 0; file >= 0 && i < TRIES && flock(file, LOCK_EX | LOCK_NB) != 0; i++) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            break;
        nanosleep(&(struct timespec){.tv_nsec = TRY_NANOS}, NULL);
    }
    return file;
}

static bool update(const char *path, size_t limit, ZtFileEdit edit, void *data, ZtErr *err)
{
    ZtBuf old = {0}, new = {0};
    bool done = !zt_file_exists(path) || zt_file_read(path, limit, &old, err);
    done = done && edit(data, zt_buf_text(&old), old.len, &new, err);
    if (done && new.failed)
        done = zt_fail_memory(err);
    done = done && zt_file_write(path, zt_buf_text(&new), new.len, err);
    zt_buf_free(&old);
    zt_buf_free(&new);
    return done;
}

bool zt_file_update(const char *path, size_t limit, ZtFileEdit edit, void *data, ZtErr *err)
{
    int file = lock(path);
    mode_t mask = umask(077);
    bool done = update(path, limit, edit, data, err);
    umask(mask);
    if (file >= 0)
        close(file);
    return done;
}
