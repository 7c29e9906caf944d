/* Which part of a landscape a picture shows. */
#ifndef ZT_LANG_VIEW_H
#define ZT_LANG_VIEW_H

#include "core/landscape.h"
#include "lang/trail.h"
#include "lang/wish.h"

typedef struct ZtView {
    ZtReach x, y;           /* what is shown */
    ZtReach x_hull, y_hull; /* what must be in it; low = high for a single point */
} ZtView;

/* The minimum (NULL: none is known), the place of the trail and its path, as far as it has not run
 * away, with room around them. The parameters' units are drawn equally long where that is possible,
 * for only then are contour lines and the path as they are: at right angles. But nothing gets so
 * small that it cannot be seen. */
ZtView zt_view_choose(ZtLandscape *landscape, const ZtTrail *trail, const ZtWish *wish,
                      const double *minimum, ZtPrecision precision);

/* True if a picture of old may go on to be used where fresh would be chosen. */
bool zt_view_serves(const ZtView *old, const ZtView *fresh);

#endif
