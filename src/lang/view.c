#include <config.h>

#include "lang/view.h"

#include <math.h>

#define SHAPE      1.7   /* a picture is so many times as wide as it is high, about */
#define MARGIN     0.15  /* of the hull, at each side */
#define EQUAL      3.0   /* times as much is shown of a parameter, if its units become equal */
#define UNEQUAL    10.0  /* times the units may differ in length, or else ... */
#define SEEN       6.0   /* ... the hull takes this part of the picture */
#define RUN_AWAY   100.0 /* times the first loss: the path is not followed there */
#define LARGEST    1e300
#define RESOLUTION 64 /* numbers of the precision across the picture, at least */

typedef struct Hull {
    ZtReach x, y;
} Hull;

static void span_take(ZtReach *span, double value)
{
    span->low = fmin(span->low, value);
    span->high = fmax(span->high, value);
}

static void hull_take(Hull *hull, double x, double y)
{
    if (!isfinite(x) || !isfinite(y))
        return;
    span_take(&hull->x, x);
    span_take(&hull->y, y);
}

static bool is_below(ZtLandscape *landscape, double x, double y, double limit)
{
    return zt_landscape_bend(landscape, x, y).loss <= limit;
}

/* The path, but where the loss is far above the first one, the first step aside. */
static Hull hull_of(ZtLandscape *landscape, const ZtTrail *trail, const ZtWish *wish,
                    const double *minimum)
{
    Hull hull = {{INFINITY, -INFINITY}, {INFINITY, -INFINITY}};
    double limit = trail->count > 0 && trail->loss[0] > 0 ? RUN_AWAY * trail->loss[0] : INFINITY;
    for (size_t i = 0; i + 1 < trail->count; i++)
        if (i < 2 || trail->loss[i] <= limit)
            hull_take(&hull, trail->x[i], trail->y[i]);
    size_t last = trail->count - 1;
    if (trail->count > 0 &&
        (last < 2 || is_below(landscape, trail->x[last], trail->y[last], limit)))
        hull_take(&hull, trail->x[last], trail->y[last]);
    double x = trail->at[wish->x], y = trail->at[wish->y];
    if (trail->count == 0 || is_below(landscape, x, y, limit))
        hull_take(&hull, x, y);
    if (minimum)
        hull_take(&hull, minimum[0], minimum[1]);
    return hull;
}

static double length(ZtReach span)
{
    return span.high - span.low;
}

static double with_margin(ZtReach hull)
{
    return fmin((1 + 2 * MARGIN) * length(hull), LARGEST);
}

/* The other parameter's picture is `other` wide, in lengths of this one's: how wide this one's is,
 * if its hull is so wide. */
static double widened(double size, double hull, double other)
{
    double wanted = other > EQUAL * size ? other / UNEQUAL : other;
    if (hull > 0)
        wanted = fmin(wanted, fmax(SEEN * hull, size));
    return fmax(size, wanted);
}

/* Twice as far as it takes to a loss that is twice as high; 0 where that is not known. */
static double bowl_size(double loss, double curvature)
{
    double size = 2 * sqrt(2 * fabs(loss) / curvature);
    return curvature > 0 && isfinite(size) ? size : 0;
}

/* A span around the hull's middle, wide enough for numbers to be told apart in it. */
static ZtReach around(ZtReach hull, double size, ZtPrecision precision)
{
    double middle = hull.low + length(hull) / 2;
    double step = precision == ZT_SINGLE ? 0x1p-23 : 0x1p-52;
    size = fmax(size, RESOLUTION * step * fabs(middle));
    return (ZtReach){middle - size / 2, middle + size / 2};
}

/* At least the bowl around the minimum is shown. Where all is one point, it is that around the
 * point or, if there is none, as far as the point is from 0. */
static void choose_sizes(ZtLandscape *landscape, const Hull *hull, const double *minimum,
                         double *width, double *height)
{
    double x = minimum ? minimum[0] : hull->x.low, y = minimum ? minimum[1] : hull->y.low;
    if (minimum || (*width == 0 && *height == 0)) {
        ZtBend bend = zt_landscape_bend(landscape, x, y);
        *width = fmax(*width, bowl_size(bend.loss, bend.xx));
        *height = fmax(*height, bowl_size(bend.loss, bend.yy));
    }
    if (*width == 0 && *height == 0) {
        *width = fmax(2 * fabs(x), 2);
        *height = fmax(2 * fabs(y), 2);
    }
    double wide = *width, high = *height;
    *width = widened(wide, length(hull->x), SHAPE * high);
    *height = widened(high, length(hull->y), wide / SHAPE);
}

ZtView zt_view_choose(ZtLandscape *landscape, const ZtTrail *trail, const ZtWish *wish,
                      const double *minimum, ZtPrecision precision)
{
    Hull hull = hull_of(landscape, trail, wish, minimum);
    double width = wish->x_given ? length(wish->x_span) : with_margin(hull.x);
    double height = wish->y_given ? length(wish->y_span) : with_margin(hull.y);
    choose_sizes(landscape, &hull, minimum, &width, &height);
    ZtView view = {around(hull.x, width, precision), around(hull.y, height, precision), hull.x,
                   hull.y};
    if (wish->x_given)
        view.x = view.x_hull = wish->x_span;
    if (wish->y_given)
        view.y = view.y_hull = wish->y_span;
    return view;
}

static bool holds(ZtReach old, ZtReach hull, ZtReach fresh)
{
    return old.low <= hull.low && hull.high <= old.high && length(old) <= 2 * length(fresh) &&
           length(fresh) <= 2 * length(old);
}

bool zt_view_serves(const ZtView *old, const ZtView *fresh)
{
    return holds(old->x, fresh->x_hull, fresh->x) && holds(old->y, fresh->y_hull, fresh->y);
}
