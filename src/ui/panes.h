/* What is drawn into the panes. All of it goes into cells; nothing here knows a terminal. */
#ifndef ZT_UI_PANES_H
#define ZT_UI_PANES_H

#include <stdbool.h>

#include "core/session.h"
#include "lesson/tutor.h"
#include "plot/canvas.h"
#include "ui/layout.h"
#include "ui/page.h"

/* A rule over the whole place with a title in it, and a short text at its right end; either may be
 * NULL. */
typedef struct ZtHeading {
    const char *title, *right;
    bool focus;
} ZtHeading;
void zt_pane_heading(ZtCanvas *canvas, ZtRect place, const ZtHeading *heading, bool ascii);

/* The line between lesson and pictures. */
void zt_pane_divider(ZtCanvas *canvas, ZtRect place, bool ascii);

typedef struct ZtNumbersWanted {
    ZtSight sight; /* what of them is shown */
    bool running;  /* those of the last epoch, else those of now */
    bool ascii;
} ZtNumbersWanted;

/* Parameters and gradient with their bars. */
void zt_pane_numbers(ZtSession *session, const ZtNumbersWanted *what, ZtCanvas *canvas,
                     ZtRect place);

/* "epoch 100  loss 29.0227", for the title above them. */
void zt_pane_numbers_title(ZtSession *session, const ZtNumbersWanted *what, ZtBuf *out);

/* The prompt with the line that is edited, moved so that the cursor is in sight; *column is where
 * the cursor stands. */
void zt_pane_prompt(const char *prompt, const char *line, size_t cursor, ZtCanvas *canvas,
                    ZtRect place, int *column);

/* The lesson's step, or without a lesson a welcome, as a text. */
void zt_pane_lesson(ZtPage *page, ZtTutor *tutor, bool ascii);

/* "Lesson 5, step 2 of 8" for the title above it. */
void zt_pane_lesson_title(ZtTutor *tutor, ZtBuf *out);

#endif
