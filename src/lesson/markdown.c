#include <config.h>

#include "lesson/markdown.h"

#include <cmark.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "lesson/blocks.h"

#define DEPTH_MAX 16 /* lists, quotes and emphasis in one another */

typedef struct Reader {
    ZtLesson *lesson;
    ZtArena *arena;
    ZtErr *err;
    ZtStep *step; /* those read so far */
    size_t steps, step_cap;
    ZtPassage *passage; /* of the step being read; so are the following */
    size_t passages, passage_cap;
    ZtBlock *block;
    size_t blocks, block_cap;
    ZtNote *note;
    size_t notes, note_cap;
    ZtSight sight;    /* from the step being read on */
    const char *file; /* that the example to come shows lines of */
    ZtSpan *span;     /* of the passage being read */
    size_t spans, span_cap;
    ZtBuf text; /* of the span being read */
    ZtStyle style;
} Reader;

static size_t line_of(cmark_node *node)
{
    int line = cmark_node_get_start_line(node);
    return line > 0 ? (size_t)line : 1;
}

static bool out_of_memory(Reader *r)
{
    return zt_fail_memory(r->err);
}

static bool fail(Reader *r, ZtErrKind kind, cmark_node *node, const char *what)
{
    return zt_lesson_fail(r->err, kind, r->lesson->path, line_of(node), what, NULL);
}

static const char *keep(Reader *r, const ZtBuf *text)
{
    return text->failed ? NULL : zt_arena_strndup(r->arena, zt_buf_text(text), text->len);
}

/* The array, which goes on growing elsewhere, as it stays. */
static const void *keep_array(Reader *r, const void *items, size_t count, size_t size)
{
    void *copy = zt_arena_alloc(r->arena, count ? count : 1, size);
    if (copy && count)
        memcpy(copy, items, count * size);
    return copy;
}

/* --- text in a line --- */

static bool end_span(Reader *r)
{
    if (r->text.len == 0 && !r->text.failed)
        return true;
    const char *text = keep(r, &r->text);
    zt_buf_clear(&r->text);
    if (!text || !ZT_GROW(r->span, r->span_cap, r->spans + 1))
        return out_of_memory(r);
    r->span[r->spans++] = (ZtSpan){.text = text, .style = r->style};
    return true;
}

static bool add_text(Reader *r, const char *text, ZtStyle style)
{
    if (style != r->style && !end_span(r))
        return false;
    r->style = style;
    zt_text_escape(&r->text, text, strlen(text));
    return true;
}

static bool add_break(Reader *r, ZtStyle style)
{
    if (style != r->style && !end_span(r))
        return false;
    r->style = style;
    zt_buf_putc(&r->text, '\n');
    return true;
}

/* `N = EXPRESSION -->` */
static bool add_note(Reader *r, cmark_node *node, const char *text)
{
    const char *equals = strstr(text, " = "), *end = strstr(text, "-->");
    if (!equals || !end || end < equals)
        return fail(r, ZT_ERR_LESSON_NOTE, node, NULL);
    ZtNote note = {
        .number = zt_arena_strndup(r->arena, text, (size_t)(equals - text)),
        .expression = zt_arena_strndup(r->arena, equals + 3, (size_t)(end - equals) - 3),
        .line = line_of(node),
    };
    if (!note.number || !note.expression || !ZT_GROW(r->note, r->note_cap, r->notes + 1))
        return out_of_memory(r);
    r->note[r->notes++] = note;
    return true;
}

static bool is_example(cmark_node *node)
{
    if (!node || cmark_node_get_type(node) != CMARK_NODE_CODE_BLOCK)
        return false;
    const char *info = cmark_node_get_fence_info(node);
    return !info || !*info;
}

/* `FILE -->`: the example right behind it shows lines of that file. */
static bool take_file(Reader *r, cmark_node *node, const char *text)
{
    const char *end = strstr(text, " -->");
    size_t len = end ? (size_t)(end - text) : 0;
    if (len == 0 || memchr(text, '/', len) || !is_example(cmark_node_next(node)))
        return fail(r, ZT_ERR_LESSON_LINES, node, NULL);
    r->file = zt_arena_strndup(r->arena, text, len);
    return r->file || out_of_memory(r);
}

