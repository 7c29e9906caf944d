#include "suites.h"

#include "ui/layout.h"

static const int sizes[][2] = {{80, 24}, {100, 30}, {120, 40}, {200, 60},
                               {40, 10}, {20, 5},   {1, 1}};

static bool inside(ZtRect rect, int width, int height)
{
    return rect.height <= 0 ||
           (rect.column >= 0 && rect.row >= 0 && rect.width > 0 &&
            rect.column + rect.width <= width && rect.row + rect.height <= height);
}

static bool apart(ZtRect a, ZtRect b)
{
    return a.height <= 0 || b.height <= 0 || a.column + a.width <= b.column ||
           b.column + b.width <= a.column || a.row + a.height <= b.row || b.row + b.height <= a.row;
}

/* Everything lies on the screen, nothing upon another. */
static void check_size(int width, int height, ZtLook look)
{
    ZtPanes panes = zt_layout(width, height, look);
    ZtRect all[2 * ZT_PANES + 1];

    for (int i = 0; i < ZT_PANES; i++) {
        all[i] = panes.pane[i];
        all[ZT_PANES + i] = panes.title[i];
    }
    all[2 * ZT_PANES] = panes.divider;
    for (int i = 0; i < 2 * ZT_PANES + 1; i++) {
        if (!inside(all[i], width, height)) /* millions of ck_assert would take their time */
            ck_abort_msg("%d outside of %d x %d", i, width, height);
        for (int k = 0; k < i; k++)
            if (!apart(all[i], all[k]))
                ck_abort_msg("%d on %d at %d x %d", i, k, width, height);
    }
    ck_assert_int_eq(panes.pane[ZT_PANE_PROMPT].height, 1);
}

START_TEST(nothing_overlaps)
{
    for (int width = 1; width < 220; width += 1 + width / 12)
        for (int height = 1; height < 80; height++)
            for (int look = 0; look < 16; look++)
                check_size(width, height,
                           (ZtLook){.log = look & 1,
                                    .pictures = look & 2,
                                    .answer = (look & 1) * height,
                                    .numbers_off = look & 4,
                                    .loss_off = look & 8});
}
END_TEST

START_TEST(the_named_sizes)
{
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        check_size(sizes[i][0], sizes[i][1], (ZtLook){0});
}
END_TEST

static bool has(int width, int height, ZtPane pane)
{
    return zt_layout(width, height, (ZtLook){0}).pane[pane].height > 0;
}

START_TEST(all_panes_at_80_x_24)
{
    for (int pane = 0; pane < ZT_PANE_NOTICE; pane++)
        ck_assert_msg(has(80, 24, (ZtPane)pane), "pane %d", pane);
    ck_assert(!has(80, 24, ZT_PANE_NOTICE));
    ck_assert(zt_layout(80, 24, (ZtLook){0}).both);
}
END_TEST

START_TEST(history_goes_first_then_the_numbers)
{
    int height = 24;

    while (has(80, height, ZT_PANE_LOSS))
        height--;
    ck_assert_int_ge(height, ZT_SCREEN_HEIGHT);
    ck_assert(has(80, height, ZT_PANE_NUMBERS));
    while (has(80, height, ZT_PANE_NUMBERS))
        height--;
    ck_assert_int_ge(height, ZT_SCREEN_HEIGHT);
    ck_assert(has(80, height, ZT_PANE_LESSON));
    ck_assert(has(80, height, ZT_PANE_PLOT));
}
END_TEST

START_TEST(the_lesson_toggles_where_it_is_narrow)
{
    ck_assert(has(40, 10, ZT_PANE_LESSON));
    ck_assert(!has(40, 10, ZT_PANE_PLOT));
    ck_assert_int_gt(zt_layout(40, 10, (ZtLook){.pictures = true}).pane[ZT_PANE_PLOT].height, 0);
    ck_assert_int_eq(zt_layout(40, 10, (ZtLook){.pictures = true}).pane[ZT_PANE_LESSON].height, 0);
}
END_TEST

START_TEST(too_small_says_so)
{
    ck_assert(has(39, 10, ZT_PANE_NOTICE));
    ck_assert(has(40, 9, ZT_PANE_NOTICE));
    ck_assert(!has(40, 10, ZT_PANE_NOTICE));
    ck_assert(!has(39, 10, ZT_PANE_KEYS));
    ck_assert(!has(1, 1, ZT_PANE_NOTICE));
}
END_TEST

START_TEST(the_log_grows_when_it_is_looked_at)
{
    ZtPanes panes = zt_layout(80, 24, (ZtLook){0}), log = zt_layout(80, 24, (ZtLook){.log = true});

    ck_assert_int_gt(log.pane[ZT_PANE_LOG].height, 2 * panes.pane[ZT_PANE_LOG].height);
}
END_TEST

START_TEST(the_log_grows_with_an_answer)
{
    const ZtPanes few = zt_layout(80, 24, (ZtLook){.answer = 2});
    const ZtPanes more = zt_layout(80, 24, (ZtLook){.answer = 9});
    const ZtPanes most = zt_layout(80, 24, (ZtLook){.answer = 1000});

    ck_assert_int_eq(few.pane[ZT_PANE_LOG].height, 4);
    ck_assert_int_eq(more.pane[ZT_PANE_LOG].height, 9);
    ck_assert_int_eq(most.pane[ZT_PANE_LOG].height, 13);
    ck_assert_int_ge(most.pane[ZT_PANE_LESSON].height, 6);
}
END_TEST

START_TEST(panes_with_nothing_to_say_leave_their_rows)
{
    const ZtPanes all = zt_layout(80, 24, (ZtLook){0});
    const ZtPanes few = zt_layout(80, 24, (ZtLook){.numbers_off = true, .loss_off = true});

    ck_assert_int_eq(few.pane[ZT_PANE_NUMBERS].height, 0);
    ck_assert_int_eq(few.pane[ZT_PANE_LOSS].height, 0);
    ck_assert_int_eq(few.pane[ZT_PANE_PLOT].height, few.pane[ZT_PANE_LESSON].height);
    ck_assert_int_lt(all.pane[ZT_PANE_PLOT].height, few.pane[ZT_PANE_PLOT].height);
}
END_TEST

Suite *layout_suite(void)
{
    Suite *suite = suite_create("layout");
    TCase *tests = tcase_create("layout");

    tcase_add_test(tests, nothing_overlaps);
    tcase_add_test(tests, the_named_sizes);
    tcase_add_test(tests, all_panes_at_80_x_24);
    tcase_add_test(tests, history_goes_first_then_the_numbers);
    tcase_add_test(tests, the_lesson_toggles_where_it_is_narrow);
    tcase_add_test(tests, too_small_says_so);
    tcase_add_test(tests, the_log_grows_when_it_is_looked_at);
    tcase_add_test(tests, the_log_grows_with_an_answer);
    tcase_add_test(tests, panes_with_nothing_to_say_leave_their_rows);
    suite_add_tcase(suite, tests);
    return suite;
}
