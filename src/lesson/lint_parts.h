/* What the parts of lint share. */
#ifndef ZT_LESSON_LINT_PARTS_H
#define ZT_LESSON_LINT_PARTS_H

#include "lesson/lesson.h"
#include "lesson/lint_numbers.h"
#include "lesson/start.h"

/* Whether numbers may differ in their last digits between machines: the function that brought that
 * in, or NULL. */
typedef struct ZtInexact {
    const char *run;  /* with the model or its training: until data is loaded */
    const char *kept; /* with a setting */
    const char *ever; /* at any time */
} ZtInexact;

typedef struct ZtLint {
    const ZtHost *host;
    ZtCommandTables commands;
    const char *const *data_dirs;
    const ZtLesson *lesson;
    const char *spoken; /* the language that faults are told in */
    const char *played; /* and that of the lesson, while it is played; else NULL */
    ZtNumbers known;    /* of the lesson so far */
    ZtInexact inexact;
    size_t faults;
} ZtLint;

/* Says a fault: FILE:LINE: and the sentence, which is translated, with {1} and {2} filled in. */
void zt_lint_fault(ZtLint *lint, size_t line, const char *sentence, const char *first,
                   const char *second);
void zt_lint_error(ZtLint *lint, const ZtErr *err); /* one that names its place itself */
void zt_lint_no_value(ZtLint *lint, size_t line, const char *expression, const ZtErr *err);

bool zt_lint_comma(const ZtLesson *lesson); /* the decimal mark of its language is a comma */

/* Follows the commands of a block; the function that their output may depend on, or NULL. */
const char *zt_inexact_follow(ZtInexact *state, const char *commands);

/* Every decimal number of an expect that depends on the function has at most 6 digits. */
void zt_lint_digits(ZtLint *lint, const ZtBlock *expect, const char *function);

void zt_lint_play(ZtLint *lint);                        /* lint_step.c */
/* The step's examples show what is in the files by now. */
void zt_lint_files(ZtLint *lint, const ZtStep *step);   /* lint_files.c */
void zt_lint_pairs(ZtLint *lint, const ZtLesson *twin); /* lint_pairs.c */

#endif
