/* A pool of threads that all do the same job at the same time. */
#ifndef ZT_CORE_POOL_H
#define ZT_CORE_POOL_H

#include <stdbool.h>

typedef struct ZtPool ZtPool;

/* Up to `threads` threads, the caller's among them; fewer if the system refuses. NULL when memory
 * runs out. */
ZtPool *zt_pool_new(unsigned threads);
void zt_pool_free(ZtPool *pool);
unsigned zt_pool_size(const ZtPool *pool);

/* Runs job(data, i) once on each thread i, 0 being the caller, and returns when all are done. */
void zt_pool_run(ZtPool *pool, void (*job)(void *data, unsigned thread), void *data);

/* How many processors this process may use. */
unsigned zt_pool_processors(void);

#endif
