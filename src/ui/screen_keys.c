/* What the keys do. readline tells of keys and lines while it is at work itself, and a run may be
 * under way; so most of them are noted, and done when there is nothing else to do. */
#include <config.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "lang/nls.h"
#include "ui/inks.h"
#include "ui/keys.h"
#include "ui/reader.h"
#include "ui/pictures.h"
#include "ui/screen_parts.h"

#define OFFER_GAP 2

const double zt_screen_speeds[] = {1, 2, 5, 10, 20, 50, 100, 1000, 10000, (double)INFINITY};

unsigned zt_screen_speed_count(void)
{
    return sizeof zt_screen_speeds / sizeof *zt_screen_speeds;
}

/* --- what is noted --- */

void zt_screen_forget_waiting(ZtScreen *screen)
{
    for (size_t i = 0; i < screen->waiting_count; i++)
        zt_free(screen->waiting[i].line);
    screen->waiting_count = 0;
}

static void note(ZtScreen *screen, int key, char *line)
{
    if (screen->waiting_count == ZT_WAITING_MAX)
        zt_free(line);
    else
        screen->waiting[screen->waiting_count++] = (ZtWaiting){key, line};
}

void zt_screen_on_line(void *data, char *line)
{
    note(data, ZT_KEY_NONE, line);
}

void zt_screen_on_gone(void *data)
{
    ZtScreen *screen = data;

    screen->over = true;
}

/* --- keys that are obeyed at once --- */

/* Lesson, pictures if they have the same place, log, and from the beginning. */
static void go_to_next_pane(ZtScreen *screen)
{
    ZtLook *look = &screen->look;

    if (look->log) {
        *look = (ZtLook){0};
        screen->before = screen->log.paragraphs;
    } else if (!screen->panes.both && !look->pictures)
        look->pictures = true;
    else
        look->log = true;
    screen->log_back = 0;
    zt_screen_lay_out(screen);
}

static size_t less(size_t value, size_t by)
{
    return value > by ? value - by : 0;
}

/* A page, but for a line that is seen twice. What is too far is put right when it is drawn. */
static void scroll(ZtScreen *screen, bool down)
{
    bool log = screen->look.log || screen->panes.pane[ZT_PANE_LESSON].height == 0;
    int height = screen->panes.pane[log ? ZT_PANE_LOG : ZT_PANE_LESSON].height;
    int page = height > 2 ? height - 1 : 1;

    if (!log)
        screen->lesson_first += down ? page : -page;
    else if (down)
        screen->log_back = less(screen->log_back, (size_t)page);
    else
        screen->log_back += (size_t)page;
}

static void say_speed(ZtScreen *screen)
{
    double speed = zt_screen_speeds[screen->speed];
    ZtBuf text = {0};

    if (screen->playing)
        return; /* it stands above the numbers */
    if (isinf(speed))
        zt_buf_puts(&text, _("F5 will play as fast as it goes.\n"));
    else
        zt_buf_printf(&text, _("F5 will play %.0f epochs a second.\n"), speed);
    zt_screen_note(screen, zt_buf_text(&text), text.len);
    zt_buf_free(&text);
}

static void change_speed(ZtScreen *screen, bool faster)
{
    unsigned last = zt_screen_speed_count() - 1;

    if (screen->running && !screen->playing && !faster) {
        screen->playing = true; /* a run that was typed is slowed down from full speed */
        screen->speed = last;
    }
    if (faster && screen->speed < last)
        screen->speed++;
    if (!faster && screen->speed > 0)
        screen->speed--;
    say_speed(screen);
}

static bool obey_at_once(ZtScreen *screen, int key)
{
    switch (key) {
    case ZT_KEY_PANE:
        go_to_next_pane(screen);
        return true;
    case ZT_KEY_UP:
    case ZT_KEY_DOWN:
        scroll(screen, key == ZT_KEY_DOWN);
        return true;
    case ZT_KEY_SLOWER:
    case ZT_KEY_FASTER:
        change_speed(screen, key == ZT_KEY_FASTER);
        return true;
    case ZT_KEY_REPAINT:
        if (screen->curses)
            zt_curses_repaint(screen->curses);
        return true;
    case ZT_KEY_PLAY:
        screen->pausing = screen->running;
        return screen->running;
    default:
        return false;
    }
}

void zt_screen_on_key(void *data, int key)
{
    ZtScreen *screen = data;

    screen->dirty = screen->typed = true;
    if (!obey_at_once(screen, key) && !screen->busy)
        note(screen, key, NULL);
}

/* --- completions --- */

static size_t widest(char *const *offers, size_t count)
{
    size_t most = 0;

    for (size_t i = 0; i < count; i++) {
        size_t width = zt_text_width(offers[i], strlen(offers[i]));
        most = width > most ? width : most;
    }
    return most;
}

