#include "hand_written.h"

/* Eight lanes, and three values on their own: the cascade sum of eleven. */
static float sum_of_rows(const float *values)
{
    float sum = 0;
    for (int i = 8; i < HAND_ROWS; i++)
        sum += values[i];
    for (int i = 0; i < 8; i++)
        sum += values[i];
    return sum;
}

HandResult hand_train(const float x[HAND_ROWS], const float y[HAND_ROWS], float lr, long epochs)
{
    HandResult r = {.w = 1};
    for (long epoch = 0; epoch < epochs; epoch++) {
        float square[HAND_ROWS], by_b[HAND_ROWS], by_w[HAND_ROWS];
        for (int i = 0; i < HAND_ROWS; i++) {
            float off = (r.w * x[i] + r.b) - y[i];
            square[i] = off * off;
            by_b[i] = 2 * off / HAND_ROWS;
            by_w[i] = by_b[i] * x[i];
        }
        r.loss = sum_of_rows(square) / HAND_ROWS;
        float grad_w = sum_of_rows(by_w), grad_b = sum_of_rows(by_b);
        r.w = r.w - lr * grad_w;
        r.b = r.b - lr * grad_b;
        __asm__ volatile("" : : "r"(&r) : "memory"); /* each epoch's loss is wanted */
    }
    return r;
}

uint64_t hand_read(const void *memory, size_t bytes)
{
    const uint64_t *words = memory;
    uint64_t lane[32] = {0};
    size_t count = bytes / sizeof *words, i = 0;
    for (; i + 32 <= count; i += 32)
        for (size_t k = 0; k < 32; k++)
            lane[k] |= words[i + k];
    for (; i < count; i++)
        lane[0] |= words[i];
    for (size_t k = 1; k < 32; k++)
        lane[0] |= lane[k];
    return lane[0];
}
