/* Bytes as the lines of a script. No file but the bundled data is read, none is written, and every
 * run is stopped soon: the linker puts the two functions at the end in the place of io's. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "io/file.h"
#include "io/open.h"
#include "lang/shell.h"

#define PATIENCE 20 /* slices of a run, 1000 units each */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);
bool __wrap_zt_file_write(const char *path, const char *text, size_t len, ZtErr *err);
int __wrap_zt_open_read(const char *path, const char *name, ZtErr *err);
int __real_zt_open_read(const char *path, const char *name, ZtErr *err);

static const char *const data_dirs[] = {ZT_SOURCE_DATADIR, NULL};

static const ZtCommand *const tables[] = {ZT_LANG_COMMANDS, NULL};

static void take(void *data, const char *text, size_t len)
{
    (void)data;
    if (len > 0 && memchr(text, '\x1b', len))
        __builtin_trap(); /* nothing here asks for colour */
}

static bool poll(void *data, const ZtProgress *progress)
{
    (void)progress;
    return --*(int *)data > 0;
}

static uint64_t slice(void *data)
{
    (void)data;
    return 1000;
}

static void size(void *data, int *width, int *height)
{
    (void)data;
    *width = 80;
    *height = 24;
}

static double now(void *data)
{
    (void)data;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    int patience = PATIENCE;
    const ZtHost host = {.data = &patience,
                         .text = take,
                         .note = take,
                         .poll = poll,
                         .slice = slice,
                         .size = size,
                         .clock = now,
                         .plain = true,
                         .utf8 = true};
    const ZtScript script = {.name = "fuzz", .keep_going = true};
    ZtErr err = {0};
    ZtShell *shell = zt_shell_new(&host, tables, data_dirs);
    if (!shell)
        abort();
    if (!zt_shell_script(shell, &script, (const char *)bytes, len, &err) && err.kind == ZT_ERR_NONE)
        __builtin_trap();
    zt_shell_free(shell);
    return 0;
}

bool __wrap_zt_file_write(const char *path, const char *text, size_t len, ZtErr *err)
{
    (void)path;
    (void)text;
    (void)len;
    (void)err;
    return true;
}

int __wrap_zt_open_read(const char *path, const char *name, ZtErr *err)
{
    if (strncmp(path, ZT_SOURCE_DATADIR, strlen(ZT_SOURCE_DATADIR)) == 0 && !strstr(path, ".."))
        return __real_zt_open_read(path, name, err);
    zt_fail(err, ZT_ERR_FILE_MISSING, name, NULL);
    return -1;
}
