/* The suites of this folder, and what they share. */
#ifndef ZT_TESTS_IO_SUITES_H
#define ZT_TESTS_IO_SUITES_H

#include <check.h>
#include <stddef.h>

Suite *csv_suite(void);
Suite *csv_errors_suite(void);
Suite *csv_inputs_suite(void);
Suite *file_suite(void);
Suite *path_suite(void);

/* An empty folder for one test, its path without a slash at the end; and its end. */
const char *scratch_begin(void);
void scratch_end(void);

/* The path of name in the scratch folder; valid until the fourth call after it. */
const char *scratch_path(const char *name);

/* Makes a file there; returns its path. */
const char *scratch_file(const char *name, const char *text, size_t len);

#endif
