#include <config.h>

#include "lesson/checks.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "base/text.h"
#include "lang/settings.h"

#define DIGITS 6

static bool name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (unsigned char)c >= 0x80;
}

static size_t word_len(const char *text)
{
    size_t len = 0;
    while (name_byte(text[len]))
        len++;
    return len;
}

/* A number with its exponent, so that its e is not taken for a name. */
static size_t number_len(const char *text)
{
    double value;
    size_t used = 0;
    zt_number_read(text, strlen(text), '.', false, &value, &used);
    return used;
}

static bool listed(const char *choices, const char *word, size_t len)
{
    while (choices && *choices) {
        size_t size = strcspn(choices, " ");
        if (size == len && memcmp(choices, word, len) == 0)
            return true;
        choices += size + (choices[size] == ' ');
    }
    return false;
}

static const ZtSetting *find_setting(const char *word, size_t len)
{
    char name[24];
    if (len >= sizeof name)
        return NULL;
    memcpy(name, word, len);
    name[len] = '\0';
    const ZtSetting *setting = zt_setting_find(name);
    return setting && setting->choices ? setting : NULL;
}

static size_t skip_blanks(const char *text, size_t at)
{
    return at + strspn(text + at, " \t");
}

/* `optimizer == sgd` becomes 1 or 0; returns the bytes it takes, 0 if it stands not there. */
static size_t compare_word(const char *text, size_t len, const ZtScene *scene, ZtBuf *out)
{
    const ZtSetting *setting = find_setting(text, len);
    size_t at = skip_blanks(text, len);
    bool equal = strncmp(text + at, "==", 2) == 0;
    if (!setting || (!equal && strncmp(text + at, "!=", 2) != 0))
        return 0;
    at = skip_blanks(text, at + 2);
    size_t size = word_len(text + at);
    if (!listed(setting->choices, text + at, size))
        return 0;
    ZtBuf now = {0};
    if (scene)
        setting->print(scene->session, &now);
    bool same = now.len == size && memcmp(zt_buf_text(&now), text + at, size) == 0;
    zt_buf_free(&now);
    zt_buf_putc(out, same == equal ? '1' : '0');
    return at + size;
}

static bool is_answer(const char *text, size_t len)
{
    return len == 6 && memcmp(text, "answer", 6) == 0;
}

/* One word of a condition; returns the bytes it takes. */
static size_t rewrite_word(const char *text, const ZtScene *scene, ZtBuf *out)
{
    size_t len = word_len(text);
    if (is_answer(text, len)) {
        zt_buf_putc(out, '(');
        zt_number_exact(out, scene ? scene->answer : 0, false);
        zt_buf_putc(out, ')');
        return len;
    }
    size_t used = compare_word(text, len, scene, out);
    if (used > 0)
        return used;
    zt_buf_add(out, text, len);
    return len;
}

/* The expression as the formula language has it. *asks: it speaks of the answer. */
static void rewrite(const char *text, const ZtScene *scene, ZtBuf *out, bool *asks)
{
    *asks = false;
    while (*text) {
        size_t len = number_len(text);
        if (*text == '"') {
            len = 1 + strcspn(text + 1, "\"");
            len += text[len] == '"';
        }
        if (len > 0) {
            zt_buf_add(out, text, len);
        } else if (name_byte(*text)) {
            *asks = *asks || is_answer(text, word_len(text));
            len = rewrite_word(text, scene, out);
        } else {
            zt_buf_putc(out, *text);
            len = 1;
        }
        text += len;
    }
}

static ZtFormula *parse(const char *text, const ZtScene *scene, bool *asks, ZtErr *err)
{
    ZtBuf real = {0};
    rewrite(text, scene, &real, asks);
    ZtFormula *formula = NULL;
    if (real.failed)
        zt_fail_memory(err);
    else
        formula = zt_formula_parse(zt_buf_text(&real), real.len, ZT_FORMULA_VALUE, NULL, err);
    zt_buf_free(&real);
    if (!formula)
        err->spanned = false; /* the text is not the line that was typed */
    return formula;
}

