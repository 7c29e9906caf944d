/* What the files that make up the twin share. Private to them. */
#ifndef ZT_EXPORT_TWIN_PARTS_H
#define ZT_EXPORT_TWIN_PARTS_H

#include "export/expression.h"
#include "export/twin.h"

typedef struct ZtTwin {
    ZtSession *session;
    const ZtDivergenceWords *words;
    ZtTranslate translate;
    ZtBuf *out;
    ZtNames names;
    const char **param;   /* what each parameter is called in the script */
    const char **raw;     /* each column as it was read; NULL: not needed */
    const char **used;    /* and as model and loss see it */
    bool *read;           /* per column: model or loss read it */
    ZtTerms terms;        /* in force at this place of the script */
    bool by_hand;         /* the gradient is written out */
    bool diverged;        /* a run did */
    bool scaled;          /* a run sees scaled columns */
    bool steps;           /* a formula calls step, which PyTorch does not have */
    const char *slope[2]; /* by hand: what the parameters' derivatives are called; their weight's */
    size_t weight, bias;  /* parameter, and the other one */
    const char *input;    /* the column that it is multiplied with, as model and loss see it */
} ZtTwin;

/* A comment line, translated; `#` and the indent are added. */
void zt_twin_comment(ZtTwin *twin, const char *indent, const char *text);

/* The same behind code, and the line's end. */
void zt_twin_aside(ZtTwin *twin, const char *text);

/* Finds out which columns are read, and names them. False with err. */
bool zt_twin_name_columns(ZtTwin *twin, ZtErr *err);

/* The data is read from its file: there are too many rows to write them down. */
bool zt_twin_reads_file(const ZtTwin *twin);

/* The columns, by value or read from their file. */
bool zt_twin_data(ZtTwin *twin, ZtErr *err);

/* The columns as model and loss see them under the terms in force; again: only the scaled ones. */
void zt_twin_scaling(ZtTwin *twin, bool again);

/* The functions that measure, train and report. False when memory runs out. */
bool zt_twin_functions(ZtTwin *twin);

/* The function that measures the loss, where it is one: in the first place, and when the loss
 * changes. */
bool zt_twin_measure(ZtTwin *twin);

/* A formula of the session under the names of the script, lines before it included. */
bool zt_twin_formula(ZtTwin *twin, const ZtFormula *formula, const char *indent, ZtBuf *before,
                     ZtBuf *expression);

/* "w": w */
void zt_twin_parameter(const ZtTwin *twin, ZtBuf *out, size_t i);

/* Appends head, the items, tail and a line end; items, a text with commas between them, are broken
 * into lines where they are too many for one. The items are freed. */
void zt_twin_list(ZtTwin *twin, const char *head, ZtBuf *items, const char *tail);

#endif
