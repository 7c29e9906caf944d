/* The journal: all that changed the parameters since they stood at a known place, so that another
 * program can do it again (the PyTorch script of export).
 *
 * It begins where the parameters are put somewhere as a whole: by reset, a new model, new data, a
 * restored session, another precision. From there on it has an entry for each run of epochs, with
 * the terms under which it ran, and for each parameter that was set between two runs. Equal runs
 * one after the other are one entry. When it is full, or memory runs out, it begins anew at the
 * present parameters. */
#ifndef ZT_CORE_JOURNAL_H
#define ZT_CORE_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/scale.h"
#include "core/settings.h"

#define ZT_JOURNAL_ENTRIES 1000

typedef struct ZtTerms { /* under which a run trains and reports */
    double lr;
    const char *loss; /* mse, mae, huber or a formula */
    ZtScaleKind scale;
    double factor; /* of ZT_SCALE_FACTOR */
    ZtReport report;
    unsigned milestone_count;
    uint64_t milestones[ZT_MILESTONES_MAX];
} ZtTerms;

typedef struct ZtJournalEntry {
    const ZtTerms *terms; /* of a run; NULL: a parameter was set */
    uint64_t epochs;      /* asked for in a run that diverged, else completed */
    uint64_t done;        /* completed */
    uint64_t times;       /* so many such runs */
    bool diverged;
    size_t parameter;
    double value;
} ZtJournalEntry;

typedef struct ZtJournal ZtJournal;

ZtJournal *zt_journal_new(size_t parameters); /* NULL when memory runs out */
ZtJournal *zt_journal_copy(const ZtJournal *journal);
void zt_journal_free(ZtJournal *journal);

/* Forgets all: the training stands at this epoch with these parameters. */
void zt_journal_begin(ZtJournal *journal, uint64_t epoch, const double *param);

/* Each adds an entry, or is false if there is no room for it: then begin anew. A run is begun with
 * the epochs asked for, and told of those that were done, in one or many portions. */
bool zt_journal_set(ZtJournal *journal, size_t parameter, double value);
bool zt_journal_run(ZtJournal *journal, const ZtTerms *terms, uint64_t epochs);
bool zt_journal_ran(ZtJournal *journal, uint64_t epochs, bool diverged);

/* The training went back to this epoch, where the parameters are these. went_on: with what was set
 * behind that epoch, before the next run. */
void zt_journal_cut(ZtJournal *journal, uint64_t epoch, const double *param, bool went_on);

uint64_t zt_journal_epoch(const ZtJournal *journal);      /* where it begins, */
const double *zt_journal_param(const ZtJournal *journal); /* and with which parameters */
size_t zt_journal_count(const ZtJournal *journal);
ZtJournalEntry zt_journal_entry(const ZtJournal *journal, size_t index);

#endif
