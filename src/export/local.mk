noinst_LIBRARIES += libexport.a
libexport_a_SOURCES = \
	src/export/history_csv.c \
	src/export/history_csv.h
