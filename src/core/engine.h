/* The engine: a session's model and loss as a graph with its gradients, compiled for its data.
 *
 * Made from a session when it is needed, thrown away when the model, the data, the loss, the
 * precision or the scaling changes. */
#ifndef ZT_CORE_ENGINE_H
#define ZT_CORE_ENGINE_H

#include "core/bind.h"
#include "core/graph.h"
#include "core/program.h"
#include "core/session.h"

struct ZtEngine {
    ZtGraph *graph;
    ZtRef prediction;   /* p */
    ZtRef row_loss;     /* the loss of a row */
    ZtRef loss;         /* its mean */
    ZtRef *grad;        /* per parameter */
    ZtProgram *program; /* values: loss, then the gradient */
    const void **value; /* where the program leaves them */
    bool loaded;        /* the program has the session's present parameters */
    bool begun;         /* a pass is under way */
    bool ready;         /* the program's values belong to the session's present parameters */
    double *grad_now;   /* the gradient as doubles, for those who ask */
};

ZtEngine *zt_engine_new(const ZtSession *session, ZtErr *err);
void zt_engine_free(ZtEngine *engine);

/* The session's engine, made if there is none. NULL with err on failure. */
ZtEngine *zt_session_engine(ZtSession *session, ZtErr *err);

/* Brings loss and gradient up to the present parameters, in at most *work tiles; false: not yet. */
bool zt_engine_advance(ZtEngine *engine, const ZtSession *session, uint64_t *work);

/* The degrees of the prediction and of the loss as polynomials in the parameters
 * (zt_graph_degrees); false when memory runs out. */
bool zt_engine_degrees(const ZtEngine *engine, int *prediction, int *loss, ZtErr *err);

/* A program of other wanted nodes of the engine's graph, the session's parameters in place. What
 * wanted leaves at zero (columns, rows, params) is the session's. */
ZtProgram *zt_engine_program(const ZtEngine *engine, const ZtSession *session,
                             const ZtProgramSpec *wanted, ZtErr *err);

/* The session's names for formulas. */

ZtScope zt_session_scope(const ZtSession *session);

/* Puts doubles into an array of the precision. */
void zt_store_reals(void *to, const double *from, size_t count, ZtPrecision precision);
double zt_load_real(const void *from, size_t i, ZtPrecision precision);

#endif