/* `WORD -->` */
static bool take_sight(Reader *r, cmark_node *node, const char *text)
{
    for (int i = 0; i < ZT_SIGHTS; i++) {
        const char *word = zt_sight_word((ZtSight)i);
        size_t len = strlen(word);
        if (strncmp(text, word, len) == 0 && strncmp(text + len, " -->", 4) == 0) {
            r->sight = (ZtSight)i;
            return true;
        }
    }
    return fail(r, ZT_ERR_LESSON_SCREEN, node, NULL);
}

/* Comments that say something here; other HTML does not. */
static bool add_comment(Reader *r, cmark_node *node)
{
    static const struct {
        const char *mark;
        bool (*take)(Reader *r, cmark_node *node, const char *text);
    } kinds[] = {
        {"<!-- number ", add_note},
        {"<!-- screen ", take_sight},
        {"<!-- lines of ", take_file},
    };
    const char *text = cmark_node_get_literal(node);
    for (size_t i = 0; text && i < sizeof kinds / sizeof *kinds; i++)
        if (zt_text_starts(text, kinds[i].mark))
            return kinds[i].take(r, node, text + strlen(kinds[i].mark));
    return true;
}

static bool add_inlines(Reader *r, cmark_node *parent, ZtStyle style, int depth);

static bool add_inline(Reader *r, cmark_node *node, ZtStyle style, int depth)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        return add_text(r, cmark_node_get_literal(node), style);
    case CMARK_NODE_CODE:
        return add_text(r, cmark_node_get_literal(node), ZT_STYLE_CODE);
    case CMARK_NODE_SOFTBREAK:
        return add_text(r, " ", style);
    case CMARK_NODE_LINEBREAK:
        return add_break(r, style);
    case CMARK_NODE_HTML_INLINE:
        return add_comment(r, node);
    case CMARK_NODE_EMPH:
        return add_inlines(r, node, ZT_STYLE_EMPHASIS, depth + 1);
    case CMARK_NODE_STRONG:
        return add_inlines(r, node, ZT_STYLE_STRONG, depth + 1);
    default: /* of links and pictures their words */
        return add_inlines(r, node, style, depth + 1);
    }
}

static bool add_inlines(Reader *r, cmark_node *parent, ZtStyle style, int depth)
{
    if (depth > DEPTH_MAX)
        return fail(r, ZT_ERR_LESSON_DEPTH, parent, NULL);
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node))
        if (!add_inline(r, node, style, depth))
            return false;
    return true;
}

/* All the words of a heading. */
static const char *heading_text(Reader *r, cmark_node *node)
{
    ZtBuf text = {0};
    r->spans = 0;
    if (!add_inlines(r, node, ZT_STYLE_PLAIN, 0) || !end_span(r))
        return NULL;
    for (size_t i = 0; i < r->spans; i++)
        zt_buf_puts(&text, r->span[i].text);
    r->spans = 0;
    const char *kept = keep(r, &text);
    zt_buf_free(&text);
    if (!kept)
        out_of_memory(r);
    return kept;
}

/* --- passages --- */

/* Adds a passage made of the spans read last. */
static bool add_passage(Reader *r, ZtPassage passage)
{
    if (!end_span(r))
        return false;
    passage.span = keep_array(r, r->span, r->spans, sizeof *r->span);
    passage.spans = r->spans;
    r->spans = 0;
    if (!passage.span || !ZT_GROW(r->passage, r->passage_cap, r->passages + 1))
        return out_of_memory(r);
    r->passage[r->passages++] = passage;
    return true;
}

static bool add_prose(Reader *r, cmark_node *node, ZtPassage passage)
{
    passage.line = line_of(node);
    if (!add_inlines(r, node, ZT_STYLE_PLAIN, 0))
        return false;
    return (r->spans == 0 && r->text.len == 0) || add_passage(r, passage);
}

static bool add_example(Reader *r, cmark_node *node, int depth)
{
    zt_buf_puts(&r->text, cmark_node_get_literal(node));
    r->style = ZT_STYLE_CODE;
    ZtPassage passage = {
        .kind = ZT_PASSAGE_EXAMPLE, .depth = depth, .line = line_of(node), .file = r->file};
    r->file = NULL;
    return add_passage(r, passage);
}

