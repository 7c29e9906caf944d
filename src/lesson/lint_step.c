/* Plays a lesson step by step and compares. */
#include <config.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lang/nls.h"
#include "lesson/answer.h"
#include "lesson/checks.h"
#include "lesson/lint_parts.h"
#include "lesson/match.h"
#include "lesson/since.h"

typedef struct Play { /* of one step */
    ZtLint *lint;
    const ZtStep *step;
    ZtScratch scratch;
    ZtSince since;
    ZtScene scene;
    ZtCounts counts;
    const ZtBlock *open; /* the question that waits for its run */
    double before;
} Play;

static bool value_of(Play *play, const char *text, size_t line, double *value)
{
    ZtErr err;
    if (zt_expression_value(text, &play->scene, value, &err))
        return true;
    zt_lint_no_value(play->lint, line, text, &err);
    return false;
}

static void set_answer(Play *play, double answer)
{
    play->scene.answered = true;
    play->scene.answer = answer;
}

/* --- questions --- */

static void answer_now(Play *play, const ZtBlock *block)
{
    const ZtAsk *ask = block->ask;
    double now = 0;
    if (ask->kind == ZT_ASK_CHOICE) {
        set_answer(play, (double)(ask->right + 1));
    } else if (value_of(play, ask->expression, block->line, &now)) {
        set_answer(play, ask->kind == ZT_ASK_NUMBER ? now : zt_direction(play->before, now));
    }
}

/* The right answer to most questions is known behind the run only; nobody looks at it before. */
static void open_question(Play *play, const ZtBlock *block)
{
    double tolerance = 0;
    if (block->ask->kind == ZT_ASK_NUMBER &&
        value_of(play, block->ask->tolerance, block->line, &tolerance) && !(tolerance >= 0))
        zt_lint_fault(play->lint, block->line, N_("the tolerance is negative"), NULL, NULL);
    if (!block->ask->before_run) {
        answer_now(play, block);
        return;
    }
    play->open = block;
    if (block->ask->kind == ZT_ASK_DIRECTION &&
        !value_of(play, block->ask->expression, block->line, &play->before))
        play->open = NULL;
}

static void after_command(void *data, const ZtCommand *command, bool done)
{
    Play *play = data;
    if (!play->open || !done)
        return;
    if (!zt_ask_follows(play->step, (size_t)(play->open - play->step->block), command->name))
        return;
    answer_now(play, play->open);
    play->open = NULL;
}

/* --- commands --- */

static void compare(Play *play, const ZtBlock *expect)
{
    size_t line;
    if (zt_match(expect->text, zt_buf_text(&play->scratch.out), &line))
        return;
    zt_lint_fault(play->lint, expect->line + line - 1,
                  N_("the output is another one from here; it is:\n{1}"),
                  zt_buf_text(&play->scratch.out), NULL);
}

static bool run(Play *play, size_t index)
{
    const ZtStep *step = play->step;
    bool expects = index + 1 < step->blocks && step->block[index + 1].kind == ZT_BLOCK_EXPECT;
    const char *function = zt_inexact_follow(&play->lint->inexact, step->block[index].text);
    ZtErr err;
    zt_buf_clear(&play->scratch.out);
    if (!zt_scratch_block(&play->scratch, play->lint->lesson, &step->block[index], &err)) {
        zt_lint_error(play->lint, &err);
        return false;
    }
    if (expects)
        compare(play, &step->block[index + 1]);
    if (expects && function)
        zt_lint_digits(play->lint, &step->block[index + 1], function);
    zt_numbers_add_data(&play->lint->known, play->scratch.shell->session->data);
    return true;
}

/* What the step's start, which is there already, has brought in. */
static void follow_setup(Play *play)
{
    for (size_t i = 0; i < play->step->blocks; i++)
        if (play->step->block[i].kind == ZT_BLOCK_SETUP)
            zt_inexact_follow(&play->lint->inexact, play->step->block[i].text);
}

