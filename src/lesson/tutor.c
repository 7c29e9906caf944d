/* The tutor's life: made, attached, a step begun, what happened written down. */
#include <config.h>

#include "lesson/tutor.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "lang/nls.h"
#include "lesson/follow.h"
#include "lesson/start.h"
#include "lesson/tutor_parts.h"

ZtTutor *zt_tutor_new(const char *const *lesson_dirs, bool records)
{
    ZtTutor *tutor = zt_alloc(1, sizeof *tutor);
    if (!tutor)
        return NULL;
    *tutor = (ZtTutor){.dirs = lesson_dirs, .records = records, .stale = true};
    tutor->counts = zt_since_counts(&tutor->since);
    return tutor;
}

static void free_step(ZtTutor *tutor)
{
    zt_free(tutor->met);
    zt_free(tutor->fired);
    zt_free(tutor->reply);
    tutor->met = tutor->fired = NULL;
    tutor->reply = NULL;
}

void zt_tutor_free(ZtTutor *tutor)
{
    if (!tutor)
        return;
    if (tutor->lesson && tutor->attempts > 0)
        zt_tutor_record(tutor, ZT_STEP_OPEN);
    if (tutor->shell)
        tutor->shell->follower = NULL;
    free_step(tutor);
    zt_book_close(&tutor->book);
    zt_session_free(tutor->kept);
    zt_since_free(&tutor->since);
    zt_since_free(&tutor->pause);
    zt_arena_free(tutor->texts);
    zt_buf_free(&tutor->offer);
    zt_lesson_free(tutor->lesson);
    zt_free(tutor);
}

void zt_tutor_attach(ZtTutor *tutor, ZtShell *shell)
{
    tutor->shell = shell;
    tutor->follower = zt_tutor_follower(tutor);
    shell->follower = &tutor->follower;
}

ZtTutor *zt_tutor_of(const ZtShell *shell)
{
    const ZtFollower *follower = shell->follower;
    return follower && zt_tutor_follows(follower) ? follower->data : NULL;
}

void zt_tutor_pane(ZtTutor *tutor, bool shown)
{
    tutor->pane = shown;
}

void zt_tutor_touch(ZtTutor *tutor)
{
    tutor->revision++;
    tutor->stale = true;
}

bool zt_tutor_ready(const ZtTutor *tutor, ZtErr *err)
{
    if (tutor->lesson && tutor->left)
        return zt_fail(err, ZT_ERR_LESSON_LEFT, NULL);
    return tutor->lesson || zt_fail(err, ZT_ERR_LESSON_NONE_OPEN, NULL);
}

/* The answer that conditions speak of is the last one given in the step. */
ZtScene zt_tutor_scene(ZtTutor *tutor)
{
    ZtScene scene = {.session = tutor->shell->session, .counts = &tutor->counts};
    const ZtStep *step = zt_tutor_step(tutor);
    for (size_t i = 0; i < step->blocks; i++) {
        if (step->block[i].kind == ZT_BLOCK_ASK && tutor->reply[i].tried) {
            scene.answered = true;
            scene.answer = tutor->reply[i].value;
        }
    }
    return scene;
}

/* --- the book --- */

void zt_tutor_key(const ZtLesson *lesson, char key[64])
{
    if (lesson->number >= 0) {
        snprintf(key, 64, "%d", lesson->number);
        return;
    }
    snprintf(key, 64, "%s", lesson->name);
    for (char *at = key; *at; at++)
        if (*at == ' ')
            *at = '-';
}

static const char *translate(const char *sentence)
{
    return _(sentence);
}

/* The lesson goes on without a record; why there is none is told. */
static void tell(ZtTutor *tutor, const ZtErr *err)
{
    ZtBuf text = {0};
    zt_err_message(err, translate, &text);
    zt_notef(tutor->shell, "%s", zt_buf_text(&text));
    zt_buf_free(&text);
}

