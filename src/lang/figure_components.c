/* Parameters and gradient, one line for each component. */
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

#define SHOWN_MOST 6     /* lines that can be told apart */
#define LOG_FROM   100.0 /* largest by middle size from which on the axis is logarithmic */

typedef struct Story { /* of one component */
    size_t index;
    double largest;         /* size */
    double first, last;     /* finite values */
    size_t finite, changes; /* of sign */
    bool negative;          /* the last value that is not 0 */
} Story;

typedef struct Lines {
    const ZtSession *session;
    bool of_gradient, log;
    size_t points; /* epochs shown */
    bool start;    /* before them the parameters' start, as epoch 0 */
    Story story[SHOWN_MOST];
    size_t count;
} Lines;

static ZtHistoryRow row_of(const Lines *lines, size_t point)
{
    size_t rows = zt_history_count(lines->session->history);
    return zt_history_row(lines->session->history,
                          lines->points > 1 ? point * (rows - 1) / (lines->points - 1) : rows - 1);
}

static double value_of(const Lines *lines, size_t point, size_t index)
{
    ZtHistoryRow row = row_of(lines, point);
    return lines->of_gradient ? row.grad[index] : row.param[index];
}

/* ---- which components are shown ---- */

static void take_value(Story *story, double value)
{
    if (!isfinite(value))
        return;
    if (story->finite++ == 0)
        story->first = value;
    story->last = value;
    if (value != 0 && story->largest > 0 && (value < 0) != story->negative)
        story->changes++;
    if (value != 0)
        story->negative = value < 0;
    story->largest = fmax(story->largest, fabs(value));
}

static Story read_story(const Lines *lines, size_t index)
{
    Story story = {.index = index};
    if (lines->start)
        take_value(&story, lines->session->start[index]);
    for (size_t i = 0; i < lines->points; i++)
        take_value(&story, value_of(lines, i, index));
    return story;
}

/* Puts a component among the largest, which stay in their order. */
static void keep_largest(Lines *lines, Story story)
{
    size_t least = 0;
    if (lines->count < SHOWN_MOST) {
        lines->story[lines->count++] = story;
        return;
    }
    for (size_t i = 1; i < SHOWN_MOST; i++)
        if (lines->story[i].largest < lines->story[least].largest)
            least = i;
    if (story.largest <= lines->story[least].largest)
        return;
    memmove(&lines->story[least], &lines->story[least + 1],
            (SHOWN_MOST - 1 - least) * sizeof story);
    lines->story[SHOWN_MOST - 1] = story;
}

/* ---- the scale ---- */

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Where a few values are far larger than most, a linear axis would show those as a line at 0; a
 * logarithmic one shows the size of all of them. */
static bool choose_scale(Lines *lines)
{
    double *size = zt_alloc(lines->points * lines->count, sizeof *size);
    size_t count = 0;
    if (!size)
        return false;
    for (size_t i = 0; i < lines->points; i++) {
        for (size_t k = 0; k < lines->count; k++) {
            double value = fabs(value_of(lines, i, lines->story[k].index));
            if (value > 0 && isfinite(value))
                size[count++] = value;
        }
    }
    qsort(size, count, sizeof *size, by_size);
    lines->log = count > 0 && size[count - 1] >= LOG_FROM * size[count / 2];
    zt_free(size);
    return true;
}

/* ---- the lines ---- */

/* The name; where sizes are shown also the sign: "b < 0", or "w +-" if it changes. */
static bool set_label(ZtBuf *label, const Lines *lines, const Story *story)
{
    const ZtSession *session = lines->session;
    if (zt_history_norms(session->history))
        zt_buf_puts(label, _("norm"));
    else
        zt_add_name(label, session->name[story->index]);
    if (lines->log && story->changes > 0)
        zt_buf_puts(label, " +-");
    else if (lines->log && story->negative)
        zt_buf_puts(label, " < 0");
    return !label->failed;
}

/* On a logarithmic axis there is no place for 0. */
static bool add_point(const Lines *lines, ZtSeries *series, double epoch, double value)
{
    if (lines->log && value == 0)
        return true;
    return zt_series_point(series, epoch, lines->log ? fabs(value) : value);
}

static bool add_line(ZtFigure *figure, const Lines *lines, const Story *story)
{
    ZtBuf label = {0};
    bool lone = lines->points == 1 && !lines->start;
    ZtSeries *series = NULL;
    if (set_label(&label, lines, story))
        series =
            zt_figure_add(figure, lone ? ZT_SERIES_POINTS : ZT_SERIES_LINE, zt_buf_text(&label));
    zt_buf_free(&label);
    bool ok = series != NULL;
    if (ok && lines->start)
        ok = add_point(lines, series, 0, lines->session->start[story->index]);
    for (size_t i = 0; ok && i < lines->points; i++)
        ok = add_point(lines, series, (double)row_of(lines, i).epoch,
                       value_of(lines, i, story->index));
    return ok;
}

