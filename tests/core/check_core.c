/* Runs the tests of src/core. */
#include <stdlib.h>

#include "suites.h"

/* Asking for far too much memory may be tested; under AddressSanitizer that must fail, not abort.
 */
const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

static Suite *(*const suites[])(void) = {
    op_suite,
    words_suite,
    formula_lex_suite,
    formula_suite,
    formula_errors_suite,
    graph_suite,
    bind_suite,
    derive_suite,
    kernels_suite,
    functions_suite,
    cascade_suite,
    pool_suite,
    program_suite,
    interpret_suite,
    infix_suite,
    dataset_suite,
    statistics_suite,
    scale_suite,
    history_suite,
    session_suite,
    session_text_suite,
    evaluate_suite,
    curvature_suite,
    golden_suite,
    out_of_memory_suite,
    trace_suite,
    eigen_suite,
    least_squares_suite,
    solve_suite,
    probe_suite,
    landscape_suite,
    journal_suite,
};

int main(void)
{
    SRunner *runner = srunner_create(suites[0]());
    for (size_t i = 1; i < sizeof suites / sizeof suites[0]; i++)
        srunner_add_suite(runner, suites[i]());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
