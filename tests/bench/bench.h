/* Timing, and printing what was measured. */
#ifndef ZT_TESTS_BENCH_H
#define ZT_TESTS_BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/session.h"

#define BENCH_ROUNDS 21 /* at the most */
#define BENCH_EPOCHS 5000

double bench_now(void); /* seconds */

/* The times of several rounds; alternating with those of the other side, so that both meet the same
 * weather. */
typedef struct BenchTimes {
    double seconds[BENCH_ROUNDS];
    size_t count;
} BenchTimes;

void bench_add(BenchTimes *times, double seconds);
double bench_median(const BenchTimes *times);
double bench_fastest(const BenchTimes *times);

void bench_title(const char *title);
void bench_time(const char *who, const BenchTimes *times); /* one side */
void bench_note(const char *who, const char *format, ...) __attribute__((format(printf, 2, 3)));
void bench_ratio(const char *what, double ratio, double most);  /* expected: at most */
void bench_share(const char *what, double share, double least); /* expected: at least */
void bench_limit(const char *who, double seconds, double most); /* likewise of a time */

/* The tutorial's last run: the thermometer, a tenth, learning rate 0.01. */
ZtSession *bench_thermometer(void);
double bench_epochs(ZtSession *session, uint64_t epochs); /* seconds it takes from the start */

/* The sections. */
void bench_hand_written(void);
void bench_python(const char *python);
void bench_large(void);
void bench_picture(void);
void bench_start(const char *zolta);

#endif
