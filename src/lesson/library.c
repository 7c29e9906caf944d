#include <config.h>

#include "lesson/library.h"

#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/number.h"
#include "base/text.h"
#include "io/file.h"
#include "lang/language.h"

static const char ending[] = ".md";

static const char *base_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

int zt_lesson_number(const char *path)
{
    const char *name = base_of(path);
    size_t digits = strspn(name, "0123456789");
    int number = 0;
    if (digits == 0 || digits > 3 || name[digits] != '-')
        return -1;
    for (size_t i = 0; i < digits; i++)
        number = 10 * number + (name[i] - '0');
    return number;
}

static bool full_path(ZtBuf *out, const char *folder, const char *name)
{
    zt_buf_clear(out);
    zt_buf_printf(out, "%s/%s%s", folder, name, ending);
    return !out->failed;
}

/* All lessons of a folder. Files without a number (README.md) are none. */
static ZtShelf read_folder(const char *folder)
{
    const char *const dirs[] = {folder, NULL};
    ZtShelf shelf = {0};
    size_t count;
    char **names = zt_file_list(dirs, ending, &count);
    shelf.path = names ? zt_alloc(count, sizeof *shelf.path) : NULL;
    for (size_t i = 0; shelf.path && i < count; i++) {
        ZtBuf path = {0};
        bool lesson = zt_lesson_number(names[i]) >= 0 && full_path(&path, folder, names[i]);
        char *text = lesson ? zt_buf_take(&path) : NULL;
        if (text)
            shelf.path[shelf.count++] = text;
        else
            zt_buf_free(&path);
    }
    zt_free(names);
    return shelf;
}

static ZtShelf read_language(const char *dir, const char *language, size_t len)
{
    ZtBuf folder = {0};
    ZtShelf shelf = {0};
    zt_buf_printf(&folder, "%s/%.*s", dir, (int)len, language);
    if (!folder.failed)
        shelf = read_folder(zt_buf_text(&folder));
    zt_buf_free(&folder);
    if (shelf.count == 0)
        zt_shelf_free(&shelf);
    return shelf;
}

ZtShelf zt_shelf_find(const char *const *dirs, const char *language)
{
    const char *const codes[] = {language, language, "en"};
    const size_t len[] = {strlen(language), strcspn(language, "_@-"), 2};
    for (size_t i = 0; dirs && dirs[i]; i++) {
        for (size_t k = 0; k < 3; k++) {
            ZtShelf shelf = len[k] ? read_language(dirs[i], codes[k], len[k]) : (ZtShelf){0};
            if (shelf.count > 0)
                return shelf;
        }
    }
    return (ZtShelf){0};
}

void zt_shelf_free(ZtShelf *shelf)
{
    for (size_t i = 0; i < shelf->count; i++)
        zt_free(shelf->path[i]);
    zt_free(shelf->path);
    *shelf = (ZtShelf){0};
}

static bool same_name(const char *path, const char *name)
{
    const char *base = base_of(path);
    size_t len = strlen(base) - strlen(ending);
    return strlen(name) == len && strncmp(base, name, len) == 0;
}

size_t zt_shelf_lesson(const ZtShelf *shelf, const char *name)
{
    uint64_t number;
    bool numbered = zt_number_whole(name, &number);
    size_t found = shelf->count, hits = 0;
    for (size_t i = 0; i < shelf->count; i++) {
        if (same_name(shelf->path[i], name) ||
            (numbered && (uint64_t)zt_lesson_number(shelf->path[i]) == number))
            return i;
        if (*name && !numbered && strstr(base_of(shelf->path[i]), name)) {
            found = i;
            hits++;
        }
    }
    return hits == 1 ? found : shelf->count;
}

bool zt_lesson_language(const char *path, char code[16])
{
    const char *base = base_of(path);
    if (base == path)
        return false;
    const char *end = base - 1, *start = end;
    while (start > path && start[-1] != '/')
        start--;
    size_t len = (size_t)(end - start);
    if (len == 0 || len >= ZT_LANGUAGE_SIZE)
        return false;
    memcpy(code, start, len);
    code[len] = '\0';
    return zt_language_valid(code);
}

char *zt_lesson_twin(const char *path, const char *language)
{
    char own[ZT_LANGUAGE_SIZE];
    if (!zt_lesson_language(path, own))
        return NULL;
    size_t parent = (size_t)(base_of(path) - path) - 1 - strlen(own);
    ZtBuf folder = {0};
    zt_buf_add(&folder, path, parent);
    zt_buf_puts(&folder, language);
    ZtShelf shelf = read_folder(zt_buf_text(&folder));
    zt_buf_free(&folder);
    char *twin = NULL;
    for (size_t i = 0; i < shelf.count && !twin; i++)
        if (zt_lesson_number(shelf.path[i]) == zt_lesson_number(path))
            twin = zt_strdup(shelf.path[i]);
    zt_shelf_free(&shelf);
    return twin;
}

/* The code at the start of a locale's name or of a list; false if there is none. */
static bool take_code(const char *text, char code[16])
{
    size_t len = strcspn(text, ".:@");
    if (len == 0 || len >= ZT_LANGUAGE_SIZE)
        return false;
    memcpy(code, text, len);
    code[len] = '\0';
    return zt_language_valid(code);
}

void zt_language_now(const char *setting, char code[16])
{
    const char *locale = setlocale(LC_MESSAGES, NULL), *language = getenv("LANGUAGE");
    bool bare = !locale || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0;
    if (*setting && take_code(setting, code))
        return;
    if (!bare && language && take_code(language, code))
        return;
    if (!bare && take_code(locale, code))
        return;
    memcpy(code, "en", 3);
}
