# Unit tests (libcheck), transcripts of sessions (.zt) and tests of the whole (.sh).

TEST_EXTENSIONS = .sh .zt
SH_LOG_COMPILER = $(SHELL)
ZT_LOG_COMPILER = $(SHELL) $(top_srcdir)/tests/run-transcript
AM_TESTS_ENVIRONMENT = \
	top_srcdir='$(abs_top_srcdir)'; top_builddir='$(abs_top_builddir)'; \
	zolta='$(abs_top_builddir)/zolta'; NM='$(NM)'; \
	CK_DEFAULT_TIMEOUT=$${CK_DEFAULT_TIMEOUT-60}; \
	LSAN_OPTIONS=suppressions=$(abs_top_srcdir)/tests/leaks.lsan:print_suppressions=0; \
	export LSAN_OPTIONS top_srcdir top_builddir zolta NM CK_DEFAULT_TIMEOUT;

test_scripts = \
	tests/cli.sh \
	tests/french.sh \
	tests/lessons.sh \
	tests/locale.sh \
	tests/model.sh \
	tests/pictures.sh \
	tests/readme.sh \
	tests/structure.sh \
	tests/symbols.sh \
	tests/transcripts.sh \
	tests/twin.sh

transcripts = \
	tests/session/classes.zt \
	tests/session/csv.zt \
	tests/session/divergence.zt \
	tests/session/ends-of-double.zt \
	tests/session/errors/classes.zt \
	tests/session/errors/commands.zt \
	tests/session/errors/data.zt \
	tests/session/errors/deep.zt \
	tests/session/errors/explain.zt \
	tests/session/errors/export.zt \
	tests/session/errors/files.zt \
	tests/session/errors/formulas.zt \
	tests/session/errors/full-disk.zt \
	tests/session/errors/hostile.zt \
	tests/session/errors/long-line.zt \
	tests/session/errors/plots.zt \
	tests/session/errors/reserved.zt \
	tests/session/errors/runs.zt \
	tests/session/errors/save.zt \
	tests/session/errors/settings.zt \
	tests/session/errors/slopes.zt \
	tests/session/errors/training.zt \
	tests/session/errors/undo.zt \
	tests/session/errors/unreadable.zt \
	tests/session/explain-more.zt \
	tests/session/explain.zt \
	tests/session/export.zt \
	tests/session/gradcheck.zt \
	tests/session/graph.zt \
	tests/session/help.zt \
	tests/session/local-rate.zt \
	tests/session/loss.zt \
	tests/session/merged.zt \
	tests/session/model.zt \
	tests/session/names.zt \
	tests/session/nudge.zt \
	tests/session/one-line.zt \
	tests/session/plot-landscape.zt \
	tests/session/plot-many.zt \
	tests/session/plot-training.zt \
	tests/session/plots.zt \
	tests/session/precision.zt \
	tests/session/predict.zt \
	tests/session/print.zt \
	tests/session/report.zt \
	tests/session/runs.zt \
	tests/session/save.zt \
	tests/session/several-inputs.zt \
	tests/session/show.zt \
	tests/session/solve.zt \
	tests/session/source.zt \
	tests/session/standardised.zt \
	tests/session/step.zt \
	tests/session/time.zt \
	tests/session/tutorial.zt \
	tests/session/undo.zt \
	tests/session/until.zt

transcript_fixtures = \
	tests/session/fixtures/bom-crlf.csv \
	tests/session/fixtures/broken.zt \
	tests/session/fixtures/constant.csv \
	tests/session/fixtures/empty.csv \
	tests/session/fixtures/endless.zt \
	tests/session/fixtures/escape.csv \
	tests/session/fixtures/header-only.csv \
	tests/session/fixtures/headless.csv \
	tests/session/fixtures/hostile.csv \
	tests/session/fixtures/large.csv \
	tests/session/fixtures/latin1.csv \
	tests/session/fixtures/long-row.csv \
	tests/session/fixtures/marks.csv \
	tests/session/fixtures/missing.csv \
	tests/session/fixtures/names.csv \
	tests/session/fixtures/no-numbers.csv \
	tests/session/fixtures/nul.csv \
	tests/session/fixtures/one-column.csv \
	tests/session/fixtures/quote.csv \
	tests/session/fixtures/quoted.csv \
	tests/session/fixtures/ragged.csv \
	tests/session/fixtures/semicolon.csv \
	tests/session/fixtures/tab.csv \
	tests/session/fixtures/text.csv \
	tests/session/fixtures/three.zt \
	tests/session/fixtures/twice.csv

