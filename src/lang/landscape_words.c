/* A landscape in words. */
#include <config.h>

#include <math.h>

#include "lang/clauses.h"
#include "lang/figure_parts.h"
#include "lang/nls.h"

#define LONG 4.0 /* times one curvature is another: from there on a bowl is a ravine */

typedef struct Scene {
    const ZtSession *session;
    const ZtWish *wish;
    const ZtSurvey *survey;
    const char *x_name, *y_name;
    double width, height;
    ZtBuf out;
} Scene;

/* Coordinates of a point, with a digit more than those of the range. */
static ZtDigits x_number(const Scene *scene, double x)
{
    return zt_axis_number(x, scene->width / 10);
}

static ZtDigits y_number(const Scene *scene, double y)
{
    return zt_axis_number(y, scene->height / 10);
}

static void say_range(Scene *scene)
{
    const ZtGrid *grid = &scene->survey->grid;
    const ZtDigits n[] = {
        zt_axis_number(grid->x_low, scene->width), zt_axis_number(grid->x_high, scene->width),
        zt_axis_number(grid->y_low, scene->height), zt_axis_number(grid->y_high, scene->height)};
    const char *const arg[] = {scene->x_name, scene->y_name, n[0].text,
                               n[1].text,     n[2].text,     n[3].text};
    zt_add_clause(&scene->out, _("The loss for {1} from {3} to {4} and {2} from {5} to {6}"), arg,
                  6);
}

static void say_lowest(Scene *scene)
{
    const ZtSurvey *survey = scene->survey;
    const ZtDigits n[] = {zt_short_number(survey->base), x_number(scene, survey->base_x),
                          y_number(scene, survey->base_y)};
    const char *const arg[] = {n[0].text, n[1].text, n[2].text};
    if (survey->finite == 0)
        zt_add_clause(&scene->out, _("it is not finite anywhere there"), NULL, 0);
    else if (survey->minimum)
        zt_add_clause(&scene->out, _("it is lowest at ({2}, {3}) with {1}"), arg, 3);
    else
        zt_add_clause(&scene->out,
                      _("the lowest value in the picture is {1} at ({2}, {3}), no minimum"), arg,
                      3);
}

/* The largest by the smallest curvature: of the ellipses that contour lines are near a minimum. */
static double elongation(const ZtBend *b)
{
    double mean = (b->xx + b->yy) / 2, off = hypot((b->xx - b->yy) / 2, b->xy);
    return (mean + off) / (mean - off);
}

static void say_shape(Scene *scene)
{
    const ZtBend *bend = &scene->survey->bend;
    if (!scene->survey->minimum)
        return;
    bool steep_x = bend->xx > bend->yy;
    double ratio = steep_x ? bend->xx / bend->yy : bend->yy / bend->xx, slanted = elongation(bend);
    const ZtDigits n[] = {zt_rough_number(ratio, 3), zt_rough_number(slanted, 3)};
    const char *const arg[] = {n[0].text, steep_x ? scene->y_name : scene->x_name,
                               steep_x ? scene->x_name : scene->y_name, n[1].text};
    if (ratio >= LONG)
        zt_add_clause(&scene->out,
                      _("a ravine: along {2} the loss changes {1} times less than along {3}"), arg,
                      4);
    else if (slanted >= LONG)
        zt_add_clause(&scene->out,
                      _("a slanted ravine: along its floor the loss changes {4} times less than "
                        "across it"),
                      arg, 4);
    else
        zt_add_clause(&scene->out,
                      _("a round bowl: along {2} and {3} the loss changes about alike"), arg, 4);
}

/* The last point before the path leaves the picture for good; count if it ends inside. */
static size_t leaves_after(const ZtSurvey *survey)
{
    const ZtTrail *trail = &survey->trail;
    size_t i = trail->count;
    while (i > 0 && !zt_survey_shows(survey, trail->x[i - 1], trail->y[i - 1]))
        i--;
    return i;
}

