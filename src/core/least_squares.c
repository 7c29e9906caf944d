#include <config.h>

#include "core/least_squares.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "base/memory.h"

#define FLOPS_OF_A_UNIT 20000
#define ROUNDING        (64 * DBL_EPSILON) /* of a column of length 1: what is less is 0 */
#define SQUARE_MIN      1e-280             /* sums of squares between these have lost nothing */
#define SQUARE_MAX      1e280
#define NO_PART         1e-8 /* of a dependent column, the share of another that is none */

struct ZtLeastSquares {
    size_t n;
    double *r;     /* n + 1 columns of n + 1: R, c, rho */
    double *w;     /* n columns of n: R once more, scaled and factored */
    double *c;     /* and its c */
    double *scale; /* the length of each column of A, 1 for one of zeros */
    size_t *order; /* the unknown of each column of w */
    size_t step;   /* columns of w that are done */
    bool begun, full;
    double least; /* of the diagonal of w */
};

ZtLeastSquares *zt_least_squares_new(size_t n)
{
    ZtLeastSquares *s = zt_alloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->n = n;
    s->r = n < SIZE_MAX / (n + 2) ? zt_alloc((n + 1) * (n + 1), sizeof *s->r) : NULL;
    s->w = s->r ? zt_alloc(n * n, sizeof *s->w) : NULL;
    s->c = zt_alloc(n, sizeof *s->c);
    s->scale = zt_alloc(n, sizeof *s->scale);
    s->order = zt_alloc(n, sizeof *s->order);
    if (s->r && s->w && s->c && s->scale && s->order)
        return s;
    zt_least_squares_free(s);
    return NULL;
}

void zt_least_squares_free(ZtLeastSquares *s)
{
    if (!s)
        return;
    zt_free(s->r);
    zt_free(s->w);
    zt_free(s->c);
    zt_free(s->scale);
    zt_free(s->order);
    zt_free(s);
}

/* --- vectors --- */

/* Four sums, which need not wait for one another. */
static double dot(const double *a, const double *b, size_t len)
{
    double s[4] = {0};
    size_t i = 0;
    for (; i + 4 <= len; i += 4)
        for (size_t k = 0; k < 4; k++)
            s[k] += a[i + k] * b[i + k];
    for (; i < len; i++)
        s[0] += a[i] * b[i];
    return (s[0] + s[1]) + (s[2] + s[3]);
}

/* |v| */
static double length(const double *v, size_t len)
{
    double square = dot(v, v, len), most = 0, sum = 0;
    if (square > SQUARE_MIN && square < SQUARE_MAX)
        return sqrt(square);
    for (size_t i = 0; i < len; i++) /* squares beyond the numbers, or all of them 0 */
        most = fmax(most, fabs(v[i]));
    for (size_t i = 0; most > 0 && i < len; i++)
        sum += (v[i] / most) * (v[i] / most);
    return most * sqrt(sum);
}

/* --- reflections: H = I - tau u u^T with u = (1, tail) --- */

/* Finds the H that takes the vector (head, tail) to (beta, 0, ..., 0): tail becomes that of u, head
 * beta, and tau is returned. beta has the sign that head has not, so that nothing cancels. */
static double reflection(double *head, double *tail, size_t len)
{
    double rest = length(tail, len);
    if (rest == 0)
        return 0;
    double beta = -copysign(hypot(*head, rest), *head), first = *head - beta;
    double tau = -first / beta;
    for (size_t i = 0; i < len; i++)
        tail[i] /= first;
    *head = beta;
    return tau;
}

/* x = H x */
static void reflect(double tau, const double *tail, size_t len, double *head, double *x)
{
    double along = tau * (*head + dot(tail, x, len));
    *head -= along;
    for (size_t i = 0; i < len; i++)
        x[i] -= along * tail[i];
}

/* --- gathering --- */

