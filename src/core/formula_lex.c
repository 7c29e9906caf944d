#include <config.h>

#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "base/text.h"
#include "core/formula_lex.h"

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Blanks, and the blanks of typography. */
static size_t blank(const char *text, size_t len)
{
    if (len && (text[0] == ' ' || text[0] == '\t' || text[0] == '\n' || text[0] == '\r'))
        return 1;
    if (len >= 2 && memcmp(text, "\xc2\xa0", 2) == 0)
        return 2;
    return len >= 3 && memcmp(text, "\xe2\x80\xaf", 3) == 0 ? 3 : 0;
}

static const struct {
    const char *text;
    ZtOp op;
} operators[] = {
    {"<=", ZT_OP_LE}, {">=", ZT_OP_GE}, {"==", ZT_OP_EQ}, {"!=", ZT_OP_NE},
    {"+", ZT_OP_ADD}, {"-", ZT_OP_SUB}, {"*", ZT_OP_MUL}, {"/", ZT_OP_DIV},
    {"^", ZT_OP_POW}, {"<", ZT_OP_LT},  {">", ZT_OP_GT},  {"~", ZT_OP_NEAR},
};

static bool read_operator(const char *text, size_t len, ZtToken *token)
{
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
        size_t size = strlen(operators[i].text);
        if (size <= len && memcmp(text, operators[i].text, size) == 0) {
            token->kind = ZT_TOKEN_OP;
            token->op = operators[i].op;
            token->len = size;
            return true;
        }
    }
    return false;
}

static bool read_quoted(const char *text, size_t len, ZtToken *token, ZtErr *err)
{
    const char *close = memchr(text + token->at + 1, '"', len - token->at - 1);
    if (!close) {
        zt_fail(err, ZT_ERR_FORMULA_QUOTE, NULL);
        return zt_fail_at(err, token->at, 1);
    }
    token->kind = ZT_TOKEN_QUOTED;
    token->end = (size_t)(close - text) + 1;
    token->at++;
    token->len = token->end - 1 - token->at;
    return true;
}

static void read_name(const char *text, ZtToken *token)
{
    static const struct {
        const char *text;
        ZtOp op;
    } words[] = {{"and", ZT_OP_AND}, {"or", ZT_OP_OR}, {"not", ZT_OP_NOT}};
    token->kind = ZT_TOKEN_NAME;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (token->len == strlen(words[i].text) && memcmp(text, words[i].text, token->len) == 0) {
            token->kind = ZT_TOKEN_OP;
            token->op = words[i].op;
        }
}

static bool read_number(const char *text, size_t len, ZtToken *token, ZtErr *err)
{
    ZtNumberFault fault =
        zt_number_read(text + token->at, len - token->at, '.', false, &token->value, &token->len);
    token->kind = ZT_TOKEN_NUMBER;
    token->end = token->at + token->len;
    if (fault == ZT_NUMBER_OK)
        return true;
    char *number = zt_strndup(text + token->at, token->len);
    zt_fail(err, ZT_ERR_FORMULA_NUMBER, number ? number : "", NULL);
    zt_free(number);
    return zt_fail_at(err, token->at, token->len);
}

bool zt_token_read(const char *text, size_t len, size_t at, ZtToken *token, ZtErr *err)
{
    for (size_t used; (used = blank(text + at, len - at)) != 0;)
        at += used;
    *token = (ZtToken){.at = at, .end = at};
    const char *here = text + at;
    size_t left = len - at;
    if (left == 0)
        return true;
    if (digit(*here) || (*here == '.' && left > 1 && digit(here[1])))
        return read_number(text, len, token, err);
    if (*here == '"')
        return read_quoted(text, len, token, err);
    if ((token->len = zt_identifier_len(here, left)) != 0) {
        read_name(here, token);
    } else if (!read_operator(here, left, token)) {
        uint32_t code;
        size_t used = zt_utf8_decode(here, left, &code);
        token->kind = ZT_TOKEN_SIGN;
        token->len = used ? used : 1;
        token->sign = memchr("()[],=", *here, 6) ? *here : 0;
    }
    token->end = at + token->len;
    return true;
}

/* What someone means who writes a sign that is none here. */
static const struct {
    const char *sign, *meant;
} meanings[] = {
    {"\xc3\x97", "*"},
    {"\xc2\xb7", "*"},
    {"\xe2\x8b\x85", "*"},
    {"\xc3\xb7", "/"},
    {":", "/"},
    {"\xe2\x88\x92", "-"},
    {"\xe2\x80\x93", "-"},
    {"\xe2\x89\xa4", "<="},
    {"\xe2\x89\xa5", ">="},
    {"\xe2\x89\xa0", "!="},
    {"\xe2\x88\x9a", "sqrt(...)"},
    {"|", "or, or abs(...)"},
    {"&", "and"},
    {"%", "/ 100"},
    {"{", "("},
    {"}", ")"},
    {"'", "\""},
};