static bool find_kind(const char *word, size_t len, ZtBlockKind *kind)
{
    for (int i = 0; i < ZT_BLOCK_KINDS; i++) {
        *kind = (ZtBlockKind)i;
        if (strlen(zt_block_word(*kind)) == len && memcmp(zt_block_word(*kind), word, len) == 0)
            return true;
    }
    return false;
}

static bool unknown_kind(Reader *r, cmark_node *node, const char *info, size_t len)
{
    char word[40];
    const char *kinds[ZT_BLOCK_KINDS];
    size_t cut = len < sizeof word ? len : sizeof word - 1;
    memcpy(word, info, cut);
    word[cut] = '\0';
    for (int i = 0; i < ZT_BLOCK_KINDS; i++)
        kinds[i] = zt_block_word((ZtBlockKind)i);
    const char *near = zt_text_nearest(word, kinds, ZT_BLOCK_KINDS);
    return zt_lesson_fail(r->err, ZT_ERR_LESSON_KIND, r->lesson->path, line_of(node), word, near);
}

static bool add_block(Reader *r, cmark_node *node, ZtBlockKind kind)
{
    const char *text = cmark_node_get_literal(node);
    if (r->steps == 0)
        return fail(r, ZT_ERR_LESSON_BEFORE_STEP, node, zt_block_word(kind));
    ZtBlock block = {.kind = kind, .line = line_of(node) + 1};
    block.text = zt_arena_strndup(r->arena, text, strlen(text));
    if (!block.text || !ZT_GROW(r->block, r->block_cap, r->blocks + 1))
        return out_of_memory(r);
    if (!zt_block_read(r->arena, r->lesson->path, &block, r->err))
        return false;
    r->block[r->blocks++] = block;
    return add_passage(r, (ZtPassage){.kind = ZT_PASSAGE_BLOCK, .line = line_of(node)});
}

static bool add_code(Reader *r, cmark_node *node, int depth)
{
    const char *info = cmark_node_get_fence_info(node);
    size_t len = info ? strcspn(info, " \t") : 0;
    ZtBlockKind kind;
    if (len == 0)
        return add_example(r, node, depth);
    if (!find_kind(info, len, &kind))
        return unknown_kind(r, node, info, len);
    if (depth > 0)
        return fail(r, ZT_ERR_LESSON_NESTED, node, zt_block_word(kind));
    return add_block(r, node, kind);
}

static bool add_node(Reader *r, cmark_node *node, int depth);

static bool add_nodes(Reader *r, cmark_node *parent, int depth)
{
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node))
        if (!add_node(r, node, depth))
            return false;
    return true;
}

/* The first paragraph of an item is the item's own; the rest stands below it. */
static bool add_item(Reader *r, cmark_node *item, ZtPassageKind kind, int number, int depth)
{
    cmark_node *node = cmark_node_first_child(item);
    if (node && cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH) {
        if (!add_prose(r, node, (ZtPassage){.kind = kind, .depth = depth, .number = number}))
            return false;
        node = cmark_node_next(node);
    }
    for (; node; node = cmark_node_next(node))
        if (!add_node(r, node, depth))
            return false;
    return true;
}

static bool add_list(Reader *r, cmark_node *list, int depth)
{
    bool numbered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
    int number = numbered ? cmark_node_get_list_start(list) : 0;
    for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item))
        if (!add_item(r, item, numbered ? ZT_PASSAGE_NUMBER : ZT_PASSAGE_BULLET, number++, depth))
            return false;
    return true;
}

static bool add_node(Reader *r, cmark_node *node, int depth)
{
    if (depth > DEPTH_MAX)
        return fail(r, ZT_ERR_LESSON_DEPTH, node, NULL);
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
        return add_prose(r, node, (ZtPassage){.kind = ZT_PASSAGE_TEXT, .depth = depth});
    case CMARK_NODE_HEADING:
        return add_prose(r, node, (ZtPassage){.kind = ZT_PASSAGE_HEADING, .depth = depth});
    case CMARK_NODE_CODE_BLOCK:
        return add_code(r, node, depth);
    case CMARK_NODE_LIST:
        return add_list(r, node, depth + 1);
    case CMARK_NODE_BLOCK_QUOTE:
        return add_nodes(r, node, depth + 1);
    case CMARK_NODE_HTML_BLOCK:
        return add_comment(r, node);
    default:
        return true;
    }
}

