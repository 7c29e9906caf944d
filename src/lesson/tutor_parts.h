/* The tutor inside: what its parts share. */
#ifndef ZT_LESSON_TUTOR_PARTS_H
#define ZT_LESSON_TUTOR_PARTS_H

#include "lesson/checks.h"
#include "lesson/library.h"
#include "lesson/progress.h"
#include "lesson/since.h"
#include "lesson/tutor.h"

typedef struct ZtReply { /* to the question of one ask block */
    bool given;          /* answered; the question is no longer open */
    bool pending;        /* to be compared after the run */
    bool tried;          /* value is set, though it may have been wrong */
    bool measured;       /* after is set */
    double value;
    double before, after; /* of a direction's expression */
} ZtReply;

struct ZtTutor {
    const char *const *dirs;
    bool records, pane;
    ZtShell *shell;
    ZtFollower follower;
    ZtBook book;
    bool book_open;

    ZtLesson *lesson; /* NULL: none is open */
    char spoken[16];  /* the language when it was opened, or translated last */
    size_t at;        /* the step */
    bool left;        /* by free: the lesson waits */
    ZtSession *kept;  /* its state meanwhile */
    ZtSince since, pause;
    ZtCounts counts;

    bool *met;      /* per clause of all checks of the step */
    bool *fired;    /* per clause of all mistakes */
    ZtReply *reply; /* per block; those of asks count */
    size_t goals, mistakes;
    size_t hints; /* shown */
    bool solution;
    bool told;         /* that next goes on */
    uint32_t attempts; /* not yet in the book */
    uint32_t fresh_hints;
    bool fresh_solution;
    size_t offered; /* lines of zolta blocks put at the prompt so far */
    ZtBuf offer;

    unsigned revision;
    bool stale; /* the view does not show what there is */
    ZtTutorView view;
    ZtArena *texts; /* of the view */
};

static inline const ZtStep *zt_tutor_step(const ZtTutor *tutor)
{
    return &tutor->lesson->step[tutor->at];
}

/* What conditions of the step are about. */
ZtScene zt_tutor_scene(ZtTutor *tutor);

/* Something that the view shows has changed. */
void zt_tutor_touch(ZtTutor *tutor);

/* Fails if no lesson is open. */
bool zt_tutor_ready(const ZtTutor *tutor, ZtErr *err);

/* Takes a lesson (which it owns from now on, also on failure) or, NULL, the one that is open, and
 * begins the step. Nothing is changed on failure. */
bool zt_tutor_begin(ZtTutor *tutor, ZtLesson *lesson, size_t step, ZtErr *err);

/* Goes on in the language that is spoken now, if that is a new one and the lesson is there in it: the
 * step, what is reached of it and the answers stay. */
void zt_tutor_translate(ZtTutor *tutor);

/* Says the heading and, where no pane shows it, the text of the step. */
void zt_tutor_present(ZtTutor *tutor);

/* Writes what happened in the step into the book. Failures are told, and nothing is lost by them
 * but the record. */
void zt_tutor_record(ZtTutor *tutor, ZtStepState state);

const ZtBook *zt_tutor_book(ZtTutor *tutor);

/* The lessons in the language that is spoken now; the caller's. */
ZtShelf zt_tutor_shelf(const ZtTutor *tutor);

/* The key of the lesson in the book: at most 64 bytes with its end; of a lesson without number its
 * name, without blanks. */
void zt_tutor_key(const ZtLesson *lesson, char key[64]);

/* --- tutor_report.c --- */

/* Looks at goals and mistakes. Says what has changed if aloud. */
void zt_tutor_look(ZtTutor *tutor, bool aloud);

bool zt_tutor_goals_met(const ZtTutor *tutor);

/* All goals are reached and all questions answered. */
bool zt_tutor_done(const ZtTutor *tutor);

/* The block of the open question, or the number of blocks. */
size_t zt_tutor_question(const ZtTutor *tutor);

/* The question with its choices, as said: one line, then a line for each choice. */
void zt_tutor_ask_text(ZtTutor *tutor, const ZtBlock *block, ZtBuf *out);

/* Compares the answer to block with what has happened, and says how they agree. */
void zt_tutor_compare(ZtTutor *tutor, size_t block);

/* A sentence with {1} to {9} filled in, said on a line of its own. */
void zt_tutor_say(ZtTutor *tutor, const char *sentence, const char *const *arg, size_t count);

/* --- tutor_text.c --- */

/* A block of commands, each line indented. */
void zt_tutor_commands(const ZtBlock *block, ZtBuf *out);
size_t zt_tutor_width(const ZtTutor *tutor);

#endif
