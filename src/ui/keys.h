/* The keys of the screen that are not readline's: what each does, its name in the last line, and
 * what the terminals send for it. */
#ifndef ZT_UI_KEYS_H
#define ZT_UI_KEYS_H

#include <stdbool.h>

#include "plot/canvas.h"
#include "ui/layout.h"

typedef enum ZtKey {
    ZT_KEY_NONE,
    ZT_KEY_HELP, /* F1, and so on */
    ZT_KEY_HINT,
    ZT_KEY_TRY,
    ZT_KEY_NEXT,
    ZT_KEY_PLAY,
    ZT_KEY_STEP,
    ZT_KEY_SLOWER,
    ZT_KEY_FASTER,
    ZT_KEY_PANE, /* F9 */
    ZT_KEY_UP,
    ZT_KEY_DOWN,
    ZT_KEY_REPAINT,
} ZtKey;

#define ZT_KEYS_F 9

/* Binds all of them: bind is told each sequence. known gives what this terminal sends for a
 * function key by its number, or NULL. */
void zt_keys_bind(void (*bind)(const char *sequence, int key), const char *(*known)(int number));

/* Draws the last line. playing: F5 would pause. */
void zt_keys_draw(bool playing, ZtCanvas *canvas, ZtRect place);

/* What function key `number` does, as help says it; translated. */
const char *zt_keys_meaning(int number);

#endif
