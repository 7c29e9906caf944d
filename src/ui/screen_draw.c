/* From what there is to a frame, and the frame to the terminal. */
#include <config.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "core/history.h"
#include "lang/nls.h"
#include "ui/inks.h"
#include "ui/keys.h"
#include "ui/panes.h"
#include "ui/pictures.h"
#include "ui/reader.h"
#include "ui/screen_parts.h"

#define FRAMES   30.0 /* a second at most, during a run */
#define SAID_MAX 1000 /* lines: more than any screen has */
#define SHARE    25.0 /* times what a frame took pass before the next one: it costs at most 4 % */

static void free_picture(ZtPicture *picture)
{
    zt_canvas_free(picture->canvas);
    zt_free(picture->title);
    *picture = (ZtPicture){0};
}

void zt_screen_free(ZtScreen *screen)
{
    zt_canvas_free(screen->frame);
    free_picture(&screen->plot);
    free_picture(&screen->loss);
    zt_page_free(&screen->lesson);
    zt_page_free(&screen->log);
    zt_buf_free(&screen->lesson_title);
    zt_survey_free(&screen->survey);
    zt_free(screen->asked);
    zt_screen_forget_waiting(screen);
}

static ZtRect inside(ZtRect place) /* texts keep a column free at both sides */
{
    if (place.width > 2) {
        place.column++;
        place.width -= 2;
    }
    return place;
}

int zt_screen_log_width(const ZtScreen *screen)
{
    ZtRect log = screen->panes.pane[ZT_PANE_LOG];

    return log.height > 0 ? inside(log).width : screen->width;
}

size_t zt_screen_said(ZtScreen *screen)
{
    return zt_page_rest(&screen->log, zt_screen_log_width(screen), screen->before);
}

static ZtSight sight_of(const ZtScreen *screen)
{
    return screen->tutor ? zt_tutor_sight(screen->tutor) : ZT_SIGHT_ALL;
}

/* Panes with nothing to say stay away, and so do those whose words a lesson has yet to explain. The
 * log has as many lines as an answer needs; only a run leaves the pictures their place: they show
 * what it does, and its end stands in the log's last lines. */
static ZtLook see_panes(ZtScreen *screen)
{
    const ZtSession *session = screen->shell->session;
    ZtSight sight = sight_of(screen);
    size_t said = screen->busy || screen->ran ? 0 : zt_screen_said(screen);
    ZtLook look = screen->look;

    look.answer = said < SAID_MAX ? (int)said : SAID_MAX;
    look.numbers_off = !session->data || session->count == 0 || sight < ZT_SIGHT_PARAMETERS;
    look.loss_off = sight < ZT_SIGHT_ALL || zt_history_count(session->history) == 0;
    return look;
}

static int lesson_rows(const ZtScreen *screen, ZtLook look)
{
    return zt_layout(screen->width, screen->height, look).pane[ZT_PANE_LESSON].height;
}

void zt_screen_lay_out(ZtScreen *screen)
{
    ZtLook low = see_panes(screen);

    screen->look = low;
    low.answer = 0;
    low.log = false;
    screen->panes = zt_layout(screen->width, screen->height, screen->look);
    screen->covered = lesson_rows(screen, low) - screen->panes.pane[ZT_PANE_LESSON].height;
    screen->dirty = screen->stale = true;
}

bool zt_screen_resize(ZtScreen *screen, int width, int height)
{
    ZtCanvas *frame = zt_canvas_new(width, height);

    if (!frame)
        return false;
    zt_canvas_free(screen->frame);
    screen->frame = frame;
    screen->width = width;
    screen->height = height;
    zt_screen_lay_out(screen);
    if (screen->curses)
        zt_curses_resize(screen->curses, width, height);
    return true;
}

void zt_screen_read_lesson(ZtScreen *screen)
{
    ZtBuf title = {0};
    bool same, done;

    zt_pane_lesson_title(screen->tutor, &title);
    same = strcmp(zt_buf_text(&title), zt_buf_text(&screen->lesson_title)) == 0;
    if (!same) {
        screen->look.pictures = false;
        screen->kind = NULL;
        zt_screen_lay_out(screen);
        screen->lesson_first = -screen->covered; /* another step is read from its beginning */
    }
    zt_buf_free(&screen->lesson_title);
    screen->lesson_title = title;
    zt_pane_lesson(&screen->lesson, screen->tutor, screen->ascii);
    done =
        screen->tutor && zt_tutor_view(screen->tutor)->open && zt_tutor_view(screen->tutor)->done;
    if (done && !screen->step_done && same)
        screen->lesson_first = ZT_LESSON_END; /* what to do next stands at the end */
    screen->step_done = done;
}

/* --- pictures --- */

