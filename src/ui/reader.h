/* Reading lines from a person, with editing, history and completion: GNU readline behind a few
 * functions. There is one reader, since readline keeps its state in global variables. */
#ifndef ZT_UI_READER_H
#define ZT_UI_READER_H

#include <stdbool.h>
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

/* The same reader on a screen: it edits the line and draws nothing. Lines and keys are told to
 * hooks while zt_reader_keys reads; they may note them, not more. */
typedef struct ZtReaderHooks {
    void *data;
    void (*line)(void *data, char *text); /* the hook's (zt_free); NULL: Ctrl-D */
    void (*gone)(void *data);             /* the terminal gives nothing any more */
    void (*key)(void *data, int key);     /* one that was bound */
    void (*offers)(void *data, char *const *offers, size_t count); /* completions to choose from */
} ZtReaderHooks;

typedef struct ZtReaderView { /* borrowed until the next key */
    const char *prompt;       /* or what readline asks instead */
    const char *line;
    size_t cursor; /* byte of the line */
} ZtReaderView;

/* False if it cannot be had. hooks are borrowed. */
bool zt_reader_screen(ZtShell *shell, const ZtReaderHooks *hooks);
void zt_reader_finish(void);
void zt_reader_bind(const char *sequence, int key);
bool zt_reader_marks_pastes(void);
void zt_reader_prompt(const char *prompt);
void zt_reader_keys(void);            /* reads the key that has come, and those that belong to it */
void zt_reader_drop(void);            /* throws the line away */
void zt_reader_put(const char *line); /* the line is this now */
ZtReaderView zt_reader_view(void);

/* What the arrow keys go through: these lines. */
void zt_reader_recall(const ZtRecall *recall);

#endif
