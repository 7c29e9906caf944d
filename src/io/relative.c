/* Names of files as seen from the folder of another file. */
#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "io/file.h"

/* Bytes of path up to its last slash, with it; 0 where there is none. */
static size_t folder_len(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

char *zt_path_beside(const char *path, const char *name)
{
    ZtBuf whole = {0};
    if (name[0] != '/')
        zt_buf_add(&whole, path, folder_len(path));
    zt_buf_puts(&whole, name);
    return zt_buf_take(&whole);
}

/* len bytes of path from the root on, without "." and double slashes; "" is the root. NULL where
 * the working folder is not known. */
static char *absolute(const char *path, size_t len)
{
    char here[4096];
    ZtBuf whole = {0};
    if (path[0] != '/' && !getcwd(here, sizeof here))
        return NULL;
    if (path[0] != '/' && strcmp(here, "/") != 0)
        zt_buf_puts(&whole, here);
    for (size_t at = 0; at < len;) {
        size_t part = strcspn(path + at, "/");
        part = part < len - at ? part : len - at;
        if (part > 0 && !(part == 1 && path[at] == '.')) {
            zt_buf_putc(&whole, '/');
            zt_buf_add(&whole, path + at, part);
        }
        at += part + 1;
    }
    zt_buf_puts(&whole, "");
    return zt_buf_take(&whole);
}

/* Bytes of the folders that both begin with. */
static size_t common_len(const char *a, const char *b)
{
    size_t common = 0;
    for (size_t i = 0;; i++) {
        if ((!a[i] || a[i] == '/') && (!b[i] || b[i] == '/'))
            common = i;
        if (!a[i] || a[i] != b[i])
            return common;
    }
}

/* From the folder up to what both have in common, and down again. */
static char *lead(const char *folder, const char *target)
{
    ZtBuf way = {0};
    size_t common = common_len(folder, target);
    for (const char *at = folder + common; *at; at++)
        if (*at == '/')
            zt_buf_puts(&way, "../");
    zt_buf_puts(&way, target + common + (target[common] == '/'));
    return zt_buf_take(&way);
}

/* Replaces len bytes of path, a folder, by where links lead. */
static char *real_folder(const char *path, size_t len)
{
    char *folder = zt_strndup(len ? path : "/", len ? len : 1);
    char *real = folder ? realpath(folder, NULL) : NULL;
    ZtBuf whole = {0};
    if (real) {
        zt_buf_puts(&whole, strcmp(real, "/") == 0 ? "" : real);
        zt_buf_puts(&whole, path + len);
    }
    free(real);
    zt_free(folder);
    return real ? zt_buf_take(&whole) : NULL;
}

/* `..` of a link is not the folder it lies in, so a way that leads up is sought among the real
 * folders; one that only leads down keeps the names that were typed. */
static char *way_of(const char *folder, const char *target)
{
    if (!folder[common_len(folder, target)])
        return lead(folder, target);
    char *from = real_folder(folder, strlen(folder));
    char *to = real_folder(target, folder_len(target) - 1);
    char *way = from && to ? lead(from, to) : NULL;
    zt_free(from);
    zt_free(to);
    return way;
}

char *zt_path_seen_from(const char *path, const char *target)
{
    if (target[0] == '/')
        return zt_strdup(target);
    char *folder = absolute(path, folder_len(path)), *to = absolute(target, strlen(target));
    char *way = folder && to ? way_of(folder, to) : NULL;
    zt_free(folder);
    zt_free(to);
    return way ? way : zt_strdup(target);
}
