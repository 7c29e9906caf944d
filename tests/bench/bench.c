/* Measures zolta against what it is compared with: bench [ZOLTA [PYTHON]]
 *
 * Numbers are medians of rounds in which the two sides take turns. What is expected is said in
 * words; a machine that is busy does not make this fail. */
#include <config.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "bench.h"
#include "core/pool.h"

double bench_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

void bench_add(BenchTimes *times, double seconds)
{
    if (times->count < BENCH_ROUNDS)
        times->seconds[times->count++] = seconds;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double bench_median(const BenchTimes *times)
{
    BenchTimes sorted = *times;
    qsort(sorted.seconds, sorted.count, sizeof sorted.seconds[0], by_size);
    return sorted.count ? sorted.seconds[sorted.count / 2] : 0;
}

double bench_fastest(const BenchTimes *times)
{
    double fastest = times->count ? times->seconds[0] : 0;
    for (size_t i = 1; i < times->count; i++)
        fastest = times->seconds[i] < fastest ? times->seconds[i] : fastest;
    return fastest;
}

void bench_title(const char *title)
{
    printf("\n%s\n", title);
}

void bench_time(const char *who, const BenchTimes *times)
{
    bench_note(who, "%.1f us (fastest %.1f us)", bench_median(times) * 1e6,
               bench_fastest(times) * 1e6);
}

void bench_note(const char *who, const char *format, ...)
{
    va_list list;
    printf("  %-34s ", who);
    va_start(list, format);
    vprintf(format, list);
    va_end(list);
    putchar('\n');
    fflush(stdout);
}

static const char *met(bool fine)
{
    return fine ? "met" : "NOT met";
}

void bench_ratio(const char *what, double ratio, double most)
{
    bench_note(what, "%.2f times (expected: at most %g; %s)", ratio, most, met(ratio <= most));
}

void bench_share(const char *what, double share, double least)
{
    bench_note(what, "%.0f %% (expected: at least %.0f %%; %s)", 100 * share, 100 * least,
               met(share >= least));
}

void bench_limit(const char *who, double seconds, double most)
{
    bench_note(who, "%.2f ms (expected: under %g ms; %s)", seconds * 1e3, most * 1e3,
               met(seconds < most));
}

/* What else runs on the machine shows in the numbers, most of all in those with several threads. */
static void say_load(void)
{
    double load;
    if (getloadavg(&load, 1) == 1 && load > 0.5)
        printf("Other programs keep %.1f of the %u processors busy: take the numbers with care.\n",
               load, zt_pool_processors());
}

int main(int count, char **argument)
{
    printf("zolta's benchmark: medians of alternating rounds\n");
    say_load();
    bench_hand_written();
    bench_python(count > 2 ? argument[2] : "/usr/bin/python3");
    bench_large();
    bench_picture();
    bench_start(count > 1 ? argument[1] : "./zolta");
    return EXIT_SUCCESS;
}
