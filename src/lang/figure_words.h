/* Figures in words: the one sentence that stands for a picture where none can be seen. */
#ifndef ZT_LANG_FIGURE_WORDS_H
#define ZT_LANG_FIGURE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/history.h"
#include "lang/compare.h"
#include "plot/figure.h"

/* What the differences d = p - y come to, not finite ones aside. */
typedef struct ZtDistances {
    double low, high, mean;
    double largest; /* of |d| */
    size_t row;     /* of the largest, from 0 */
    size_t finite;  /* how many there are */
} ZtDistances;

ZtDistances zt_distances(const double *difference, size_t count);

/* Each sets figure->sentence from the figure's series and titles; false when memory runs out. */

/* series 0 is the model's curve, series 1 the points. */
bool zt_words_fit(ZtFigure *figure, const ZtDistances *distances);

/* series 0 is the diagonal, series 1 prediction against target. */
bool zt_words_against(ZtFigure *figure, const ZtDistances *distances);

/* series 0 is the points; there are that many inputs. */
bool zt_words_data(ZtFigure *figure, size_t inputs);

bool zt_words_loss(ZtFigure *figure, const ZtHistory *history);

/* The series are the losses of the runs. */
bool zt_words_runs(ZtFigure *figure, const ZtComparison *comparison);

/* series 0 is the zero line, series 1 the stems; by_row: their x is the row's number. */
bool zt_words_residuals(ZtFigure *figure, const ZtDistances *distances, bool by_row);

#endif
