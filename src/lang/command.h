/* Commands: one row of a table defines one command, and everything that speaks of commands reads
 * the rows: the dispatcher, help, completion, the manual's list, the tests of the examples. Each
 * folder exports its rows as constant arrays; main joins them. */
#ifndef ZT_LANG_COMMAND_H
#define ZT_LANG_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

typedef struct ZtShell ZtShell; /* shell.h */

typedef enum ZtArgForm {
    ZT_ARGS_WORDS,   /* blank-separated words, quotes removed */
    ZT_ARGS_FORMULA, /* the raw text up to the `;`; quotes in it name a column */
} ZtArgForm;

typedef struct ZtWord {
    const char *text; /* quotes removed */
    size_t at, len;   /* where it stands in the line, quotes included */
} ZtWord;

typedef struct ZtArgs {
    const char *line; /* the line the command stands in; spans of errors count from it */
    const char *raw;  /* ZT_ARGS_FORMULA: the text behind the command, blanks trimmed */
    size_t raw_at;    /* where it stands in the line */
    size_t raw_len;
    const ZtWord *word; /* ZT_ARGS_WORDS: the words behind the command */
    size_t count;
    const ZtWord *redirect; /* the file behind a free-standing last `>`, or NULL */
} ZtArgs;

typedef enum ZtComplete { /* what the words behind a command can be, for Tab */
                          ZT_COMPLETE_NONE,
                          ZT_COMPLETE_DATA, /* bundled data sets, files, x= y= missing= */
                          ZT_COMPLETE_FILE,
                          ZT_COMPLETE_SETTING, /* settings, parameters, then the setting's values */
                          ZT_COMPLETE_COLUMN,
                          ZT_COMPLETE_PARAMETER, /* a parameter, then an expression */
                          ZT_COMPLETE_NAMED,   /* the row's own choices, and names of the session */
                          ZT_COMPLETE_FORMULA, /* columns, parameters, functions */
                          ZT_COMPLETE_COMMAND, /* a command, and what it takes (time, help) */
                          ZT_COMPLETE_MARKS,   /* names of marks, and the row's own choices */
                          ZT_COMPLETE_WORDS,   /* the row's own choices */
                          ZT_COMPLETE_PLOT,    /* likewise, and what a plot is drawn over */
} ZtComplete;

typedef bool (*ZtHandler)(ZtShell *shell, const ZtArgs *args, ZtErr *err);

typedef struct ZtCommand {
    const char *name;
    const char *alias; /* "?" or NULL */
    ZtArgForm form;
    bool redirects; /* accepts `> FILE` */
    ZtComplete complete;
    const char *choices; /* words it takes, "fit data loss"; of ZT_COMPLETE_FILE endings */
    const char *usage;   /* "train [N] [until CONDITION]" */
    const char *brief;   /* one line, N_() */
    const char *help;    /* paragraphs, N_() */
    const char *example; /* a script that works as it stands; the tests run it */
    bool looks;          /* never changes the session: undo has nothing to do with it */
    bool unlisted;       /* not meant to be typed: no short form, not in the list of help */
    ZtHandler run;
} ZtCommand;

/* The joined tables: a NULL-terminated list of arrays, each ended by a row without a name. */
typedef const ZtCommand *const *ZtCommandTables;

/* The command of that name or alias (any case), or NULL. */
const ZtCommand *zt_command_find(ZtCommandTables tables, const char *name);

/* The only command that begins like this, NULL if none or several. */
const ZtCommand *zt_command_shortened(ZtCommandTables tables, const char *prefix);

/* All commands in table order: the i-th, NULL behind the last. */
const ZtCommand *zt_command_at(ZtCommandTables tables, size_t index);

/* The tables of this folder, and all of them in the order of help. */
extern const ZtCommand zt_data_commands[];    /* load model label normalize show predict */
extern const ZtCommand zt_setting_commands[]; /* set */
extern const ZtCommand zt_train_commands[];   /* step train reset time */
extern const ZtCommand zt_undo_commands[];    /* undo redo back */
extern const ZtCommand zt_runs_commands[];    /* mark compare */
extern const ZtCommand zt_look_commands[];    /* plot print help */
extern const ZtCommand zt_explain_commands[]; /* explain */
extern const ZtCommand zt_slope_commands[];   /* nudge gradcheck solve */
extern const ZtCommand zt_session_commands[]; /* save source restore export exit */
#define ZT_LANG_COMMANDS                                                                          \
    zt_data_commands, zt_setting_commands, zt_train_commands, zt_undo_commands, zt_runs_commands, \
        zt_look_commands, zt_explain_commands, zt_slope_commands, zt_session_commands

#endif
