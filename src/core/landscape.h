/* The loss as a landscape over two parameters, the others held where they are.
 *
 * It has programs and parameters of its own, so nothing of the session moves. Of many rows a sample
 * is taken, at equal distances: a picture asks for some thousand places, and each costs a pass over
 * the rows. */
#ifndef ZT_CORE_LANDSCAPE_H
#define ZT_CORE_LANDSCAPE_H

#include "core/session.h"

typedef struct ZtLandscape ZtLandscape;

/* Over the parameters number x and y (different), the others as in `at` (count values), with at
 * most so many rows. The session's data and scales are held; its later changes do not count. NULL
 * with err on failure: no data, memory. */
ZtLandscape *zt_landscape_new(const ZtSession *session, size_t x, size_t y, const double *at,
                              size_t most_rows, ZtErr *err);
void zt_landscape_free(ZtLandscape *landscape);

size_t zt_landscape_rows(const ZtLandscape *landscape); /* of the sample */

/* The other parameters move to `at`; the values at x and y do not count. */
void zt_landscape_move(ZtLandscape *landscape, const double *at);

/* The loss at a place, its slopes and its curvatures: gradient and Hessian of two parameters. */
typedef struct ZtBend {
    double loss, x, y, xx, xy, yy;
} ZtBend;
ZtBend zt_landscape_bend(ZtLandscape *landscape, double x, double y);

/* From a place down to the minimum that Newton's method leads to; *bend is that of the place
 * reached. False, nothing changed, if there is none with curvature in every direction. */
bool zt_landscape_descend(ZtLandscape *landscape, double *x, double *y, ZtBend *bend);

/* The loss at columns times rows places, each at least 2, equally far apart from edge to edge;
 * high - low is finite. */
typedef struct ZtGrid {
    double x_low, x_high, y_low, y_high;
    size_t columns, rows;
    double *value; /* row by row from y_low; the caller's */
    size_t done;   /* so many of them are known; 0 at first */
} ZtGrid;

/* Goes on with the grid for about *work units of work (session.h), lessened by those done. True
 * when it is complete. */
bool zt_landscape_fill(ZtLandscape *landscape, ZtGrid *grid, uint64_t *work);

#endif
