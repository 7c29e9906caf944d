/* Commands that train: train, step, reset, and time, which measures any command. */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "lang/argument.h"
#include "lang/handlers.h"
#include "lang/line.h"
#include "lang/nls.h"
#include "lang/report.h"
#include "lang/run.h"

#define PARAMETERS_SHOWN 8

typedef struct Training {
    ZtShell *shell;
    ZtRun run;
    ZtReporter report;
    ZtFormula *until; /* NULL: train all epochs */
    uint64_t start;   /* the epoch before the run */
    bool met;         /* until holds */
} Training;

/* True if the condition holds; before the first epoch there is no last(loss), and it does not. */
static bool test_condition(Training *training, bool *holds, ZtErr *err)
{
    double value = 0;
    ZtCounts counts = zt_shell_counts(training->shell);
    bool known =
        zt_evaluate_number(training->until, training->shell->session, &counts, &value, err);
    *holds = known && value != 0 && value == value;
    return known || err->kind == ZT_ERR_FORMULA_NO_EPOCH;
}

/* The next epoch at which the run stops to print. */
static uint64_t next_stop(const Training *training)
{
    const ZtSession *session = training->shell->session;
    uint64_t last = session->epoch + training->run.left;
    uint64_t stop = session->epoch == training->start
                        ? training->start + 1
                        : zt_next_milestone(&session->settings, session->epoch);
    return stop < last ? stop : last;
}

/* The epochs up to the next one to print, or one if there is a condition to test. */
static ZtAdvance train_on(Training *training, uint64_t stop, ZtErr *err)
{
    uint64_t epochs = training->until ? 1 : stop - training->shell->session->epoch;
    ZtAdvance how = zt_run_advance(&training->run, epochs, err);
    if (how == ZT_ADVANCE_DONE && training->until && !test_condition(training, &training->met, err))
        return ZT_ADVANCE_FAILED;
    return how;
}

static bool finish(Training *training, ZtAdvance how, ZtErr *err)
{
    if (how == ZT_ADVANCE_FAILED)
        return false;
    if (training->shell->session->epoch > training->start &&
        !zt_report_epoch(&training->report, err))
        return false;
    if (how == ZT_ADVANCE_STOPPED)
        return zt_run_stopped(&training->run, err);
    if (how == ZT_ADVANCE_DIVERGED)
        return zt_report_divergence(training->shell, err);
    if (training->until && !training->met)
        zt_notef(training->shell, "%s", _("The epochs are over; the condition does not hold yet."));
    return true;
}

static bool train(Training *training, ZtErr *err)
{
    ZtAdvance how = ZT_ADVANCE_DONE;
    while (training->run.left > 0 && how == ZT_ADVANCE_DONE && !training->met) {
        uint64_t stop = next_stop(training);
        how = train_on(training, stop, err);
        if (how == ZT_ADVANCE_DONE && training->shell->session->epoch == stop &&
            !zt_report_epoch(&training->report, err))
            return false;
    }
    return finish(training, how, err);
}

/* With a condition: it may hold already, and if it can no longer be tested, all is as before. */
static bool train_until(Training *training, ZtErr *err)
{
    ZtSession *session = training->shell->session;
    if (!test_condition(training, &training->met, err))
        return false;
    if (training->met) {
        zt_notef(training->shell, "%s", _("The condition holds already: no epoch was run."));
        return true;
    }
    ZtSession *before = zt_session_copy(session);
    if (!before)
        return zt_fail_memory(err);
    bool done = train(training, err);
    if (!done && err->kind != ZT_ERR_INTERRUPTED)
        zt_session_swap(session, before);
    zt_session_free(before);
    return done;
}

typedef struct Words { /* of `[N] [until CONDITION]`, by places in args->raw */
    size_t count_len;  /* N, at the beginning */
    size_t condition;  /* where the condition begins, 0 if there is none */
} Words;

static size_t skip_blanks(const char *text, size_t at)
{
    return at + strspn(text + at, " \t");
}

static bool read_words(ZtShell *shell, const ZtArgs *args, Words *words, ZtErr *err)
{
    static const char until[] = "until";
    const char *raw = args->raw;
    *words = (Words){0};
    if (!zt_text_starts(raw, until))
        words->count_len = strcspn(raw, " \t");
    size_t at = skip_blanks(raw, words->count_len);
    size_t len = strcspn(raw + at, " \t");
    if (len == 0)
        return true;
    if (len != strlen(until) || !zt_text_starts(raw + at, until)) {
        const ZtWord word = {.text = raw + at, .at = args->raw_at + at, .len = len};
        return zt_fail_extra(shell, "train", &word, err);
    }
    words->condition = skip_blanks(raw, at + len);
    if (raw[words->condition])
        return true;
    zt_fail_missing(shell, "train", err);
    return zt_fail_at(err, args->raw_at + at, len);
}

static bool read_count(const ZtShell *shell, const ZtArgs *args, size_t len, uint64_t *epochs,
                       ZtErr *err)
{
    *epochs = shell->session->settings.epochs;
    if (len == 0)
        return true;
    char *text = zt_strndup(args->raw, len);
    bool read = text ? zt_epochs_from(text, epochs, err) : zt_fail_memory(err);
    zt_free(text);
    return read ? true : zt_fail_at(err, args->raw_at, len);
}

