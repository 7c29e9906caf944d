/* The picture of a landscape: the loss above its lowest value, levels at clean numbers, the path.
 */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "lang/argument.h"
#include "lang/clauses.h"
#include "lang/figure_parts.h"
#include "lang/nls.h"
#include "lang/wrap.h"

#define LOWEST_LEVEL  0.012 /* part of the picture that lies below the lowest level, about, */
#define HIGHEST_LEVEL 0.93  /* and below the highest */
#define DEPTH_MOST    1e-6  /* the lowest level as a part of the highest, at the least */
#define APART         2e-3  /* of the picture: nearer points of a path are one */
#define OTHERS_SHOWN  3

/* ---- levels ---- */

/* Number i of ..., 0.5, 1, 2, 5, 10, ...; number 0 is 1. */
static double clean_number(int i)
{
    static const double digits[] = {1, 2, 5};
    int power = (int)floor(i / 3.0);
    double digit = digits[i - 3 * power];
    return power < 0 ? digit / pow(10, -power) : digit * pow(10, power);
}

/* The last of them that is at most the value, which is above 0. */
static int clean_below(double value)
{
    int i = 3 * (int)floor(log10(value)) + 3;
    while (clean_number(i) > value)
        i--;
    return i;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Levels from high down to low, both numbers of clean_number, with as few numbers left out between
 * two levels as there is room for; whole powers of ten where it comes to that. */
static void set_levels(ZtSurface *surface, int low, int high)
{
    int step = 1;
    while ((high - low) / step + 1 > ZT_SURFACE_LEVELS)
        step++;
    if (step % 3 == 0)
        high -= (high % 3 + 3) % 3;
    surface->levels = 0;
    for (int i = low + (high - low) % step; i <= high; i += step)
        surface->level[surface->levels++] = clean_number(i);
}

/* Equal parts of the picture would be equal ratios of the loss in a bowl: levels are spaced by
 * factors. Without a loss above the lowest there are none. */
static bool choose_levels(ZtSurface *surface, size_t finite)
{
    double *sorted = zt_alloc(finite, sizeof *sorted);
    size_t count = 0;
    if (!sorted)
        return false;
    for (size_t i = 0; i < surface->columns * surface->rows; i++)
        if (isfinite(surface->value[i]))
            sorted[count++] = surface->value[i];
    qsort(sorted, count, sizeof *sorted, by_size);
    surface->levels = 0;
    if (count > 0 && sorted[count - 1] > 0) {
        double high = sorted[(size_t)(HIGHEST_LEVEL * (double)(count - 1))];
        high = high > 0 ? high : sorted[count - 1];
        double low = fmax(sorted[(size_t)(LOWEST_LEVEL * (double)(count - 1))], DEPTH_MOST * high);
        int last = clean_below(high), first = clean_below(low) + 1;
        set_levels(surface, first < last ? first : last, last);
    }
    zt_free(sorted);
    return true;
}

/* ---- the surface ---- */

/* "loss - 2.928", the quantity that the levels belong to. */
static bool set_label(ZtSurface *surface, double base)
{
    ZtDigits number = zt_rough_number(fabs(base), 4);
    const char *const arg[] = {number.text};
    bool none = !isfinite(base) || (surface->levels > 0 && fabs(base) < surface->level[0] / 1000);
    ZtBuf label = {0};
    zt_sentence(&label, none ? _("loss") : base < 0 ? _("loss + {1}") : _("loss - {1}"), arg, 1);
    bool ok = !label.failed && zt_figure_set(&surface->label, zt_buf_text(&label));
    zt_buf_free(&label);
    return ok;
}

static bool add_surface(ZtFigure *figure, const ZtSurvey *survey)
{
    const ZtGrid *grid = &survey->grid;
    size_t places = grid->columns * grid->rows;
    ZtSurface *surface =
        zt_figure_add_surface(figure, NULL, grid->columns, grid->rows, ZT_SURFACE_LEVELS);
    if (!surface)
        return false;
    surface->x_low = grid->x_low;
    surface->x_high = grid->x_high;
    surface->y_low = grid->y_low;
    surface->y_high = grid->y_high;
    for (size_t i = 0; i < places; i++)
        surface->value[i] = grid->value[i] - survey->base;
    if (survey->finite < places && !zt_figure_set(&surface->missing, _("not finite")))
        return false;
    return choose_levels(surface, survey->finite) && set_label(surface, survey->base);
}

/* ---- the path and the marks ---- */

static bool add_path(ZtFigure *figure, const ZtSurvey *survey)
{
    const ZtTrail *trail = &survey->trail;
    double x_apart = APART * (survey->grid.x_high - survey->grid.x_low);
    double y_apart = APART * (survey->grid.y_high - survey->grid.y_low);
    if (trail->count < 2)
        return true;
    ZtSeries *path = zt_figure_add(figure, ZT_SERIES_PATH, _("path"));
    size_t last = 0;
    bool ok = path && zt_series_point(path, trail->x[0], trail->y[0]);
    for (size_t i = 1; ok && i < trail->count; i++) {
        bool near = fabs(trail->x[i] - trail->x[last]) < x_apart &&
                    fabs(trail->y[i] - trail->y[last]) < y_apart;
        if (near && i + 1 < trail->count)
            continue;
        ok = zt_series_point(path, trail->x[i], trail->y[i]);
        last = i;
    }
    return ok;
}

/* A mark, if it lies in the picture. */
static bool add_mark(ZtFigure *figure, const ZtSurvey *survey, ZtSeriesKind kind, const char *label,
                     double x, double y)
{
    if (!zt_survey_shows(survey, x, y))
        return true;
    ZtSeries *mark = zt_figure_add(figure, kind, label);
    return mark && zt_series_point(mark, x, y);
}

static bool add_marks(ZtFigure *figure, const ZtWish *wish, const ZtSurvey *survey)
{
    const ZtTrail *t = &survey->trail;
    return (!t->begins ||
            add_mark(figure, survey, ZT_SERIES_START, _("start"), t->x[0], t->y[0])) &&
           (!survey->minimum || add_mark(figure, survey, ZT_SERIES_LOWEST, _("lowest"),
                                         survey->base_x, survey->base_y)) &&
           (!t->present ||
            add_mark(figure, survey, ZT_SERIES_PRESENT, _("now"), t->at[wish->x], t->at[wish->y]));
}

/* ---- titles ---- */

/* ", c = -3": the parameters that are held, or how many. */
static void add_others(ZtBuf *title, const ZtSession *session, const ZtWish *wish, const double *at)
{
    size_t others = session->count - 2;
    ZtDigits count = zt_whole_number(others);
    const char *const arg[] = {count.text};
    if (others > OTHERS_SHOWN) {
        zt_sentence(title, _(", {1} others held"), arg, 1);
        return;
    }
    for (size_t i = 0; i < session->count; i++) {
        if (i == wish->x || i == wish->y)
            continue;
        zt_buf_puts(title, ", ");
        zt_add_name(title, session->name[i]);
        zt_buf_printf(title, " = %s", zt_rough_number(at[i], 4).text);
    }
}

static bool set_titles(ZtFigure *figure, const ZtSession *session, const ZtWish *wish,
                       const double *at)
{
    ZtBuf loss = {0}, title = {0};
    zt_add_name(&loss, session->loss_text);
    const char *const arg[] = {zt_buf_text(&loss), session->name[wish->x], session->name[wish->y]};
    zt_sentence(&title, _("{1} over {2} and {3}"), arg, 3);
    add_others(&title, session, wish, at);
    if (session->scales->kind != ZT_SCALE_NONE)
        zt_buf_puts(&title, _(", inputs normalised"));
    bool ok = !loss.failed && !title.failed && zt_figure_set(&figure->title, zt_buf_text(&title)) &&
              zt_figure_set_safe(&figure->x_title, session->name[wish->x]) &&
              zt_figure_set_safe(&figure->y_title, session->name[wish->y]);
    zt_buf_free(&loss);
    zt_buf_free(&title);
    return ok;
}

bool zt_build_landscape(ZtFigure *figure, const ZtSession *session, const ZtWish *wish,
                        const ZtSurvey *survey, ZtErr *err)
{
    bool ok = add_surface(figure, survey) && add_path(figure, survey) &&
              add_marks(figure, wish, survey) &&
              set_titles(figure, session, wish, survey->trail.at) &&
              zt_words_landscape(figure, session, wish, survey);
    return ok || zt_fail_memory(err);
}
