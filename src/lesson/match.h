/* Does an output fit an expected one, with `[...]` for any lines and `[*]` for any characters? */
#ifndef ZT_LESSON_MATCH_H
#define ZT_LESSON_MATCH_H

#include <stdbool.h>
#include <stddef.h>

/* *line, counted from 1, is then the last line of the pattern up to which something fits, and
 * beyond which nothing does; one behind the last if there is more output. */
bool zt_match(const char *pattern, const char *output, size_t *line);

#endif
