/* The commands of the guided course. */
#include <config.h>

#include "base/text.h"
#include "lang/argument.h"
#include "lang/nls.h"
#include "lesson/tutor.h"

/* The tutor, and no more words than these. */
static ZtTutor *tutor_for(ZtShell *shell, const ZtArgs *args, const char *name, size_t words,
                          ZtErr *err)
{
    ZtTutor *tutor = zt_tutor_of(shell);
    if (args->count > words) {
        zt_fail_extra(shell, name, &args->word[words], err);
        return NULL;
    }
    if (!tutor)
        zt_fail(err, ZT_ERR_LESSON_HERE, NULL);
    return tutor;
}

typedef bool (*Plain)(ZtTutor *tutor, ZtErr *err);

static bool do_plain(ZtShell *shell, const ZtArgs *args, const char *name, Plain run, ZtErr *err)
{
    ZtTutor *tutor = tutor_for(shell, args, name, 0, err);
    return tutor && run(tutor, err);
}

static bool do_lessons(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    return do_plain(shell, args, "lessons", zt_tutor_list, err);
}

static bool do_lesson(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    ZtTutor *tutor = tutor_for(shell, args, "lesson", 2, err);
    const char *name = args->count > 0 ? args->word[0].text : NULL;
    const char *step = args->count > 1 ? args->word[1].text : NULL;
    return tutor && zt_tutor_open(tutor, name, step, err);
}

static bool do_next(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    return do_plain(shell, args, "next", zt_tutor_next, err);
}

static bool do_prev(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    return do_plain(shell, args, "prev", zt_tutor_prev, err);
}

static bool do_hint(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    return do_plain(shell, args, "hint", zt_tutor_hint, err);
}

static bool do_solution(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    return do_plain(shell, args, "solution", zt_tutor_solution, err);
}

static bool do_answer(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    if (args->raw_len == 0)
        return zt_fail_missing(shell, "answer", err);
    ZtTutor *tutor = zt_tutor_of(shell);
    if (!tutor)
        return zt_fail(err, ZT_ERR_LESSON_HERE, NULL);
    return zt_tutor_answer(tutor, args->raw, err);
}

static bool do_skip(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    return do_plain(shell, args, "skip", zt_tutor_skip, err);
}

static bool do_restart(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    return do_plain(shell, args, "restart", zt_tutor_restart, err);
}

static bool do_free(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    return do_plain(shell, args, "free", zt_tutor_leave, err);
}

static bool do_progress(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    ZtTutor *tutor = tutor_for(shell, args, "progress", 2, err);
    if (!tutor)
        return false;
    if (args->count == 0)
        return zt_tutor_progress(tutor, err);
    if (!zt_text_same(args->word[0].text, "export")) {
        zt_fail(err, ZT_ERR_PROGRESS_WORD, args->word[0].text, "progress [export FILE]", NULL);
        return zt_fail_word(err, &args->word[0]);
    }
    if (args->count < 2)
        return zt_fail_missing(shell, "progress", err);
    return zt_tutor_export(tutor, args->word[1].text, err) || zt_fail_word(err, &args->word[1]);
}

const ZtCommand zt_lesson_commands[] = {
    {
        .name = "lessons",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_NONE,
        .usage = "lessons",
        .brief = N_("lists the lessons of the guided course"),
        .help = N_("Each line has the lesson's number and title, and how many of its steps are "
                   "done. lesson NUMBER opens one."),
        .example = "lessons\n",
        .run = do_lessons,
    },
    {
        .name = "lesson",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_FILE,
        .usage = "lesson [NAME [STEP]]",
        .brief = N_("opens a lesson, or comes back to the one that is open"),
        .help = N_("NAME is a lesson's number, a part of its name, or a file that ends in .md. At "
                   "the prompt a lesson begins at the first step that is not done; STEP is the "
                   "number of another one.\n"
                   "\n"
                   "A step brings its own data, model and settings. lesson alone shows the step "
                   "again; behind free it brings back everything as it was; otherwise it goes on "
                   "where you were last."),
        .example = "lesson 0\nlesson 0 2\n",
        .run = do_lesson,
    },
    {
        .name = "next",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_NONE,
        .usage = "next",
        .brief = N_("goes on to the lesson's next step"),
        .help = N_("When goals of the step are not reached yet, next says what is missing and "
                   "stays; in a script that is an error. skip goes on in any case. Behind the last "
                   "step comes the next lesson."),
        .example = "lesson 0\nnext\n",
        .run = do_next,
    },
    {
        .name = "prev",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_NONE,
        .usage = "prev",
        .brief = N_("goes back to the step before"),
        .help = N_("The step begins as it did the first time."),
        .example = "lesson 0 2\nprev\n",
        .run = do_prev,
    },
    {
        .name = "hint",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_NONE,
        .usage = "hint",
        .brief = N_("shows the step's next hint"),
        .help = N_("Hints come one at a time, from gentle to plain."),
        .example = "lesson 0 2\nhint\n",
        .run = do_hint,
    },
    {
        .name = "solution",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_NONE,
        .usage = "solution",
        .brief = N_("shows the commands that complete the step"),
        .help = N_("They are shown, not done. The record of your progress notes that you looked."),
        .example = "lesson 0 2\nsolution\n",
        .run = do_solution,
    },
    {
        .name = "answer",
        .form = ZT_ARGS_FORMULA,
        .complete = ZT_COMPLETE_NONE,
        .usage = "answer VALUE",
        .brief = N_("answers the step's question"),
        .help =
            N_("VALUE is a number (a decimal comma is fine), up, down or same, or the number of "
               "a choice. At the prompt the value alone will do. Most questions ask what a run "
               "will do, and are answered before it; afterwards the two are compared."),
        .example = "lesson 0 4\nanswer down\n",
        .run = do_answer,
    },
    {
        .name = "skip",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_NONE,
        .usage = "skip",
        .brief = N_("goes on although the step is not finished"),
        .help = N_("The next step brings its own data and model, so nothing is missing there. Your "
                   "progress notes which steps were skipped."),
        .example = "lesson 0 2\nskip\n",
        .run = do_skip,
    },
    {
        .name = "restart",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_NONE,
        .usage = "restart",
        .brief = N_("begins the step again"),
        .help = N_("Data, model, parameters and settings are again as they were when the step "
                   "began."),
        .example = "lesson 0 2\nrestart\n",
        .run = do_restart,
    },
    {
        .name = "free",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_NONE,
        .usage = "free",
        .brief = N_("leaves the lesson to play with what is there"),
        .help = N_("Data, model and parameters stay, and nothing is checked any more. lesson comes "
                   "back to the step exactly as you left it."),
        .example = "lesson 0\nfree\nlesson\n",
        .run = do_free,
    },
    {
        .name = "progress",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_WORDS,
        .choices = "export",
        .usage = "progress [export FILE]",
        .brief = N_("shows how far you are, or writes it to a file"),
        .help = N_("For each lesson that was begun: the steps that are done or skipped, how many "
                   "commands and answers it took, and how many hints. export writes it step by "
                   "step, with the state at the end, to a text file for a teacher. Nothing is ever "
                   "sent anywhere."),
        .example = "progress\nprogress export progress.txt\n",
        .run = do_progress,
    },
    {0},
};
