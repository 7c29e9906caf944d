noinst_LIBRARIES += libui.a
libui_a_SOURCES = \
	src/ui/batch.c \
	src/ui/batch.h \
	src/ui/front.c \
	src/ui/front.h \
	src/ui/lines.c \
	src/ui/lines.h \
	src/ui/locale.c \
	src/ui/locale.h \
	src/ui/offer.c \
	src/ui/offer.h \
	src/ui/options.c \
	src/ui/options.h \
	src/ui/output.c \
	src/ui/output.h \
	src/ui/pace.c \
	src/ui/pace.h \
	src/ui/past.c \
	src/ui/past.h \
	src/ui/places.c \
	src/ui/places.h \
	src/ui/progress.c \
	src/ui/progress.h \
	src/ui/prompt.c \
	src/ui/prompt.h \
	src/ui/reader.h \
	src/ui/readline.c \
	src/ui/recall.c \
	src/ui/recall.h \
	src/ui/signals.c \
	src/ui/signals.h \
	src/ui/terminal.c \
	src/ui/terminal.h
