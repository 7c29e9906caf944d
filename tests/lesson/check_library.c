#include <config.h>

#include "suites.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "classroom.h"
#include "lesson/library.h"

static const char *const dirs[] = {"/nowhere", ZT_TESTS_DIR "/../lessons", NULL};

START_TEST(test_shelf)
{
    ZtShelf shelf = zt_shelf_find(dirs, "en");
    ck_assert_uint_ge(shelf.count, 1);
    ck_assert(strstr(shelf.path[0], "lessons/en/00-how-to-write-a-lesson.md"));
    ck_assert_uint_eq(zt_shelf_lesson(&shelf, "0"), 0);
    ck_assert_uint_eq(zt_shelf_lesson(&shelf, "00-how-to-write-a-lesson"), 0);
    ck_assert_uint_eq(zt_shelf_lesson(&shelf, "how-to"), 0);
    ck_assert_uint_eq(zt_shelf_lesson(&shelf, "-"), shelf.count); /* several */
    ck_assert_uint_eq(zt_shelf_lesson(&shelf, "900"), shelf.count);
    ck_assert_uint_eq(zt_shelf_lesson(&shelf, ""), shelf.count);
    zt_shelf_free(&shelf);
}
END_TEST

START_TEST(test_languages)
{
    ZtShelf shelf = zt_shelf_find(dirs, "fr_CA");
    ck_assert(shelf.count > 0 && strstr(shelf.path[0], "/fr/00-"));
    zt_shelf_free(&shelf);
    shelf = zt_shelf_find(dirs, "xx");
    ck_assert(shelf.count > 0 && strstr(shelf.path[0], "/en/00-"));
    zt_shelf_free(&shelf);
    shelf = zt_shelf_find(&dirs[2], "en");
    ck_assert_uint_eq(shelf.count, 0);
    shelf = zt_shelf_find(NULL, "en");
    ck_assert_uint_eq(shelf.count, 0);
}
END_TEST

START_TEST(test_names)
{
    char code[16];
    ck_assert_int_eq(zt_lesson_number("a/03-b.md"), 3);
    ck_assert_int_eq(zt_lesson_number("a/3b.md"), -1);
    ck_assert_int_eq(zt_lesson_number("1234-b"), -1);
    ck_assert(zt_lesson_language("lessons/fr/03-b.md", code));
    ck_assert_str_eq(code, "fr");
    ck_assert(zt_lesson_language("fr/03-b.md", code));
    ck_assert(!zt_lesson_language("03-b.md", code));
    ck_assert(!zt_lesson_language("lessons/03-b.md", code));
    ck_assert(!zt_lesson_language("/03-b.md", code));
}
END_TEST

START_TEST(test_twin)
{
    char *twin = zt_lesson_twin(ZT_TESTS_DIR "/../lessons/en/00-how-to-write-a-lesson.md", "fr");
    ck_assert(twin && strstr(twin, "lessons/fr/00-ecrire-une-lecon.md"));
    zt_free(twin);
    ck_assert_ptr_null(zt_lesson_twin(ZT_TESTS_DIR "/../lessons/en/900-none.md", "fr"));
    ck_assert_ptr_null(zt_lesson_twin("00-here.md", "fr"));
}
END_TEST

START_TEST(test_language_now)
{
    char code[16];
    zt_language_now("fr", code);
    ck_assert_str_eq(code, "fr");
    setlocale(LC_MESSAGES, "C");
    setenv("LANGUAGE", "de", 1);
    zt_language_now("", code);
    ck_assert_str_eq(code, "en");
    if (setlocale(LC_MESSAGES, "C.UTF-8")) {
        zt_language_now("", code);
        ck_assert_str_eq(code, "de");
        unsetenv("LANGUAGE");
        zt_language_now("", code);
        ck_assert_str_eq(code, "en");
    }
    setlocale(LC_MESSAGES, "C");
    unsetenv("LANGUAGE");
}
END_TEST

Suite *library_suite(void)
{
    Suite *suite = suite_create("library");
    TCase *tests = tcase_create("library");
    tcase_add_test(tests, test_shelf);
    tcase_add_test(tests, test_languages);
    tcase_add_test(tests, test_names);
    tcase_add_test(tests, test_twin);
    tcase_add_test(tests, test_language_now);
    suite_add_tcase(suite, tests);
    return suite;
}
