/* The curvature of the loss, and the learning rates that it allows.
 *
 * Near a point the loss is a parabola whose curvature along an eigenvector of the Hessian H (the
 * matrix of its second derivatives) is the eigenvalue. A step of gradient descent multiplies the
 * distance from the minimum along it by 1 - lr * eigenvalue. That shrinks it only below
 * lr = 2 / eigenvalue, so the largest eigenvalue says which rates are stable at all; along the
 * smallest one progress is slowest, and their ratio, the condition number, says by how much. */
#ifndef ZT_CORE_CURVATURE_H
#define ZT_CORE_CURVATURE_H

#include "core/session.h"

typedef struct ZtCurvature ZtCurvature; /* being computed */

typedef struct ZtSpectrum { /* the directions are of length 1, and borrowed from the computation */
    bool exact;             /* the loss is quadratic in its parameters: this holds everywhere */
    double largest;         /* NaN if the second derivatives are not finite */
    const double *steepest; /* its direction: a number per parameter */
    double smallest;        /* perhaps negative; with too many parameters not known: NaN */
    const double *flattest;
} ZtSpectrum;

/* In double precision (scan.h), at the parameters' start or at the present ones. NULL with err on
 * failure: no data, no parameters, memory. The session must stay as it is until the end. */
ZtCurvature *zt_curvature_new(const ZtSession *session, bool at_start, ZtErr *err);
void zt_curvature_free(ZtCurvature *curvature);

/* Goes on for some units of work (session.h), lessened by those done. True when it is known. */
bool zt_curvature_advance(ZtCurvature *curvature, uint64_t *work);

ZtSpectrum zt_curvature_spectrum(const ZtCurvature *curvature);

/* The learning rate above which plain gradient descent cannot settle: infinite if the loss curves
 * upwards nowhere, NaN if its curvature is not known. */
double zt_stable_rate(const ZtSpectrum *spectrum);

#endif
