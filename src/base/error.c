/* Errors: storing them safely, and turning them into sentences. */
#include "base/error.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "base/nls.h"
#include "base/text.h"

typedef struct Row {
    const char *message, *hint, *otherwise;
} Row;

static const Row rows[ZT_ERR_KINDS] = {
#define ZT_ERROR(name, message, hint, otherwise) [ZT_ERR_##name] = {message, hint, otherwise},
#include "base/errors.def"
#undef ZT_ERROR
};

#define MORE "..."

/* Copies text into an argument, escaped; what does not fit is cut between two characters. Needs
 * no memory, since the error may be that there is none. */
static void store(char arg[ZT_ERR_ARG_SIZE], const char *text)
{
    size_t left = strlen(text), len = 0, cut = 0;
    while (left > 0) {
        char piece[ZT_ESCAPE_SIZE];
        size_t used, size = zt_text_escape_one(text, left, piece, &used);
        if (len + size >= ZT_ERR_ARG_SIZE) {
            memcpy(arg + cut, MORE, sizeof MORE);
            return;
        }
        memcpy(arg + len, piece, size);
        len += size;
        if (len + sizeof MORE <= ZT_ERR_ARG_SIZE)
            cut = len;
        text += used;
        left -= used;
    }
    arg[len] = '\0';
}

bool zt_fail(ZtErr *err, ZtErrKind kind, ...)
{
    *err = (ZtErr){.kind = kind};
    va_list args;
    va_start(args, kind);
    const char *text;
    for (size_t i = 0; i < ZT_ERR_ARGS && (text = va_arg(args, const char *)); i++)
        store(err->arg[i], text);
    va_end(args);
    return false;
}

bool zt_fail_at(ZtErr *err, size_t at, size_t len)
{
    err->spanned = true;
    err->at = at;
    err->len = len;
    return false;
}

bool zt_fail_memory(ZtErr *err)
{
    return zt_fail(err, ZT_ERR_MEMORY, NULL);
}

/* The index of the argument that "{1}" at text names, or -1. */
static int argument_at(const char *text)
{
    bool named = text[0] == '{' && text[1] >= '1' && text[1] <= '0' + ZT_ERR_ARGS && text[2] == '}';
    return named ? text[1] - '1' : -1;
}

static void fill_in(const ZtErr *err, const char *sentence, ZtBuf *out)
{
    while (*sentence) {
        size_t plain = strcspn(sentence, "{");
        zt_buf_add(out, sentence, plain);
        sentence += plain;
        int index = argument_at(sentence);
        if (index >= 0) {
            zt_buf_puts(out, err->arg[index]);
            sentence += 3;
        } else if (*sentence) {
            zt_buf_putc(out, *sentence++);
        }
    }
}

/* True if the sentence names no argument that is empty. */
static bool speaks(const ZtErr *err, const char *sentence)
{
    for (; (sentence = strchr(sentence, '{')) != NULL; sentence++) {
        int index = argument_at(sentence);
        if (index >= 0 && !err->arg[index][0])
            return false;
    }
    return true;
}

static const char *in_language(ZtTranslate translate, const char *sentence)
{
    return translate ? translate(sentence) : sentence;
}

void zt_err_message(const ZtErr *err, ZtTranslate translate, ZtBuf *out)
{
    const char *message = rows[err->kind].message;
    if (message)
        fill_in(err, in_language(translate, message), out);
}

bool zt_err_hint(const ZtErr *err, ZtTranslate translate, ZtBuf *out)
{
    const char *hint = rows[err->kind].hint;
    if (hint && !speaks(err, hint))
        hint = rows[err->kind].otherwise;
    if (!hint || !speaks(err, hint))
        return false;
    fill_in(err, in_language(translate, hint), out);
    return true;
}
