#include <config.h>

#include "suites.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "classroom.h"
#include "lesson/progress.h"

static Classroom room;
static ZtErr err;

static void start(void)
{
    classroom_start(&room, false);
}

static void end(void)
{
    classroom_end(&room);
}

static void add(ZtBook *book, const char *lesson, uint32_t step, ZtStepState state)
{
    const ZtRecord fresh = {.lesson = (char *)lesson,
                            .step = step,
                            .state = state,
                            .attempts = 2,
                            .hints = 1,
                            .solution = step == 2};
    ck_assert(zt_book_add(book, &fresh, true, &err));
}

START_TEST(test_kept)
{
    ZtBook book, again;
    ck_assert(zt_book_open(&book, true, &err));
    add(&book, "3", 1, ZT_STEP_DONE);
    add(&book, "3", 1, ZT_STEP_OPEN);
    add(&book, "3", 2, ZT_STEP_SKIPPED);
    ck_assert_str_eq(classroom_read("zolta/progress"), "zolta progress 1\nat 3 2\n"
                                                       "3 1 done 4 2 0\n3 2 skipped 2 1 1\n");
    ck_assert(zt_book_open(&again, true, &err));
    const ZtRecord *record = zt_book_find(&again, "3", 1);
    ck_assert(record && record->state == ZT_STEP_DONE && record->attempts == 4);
    ck_assert_str_eq(again.at_lesson, "3");
    ck_assert_uint_eq(again.at_step, 2);
    ck_assert_ptr_null(zt_book_find(&again, "3", 3));
    ck_assert_ptr_null(zt_book_find(&again, "4", 1));
    zt_book_close(&book);
    zt_book_close(&again);
    struct stat status;
    ck_assert_int_eq(stat("zolta/progress", &status), 0);
    ck_assert_int_eq(status.st_mode & 077, 0);
}
END_TEST

START_TEST(test_memory_only)
{
    ZtBook book;
    ck_assert(zt_book_open(&book, false, &err));
    add(&book, "3", 1, ZT_STEP_DONE);
    ck_assert_ptr_nonnull(zt_book_find(&book, "3", 1));
    ck_assert_int_ne(access("zolta/progress", F_OK), 0);
    zt_book_close(&book);
}
END_TEST

/* Two sessions that know nothing of one another. */
START_TEST(test_two)
{
    ZtBook one, two;
    ck_assert(zt_book_open(&one, true, &err) && zt_book_open(&two, true, &err));
    add(&one, "1", 1, ZT_STEP_DONE);
    add(&two, "2", 1, ZT_STEP_DONE);
    add(&two, "1", 1, ZT_STEP_OPEN);
    ck_assert_ptr_nonnull(zt_book_find(&two, "1", 1));
    add(&one, "1", 2, ZT_STEP_OPEN);
    ck_assert_uint_eq(zt_book_find(&one, "1", 1)->attempts, 4);
    ck_assert_ptr_nonnull(zt_book_find(&one, "2", 1));
    zt_book_close(&one);
    zt_book_close(&two);
}
END_TEST

#define WRITERS 4
#define TIMES   25

static void write_often(uint32_t step)
{
    ZtBook book;
    if (!zt_book_open(&book, true, &err))
        _exit(1);
    for (int i = 0; i < TIMES; i++)
        add(&book, "1", step, ZT_STEP_OPEN);
    _exit(0);
}

START_TEST(test_many)
{
    pid_t child[WRITERS];
    mkdir("zolta", 0700);
    for (uint32_t i = 0; i < WRITERS; i++)
        if ((child[i] = fork()) == 0)
            write_often(i + 1);
    for (uint32_t i = 0; i < WRITERS; i++) {
        int status;
        ck_assert_int_eq(waitpid(child[i], &status, 0), child[i]);
        ck_assert_int_eq(status, 0);
    }
    ZtBook book;
    ck_assert(zt_book_open(&book, true, &err));
    for (uint32_t i = 0; i < WRITERS; i++)
        ck_assert_uint_eq(zt_book_find(&book, "1", i + 1)->attempts, 2 * TIMES);
    zt_book_close(&book);
}
END_TEST

START_TEST(test_damaged)
{
    ZtBook book;
    mkdir("zolta", 0700);
    classroom_write("zolta/progress",
                    "zolta progress 1\nat 3\nat 3 x\n3 1 done 1\n\n3 x done 1 1 0\n"
                    "3 1 lost 1 1 0\n3 2 done 1 -1 0\n3 3 done 1 1 1 1\n"
                    "3 4 done 1 1 1");
    ck_assert(zt_book_open(&book, true, &err));
    ck_assert_uint_eq(book.count, 1);
    ck_assert_uint_eq(zt_book_find(&book, "3", 4)->hints, 1);
    ck_assert_ptr_null(book.at_lesson);
    zt_book_close(&book);
}
END_TEST

START_TEST(test_newer)
{
    static const char newer[] = "zolta progress 2\nall is new\n";
    ZtBook book;
    mkdir("zolta", 0700);
    classroom_write("zolta/progress", newer);
    ck_assert(!zt_book_open(&book, true, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_PROGRESS_VERSION);
    add(&book, "3", 1, ZT_STEP_DONE);
    ck_assert_ptr_nonnull(zt_book_find(&book, "3", 1));
    ck_assert_str_eq(classroom_read("zolta/progress"), newer);
    zt_book_close(&book);
}
END_TEST

Suite *progress_suite(void)
{
    Suite *suite = suite_create("progress");
    TCase *tests = tcase_create("progress");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, test_kept);
    tcase_add_test(tests, test_memory_only);
    tcase_add_test(tests, test_two);
    tcase_add_test(tests, test_many);
    tcase_add_test(tests, test_damaged);
    tcase_add_test(tests, test_newer);
    suite_add_tcase(suite, tests);
    return suite;
}