/* --- steps --- */

/* The passages that are blocks point at the blocks, which do not move any more. */
static bool keep_passages(Reader *r, ZtStep *step)
{
    ZtPassage *passage = zt_arena_alloc(r->arena, r->passages ? r->passages : 1, sizeof *passage);
    if (!passage)
        return out_of_memory(r);
    size_t block = 0;
    for (size_t i = 0; i < r->passages; i++) {
        passage[i] = r->passage[i];
        if (passage[i].kind == ZT_PASSAGE_BLOCK)
            passage[i].block = &step->block[block++];
    }
    step->passage = passage;
    step->passages = r->passages;
    return true;
}

static bool end_step(Reader *r)
{
    if (r->steps == 0)
        return true; /* what stands before the first step belongs to it */
    ZtStep *step = &r->step[r->steps - 1];
    if (!zt_blocks_settle(r->lesson->path, r->block, r->blocks, r->err))
        return false;
    step->block = keep_array(r, r->block, r->blocks, sizeof *r->block);
    step->blocks = r->blocks;
    step->note = keep_array(r, r->note, r->notes, sizeof *r->note);
    step->notes = r->notes;
    step->sight = r->sight;
    if (!step->block || !step->note)
        return out_of_memory(r);
    if (!keep_passages(r, step))
        return false;
    r->passages = r->blocks = r->notes = 0;
    return true;
}

static bool begin_step(Reader *r, cmark_node *node)
{
    if (!r->lesson->title)
        return fail(r, ZT_ERR_LESSON_NO_TITLE, node, NULL);
    const char *title = end_step(r) ? heading_text(r, node) : NULL;
    if (!title)
        return false;
    if (!*title)
        return fail(r, ZT_ERR_LESSON_EMPTY_TITLE, node, NULL);
    if (!ZT_GROW(r->step, r->step_cap, r->steps + 1))
        return out_of_memory(r);
    r->step[r->steps++] = (ZtStep){.title = title, .line = line_of(node)};
    return true;
}

static bool take_title(Reader *r, cmark_node *node)
{
    if (r->lesson->title)
        return fail(r, ZT_ERR_LESSON_TITLE_TWICE, node, NULL);
    r->lesson->title = heading_text(r, node);
    if (!r->lesson->title)
        return false;
    return *r->lesson->title || fail(r, ZT_ERR_LESSON_EMPTY_TITLE, node, NULL);
}

static bool add_top(Reader *r, cmark_node *node)
{
    int level =
        cmark_node_get_type(node) == CMARK_NODE_HEADING ? cmark_node_get_heading_level(node) : 0;
    if (level == 1)
        return take_title(r, node);
    if (level == 2)
        return begin_step(r, node);
    return add_node(r, node, 0);
}

static bool read_document(Reader *r, cmark_node *document)
{
    for (cmark_node *node = cmark_node_first_child(document); node; node = cmark_node_next(node))
        if (!add_top(r, node))
            return false;
    if (!r->lesson->title)
        return fail(r, ZT_ERR_LESSON_NO_TITLE, document, NULL);
    if (r->steps == 0)
        return fail(r, ZT_ERR_LESSON_NO_STEP, document, NULL);
    if (!end_step(r))
        return false;
    r->lesson->step = keep_array(r, r->step, r->steps, sizeof *r->step);
    r->lesson->steps = r->steps;
    return r->lesson->step || out_of_memory(r);
}

bool zt_markdown_read(ZtLesson *lesson, const char *text, size_t len, ZtErr *err)
{
    Reader r = {.lesson = lesson, .arena = lesson->arena, .err = err, .sight = ZT_SIGHT_ALL};
    cmark_node *document = cmark_parse_document(text, len, CMARK_OPT_DEFAULT);
    bool done = document ? read_document(&r, document) : zt_fail_memory(err);
    if (document)
        cmark_node_free(document);
    zt_free(r.step);
    zt_free(r.passage);
    zt_free(r.block);
    zt_free(r.note);
    zt_free(r.span);
    zt_buf_free(&r.text);
    return done;
}