static bool run_blocks(Play *play)
{
    follow_setup(play);
    for (size_t i = 0; i < play->step->blocks; i++) {
        const ZtBlock *block = &play->step->block[i];
        if (block->kind == ZT_BLOCK_ASK)
            open_question(play, block);
        bool commands = block->kind == ZT_BLOCK_ZOLTA || block->kind == ZT_BLOCK_SOLUTION;
        if (commands && !run(play, i))
            return false;
    }
    if (play->open)
        zt_lint_fault(play->lint, play->open->line,
                      N_("no command below this question is the run that it is about"), NULL, NULL);
    return true;
}

/* --- conditions --- */

typedef void (*SeeClause)(Play *play, const ZtClause *clause, void *data);

static size_t each_clause(Play *play, ZtBlockKind kind, SeeClause see, void *data)
{
    size_t count = 0;
    for (size_t i = 0; i < play->step->blocks; i++) {
        const ZtBlock *block = &play->step->block[i];
        for (size_t k = 0; block->kind == kind && k < block->clauses; k++, count++)
            see(play, &block->clause[k], data);
    }
    return count;
}

static void see_start(Play *play, const ZtClause *clause, void *data)
{
    bool *all = data;
    *all = *all && zt_condition_holds(clause->condition, &play->scene);
}

static void check_start(Play *play)
{
    bool all = true;
    size_t first = zt_step_find(play->step, ZT_BLOCK_CHECK, 0);
    if (each_clause(play, ZT_BLOCK_CHECK, see_start, &all) > 0 && all)
        zt_lint_fault(play->lint, play->step->block[first].line,
                      N_("the checks hold before anything is done"), NULL, NULL);
}

static void see_check(Play *play, const ZtClause *clause, void *data)
{
    double value = 0;
    (void)data;
    if (!value_of(play, clause->condition, clause->line, &value))
        return;
    if (value == 0 || isnan(value)) {
        ZtBuf message = {0};
        zt_message_fill(clause->message, &play->scene, &message);
        zt_lint_fault(play->lint, clause->line,
                      N_("the check does not hold when all is done as the lesson says: {1}"),
                      zt_buf_text(&message), NULL);
        zt_buf_free(&message);
    }
}

static void see_mistake(Play *play, const ZtClause *clause, void *data)
{
    double value = 0;
    (void)data;
    if (!value_of(play, clause->condition, clause->line, &value))
        return;
    if (value != 0 && !isnan(value))
        zt_lint_fault(play->lint, clause->line,
                      N_("the mistake is seen though all is done as the lesson says: {1}"),
                      clause->condition, NULL);
}

static void check_end(Play *play)
{
    size_t checks = each_clause(play, ZT_BLOCK_CHECK, see_check, NULL);
    each_clause(play, ZT_BLOCK_MISTAKE, see_mistake, NULL);
    size_t first = zt_step_find(play->step, ZT_BLOCK_CHECK, 0);
    if (checks > 0 && zt_step_find(play->step, ZT_BLOCK_HINT, 0) == play->step->blocks)
        zt_lint_fault(play->lint, play->step->block[first].line,
                      N_("this step has a check but no hint"), NULL, NULL);
}

/* --- numbers --- */

/* What the step's blocks make known. */
static void learn_numbers(Play *play)
{
    ZtNumbers *known = &play->lint->known;
    for (size_t i = 0; i < play->step->blocks; i++) {
        const ZtBlock *block = &play->step->block[i];
        bool lines = block->kind == ZT_BLOCK_ZOLTA || block->kind == ZT_BLOCK_SOLUTION ||
                     block->kind == ZT_BLOCK_SETUP || block->kind == ZT_BLOCK_EXPECT;
        if (lines)
            zt_numbers_add_text(known, block->text);
        for (size_t k = 0; block->kind == ZT_BLOCK_CHECK && k < block->clauses; k++)
            zt_numbers_add_text(known, block->clause[k].condition);
    }
}

static void see_note(Play *play, const ZtNote *note, bool comma)
{
    const char *text = note->number;
    ZtProseNumber number;
    double value;
    if (!zt_prose_number(&text, comma, &number) ||
        !value_of(play, note->expression, note->line, &value))
        return;
    if (!zt_number_rounds_to(value, &number)) {
        char real[40];
        snprintf(real, sizeof real, "%.9g", value);
        zt_lint_fault(play->lint, note->line, N_("the number {1} is really {2}"), number.text,
                      real);
        return;
    }
    zt_numbers_add(&play->lint->known, number.value);
}

