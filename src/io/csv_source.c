/* The window over a CSV file's bytes. */
#include <config.h>

#include "io/csv_source.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "core/dataset.h"
#include "io/csv.h"
#include "io/open.h"

/* Large enough that system calls cost nothing, small enough to stay in the second-level cache. */
#define BLOCK_SIZE  ((size_t)1 << 18)
#define WINDOW_SIZE (ZT_CSV_LINE_MAX + 2 + BLOCK_SIZE)

static bool start(ZtCsvSource *source, const char *name, ZtErr *err)
{
    bool standard_input = strcmp(name, "-") == 0;
    *source = (ZtCsvSource){
        .name = standard_input ? "stdin" : name, .file = -1, .checksum = ZT_CHECKSUM_START};
    source->block = zt_alloc(WINDOW_SIZE, 1);
    return source->block || zt_fail_memory(err);
}

bool zt_csv_open(ZtCsvSource *source, const char *path, const char *name, ZtErr *err)
{
    if (!start(source, name, err))
        return false;
    if (strcmp(path, "-") == 0)
        source->file = STDIN_FILENO;
    else
        source->file = zt_open_read(path, source->name, err);
    return source->file >= 0;
}

bool zt_csv_open_memory(ZtCsvSource *source, const char *text, size_t len, const char *name,
                        ZtErr *err)
{
    if (!start(source, name, err))
        return false;
    source->memory = text;
    source->memory_len = len;
    return true;
}

void zt_csv_close(ZtCsvSource *source)
{
    if (source->file > STDIN_FILENO)
        close(source->file);
    zt_free(source->block);
    source->block = NULL;
    source->file = -1;
}

static ssize_t read_memory(ZtCsvSource *source, char *into)
{
    size_t len = source->memory_len < BLOCK_SIZE ? source->memory_len : BLOCK_SIZE;
    if (len == 0)
        return 0;
    memcpy(into, source->memory, len);
    source->memory += len;
    source->memory_len -= len;
    return (ssize_t)len;
}

static bool may_go_on(const ZtCsvSource *source, ZtErr *err)
{
    if (!source->poll || source->poll(source->poll_data))
        return true;
    return zt_fail(err, ZT_ERR_INTERRUPTED, NULL);
}

/* True if there is neither NUL nor any byte beyond ASCII: eight bytes at a time. */
static bool is_plain(const char *text, size_t len)
{
    const uint64_t ones = 0x0101010101010101u, tops = ones << 7;
    uint64_t word, strange = 0;
    for (; len >= sizeof word; text += sizeof word, len -= sizeof word) {
        memcpy(&word, text, sizeof word);
        strange |= word | (word - ones);
    }
    for (; len > 0; text++, len--)
        strange |= (unsigned char)*text | (uint64_t)(*text == '\0') << 7;
    return (strange & tops) == 0;
}

/* The new block, of len bytes, is behind the window. */
static void take_block(ZtCsvSource *source, size_t len)
{
    const char *block = source->block + source->end;
    bool plain = source->end == 0 || source->plain;
    source->plain = plain && is_plain(block, len);
    source->checksum = zt_checksum(source->checksum, block, len);
    source->ended = len == 0;
    source->end += len;
}

bool zt_csv_fill(ZtCsvSource *source, ZtErr *err)
{
    size_t kept = source->end - source->at;
    memmove(source->block, source->block + source->at, kept);
    source->at = 0;
    source->end = kept;
    char *into = source->block + kept;
    ssize_t len;
    do {
        if (!may_go_on(source, err))
            return false;
        len = source->file < 0 ? read_memory(source, into) : read(source->file, into, BLOCK_SIZE);
    } while (len < 0 && errno == EINTR);
    if (len < 0)
        return zt_fail_read(source->name, errno, err);
    take_block(source, (size_t)len);
    return true;
}
