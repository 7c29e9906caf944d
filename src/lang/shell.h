/* The shell: a session, the commands, and the front end that shows what comes of them.
 *
 * One line goes down (zt_shell_line), text and figures come up through the host. Nothing here
 * knows a terminal: the front end says how wide it is, what it can show, and whether to go on. */
#ifndef ZT_LANG_SHELL_H
#define ZT_LANG_SHELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"
#include "core/evaluate.h"
#include "core/session.h"
#include "lang/command.h"
#include "plot/figure.h"
#include "plot/glyphs.h"

typedef struct ZtProgress { /* of a run under way */
    uint64_t done, total;   /* epochs of this run; total 0: not known (reading a file) */
    double loss;            /* of the last epoch; NaN before the first */
    bool computing;         /* what is not known is a computation, and no file */
} ZtProgress;

/* What a front end provides. All texts are UTF-8 and safe for a terminal. */
typedef struct ZtHost {
    void *data;
    void (*text)(void *data, const char *text, size_t len); /* results */
    void (*note)(void *data, const char *text,
                 size_t len); /* remarks that are no results, whole lines */
    /* Between slices; false: stop. The progress of work that is neither training nor reading is
     * NULL. */
    bool (*poll)(void *data, const ZtProgress *progress);
    uint64_t (*slice)(void *data); /* units of work until the next poll (session.h); >= 1 */
    void (*size)(void *data, int *width, int *height); /* cells for a picture */
    double (*clock)(void *data);                       /* seconds, monotonic, for `time` */
    /* Shows the plot that these words ask for in a place of its own; NULL or false: it is printed.
     */
    bool (*picture)(void *data, const ZtWord *word, size_t count);
    bool interactive; /* a person types: short forms allowed, no exit at errors */
    bool plain;       /* each picture is followed by its sentence */
    bool utf8;        /* the output can show it; else plots are ASCII when glyphs is auto */
    bool colour;      /* the output can and may show it, when color is auto */
    bool terminal;    /* results go to a terminal; color always applies only to this or by force */
} ZtHost;

/* Someone who follows what is done in a shell: the tutor. Functions may be NULL. */
typedef enum ZtFollow {
    ZT_FOLLOW_GO,
    ZT_FOLLOW_SKIP, /* the command is passed over */
    ZT_FOLLOW_HOLD, /* it is not done, nor is the rest of the line; the follower has said why */
    ZT_FOLLOW_FAIL, /* err is set */
} ZtFollow;

typedef struct ZtFollower {
    void *data;
    /* Before a command is done, its words taken apart. */
    ZtFollow (*before)(void *data, const ZtCommand *command, const ZtArgs *args, ZtErr *err);
    /* Behind it; done: it did not fail. */
    void (*after)(void *data, const ZtCommand *command, bool done);
    /* A command as it was typed at the prompt, before it is looked up: GO if that is not what the
     * follower waits for, SKIP if it was, FAIL if it was and could not be taken. */
    ZtFollow (*typed)(void *data, const char *text, ZtErr *err);
} ZtFollower;

struct ZtShell {
    ZtSession *session;
    const ZtHost *host;
    const ZtFollower *follower; /* NULL: nobody */
    ZtCommandTables commands;
    const char *const *data_dirs; /* where bundled data sets lie; NULL-terminated */
    bool done;                    /* exit was said */
    int status;                   /* exit's number */
    bool held;                    /* the follower held a command of the present line back */
    bool interrupted; /* the last command was stopped by the user (ZT_ERR_INTERRUPTED) */
    int depth;        /* of scripts and sourced files under way */
    const struct ZtSourced *sourced; /* the file being sourced, and those that source it */
    /* The last plot: the figure as it was shown, or, if it was one that goes on to change or is
     * very large, NULL and the words that asked for it. */
    ZtFigure *plotted;
    char *plotted_words; /* "landscape w b"; NULL: nothing was plotted yet */
    uint32_t *used;      /* how often each command ran, in table order, for count() */
    /* Where the last error happened, if not in the line itself: in a sourced file. */
    char *fault_place; /* "fit.zt:3", or NULL */
    char *fault_line;  /* the text of that line */
};

