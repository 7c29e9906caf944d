/* A figure: what a picture shows, without a thought of how it is drawn.
 *
 * Commands build one from the session; draw.h puts it into character cells, the exporters into a
 * file. A figure owns its surface, its series and its texts. Values are in data units; values that
 * are not finite are kept, counted and not drawn. */
#ifndef ZT_PLOT_FIGURE_H
#define ZT_PLOT_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

typedef enum ZtSeriesKind {
    ZT_SERIES_POINTS, /* a mark at each point, told apart by the mark */
    ZT_SERIES_LINE,   /* consecutive points joined; a point that is not finite breaks the line */
    ZT_SERIES_STEMS,  /* a vertical line from y = 0 to each point, with a mark on it */
    ZT_SERIES_RULE,   /* one horizontal line at y[0] across the picture; its x does not count */
    ZT_SERIES_PATH,   /* where something went over a surface: points joined in their order, told
                         apart from contour lines; a point that is not finite breaks it */
    /* Marks above everything, each kind with a look of its own: */
    ZT_SERIES_START,   /* where a path began */
    ZT_SERIES_PRESENT, /* where it is now */
    ZT_SERIES_LOWEST,  /* where a surface is lowest */
} ZtSeriesKind;

typedef struct ZtSeries {
    ZtSeriesKind kind;
    char *label; /* for the legend; NULL leaves it out */
    double *x, *y;
    size_t count, cap;
} ZtSeries;

#define ZT_SURFACE_LEVELS 5 /* with the six shades that can be told apart everywhere */

/* A quantity over a rectangle: shaded by its levels, with contour lines where it crosses them. */
typedef struct ZtSurface {
    char *label;                         /* what the shades stand for */
    char *missing;                       /* what a value that is not finite means, for the legend;
                                            NULL where there is none */
    size_t columns, rows;                /* samples, at least 2 each way */
    double x_low, x_high, y_low, y_high; /* where the first and the last of them lie */
    double *value;                       /* columns * rows, row by row from y_low; what is not
                                            finite is marked as such and has no shade */
    double *level;                       /* `levels` bounds between shades, rising */
    size_t levels;                       /* at most ZT_SURFACE_LEVELS */
} ZtSurface;

typedef struct ZtFigure {
    char *title, *x_title, *y_title; /* NULL where there is none */
    char *sentence;                  /* what the picture shows, one translated sentence */
    bool y_log;                      /* logarithmic y axis; values <= 0 count as off the scale */
    ZtSurface *surface; /* behind the series, or NULL. With it no axis is logarithmic, and the
                           picture shows its rectangle: what series have outside is cut off */
    ZtSeries *series;
    size_t count, cap;
} ZtFigure;

ZtFigure *zt_figure_new(void); /* NULL when memory runs out, as everywhere below */
void zt_figure_free(ZtFigure *figure);

/* Puts a copy of value, or NULL, in the place of a text; false when memory runs out. */
bool zt_figure_set(char **text, const char *value);

/* A new empty series, borrowed from the figure until the next one is added; NULL on failure. */
ZtSeries *zt_figure_add(ZtFigure *figure, ZtSeriesKind kind, const char *label);
bool zt_series_point(ZtSeries *series, double x, double y);

/* The figure's surface, values and levels to be filled in; borrowed. NULL on failure. */
ZtSurface *zt_figure_add_surface(ZtFigure *figure, const char *label, size_t columns, size_t rows,
                                 size_t levels);

/* The ranges of the surface or, if there is none, of the finite values over all series (with 0 for
 * stems), and how many points are not drawn because a coordinate is not finite (or, on a
 * logarithmic axis, not positive); a rule is no point. An empty range is widened so that low < high
 * always; no point at all gives 0..1, or 1..10 on a logarithmic axis. */
typedef struct ZtRange {
    double x_low, x_high, y_low, y_high;
    size_t drawn, left_out;
} ZtRange;
ZtRange zt_figure_range(const ZtFigure *figure);

#endif
