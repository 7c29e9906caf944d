#include <config.h>

#include "core/journal.h"

#include <string.h>

#include "base/memory.h"

/* Terms belong to all entries, in this journal and in copies of it, that ran under them. */
typedef struct Shared {
    ZtTerms terms; /* first: an entry's terms point here */
    char *loss;
    int references;
} Shared;

struct ZtJournal {
    uint64_t epoch;
    double *param;
    size_t parameters;
    ZtJournalEntry *entry;
    size_t count, cap;
    uint64_t asked; /* of the run that is the last entry */
    bool open;      /* the last entry is a run that may go on */
};

static Shared *shared_new(const ZtTerms *terms)
{
    Shared *shared = zt_alloc(1, sizeof *shared);
    char *loss = zt_strdup(terms->loss);
    if (!shared || !loss) {
        zt_free(shared);
        zt_free(loss);
        return NULL;
    }
    *shared = (Shared){.terms = *terms, .loss = loss, .references = 1};
    shared->terms.loss = loss;
    return shared;
}

static Shared *shared_of(const ZtJournalEntry *entry)
{
    return (Shared *)entry->terms;
}

static void release(const ZtJournalEntry *entry)
{
    Shared *shared = shared_of(entry);
    if (!shared || --shared->references > 0)
        return;
    zt_free(shared->loss);
    zt_free(shared);
}

static bool same_terms(const ZtTerms *a, const ZtTerms *b)
{
    size_t size = a->milestone_count * sizeof a->milestones[0];
    return a->lr == b->lr && strcmp(a->loss, b->loss) == 0 && a->scale == b->scale &&
           (a->scale != ZT_SCALE_FACTOR || a->factor == b->factor) && a->report == b->report &&
           a->milestone_count == b->milestone_count &&
           memcmp(a->milestones, b->milestones, size) == 0;
}

ZtJournal *zt_journal_new(size_t parameters)
{
    ZtJournal *journal = zt_alloc(1, sizeof *journal);
    if (!journal)
        return NULL;
    journal->parameters = parameters;
    journal->param = zt_alloc(parameters + 1, sizeof *journal->param);
    if (journal->param)
        return journal;
    zt_free(journal);
    return NULL;
}

static void forget(ZtJournal *journal)
{
    for (size_t i = 0; i < journal->count; i++)
        release(&journal->entry[i]);
    journal->count = 0;
    journal->open = false;
}

void zt_journal_free(ZtJournal *journal)
{
    if (!journal)
        return;
    forget(journal);
    zt_free(journal->entry);
    zt_free(journal->param);
    zt_free(journal);
}

ZtJournal *zt_journal_copy(const ZtJournal *from)
{
    ZtJournal *copy = zt_journal_new(from->parameters);
    if (!copy || !ZT_GROW(copy->entry, copy->cap, from->count)) {
        zt_journal_free(copy);
        return NULL;
    }
    zt_journal_begin(copy, from->epoch, from->param);
    for (; copy->count < from->count; copy->count++) {
        copy->entry[copy->count] = from->entry[copy->count];
        if (shared_of(&from->entry[copy->count]))
            shared_of(&from->entry[copy->count])->references++;
    }
    copy->asked = from->asked;
    copy->open = from->open;
    return copy;
}

void zt_journal_begin(ZtJournal *journal, uint64_t epoch, const double *param)
{
    forget(journal);
    journal->epoch = epoch;
    if (journal->parameters > 0)
        memcpy(journal->param, param, journal->parameters * sizeof *param);
}

size_t zt_journal_bytes(const ZtJournal *journal)
{
    return sizeof *journal + journal->parameters * sizeof *journal->param +
           journal->cap * sizeof *journal->entry;
}

static bool equal_runs(const ZtJournalEntry *a, const ZtJournalEntry *b)
{
    return a->terms && a->terms == b->terms && a->epochs == b->epochs && a->done == b->done;
}

/* A run that is over: one without an epoch was none, and one like that before it joins it. */
static void close_run(ZtJournal *journal)
{
    if (!journal->open)
        return;
    journal->open = false;
    ZtJournalEntry *last = &journal->entry[journal->count - 1];
    bool none = last->done == 0;
    bool again = !none && journal->count > 1 && equal_runs(last - 1, last);
    if (again)
        last[-1].times++;
    if (none || again) {
        release(last);
        journal->count--;
    }
}

