#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "suites.h"
#include "ui/offer.h"

/* The list that readline gets for these offers (words between commas), joined the same way;
 * "none" if it gets nothing. */
static const char *fitted(const char *offers, const char *line, size_t shell_start,
                          size_t reader_start)
{
    static char text[500], words[500];
    char *list[20] = {0}, **result;
    size_t count = 0;

    snprintf(words, sizeof words, "%s", offers);
    for (char *word = strtok(words, ","); word; word = strtok(NULL, ","))
        list[count++] = word;
    result = zt_offer_fit(list, line, shell_start, reader_start);
    snprintf(text, sizeof text, "%s", result ? "" : "none");
    for (size_t i = 0; result && result[i]; i++) {
        if (i > 0)
            strcat(text, ",");
        strcat(text, result[i]);
        free(result[i]);
    }
    free(result);
    return text;
}

START_TEST(a_single_offer_stands_alone)
{
    ck_assert_str_eq(fitted("load", "lo", 0, 0), "load");
}
END_TEST

START_TEST(several_come_behind_what_they_share)
{
    ck_assert_str_eq(fitted("residuals,reset,restore", "re", 0, 0), "res,residuals,reset,restore");
    ck_assert_str_eq(fitted("load,train", "", 0, 0), ",load,train");
}
END_TEST

START_TEST(what_is_shared_ends_between_characters)
{
    ck_assert_str_eq(fitted("t\xc3\xa9,t\xc3\xa8", "t", 0, 0), "t,t\xc3\xa9,t\xc3\xa8");
}
END_TEST

START_TEST(beginnings_may_differ)
{
    /* the shell completes the quoted word, readline only what is behind the blank */
    ck_assert_str_eq(fitted("\"my data.csv\"", "load \"my da", 5, 9), "data.csv\"");
    /* the shell completes the name behind x=, readline thinks the word begins before */
    ck_assert_str_eq(fitted("beak,body", "load a x=b", 9, 7), "x=b,x=beak,x=body");
    ck_assert_str_eq(fitted("ab", "load x", 0, 5), "none");
    ck_assert_str_eq(fitted("\"My data.csv\"", "load \"my da", 5, 9), "none");
}
END_TEST

START_TEST(lists_leave_out_what_is_shared)
{
    ck_assert_uint_eq(zt_offer_shown_from("re"), 0);
    ck_assert_uint_eq(zt_offer_shown_from("/tmp/data/my"), 10);
    ck_assert_uint_eq(zt_offer_shown_from("x=b"), 2);
    ck_assert_uint_eq(zt_offer_shown_from("w*sig"), 2);
    ck_assert_uint_eq(zt_offer_shown_from(""), 0);
}
END_TEST

START_TEST(hostile_offers_are_left_out)
{
    ck_assert_str_eq(fitted("\x1b[31mred.csv", "", 0, 0), "none");
    ck_assert_str_eq(fitted("a\x1b.csv,b.csv,b\xff.csv", "", 0, 0), "b.csv");
}
END_TEST

START_TEST(no_offers)
{
    ck_assert_str_eq(fitted("", "load", 0, 0), "none");
}
END_TEST

Suite *offer_suite(void)
{
    Suite *suite = suite_create("offer");
    TCase *tcase = tcase_create("offer");

    tcase_add_test(tcase, a_single_offer_stands_alone);
    tcase_add_test(tcase, several_come_behind_what_they_share);
    tcase_add_test(tcase, what_is_shared_ends_between_characters);
    tcase_add_test(tcase, beginnings_may_differ);
    tcase_add_test(tcase, lists_leave_out_what_is_shared);
    tcase_add_test(tcase, hostile_offers_are_left_out);
    tcase_add_test(tcase, no_offers);
    suite_add_tcase(suite, tcase);
    return suite;
}
