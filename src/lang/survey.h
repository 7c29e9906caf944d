/* What is computed for the picture of a landscape: which part of it to show, and its heights.
 *
 * A survey is kept from picture to picture, and only what is no longer true is computed again. So a
 * training that goes on in front of a screen costs no new heights as long as its path stays in the
 * picture. */
#ifndef ZT_LANG_SURVEY_H
#define ZT_LANG_SURVEY_H

#include "lang/figures.h"
#include "lang/view.h"

/* What a picture that is looked at once may cost: at least a place for each dot of a wide
 * terminal's half, and so many rows of data. */
#define ZT_LANDSCAPE_COLUMNS 161
#define ZT_LANDSCAPE_ROWS    97
#define ZT_LANDSCAPE_DATA    1024

typedef struct ZtEffort {       /* what a survey may cost */
    size_t columns, rows;       /* places at which the loss is computed */
    size_t data_rows;           /* of more rows of data a sample is taken */
    const ZtPatience *patience; /* NULL: nobody is asked */
} ZtEffort;

typedef struct ZtSurvey {
    ZtTrail trail; /* read anew each time */
    ZtView view;
    ZtGrid grid;
    size_t data_rows; /* that the loss is computed from */
    size_t finite;    /* places where it is a finite number */
    double base;      /* the lowest loss there is in the picture, if there is a finite one; */
    double base_x, base_y;
    bool minimum;          /* there is one in the picture: the place of base; */
    ZtBend bend;           /* how the loss bends there */
    struct ZtSurveyed *of; /* what it was computed from */
} ZtSurvey;

/* Brings a survey, zeroed at first, up to date. False with err on failure (ZT_ERR_INTERRUPTED where
 * it was not to go on); it is then empty again. */
bool zt_survey_update(ZtSurvey *survey, const ZtSession *session, const ZtWish *wish,
                      const ZtEffort *effort, ZtErr *err);
void zt_survey_free(ZtSurvey *survey);

/* True if the place is in the picture. */
bool zt_survey_shows(const ZtSurvey *survey, double x, double y);

#endif
