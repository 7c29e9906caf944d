/* A text in several inks, wrapped to a width: the lesson's pane and the log.
 *
 * It is made of paragraphs. What is added is safe for a terminal already. Lines are wrapped when
 * they are asked for, and only those that are new since, or all if the width has changed. */
#ifndef ZT_UI_PAGE_H
#define ZT_UI_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "plot/canvas.h"
#include "ui/layout.h"

#define ZT_PAGE_BLANK "\xc2\xa0" /* a blank at which no line is broken */

typedef struct ZtParagraph {
    size_t at, len; /* in the text */
    int indent;     /* columns before its lines but the first */
} ZtParagraph;

typedef struct ZtPageLine {
    size_t at, len;
    int indent;
    int ink; /* it begins with */
} ZtPageLine;

typedef struct ZtPage { /* start with a zeroed one */
    ZtBuf text;
    ZtParagraph *paragraph;
    size_t paragraphs, paragraph_cap;
    ZtPageLine *line;
    size_t lines, line_cap;
    size_t wrapped; /* paragraphs that have lines */
    int width;      /* they were wrapped to */
} ZtPage;

void zt_page_free(ZtPage *page);
void zt_page_clear(ZtPage *page);

/* Begins a paragraph; then its text, each part in an ink. A line break in it is kept. */
void zt_page_begin(ZtPage *page, int indent);
void zt_page_add(ZtPage *page, const char *text, size_t len, int ink);
void zt_page_puts(ZtPage *page, const char *text, int ink);

/* Adds the lines of a text as paragraphs, colours taken out; what is wrapped stands a little to the
 * right of the line's first word, so that the rows of a table can be told from what they go on in.
 */
void zt_page_lines(ZtPage *page, const char *text, size_t len, int ink);

/* Forgets the older half of a text that has become too long. */
void zt_page_trim(ZtPage *page);

/* How many lines there are at that width. */
size_t zt_page_wrap(ZtPage *page, int width);

/* How many of them belong to the last paragraphs, without the first `but`. */
size_t zt_page_rest(ZtPage *page, int width, size_t but);

/* Draws the lines from `first` on, as many as the place has. */
void zt_page_draw(ZtPage *page, size_t first, ZtCanvas *canvas, ZtRect place);

#endif
