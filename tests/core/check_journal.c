#include <stdint.h>

#include <check.h>

#include "core/journal.h"

#include "sample.h"
#include "suites.h"

static const ZtTerms usual = {.lr = 0.5, .loss = "mse", .milestone_count = 2, .milestones = {1, 2}};

/* A run of so many epochs, done in portions. */
static void run(ZtJournal *journal, const ZtTerms *terms, uint64_t epochs)
{
    ck_assert(zt_journal_run(journal, terms, epochs));
    for (uint64_t done = 0; done < epochs; done++)
        ck_assert(zt_journal_ran(journal, 1, false));
}

static void check_run(const ZtJournal *journal, size_t index, uint64_t epochs, uint64_t times)
{
    ZtJournalEntry entry = zt_journal_entry(journal, index);
    ck_assert_ptr_nonnull(entry.terms);
    ck_assert_uint_eq(entry.epochs, epochs);
    ck_assert_uint_eq(entry.times, times);
}

START_TEST(equal_runs_are_one_entry)
{
    ZtJournal *journal = zt_journal_new(1);
    for (int i = 0; i < 5; i++)
        run(journal, &usual, 3);
    run(journal, &usual, 4);
    run(journal, &usual, 3);
    ck_assert_uint_eq(zt_journal_count(journal), 3);
    check_run(journal, 0, 3, 5);
    check_run(journal, 1, 4, 1);
    check_run(journal, 2, 3, 1);
    zt_journal_free(journal);
}
END_TEST

START_TEST(other_terms_are_another_entry)
{
    ZtJournal *journal = zt_journal_new(1);
    ZtTerms terms[] = {usual, usual, usual, usual, usual, usual, usual};
    terms[1].lr = 1;
    terms[2].loss = "mae";
    terms[3].scale = ZT_SCALE_FACTOR;
    terms[4].report = ZT_REPORT_QUIET;
    terms[5].milestones[1] = 7;
    terms[6].milestone_count = 1;
    for (size_t i = 0; i < 7; i++)
        run(journal, &terms[i], 3);
    ck_assert_uint_eq(zt_journal_count(journal), 7);
    ck_assert_str_eq(zt_journal_entry(journal, 2).terms->loss, "mae");
    ck_assert_uint_eq(zt_journal_entry(journal, 5).terms->milestones[1], 7);
    zt_journal_free(journal);
}
END_TEST

START_TEST(of_settings_between_runs_the_last_counts)
{
    ZtJournal *journal = zt_journal_new(2);
    run(journal, &usual, 1);
    ck_assert(zt_journal_set(journal, 0, 5));
    ck_assert(zt_journal_set(journal, 1, 6));
    ck_assert(zt_journal_set(journal, 0, 7));
    run(journal, &usual, 1);
    ck_assert(zt_journal_set(journal, 0, 8));
    ck_assert_uint_eq(zt_journal_count(journal), 5);
    ck_assert(zt_journal_entry(journal, 1).value == 7);
    ck_assert(zt_journal_entry(journal, 2).value == 6);
    ck_assert(zt_journal_entry(journal, 4).value == 8);
    zt_journal_free(journal);
}
END_TEST

START_TEST(a_run_that_diverged_is_the_one_asked_for)
{
    ZtJournal *journal = zt_journal_new(0);
    ck_assert(zt_journal_run(journal, &usual, 100));
    ck_assert_uint_eq(zt_journal_count(journal), 0); /* nothing was done yet */
    ck_assert(zt_journal_ran(journal, 10, false));
    check_run(journal, 0, 10, 1);
    ck_assert(zt_journal_ran(journal, 1, true));
    check_run(journal, 0, 100, 1);
    ck_assert(zt_journal_entry(journal, 0).diverged);
    zt_journal_free(journal);
}
END_TEST

START_TEST(a_full_journal_begins_anew)
{
    ZtJournal *journal = zt_journal_new(1);
    for (uint64_t i = 0; i < ZT_JOURNAL_ENTRIES; i++)
        run(journal, &usual, 1 + i % 2);
    ck_assert(!zt_journal_set(journal, 0, 1));
    ck_assert(!zt_journal_run(journal, &usual, 1));
    ck_assert(!zt_journal_ran(journal, 1, false));
    zt_journal_begin(journal, 1500, (double[]){0.25});
    ck_assert_uint_eq(zt_journal_count(journal), 0);
    ck_assert_uint_eq(zt_journal_epoch(journal), 1500);
    ck_assert(zt_journal_param(journal)[0] == 0.25);
    run(journal, &usual, 1);
    ck_assert_uint_eq(zt_journal_count(journal), 1);
    zt_journal_free(journal);
}
END_TEST

