#include <config.h>

#include "lang/survey.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"

/* What a survey depends on. Data and scales are held, so that no others can take their address. */
typedef struct ZtSurveyed {
    ZtDataset *data;
    ZtScales *scales;
    char *model, *loss;
    size_t target;
    ZtPrecision precision;
    ZtWish wish;
    size_t data_rows; /* of the effort */
    size_t count;     /* parameters: */
    double *held;     /* their values; those of the wish do not count */
    ZtLandscape *landscape;
    bool has_near; /* the minimum that is found from the place of the trail: */
    double near[2];
} ZtSurveyed;

static void surveyed_free(ZtSurveyed *of)
{
    if (!of)
        return;
    zt_landscape_free(of->landscape);
    zt_scales_release(of->scales);
    zt_dataset_release(of->data);
    zt_free(of->model);
    zt_free(of->loss);
    zt_free(of->held);
    zt_free(of);
}

void zt_survey_free(ZtSurvey *survey)
{
    surveyed_free(survey->of);
    zt_trail_free(&survey->trail);
    zt_free(survey->grid.value);
    *survey = (ZtSurvey){.of = NULL};
}

/* ---- what is still true ---- */

static bool same_span(bool given, ZtReach a, bool also, ZtReach b)
{
    return given == also && (!given || (a.low == b.low && a.high == b.high));
}

static bool same_wish(const ZtWish *a, const ZtWish *b)
{
    return a->x == b->x && a->y == b->y &&
           same_span(a->x_given, a->x_span, b->x_given, b->x_span) &&
           same_span(a->y_given, a->y_span, b->y_given, b->y_span);
}

/* The landscape is the same but for the parameters that are held. */
static bool same_landscape(const ZtSurveyed *of, const ZtSession *s, const ZtWish *wish,
                           const ZtEffort *effort)
{
    return of->data == s->data && of->scales == s->scales && of->target == s->target &&
           of->count == s->count && of->precision == s->settings.precision &&
           strcmp(of->model, s->model->text) == 0 && strcmp(of->loss, s->loss_text) == 0 &&
           of->wish.x == wish->x && of->wish.y == wish->y && of->data_rows == effort->data_rows;
}

static bool same_held(const ZtSurveyed *of, const double *at)
{
    for (size_t i = 0; i < of->count; i++)
        if (i != of->wish.x && i != of->wish.y && of->held[i] != at[i])
            return false;
    return true;
}

static bool surveyed_fill(ZtSurveyed *of, const ZtSession *s, const ZtWish *wish,
                          const ZtEffort *effort, const double *at, ZtErr *err)
{
    *of = (ZtSurveyed){.data = zt_dataset_retain(s->data),
                       .scales = zt_scales_retain(s->scales),
                       .model = zt_strdup(s->model->text),
                       .loss = zt_strdup(s->loss_text),
                       .target = s->target,
                       .precision = s->settings.precision,
                       .wish = *wish,
                       .data_rows = effort->data_rows,
                       .count = s->count,
                       .held = zt_alloc(s->count, sizeof *of->held)};
    if (!of->model || !of->loss || !of->held)
        return zt_fail_memory(err);
    memcpy(of->held, at, s->count * sizeof *at);
    of->landscape = zt_landscape_new(s, wish->x, wish->y, at, effort->data_rows, err);
    return of->landscape != NULL;
}

/* ---- the parts of an update ---- */

/* Makes the landscape the session's; what was computed from another one is dropped. */
static bool take_landscape(ZtSurvey *survey, const ZtSession *session, const ZtWish *wish,
                           const ZtEffort *effort, ZtErr *err)
{
    const double *at = survey->trail.at;
    if (survey->of && same_landscape(survey->of, session, wish, effort)) {
        if (same_held(survey->of, at))
            return true;
        memcpy(survey->of->held, at, session->count * sizeof *at);
        zt_landscape_move(survey->of->landscape, at);
        survey->of->has_near = false;
        survey->grid.done = 0;
        return true;
    }
    surveyed_free(survey->of);
    survey->of = zt_alloc(1, sizeof *survey->of);
    survey->grid.done = 0;
    if (!survey->of)
        return zt_fail_memory(err);
    if (!surveyed_fill(survey->of, session, wish, effort, at, err))
        return false;
    survey->data_rows = zt_landscape_rows(survey->of->landscape);
    return true;
}

/* The minimum below the place where the picture is taken or, if none is found from there, below
 * where the path began. */
