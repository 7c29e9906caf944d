/* A canvas: a rectangle of character cells that things are drawn into before any terminal sees
 * them. The screen and the printed plot are made of the same cells. */
#ifndef ZT_PLOT_CANVAS_H
#define ZT_PLOT_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

typedef enum ZtInk { /* what a cell means; a front end chooses the colour, or none */
                     ZT_INK_PLAIN,
                     ZT_INK_DIM,  /* axes, grid */
                     ZT_INK_BOLD, /* titles */
                     ZT_INK_1,    /* first series, and so on */
                     ZT_INK_2,
                     ZT_INK_3,
                     ZT_INK_4,
                     ZT_INKS
} ZtInk;

typedef struct ZtCell {
    uint32_t code; /* Unicode; 0 is the right half of a wide character */
    uint8_t ink;
} ZtCell;

typedef struct ZtCanvas {
    int width, height;
    ZtCell *cells; /* row by row from the top */
} ZtCanvas;

/* Blank; both sizes are at least 1. NULL when memory runs out. */
ZtCanvas *zt_canvas_new(int width, int height);
void zt_canvas_free(ZtCanvas *canvas);
void zt_canvas_clear(ZtCanvas *canvas);

/* Puts one character; what lies outside is clipped, and half of a wide character that is left over
 * becomes a blank. Marks without a width of their own and control characters are not put. */
void zt_canvas_put(ZtCanvas *canvas, int column, int row, uint32_t code, ZtInk ink);

/* Writes a UTF-8 text, made safe on the way; what lies right of limit columns is cut. Returns the
 * columns written. */
int zt_canvas_text(ZtCanvas *canvas, int column, int row, const char *text, int limit, ZtInk ink);

/* The columns that zt_canvas_text would write, had it all the room it wants. */
int zt_canvas_measure(const char *text);

/* Appends the canvas as lines of UTF-8 without blanks at their ends; with colour, ANSI sequences
 * (SGR only) are set around inked runs and nothing else. */
void zt_canvas_write(const ZtCanvas *canvas, bool colour, ZtBuf *out);

#endif
