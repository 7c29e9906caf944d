/* The suites of this folder. */
#ifndef ZT_TESTS_LANG_SUITES_H
#define ZT_TESTS_LANG_SUITES_H

#include <check.h>

Suite *line_suite(void);
Suite *shell_suite(void);
Suite *meant_suite(void);
Suite *error_show_suite(void);
Suite *table_suite(void);
Suite *report_suite(void);
Suite *data_commands_suite(void);
Suite *show_suite(void);
Suite *train_commands_suite(void);
Suite *session_commands_suite(void);
Suite *commands_suite(void);

Suite *settings_suite(void);
Suite *figures_suite(void);
Suite *landscape_suite(void);
Suite *components_suite(void);
Suite *print_suite(void);
Suite *help_suite(void);
Suite *complete_suite(void);
Suite *explain_suite(void);

#endif
