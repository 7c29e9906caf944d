#include <config.h>

#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "core/formula.h"
#include "core/formula_lex.h"

/* A descent over the precedences. Signs of one rank are a loop, so a sum of thousands of terms
 * takes no stack; depth counts what does nest. */
typedef struct Parser {
    const char *text;
    size_t len;
    ZtToken before, token; /* the last one used, the one to look at */
    bool begun;            /* there is a token before */
    ZtFormulaUse use;
    ZtFormula *formula;
    size_t cap;
    int depth;
    ZtErr *err;
} Parser;

#define RANK_COMPARE 4
#define RANK_UNARY   7

static bool advance(Parser *p)
{
    p->before = p->token;
    p->begun = true;
    return zt_token_read(p->text, p->len, p->before.end, &p->token, p->err);
}

static bool unexpected(Parser *p)
{
    return zt_token_unexpected(p->text, p->len, p->begun ? &p->before : NULL, &p->token, p->err);
}

static bool fail_with_limit(Parser *p, ZtErrKind kind, const char *limit)
{
    zt_fail(p->err, kind, limit, NULL);
    return zt_fail_at(p->err, p->token.at, p->token.len ? p->token.len : 1);
}

static bool emit(Parser *p, ZtItem item)
{
    ZtFormula *f = p->formula;
    if (f->count == ZT_FORMULA_ITEMS)
        return fail_with_limit(p, ZT_ERR_FORMULA_NODES, "20,000");
    if (!ZT_GROW(f->items, p->cap, f->count + 1))
        return zt_fail_memory(p->err);
    f->items[f->count++] = item;
    return true;
}

static bool emit_op(Parser *p, ZtOp op, const ZtToken *at)
{
    return emit(p, (ZtItem){.kind = ZT_ITEM_OP, .op = op, .at = at->at, .len = at->len});
}

static bool emit_name(Parser *p, ZtItemKind kind, const ZtToken *name)
{
    char *copy = zt_arena_strndup(p->formula->arena, p->text + name->at, name->len);
    if (!copy)
        return zt_fail_memory(p->err);
    return emit(p, (ZtItem){.kind = kind, .name = copy, .at = name->at, .len = name->len});
}

static bool sign(const Parser *p, char c)
{
    return p->token.kind == ZT_TOKEN_SIGN && p->token.sign == c;
}

static bool op_is(const Parser *p, ZtOp op)
{
    return p->token.kind == ZT_TOKEN_OP && p->token.op == op;
}

static bool word_is(const Parser *p, const ZtToken *token, const char *word)
{
    return token->len == strlen(word) && memcmp(p->text + token->at, word, token->len) == 0;
}

static bool binary(Parser *p, int rank);

/* An expression inside parentheses or brackets that open at the token before. */
static bool enclosed(Parser *p, char close, ZtErrKind open_error)
{
    ZtToken open = p->before;
    if (p->depth >= ZT_FORMULA_DEPTH)
        return fail_with_limit(p, ZT_ERR_FORMULA_DEPTH, "200");
    p->depth++;
    if (!binary(p, 1))
        return false;
    p->depth--;
    if (sign(p, close))
        return advance(p);
    if (p->token.kind != ZT_TOKEN_END)
        return unexpected(p);
    zt_fail(p->err, open_error, NULL);
    return zt_fail_at(p->err, open.at, 1);
}

static bool fail_at_token(Parser *p, ZtErrKind kind, const ZtToken *token, const char *second)
{
    char *word = zt_strndup(p->text + token->at, token->len);
    if (!word)
        return zt_fail_memory(p->err);
    zt_fail(p->err, kind, word, second, NULL);
    zt_free(word);
    return zt_fail_at(p->err, token->at, token->len);
}