static ZtJournalEntry *append(ZtJournal *journal)
{
    if (journal->count == ZT_JOURNAL_ENTRIES ||
        !ZT_GROW(journal->entry, journal->cap, journal->count + 1))
        return NULL;
    return &journal->entry[journal->count];
}

/* Of a parameter set several times between two runs only the last value counts. */
bool zt_journal_set(ZtJournal *journal, size_t parameter, double value)
{
    close_run(journal);
    for (size_t i = journal->count; i > 0 && !journal->entry[i - 1].terms; i--)
        if (journal->entry[i - 1].parameter == parameter) {
            journal->entry[i - 1].value = value;
            return true;
        }
    ZtJournalEntry *entry = append(journal);
    if (!entry)
        return false;
    *entry = (ZtJournalEntry){.parameter = parameter, .value = value};
    journal->count++;
    return true;
}

/* The terms of the last run, if they are these. */
static Shared *terms_in_force(const ZtJournal *journal, const ZtTerms *terms)
{
    for (size_t i = journal->count; i > 0; i--)
        if (journal->entry[i - 1].terms)
            return same_terms(journal->entry[i - 1].terms, terms)
                       ? shared_of(&journal->entry[i - 1])
                       : NULL;
    return NULL;
}

bool zt_journal_run(ZtJournal *journal, const ZtTerms *terms, uint64_t epochs)
{
    close_run(journal);
    ZtJournalEntry *entry = append(journal);
    if (!entry)
        return false;
    Shared *shared = terms_in_force(journal, terms);
    if (shared)
        shared->references++;
    else if (!(shared = shared_new(terms)))
        return false;
    *entry = (ZtJournalEntry){.terms = &shared->terms, .times = 1};
    journal->count++;
    journal->asked = epochs;
    journal->open = true;
    return true;
}

bool zt_journal_ran(ZtJournal *journal, uint64_t epochs, bool diverged)
{
    if (!journal->open)
        return false;
    ZtJournalEntry *run = &journal->entry[journal->count - 1];
    run->done += epochs;
    run->diverged = diverged;
    run->epochs = diverged ? journal->asked : run->done;
    return true;
}

/* Keeps so many entries. */
static void keep(ZtJournal *journal, size_t count)
{
    while (journal->count > count)
        release(&journal->entry[--journal->count]);
}

/* Of an entry of equal runs those up to `left` epochs, the last of them perhaps in part; false if
 * there is no room for that part. */
static bool shorten(ZtJournal *journal, size_t index, uint64_t left)
{
    ZtJournalEntry *entry = &journal->entry[index], part = *entry;
    entry->times = left / entry->done;
    part.times = 1;
    part.epochs = part.done = left % entry->done;
    part.diverged = false;
    keep(journal, index + 1);
    if (entry->times == 0) {
        *entry = part;
    } else if (part.done > 0) {
        if (!append(journal))
            return false;
        shared_of(&part)->references++;
        journal->entry[journal->count++] = part;
    }
    return true;
}

void zt_journal_cut(ZtJournal *journal, uint64_t epoch, const double *param, bool went_on)
{
    uint64_t at = journal->epoch;
    size_t i = 0;
    close_run(journal);
    for (; i < journal->count && at < epoch; i++) {
        const ZtJournalEntry *entry = &journal->entry[i];
        uint64_t done = entry->terms ? entry->done * entry->times : 0;
        if (done > epoch - at) {
            if (!shorten(journal, i, epoch - at))
                zt_journal_begin(journal, epoch, param);
            return;
        }
        at += done;
    }
    while (went_on && i < journal->count && !journal->entry[i].terms)
        i++;
    keep(journal, i);
    if (at != epoch || i == 0) /* it is before the journal, or just where that begins */
        zt_journal_begin(journal, epoch, param);
}

uint64_t zt_journal_epoch(const ZtJournal *journal)
{
    return journal->epoch;
}

const double *zt_journal_param(const ZtJournal *journal)
{
    return journal->param;
}

/* A run that has not done an epoch yet does not count. */
size_t zt_journal_count(const ZtJournal *journal)
{
    return journal->count - (journal->open && journal->entry[journal->count - 1].done == 0);
}

ZtJournalEntry zt_journal_entry(const ZtJournal *journal, size_t index)
{
    return journal->entry[index];
}