ZtShell *zt_shell_new(const ZtHost *host, ZtCommandTables commands, const char *const *data_dirs);
void zt_shell_free(ZtShell *shell);

/* Does the commands of one logical line (`;` separates, `#` begins a comment); stops at the first
 * that fails. Afterwards shell->done says whether exit was among them. */
bool zt_shell_line(ZtShell *shell, const char *line, ZtErr *err);

/* True if the line ends in an unquoted `\` (not in a comment) and goes on in the next one. */
bool zt_line_continues(const char *line);

/* Goes on with the next line: the `\` that line ends in becomes a blank. */
void zt_line_join(ZtBuf *line, const char *next);

/* Does one command that begins at or behind `at` in the line: what `time` does with its argument.
 * Without a command there it does nothing. */
bool zt_shell_command(ZtShell *shell, const char *line, size_t at, ZtErr *err);

/* Where the lines of a script come from. A line is handed out without its end, terminated (it may
 * hold other NULs), and borrowed until the next call. */
typedef enum ZtLineEnd {
    ZT_LINE_HERE,
    ZT_LINE_OVER,    /* there are no more */
    ZT_LINE_STOPPED, /* a signal came instead */
    ZT_LINE_FAILED,  /* err is set */
} ZtLineEnd;
typedef struct ZtLineSource {
    ZtLineEnd (*next)(void *data, const char **line, size_t *len, ZtErr *err);
    void *data;
} ZtLineSource;

typedef struct ZtScript {
    const char *name; /* "fit.zt", "stdin", "-c" */
    bool keep_going;
    bool echo; /* show `> ` and each line before its output */
    /* Of the front end; each may be NULL. */
    void (*report)(void *data, ZtShell *shell, const ZtErr *err); /* an error, if keep_going */
    bool (*go_on)(void *data); /* asked before each command line; false ends the script */
    void *data;
} ZtScript;

/* Does all lines of a source: the first error stops it, unless keep_going is given. Returns false
 * if there was one; err, fault_place and fault_line then tell of the (last) one. */
bool zt_shell_lines(ZtShell *shell, const ZtScript *script, const ZtLineSource *source, ZtErr *err);

/* The same with the lines of a text (LF or CRLF; a byte order mark is skipped). */
bool zt_shell_script(ZtShell *shell, const ZtScript *script, const char *text, size_t len,
                     ZtErr *err);

/* A sentence of a table in the user's language, for zt_err_message. */
const char *zt_translate(const char *sentence);

/* An error as people see it: `PLACE: message` (place NULL: `error: message`), the line with a caret
 * under the span where there is one, and the hint. width limits the shown part of a long line. */
void zt_error_show(const ZtErr *err, const char *place, const char *line, int width, ZtBuf *out);

/* Output of handlers: results as they stand, line ends included; text from outside in them has to
 * be escaped already. A remark is a sentence; its line end is added. */
void zt_say(ZtShell *shell, const char *text);
void zt_sayf(ZtShell *shell, const char *format, ...) __attribute__((format(printf, 2, 3)));
void zt_notef(ZtShell *shell, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Says what was gathered in buf and frees it; fails if memory ran out. */
bool zt_say_buf(ZtShell *shell, ZtBuf *buf, ZtErr *err);

/* How often commands ran, for count(NAME) in expressions. */
ZtCounts zt_shell_counts(ZtShell *shell);

/* The characters for pictures: the setting glyphs or, if that is auto, what the host can show. */
ZtGlyphs zt_choose_glyphs(const ZtShell *shell);

/* Shows a figure at the host's size, or writes it to the file; with its sentence in plain mode. */
bool zt_show_figure(ZtShell *shell, const ZtFigure *figure, const ZtWord *file, ZtErr *err);

/* What Tab offers for the line up to the cursor: *start is where the word begins; the list is
 * NULL-terminated, one block with its texts, the caller's (zt_free); NULL if there is nothing. */
char **zt_complete(ZtShell *shell, const char *line, size_t cursor, size_t *start);

#endif
