/* The session: all that a learner has. Data, model, settings, parameters, where the training
 * stands. Front ends and commands read its fields freely and change it only through functions.
 *
 * A function that fails leaves the session as it was. What can be computed again from the rest (the
 * compiled program, the loss and gradient at the present parameters) is made when it is needed. */
#ifndef ZT_CORE_SESSION_H
#define ZT_CORE_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"
#include "core/dataset.h"
#include "core/formula.h"
#include "core/history.h"
#include "core/journal.h"
#include "core/leg.h"
#include "core/runs.h"
#include "core/scale.h"
#include "core/settings.h"

typedef struct ZtEngine ZtEngine; /* engine.h */

struct ZtSession {
    /* The data, its columns' roles, and how the columns are brought to size. */
    ZtDataset *data; /* NULL before the first load */
    size_t *input;   /* columns of x1, x2, ... */
    size_t inputs;
    size_t target;    /* column of y */
    char **label;     /* per column, NULL where the name serves */
    ZtScales *scales; /* the columns as model and loss see them */

    /* The model: the prediction's formula and its parameters, in order of first appearance. */
    ZtFormula *model;
    char **name; /* count parameter names */
    size_t count;
    double *start; /* values after reset */

    ZtFormula
        *loss; /* formula of the loss; the text "mse", "mae", "huber" or a formula in loss_text */
    char *loss_text;

    ZtSettings settings;

    /* Where the training stands. */
    double *param;  /* present values */
    uint64_t epoch; /* since the last reset */
    bool has_last;  /* an epoch has run: last_loss and last_grad are what it printed */
    double last_loss;
    double *last_grad;
    bool diverged; /* the loss of epoch `epoch` was not finite */
    ZtHistory *history;
    ZtLeg *leg; /* the newest of the run; NULL before its first epoch */
    bool moved; /* the parameters were changed since the last epoch, other than by training */
    ZtJournal *journal; /* what brought the parameters where they are, for another program */

    ZtRuns *runs; /* those marked, NULL if there are none; no part of the state itself */

    ZtEngine *engine; /* NULL until needed */
};

ZtSession *zt_session_new(void);                      /* NULL when memory runs out */
ZtSession *zt_session_copy(const ZtSession *session); /* shares data, copies the rest */
void zt_session_free(ZtSession *session);
void zt_session_swap(ZtSession *a, ZtSession *b); /* exchanges the contents */

/* The same to the bit: of the same data set, with the same roles, scaling, model, settings, where
 * the training stands, and history; marks do not count. */
bool zt_session_same(const ZtSession *a, const ZtSession *b);

/* Memory that the session takes, without what it shares with other (NULL: none) and without what
 * can be made again. */
size_t zt_session_bytes(const ZtSession *session, const ZtSession *other);

/* Gives up what can be made again: for a session that is put aside. */
void zt_session_rest(ZtSession *session);

/* New data: takes a reference of its own. x (count names; 0: every numeric column but y) and y
 * (NULL: the last numeric column that is not in x) choose the roles. Normalization none, default
 * model, parameters at their start, epoch 0; settings kept. */
bool zt_session_load(ZtSession *session, ZtDataset *data, const char *const *x, size_t count,
                     const char *y, ZtErr *err);

/* The axis title of a column; an empty text goes back to the name. */
bool zt_session_label(ZtSession *session, const char *column, const char *text, ZtErr *err);
const char *zt_session_column_title(const ZtSession *session, size_t column);

/* A new model from `[COLUMN =] FORMULA [where NAME=VALUE, ...]`; values may be expressions of
 * numbers. COLUMN becomes the target (y). Error spans count from the start of text. */
bool zt_session_model(ZtSession *session, const char *text, size_t len, ZtErr *err);

/* The loss: mse, mae, huber, or a formula of p, y, columns and numbers. */
bool zt_session_loss(ZtSession *session, const char *text, size_t len, ZtErr *err);

/* Index of a parameter, or -1. */
ptrdiff_t zt_session_parameter(const ZtSession *session, const char *name);

/* An error for a name that is no parameter: did-you-mean and the list of them. Returns false. */
bool zt_fail_parameter(ZtErr *err, const ZtSession *session, const char *name);

/* Gives a parameter a value, rounded to the session's precision. */
void zt_session_set(ZtSession *session, size_t parameter, double value);

/* How the inputs are scaled, always from the raw values; parameters, epoch, history are kept. */
bool zt_session_normalize(ZtSession *session, ZtScaleKind kind, double factor, ZtErr *err);

