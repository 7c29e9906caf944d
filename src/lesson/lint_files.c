/* Examples that show lines of a file which the lesson's commands have written. */
#include <config.h>

#include <string.h>

#include "io/file.h"
#include "lesson/lint_parts.h"
#include "lesson/match.h"

#define FILE_BYTES (1u << 20)
#define INDENT_MAX 40

/* The lines of text, each with so many blanks before it, between any others. */
static void add_pattern(ZtBuf *out, const char *text, size_t blanks)
{
    zt_buf_puts(out, "[...]\n");
    while (*text) {
        size_t len = strcspn(text, "\n");
        zt_buf_fill(out, ' ', len > 0 && strncmp(text, "[...]", 5) != 0 ? blanks : 0);
        zt_buf_add(out, text, len);
        zt_buf_putc(out, '\n');
        text += len + (text[len] == '\n');
    }
    zt_buf_puts(out, "[...]\n");
}

/* The lines stand in the file as they are, one below the other, or all of them farther in. If not,
 * *line is the first that does not, counted from 1, where most of them do. */
static bool has_lines(const char *text, const char *file, size_t *line)
{
    bool fits = false;
    *line = 1;
    for (size_t blanks = 0; !fits && blanks <= INDENT_MAX; blanks++) {
        ZtBuf pattern = {0};
        size_t reached;
        add_pattern(&pattern, text, blanks);
        fits = !pattern.failed && zt_match(zt_buf_text(&pattern), file, &reached);
        if (!fits && reached - 1 > *line)
            *line = reached - 1;
        zt_buf_free(&pattern);
    }
    return fits;
}

static void see_example(ZtLint *lint, const ZtPassage *example)
{
    ZtBuf file = {0};
    ZtErr err;
    size_t line;
    if (!zt_file_read(example->file, FILE_BYTES, &file, &err))
        zt_lint_fault(lint, example->line, "no command up to here has written {1}", example->file,
                      NULL);
    else if (!has_lines(example->span[0].text, zt_buf_text(&file), &line))
        zt_lint_fault(lint, example->line + line, "the lines in {1} are others from here",
                      example->file, NULL);
    zt_buf_free(&file);
}

void zt_lint_files(ZtLint *lint, const ZtStep *step)
{
    for (size_t i = 0; i < step->passages; i++)
        if (step->passage[i].file)
            see_example(lint, &step->passage[i]);
}
