/* What the files of the screen share.
 *
 *   screen.c         beginning, end, and the loop that waits for keys
 *   screen_host.c    the shell's host: texts into the log, and a look at the keys during a run
 *   screen_draw.c    from what there is to a frame, and the frame to the terminal
 *   screen_keys.c    what the keys do */
#ifndef ZT_UI_SCREEN_PARTS_H
#define ZT_UI_SCREEN_PARTS_H

#include <limits.h>

#include "lang/shell.h"
#include "lang/survey.h"
#include "lesson/tutor.h"
#include "ui/curses.h"
#include "ui/front.h"
#include "ui/layout.h"
#include "ui/page.h"
#include "ui/pace.h"
#include "ui/repl.h"

#define ZT_WAITING_MAX 64
#define ZT_LESSON_END  (LONG_MAX / 2)

typedef struct ZtPicture { /* a figure as it was drawn last */
    ZtCanvas *canvas;      /* NULL: there is nothing to show */
    char *title;
    bool stands_in; /* for another one, of which there is nothing to show yet */
} ZtPicture;

typedef struct ZtWaiting { /* what came while something else was under way */
    int key;               /* ZT_KEY_...; ZT_KEY_NONE: a line */
    char *line;            /* NULL: Ctrl-D */
} ZtWaiting;

typedef struct ZtScreen {
    ZtHost host;
    ZtShell *shell;
    ZtTutor *tutor; /* or NULL */
    ZtRepl repl;

    /* What is shown, and where. */
    ZtCurses *curses; /* NULL: nothing is sent, as in tests */
    int width, height;
    ZtCanvas *frame;
    ZtPanes panes;
    ZtLook look;
    bool ascii;
    ZtPage lesson, log;
    long lesson_first; /* line of the lesson at the top of its pane, while the log is low */
    long covered;      /* rows that a higher log takes from the lesson */
    bool step_done;    /* next goes on */
    size_t log_back;   /* lines that the log is scrolled back */
    size_t before;     /* paragraphs in it when the last command began */
    bool ran;          /* that command has trained, and the pictures show it */
    ZtBuf lesson_title;
    char *asked;      /* the words of the last plot that was asked for */
    const char *kind; /* the same, while they count; NULL: as it fits */
    ZtSurvey survey;  /* of a landscape that is shown */
    ZtPicture plot, loss;
    int cursor_column, cursor_row;

    /* When to draw. */
    bool dirty;        /* anything has changed */
    bool stale;        /* the pictures have, too */
    bool typed;        /* the line or what the keys change has */
    bool hurry;        /* the pictures are left as they were */
    double next_frame; /* not before, during a run; seconds */

    /* Runs. */
    bool busy;       /* a command is under way */
    bool running;    /* it trains */
    bool playing;    /* F5 began it */
    bool pausing;    /* F5 ends it */
    uint64_t left;   /* epochs of a play that was paused */
    unsigned speed;  /* of plays, an index */
    uint64_t epochs; /* of the run, as told last */
    double due;      /* when the next epoch of a play is to begin */
    ZtPace pace;

    ZtWaiting waiting[ZT_WAITING_MAX];
    size_t waiting_count;
    bool over; /* Ctrl-D */
} ZtScreen;

double zt_screen_now(void);

/* screen_host.c */
void zt_screen_host(ZtScreen *screen);
void zt_screen_begin(void *data);  /* a command line begins; */
void zt_screen_settle(void *data); /* it is over */
void zt_screen_error(void *data, const ZtShell *shell, const ZtErr *err, const char *line);
void zt_screen_note(void *data, const char *text, size_t len);

/* Reads the keys that come within so many seconds (below 0: until one comes), and deals with
 * signals. */
void zt_screen_read(ZtScreen *screen, double wait);

/* screen_draw.c */
bool zt_screen_resize(ZtScreen *screen, int width, int height); /* false: no memory */
void zt_screen_lay_out(ZtScreen *screen);
int zt_screen_log_width(const ZtScreen *screen);

/* Lines of the log that the last command has put there. */
size_t zt_screen_said(ZtScreen *screen);
void zt_screen_read_lesson(ZtScreen *screen); /* its pane follows the tutor */
void zt_screen_compose(ZtScreen *screen, const char *prompt, const char *line, size_t cursor);
void zt_screen_draw(ZtScreen *screen);
void zt_screen_free(ZtScreen *screen);

/* screen_keys.c */
extern const double zt_screen_speeds[]; /* epochs a second, the last is infinite */
unsigned zt_screen_speed_count(void);
void zt_screen_on_key(void *data, int key); /* a hook: acts at once where it can, or notes it */
void zt_screen_on_line(void *data, char *line);
void zt_screen_on_gone(void *data);
void zt_screen_on_offers(void *data, char *const *offers, size_t count);
void zt_screen_do_waiting(ZtScreen *screen); /* what was noted */
void zt_screen_forget_waiting(ZtScreen *screen);
void zt_screen_do_line(ZtScreen *screen, const char *line);

#endif
