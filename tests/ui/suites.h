/* The suites of this folder. */
#ifndef ZT_TESTS_UI_SUITES_H
#define ZT_TESTS_UI_SUITES_H

#include <check.h>

Suite *lines_suite(void);
Suite *manual_suite(void);
Suite *offer_suite(void);
Suite *options_suite(void);
Suite *output_suite(void);
Suite *pace_suite(void);
Suite *places_suite(void);
Suite *progress_suite(void);
Suite *prompt_suite(void);
Suite *recall_suite(void);
Suite *terminal_suite(void);

#endif
