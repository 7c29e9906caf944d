/* Completions, brought into the form that readline takes. */
#ifndef ZT_UI_OFFER_H
#define ZT_UI_OFFER_H

#include <stddef.h>

/* offers complete the line from shell_start on; readline's word begins at reader_start. Returns a
 * list for readline: what all have in common, then each, NULL at the end; a single one stands
 * alone. List and texts are from malloc, since readline frees them. NULL if nothing is left.
 * Offers that could steer a terminal are left out. */
char **zt_offer_fit(char *const *offers, const char *line, size_t shell_start, size_t reader_start);

/* Where in each of a list's offers begins what is worth showing: behind the folder, operator or
 * the like that all share. */
size_t zt_offer_shown_from(const char *shared);

#endif
