/* The program in an emulated terminal: what is typed goes in, cells come out. */
#ifndef ZT_TESTS_SCREEN_EMULATOR_H
#define ZT_TESTS_SCREEN_EMULATOR_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include <vterm.h>

typedef struct Emulator {
    int fd;
    pid_t child;
    VTerm *terminal;
    VTermScreen *screen;
    int width, height;
    size_t bytes; /* that the program has sent */
} Emulator;

/* Starts $zolta with these words (NULL-terminated) in a terminal of that size. */
Emulator *emulator_start(const char *const *words, int width, int height);

/* The same below a small shell, which lets it go on when Ctrl-Z has stopped it; the shell's lines
 * say how the terminal was then. */
Emulator *emulator_start_job(const char *const *words, int width, int height);

void emulator_type(Emulator *emulator, const char *text);
void emulator_resize(Emulator *emulator, int width, int height);

/* Reads what comes until nothing has come for so many milliseconds. */
void emulator_rest(Emulator *emulator, int milliseconds);

/* Waits until the screen shows the text somewhere; fails the test if it does not. Returns the
 * seconds that it took. */
double emulator_expect(Emulator *emulator, const char *text);
bool emulator_shows(Emulator *emulator, const char *text);

/* The row, without blanks at its end. It is borrowed until the next call. */
const char *emulator_row(Emulator *emulator, int row);

/* All rows, each with its end; the caller's (free). */
char *emulator_text(Emulator *emulator);

/* The terminal's modes are those of a shell: lines, echo, signals. */
bool emulator_cooked(const Emulator *emulator);

/* Waits for the program's end. Returns its exit status, or minus the signal that ended it. */
int emulator_end(Emulator *emulator);
void emulator_free(Emulator *emulator);

#endif
