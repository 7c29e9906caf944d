/* Checked memory and the arena. Sizes are multiplied without overflow, so that a hostile count
 * ends as a failure and never as a block that is too small. */
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define LINE        64
#define PIECE_ALIGN 16
#define CHUNK_SIZE  ((size_t)16384)

/* Bytes of count elements, at least 1 so that no empty block looks like a failure; 0 if that is
 * more than any block can be. */
static size_t bytes_of(size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > PTRDIFF_MAX - LINE)
        return 0;
    return bytes ? bytes : 1;
}

void *zt_alloc(size_t count, size_t size)
{
    size_t bytes = bytes_of(count, size);
    return bytes ? calloc(1, bytes) : NULL;
}

void *zt_realloc(void *old, size_t count, size_t size)
{
    size_t bytes = bytes_of(count, size);
    return bytes ? realloc(old, bytes) : NULL;
}

void *zt_alloc_aligned(size_t count, size_t size)
{
    size_t bytes = bytes_of(count, size);
    if (!bytes)
        return NULL;
    bytes = (bytes + LINE - 1) / LINE * LINE;
    void *memory = aligned_alloc(LINE, bytes);
    return memory ? memset(memory, 0, bytes) : NULL;
}

char *zt_strdup(const char *text)
{
    return text ? zt_strndup(text, strlen(text)) : NULL;
}

char *zt_strndup(const char *text, size_t len)
{
    char *copy = len < SIZE_MAX ? zt_alloc(len + 1, 1) : NULL;
    if (copy && len)
        memcpy(copy, text, len);
    return copy;
}

void zt_free(void *memory)
{
    free(memory);
}

int zt_grow(void **items, size_t *cap, size_t need, size_t size)
{
    if (need <= *cap)
        return 1;
    size_t wanted = *cap < SIZE_MAX / 2 ? *cap * 2 : need;
    if (wanted < 8)
        wanted = 8;
    if (wanted < need)
        wanted = need;
    void *grown = zt_realloc(*items, wanted, size);
    if (!grown)
        return 0;
    *items = grown;
    *cap = wanted;
    return 1;
}

/* Pieces are cut from chunks one after the other; a piece larger than a chunk gets its own. */
typedef struct Chunk {
    struct Chunk *older;
    size_t used, cap;
    _Alignas(PIECE_ALIGN) unsigned char bytes[];
} Chunk;

struct ZtArena {
    Chunk *newest;
};

ZtArena *zt_arena_new(void)
{
    return zt_alloc(1, sizeof(ZtArena));
}

void zt_arena_free(ZtArena *arena)
{
    if (!arena)
        return;
    for (Chunk *chunk = arena->newest; chunk;) {
        Chunk *older = chunk->older;
        free(chunk);
        chunk = older;
    }
    free(arena);
}

size_t zt_arena_bytes(const ZtArena *arena)
{
    size_t bytes = sizeof *arena;
    for (const Chunk *chunk = arena->newest; chunk; chunk = chunk->older)
        bytes += sizeof *chunk + chunk->cap;
    return bytes;
}

static Chunk *add_chunk(ZtArena *arena, size_t need)
{
    size_t cap = need > CHUNK_SIZE ? need : CHUNK_SIZE;
    Chunk *chunk = cap <= PTRDIFF_MAX - sizeof(Chunk) ? calloc(1, sizeof(Chunk) + cap) : NULL;
    if (!chunk)
        return NULL;
    chunk->cap = cap;
    chunk->older = arena->newest;
    arena->newest = chunk;
    return chunk;
}

void *zt_arena_alloc(ZtArena *arena, size_t count, size_t size)
{
    size_t bytes = bytes_of(count, size);
    if (!bytes)
        return NULL;
    bytes = (bytes + PIECE_ALIGN - 1) / PIECE_ALIGN * PIECE_ALIGN;
    Chunk *chunk = arena->newest;
    if (!chunk || chunk->cap - chunk->used < bytes)
        chunk = add_chunk(arena, bytes);
    if (!chunk)
        return NULL;
    void *piece = chunk->bytes + chunk->used;
    chunk->used += bytes;
    return piece;
}

char *zt_arena_strndup(ZtArena *arena, const char *text, size_t len)
{
    char *copy = len < SIZE_MAX ? zt_arena_alloc(arena, len + 1, 1) : NULL;
    if (copy && len)
        memcpy(copy, text, len);
    return copy;
}
