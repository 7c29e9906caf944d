/* The suites of this folder. */
#ifndef ZT_TESTS_BASE_SUITES_H
#define ZT_TESTS_BASE_SUITES_H

#include <check.h>

Suite *buffer_suite(void);
Suite *error_suite(void);
Suite *memory_suite(void);
Suite *number_suite(void);
Suite *random_suite(void);
Suite *text_suite(void);

#endif
