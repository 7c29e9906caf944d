/* The full screen: lesson, pictures, numbers, log and prompt, redrawn as things change. */
#ifndef ZT_UI_SCREEN_H
#define ZT_UI_SCREEN_H

#include "lang/shell.h"
#include "ui/front.h"
#include "ui/options.h"

/* The screen can be had: keys come from and frames go to a terminal that can move its cursor.
 * Otherwise, and if why is not NULL, appends one line that says why not. */
bool zt_screen_able(ZtBuf *why);

/* Does what is typed until exit or Ctrl-D. Returns the exit status; a signal that ends the program
 * is given back with *ending. front shows what is to be seen once the screen is given back. */
int zt_screen_run(ZtFront *front, ZtShell *shell, const ZtOptions *options, int *ending);

#endif
