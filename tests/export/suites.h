/* The suites of this folder. */
#ifndef ZT_TESTS_EXPORT_SUITES_H
#define ZT_TESTS_EXPORT_SUITES_H

#include <check.h>

Suite *expression_suite(void);
Suite *literal_suite(void);
Suite *names_suite(void);
Suite *out_of_memory_suite(void);
Suite *picture_suite(void);

#endif