/* Nothing was done with the model yet: its line would only puzzle. */
static bool is_untouched(const ZtSession *session)
{
    if (session->epoch > 0 || !session->model || strcmp(session->model->text, "w * x + b") != 0)
        return false;
    for (size_t i = 0; i < session->count; i++)
        if (session->param[i] != session->start[i])
            return false;
    return true;
}

static const char *kind_of(const ZtScreen *screen)
{
    if (screen->kind && (!screen->running || zt_pane_follows(screen->kind)))
        return screen->kind;
    return is_untouched(screen->shell->session) || sight_of(screen) < ZT_SIGHT_MODEL ? "data"
                                                                                     : "fit";
}

static void draw_picture(ZtScreen *screen, ZtPicture *picture, const char *kind, ZtRect place)
{
    ZtSession *session = screen->shell->session;
    ZtFigure *figure;

    free_picture(picture);
    if (place.height <= 0 || place.width <= 0)
        return;
    figure = zt_pane_figure(session, kind, place, &screen->survey);
    if (!figure && picture == &screen->plot) {
        figure = zt_pane_figure(session, "fit", place, NULL);
        picture->stands_in = true;
    }
    if (!figure)
        return;
    picture->title = figure->title;
    figure->title = NULL;
    picture->canvas = zt_canvas_new(place.width, place.height);
    if (picture->canvas)
        zt_pane_draw_figure(figure, zt_choose_glyphs(screen->shell), picture->canvas);
    zt_figure_free(figure);
}

/* Nothing is drawn unasked where a lesson wants to be the one that shows it. */
static void draw_pictures(ZtScreen *screen)
{
    bool unasked = !screen->kind && sight_of(screen) == ZT_SIGHT_NONE;

    free_picture(&screen->plot);
    if (!unasked)
        draw_picture(screen, &screen->plot, kind_of(screen), screen->panes.pane[ZT_PANE_PLOT]);
    draw_picture(screen, &screen->loss, "loss", screen->panes.pane[ZT_PANE_LOSS]);
    screen->stale = false;
}

static void copy_picture(const ZtScreen *screen, const ZtPicture *picture, ZtRect place)
{
    const ZtCanvas *from = picture->canvas;

    for (int row = 0; from && row < place.height && row < from->height; row++) {
        int width = place.width < from->width ? place.width : from->width;
        size_t to = (size_t)(place.row + row) * (size_t)screen->width + (size_t)place.column;
        memcpy(screen->frame->cells + to, from->cells + (size_t)row * (size_t)from->width,
               (size_t)width * sizeof *from->cells);
    }
}

/* --- panes --- */

static void head(const ZtScreen *screen, ZtPane which, const char *title, const char *right,
                 bool focus)
{
    const ZtHeading heading = {title, right, focus};
    zt_pane_heading(screen->frame, screen->panes.title[which], &heading, screen->ascii);
}

/* What can be done in the lesson's pane: scroll, go on. */
static const char *lesson_ways(const ZtScreen *screen, long first, long last)
{
    if (first < last)
        return screen->ascii ? "PgDn v" : "PgDn ↓";
    if (screen->step_done)
        return screen->ascii ? "F4 >" : "✓ F4";
    if (first > 0)
        return screen->ascii ? "PgUp ^" : "PgUp ↑";
    return NULL;
}

/* Where the log takes rows from the lesson, it is the upper ones that go: what is to be done stands
 * below what was read. */
static void compose_lesson(ZtScreen *screen)
{
    ZtRect place = inside(screen->panes.pane[ZT_PANE_LESSON]);
    long first, last;

    if (place.height <= 0)
        return;
    last = (long)zt_page_wrap(&screen->lesson, place.width) - place.height;
    last = last > 0 ? last : 0;
    first = screen->lesson_first + screen->covered;
    first = first < 0 ? 0 : first > last ? last : first;
    screen->lesson_first = first - screen->covered;
    head(screen, ZT_PANE_LESSON, zt_buf_text(&screen->lesson_title),
         lesson_ways(screen, first, last), !screen->look.log);
    zt_page_draw(&screen->lesson, (size_t)first, screen->frame, place);
}

/* What can be done in the log: stop what fills it, see what has gone out of it. */
static const char *log_ways(ZtScreen *screen, size_t height, char *text, size_t size)
{
    size_t said = zt_screen_said(screen);
    bool ascii = screen->ascii;

    if (screen->running && screen->log_back == 0)
        return _("Ctrl-C stops");
    if (screen->log_back > 0)
        snprintf(text, size, "PgDn %s %zu", ascii ? "v" : "↓", screen->log_back);
    else if (said > height)
        snprintf(text, size, "%sPgUp %s %zu", screen->look.log ? "" : "F9 ", ascii ? "^" : "↑",
                 said - height);
    else
        return NULL;
    return text;
}

