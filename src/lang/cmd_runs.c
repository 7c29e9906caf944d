/* Commands about runs: mark keeps one, compare puts several side by side. */
#include <config.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "lang/argument.h"
#include "lang/compare.h"
#include "lang/nls.h"
#include "lang/report.h"
#include "lang/table.h"

#define RATES_SHOWN 3

/* --- columns of a run --- */

/* The learning rates in the order in which they were used, the later ones of many left out. The
 * legs lead from the newest to the oldest: what is met last is to stand first. */
static void put_lr(ZtBuf *cell, const ZtSession *run)
{
    double rate[RATES_SHOWN] = {0};
    size_t count = 0;
    for (const ZtLeg *leg = run->leg; leg; leg = leg->before) {
        if (leg->before && leg->before->lr == leg->lr)
            continue;
        memmove(rate + 1, rate, (RATES_SHOWN - 1) * sizeof *rate);
        rate[0] = leg->lr;
        count++;
    }
    for (size_t i = 0; i < count && i < RATES_SHOWN; i++) {
        zt_buf_puts(cell, i > 0 ? ", " : "");
        zt_number_exact(cell, rate[i], false);
    }
    zt_buf_puts(cell, count > RATES_SHOWN ? ", ..." : "");
}

static void put_normalize(ZtBuf *cell, const ZtSession *run)
{
    static const char *const words[] = {"none", "", "standard", "minmax"};
    if (run->leg->scaling == ZT_SCALE_FACTOR)
        zt_number_exact(cell, run->leg->factor, false);
    else
        zt_buf_puts(cell, words[run->leg->scaling]);
}

static void put_precision(ZtBuf *cell, const ZtSession *run)
{
    zt_buf_puts(cell, run->leg->precision == ZT_SINGLE ? "single" : "double");
}

/* Conditions, besides the learning rate shown only where runs differ in them. */
static const struct {
    const char *head;
    bool always;
    void (*put)(ZtBuf *cell, const ZtSession *run);
} conditions[] = {
    {"lr", true, put_lr},
    {"normalize", false, put_normalize},
    {"precision", false, put_precision},
};
#define CONDITIONS (sizeof conditions / sizeof *conditions)

static bool differs(const ZtComparison *comparison, size_t condition)
{
    ZtBuf first = {0};
    bool differ = false;
    conditions[condition].put(&first, comparison->run[0].session);
    for (size_t i = 1; i < comparison->count; i++) {
        ZtBuf other = {0};
        conditions[condition].put(&other, comparison->run[i].session);
        differ = differ || strcmp(zt_buf_text(&first), zt_buf_text(&other)) != 0;
        zt_buf_free(&other);
    }
    zt_buf_free(&first);
    return differ;
}

/* --- what became of a run --- */

typedef struct Story {
    double first, last, least;
    uint64_t least_epoch, epochs;
} Story;

static Story tell(const ZtSession *run)
{
    size_t count = zt_history_count(run->history);
    Story story = {.first = zt_history_row(run->history, 0).loss,
                   .last = zt_history_row(run->history, count - 1).loss,
                   .least = (double)INFINITY,
                   .epochs = run->epoch - zt_session_origin(run)};
    for (size_t i = 0; i < count; i++) {
        ZtHistoryRow row = zt_history_row(run->history, i);
        if (row.loss < story.least) {
            story.least = row.loss;
            story.least_epoch = row.epoch;
        }
    }
    return story;
}

/* The highest of the last losses that are finite: what every run, unless it diverged, has reached.
 * Infinite if there is none. */
static double reached_by_all(const ZtComparison *comparison)
{
    double highest = -(double)INFINITY;
    for (size_t i = 0; i < comparison->count; i++) {
        Story story = tell(comparison->run[i].session);
        if (!comparison->run[i].diverged && story.last > highest)
            highest = story.last;
    }
    return isfinite(highest) ? highest : (double)INFINITY;
}

/* The first epoch, of those kept, with that loss or a lower one; 0 if there is none. */
static uint64_t reaches(const ZtSession *run, double loss)
{
    for (size_t i = 0; i < zt_history_count(run->history); i++)
        if (zt_history_row(run->history, i).loss <= loss)
            return zt_history_row(run->history, i).epoch;
    return 0;
}

/* --- the table of the runs --- */

static void put_epoch(ZtTable *table, uint64_t epoch)
{
    if (epoch > 0)
        zt_buf_printf(zt_table_cell(table), "%llu", (unsigned long long)epoch);
    else
        zt_buf_putc(zt_table_cell(table), '-');
}

static void put_heads(ZtTable *table, const bool *shown, double goal)
{
    static const char *const heads[] = {"epochs", "first loss", "last loss", "lowest", "at epoch"};
    zt_buf_puts(zt_table_cell(table), "run");
    for (size_t i = 0; i < CONDITIONS; i++)
        if (shown[i])
            zt_buf_puts(zt_table_cell(table), conditions[i].head);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        zt_buf_puts(zt_table_cell(table), heads[i]);
    if (isfinite(goal)) {
        ZtBuf *cell = zt_table_cell(table);
        zt_buf_puts(cell, "<= ");
        zt_report_loss(cell, goal);
    }
}

