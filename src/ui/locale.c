/* The user's language and characters. */
#include <config.h>

#include "ui/locale.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "lang/language.h"
#include "lang/nls.h"

/* The value that the C library goes by for a category, or NULL. */
static const char *wanted(const char *category)
{
    const char *const names[] = {"LC_ALL", category, "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return value;
    }
    return NULL;
}

/* The language of a locale's name, "fr_FR" of "fr_FR.UTF-8", if it looks like one. */
static const char *language_of(const char *locale, char *out, size_t size)
{
    size_t len = strcspn(locale, ".");

    if (len == 0 || len >= size)
        return NULL;
    memcpy(out, locale, len);
    out[len] = '\0';
    return zt_language_valid(out) ? out : NULL;
}

/* The locale is named, but not installed: its language is spoken nevertheless. */
static void speak_uninstalled(void)
{
    char code[ZT_LANGUAGE_SIZE];
    const char *locale = wanted("LC_MESSAGES"), *language = getenv("LANGUAGE");

    if (language && *language) {
        setlocale(LC_MESSAGES, "C.UTF-8");
        return;
    }
    language = locale ? language_of(locale, code, sizeof code) : NULL;
    if (language)
        zt_language_use(language);
}

void zt_locale_start(const char *lang, const char *dir)
{
    bool characters = setlocale(LC_CTYPE, "") != NULL;
    bool messages = setlocale(LC_MESSAGES, "") != NULL;

    if (!characters || (lang && strcmp(nl_langinfo(CODESET), "UTF-8") != 0))
        setlocale(LC_CTYPE, "C.UTF-8");
#if defined ENABLE_NLS && ENABLE_NLS
    bindtextdomain("zolta", dir);
    bind_textdomain_codeset("zolta", "UTF-8");
    textdomain("zolta");
#else
    (void)dir;
#endif
    if (lang)
        zt_language_use(lang);
    else if (!messages)
        speak_uninstalled();
}
