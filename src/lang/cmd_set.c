/* The command set: shows and changes settings, and the present values of parameters. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "base/text.h"
#include "lang/nls.h"
#include "lang/settings.h"
#include "lang/shell.h"
#include "lang/wrap.h"

#define VALUE_COLUMN 12
#define TEXT_COLUMN  24

/* ---- showing ---- */

static void put_meaning(const ZtSetting *setting, size_t used, size_t indent, size_t width,
                        ZtBuf *out)
{
    ZtBuf text = {0};
    const char *const arg[] = {_(setting->meaning), _(setting->values)};
    zt_sentence(&text, "{1} ({2})", arg, 2);
    zt_wrap(out, zt_buf_text(&text), used, indent, width);
    zt_buf_free(&text);
}

/* Name, value, meaning and range in columns; a value that is too long has a line to itself. */
static void put_row(const ZtSetting *setting, const ZtSession *session, size_t width, ZtBuf *out)
{
    ZtBuf value = {0};
    setting->print(session, &value);
    const char *text = zt_buf_text(&value);
    size_t used = VALUE_COLUMN + zt_text_width(text, strlen(text));
    zt_buf_printf(out, "%-*s", VALUE_COLUMN, setting->name);
    zt_text_escape(out, text, strlen(text));
    zt_buf_free(&value);
    if (used >= TEXT_COLUMN) {
        zt_buf_putc(out, '\n');
        used = 0;
    }
    put_meaning(setting, used, TEXT_COLUMN, width, out);
}

static void put_parameter(const ZtSession *session, size_t index, ZtBuf *out)
{
    zt_text_escape(out, session->name[index], strlen(session->name[index]));
    zt_buf_puts(out, " = ");
    zt_number_print(out, session->param[index], session->settings.digits,
                    session->settings.precision == ZT_SINGLE);
    zt_buf_putc(out, '\n');
}

static bool show_all(ZtShell *shell, ZtErr *err)
{
    ZtBuf out = {0};
    size_t width = zt_wrap_width(shell);
    for (size_t i = 0; zt_setting_at(i); i++)
        put_row(zt_setting_at(i), shell->session, width, &out);
    if (shell->session->count > 0)
        zt_buf_printf(&out, "\n%s\n", _("Parameters of the model:"));
    for (size_t i = 0; i < shell->session->count; i++) {
        zt_buf_fill(&out, ' ', 4);
        put_parameter(shell->session, i, &out);
    }
    return zt_say_buf(shell, &out, err);
}

static bool show_setting(ZtShell *shell, const ZtSetting *setting, ZtErr *err)
{
    ZtBuf out = {0}, value = {0};
    setting->print(shell->session, &value);
    zt_buf_printf(&out, "%s = ", setting->name);
    zt_text_escape(&out, zt_buf_text(&value), value.len);
    zt_buf_putc(&out, '\n');
    put_meaning(setting, 0, 4, zt_wrap_width(shell), &out);
    zt_buf_free(&value);
    return zt_say_buf(shell, &out, err);
}

static bool show_parameter(ZtShell *shell, size_t index, ZtErr *err)
{
    ZtBuf out = {0};
    put_parameter(shell->session, index, &out);
    return zt_say_buf(shell, &out, err);
}

/* ---- unknown names ---- */

static bool is_planned(const char *name)
{
    for (size_t i = 0; zt_setting_words[i]; i++)
        if (zt_text_same(zt_setting_words[i], name))
            return true;
    return false;
}

static bool fail_unknown(const ZtSession *session, const char *name, ZtErr *err)
{
    size_t count = 0;
    while (zt_setting_at(count))
        count++;
    const char **words = zt_alloc(count + session->count, sizeof *words);
    if (!words)
        return zt_fail_memory(err);
    for (size_t i = 0; i < count; i++)
        words[i] = zt_setting_at(i)->name;
    for (size_t i = 0; i < session->count; i++)
        words[count + i] = session->name[i];
    const char *nearest = zt_text_nearest(name, words, count + session->count);
    zt_fail(err, ZT_ERR_SETTING_UNKNOWN, name, nearest, NULL);
    zt_free(words);
    return false;
}

/* ---- changing ---- */

static bool set_parameter(ZtShell *shell, size_t index, const char *text, ZtErr *err)
{
    ZtSession *session = shell->session;
    const char *name = session->name[index];
    double value;
    if (!zt_setting_number(shell, NULL, name, text, &value, err))
        return false;
    if (!isfinite(zt_round(value, session->settings.precision)))
        return zt_fail(err, ZT_ERR_SETTING_FINITE, name, "inf", "", NULL);
    zt_session_set(session, index, value);
    return true;
}

