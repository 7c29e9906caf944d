/* The course as a whole: the list of lessons, and how far the learner is. */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "io/file.h"
#include "lang/argument.h"
#include "lang/nls.h"
#include "lesson/tutor_parts.h"

#define DIGITS 9

typedef struct Tally { /* of a lesson */
    size_t seen, done, skipped, hints, attempts;
} Tally;

static Tally count_steps(ZtTutor *tutor, const ZtLesson *lesson)
{
    char key[64];
    Tally tally = {0};
    zt_tutor_key(lesson, key);
    for (size_t i = 0; i < lesson->steps; i++) {
        const ZtRecord *record = zt_book_find(zt_tutor_book(tutor), key, i + 1);
        if (!record)
            continue;
        tally.seen++;
        tally.done += record->state == ZT_STEP_DONE;
        tally.skipped += record->state == ZT_STEP_SKIPPED;
        tally.hints += record->hints;
        tally.attempts += record->attempts;
    }
    return tally;
}

typedef void (*SeeLesson)(ZtTutor *tutor, const ZtLesson *lesson, ZtBuf *out);

/* Every lesson there is; one that cannot be read is told of in its place. */
static bool each_lesson(ZtTutor *tutor, SeeLesson see, ZtBuf *out, ZtErr *err)
{
    ZtShelf shelf = zt_tutor_shelf(tutor);
    if (shelf.count == 0)
        return zt_fail(err, ZT_ERR_LESSON_NONE, NULL);
    for (size_t i = 0; i < shelf.count; i++) {
        ZtErr fault;
        ZtLesson *lesson = zt_lesson_read(shelf.path[i], &fault);
        if (lesson) {
            see(tutor, lesson, out);
        } else {
            zt_err_message(&fault, zt_translate, out);
            zt_buf_putc(out, '\n');
        }
        zt_lesson_free(lesson);
    }
    zt_shelf_free(&shelf);
    return true;
}

static void add_title(const ZtLesson *lesson, ZtBuf *out)
{
    zt_buf_printf(out, "%2d  %s", lesson->number, lesson->title);
    size_t width = zt_text_width(lesson->title, strlen(lesson->title));
    zt_buf_fill(out, ' ', width < 36 ? 38 - width : 2);
}

static void list_lesson(ZtTutor *tutor, const ZtLesson *lesson, ZtBuf *out)
{
    Tally tally = count_steps(tutor, lesson);
    add_title(lesson, out);
    if (tally.done > 0)
        zt_buf_printf(out, _("%zu of %zu steps done\n"), tally.done, lesson->steps);
    else
        zt_buf_printf(out, _("%zu steps\n"), lesson->steps);
}

bool zt_tutor_list(ZtTutor *tutor, ZtErr *err)
{
    ZtBuf out = {0};
    if (!each_lesson(tutor, list_lesson, &out, err))
        return false;
    zt_buf_puts(&out, _("lesson 1 opens the first one.\n"));
    return zt_say_buf(tutor->shell, &out, err);
}

static void progress_lesson(ZtTutor *tutor, const ZtLesson *lesson, ZtBuf *out)
{
    Tally tally = count_steps(tutor, lesson);
    if (tally.seen == 0)
        return;
    add_title(lesson, out);
    zt_buf_printf(out, _("%zu of %zu steps done, %zu skipped; attempts %zu, hints %zu\n"),
                  tally.done, lesson->steps, tally.skipped, tally.attempts, tally.hints);
}

bool zt_tutor_progress(ZtTutor *tutor, ZtErr *err)
{
    ZtBuf out = {0};
    if (tutor->lesson && tutor->attempts > 0)
        zt_tutor_record(tutor, ZT_STEP_OPEN);
    if (!each_lesson(tutor, progress_lesson, &out, err))
        return false;
    if (out.len == 0)
        zt_buf_puts(&out, _("No lesson was begun yet.\n"));
    return zt_say_buf(tutor->shell, &out, err);
}

/* --- for a teacher --- */

static const char *state_word(ZtStepState state)
{
    return state == ZT_STEP_DONE ? _("done") : state == ZT_STEP_SKIPPED ? _("skipped") : _("open");
}

static void export_lesson(ZtTutor *tutor, const ZtLesson *lesson, ZtBuf *out)
{
    char key[64];
    bool begun = false;
    zt_tutor_key(lesson, key);
    for (size_t i = 0; i < lesson->steps; i++) {
        const ZtRecord *record = zt_book_find(zt_tutor_book(tutor), key, i + 1);
        if (!record)
            continue;
        if (!begun)
            zt_buf_printf(out, _("\nLesson %s: %s (%zu steps)\n"), key, lesson->title,
                          lesson->steps);
        begun = true;
        zt_buf_printf(out, _("  step %zu, %s: %s; attempts %lu, hints %lu, solution %s\n"), i + 1,
                      lesson->step[i].title, state_word(record->state),
                      (unsigned long)record->attempts, (unsigned long)record->hints,
                      record->solution ? _("shown") : _("not shown"));
    }
}

/* The model, where its training stands and what it has reached. */
static void export_state(ZtTutor *tutor, ZtBuf *out)
{
    ZtSession *session = tutor->shell->session;
    double loss;
    ZtErr ignored;
    if (!session->data)
        return;
    zt_buf_puts(out, _("\nThe state at the end\n"));
    zt_buf_puts(out, "  data ");
    zt_add_name(out, session->data->name);
    zt_buf_printf(out, "\n  model %s\n  epoch %llu\n", session->model->text,
                  (unsigned long long)session->epoch);
    if (zt_session_loss_now(session, &loss, NULL, &ignored))
        zt_buf_printf(out, "  loss %.*g\n", DIGITS, loss);
    zt_buf_puts(out, "  ");
    zt_add_parameters(out, session, session->param, 8);
    zt_buf_putc(out, '\n');
}

bool zt_tutor_export(ZtTutor *tutor, const char *file, ZtErr *err)
{
    ZtBuf out = {0}, name = {0};
    if (tutor->lesson && tutor->attempts > 0)
        zt_tutor_record(tutor, ZT_STEP_OPEN);
    zt_buf_printf(&out, _("Progress in zolta %s\n"), PACKAGE_VERSION);
    bool done = each_lesson(tutor, export_lesson, &out, err);
    if (done)
        export_state(tutor, &out);
    if (done && out.failed)
        done = zt_fail_memory(err);
    done = done && zt_file_write(file, zt_buf_text(&out), out.len, err);
    if (done) {
        zt_add_name(&name, file);
        const char *const arg[] = {zt_buf_text(&name)};
        zt_tutor_say(tutor, _("{1} was written."), arg, 1);
    }
    zt_buf_free(&name);
    zt_buf_free(&out);
    return done;
}