static const double *find_near(ZtSurveyed *of, const ZtTrail *trail)
{
    ZtBend bend;
    if (of->has_near)
        return of->near;
    of->near[0] = trail->at[of->wish.x];
    of->near[1] = trail->at[of->wish.y];
    of->has_near = zt_landscape_descend(of->landscape, &of->near[0], &of->near[1], &bend);
    if (!of->has_near && trail->count > 0) {
        of->near[0] = trail->x[0];
        of->near[1] = trail->y[0];
        of->has_near = zt_landscape_descend(of->landscape, &of->near[0], &of->near[1], &bend);
    }
    return of->has_near ? of->near : NULL;
}

static bool start_grid(ZtSurvey *survey, const ZtView *view, const ZtEffort *effort, ZtErr *err)
{
    size_t places = effort->columns * effort->rows;
    ZtGrid *grid = &survey->grid;
    double *value = zt_realloc(grid->value, places, sizeof *value);
    if (!value)
        return zt_fail_memory(err);
    *grid = (ZtGrid){view->x.low,     view->x.high, view->y.low, view->y.high,
                     effort->columns, effort->rows, value,       0};
    survey->view = *view;
    return true;
}

static bool fill_grid(ZtSurvey *survey, const ZtEffort *effort, ZtErr *err)
{
    const ZtPatience *patience = effort->patience;
    for (;;) {
        uint64_t work = patience ? patience->slice(patience->data) : UINT64_MAX;
        if (zt_landscape_fill(survey->of->landscape, &survey->grid, &work))
            return true;
        if (patience && !patience->go_on(patience->data))
            return zt_fail(err, ZT_ERR_INTERRUPTED, NULL);
    }
}

bool zt_survey_shows(const ZtSurvey *survey, double x, double y)
{
    const ZtGrid *grid = &survey->grid;
    return x >= grid->x_low && x <= grid->x_high && y >= grid->y_low && y <= grid->y_high;
}

static double part(double low, double high, size_t index, size_t count)
{
    return low + (high - low) * (double)index / (double)(count - 1);
}

static void find_base(ZtSurvey *survey)
{
    const ZtGrid *grid = &survey->grid;
    size_t lowest = 0;
    survey->finite = 0;
    for (size_t i = 0; i < grid->columns * grid->rows; i++) {
        if (!isfinite(grid->value[i]))
            continue;
        if (survey->finite++ == 0 || grid->value[i] < grid->value[lowest])
            lowest = i;
    }
    survey->base = grid->value[lowest];
    survey->base_x = part(grid->x_low, grid->x_high, lowest % grid->columns, grid->columns);
    survey->base_y = part(grid->y_low, grid->y_high, lowest / grid->columns, grid->rows);
}

/* From the lowest place down to the minimum, if that is in the picture. */
static void find_minimum(ZtSurvey *survey)
{
    double x = survey->base_x, y = survey->base_y;
    survey->minimum = survey->finite > 0 &&
                      zt_landscape_descend(survey->of->landscape, &x, &y, &survey->bend) &&
                      zt_survey_shows(survey, x, y);
    if (!survey->minimum)
        return;
    survey->base = fmin(survey->base, survey->bend.loss);
    survey->base_x = x;
    survey->base_y = y;
}

static bool update_grid(ZtSurvey *survey, const ZtWish *wish, const ZtEffort *effort, ZtErr *err)
{
    ZtSurveyed *of = survey->of;
    ZtGrid *grid = &survey->grid;
    ZtView view = zt_view_choose(of->landscape, &survey->trail, wish, find_near(of, &survey->trail),
                                 of->precision);
    bool serves = grid->done > 0 && grid->columns == effort->columns &&
                  grid->rows == effort->rows && same_wish(&of->wish, wish) &&
                  zt_view_serves(&survey->view, &view);
    of->wish = *wish;
    if (serves)
        return true;
    if (!start_grid(survey, &view, effort, err) || !fill_grid(survey, effort, err))
        return false;
    find_base(survey);
    find_minimum(survey);
    return true;
}

bool zt_survey_update(ZtSurvey *survey, const ZtSession *session, const ZtWish *wish,
                      const ZtEffort *effort, ZtErr *err)
{
    zt_trail_free(&survey->trail);
    if (zt_trail_read(&survey->trail, session, wish->x, wish->y, err) &&
        take_landscape(survey, session, wish, effort, err) &&
        update_grid(survey, wish, effort, err))
        return true;
    zt_survey_free(survey);
    return false;
}
