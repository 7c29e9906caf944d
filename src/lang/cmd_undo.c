/* Commands that take back: undo and redo go over commands, back over epochs. */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "lang/argument.h"
#include "lang/language.h"
#include "lang/nls.h"
#include "lang/run.h"

#define PARAMETERS_SHOWN 8

/* --- undo and redo --- */

typedef struct Way { /* what tells the two from one another */
    const char *name, *done;
    bool back;
    ZtErrKind few;
} Way;

static const Way undoing = {"undo", "undone", true, ZT_ERR_UNDO_FEW};
static const Way redoing = {"redo", "redone", false, ZT_ERR_REDO_FEW};

static bool read_count(ZtShell *shell, const ZtArgs *args, const Way *way, uint64_t *count,
                       ZtErr *err)
{
    *count = 1;
    if (args->count > 1)
        return zt_fail_extra(shell, way->name, &args->word[1], err);
    if (args->count == 0 || (zt_number_whole(args->word[0].text, count) && *count > 0))
        return true;
    zt_fail(err, ZT_ERR_UNDO_COUNT, args->word[0].text, way->name, NULL);
    return zt_fail_word(err, &args->word[0]);
}

/* Why nothing at all can be undone. */
static bool fail_none(const ZtUndo *undo, const Way *way, ZtErr *err)
{
    char steps[24], memory[24];
    snprintf(steps, sizeof steps, "%u,%03u", ZT_UNDO_STEPS / 1000, ZT_UNDO_STEPS % 1000);
    snprintf(memory, sizeof memory, "%u MiB", ZT_UNDO_MIB);
    if (!way->back)
        return zt_fail(err, ZT_ERR_REDO_NONE, NULL);
    if (undo->past.floor > 0 || undo->start == ZT_UNDO_BEGINNING)
        return zt_fail(err, ZT_ERR_UNDO_NONE, NULL);
    if (undo->start == ZT_UNDO_LESSON)
        return zt_fail(err, ZT_ERR_UNDO_LESSON, NULL);
    if (undo->start == ZT_UNDO_FREE)
        return zt_fail(err, ZT_ERR_UNDO_FREE, NULL);
    return zt_fail(err, ZT_ERR_UNDO_LIMIT, steps, memory, NULL);
}

static bool check_count(const ZtUndo *undo, const Way *way, uint64_t count, ZtErr *err)
{
    size_t depth = zt_undo_depth(way->back ? &undo->past : &undo->future);
    char most[24];
    if (depth == 0)
        return fail_none(undo, way, err);
    if (count <= depth)
        return true;
    snprintf(most, sizeof most, "%zu", depth);
    return zt_fail(err, way->few, most, NULL);
}

/* undone: train 100 (epoch 100 -> 0) */
static void add_moved(ZtBuf *out, const ZtUndo *undo, const Way *way, uint64_t count)
{
    const ZtChanges *list = way->back ? &undo->past : &undo->future;
    zt_buf_printf(out, "%s: ", way->done);
    if (count > 1)
        zt_buf_printf(out, "%llu commands, the %s: ", (unsigned long long)count,
                      way->back ? "first" : "last");
    zt_add_name(out, list->change[list->count - count].command);
}

static void add_epochs(ZtBuf *out, uint64_t from, uint64_t to)
{
    if (from != to)
        zt_buf_printf(out, " (epoch %llu -> %llu)", (unsigned long long)from,
                      (unsigned long long)to);
    zt_buf_putc(out, '\n');
}

/* What a setting does besides being set. */
static void take_effect(const ZtSession *session, const char *old_lang)
{
    if (strcmp(session->settings.lang, old_lang) != 0)
        zt_language_use(session->settings.lang);
}

static bool go(ZtShell *shell, const Way *way, uint64_t count, ZtBuf *out, ZtErr *err)
{
    ZtSession *session = shell->session;
    uint64_t epoch = session->epoch;
    char lang[sizeof session->settings.lang];
    bool kept;
    memcpy(lang, session->settings.lang, sizeof lang);
    add_moved(out, &shell->undo, way, count);
    if (!zt_undo_move(&shell->undo, way->back, count, session, &kept, err))
        return false;
    take_effect(session, lang);
    add_epochs(out, epoch, session->epoch);
    if (!kept && way->back)
        zt_notef(shell, _("redo cannot come back: that would take more than %u MiB."), ZT_UNDO_MIB);
    if (!kept && !way->back)
        zt_notef(shell, _("undo cannot come back: that would take more than %u MiB."), ZT_UNDO_MIB);
    return true;
}

static bool move(ZtShell *shell, const ZtArgs *args, const Way *way, ZtErr *err)
{
    uint64_t count;
    ZtBuf out = {0};
    bool done = read_count(shell, args, way, &count, err) &&
                check_count(&shell->undo, way, count, err) && go(shell, way, count, &out, err);
    if (done)
        return zt_say_buf(shell, &out, err);
    zt_buf_free(&out);
    return false;
}

