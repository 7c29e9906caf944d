/* The lessons that are there, by language. */
#ifndef ZT_LESSON_LIBRARY_H
#define ZT_LESSON_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/lesson.h"

typedef struct ZtShelf { /* the lessons of one language, in order of their names */
    char **path;         /* count of them; freed with the shelf */
    size_t count;
} ZtShelf;

/* Those in the first of dirs (folders that hold en/, fr/, ...) that has any: in the language of
 * that code ("fr_CA", then "fr"), or else in English. Empty if there is none or no memory. */
ZtShelf zt_shelf_find(const char *const *dirs, const char *language);
void zt_shelf_free(ZtShelf *shelf);

/* The lesson with that number ("3", "03"), name ("03-the-loss") or the only one whose name has this
 * text in it. Its index, or count. */
size_t zt_shelf_lesson(const ZtShelf *shelf, const char *name);

/* The number a path's name begins with, or -1. */
int zt_lesson_number(const char *path);

/* The folder a path lies in is named like a language: its code, at most 16 bytes with its end. */
bool zt_lesson_language(const char *path, char code[16]);

/* The lesson with the same number in the folder of another language beside; the caller's, NULL if
 * there is none. */
char *zt_lesson_twin(const char *path, const char *language);

/* The code of the language that people are spoken to in: set lang, else LANGUAGE and the locale;
 * at most 16 bytes with its end. */
void zt_language_now(const char *setting, char code[16]);

#endif