static void say_path(Scene *scene)
{
    const ZtTrail *trail = &scene->survey->trail;
    size_t last = trail->count - 1, stays = leaves_after(scene->survey);
    if (trail->count < 2)
        return;
    const ZtDigits n[] = {x_number(scene, trail->x[0]),
                          y_number(scene, trail->y[0]),
                          zt_whole_number(trail->epoch[last]),
                          x_number(scene, trail->x[last]),
                          y_number(scene, trail->y[last]),
                          zt_whole_number(stays > 0 ? trail->epoch[stays - 1] : 0)};
    const char *const arg[] = {n[0].text, n[1].text, n[2].text, n[3].text, n[4].text, n[5].text};
    if (stays == trail->count && trail->broken == 0)
        zt_add_clause(&scene->out, _("the path goes from ({1}, {2}) to ({4}, {5}) at epoch {3}"),
                      arg, 6);
    else if (stays == 0)
        zt_add_clause(&scene->out, _("the path lies outside"), NULL, 0);
    else if (stays == trail->count)
        zt_add_clause(&scene->out,
                      _("the path goes from ({1}, {2}) to ({4}, {5}) at epoch {3} and is not "
                        "finite from there on"),
                      arg, 6);
    else
        zt_add_clause(&scene->out,
                      _("the path begins at ({1}, {2}) and leaves the picture after epoch {6}"),
                      arg, 6);
}

/* Where the parameters are now, if the end of the path does not tell. */
static void say_present(Scene *scene)
{
    const ZtTrail *trail = &scene->survey->trail;
    double x = trail->at[scene->wish->x], y = trail->at[scene->wish->y];
    const ZtDigits n[] = {x_number(scene, x), y_number(scene, y), zt_whole_number(trail->at_epoch)};
    const char *const arg[] = {n[0].text, n[1].text, n[2].text};
    bool told =
        trail->count > 1 && trail->x[trail->count - 1] == x && trail->y[trail->count - 1] == y;
    if (!trail->present)
        zt_add_clause(&scene->out, _("the parameters are no longer finite"), NULL, 0);
    else if (!told)
        zt_add_clause(&scene->out, _("the parameters are now at ({1}, {2})"), arg, 3);
}

static void say_others(Scene *scene)
{
    const ZtTrail *trail = &scene->survey->trail;
    size_t others = scene->session->count - 2;
    const ZtDigits n[] = {zt_whole_number(others), zt_whole_number(trail->at_epoch)};
    const char *const arg[] = {n[0].text, n[1].text};
    if (others == 0)
        return;
    zt_add_clause(&scene->out,
                  trail->present
                      ? ngettext("{1} other parameter stays as it is",
                                 "{1} other parameters stay as they are", others)
                      : ngettext("{1} other parameter is as it was after epoch {2}",
                                 "{1} other parameters are as they were after epoch {2}", others),
                  arg, 2);
}

static void say_limits(Scene *scene)
{
    const ZtSurvey *survey = scene->survey;
    size_t places = survey->grid.columns * survey->grid.rows;
    size_t rows = scene->session->data->rows;
    const ZtDigits n[] = {zt_whole_number(places - survey->finite), zt_whole_number(places),
                          zt_whole_number(survey->data_rows), zt_whole_number(rows)};
    const char *const arg[] = {n[0].text, n[1].text, n[2].text, n[3].text};
    if (survey->finite > 0 && survey->finite < places)
        zt_add_clause(&scene->out, _("at {1} of {2} places it is not finite"), arg, 4);
    if (survey->data_rows < rows)
        zt_add_clause(&scene->out, _("it is computed from {3} of the {4} rows"), arg, 4);
    if (zt_history_norms(scene->session->history) && zt_history_count(scene->session->history) > 0)
        zt_add_clause(&scene->out, _("of so many parameters no path is kept"), NULL, 0);
}

bool zt_words_landscape(ZtFigure *figure, const ZtSession *session, const ZtWish *wish,
                        const ZtSurvey *survey)
{
    Scene scene = {.session = session,
                   .wish = wish,
                   .survey = survey,
                   .x_name = figure->x_title,
                   .y_name = figure->y_title,
                   .width = survey->grid.x_high - survey->grid.x_low,
                   .height = survey->grid.y_high - survey->grid.y_low};
    say_range(&scene);
    say_lowest(&scene);
    say_shape(&scene);
    say_path(&scene);
    say_present(&scene);
    say_others(&scene);
    say_limits(&scene);
    return zt_finish_sentence(figure, &scene.out);
}
