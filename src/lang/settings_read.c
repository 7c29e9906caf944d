#include <config.h>

#include "lang/settings_read.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "base/text.h"
#include "core/evaluate.h"
#include "lang/language.h"
#include "lang/nls.h"
#include "lang/reload.h"

const char *const zt_precision_words[] = {"single", "double", NULL};
const char *const zt_report_words[] = {"full", "brief", "quiet", NULL};
const char *const zt_glyph_words[] = {"auto", "braille", "block", "ascii", NULL};
const char *const zt_color_words[] = {"auto", "always", "never", NULL};
const char *const zt_optimizer_words[] = {"sgd", NULL};
static const char *const batch_words[] = {"full", NULL};
static const char *const not_finite[] = {"nan", "inf", "infinity", NULL};

/* The index of the word, in any case, or -1. */
static int word_index(const char *const *words, const char *text)
{
    for (int i = 0; words[i]; i++)
        if (zt_text_same(words[i], text))
            return i;
    return -1;
}

static const char *allowed(const ZtSetting *setting)
{
    return setting ? _(setting->values) : "";
}

/* ---- numbers: any expression that has one value ---- */

/* True for an error that says "I do not know this word", of a text that is but one word. */
static bool is_strange_word(const ZtErr *err, const char *text)
{
    bool name = err->kind == ZT_ERR_FORMULA_NAME || err->kind == ZT_ERR_FORMULA_RESERVED ||
                err->kind == ZT_ERR_FORMULA_CONTEXT;
    return name && zt_identifier(text, strlen(text));
}

static bool evaluate(ZtShell *shell, const char *text, double *value, ZtErr *err)
{
    ZtFormula *formula = zt_formula_parse(text, strlen(text), ZT_FORMULA_VALUE, NULL, err);
    if (!formula)
        return false;
    bool ok = zt_evaluate_number(formula, shell->session, NULL, value, err);
    zt_formula_free(formula);
    return ok;
}

bool zt_setting_number(ZtShell *shell, const ZtSetting *setting, const char *name, const char *text,
                       double *value, ZtErr *err)
{
    const char *word = text + (*text == '-' || *text == '+');
    if (word_index(not_finite, word) >= 0)
        return zt_fail(err, ZT_ERR_SETTING_FINITE, name, text, allowed(setting), NULL);
    if (!evaluate(shell, text, value, err)) {
        if (setting && is_strange_word(err, text))
            zt_fail(err, ZT_ERR_SETTING_NUMBER, name, text, allowed(setting), setting->example,
                    NULL);
        return false;
    }
    if (isfinite(*value))
        return true;
    return zt_fail(err, ZT_ERR_SETTING_FINITE, name, isnan(*value) ? "nan" : "inf",
                   allowed(setting), NULL);
}

static bool fail_value(const ZtSetting *setting, ZtErrKind kind, double value, ZtErr *err)
{
    ZtBuf text = {0};
    zt_number_exact(&text, value, false);
    zt_fail(err, kind, setting->name, zt_buf_text(&text), allowed(setting), NULL);
    zt_buf_free(&text);
    return false;
}

static bool read_whole(ZtShell *shell, const ZtSetting *setting, const char *text, double low,
                       double high, double *value, ZtErr *err)
{
    if (!zt_setting_number(shell, setting, setting->name, text, value, err))
        return false;
    if (*value != floor(*value))
        return fail_value(setting, ZT_ERR_SETTING_WHOLE, *value, err);
    if (*value < low || *value > high)
        return fail_value(setting, ZT_ERR_SETTING_RANGE, *value, err);
    return true;
}

bool zt_read_lr(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err)
{
    double value;
    if (!zt_setting_number(shell, setting, setting->name, text, &value, err))
        return false;
    if (value < 0)
        return fail_value(setting, ZT_ERR_SETTING_NEGATIVE, value, err);
    shell->session->settings.lr = value + 0.0; /* never -0 */
    return true;
}

bool zt_read_epochs(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err)
{
    double value;
    if (!read_whole(shell, setting, text, 1, ZT_EPOCHS_MAX, &value, err))
        return false;
    shell->session->settings.epochs = (uint64_t)value;
    return true;
}

bool zt_read_seed(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err)
{
    double value;
    if (!read_whole(shell, setting, text, 0, UINT32_MAX, &value, err))
        return false;
    shell->session->settings.seed = (uint32_t)value;
    return true;
}

bool zt_read_threads(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err)
{
    double value = 0;
    if (!zt_text_same(text, "auto") &&
        !read_whole(shell, setting, text, 1, ZT_THREADS_MAX, &value, err))
        return false;
    shell->session->settings.threads = (unsigned)value;
    zt_session_threads(shell->session);
    return true;
}