/* Functions of two values, the parenthesis already read. */
static bool two_arguments(Parser *p, const ZtToken *name)
{
    if (p->depth >= ZT_FORMULA_DEPTH)
        return fail_with_limit(p, ZT_ERR_FORMULA_DEPTH, "200");
    p->depth++;
    if (!binary(p, 1))
        return false;
    if (!sign(p, ','))
        return fail_at_token(p, ZT_ERR_FORMULA_TWO_VALUES, name, NULL);
    if (!advance(p) || !binary(p, 1))
        return false;
    p->depth--;
    if (!sign(p, ')'))
        return fail_at_token(p, ZT_ERR_FORMULA_TWO_VALUES, name, NULL);
    return advance(p);
}

static bool function(Parser *p, const ZtToken *name, ZtOp op)
{
    if (op >= ZT_OPS_GRAPH && p->use == ZT_FORMULA_MODEL)
        return fail_at_token(p, ZT_ERR_FORMULA_CONTEXT, name, NULL);
    if (!sign(p, '('))
        return fail_at_token(
            p, zt_op_info(op)->arity == 1 ? ZT_ERR_FORMULA_ONE_VALUE : ZT_ERR_FORMULA_TWO_VALUES,
            name, NULL);
    if (!advance(p))
        return false;
    if (zt_op_info(op)->arity == 2)
        return two_arguments(p, name) && emit_op(p, op, name);
    if (sign(p, ')'))
        return fail_at_token(p, ZT_ERR_FORMULA_ONE_VALUE, name, NULL);
    if (!enclosed(p, ')', ZT_ERR_FORMULA_OPEN)) {
        if (sign(p, ','))
            fail_at_token(p, ZT_ERR_FORMULA_ONE_VALUE, name, NULL);
        return false;
    }
    return emit_op(p, op, name);
}

/* `(NAME)`, for grad, raw and count; example is a name that could stand there. */
static bool named(Parser *p, const ZtToken *word, ZtItemKind kind, const char *example)
{
    if (!sign(p, '('))
        return fail_at_token(p, ZT_ERR_FORMULA_WANTS_NAME, word, example);
    if (!advance(p))
        return false;
    ZtToken name = p->token;
    if (name.kind != ZT_TOKEN_NAME && name.kind != ZT_TOKEN_QUOTED)
        return fail_at_token(p, ZT_ERR_FORMULA_WANTS_NAME, word, example);
    if (!advance(p))
        return false;
    if (!sign(p, ')'))
        return fail_at_token(p, ZT_ERR_FORMULA_WANTS_NAME, word, example);
    return advance(p) && emit_name(p, kind, &name);
}

/* last(loss) and last(grad(NAME)) */
static bool last(Parser *p, const ZtToken *word)
{
    if (!sign(p, '('))
        return fail_at_token(p, ZT_ERR_FORMULA_WANTS_NAME, word, "loss");
    if (!advance(p))
        return false;
    ZtToken what = p->token;
    bool loss = word_is(p, &what, "loss"), grad = word_is(p, &what, "grad");
    if (!loss && !grad)
        return fail_at_token(p, ZT_ERR_FORMULA_WANTS_NAME, word, "loss");
    if (!advance(p))
        return false;
    if (!(loss ? emit(p, (ZtItem){.kind = ZT_ITEM_LAST_LOSS, .at = word->at, .len = word->len})
               : named(p, &what, ZT_ITEM_LAST_GRAD, "w")))
        return false;
    if (!sign(p, ')'))
        return fail_at_token(p, ZT_ERR_FORMULA_WANTS_NAME, word, "loss");
    return advance(p);
}

static const struct {
    const char *word;
    ZtItemKind kind;
    const char *example;
} special[] = {
    {"grad", ZT_ITEM_GRAD, "w"},
    {"raw", ZT_ITEM_RAW, "x"},
    {"count", ZT_ITEM_COUNT, "plot"},
    {"last", ZT_ITEM_LAST_LOSS, "loss"},
};

static bool no_function(Parser *p, const ZtToken *name)
{
    const char *names[ZT_OPS + 1];
    size_t count = 0;
    for (int op = 0; op < ZT_OPS; op++)
        if (zt_op_info((ZtOp)op)->precedence == 0)
            names[count++] = zt_op_info((ZtOp)op)->text;
    char *word = zt_strndup(p->text + name->at, name->len);
    if (!word)
        return zt_fail_memory(p->err);
    const char *near = strcmp(word, "ln") == 0 ? "log"
                       : name->len > 1         ? zt_text_nearest(word, names, count)
                                               : NULL;
    zt_free(word);
    return fail_at_token(p, ZT_ERR_FORMULA_FUNCTION, name, near);
}

