/* The line that tells how far a long run is, and when to draw it. */
#ifndef ZT_UI_PROGRESS_H
#define ZT_UI_PROGRESS_H

#include <stdbool.h>

#include "base/buffer.h"
#include "lang/shell.h"

typedef struct ZtProgressLine {
    bool wanted;          /* someone is looking */
    bool running;         /* the next three are known */
    uint64_t done, total; /* as told last */
    double begin;         /* of the run, in seconds */
    double drawn;         /* when it was last drawn */
    int width;            /* columns it takes on the screen, 0: it is not there */
} ZtProgressLine;

/* What comes next is another run. */
void zt_progress_reset(ZtProgressLine *line);

/* Appends what to send to the terminal now: nothing, or the line, cut to fit. */
void zt_progress_draw(ZtProgressLine *line, const ZtProgress *progress, double now, int columns,
                      ZtBuf *out);

/* Appends what takes the line off the screen again, if it is there. */
void zt_progress_erase(ZtProgressLine *line, ZtBuf *out);

#endif