static bool open_book(ZtTutor *tutor)
{
    ZtErr err;
    if (tutor->book_open)
        return true;
    tutor->book_open = true;
    if (!zt_book_open(&tutor->book, tutor->records, &err))
        tell(tutor, &err);
    return true;
}

void zt_tutor_record(ZtTutor *tutor, ZtStepState state)
{
    char key[64];
    ZtErr err;
    zt_tutor_key(tutor->lesson, key);
    const ZtRecord fresh = {
        .lesson = key,
        .step = (uint32_t)tutor->at + 1,
        .state = state,
        .attempts = tutor->attempts,
        .hints = tutor->fresh_hints,
        .solution = tutor->fresh_solution,
    };
    if (open_book(tutor) && !zt_book_add(&tutor->book, &fresh, true, &err))
        tell(tutor, &err);
    tutor->attempts = tutor->fresh_hints = 0;
    tutor->fresh_solution = false;
}

const ZtBook *zt_tutor_book(ZtTutor *tutor)
{
    open_book(tutor);
    return &tutor->book;
}

/* --- a step --- */

static size_t count_clauses(const ZtStep *step, ZtBlockKind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < step->blocks; i++)
        count += step->block[i].kind == kind ? step->block[i].clauses : 0;
    return count;
}

typedef struct Fresh { /* what a step needs, made before anything is changed */
    ZtSession *start;
    bool *met, *fired;
    ZtReply *reply;
} Fresh;

static bool prepare(ZtTutor *tutor, const ZtLesson *lesson, size_t step, Fresh *fresh, ZtErr *err)
{
    const ZtStep *at = &lesson->step[step];
    *fresh = (Fresh){.start = zt_start_build(lesson, step, tutor->shell, err)};
    if (!fresh->start)
        return false;
    fresh->met = zt_alloc(count_clauses(at, ZT_BLOCK_CHECK) + 1, sizeof *fresh->met);
    fresh->fired = zt_alloc(count_clauses(at, ZT_BLOCK_MISTAKE) + 1, sizeof *fresh->fired);
    fresh->reply = zt_alloc(at->blocks + 1, sizeof *fresh->reply);
    if (fresh->met && fresh->fired && fresh->reply && zt_since_start(&tutor->since, tutor->shell))
        return true;
    zt_session_free(fresh->start);
    zt_free(fresh->met);
    zt_free(fresh->fired);
    zt_free(fresh->reply);
    return zt_fail_memory(err);
}

static void enter(ZtTutor *tutor, size_t step, Fresh *fresh)
{
    zt_session_swap(tutor->shell->session, fresh->start);
    zt_session_free(fresh->start);
    zt_session_free(tutor->kept);
    tutor->kept = NULL;
    tutor->left = false;
    free_step(tutor);
    tutor->at = step;
    tutor->met = fresh->met;
    tutor->fired = fresh->fired;
    tutor->reply = fresh->reply;
    tutor->goals = count_clauses(zt_tutor_step(tutor), ZT_BLOCK_CHECK);
    tutor->mistakes = count_clauses(zt_tutor_step(tutor), ZT_BLOCK_MISTAKE);
    tutor->hints = tutor->offered = 0;
    tutor->solution = tutor->told = false;
    zt_tutor_look(tutor, false);
    zt_tutor_touch(tutor);
}

bool zt_tutor_begin(ZtTutor *tutor, ZtLesson *lesson, size_t step, ZtErr *err)
{
    Fresh fresh;
    if (!prepare(tutor, lesson ? lesson : tutor->lesson, step, &fresh, err)) {
        zt_lesson_free(lesson);
        return false;
    }
    if (tutor->lesson && tutor->attempts > 0)
        zt_tutor_record(tutor, ZT_STEP_OPEN);
    if (lesson) {
        zt_lesson_free(tutor->lesson);
        tutor->lesson = lesson;
        zt_language_now(tutor->shell->session->settings.lang, tutor->spoken);
    }
    enter(tutor, step, &fresh);
    zt_tutor_record(tutor, ZT_STEP_OPEN);
    return true;
}
