#include <config.h>

#include "lesson/blocks.h"

#include <string.h>

#include "base/text.h"
#include "lang/line.h"
#include "lang/nls.h"
#include "lang/shell.h"
#include "lesson/checks.h"

typedef struct Line { /* of a block, blanks trimmed */
    const char *text;
    size_t len, number; /* in the file */
} Line;

typedef struct Lines {
    const char *at;
    size_t number;
} Lines;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* The next line that is not blank. */
static bool next_line(Lines *lines, Line *line)
{
    while (*lines->at) {
        size_t len = strcspn(lines->at, "\n");
        *line = (Line){.text = lines->at, .len = len, .number = lines->number++};
        lines->at += lines->at[len] ? len + 1 : len;
        while (line->len > 0 && is_blank(line->text[line->len - 1]))
            line->len--;
        while (line->len > 0 && is_blank(*line->text)) {
            line->text++;
            line->len--;
        }
        if (line->len > 0)
            return true;
    }
    return false;
}

/* Where the first ` : ` outside quotes is, or len. */
static size_t find_split(const char *text, size_t len)
{
    bool quoted = false;
    for (size_t i = 0; i + 3 <= len; i++) {
        if (text[i] == '"')
            quoted = !quoted;
        else if (!quoted && memcmp(text + i, " : ", 3) == 0)
            return i;
    }
    return len;
}

/* An error in an expression of the lesson: what it says, with the place. */
static bool fail_inside(const char *path, size_t line, const char *text, ZtErr *err)
{
    ZtBuf message = {0};
    ZtErr inner = *err;
    zt_err_message(&inner, zt_translate, &message);
    zt_lesson_fail(err, ZT_ERR_LESSON_EXPRESSION, path, line, text, zt_buf_text(&message));
    zt_buf_free(&message);
    return false;
}

static bool check_expression(const char *path, size_t line, const char *text, ZtErr *err)
{
    return zt_condition_valid(text, err) || fail_inside(path, line, text, err);
}

static bool check_message(const char *path, size_t line, const char *text, ZtErr *err)
{
    return zt_message_valid(text, err) || fail_inside(path, line, text, err);
}

static bool read_clause(ZtArena *arena, const char *path, const Line *line, ZtClause *clause,
                        ZtErr *err)
{
    size_t split = find_split(line->text, line->len);
    if (split == 0 || split + 3 >= line->len)
        return zt_lesson_fail(err, ZT_ERR_LESSON_CLAUSE, path, line->number, NULL, NULL);
    clause->line = line->number;
    clause->condition = zt_arena_strndup(arena, line->text, split);
    clause->message = zt_arena_strndup(arena, line->text + split + 3, line->len - split - 3);
    if (!clause->condition || !clause->message)
        return zt_fail_memory(err);
    return check_expression(path, line->number, clause->condition, err) &&
           check_message(path, line->number, clause->message, err);
}

static size_t count_lines(const ZtBlock *block)
{
    Lines lines = {.at = block->text, .number = block->line};
    Line line;
    size_t count = 0;
    while (next_line(&lines, &line))
        count++;
    return count;
}

static bool read_clauses(ZtArena *arena, const char *path, ZtBlock *block, ZtErr *err)
{
    size_t count = count_lines(block), i = 0;
    ZtClause *clause = zt_arena_alloc(arena, count ? count : 1, sizeof *clause);
    Lines lines = {.at = block->text, .number = block->line};
    Line line;
    if (!clause)
        return zt_fail_memory(err);
    while (next_line(&lines, &line))
        if (!read_clause(arena, path, &line, &clause[i++], err))
            return false;
    block->clause = clause;
    block->clauses = count;
    return true;
}

/* --- ask --- */

typedef struct Asking {
    ZtArena *arena;
    const char *path;
    size_t line;
    ZtAsk *ask;
    ZtErr *err;
} Asking;

static bool fail_ask(Asking *a)
{
    return zt_lesson_fail(a->err, ZT_ERR_LESSON_ASK, a->path, a->line, NULL, NULL);
}

