#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "suites.h"
#include "ui/places.h"

static const ZtInstalled installed = {.data = "/usr/share/zolta/data",
                                      .lessons = "/usr/share/zolta/lessons",
                                      .build_lessons = "/home/me/zolta/lessons",
                                      .locale = "/usr/share/locale",
                                      .build = "/home/me/zolta/build",
                                      .build_data = "/home/me/zolta/data",
                                      .build_locale = "/home/me/zolta/build/po-locale"};

START_TEST(installed_or_built)
{
    unsetenv("ZOLTA_DATA");
    unsetenv("ZOLTA_LESSONS");
    ZtPlaces places = zt_places_find(&installed, "/usr/bin/zolta");
    ck_assert_str_eq(places.data[0], "/usr/share/zolta/data");
    ck_assert_ptr_null(places.data[1]);
    ck_assert_str_eq(places.lessons[0], "/usr/share/zolta/lessons");
    ck_assert_str_eq(places.locale, "/usr/share/locale");
    places = zt_places_find(&installed, "/home/me/zolta/build/zolta");
    ck_assert_str_eq(places.data[0], "/home/me/zolta/data");
    ck_assert_str_eq(places.lessons[0], "/home/me/zolta/lessons");
    ck_assert_str_eq(places.locale, "/home/me/zolta/build/po-locale");
    places = zt_places_find(&installed, "/home/me/zolta/builder/zolta");
    ck_assert_str_eq(places.locale, "/usr/share/locale");
    places = zt_places_find(&installed, "");
    ck_assert_str_eq(places.data[0], "/usr/share/zolta/data");
}
END_TEST

START_TEST(the_environment_goes_first)
{
    setenv("ZOLTA_DATA", "/my/data", 1);
    ZtPlaces places = zt_places_find(&installed, "/usr/bin/zolta");
    ck_assert_str_eq(places.data[0], "/my/data");
    ck_assert_str_eq(places.data[1], "/usr/share/zolta/data");
    ck_assert_ptr_null(places.data[2]);
    setenv("ZOLTA_DATA", "", 1);
    setenv("ZOLTA_LESSONS", "/my/lessons", 1);
    places = zt_places_find(&installed, "/usr/bin/zolta");
    ck_assert_ptr_null(places.data[1]);
    ck_assert_str_eq(places.lessons[0], "/my/lessons");
    ck_assert_str_eq(places.lessons[1], "/usr/share/zolta/lessons");
    ck_assert_ptr_null(places.lessons[2]);
}
END_TEST

/* A folder without /proc, as in a bare chroot, and other systems. */
START_TEST(the_program_itself)
{
    char path[64], none[8];
    zt_places_self("/proc/self/exe", "zolta", path, sizeof path);
    ck_assert(path[0] == '/' || access("/proc", F_OK) != 0);
    zt_places_self("/nonexistent", "/bin/../bin/./sh", path, sizeof path);
    ck_assert(path[0] == '/' && !strstr(path, ".."));
    zt_places_self("/nonexistent", "zolta", path, sizeof path);
    ck_assert_str_eq(path, "");
    zt_places_self("/nonexistent", "/nonexistent/zolta", path, sizeof path);
    ck_assert_str_eq(path, "");
    zt_places_self("/nonexistent", "/bin/../bin/./sh", none, 2);
    ck_assert_str_eq(none, "");
}
END_TEST

Suite *places_suite(void)
{
    Suite *suite = suite_create("places");
    TCase *tcase = tcase_create("places");

    tcase_add_test(tcase, installed_or_built);
    tcase_add_test(tcase, the_environment_goes_first);
    tcase_add_test(tcase, the_program_itself);
    suite_add_tcase(suite, tcase);
    return suite;
}