bool zt_condition_valid(const char *condition, ZtErr *err)
{
    bool asks;
    ZtFormula *formula = parse(condition, NULL, &asks, err);
    zt_formula_free(formula);
    return formula != NULL;
}

bool zt_expression_value(const char *text, const ZtScene *scene, double *value, ZtErr *err)
{
    bool asks;
    ZtFormula *formula = parse(text, scene, &asks, err);
    if (!formula)
        return false;
    bool done = !asks || scene->answered || zt_fail(err, ZT_ERR_LESSON_NO_QUESTION, NULL);
    done = done && zt_evaluate_number(formula, scene->session, scene->counts, value, err);
    if (!done)
        err->spanned = false;
    zt_formula_free(formula);
    return done;
}

bool zt_condition_holds(const char *condition, const ZtScene *scene)
{
    double value = 0;
    ZtErr ignored;
    return zt_expression_value(condition, scene, &value, &ignored) && value != 0 && !isnan(value);
}

/* --- messages --- */

typedef struct Field {
    char *text; /* of the expression */
    int digits; /* of the format, -1 if there is none */
    char letter;
} Field;

/* `:.2f` at the end of a field; its length, 0 if there is none. */
static size_t format_len(const char *text, size_t len, Field *field)
{
    size_t at = len;
    while (at > 0 && text[at - 1] != ':')
        at--;
    if (at == 0)
        return 0;
    size_t digits = at + 1;
    field->digits = 0;
    if (text[at] != '.' || !strchr("feg", text[len - 1]) || len - digits < 2 || len - digits > 3)
        return 0;
    for (; digits + 1 < len; digits++) {
        if (text[digits] < '0' || text[digits] > '9')
            return 0;
        field->digits = 10 * field->digits + (text[digits] - '0');
    }
    field->letter = text[len - 1];
    return len - at + 1;
}

/* The field between the braces at text, len bytes. */
static bool read_field(const char *text, size_t len, Field *field)
{
    *field = (Field){.digits = -1};
    size_t format = format_len(text, len, field);
    if (format == 0)
        field->digits = -1;
    field->text = zt_strndup(text, len - format);
    return field->text != NULL;
}

static bool field_valid(const char *text, size_t len, ZtErr *err)
{
    Field field;
    if (!read_field(text, len, &field))
        return zt_fail_memory(err);
    bool done = zt_condition_valid(field.text, err) && field.digits <= 17;
    if (!done)
        zt_fail(err, ZT_ERR_LESSON_FIELD, field.text, NULL);
    zt_free(field.text);
    return done;
}

bool zt_message_valid(const char *message, ZtErr *err)
{
    while ((message = strchr(message, '{')) != NULL) {
        size_t len = strcspn(message, "}");
        if (!message[len])
            return zt_fail(err, ZT_ERR_LESSON_FIELD, message, NULL);
        if (!field_valid(message + 1, len - 1, err))
            return false;
        message += len;
    }
    return true;
}

static void put_value(const Field *field, double value, ZtBuf *out)
{
    char text[400];
    if (field->digits < 0) {
        zt_number_print(out, value, DIGITS, false);
        return;
    }
    const char format[] = {'%', '.', '*', field->letter, '\0'};
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    snprintf(text, sizeof text, format, field->digits, value);
#pragma GCC diagnostic pop
    bool zero = text[0] == '-' && !text[strspn(text, "-0.")];
    zt_buf_puts(out, text + zero);
}

static void put_field(const char *text, size_t len, const ZtScene *scene, ZtBuf *out)
{
    Field field;
    double value;
    ZtErr ignored;
    if (!read_field(text, len, &field))
        return;
    if (zt_expression_value(field.text, scene, &value, &ignored))
        put_value(&field, value, out);
    else
        zt_buf_putc(out, '?');
    zt_free(field.text);
}

void zt_message_fill(const char *message, const ZtScene *scene, ZtBuf *out)
{
    while (*message) {
        size_t plain = strcspn(message, "{");
        zt_buf_add(out, message, plain);
        message += plain;
        size_t len = strcspn(message, "}");
        if (*message && message[len]) {
            put_field(message + 1, len - 1, scene, out);
            message += len + 1;
        } else {
            zt_buf_puts(out, message);
            return;
        }
    }
}
