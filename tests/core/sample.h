/* Data sets and sessions to try things on. */
#ifndef ZT_TESTS_CORE_SAMPLE_H
#define ZT_TESTS_CORE_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/session.h"

/* The tutorial's eleven readings: zolta, celsius. */
ZtDataset *sample_thermometer(ZtPrecision precision);

/* Numeric columns, values row by row. */
ZtDataset *sample_table(ZtPrecision precision, size_t columns, const char *const *name, size_t rows,
                        const double *values);

/* Columns in, out; as many rows as wanted, all different. */
ZtDataset *sample_long(ZtPrecision precision, size_t rows);

/* A session in the data's precision that has loaded it; the reference is taken over. */
ZtSession *sample_session(ZtDataset *data);

/* The thermometer in the middle of things: with a model, loss, scaling, label and settings of its
 * own, 20 epochs trained. */
ZtSession *sample_busy(void);

/* Each must succeed. */
void sample_model(ZtSession *session, const char *text);
void sample_loss(ZtSession *session, const char *text);
void sample_normalize(ZtSession *session, ZtScaleKind kind, double factor);
void sample_train(ZtSession *session, uint64_t epochs);

/* Equal to the bit, or both not a number. */
bool sample_same(double a, double b);

/* All that the fields of a session say, to be compared; sample_state also tells apart what is at
 * another place in memory, sample_values does not. Freed with zt_free. */
char *sample_state(const ZtSession *session);
char *sample_values(const ZtSession *session);

/* Checks that the state is what it was before, which is freed. */
void sample_unchanged(char *before, const ZtSession *session);

/* Checks names and present values of the parameters: `w=1 b=0`. */
void sample_parameters(const ZtSession *session, const char *expected);

#endif
