/* The front end's half that prompt and scripts share: what the shell's host does with texts,
 * pictures and time. Results go to standard output, all else to standard error, each in its
 * order even where both are one file. */
#ifndef ZT_UI_FRONT_H
#define ZT_UI_FRONT_H

#include <stdbool.h>

#include "lang/shell.h"
#include "ui/options.h"
#include "ui/output.h"
#include "ui/pace.h"
#include "ui/progress.h"

typedef struct ZtFront {
    ZtHost host;
    ZtOutput output;
    ZtPace pace;
    ZtProgressLine progress;
    int width_fd; /* the terminal that the prompt is on, -1 in a script */
} ZtFront;

/* interactive: a prompt will be shown. The front must stay where it is: its host points to it. */
void zt_front_start(ZtFront *front, const ZtOptions *options, bool interactive);

/* A command line begins; or it is over: the progress line goes, all output is sent. */
void zt_front_begin(ZtFront *front);
void zt_front_settle(ZtFront *front);

/* To standard error, behind all results so far. */
void zt_front_note(ZtFront *front, const char *text, size_t len);

/* Shows the error that a command line ended with; shell is NULL for an error outside of any. */
void zt_front_error(ZtFront *front, const ZtShell *shell, const ZtErr *err, const char *place,
                    const char *line);

/* Sends what waits, and tells if that failed. Returns status, or 1 after a failure. */
int zt_front_end(ZtFront *front, int status);

#endif
