#include <config.h>

#include "lang/compare.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "lang/argument.h"

/* --- which runs --- */

static bool fail_unknown(const ZtRuns *runs, const char *name, ZtErr *err)
{
    const char *names[ZT_RUNS_MAX + 1] = {ZT_COMPARE_NOW};
    size_t count = 1;
    for (size_t i = 0; runs && i < runs->count; i++)
        names[count++] = runs->mark[i]->name;
    const char *near = zt_text_nearest(name, names, count);
    return zt_fail(err, ZT_ERR_MARK_UNKNOWN, name, near ? near : "", NULL);
}

static uint64_t diverged(const ZtSession *run)
{
    for (size_t i = 0; i < zt_history_count(run->history); i++)
        if (!isfinite(zt_history_row(run->history, i).loss))
            return zt_history_row(run->history, i).epoch;
    return 0;
}

static void add(ZtComparison *comparison, const char *name, const ZtSession *run)
{
    comparison->run[comparison->count++] = (ZtCompared){name, run, diverged(run)};
}

static bool is_there(const ZtComparison *comparison, const char *name)
{
    for (size_t i = 0; i < comparison->count; i++)
        if (strcmp(comparison->run[i].name, name) == 0)
            return true;
    return false;
}

static bool add_named(ZtComparison *comparison, const ZtSession *session, const char *name,
                      ZtErr *err)
{
    const ZtMark *mark = zt_runs_find(session->runs, name);
    bool now = strcmp(name, ZT_COMPARE_NOW) == 0;
    if (is_there(comparison, name))
        return zt_fail(err, ZT_ERR_COMPARE_TWICE, name, NULL);
    if (!mark && !now)
        return fail_unknown(session->runs, name, err);
    if (now && !zt_session_has_run(session))
        return zt_fail(err, ZT_ERR_MARK_NO_EPOCH, NULL);
    add(comparison, now ? ZT_COMPARE_NOW : mark->name, now ? session : mark->session);
    return true;
}

/* The present run counts where it has epochs, and is not what was marked last. */
static void add_present(ZtComparison *comparison, const ZtSession *session)
{
    bool fresh = zt_session_has_run(session) && !is_there(comparison, ZT_COMPARE_NOW);
    for (size_t i = 0; fresh && i < comparison->count; i++)
        fresh = !zt_history_same(comparison->run[i].session->history, session->history);
    if (fresh)
        add(comparison, ZT_COMPARE_NOW, session);
}

static bool gather(const ZtSession *session, const ZtWord *word, size_t count,
                   ZtComparison *comparison, ZtErr *err)
{
    for (size_t i = 0; i < count; i++)
        if (!add_named(comparison, session, word[i].text, err))
            return zt_fail_word(err, &word[i]);
    for (size_t i = 0; count == 0 && session->runs && i < session->runs->count; i++)
        add(comparison, session->runs->mark[i]->name, session->runs->mark[i]->session);
    if (count < 2)
        add_present(comparison, session);
    return comparison->count > 1 || zt_fail(err, ZT_ERR_COMPARE_FEW, NULL);
}

/* --- from the same start --- */

static bool same_data(const ZtSession *a, const ZtSession *b)
{
    return a->data == b->data ||
           (strcmp(a->data->name, b->data->name) == 0 && a->data->checksum == b->data->checksum &&
            a->data->rows == b->data->rows && a->data->columns == b->data->columns);
}

static bool same_model(const ZtSession *a, const ZtSession *b)
{
    return a->target == b->target && a->inputs == b->inputs &&
           memcmp(a->input, b->input, a->inputs * sizeof *a->input) == 0 &&
           strcmp(a->model->text, b->model->text) == 0;
}

static bool same_start(const ZtSession *a, const ZtSession *b)
{
    const ZtLeg *first = zt_leg_first(a->leg), *other = zt_leg_first(b->leg);
    return a->count == b->count && first->from == other->from &&
           memcmp(first->param, other->param, a->count * sizeof *first->param) == 0;
}

/* All epochs of both were trained on it. */
static bool same_loss(const ZtSession *a, const ZtSession *b)
{
    const char *loss = a->leg->loss->text;
    for (const ZtLeg *leg = a->leg; leg; leg = leg->before)
        if (strcmp(leg->loss->text, loss) != 0)
            return false;
    for (const ZtLeg *leg = b->leg; leg; leg = leg->before)
        if (strcmp(leg->loss->text, loss) != 0)
            return false;
    return true;
}

static void add_word(ZtBuf *list, bool same, const char *word)
{
    if (!same)
        zt_buf_printf(list, "%s%s", list->len > 0 ? ", " : "", word);
}

static bool check_pair(const ZtCompared *a, const ZtCompared *b, ZtErr *err)
{
    ZtBuf list = {0};
    bool model = same_model(a->session, b->session);
    add_word(&list, same_data(a->session, b->session), "data");
    add_word(&list, model, "model");
    add_word(&list, !model || same_start(a->session, b->session), "start");
    add_word(&list, same_loss(a->session, b->session), "loss");
    bool same = list.len == 0 && !list.failed;
    if (list.failed)
        zt_fail_memory(err);
    else if (!same)
        zt_fail(err, ZT_ERR_COMPARE_DIFFER, a->name, b->name, zt_buf_text(&list), NULL);
    zt_buf_free(&list);
    return same;
}

bool zt_compare_read(const ZtSession *session, const ZtWord *word, size_t count,
                     ZtComparison *comparison, ZtErr *err)
{
    *comparison = (ZtComparison){.count = 0};
    if (!gather(session, word, count, comparison, err))
        return false;
    for (size_t i = 1; i < comparison->count; i++)
        if (!check_pair(&comparison->run[0], &comparison->run[i], err))
            return i < count ? zt_fail_word(err, &word[i]) : false;
    return true;
}

/* --- what is read off them --- */

/* The newest epoch up to that one that the run has kept. */
static uint64_t kept_epoch(const ZtSession *run, uint64_t epoch)
{
    size_t rows = zt_history_find(run->history, epoch);
    return rows > 0 ? zt_history_row(run->history, rows - 1).epoch : 0;
}

bool zt_compare_keeps(const ZtSession *run, uint64_t epoch)
{
    return kept_epoch(run, epoch) == epoch;
}

double zt_compare_loss(const ZtSession *run, uint64_t epoch)
{
    return zt_history_row(run->history, zt_history_find(run->history, epoch) - 1).loss;
}

/* At last this comes to their first epoch, which runs from the same start have all kept. */
uint64_t zt_compare_common(const ZtComparison *comparison)
{
    uint64_t epoch = UINT64_MAX, before;
    bool all = true; /* have diverged */
    for (size_t i = 0; i < comparison->count; i++)
        all = all && comparison->run[i].diverged;
    do {
        before = epoch;
        for (size_t i = 0; i < comparison->count; i++)
            if (all || !comparison->run[i].diverged)
                epoch = kept_epoch(comparison->run[i].session, epoch);
    } while (epoch != before);
    return epoch;
}

size_t zt_compare_lowest(const ZtComparison *comparison, uint64_t epoch)
{
    size_t lowest = comparison->count;
    double least = (double)INFINITY;
    for (size_t i = 0; i < comparison->count; i++) {
        const ZtSession *run = comparison->run[i].session;
        if (!zt_compare_keeps(run, epoch))
            continue;
        double loss = zt_compare_loss(run, epoch);
        if (loss == least)
            lowest = comparison->count;
        if (loss < least) {
            least = loss;
            lowest = i;
        }
    }
    return lowest;
}
