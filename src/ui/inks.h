/* What cells of the screen can mean beyond those of pictures (plot/canvas.h). */
#ifndef ZT_UI_INKS_H
#define ZT_UI_INKS_H

#include "plot/canvas.h"

enum {
    ZT_INK_RULE = ZT_INKS, /* lines between panes */
    ZT_INK_TITLE,
    ZT_INK_FOCUS, /* the title of the pane that the keys scroll */
    ZT_INK_CODE,  /* what can be typed */
    ZT_INK_EMPHASIS,
    ZT_INK_GOOD,
    ZT_INK_OPEN, /* a goal that is not reached, a question */
    ZT_INK_ERROR,
    ZT_INK_KEY, /* names of keys in the last line */
    ZT_INK_UI_END
};

#endif
