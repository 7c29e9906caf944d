/* Rules, titles and the prompt. */
#include <config.h>

#include <string.h>

#include "base/text.h"
#include "ui/inks.h"
#include "ui/panes.h"

static void rule(ZtCanvas *canvas, ZtRect place, int from, int to, bool ascii)
{
    for (int i = from; i < to; i++)
        zt_canvas_put(canvas, place.column + i, place.row, ascii ? '-' : 0x2500,
                      (ZtInk)ZT_INK_RULE);
}

void zt_pane_heading(ZtCanvas *canvas, ZtRect place, const ZtHeading *heading, bool ascii)
{
    int right = heading->right ? zt_canvas_measure(heading->right) : 0;
    int room = place.width - 4;
    ZtInk ink = (ZtInk)(heading->focus ? ZT_INK_FOCUS : ZT_INK_TITLE);

    if (place.height == 0)
        return;
    rule(canvas, place, 0, place.width, ascii);
    if (right > 0 && right + 8 < room) {
        int at = place.column + place.width - right - 2;
        zt_canvas_put(canvas, at - 1, place.row, ' ', ZT_INK_PLAIN);
        zt_canvas_text(canvas, at, place.row, heading->right, right, (ZtInk)ZT_INK_TITLE);
        zt_canvas_put(canvas, at + right, place.row, ' ', ZT_INK_PLAIN);
        room -= right + 3;
    }
    if (heading->title && *heading->title && room > 0) {
        int at = place.column + 1;
        zt_canvas_put(canvas, at, place.row, ' ', ZT_INK_PLAIN);
        bool cut = zt_canvas_measure(heading->title) > room;
        at += 1 + zt_canvas_text(canvas, at + 1, place.row, heading->title, room - cut, ink);
        if (cut)
            zt_canvas_put(canvas, at++, place.row, ascii ? '~' : 0x2026, ink);
        zt_canvas_put(canvas, at, place.row, ' ', ZT_INK_PLAIN);
    }
}

static bool is_rule(const ZtCanvas *canvas, int column, int row)
{
    return column >= 0 && column < canvas->width &&
           canvas->cells[(size_t)row * (size_t)canvas->width + (size_t)column].code == 0x2500;
}

/* The character that joins the divider, below the top or above its end, to the rules beside it. */
static uint32_t joint(const ZtCanvas *canvas, int column, int row, bool top, bool end)
{
    bool left = is_rule(canvas, column - 1, row), right = is_rule(canvas, column + 1, row);

    if (!left && !right)
        return 0x2502;
    if (top)
        return 0x252C;
    if (end)
        return 0x2534;
    return left && right ? 0x253C : left ? 0x2524 : 0x251C;
}

void zt_pane_divider(ZtCanvas *canvas, ZtRect place, bool ascii)
{
    bool closed = place.row + place.height < canvas->height; /* by the rule below */

    for (int i = 0; place.height > 0 && i < place.height + closed; i++) {
        int row = place.row + i;
        uint32_t code = joint(canvas, place.column, row, i == 0, i == place.height);
        if (ascii)
            code = i < place.height ? '|' : '-';
        zt_canvas_put(canvas, place.column, row, code, (ZtInk)ZT_INK_RULE);
    }
}

/* Columns of len bytes of a text as it is shown. */
static int shown_columns(const char *text, size_t len)
{
    int columns = 0;

    for (size_t at = 0, used; at < len; at += used) {
        char piece[ZT_ESCAPE_SIZE];
        size_t size = zt_text_escape_one(text + at, len - at, piece, &used);
        columns += (int)zt_text_width(piece, size);
    }
    return columns;
}

/* Drops whole characters from the beginning until what is left of them is at most `keep` columns
 * long; returns the bytes dropped. */
static size_t drop_columns(const char *text, size_t len, int keep)
{
    size_t at = 0;

    while (at < len && shown_columns(text + at, len - at) > keep) {
        char piece[ZT_ESCAPE_SIZE];
        size_t used;
        zt_text_escape_one(text + at, len - at, piece, &used);
        at += used;
    }
    return at;
}

void zt_pane_prompt(const char *prompt, const char *line, size_t cursor, ZtCanvas *canvas,
                    ZtRect place, int *column)
{
    int lead = zt_canvas_measure(prompt), at = place.column, room;
    size_t from;

    if (lead > place.width / 2) /* the line matters more */
        prompt += drop_columns(prompt, strlen(prompt), place.width / 2);
    at += zt_canvas_text(canvas, at, place.row, prompt, place.width, (ZtInk)ZT_INK_TITLE);
    room = place.column + place.width - at;
    from = shown_columns(line, cursor) < room
               ? 0
               : drop_columns(line, cursor, room > 1 ? room * 3 / 4 : 0);
    zt_canvas_text(canvas, at, place.row, line + from, room, ZT_INK_PLAIN);
    *column = at + shown_columns(line + from, cursor - from);
    if (*column >= place.column + place.width)
        *column = place.column + place.width - 1;
}
