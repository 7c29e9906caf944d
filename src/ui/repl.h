/* A person's lines, done one by one: the history, the init file, lines that go on in the next,
 * pastes of several lines. Prompt and screen share it. */
#ifndef ZT_UI_REPL_H
#define ZT_UI_REPL_H

#include <stdbool.h>

#include "base/buffer.h"
#include "lang/shell.h"
#include "ui/past.h"

typedef struct ZtReplHooks { /* of the front end */
    void *data;
    void (*begin)(void *data);  /* a command line begins; */
    void (*settle)(void *data); /* it is over */
    /* Shows the error that a line ended with; shell is NULL for an error outside of any. */
    void (*error)(void *data, const ZtShell *shell, const ZtErr *err, const char *line);
    void (*note)(void *data, const char *text, size_t len);
    bool echo; /* every line is shown again before it is done, not only pasted ones */
} ZtReplHooks;

typedef struct ZtRepl {
    ZtShell *shell;
    ZtReplHooks hooks;
    ZtPast past;
    ZtBuf line;     /* the command line so far, when it is continued */
    bool continued; /* the next line goes on with it */
} ZtRepl;

/* Reads the history and, unless norc, does the commands of the init file. */
void zt_repl_start(ZtRepl *repl, ZtShell *shell, const ZtReplHooks *hooks, bool norc);

/* Takes what was read: one line, or several that were pasted. */
void zt_repl_take(ZtRepl *repl, char *text);

/* Ctrl-C: what was typed of a continued line is dropped. */
void zt_repl_drop(ZtRepl *repl);

/* Ctrl-D ends a continued line, else nothing: false. */
bool zt_repl_end_line(ZtRepl *repl);

/* Saves the history. */
void zt_repl_end(ZtRepl *repl);

const char *zt_repl_prompt(const ZtRepl *repl);

#endif