/* In columns, to be read from the top down. */
void zt_screen_on_offers(void *data, char *const *offers, size_t count)
{
    ZtScreen *screen = data;
    size_t width = widest(offers, count) + OFFER_GAP, room = (size_t)zt_screen_log_width(screen);
    size_t columns = room / width > 1 ? room / width : 1;
    size_t rows = (count + columns - 1) / columns;
    ZtBuf text = {0};

    for (size_t row = 0; row < rows; row++) {
        for (size_t i = row; i < count; i += rows) {
            size_t own = zt_text_width(offers[i], strlen(offers[i]));
            zt_buf_puts(&text, offers[i]);
            zt_buf_fill(&text, ' ', i + rows < count ? width - own : 0);
        }
        zt_buf_putc(&text, '\n');
    }
    screen->before = screen->log.paragraphs; /* the log grows with them */
    screen->ran = false;
    zt_screen_note(screen, zt_buf_text(&text), text.len);
    zt_screen_lay_out(screen);
    zt_buf_free(&text);
}

/* --- the others --- */

void zt_screen_do_line(ZtScreen *screen, const char *line)
{
    char *own = zt_strdup(line);
    uint64_t epoch = screen->shell->session->epoch;

    screen->before = screen->log.paragraphs;
    screen->ran = false;
    if (own)
        zt_repl_take(&screen->repl, own);
    zt_free(own);
    if (screen->shell->session->epoch == epoch + 1)
        screen->ran = false; /* what one step says is to be read */
    zt_screen_lay_out(screen);
    zt_screen_read_lesson(screen);
}

/* Begins, or goes on with, a run to be looked at. */
static void play(ZtScreen *screen)
{
    char line[40];
    uint64_t epochs = screen->left > 0 ? screen->left : screen->shell->session->settings.epochs;

    screen->left = 0;
    screen->playing = true;
    if (screen->kind && !zt_pane_follows(screen->kind))
        screen->kind = NULL;
    screen->due = zt_screen_now();
    if (!screen->panes.both) {
        screen->look.log = false;
        screen->look.pictures = true;
        zt_screen_lay_out(screen);
    }
    snprintf(line, sizeof line, "train %llu", (unsigned long long)epochs);
    zt_screen_do_line(screen, line);
    screen->playing = false;
    if (!screen->pausing)
        screen->left = 0;
}

/* The keys, then the commands; shown from the beginning. */
static void help(ZtScreen *screen)
{
    ZtBuf text = {0};
    size_t before = screen->log.lines, after;

    for (int i = 1; i <= ZT_KEYS_F; i++)
        zt_buf_printf(&text, _("F%d or Esc %d: %s\n"), i, i, zt_keys_meaning(i));
    zt_buf_puts(&text, _("Ctrl-C stops a run, Ctrl-D or exit leaves.\n"));
    screen->look.log = true;
    zt_screen_lay_out(screen);
    zt_screen_note(screen, zt_buf_text(&text), text.len);
    zt_buf_free(&text);
    zt_screen_do_line(screen, "help");
    after = zt_page_wrap(&screen->log, screen->log.width);
    before += (size_t)screen->panes.pane[ZT_PANE_LOG].height;
    screen->log_back = less(after, before);
}

static void say(ZtScreen *screen, const char *text)
{
    zt_screen_note(screen, text, strlen(text));
}

static void try_command(ZtScreen *screen)
{
    bool open = screen->tutor && zt_tutor_view(screen->tutor)->open;
    const char *command = open ? zt_tutor_offer(screen->tutor) : "";

    if (*command)
        zt_reader_put(command);
    else if (open)
        say(screen, _("This step shows no command to try.\n"));
    else
        say(screen, _("F3 tries the commands of a lesson; lesson 1 opens the first one.\n"));
}

static void do_key(ZtScreen *screen, int key)
{
    switch (key) {
    case ZT_KEY_HELP:
        help(screen);
        break;
    case ZT_KEY_HINT:
        zt_screen_do_line(screen, "hint");
        break;
    case ZT_KEY_TRY:
        try_command(screen);
        break;
    case ZT_KEY_NEXT:
        zt_screen_do_line(screen, "next");
        break;
    case ZT_KEY_PLAY:
        play(screen);
        break;
    case ZT_KEY_STEP:
        zt_screen_do_line(screen, "step");
        break;
    default:
        break;
    }
}

static void do_typed(ZtScreen *screen, const char *line)
{
    if (!line) {
        screen->over = !zt_repl_end_line(&screen->repl);
        return;
    }
    screen->left = 0;
    zt_screen_do_line(screen, line);
}

void zt_screen_do_waiting(ZtScreen *screen)
{
    while (screen->waiting_count > 0 && !screen->shell->done && !screen->over) {
        ZtWaiting first = screen->waiting[0];
        screen->waiting_count--;
        memmove(screen->waiting, screen->waiting + 1,
                screen->waiting_count * sizeof *screen->waiting);
        if (first.key == ZT_KEY_NONE)
            do_typed(screen, first.line);
        else
            do_key(screen, first.key);
        zt_free(first.line);
        zt_reader_recall(&screen->repl.past.all);
        zt_reader_prompt(zt_repl_prompt(&screen->repl));
        screen->dirty = true;
    }
}