static const char *const raised[] = {
    "\xe2\x81\xb0", "\xc2\xb9",     "\xc2\xb2",     "\xc2\xb3",     "\xe2\x81\xb4",
    "\xe2\x81\xb5", "\xe2\x81\xb6", "\xe2\x81\xb7", "\xe2\x81\xb8", "\xe2\x81\xb9",
};

static bool foreign(const char *sign, ZtErr *err)
{
    for (size_t i = 0; i < sizeof raised / sizeof raised[0]; i++)
        if (strcmp(sign, raised[i]) == 0)
            return zt_fail(err, ZT_ERR_FORMULA_SUPERSCRIPT, (char[2]){(char)('0' + i)}, NULL);
    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++)
        if (strcmp(sign, meanings[i].sign) == 0)
            return zt_fail(err, ZT_ERR_FORMULA_SIGN, sign, meanings[i].meant, NULL);
    return zt_fail(err, ZT_ERR_FORMULA_UNEXPECTED, sign, NULL);
}

/* A comma between two digits: someone's decimal comma. */
static bool decimal_comma(const char *text, size_t len, const ZtToken *before, const ZtToken *token,
                          ZtErr *err)
{
    ZtBuf meant = {0};
    size_t end = token->end;
    while (end < len && digit(text[end]))
        end++;
    zt_buf_add(&meant, text + before->at, before->len);
    zt_buf_putc(&meant, '.');
    zt_buf_add(&meant, text + token->end, end - token->end);
    zt_fail(err, ZT_ERR_FORMULA_COMMA, zt_buf_text(&meant), NULL);
    zt_buf_free(&meant);
    return zt_fail_at(err, before->at, end - before->at);
}

static bool operand(const ZtToken *token)
{
    return token && (token->kind == ZT_TOKEN_NUMBER || token->kind == ZT_TOKEN_NAME ||
                     token->kind == ZT_TOKEN_QUOTED);
}

static bool describe(const char *text, size_t len, const ZtToken *before, const ZtToken *token,
                     const char *word, ZtErr *err)
{
    bool after_value = operand(before) || (before && (before->sign == ')' || before->sign == ']'));
    if (token->kind == ZT_TOKEN_END)
        return zt_fail(err, before ? ZT_ERR_FORMULA_END : ZT_ERR_FORMULA_EMPTY, NULL);
    if (token->sign == ',' && before && before->kind == ZT_TOKEN_NUMBER &&
        before->end == token->at && token->end < len && digit(text[token->end]))
        return decimal_comma(text, len, before, token, err);
    if (token->kind == ZT_TOKEN_OP && token->op == ZT_OP_MUL && before &&
        before->kind == ZT_TOKEN_OP && before->op == ZT_OP_MUL)
        return zt_fail(err, ZT_ERR_FORMULA_POWER, NULL);
    if (token->sign == '=')
        return zt_fail(err, ZT_ERR_FORMULA_EQUALS, NULL);
    if (token->sign == ')' && after_value)
        return zt_fail(err, ZT_ERR_FORMULA_CLOSE, NULL);
    if (token->kind == ZT_TOKEN_SIGN && token->sign == 0)
        return foreign(word, err);
    if (after_value && (operand(token) || token->sign == '(')) {
        char *factor = operand(before) ? zt_strndup(text + before->at, before->len) : NULL;
        zt_fail(err, ZT_ERR_FORMULA_PRODUCT, word, factor ? factor : "", NULL);
        zt_free(factor);
        return false;
    }
    if (!after_value)
        return zt_fail(err, ZT_ERR_FORMULA_OPERAND, word, NULL);
    return zt_fail(err, ZT_ERR_FORMULA_UNEXPECTED, word, NULL);
}

bool zt_token_unexpected(const char *text, size_t len, const ZtToken *before, const ZtToken *token,
                         ZtErr *err)
{
    char *word = zt_strndup(text + token->at, token->len);
    if (!word)
        return zt_fail_memory(err);
    *err = (ZtErr){0};
    describe(text, len, before, token, word, err);
    zt_free(word);
    return err->spanned ? false : zt_fail_at(err, token->at, token->len ? token->len : 1);
}
