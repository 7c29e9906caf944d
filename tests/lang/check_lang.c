/* Runs the tests of src/lang. */
#include <stdlib.h>

#include "suites.h"

static Suite *(*const suites[])(void) = {
    line_suite,           shell_suite,
    meant_suite,          error_show_suite,
    table_suite,          report_suite,
    data_commands_suite,  show_suite,
    train_commands_suite, session_commands_suite,
    commands_suite,       settings_suite,
    figures_suite,        landscape_suite,
    components_suite,     print_suite,
    help_suite,           complete_suite,
    explain_suite,
};

int main(void)
{
    SRunner *runner = srunner_create(NULL);
    for (size_t i = 0; i < sizeof suites / sizeof *suites; i++)
        srunner_add_suite(runner, suites[i]());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
