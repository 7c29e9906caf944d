/* Names that another language takes: columns and parameters may be called anything, its variables
 * may not. */
#ifndef ZT_EXPORT_NAMES_H
#define ZT_EXPORT_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"

typedef enum ZtLanguage { ZT_PYTHON, ZT_C } ZtLanguage;

/* The names in use. Start with the language and a new arena, end with zt_names_end. */
typedef struct ZtNames {
    ZtLanguage language;
    ZtArena *arena; /* owns the names, and other texts of the file to be written */
    const char **taken;
    size_t count, cap;
} ZtNames;

/* A new name like the wanted one: letters without accents, digits and _, no word of the language
 * nor of the file's own, none given out before (then with _otherwise or a number behind it). NULL
 * when memory runs out. */
const char *zt_names_make(ZtNames *names, const char *wanted, const char *otherwise);

/* The name of an input, counted from 0: x where it is the only one, else x1, x2, ... */
const char *zt_names_input(ZtNames *names, size_t inputs, size_t input);

/* Keeps a name from being given out; false when memory runs out. */
bool zt_names_take(ZtNames *names, const char *name);

void zt_names_end(ZtNames *names);

#endif
