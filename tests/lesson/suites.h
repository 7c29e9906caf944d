/* The suites of src/lesson. */
#ifndef ZT_TESTS_LESSON_SUITES_H
#define ZT_TESTS_LESSON_SUITES_H

#include <check.h>

Suite *answer_suite(void);
Suite *checks_suite(void);
Suite *commands_suite(void);
Suite *course_suite(void);
Suite *library_suite(void);
Suite *lint_suite(void);
Suite *markdown_suite(void);
Suite *match_suite(void);
Suite *numbers_suite(void);
Suite *progress_suite(void);
Suite *start_suite(void);
Suite *tutor_suite(void);

#endif