typedef struct Words { /* what stands behind set */
    char *name, *value;
    size_t name_at, value_at; /* where in the line */
    bool assigned;            /* there was a = */
} Words;

static size_t skip_blanks(const char *text, size_t at, size_t len)
{
    while (at < len && (text[at] == ' ' || text[at] == '\t'))
        at++;
    return at;
}

static size_t name_end(const char *text, size_t len)
{
    size_t end = 0;
    while (end < len && text[end] != '=' && text[end] != ' ' && text[end] != '\t')
        end++;
    return end;
}

static bool split(const ZtArgs *args, Words *words, ZtErr *err)
{
    size_t end = name_end(args->raw, args->raw_len);
    size_t at = skip_blanks(args->raw, end, args->raw_len);
    words->assigned = at < args->raw_len && args->raw[at] == '=';
    if (words->assigned)
        at = skip_blanks(args->raw, at + 1, args->raw_len);
    words->name = zt_strndup(args->raw, end);
    words->value = zt_strndup(args->raw + at, args->raw_len - at);
    words->name_at = args->raw_at;
    words->value_at = args->raw_at + at;
    return (words->name && words->value) || zt_fail_memory(err);
}

static bool fail_no_value(const ZtSetting *setting, const Words *words, ZtErr *err)
{
    const char *allowed = setting ? _(setting->values) : _("any finite number");
    zt_fail(err, ZT_ERR_SETTING_NO_VALUE, setting ? setting->name : words->name, allowed, NULL);
    return zt_fail_at(err, words->value_at, 1);
}

/* Shows or changes what the words name, a setting or else the parameter of that index. */
static bool apply(ZtShell *shell, const Words *words, const ZtSetting *setting, size_t index,
                  ZtErr *err)
{
    if (!words->value[0] && words->assigned)
        return fail_no_value(setting, words, err);
    if (!words->value[0])
        return setting ? show_setting(shell, setting, err) : show_parameter(shell, index, err);
    bool ok = setting ? setting->read(shell, setting, words->value, err)
                      : set_parameter(shell, index, words->value, err);
    if (ok)
        return true;
    if (err->spanned)
        return zt_fail_at(err, words->value_at + err->at, err->len);
    return zt_fail_at(err, words->value_at, strlen(words->value));
}

static bool set_words(ZtShell *shell, const Words *words, ZtErr *err)
{
    const ZtSetting *setting = zt_setting_find(words->name);
    ptrdiff_t index = setting ? 0 : zt_session_parameter(shell->session, words->name);
    if (index >= 0)
        return apply(shell, words, setting, (size_t)index, err);
    if (is_planned(words->name))
        zt_fail(err, ZT_ERR_SETTING_LATER, words->name, NULL);
    else if (!fail_unknown(shell->session, words->name, err) && err->kind == ZT_ERR_MEMORY)
        return false;
    return zt_fail_at(err, words->name_at, strlen(words->name));
}

static bool run_set(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    bool all = args->raw_len == 0 || (args->raw_len == 1 && args->raw[0] == '?');
    if (all)
        return show_all(shell, err);
    Words words = {0};
    bool ok = split(args, &words, err) && set_words(shell, &words, err);
    zt_free(words.name);
    zt_free(words.value);
    return ok;
}

const ZtCommand zt_setting_commands[] = {
    {
        .name = "set",
        .form = ZT_ARGS_FORMULA,
        .complete = ZT_COMPLETE_SETTING,
        .usage = "set [NAME [[=] VALUE]]",
        .brief = N_("change a setting, or a parameter's present value"),
        .help = N_("NAME is a setting, such as lr, or else a parameter of the model, such as w. "
                   "Both must be written in full. A number may be an expression, so that an "
                   "update can be done by hand: set w w - lr * grad(w).\n"
                   "\n"
                   "set alone, or set ?, shows all settings with their values, what they mean and "
                   "what they can be; set NAME shows one. What was set is not confirmed: no news "
                   "is good news.\n"
                   "\n"
                   "Settings keep the parameters, the epoch and the history. Only precision reads "
                   "the data again and rounds the parameters. A parameter that is set goes back to "
                   "its start with reset."),
        .example = "load thermometer\n"
                   "set lr 1e-4\n"
                   "set report = brief\n"
                   "set w 0.5\n"
                   "set w w - lr * grad(w)\n"
                   "set w\n",
        .run = run_set,
    },
    {0},
};
