/* A pass over the rows in double precision, whatever that of the session.
 *
 * Training computes in the session's precision, for that is what is shown. Who compares two losses
 * that are nearly equal, or looks for the exact minimum, needs more digits than those: here the
 * session's numbers (data, scaled, and parameters) are taken as they are, and all that is made of
 * them is computed in double. Rows come in blocks, so that no more memory is needed for many rows
 * than for few. Source of the numbers is the session's graph; the session is not changed. */
#ifndef ZT_CORE_SCAN_H
#define ZT_CORE_SCAN_H

#include "core/engine.h"

typedef struct ZtScan {
    ZtEngine *engine; /* its graph may be added to until the scan is compiled */
    double *param;    /* what the next computation takes; at first the session's present ones */
    double **value;   /* of the wanted nodes, `rows` values each; may be written to */
    size_t first;     /* the block's first row */
    size_t rows;      /* its rows */

    const ZtSession *session; /* borrowed, as all that follows is the scan's own */
    ZtProgram *program;
    double **column; /* by index; NULL where none is read */
    size_t wanted, block;
} ZtScan;

/* NULL with err on failure: no data, a model without parameters, memory. */
ZtScan *zt_scan_new(const ZtSession *session, ZtErr *err);
void zt_scan_free(ZtScan *scan);

/* What is to be computed: nodes with one value per row. params is the number of parameters that the
 * graph speaks of, those of the model first. */
bool zt_scan_compile(ZtScan *scan, const ZtRef *row, size_t count, size_t params, ZtErr *err);

/* Begins a pass. */
void zt_scan_begin(ZtScan *scan);

/* Goes to the next block; false: there are no more rows. */
bool zt_scan_next(ZtScan *scan);

/* Computes the wanted nodes over the block, with the parameters as they stand in param. */
void zt_scan_compute(ZtScan *scan);

/* The cascade sum of a wanted node over the block. */
double zt_scan_sum(const ZtScan *scan, size_t wanted);

/* A sum whose rounding is added up, too, and set right at the end (Neumaier 1974): of as many
 * blocks as there may be, exact but for the last digit. Zeroed at first. */
typedef struct ZtLongSum {
    double sum, rest;
} ZtLongSum;

void zt_long_sum_add(ZtLongSum *sum, double value);
double zt_long_sum(const ZtLongSum *sum);

/* What was summed over all rows, divided by their number. */
double zt_scan_mean(const ZtScan *scan, const ZtLongSum *sum);

#endif
