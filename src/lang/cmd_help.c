/* The command help. */
#include <config.h>

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "core/op.h"
#include "lang/help.h"
#include "lang/look.h"
#include "lang/nls.h"
#include "lang/settings.h"
#include "lang/wrap.h"

#define INDENT 4

/* ---- help alone ---- */

static const struct {
    const ZtCommand *table;
    const char *title;
} groups[] = {
    {zt_data_commands, N_("Data and model")}, {zt_setting_commands, N_("Settings")},
    {zt_train_commands, N_("Training")},      {zt_slope_commands, N_("Checking")},
    {zt_look_commands, N_("Looking")},        {zt_explain_commands, N_("Explaining")},
    {zt_session_commands, N_("Session")},
};

static const char *group_title(const ZtCommand *table)
{
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
        if (groups[i].table == table)
            return _(groups[i].title);
    /* of a folder that this one knows nothing of: the guided course */
    return _("Lessons");
}

static void put_group(const ZtCommand *table, size_t width, ZtBuf *out)
{
    zt_buf_printf(out, "%s\n", group_title(table));
    for (; table->name; table++)
        if (!table->unlisted)
            zt_help_row(out, table->name, _(table->brief), width);
    zt_buf_putc(out, '\n');
}

static void put_overview(const ZtShell *shell, size_t width, ZtBuf *out)
{
    for (ZtCommandTables table = shell->commands; *table; table++)
        put_group(*table, width, out);
    zt_buf_printf(out, "%s\n", _("Topics"));
    for (size_t i = 0; zt_topic_at(i); i++)
        zt_help_row(out, zt_topic_at(i)->name, _(zt_topic_at(i)->brief), width);
    zt_buf_putc(out, '\n');
    zt_wrap(out, _("help NAME tells more of a command, a topic, a setting or a function."), 0, 0,
            width);
}

/* ---- help on something ---- */

static void put_example(const char *example, ZtBuf *out)
{
    zt_buf_printf(out, "\n%s\n", _("Example:"));
    while (*example) {
        size_t len = strcspn(example, "\n");
        zt_buf_fill(out, ' ', INDENT);
        zt_buf_add(out, example, len);
        zt_buf_putc(out, '\n');
        example += len + (example[len] == '\n');
    }
}

static void put_command(const ZtCommand *command, size_t width, ZtBuf *out)
{
    zt_buf_printf(out, "%s\n\n", command->usage);
    zt_wrap(out, _(command->help), 0, 0, width);
    if (command->alias)
        zt_buf_printf(out, _("\n%s is another name for it.\n"), command->alias);
    if (command->example)
        put_example(command->example, out);
}

static void put_setting(const ZtSetting *setting, const ZtSession *session, size_t width,
                        ZtBuf *out)
{
    ZtBuf value = {0}, text = {0}, example = {0};
    setting->print(session, &value);
    const char *const arg[] = {_(setting->meaning), _(setting->values), setting->preset};
    zt_sentence(&text, _("{1}. It can be {2}. At first it is {3}."), arg, 3);
    zt_buf_printf(out, "%s = ", setting->name);
    zt_text_escape(out, zt_buf_text(&value), value.len);
    zt_buf_puts(out, "\n\n");
    zt_wrap(out, zt_buf_text(&text), 0, 0, width);
    zt_buf_printf(&example, "set %s %s\n", setting->name, setting->example);
    put_example(zt_buf_text(&example), out);
    zt_buf_free(&value);
    zt_buf_free(&text);
    zt_buf_free(&example);
}

static void put_topic(const ZtTopic *topic, size_t width, ZtBuf *out)
{
    zt_wrap(out, _(topic->text), 0, 0, width);
    if (topic->table)
        topic->table(out, width);
}

static void put_function(const ZtOpInfo *info, size_t width, ZtBuf *out)
{
    const char *values = info->arity == 2 ? "u, v" : "v";
    const char *const arg[] = {info->text, values, _(info->meaning)};
    ZtBuf text = {0};
    zt_sentence(&text, _("{1}({2}) in a formula: {3}. See also: help formulas"), arg, 3);
    zt_wrap(out, zt_buf_text(&text), 0, 0, width);
    zt_buf_free(&text);
}