static void put_run(ZtTable *table, const ZtCompared *run, const bool *shown, double goal)
{
    Story story = tell(run->session);
    zt_add_name(zt_table_cell(table), run->name);
    for (size_t i = 0; i < CONDITIONS; i++)
        if (shown[i])
            conditions[i].put(zt_table_cell(table), run->session);
    zt_buf_printf(zt_table_cell(table), "%llu", (unsigned long long)story.epochs);
    zt_report_loss(zt_table_cell(table), story.first);
    zt_report_loss(zt_table_cell(table), story.last);
    if (story.least_epoch > 0)
        zt_report_loss(zt_table_cell(table), story.least);
    else
        zt_buf_putc(zt_table_cell(table), '-');
    put_epoch(table, story.least_epoch);
    if (isfinite(goal))
        put_epoch(table, reaches(run->session, goal));
}

static void add_runs(ZtBuf *out, const ZtComparison *comparison)
{
    bool shown[CONDITIONS];
    double goal = reached_by_all(comparison);
    ZtTable table = {.columns = isfinite(goal) ? 7 : 6};
    for (size_t i = 0; i < CONDITIONS; i++) {
        shown[i] = conditions[i].always || differs(comparison, i);
        table.columns += shown[i];
    }
    put_heads(&table, shown, goal);
    for (size_t i = 0; i < comparison->count; i++)
        put_run(&table, &comparison->run[i], shown, goal);
    zt_table_print(&table, 0, "lr", out);
    zt_table_free(&table);
}

/* --- the losses at common epochs --- */

static bool one_keeps(const ZtComparison *comparison, uint64_t epoch)
{
    for (size_t i = 0; i < comparison->count; i++)
        if (zt_compare_keeps(comparison->run[i].session, epoch))
            return true;
    return false;
}

static void put_losses(ZtTable *table, const ZtComparison *comparison, uint64_t epoch)
{
    put_epoch(table, epoch);
    for (size_t i = 0; i < comparison->count; i++) {
        const ZtSession *run = comparison->run[i].session;
        if (zt_compare_keeps(run, epoch))
            zt_report_loss(zt_table_cell(table), zt_compare_loss(run, epoch));
        else
            zt_buf_putc(zt_table_cell(table), '-');
    }
}

/* At the milestones, and the last common epoch. */
static void add_losses(ZtBuf *out, const ZtComparison *comparison, const ZtSettings *settings)
{
    ZtTable table = {.columns = comparison->count + 1};
    uint64_t last = zt_compare_common(comparison);
    zt_buf_puts(zt_table_cell(&table), "epoch");
    for (size_t i = 0; i < comparison->count; i++)
        zt_add_name(zt_table_cell(&table), comparison->run[i].name);
    for (unsigned i = 0; i < settings->milestone_count; i++)
        if (settings->milestones[i] < last && one_keeps(comparison, settings->milestones[i]))
            put_losses(&table, comparison, settings->milestones[i]);
    put_losses(&table, comparison, last);
    zt_table_print(&table, 0, "r", out);
    zt_table_free(&table);
}

/* --- what comes of it --- */

static void add_lowest(ZtBuf *out, const ZtComparison *comparison)
{
    uint64_t epoch = zt_compare_common(comparison);
    size_t lowest = zt_compare_lowest(comparison, epoch);
    zt_buf_printf(out, "lowest at epoch %llu: ", (unsigned long long)epoch);
    if (lowest == comparison->count) {
        zt_buf_puts(out, "no single run\n");
        return;
    }
    zt_add_name(out, comparison->run[lowest].name);
    zt_buf_puts(out, ", ");
    zt_report_loss(out, zt_compare_loss(comparison->run[lowest].session, epoch));
    zt_buf_putc(out, '\n');
}

static void add_diverged(ZtBuf *out, const ZtComparison *comparison)
{
    for (size_t i = 0; i < comparison->count; i++) {
        uint64_t epoch = comparison->run[i].diverged;
        if (epoch == 0)
            continue;
        zt_buf_puts(out, "diverged: ");
        zt_add_name(out, comparison->run[i].name);
        zt_buf_printf(out, ", since epoch %llu\n", (unsigned long long)epoch);
    }
}

static bool do_compare(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    ZtComparison comparison;
    ZtBuf out = {0};
    if (!zt_compare_read(shell->session, args->word, args->count, &comparison, err))
        return false;
    add_runs(&out, &comparison);
    zt_buf_putc(&out, '\n');
    add_losses(&out, &comparison, &shell->session->settings);
    zt_buf_putc(&out, '\n');
    add_lowest(&out, &comparison);
    add_diverged(&out, &comparison);
    return zt_say_buf(shell, &out, err);
}

/* --- mark --- */

static void put_mark(ZtTable *table, const ZtMark *mark)
{
    const ZtSession *run = mark->session;
    size_t count = zt_history_count(run->history);
    zt_add_name(zt_table_cell(table), mark->name);
    zt_add_name(zt_table_cell(table), run->data->name);
    zt_add_name(zt_table_cell(table), run->model->text);
    put_lr(zt_table_cell(table), run);
    zt_buf_printf(zt_table_cell(table), "%llu", (unsigned long long)run->epoch);
    zt_report_loss(zt_table_cell(table), zt_history_row(run->history, count - 1).loss);
}

