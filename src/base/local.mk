noinst_LIBRARIES += libbase.a
libbase_a_SOURCES = \
	src/base/buffer.c \
	src/base/buffer.h \
	src/base/error.c \
	src/base/error.h \
	src/base/errors.def \
	src/base/memory.c \
	src/base/memory.h \
	src/base/nls.h \
	src/base/number.c \
	src/base/number.h \
	src/base/random.c \
	src/base/random.h \
	src/base/text.c \
	src/base/text.h \
	src/base/width.c
