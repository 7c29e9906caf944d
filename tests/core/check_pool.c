#include <stdatomic.h>

#include <check.h>

#include "core/pool.h"
#include "suites.h"

#define MOST 16 /* threads */

typedef struct Job {
    atomic_uint ran[MOST];
    atomic_uint total;
} Job;

static void note(void *data, unsigned thread)
{
    Job *job = data;
    atomic_fetch_add(&job->ran[thread], 1);
    atomic_fetch_add(&job->total, 1);
}

/* Each round runs once on each thread, and is over when zt_pool_run returns. */
START_TEST(every_thread_runs_once_a_round)
{
    unsigned threads = (unsigned)_i;
    ZtPool *pool = zt_pool_new(threads);
    ck_assert_uint_eq(zt_pool_size(pool), threads);
    Job job = {0};
    for (unsigned round = 1; round <= 300; round++) {
        zt_pool_run(pool, note, &job);
        ck_assert_uint_eq(job.total, round * threads);
        for (unsigned i = 0; i < threads; i++)
            ck_assert_uint_eq(job.ran[i], round);
    }
    zt_pool_free(pool);
}
END_TEST

START_TEST(a_pool_need_not_work)
{
    zt_pool_free(zt_pool_new(4));
    zt_pool_free(NULL);
}
END_TEST

/* Pools do not know of one another. */
START_TEST(several_pools)
{
    ZtPool *a = zt_pool_new(2), *b = zt_pool_new(3);
    Job of_a = {0}, of_b = {0};
    for (int i = 0; i < 50; i++) {
        zt_pool_run(a, note, &of_a);
        zt_pool_run(b, note, &of_b);
    }
    ck_assert_uint_eq(of_a.total, 100);
    ck_assert_uint_eq(of_b.total, 150);
    zt_pool_free(a);
    zt_pool_free(b);
}
END_TEST

START_TEST(there_is_a_processor)
{
    ck_assert_uint_ge(zt_pool_processors(), 1);
}
END_TEST

Suite *pool_suite(void)
{
    Suite *suite = suite_create("pool");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 30);
    tcase_add_loop_test(tests, every_thread_runs_once_a_round, 1, 9);
    tcase_add_test(tests, a_pool_need_not_work);
    tcase_add_test(tests, several_pools);
    tcase_add_test(tests, there_is_a_processor);
    suite_add_tcase(suite, tests);
    return suite;
}
