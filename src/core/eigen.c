#include <config.h>

#include "core/eigen.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#define SWEEPS_MAX 60 /* some ten are enough */

typedef struct Rotation {
    double c, s; /* cosine and sine */
} Rotation;

/* The rotation of coordinates p and q that makes a_pq 0: tan is the smaller root of
 * t^2 + 2 t (a_qq - a_pp) / (2 a_pq) - 1 = 0. */
static Rotation rotation(double pp, double pq, double qq)
{
    double half = (qq - pp) / (2 * pq);
    double t = copysign(1, half) / (fabs(half) + hypot(1, half));
    double c = 1 / hypot(1, t);
    return (Rotation){c, t * c};
}

static void rotate(double *x, double *y, Rotation r)
{
    double kept = *x;
    *x = r.c * kept - r.s * *y;
    *y = r.s * kept + r.c * *y;
}

static void eliminate(double *a, size_t n, size_t p, size_t q, double *vector)
{
    Rotation r = rotation(a[p * n + p], a[p * n + q], a[q * n + q]);
    for (size_t k = 0; k < n; k++)
        rotate(&a[k * n + p], &a[k * n + q], r);
    for (size_t k = 0; k < n; k++)
        rotate(&a[p * n + k], &a[q * n + k], r);
    for (size_t k = 0; k < n; k++)
        rotate(&vector[p * n + k], &vector[q * n + k], r);
    a[p * n + q] = a[q * n + p] = 0;
}

static double size_of(const double *a, size_t count)
{
    double most = 0;
    for (size_t i = 0; i < count; i++)
        most = fmax(most, fabs(a[i]));
    return most;
}

/* Every pair once; false if none was worth it: what is left is less than the rounding. */
static bool sweep(double *a, size_t n, double size, double *vector)
{
    bool turned = false;
    for (size_t p = 0; p < n; p++)
        for (size_t q = p + 1; q < n; q++)
            if (fabs(a[p * n + q]) > DBL_EPSILON / 8 * size) {
                eliminate(a, n, p, q, vector);
                turned = true;
            }
    return turned;
}

static void swap(double *x, double *y)
{
    double kept = *x;
    *x = *y;
    *y = kept;
}

static void sort(double *value, double *vector, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = i; k > 0 && value[k] > value[k - 1]; k--) {
            swap(&value[k], &value[k - 1]);
            for (size_t j = 0; j < n; j++)
                swap(&vector[k * n + j], &vector[(k - 1) * n + j]);
        }
}

void zt_eigen_symmetric(double *a, size_t n, double *value, double *vector)
{
    double size = size_of(a, n * n);
    for (size_t i = 0; i < n * n; i++)
        vector[i] = i % (n + 1) == 0;
    for (int i = 0; i < SWEEPS_MAX && sweep(a, n, size, vector); i++)
        ;
    for (size_t i = 0; i < n; i++)
        value[i] = a[i * n + i];
    sort(value, vector, n);
}
