/* Reading lines from a person, with editing, history and completion: GNU readline behind a few
 * functions. There is one reader, since readline keeps its state in global variables. */
#ifndef ZT_UI_READER_H
#define ZT_UI_READER_H

#include <stdio.h>

#include "lang/shell.h"
#include "ui/recall.h"

typedef enum ZtRead {
    ZT_READ_LINE,    /* a line; it holds line breaks if several were pasted */
    ZT_READ_DROPPED, /* Ctrl-C: the line was thrown away */
    ZT_READ_OVER,    /* Ctrl-D, or the terminal is gone */
    ZT_READ_ENDING   /* a signal asks the program to end */
} ZtRead;

/* screen is where the line is edited; shell is asked for completions, and stays the caller's. */
void zt_reader_start(ZtShell *shell, FILE *screen);

/* Reads a line; *line is the caller's (zt_free), NULL if none was read. */
ZtRead zt_reader_line(const char *prompt, char **line);

/* What the arrow keys go through: these lines. */
void zt_reader_recall(const ZtRecall *recall);

#endif
