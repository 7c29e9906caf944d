#include <config.h>

#include "io/complete.h"

#include <dirent.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "io/list.h"

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool is_wanted(const char *name, const char *base)
{
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || (name[0] == '.' && base[0] != '.'))
        return false;
    return strncmp(name, base, strlen(base)) == 0;
}

/* folder, which ends in a slash or is empty, and name. */
static void add_path(ZtBuf *texts, const char *folder, size_t folder_len, const char *name)
{
    size_t start = texts->len;
    zt_buf_add(texts, folder, folder_len);
    zt_buf_puts(texts, name);
    if (!texts->failed && is_folder(texts->text + start))
        zt_buf_putc(texts, '/');
    zt_buf_add(texts, "", 1);
}

static size_t gather(DIR *folder, const char *prefix, size_t folder_len, ZtBuf *texts)
{
    size_t count = 0;
    const struct dirent *entry;
    while (count < ZT_FILE_CANDIDATES && (entry = readdir(folder)) != NULL) {
        if (!is_wanted(entry->d_name, prefix + folder_len))
            continue;
        add_path(texts, prefix, folder_len, entry->d_name);
        count++;
    }
    return count;
}

static DIR *open_folder(const char *prefix, size_t len)
{
    char *path = len > 0 ? zt_strndup(prefix, len) : zt_strdup(".");
    DIR *folder = path ? opendir(path) : NULL;
    zt_free(path);
    return folder;
}

char **zt_file_complete(const char *prefix, size_t *count)
{
    *count = 0;
    const char *slash = strrchr(prefix, '/');
    size_t folder_len = slash ? (size_t)(slash - prefix) + 1 : 0;
    DIR *folder = open_folder(prefix, folder_len);
    if (!folder)
        return NULL;
    ZtBuf texts = {0};
    size_t found = gather(folder, prefix, folder_len, &texts);
    closedir(folder);
    char **list = found > 0 && !texts.failed ? zt_list_pack(texts.text, texts.len, found) : NULL;
    if (list) {
        zt_list_sort(list, found);
        *count = found;
    }
    zt_buf_free(&texts);
    return list;
}
