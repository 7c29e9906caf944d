# make bench: how fast it is, against what it is compared with. Built on demand only.

EXTRA_PROGRAMS = tests/bench/bench
tests_bench_bench_CPPFLAGS = $(test_cppflags)
tests_bench_bench_LDADD = libhand.a $(zolta_libs) $(outside_libs)
tests_bench_bench_SOURCES = \
	tests/bench/bench.c \
	tests/bench/bench.h \
	tests/bench/bench_hand.c \
	tests/bench/bench_large.c \
	tests/bench/bench_picture.c \
	tests/bench/bench_python.c \
	tests/bench/bench_start.c

# The other side, compiled for this machine and without the flags of the program.
EXTRA_LIBRARIES += libhand.a
libhand_a_CFLAGS = -std=gnu11 -O3 -march=native -ffp-contract=off $(WARN_CFLAGS)
libhand_a_SOURCES = \
	tests/bench/hand_written.c \
	tests/bench/hand_written.h

EXTRA_DIST += tests/bench/torch_bench.py tests/bench/tutorial.zt
CLEANFILES += tests/bench/bench$(EXEEXT) libhand.a

PYTHON3 = /usr/bin/python3

bench: zolta$(EXEEXT) tests/bench/bench$(EXEEXT)
	tests/bench/bench$(EXEEXT) '$(abs_top_builddir)/zolta$(EXEEXT)' '$(PYTHON3)'

.PHONY: bench
