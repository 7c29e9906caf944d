/* The tables of characters, and cells made of dots. */
#include "plot/glyphs.h"

#define BRAILLE 0x2800u

/* clang-format off */
static const ZtGlyphSet sets[] = {
    [ZT_GLYPHS_BRAILLE] = {
        .across = 2, .up = 4,
        .side = 0x2502, .side_tick = 0x2524,
        .floor = 0x2500, .floor_tick = 0x252C, .corner = 0x2514,
        .above = 0x2191, .below = 0x2193,
        .mark = {0x25CF, 0x25C6, 0x25B2, 0x25A0},
        .dash = {{1, 1}, {6, 4}, {3, 1}}, .rule = {4, 2},
        .dash_key = {"⠒⠒⠒⠒", "⠒⠒ ⠒⠒", "⠂⠐ ⠂⠐"}, .rule_key = "⠒ ⠒ ⠒",
        .shade = {' ', 0xB7, 0x2591, 0x2592, 0x2593, 0x2588}, .missing = '?',
        .path = 0x2022, .start = 0x25CB, .present = 0x25CF, .lowest = 0x25C6,
    },
    [ZT_GLYPHS_BLOCK] = {
        .across = 2, .up = 2,
        .side = 0x2502, .side_tick = 0x2524,
        .floor = 0x2500, .floor_tick = 0x252C, .corner = 0x2514,
        .above = 0x2191, .below = 0x2193,
        .mark = {0x25CF, 0x25C6, 0x25B2, 0x25A0},
        .dash = {{1, 1}, {6, 4}, {3, 1}}, .rule = {4, 2},
        .dash_key = {"▀▀▀▀", "▀▀ ▀▀", "▘▝ ▘▝"}, .rule_key = "▀ ▀ ▀",
        .shade = {' ', 0xB7, 0x2591, 0x2592, 0x2593, 0x2588}, .missing = '?',
        .path = 0x2022, .start = 0x25CB, .present = 0x25CF, .lowest = 0x25C6,
    },
    [ZT_GLYPHS_ASCII] = {
        .across = 1, .up = 1,
        .side = '|', .side_tick = '+',
        .floor = '-', .floor_tick = '+', .corner = '+',
        .above = '^', .below = 'v',
        .mark = {'o', 'x', '+', '*'},
        .dash = {{1, 1}, {3, 2}, {2, 1}}, .rule = {2, 1},
        .dash_key = {"----", "-- --", "- - -"}, .rule_key = "- - -",
        .shade = {' ', '.', ':', '*', '%', '#'}, .missing = '?',
        .path = 'o', .start = 'S', .present = '@', .lowest = 'X',
    },
};
/* clang-format on */

/* The bit of each dot, [y][x] from the lower left. */
static const uint8_t braille_bit[4][2] = {{0x40, 0x80}, {0x04, 0x20}, {0x02, 0x10}, {0x01, 0x08}};
static const uint8_t block_bit[2][2] = {{4, 8}, {1, 2}};
static const uint32_t block_code[16] = {
    ' ',    0x2598, 0x259D, 0x2580, 0x2596, 0x258C, 0x259E, 0x259B,
    0x2597, 0x259A, 0x2590, 0x259C, 0x2584, 0x2599, 0x259F, 0x2588,
};

const ZtGlyphSet *zt_glyphs_set(ZtGlyphs which)
{
    return &sets[which];
}

static unsigned bit_at(const ZtGlyphSet *set, int x, int y)
{
    return set->up == 4 ? braille_bit[y][x] : block_bit[y][x];
}

/* The dots a character shows; -1 if it is not made of dots. */
static int dots_of(const ZtGlyphSet *set, uint32_t code)
{
    if (code == ' ')
        return 0;
    if (set->up == 4)
        return code >= BRAILLE && code < BRAILLE + 256 ? (int)(code - BRAILLE) : -1;
    for (int i = 1; i < 16; i++) {
        if (block_code[i] == code)
            return i;
    }
    return -1;
}

uint32_t zt_glyphs_dot(const ZtGlyphSet *set, uint32_t code, int x, int y, char slope)
{
    if (set->up == 1)
        return (uint32_t)slope;
    int dots = dots_of(set, code);
    if (dots < 0)
        return code;
    unsigned all = (unsigned)dots | bit_at(set, x, y);
    return set->up == 4 ? BRAILLE + all : block_code[all];
}

bool zt_glyphs_has_dot(const ZtGlyphSet *set, uint32_t code, int x, int y)
{
    if (set->up == 1)
        return code != ' ';
    int dots = dots_of(set, code);
    return dots > 0 && ((unsigned)dots & bit_at(set, x, y)) != 0;
}
