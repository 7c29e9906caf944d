/* Where everything stands on the screen: a function of its size and of what is looked at. */
#ifndef ZT_UI_LAYOUT_H
#define ZT_UI_LAYOUT_H

#include <stdbool.h>

typedef enum ZtPane {
    ZT_PANE_LESSON,
    ZT_PANE_PLOT,
    ZT_PANE_NUMBERS,
    ZT_PANE_LOSS,
    ZT_PANE_LOG,
    ZT_PANE_PROMPT,
    ZT_PANE_KEYS,
    ZT_PANE_NOTICE, /* the one line of a screen that is too small for panes */
    ZT_PANES
} ZtPane;

#define ZT_SCREEN_WIDTH  40 /* below one of these there are no panes */
#define ZT_SCREEN_HEIGHT 10

typedef struct ZtRect {
    int column, row, width, height; /* height 0: it has no room */
} ZtRect;

typedef struct ZtPanes {
    ZtRect pane[ZT_PANES];
    ZtRect title[ZT_PANES]; /* the rule above a pane that holds its title */
    ZtRect divider;         /* between lesson and pictures */
    bool both;              /* lesson and pictures stand side by side */
} ZtPanes;

typedef struct ZtLook { /* what the user looks at */
    bool log;           /* the log, which then gets more room */
    bool pictures;      /* rather than the lesson, where there is no room for both */
    int answer;         /* lines of what the last command said: the log grows with them */
    bool numbers_off;   /* there is nothing in them that the user knows of yet */
    bool loss_off;
} ZtLook;

/* Every size is laid out, from 1 x 1 on. Where room is short the loss history goes first, then the
 * numbers; then lesson and pictures share one place. */
ZtPanes zt_layout(int width, int height, ZtLook look);

#endif
