/* Random formulas, for tests that compare two ways of computing them. */
#ifndef ZT_TESTS_CORE_RANDOM_FORMULA_H
#define ZT_TESTS_CORE_RANDOM_FORMULA_H

#include "base/buffer.h"
#include "base/random.h"

/* Less than limit. */
size_t random_below(ZtRandom *random, size_t limit);

/* Appends a tree of `size` operations over the names (and numbers), fully in parentheses. Every
 * operation of models occurs, and powers with every exponent that is treated specially. */
void random_formula(ZtRandom *random, const char *const *name, size_t names, size_t size,
                    ZtBuf *out);

#endif
