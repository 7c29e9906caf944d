#include <config.h>

#include "lang/wrap.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"

#define WIDTH_MIN 40
#define WIDTH_MAX 100

size_t zt_wrap_width(const ZtShell *shell)
{
    int width, height;
    shell->host->size(shell->host->data, &width, &height);
    if (width < WIDTH_MIN)
        return WIDTH_MIN;
    return width > WIDTH_MAX ? WIDTH_MAX : (size_t)width;
}

typedef struct Line {
    ZtBuf *out;
    size_t used, indent, width;
    bool begun; /* a word stands on this line */
} Line;

static void next_line(Line *line)
{
    zt_buf_putc(line->out, '\n');
    line->used = 0;
    line->begun = false;
}

static void put_indent(Line *line)
{
    if (line->used < line->indent) {
        zt_buf_fill(line->out, ' ', line->indent - line->used);
        line->used = line->indent;
    }
}

static void put_word(Line *line, const char *word, size_t len)
{
    size_t columns = zt_text_width(word, len);
    if (line->begun && line->used + 1 + columns > line->width)
        next_line(line);
    put_indent(line);
    if (line->begun) {
        zt_buf_putc(line->out, ' ');
        line->used++;
    }
    zt_buf_add(line->out, word, len);
    line->used += columns;
    line->begun = true;
}

static void put_words(Line *line, const char *text, size_t len)
{
    for (size_t i = 0; i < len;) {
        size_t end = i;
        while (end < len && text[end] != ' ')
            end++;
        if (end > i)
            put_word(line, text + i, end - i);
        i = end + 1;
    }
}

/* One line of the source text: an example as it stands, or words. */
static void put_source(Line *line, const char *text, size_t len)
{
    if (len == 0 || text[0] != ' ') {
        put_words(line, text, len);
        return;
    }
    put_indent(line);
    zt_buf_add(line->out, text, len);
}

void zt_wrap(ZtBuf *out, const char *text, size_t used, size_t indent, size_t width)
{
    Line line = {.out = out, .used = used, .indent = indent, .width = width};
    for (;;) {
        size_t len = strcspn(text, "\n");
        put_source(&line, text, len);
        next_line(&line);
        if (text[len] == '\0' || text[len + 1] == '\0')
            return;
        text += len + 1;
    }
}

void zt_sentence(ZtBuf *out, const char *sentence, const char *const *arg, size_t count)
{
    while (*sentence) {
        size_t plain = strcspn(sentence, "{");
        zt_buf_add(out, sentence, plain);
        sentence += plain;
        size_t index = *sentence ? (size_t)(sentence[1] - '1') : count;
        if (*sentence && index < count && sentence[2] == '}') {
            zt_buf_puts(out, arg[index]);
            sentence += 3;
        } else if (*sentence) {
            zt_buf_putc(out, *sentence++);
        }
    }
}

void zt_wrap_sentence(ZtBuf *out, const char *sentence, const char *const *arg, size_t count,
                      size_t width)
{
    ZtBuf text = {0};
    zt_sentence(&text, sentence, arg, count);
    zt_wrap(out, zt_buf_text(&text), 0, 0, width);
    out->failed = out->failed || text.failed;
    zt_buf_free(&text);
}