golden_files = \
	tests/golden/README.md \
	tests/golden/functions.csv \
	tests/golden/functions.py \
	tests/golden/mae-normalize-0.1-lr1e-1.csv \
	tests/golden/make.py \
	tests/golden/normalize-0.1-lr1e-2.csv \
	tests/golden/normalize-standard-lr1e-2.csv \
	tests/golden/raw-lr1e-2-diverges.csv \
	tests/golden/raw-lr1e-4.csv

TESTS += $(test_scripts) $(transcripts)
EXTRA_DIST += $(test_scripts) $(transcripts) $(transcript_fixtures) $(golden_files) \
	tests/leaks.lsan tests/leaks.valgrind tests/run-transcript tests/twin/random_sessions.py

if HAVE_CHECK
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
endif
test_cppflags = $(AM_CPPFLAGS) $(CHECK_CFLAGS) -DZT_TESTS_DIR='"$(abs_top_srcdir)/tests"'
test_libs = $(zolta_libs) $(CHECK_LIBS) $(outside_libs)

unit_tests = \
	tests/base/check_base \
	tests/core/check_core \
	tests/export/check_export \
	tests/io/check_io \
	tests/lang/check_lang \
	tests/lesson/check_lesson \
	tests/plot/check_plot \
	tests/ui/check_ui

tests_base_check_base_CPPFLAGS = $(test_cppflags)
tests_base_check_base_LDADD = $(test_libs)
tests_base_check_base_SOURCES = \
	tests/base/check_base.c \
	tests/base/check_buffer.c \
	tests/base/check_error.c \
	tests/base/check_memory.c \
	tests/base/check_number.c \
	tests/base/check_random.c \
	tests/base/check_text.c \
	tests/base/suites.h

tests_core_check_core_CPPFLAGS = $(test_cppflags)
tests_core_check_core_LDADD = $(test_libs)
tests_core_check_core_SOURCES = \
	tests/core/check_bind.c \
	tests/core/check_cascade.c \
	tests/core/check_core.c \
	tests/core/check_curvature.c \
	tests/core/check_dataset.c \
	tests/core/check_derive.c \
	tests/core/check_eigen.c \
	tests/core/check_evaluate.c \
	tests/core/check_formula.c \
	tests/core/check_formula_errors.c \
	tests/core/check_formula_lex.c \
	tests/core/check_functions.c \
	tests/core/check_golden.c \
	tests/core/check_graph.c \
	tests/core/check_history.c \
	tests/core/check_infix.c \
	tests/core/check_interpret.c \
	tests/core/check_journal.c \
	tests/core/check_kernels.c \
	tests/core/check_landscape.c \
	tests/core/check_least_squares.c \
	tests/core/check_op.c \
	tests/core/check_out_of_memory.c \
	tests/core/check_pool.c \
	tests/core/check_probe.c \
	tests/core/check_program.c \
	tests/core/check_scale.c \
	tests/core/check_session.c \
	tests/core/check_session_back.c \
	tests/core/check_session_model.c \
	tests/core/check_session_run.c \
	tests/core/check_session_text.c \
	tests/core/check_solve.c \
	tests/core/check_statistics.c \
	tests/core/check_trace.c \
	tests/core/check_words.c \
	tests/core/oracle.c \
	tests/core/oracle.h \
	tests/core/random_formula.c \
	tests/core/random_formula.h \
	tests/core/sample.c \
	tests/core/sample.h \
	tests/core/session_tests.h \
	tests/core/suites.h
# Lets a test make each allocation fail in turn.
tests_core_check_core_LDFLAGS = $(AM_LDFLAGS) \
	-Wl,--wrap=calloc,--wrap=realloc,--wrap=aligned_alloc,--wrap=free

