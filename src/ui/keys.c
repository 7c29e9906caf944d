/* The keys of the screen that are not readline's. */
#include <config.h>

#include "ui/keys.h"

#include <stdio.h>
#include <string.h>

#include "lang/nls.h"
#include "ui/inks.h"

static const struct {
    const char *label;       /* in the last line */
    const char *meaning;     /* in the help */
    const char *sequence[5]; /* xterm and screen, rxvt and old xterms, linux, vt100; Esc digit */
} keys[ZT_KEYS_F] = {
    {N_("help"),
     N_("help, and what the keys do"),
     {"\x1bOP", "\x1b[11~", "\x1b[[A",
      "\x1b"
      "1"}},
    {N_("hint"),
     N_("a hint for this step, one at a time"),
     {"\x1bOQ", "\x1b[12~", "\x1b[[B",
      "\x1b"
      "2"}},
    {N_("try"),
     N_("put the step's next command at the prompt; Enter sends it"),
     {"\x1bOR", "\x1b[13~", "\x1b[[C",
      "\x1b"
      "3"}},
    {N_("next"),
     N_("the next step"),
     {"\x1bOS", "\x1b[14~", "\x1b[[D",
      "\x1b"
      "4"}},
    {N_("play"),
     N_("train while you watch; again: pause"),
     {"\x1b[15~", "\x1bOt", "\x1b[[E",
      "\x1b"
      "5"}},
    {N_("step"),
     N_("one epoch, shown whole"),
     {"\x1b[17~", "\x1bOu",
      "\x1b"
      "6"}},
    {N_("slower"),
     N_("play slower"),
     {"\x1b[18~", "\x1bOv",
      "\x1b"
      "7"}},
    {N_("faster"),
     N_("play faster"),
     {"\x1b[19~", "\x1bOl",
      "\x1b"
      "8"}},
    {N_("pane"),
     N_("go to the next pane; PgUp and PgDn scroll it"),
     {"\x1b[20~", "\x1bOw",
      "\x1b"
      "9"}},
};

static const struct {
    const char *sequence;
    ZtKey key;
} others[] = {{"\x1b[5~", ZT_KEY_UP}, {"\x1b[6~", ZT_KEY_DOWN}, {"\x0c", ZT_KEY_REPAINT}};

void zt_keys_bind(void (*bind)(const char *sequence, int key), const char *(*known)(int number))
{
    for (int i = 0; i < ZT_KEYS_F; i++) {
        const char *own = known(i + 1);
        for (int k = 0; k < 5 && keys[i].sequence[k]; k++)
            bind(keys[i].sequence[k], ZT_KEY_HELP + i);
        if (own)
            bind(own, ZT_KEY_HELP + i);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        bind(others[i].sequence, (int)others[i].key);
}

const char *zt_keys_meaning(int number)
{
    return _(keys[number - 1].meaning);
}

static const char *label_of(int i, bool playing)
{
    return i == ZT_KEY_PLAY - ZT_KEY_HELP && playing ? _("pause") : _(keys[i].label);
}

/* Those that are left out first where room is short. */
static const int dropped[] = {ZT_KEY_SLOWER, ZT_KEY_FASTER, ZT_KEY_STEP, ZT_KEY_PLAY,
                              ZT_KEY_TRY,    ZT_KEY_HINT,   ZT_KEY_PANE, ZT_KEY_NEXT};

typedef struct Line {
    bool left_out[ZT_KEYS_F];
    bool playing;
    int name; /* columns of a key's name and the blank behind it: "F1 help", or "1help" */
} Line;

/* Columns of all entries, a blank between two. */
static int measure(const Line *line)
{
    int columns = -1;

    for (int i = 0; i < ZT_KEYS_F; i++)
        if (!line->left_out[i])
            columns += line->name + 1 + zt_canvas_measure(label_of(i, line->playing));
    return columns;
}

static Line fit(bool playing, int width)
{
    Line line = {.playing = playing, .name = 3};

    if (measure(&line) > width)
        line.name = 1;
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped && measure(&line) > width; i++)
        line.left_out[dropped[i] - ZT_KEY_HELP] = true;
    return line;
}

void zt_keys_draw(bool playing, ZtCanvas *canvas, ZtRect place)
{
    Line line = fit(playing, place.width);
    int end = place.column + place.width, column = place.column;
    int spare = place.width - measure(&line);
    int gap = spare >= 2 * ZT_KEYS_F ? 3 : spare >= ZT_KEYS_F ? 2 : 1;

    for (int i = 0; i < ZT_KEYS_F; i++) {
        char name[8];
        if (line.left_out[i])
            continue;
        snprintf(name, sizeof name, line.name > 1 ? "F%d" : "%d", i + 1);
        column += zt_canvas_text(canvas, column, place.row, name, end - column, (ZtInk)ZT_INK_KEY);
        column += line.name > 1;
        column += zt_canvas_text(canvas, column, place.row, label_of(i, playing), end - column,
                                 ZT_INK_PLAIN);
        column += gap;
    }
}
