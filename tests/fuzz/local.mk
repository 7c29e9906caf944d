# Programs that try what no one would write (clang's libFuzzer): `make fuzz`, not part of check.
fuzz_programs = \
	tests/fuzz/fuzz_command \
	tests/fuzz/fuzz_csv \
	tests/fuzz/fuzz_formula \
	tests/fuzz/fuzz_lesson
EXTRA_PROGRAMS += $(fuzz_programs)
EXTRA_DIST += tests/fuzz/run
fuzz_cppflags = $(AM_CPPFLAGS) -DZT_SOURCE_DATADIR='"$(abs_top_srcdir)/data"'
fuzz_ldflags = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_libs = $(zolta_libs) $(outside_libs)
tests_fuzz_fuzz_command_SOURCES = tests/fuzz/fuzz_command.c
tests_fuzz_fuzz_command_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_fuzz_command_LDFLAGS = $(fuzz_ldflags) \
	-Wl,--wrap=zt_file_write -Wl,--wrap=zt_open_read
tests_fuzz_fuzz_command_LDADD = $(fuzz_libs)
tests_fuzz_fuzz_csv_SOURCES = tests/fuzz/fuzz_csv.c
tests_fuzz_fuzz_csv_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_fuzz_csv_LDADD = $(fuzz_libs)
tests_fuzz_fuzz_formula_SOURCES = tests/fuzz/fuzz_formula.c
tests_fuzz_fuzz_formula_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_fuzz_formula_LDADD = $(fuzz_libs)
tests_fuzz_fuzz_lesson_SOURCES = tests/fuzz/fuzz_lesson.c
tests_fuzz_fuzz_lesson_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_fuzz_lesson_LDADD = $(fuzz_libs)

FUZZ_SECONDS = 60
fuzz-programs: $(fuzz_programs)
fuzz:
	$(AM_V_at)$(MKDIR_P) fuzz
	$(AM_V_at)test -f fuzz/Makefile || (cd fuzz && '$(abs_top_srcdir)/configure' CC=clang \
		--enable-sanitizers=address,undefined,fuzzer-no-link)
	$(MAKE) -C fuzz fuzz-programs
	$(AM_V_at)$(SHELL) $(top_srcdir)/tests/fuzz/run $(top_srcdir) fuzz $(FUZZ_SECONDS)
.PHONY: fuzz fuzz-programs
