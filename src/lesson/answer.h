/* Questions: what an answer is, and which commands a question is about. */
#ifndef ZT_LESSON_ANSWER_H
#define ZT_LESSON_ANSWER_H

#include "lesson/lesson.h"

/* Reads an answer to the question: a number (a decimal comma is fine), up 1, same 0 or down -1, or
 * the number of a choice. */
bool zt_answer_read(const ZtAsk *ask, const char *text, double *value, ZtErr *err);

/* The question in the step's block waits for an answer before this command: step, train, and what
 * the blocks behind it would run, unless that only looks. */
bool zt_ask_holds(const ZtStep *step, size_t block, const char *command);

/* The command is the run that the answer is compared after. */
bool zt_ask_follows(const ZtStep *step, size_t block, const char *command);

/* -1, 0 or 1. */
int zt_direction(double before, double after);

#endif
