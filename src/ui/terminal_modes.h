/* The modes of the terminal while the screen is taken: keys come one by one and unseen, Ctrl-C and
 * Ctrl-Z send their signals. However the program ends, the modes of before are put back. */
#ifndef ZT_UI_TERMINAL_MODES_H
#define ZT_UI_TERMINAL_MODES_H

#include <stdbool.h>

/* Remembers the modes of now. False if fd is no terminal. */
bool zt_modes_start(int fd);

/* From now on a crash puts the terminal right. farewell is what it is to be sent then; copied. */
void zt_modes_guard(const char *farewell);

void zt_modes_enter(void);
void zt_modes_leave(void);

/* Whether a paste is to be told from typing. */
void zt_modes_paste(bool marked);

#endif
