/* What the tutor says of goals, mistakes and answers. */
#include <config.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "lang/nls.h"
#include "lang/wrap.h"
#include "lesson/answer.h"
#include "lesson/tutor_parts.h"

#define DIGITS 6

void zt_tutor_say(ZtTutor *tutor, const char *sentence, const char *const *arg, size_t count)
{
    ZtBuf text = {0};
    ZtErr ignored;
    zt_sentence(&text, sentence, arg, count);
    zt_buf_putc(&text, '\n');
    zt_say_buf(tutor->shell, &text, &ignored);
}

static void say(ZtTutor *tutor, const char *sentence)
{
    zt_tutor_say(tutor, sentence, NULL, 0);
}

/* The message with its numbers. */
static void say_message(ZtTutor *tutor, const char *sentence, const char *first, const char *second,
                        const char *message)
{
    ZtBuf text = {0};
    ZtScene scene = zt_tutor_scene(tutor);
    zt_message_fill(message, &scene, &text);
    const char *const arg[] = {first, second, zt_buf_text(&text)};
    zt_tutor_say(tutor, sentence, arg, 3);
    zt_buf_free(&text);
}

/* --- goals and mistakes --- */

typedef void (*SeeClause)(ZtTutor *tutor, const ZtClause *clause, size_t index, bool aloud);

static void each_clause(ZtTutor *tutor, ZtBlockKind kind, SeeClause see, bool aloud)
{
    const ZtStep *step = zt_tutor_step(tutor);
    size_t index = 0;
    for (size_t i = 0; i < step->blocks; i++)
        for (size_t k = 0; step->block[i].kind == kind && k < step->block[i].clauses; k++)
            see(tutor, &step->block[i].clause[k], index++, aloud);
}

static void say_goal(ZtTutor *tutor, const ZtClause *clause, size_t index)
{
    char number[24], all[24];
    snprintf(number, sizeof number, "%zu", index + 1);
    snprintf(all, sizeof all, "%zu", tutor->goals);
    const char *const arg[] = {number, all};
    if (!tutor->met[index])
        say_message(tutor, _("Goal {1} of {2} is no longer reached: {3}"), number, all,
                    clause->message);
    else if (tutor->goals > 1)
        zt_tutor_say(tutor, _("Goal {1} of {2} is reached."), arg, 2);
}

static void see_goal(ZtTutor *tutor, const ZtClause *clause, size_t index, bool aloud)
{
    ZtScene scene = zt_tutor_scene(tutor);
    bool met = zt_condition_holds(clause->condition, &scene);
    bool changed = met != tutor->met[index];
    tutor->met[index] = met;
    if (changed && aloud)
        say_goal(tutor, clause, index);
}

static void see_mistake(ZtTutor *tutor, const ZtClause *clause, size_t index, bool aloud)
{
    ZtScene scene = zt_tutor_scene(tutor);
    bool fires = zt_condition_holds(clause->condition, &scene);
    bool fresh = fires && !tutor->fired[index];
    tutor->fired[index] = fires;
    if (fresh && aloud)
        say_message(tutor, "{3}", "", "", clause->message);
}

bool zt_tutor_goals_met(const ZtTutor *tutor)
{
    for (size_t i = 0; i < tutor->goals; i++)
        if (!tutor->met[i])
            return false;
    return true;
}

bool zt_tutor_done(const ZtTutor *tutor)
{
    return zt_tutor_goals_met(tutor) && zt_tutor_question(tutor) == zt_tutor_step(tutor)->blocks;
}

void zt_tutor_look(ZtTutor *tutor, bool aloud)
{
    bool whole = tutor->goals > 0 ||
                 zt_step_find(zt_tutor_step(tutor), ZT_BLOCK_ASK, 0) < zt_tutor_step(tutor)->blocks;
    each_clause(tutor, ZT_BLOCK_CHECK, see_goal, aloud);
    bool done = zt_tutor_done(tutor);
    each_clause(tutor, ZT_BLOCK_MISTAKE, see_mistake, aloud && !done);
    if (!done || !whole)
        tutor->told = false;
    if (!done || !whole || tutor->told || !aloud)
        return;
    tutor->told = true;
    say(tutor, _("This step is complete: next goes on."));
    zt_tutor_record(tutor, ZT_STEP_DONE);
}

/* --- questions --- */

size_t zt_tutor_question(const ZtTutor *tutor)
{
    const ZtStep *step = zt_tutor_step(tutor);
    for (size_t i = 0; i < step->blocks; i++) {
        if (step->block[i].kind != ZT_BLOCK_ASK)
            continue;
        if (tutor->reply[i].pending)
            return step->blocks; /* one after the other */
        if (!tutor->reply[i].given)
            return i;
    }
    return step->blocks;
}

