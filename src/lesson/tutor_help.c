/* What helps in a step: hints, the solution, and answers to its questions. */
#include <config.h>

#include <stdio.h>

#include "base/number.h"
#include "lang/nls.h"
#include "lesson/answer.h"
#include "lesson/tutor_parts.h"

#define DIGITS 6

/* The text of the hint with that index, on one line; "" if there is none. */
static void hint_text(ZtTutor *tutor, size_t index, ZtBuf *out)
{
    const ZtStep *step = zt_tutor_step(tutor);
    size_t at = zt_step_find(step, ZT_BLOCK_HINT, 0);
    while (at < step->blocks && index-- > 0)
        at = zt_step_find(step, ZT_BLOCK_HINT, at + 1);
    if (at == step->blocks)
        return;
    ZtScene scene = zt_tutor_scene(tutor);
    zt_message_fill(step->block[at].text, &scene, out);
    while (out->len > 0 && out->text[out->len - 1] == '\n')
        out->text[--out->len] = '\0';
}

static size_t count_hints(const ZtStep *step)
{
    size_t count = 0;
    for (size_t i = 0; i < step->blocks; i++)
        count += step->block[i].kind == ZT_BLOCK_HINT;
    return count;
}

static void say_hint(ZtTutor *tutor, size_t all)
{
    char number[24], of[24];
    ZtBuf text = {0};
    hint_text(tutor, tutor->hints, &text);
    snprintf(number, sizeof number, "%zu", tutor->hints + 1);
    snprintf(of, sizeof of, "%zu", all);
    const char *const arg[] = {number, of, zt_buf_text(&text)};
    zt_tutor_say(tutor, _("Hint {1} of {2}: {3}"), arg, 3);
    zt_buf_free(&text);
}

bool zt_tutor_hint(ZtTutor *tutor, ZtErr *err)
{
    if (!zt_tutor_ready(tutor, err))
        return false;
    size_t all = count_hints(zt_tutor_step(tutor));
    if (all == 0) {
        zt_tutor_say(tutor, _("This step has no hints."), NULL, 0);
        return true;
    }
    if (tutor->hints == all) {
        zt_tutor_say(tutor, _("There are no more hints. solution shows the commands."), NULL, 0);
        return true;
    }
    say_hint(tutor, all);
    tutor->hints++;
    tutor->fresh_hints++;
    zt_tutor_record(tutor, ZT_STEP_OPEN);
    zt_tutor_touch(tutor);
    return true;
}

/* --- solution --- */

static bool say_commands(ZtTutor *tutor, ZtBlockKind kind)
{
    const ZtStep *step = zt_tutor_step(tutor);
    size_t at = zt_step_find(step, kind, 0);
    ZtBuf text = {0};
    ZtErr ignored;
    if (at == step->blocks)
        return false;
    for (; at < step->blocks; at = zt_step_find(step, kind, at + 1))
        zt_tutor_commands(&step->block[at], &text);
    zt_say_buf(tutor->shell, &text, &ignored);
    return true;
}

/* The right answer, where it does not depend on a run. */
static bool say_answer(ZtTutor *tutor, const ZtAsk *ask)
{
    ZtBuf text = {0};
    ZtErr ignored;
    double value;
    ZtScene scene = zt_tutor_scene(tutor);
    if (ask->kind == ZT_ASK_CHOICE)
        zt_buf_puts(&text, ask->choice[ask->right]);
    else if (zt_expression_value(ask->expression, &scene, &value, &ignored))
        zt_number_print(&text, value, DIGITS, false);
    const char *const arg[] = {zt_buf_text(&text)};
    bool known = text.len > 0;
    if (known)
        zt_tutor_say(tutor, _("The answer is {1}."), arg, 1);
    zt_buf_free(&text);
    return known;
}

bool zt_tutor_solution(ZtTutor *tutor, ZtErr *err)
{
    if (!zt_tutor_ready(tutor, err))
        return false;
    const ZtStep *step = zt_tutor_step(tutor);
    size_t question = zt_tutor_question(tutor);
    bool said = false;
    if (question < step->blocks && step->block[question].ask->before_run)
        zt_tutor_say(tutor, _("First the question: any answer will do; the run tells."), NULL, 0);
    else if (question < step->blocks)
        said = say_answer(tutor, step->block[question].ask);
    said = say_commands(tutor, ZT_BLOCK_SOLUTION) || said;
    if (!said && !say_commands(tutor, ZT_BLOCK_ZOLTA))
        zt_tutor_say(tutor, _("This step needs no commands."), NULL, 0);
    tutor->solution = tutor->fresh_solution = true;
    zt_tutor_record(tutor, ZT_STEP_OPEN);
    zt_tutor_touch(tutor);
    return true;
}

/* --- answers --- */

/* The question an answer is to: the open one, else the one answered last; else none. */
static size_t asked(const ZtTutor *tutor)
{
    const ZtStep *step = zt_tutor_step(tutor);
    size_t block = zt_tutor_question(tutor);
    for (size_t i = step->blocks; block == step->blocks && i-- > 0;)
        if (step->block[i].kind == ZT_BLOCK_ASK && tutor->reply[i].given)
            return i;
    return block;
}

/* From where a direction is seen. */
static bool measure(ZtTutor *tutor, const ZtAsk *ask, ZtReply *reply, ZtErr *err)
{
    ZtScene scene = zt_tutor_scene(tutor);
    if (ask->kind != ZT_ASK_DIRECTION || reply->measured ||
        zt_expression_value(ask->expression, &scene, &reply->before, err))
        return true;
    ZtBuf why = {0};
    ZtErr inner = *err;
    zt_err_message(&inner, zt_translate, &why);
    zt_fail(err, ZT_ERR_LESSON_ANSWER_VALUE, zt_buf_text(&why), NULL);
    zt_buf_free(&why);
    return false;
}

/* Before the run: the answer is only noted. */
static void note(ZtTutor *tutor, const char *text)
{
    const char *const arg[] = {text};
    zt_tutor_say(tutor, _("Noted: {1}. Now see what comes of it."), arg, 1);
}

/* What the question is about was done before it was answered, as one may who only looks. */
static bool is_late(const ZtTutor *tutor, const ZtAsk *ask)
{
    return ask->kind != ZT_ASK_DIRECTION && tutor->goals > 0 && zt_tutor_goals_met(tutor);
}

bool zt_tutor_answer(ZtTutor *tutor, const char *text, ZtErr *err)
{
    if (!zt_tutor_ready(tutor, err))
        return false;
    size_t block = asked(tutor);
    if (block == zt_tutor_step(tutor)->blocks)
        return zt_fail(err, ZT_ERR_LESSON_NO_QUESTION, NULL);
    const ZtAsk *ask = zt_tutor_step(tutor)->block[block].ask;
    ZtReply *reply = &tutor->reply[block];
    double value;
    if (!zt_answer_read(ask, text, &value, err) || !measure(tutor, ask, reply, err))
        return false;
    bool first = !reply->given || reply->pending;
    reply->value = value;
    reply->tried = reply->given = true;
    reply->pending = ask->before_run && first && !is_late(tutor, ask);
    tutor->attempts++;
    if (reply->pending)
        note(tutor, text);
    else
        zt_tutor_compare(tutor, block);
    zt_tutor_look(tutor, true);
    zt_tutor_touch(tutor);
    return true;
}