static bool run_training(ZtShell *shell, const ZtArgs *args, const Words *words, uint64_t epochs,
                         ZtErr *err)
{
    Training training = {
        .shell = shell,
        .run = zt_run_start(shell, shell->session, epochs),
        .report = {.shell = shell},
        .start = shell->session->epoch,
    };
    if (words->condition == 0)
        return train(&training, err);
    const char *text = args->raw + words->condition;
    training.until = zt_formula_parse(text, strlen(text), ZT_FORMULA_VALUE, NULL, err);
    bool done = training.until && train_until(&training, err);
    zt_formula_free(training.until);
    if (!done && err->spanned)
        err->at += args->raw_at + words->condition;
    return done;
}

static bool do_train(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    Words words;
    uint64_t epochs;
    if (!read_words(shell, args, &words, err) ||
        !read_count(shell, args, words.count_len, &epochs, err))
        return false;
    if (!shell->session->data)
        return zt_fail(err, ZT_ERR_DATA_NONE, NULL);
    return run_training(shell, args, &words, epochs, err);
}

static bool do_reset(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    if (args->count > 0)
        return zt_fail_extra(shell, "reset", &args->word[0], err);
    if (!shell->session->data)
        return zt_fail(err, ZT_ERR_DATA_NONE, NULL);
    zt_session_reset(shell->session);
    ZtBuf out = {0};
    zt_buf_puts(&out, "parameters: ");
    zt_add_parameters(&out, shell->session, shell->session->param, PARAMETERS_SHOWN);
    zt_buf_putc(&out, '\n');
    return zt_say_buf(shell, &out, err);
}

/* "217 us": two or three digits, whatever the unit. */
static void add_duration(ZtBuf *out, double seconds)
{
    static const char *const units[] = {"ns", "us", "ms", "s"};
    double value = seconds > 0 ? seconds * 1e9 : 0;
    size_t unit = 0;
    while (unit < 3 && value >= 999.5) {
        value /= 1000;
        unit++;
    }
    zt_buf_printf(out, unit > 0 && value < 9.95 ? "%.1f %s" : "%.0f %s", value, units[unit]);
}

static bool say_time(ZtShell *shell, uint64_t epochs, double seconds, ZtErr *err)
{
    ZtBuf out = {0};
    if (epochs > 0)
        zt_buf_printf(&out, "%llu epoch%s ", (unsigned long long)epochs, epochs == 1 ? "" : "s");
    zt_buf_puts(&out, "in ");
    add_duration(&out, seconds);
    if (epochs > 0) {
        zt_buf_puts(&out, " (");
        add_duration(&out, seconds / (double)epochs);
        zt_buf_puts(&out, " per epoch)");
    }
    zt_buf_putc(&out, '\n');
    return zt_say_buf(shell, &out, err);
}

static bool do_time(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    ZtPiece piece;
    size_t at = args->raw_at;
    if (args->raw_len == 0 || !zt_line_next(args->line, &at, &piece))
        return zt_fail_missing(shell, "time", err);
    if (piece.len == 4 && zt_text_starts(args->raw, "time")) {
        const ZtWord word = {.text = "time", .at = piece.at, .len = piece.len};
        return zt_fail_extra(shell, "time", &word, err);
    }
    uint64_t before = shell->session->epoch;
    double started = shell->host->clock(shell->host->data);
    if (!zt_shell_command(shell, args->line, args->raw_at, err))
        return false;
    double ended = shell->host->clock(shell->host->data);
    uint64_t after = shell->session->epoch;
    return say_time(shell, after > before ? after - before : 0, ended - started, err);
}

const ZtCommand zt_train_commands[] = {
    {
        .name = "step",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_NONE,
        .usage = "step [N]",
        .brief = N_("do one update and show all of it"),
        .help = N_(
            "One epoch, taken apart: the prediction for the rows, the loss, its gradient, and how "
            "each parameter is changed: new = old - lr * gradient. With N, that many epochs."),
        .example = "load thermometer\nstep\n",
        .run = zt_do_step,
    },
    {
        .name = "train",
        .form = ZT_ARGS_FORMULA,
        .complete = ZT_COMPLETE_FORMULA,
        .choices = "until",
        .usage = "train [N] [until CONDITION]",
        .brief = N_("repeat the update many times"),
        .help = N_(
            "Runs N epochs, or as many as the setting epochs says. An epoch is prediction, loss, "
            "gradient and update over all rows. It is printed at the milestones (see set) and at "
            "the first and last epoch; ... stands for those between. The loss and the gradient are "
            "those before the update, the parameters those after it.\n\n"
            "With until, the condition is tested before the first and after every epoch, and the "
            "training ends as soon as it holds. Ctrl-C stops a training and keeps what it has "
            "reached."),
        .example = "load thermometer\ntrain 100\ntrain 5000 until loss < 28\n",
        .run = do_train,
    },
    {
        .name = "reset",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_NONE,
        .usage = "reset",
        .brief = N_("parameters back to their start, epoch 0"),
        .help =
            N_("The parameters get the values they started with, the epoch is 0 and the history "
               "empty. Data, model, scaling and settings stay."),
        .example = "load thermometer\ntrain 10\nreset\n",
        .run = do_reset,
    },
    {
        .name = "time",
        .form = ZT_ARGS_FORMULA,
        .complete = ZT_COMPLETE_COMMAND,
        .usage = "time COMMAND",
        .brief = N_("do a command and say how long it took"),
        .help = N_("Does the command, and then says how long it took; for a training also how long "
                   "one epoch took on average."),
        .example = "load thermometer\nset report quiet\ntime train 5000\n",
        .run = do_time,
    },
    {0},
};