static bool do_undo(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    return move(shell, args, &undoing, err);
}

static bool do_redo(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    return move(shell, args, &redoing, err);
}

/* --- back --- */

static bool check_epochs(const ZtSession *session, uint64_t count, ZtErr *err)
{
    uint64_t most = session->epoch - zt_session_origin(session);
    char number[24];
    if (most == 0)
        return zt_fail(err, ZT_ERR_BACK_NONE, NULL);
    if (count <= most)
        return true;
    snprintf(number, sizeof number, "%llu", (unsigned long long)most);
    return zt_fail(err, ZT_ERR_BACK_FEW, number, NULL);
}

/* Trains what has to be trained again; one epoch after the other where it has diverged. */
static bool replay(ZtShell *shell, const ZtRewind *rewind, ZtErr *err)
{
    ZtRun run = zt_run_start(shell, rewind->session, rewind->left);
    while (run.left > 0) {
        ZtAdvance how = zt_run_advance(&run, run.left, err);
        if (how == ZT_ADVANCE_STOPPED)
            return zt_fail(err, ZT_ERR_INTERRUPTED, NULL);
        if (how == ZT_ADVANCE_FAILED)
            return false;
    }
    return true;
}

static bool go_back(ZtShell *shell, uint64_t epoch, ZtErr *err)
{
    ZtRewind rewind;
    if (!zt_session_rewind(shell->session, epoch, &rewind, err))
        return false;
    if (replay(shell, &rewind, err)) {
        zt_rewind_finish(&rewind, shell->session);
        return true;
    }
    zt_rewind_drop(&rewind);
    return false;
}

static bool do_back(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    ZtSession *session = shell->session;
    uint64_t count = 1, before = session->epoch;
    ZtBuf out = {0};
    if (args->count > 1)
        return zt_fail_extra(shell, "back", &args->word[1], err);
    if (args->count == 1 && !zt_epochs_from(args->word[0].text, &count, err))
        return zt_fail_word(err, &args->word[0]);
    if (!check_epochs(session, count, err) || !go_back(shell, before - count, err))
        return false;
    zt_buf_printf(&out, "epoch %llu -> %llu: ", (unsigned long long)before,
                  (unsigned long long)session->epoch);
    zt_add_parameters(&out, session, session->param, PARAMETERS_SHOWN);
    zt_buf_putc(&out, '\n');
    return zt_say_buf(shell, &out, err);
}

const ZtCommand zt_undo_commands[] = {
    {
        .name = "undo",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_NONE,
        .usage = "undo [N]",
        .brief = N_("take the last command back"),
        .help = N_(
            "Everything is again as it was before the last command that changed the session, to "
            "the last bit: data, model, settings, parameters, epoch and history. With N, before "
            "the last N of them. Commands that only look do not count, nor do those that failed. A "
            "sourced file is one command, and so is a training that was stopped.\n"
            "\n"
            "1,000 commands can be taken back, as long as what they have replaced takes no more "
            "than 256 MiB; the oldest are forgotten first. Where a single command has replaced "
            "more, it says so. Each step of a lesson begins anew, as do free and lesson.\n"
            "\n"
            "Files that were written stay as they are, and marks (see mark) are kept. redo does "
            "again what was undone."),
        .example = "load thermometer\ntrain 100\nset lr 0.01\nundo 2\nredo\n",
        .run = do_undo,
    },
    {
        .name = "redo",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_NONE,
        .usage = "redo [N]",
        .brief = N_("do again what undo took back"),
        .help = N_("Everything is again as it was before undo; with N, before the last N commands "
                   "were undone. Nothing is computed again. As soon as a new command changes the "
                   "session, there is nothing to redo any more."),
        .example = "load thermometer\ntrain 100\nundo\nredo\n",
        .run = do_redo,
    },
    {
        .name = "back",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_NONE,
        .usage = "back [N]",
        .brief = N_("go back some epochs in the run"),
        .help = N_(
            "Goes N epochs back (1, if N is not given): parameters, loss, gradient and history are "
            "as they were then, to the last bit, and training goes on from there. Settings stay as "
            "they are now: go back, set another lr, and see where that leads. undo takes it back, "
            "too.\n"
            "\n"
            "What the history no longer has (every 2nd epoch of more than 65,536, parameters of "
            "more than 256) is trained again, with the settings of that time; only the precision "
            "has to be the same. Epochs that were left out of the history stay so."),
        .example = "load thermometer\ntrain 100\nback 50\nset lr 2e-4\ntrain 50\n",
        .run = do_back,
    },
    {0},
};
