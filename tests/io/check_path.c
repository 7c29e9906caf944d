#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "io/file.h"
#include "suites.h"

static void is(char *path, const char *expected)
{
    if (expected)
        ck_assert_str_eq(path, expected);
    else
        ck_assert_ptr_null(path);
    zt_free(path);
}

START_TEST(finds_bundled_files)
{
    char first[128], second[128];
    snprintf(first, sizeof first, "%s", scratch_path("none"));
    snprintf(second, sizeof second, "%s", scratch_path("data"));
    const char *const dirs[] = {first, second, NULL};
    ck_assert_int_eq(mkdir(second, 0700), 0);
    ck_assert_int_eq(mkdir(scratch_path("data/dir.csv"), 0700), 0);
    scratch_file("data/iris.csv", "x", 1);
    scratch_file("data/.csv", "x", 1);
    is(zt_file_find(dirs, "iris", ".csv"), scratch_path("data/iris.csv"));
    is(zt_file_find(dirs, "iris.csv", ".csv"), scratch_path("data/iris.csv"));
    is(zt_file_find(dirs, "none", ".csv"), NULL);
    is(zt_file_find(dirs, "dir", ".csv"), NULL);
    is(zt_file_find(dirs, "", ".csv"), NULL);
    is(zt_file_find(dirs, "../data/iris", ".csv"), NULL);
}
END_TEST

START_TEST(lists_bundled_files)
{
    char first[128], second[128], third[128];
    size_t count = 9;
    snprintf(first, sizeof first, "%s", scratch_path("none"));
    snprintf(second, sizeof second, "%s", scratch_path("data"));
    snprintf(third, sizeof third, "%s", scratch_path("more"));
    const char *const dirs[] = {first, second, third, NULL};
    ck_assert_ptr_null(zt_file_list(dirs, ".csv", &count));
    ck_assert_uint_eq(count, 0);
    ck_assert_int_eq(mkdir(second, 0700), 0);
    ck_assert_int_eq(mkdir(third, 0700), 0);
    scratch_file("data/iris.csv", "", 0);
    scratch_file("data/anscombe.csv", "", 0);
    scratch_file("data/b.csv", "", 0);
    scratch_file("data/.hidden.csv", "", 0);
    scratch_file("data/.csv", "", 0);
    scratch_file("data/SOURCES.md", "", 0);
    scratch_file("more/other.csv", "", 0);
    char **names = zt_file_list(dirs, ".csv", &count);
    ck_assert_uint_eq(count, 3);
    ck_assert_str_eq(names[0], "anscombe");
    ck_assert_str_eq(names[1], "b");
    ck_assert_str_eq(names[2], "iris");
    zt_free(names);
}
END_TEST

START_TEST(state_folder_is_made)
{
    char expected[256];
    struct stat status;
    setenv("XDG_STATE_HOME", scratch_path("a/b"), 1);
    snprintf(expected, sizeof expected, "%s", scratch_path("a/b/zolta/history"));
    is(zt_path_state("history"), expected);
    ck_assert_int_eq(stat(scratch_path("a/b/zolta"), &status), 0);
    ck_assert(S_ISDIR(status.st_mode));
    ck_assert_uint_eq(status.st_mode & 07777, 0700);
    is(zt_path_state("history"), expected);
}
END_TEST

START_TEST(home_is_the_fallback)
{
    char expected[256];
    setenv("HOME", scratch_path("home"), 1);
    unsetenv("XDG_STATE_HOME");
    setenv("XDG_CONFIG_HOME", "relative", 1);
    snprintf(expected, sizeof expected, "%s", scratch_path("home/.config/zolta/init"));
    is(zt_path_config("init"), expected);
    ck_assert(!zt_file_exists(scratch_path("home")));
    snprintf(expected, sizeof expected, "%s", scratch_path("home/.local/state/zolta/history"));
    is(zt_path_state("history"), expected);
    ck_assert(zt_file_exists(scratch_path("home/.local/state/zolta")));
    setenv("XDG_CONFIG_HOME", "/etc/x", 1);
    is(zt_path_config("init"), "/etc/x/zolta/init");
}
END_TEST

START_TEST(without_a_home)
{
    unsetenv("XDG_STATE_HOME");
    unsetenv("XDG_CONFIG_HOME");
    setenv("HOME", "", 1);
    is(zt_path_state("history"), NULL);
    is(zt_path_config("init"), NULL);
    unsetenv("HOME");
    is(zt_path_state("history"), NULL);
}
END_TEST

static void begin(void)
{
    scratch_begin();
}

Suite *path_suite(void)
{
    Suite *suite = suite_create("path");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, begin, scratch_end);
    tcase_add_test(tests, finds_bundled_files);
    tcase_add_test(tests, lists_bundled_files);
    tcase_add_test(tests, state_folder_is_made);
    tcase_add_test(tests, home_is_the_fallback);
    tcase_add_test(tests, without_a_home);
    suite_add_tcase(suite, tests);
    return suite;
}
