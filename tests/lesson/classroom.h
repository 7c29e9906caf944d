/* A shell with a tutor and a front end that only remembers, in a scratch folder. */
#ifndef ZT_TESTS_LESSON_CLASSROOM_H
#define ZT_TESTS_LESSON_CLASSROOM_H

#include <stdbool.h>

#include "lesson/tutor.h"

typedef struct Classroom {
    ZtHost host;
    ZtShell *shell;
    ZtTutor *tutor;
    ZtBuf out; /* of the last line: results and remarks */
    ZtErr err;
    char folder[64];
} Classroom;

extern const ZtCommand *const classroom_commands[];
extern const char *const classroom_data[];

/* The course of the source tree; records: progress goes to the scratch folder. */
void classroom_start(Classroom *room, bool records);
void classroom_end(Classroom *room);

bool classroom_line(Classroom *room, const char *line);
const char *classroom_said(const Classroom *room);
const char *classroom_error(Classroom *room); /* the last one's message */

/* Checks that a line can be done, and that it says just this, or has this in what it says. */
void classroom_says(Classroom *room, const char *line, const char *expected);
void classroom_has(Classroom *room, const char *line, const char *part);
void classroom_fails(Classroom *room, const char *line, ZtErrKind kind);

/* A file in the scratch folder, and what is in one (until the next call). */
void classroom_write(const char *name, const char *text);
const char *classroom_read(const char *name);

/* Writes a lesson to own.md and opens it. */
void classroom_open(Classroom *room, const char *text);

#endif
