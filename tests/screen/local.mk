# The full screen in an emulated terminal.
tests_screen_check_screen_CPPFLAGS = $(test_cppflags) $(VTERM_CFLAGS)
tests_screen_check_screen_LDADD = $(test_libs) $(VTERM_LIBS)
tests_screen_check_screen_SOURCES = \
	tests/screen/check_frame.c \
	tests/screen/check_golden.c \
	tests/screen/check_layout.c \
	tests/screen/check_page.c \
	tests/screen/check_screen.c \
	tests/screen/check_session.c \
	tests/screen/emulator.c \
	tests/screen/emulator.h \
	tests/screen/suites.h \
	tests/ui/terminal_session.c \
	tests/ui/terminal_session.h
unit_tests += tests/screen/check_screen
EXTRA_DIST += \
	tests/screen/golden/error-80x24.txt \
	tests/screen/golden/fit-100x30.txt \
	tests/screen/golden/fit-120x40.txt \
	tests/screen/golden/fit-1x1.txt \
	tests/screen/golden/fit-200x60.txt \
	tests/screen/golden/fit-20x5.txt \
	tests/screen/golden/fit-40x10.txt \
	tests/screen/golden/fit-80x24.txt \
	tests/screen/golden/fit-ascii-80x24.txt \
	tests/screen/golden/fit-linux-80x24.txt \
	tests/screen/golden/fit-screen-80x24.txt \
	tests/screen/golden/fit-vt100-80x24.txt \
	tests/screen/golden/landscape-120x40.txt \
	tests/screen/golden/landscape-40x10.txt \
	tests/screen/golden/landscape-80x24.txt \
	tests/screen/golden/two-inputs-80x24.txt \
	tests/screen/golden/welcome-80x24.txt \
	tests/screen/tmux.sh
TESTS += tests/screen/tmux.sh
