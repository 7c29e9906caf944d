/* The exact minimum of a session's loss, where there is a closed form for it.
 *
 * A model that is linear in its parameters, p = c + sum of a_j * parameter_j, where c and a_j
 * depend on the row alone, makes a loss that is a parabola in p a sum of squares: with the row's
 * derivatives g = loss'(c) and h = loss''(c) > 0
 *     loss(p) = loss(c) - g^2 / (2 h) + (sqrt(h/2) * (p - c) + g / sqrt(2 h))^2,
 * which is linear least squares (least_squares.h). For mse h is 2, and the square (p - y)^2. The
 * a_j are dp/dparameter_j, as the derivative graph has them, row by row. */
#ifndef ZT_CORE_SOLVE_H
#define ZT_CORE_SOLVE_H

#include "core/session.h"

typedef struct ZtSolve ZtSolve;

typedef struct ZtSolution { /* borrowed from the solve */
    const double *exact;    /* per parameter */
    const size_t *group;    /* per parameter, as in ZtLeastAnswer: who cannot be told apart */
    size_t rank;
    double condition;
    double loss; /* at the exact parameters: the smallest there is */
    double gap;  /* how much more it is at the present ones, not finite if those are not */
} ZtSolution;

/* NULL with err on failure: a model that is not linear in its parameters, a loss that is no
 * parabola, no data, no parameters, memory. The session must stay as it is until the end. */
ZtSolve *zt_solve_new(const ZtSession *session, ZtErr *err);
void zt_solve_free(ZtSolve *solve);

/* Goes on for some units of work (session.h), lessened by those done; *done says whether the
 * solution is there. False with err: a row whose numbers are not finite, or without a minimum. */
bool zt_solve_advance(ZtSolve *solve, uint64_t *work, bool *done, ZtErr *err);

const ZtSolution *zt_solve_solution(const ZtSolve *solve);

#endif
