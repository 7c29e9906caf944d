#include <config.h>

#include "lang/undo.h"

#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"

#define COMMAND_SHOWN 60 /* bytes */

/* --- the two lists --- */

static void free_change(ZtChange *change)
{
    zt_free(change->command);
    zt_session_free(change->session);
    *change = (ZtChange){0};
}

static void drop(ZtUndo *undo, ZtChanges *list, size_t index)
{
    undo->bytes -= list->change[index].bytes;
    free_change(&list->change[index]);
    list->count--;
    memmove(list->change + index, list->change + index + 1,
            (list->count - index) * sizeof *list->change);
}

static void drop_behind(ZtUndo *undo, ZtChanges *list, size_t count)
{
    while (list->count > count)
        drop(undo, list, list->count - 1);
    list->floor = list->floor < count ? list->floor : count;
}

/* There is room for it. */
static void push(ZtUndo *undo, ZtChanges *list, ZtChange *change, const ZtSession *present)
{
    change->bytes = zt_session_bytes(change->session, present);
    undo->bytes += change->bytes;
    list->change[list->count++] = *change;
    *change = (ZtChange){0};
}

static void drop_farthest(ZtUndo *undo, ZtChanges *list, size_t index)
{
    drop(undo, list, index);
    list->floor -= index < list->floor;
}

/* The oldest; within a sourced file those of the file, since it is undone as a whole later. */
static void drop_oldest(ZtUndo *undo)
{
    const ZtChanges *past = &undo->past;
    size_t index = past->count > past->floor + 1 ? past->floor : 0;
    if (index == 0)
        undo->start = ZT_UNDO_LIMIT;
    drop_farthest(undo, &undo->past, index);
}

/* The newest state of the list is too large alone: nothing beyond it can be reached. */
static bool fits(ZtUndo *undo, ZtChanges *list)
{
    if (list->change[list->count - 1].bytes <= undo->limit)
        return true;
    drop_behind(undo, list, list->floor);
    if (list == &undo->past && list->floor == 0)
        undo->start = ZT_UNDO_LIMIT;
    return false;
}

/* Brings the lists within their limits. What is farthest goes first: what would be redone last,
 * then the oldest. The newest of the list that has grown stays. */
static void trim(ZtUndo *undo, const ZtChanges *grown)
{
    size_t future = grown == &undo->future, past = grown == &undo->past;
    while (undo->bytes > undo->limit && undo->future.count > future)
        drop_farthest(undo, &undo->future, 0);
    while ((undo->bytes > undo->limit || undo->past.count > ZT_UNDO_STEPS) &&
           undo->past.count > past)
        drop_oldest(undo);
}

void zt_undo_free(ZtUndo *undo)
{
    drop_behind(undo, &undo->past, 0);
    drop_behind(undo, &undo->future, 0);
    zt_free(undo->past.change);
    zt_free(undo->future.change);
    *undo = (ZtUndo){.limit = undo->limit};
}

void zt_undo_begin(ZtUndo *undo, ZtUndoStart start)
{
    drop_behind(undo, &undo->past, 0);
    drop_behind(undo, &undo->future, 0);
    undo->start = start;
    undo->begun++;
}

/* --- around a command --- */

/* What is shown of a command. */
static char *short_text(const char *command, size_t len)
{
    ZtBuf text = {0};
    size_t most = len;
    if (len > COMMAND_SHOWN)
        for (most = COMMAND_SHOWN; most > 0 && ((unsigned char)command[most] & 0xC0) == 0x80;)
            most--; /* not in the midst of a character */
    zt_buf_add(&text, command, most);
    zt_buf_puts(&text, most < len ? "..." : "");
    return zt_buf_take(&text);
}

/* Marks stay with the present session, wherever it goes. */
static void leave_marks(ZtSession *state)
{
    zt_runs_release(state->runs);
    state->runs = NULL;
}

bool zt_undo_open(ZtUndo *undo, const ZtSession *session, const char *command, size_t len,
                  ZtPending *pending, ZtErr *err)
{
    *pending = (ZtPending){.moves = undo->moves, .begun = undo->begun, .nested = undo->open};
    if (undo->open)
        return true;
    ZtChange *change = &pending->change;
    change->command = short_text(command, len);
    change->session = zt_session_copy(session);
    if (change->session)
        leave_marks(change->session);
    if (change->command && change->session &&
        ZT_GROW(undo->past.change, undo->past.cap, undo->past.count + 1))
        return undo->open = true;
    free_change(change);
    return zt_fail_memory(err);
}

bool zt_undo_close(ZtUndo *undo, const ZtSession *session, ZtPending *pending)
{
    if (pending->nested)
        return true;
    undo->open = false;
    bool own = pending->moves == undo->moves && pending->begun == undo->begun;
    if (!own || zt_session_same(pending->change.session, session)) {
        free_change(&pending->change);
        return true;
    }
    drop_behind(undo, &undo->future, undo->future.floor);
    push(undo, &undo->past, &pending->change, session);
    if (!fits(undo, &undo->past))
        return false;
    trim(undo, &undo->past);
    return true;
}

ZtUndoLevel zt_undo_enter(ZtUndo *undo)
{
    const ZtUndoLevel level = {undo->past.floor, undo->future.floor, undo->moves};
    undo->past.floor = undo->past.count;
    undo->future.floor = undo->future.count;
    undo->open = false;
    return level;
}

static void leave_list(ZtUndo *undo, ZtChanges *list, size_t floor)
{
    drop_behind(undo, list, list->floor);
    list->floor = floor < list->count ? floor : list->count;
}

void zt_undo_leave(ZtUndo *undo, ZtUndoLevel level)
{
    leave_list(undo, &undo->past, level.past);
    leave_list(undo, &undo->future, level.future);
    undo->moves = level.moves;
    undo->open = true;
}

/* --- undo and redo --- */

size_t zt_undo_depth(const ZtChanges *changes)
{
    return changes->count - changes->floor;
}

/* False if the state that was left is too large to be kept. */
static bool move(ZtUndo *undo, ZtChanges *from, ZtChanges *to, ZtSession *session)
{
    ZtChange change = from->change[--from->count];
    undo->bytes -= change.bytes;
    zt_session_swap(session, change.session);
    zt_session_rest(change.session);
    session->runs = zt_runs_retain(change.session->runs);
    leave_marks(change.session);
    push(undo, to, &change, session);
    return fits(undo, to);
}

bool zt_undo_move(ZtUndo *undo, bool back, uint64_t count, ZtSession *session, bool *kept,
                  ZtErr *err)
{
    ZtChanges *from = back ? &undo->past : &undo->future, *to = back ? &undo->future : &undo->past;
    if (!ZT_GROW(to->change, to->cap, to->count + count))
        return zt_fail_memory(err);
    undo->moves++;
    *kept = true;
    for (; count > 0; count--)
        *kept = move(undo, from, to, session) && *kept;
    trim(undo, to);
    return true;
}
