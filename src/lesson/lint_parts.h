/* What the parts of lint share. */
#ifndef ZT_LESSON_LINT_PARTS_H
#define ZT_LESSON_LINT_PARTS_H

#include "lesson/lesson.h"
#include "lesson/lint_numbers.h"
#include "lesson/start.h"

typedef struct ZtLint {
    const ZtHost *host;
    ZtCommandTables commands;
    const char *const *data_dirs;
    const ZtLesson *lesson;
    ZtNumbers known; /* of the lesson so far */
    size_t faults;
} ZtLint;

/* Says a fault: FILE:LINE: and the sentence with {1} and {2} filled in. */
void zt_lint_fault(ZtLint *lint, size_t line, const char *sentence, const char *first,
                   const char *second);
void zt_lint_error(ZtLint *lint, const ZtErr *err); /* one that names its place itself */

bool zt_lint_comma(const ZtLesson *lesson); /* the decimal mark of its language is a comma */

void zt_lint_play(ZtLint *lint);                        /* lint_step.c */
/* The step's examples show what is in the files by now. */
void zt_lint_files(ZtLint *lint, const ZtStep *step);   /* lint_files.c */
void zt_lint_pairs(ZtLint *lint, const ZtLesson *twin); /* lint_pairs.c */

#endif