static const char *trimmed(Asking *a, const char *text, size_t len)
{
    while (len > 0 && is_blank(*text)) {
        text++;
        len--;
    }
    while (len > 0 && is_blank(text[len - 1]))
        len--;
    return zt_arena_strndup(a->arena, text, len);
}

static bool take_expression(Asking *a, const char *text, size_t len, const char **out)
{
    *out = trimmed(a, text, len);
    if (!*out)
        return zt_fail_memory(a->err);
    return check_expression(a->path, a->line, *out, a->err);
}

/* EXPR within TOL */
static bool take_number(Asking *a, const char *text, size_t len)
{
    static const char within[] = " within ";
    const size_t size = sizeof within - 1;
    for (size_t i = 0; i + size < len; i++)
        if (memcmp(text + i, within, size) == 0)
            return take_expression(a, text, i, &a->ask->expression) &&
                   take_expression(a, text + i + size, len - i - size, &a->ask->tolerance);
    return fail_ask(a);
}

/* The word before the colon, and what stands behind it. */
static bool take_kind(Asking *a, const char *text, size_t len)
{
    size_t word = 0;
    while (word < len && !is_blank(text[word]))
        word++;
    if (word == 6 && memcmp(text, "choice", 6) == 0) {
        a->ask->kind = ZT_ASK_CHOICE;
        return word == len || fail_ask(a);
    }
    if (word == 9 && memcmp(text, "direction", 9) == 0) {
        a->ask->kind = ZT_ASK_DIRECTION;
        return take_expression(a, text + word, len - word, &a->ask->expression);
    }
    a->ask->kind = ZT_ASK_NUMBER;
    if (word == 6 && memcmp(text, "number", 6) == 0)
        return take_number(a, text + word, len - word);
    return fail_ask(a);
}

static bool take_choice(Asking *a, const Line *line, const char **choice)
{
    bool right = line->len > 4 && memcmp(line->text + line->len - 2, " *", 2) == 0;
    if (line->len < 3 || memcmp(line->text, "- ", 2) != 0)
        return fail_ask(a);
    if (right)
        a->ask->right = a->ask->choices;
    choice[a->ask->choices++] = trimmed(a, line->text + 2, line->len - 2 - (right ? 2 : 0));
    return choice[a->ask->choices - 1] || zt_fail_memory(a->err);
}

static bool take_choices(Asking *a, Lines *lines, size_t count)
{
    const char **choice = zt_arena_alloc(a->arena, count + 1, sizeof *choice);
    Line line;
    if (!choice)
        return zt_fail_memory(a->err);
    a->ask->choice = choice;
    a->ask->right = count;
    while (next_line(lines, &line)) {
        a->line = line.number;
        if (a->ask->kind != ZT_ASK_CHOICE)
            return fail_ask(a);
        size_t before = a->ask->right;
        if (!take_choice(a, &line, choice))
            return false;
        if (before < count && a->ask->right != before)
            return zt_lesson_fail(a->err, ZT_ERR_LESSON_CHOICE, a->path, line.number, NULL, NULL);
    }
    if (a->ask->kind == ZT_ASK_CHOICE && (a->ask->right == count || a->ask->choices < 2))
        return zt_lesson_fail(a->err, ZT_ERR_LESSON_CHOICE, a->path, a->line, NULL, NULL);
    return true;
}

static bool read_ask(ZtArena *arena, const char *path, ZtBlock *block, ZtErr *err)
{
    Lines lines = {.at = block->text, .number = block->line};
    Line first;
    Asking a = {.arena = arena, .path = path, .line = block->line, .err = err};
    a.ask = zt_arena_alloc(arena, 1, sizeof *a.ask);
    if (!a.ask)
        return zt_fail_memory(err);
    if (!next_line(&lines, &first))
        return fail_ask(&a);
    size_t split = find_split(first.text, first.len);
    if (split == 0 || split + 3 >= first.len)
        return fail_ask(&a);
    a.line = first.number;
    block->ask = a.ask;
    a.ask->question = trimmed(&a, first.text + split + 3, first.len - split - 3);
    if (!a.ask->question)
        return zt_fail_memory(err);
    return take_kind(&a, first.text, split) &&
           check_message(path, first.number, a.ask->question, err) &&
           take_choices(&a, &lines, count_lines(block));
}

