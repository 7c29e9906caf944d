/* The other side of the comparisons, compiled for this very machine and as fast as the compiler
 * can. */
#ifndef ZT_TESTS_BENCH_HAND_WRITTEN_H
#define ZT_TESTS_BENCH_HAND_WRITTEN_H

#include <stddef.h>
#include <stdint.h>

#define HAND_ROWS 11

typedef struct HandResult {
    float loss, w, b;
} HandResult;

/* The tutorial's loop on so many epochs, with the very operations and order of zolta. */
HandResult hand_train(const float x[HAND_ROWS], const float y[HAND_ROWS], float lr, long epochs);

/* Reads so many bytes, a multiple of 64, and does next to nothing with them. */
uint64_t hand_read(const void *memory, size_t bytes);

#endif
