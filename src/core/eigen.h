/* Eigenvalues and eigenvectors of small symmetric matrices. */
#ifndef ZT_CORE_EIGEN_H
#define ZT_CORE_EIGEN_H

#include <stddef.h>

/* a: n * n numbers, symmetric, all finite; written over. value: n eigenvalues, the largest first.
 * vector: n * n numbers, the eigenvector of length 1 of the k-th one from k * n on.
 *
 * The cyclic Jacobi method (Golub & Van Loan, Matrix Computations, 4th edition, 8.5): rotations of
 * two coordinates, each of which makes one number off the diagonal 0, until nothing is left there.
 * Slower than others for large n, but simple, and exact to the last digits of the largest one. */
void zt_eigen_symmetric(double *a, size_t n, double *value, double *vector);

#endif