void zt_least_squares_add(ZtLeastSquares *s, double *const *column, size_t rows)
{
    size_t pitch = s->n + 1;
    for (size_t j = 0; j <= s->n; j++) {
        double tau = reflection(&s->r[j * pitch + j], column[j], rows);
        for (size_t k = j + 1; tau != 0 && k <= s->n; k++)
            reflect(tau, column[j], rows, &s->r[k * pitch + j], column[k]);
    }
}

/* --- factoring, the longest column first --- */

static void begin(ZtLeastSquares *s)
{
    size_t n = s->n, pitch = n + 1;
    for (size_t j = 0; j < n; j++) {
        const double *from = s->r + j * pitch;
        double size = length(from, j + 1);
        s->scale[j] = size > 0 ? size : 1;
        for (size_t i = 0; i <= j; i++)
            s->w[j * n + i] = from[i] / s->scale[j];
        s->c[j] = s->r[n * pitch + j];
        s->order[j] = j;
    }
    s->begun = true;
}

/* Brings what is longest below row k to column k; returns that length. */
static double choose(ZtLeastSquares *s, size_t k)
{
    size_t n = s->n, best = k;
    double most = -1;
    for (size_t j = k; j < n; j++) {
        double size = length(s->w + j * n + k, n - k);
        if (size > most) {
            most = size;
            best = j;
        }
    }
    for (size_t i = 0; best != k && i < n; i++) {
        double kept = s->w[k * n + i];
        s->w[k * n + i] = s->w[best * n + i];
        s->w[best * n + i] = kept;
    }
    size_t kept = s->order[k];
    s->order[k] = s->order[best];
    s->order[best] = kept;
    return most;
}

static void eliminate(ZtLeastSquares *s, size_t k)
{
    size_t n = s->n, below = n - k - 1;
    double *head = &s->w[k * n + k];
    double tau = reflection(head, head + 1, below);
    for (size_t j = k + 1; tau != 0 && j < n; j++)
        reflect(tau, head + 1, below, &s->w[j * n + k], &s->w[j * n + k] + 1);
    if (tau != 0)
        reflect(tau, head + 1, below, &s->c[k], s->c + k + 1);
}

bool zt_least_squares_factor(ZtLeastSquares *s, uint64_t *work)
{
    if (!s->begun)
        begin(s);
    while (s->step < s->n && !s->full) {
        uint64_t cost = 1 + 6 * s->n * (s->n - s->step) / FLOPS_OF_A_UNIT;
        if (*work == 0)
            return false;
        *work -= cost < *work ? cost : *work;
        s->full = choose(s, s->step) <= ROUNDING;
        if (!s->full) {
            eliminate(s, s->step);
            s->least = fabs(s->w[s->step * s->n + s->step]);
            s->step++;
        }
    }
    return true;
}

/* --- answering --- */

/* z with W z = c, W the first `rank` rows and columns of w. */
static void solve_triangle(const ZtLeastSquares *s, const double *c, double *z)
{
    for (size_t i = s->step; i-- > 0;) {
        z[i] = c[i];
        for (size_t j = i + 1; j < s->step; j++)
            z[i] -= s->w[j * s->n + i] * z[j];
        z[i] /= s->w[i * s->n + i];
    }
}

/* All that A says of x, in as many rows as its rank: M x = c. Their transposes, n numbers each. */
static void spread_rows(const ZtLeastSquares *s, double *row)
{
    for (size_t i = 0; i < s->step; i++)
        for (size_t j = i; j < s->n; j++)
            row[i * s->n + s->order[j]] = s->w[j * s->n + i] * s->scale[s->order[j]];
}

/* M^T = Q U; then x = near + Q y with U^T y = c - M near is the solution nearest to near: what is
 * added has no part that M does not see. */
