/* Checked memory: every size is computed without overflow, every failure is a NULL. */
#ifndef ZT_BASE_MEMORY_H
#define ZT_BASE_MEMORY_H

#include <stddef.h>

void *zt_alloc(size_t count, size_t size);              /* zeroed; NULL if it cannot be had */
void *zt_realloc(void *old, size_t count, size_t size); /* contents kept; old stays on failure */
void *zt_alloc_aligned(size_t count, size_t size);      /* zeroed, on a cache line (64 bytes) */
char *zt_strdup(const char *text);                      /* NULL gives NULL */
char *zt_strndup(const char *text, size_t len);
void zt_free(void *memory);

/* Grows *items, holding *cap elements of size bytes, until there is room for need; doubles.
 * Returns 0, with all as it was, when memory runs out. */
int zt_grow(void **items, size_t *cap, size_t need, size_t size);

#define ZT_GROW(items, cap, need) zt_grow((void **)&(items), &(cap), (need), sizeof *(items))

/* An arena: many small pieces, freed together. */
typedef struct ZtArena ZtArena;
ZtArena *zt_arena_new(void);
void zt_arena_free(ZtArena *arena);
void *zt_arena_alloc(ZtArena *arena, size_t count, size_t size); /* zeroed, aligned to 16 */
size_t zt_arena_bytes(const ZtArena *arena);                     /* what it takes in all */
char *zt_arena_strndup(ZtArena *arena, const char *text, size_t len);

#endif
