/* The command explain: its topics, and names of the session. */
#include <config.h>

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "core/bind.h"
#include "lang/argument.h"
#include "lang/explain.h"
#include "lang/nls.h"
#include "lang/settings.h"
#include "lang/wrap.h"

#define BRIEF_INDENT 24

typedef enum Behind { NOTHING, PERHAPS, NEEDED } Behind; /* whether a word follows the topic */

/* A topic without a brief is another word for the one before it. */
static const struct {
    const char *word;
    bool (*explain)(ZtExplain *ex, ZtErr *err);
    Behind behind;
    const char *brief; /* N_() */
} topics[] = {
    {"loss", zt_explain_loss, NOTHING, N_("where the loss comes from, row by row")},
    {"gradient", zt_explain_gradient, PERHAPS,
     N_("the chain rule of a derivative, with its numbers")},
    {"grad", zt_explain_gradient, PERHAPS, NULL},
    {"step", zt_explain_step, NOTHING, N_("what the next step would do, phase by phase")},
    {"row", zt_explain_row, NEEDED, N_("one row, from its reading to its share of the gradient")},
    {"p", zt_explain_prediction, NOTHING, N_("the prediction of each row")},
    {"prediction", zt_explain_prediction, NOTHING, NULL},
    {"divergence", zt_explain_divergence, NOTHING,
     N_("how the loss curves, and which lr that allows")},
};
#define TOPICS (sizeof topics / sizeof *topics)

static ptrdiff_t find_topic(const char *word)
{
    for (size_t i = 0; i < TOPICS; i++)
        if (zt_text_same(topics[i].word, word))
            return (ptrdiff_t)i;
    return -1;
}

/* --- what can be explained --- */

static void add_entry(ZtExplain *ex, const char *topic, const char *name, const char *brief)
{
    ZtBuf text = {0};
    zt_buf_printf(&text, "    explain %s%s%s", topic, *name ? " " : "", name);
    size_t used = zt_text_width(zt_buf_text(&text), text.len);
    zt_buf_puts(&ex->out, zt_buf_text(&text));
    if (used + 2 > BRIEF_INDENT) {
        zt_buf_putc(&ex->out, '\n');
        used = 0;
    }
    zt_wrap(&ex->out, brief, used, BRIEF_INDENT, ex->width);
    ex->out.failed = ex->out.failed || text.failed;
    zt_buf_free(&text);
}

static void list_topics(ZtExplain *ex)
{
    const ZtSession *s = ex->session;
    ZtBuf name = {0}, column = {0};
    if (s->count > 0)
        zt_add_name(&name, s->name[0]);
    if (s->data)
        zt_add_name(&column, s->data->column[s->input[0]].name);
    zt_explain_sentence(ex, _("Every number can be opened. For example:"), NULL, 0);
    for (size_t i = 0; i < TOPICS; i++) {
        const char *const behind[] = {"", zt_buf_text(&name), "1"};
        if (topics[i].brief)
            add_entry(ex, topics[i].word, behind[topics[i].behind], _(topics[i].brief));
    }
    if (name.len > 0)
        add_entry(ex, zt_buf_text(&name), "", _("a parameter: how it came to its value"));
    if (column.len > 0)
        add_entry(ex, zt_buf_text(&column), "", _("a column: its numbers, and how it is scaled"));
    add_entry(ex, "lr", "", _("a setting: what it does to the next step"));
    if (!s->data)
        zt_explain_sentence(ex, _("Most of it needs data: load thermometer, for example."), NULL,
                            0);
    zt_buf_free(&name);
    zt_buf_free(&column);
}

/* --- names --- */

bool zt_explain_no_parameter(const ZtExplain *ex, ZtErr *err)
{
    zt_fail_parameter(err, ex->session, ex->word->text);
    return zt_fail_word(err, ex->word);
}

static ptrdiff_t find_column(const ZtSession *s, const char *name, bool quoted)
{
    if (!s->data)
        return -1;
    ZtScope scope = zt_session_scope(s);
    ptrdiff_t column = quoted ? -1 : zt_scope_column(&scope, name);
    return column >= 0 ? column : zt_dataset_find(s->data, name);
}

/* All that could have been meant. The names are borrowed; the list is the caller's (zt_free). */
static const char **list_names(const ZtSession *s, size_t *count)
{
    size_t columns = s->data ? s->data->columns : 0, settings = 0, at = 0;
    while (zt_setting_at(settings))
        settings++;
    const char **names = zt_alloc(TOPICS + s->count + columns + settings, sizeof *names);
    for (size_t i = 0; names && i < s->count; i++)
        names[at++] = s->name[i];
    for (size_t i = 0; names && i < columns; i++)
        names[at++] = s->data->column[i].name;
    for (size_t i = 0; names && i < TOPICS; i++)
        names[at++] = topics[i].word;
    for (size_t i = 0; names && i < settings; i++)
        names[at++] = zt_setting_at(i)->name;
    *count = at;
    return names;
}

