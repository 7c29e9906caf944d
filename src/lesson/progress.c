#include <config.h>

#include "lesson/progress.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/number.h"
#include "io/file.h"
#include "io/update.h"

#define FILE_BYTES (4u << 20)
#define WORDS      6

/* The file: this line, then `at LESSON STEP` and `LESSON STEP STATE ATTEMPTS HINTS SOLUTION`. */
static const char head[] = "zolta progress 1\n";
static const char *const states[] = {"open", "skipped", "done"};

static void forget(ZtBook *book)
{
    for (size_t i = 0; i < book->count; i++)
        zt_free(book->record[i].lesson);
    zt_free(book->at_lesson);
    book->at_lesson = NULL;
    book->count = 0;
}

static ZtRecord *find(const ZtBook *book, const char *lesson, size_t step)
{
    for (size_t i = 0; i < book->count; i++)
        if (book->record[i].step == step && strcmp(book->record[i].lesson, lesson) == 0)
            return &book->record[i];
    return NULL;
}

const ZtRecord *zt_book_find(const ZtBook *book, const char *lesson, size_t step)
{
    return find(book, lesson, step);
}

static uint32_t sum(uint32_t a, uint32_t b)
{
    return a > UINT32_MAX - b ? UINT32_MAX : a + b;
}

static bool merge(ZtBook *book, const ZtRecord *fresh)
{
    ZtRecord *record = find(book, fresh->lesson, fresh->step);
    if (!record) {
        char *lesson = zt_strdup(fresh->lesson);
        if (!lesson || !ZT_GROW(book->record, book->cap, book->count + 1)) {
            zt_free(lesson);
            return false;
        }
        record = &book->record[book->count++];
        *record = (ZtRecord){.lesson = lesson, .step = fresh->step};
    }
    record->attempts = sum(record->attempts, fresh->attempts);
    record->hints = sum(record->hints, fresh->hints);
    record->solution = record->solution || fresh->solution;
    if (fresh->state > record->state)
        record->state = fresh->state;
    return true;
}

static bool set_place(ZtBook *book, const char *lesson, uint32_t step)
{
    char *copy = zt_strdup(lesson);
    if (!copy)
        return false;
    zt_free(book->at_lesson);
    book->at_lesson = copy;
    book->at_step = step;
    return true;
}

/* --- the file --- */

static bool read_state(const char *word, ZtStepState *state)
{
    for (int i = 0; i < 3; i++) {
        *state = (ZtStepState)i;
        if (strcmp(word, states[i]) == 0)
            return true;
    }
    return false;
}

static bool read_count(const char *word, uint32_t *count)
{
    uint64_t whole;
    if (!zt_number_whole(word, &whole) || whole > UINT32_MAX)
        return false;
    *count = (uint32_t)whole;
    return true;
}

/* A line that makes no sense is passed over: better some progress than none. */
static bool take_words(ZtBook *book, char *const *word, size_t count)
{
    ZtRecord record = {.lesson = word[0]};
    uint32_t step, solution;
    if (count == 3 && strcmp(word[0], "at") == 0)
        return !read_count(word[2], &step) || set_place(book, word[1], step);
    if (count != WORDS || !read_count(word[1], &record.step) ||
        !read_state(word[2], &record.state) || !read_count(word[3], &record.attempts) ||
        !read_count(word[4], &record.hints) || !read_count(word[5], &solution))
        return true;
    record.solution = solution != 0;
    return merge(book, &record);
}

static bool take_line(ZtBook *book, char *line)
{
    char *word[WORDS + 1];
    size_t count = 0;
    while (*line && count <= WORDS) {
        word[count++] = line;
        line += strcspn(line, " ");
        if (*line)
            *line++ = '\0';
    }
    return count == 0 || take_words(book, word, count);
}

/* What the file holds takes the place of what the book held. */
static bool read_text(ZtBook *book, const char *text, ZtErr *err)
{
    static const char name[] = "zolta progress ";
    forget(book);
    if (strncmp(text, name, sizeof name - 1) == 0 && strncmp(text, head, sizeof head - 1) != 0)
        return zt_fail(err, ZT_ERR_PROGRESS_VERSION, book->path, NULL);
    bool done = true;
    while (done && *text) {
        size_t len = strcspn(text, "\n");
        char *line = zt_strndup(text, len);
        done = line && take_line(book, line);
        zt_free(line);
        text += text[len] ? len + 1 : len;
    }
    return done || zt_fail_memory(err);
}

static void write_text(const ZtBook *book, ZtBuf *out)
{
    zt_buf_puts(out, head);
    if (book->at_lesson)
        zt_buf_printf(out, "at %s %lu\n", book->at_lesson, (unsigned long)book->at_step);
    for (size_t i = 0; i < book->count; i++) {
        const ZtRecord *record = &book->record[i];
        zt_buf_printf(out, "%s %lu %s %lu %lu %d\n", record->lesson, (unsigned long)record->step,
                      states[record->state], (unsigned long)record->attempts,
                      (unsigned long)record->hints, record->solution);
    }
}

bool zt_book_open(ZtBook *book, bool kept, ZtErr *err)
{
    *book = (ZtBook){.path = kept ? zt_path_state("progress") : NULL};
    if (!book->path || !zt_file_exists(book->path))
        return true;
    ZtBuf text = {0};
    bool done = zt_file_read(book->path, FILE_BYTES, &text, err) &&
                read_text(book, zt_buf_text(&text), err);
    zt_buf_free(&text);
    if (!done) {
        zt_free(book->path);
        book->path = NULL;
    }
    return done;
}

void zt_book_close(ZtBook *book)
{
    forget(book);
    zt_free(book->record);
    zt_free(book->path);
    *book = (ZtBook){0};
}

typedef struct Change {
    ZtBook *book;
    const ZtRecord *fresh;
    bool here;
} Change;

static bool apply(const Change *change, ZtErr *err)
{
    const ZtRecord *fresh = change->fresh;
    if (!merge(change->book, fresh))
        return zt_fail_memory(err);
    if (change->here && !set_place(change->book, fresh->lesson, fresh->step))
        return zt_fail_memory(err);
    return true;
}

static bool edit(void *data, const char *text, size_t len, ZtBuf *out, ZtErr *err)
{
    Change *change = data;
    (void)len;
    if (!read_text(change->book, text, err) || !apply(change, err))
        return false;
    write_text(change->book, out);
    return true;
}

bool zt_book_add(ZtBook *book, const ZtRecord *fresh, bool here, ZtErr *err)
{
    Change change = {.book = book, .fresh = fresh, .here = here};
    if (!book->path)
        return apply(&change, err);
    return zt_file_update(book->path, FILE_BYTES, edit, &change, err);
}
