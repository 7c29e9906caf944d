/* A step as plain text: every part marked by words, none by its place or by boxes. */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "lang/nls.h"
#include "lang/wrap.h"
#include "lesson/tutor_parts.h"

#define INDENT    4  /* of commands and of lists */
#define WIDTH_MAX 90 /* longer lines are hard to read */
#define WIDTH_MIN 20

size_t zt_tutor_width(const ZtTutor *tutor)
{
    int width = WIDTH_MAX, height;
    const ZtHost *host = tutor->shell->host;
    if (host->size)
        host->size(host->data, &width, &height);
    if (width < WIDTH_MIN)
        return WIDTH_MIN;
    return width > WIDTH_MAX ? WIDTH_MAX : (size_t)width;
}

void zt_tutor_commands(const ZtBlock *block, ZtBuf *out)
{
    for (const char *text = block->text; *text;) {
        size_t len = strcspn(text, "\n");
        zt_buf_fill(out, ' ', len ? INDENT : 0);
        zt_buf_add(out, text, len);
        zt_buf_putc(out, '\n');
        text += text[len] ? len + 1 : len;
    }
}

void zt_tutor_heading(ZtTutor *tutor, ZtBuf *out)
{
    char number[24], step[24], steps[24];
    if (!tutor->lesson)
        return;
    snprintf(number, sizeof number, "%d", tutor->lesson->number);
    snprintf(step, sizeof step, "%zu", tutor->at + 1);
    snprintf(steps, sizeof steps, "%zu", tutor->lesson->steps);
    const char *const arg[] = {number, tutor->lesson->title, step, steps,
                               zt_tutor_step(tutor)->title};
    zt_sentence(out,
                tutor->lesson->number >= 0 ? _("Lesson {1}, {2}. Step {3} of {4}: {5}")
                                           : _("{2}. Step {3} of {4}: {5}"),
                arg, 5);
}

typedef struct Page {
    ZtTutor *tutor;
    size_t width;
    ZtBuf *out;
} Page;

/* Code of several words is told from the text around it by quotes. */
static void add_span(const ZtSpan *span, ZtBuf *text)
{
    bool quoted = span->style == ZT_STYLE_CODE && strchr(span->text, ' ');
    zt_buf_puts(text, quoted ? "'" : "");
    zt_buf_puts(text, span->text);
    zt_buf_puts(text, quoted ? "'" : "");
}

/* A paragraph whose first line begins with mark, the others below its text. */
static void put_paragraph(Page *page, const char *mark, size_t indent, const char *text)
{
    zt_buf_fill(page->out, ' ', indent);
    zt_buf_puts(page->out, mark);
    zt_wrap(page->out, text, indent + strlen(mark), indent + strlen(mark), page->width);
}

/* A sentence on its own, behind an empty line. */
static void put_line(Page *page, const char *text)
{
    zt_buf_putc(page->out, '\n');
    zt_wrap(page->out, text, 0, 0, page->width);
}

static size_t list_indent(const ZtPassage *passage)
{
    bool item = passage->kind == ZT_PASSAGE_BULLET || passage->kind == ZT_PASSAGE_NUMBER;
    int depth = passage->depth - item;
    return depth > 0 ? INDENT * (size_t)depth : 0;
}

static void put_example(Page *page, const ZtPassage *passage)
{
    ZtBlock block = {.text = passage->spans ? passage->span[0].text : ""};
    zt_tutor_commands(&block, page->out);
}

static void put_prose(Page *page, const ZtPassage *passage)
{
    char mark[24] = "";
    ZtBuf text = {0};
    for (size_t i = 0; i < passage->spans; i++)
        add_span(&passage->span[i], &text);
    if (passage->kind == ZT_PASSAGE_BULLET)
        snprintf(mark, sizeof mark, "- ");
    if (passage->kind == ZT_PASSAGE_NUMBER)
        snprintf(mark, sizeof mark, "%d. ", passage->number);
    put_paragraph(page, mark, list_indent(passage), zt_buf_text(&text));
    zt_buf_free(&text);
}

static void put_block(Page *page, const ZtBlock *block)
{
    ZtBuf text = {0};
    if (!zt_tutor_shows(page->tutor, block))
        return;
    if (block->kind == ZT_BLOCK_ASK) {
        zt_buf_printf(&text, "%s ", _("Question:"));
        zt_tutor_ask_text(page->tutor, block, &text);
        put_line(page, zt_buf_text(&text));
    } else {
        put_line(page, block->kind == ZT_BLOCK_SOLUTION ? _("Solution:") : _("Try:"));
        zt_tutor_commands(block, page->out);
    }
    zt_buf_free(&text);
}

/* Items of one list stand below one another without empty lines. */
static bool joined(const ZtPassage *last, const ZtPassage *passage)
{
    bool item = passage->kind == ZT_PASSAGE_BULLET || passage->kind == ZT_PASSAGE_NUMBER;
    return item && last && last->depth > 0;
}

static void put_passages(Page *page, const ZtStep *step)
{
    const ZtPassage *last = NULL;
    for (size_t i = 0; i < step->passages; i++) {
        const ZtPassage *passage = &step->passage[i];
        if (passage->block) {
            put_block(page, passage->block);
        } else {
            zt_buf_puts(page->out, joined(last, passage) ? "" : "\n");
            if (passage->kind == ZT_PASSAGE_EXAMPLE)
                put_example(page, passage);
            else
                put_prose(page, passage);
        }
        last = passage;
    }
}

static void put_goals(Page *page, const ZtTutorView *view)
{
    if (view->goals > 0)
        zt_buf_putc(page->out, '\n');
    for (size_t i = 0; i < view->goals; i++) {
        char number[24];
        ZtBuf text = {0};
        snprintf(number, sizeof number, "%zu", i + 1);
        const char *const arg[] = {number, view->goal[i].message};
        zt_sentence(&text, view->goal[i].met ? _("Goal {1}, reached.") : _("Goal {1}: {2}"), arg,
                    2);
        zt_wrap(page->out, zt_buf_text(&text), 0, 0, page->width);
        zt_buf_free(&text);
    }
}

static void put_hints(Page *page, const ZtTutorView *view)
{
    for (size_t i = 0; i < view->hints; i++) {
        char number[24];
        ZtBuf text = {0};
        snprintf(number, sizeof number, "%zu", i + 1);
        const char *const arg[] = {number, view->hint[i]};
        zt_sentence(&text, _("Hint {1}: {2}"), arg, 2);
        put_line(page, zt_buf_text(&text));
        zt_buf_free(&text);
    }
}

void zt_tutor_text(ZtTutor *tutor, size_t width, ZtBuf *out)
{
    const ZtTutorView *view = zt_tutor_view(tutor);
    Page page = {.tutor = tutor, .width = width, .out = out};
    ZtBuf heading = {0};
    if (!view->open)
        return;
    zt_tutor_heading(tutor, &heading);
    zt_wrap(out, zt_buf_text(&heading), 0, 0, width);
    zt_buf_free(&heading);
    put_passages(&page, view->body);
    put_goals(&page, view);
    put_hints(&page, view);
    if (view->done)
        put_line(&page, _("next goes on."));
}
