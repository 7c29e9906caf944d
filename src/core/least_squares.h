/* Linear least squares: the x for which |A x - b| is smallest, exactly.
 *
 * Rows of A come in blocks and are forgotten again: all that is kept of them is the triangle R of
 *     Q^T [A b] = [R c; 0 rho],    Q orthogonal,
 * for Q^T changes no length, so that |A x - b|^2 = |R x - c|^2 + rho^2. A new block is laid under R
 * and eliminated by Householder reflections, one a column (Golub & Van Loan, Matrix Computations,
 * 4th edition, 5.2.2 and 5.3.3; in blocks: 'tall skinny QR'). The normal equations A^T A x = A^T b
 * would do it with less work, but square the condition number, and so lose twice the digits.
 *
 * In the end R is factored once more, the columns brought to length 1 and the longest remaining one
 * first (5.4.2). What remains of a column that depends on those before it is 0 but for rounding:
 * that tells the rank. If it is less than the number of unknowns there are many x as good as one
 * another; the answer is the one nearest to a given point. That is also where gradient descent from
 * that point ends, since its steps are combinations of the rows of A. */
#ifndef ZT_CORE_LEAST_SQUARES_H
#define ZT_CORE_LEAST_SQUARES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

typedef struct ZtLeastSquares ZtLeastSquares;

typedef struct ZtLeastAnswer { /* the arrays are the caller's: zt_least_answer_free */
    double *x;
    double residual;  /* |A x - b| */
    size_t rank;      /* of A */
    double condition; /* of A, its columns brought to length 1: an estimate from below */
    size_t *group;    /* per unknown: those with the same number cannot be told apart; an unknown
                       that can be told from all others has its own index + 1, 0 is one without
                       any effect */
} ZtLeastAnswer;

ZtLeastSquares *zt_least_squares_new(size_t unknowns); /* NULL when memory runs out */
void zt_least_squares_free(ZtLeastSquares *squares);

/* Takes rows in: unknowns + 1 columns, A's and b, of finite numbers, which are written over. */
void zt_least_squares_add(ZtLeastSquares *squares, double *const *column, size_t rows);

/* Makes the answer ready, a column at a time: some units of work, lessened by those used. True when
 * it is ready. */
bool zt_least_squares_factor(ZtLeastSquares *squares, uint64_t *work);

/* The answer; near is the point to be nearest to, if the rank leaves a choice. */
bool zt_least_squares_answer(const ZtLeastSquares *squares, const double *near,
                             ZtLeastAnswer *answer, ZtErr *err);
void zt_least_answer_free(ZtLeastAnswer *answer);

/* |A d|: how far apart the predictions of two points x and x + d are. */
double zt_least_squares_length(const ZtLeastSquares *squares, const double *d);

#endif
