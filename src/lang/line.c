#include <config.h>

#include "lang/line.h"

#include <string.h>

#include "base/memory.h"
#include "lang/shell.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* An apostrophe within a word is text (l'eau), so ' quotes only where a word or a value begins. */
static bool opens_quote(const char *line, size_t at)
{
    return line[at] == '"' || (line[at] == '\'' && (at == 0 || strchr(" \t;=,(\"'", line[at - 1])));
}

/* The quote that is open behind the byte at `at`, 0 for none; open is what was open before it. */
static char quote_behind(const char *line, size_t at, char open)
{
    if (open)
        return line[at] == open ? '\0' : open;
    return opens_quote(line, at) ? line[at] : '\0';
}

static bool starts_comment(const char *line, size_t at)
{
    return line[at] == '#' && (at == 0 || is_blank(line[at - 1]) || line[at - 1] == ';');
}

/* Where the command at `at` ends: at a `;`, a comment or the end of the line. */
static size_t command_end(const char *line, size_t at)
{
    char open = '\0';
    for (; line[at]; at++) {
        if (!open && (line[at] == ';' || starts_comment(line, at)))
            break;
        open = quote_behind(line, at, open);
    }
    return at;
}

static size_t name_length(const char *line, size_t at, size_t end)
{
    size_t len = 1;
    while (line[at] != '?' && at + len < end && !is_blank(line[at + len]))
        len++;
    return len;
}

bool zt_line_next(const char *line, size_t *at, ZtPiece *piece)
{
    size_t start = *at;
    while (is_blank(line[start]) || line[start] == ';')
        start++;
    *at = start;
    if (line[start] == '\0' || starts_comment(line, start))
        return false;
    size_t end = *at = command_end(line, start);
    piece->at = start;
    piece->len = name_length(line, start, end);
    piece->rest_at = start + piece->len;
    while (piece->rest_at < end && is_blank(line[piece->rest_at]))
        piece->rest_at++;
    while (end > piece->rest_at && is_blank(line[end - 1]))
        end--;
    piece->rest_len = end - piece->rest_at;
    return true;
}

bool zt_line_continues(const char *line)
{
    char open = '\0';
    for (size_t i = 0; line[i]; i++) {
        if (!open && starts_comment(line, i))
            return false;
        if (!open && line[i] == '\\' && line[i + 1] == '\0')
            return true;
        open = quote_behind(line, i, open);
    }
    return false;
}

void zt_line_join(ZtBuf *line, const char *next)
{
    if (line->len > 0)
        line->text[line->len - 1] = ' ';
    zt_buf_puts(line, next);
}

typedef struct Reader { /* reads the words of line[at..end) */
    const char *line;
    size_t at, end;
    char by;
    char *out; /* where the text of the next word goes */
} Reader;

static bool separates(const Reader *reader)
{
    char c = reader->line[reader->at];
    return reader->by == ' ' ? is_blank(c) : c == reader->by;
}

/* Copies one word without its quotes. */
static bool read_word(Reader *reader, ZtWord *word, ZtErr *err)
{
    char open = '\0';
    size_t opened = 0;
    *word = (ZtWord){.text = reader->out, .at = reader->at};
    for (; reader->at < reader->end && (open || !separates(reader)); reader->at++) {
        char behind = quote_behind(reader->line, reader->at, open);
        if (behind == open)
            *reader->out++ = reader->line[reader->at];
        else if (behind)
            opened = reader->at;
        open = behind;
    }
    *reader->out++ = '\0';
    word->len = reader->at - word->at;
    if (!open)
        return true;
    const char mark[] = {open, '\0'};
    zt_fail(err, ZT_ERR_LINE_QUOTE, mark, NULL);
    return zt_fail_at(err, opened, reader->end - opened);
}

static bool add_word(Reader *reader, ZtWords *words, ZtErr *err)
{
    if (!ZT_GROW(words->word, words->cap, words->count + 1))
        return zt_fail_memory(err);
    return read_word(reader, &words->word[words->count++], err);
}

static void skip_blanks(Reader *reader)
{
    while (reader->at < reader->end && is_blank(reader->line[reader->at]))
        reader->at++;
}

/* A separator at the very end leaves an empty word behind it. */
static bool split_list(Reader *reader, ZtWords *words, ZtErr *err)
{
    for (; add_word(reader, words, err); reader->at++)
        if (reader->at >= reader->end)
            return true;
    return false;
}

bool zt_words_split(const char *line, size_t at, size_t len, char by, ZtWords *words, ZtErr *err)
{
    /* Every word needs at most a byte more than it has in the line, and there are at most len + 1.
     */
    words->text = zt_alloc(len + 1, 2);
    if (!words->text)
        return zt_fail_memory(err);
    Reader reader = {.line = line, .at = at, .end = at + len, .by = by, .out = words->text};
    if (by != ' ')
        return split_list(&reader, words, err);
    for (skip_blanks(&reader); reader.at < reader.end; skip_blanks(&reader))
        if (!add_word(&reader, words, err))
            return false;
    return true;
}

void zt_words_free(ZtWords *words)
{
    zt_free(words->word);
    zt_free(words->text);
    *words = (ZtWords){0};
}

/* Text in pieces, each in the quotes that do not occur in it: a"b'c is 'a"b'"'c". */
static void quote_pieces(ZtBuf *out, const char *text)
{
    do {
        size_t len = strcspn(text, "\"");
        char mark = '"';
        if (len == 0 && *text) {
            len = strcspn(text, "'");
            mark = '\'';
        }
        zt_buf_putc(out, mark);
        zt_buf_add(out, text, len);
        zt_buf_putc(out, mark);
        text += len;
    } while (*text);
}

bool zt_line_quote(ZtBuf *out, const char *text)
{
    if (strpbrk(text, "\n\r"))
        return false;
    if (*text && !strpbrk(text, " \t;#>\"'=,\\"))
        zt_buf_puts(out, text);
    else
        quote_pieces(out, text);
    return true;
}
