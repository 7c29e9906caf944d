/* The lesson's pane: the step as a text whose blocks are marked, and what is reached of it. */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "lang/nls.h"
#include "ui/inks.h"
#include "ui/panes.h"

#define CODE_MAX 24 /* columns: code in a sentence that is not broken */

typedef struct Writer {
    ZtPage *page;
    const ZtTutor *tutor;
    const ZtTutorView *view;
    bool ascii;
} Writer;

static void gap(const Writer *w)
{
    if (w->page->paragraphs > 0)
        zt_page_begin(w->page, 0);
}

/* Begins a paragraph behind a sign; the lines below stand under its first word. */
static void begin_marked(const Writer *w, int indent, const char *sign, int ink)
{
    char blanks[20] = "                   ";
    int width = zt_canvas_measure(sign);

    indent = indent < 12 ? indent : 12;
    blanks[indent] = '\0';
    zt_page_begin(w->page, indent + width);
    zt_page_puts(w->page, blanks, ZT_INK_PLAIN);
    zt_page_puts(w->page, sign, ink);
}

/* Code of a few words stays in one line. */
static void put_code(const Writer *w, const char *text)
{
    size_t len;

    if (zt_canvas_measure(text) > CODE_MAX) {
        zt_page_puts(w->page, text, ZT_INK_CODE);
        return;
    }
    for (; *text; text += len) {
        bool blank = *text == ' ';
        len = blank ? 1 : strcspn(text, " ");
        zt_page_add(w->page, blank ? ZT_PAGE_BLANK : text, blank ? strlen(ZT_PAGE_BLANK) : len,
                    ZT_INK_CODE);
    }
}

static void add_spans(const Writer *w, const ZtPassage *passage, int plain)
{
    for (size_t i = 0; i < passage->spans; i++) {
        const ZtSpan *span = &passage->span[i];
        int ink = span->style == ZT_STYLE_STRONG     ? ZT_INK_BOLD
                  : span->style == ZT_STYLE_EMPHASIS ? ZT_INK_EMPHASIS
                                                     : plain;
        if (span->style == ZT_STYLE_CODE)
            put_code(w, span->text);
        else
            zt_page_puts(w->page, span->text, ink);
    }
}

static void add_lines(const Writer *w, const char *text, int indent, const char *sign, int ink)
{
    while (*text) {
        size_t len = strcspn(text, "\n");
        begin_marked(w, indent, sign, ZT_INK_DIM);
        zt_page_add(w->page, text, len, ink);
        text += len + (text[len] == '\n');
    }
}

/* A line that is too long goes on a little to the right of where its own blanks let it begin. */
static void add_example(const Writer *w, const char *text)
{
    while (*text) {
        size_t len = strcspn(text, "\n"), blanks = strspn(text, " ");
        zt_page_begin(w->page, 2 + (int)(blanks < 12 ? blanks : 12) + 2);
        zt_page_puts(w->page, "  ", ZT_INK_PLAIN);
        zt_page_add(w->page, text, len, ZT_INK_PLAIN);
        text += len + (text[len] == '\n');
    }
}

/* The open question is this one: its text with the numbers filled in begins like it. */
static bool is_open(const Writer *w, const ZtAsk *ask)
{
    const char *open = w->view->question;

    return open && strncmp(open, ask->question, strcspn(ask->question, "{")) == 0;
}

static const char *way_to_answer(const ZtAsk *ask)
{
    switch (ask->kind) {
    case ZT_ASK_DIRECTION:
        return _("To answer, type up, down or same.");
    case ZT_ASK_NUMBER:
        return _("To answer, type a number.");
    default:
        return _("To answer, type the number of your choice.");
    }
}