/* Goes to the other precision. data is the same set read again in it (a reference is taken), or
 * NULL if no data is loaded. */
bool zt_session_precision(ZtSession *session, ZtPrecision precision, ZtDataset *data, ZtErr *err);

/* The number of threads changed in settings: takes effect here. */
void zt_session_threads(ZtSession *session);

/* Parameters to their start, epoch 0, history empty. */
void zt_session_reset(ZtSession *session);

/* Puts the state of a saved session back: values of all parameters in order, and the epoch. */
void zt_session_restore(ZtSession *session, uint64_t epoch, const double *param, bool diverged);

/* Loss and gradient at the present parameters (what the next epoch would print). *grad has count
 * values and is borrowed until the next change; either pointer may be NULL. */
bool zt_session_loss_now(ZtSession *session, double *loss, const double **grad, ZtErr *err);

/* What y is predicted to be, per row of the data; out has data->rows values. */
bool zt_session_predictions(ZtSession *session, double *out, ZtErr *err);

/* The model reads at least one column of the data. */
bool zt_session_reads_data(const ZtSession *session);

/* Predictions for other inputs, in raw units (the session's scaling is applied): rows times inputs
 * values, row by row; out has rows values. Columns that the model names but that are no input
 * cannot be given: error. */
bool zt_session_predict(ZtSession *session, const double *raw, size_t rows, double *out,
                        ZtErr *err);

typedef enum ZtRunEnd {
    ZT_RUN_DONE,     /* all epochs asked for */
    ZT_RUN_PAUSED,   /* the slice is over, perhaps within an epoch: call again */
    ZT_RUN_DIVERGED, /* the loss of the last epoch is not finite */
    ZT_RUN_FAILED,   /* err is set; nothing was changed */
} ZtRunEnd;

/* Trains: at most *epochs epochs, *epochs lessened by those that were completed, and about `work`
 * units of work (a unit is one epoch of a small data set, or some thousands of rows of a large
 * one). A run of a diverged session does one epoch and stops again. */
ZtRunEnd zt_session_train(ZtSession *session, uint64_t *epochs, uint64_t work, ZtErr *err);

/* For the journal: a run of so many epochs begins; so many of them were done. */
void zt_session_run_begins(ZtSession *session, uint64_t epochs);
void zt_session_run_did(ZtSession *session, uint64_t epochs);

/* The terms under which the session trains at present; the loss is borrowed from it. */
ZtTerms zt_session_terms(const ZtSession *session);

/* Forgets an epoch that was begun and not completed. */
void zt_session_drop(ZtSession *session);

/* True if there are epochs of whose beginning and conditions all is known. */
bool zt_session_has_run(const ZtSession *session);

/* The epoch before which the run, as far as it is known, began: how far it can be gone back. */
uint64_t zt_session_origin(const ZtSession *session);

/* Goes back to the state in which the run went on after that epoch, at least zt_session_origin and
 * at most the present one: parameters, loss and gradient of the last epoch, and what the history
 * keeps up to there. Settings, model and data stay. First a rewind is made, with a session of its
 * own: it is to be trained `left` epochs (0 where the history has the state; none may be left out
 * because the loss is not finite), and then takes its place, or is dropped. Fails, with nothing
 * changed, if epochs have to be trained again that ran in the other precision. */
typedef struct ZtRewind {
    ZtSession *session;
    uint64_t left;
    ZtLeg *after; /* what the run went on with, if not under the same conditions */
} ZtRewind;
bool zt_session_rewind(const ZtSession *session, uint64_t epoch, ZtRewind *rewind, ZtErr *err);
void zt_rewind_finish(ZtRewind *rewind, ZtSession *session);
void zt_rewind_drop(ZtRewind *rewind);

/* The model's formula with the present values in the place of the parameters, digits as in
 * zt_number_print: in the model's own (normalised) inputs or, if raw, in raw units: collapsed where
 * it is linear in the inputs, else with the scaling in brackets. `celsius = 0.5367 * zolta - 17.3`.
 */
bool zt_session_model_text(ZtSession *session, bool raw, int digits, ZtBuf *out, ZtErr *err);

/* The derivative of the loss by a parameter as a formula: `sum(2 * (p - y) / n * x)`. */
bool zt_session_gradient_text(ZtSession *session, size_t parameter, ZtBuf *out, ZtErr *err);

#endif
