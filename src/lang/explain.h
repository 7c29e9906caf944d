/* What the topics of explain share: a place to gather text, sentences, formulas, tables of terms.
 *
 * Words and numbers of what is gathered are results and never translated; the sentences between
 * them are. */
#ifndef ZT_LANG_EXPLAIN_H
#define ZT_LANG_EXPLAIN_H

#include "core/trace.h"
#include "lang/shell.h"

#define ZT_EXPLAIN_INDENT 4

typedef struct ZtExplain {
    ZtShell *shell;
    ZtSession *session;
    ZtTrace *trace;     /* NULL where the topic needs no data */
    const ZtWord *word; /* what stands behind the topic, or NULL */
    size_t width;       /* columns for text */
    ZtBuf out;
} ZtExplain;

/* The topics; each gathers in ex->out. */
bool zt_explain_loss(ZtExplain *ex, ZtErr *err);       /* explain_loss.c */
bool zt_explain_prediction(ZtExplain *ex, ZtErr *err); /* explain_loss.c */
bool zt_explain_gradient(ZtExplain *ex, ZtErr *err);   /* explain_gradient.c */
bool zt_explain_step(ZtExplain *ex, ZtErr *err);       /* explain_step.c */
bool zt_explain_row(ZtExplain *ex, ZtErr *err);        /* explain_row.c */
bool zt_explain_divergence(ZtExplain *ex, ZtErr *err); /* explain_divergence.c */

/* The word is no parameter: an error that says which there are. Returns false. */
bool zt_explain_no_parameter(const ZtExplain *ex, ZtErr *err);

/* What is no topic: parameters, columns, settings. */
bool zt_explain_parameter(ZtExplain *ex, size_t parameter, ZtErr *err);
bool zt_explain_column(ZtExplain *ex, size_t column, ZtErr *err);
bool zt_explain_setting(ZtExplain *ex, const char *name, ZtErr *err);

/* An explanation with nothing in it yet. */
ZtExplain zt_explain_start(ZtShell *shell);

/* The row of the data that a word names, from 1, as an index; else an error at the word. */
bool zt_explain_read_row(const ZtShell *shell, const ZtWord *word, size_t *row, ZtErr *err);

/* --- text --- */

/* A sentence in the user's language, {1} to {9} filled in, wrapped; a line of its own. */
void zt_explain_sentence(ZtExplain *ex, const char *sentence, const char *const *arg, size_t count);

/* A line is begun with its indent, gets its text, and is ended: wrapped if it is too wide, its
 * further lines hanging deeper than the first, and freed. */
ZtBuf zt_explain_begin(size_t indent);
void zt_explain_line(ZtExplain *ex, ZtBuf *line);

/* The columns that the widest line of a text takes. */
size_t zt_explain_widest(const ZtBuf *text);

/* Appends a node's formula; named: with the names of intermediates. */
void zt_explain_formula(ZtExplain *ex, ZtBuf *line, ZtRef node, bool named);

/* `dloss/dw` */
void zt_explain_d(const ZtExplain *ex, ZtBuf *out, const char *of, ZtRef by);
const char *zt_explain_name(const ZtExplain *ex, ZtRef node); /* of a root, intermediate, leaf */

/* `sum(dloss/dp * dp/dw)` */
void zt_explain_rule(const ZtExplain *ex, ZtBuf *line, ZtRef leaf);

/* A line with a parameter's derivative: dloss/dw = sum(2 * (p - y) / n * x) = 4517.2964 */
void zt_explain_derivative(ZtExplain *ex, size_t indent, size_t parameter, double value);

/* In words, what the sign of a derivative means for the update. */
void zt_explain_direction(ZtExplain *ex, const char *name, double gradient);

/* loss = mean((p - y)^2) = 1763.884766 */
void zt_explain_mean(ZtExplain *ex, size_t indent, double loss);

/* Lines that say what a stage is made of: u1 = -k * x, u2 = exp(u1), p = a * u2 + c. Of its
 * intermediates only those in the chain, if one is given. */
void zt_explain_definitions(ZtExplain *ex, const ZtStage *stage, const ZtChain *chain);

/* Lines with a chain's factors, and their product where there are several. */
void zt_explain_factors(ZtExplain *ex, const ZtStage *stage, const ZtChain *chain);

/* dloss/dp, with the chain rule through the loss where it has several factors. */
bool zt_explain_slope(ZtExplain *ex, ZtErr *err);

/* A value of the graph as tables have it, and one that training prints: %.4f, or all digits if the
 * setting digits is exact. */
void zt_explain_value(const ZtExplain *ex, ZtBuf *out, double value);
void zt_explain_report(const ZtExplain *ex, ZtBuf *out, double value);
void zt_explain_loss_value(const ZtExplain *ex, ZtBuf *out, double value);

/* The session one epoch further, the caller's (zt_session_free); NULL with err. */
ZtSession *zt_explain_ahead(const ZtExplain *ex, ZtErr *err);

/* A line for each parameter with its update from here to there: w = 1 - 0.0001 * 4517.2964 = ... */
void zt_explain_updates(ZtExplain *ex, const ZtSession *ahead);

/* --- terms --- */

#define ZT_TERM_COLUMNS 32

typedef struct ZtTermColumns {
    const char *head[ZT_TERM_COLUMNS];
    ZtRef node[ZT_TERM_COLUMNS];
    size_t count;
} ZtTermColumns;

typedef struct ZtTermTable { /* the terms of a sum, one per row */
    ZtRef term;
    const char *head;
    void (*print)(const ZtExplain *ex, ZtBuf *out, double value); /* a term, a sum */
    const ZtTermColumns *choice; /* the columns that lead to it; the first list that fits */
    size_t choices;
} ZtTermTable;

/* The table: each row's term and the sum up to there; of long data the largest terms and the rest.
 * Fills in both sums of the terms. */
typedef struct ZtSums {
    double in_rows;     /* in row order, in double */
    double in_training; /* as training adds them up */
} ZtSums;
bool zt_explain_terms(ZtExplain *ex, const ZtTermTable *terms, ZtSums *sums, ZtErr *err);

/* A sentence that compares the two. */
void zt_explain_sums(ZtExplain *ex, const ZtTermTable *terms, const ZtSums *sums);

#endif