void zt_tutor_ask_text(ZtTutor *tutor, const ZtBlock *block, ZtBuf *out)
{
    const ZtAsk *ask = block->ask;
    ZtScene scene = zt_tutor_scene(tutor);
    zt_message_fill(ask->question, &scene, out);
    if (ask->kind == ZT_ASK_DIRECTION)
        zt_buf_printf(out, " %s", _("(up, down or same)"));
    for (size_t i = 0; i < ask->choices; i++)
        zt_buf_printf(out, "\n  %zu  %s", i + 1, ask->choice[i]);
}

static void number_text(double value, ZtBuf *out)
{
    zt_number_print(out, value, DIGITS, false);
}

static const char *direction_word(int direction)
{
    return direction > 0 ? _("up") : direction < 0 ? _("down") : _("same");
}

typedef struct Verdict {
    const ZtAsk *ask;
    ZtReply *reply;
    bool right;
    ZtBuf said, was, before; /* the answer, what is the case */
} Verdict;

static bool judge_direction(ZtTutor *tutor, Verdict *v, ZtErr *err)
{
    ZtScene scene = zt_tutor_scene(tutor);
    ZtReply *reply = v->reply;
    if (!reply->measured && !zt_expression_value(v->ask->expression, &scene, &reply->after, err))
        return false;
    reply->measured = true;
    int direction = zt_direction(reply->before, reply->after);
    v->right = direction == (int)reply->value;
    zt_buf_puts(&v->said, direction_word((int)reply->value));
    number_text(reply->before, &v->before);
    number_text(reply->after, &v->was);
    return true;
}

static bool judge_number(ZtTutor *tutor, Verdict *v, ZtErr *err)
{
    ZtScene scene = zt_tutor_scene(tutor);
    double real, within;
    if (!zt_expression_value(v->ask->expression, &scene, &real, err) ||
        !zt_expression_value(v->ask->tolerance, &scene, &within, err))
        return false;
    /* the tolerance is one of the text that people write: its own rounding does not count */
    v->right = fabs(v->reply->value - real) <= within + 1e-6 * fabs(within);
    number_text(v->reply->value, &v->said);
    number_text(real, &v->was);
    return true;
}

static bool judge(ZtTutor *tutor, Verdict *v, ZtErr *err)
{
    if (v->ask->kind == ZT_ASK_DIRECTION)
        return judge_direction(tutor, v, err);
    if (v->ask->kind == ZT_ASK_NUMBER)
        return judge_number(tutor, v, err);
    size_t choice = (size_t)v->reply->value - 1;
    v->right = choice == v->ask->right;
    zt_buf_puts(&v->said, v->ask->choice[choice]);
    zt_buf_puts(&v->was, v->ask->choice[v->ask->right]);
    return true;
}

/* What was answered, and what is. */
static void say_verdict(ZtTutor *tutor, const Verdict *v)
{
    const char *const arg[] = {zt_buf_text(&v->said), zt_buf_text(&v->was), zt_buf_text(&v->before),
                               v->ask->expression};
    if (v->ask->kind == ZT_ASK_DIRECTION)
        zt_tutor_say(tutor,
                     v->right ? _("As you said ({1}): {4} went from {3} to {2}.")
                              : _("You said {1}, but {4} went from {3} to {2}."),
                     arg, 4);
    else if (v->right && v->ask->kind == ZT_ASK_NUMBER && strcmp(arg[0], arg[1]) != 0)
        zt_tutor_say(tutor, _("Close enough: you said {1}, it is {2}."), arg, 3);
    else if (v->right)
        zt_tutor_say(tutor, v->ask->before_run ? _("As you said: {2}.") : _("Right: {2}."), arg, 3);
    else if (v->ask->before_run)
        zt_tutor_say(tutor, _("You said {1}; it is {2}."), arg, 3);
    else
        zt_tutor_say(tutor, _("It is not {1}. The question stays open."), arg, 3);
}

void zt_tutor_compare(ZtTutor *tutor, size_t block)
{
    Verdict v = {.ask = zt_tutor_step(tutor)->block[block].ask, .reply = &tutor->reply[block]};
    ZtErr err;
    bool known = judge(tutor, &v, &err);
    v.reply->pending = false;
    v.reply->given = v.ask->before_run || (known && v.right);
    if (known)
        say_verdict(tutor, &v);
    else
        say(tutor, _("The answer cannot be compared: what it is about has no value now."));
    zt_buf_free(&v.said);
    zt_buf_free(&v.was);
    zt_buf_free(&v.before);
}