/* A question stands out as long as it is open. One with numbers of its time is not shown later. */
static void add_question(const Writer *w, const ZtAsk *ask)
{
    bool open = is_open(w, ask);
    int ink = open ? ZT_INK_OPEN : ZT_INK_DIM;

    if (!open && strchr(ask->question, '{'))
        return;
    gap(w);
    begin_marked(w, 0, "? ", ink);
    zt_page_puts(w->page, open ? w->view->question : ask->question,
                 open ? ZT_INK_BOLD : ZT_INK_PLAIN);
    for (size_t i = 0; i < ask->choices; i++) {
        char number[24];
        snprintf(number, sizeof number, "%zu. ", i + 1);
        begin_marked(w, 2, number, ink);
        zt_page_puts(w->page, ask->choice[i], ZT_INK_PLAIN);
    }
    if (!open)
        return;
    begin_marked(w, 2, "", ZT_INK_PLAIN);
    zt_page_puts(w->page, way_to_answer(ask), ZT_INK_DIM);
}

/* Commands are marked as what can be typed. */
static void add_block(const Writer *w, const ZtBlock *block)
{
    bool commands = block->kind == ZT_BLOCK_ZOLTA || block->kind == ZT_BLOCK_SOLUTION;

    if (!zt_tutor_shows(w->tutor, block))
        return;
    if (block->kind == ZT_BLOCK_ASK)
        add_question(w, block->ask);
    if (!commands)
        return;
    gap(w);
    if (block->kind == ZT_BLOCK_SOLUTION) {
        zt_page_begin(w->page, 0);
        zt_page_puts(w->page, _("One way to reach the goal:"), ZT_INK_DIM);
    }
    add_lines(w, block->text, 1, w->ascii ? "> " : "▸ ", ZT_INK_CODE);
}

static void add_number_sign(const Writer *w, const ZtPassage *passage, int indent)
{
    ZtBuf sign = {0};

    zt_buf_printf(&sign, "%d. ", passage->number);
    begin_marked(w, indent, zt_buf_text(&sign), ZT_INK_PLAIN);
    zt_buf_free(&sign);
}

static bool is_item(const ZtPassage *passage)
{
    return passage->kind == ZT_PASSAGE_BULLET || passage->kind == ZT_PASSAGE_NUMBER;
}

/* last is the passage before, or NULL: the items of a list stand together. */
static void add_passage(const Writer *w, const ZtPassage *passage, const ZtPassage *last)
{
    int indent = passage->depth > 1 ? 2 * (passage->depth - 1) : 0;

    if (is_item(passage) && !(last && last->depth > 0))
        gap(w);
    switch (passage->kind) {
    case ZT_PASSAGE_BLOCK:
        add_block(w, passage->block);
        return;
    case ZT_PASSAGE_EXAMPLE:
        gap(w);
        if (passage->spans > 0)
            add_example(w, passage->span[0].text);
        return;
    case ZT_PASSAGE_BULLET:
        begin_marked(w, indent, w->ascii ? "- " : "• ", ZT_INK_PLAIN);
        break;
    case ZT_PASSAGE_NUMBER:
        add_number_sign(w, passage, indent);
        break;
    default:
        gap(w);
        begin_marked(w, passage->depth * 2, "", ZT_INK_PLAIN);
    }
    add_spans(w, passage, passage->kind == ZT_PASSAGE_HEADING ? ZT_INK_BOLD : ZT_INK_PLAIN);
}

static void add_goal(const Writer *w, bool met, const char *text)
{
    const char *sign = met ? (w->ascii ? "[x] " : "✓ ") : (w->ascii ? "[ ] " : "○ ");

    begin_marked(w, 0, sign, met ? ZT_INK_GOOD : ZT_INK_OPEN);
    zt_page_puts(w->page, text, met ? ZT_INK_GOOD : ZT_INK_PLAIN);
}

/* An answer that is missing keeps the learner here like any goal. */
static void add_goals(const Writer *w, const ZtTutorView *view)
{
    if (view->goals > 0 || view->question)
        gap(w);
    if (view->question)
        add_goal(w, false, _("the question waits for your answer"));
    for (size_t i = 0; i < view->goals; i++) {
        const ZtGoal *goal = &view->goal[i];
        add_goal(w, goal->met, goal->met || !goal->message ? _("reached") : goal->message);
    }
}

