/* The command solve: the exact minimum beside the present parameters.
 *
 *     parameter      present       exact     distance
 *     w             1.000000    0.536772     0.463228
 *     b             0.000000  -17.304786    17.304786
 *     loss       1763.884764    2.927646  1760.957118 */
#include <config.h>

#include "core/solve.h"

#include <math.h>
#include <stdio.h>

#include "base/number.h"
#include "lang/argument.h"
#include "lang/handlers.h"
#include "lang/nls.h"
#include "lang/report.h"
#include "lang/run.h"
#include "lang/table.h"
#include "lang/wrap.h"

#define DIGITS_REPORTED   6   /* as many as zt_report_loss has behind the point */
#define CONDITION_WORRIES 1e6 /* a loss of six digits is worth a word */

/* As losses are reported; with as many digits as `set digits` says if those are more. */
static void add_value(ZtBuf *out, const ZtSession *session, double value)
{
    int digits = session->settings.digits;
    if (value == 0)
        zt_buf_putc(out, '0');
    else if (digits == ZT_DIGITS_EXACT || digits > DIGITS_REPORTED)
        zt_number_print(out, value, digits, false);
    else
        zt_report_loss(out, value);
}

static void add_numbers(ZtTable *table, const ZtSession *session, double present, double exact,
                        double distance)
{
    add_value(zt_table_cell(table), session, present);
    add_value(zt_table_cell(table), session, exact);
    add_value(zt_table_cell(table), session, distance);
}

static void add_table(ZtBuf *out, const ZtSession *session, const ZtSolution *found)
{
    static const char *const heads[] = {"parameter", "present", "exact", "distance"};
    ZtTable table = {.columns = sizeof heads / sizeof *heads};
    for (size_t i = 0; i < table.columns; i++)
        zt_buf_puts(zt_table_cell(&table), heads[i]);
    for (size_t i = 0; i < session->count; i++) {
        double present = session->param[i], exact = found->exact[i];
        zt_add_name(zt_table_cell(&table), session->name[i]);
        add_numbers(&table, session, present, exact, fabs(present - exact));
    }
    zt_buf_puts(zt_table_cell(&table), "loss");
    add_numbers(&table, session, found->loss + found->gap, found->loss, found->gap);
    zt_table_print(&table, 4, "lr", out);
    zt_table_free(&table);
}

static void add_gap(ZtBuf *out, const ZtSession *session, const ZtSolution *found, size_t width)
{
    ZtBuf gap = {0};
    add_value(&gap, session, found->gap);
    const char *const arg[] = {zt_buf_text(&gap)};
    zt_wrap_sentence(out,
                     isfinite(found->gap)
                         ? _("Gradient descent still has {1} of loss to go.")
                         : _("From the present parameters gradient descent gets nowhere: reset."),
                     arg, 1, width);
    zt_buf_free(&gap);
}

/* The names of one family, "w1, w2"; how many they are. */
static size_t list_group(ZtBuf *out, const ZtSession *session, const size_t *group, size_t family)
{
    size_t count = 0;
    for (size_t i = 0; i < session->count; i++) {
        if (group[i] != family)
            continue;
        zt_buf_puts(out, count > 0 ? ", " : "");
        zt_add_name(out, session->name[i]);
        count++;
    }
    return count;
}

static void add_groups(ZtBuf *out, const ZtSession *session, const size_t *group, size_t width)
{
    for (size_t family = 0; family <= session->count; family++) {
        ZtBuf names = {0};
        size_t count = list_group(&names, session, group, family);
        const char *const arg[] = {zt_buf_text(&names)};
        if (family == 0 && count > 0)
            zt_wrap_sentence(out, _("Without any effect on the prediction: {1}."), arg, 1, width);
        else if (count > 1)
            zt_wrap_sentence(out, _("These parameters cannot be told apart: {1}."), arg, 1, width);
        zt_buf_free(&names);
    }
}

/* What to think of the numbers where they are not the only ones. */
static void add_choice(ZtBuf *out, const ZtSession *session, const ZtSolution *found, size_t width)
{
    char rank[24], count[24], rows[24];
    snprintf(rank, sizeof rank, "%zu", found->rank);
    snprintf(count, sizeof count, "%zu", session->count);
    snprintf(rows, sizeof rows, "%zu", session->data->rows);
    const char *const arg[] = {rank, count, rows};
    if (found->rank == session->count)
        return;
    add_groups(out, session, found->group, width);
    zt_wrap_sentence(out,
                     _("The {3} rows determine only {1} of the {2} parameters, so many solutions "
                       "are equally good. Shown is the one nearest to the present parameters, "
                       "which is where gradient descent from here ends."),
                     arg, 3, width);
}

static void add_condition(ZtBuf *out, const ZtSolution *found, size_t width)
{
    char condition[24], digits[24];
    if (found->condition < CONDITION_WORRIES)
        return;
    snprintf(condition, sizeof condition, "%.0e", found->condition);
    snprintf(digits, sizeof digits, "%.0f", floor(log10(found->condition)));
    const char *const arg[] = {condition, digits};
    zt_wrap_sentence(out,
                     _("The parameters can barely be told apart: the condition number is {1} or "
                       "more, so that changes in the data may be that many times as large in the "
                       "solution, and some {2} digits are lost."),
                     arg, 2, width);
}

static bool slice(void *data, uint64_t *work, bool *done, ZtErr *err)
{
    return zt_solve_advance(data, work, done, err);
}

bool zt_do_solve(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    const ZtSession *session = shell->session;
    if (args->count > 0)
        return zt_fail_extra(shell, "solve", &args->word[0], err);
    ZtSolve *solve = zt_solve_new(session, err);
    bool done = solve && zt_run_slices(shell, slice, solve, err);
    if (done) {
        ZtBuf out = {0};
        size_t width = zt_wrap_width(shell);
        add_table(&out, session, zt_solve_solution(solve));
        add_gap(&out, session, zt_solve_solution(solve), width);
        add_choice(&out, session, zt_solve_solution(solve), width);
        add_condition(&out, zt_solve_solution(solve), width);
        done = zt_say_buf(shell, &out, err);
    }
    zt_solve_free(solve);
    return done || zt_fail_elsewhere(err);
}
