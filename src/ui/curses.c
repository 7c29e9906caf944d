/* The terminal, seen through ncurses: the only file that knows it. */
#include <config.h>

#include "ui/curses.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <curses.h>
#include <term.h>

#include "base/memory.h"
#include "ui/inks.h"

struct ZtCurses {
    SCREEN *screen;
    ZtCanvas *shown; /* what the terminal shows, NULL if that is not known */
    bool colour, utf8;
    bool cursor; /* is visible */
};

/* Of 256 colours, those that can be read on a dark background and on a light one: of the eight that
 * all terminals have, none but red can. */
enum { BLUE = 31, ORANGE = 166, VIOLET = 133, GREEN = 28, RED = 160 };

/* How each ink looks: with colours, and without. */
static const struct {
    short colour; /* -1: the terminal's own */
    short rich;   /* where there are 256 */
    attr_t with, without;
} look[ZT_INK_UI_END] = {
    [ZT_INK_PLAIN] = {-1, -1, A_NORMAL, A_NORMAL},
    [ZT_INK_DIM] = {-1, -1, A_DIM, A_DIM},
    [ZT_INK_BOLD] = {-1, -1, A_BOLD, A_BOLD},
    [ZT_INK_1] = {COLOR_CYAN, BLUE, A_NORMAL, A_NORMAL},
    [ZT_INK_2] = {COLOR_YELLOW, ORANGE, A_NORMAL, A_NORMAL},
    [ZT_INK_3] = {COLOR_MAGENTA, VIOLET, A_NORMAL, A_NORMAL},
    [ZT_INK_4] = {COLOR_GREEN, GREEN, A_NORMAL, A_NORMAL},
    [ZT_INK_RULE] = {-1, -1, A_DIM, A_DIM},
    [ZT_INK_TITLE] = {-1, -1, A_BOLD, A_BOLD},
    [ZT_INK_FOCUS] = {COLOR_CYAN, BLUE, A_BOLD, A_BOLD | A_UNDERLINE},
    [ZT_INK_CODE] = {COLOR_CYAN, BLUE, A_NORMAL, A_BOLD},
    [ZT_INK_EMPHASIS] = {-1, -1, A_UNDERLINE, A_UNDERLINE},
    [ZT_INK_GOOD] = {COLOR_GREEN, GREEN, A_BOLD, A_BOLD},
    [ZT_INK_OPEN] = {COLOR_YELLOW, ORANGE, A_NORMAL, A_NORMAL},
    [ZT_INK_ERROR] = {COLOR_RED, RED, A_BOLD, A_BOLD},
    [ZT_INK_KEY] = {-1, -1, A_REVERSE, A_REVERSE},
};

static bool ask_terminal(int fd, bool (*question)(void))
{
    TERMINAL *before = cur_term;
    int status;
    bool answer;

    if (setupterm(NULL, fd, &status) != OK)
        return false;
    answer = question();
    if (cur_term != before)
        del_curterm(cur_term);
    if (before)
        set_curterm(before);
    return answer;
}

/* What the terminal understands under that name of terminfo's, or NULL. */
static const char *capability(const char *name)
{
    const char *text = tigetstr(name);
    return (intptr_t)text == -1 ? NULL : text; /* -1: it is not the name of a text */
}

static bool can_move(void)
{
    return capability("cup") != NULL;
}

static bool has_colours(void)
{
    return tigetnum("colors") >= 8;
}

bool zt_curses_able(int fd)
{
    return ask_terminal(fd, can_move);
}

bool zt_curses_colours(int fd)
{
    return ask_terminal(fd, has_colours);
}

static void start_colours(ZtCurses *curses)
{
    curses->colour = has_colors() && start_color() == OK;
    if (!curses->colour)
        return;
    use_default_colors();
    for (int ink = 1; ink < ZT_INK_UI_END; ink++)
        init_pair((short)ink, COLORS >= 256 ? look[ink].rich : look[ink].colour, -1);
}

ZtCurses *zt_curses_start(FILE *out, FILE *in, bool colour, bool utf8)
{
    ZtCurses *curses = zt_alloc(1, sizeof *curses);

    if (!curses)
        return NULL;
    *curses = (ZtCurses){.utf8 = utf8, .cursor = true};
    use_env(FALSE);
    use_tioctl(TRUE);
    curses->screen = newterm(NULL, out, in);
    if (!curses->screen) {
        zt_free(curses);
        return NULL;
    }
    if (colour)
        start_colours(curses);
    typeahead(-1); /* a frame is never put off: the keys are not ncurses' */
    leaveok(stdscr, FALSE);
    return curses;
}

