/* Completion: finds out what the cursor is in, and offers what the tables say can stand there. */
#include <config.h>

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "io/complete.h"
#include "io/list.h"
#include "lang/candidates.h"
#include "lang/line.h"
#include "lang/look.h"
#include "lang/settings.h"

/* ---- where the cursor is ---- */

typedef struct Place { /* the word under the cursor among those behind the command */
    size_t word;       /* its index */
    size_t at;         /* where it begins, at its quote if it has one */
    char quote;        /* open at the cursor, or 0 */
    bool redirect;     /* the word before it is > */
} Place;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static char open_quote(const char *head, size_t from)
{
    char open = 0;
    for (size_t i = from; head[i]; i++) {
        if (open)
            open = head[i] == open ? '\0' : open;
        else if (head[i] == '"' || (head[i] == '\'' && (i == from || is_blank(head[i - 1]))))
            open = head[i];
    }
    return open;
}

static Place find_word(const char *head, size_t from)
{
    Place place = {.at = from};
    char open = 0;
    for (size_t i = from; head[i]; i++) {
        bool ends = !open && is_blank(head[i]);
        if (open)
            open = head[i] == open ? '\0' : open;
        else if (head[i] == '"' || (head[i] == '\'' && i == place.at))
            open = head[i];
        if (ends && i > place.at) {
            place.redirect = i == place.at + 1 && head[place.at] == '>';
            place.word++;
        }
        if (ends)
            place.at = i + 1;
    }
    place.quote = open;
    return place;
}

static bool in_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (unsigned char)c >= 0x80;
}

static void set_prefix(ZtFinder *finder, size_t at, char quote)
{
    finder->start = at;
    finder->quote = quote;
    finder->prefix = finder->head + at + (quote != 0);
}

/* The name that the cursor stands behind, or the quote that is open. */
static void aim_at_name(ZtFinder *finder, size_t from)
{
    size_t at = strlen(finder->head);
    char quote = open_quote(finder->head, from);
    while (quote && finder->head[at] != quote)
        at--;
    while (!quote && at > from && in_name(finder->head[at - 1]))
        at--;
    set_prefix(finder, at, quote);
}

/* The word, of which a quote in its midst cannot be completed. */
static bool aim_at_word(ZtFinder *finder, const Place *place)
{
    if (place->quote && finder->head[place->at] != place->quote)
        return false;
    set_prefix(finder, place->at, place->quote);
    return true;
}

/* ---- each kind of command ---- */

/* load NAME x=COL,COL y=COL missing=drop */
static void complete_load(ZtFinder *finder, const Place *place)
{
    if (!aim_at_word(finder, place))
        return;
    const char *equals = strchr(finder->prefix, '=');
    if (place->word == 0) {
        zt_offer_data(finder);
    } else if (!equals) {
        zt_offer_words(finder, "x= y= missing=drop");
    } else if (zt_text_starts(finder->prefix, "missing=")) {
        zt_offer(finder, "missing=drop");
    } else {
        const char *comma = strrchr(equals, ',');
        set_prefix(finder, (size_t)((comma ? comma : equals) + 1 - finder->head), 0);
        zt_offer_columns(finder);
    }
}

/* The value of a setting, or of a parameter: words of its own, or an expression. */
static void complete_value(ZtFinder *finder, const char *name, const Place *place)
{
    const ZtSetting *setting = zt_setting_find(name);
    bool word = setting && setting->choices;
    if (word && aim_at_word(finder, place))
        zt_offer_words(finder, setting->choices);
    if (word && strcmp(setting->name, "loss") != 0)
        return;
    aim_at_name(finder, place->at);
    zt_offer_formula(finder, false);
}

static void complete_set(ZtFinder *finder, size_t from, const Place *place)
{
    const char *text = finder->head + from;
    size_t len = strcspn(text, " \t=");
    if (text[len] == '\0') {
        set_prefix(finder, from, 0);
        zt_offer_settings(finder);
        zt_offer_parameters(finder);
        return;
    }
    const char *value = text + len + strspn(text + len, " \t");
    value += *value == '=';
    value += strspn(value, " \t");
    Place at = *place;
    at.at = (size_t)(value - finder->head);
    char *name = zt_strndup(text, len);
    if (name)
        complete_value(finder, name, &at);
    zt_free(name);
}

/* Names of marks; behind plot's compare, too. */
static void complete_marks(ZtFinder *finder, const ZtCommand *command, const Place *place)
{
    if (!aim_at_word(finder, place))
        return;
    zt_offer_marks(finder);
    if (command)
        zt_offer_words(finder, command->choices);
}

static void complete_choice(ZtFinder *finder, const ZtCommand *command, const Place *place)
{
    if (place->word == 0 && aim_at_word(finder, place))
        zt_offer_words(finder, command->choices);
    else if (place->word > 0 && command->run == zt_run_plot)
        complete_marks(finder, NULL, place);
}

static void complete_plot(ZtFinder *finder, const ZtCommand *command, size_t from,
                          const Place *place)
{
    complete_choice(finder, command, place);
    bool landscape = zt_text_starts(finder->head + from, "landscape");
    if (landscape && (place->word == 1 || place->word == 2) && aim_at_word(finder, place))
        zt_offer_parameters(finder);
}

