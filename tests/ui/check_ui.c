/* Runs the tests of src/ui. */
#include <stdlib.h>

#include "suites.h"

int main(void)
{
    SRunner *runner = srunner_create(lines_suite());
    srunner_add_suite(runner, manual_suite());
    srunner_add_suite(runner, offer_suite());
    srunner_add_suite(runner, options_suite());
    srunner_add_suite(runner, output_suite());
    srunner_add_suite(runner, pace_suite());
    srunner_add_suite(runner, places_suite());
    srunner_add_suite(runner, progress_suite());
    srunner_add_suite(runner, recall_suite());
    srunner_add_suite(runner, terminal_suite());
    srunner_add_suite(runner, prompt_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
