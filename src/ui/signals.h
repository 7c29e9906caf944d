/* A file beyond the limit of its size is an error of the write, not the end of the program. */
void zt_signals_limits(void);

/* Signals, turned into facts that can be asked for.
 *
 * In a script only an interruption is caught, so that the exit status can tell of it. At the
 * prompt, what ends the program or stops it is caught too: the history is saved and the terminal
 * put right first. */
#ifndef ZT_UI_SIGNALS_H
#define ZT_UI_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

void zt_signals_script(void);
void zt_signals_prompt(void);

bool zt_signals_interrupted(void); /* Ctrl-C since the last zt_signals_forget */
void zt_signals_forget(void);      /* the interruption was dealt with */
int zt_signals_ending(void);       /* the signal that asks the program to end, or 0 */
bool zt_signals_resized(void);     /* the window has another size; true once */

/* While a line is read, the signals are held back and let in only where reading waits; so none can
 * come between a look at the facts and the wait. */
void zt_signals_hold(void);
void zt_signals_release(void);

/* Waits, signals let in, until fd can be read. False: one of the facts has come true, or the
 * program went on after it was stopped (*resumed). */
bool zt_signals_wait(int fd, bool *resumed);

/* The same, but only an interruption or the end counts. */
bool zt_signals_wait_more(int fd);

/* The screen holds the signals back all the time, a command under way aside: then they come in and
 * are noted, the stop signal too. Here they are let in, without and with a wait. */
void zt_signals_screen(void);
void zt_signals_open(void);
typedef enum ZtWait {
    ZT_WAIT_KEY,    /* fd can be read */
    ZT_WAIT_TIME,   /* the time is over */
    ZT_WAIT_SIGNAL, /* one of the facts has come true */
} ZtWait;
ZtWait zt_signals_wait_for(int fd, double seconds); /* below 0: as long as it takes */
bool zt_signals_resumed(void);                      /* it went on after a stop; true once */

bool zt_signals_stopping(void); /* Ctrl-Z came; zt_signals_suspend does as it says */

/* Stops the program, as Ctrl-Z asked, if it did; true once it goes on. put_right is called first.
 */
bool zt_signals_suspend(void (*put_right)(void));

/* Ends the program by that signal, as if it had not been caught. */
void zt_signals_die(int number);

#endif
