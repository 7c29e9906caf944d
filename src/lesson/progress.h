/* The book of progress: which steps of which lessons were done or skipped, and with how much help.
 *
 * It is one text file in the user's state directory, or in memory only. What is learnt is merged
 * into what the file holds at that moment, so that several sessions may keep it at once. */
#ifndef ZT_LESSON_PROGRESS_H
#define ZT_LESSON_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

typedef enum ZtStepState { ZT_STEP_OPEN, ZT_STEP_SKIPPED, ZT_STEP_DONE } ZtStepState;

typedef struct ZtRecord {
    char *lesson;  /* its number as text, of a lesson without number its file's name */
    uint32_t step; /* counts from 1 */
    ZtStepState state;
    uint32_t attempts; /* commands and answers while it was open */
    uint32_t hints;    /* shown, the solution not among them */
    bool solution;     /* was looked at */
} ZtRecord;

typedef struct ZtBook {
    char *path;       /* NULL: in memory only */
    ZtRecord *record; /* count of them, in no order */
    size_t count, cap;
    char *at_lesson; /* where the learner was last, or NULL */
    uint32_t at_step;
} ZtBook;

/* kept: in the state directory, from which it is read. A book that cannot be read is empty, with
 * err; it is then not written either. */
bool zt_book_open(ZtBook *book, bool kept, ZtErr *err);
void zt_book_close(ZtBook *book);

/* Adds what happened: attempts and hints are added up, a state counts if it is a higher one. The
 * learner is at that step now, if here. */
bool zt_book_add(ZtBook *book, const ZtRecord *fresh, bool here, ZtErr *err);

const ZtRecord *zt_book_find(const ZtBook *book, const char *lesson, size_t step); /* or NULL */

#endif
