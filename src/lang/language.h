/* The language that people are spoken to in, chosen while the program runs. */
#ifndef ZT_LANG_LANGUAGE_H
#define ZT_LANG_LANGUAGE_H

#include <stdbool.h>

#define ZT_LANGUAGE_SIZE 16 /* bytes of a code with its end */

/* True for what can be the code of a language: "fr", "pt_BR", "sr@latin". */
bool zt_language_valid(const char *code);

/* Goes to the language of that code, which need not be installed as a locale: where the locale is
 * "C", the messages' part of it becomes C.UTF-8. "" goes back to what the locale says. Numbers are
 * never affected. A language without a catalogue is shown in English. */
void zt_language_use(const char *code);

#endif
