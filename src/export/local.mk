noinst_LIBRARIES += libexport.a
libexport_a_SOURCES = \
	src/export/expression.c \
	src/export/expression.h \
	src/export/history_csv.c \
	src/export/history_csv.h \
	src/export/literal.c \
	src/export/literal.h \
	src/export/model_c.c \
	src/export/model_c.h \
	src/export/names.c \
	src/export/names.h \
	src/export/twin.c \
	src/export/twin.h \
	src/export/twin_data.c \
	src/export/twin_loop.c \
	src/export/twin_parts.h
