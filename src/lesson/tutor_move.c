/* From step to step and lesson to lesson. */
#include <config.h>

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "base/text.h"
#include "lang/language.h"
#include "lang/nls.h"
#include "lesson/tutor_parts.h"

#define NAMES_MAX 100 /* lessons that are compared with a misspelt name */

ZtShelf zt_tutor_shelf(const ZtTutor *tutor)
{
    char code[ZT_LANGUAGE_SIZE];
    zt_language_now(tutor->shell->session->settings.lang, code);
    return zt_shelf_find(tutor->dirs, code);
}

void zt_tutor_present(ZtTutor *tutor)
{
    ZtBuf text = {0};
    ZtErr ignored;
    if (tutor->pane) {
        zt_tutor_heading(tutor, &text);
        zt_buf_putc(&text, '\n');
    } else {
        zt_tutor_text(tutor, zt_tutor_width(tutor), &text);
    }
    zt_say_buf(tutor->shell, &text, &ignored);
}

/* --- opening --- */

static bool is_file(const char *name)
{
    size_t len = strlen(name);
    return len > 3 && strcmp(name + len - 3, ".md") == 0;
}

static bool fail_unknown(const ZtShelf *shelf, const char *name, ZtErr *err)
{
    const char *names[NAMES_MAX];
    size_t count = 0;
    for (; count < shelf->count && count < NAMES_MAX; count++)
        names[count] = strrchr(shelf->path[count], '/') + 1;
    const char *near = zt_text_nearest(name, names, count);
    if (shelf->count == 0)
        return zt_fail(err, ZT_ERR_LESSON_NONE, NULL);
    return zt_fail(err, ZT_ERR_LESSON_UNKNOWN, name, near ? near : "", NULL);
}

/* The lesson of that name, read; NULL with err. */
static ZtLesson *read_named(const ZtTutor *tutor, const char *name, ZtErr *err)
{
    if (is_file(name))
        return zt_lesson_read(name, err);
    ZtShelf shelf = zt_tutor_shelf(tutor);
    size_t index = zt_shelf_lesson(&shelf, name);
    ZtLesson *lesson = NULL;
    if (index == shelf.count)
        fail_unknown(&shelf, name, err);
    else
        lesson = zt_lesson_read(shelf.path[index], err);
    zt_shelf_free(&shelf);
    return lesson;
}

/* The first lesson behind that number, which the lesson about lessons (0) is not; NULL without err
 * if there is none. */
static ZtLesson *read_behind(const ZtTutor *tutor, int number, ZtErr *err)
{
    ZtShelf shelf = zt_tutor_shelf(tutor);
    size_t best = shelf.count;
    for (size_t i = 0; i < shelf.count; i++) {
        int own = zt_lesson_number(shelf.path[i]);
        if (own > number && (best == shelf.count || own < zt_lesson_number(shelf.path[best])))
            best = i;
    }
    *err = (ZtErr){0};
    ZtLesson *lesson = best < shelf.count ? zt_lesson_read(shelf.path[best], err) : NULL;
    zt_shelf_free(&shelf);
    return lesson;
}

static bool read_step(const ZtLesson *lesson, const char *text, size_t *step, ZtErr *err)
{
    uint64_t number;
    char most[24];
    if (zt_number_whole(text, &number) && number >= 1 && number <= lesson->steps) {
        *step = (size_t)number - 1;
        return true;
    }
    snprintf(most, sizeof most, "%zu", lesson->steps);
    return zt_fail(err, ZT_ERR_LESSON_STEP, lesson->name, text, most, NULL);
}

/* Where the learner goes on: at the first step that is not done. */
static size_t first_open(ZtTutor *tutor, const ZtLesson *lesson)
{
    char key[64];
    zt_tutor_key(lesson, key);
    for (size_t i = 0; tutor->records && i < lesson->steps; i++) {
        const ZtRecord *record = zt_book_find(zt_tutor_book(tutor), key, i + 1);
        if (!record || record->state == ZT_STEP_OPEN)
            return i;
    }
    return 0;
}

static bool begin(ZtTutor *tutor, ZtLesson *lesson, size_t step, ZtErr *err)
{
    if (!zt_tutor_begin(tutor, lesson, step, err))
        return false;
    zt_tutor_present(tutor);
    return true;
}

