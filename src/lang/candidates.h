/* What can stand at the cursor: each function adds those of its candidates that begin like what was
 * typed. What comes from outside and could steer a terminal is never offered. */
#ifndef ZT_LANG_CANDIDATES_H
#define ZT_LANG_CANDIDATES_H

#include "lang/shell.h"

typedef struct ZtFinder {
    ZtShell *shell;
    const char *head;   /* the line up to the cursor */
    size_t start;       /* where the text that is replaced begins */
    const char *prefix; /* what was typed of it, an opening quote aside */
    char quote;         /* that quote, or 0 */
    ZtBuf texts;        /* the candidates, each with its end */
    size_t count;
} ZtFinder;

void zt_offer(ZtFinder *finder, const char *text);        /* a word that needs no quotes */
void zt_offer_words(ZtFinder *finder, const char *words); /* blank-separated; NULL is fine */
void zt_offer_commands(ZtFinder *finder);
void zt_offer_settings(ZtFinder *finder);
void zt_offer_parameters(ZtFinder *finder);
void zt_offer_topics(ZtFinder *finder); /* all that help knows */
void zt_offer_files(ZtFinder *finder);
void zt_offer_data(ZtFinder *finder); /* bundled data sets, and files */
void zt_offer_columns(ZtFinder *finder);
void zt_offer_marks(ZtFinder *finder);

/* A file that is yet to be made: what was typed, with each of the endings it can have. */
void zt_offer_endings(ZtFinder *finder, const char *endings);

/* Columns, functions and other words of a model, or else of an expression. */
void zt_offer_formula(ZtFinder *finder, bool model);

#endif
