/* The terminal, seen through ncurses, which only draws: keys are read by readline. Frames are
 * compared with what the terminal shows, so that only what has changed is sent. */
#ifndef ZT_UI_CURSES_H
#define ZT_UI_CURSES_H

#include <stdbool.h>
#include <stdio.h>

#include "base/buffer.h"
#include "plot/canvas.h"

typedef struct ZtCurses ZtCurses;

/* What $TERM names can be drawn on: its cursor can be moved. */
bool zt_curses_able(int fd);

/* The terminal behind fd has colours. */
bool zt_curses_colours(int fd);

/* Takes the whole screen. utf8: characters beyond ASCII can be sent. NULL if it cannot be had. The
 * signals are to be caught before: where SIGTSTP is not, ncurses catches it, and whenever it draws
 * ignores it, so that a Ctrl-Z of that moment is lost. */
ZtCurses *zt_curses_start(FILE *out, FILE *in, bool colour, bool utf8);
void zt_curses_stop(ZtCurses *curses); /* gives the screen back */

/* Gives the screen back for a while; the next frame takes it again, and is drawn as a whole. */
void zt_curses_pause(ZtCurses *curses);

/* The present modes of the terminal are those that are wanted while the screen is taken. */
void zt_curses_keep_modes(ZtCurses *curses);

void zt_curses_resize(ZtCurses *curses, int width, int height);

/* The next frame is drawn as a whole, whatever the terminal shows. */
void zt_curses_repaint(ZtCurses *curses);

/* Shows a frame, and the cursor in that cell (a column below 0 hides it). */
void zt_curses_show(ZtCurses *curses, const ZtCanvas *frame, int column, int row);

/* What function key number `key` sends here, or NULL. */
const char *zt_curses_key(int key);

/* Appends what brings the terminal back to normal, to be sent by a program that crashes. */
void zt_curses_farewell(ZtBuf *out);

#endif