static bool fail_unknown(const ZtExplain *ex, const ZtWord *word, ZtErr *err)
{
    size_t count;
    const char **names = list_names(ex->session, &count);
    if (!names)
        return zt_fail_memory(err);
    const char *near = zt_text_nearest(word->text, names, count);
    if (near || ex->session->data)
        zt_fail(err, ZT_ERR_EXPLAIN_NAME, word->text, near ? near : "", NULL);
    else
        zt_fail(err, ZT_ERR_DATA_NONE, NULL);
    zt_free(names);
    return zt_fail_word(err, word);
}

static bool explain_name(ZtExplain *ex, const ZtWord *word, bool quoted, ZtErr *err)
{
    ZtSession *s = ex->session;
    ptrdiff_t column = find_column(s, word->text, quoted);
    ptrdiff_t parameter = quoted && column >= 0 ? -1 : zt_session_parameter(s, word->text);
    bool setting = zt_setting_find(word->text) != NULL;
    if (parameter < 0 && column < 0 && !setting)
        return fail_unknown(ex, word, err);
    if (s->data && !(ex->trace = zt_trace_new(s, err)))
        return false;
    if (parameter >= 0)
        return zt_explain_parameter(ex, (size_t)parameter, err);
    return column >= 0 ? zt_explain_column(ex, (size_t)column, err)
                       : zt_explain_setting(ex, word->text, err);
}

static bool explain_topic(ZtExplain *ex, size_t topic, ZtErr *err)
{
    if (!ex->session->data)
        return zt_fail(err, ZT_ERR_DATA_NONE, NULL);
    ex->trace = zt_trace_new(ex->session, err);
    return ex->trace && topics[topic].explain(ex, err);
}

static bool is_name(const ZtSession *s, const char *word)
{
    return zt_session_parameter(s, word) >= 0 || find_column(s, word, false) >= 0;
}

static bool explain(ZtExplain *ex, const ZtArgs *args, ZtErr *err)
{
    if (args->count == 0) {
        list_topics(ex);
        return true;
    }
    const ZtWord *first = &args->word[0];
    bool quoted = strchr("\"'", args->line[first->at]) != NULL;
    ptrdiff_t topic = quoted ? -1 : find_topic(first->text);
    Behind behind = topic >= 0 ? topics[topic].behind : NOTHING;
    size_t most = behind == NOTHING ? 1 : 2;
    if (args->count > most)
        return zt_fail_extra(ex->shell, "explain", &args->word[most], err);
    if (args->count == 1 && behind == NEEDED && is_name(ex->session, first->text))
        topic = -1; /* a parameter called row */
    ex->word = args->count > 1 ? &args->word[1] : NULL;
    return topic >= 0 ? explain_topic(ex, (size_t)topic, err)
                      : explain_name(ex, first, quoted, err);
}

static bool do_explain(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    ZtExplain ex = zt_explain_start(shell);
    bool done = explain(&ex, args, err) && zt_say_buf(shell, &ex.out, err);
    zt_buf_free(&ex.out);
    zt_trace_free(ex.trace);
    return done;
}

const ZtCommand zt_explain_commands[] = {
    {
        .name = "explain",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_NAMED,
        .choices = "loss gradient step row p divergence",
        .usage = "explain [loss|gradient [PARAMETER]|step|row N|p|divergence|NAME]",
        .brief = N_("open a number until only arithmetic is left"),
        .help = N_("gradient PARAMETER shows the derivative as a formula, the chain rule that "
                   "leads to it, and its terms, one per row, with their sum. loss does the same "
                   "for the loss. step tells the phases of the next step, and by how much the loss "
                   "would fall; nothing is changed. row N follows one row all the way: reading, "
                   "scaling, each operation of the model, loss, share of the gradient. p is the "
                   "prediction. divergence tells how the loss curves, what a step makes of the "
                   "distance from the minimum, and which learning rates are stable.\n"
                   "\n"
                   "NAME is a parameter, a column or a setting. Of many rows those with the "
                   "largest terms are shown. set digits exact shows all digits. Formulas can be "
                   "copied: print computes them."),
        .example = "load thermometer\n"
                   "explain loss\n"
                   "explain gradient w\n"
                   "explain step\n"
                   "explain row 1\n"
                   "explain divergence\n"
                   "explain zolta\n",
        .run = do_explain,
    },
    {0},
};
