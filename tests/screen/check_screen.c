/* The full screen: its parts, and the whole in an emulated terminal (libvterm). */
#include <config.h>

#include <locale.h>
#include <stdlib.h>

#include "suites.h"

int main(void)
{
    SRunner *runner = srunner_create(layout_suite());
    int failed;

    setlocale(LC_CTYPE, "C.UTF-8");
    srunner_add_suite(runner, page_suite());
    srunner_add_suite(runner, frame_suite());
#ifdef HAVE_VTERM
    srunner_add_suite(runner, golden_suite());
    srunner_add_suite(runner, session_suite());
#endif
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
