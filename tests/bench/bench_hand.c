/* The thermometer against the same arithmetic written by hand. */
#include <config.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "hand_written.h"

#define INNER 20 /* runs of 5000 epochs that are timed together */

static const double zolta[] = {35.7, 55.9, 58.2, 81.9, 56.3, 48.9, 33.9, 21.8, 48.4, 60.4, 68.4};
static const double celsius[] = {0.5, 14, 15, 28, 11, 8, 3, -4, 6, 13, 21};

static void give_up(void)
{
    fputs("the benchmark cannot set up its session\n", stderr);
    exit(EXIT_FAILURE);
}

ZtSession *bench_thermometer(void)
{
    ZtErr err = {0};
    ZtSession *s = zt_session_new();
    ZtBuilder *builder = zt_builder_new("thermometer", ZT_SINGLE);
    bool fine = s && builder && zt_builder_column(builder, "zolta", false) &&
                zt_builder_column(builder, "celsius", false);
    for (size_t i = 0; fine && i < HAND_ROWS; i++)
        fine = zt_builder_number(builder, 0, zolta[i]) &&
               zt_builder_number(builder, 1, celsius[i]) && zt_builder_row(builder);
    ZtDataset *data = fine ? zt_builder_finish(builder) : NULL;
    if (!data || !zt_session_load(s, data, NULL, 0, NULL, &err) ||
        !zt_session_normalize(s, ZT_SCALE_FACTOR, 0.1, &err))
        give_up();
    zt_dataset_release(data);
    s->settings.lr = 1e-2;
    return s;
}

double bench_epochs(ZtSession *session, uint64_t epochs)
{
    ZtErr err = {0};
    zt_session_reset(session);
    double before = bench_now();
    zt_session_train(session, &epochs, UINT64_MAX, &err);
    return bench_now() - before;
}

static double by_hand(const ZtSession *s, HandResult *result)
{
    const float *x = s->scales->values[0], *y = s->scales->values[1];
    double before = bench_now();
    *result = hand_train(x, y, 1e-2f, BENCH_EPOCHS);
    return bench_now() - before;
}

static bool same_bits(const ZtSession *s, const HandResult *hand)
{
    const float mine[] = {(float)s->last_loss, (float)s->param[0], (float)s->param[1]};
    const float theirs[] = {hand->loss, hand->w, hand->b};
    return memcmp(mine, theirs, sizeof mine) == 0;
}

void bench_hand_written(void)
{
    ZtSession *s = bench_thermometer();
    BenchTimes ours = {0}, hand = {0};
    HandResult result = {0};
    for (int round = 0; round < BENCH_ROUNDS; round++) {
        double mine = 0, theirs = 0;
        for (int i = 0; i < INNER; i++) {
            mine += bench_epochs(s, BENCH_EPOCHS);
            theirs += by_hand(s, &result);
        }
        bench_add(&ours, mine / INNER);
        bench_add(&hand, theirs / INNER);
    }
    bench_title("5000 epochs on the thermometer (11 rows, single precision, one thread)");
    bench_time("zolta", &ours);
    bench_time("the same arithmetic by hand in C", &hand);
    bench_note("same bits at the end", "%s", same_bits(s, &result) ? "yes" : "NO");
    bench_ratio("zolta takes", bench_median(&ours) / bench_median(&hand), 2.5);
    bench_note("in the fastest rounds", "%.2f times", bench_fastest(&ours) / bench_fastest(&hand));
    zt_session_free(s);
}
