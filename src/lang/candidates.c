#include <config.h>

#include "lang/candidates.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "core/op.h"
#include "io/complete.h"
#include "io/file.h"
#include "lang/help.h"
#include "lang/settings.h"

#define DATA_ENDING ".csv"

/* ---- candidates ---- */

static bool is_safe(const char *text)
{
    ZtBuf safe = {0};
    zt_text_escape(&safe, text, strlen(text));
    bool same = !safe.failed && strcmp(zt_buf_text(&safe), text) == 0;
    zt_buf_free(&safe);
    return same;
}

static bool is_there(const ZtFinder *finder, const char *text)
{
    const char *other = finder->texts.text;
    for (size_t i = 0; i < finder->count; i++, other += strlen(other) + 1)
        if (strcmp(other, text) == 0)
            return true;
    return false;
}

static void add(ZtFinder *finder, const char *text)
{
    if (finder->texts.failed || is_there(finder, text))
        return;
    zt_buf_add(&finder->texts, text, strlen(text) + 1);
    finder->count += !finder->texts.failed;
}

/* A word that needs no quotes. */
void zt_offer(ZtFinder *finder, const char *text)
{
    if (!finder->quote && zt_text_starts(text, finder->prefix))
        add(finder, text);
}

/* Text from outside, in quotes where it needs them or where they were begun. */
static void offer_quoted(ZtFinder *finder, const char *text, char quote)
{
    if (!zt_text_starts(text, finder->prefix) || !is_safe(text) || strchr(text, quote))
        return;
    size_t len = strlen(text);
    bool folder = len > 0 && text[len - 1] == '/'; /* more can follow: the quote stays open */
    ZtBuf out = {0};
    zt_buf_putc(&out, quote);
    zt_buf_puts(&out, text);
    if (!folder)
        zt_buf_putc(&out, quote);
    if (!out.failed)
        add(finder, out.text);
    zt_buf_free(&out);
}

static void offer_outside(ZtFinder *finder, const char *text)
{
    bool plain = !finder->quote && text[strcspn(text, " \t;#>\"'=,\\")] == '\0';
    if (!plain)
        offer_quoted(finder, text, finder->quote ? finder->quote : '"');
    else if (is_safe(text))
        zt_offer(finder, text);
}

/* Blank-separated words of a table. */
void zt_offer_words(ZtFinder *finder, const char *words)
{
    while (words && *words) {
        size_t len = strcspn(words, " ");
        char *word = zt_strndup(words, len);
        if (word)
            zt_offer(finder, word);
        zt_free(word);
        words += len + strspn(words + len, " ");
    }
}

void zt_offer_commands(ZtFinder *finder)
{
    const ZtCommand *row;
    for (size_t i = 0; (row = zt_command_at(finder->shell->commands, i)) != NULL; i++)
        if (!row->unlisted)
            zt_offer(finder, row->name);
}

void zt_offer_settings(ZtFinder *finder)
{
    for (size_t i = 0; zt_setting_at(i); i++)
        zt_offer(finder, zt_setting_at(i)->name);
}

void zt_offer_parameters(ZtFinder *finder)
{
    const ZtSession *session = finder->shell->session;
    for (size_t i = 0; i < session->count; i++)
        zt_offer(finder, session->name[i]);
}

void zt_offer_topics(ZtFinder *finder)
{
    zt_offer_commands(finder);
    zt_offer_settings(finder);
    for (size_t i = 0; zt_topic_at(i); i++)
        zt_offer(finder, zt_topic_at(i)->name);
}

void zt_offer_files(ZtFinder *finder)
{
    size_t count;
    char **list = zt_file_complete(finder->prefix, &count);
    for (size_t i = 0; i < count; i++)
        offer_outside(finder, list[i]);
    zt_free(list);
}

void zt_offer_data(ZtFinder *finder)
{
    size_t count = 0;
    const char *const *dirs = finder->shell->data_dirs;
    char **list = dirs ? zt_file_list(dirs, DATA_ENDING, &count) : NULL;
    for (size_t i = 0; list && i < count; i++)
        offer_outside(finder, list[i]);
    zt_free(list);
    zt_offer_files(finder);
}

/* A file that is yet to be made: what was typed, with each ending it can have. */
void zt_offer_endings(ZtFinder *finder, const char *endings)
{
    const char *slash = strrchr(finder->prefix, '/');
    const char *base = slash ? slash + 1 : finder->prefix;
    while (*base && !strchr(base, '.') && *endings) {
        size_t len = strcspn(endings, " ");
        ZtBuf name = {0};
        zt_buf_puts(&name, finder->prefix);
        if (*endings != '.')
            zt_buf_putc(&name, '.');
        zt_buf_add(&name, endings, len);
        if (!name.failed)
            offer_outside(finder, name.text);
        zt_buf_free(&name);
        endings += len + strspn(endings + len, " ");
    }
}

void zt_offer_columns(ZtFinder *finder)
{
    const ZtDataset *data = finder->shell->session->data;
    for (size_t i = 0; data && i < data->columns; i++)
        offer_outside(finder, data->column[i].name);
}

void zt_offer_marks(ZtFinder *finder)
{
    const ZtRuns *runs = finder->shell->session->runs;
    for (size_t i = 0; runs && i < runs->count; i++)
        zt_offer(finder, runs->mark[i]->name);
}

/* ---- formulas ---- */

/* In a formula only the quotes make a column of a reserved word or of what is no single word. */
static void offer_formula_columns(ZtFinder *finder)
{
    const ZtDataset *data = finder->shell->session->data;
    for (size_t i = 0; data && i < data->columns; i++) {
        const char *name = data->column[i].name;
        bool plain = zt_identifier(name, strlen(name)) && !zt_word_reserved(name);
        if (plain && !finder->quote)
            zt_offer(finder, name);
        else
            offer_quoted(finder, name, finder->quote ? finder->quote : '"');
    }
}

static void offer_functions(ZtFinder *finder, ZtOp from, ZtOp end)
{
    for (ZtOp op = from; op < end; op++) {
        const ZtOpInfo *info = zt_op_info(op);
        char name[32];
        size_t len = strlen(info->text);
        if (info->precedence != 0 || len + 2 > sizeof name)
            continue;
        memcpy(name, info->text, len);
        memcpy(name + len, "(", 2);
        zt_offer(finder, name);
    }
}

void zt_offer_formula(ZtFinder *finder, bool model)
{
    offer_formula_columns(finder);
    offer_functions(finder, 0, ZT_OPS_GRAPH);
    zt_offer(finder, "pi");
    if (model) {
        zt_offer(finder, "where");
        return;
    }
    zt_offer_parameters(finder);
    offer_functions(finder, ZT_OPS_GRAPH, ZT_OPS);
    zt_offer_words(finder, "loss epoch diverged grad( last( count( raw( and or not");
    zt_offer_settings(finder);
}
