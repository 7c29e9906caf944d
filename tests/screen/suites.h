#ifndef ZT_TESTS_SCREEN_SUITES_H
#define ZT_TESTS_SCREEN_SUITES_H

#include <check.h>

Suite *layout_suite(void);
Suite *page_suite(void);
Suite *frame_suite(void);
Suite *golden_suite(void);
Suite *session_suite(void);

#endif