/* The lesson that the book names as the last one, else the first. */
static bool open_last(ZtTutor *tutor, ZtErr *err)
{
    const ZtBook *book = zt_tutor_book(tutor);
    const char *name = tutor->records ? book->at_lesson : NULL;
    ZtLesson *lesson = name ? read_named(tutor, name, err) : NULL;
    size_t step =
        lesson && book->at_step >= 1 && book->at_step <= lesson->steps ? book->at_step - 1 : 0;
    if (!lesson)
        lesson = read_behind(tutor, 0, err);
    if (!lesson)
        return err->kind != ZT_ERR_NONE ? false : zt_fail(err, ZT_ERR_LESSON_NONE, NULL);
    return begin(tutor, lesson, step, err);
}

/* Back to where free left it. */
static bool come_back(ZtTutor *tutor)
{
    zt_session_swap(tutor->shell->session, tutor->kept);
    zt_session_free(tutor->kept);
    zt_undo_begin(&tutor->shell->undo, ZT_UNDO_LESSON);
    tutor->kept = NULL;
    tutor->left = false;
    zt_since_resume(&tutor->since, &tutor->pause);
    zt_tutor_touch(tutor);
    zt_tutor_present(tutor);
    return true;
}

bool zt_tutor_open(ZtTutor *tutor, const char *name, const char *step, ZtErr *err)
{
    if (!name && tutor->lesson && tutor->left)
        return come_back(tutor);
    if (!name && tutor->lesson) {
        zt_tutor_present(tutor);
        return true;
    }
    if (!name)
        return open_last(tutor, err);
    ZtLesson *lesson = read_named(tutor, name, err);
    if (!lesson)
        return false;
    size_t at = step ? 0 : first_open(tutor, lesson);
    if (step && !read_step(lesson, step, &at, err)) {
        zt_lesson_free(lesson);
        return false;
    }
    return begin(tutor, lesson, at, err);
}

/* --- another language --- */

static bool same_steps(const ZtLesson *a, const ZtLesson *b, size_t at)
{
    const ZtStep *x = &a->step[at], *y = &b->step[at];
    if (a->steps != b->steps || x->blocks != y->blocks)
        return false;
    for (size_t i = 0; i < x->blocks; i++)
        if (x->block[i].kind != y->block[i].kind || x->block[i].clauses != y->block[i].clauses)
            return false;
    return true;
}

/* The counterpart in that language ("fr_CA", then "fr"), or else in English; NULL if there is none
 * but this. */
static ZtLesson *read_counterpart(const ZtLesson *lesson, const char *language)
{
    char code[ZT_LANGUAGE_SIZE];
    ZtErr ignored;
    snprintf(code, sizeof code, "%s", language);
    char *path = zt_lesson_twin(lesson->path, code);
    code[strcspn(code, "_.@")] = '\0';
    if (!path)
        path = zt_lesson_twin(lesson->path, code);
    if (!path)
        path = zt_lesson_twin(lesson->path, "en");
    bool other = path && strcmp(path, lesson->path) != 0;
    ZtLesson *read = other ? zt_lesson_read(path, &ignored) : NULL;
    zt_free(path);
    return read;
}

void zt_tutor_translate(ZtTutor *tutor)
{
    char code[ZT_LANGUAGE_SIZE];
    const ZtHost *host = tutor->shell->host;
    zt_language_now(tutor->shell->session->settings.lang, code);
    if (strcmp(code, tutor->spoken) == 0)
        return;
    memcpy(tutor->spoken, code, sizeof code);
    ZtLesson *other = tutor->lesson->number >= 0 ? read_counterpart(tutor->lesson, code) : NULL;
    if (!other || !same_steps(tutor->lesson, other, tutor->at)) {
        zt_lesson_free(other);
        return;
    }
    zt_lesson_free(tutor->lesson);
    tutor->lesson = other;
    zt_tutor_touch(tutor);
    if (!tutor->left && host->interactive && tutor->shell->depth == 0)
        zt_tutor_present(tutor);
}

/* --- moving --- */

