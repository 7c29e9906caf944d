/* Text to items. */
#include <config.h>

#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "core/formula.h"
#include "core/formula_lex.h"

/* What waits for a value to its right, to be emitted or closed behind it. */
typedef enum Wait {
    WAIT_OPERAND, /* an operator or a sign, for its (right) operand */
    WAIT_CLOSE,   /* "(" */
    WAIT_CALL,    /* a function of one value, or the second of two */
    WAIT_COMMA,   /* a function of two values, the first */
    WAIT_INDEX,   /* "[" */
} Wait;

typedef struct Waiting {
    Wait wait;
    ZtOp op;
    size_t times;  /* of a sign: --x */
    ZtToken token; /* what the item will point at */
    size_t open;   /* where the parenthesis or bracket stands */
} Waiting;

/* Operators are emitted behind their operands. Until then they wait on a stack, as parentheses do
 * until they are closed: an operator first lets out all those before it that bind as strongly or
 * more. So the parser is a loop, and what nests costs memory, but no machine stack. */
typedef struct Parser {
    const char *text;
    size_t len;
    ZtToken before, token; /* the last one used, the one to look at */
    bool begun;            /* there is a token before */
    ZtFormulaUse use;
    ZtFormula *formula;
    size_t cap;
    Waiting *waiting; /* a stack */
    size_t count, waiting_cap;
    int depth;      /* parentheses, brackets and powers that wait */
    ZtToken value;  /* where the value before the token began */
    bool indexable; /* and it may have [i] behind it */
    ZtErr *err;
} Parser;

#define RANK_COMPARE 4

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

static bool fail_at_token(Parser *p, ZtErrKind kind, const ZtToken *token, const char *second)
{
    char *word = zt_strndup(p->text + token->at, token->len);
    if (!word)
        return zt_fail_memory(p->err);
    zt_fail(p->err, kind, word, second, NULL);
    zt_free(word);
    return zt_fail_at(p->err, token->at, token->len);
}

/* --- what waits --- */

static bool push(Parser *p, Waiting waiting)
{
    if (!ZT_GROW(p->waiting, p->waiting_cap, p->count + 1))
        return zt_fail_memory(p->err);
    p->waiting[p->count++] = waiting;
    return true;
}

static bool deeper(Parser *p)
{
    if (p->depth >= ZT_FORMULA_DEPTH)
        return fail_with_limit(p, ZT_ERR_FORMULA_DEPTH, "200");
    p->depth++;
    return true;
}

/* A parenthesis or bracket has been read; an expression is to follow. */
static bool push_open(Parser *p, Wait wait, ZtOp op, const ZtToken *token)
{
    return deeper(p) &&
           push(p, (Waiting){.wait = wait, .op = op, .token = *token, .open = p->before.at});
}

/* How strongly the operator on top binds; 0 if it is none. */
static int top_rank(const Parser *p)
{
    const Waiting *top = p->count ? &p->waiting[p->count - 1] : NULL;
    return top && top->wait == WAIT_OPERAND ? zt_op_info(top->op)->precedence : 0;
}

/* Emits the operators on top that bind at least as strongly. */
static bool let_out(Parser *p, int rank)
{
    while (top_rank(p) >= rank) {
        Waiting top = p->waiting[--p->count];
        p->depth -= top.op == ZT_OP_POW;
        for (; top.times > 0; top.times--)
            if (!emit_op(p, top.op, &top.token))
                return false;
    }
    return true;
}

/* --- values --- */

