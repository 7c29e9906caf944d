/* A shell of its own for the commands of a lesson, and the states that steps begin in. */
#ifndef ZT_LESSON_START_H
#define ZT_LESSON_START_H

#include "lang/shell.h"
#include "lesson/lesson.h"

typedef struct ZtScratch {
    ZtShell *shell;
    ZtBuf out;          /* what the commands said, results and remarks; cleared by the user */
    bool swallow;       /* nothing is kept in out */
    bool write;         /* commands may write files, else those that do are passed over */
    const ZtHost *host; /* the outer one: asked whether to go on, and for the time */
    ZtHost own;
    ZtFollower follower;
} ZtScratch;

/* The scratch must stay where it is. The end is needed in any case. */
bool zt_scratch_start(ZtScratch *scratch, const ZtHost *host, ZtCommandTables commands,
                      const char *const *data_dirs, ZtErr *err);
void zt_scratch_end(ZtScratch *scratch);

/* Does the lines of a block. An error names FILE:LINE and what stands there. */
bool zt_scratch_block(ZtScratch *scratch, const ZtLesson *lesson, const ZtBlock *block, ZtErr *err);

/* All blocks of the step that change the state: setup, zolta, solution; or its setup alone. */
bool zt_scratch_step(ZtScratch *scratch, const ZtLesson *lesson, size_t step, bool setup_only,
                     ZtErr *err);

/* The state in which the step begins: what the earlier steps' setup, zolta and solution blocks and
 * its own setup make of a fresh session. Screen settings are those of the session in shell. NULL
 * with err on failure; the session is the caller's. */
ZtSession *zt_start_build(const ZtLesson *lesson, size_t step, const ZtShell *shell, ZtErr *err);

#endif
