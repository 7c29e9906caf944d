/* What is drawn of a surface: the band of a value, the value between samples, contour lines. */
#ifndef ZT_PLOT_SURFACE_H
#define ZT_PLOT_SURFACE_H

#include "plot/figure.h"

/* The band of a finite value: 0 below the lowest level, `levels` from the highest on. */
size_t zt_surface_band(const ZtSurface *surface, double value);

/* The value at a place of the rectangle, bilinear between the samples around it; NaN where one of
 * them is not finite. */
double zt_surface_value(const ZtSurface *surface, double x, double y);

/* The contour line of one level, as straight pieces in no particular order (marching squares); it
 * has a gap where samples are not finite. */
typedef void (*ZtContourPiece)(void *data, double x0, double y0, double x1, double y1);
void zt_surface_contour(const ZtSurface *surface, double level, ZtContourPiece piece, void *data);

/* Cuts the line between two finite points to the rectangle; false if nothing of it is inside. */
bool zt_surface_clip(const ZtSurface *surface, double *x0, double *y0, double *x1, double *y1);

#endif
