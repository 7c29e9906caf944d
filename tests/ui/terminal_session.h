/* The program in a terminal of its own, for tests: types, and looks at what is shown. */
#ifndef ZT_TESTS_UI_TERMINAL_SESSION_H
#define ZT_TESTS_UI_TERMINAL_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

typedef struct Pty {
    int fd;
    pid_t child;
    char *seen; /* all that was shown */
    size_t len, cap;
    size_t at; /* what pty_expect has found so far ends here */
} Pty;

/* Makes an empty home folder and sets an environment in which nothing of the user's shows. */
void pty_environment(void);
const char *pty_home(void);
void pty_clean(void); /* removes the home folder */

/* Starts $zolta with these words (NULL-terminated), in a terminal of 24 x 80. redirect, if not
 * NULL, is the file that standard output goes to. */
Pty pty_start(const char *const *words, const char *redirect);

/* The same, but below a little shell: when the program stops, as Ctrl-Z wants it to, the shell says
 * "stopped" and whether the terminal is right again, and lets it go on. */
Pty pty_start_job(const char *const *words);

void pty_type(Pty *pty, const char *text);

/* Waits until the text is shown behind what was expected before; fails the test if it is not
 * within some seconds. */
void pty_expect(Pty *pty, const char *text);

/* All that was shown contains the text, as far as it was read. */
bool pty_shown(const Pty *pty, const char *text);

/* Reads until the program ends. Returns its exit status, or minus the signal that ended it. */
int pty_finish(Pty *pty);

#endif
