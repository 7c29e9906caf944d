/* Examples that show lines of a file which the lesson's commands have written. */
#include <config.h>

#include "io/file.h"
#include "lesson/lint_parts.h"
#include "lesson/match.h"

#define FILE_BYTES (1u << 20)

/* The lines stand in the file as they are, one below the other; *line is the first that does not,
 * or the last that fits, counted from 1. */
static bool has_lines(const ZtPassage *example, const char *file, size_t *line)
{
    ZtBuf pattern = {0};
    zt_buf_puts(&pattern, "[...]\n");
    zt_buf_puts(&pattern, example->span[0].text);
    zt_buf_puts(&pattern, "[...]\n");
    bool fits = !pattern.failed && zt_match(zt_buf_text(&pattern), file, line);
    zt_buf_free(&pattern);
    *line -= *line > 1;
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
    else if (!has_lines(example, zt_buf_text(&file), &line))
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
