noinst_LIBRARIES += liblesson.a
liblesson_a_CPPFLAGS = $(AM_CPPFLAGS) $(CMARK_CFLAGS)
liblesson_a_SOURCES = \
	src/lesson/answer.c \
	src/lesson/answer.h \
	src/lesson/blocks.c \
	src/lesson/blocks.h \
	src/lesson/checks.c \
	src/lesson/checks.h \
	src/lesson/cmd_lesson.c \
	src/lesson/follow.c \
	src/lesson/follow.h \
	src/lesson/lesson.c \
	src/lesson/lesson.h \
	src/lesson/library.c \
	src/lesson/library.h \
	src/lesson/lint.c \
	src/lesson/lint.h \
	src/lesson/lint_digits.c \
	src/lesson/lint_files.c \
	src/lesson/lint_numbers.c \
	src/lesson/lint_numbers.h \
	src/lesson/lint_pairs.c \
	src/lesson/lint_parts.h \
	src/lesson/lint_step.c \
	src/lesson/markdown.c \
	src/lesson/markdown.h \
	src/lesson/match.c \
	src/lesson/match.h \
	src/lesson/progress.c \
	src/lesson/progress.h \
	src/lesson/since.c \
	src/lesson/since.h \
	src/lesson/start.c \
	src/lesson/start.h \
	src/lesson/tutor.c \
	src/lesson/tutor.h \
	src/lesson/tutor_course.c \
	src/lesson/tutor_help.c \
	src/lesson/tutor_move.c \
	src/lesson/tutor_parts.h \
	src/lesson/tutor_report.c \
	src/lesson/tutor_text.c \
	src/lesson/tutor_view.c