static bool list_marks(ZtShell *shell, ZtErr *err)
{
    static const char *const heads[] = {"mark", "data", "model", "lr", "epoch", "last loss"};
    const ZtRuns *runs = shell->session->runs;
    ZtTable table = {.columns = sizeof heads / sizeof *heads};
    ZtBuf out = {0};
    if (!runs || runs->count == 0) {
        zt_notef(shell, "%s", _("There are no marks. mark NAME keeps the present run."));
        return true;
    }
    for (size_t i = 0; i < table.columns; i++)
        zt_buf_puts(zt_table_cell(&table), heads[i]);
    for (size_t i = 0; i < runs->count; i++)
        put_mark(&table, runs->mark[i]);
    zt_table_print(&table, 0, "lllr", &out);
    zt_table_free(&table);
    return zt_say_buf(shell, &out, err);
}

static bool check_name(const ZtWord *word, ZtErr *err)
{
    size_t len = strlen(word->text);
    char most[24];
    if (len <= ZT_RUNS_NAME && zt_identifier(word->text, len) &&
        !zt_text_same(word->text, "none") && !zt_text_same(word->text, ZT_COMPARE_NOW))
        return true;
    snprintf(most, sizeof most, "%u", ZT_RUNS_NAME);
    zt_fail(err, ZT_ERR_MARK_NAME, word->text, most, NULL);
    return zt_fail_word(err, word);
}

static bool take_away(ZtShell *shell, const ZtWord *word, ZtErr *err)
{
    const ZtRuns *runs = shell->session->runs;
    const char *names[ZT_RUNS_MAX];
    if (zt_runs_find(runs, word->text))
        return zt_session_unmark(shell->session, word->text, err);
    for (size_t i = 0; runs && i < runs->count; i++)
        names[i] = runs->mark[i]->name;
    const char *near = zt_text_nearest(word->text, names, runs ? runs->count : 0);
    zt_fail(err, ZT_ERR_MARK_UNKNOWN, word->text, near ? near : "", NULL);
    return zt_fail_word(err, word);
}

static bool make_mark(ZtShell *shell, const ZtWord *word, ZtErr *err)
{
    ZtSession *session = shell->session;
    bool again = zt_runs_find(session->runs, word->text) != NULL;
    ZtBuf out = {0};
    if (!zt_session_mark(session, word->text, err))
        return false;
    zt_add_name(&out, word->text);
    zt_buf_printf(&out, ": epoch %llu, loss ", (unsigned long long)session->epoch);
    zt_report_loss(&out, session->last_loss);
    zt_buf_puts(&out, again ? " (in the place of an older mark)\n" : "\n");
    return zt_say_buf(shell, &out, err);
}

static bool do_mark(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    bool away = args->count == 2 && zt_text_same(args->word[1].text, "none");
    if (args->count == 0)
        return list_marks(shell, err);
    if (args->count > 1 && !away)
        return zt_fail_extra(shell, "mark", &args->word[1], err);
    if (!check_name(&args->word[0], err))
        return false;
    return away ? take_away(shell, &args->word[0], err) : make_mark(shell, &args->word[0], err);
}

const ZtCommand zt_runs_commands[] = {
    {
        .name = "mark",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_MARKS,
        .usage = "mark [NAME [none]]",
        .brief = N_("keep the present run, to compare it with others"),
        .help = N_(
            "The run as it stands gets the name: its start, settings, parameters and history. A "
            "name that is there already then stands for the new run. mark NAME none takes the mark "
            "away; mark alone lists all of them.\n"
            "\n"
            "Marks stay whatever becomes of the session, also when undo takes the run back. There "
            "can be 32, which may take 256 MiB. save does not write them."),
        .example = "load thermometer\ntrain 100\nmark slow\nmark\nmark slow none\n",
        .looks = true,
        .run = do_mark,
    },
    {
        .name = "compare",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_MARKS,
        .choices = "now",
        .usage = "compare [NAME ...]",
        .brief = N_("put marked runs side by side"),
        .help = N_(
            "A table of the runs named; now is the present one. With one name, it is compared with "
            "the present run; without, all marks and the present run are. The first table has the "
            "learning rate (several, if it was changed on the way), the loss at the beginning, at "
            "the end and where it was lowest, and the epoch from which on a run is at least as "
            "good as the worst one at its end. The second has the loss of each run at the "
            "milestones and at the last epoch that all of them have, diverged ones aside.\n"
            "\n"
            "Only runs from the same start can be compared: the same data, model, first "
            "parameters, and loss. plot compare shows them in one picture."),
        .example = "load thermometer\nset report quiet\ntrain 100\nmark slow\nreset\nset lr 3e-4\n"
                   "train 100\nmark fast\ncompare slow fast\n",
        .looks = true,
        .run = do_compare,
    },
    {0},
};