/* len bytes of text; fields in braces are computed anyway. */
static void see_text(Play *play, const char *text, size_t line, bool comma)
{
    ZtBuf plain = {0};
    ZtProseNumber number;
    while (*text) {
        size_t len = strcspn(text, "{");
        zt_buf_add(&plain, text, len);
        text += len;
        text += strcspn(text, "}");
        text += *text == '}';
    }
    const char *at = zt_buf_text(&plain);
    while (zt_prose_number(&at, comma, &number))
        if (number.certain && !zt_numbers_have(&play->lint->known, &number))
            zt_lint_fault(
                play->lint, line,
                N_("the number {1} is neither in the data nor in an expect or check so far"),
                number.text, NULL);
    zt_buf_free(&plain);
}

static void see_block(Play *play, const ZtBlock *block, bool comma)
{
    if (block->kind == ZT_BLOCK_HINT)
        see_text(play, block->text, block->line, comma);
    if (block->kind == ZT_BLOCK_ASK)
        see_text(play, block->ask->question, block->line, comma);
    for (size_t i = 0; i < block->clauses; i++)
        see_text(play, block->clause[i].message, block->clause[i].line, comma);
}

/* Spans of a passage stand next to one another in a line. */
static void see_passage(Play *play, const ZtPassage *passage, bool comma)
{
    ZtBuf text = {0};
    if (passage->block) {
        see_block(play, passage->block, comma);
        return;
    }
    if (passage->file)
        return; /* its numbers are the file's */
    for (size_t i = 0; i < passage->spans; i++)
        for (const char *at = passage->span[i].text; *at; at++)
            zt_buf_putc(&text, *at == '{' || *at == '}' ? ' ' : *at);
    see_text(play, zt_buf_text(&text), passage->line, comma);
    zt_buf_free(&text);
}

static void check_numbers(Play *play)
{
    bool comma = zt_lint_comma(play->lint->lesson);
    learn_numbers(play);
    for (size_t i = 0; i < play->step->notes; i++)
        see_note(play, &play->step->note[i], comma);
    see_text(play, play->step->title, play->step->line, comma);
    for (size_t i = 0; i < play->step->passages; i++)
        see_passage(play, &play->step->passage[i], comma);
}

/* --- a step --- */

/* False if a command failed: no later step can begin then. */
static bool play_step(Play *play, size_t index)
{
    ZtErr err;
    ZtShell *shell = play->scratch.shell;
    ZtSession *start = zt_start_build(play->lint->lesson, index, shell, &err);
    if (!start) {
        zt_lint_error(play->lint, &err);
        return false;
    }
    zt_session_swap(shell->session, start);
    zt_session_free(start);
    zt_undo_begin(&shell->undo, ZT_UNDO_LESSON);
    zt_numbers_add_data(&play->lint->known, shell->session->data);
    play->step = &play->lint->lesson->step[index];
    play->open = NULL;
    play->scene = (ZtScene){.session = shell->session, .counts = &play->counts};
    if (!zt_since_start(&play->since, shell))
        return false;
    check_start(play);
    if (!run_blocks(play))
        return false;
    check_end(play);
    check_numbers(play);
    zt_lint_files(play->lint, play->step);
    return true;
}

void zt_lint_play(ZtLint *lint)
{
    Play play = {.lint = lint};
    ZtErr err;
    if (!zt_scratch_start(&play.scratch, lint->host, lint->commands, lint->data_dirs, &err)) {
        zt_lint_error(lint, &err);
        return;
    }
    play.scratch.write = true;
    play.counts = zt_since_counts(&play.since);
    ZtFollower follower = {.data = &play, .after = after_command};
    play.scratch.shell->follower = &follower;
    bool going = true;
    for (size_t i = 0; going && i < lint->lesson->steps; i++)
        going = play_step(&play, i);
    zt_since_free(&play.since);
    zt_scratch_end(&play.scratch);
}
