#include <config.h>

#include "lesson/start.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "lang/language.h"
#include "lang/nls.h"

#define WIDTH  80
#define HEIGHT 24
#define SLICE  100000 /* units of work between questions whether to go on */

static void take(void *data, const char *text, size_t len)
{
    ZtScratch *scratch = data;
    if (!scratch->swallow)
        zt_buf_add(&scratch->out, text, len);
}

static bool answer_poll(void *data, const ZtProgress *progress)
{
    const ZtHost *host = ((ZtScratch *)data)->host;
    return !host->poll || host->poll(host->data, progress);
}

static uint64_t answer_slice(void *data)
{
    (void)data;
    return SLICE;
}

static void answer_size(void *data, int *width, int *height)
{
    (void)data;
    *width = WIDTH;
    *height = HEIGHT;
}

static double answer_clock(void *data)
{
    const ZtHost *host = ((ZtScratch *)data)->host;
    return host->clock ? host->clock(host->data) : 0;
}

/* Lessons write no files on a learner's disk, and do not change the language under way. */
static ZtFollow pass_over(void *data, const ZtCommand *command, const ZtArgs *args, ZtErr *err)
{
    (void)err;
    if (((ZtScratch *)data)->write)
        return ZT_FOLLOW_GO;
    bool writes = args->redirect || strcmp(command->name, "save") == 0 ||
                  strcmp(command->name, "export") == 0;
    bool speaks = strcmp(command->name, "set") == 0 && zt_text_starts(args->raw, "lang ");
    return writes || speaks ? ZT_FOLLOW_SKIP : ZT_FOLLOW_GO;
}

bool zt_scratch_start(ZtScratch *scratch, const ZtHost *host, ZtCommandTables commands,
                      const char *const *data_dirs, ZtErr *err)
{
    *scratch = (ZtScratch){.host = host};
    scratch->own = (ZtHost){
        .data = scratch,
        .text = take,
        .note = take,
        .poll = answer_poll,
        .slice = answer_slice,
        .size = answer_size,
        .clock = answer_clock,
        .utf8 = true,
    };
    scratch->follower = (ZtFollower){.data = scratch, .before = pass_over};
    scratch->shell = zt_shell_new(&scratch->own, commands, data_dirs);
    if (!scratch->shell)
        return zt_fail_memory(err);
    scratch->shell->follower = &scratch->follower;
    return true;
}

void zt_scratch_end(ZtScratch *scratch)
{
    zt_shell_free(scratch->shell);
    zt_buf_free(&scratch->out);
    scratch->shell = NULL;
}

/* Puts the place and the line before what an error says. */
static bool fail_line(const ZtLesson *lesson, size_t number, const char *line, ZtErr *err)
{
    ZtBuf message = {0};
    if (err->kind == ZT_ERR_INTERRUPTED || err->kind == ZT_ERR_MEMORY)
        return false;
    ZtErr inner = *err;
    zt_err_message(&inner, zt_translate, &message);
    zt_lesson_fail(err, ZT_ERR_LESSON_RUN, lesson->path, number, line, zt_buf_text(&message));
    zt_buf_free(&message);
    return false;
}

/* Takes the next logical line: continued ones joined. Returns how many lines of the text it is. */
static size_t take_line(const char **text, ZtBuf *line)
{
    size_t count = 0;
    bool goes_on = false;
    zt_buf_clear(line);
    do {
        size_t len = strcspn(*text, "\n");
        char *piece = zt_strndup(*text, len);
        *text += (*text)[len] ? len + 1 : len;
        count++;
        if (!piece)
            line->failed = true;
        else if (goes_on)
            zt_line_join(line, piece);
        else
            zt_buf_puts(line, piece);
        zt_free(piece);
        goes_on = zt_line_continues(zt_buf_text(line));
    } while (goes_on && **text);
    return count;
}

bool zt_scratch_block(ZtScratch *scratch, const ZtLesson *lesson, const ZtBlock *block, ZtErr *err)
{
    const char *text = block->text;
    size_t number = block->line;
    ZtBuf line = {0};
    bool done = true;
    while (done && *text && !scratch->shell->done) {
        size_t count = take_line(&text, &line);
        done = line.failed ? zt_fail_memory(err)
                           : zt_shell_line(scratch->shell, zt_buf_text(&line), err) ||
                                 fail_line(lesson, number, zt_buf_text(&line), err);
        number += count;
    }
    zt_buf_free(&line);
    return done;
}

bool zt_scratch_step(ZtScratch *scratch, const ZtLesson *lesson, size_t step, bool setup_only,
                     ZtErr *err)
{
    const ZtStep *at = &lesson->step[step];
    for (size_t i = 0; i < at->blocks; i++) {
        ZtBlockKind kind = at->block[i].kind;
        bool commands = kind == ZT_BLOCK_ZOLTA || kind == ZT_BLOCK_SOLUTION;
        if ((kind == ZT_BLOCK_SETUP || (commands && !setup_only)) &&
            !zt_scratch_block(scratch, lesson, &at->block[i], err))
            return false;
    }
    return true;
}

/* What the learner chose for the screen stays. */
static void keep_screen(ZtSession *session, const ZtSession *now)
{
    session->settings.glyphs = now->settings.glyphs;
    session->settings.color = now->settings.color;
    session->settings.threads = now->settings.threads;
    memcpy(session->settings.lang, now->settings.lang, sizeof session->settings.lang);
}

ZtSession *zt_start_build(const ZtLesson *lesson, size_t step, const ZtShell *shell, ZtErr *err)
{
    ZtScratch scratch;
    bool done = zt_scratch_start(&scratch, shell->host, shell->commands, shell->data_dirs, err);
    scratch.swallow = true;
    for (size_t i = 0; done && i <= step; i++)
        done = zt_scratch_step(&scratch, lesson, i, i == step, err);
    ZtSession *session = NULL;
    if (done) {
        session = scratch.shell->session;
        scratch.shell->session = NULL;
        keep_screen(session, shell->session);
    }
    zt_scratch_end(&scratch);
    return session;
}
