#include <config.h>

#include "lesson/follow.h"

#include <string.h>

#include "lang/nls.h"
#include "lesson/answer.h"
#include "lesson/tutor_parts.h"

static bool plays(const ZtTutor *tutor)
{
    return tutor->lesson && !tutor->left;
}

static bool is_lesson_command(const ZtCommand *command)
{
    for (const ZtCommand *row = zt_lesson_commands; row->name; row++)
        if (row == command)
            return true;
    return false;
}

/* The open question, its numbers filled in. */
static void say_held(ZtTutor *tutor)
{
    const char *question = zt_tutor_view(tutor)->question;
    const char *const arg[] = {question ? question : ""};
    zt_tutor_say(tutor, _("First your answer: {1}"), arg, 1);
}

/* An open question comes before the run that it is about. */
static ZtFollow before(void *data, const ZtCommand *command, const ZtArgs *args, ZtErr *err)
{
    ZtTutor *tutor = data;
    (void)args;
    if (!plays(tutor) || is_lesson_command(command))
        return ZT_FOLLOW_GO;
    const ZtStep *step = zt_tutor_step(tutor);
    size_t block = zt_tutor_question(tutor);
    if (block == step->blocks || !zt_ask_holds(step, block, command->name))
        return ZT_FOLLOW_GO;
    if (tutor->shell->host->interactive && tutor->shell->depth == 0) {
        say_held(tutor);
        return ZT_FOLLOW_HOLD;
    }
    zt_fail(err, ZT_ERR_LESSON_OPEN_QUESTION, step->block[block].ask->question, NULL);
    return ZT_FOLLOW_FAIL;
}

static void compare_pending(ZtTutor *tutor, const char *command)
{
    const ZtStep *step = zt_tutor_step(tutor);
    for (size_t i = 0; i < step->blocks; i++)
        if (step->block[i].kind == ZT_BLOCK_ASK && tutor->reply[i].pending &&
            zt_ask_follows(step, i, command))
            zt_tutor_compare(tutor, i);
}

static void after(void *data, const ZtCommand *command, bool done)
{
    ZtTutor *tutor = data;
    if (done && tutor->lesson && strcmp(command->name, "set") == 0)
        zt_tutor_translate(tutor);
    if (!plays(tutor) || is_lesson_command(command))
        return;
    tutor->attempts++;
    if (done)
        compare_pending(tutor, command->name);
    zt_tutor_look(tutor, true);
    zt_tutor_touch(tutor);
}

/* The question that is open, or whose answer can still be thought over before the run; else the
 * number of blocks. */
static size_t find_question(const ZtTutor *tutor)
{
    const ZtStep *step = zt_tutor_step(tutor);
    size_t i = 0;
    while (i < step->blocks && (step->block[i].kind != ZT_BLOCK_ASK ||
                                (tutor->reply[i].given && !tutor->reply[i].pending)))
        i++;
    return i;
}

static bool is_number(const char *text)
{
    const ZtAsk any = {.kind = ZT_ASK_NUMBER};
    double value;
    ZtErr ignored;
    return zt_answer_read(&any, text, &value, &ignored);
}

/* An answer may be typed as it is. A number is no command, so it must be meant for one. */
static ZtFollow typed(void *data, const char *text, ZtErr *err)
{
    ZtTutor *tutor = data;
    if (!plays(tutor))
        return ZT_FOLLOW_GO;
    const ZtStep *step = zt_tutor_step(tutor);
    size_t block = find_question(tutor);
    double value;
    ZtErr wrong;
    if (block == step->blocks)
        return ZT_FOLLOW_GO;
    if (zt_answer_read(step->block[block].ask, text, &value, &wrong))
        return zt_tutor_answer(tutor, text, err) ? ZT_FOLLOW_SKIP : ZT_FOLLOW_FAIL;
    if (!is_number(text))
        return ZT_FOLLOW_GO;
    *err = wrong;
    return ZT_FOLLOW_FAIL;
}

ZtFollower zt_tutor_follower(ZtTutor *tutor)
{
    return (ZtFollower){.data = tutor, .before = before, .after = after, .typed = typed};
}

bool zt_tutor_follows(const ZtFollower *follower)
{
    return follower->after == after;
}