tests_plot_check_plot_CPPFLAGS = $(test_cppflags)
tests_plot_check_plot_LDADD = $(test_libs)
tests_plot_check_plot_SOURCES = \
	tests/plot/check_canvas.c \
	tests/plot/check_draw.c \
	tests/plot/check_figure.c \
	tests/plot/check_glyphs.c \
	tests/plot/check_plot.c \
	tests/plot/check_relief.c \
	tests/plot/check_surface.c \
	tests/plot/check_ticks.c \
	tests/plot/suites.h

tests_io_check_io_CPPFLAGS = $(test_cppflags)
tests_io_check_io_LDADD = $(test_libs)
tests_io_check_io_SOURCES = \
	tests/io/check_csv.c \
	tests/io/check_csv_errors.c \
	tests/io/check_csv_inputs.c \
	tests/io/check_file.c \
	tests/io/check_io.c \
	tests/io/check_path.c \
	tests/io/scratch.c \
	tests/io/suites.h

tests_export_check_export_CPPFLAGS = $(test_cppflags)
tests_export_check_export_LDADD = $(test_libs)
tests_export_check_export_SOURCES = \
	tests/export/check_export.c \
	tests/export/check_expression.c \
	tests/export/check_literal.c \
	tests/export/check_names.c \
	tests/export/check_out_of_memory.c \
	tests/export/check_picture.c \
	tests/export/suites.h
tests_export_check_export_LDFLAGS = $(AM_LDFLAGS) \
	-Wl,--wrap=calloc,--wrap=realloc,--wrap=aligned_alloc

tests_lang_check_lang_CPPFLAGS = $(test_cppflags)
tests_lang_check_lang_LDADD = $(test_libs)
tests_lang_check_lang_SOURCES = \
	tests/lang/check_commands.c \
	tests/lang/check_complete.c \
	tests/lang/check_components.c \
	tests/lang/check_data_commands.c \
	tests/lang/check_error_show.c \
	tests/lang/check_explain.c \
	tests/lang/check_explain_divergence.c \
	tests/lang/check_figures.c \
	tests/lang/check_help.c \
	tests/lang/check_landscape.c \
	tests/lang/check_lang.c \
	tests/lang/check_line.c \
	tests/lang/check_meant.c \
	tests/lang/check_print.c \
	tests/lang/check_report.c \
	tests/lang/check_runs.c \
	tests/lang/check_session_commands.c \
	tests/lang/check_settings.c \
	tests/lang/check_shell.c \
	tests/lang/check_show.c \
	tests/lang/check_slope_commands.c \
	tests/lang/check_table.c \
	tests/lang/check_train_commands.c \
	tests/lang/check_undo.c \
	tests/lang/state.c \
	tests/lang/state.h \
	tests/lang/suites.h \
	tests/lang/support.c \
	tests/lang/support.h

tests_lesson_check_lesson_CPPFLAGS = $(test_cppflags)
tests_lesson_check_lesson_LDADD = $(test_libs)
tests_lesson_check_lesson_SOURCES = \
	tests/lesson/check_answer.c \
	tests/lesson/check_checks.c \
	tests/lesson/check_commands.c \
	tests/lesson/check_course.c \
	tests/lesson/check_lesson.c \
	tests/lesson/check_library.c \
	tests/lesson/check_lint.c \
	tests/lesson/check_markdown.c \
	tests/lesson/check_match.c \
	tests/lesson/check_numbers.c \
	tests/lesson/check_progress.c \
	tests/lesson/check_start.c \
	tests/lesson/check_tutor.c \
	tests/lesson/classroom.c \
	tests/lesson/classroom.h \
	tests/lesson/suites.h

tests_ui_check_ui_CPPFLAGS = $(test_cppflags)
tests_ui_check_ui_LDADD = $(test_libs)
tests_ui_check_ui_SOURCES = \
	tests/ui/check_lines.c \
	tests/ui/check_manual.c \
	tests/ui/check_offer.c \
	tests/ui/check_options.c \
	tests/ui/check_output.c \
	tests/ui/check_pace.c \
	tests/ui/check_places.c \
	tests/ui/check_progress.c \
	tests/ui/check_prompt.c \
	tests/ui/check_recall.c \
	tests/ui/check_terminal.c \
	tests/ui/check_ui.c \
	tests/ui/suites.h \
	tests/ui/terminal_session.c \
	tests/ui/terminal_session.h
