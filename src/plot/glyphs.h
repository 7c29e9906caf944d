/* The characters that pictures are made of: one table for each way of drawing, side by side. */
#ifndef ZT_PLOT_GLYPHS_H
#define ZT_PLOT_GLYPHS_H

#include <stdbool.h>
#include <stdint.h>

typedef enum ZtGlyphs { /* how finely a cell is divided, and with which characters */
                        ZT_GLYPHS_BRAILLE, /* 2 x 4 dots a cell */
                        ZT_GLYPHS_BLOCK,   /* 2 x 2 quadrants a cell */
                        ZT_GLYPHS_ASCII, /* 1 x 1; only ASCII anywhere in the picture, titles aside
                                          */
} ZtGlyphs;

#define ZT_GLYPHS_MARKS  4
#define ZT_GLYPHS_DASHES 3
#define ZT_GLYPHS_SHADES 6

typedef struct ZtDash { /* of every period dots the first on are drawn */
    int period, on;
} ZtDash;

typedef struct ZtGlyphSet {
    int across, up;                                    /* dots of a cell */
    uint32_t side, side_tick;                          /* the axis at the left */
    uint32_t floor, floor_tick, corner;                /* the axis below */
    uint32_t above, below;                             /* a point beyond that edge of the scale */
    uint32_t mark[ZT_GLYPHS_MARKS];                    /* points of the first series, and so on */
    ZtDash dash[ZT_GLYPHS_DASHES], rule;               /* lines of the first series, and so on */
    const char *dash_key[ZT_GLYPHS_DASHES], *rule_key; /* the same in the legend */
    uint32_t shade[ZT_GLYPHS_SHADES];                  /* of a surface, from light to dense */
    uint32_t missing;                                  /* where it is not finite */
    uint32_t path, start, present, lowest;             /* the marks on it (ZtSeriesKind) */
} ZtGlyphSet;

const ZtGlyphSet *zt_glyphs_set(ZtGlyphs which);

/* What a cell that shows code becomes when the dot at (x, y), counted from its lower left, is set.
 * slope is the character of a line in this direction, used where a cell is one dot. A code that is
 * not made of dots stays. */
uint32_t zt_glyphs_dot(const ZtGlyphSet *set, uint32_t code, int x, int y, char slope);

bool zt_glyphs_has_dot(const ZtGlyphSet *set, uint32_t code, int x, int y);

#endif
