noinst_LIBRARIES += libio.a
libio_a_SOURCES = \
	src/io/complete.c \
	src/io/complete.h \
	src/io/csv.c \
	src/io/csv.h \
	src/io/csv_inputs.c \
	src/io/csv_lex.c \
	src/io/csv_lex.h \
	src/io/csv_source.c \
	src/io/csv_source.h \
	src/io/csv_types.c \
	src/io/csv_types.h \
	src/io/file.c \
	src/io/file.h \
	src/io/list.c \
	src/io/list.h \
	src/io/open.c \
	src/io/open.h \
	src/io/path.c \
	src/io/relative.c \
	src/io/scratch.c \
	src/io/scratch.h \
	src/io/update.c \
	src/io/update.h