void zt_curses_stop(ZtCurses *curses)
{
    if (!curses)
        return;
    curs_set(1);
    move(LINES - 1, 0); /* the shell's prompt takes the place of the keys */
    clrtoeol();
    refresh();
    endwin();
    delscreen(curses->screen);
    zt_canvas_free(curses->shown);
    zt_free(curses);
}

void zt_curses_repaint(ZtCurses *curses)
{
    zt_canvas_free(curses->shown);
    curses->shown = NULL;
}

void zt_curses_pause(ZtCurses *curses)
{
    curs_set(1);
    curses->cursor = true;
    endwin();
    zt_curses_repaint(curses);
}

void zt_curses_keep_modes(ZtCurses *curses)
{
    (void)curses;
    def_prog_mode();
}

void zt_curses_resize(ZtCurses *curses, int width, int height)
{
    resizeterm(height, width);
    zt_curses_repaint(curses);
}

/* What stands for a character where only ASCII can be sent: typography, and letters without their
 * accents. */
static uint32_t plainer(uint32_t code)
{
    static const char letters[] =
        "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYPsaaaaaaaceeeeiiiidnooooo/ouuuuypy";
    static const struct {
        uint32_t code;
        char plain;
    } marks[] = {{0xA0, ' '},    {0xAB, '"'},    {0xB7, '-'},   {0xBB, '"'},   {0x152, 'O'},
                 {0x153, 'o'},   {0x2009, ' '},  {0x202F, ' '}, {0x2013, '-'}, {0x2014, '-'},
                 {0x2018, '\''}, {0x2019, '\''}, {0x201C, '"'}, {0x201D, '"'}, {0x2026, '.'},
                 {0x2212, '-'},  {0x2192, '>'},  {0x2248, '~'}};

    if (code >= 0xC0 && code <= 0xFF)
        return (uint32_t)letters[code - 0xC0];
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].code == code)
            return (uint32_t)marks[i].plain;
    return '?';
}

static void put_cell(const ZtCurses *curses, const ZtCell *cell, int column, int row)
{
    uint32_t code = cell->code < 0x7F || curses->utf8 ? cell->code : plainer(cell->code);
    int ink = cell->ink < ZT_INK_UI_END ? cell->ink : ZT_INK_PLAIN;
    attr_t attr = curses->colour ? look[ink].with : look[ink].without;
    bool paired = curses->colour && look[ink].colour >= 0;
    wchar_t text[2] = {(wchar_t)code, L'\0'};
    cchar_t complex;

    setcchar(&complex, text, attr, paired ? (short)ink : 0, NULL);
    mvadd_wch(row, column, &complex);
}

static bool same_cell(const ZtCell *a, const ZtCell *b)
{
    return a->code == b->code && a->ink == b->ink;
}

static void put_row(const ZtCurses *curses, const ZtCanvas *frame, int row)
{
    size_t at = (size_t)row * (size_t)frame->width;
    const ZtCell *line = frame->cells + at;
    const ZtCell *old = curses->shown ? curses->shown->cells + at : NULL;

    for (int i = 0; i < frame->width; i++) {
        bool half = i + 1 < frame->width && line[i + 1].code == 0;
        bool same =
            old && same_cell(&line[i], &old[i]) && (!half || same_cell(&line[i + 1], &old[i + 1]));
        if (!same && line[i].code != 0)
            put_cell(curses, &line[i], i, row);
    }
}

static void remember(ZtCurses *curses, const ZtCanvas *frame)
{
    size_t cells = (size_t)frame->width * (size_t)frame->height;

    if (!curses->shown)
        curses->shown = zt_canvas_new(frame->width, frame->height);
    if (curses->shown)
        memcpy(curses->shown->cells, frame->cells, cells * sizeof *frame->cells);
}

static void place_cursor(ZtCurses *curses, int column, int row)
{
    bool wanted = column >= 0;

    if (wanted != curses->cursor)
        curs_set(wanted);
    curses->cursor = wanted;
    if (wanted)
        move(row, column);
}

void zt_curses_show(ZtCurses *curses, const ZtCanvas *frame, int column, int row)
{
    const ZtCanvas *shown = curses->shown;

    if (shown && (shown->width != frame->width || shown->height != frame->height))
        zt_curses_repaint(curses);
    if (!curses->shown) {
        erase();
        clearok(stdscr, TRUE);
    }
    for (int y = 0; y < frame->height; y++)
        put_row(curses, frame, y);
    place_cursor(curses, column, row);
    refresh();
    remember(curses, frame);
}

const char *zt_curses_key(int key)
{
    char name[16];

    snprintf(name, sizeof name, "kf%d", key);
    return capability(name);
}

void zt_curses_farewell(ZtBuf *out)
{
    static const char *const names[] = {"sgr0", "cnorm", "rmcup", "rmkx"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (capability(names[i]))
            zt_buf_puts(out, capability(names[i]));
}