/* A name, or what begins with one: f(...), grad(w), zolta[3]. The name is the token before. */
static bool name_or_call(Parser *p)
{
    ZtToken name = p->before;
    int op = zt_op_function(p->text + name.at, name.len);
    if (op >= 0)
        return function(p, &name, (ZtOp)op);
    for (size_t i = 0; i < sizeof special / sizeof special[0]; i++) {
        if (!word_is(p, &name, special[i].word))
            continue;
        if (p->use == ZT_FORMULA_MODEL)
            return fail_at_token(p, ZT_ERR_FORMULA_CONTEXT, &name, NULL);
        return special[i].kind == ZT_ITEM_LAST_LOSS
                   ? last(p, &name)
                   : named(p, &name, special[i].kind, special[i].example);
    }
    if (sign(p, '('))
        return no_function(p, &name);
    return emit_name(p, ZT_ITEM_NAME, &name);
}

/* v[i]: a row of the value just read, which began with that token. */
static bool indexed(Parser *p, const ZtToken *value)
{
    if (!sign(p, '['))
        return true;
    if (p->use == ZT_FORMULA_MODEL)
        return fail_at_token(p, ZT_ERR_FORMULA_CONTEXT, &p->token, NULL);
    return advance(p) && enclosed(p, ']', ZT_ERR_FORMULA_BRACKET) &&
           emit(p, (ZtItem){.kind = ZT_ITEM_INDEX, .at = value->at, .len = value->len});
}

static bool number(Parser *p)
{
    ZtToken token = p->token;
    return advance(p) && emit(p, (ZtItem){.kind = ZT_ITEM_NUMBER,
                                          .value = token.value,
                                          .at = token.at,
                                          .len = token.len});
}

static bool primary(Parser *p)
{
    ZtToken token = p->token;
    bool terminator = word_is(p, &token, "where") || word_is(p, &token, "until");
    if (token.kind == ZT_TOKEN_NUMBER)
        return number(p);
    if (token.kind == ZT_TOKEN_NAME && !terminator)
        return advance(p) && name_or_call(p) && indexed(p, &token);
    if (token.kind == ZT_TOKEN_QUOTED)
        return advance(p) && emit_name(p, ZT_ITEM_COLUMN, &token) && indexed(p, &token);
    if (sign(p, '('))
        return advance(p) && enclosed(p, ')', ZT_ERR_FORMULA_OPEN) && indexed(p, &token);
    return unexpected(p);
}

static bool unary(Parser *p);

/* v ^ exponent; the exponent may have a sign, and is itself a power: 2^3^2 is 2^(3^2). */
static bool power(Parser *p)
{
    if (!primary(p))
        return false;
    if (!op_is(p, ZT_OP_POW))
        return true;
    ZtToken at = p->token;
    if (p->depth >= ZT_FORMULA_DEPTH)
        return fail_with_limit(p, ZT_ERR_FORMULA_DEPTH, "200");
    p->depth++;
    if (!advance(p) || !unary(p))
        return false;
    p->depth--;
    return emit_op(p, ZT_OP_POW, &at);
}

static bool unary(Parser *p)
{
    size_t minus = 0;
    ZtToken at = p->token;
    for (; op_is(p, ZT_OP_SUB) || op_is(p, ZT_OP_ADD); minus += p->before.op == ZT_OP_SUB)
        if (!advance(p))
            return false;
    if (!power(p))
        return false;
    for (; minus > 0; minus--)
        if (!emit_op(p, ZT_OP_NEG, &at))
            return false;
    return true;
}