static bool function(Parser *p, const ZtToken *name, ZtOp op)
{
    bool two = zt_op_info(op)->arity == 2;
    if (op >= ZT_OPS_GRAPH && p->use == ZT_FORMULA_MODEL)
        return fail_at_token(p, ZT_ERR_FORMULA_CONTEXT, name, NULL);
    if (!sign(p, '('))
        return fail_at_token(p, two ? ZT_ERR_FORMULA_TWO_VALUES : ZT_ERR_FORMULA_ONE_VALUE, name,
                             NULL);
    if (!advance(p))
        return false;
    if (!two && sign(p, ')'))
        return fail_at_token(p, ZT_ERR_FORMULA_ONE_VALUE, name, NULL);
    return push_open(p, two ? WAIT_COMMA : WAIT_CALL, op, name);
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

/* A name, or what begins with one: f(...), grad(w). The name is the token before; *open is set if
 * it opened a parenthesis. */
static bool name_or_call(Parser *p, bool *open)
{
    ZtToken name = p->before;
    int op = zt_op_function(p->text + name.at, name.len);
    if (op >= 0) {
        *open = true;
        return function(p, &name, (ZtOp)op);
    }
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

static bool number(Parser *p)
{
    ZtToken token = p->token;
    p->indexable = false;
    return advance(p) && emit(p, (ZtItem){.kind = ZT_ITEM_NUMBER,
                                          .value = token.value,
                                          .at = token.at,
                                          .len = token.len});
}

/* A value, or what opens one: then *open is set. */
static bool primary(Parser *p, bool *open)
{
    ZtToken token = p->token;
    bool terminator = word_is(p, &token, "where") || word_is(p, &token, "until");
    p->value = token;
    p->indexable = true;
    if (token.kind == ZT_TOKEN_NUMBER)
        return number(p);
    if (token.kind == ZT_TOKEN_NAME && !terminator)
        return advance(p) && name_or_call(p, open);
    if (token.kind == ZT_TOKEN_QUOTED)
        return advance(p) && emit_name(p, ZT_ITEM_COLUMN, &token);
    if (!sign(p, '('))
        return unexpected(p);
    *open = true;
    return advance(p) && push_open(p, WAIT_CLOSE, ZT_OPS, &token);
}

/* `not` of a comparison, however often it stands there. */
static bool negations(Parser *p)
{
    size_t nots = 0;
    ZtToken at = p->token;
    if (!op_is(p, ZT_OP_NOT) || top_rank(p) >= zt_op_info(ZT_OP_NOT)->precedence)
        return true;
    if (p->use == ZT_FORMULA_MODEL)
        return fail_at_token(p, ZT_ERR_FORMULA_CONTEXT, &at, NULL);
    for (; op_is(p, ZT_OP_NOT); nots++)
        if (!advance(p))
            return false;
    return push(p, (Waiting){.op = ZT_OP_NOT, .times = nots, .token = at});
}

static bool signs(Parser *p)
{
    size_t minus = 0;
    ZtToken at = p->token;
    for (; op_is(p, ZT_OP_SUB) || op_is(p, ZT_OP_ADD); minus += p->before.op == ZT_OP_SUB)
        if (!advance(p))
            return false;
    return minus == 0 || push(p, (Waiting){.op = ZT_OP_NEG, .times = minus, .token = at});
}

/* All up to the end of the next value that is not opened, but there. */
static bool operand(Parser *p)
{
    bool open = true;
    while (open) {
        open = false;
        if (!negations(p) || !signs(p) || !primary(p, &open))
            return false;
    }
    return true;
}

/* --- what follows a value --- */

/* A power lets nothing out: its left side is the one value before it, and 2^3^2 is 2^(3^2). */
static bool operator(Parser *p)
{
    ZtToken at = p->token;
    int rank = zt_op_info(at.op)->precedence;
    if (p->use == ZT_FORMULA_MODEL && at.op >= ZT_OPS_GRAPH)
        return fail_at_token(p, ZT_ERR_FORMULA_CONTEXT, &at, NULL);
    if (at.op == ZT_OP_POW ? !deeper(p) : !let_out(p, rank + 1))
        return false;
    if (rank == RANK_COMPARE && top_rank(p) == RANK_COMPARE)
        return fail_at_token(p, ZT_ERR_FORMULA_CHAIN, &at, NULL);
    if (at.op != ZT_OP_POW && !let_out(p, rank))
        return false;
    return push(p, (Waiting){.op = at.op, .times = 1, .token = at}) && advance(p);
}

/* v[i]: a row of the value just read. */
static bool index_opens(Parser *p)
{
    ZtToken value = p->value;
    if (p->use == ZT_FORMULA_MODEL)
        return fail_at_token(p, ZT_ERR_FORMULA_CONTEXT, &p->token, NULL);
    return advance(p) && push_open(p, WAIT_INDEX, ZT_OPS, &value);
}

/* What is open on top is not closed here. */
static bool not_closed(Parser *p, const Waiting *top)
{
    bool index = top->wait == WAIT_INDEX, call = top->wait == WAIT_CALL || top->wait == WAIT_COMMA;
    if (call && zt_op_info(top->op)->arity == 2)
        return fail_at_token(p, ZT_ERR_FORMULA_TWO_VALUES, &top->token, NULL);
    if (call && sign(p, ','))
        return fail_at_token(p, ZT_ERR_FORMULA_ONE_VALUE, &top->token, NULL);
    if (p->token.kind != ZT_TOKEN_END)
        return unexpected(p);
    zt_fail(p->err, index ? ZT_ERR_FORMULA_BRACKET : ZT_ERR_FORMULA_OPEN, NULL);
    return zt_fail_at(p->err, top->open, 1);
}

/* Closes what is open on top: it becomes the value just read. After a comma another value is to be
 * read first: then *open is set. */
static bool close(Parser *p, bool *open)
{
    Waiting top = p->waiting[p->count - 1];
    *open = top.wait == WAIT_COMMA;
    if (!sign(p, *open ? ',' : top.wait == WAIT_INDEX ? ']' : ')'))
        return not_closed(p, &top);
    if (!advance(p))
        return false;
    if (*open) {
        p->waiting[p->count - 1].wait = WAIT_CALL;
        return true;
    }
    p->count--;
    p->depth--;
    p->value = top.token;
    p->indexable = top.wait != WAIT_INDEX;
    if (top.wait == WAIT_INDEX)
        return emit(p, (ZtItem){.kind = ZT_ITEM_INDEX, .at = top.token.at, .len = top.token.len});
    return top.wait == WAIT_CLOSE || emit_op(p, top.op, &top.token);
}

/* Goes on behind a value, up to where another one has to follow or, if *done, to the end. */
static bool follow(Parser *p, bool *done)
{
    for (bool open = false; !open;) {
        if (p->indexable && sign(p, '['))
            return index_opens(p);
        if (p->token.kind == ZT_TOKEN_OP && zt_op_info(p->token.op)->arity == 2)
            return operator(p);
        if (!let_out(p, 1))
            return false;
        *done = p->count == 0;
        if (*done)
            return true;
        if (!close(p, &open))
            return false;
    }
    return true;
}

static bool expression(Parser *p)
{
    for (bool done = false; !done;)
        if (!operand(p) || !follow(p, &done))
            return false;
    return true;
}

static bool parse(Parser *p, size_t *stop)
{
    if (!zt_token_read(p->text, p->len, 0, &p->token, p->err) || !expression(p))
        return false;
    if (!stop)
        return p->token.kind == ZT_TOKEN_END || unexpected(p);
    bool ends = p->token.kind == ZT_TOKEN_END || sign(p, ',') || p->token.kind == ZT_TOKEN_NAME ||
                (p->token.kind == ZT_TOKEN_SIGN && p->text[p->token.at] == ':');
    *stop = p->token.kind == ZT_TOKEN_END ? p->len : p->token.at;
    return ends || unexpected(p);
}

/* A copy without the blanks around it; NULL when memory runs out. */
static char *trimmed(const char *text, size_t end)
{
    size_t from = 0;
    while (from < end && strchr(" \t\r\n", text[from]))
        from++;
    while (end > from && strchr(" \t\r\n", text[end - 1]))
        end--;
    return zt_strndup(text + from, end - from);
}

ZtFormula *zt_formula_parse(const char *text, size_t len, ZtFormulaUse use, size_t *stop,
                            ZtErr *err)
{
    ZtFormula *formula = zt_formula_new();
    if (!formula) {
        zt_fail_memory(err);
        return NULL;
    }
    Parser p = {.text = text, .len = len, .use = use, .formula = formula, .err = err};
    bool parsed = parse(&p, stop);
    zt_free(p.waiting);
    formula->text = trimmed(text, parsed && stop ? *stop : len);
    if (parsed && formula->text)
        return formula;
    if (parsed)
        zt_fail_memory(err);
    zt_formula_free(formula);
    return NULL;
}
