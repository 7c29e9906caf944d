/* One epoch over much data against reading the same memory once. */
#include <config.h>

#include <math.h>
#include <pthread.h>
#include <stdio.h>

#include "base/memory.h"
#include "bench.h"
#include "core/pool.h"
#include "hand_written.h"

#define ROWS   10000000
#define ROUNDS 9

typedef struct Part { /* of the columns, for one thread */
    const char *column[2];
    size_t from, bytes;
    uint64_t seen;
} Part;

static void *read_part(void *argument)
{
    Part *part = argument;
    for (size_t i = 0; i < 2; i++)
        part->seen |= hand_read(part->column[i] + part->from, part->bytes);
    return NULL;
}

/* Reads both columns with so many threads. */
static double read_pass(const ZtSession *s, unsigned threads)
{
    enum { MOST = 64 };
    pthread_t thread[MOST];
    Part part[MOST];
    threads = threads < MOST ? threads : MOST;
    size_t bytes = ROWS * sizeof(float), piece = bytes / threads / 64 * 64;
    double before = bench_now();
    for (unsigned i = 0; i < threads; i++) {
        part[i] = (Part){.column = {s->scales->values[0], s->scales->values[1]},
                         .from = i * piece,
                         .bytes = i + 1 == threads ? bytes - i * piece : piece};
        if (i > 0 && pthread_create(&thread[i], NULL, read_part, &part[i]) != 0)
            threads = i;
    }
    read_part(&part[0]);
    for (unsigned i = 1; i < threads; i++)
        pthread_join(thread[i], NULL);
    return bench_now() - before;
}

static ZtSession *many_rows(void)
{
    ZtErr err = {0};
    ZtSession *s = zt_session_new();
    ZtBuilder *builder = zt_builder_new("large", ZT_SINGLE);
    bool fine = s && builder && zt_builder_column(builder, "x", false) &&
                zt_builder_column(builder, "t", false);
    for (size_t i = 0; fine && i < ROWS; i++) {
        double x = (double)(i * 7919 % 10007) / 10007;
        fine = zt_builder_number(builder, 0, x) && zt_builder_number(builder, 1, 3 * x - 1) &&
               zt_builder_row(builder);
    }
    ZtDataset *data = fine ? zt_builder_finish(builder) : NULL;
    fine = data && zt_session_load(s, data, NULL, 0, NULL, &err);
    zt_dataset_release(data);
    if (fine)
        return s;
    zt_session_free(s);
    return NULL;
}

static void compare(ZtSession *s, unsigned threads)
{
    BenchTimes ours = {0}, reads = {0};
    char share[64];
    s->settings.threads = threads;
    zt_session_threads(s);
    bench_epochs(s, 1); /* makes the program */
    for (int round = 0; round < ROUNDS; round++) {
        bench_add(&reads, read_pass(s, threads));
        bench_add(&ours, bench_epochs(s, 1));
    }
    double mine = bench_median(&ours), pass = bench_median(&reads);
    double gigabytes = 2.0 * ROWS * sizeof(float) / 1e9;
    printf("  %u thread%s\n", threads, threads == 1 ? "" : "s");
    bench_note("  zolta, one epoch", "%.2f ms (%.1f GB/s)", mine * 1e3, gigabytes / mine);
    bench_note("  reading only", "%.2f ms (%.1f GB/s)", pass * 1e3, gigabytes / pass);
    snprintf(share, sizeof share, "  speed of the reading pass");
    bench_share(share, pass / mine, 1.0 / 3);
}

void bench_large(void)
{
    bench_title("10,000,000 rows (two columns, single precision, w * x + b, mean square)");
    ZtSession *s = many_rows();
    if (!s) {
        bench_note("left out", "too little memory");
        return;
    }
    compare(s, 1);
    if (zt_pool_processors() > 1)
        compare(s, zt_pool_processors());
    zt_session_free(s);
}
