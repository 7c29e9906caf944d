/* A lesson: a CommonMark file brought into steps of prose and blocks.
 *
 * One `#` title, then a `##` section for each step. A fenced block whose first word is one of the
 * kinds below gives the step its life; one without a word is an example. Everything a lesson holds
 * belongs to its arena and is safe for a terminal; what stands in no good place is an error that
 * names FILE:LINE. */
#ifndef ZT_LESSON_LESSON_H
#define ZT_LESSON_LESSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/memory.h"

typedef enum ZtBlockKind {
    ZT_BLOCK_ZOLTA,    /* commands to try */
    ZT_BLOCK_SOLUTION, /* commands that reach the goals, shown when asked for */
    ZT_BLOCK_SETUP,    /* commands run silently when the step begins */
    ZT_BLOCK_EXPECT,   /* the output of the commands above */
    ZT_BLOCK_CHECK,    /* conditions, each with what to tell who has not met it */
    ZT_BLOCK_MISTAKE,  /* conditions of wrong results, each with a message */
    ZT_BLOCK_HINT,
    ZT_BLOCK_ASK, /* a question to answer before the run */
    ZT_BLOCK_KINDS
} ZtBlockKind;

/* `CONDITION : message`, of a check or mistake; of an ask its question and EXPR. */
typedef struct ZtClause {
    const char *condition;
    const char *message; /* with its {EXPR:.2f} fields as written */
    size_t line;         /* in the file */
} ZtClause;

typedef enum ZtAskKind { ZT_ASK_DIRECTION, ZT_ASK_NUMBER, ZT_ASK_CHOICE } ZtAskKind;

typedef struct ZtAsk {
    ZtAskKind kind;
    const char *expression; /* direction, number */
    const char *tolerance;  /* number; an expression too */
    const char *question;
    const char *const *choice; /* choices of them */
    size_t choices, right;     /* right counts from 0 */
    bool before_run;           /* commands follow it in the step: compared after the run */
} ZtAsk;

typedef struct ZtBlock {
    ZtBlockKind kind;
    const char *text;       /* as it stands between the fences; ends with a newline unless empty */
    size_t line;            /* of the first line of text, in the file */
    const ZtClause *clause; /* check, mistake */
    size_t clauses;
    const ZtAsk *ask;
} ZtBlock;

typedef enum ZtStyle { ZT_STYLE_PLAIN, ZT_STYLE_EMPHASIS, ZT_STYLE_STRONG, ZT_STYLE_CODE } ZtStyle;

typedef struct ZtSpan { /* text in one style, without line breaks but the wanted "\n" */
    const char *text;
    ZtStyle style;
} ZtSpan;

typedef enum ZtPassageKind {
    ZT_PASSAGE_TEXT,    /* a paragraph */
    ZT_PASSAGE_HEADING, /* ### and below */
    ZT_PASSAGE_BULLET,  /* a list item begins with this paragraph */
    ZT_PASSAGE_NUMBER,  /* of a numbered list */
    ZT_PASSAGE_EXAMPLE, /* lines to be kept as they are, one span */
    ZT_PASSAGE_BLOCK,
} ZtPassageKind;

typedef struct ZtPassage { /* what a step is made of, in the order of the file */
    ZtPassageKind kind;
    int depth;  /* lists and quotes it stands in, its own list included */
    int number; /* of a numbered item */
    const ZtSpan *span;
    size_t spans;
    const ZtBlock *block;
    const char *file; /* an example with `<!-- lines of FILE -->` above it; NULL: of no file */
    size_t line;
} ZtPassage;

typedef struct ZtNote { /* `<!-- number 0.507 = 0.01 * 35.7 + 0.15 -->` */
    const char *number, *expression;
    size_t line;
} ZtNote;

/* What the screen shows beside the lesson: what learners have not met yet would only puzzle them.
 * Each includes those before it. */
typedef enum ZtSight {
    ZT_SIGHT_NONE,       /* only what is plotted by a command */
    ZT_SIGHT_DATA,       /* the data */
    ZT_SIGHT_PARAMETERS, /* and the parameters */
    ZT_SIGHT_MODEL,      /* and the model's line among the data */
    ZT_SIGHT_LOSS,       /* and the loss of now */
    ZT_SIGHT_GRADIENT,   /* and the gradient */
    ZT_SIGHT_ALL,        /* and epochs, with the history of their losses */
    ZT_SIGHTS
} ZtSight;

typedef struct ZtStep {
    const char *title;
    size_t line;
    ZtSight sight; /* as a comment in this step says, or one before; else all */
    const ZtPassage *passage;
    size_t passages;
    const ZtBlock *block; /* the same blocks as in the passages */
    size_t blocks;
    const ZtNote *note;
    size_t notes;
} ZtStep;

typedef struct ZtLesson {
    const char *path; /* as errors name it */
    const char *name; /* the file's, without folder and .md: "01-the-thermometer" */
    int number;       /* with which that begins, -1 if it does not */
    const char *title;
    const ZtStep *step;
    size_t steps;
    ZtArena *arena;
} ZtLesson;

#define ZT_LESSON_BYTES (1u << 20)

/* Reads a file, or a text that is called path. NULL with err on failure. */
ZtLesson *zt_lesson_read(const char *path, ZtErr *err);
ZtLesson *zt_lesson_parse(const char *path, const char *text, size_t len, ZtErr *err);
void zt_lesson_free(ZtLesson *lesson);

/* "check", the word of a kind. */
const char *zt_block_word(ZtBlockKind kind);

/* "loss", what stands for it in `<!-- screen loss -->`. */
const char *zt_sight_word(ZtSight sight);

/* The first block of that kind at or behind index in the step; its index, or step->blocks. */
size_t zt_step_find(const ZtStep *step, ZtBlockKind kind, size_t index);

/* An error about a line of a lesson: {1} is PATH:LINE, {2} to {4} as given. Returns false. */
bool zt_lesson_fail(ZtErr *err, ZtErrKind kind, const char *path, size_t line, const char *second,
                    const char *third);

#endif
