/* MT19937 as its authors describe it: 624 words of state, renewed all at once, each tempered when
 * it is drawn. */
#include "base/random.h"

#define WORDS 624
#define SHIFT 397

void zt_random_seed(ZtRandom *random, uint32_t seed)
{
    uint32_t *state = random->state;
    state[0] = seed;
    for (uint32_t i = 1; i < WORDS; i++)
        state[i] = 1812433253u * (state[i - 1] ^ (state[i - 1] >> 30)) + i;
    random->next = WORDS;
}

/* One step of the recurrence: the high bit of one word and the rest of the next make a 32-bit
 * vector, which is multiplied by the twist matrix and added to the word SHIFT places on. */
static uint32_t twist(uint32_t high, uint32_t low, uint32_t ahead)
{
    uint32_t mixed = (high & 0x80000000u) | (low & 0x7fffffffu);
    return ahead ^ (mixed >> 1) ^ (mixed & 1u ? 0x9908b0dfu : 0u);
}

static void renew(ZtRandom *random)
{
    uint32_t *state = random->state;
    for (uint32_t i = 0; i < WORDS; i++)
        state[i] = twist(state[i], state[(i + 1) % WORDS], state[(i + SHIFT) % WORDS]);
    random->next = 0;
}

uint32_t zt_random_next(ZtRandom *random)
{
    if (random->next >= WORDS)
        renew(random);
    uint32_t word = random->state[random->next++];
    word ^= word >> 11;
    word ^= (word << 7) & 0x9d2c5680u;
    word ^= (word << 15) & 0xefc60000u;
    return word ^ (word >> 18);
}

float zt_random_uniform(ZtRandom *random)
{
    return (float)(zt_random_next(random) & 0xffffffu) * 0x1p-24f;
}