/* The lines of the source are not those of the pane. */
static void put_flowing(const Writer *w, const char *text, int ink)
{
    while (*text) {
        size_t len = strcspn(text, "\n");
        zt_page_add(w->page, text, len, ink);
        text += len + (text[len] == '\n');
        if (*text)
            zt_page_puts(w->page, " ", ink);
    }
}

static void add_hints(const Writer *w, const ZtTutorView *view)
{
    for (size_t i = 0; i < view->hints; i++) {
        gap(w);
        begin_marked(w, 0, _("Hint: "), ZT_INK_OPEN);
        put_flowing(w, view->hint[i], ZT_INK_PLAIN);
    }
}

/* What the learner can do from here. */
static void add_way_on(const Writer *w, const ZtTutorView *view)
{
    const char *text = NULL;

    if (view->done)
        text = view->last ? _("The lesson is complete. F4 or next goes on.")
                          : _("Done. F4 or next goes on.");
    else if (view->hints_left > 0)
        text = view->hints > 0 ? _("F2 gives another hint.") : _("F2 gives a hint.");
    if (!text)
        return;
    gap(w);
    zt_page_begin(w->page, 0);
    zt_page_puts(w->page, text, view->done ? ZT_INK_GOOD : ZT_INK_DIM);
}

static void write_step(const Writer *w, const ZtTutorView *view)
{
    zt_page_begin(w->page, 0);
    zt_page_puts(w->page, view->step_title, ZT_INK_BOLD);
    for (size_t i = 0; view->body && i < view->body->passages; i++)
        add_passage(w, &view->body->passage[i], i > 0 ? &view->body->passage[i - 1] : NULL);
    add_goals(w, view);
    add_hints(w, view);
    add_way_on(w, view);
}

static void add_try(const Writer *w, const char *command, const char *meaning)
{
    gap(w);
    begin_marked(w, 1, w->ascii ? "> " : "▸ ", ZT_INK_DIM);
    zt_page_puts(w->page, command, ZT_INK_CODE);
    begin_marked(w, 3, "", ZT_INK_PLAIN);
    zt_page_puts(w->page, meaning, ZT_INK_PLAIN);
}

static void write_welcome(const Writer *w)
{
    zt_page_begin(w->page, 0);
    zt_page_puts(w->page, _("Welcome to zolta"), ZT_INK_BOLD);
    gap(w);
    zt_page_begin(w->page, 0);
    zt_page_puts(w->page,
                 _("Here you see what happens inside a model while it learns. Type a command at "
                   "the prompt below and press Enter:"),
                 ZT_INK_PLAIN);
    if (w->view && w->view->resume)
        add_try(w, "lesson", _("go on where you were"));
    add_try(w, "lesson 1", _("be taught, step by step"));
    add_try(w, "lessons", _("see all lessons"));
    add_try(w, "load thermometer", _("look around on your own; then press F5"));
    add_try(w, "help", _("see all commands"));
    add_try(w, "exit", _("leave"));
}

void zt_pane_lesson(ZtPage *page, ZtTutor *tutor, bool ascii)
{
    const ZtTutorView *view = tutor ? zt_tutor_view(tutor) : NULL;
    Writer w = {page, tutor, view, ascii};

    zt_page_clear(page);
    if (view && view->open)
        write_step(&w, view);
    else
        write_welcome(&w);
}

void zt_pane_lesson_title(ZtTutor *tutor, ZtBuf *out)
{
    const ZtTutorView *view = tutor ? zt_tutor_view(tutor) : NULL;

    if (!view || !view->open)
        zt_buf_puts(out, "zolta " PACKAGE_VERSION);
    else if (view->number >= 0)
        zt_buf_printf(out, _("Lesson %d, step %zu of %zu"), view->number, view->step, view->steps);
    else
        zt_buf_printf(out, _("Step %zu of %zu"), view->step, view->steps);
}