static void compose_log(ZtScreen *screen)
{
    ZtRect place = inside(screen->panes.pane[ZT_PANE_LOG]);
    size_t lines, most;
    char ways[60];

    if (place.height <= 0)
        return;
    lines = zt_page_wrap(&screen->log, place.width);
    most = lines > (size_t)place.height ? lines - (size_t)place.height : 0;
    if (screen->log_back > most)
        screen->log_back = most;
    head(screen, ZT_PANE_LOG, _("log"), log_ways(screen, (size_t)place.height, ways, sizeof ways),
         screen->look.log);
    zt_page_draw(&screen->log, most - screen->log_back, screen->frame, place);
}

static void speed_text(const ZtScreen *screen, char *out, size_t size)
{
    double speed = zt_screen_speeds[screen->speed];

    if (isinf(speed))
        snprintf(out, size, "%s", _("as fast as it goes"));
    else
        snprintf(out, size, _("%.0f epochs/s"), speed);
}

static void compose_numbers(ZtScreen *screen)
{
    const ZtNumbersWanted what = {sight_of(screen), screen->running, screen->ascii};
    ZtSession *session = screen->shell->session;
    ZtBuf title = {0};
    char speed[60] = "";

    if (screen->panes.title[ZT_PANE_NUMBERS].height == 0)
        return;
    zt_pane_numbers_title(session, &what, &title);
    if (screen->playing)
        speed_text(screen, speed, sizeof speed);
    head(screen, ZT_PANE_NUMBERS, zt_buf_text(&title), *speed ? speed : NULL, false);
    zt_pane_numbers(session, &what, screen->frame, screen->panes.pane[ZT_PANE_NUMBERS]);
    zt_buf_free(&title);
}

static void say_empty(ZtScreen *screen)
{
    ZtRect place = inside(screen->panes.pane[ZT_PANE_PLOT]);

    if (place.height > 1)
        zt_canvas_text(screen->frame, place.column, place.row + 1,
                       sight_of(screen) == ZT_SIGHT_NONE ? _("Pictures will be drawn here.")
                                                         : _("Loaded data will be drawn here."),
                       place.width, ZT_INK_DIM);
}

static void compose_pictures(ZtScreen *screen)
{
    const char *kind = screen->plot.canvas ? kind_of(screen) : "fit";
    const char *title = screen->plot.title ? screen->plot.title : _("plot");
    bool named = !screen->plot.stands_in && strcmp(kind, "fit") != 0;

    head(screen, ZT_PANE_PLOT, title, named ? kind : NULL, false);
    copy_picture(screen, &screen->plot, screen->panes.pane[ZT_PANE_PLOT]);
    if (!screen->plot.canvas)
        say_empty(screen);
    compose_numbers(screen);
    head(screen, ZT_PANE_LOSS, screen->loss.title ? screen->loss.title : _("loss by epoch"), NULL,
         false);
    copy_picture(screen, &screen->loss, screen->panes.pane[ZT_PANE_LOSS]);
}

static void compose_notice(const ZtScreen *screen)
{
    ZtRect place = screen->panes.pane[ZT_PANE_NOTICE];

    if (place.height > 0)
        zt_canvas_text(screen->frame, place.column, place.row, _("Too small: 40 x 10 is needed."),
                       place.width, ZT_INK_DIM);
}

void zt_screen_compose(ZtScreen *screen, const char *prompt, const char *line, size_t cursor)
{
    ZtRect place = screen->panes.pane[ZT_PANE_PROMPT];

    if (screen->stale && !screen->hurry) {
        zt_screen_lay_out(screen);
        draw_pictures(screen);
    }
    zt_canvas_clear(screen->frame);
    compose_lesson(screen);
    compose_pictures(screen);
    compose_log(screen);
    zt_pane_divider(screen->frame, screen->panes.divider, screen->ascii);
    compose_notice(screen);
    zt_pane_prompt(prompt, line, cursor, screen->frame, place, &screen->cursor_column);
    screen->cursor_row = place.row;
    if (screen->panes.pane[ZT_PANE_KEYS].height > 0)
        zt_keys_draw(screen->playing, screen->frame, screen->panes.pane[ZT_PANE_KEYS]);
}

/* During a run frames are held back so that they take little of its time; but what is typed is
 * seen at once, above the pictures of before. */
void zt_screen_draw(ZtScreen *screen)
{
    double begin = zt_screen_now(), end, wait;
    ZtReaderView view = zt_reader_view();
    bool early = screen->running && begin < screen->next_frame;

    if (early && !screen->typed)
        return;
    screen->hurry = early;
    zt_screen_compose(screen, view.prompt, view.line, view.cursor);
    if (screen->curses)
        zt_curses_show(screen->curses, screen->frame, screen->cursor_column, screen->cursor_row);
    screen->dirty = screen->stale;
    screen->typed = false;
    if (early)
        return;
    end = zt_screen_now();
    wait = SHARE * (end - begin);
    screen->next_frame = end + (wait > 1 / FRAMES ? wait : 1 / FRAMES);
}
