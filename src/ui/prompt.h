/* The prompt: a person types commands, line by line. */
#ifndef ZT_UI_PROMPT_H
#define ZT_UI_PROMPT_H

#include "lang/shell.h"
#include "ui/front.h"
#include "ui/options.h"

/* Greets, does the commands of the init file, then what is typed until exit or Ctrl-D. Returns
 * the exit status; a signal that ends the program is given back with *signal. */
int zt_prompt_run(ZtFront *front, ZtShell *shell, const ZtOptions *options, int *signal);

#endif
