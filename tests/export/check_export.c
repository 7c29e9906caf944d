/* Runs the tests of src/export. */
#include <stdlib.h>

#include "suites.h"

int main(void)
{
    SRunner *runner = srunner_create(expression_suite());
    srunner_add_suite(runner, literal_suite());
    srunner_add_suite(runner, names_suite());
    srunner_add_suite(runner, out_of_memory_suite());
    srunner_add_suite(runner, picture_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
