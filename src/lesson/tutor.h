/* The tutor: plays a lesson on a shell. Front ends see what is to be shown through zt_tutor_view,
 * change nothing themselves, and send commands (next, hint, ...) like any other line.
 *
 * The tutor follows the shell (shell.h, ZtFollower): after each command it looks which goals are
 * reached and says so through the shell's host. It owns the state of the lesson: a step begins in
 * a state that depends on the lesson's file alone. */
#ifndef ZT_LESSON_TUTOR_H
#define ZT_LESSON_TUTOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"
#include "lang/shell.h"
#include "lesson/lesson.h"

typedef struct ZtTutor ZtTutor;

/* lesson_dirs: folders that hold en/, fr/, ... ; NULL-terminated, borrowed. records: progress is
 * kept in the user's state directory (interactive sessions), else in memory only. NULL when memory
 * runs out. */
ZtTutor *zt_tutor_new(const char *const *lesson_dirs, bool records);
void zt_tutor_free(ZtTutor *tutor); /* before or after the shell; what is to be recorded is */

/* From now on the tutor follows the shell, whose lesson commands are about this tutor. */
void zt_tutor_attach(ZtTutor *tutor, ZtShell *shell);
ZtTutor *zt_tutor_of(const ZtShell *shell); /* NULL if none is attached */

typedef struct ZtGoal { /* one line of a check block */
    bool met;
    const char *message; /* what is missing, the numbers filled in; "" if nothing can be said */
} ZtGoal;

/* What is to be shown. Everything is borrowed until the tutor is used the next time: until the
 * next command, zt_tutor_view or zt_tutor_text. */
typedef struct ZtTutorView {
    bool open;          /* a lesson is open and was not left by free; all else counts only then */
    bool resume;        /* or it is not, and lesson goes on where the learner was last */
    unsigned revision;  /* grows whenever something here has changed */
    int number;         /* of the lesson, -1 if it has none */
    const char *title;  /* of the lesson */
    size_t step, steps; /* step counts from 1 */
    const char *step_title;
    const ZtStep *body; /* passages and blocks; zt_tutor_shows tells which blocks are shown */
    const ZtGoal *goal; /* of all checks of the step, in order */
    size_t goals;
    const char *const *hint; /* those asked for, numbers filled in */
    size_t hints, hints_left;
    const char *question;      /* the open one, NULL if there is none */
    const char *const *choice; /* its choices: NULL for a number */
    size_t choices;
    bool solution; /* was asked for: solution blocks are shown */
    bool done;     /* all goals are reached, all questions answered: next goes on */
    bool last;     /* there is no step behind this one in the lesson */
} ZtTutorView;

const ZtTutorView *zt_tutor_view(ZtTutor *tutor);

/* The front end shows the step in a place of its own: next, lesson and their like say only the
 * heading of a step, not its text, and hint and solution what is new. */
void zt_tutor_pane(ZtTutor *tutor, bool shown);

/* True if the block is one that the learner sees in the text of the step: zolta always, solution
 * once it was asked for, ask as its question; never setup, expect, mistake. Checks and hints are
 * shown by view->goal and view->hint instead. */
bool zt_tutor_shows(const ZtTutor *tutor, const ZtBlock *block);

/* How much of the session the screen shows beside the step: all, if no lesson is open. Unlike the
 * view it can be asked for during a run. */
ZtSight zt_tutor_sight(const ZtTutor *tutor);

/* The next command line of the step's zolta blocks, to be put at the prompt: each call gives one
 * more, behind the last the first again. "" if there is none. Borrowed until the next call. */
const char *zt_tutor_offer(ZtTutor *tutor);

/* Appends the step as plain text wrapped to width, every kind of block marked by words: what
 * `lesson` prints and a screen reader reads. */
void zt_tutor_text(ZtTutor *tutor, size_t width, ZtBuf *out);

/* The lesson's title line, "Lesson 1, step 2 of 8: Look at the data". */
void zt_tutor_heading(ZtTutor *tutor, ZtBuf *out);

/* What the commands do; each says what it did through the shell. */
bool zt_tutor_list(ZtTutor *tutor, ZtErr *err);
bool zt_tutor_open(ZtTutor *tutor, const char *name, const char *step, ZtErr *err); /* or NULL */
bool zt_tutor_next(ZtTutor *tutor, ZtErr *err);
bool zt_tutor_prev(ZtTutor *tutor, ZtErr *err);
bool zt_tutor_skip(ZtTutor *tutor, ZtErr *err);
bool zt_tutor_restart(ZtTutor *tutor, ZtErr *err);
bool zt_tutor_hint(ZtTutor *tutor, ZtErr *err);
bool zt_tutor_solution(ZtTutor *tutor, ZtErr *err);
bool zt_tutor_answer(ZtTutor *tutor, const char *text, ZtErr *err);
bool zt_tutor_leave(ZtTutor *tutor, ZtErr *err); /* free */
bool zt_tutor_progress(ZtTutor *tutor, ZtErr *err);
bool zt_tutor_export(ZtTutor *tutor, const char *file, ZtErr *err);

#include "lang/command.h"
extern const ZtCommand zt_lesson_commands[];

#endif
