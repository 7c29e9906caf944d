/* The suites of this folder. */
#ifndef ZT_TESTS_CORE_SUITES_H
#define ZT_TESTS_CORE_SUITES_H

#include <check.h>

Suite *bind_suite(void);
Suite *cascade_suite(void);
Suite *curvature_suite(void);
Suite *dataset_suite(void);
Suite *derive_suite(void);
Suite *evaluate_suite(void);
Suite *formula_suite(void);
Suite *formula_errors_suite(void);
Suite *formula_lex_suite(void);
Suite *functions_suite(void);
Suite *golden_suite(void);
Suite *graph_suite(void);
Suite *history_suite(void);
Suite *infix_suite(void);
Suite *interpret_suite(void);
Suite *journal_suite(void);
Suite *kernels_suite(void);
Suite *landscape_suite(void);
Suite *op_suite(void);
Suite *out_of_memory_suite(void);
Suite *pool_suite(void);
Suite *program_suite(void);
Suite *scale_suite(void);
Suite *session_suite(void);
Suite *session_text_suite(void);
Suite *trace_suite(void);
Suite *words_suite(void);

#endif
