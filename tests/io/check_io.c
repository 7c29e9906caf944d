/* Runs the tests of src/io. */
#include <stdlib.h>

#include "suites.h"

int main(void)
{
    SRunner *runner = srunner_create(csv_suite());
    srunner_add_suite(runner, csv_errors_suite());
    srunner_add_suite(runner, csv_inputs_suite());
    srunner_add_suite(runner, file_suite());
    srunner_add_suite(runner, path_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