static bool add_zero(ZtFigure *figure, const Lines *lines)
{
    bool below = false, above = false;
    for (size_t i = 0; i < lines->count; i++) {
        below |= lines->story[i].negative || lines->story[i].changes > 0;
        above |= !lines->story[i].negative || lines->story[i].changes > 0;
    }
    if (lines->log || !below || !above)
        return true;
    ZtSeries *zero = zt_figure_add(figure, ZT_SERIES_RULE, NULL);
    return zero && zt_series_point(zero, 0, 0);
}

/* ---- words ---- */

static void say_story(ZtBuf *out, const Lines *lines, const Story *story)
{
    ZtBuf name = {0};
    if (zt_history_norms(lines->session->history))
        zt_buf_puts(&name, _("the norm"));
    else
        zt_add_name(&name, lines->session->name[story->index]);
    const ZtDigits n[] = {zt_short_number(story->first), zt_short_number(story->last),
                          zt_whole_number(story->changes)};
    const char *const arg[] = {zt_buf_text(&name), n[0].text, n[1].text, n[2].text};
    if (story->finite == 0)
        zt_add_clause(out, _("{1} is never finite"), arg, 4);
    else if (story->changes == 0)
        zt_add_clause(out, _("{1} goes from {2} to {3}"), arg, 4);
    else
        zt_add_clause(out,
                      ngettext("{1} goes from {2} to {3} and changes its sign {4} time",
                               "{1} goes from {2} to {3} and changes its sign {4} times",
                               story->changes),
                      arg, 4);
    zt_buf_free(&name);
}

static bool say_lines(ZtFigure *figure, const Lines *lines)
{
    const ZtSession *session = lines->session;
    size_t width = zt_history_width(session->history);
    const ZtDigits n[] = {zt_whole_number(lines->start ? 0 : row_of(lines, 0).epoch),
                          zt_whole_number(row_of(lines, lines->points - 1).epoch),
                          zt_whole_number(lines->count), zt_whole_number(width),
                          zt_whole_number(session->count)};
    const char *const arg[] = {n[0].text, n[1].text, n[2].text, n[3].text, n[4].text};
    ZtBuf out = {0};
    zt_add_clause(&out,
                  lines->of_gradient ? _("The gradient from epoch {1} to {2}")
                                     : _("The parameters from epoch {1} to {2}"),
                  arg, 5);
    for (size_t i = 0; i < lines->count; i++)
        say_story(&out, lines, &lines->story[i]);
    if (lines->log)
        zt_add_clause(&out, _("the axis shows sizes, without the sign"), NULL, 0);
    if (lines->count < width)
        zt_add_clause(&out, _("these are the {3} largest of {4}"), arg, 5);
    if (zt_history_norms(session->history))
        zt_add_clause(&out, _("of {5} parameters only the norm is kept"), arg, 5);
    zt_add_left_out(&out, zt_figure_range(figure).left_out);
    return zt_finish_sentence(figure, &out);
}

static const char *y_title(const Lines *lines)
{
    if (lines->of_gradient)
        return lines->log ? _("|gradient| (logarithmic)") : _("gradient");
    return lines->log ? _("|parameters| (logarithmic)") : _("parameters");
}

/* ", the 6 largest of 20" */
static bool set_title(ZtFigure *figure, const Lines *lines)
{
    const ZtDigits n[] = {zt_whole_number(lines->count),
                          zt_whole_number(zt_history_width(lines->session->history))};
    const char *const arg[] = {n[0].text, n[1].text};
    ZtBuf title = {0};
    zt_buf_puts(&title, lines->of_gradient ? _("gradient by epoch") : _("parameters by epoch"));
    if (lines->count < zt_history_width(lines->session->history))
        zt_sentence(&title, _(", the {1} largest of {2}"), arg, 2);
    bool ok = !title.failed && zt_figure_set(&figure->title, zt_buf_text(&title));
    zt_buf_free(&title);
    return ok;
}

bool zt_build_components(ZtFigure *figure, const ZtSession *session, bool of_gradient, size_t most,
                         ZtErr *err)
{
    size_t rows = zt_history_count(session->history);
    if (session->count == 0)
        return zt_fail(err, ZT_ERR_TRAIN_NO_PARAMETERS, NULL);
    if (rows == 0)
        return zt_fail(err, ZT_ERR_PLOT_NO_EPOCH, NULL);
    Lines lines = {.session = session,
                   .of_gradient = of_gradient,
                   .points = rows < most ? rows : most,
                   .start = !of_gradient && zt_trail_begins(session)};
    for (size_t i = 0; i < zt_history_width(session->history); i++)
        keep_largest(&lines, read_story(&lines, i));
    bool ok = choose_scale(&lines) && add_zero(figure, &lines);
    figure->y_log = lines.log;
    for (size_t i = 0; ok && i < lines.count; i++)
        ok = add_line(figure, &lines, &lines.story[i]);
    ok = ok && set_title(figure, &lines) && zt_figure_set(&figure->x_title, _("epoch")) &&
         zt_figure_set(&figure->y_title, y_title(&lines)) && say_lines(figure, &lines);
    return ok || zt_fail_memory(err);
}
