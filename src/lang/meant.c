#include <config.h>

#include "lang/meant.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "io/file.h"
#include "lang/settings.h"

#define NAMES_MAX 64 /* commands that are compared with a misspelt one */

/* The commands that begin like name, "plot, print, predict"; how many. */
static size_t list_candidates(const ZtShell *shell, const char *name, ZtBuf *list)
{
    const ZtCommand *row;
    size_t count = 0;
    for (size_t i = 0; (row = zt_command_at(shell->commands, i)) != NULL; i++)
        if (!row->unlisted && zt_text_starts(row->name, name))
            zt_buf_printf(list, "%s%s", count++ ? ", " : "", row->name);
    return count;
}

static const char *nearest_command(const ZtShell *shell, const char *name)
{
    const char *names[NAMES_MAX];
    const ZtCommand *row;
    size_t count = 0;
    while (count < NAMES_MAX && (row = zt_command_at(shell->commands, count)) != NULL)
        names[count++] = row->name;
    return zt_text_nearest(name, names, count);
}

typedef struct Guess { /* a command that is none, to be put right */
    const ZtShell *shell;
    const char *name; /* its first word */
    const char *rest; /* what stands behind that */
    const char *all;  /* both */
} Guess;

/* w = 0.5 */
static bool guess_assignment(const Guess *guess, ZtBuf *out)
{
    const char *equals = strchr(guess->all, '=');
    size_t len = equals ? (size_t)(equals - guess->all) : 0;
    while (len > 0 && (guess->all[len - 1] == ' ' || guess->all[len - 1] == '\t'))
        len--;
    if (len == 0 || equals[1] == '=' || !zt_identifier(guess->all, len))
        return false;
    const char *value = equals + 1 + strspn(equals + 1, " \t");
    zt_buf_printf(out, "set %.*s %s", (int)len, guess->all, *value ? value : "VALUE");
    return true;
}

static bool is_value(const Guess *guess)
{
    double value;
    return zt_session_parameter(guess->shell->session, guess->name) >= 0 ||
           zt_settings_number(&guess->shell->session->settings, guess->name, &value) ||
           zt_text_same(guess->name, "loss") || zt_text_same(guess->name, "epoch");
}

/* lr 1e-4, loss, report */
static bool guess_setting(const Guess *guess, ZtBuf *out)
{
    bool value = is_value(guess);
    if (!value && !zt_setting_find(guess->name))
        return false;
    if (*guess->rest && zt_text_same(guess->name, "epoch"))
        return false;
    if (*guess->rest)
        zt_buf_printf(out, "set %s %s", guess->name, guess->rest);
    else
        zt_buf_printf(out, value ? "print %s" : "show settings", guess->name);
    return true;
}

/* 2 + 2 */
static bool guess_expression(const Guess *guess, ZtBuf *out)
{
    ZtErr ignored;
    ZtFormula *formula =
        zt_formula_parse(guess->all, strlen(guess->all), ZT_FORMULA_VALUE, NULL, &ignored);
    bool computes = formula && (formula->count > 1 || formula->items[0].kind == ZT_ITEM_NUMBER);
    zt_formula_free(formula);
    if (computes)
        zt_buf_printf(out, "print %s", guess->all);
    return computes;
}

/* thermometer */
static bool guess_data(const Guess *guess, ZtBuf *out)
{
    char *path = *guess->rest || !guess->shell->data_dirs
                     ? NULL
                     : zt_file_find(guess->shell->data_dirs, guess->name, ".csv");
    if (path)
        zt_buf_printf(out, "load %s", guess->name);
    zt_free(path);
    return path != NULL;
}

static void fail_unknown(const Guess *guess, ZtErr *err)
{
    ZtBuf better = {0};
    const char *nearest = nearest_command(guess->shell, guess->name);
    if (guess_expression(guess, &better) || guess_setting(guess, &better))
        zt_fail(err, ZT_ERR_COMMAND_SPELLING, guess->name, zt_buf_text(&better), NULL);
    else if (nearest)
        zt_fail(err, ZT_ERR_COMMAND_UNKNOWN, guess->name, nearest, NULL);
    else if (guess_data(guess, &better))
        zt_fail(err, ZT_ERR_COMMAND_SPELLING, guess->name, zt_buf_text(&better), NULL);
    else
        zt_fail(err, ZT_ERR_COMMAND_UNKNOWN, guess->name, NULL);
    zt_buf_free(&better);
}

/* A parameter is meant by its name, were it also the beginning of a command (b of back). */
static const ZtCommand *by_short_form(const Guess *guess, ZtErr *err)
{
    if (zt_session_parameter(guess->shell->session, guess->name) >= 0) {
        fail_unknown(guess, err);
        return NULL;
    }
    const ZtCommand *row = zt_command_shortened(guess->shell->commands, guess->name);
    if (row && guess->shell->host->interactive && guess->shell->depth == 0)
        return row;
    ZtBuf list = {0};
    if (row)
        zt_fail(err, ZT_ERR_COMMAND_SHORT, guess->name, row->name, NULL);
    else if (list_candidates(guess->shell, guess->name, &list) > 1)
        zt_fail(err, ZT_ERR_COMMAND_AMBIGUOUS, guess->name, zt_buf_text(&list), NULL);
    else
        fail_unknown(guess, err);
    zt_buf_free(&list);
    return NULL;
}

static const ZtCommand *meant(Guess *guess, ZtErr *err)
{
    const ZtCommand *row = zt_command_find(guess->shell->commands, guess->name);
    if (row)
        return row;
    ZtBuf better = {0};
    bool assigns = guess_assignment(guess, &better);
    if (assigns)
        zt_fail(err, ZT_ERR_COMMAND_SPELLING, guess->name, zt_buf_text(&better), NULL);
    zt_buf_free(&better);
    return assigns ? NULL : by_short_form(guess, err);
}

const ZtCommand *zt_command_meant(ZtShell *shell, const char *line, const ZtPiece *piece,
                                  ZtErr *err)
{
    size_t all = piece->rest_at + piece->rest_len - piece->at;
    char *name = zt_strndup(line + piece->at, piece->len);
    char *rest = zt_strndup(line + piece->rest_at, piece->rest_len);
    char *text = zt_strndup(line + piece->at, all);
    Guess guess = {.shell = shell, .name = name, .rest = rest, .all = text};
    const ZtCommand *row = NULL;
    if (!name || !rest || !text) {
        zt_fail_memory(err);
    } else {
        row = meant(&guess, err);
        if (!row)
            zt_fail_at(err, piece->at, piece->len);
    }
    zt_free(name);
    zt_free(rest);
    zt_free(text);
    return row;
}
