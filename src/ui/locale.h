/* The user's language and characters. Numbers keep their decimal point whatever the locale says. */
#ifndef ZT_UI_LOCALE_H
#define ZT_UI_LOCALE_H

/* Takes the locale of the environment; message catalogues lie in dir. lang, if not NULL, is the
 * language to speak instead. A locale that is not installed still gives its language, and UTF-8. */
void zt_locale_start(const char *lang, const char *dir);

#endif
