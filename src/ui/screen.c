/* The full screen: its beginning, its end, and the loop between them. */
#include <config.h>

#include "ui/screen.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "lang/nls.h"
#include "ui/keys.h"
#include "ui/reader.h"
#include "ui/screen_parts.h"
#include "ui/signals.h"
#include "ui/terminal.h"
#include "ui/terminal_modes.h"

#define FIRST_SPEED 4 /* 20 epochs a second */

bool zt_screen_able(ZtBuf *why)
{
    const char *term = getenv("TERM");
    bool typed = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    bool able = typed && !zt_terminal_dumb() && zt_curses_able(STDOUT_FILENO);

    if (able || !why)
        return able;
    if (!typed) {
        zt_buf_puts(why, _("No full screen: input and output are not both a terminal.\n"));
        return false;
    }
    zt_buf_puts(why, _("No full screen: this terminal cannot move its cursor; TERM is \""));
    zt_text_escape(why, term ? term : "", term ? strlen(term) : 0);
    zt_buf_puts(why, "\".\n");
    return false;
}

/* readline first: it asks terminfo, too, and would otherwise change what ncurses knows. */
static bool take_terminal(ZtScreen *screen, const ZtReaderHooks *hooks, bool colour)
{
    ZtBuf farewell = {0};
    int width, height;

    if (!zt_modes_start(STDIN_FILENO) || !zt_reader_screen(screen->shell, hooks))
        return false;
    screen->curses = zt_curses_start(stdout, stdin, colour, zt_terminal_utf8_text());
    if (!screen->curses)
        return false;
    zt_curses_farewell(&farewell);
    zt_modes_guard(zt_buf_text(&farewell));
    zt_buf_free(&farewell);
    zt_modes_paste(zt_reader_marks_pastes());
    zt_modes_enter();
    zt_curses_keep_modes(screen->curses);
    zt_keys_bind(zt_reader_bind, zt_curses_key);
    zt_terminal_size(STDOUT_FILENO, &width, &height);
    return zt_screen_resize(screen, width, height);
}

static void give_terminal_back(ZtScreen *screen)
{
    zt_curses_stop(screen->curses);
    zt_modes_leave();
    zt_reader_finish();
    screen->curses = NULL;
}

static void on_front_error(void *data, const ZtShell *shell, const ZtErr *err, const char *line)
{
    zt_front_error(data, shell, err, NULL, line);
}

static void loop(ZtScreen *screen)
{
    zt_reader_prompt(zt_repl_prompt(&screen->repl));
    zt_reader_recall(&screen->repl.past.all);
    while (!screen->shell->done && !screen->over && !zt_signals_ending()) {
        if (screen->dirty)
            zt_screen_draw(screen);
        zt_screen_read(screen, -1);
        zt_screen_do_waiting(screen);
    }
}

static void run(ZtScreen *screen, const ZtOptions *options)
{
    const ZtReplHooks hooks = {.data = screen,
                               .begin = zt_screen_begin,
                               .settle = zt_screen_settle,
                               .error = zt_screen_error,
                               .note = zt_screen_note,
                               .echo = true};

    zt_repl_start(&screen->repl, screen->shell, &hooks, options->norc);
    if (screen->tutor)
        zt_tutor_pane(screen->tutor, true);
    zt_screen_read_lesson(screen);
    loop(screen);
    if (screen->tutor)
        zt_tutor_pane(screen->tutor, false);
}

/* The history is written when the screen is gone, so that a failure can be seen. */
static void end(ZtScreen *screen, ZtFront *front)
{
    screen->repl.hooks.error = on_front_error;
    screen->repl.hooks.data = front;
    zt_repl_end(&screen->repl);
}

int zt_screen_run(ZtFront *front, ZtShell *shell, const ZtOptions *options, int *ending)
{
    ZtScreen screen = {.shell = shell, .speed = FIRST_SPEED, .ascii = !zt_terminal_utf8()};
    const ZtHost *host = shell->host;
    const ZtReaderHooks hooks = {.data = &screen,
                                 .line = zt_screen_on_line,
                                 .gone = zt_screen_on_gone,
                                 .key = zt_screen_on_key,
                                 .offers = zt_screen_on_offers};
    bool taken;

    zt_signals_screen();
    taken = take_terminal(&screen, &hooks, host->colour);
    screen.tutor = zt_tutor_of(shell);
    zt_screen_host(&screen);
    shell->host = &screen.host;
    if (taken)
        run(&screen, options);
    give_terminal_back(&screen);
    shell->host = host;
    zt_signals_release();
    if (taken)
        end(&screen, front);
    zt_screen_free(&screen);
    *ending = zt_signals_ending();
    return shell->done ? shell->status : taken ? 0 : 1;
}
