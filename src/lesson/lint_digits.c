/* Digits that not every machine agrees on: exp and its kin come from SLEEF or, without it, from the
 * C library, and differ in the last bit of single precision. A training carries that bit into all
 * numbers, so 6 digits are what a lesson may promise of them.
 *
 * Which numbers those are is not looked for in the output, but taken from the commands: a lesson's
 * state is a function of its commands, so what no formula of theirs has brought in is not there.
 * After one has, every number with a decimal mark counts, also one that happens to be exact; the
 * rule errs on that side only. */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "base/text.h"
#include "core/formula_lex.h"
#include "lang/line.h"
#include "lesson/lint_parts.h"

#define DIGITS_SURE 6

static bool is_inexact(ZtOp op)
{
    static const ZtOp ops[] = {ZT_OP_EXP, ZT_OP_LOG,  ZT_OP_LOG1P,   ZT_OP_SIN,     ZT_OP_COS,
                               ZT_OP_TAN, ZT_OP_TANH, ZT_OP_SIGMOID, ZT_OP_SOFTPLUS};
    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
        if (ops[i] == op)
            return true;
    return false;
}

typedef struct Scan { /* of a formula's tokens */
    const char *text;
    size_t len, at;
    ZtToken token;
} Scan;

static bool next(Scan *scan)
{
    ZtErr ignored;
    bool read = zt_token_read(scan->text, scan->len, scan->at, &scan->token, &ignored);
    scan->at = scan->token.end;
    return read && scan->token.kind != ZT_TOKEN_END;
}

/* v^2, v^3, v^0.5, v^-1 and v^-2 are products, roots and quotients; other powers are pow. The token
 * is the ^. */
static bool power_is_exact(const Scan *scan)
{
    Scan ahead = *scan;
    bool negative = next(&ahead) && ahead.token.kind == ZT_TOKEN_OP && ahead.token.op == ZT_OP_SUB;
    if (negative)
        next(&ahead);
    double exponent = ahead.token.kind == ZT_TOKEN_NUMBER ? ahead.token.value : 0;
    next(&ahead);
    if (ahead.token.kind == ZT_TOKEN_OP && ahead.token.op == ZT_OP_POW)
        return false;
    return negative ? exponent == 1 || exponent == 2
                    : exponent == 2 || exponent == 3 || exponent == 0.5;
}

/* The first operation in the text whose last bit differs; NULL if there is none. */
static const char *find_inexact(const char *text, size_t len)
{
    Scan scan = {.text = text, .len = len};
    while (next(&scan)) {
        bool power = scan.token.kind == ZT_TOKEN_OP && scan.token.op == ZT_OP_POW;
        if (power && !power_is_exact(&scan))
            return zt_op_info(ZT_OP_POW)->text;
        int op = scan.token.kind == ZT_TOKEN_NAME
                     ? zt_op_function(text + scan.token.at, scan.token.len)
                     : -1;
        if (op >= 0 && is_inexact((ZtOp)op))
            return zt_op_info((ZtOp)op)->text;
    }
    return NULL;
}

static bool is_among(const char *const *words, const char *text, size_t len)
{
    for (; *words; words++)
        if (strlen(*words) == len && zt_text_starts(text, *words))
            return true;
    return false;
}

/* What a command does to what is known of the state. */
static void follow(ZtInexact *state, const char *name, size_t len, const char *found)
{
    static const char *const fresh[] = {"load", NULL};
    static const char *const training[] = {"model", "train", "step", "time", NULL};
    static const char *const passing[] = {"print", "show", "plot", "predict", NULL};
    static const char *const plain[] = {"label", "normalize", "reset", "save",
                                        "set",   "export",    "help",  NULL};
    if (is_among(fresh, name, len))
        state->run = NULL; /* model, parameters and history begin anew; settings stay */
    if (found && is_among(training, name, len))
        state->run = found;
    else if (found && !is_among(passing, name, len))
        state->kept = found;
    if (found)
        state->ever = found;
    bool known = is_among(fresh, name, len) || is_among(training, name, len) ||
                 is_among(passing, name, len) || is_among(plain, name, len);
    if (!known) /* such as undo: an earlier state may be back */
        state->run = state->ever;
}

static const char *follow_line(ZtInexact *state, const char *line)
{
    const char *seen = NULL;
    ZtPiece piece;
    for (size_t at = 0; zt_line_next(line, &at, &piece);) {
        const char *found = find_inexact(line + piece.rest_at, piece.rest_len);
        follow(state, line + piece.at, piece.len, found);
        found = found ? found : state->run ? state->run : state->kept;
        seen = found ? found : seen;
    }
    return seen;
}

const char *zt_inexact_follow(ZtInexact *state, const char *commands)
{
    ZtBuf line = {0};
    const char *seen = NULL;
    while (*commands) {
        size_t len = strcspn(commands, "\n");
        zt_buf_clear(&line);
        zt_buf_add(&line, commands, len);
        const char *found = follow_line(state, zt_buf_text(&line));
        seen = found ? found : seen;
        commands += len + (commands[len] == '\n');
    }
    zt_buf_free(&line);
    return seen;
}

/* Digits from the first that is not 0 on; the place behind the sixth is where the text may end. */
static int significant(const char *text, size_t len, size_t *sure)
{
    int digits = 0;
    for (size_t i = 0; i < len && text[i] != 'e'; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        digits += digit && (digits > 0 || text[i] != '0');
        if (digits == DIGITS_SURE && digit)
            *sure = i + 1;
    }
    return digits;
}

/* The length of the number with a decimal mark at text; 0 if there is none. */
static size_t decimal_len(const char *text)
{
    size_t whole = strspn(text, "0123456789");
    if (whole == 0 || text[whole] != '.')
        return 0;
    size_t len = whole + 1 + strspn(text + whole + 1, "0123456789");
    size_t power = text[len] == 'e' ? 1 + strspn(text + len + 1, "+-") : 0;
    size_t digits = power ? strspn(text + len + power, "0123456789") : 0;
    return digits ? len + power + digits : len;
}

static void fault(ZtLint *lint, size_t line, const char *text, size_t len, size_t sure,
                  const char *function)
{
    char number[40], better[80];
    snprintf(number, sizeof number, "%.*s", (int)(len < sizeof number ? len : sizeof number), text);
    snprintf(better, sizeof better, "%.*s[*] (%s)", (int)sure, number, function);
    zt_lint_fault(
        lint, line,
        N_("machines differ in the last digits of {1} because of a function in a formula; "
           "write at most 6 digits: {2}"),
        number, better);
}

void zt_lint_digits(ZtLint *lint, const ZtBlock *expect, const char *function)
{
    size_t line = expect->line;
    for (const char *at = expect->text; *at; at++) {
        size_t len = decimal_len(at), sure = 0;
        line += *at == '\n';
        if (len == 0)
            continue;
        if (significant(at, len, &sure) > DIGITS_SURE)
            fault(lint, line, at, len, sure, function);
        at += len - 1;
    }
}
