#include <config.h>

#include "lesson/lint.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "io/file.h"
#include "io/scratch.h"
#include "lang/language.h"
#include "lang/nls.h"
#include "lang/wrap.h"
#include "lesson/library.h"
#include "lesson/lint_parts.h"

static void say(const ZtHost *host, ZtBuf *text)
{
    zt_buf_putc(text, '\n');
    host->note(host->data, zt_buf_text(text), text->len);
    zt_buf_free(text);
}

/* Faults are told in the language of who writes the lesson, whatever it is played in. */
static void speak(const ZtLint *lint, bool fault)
{
    if (lint->played)
        zt_language_use(fault ? lint->spoken : lint->played);
}

void zt_lint_fault(ZtLint *lint, size_t line, const char *sentence, const char *first,
                   const char *second)
{
    const char *const arg[] = {first ? first : "", second ? second : ""};
    ZtBuf text = {0};
    speak(lint, true);
    zt_buf_printf(&text, "%s:%zu: ", lint->lesson->path, line);
    zt_sentence(&text, _(sentence), arg, 2);
    say(lint->host, &text);
    speak(lint, false);
    lint->faults++;
}

void zt_lint_error(ZtLint *lint, const ZtErr *err)
{
    ZtBuf text = {0}, hint = {0};
    speak(lint, true);
    zt_err_message(err, zt_translate, &text);
    if (zt_err_hint(err, zt_translate, &hint))
        zt_buf_printf(&text, " (%s)", zt_buf_text(&hint));
    zt_buf_free(&hint);
    say(lint->host, &text);
    speak(lint, false);
    lint->faults++;
}

void zt_lint_no_value(ZtLint *lint, size_t line, const char *expression, const ZtErr *err)
{
    ZtBuf message = {0};
    speak(lint, true);
    zt_err_message(err, zt_translate, &message);
    zt_lint_fault(lint, line, N_("'{1}' has no value here: {2}"), expression,
                  zt_buf_text(&message));
    zt_buf_free(&message);
}

bool zt_lint_comma(const ZtLesson *lesson)
{
    char code[ZT_LANGUAGE_SIZE];
    return zt_lesson_language(lesson->path, code) && strcmp(code, "en") != 0;
}

/* --- the other languages --- */

typedef struct Batch {
    ZtLint lint;
    ZtLesson **lesson; /* all lessons that are looked at */
    size_t count;
} Batch;

static bool among(const Batch *batch, const char *path)
{
    for (size_t i = 0; i < batch->count; i++)
        if (batch->lesson[i] && strcmp(batch->lesson[i]->path, path) == 0)
            return true;
    return false;
}

/* Two lessons are compared once, even if both are looked at. */
static void compare_with(Batch *batch, const char *own, const char *other)
{
    const ZtLesson *lesson = batch->lint.lesson;
    char *path = zt_lesson_twin(lesson->path, other);
    ZtErr err;
    if (!path) {
        zt_lint_fault(&batch->lint, 1, N_("this lesson is missing in the language {1}"), other,
                      NULL);
        return;
    }
    if (!among(batch, path) || strcmp(own, other) > 0) {
        ZtLesson *twin = zt_lesson_read(path, &err);
        if (twin)
            zt_lint_pairs(&batch->lint, twin);
        else
            zt_lint_error(&batch->lint, &err);
        zt_lesson_free(twin);
    }
    zt_free(path);
}

static void compare_languages(Batch *batch)
{
    const ZtLesson *lesson = batch->lint.lesson;
    char own[ZT_LANGUAGE_SIZE];
    if (lesson->number < 0 || !zt_lesson_language(lesson->path, own))
        return;
    size_t name = strlen(strrchr(lesson->path, '/')) + strlen(own);
    size_t len = strlen(lesson->path) - name, count;
    char *parent = len ? zt_strndup(lesson->path, len) : zt_strdup(".");
    char **folder = parent ? zt_folder_list(parent, &count) : NULL;
    for (size_t i = 0; folder && i < count; i++)
        if (zt_language_valid(folder[i]) && strcmp(folder[i], own) != 0)
            compare_with(batch, own, folder[i]);
    zt_free(folder);
    zt_free(parent);
}

/* --- all --- */

/* Played in its own language, since remarks and sentences are part of what is expected. */
static void play(Batch *batch)
{
    char code[ZT_LANGUAGE_SIZE] = "en";
    ZtScratchFolder folder;
    ZtErr err;
    zt_lesson_language(batch->lint.lesson->path, code);
    batch->lint.played = code;
    batch->lint.inexact = (ZtInexact){.run = NULL};
    zt_language_use(code);
    if (zt_scratch_enter(&folder, &err)) {
        zt_lint_play(&batch->lint);
        zt_scratch_leave(&folder);
    } else {
        zt_lint_error(&batch->lint, &err);
    }
    zt_language_use(batch->lint.spoken);
    batch->lint.played = NULL;
    zt_numbers_free(&batch->lint.known);
}

static void read_all(Batch *batch, char *const *files, size_t count)
{
    ZtErr err;
    for (size_t i = 0; i < count; i++) {
        batch->lesson[batch->count] = zt_lesson_read(files[i], &err);
        if (batch->lesson[batch->count])
            batch->count++;
        else
            zt_lint_error(&batch->lint, &err);
    }
}

size_t zt_lint(const ZtHost *host, ZtCommandTables commands, const char *const *data_dirs,
               char *const *files, size_t count)
{
    Batch batch = {.lint = {.host = host, .commands = commands, .data_dirs = data_dirs}};
    batch.lesson = zt_alloc(count ? count : 1, sizeof *batch.lesson);
    const char *language = getenv("LANGUAGE");
    char *spoken = zt_strdup(language ? language : "");
    if (!batch.lesson || !spoken) {
        zt_free(batch.lesson);
        zt_free(spoken);
        return 1;
    }
    batch.lint.spoken = spoken;
    read_all(&batch, files, count);
    for (size_t i = 0; i < batch.count; i++) {
        batch.lint.lesson = batch.lesson[i];
        compare_languages(&batch);
        play(&batch);
    }
    for (size_t i = 0; i < batch.count; i++)
        zt_lesson_free(batch.lesson[i]);
    zt_free(batch.lesson);
    zt_free(spoken);
    return batch.lint.faults;
}
