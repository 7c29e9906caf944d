/* A shell with a front end that only remembers: what the tests of commands need. */
#ifndef ZT_TESTS_LANG_SUPPORT_H
#define ZT_TESTS_LANG_SUPPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/shell.h"

typedef struct Bench {
    ZtHost host;
    ZtShell *shell;
    ZtBuf out, notes, shown; /* of the last line */
    ZtErr err;
    uint64_t slice;       /* what the host answers */
    int polls;            /* how often the host was asked */
    int patience;         /* polls it answers with "go on"; negative: any number */
    uint64_t done, total; /* of the last progress */
    double seconds;       /* the clock goes on by so much each time it is read */
    double now;
    char folder[64]; /* a scratch folder, which is the current one */
} Bench;

void bench_start(Bench *bench);
void bench_end(Bench *bench);

/* Does a line; what it said is then in out and notes. False if it failed. */
bool bench_line(Bench *bench, const char *line);

/* Does lines, each of which must succeed; out holds what all of them said. */
void bench_lines(Bench *bench, const char *lines);

/* The last error as people see it. */
const char *bench_shown(Bench *bench);

/* Checks what a line says, or how it fails. */
void bench_says(Bench *bench, const char *line, const char *expected);
void bench_fails(Bench *bench, const char *line, const char *expected);

/* Checks that a line fails with that kind. */
void bench_fails_kind(Bench *bench, const char *line, ZtErrKind kind);

/* A file in the scratch folder. */
void bench_write(const char *name, const char *text);
const char *bench_read(Bench *bench, const char *name); /* until the next call, or bench_shown */

#endif
