/* Runs the tests of src/plot. */
#include <stdlib.h>

#include "suites.h"

int main(void)
{
    SRunner *runner = srunner_create(canvas_suite());
    srunner_add_suite(runner, draw_suite());
    srunner_add_suite(runner, figure_suite());
    srunner_add_suite(runner, glyphs_suite());
    srunner_add_suite(runner, relief_suite());
    srunner_add_suite(runner, surface_suite());
    srunner_add_suite(runner, ticks_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
