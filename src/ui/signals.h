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

/* Stops the program, as Ctrl-Z asked, if it did; true once it goes on. put_right is called first.
 */
bool zt_signals_suspend(void (*put_right)(void));

/* Ends the program by that signal, as if it had not been caught. */
void zt_signals_die(int number);

#endif