static void solve_nearest(const ZtLeastSquares *s, double *row, double *tau, const double *near,
                          double *y, double *x)
{
    size_t n = s->n;
    for (size_t i = 0; i < s->step; i++)
        y[i] = s->c[i] - dot(row + i * n, near, n);
    for (size_t i = 0; i < s->step; i++) {
        double *head = &row[i * n + i];
        tau[i] = reflection(head, head + 1, n - i - 1);
        for (size_t k = i + 1; k < s->step; k++)
            reflect(tau[i], head + 1, n - i - 1, &row[k * n + i], &row[k * n + i] + 1);
    }
    memset(x, 0, n * sizeof *x);
    for (size_t i = 0; i < s->step; i++)
        x[i] = (y[i] - dot(row + i * n, x, i)) / row[i * n + i];
    for (size_t i = s->step; i-- > 0;)
        reflect(tau[i], &row[i * n + i] + 1, n - i - 1, &x[i], x + i + 1);
    for (size_t i = 0; i < n; i++)
        x[i] += near[i];
}

/* Who cannot be told from whom: a column without a step of its own is a combination of others. */
static void find_groups(const ZtLeastSquares *s, double *share, size_t *group)
{
    size_t n = s->n;
    for (size_t j = 0; j < n; j++)
        group[j] = j + 1;
    for (size_t j = s->step; j < n; j++) {
        size_t self = s->order[j], joined = 0;
        solve_triangle(s, s->w + j * n, share);
        for (size_t i = 0; i < s->step; i++) {
            size_t old = group[s->order[i]];
            if (fabs(share[i]) <= NO_PART)
                continue;
            joined = group[self];
            for (size_t k = 0; k < n; k++)
                group[k] = group[k] == old ? joined : group[k];
        }
        group[self] = joined;
    }
}

static bool all_finite(const double *v, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!isfinite(v[i]))
            return false;
    return true;
}

static bool choose_nearest(const ZtLeastSquares *s, const double *near, double *x, ZtErr *err)
{
    size_t n = s->n;
    double *row = zt_alloc(s->step * n + 1, sizeof *row), *y = zt_alloc(n, sizeof *y);
    double *tau = zt_alloc(n, sizeof *tau), *origin = zt_alloc(n, sizeof *origin);
    bool fine = row && y && tau && origin;
    if (fine) {
        spread_rows(s, row);
        solve_nearest(s, row, tau, all_finite(near, n) ? near : origin, y, x);
    }
    zt_free(row);
    zt_free(y);
    zt_free(tau);
    zt_free(origin);
    return fine || zt_fail_memory(err);
}

bool zt_least_squares_answer(const ZtLeastSquares *s, const double *near, ZtLeastAnswer *answer,
                             ZtErr *err)
{
    size_t n = s->n;
    double *z = zt_alloc(n, sizeof *z);
    *answer = (ZtLeastAnswer){.x = zt_alloc(n, sizeof *answer->x),
                              .group = zt_alloc(n, sizeof *answer->group),
                              .rank = s->step,
                              .condition = s->step ? fabs(s->w[0]) / s->least : 0};
    bool fine = (z && answer->x && answer->group) || zt_fail_memory(err);
    if (fine) {
        find_groups(s, z, answer->group);
        solve_triangle(s, s->c, z);
        for (size_t i = 0; i < s->step; i++)
            answer->x[s->order[i]] = z[i] / s->scale[s->order[i]];
        answer->residual = hypot(s->r[(n + 1) * (n + 1) - 1], length(s->c + s->step, n - s->step));
        fine = s->step == n || choose_nearest(s, near, answer->x, err);
    }
    zt_free(z);
    if (!fine)
        zt_least_answer_free(answer);
    return fine;
}

void zt_least_answer_free(ZtLeastAnswer *answer)
{
    zt_free(answer->x);
    zt_free(answer->group);
    *answer = (ZtLeastAnswer){0};
}

double zt_least_squares_length(const ZtLeastSquares *s, const double *d)
{
    double total = 0;
    for (size_t i = 0; i < s->n; i++) {
        double row = 0;
        for (size_t j = i; j < s->n; j++)
            row += s->r[j * (s->n + 1) + i] * d[j];
        total = hypot(total, row);
    }
    return total;
}
