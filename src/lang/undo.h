/* What can be taken back: the states of the session before each command that changed it.
 *
 * Copies of a session share data, formulas and history with it, so a state costs what has changed
 * since. At most ZT_UNDO_STEPS of them are kept, and at most ZT_UNDO_BYTES of memory that the
 * present session does not use itself; the oldest go first. Marks are not taken back: they are
 * there to compare runs that were taken back with those that came after. */
#ifndef ZT_LANG_UNDO_H
#define ZT_LANG_UNDO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "core/session.h"

#define ZT_UNDO_STEPS 1000u
#define ZT_UNDO_MIB   256u
#define ZT_UNDO_BYTES (ZT_UNDO_MIB << 20)

typedef struct ZtChange { /* a command that changed the session */
    char *command;        /* as it was typed, the beginning of a long one */
    ZtSession *session;   /* the state on the other side of it */
    size_t bytes;         /* that this state does not share with the one next to it */
} ZtChange;

typedef struct ZtChanges { /* the one that is next to the present is the last */
    ZtChange *change;
    size_t count, cap;
    size_t floor; /* those before it belong to what is outside the sourced file under way */
} ZtChanges;

typedef enum ZtUndoStart {                    /* why there is nothing before the first state */
                           ZT_UNDO_BEGINNING, /* nothing was done before */
                           ZT_UNDO_LESSON,    /* the lesson put a state of its own there */
                           ZT_UNDO_FREE,      /* free play began there, in a lesson's step */
                           ZT_UNDO_LIMIT,     /* what was before is no longer kept */
} ZtUndoStart;

typedef struct ZtUndo {
    ZtChanges past, future; /* to be undone, to be redone */
    size_t bytes, limit;    /* of both; ZT_UNDO_BYTES, but in tests */
    ZtUndoStart start;
    bool open;      /* a command is being done: what it changes will be one change */
    unsigned moves; /* along the lists, at this level of sourced files */
    unsigned begun; /* how often the list began anew */
} ZtUndo;

void zt_undo_free(ZtUndo *undo);

/* The list begins anew here, where the session was given another state. */
void zt_undo_begin(ZtUndo *undo, ZtUndoStart start);

/* Around a command: what was before it is put down in *pending, and what has changed is added to
 * the list, where redo then has nothing any more. Between them, nested commands count as part of
 * it. zt_undo_close returns false if the state before is too large to be kept: then nothing can be
 * undone. Whatever happened in between, it must follow. */
typedef struct ZtPending {
    ZtChange change;
    unsigned moves, begun; /* if these differ afterwards, the command has seen to the list itself */
    bool nested;           /* in another command: there is nothing to do */
} ZtPending;
bool zt_undo_open(ZtUndo *undo, const ZtSession *session, const char *command, size_t len,
                  ZtPending *pending, ZtErr *err);
bool zt_undo_close(ZtUndo *undo, const ZtSession *session, ZtPending *pending);

/* Around the lines of a sourced file: between them each command can be undone, those outside
 * cannot; afterwards the whole is one change. */
typedef struct ZtUndoLevel {
    size_t past, future;
    unsigned moves;
} ZtUndoLevel;
ZtUndoLevel zt_undo_enter(ZtUndo *undo);
void zt_undo_leave(ZtUndo *undo, ZtUndoLevel level);

/* How many changes of the list can be undone, or redone, from here; the next one is the last. */
size_t zt_undo_depth(const ZtChanges *changes);

/* Moves the session over so many changes, which there must be, back or forth again. *kept is false
 * if a state on the way is too large to be come back to. Fails, for want of memory, before anything
 * is changed. */
bool zt_undo_move(ZtUndo *undo, bool back, uint64_t count, ZtSession *session, bool *kept,
                  ZtErr *err);

#endif