static void complete_file(ZtFinder *finder, const ZtCommand *command, const Place *place)
{
    if (!aim_at_word(finder, place))
        return;
    if (command->choices)
        zt_offer_endings(finder, command->choices);
    zt_offer_files(finder);
}

static void complete_column(ZtFinder *finder, const Place *place)
{
    if (place->word == 0 && aim_at_word(finder, place))
        zt_offer_columns(finder);
}

/* explain TOPIC [PARAMETER], explain NAME */
static void complete_named(ZtFinder *finder, const ZtCommand *command, const Place *place)
{
    if (place->word > 1 || !aim_at_word(finder, place))
        return;
    if (place->word == 0)
        zt_offer_words(finder, command->choices);
    zt_offer_parameters(finder);
    if (place->word > 0)
        return;
    zt_offer_columns(finder);
    zt_offer_settings(finder);
}

static void complete_parameter(ZtFinder *finder, const Place *place)
{
    aim_at_name(finder, place->at);
    if (place->word == 0)
        zt_offer_parameters(finder);
    else
        zt_offer_formula(finder, false);
}

static void complete_line(ZtFinder *finder, size_t from);

static void complete_command(ZtFinder *finder, const ZtCommand *command, size_t from,
                             const Place *place)
{
    if (command->run != zt_run_help)
        complete_line(finder, from);
    else if (place->word == 0 && aim_at_word(finder, place))
        zt_offer_topics(finder);
}

static void complete_formula(ZtFinder *finder, const ZtCommand *command, size_t from)
{
    aim_at_name(finder, from);
    zt_offer_words(finder, command->choices);
    zt_offer_formula(finder, strcmp(command->name, "model") == 0);
}

static void complete_word(ZtFinder *finder, const ZtCommand *command, size_t from,
                          const Place *place)
{
    switch (command->complete) {
    case ZT_COMPLETE_NONE:
        return;
    case ZT_COMPLETE_DATA:
        complete_load(finder, place);
        return;
    case ZT_COMPLETE_FILE:
        complete_file(finder, command, place);
        return;
    case ZT_COMPLETE_SETTING:
        complete_set(finder, from, place);
        return;
    case ZT_COMPLETE_COLUMN:
        complete_column(finder, place);
        return;
    case ZT_COMPLETE_NAMED:
        complete_named(finder, command, place);
        return;
    case ZT_COMPLETE_PARAMETER:
        complete_parameter(finder, place);
        return;
    case ZT_COMPLETE_FORMULA:
        complete_formula(finder, command, from);
        return;
    case ZT_COMPLETE_COMMAND:
        complete_command(finder, command, from, place);
        return;
    case ZT_COMPLETE_MARKS:
        complete_marks(finder, command, place);
        return;
    case ZT_COMPLETE_WORDS:
        complete_choice(finder, command, place);
        return;
    case ZT_COMPLETE_PLOT:
        complete_plot(finder, command, from, place);
        return;
    }
}

static void complete_arguments(ZtFinder *finder, const ZtCommand *command, size_t from)
{
    Place place = find_word(finder->head, from);
    if (!command->redirects || !place.redirect)
        complete_word(finder, command, from, &place);
    else if (aim_at_word(finder, &place))
        zt_offer_files(finder);
}

static const ZtCommand *command_of(const ZtFinder *finder, const ZtPiece *piece)
{
    char *name = zt_strndup(finder->head + piece->at, piece->len);
    if (!name)
        return NULL;
    const ZtCommand *command = zt_command_find(finder->shell->commands, name);
    if (!command)
        command = zt_command_shortened(finder->shell->commands, name);
    zt_free(name);
    return command;
}

/* The last command of the line, which the cursor is in; false if a new one begins there. */
static bool last_piece(const char *head, size_t from, ZtPiece *piece, bool *comment)
{
    size_t at = from, end = from;
    bool any = false;
    while (zt_line_next(head, &at, piece)) {
        end = piece->rest_len > 0 ? piece->rest_at + piece->rest_len : piece->at + piece->len;
        any = true;
    }
    *comment = strchr(head + end, '#') != NULL;
    return any && !strchr(head + end, ';');
}

static void complete_line(ZtFinder *finder, size_t from)
{
    ZtPiece piece;
    bool comment, inside = last_piece(finder->head, from, &piece, &comment);
    size_t end = strlen(finder->head);
    if (comment)
        return;
    if (!inside || end == piece.at + piece.len) {
        set_prefix(finder, inside ? piece.at : end, 0);
        zt_offer_commands(finder);
        return;
    }
    const ZtCommand *command = command_of(finder, &piece);
    if (command)
        complete_arguments(finder, command, piece.rest_len > 0 ? piece.rest_at : end);
}

char **zt_complete(ZtShell *shell, const char *line, size_t cursor, size_t *start)
{
    char *head = zt_strndup(line, cursor);
    if (!head)
        return NULL;
    ZtFinder finder = {.shell = shell, .head = head, .start = cursor, .prefix = ""};
    complete_line(&finder, 0);
    char **list =
        finder.count > 0 ? zt_list_pack(finder.texts.text, finder.texts.len, finder.count) : NULL;
    *start = finder.start;
    zt_buf_free(&finder.texts);
    zt_free(head);
    return list;
}
