/* A model with its loss and gradient as a graph, computed row by row by the interpreter: what the
 * compiled program must equal to the bit. The data has the columns u, v (x1 and x2) and t (y). */
#ifndef ZT_TESTS_CORE_ORACLE_H
#define ZT_TESTS_CORE_ORACLE_H

#include "base/random.h"
#include "core/bind.h"
#include "core/program.h"

#define ORACLE_COLUMNS 3
#define ORACLE_PARAMS  3 /* at the most */

typedef struct Subject {
    ZtDataset *names; /* without rows: the columns' names */
    ZtGraph *graph;
    ZtParams params;
    ZtRef prediction, row_loss, loss;
    ZtRef grad[ORACLE_PARAMS];
} Subject;

/* Fails the test where a formula is not accepted. */
void subject_make(Subject *subject, const char *model, const char *loss);
void subject_free(Subject *subject);

/* The scope over the names' columns. */
ZtScope subject_scope(const ZtDataset *names);
ZtDataset *subject_names(void);

typedef enum Mood {
    MOOD_TAME,  /* numbers from -3 to 3 */
    MOOD_KINKS, /* among them zeros, ties, whole numbers */
    MOOD_WILD,  /* among them infinities, NaN, huge and tiny numbers */
    MOODS
} Mood;

typedef struct Data {
    size_t n;
    ZtPrecision precision;
    void *column[ORACLE_COLUMNS];
    double param[ORACLE_PARAMS];
} Data;

Data data_random(ZtRandom *random, size_t n, ZtPrecision precision, Mood mood);
void data_free(Data *data);

/* What the interpreter gives: every node's single value, and the per-row values of the nodes that
 * were asked for. */
typedef struct Oracle {
    double *single; /* per node; of per-row nodes that of the last row */
    double **rows;  /* per node, NULL where not asked for */
    size_t nodes;
} Oracle;

Oracle oracle_ask(const Subject *subject, const Data *data, const ZtRef *row, size_t rows);
void oracle_free(Oracle *oracle);

/* Equal bits, or both NaN. */
bool same_bits(double a, double b);

/* One value of that precision in memory. */
double real_at(const void *values, size_t i, ZtPrecision precision);

#endif