static bool negation(Parser *p)
{
    size_t nots = 0;
    ZtToken at = p->token;
    if (op_is(p, ZT_OP_NOT) && p->use == ZT_FORMULA_MODEL)
        return fail_at_token(p, ZT_ERR_FORMULA_CONTEXT, &at, NULL);
    for (; op_is(p, ZT_OP_NOT); nots++)
        if (!advance(p))
            return false;
    if (!binary(p, RANK_COMPARE))
        return false;
    for (; nots > 0; nots--)
        if (!emit_op(p, ZT_OP_NOT, &at))
            return false;
    return true;
}

static bool operand(Parser *p, int rank)
{
    int next = rank + 1;
    if (next == zt_op_info(ZT_OP_NOT)->precedence)
        return negation(p);
    return next == RANK_UNARY ? unary(p) : binary(p, next);
}

/* Operators of one rank, from left to right, between operands of the next. */
static bool binary(Parser *p, int rank)
{
    if (!operand(p, rank))
        return false;
    for (int met = 0; p->token.kind == ZT_TOKEN_OP; met++) {
        ZtToken at = p->token;
        const ZtOpInfo *info = zt_op_info(at.op);
        if (info->precedence != rank || info->arity != 2)
            return true;
        if (p->use == ZT_FORMULA_MODEL && at.op >= ZT_OPS_GRAPH)
            return fail_at_token(p, ZT_ERR_FORMULA_CONTEXT, &at, NULL);
        if (rank == RANK_COMPARE && met > 0)
            return fail_at_token(p, ZT_ERR_FORMULA_CHAIN, &at, NULL);
        if (!advance(p) || !operand(p, rank) || !emit_op(p, at.op, &at))
            return false;
    }
    return true;
}

static bool parse(Parser *p, size_t *stop)
{
    if (!zt_token_read(p->text, p->len, 0, &p->token, p->err) || !binary(p, 1))
        return false;
    if (!stop)
        return p->token.kind == ZT_TOKEN_END || unexpected(p);
    bool ends = p->token.kind == ZT_TOKEN_END || sign(p, ',') || p->token.kind == ZT_TOKEN_NAME ||
                (p->token.kind == ZT_TOKEN_SIGN && p->text[p->token.at] == ':');
    *stop = p->token.kind == ZT_TOKEN_END ? p->len : p->token.at;
    return ends || unexpected(p);
}

static ZtFormula *formula_new(const char *text, size_t len)
{
    ZtFormula *formula = zt_alloc(1, sizeof *formula);
    if (!formula)
        return NULL;
    formula->references = 1;
    formula->text = zt_strndup(text, len);
    formula->arena = zt_arena_new();
    if (formula->text && formula->arena)
        return formula;
    zt_formula_free(formula);
    return NULL;
}

static void trim(char *text, size_t end)
{
    size_t from = 0;
    while (from < end && strchr(" \t\r\n", text[from]))
        from++;
    while (end > from && strchr(" \t\r\n", text[end - 1]))
        end--;
    memmove(text, text + from, end - from);
    text[end - from] = '\0';
}

ZtFormula *zt_formula_parse(const char *text, size_t len, ZtFormulaUse use, size_t *stop,
                            ZtErr *err)
{
    ZtFormula *formula = formula_new(text, len);
    if (!formula) {
        zt_fail_memory(err);
        return NULL;
    }
    Parser p = {.text = text, .len = len, .use = use, .formula = formula, .err = err};
    if (!parse(&p, stop)) {
        zt_formula_free(formula);
        return NULL;
    }
    trim(formula->text, stop ? *stop : len);
    return formula;
}

ZtFormula *zt_formula_retain(ZtFormula *formula)
{
    if (formula)
        formula->references++;
    return formula;
}

void zt_formula_free(ZtFormula *formula)
{
    if (!formula || --formula->references > 0)
        return;
    zt_arena_free(formula->arena);
    zt_free(formula->items);
    zt_free(formula->text);
    zt_free(formula);
}

size_t zt_formula_bytes(const ZtFormula *formula)
{
    return sizeof *formula + strlen(formula->text) + formula->count * sizeof *formula->items +
           zt_arena_bytes(formula->arena);
}
