/* Where the program's own files lie. */
#ifndef ZT_UI_PLACES_H
#define ZT_UI_PLACES_H

#include <stddef.h>

#define ZT_PLACES_MAX 2

typedef struct ZtPlaces {
    const char *data[ZT_PLACES_MAX + 1];    /* folders of the data sets, NULL-terminated */
    const char *lessons[ZT_PLACES_MAX + 1]; /* folders of en/, fr/, ..., likewise */
    const char *locale;                     /* of the message catalogues */
} ZtPlaces;

/* Where things are once installed, and for a program that runs from its build folder. */
typedef struct ZtInstalled {
    const char *data, *lessons, *locale;
    const char *build, *build_data, *build_lessons, *build_locale;
} ZtInstalled;

/* The path of the running program, "" if it is not known: where link leads (on Linux
 * /proc/self/exe) or, where that is not, what the program was called by if that names a path. */
void zt_places_self(const char *link, const char *name, char *out, size_t size);

/* self is where the running program lies, "" if that is not known. $ZOLTA_DATA and $ZOLTA_LESSONS
 * go before all others. The texts are borrowed from installed and the environment. */
ZtPlaces zt_places_find(const ZtInstalled *installed, const char *self);

#endif
