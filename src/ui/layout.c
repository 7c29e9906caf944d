/* Where everything stands on the screen. */
#include "ui/layout.h"

#define BOTH_WIDTH   70 /* from here on lesson and pictures stand side by side */
#define LESSON_MAX   78 /* columns: longer lines are hard to read */
#define LOSS_FROM    15 /* rows of the upper part that it takes to show the loss history, */
#define NUMBERS_FROM 11 /* and the numbers */
#define NUMBERS_MAX  10
#define LOG_MAX      14
#define BLOCK_MIN    4

static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/* A title row, and the pane below it. */
static void place(ZtPanes *panes, ZtPane which, ZtRect all)
{
    panes->title[which] = (ZtRect){all.column, all.row, all.width, 1};
    panes->pane[which] = (ZtRect){all.column, all.row + 1, all.width, all.height - 1};
}

/* Plot, numbers and loss history, one below the other. */
static void place_pictures(ZtPanes *panes, ZtRect all, ZtLook look)
{
    int loss = all.height >= LOSS_FROM && !look.loss_off ? all.height / 4 : 0;
    int numbers = all.height >= NUMBERS_FROM && !look.numbers_off
                      ? clamp(all.height / 4, BLOCK_MIN, NUMBERS_MAX)
                      : 0;
    ZtRect rest = all;

    rest.height = all.height - loss - numbers;
    place(panes, ZT_PANE_PLOT, rest);
    rest.row += rest.height;
    rest.height = numbers;
    if (numbers > 0)
        place(panes, ZT_PANE_NUMBERS, rest);
    rest.row += numbers;
    rest.height = loss;
    if (loss > 0)
        place(panes, ZT_PANE_LOSS, rest);
}

static void place_upper(ZtPanes *panes, int width, int height, ZtLook look)
{
    int left = clamp(width * 48 / 100, 0, LESSON_MAX);

    panes->both = width >= BOTH_WIDTH;
    if (panes->both) {
        place(panes, ZT_PANE_LESSON, (ZtRect){0, 0, left, height});
        panes->divider = (ZtRect){left, 0, 1, height};
        place_pictures(panes, (ZtRect){left + 1, 0, width - left - 1, height}, look);
    } else if (look.pictures) {
        place_pictures(panes, (ZtRect){0, 0, width, height}, look);
    } else {
        place(panes, ZT_PANE_LESSON, (ZtRect){0, 0, width, height});
    }
}

/* Rows of the log with its title, of so many that it shares with the panes above it. */
static int log_rows(int room, ZtLook look)
{
    int most = room * 2 / 3, usual = clamp(room / 4, 3, LOG_MAX);

    return look.log ? most : clamp(look.answer + 1, usual, most);
}

/* One line says that there is no room; the last is the prompt; the log has what is between. */
static ZtPanes layout_small(int width, int height)
{
    ZtPanes panes = {0};

    panes.pane[ZT_PANE_PROMPT] = (ZtRect){0, height - 1, width, 1};
    if (height > 1)
        panes.pane[ZT_PANE_NOTICE] = (ZtRect){0, 0, width, 1};
    if (height > 2)
        panes.pane[ZT_PANE_LOG] = (ZtRect){0, 1, width, height - 2};
    return panes;
}

ZtPanes zt_layout(int width, int height, ZtLook look)
{
    ZtPanes panes = {0};
    int room = height - 2;
    int log = log_rows(room, look);

    if (width < ZT_SCREEN_WIDTH || height < ZT_SCREEN_HEIGHT)
        return layout_small(width, height);
    place_upper(&panes, width, room - log, look);
    place(&panes, ZT_PANE_LOG, (ZtRect){0, room - log, width, log});
    panes.pane[ZT_PANE_PROMPT] = (ZtRect){0, height - 2, width, 1};
    panes.pane[ZT_PANE_KEYS] = (ZtRect){0, height - 1, width, 1};
    return panes;
}
