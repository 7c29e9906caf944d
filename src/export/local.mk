noinst_LIBRARIES += libexport.a
libexport_a_CPPFLAGS = $(AM_CPPFLAGS) $(CAIRO_CFLAGS)
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
	src/export/picture.h \
	src/export/twin.c \
	src/export/twin.h \
	src/export/twin_data.c \
	src/export/twin_loop.c \
	src/export/twin_parts.h

if HAVE_CAIRO
libexport_a_SOURCES += \
	src/export/picture.c \
	src/export/picture_parts.h \
	src/export/picture_series.c \
	src/export/picture_sheet.c \
	src/export/picture_surface.c \
	src/export/picture_text.c
else
libexport_a_SOURCES += src/export/picture_none.c
endif
