/* Conditions and messages of lessons, evaluated on a session.
 *
 * A condition is an expression of the formula language; besides, `answer` is what was answered to
 * the step's question (up 1, same 0, down -1; a choice counts from 1), and a setting that is a word
 * can be compared: `optimizer == sgd`. In a message, {EXPR} and {EXPR:.2f} are filled in. */
#ifndef ZT_LESSON_CHECKS_H
#define ZT_LESSON_CHECKS_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/error.h"
#include "core/evaluate.h"

typedef struct ZtScene {
    ZtSession *session;
    const ZtCounts *counts; /* since the step began */
    bool answered;
    double answer;
} ZtScene;

/* True if the text can be parsed; err has the first fault. */
bool zt_condition_valid(const char *condition, ZtErr *err);
bool zt_message_valid(const char *message, ZtErr *err);

/* The value of an expression, both sides of comparisons rounded to the session's precision. False
 * with err if it has none: no data, no answer yet, no such name. */
bool zt_expression_value(const char *text, const ZtScene *scene, double *value, ZtErr *err);

/* True if the condition holds; if it has no value it does not. */
bool zt_condition_holds(const char *condition, const ZtScene *scene);

/* Appends the message with its fields filled in; what has no value is shown as `?`. */
void zt_message_fill(const char *message, const ZtScene *scene, ZtBuf *out);

#endif
