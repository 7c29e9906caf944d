/* Where things lie: bundled files, the state directory, the configuration. */
#include <config.h>

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "io/file.h"
#include "io/list.h"

static bool ends_with(const char *name, const char *ending)
{
    size_t len = strlen(name), tail = strlen(ending);
    return len > tail && strcmp(name + len - tail, ending) == 0;
}

static char *join(const char *folder, const char *name, const char *ending)
{
    ZtBuf path = {0};
    zt_buf_puts(&path, folder);
    zt_buf_putc(&path, '/');
    zt_buf_puts(&path, name);
    zt_buf_puts(&path, ending);
    return zt_buf_take(&path);
}

static bool is_file(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

char *zt_file_find(const char *const *dirs, const char *name, const char *ending)
{
    if (!*name || strchr(name, '/'))
        return NULL;
    for (size_t i = 0; dirs[i]; i++) {
        char *path = join(dirs[i], name, ends_with(name, ending) ? "" : ending);
        if (path && is_file(path))
            return path;
        zt_free(path);
    }
    return NULL;
}

/* Appends the names in dir, each with its end mark; returns how many. */
static size_t collect(const char *folder, const char *ending, ZtBuf *names)
{
    size_t count = 0;
    DIR *dir = opendir(folder);
    struct dirent *entry;
    while (dir && (entry = readdir(dir)) != NULL) {
        const char *name = entry->d_name;
        if (name[0] == '.' || !ends_with(name, ending))
            continue;
        zt_buf_add(names, name, strlen(name) - strlen(ending));
        zt_buf_putc(names, '\0');
        count++;
    }
    if (dir)
        closedir(dir);
    return count;
}

static char **sorted_list(const ZtBuf *names, size_t count)
{
    char **list = names->failed ? NULL : zt_list_pack(names->text, names->len, count);
    if (list)
        zt_list_sort(list, count);
    return list;
}

char **zt_file_list(const char *const *dirs, const char *ending, size_t *count)
{
    ZtBuf names = {0};
    *count = 0;
    for (size_t i = 0; dirs[i] && *count == 0; i++)
        *count = collect(dirs[i], ending, &names);
    char **list = *count ? sorted_list(&names, *count) : NULL;
    if (!list)
        *count = 0;
    zt_buf_free(&names);
    return list;
}

static bool is_folder(const char *folder, const char *name)
{
    struct stat status;
    char *path = join(folder, name, "");
    bool found = path && stat(path, &status) == 0 && S_ISDIR(status.st_mode);
    zt_free(path);
    return found;
}

char **zt_folder_list(const char *folder, size_t *count)
{
    ZtBuf names = {0};
    DIR *dir = opendir(folder);
    struct dirent *entry;
    *count = 0;
    while (dir && (entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] == '.' || !is_folder(folder, entry->d_name))
            continue;
        zt_buf_add(&names, entry->d_name, strlen(entry->d_name) + 1);
        ++*count;
    }
    if (dir)
        closedir(dir);
    char **list = *count ? sorted_list(&names, *count) : NULL;
    if (!list)
        *count = 0;
    zt_buf_free(&names);
    return list;
}

/* The folder that variable names, which must begin at the root to count, else the one at under in
 * the home folder; with "/zolta" behind it. NULL without home or memory. */
static char *own_folder(const char *variable, const char *under)
{
    const char *base = getenv(variable), *home = getenv("HOME");
    if (base && base[0] == '/')
        return join(base, "zolta", "");
    if (!home || !*home)
        return NULL;
    return join(home, under, "/zolta");
}

/* Makes all folders of a path that are missing, for the user alone. */
static void make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
    mkdir(path, 0700);
}

char *zt_path_state(const char *name)
{
    char *folder = own_folder("XDG_STATE_HOME", ".local/state");
    if (!folder)
        return NULL;
    make_folders(folder);
    char *path = join(folder, name, "");
    zt_free(folder);
    return path;
}

char *zt_path_config(const char *name)
{
    char *folder = own_folder("XDG_CONFIG_HOME", ".config");
    char *path = folder ? join(folder, name, "") : NULL;
    zt_free(folder);
    return path;
}
