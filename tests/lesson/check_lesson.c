/* Runs the tests of src/lesson. */
#include <stdlib.h>

#include "suites.h"

static Suite *(*const suites[])(void) = {
    markdown_suite, checks_suite,   answer_suite, match_suite, numbers_suite,  library_suite,
    start_suite,    progress_suite, tutor_suite,  lint_suite,  commands_suite, course_suite,
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