static bool next_lesson(ZtTutor *tutor, ZtErr *err)
{
    char number[24];
    const char *const arg[] = {number};
    snprintf(number, sizeof number, "%d", tutor->lesson->number);
    ZtLesson *lesson =
        tutor->lesson->number >= 0 ? read_behind(tutor, tutor->lesson->number, err) : NULL;
    if (lesson) {
        zt_tutor_say(tutor, _("Lesson {1} is finished."), arg, 1);
        return begin(tutor, lesson, 0, err);
    }
    if (tutor->lesson->number >= 0 && err->kind != ZT_ERR_NONE)
        return false;
    zt_tutor_say(tutor,
                 _("This was the last step. lessons shows all lessons; free is for playing "
                   "with what you have."),
                 NULL, 0);
    zt_tutor_touch(tutor);
    return true;
}

static bool move_on(ZtTutor *tutor, ZtErr *err)
{
    if (tutor->at + 1 < tutor->lesson->steps)
        return begin(tutor, NULL, tutor->at + 1, err);
    return next_lesson(tutor, err);
}

/* The first thing that is missing, or all of them, one line each. */
static void say_missing(ZtTutor *tutor, ZtBuf *first)
{
    const ZtTutorView *view = zt_tutor_view(tutor);
    bool all = first == NULL;
    for (size_t i = 0; i < view->goals; i++) {
        const char *const arg[] = {view->goal[i].message};
        if (view->goal[i].met)
            continue;
        if (all)
            zt_tutor_say(tutor, _("Not yet: {1}"), arg, 1);
        else if (first->len == 0)
            zt_buf_puts(first, arg[0]);
    }
    const char *const arg[] = {view->question};
    if (view->question && all)
        zt_tutor_say(tutor, _("Your answer is missing: {1}"), arg, 1);
    else if (view->question && first->len == 0)
        zt_buf_puts(first, view->question);
}

static bool refuse(ZtTutor *tutor, ZtErr *err)
{
    if (tutor->shell->host->interactive && tutor->shell->depth == 0) {
        say_missing(tutor, NULL);
        return true;
    }
    ZtBuf what = {0};
    say_missing(tutor, &what);
    zt_fail(err, ZT_ERR_LESSON_UNMET, zt_buf_text(&what), NULL);
    zt_buf_free(&what);
    return false;
}

bool zt_tutor_next(ZtTutor *tutor, ZtErr *err)
{
    if (!zt_tutor_ready(tutor, err))
        return false;
    if (!zt_tutor_done(tutor)) {
        tutor->attempts++;
        return refuse(tutor, err);
    }
    zt_tutor_record(tutor, ZT_STEP_DONE);
    return move_on(tutor, err);
}

bool zt_tutor_skip(ZtTutor *tutor, ZtErr *err)
{
    if (!zt_tutor_ready(tutor, err))
        return false;
    zt_tutor_record(tutor, zt_tutor_done(tutor) ? ZT_STEP_DONE : ZT_STEP_SKIPPED);
    return move_on(tutor, err);
}

bool zt_tutor_prev(ZtTutor *tutor, ZtErr *err)
{
    if (!zt_tutor_ready(tutor, err))
        return false;
    if (tutor->at == 0)
        return zt_fail(err, ZT_ERR_LESSON_FIRST, NULL);
    return begin(tutor, NULL, tutor->at - 1, err);
}

bool zt_tutor_restart(ZtTutor *tutor, ZtErr *err)
{
    return zt_tutor_ready(tutor, err) && begin(tutor, NULL, tutor->at, err);
}

bool zt_tutor_leave(ZtTutor *tutor, ZtErr *err)
{
    if (!zt_tutor_ready(tutor, err))
        return false;
    ZtSession *kept = zt_session_copy(tutor->shell->session);
    if (!kept || !zt_since_pause(&tutor->since, &tutor->pause)) {
        zt_session_free(kept);
        return zt_fail_memory(err);
    }
    tutor->kept = kept;
    zt_undo_begin(&tutor->shell->undo, ZT_UNDO_FREE);
    tutor->left = true;
    zt_tutor_record(tutor, ZT_STEP_OPEN);
    zt_tutor_touch(tutor);
    zt_tutor_say(tutor, _("All is yours now; whatever you do, lesson comes back to this point."),
                 NULL, 0);
    return true;
}