/* --- setup --- */

static bool writes(const char *line, const ZtPiece *piece)
{
    static const char *const no[] = {"save", "export", "source"};
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (strlen(no[i]) == piece->len && zt_text_starts(line + piece->at, no[i]))
            return true;
    ZtWords words = {0};
    ZtErr ignored;
    bool plot = piece->len == 4 && (zt_text_starts(line + piece->at, "plot") ||
                                    zt_text_starts(line + piece->at, "show"));
    bool split =
        plot && zt_words_split(line, piece->rest_at, piece->rest_len, ' ', &words, &ignored);
    bool found = false;
    for (size_t i = 0; split && i < words.count; i++)
        found = found || line[words.word[i].at] == '>';
    zt_words_free(&words);
    return found;
}

static bool check_setup(const char *path, const ZtBlock *block, ZtErr *err)
{
    Lines lines = {.at = block->text, .number = block->line};
    Line at;
    while (next_line(&lines, &at)) {
        char *line = zt_strndup(at.text, at.len);
        size_t place = 0;
        bool found = false;
        ZtPiece piece;
        if (!line)
            return zt_fail_memory(err);
        while (!found && zt_line_next(line, &place, &piece))
            found = writes(line, &piece);
        zt_free(line);
        if (found)
            return zt_lesson_fail(err, ZT_ERR_LESSON_SETUP, path, at.number, NULL, NULL);
    }
    return true;
}

bool zt_block_read(ZtArena *arena, const char *path, ZtBlock *block, ZtErr *err)
{
    if (block->kind != ZT_BLOCK_EXPECT && count_lines(block) == 0)
        return zt_lesson_fail(err, ZT_ERR_LESSON_EMPTY, path, block->line,
                              zt_block_word(block->kind), NULL);
    switch (block->kind) {
    case ZT_BLOCK_CHECK:
    case ZT_BLOCK_MISTAKE:
        return read_clauses(arena, path, block, err);
    case ZT_BLOCK_ASK:
        return read_ask(arena, path, block, err);
    case ZT_BLOCK_SETUP:
        return check_setup(path, block, err);
    case ZT_BLOCK_HINT:
        return check_message(path, block->line, block->text, err);
    default:
        return true;
    }
}

static bool is_run(const ZtBlock *block)
{
    return block->kind == ZT_BLOCK_ZOLTA || block->kind == ZT_BLOCK_SOLUTION;
}

/* The questions that commands follow are compared after these. */
static bool settle_asks(const char *path, ZtBlock *block, size_t count, ZtErr *err)
{
    bool run = false;
    for (size_t i = count; i-- > 0;) {
        run = run || is_run(&block[i]);
        if (block[i].kind != ZT_BLOCK_ASK)
            continue;
        ZtAsk *ask = (ZtAsk *)block[i].ask; /* still being made */
        ask->before_run = run;
        if (ask->kind == ZT_ASK_DIRECTION && !run)
            return zt_lesson_fail(err, ZT_ERR_LESSON_DIRECTION_PLACE, path, block[i].line - 1, NULL,
                                  NULL);
    }
    return true;
}

bool zt_blocks_settle(const char *path, ZtBlock *block, size_t count, ZtErr *err)
{
    bool begun = false;
    for (size_t i = 0; i < count; i++) {
        if (block[i].kind == ZT_BLOCK_EXPECT && (i == 0 || !is_run(&block[i - 1])))
            return zt_lesson_fail(err, ZT_ERR_LESSON_EXPECT_PLACE, path, block[i].line - 1, NULL,
                                  NULL);
        if (block[i].kind == ZT_BLOCK_SETUP && begun)
            return zt_lesson_fail(err, ZT_ERR_LESSON_SETUP_PLACE, path, block[i].line - 1, NULL,
                                  NULL);
        begun = begun || is_run(&block[i]) || block[i].kind == ZT_BLOCK_ASK;
    }
    return settle_asks(path, block, count, err);
}
