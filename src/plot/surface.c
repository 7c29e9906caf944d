#include "plot/surface.h"

#include <math.h>

size_t zt_surface_band(const ZtSurface *surface, double value)
{
    size_t band = 0;
    while (band < surface->levels && value >= surface->level[band])
        band++;
    return band;
}

/* ---- samples ---- */

static double sample(const ZtSurface *surface, size_t column, size_t row)
{
    return surface->value[row * surface->columns + column];
}

static double sample_x(const ZtSurface *surface, double column)
{
    return surface->x_low +
           (surface->x_high - surface->x_low) * (column / (double)(surface->columns - 1));
}

static double sample_y(const ZtSurface *surface, double row)
{
    return surface->y_low +
           (surface->y_high - surface->y_low) * (row / (double)(surface->rows - 1));
}

/* The sample at or before a place, such that there is one behind it; *part is how far the place is
 * on the way to that. */
static size_t before(double value, double low, double high, size_t count, double *part)
{
    double at = (value - low) / (high - low) * (double)(count - 1);
    at = at > 0 ? at : 0;
    size_t index = at < (double)(count - 2) ? (size_t)at : count - 2;
    *part = fmin(at - (double)index, 1);
    return index;
}

double zt_surface_value(const ZtSurface *surface, double x, double y)
{
    double right, up;
    size_t column = before(x, surface->x_low, surface->x_high, surface->columns, &right);
    size_t row = before(y, surface->y_low, surface->y_high, surface->rows, &up);
    double low =
        (1 - right) * sample(surface, column, row) + right * sample(surface, column + 1, row);
    double high = (1 - right) * sample(surface, column, row + 1) +
                  right * sample(surface, column + 1, row + 1);
    double value = (1 - up) * low + up * high;
    return isfinite(value) ? value : NAN;
}

/* ---- contour lines ---- */

typedef struct Place {
    double column, row;
} Place;

/* The corners of a square of samples, counterclockwise from the lower left, and the edges between
 * each and the next. */
static const Place corner[4] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};

/* Where the line crosses edge number i, whose corners lie on different sides of the level. */
static Place crossing(const double value[4], double level, int i)
{
    int next = (i + 1) % 4;
    double part = (level - value[i]) / (value[next] - value[i]);
    return (Place){corner[i].column + part * (corner[next].column - corner[i].column),
                   corner[i].row + part * (corner[next].row - corner[i].row)};
}

/* The edges that the line crosses, in order; four of them at a saddle, where the mean tells which
 * two belong together: those beside a corner that is on the other side than the middle. */
static int find_crossings(const double value[4], double level, Place place[4])
{
    int count = 0;
    for (int i = 0; i < 4; i++)
        if ((value[i] >= level) != (value[(i + 1) % 4] >= level))
            place[count++] = crossing(value, level, i);
    double mean = (value[0] + value[1] + value[2] + value[3]) / 4;
    if (count == 4 && (mean >= level) == (value[0] >= level))
        return 4; /* 0-1 around corner 1, 2-3 around corner 3 */
    if (count == 4) {
        Place last = place[3]; /* 3-0 around corner 0, 1-2 around corner 2 */
        for (int i = 3; i > 0; i--)
            place[i] = place[i - 1];
        place[0] = last;
    }
    return count;
}

void zt_surface_contour(const ZtSurface *surface, double level, ZtContourPiece piece, void *data)
{
    for (size_t row = 0; row + 1 < surface->rows; row++) {
        for (size_t column = 0; column + 1 < surface->columns; column++) {
            const double value[4] = {sample(surface, column, row), sample(surface, column + 1, row),
                                     sample(surface, column + 1, row + 1),
                                     sample(surface, column, row + 1)};
            if (!isfinite(value[0] + value[1] + value[2] + value[3]))
                continue;
            Place place[4];
            int count = find_crossings(value, level, place);
            for (int i = 0; i + 1 < count; i += 2)
                piece(data, sample_x(surface, (double)column + place[i].column),
                      sample_y(surface, (double)row + place[i].row),
                      sample_x(surface, (double)column + place[i + 1].column),
                      sample_y(surface, (double)row + place[i + 1].row));
        }
    }
}

/* ---- clipping (Liang and Barsky 1984) ---- */

/* Narrows the part from..to of a line that starts at `start` and goes by `step` to what lies in
 * low..high. */
static bool narrow(double start, double step, double low, double high, double *from, double *to)
{
    if (step == 0)
        return start >= low && start <= high;
    double first = (low - start) / step, last = (high - start) / step;
    *from = fmax(*from, fmin(first, last));
    *to = fmin(*to, fmax(first, last));
    return *from <= *to;
}

bool zt_surface_clip(const ZtSurface *surface, double *x0, double *y0, double *x1, double *y1)
{
    double from = 0, to = 1, x = *x0, y = *y0, right = *x1 - x, up = *y1 - y;
    if (!isfinite(right) || !isfinite(up) ||
        !narrow(x, right, surface->x_low, surface->x_high, &from, &to) ||
        !narrow(y, up, surface->y_low, surface->y_high, &from, &to))
        return false;
    *x0 = x + from * right;
    *y0 = y + from * up;
    *x1 = x + to * right;
    *y1 = y + to * up;
    return true;
}
