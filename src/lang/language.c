#include <config.h>

#include "lang/language.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "lang/nls.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool zt_language_valid(const char *code)
{
    size_t len = strlen(code), i = 0;
    while (is_letter(code[i]))
        i++;
    if (i < 2 || i > 3 || len >= ZT_LANGUAGE_SIZE)
        return false;
    for (; i < len; i++) {
        bool separator = code[i] == '_' || code[i] == '@' || code[i] == '-';
        if (separator ? !is_letter(code[i + 1]) : !is_letter(code[i]))
            return false;
    }
    return true;
}

void zt_language_use(const char *code)
{
    if (*code)
        setenv("LANGUAGE", code, 1);
    else
        unsetenv("LANGUAGE");
    const char *locale = setlocale(LC_MESSAGES, NULL);
    /* gettext heeds LANGUAGE in every locale but this one. */
    bool bare = !locale || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0;
    if (*code && bare)
        setlocale(LC_MESSAGES, "C.UTF-8");
#ifdef ENABLE_NLS
    textdomain(textdomain(NULL)); /* makes gettext look at LANGUAGE again */
#endif
}
