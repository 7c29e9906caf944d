#include <config.h>

#include "lesson/answer.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/number.h"
#include "base/text.h"
#include "lang/line.h"
#include "lang/nls.h"

/* The text is one of the words, which have blanks between them. */
static bool is_among(const char *text, const char *words)
{
    size_t len = strlen(text), word;
    for (; *words; words += word + strspn(words + word, " ")) {
        word = strcspn(words, " ");
        if (word == len && zt_text_starts(words, text))
            return true;
    }
    return false;
}

static bool read_direction(const char *text, double *value)
{
    static const struct {
        const char *words;
        int value;
    } directions[] = {
        /* TRANSLATORS: what an answer may say for up, for down, for same */
        {N_("up rises increases higher"), 1},
        {N_("down falls decreases lower"), -1},
        {N_("same equal unchanged"), 0},
    };
    for (size_t i = 0; i < sizeof directions / sizeof *directions; i++) {
        *value = directions[i].value;
        if (is_among(text, directions[i].words) || is_among(text, _(directions[i].words)))
            return true;
    }
    return false;
}

static bool read_number(const char *text, double *value)
{
    size_t used, len = strlen(text);
    char mark = strchr(text, ',') ? ',' : '.';
    return zt_number_read(text, len, mark, true, value, &used) == ZT_NUMBER_OK && used == len;
}

static bool read_choice(const ZtAsk *ask, const char *text, double *value)
{
    uint64_t whole;
    if (zt_number_whole(text, &whole) && whole >= 1 && whole <= ask->choices) {
        *value = (double)whole;
        return true;
    }
    for (size_t i = 0; i < ask->choices; i++) {
        *value = (double)(i + 1);
        if (zt_text_same(ask->choice[i], text))
            return true;
    }
    return false;
}

bool zt_answer_read(const ZtAsk *ask, const char *text, double *value, ZtErr *err)
{
    char most[24];
    switch (ask->kind) {
    case ZT_ASK_DIRECTION:
        return read_direction(text, value) ||
               zt_fail(err, ZT_ERR_LESSON_ANSWER_DIRECTION, text, NULL);
    case ZT_ASK_NUMBER:
        return read_number(text, value) || zt_fail(err, ZT_ERR_LESSON_ANSWER_NUMBER, text, NULL);
    default:
        snprintf(most, sizeof most, "%zu", ask->choices);
        return read_choice(ask, text, value) ||
               zt_fail(err, ZT_ERR_LESSON_ANSWER_CHOICE, text, most, NULL);
    }
}

static bool text_runs(const char *text, const char *command)
{
    ZtPiece piece;
    size_t at = 0, len = strlen(command);
    while (zt_line_next(text, &at, &piece))
        if (piece.len == len && zt_text_starts(text + piece.at, command))
            return true;
    return false;
}

/* A line of the block begins with the command. */
static bool block_runs(const ZtBlock *block, const char *command)
{
    ZtBuf line = {0};
    bool found = false;
    for (const char *text = block->text; *text && !found;) {
        size_t len = strcspn(text, "\n");
        zt_buf_clear(&line);
        zt_buf_add(&line, text, len);
        found = text_runs(zt_buf_text(&line), command);
        text += text[len] ? len + 1 : len;
    }
    zt_buf_free(&line);
    return found;
}

bool zt_ask_follows(const ZtStep *step, size_t block, const char *command)
{
    if (strcmp(command, "step") == 0 || strcmp(command, "train") == 0)
        return true;
    for (size_t i = block + 1; i < step->blocks && step->block[i].kind != ZT_BLOCK_ASK; i++) {
        ZtBlockKind kind = step->block[i].kind;
        if ((kind == ZT_BLOCK_ZOLTA || kind == ZT_BLOCK_SOLUTION) &&
            block_runs(&step->block[i], command))
            return true;
    }
    return false;
}

bool zt_ask_holds(const ZtStep *step, size_t block, const char *command)
{
    static const char *const looks[] = {"print", "show", "plot", "predict", "help", "label"};
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
        if (strcmp(command, looks[i]) == 0)
            return false;
    return zt_ask_follows(step, block, command);
}

int zt_direction(double before, double after)
{
    return (after > before) - (after < before);
}
