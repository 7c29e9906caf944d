/* The suites of this folder. */
#ifndef ZT_TESTS_PLOT_SUITES_H
#define ZT_TESTS_PLOT_SUITES_H

#include <check.h>

Suite *canvas_suite(void);
Suite *draw_suite(void);
Suite *figure_suite(void);
Suite *glyphs_suite(void);
Suite *relief_suite(void);
Suite *surface_suite(void);
Suite *ticks_suite(void);

#endif
