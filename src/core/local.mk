noinst_LIBRARIES += libcore.a
libcore_a_CFLAGS = $(AM_CFLAGS) $(CORE_CFLAGS)
libcore_a_CPPFLAGS = $(AM_CPPFLAGS) $(SLEEF_CFLAGS)
libcore_a_SOURCES = \
	src/core/bind.c \
	src/core/bind.h \
	src/core/cascade.c \
	src/core/cascade.h \
	src/core/cascade.inc \
	src/core/cascade_end.inc \
	src/core/compile.c \
	src/core/compile.h \
	src/core/curvature.c \
	src/core/dataset.c \
	src/core/dataset.h \
	src/core/derive.c \
	src/core/derive.h \
	src/core/engine.c \
	src/core/engine.h \
	src/core/evaluate.c \
	src/core/evaluate.h \
	src/core/formula.c \
	src/core/formula.h \
	src/core/formula_lex.c \
	src/core/formula_lex.h \
	src/core/graph.c \
	src/core/graph.h \
	src/core/history.c \
	src/core/history.h \
	src/core/infix.c \
	src/core/infix.h \
	src/core/interpret.c \
	src/core/interpret.h \
	src/core/journal.c \
	src/core/journal.h \
	src/core/kernels.h \
	src/core/kernels.inc \
	src/core/lane.h \
	src/core/lane.inc \
	src/core/landscape.c \
	src/core/landscape.h \
	src/core/least_squares.c \
	src/core/least_squares.h \
	src/core/levels.c \
	src/core/mathlib.h \
	src/core/node_text.c \
	src/core/node_text.h \
	src/core/op.c \
	src/core/op.h \
	src/core/per_row.c \
	src/core/per_row.h \
	src/core/pool.c \
	src/core/pool.h \
	src/core/probe.c \
	src/core/probe.h \
	src/core/program.c \
	src/core/program.h \
	src/core/scale.c \
	src/core/scale.h \
	src/core/scan.c \
	src/core/scan.h \
	src/core/session.c \
	src/core/session.h \
	src/core/session_data.c \
	src/core/session_parts.h \
	src/core/session_run.c \
	src/core/session_text.c \
	src/core/settings.c \
	src/core/settings.h \
	src/core/slope.c \
	src/core/slope.h \
	src/core/solve.c \
	src/core/solve.h \
	src/core/trace.c \
	src/core/trace.h \
	src/core/words.c

# The loops, compiled once for each SIMD level; their objects go into libcore.a.
EXTRA_LIBRARIES += libkernels-portable.a
libkernels_portable_a_SOURCES = src/core/kernels.c
libkernels_portable_a_CPPFLAGS = $(libcore_a_CPPFLAGS) -DZT_LEVEL=portable
libkernels_portable_a_CFLAGS = $(libcore_a_CFLAGS) $(KERNELS_CFLAGS)
libcore_a_LIBADD = $(libkernels_portable_a_OBJECTS)

if HAVE_KERNELS_AVX2
EXTRA_LIBRARIES += libkernels-avx2.a
libkernels_avx2_a_SOURCES = src/core/kernels.c
libkernels_avx2_a_CPPFLAGS = $(libcore_a_CPPFLAGS) -DZT_LEVEL=avx2
libkernels_avx2_a_CFLAGS = $(libcore_a_CFLAGS) $(KERNELS_CFLAGS) $(KERNELS_AVX2_CFLAGS)
libcore_a_LIBADD += $(libkernels_avx2_a_OBJECTS)
endif

if HAVE_KERNELS_AVX512
EXTRA_LIBRARIES += libkernels-avx512.a
libkernels_avx512_a_SOURCES = src/core/kernels.c
libkernels_avx512_a_CPPFLAGS = $(libcore_a_CPPFLAGS) -DZT_LEVEL=avx512
libkernels_avx512_a_CFLAGS = $(libcore_a_CFLAGS) $(KERNELS_CFLAGS) $(KERNELS_AVX512_CFLAGS)
libcore_a_LIBADD += $(libkernels_avx512_a_OBJECTS)
endif

libcore_a_DEPENDENCIES = $(libcore_a_LIBADD)