/* A word can be several things (step); each is told. False if it is none. */
static bool put_word(const ZtShell *shell, const char *word, size_t width, ZtBuf *out)
{
    const ZtCommand *command = zt_command_find(shell->commands, word);
    const ZtSetting *setting = zt_setting_find(word);
    const ZtTopic *topic = zt_topic_find(word);
    int function = zt_op_function(word, strlen(word));
    if (!command && !setting && !topic && function < 0 && shell->host->interactive)
        command = zt_command_shortened(shell->commands, word);
    if (command)
        put_command(command, width, out);
    if (setting)
        put_setting(setting, shell->session, width, out);
    if (topic)
        put_topic(topic, width, out);
    if (function >= 0 && out->len > 0)
        zt_buf_putc(out, '\n');
    if (function >= 0)
        put_function(zt_op_info((ZtOp)function), width, out);
    return command || setting || topic || function >= 0;
}

/* All words there is help on, the caller's (zt_free). */
static const char **list_words(const ZtShell *shell, size_t *count)
{
    size_t cap = ZT_OPS;
    for (size_t i = 0; zt_command_at(shell->commands, i); i++)
        cap++;
    for (size_t i = 0; zt_setting_at(i); i++)
        cap++;
    for (size_t i = 0; zt_topic_at(i); i++)
        cap++;
    const char **words = zt_alloc(cap, sizeof *words);
    *count = 0;
    for (size_t i = 0; words && zt_command_at(shell->commands, i); i++)
        words[(*count)++] = zt_command_at(shell->commands, i)->name;
    for (size_t i = 0; words && zt_setting_at(i); i++)
        words[(*count)++] = zt_setting_at(i)->name;
    for (size_t i = 0; words && zt_topic_at(i); i++)
        words[(*count)++] = zt_topic_at(i)->name;
    for (ZtOp op = 0; words && op < ZT_OPS; op++)
        if (zt_op_info(op)->precedence == 0)
            words[(*count)++] = zt_op_info(op)->text;
    return words;
}

static bool fail_word(const ZtShell *shell, const ZtWord *word, ZtErr *err)
{
    size_t count;
    const char **words = list_words(shell, &count);
    if (!words)
        return zt_fail_memory(err);
    const char *nearest = zt_text_nearest(word->text, words, count);
    zt_fail(err, ZT_ERR_HELP_TOPIC, word->text, nearest, NULL);
    zt_free(words);
    return zt_fail_at(err, word->at, word->len);
}

bool zt_run_help(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    ZtBuf out = {0};
    size_t width = zt_wrap_width(shell);
    bool ok = true;
    if (args->count == 0)
        put_overview(shell, width, &out);
    else if (!put_word(shell, args->word[0].text, width, &out))
        ok = fail_word(shell, &args->word[0], err);
    if (ok && out.failed)
        ok = zt_fail_memory(err);
    if (ok)
        zt_say(shell, zt_buf_text(&out));
    zt_buf_free(&out);
    return ok;
}

/* ---- the manual ---- */

/* Text for a man page: what would be a request or an escape is made harmless. */
static void put_manual_text(const char *text, ZtBuf *out)
{
    bool line_start = true;
    for (; *text; text++) {
        if (line_start && (*text == '.' || *text == '\''))
            zt_buf_puts(out, "\\&");
        if (*text == '\\')
            zt_buf_puts(out, "\\e");
        else if (*text == '-')
            zt_buf_puts(out, "\\-");
        else
            zt_buf_putc(out, *text);
        line_start = *text == '\n';
    }
}

/* Paragraphs, with lines that begin with a blank kept as they are. */
static void put_manual_help(const char *text, ZtBuf *out)
{
    for (bool kept = false; *text || kept;) {
        size_t len = strcspn(text, "\n");
        bool keep = *text == ' ';
        if (keep != kept)
            zt_buf_puts(out, keep ? ".nf\n" : ".fi\n");
        kept = keep;
        char *line = len > 0 ? zt_strndup(text, len) : NULL;
        if (line)
            put_manual_text(line, out);
        if (*text)
            zt_buf_puts(out, len > 0 ? "\n" : ".IP\n");
        zt_free(line);
        text += len + (text[len] == '\n');
    }
}

void zt_help_manual(ZtCommandTables tables, ZtBuf *out)
{
    for (size_t i = 0; zt_command_at(tables, i); i++) {
        const ZtCommand *command = zt_command_at(tables, i);
        if (command->unlisted)
            continue;
        zt_buf_puts(out, ".TP\n.B ");
        put_manual_text(command->usage, out);
        zt_buf_putc(out, '\n');
        put_manual_help(command->help, out);
    }
}
