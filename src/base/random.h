/* The Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998), seeded and used as
 * torch.manual_seed and the CPU generator do, so that draws agree. */
#ifndef ZT_BASE_RANDOM_H
#define ZT_BASE_RANDOM_H

#include <stdint.h>

typedef struct ZtRandom {
    uint32_t state[624];
    uint32_t next; /* index of the next word; 624 means make new ones */
} ZtRandom;

void zt_random_seed(ZtRandom *random, uint32_t seed);
uint32_t zt_random_next(ZtRandom *random);
float zt_random_uniform(ZtRandom *random); /* 0 <= u < 1, a multiple of 2^-24 */

#endif
