/* The same lesson in two languages: the same steps, blocks, conditions and questions. */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "lesson/lint_parts.h"

/* Equal but for blanks. */
static bool same_text(const char *a, const char *b)
{
    for (;;) {
        while (*a == ' ')
            a++;
        while (*b == ' ')
            b++;
        if (*a != *b)
            return false;
        if (!*a)
            return true;
        a++;
        b++;
    }
}

static void fault_at(ZtLint *lint, size_t line, const char *sentence, const ZtLesson *twin,
                     size_t twin_line)
{
    char place[24];
    snprintf(place, sizeof place, "%zu", twin_line);
    zt_lint_fault(lint, line, sentence, twin->path, place);
}

static void compare_clauses(ZtLint *lint, const ZtLesson *twin, const ZtBlock *a, const ZtBlock *b)
{
    if (a->clauses != b->clauses) {
        fault_at(lint, a->line, "another number of conditions than in {1}:{2}", twin, b->line);
        return;
    }
    for (size_t i = 0; i < a->clauses; i++)
        if (!same_text(a->clause[i].condition, b->clause[i].condition))
            fault_at(lint, a->clause[i].line, "another condition than in {1}:{2}", twin,
                     b->clause[i].line);
}

static bool same_ask(const ZtAsk *a, const ZtAsk *b)
{
    if (a->kind != b->kind || a->choices != b->choices || a->right != b->right)
        return false;
    if (a->kind == ZT_ASK_CHOICE)
        return true;
    return same_text(a->expression, b->expression) &&
           (a->kind == ZT_ASK_DIRECTION || same_text(a->tolerance, b->tolerance));
}

static void compare_step(ZtLint *lint, const ZtLesson *twin, const ZtStep *a, const ZtStep *b)
{
    if (a->sight != b->sight)
        fault_at(lint, a->line, "another word for the screen than in {1}:{2}", twin, b->line);
    for (size_t i = 0; i < a->blocks || i < b->blocks; i++) {
        if (i >= a->blocks || i >= b->blocks || a->block[i].kind != b->block[i].kind) {
            size_t line = i < a->blocks ? a->block[i].line - 1 : a->line;
            size_t twin_line = i < b->blocks ? b->block[i].line - 1 : b->line;
            fault_at(lint, line, "other blocks than in {1}:{2}", twin, twin_line);
            return;
        }
        const ZtBlock *x = &a->block[i], *y = &b->block[i];
        compare_clauses(lint, twin, x, y);
        if (x->ask && !same_ask(x->ask, y->ask))
            fault_at(lint, x->line, "another question than in {1}:{2}", twin, y->line);
    }
}

void zt_lint_pairs(ZtLint *lint, const ZtLesson *twin)
{
    const ZtLesson *own = lint->lesson;
    if (own->steps != twin->steps) {
        fault_at(lint, own->step[own->steps - 1].line, "another number of steps than in {1}", twin,
                 twin->step[twin->steps - 1].line);
        return;
    }
    for (size_t i = 0; i < own->steps; i++)
        compare_step(lint, twin, &own->step[i], &twin->step[i]);
}
