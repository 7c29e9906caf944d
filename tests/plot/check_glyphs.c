/* The tables of characters and the dots of a cell. */
#include <string.h>

#include "base/text.h"
#include "plot/glyphs.h"

#include "suites.h"

static uint32_t dot(ZtGlyphs which, uint32_t code, int x, int y)
{
    return zt_glyphs_dot(zt_glyphs_set(which), code, x, y, '/');
}

static bool has(ZtGlyphs which, uint32_t code, int x, int y)
{
    return zt_glyphs_has_dot(zt_glyphs_set(which), code, x, y);
}

/* Sets all dots of a cell one by one; each must be new, then be there. */
static uint32_t fill(ZtGlyphs which)
{
    const ZtGlyphSet *set = zt_glyphs_set(which);
    uint32_t code = ' ';
    for (int y = 0; y < set->up; y++) {
        for (int x = 0; x < set->across; x++) {
            ck_assert(!has(which, code, x, y));
            code = dot(which, code, x, y);
            ck_assert(has(which, code, x, y));
            ck_assert_uint_eq(dot(which, code, x, y), code);
        }
    }
    return code;
}

START_TEST(cells_fill_up)
{
    ck_assert_uint_eq(fill(ZT_GLYPHS_BRAILLE), 0x28FF);
    ck_assert_uint_eq(fill(ZT_GLYPHS_BLOCK), 0x2588);
    ck_assert_uint_eq(fill(ZT_GLYPHS_ASCII), '/');
}
END_TEST

START_TEST(dots_count_from_the_lower_left)
{
    ck_assert_uint_eq(dot(ZT_GLYPHS_BRAILLE, ' ', 0, 0), 0x2840);
    ck_assert_uint_eq(dot(ZT_GLYPHS_BRAILLE, ' ', 1, 3), 0x2808);
    ck_assert_uint_eq(dot(ZT_GLYPHS_BLOCK, ' ', 0, 0), 0x2596);
    ck_assert_uint_eq(dot(ZT_GLYPHS_BLOCK, ' ', 1, 1), 0x259D);
}
END_TEST

START_TEST(marks_stay)
{
    ck_assert_uint_eq(dot(ZT_GLYPHS_BRAILLE, 0x25CF, 0, 0), 0x25CF);
    ck_assert_uint_eq(dot(ZT_GLYPHS_BLOCK, 0x25CF, 0, 0), 0x25CF);
    ck_assert(!has(ZT_GLYPHS_BRAILLE, 0x2900, 0, 0));
    ck_assert(!has(ZT_GLYPHS_BLOCK, 'o', 0, 0));
}
END_TEST

static void assert_ascii(const char *text)
{
    for (; *text; text++)
        ck_assert(*text >= ' ' && *text <= '~');
}

START_TEST(the_ascii_table_is_ascii)
{
    const ZtGlyphSet *set = zt_glyphs_set(ZT_GLYPHS_ASCII);
    const uint32_t codes[] = {set->side,    set->side_tick, set->floor,  set->floor_tick,
                              set->corner,  set->above,     set->below,  set->mark[0],
                              set->mark[1], set->mark[2],   set->mark[3]};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        ck_assert(codes[i] > ' ' && codes[i] <= '~');
    for (int i = 0; i < ZT_GLYPHS_DASHES; i++)
        assert_ascii(set->dash_key[i]);
    assert_ascii(set->rule_key);
}
END_TEST

START_TEST(everything_is_told_apart)
{
    for (int which = ZT_GLYPHS_BRAILLE; which <= ZT_GLYPHS_ASCII; which++) {
        const ZtGlyphSet *set = zt_glyphs_set((ZtGlyphs)which);
        for (int i = 0; i < ZT_GLYPHS_MARKS; i++) {
            ck_assert_int_eq(zt_char_width(set->mark[i]), 1);
            for (int j = 0; j < i; j++)
                ck_assert_uint_ne(set->mark[i], set->mark[j]);
        }
        for (int i = 0; i < ZT_GLYPHS_DASHES; i++)
            for (int j = 0; j < i; j++) {
                ck_assert_str_ne(set->dash_key[i], set->dash_key[j]);
                ck_assert(set->dash[i].period != set->dash[j].period);
            }
        ck_assert_uint_ne(set->above, set->below);
    }
}
END_TEST

Suite *glyphs_suite(void)
{
    Suite *suite = suite_create("glyphs");
    TCase *tests = tcase_create("glyphs");
    tcase_add_test(tests, cells_fill_up);
    tcase_add_test(tests, dots_count_from_the_lower_left);
    tcase_add_test(tests, marks_stay);
    tcase_add_test(tests, the_ascii_table_is_ascii);
    tcase_add_test(tests, everything_is_told_apart);
    suite_add_tcase(suite, tests);
    return suite;
}