START_TEST(copies_go_their_own_way)
{
    ZtJournal *journal = zt_journal_new(1), *copy;
    run(journal, &usual, 2);
    ck_assert(zt_journal_run(journal, &usual, 9));
    ck_assert(zt_journal_ran(journal, 4, false));
    copy = zt_journal_copy(journal);
    ck_assert(zt_journal_ran(copy, 5, false));
    check_run(journal, 1, 4, 1);
    check_run(copy, 1, 9, 1);
    zt_journal_free(journal);
    check_run(copy, 0, 2, 1);
    ck_assert_str_eq(zt_journal_entry(copy, 0).terms->loss, "mse");
    zt_journal_free(copy);
}
END_TEST

/* Two runs of 3 epochs, a parameter set, a run of 10 that diverged in its 4th: cut at an epoch. */
static ZtJournal *cut_at(uint64_t epoch, bool went_on)
{
    ZtJournal *journal = zt_journal_new(1);
    run(journal, &usual, 3);
    run(journal, &usual, 3);
    ck_assert(zt_journal_set(journal, 0, 5));
    ck_assert(zt_journal_run(journal, &usual, 10));
    ck_assert(zt_journal_ran(journal, 4, true));
    zt_journal_cut(journal, epoch, (double[]){0.5}, went_on);
    return journal;
}

START_TEST(back_to_an_earlier_epoch)
{
    ZtJournal *journal = cut_at(5, false);
    ck_assert_uint_eq(zt_journal_count(journal), 2);
    check_run(journal, 0, 3, 1);
    check_run(journal, 1, 2, 1);
    zt_journal_free(journal);
    journal = cut_at(2, true);
    ck_assert_uint_eq(zt_journal_count(journal), 1);
    check_run(journal, 0, 2, 1);
    zt_journal_free(journal);
    journal = cut_at(6, false);
    ck_assert_uint_eq(zt_journal_count(journal), 1);
    check_run(journal, 0, 3, 2);
    zt_journal_free(journal);
    journal = cut_at(6, true);
    ck_assert_uint_eq(zt_journal_count(journal), 2);
    ck_assert(zt_journal_entry(journal, 1).value == 5);
    zt_journal_free(journal);
    journal = cut_at(9, true);
    ck_assert_uint_eq(zt_journal_count(journal), 3);
    check_run(journal, 2, 3, 1);
    ck_assert(!zt_journal_entry(journal, 2).diverged);
    zt_journal_free(journal);
    journal = cut_at(10, false);
    check_run(journal, 2, 10, 1);
    ck_assert(zt_journal_entry(journal, 2).diverged);
    zt_journal_free(journal);
    journal = cut_at(0, true);
    ck_assert_uint_eq(zt_journal_count(journal), 0);
    ck_assert(zt_journal_param(journal)[0] == 0.5);
    zt_journal_free(journal);
}
END_TEST

/* What the session does to its journal. */
START_TEST(the_sessions_journal)
{
    ZtSession *s = sample_session(sample_thermometer(ZT_SINGLE));
    ck_assert_uint_eq(zt_journal_count(s->journal), 0);
    ck_assert(zt_journal_param(s->journal)[0] == 1);
    zt_session_run_begins(s, 5);
    sample_train(s, 5);
    zt_session_run_did(s, 5);
    zt_session_set(s, 1, 0.1);
    ck_assert_uint_eq(zt_journal_count(s->journal), 2);
    ck_assert(zt_journal_entry(s->journal, 1).value == (double)0.1f);
    ZtSession *copy = zt_session_copy(s);
    zt_session_restore(s, 7, (double[]){3, 4}, false);
    ck_assert_uint_eq(zt_journal_count(s->journal), 0);
    ck_assert_uint_eq(zt_journal_epoch(s->journal), 7);
    ck_assert(zt_journal_param(s->journal)[1] == 4);
    zt_session_reset(s);
    ck_assert_uint_eq(zt_journal_epoch(s->journal), 0);
    ck_assert_uint_eq(zt_journal_count(copy->journal), 2);
    sample_model(copy, "a * x");
    ck_assert_uint_eq(zt_journal_count(copy->journal), 0);
    zt_session_free(copy);
    zt_session_free(s);
}
END_TEST

Suite *journal_suite(void)
{
    Suite *suite = suite_create("journal");
    TCase *tests = tcase_create("journal");
    tcase_add_test(tests, equal_runs_are_one_entry);
    tcase_add_test(tests, other_terms_are_another_entry);
    tcase_add_test(tests, of_settings_between_runs_the_last_counts);
    tcase_add_test(tests, a_run_that_diverged_is_the_one_asked_for);
    tcase_add_test(tests, a_full_journal_begins_anew);
    tcase_add_test(tests, copies_go_their_own_way);
    tcase_add_test(tests, back_to_an_earlier_epoch);
    tcase_add_test(tests, the_sessions_journal);
    suite_add_tcase(suite, tests);
    return suite;
}
