/* Commands about the session as a whole: save, source, restore, export, exit. */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "base/text.h"
#include "io/file.h"
#include "lang/argument.h"
#include "lang/handlers.h"
#include "lang/nls.h"

#define SOURCE_DEPTH 20
#define SOURCE_BYTES (64u << 20)
#define STATUS_MAX   255

static bool check_nesting(const ZtShell *shell, const char *path, const ZtWord *file, ZtErr *err)
{
    int depth = 0;
    for (const ZtSourced *at = shell->sourced; at; at = at->outer) {
        if (strcmp(at->path, path) == 0 || zt_file_same(at->path, path)) {
            zt_fail(err, ZT_ERR_SOURCE_CYCLE, file->text, NULL);
            return zt_fail_word(err, file);
        }
        depth++;
    }
    if (depth < SOURCE_DEPTH)
        return true;
    char most[24];
    snprintf(most, sizeof most, "%d", SOURCE_DEPTH);
    zt_fail(err, ZT_ERR_SOURCE_DEPTH, most, NULL);
    return zt_fail_word(err, file);
}

static bool run_file(ZtShell *shell, const char *path, const ZtWord *file, ZtErr *err)
{
    const ZtScript script = {.name = path, .path = path};
    ZtBuf text = {0};
    bool done = check_nesting(shell, path, file, err);
    if (done && !zt_file_read(path, SOURCE_BYTES, &text, err))
        done = zt_fail_word(err, file);
    ZtUndoLevel level = zt_undo_enter(&shell->undo);
    done = done && zt_shell_script(shell, &script, zt_buf_text(&text), text.len, err);
    zt_undo_leave(&shell->undo, level);
    zt_buf_free(&text);
    return done;
}

static bool do_source(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    if (args->count == 0)
        return zt_fail_missing(shell, "source", err);
    if (args->count > 1)
        return zt_fail_extra(shell, "source", &args->word[1], err);
    char *path = zt_shell_path(shell, args->word[0].text);
    bool done = path ? run_file(shell, path, &args->word[0], err) : zt_fail_memory(err);
    zt_free(path);
    return done;
}

static bool do_exit(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    uint64_t status = 0;
    if (args->count > 1)
        return zt_fail_extra(shell, "exit", &args->word[1], err);
    if (args->count == 1 &&
        !(zt_number_whole(args->word[0].text, &status) && status <= STATUS_MAX)) {
        zt_fail(err, ZT_ERR_EXIT_STATUS, args->word[0].text, NULL);
        return zt_fail_word(err, &args->word[0]);
    }
    shell->done = true;
    shell->status = (int)status;
    return true;
}

const ZtCommand zt_session_commands[] = {
    {
        .name = "save",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_FILE,
        .usage = "save FILE",
        .brief = N_("write the session to a file"),
        .help = N_(
            "The file holds commands: load (with what is needed to notice that the data has "
            "changed), label, normalize, model, the settings that differ from their defaults, and "
            "the exact parameters. source FILE brings the session back, and training goes on with "
            "the same numbers. A file of data is named as seen from the saved one, so that a "
            "folder with both can be moved. The history is not saved (see export), nor are marks, "
            "nor what undo could take back."),
        .example = "load thermometer\ntrain 10\nsave fit.zt\nsource fit.zt\n",
        .looks = true,
        .run = zt_do_save,
    },
    {
        .name = "source",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_FILE,
        .usage = "source FILE",
        .brief = N_("do the commands in a file"),
        .help = N_("Does the file's lines one after the other, as if they were typed here, until "
                   "one fails. What they read (load, predict, source) is looked for beside the "
                   "file first, then in the working folder; what they write goes to the working "
                   "folder. A file may source others, 20 deep. undo takes the whole file back."),
        .example = "load thermometer\nsave fit.zt\nsource fit.zt\n",
        .run = do_source,
    },
    {
        .name = "restore",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_NONE,
        .usage = "restore epoch=N NAME=VALUE ... [diverged]",
        .brief = N_("where a saved training stood (written by save)"),
        .help = N_("save writes this line; it is not meant to be typed. It gives every parameter "
                   "its exact value and sets the epoch; the history begins anew. To change a "
                   "parameter, use set."),
        .example = "load thermometer\nrestore epoch=100 w=0.25 b=-0.5\n",
        .unlisted = true,
        .run = zt_do_restore,
    },
    {
        .name = "export",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_FILE,
        .choices = "csv py svg png pdf c zt",
        .usage = "export FILE.{csv,py,svg,png,pdf,c,zt}",
        .brief = N_("take results along: a table, a picture, a script, C"),
        .help = N_(
            "The file's ending says what is written:\n\n"
            "  .csv            the history: epoch, loss, parameters, gradient\n"
            "  .py             a PyTorch script that trains the same and prints the same\n"
            "  .svg .png .pdf  the last plot as a picture (without one: plot fit)\n"
            "  .c              the fitted model as a C function in raw units\n"
            "  .zt             the session, as save writes it\n\n"
            "The history has all digits; a row has the parameters after the update, and grad_ of "
            "each before it. Of a very long training every 2nd, 4th, ... epoch is kept.\n\n"
            "The script has every training since the last reset, load or model, whatever was set "
            "between them. For the model w * x + b and the loss mse the gradient in it is written "
            "out; for others autograd finds it."),
        .example = "load thermometer\ntrain 100\nexport history.csv\nexport twin.py\n",
        .looks = true,
        .run = zt_do_export,
    },
    {
        .name = "exit",
        .alias = "quit",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_NONE,
        .usage = "exit [N]",
        .brief = N_("leave zolta"),
        .help =
            N_("Ends everything, also from within a script. N, 0 to 255, is the status that the "
               "shell sees; without it, 0."),
        .example = "exit\n",
        .looks = true,
        .run = do_exit,
    },
    {0},
};
