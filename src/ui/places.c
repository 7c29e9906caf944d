/* Where the program's own files lie. */
#include <config.h>

#include "ui/places.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* libtool and debuggers may start it from a folder below. */
static bool lies_in(const char *path, const char *folder)
{
    size_t len = strlen(folder);

    return strncmp(path, folder, len) == 0 && path[len] == '/';
}

void zt_places_self(const char *link, const char *name, char *out, size_t size)
{
    ssize_t len = readlink(link, out, size - 1);
    char *path = len < 0 && strchr(name, '/') ? realpath(name, NULL) : NULL;

    out[len > 0 ? len : 0] = '\0';
    if (path && strlen(path) < size)
        memcpy(out, path, strlen(path) + 1);
    free(path);
}

ZtPlaces zt_places_find(const ZtInstalled *installed, const char *self)
{
    bool built = lies_in(self, installed->build);
    const char *own = getenv("ZOLTA_DATA");
    ZtPlaces places = {.locale = built ? installed->build_locale : installed->locale};
    size_t count = 0;

    if (own && *own)
        places.data[count++] = own;
    places.data[count] = built ? installed->build_data : installed->data;
    count = 0;
    own = getenv("ZOLTA_LESSONS");
    if (own && *own)
        places.lessons[count++] = own;
    places.lessons[count] = built ? installed->build_lessons : installed->lessons;
    return places;
}
