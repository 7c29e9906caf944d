#include <config.h>

#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <unistd.h>

#include "base/memory.h"
#include "core/pool.h"

typedef struct Worker {
    ZtPool *pool;
    pthread_t thread;
    unsigned index;
} Worker;

struct ZtPool {
    pthread_mutex_t lock;
    pthread_cond_t wake, done;
    unsigned round;   /* counts the jobs: a worker does each round once */
    unsigned running; /* workers still at it */
    bool stop;
    void (*job)(void *data, unsigned thread);
    void *data;
    unsigned size; /* the caller's thread included */
    Worker *worker;
};

static void *work(void *argument)
{
    Worker *self = argument;
    ZtPool *pool = self->pool;
    unsigned seen = 0;
    pthread_mutex_lock(&pool->lock);
    for (;;) {
        while (pool->round == seen && !pool->stop)
            pthread_cond_wait(&pool->wake, &pool->lock);
        if (pool->stop)
            break;
        seen = pool->round;
        pthread_mutex_unlock(&pool->lock);
        pool->job(pool->data, self->index);
        pthread_mutex_lock(&pool->lock);
        if (--pool->running == 0)
            pthread_cond_signal(&pool->done);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

ZtPool *zt_pool_new(unsigned threads)
{
    ZtPool *pool = zt_alloc(1, sizeof *pool);
    Worker *worker = zt_alloc(threads, sizeof *worker);
    if (!pool || !worker) {
        zt_free(pool);
        zt_free(worker);
        return NULL;
    }
    pool->worker = worker;
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->wake, NULL);
    pthread_cond_init(&pool->done, NULL);
    sigset_t all, before; /* signals are the caller's: its own thread shall get them */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    for (pool->size = 1; pool->size < threads; pool->size++) {
        worker[pool->size] = (Worker){.pool = pool, .index = pool->size};
        if (pthread_create(&worker[pool->size].thread, NULL, work, &worker[pool->size]) != 0)
            break;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return pool;
}

void zt_pool_free(ZtPool *pool)
{
    if (!pool)
        return;
    pthread_mutex_lock(&pool->lock);
    pool->stop = true;
    pthread_cond_broadcast(&pool->wake);
    pthread_mutex_unlock(&pool->lock);
    for (unsigned i = 1; i < pool->size; i++)
        pthread_join(pool->worker[i].thread, NULL);
    pthread_mutex_destroy(&pool->lock);
    pthread_cond_destroy(&pool->wake);
    pthread_cond_destroy(&pool->done);
    zt_free(pool->worker);
    zt_free(pool);
}

unsigned zt_pool_size(const ZtPool *pool)
{
    return pool->size;
}

void zt_pool_run(ZtPool *pool, void (*job)(void *data, unsigned thread), void *data)
{
    pthread_mutex_lock(&pool->lock);
    pool->job = job;
    pool->data = data;
    pool->running = pool->size - 1;
    pool->round++;
    pthread_cond_broadcast(&pool->wake);
    pthread_mutex_unlock(&pool->lock);
    job(data, 0);
    pthread_mutex_lock(&pool->lock);
    while (pool->running > 0)
        pthread_cond_wait(&pool->done, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
}

/* Those that this process may use or, where the system does not say, all that there are. */
unsigned zt_pool_processors(void)
{
#ifdef HAVE_PTHREAD_GETAFFINITY_NP
    cpu_set_t set;
    if (pthread_getaffinity_np(pthread_self(), sizeof set, &set) == 0)
        return (unsigned)CPU_COUNT(&set);
#endif
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 && online <= INT_MAX ? (unsigned)online : 1;
}
