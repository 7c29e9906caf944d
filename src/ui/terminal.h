/* What the terminal is and can do. */
#ifndef ZT_UI_TERMINAL_H
#define ZT_UI_TERMINAL_H

#include <stdbool.h>

/* Columns and lines of the terminal behind fd; 80 x 24 where it does not say. */
void zt_terminal_size(int fd, int *width, int *height);

/* The terminal cannot move its cursor (TERM is dumb, empty or not set). */
bool zt_terminal_dumb(void);

/* Sequences for colour may be sent to fd: a terminal with colours, and NO_COLOR is not set. */
bool zt_terminal_colour(int fd);

/* Characters beyond ASCII, braille among them, can be shown: a UTF-8 locale (call setlocale
 * first), and not the bare console, whose font has no braille. */
bool zt_terminal_utf8(void);

/* Letters beyond ASCII can be shown: a UTF-8 locale. */
bool zt_terminal_utf8_text(void);

#endif
