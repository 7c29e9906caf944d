/* Runs the tests of src/base. */
#include <stdlib.h>

#include "suites.h"

/* Asking for far too much memory is tested; under AddressSanitizer that must fail, not abort. */
const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

int main(void)
{
    SRunner *runner = srunner_create(buffer_suite());
    srunner_add_suite(runner, error_suite());
    srunner_add_suite(runner, memory_suite());
    srunner_add_suite(runner, number_suite());
    srunner_add_suite(runner, random_suite());
    srunner_add_suite(runner, text_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
