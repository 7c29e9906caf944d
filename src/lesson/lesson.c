/* Lessons as files and as arrays; what stands in them is read by markdown.c. */
#include <config.h>

#include "lesson/lesson.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "io/file.h"
#include "lesson/library.h"
#include "lesson/markdown.h"

static const char *const words[ZT_BLOCK_KINDS] = {"zolta", "solution", "setup", "expect",
                                                  "check", "mistake",  "hint",  "ask"};

const char *zt_block_word(ZtBlockKind kind)
{
    return words[kind];
}

const char *zt_sight_word(ZtSight sight)
{
    static const char *const sights[ZT_SIGHTS] = {"none", "data",     "parameters", "model",
                                                  "loss", "gradient", "all"};
    return sights[sight];
}

size_t zt_step_find(const ZtStep *step, ZtBlockKind kind, size_t index)
{
    while (index < step->blocks && step->block[index].kind != kind)
        index++;
    return index;
}

bool zt_lesson_fail(ZtErr *err, ZtErrKind kind, const char *path, size_t line, const char *second,
                    const char *third)
{
    ZtBuf place = {0};
    zt_buf_printf(&place, "%s:%zu", path, line);
    zt_fail(err, kind, zt_buf_text(&place), second ? second : "", third ? third : "", NULL);
    zt_buf_free(&place);
    return false;
}

static size_t line_of(const char *text, size_t at)
{
    size_t line = 1;
    for (size_t i = 0; i < at; i++)
        line += text[i] == '\n';
    return line;
}

/* Nothing in a lesson can steer a terminal or mislead a reader: not even the reader of its file. */
static bool check_characters(const char *path, const char *text, size_t len, ZtErr *err)
{
    size_t bad, used = 1;
    if (!zt_utf8_valid(text, len, &bad))
        return zt_lesson_fail(err, ZT_ERR_LESSON_UTF8, path, line_of(text, bad), NULL, NULL);
    for (size_t i = 0; i < len; i += used) {
        char shown[ZT_ESCAPE_SIZE + 1];
        size_t size = zt_text_escape_one(text + i, len - i, shown, &used);
        bool same = size == used && memcmp(shown, text + i, size) == 0;
        shown[size] = '\0';
        if (!same && !strchr("\n\r\t", text[i]))
            return zt_lesson_fail(err, ZT_ERR_LESSON_CHARACTER, path, line_of(text, i), shown,
                                  NULL);
    }
    return true;
}

static bool set_name(ZtLesson *lesson, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    size_t len = strlen(base);
    if (len > 3 && strcmp(base + len - 3, ".md") == 0)
        len -= 3;
    ZtBuf safe = {0}, whole = {0};
    zt_text_escape(&safe, base, len);
    zt_text_escape(&whole, path, strlen(path));
    lesson->name = zt_arena_strndup(lesson->arena, zt_buf_text(&safe), safe.len);
    lesson->path = zt_arena_strndup(lesson->arena, zt_buf_text(&whole), whole.len);
    lesson->number = zt_lesson_number(path);
    bool done = !safe.failed && !whole.failed && lesson->name && lesson->path;
    zt_buf_free(&safe);
    zt_buf_free(&whole);
    return done;
}

ZtLesson *zt_lesson_parse(const char *path, const char *text, size_t len, ZtErr *err)
{
    static const char mark[] = "\xEF\xBB\xBF"; /* of UTF-8, which some editors write */
    size_t skip = len >= 3 && memcmp(text, mark, 3) == 0 ? 3 : 0;
    ZtArena *arena = zt_arena_new();
    ZtLesson *lesson = arena ? zt_arena_alloc(arena, 1, sizeof *lesson) : NULL;
    bool done = lesson != NULL;
    if (done) {
        lesson->arena = arena;
        done = set_name(lesson, path);
    }
    if (!done)
        zt_fail_memory(err);
    if (done && check_characters(lesson->path, text + skip, len - skip, err) &&
        zt_markdown_read(lesson, text + skip, len - skip, err))
        return lesson;
    zt_arena_free(arena);
    return NULL;
}

ZtLesson *zt_lesson_read(const char *path, ZtErr *err)
{
    ZtBuf text = {0};
    ZtLesson *lesson = NULL;
    if (zt_file_read(path, ZT_LESSON_BYTES, &text, err))
        lesson = zt_lesson_parse(path, zt_buf_text(&text), text.len, err);
    zt_buf_free(&text);
    return lesson;
}

void zt_lesson_free(ZtLesson *lesson)
{
    if (lesson)
        zt_arena_free(lesson->arena);
}
