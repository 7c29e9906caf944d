/* What front ends see of the tutor. */
#include <config.h>

#include <string.h>

#include "base/memory.h"
#include "lang/nls.h"
#include "lesson/tutor_parts.h"

static const char *filled(ZtTutor *tutor, const char *message)
{
    ZtBuf text = {0};
    ZtScene scene = zt_tutor_scene(tutor);
    zt_message_fill(message, &scene, &text);
    while (text.len > 0 && text.text[text.len - 1] == '\n')
        text.text[--text.len] = '\0';
    const char *kept = zt_arena_strndup(tutor->texts, zt_buf_text(&text), text.len);
    zt_buf_free(&text);
    return kept ? kept : "";
}

static void see_goals(ZtTutor *tutor, ZtTutorView *view)
{
    const ZtStep *step = zt_tutor_step(tutor);
    ZtGoal *goal = zt_arena_alloc(tutor->texts, tutor->goals + 1, sizeof *goal);
    size_t index = 0;
    for (size_t i = 0; goal && i < step->blocks; i++) {
        const ZtBlock *block = &step->block[i];
        for (size_t k = 0; block->kind == ZT_BLOCK_CHECK && k < block->clauses; k++, index++)
            goal[index] = (ZtGoal){.met = tutor->met[index],
                                   .message = filled(tutor, block->clause[k].message)};
    }
    view->goal = goal;
    view->goals = index;
}

static void see_hints(ZtTutor *tutor, ZtTutorView *view)
{
    const ZtStep *step = zt_tutor_step(tutor);
    const char **hint = zt_arena_alloc(tutor->texts, tutor->hints + 1, sizeof *hint);
    for (size_t i = 0; i < step->blocks; i++) {
        if (step->block[i].kind != ZT_BLOCK_HINT)
            continue;
        if (hint && view->hints < tutor->hints)
            hint[view->hints++] = filled(tutor, step->block[i].text);
        else
            view->hints_left++;
    }
    view->hint = hint;
}

static void see_question(ZtTutor *tutor, ZtTutorView *view)
{
    static const char *const directions[] = {N_("up"), N_("down"), N_("same")};
    const ZtStep *step = zt_tutor_step(tutor);
    size_t block = zt_tutor_question(tutor);
    if (block == step->blocks)
        return;
    const ZtAsk *ask = step->block[block].ask;
    view->question = filled(tutor, ask->question);
    view->choice = ask->choice;
    view->choices = ask->choices;
    if (ask->kind != ZT_ASK_DIRECTION)
        return;
    const char **choice = zt_arena_alloc(tutor->texts, 3, sizeof *choice);
    for (size_t i = 0; choice && i < 3; i++)
        choice[i] = _(directions[i]);
    view->choice = choice;
    view->choices = choice ? 3 : 0;
}

static void see_step(ZtTutor *tutor, ZtTutorView *view)
{
    view->open = true;
    view->number = tutor->lesson->number;
    view->title = tutor->lesson->title;
    view->step = tutor->at + 1;
    view->steps = tutor->lesson->steps;
    view->body = zt_tutor_step(tutor);
    view->step_title = view->body->title;
    view->solution = tutor->solution;
    view->done = zt_tutor_done(tutor);
    view->last = view->step == view->steps;
    see_goals(tutor, view);
    see_hints(tutor, view);
    see_question(tutor, view);
}

const ZtTutorView *zt_tutor_view(ZtTutor *tutor)
{
    if (!tutor->stale)
        return &tutor->view;
    ZtArena *texts = zt_arena_new();
    if (!texts)
        return &tutor->view; /* that of a moment ago */
    zt_arena_free(tutor->texts);
    tutor->texts = texts;
    tutor->view = (ZtTutorView){.number = -1, .revision = tutor->revision};
    if (tutor->lesson && !tutor->left)
        see_step(tutor, &tutor->view);
    else
        tutor->view.resume = tutor->left || (tutor->records && zt_tutor_book(tutor)->at_lesson);
    tutor->stale = false;
    return &tutor->view;
}

ZtSight zt_tutor_sight(const ZtTutor *tutor)
{
    return tutor->lesson && !tutor->left ? zt_tutor_step(tutor)->sight : ZT_SIGHT_ALL;
}

bool zt_tutor_shows(const ZtTutor *tutor, const ZtBlock *block)
{
    switch (block->kind) {
    case ZT_BLOCK_ZOLTA:
    case ZT_BLOCK_ASK:
        return true;
    case ZT_BLOCK_SOLUTION:
        return tutor->solution;
    default:
        return false;
    }
}

/* The line with that index, counted over all zolta blocks; its length, 0 if there is none. */
static size_t find_line(const ZtStep *step, size_t index, const char **line)
{
    for (size_t i = 0; i < step->blocks; i++) {
        const char *text = step->block[i].text;
        while (step->block[i].kind == ZT_BLOCK_ZOLTA && *text) {
            size_t len = strcspn(text, "\n");
            *line = text;
            text += text[len] ? len + 1 : len;
            if (len > 0 && index-- == 0)
                return len;
        }
    }
    return 0;
}

const char *zt_tutor_offer(ZtTutor *tutor)
{
    const char *line = NULL;
    zt_buf_clear(&tutor->offer);
    if (!tutor->lesson || tutor->left)
        return "";
    size_t len = find_line(zt_tutor_step(tutor), tutor->offered++, &line);
    if (len == 0) {
        tutor->offered = 1;
        len = find_line(zt_tutor_step(tutor), 0, &line);
    }
    if (len > 0)
        zt_buf_add(&tutor->offer, line, len);
    return zt_buf_text(&tutor->offer);
}
