/* The parts of the session's suite that stand in files of their own. */
#ifndef ZT_TESTS_CORE_SESSION_TESTS_H
#define ZT_TESTS_CORE_SESSION_TESTS_H

#include <check.h>

TCase *session_back_tests(void);
TCase *session_model_tests(void);
TCase *session_run_tests(void);

#endif