bool zt_read_digits(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err)
{
    double value = ZT_DIGITS_EXACT;
    if (!zt_text_same(text, "exact") && !read_whole(shell, setting, text, 1, 17, &value, err))
        return false;
    shell->session->settings.digits = (int)value;
    return true;
}

/* ---- milestones: a list ---- */

typedef struct List {
    uint64_t item[ZT_MILESTONES_MAX];
    unsigned count;
} List;

static bool fail_order(uint64_t before, const char *after, ZtErr *err)
{
    char text[32];
    snprintf(text, sizeof text, "%llu", (unsigned long long)before);
    return zt_fail(err, ZT_ERR_MILESTONES_ORDER, text, after, NULL);
}

static bool fail_many(ZtErr *err)
{
    char text[32];
    snprintf(text, sizeof text, "%d", ZT_MILESTONES_MAX);
    return zt_fail(err, ZT_ERR_MILESTONES_MANY, text, NULL);
}

static bool add_milestone(List *list, const char *word, ZtErr *err)
{
    uint64_t value;
    bool epoch = zt_number_whole(word, &value) && value >= 1 && (double)value <= ZT_EPOCHS_MAX;
    if (!epoch)
        return zt_fail(err, ZT_ERR_MILESTONE, word, NULL);
    if (list->count > 0 && value <= list->item[list->count - 1])
        return fail_order(list->item[list->count - 1], word, err);
    if (list->count == ZT_MILESTONES_MAX)
        return fail_many(err);
    list->item[list->count++] = value;
    return true;
}

static bool read_list(List *list, const char *text, ZtErr *err)
{
    for (size_t at = strspn(text, " \t,"); text[at];) {
        size_t len = strcspn(text + at, " \t,");
        char *word = zt_strndup(text + at, len);
        if (!word)
            return zt_fail_memory(err);
        bool ok = add_milestone(list, word, err);
        zt_free(word);
        if (!ok)
            return zt_fail_at(err, at, len);
        at += len;
        at += strspn(text + at, " \t,");
    }
    return true;
}

bool zt_read_milestones(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err)
{
    (void)setting;
    List list = {.count = 0};
    if (!zt_text_same(text, "none") && !read_list(&list, text, err))
        return false;
    ZtSettings *settings = &shell->session->settings;
    memcpy(settings->milestones, list.item, sizeof list.item);
    settings->milestone_count = list.count;
    return true;
}

/* ---- words ---- */

static bool read_word(const ZtSetting *setting, const char *const *words, const char *text,
                      int *index, ZtErr *err)
{
    *index = word_index(words, text);
    if (*index >= 0)
        return true;
    return zt_fail(err, ZT_ERR_SETTING_CHOICE, setting->name, text, allowed(setting), NULL);
}

bool zt_read_optimizer(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err)
{
    int index;
    if (!read_word(setting, zt_optimizer_words, text, &index, err))
        return false;
    shell->session->settings.optimizer = (ZtOptimizer)index;
    return true;
}

bool zt_read_batch(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err)
{
    (void)shell; /* the only value there is needs no place */
    int index;
    return read_word(setting, batch_words, text, &index, err);
}

bool zt_read_report(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err)
{
    int index;
    if (!read_word(setting, zt_report_words, text, &index, err))
        return false;
    shell->session->settings.report = (ZtReport)index;
    return true;
}

bool zt_read_glyphs(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err)
{
    int index;
    if (!read_word(setting, zt_glyph_words, text, &index, err))
        return false;
    shell->session->settings.glyphs = (ZtGlyphChoice)index;
    return true;
}

bool zt_read_color(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err)
{
    int index;
    if (!read_word(setting, zt_color_words, text, &index, err))
        return false;
    shell->session->settings.color = (ZtColorChoice)index;
    return true;
}

/* ---- those that the session or the world outside has a say in ---- */

bool zt_read_loss(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err)
{
    (void)setting;
    return zt_session_loss(shell->session, text, strlen(text), err);
}

bool zt_read_precision(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err)
{
    int index;
    if (!read_word(setting, zt_precision_words, text, &index, err))
        return false;
    if ((ZtPrecision)index == shell->session->settings.precision)
        return true;
    return zt_reload_precision(shell, (ZtPrecision)index, err);
}

bool zt_read_lang(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err)
{
    (void)setting;
    bool automatic = zt_text_same(text, "auto");
    if (!automatic && !zt_language_valid(text))
        return zt_fail(err, ZT_ERR_LANGUAGE_CODE, text, NULL);
    char *lang = shell->session->settings.lang;
    snprintf(lang, sizeof shell->session->settings.lang, "%s", automatic ? "" : text);
    zt_language_use(lang);
    return true;
}
