/* Where a CSV file's bytes come from: a window over a file, standard input or memory that moves on
 * in large blocks, so that a file of any length needs the same small memory. */
#ifndef ZT_IO_CSV_SOURCE_H
#define ZT_IO_CSV_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

typedef struct ZtCsvSource {
    const char *name;   /* what errors call it; borrowed */
    int file;           /* -1 when the bytes come from memory */
    const char *memory; /* what is left of that; borrowed */
    size_t memory_len;
    bool (*poll)(void *data); /* asked before each block; may be NULL */
    void *poll_data;
    char *block; /* the window is block[at] to block[end - 1] */
    size_t at, end;
    bool ended;        /* there is nothing behind the window */
    bool plain;        /* in the window there is only ASCII without NUL */
    uint64_t checksum; /* of all bytes so far */
} ZtCsvSource;

/* path "-" is standard input. zt_csv_close is needed also after a failure. */
bool zt_csv_open(ZtCsvSource *source, const char *path, const char *name, ZtErr *err);
bool zt_csv_open_memory(ZtCsvSource *source, const char *text, size_t len, const char *name,
                        ZtErr *err);
void zt_csv_close(ZtCsvSource *source);

/* Adds a block to the window or sets ended. The window must be shorter than a line and a line end
 * can be (ZT_CSV_LINE_MAX + 2), and may move: pointers into it are no longer valid. */
bool zt_csv_fill(ZtCsvSource *source, ZtErr *err);

#endif
