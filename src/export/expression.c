#include <config.h>

#include "export/expression.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "core/engine.h"
#include "core/infix.h"
#include "export/literal.h"

#define PI       3.14159265358979323846
#define LINE_LEN 72   /* an expression longer than this is computed in parts */
#define PLAIN    1e15 /* up to here constants are left as they were written */

/* What an operation is called: in Python, in C (with an f behind it for floats), or, where C has
 * no such function, the definition of one: {T} is the type, {f} that f. */
typedef struct Word {
    const char *python, *c, *definition;
} Word;

static const Word words[ZT_OPS_GRAPH] = {
    [ZT_OP_POW] = {NULL, "pow", NULL}, /* which Python writes as a sign */
    [ZT_OP_ABS] = {"torch.abs", "fabs", NULL},
    [ZT_OP_EXP] = {"torch.exp", "exp", NULL},
    [ZT_OP_LOG] = {"torch.log", "log", NULL},
    [ZT_OP_LOG1P] = {"torch.log1p", "log1p", NULL},
    [ZT_OP_SQRT] = {"torch.sqrt", "sqrt", NULL},
    [ZT_OP_SIN] = {"torch.sin", "sin", NULL},
    [ZT_OP_COS] = {"torch.cos", "cos", NULL},
    [ZT_OP_TAN] = {"torch.tan", "tan", NULL},
    [ZT_OP_TANH] = {"torch.tanh", "tanh", NULL},
    [ZT_OP_SIGMOID] = {"torch.sigmoid", "sigmoid",
                       "static {T} sigmoid({T} v)\n{\n    return 1 / (1 + exp{f}(-v));\n}\n\n"},
    [ZT_OP_RELU] = {"torch.relu", "relu",
                    "static {T} relu({T} v)\n{\n    return v > 0 || v != v ? v : 0;\n}\n\n"},
    [ZT_OP_SOFTPLUS] = {"torch.nn.functional.softplus", "softplus",
                        "static {T} softplus({T} v)\n{\n"
                        "    return v > 20 ? v : log1p{f}(exp{f}(v));\n}\n\n"},
    [ZT_OP_SIGN] = {"torch.sign", "sign",
                    "static {T} sign({T} v)\n{\n    return ({T})((v > 0) - (v < 0));\n}\n\n"},
    [ZT_OP_STEP] = {"step", "step", "static {T} step({T} v)\n{\n    return ({T})(v > 0);\n}\n\n"},
    [ZT_OP_MIN] = {"torch.minimum", "smaller",
                   "static {T} smaller({T} a, {T} b)\n{\n"
                   "    return a < b || a != a ? a : b;\n}\n\n"},
    [ZT_OP_MAX] = {"torch.maximum", "larger",
                   "static {T} larger({T} a, {T} b)\n{\n"
                   "    return a > b || a != a ? a : b;\n}\n\n"},
};

static const char square_definition[] = "static {T} square({T} v)\n{\n    return v * v;\n}\n\n";
static const char cube_definition[] = "static {T} cube({T} v)\n{\n    return v * v * v;\n}\n\n";

/* A part of the formula, as it stands on the stack of the walk. */
typedef struct Operand {
    size_t part;
    size_t len; /* of its text, about */
    bool constant;
    double value; /* of a constant */
} Operand;

typedef struct Walk {
    ZtSpelling *spelling;
    ZtPart *part;
    size_t count, cap;
    Operand *stack;
    size_t depth;
    ZtArena *arena; /* texts of leaves */
    ZtBuf *before;
    bool failed;
} Walk;

static bool is_single(const ZtSpelling *spelling)
{
    return spelling->session->settings.precision == ZT_SINGLE;
}

static size_t add(Walk *walk, ZtPart part)
{
    if (!ZT_GROW(walk->part, walk->cap, walk->count + 1)) {
        walk->failed = true;
        return 0;
    }
    walk->part[walk->count] = part;
    return walk->count++;
}

/* The text goes to the arena, and is cleared. */
static Operand leaf(Walk *walk, ZtBuf *text)
{
    const char *copy = zt_arena_strndup(walk->arena, zt_buf_text(text), text->len);
    Operand operand = {.len = text->len};
    walk->failed |= text->failed || !copy;
    operand.part = add(walk, (ZtPart){.op = -1, .text = copy ? copy : ""});
    zt_buf_free(text);
    return operand;
}

static Operand named(Walk *walk, const char *name)
{
    ZtBuf text = {0};
    zt_buf_puts(&text, name);
    return leaf(walk, &text);
}

static Operand negated(Walk *walk, Operand of)
{
    of.part = add(walk, (ZtPart){.op = ZT_OP_NEG, .in = {of.part, 0}});
    of.len++;
    return of;
}

/* A number; below zero it is a minus sign before one. */
static Operand number(Walk *walk, double value)
{
    const ZtSpelling *spelling = walk->spelling;
    bool negative = signbit(value) && !isnan(value);
    double shown =
        spelling->language == ZT_C ? zt_round(value, spelling->session->settings.precision) : value;
    ZtBuf text = {0};
    if (spelling->language == ZT_C)
        zt_c_number(&text, fabs(shown), is_single(spelling));
    else
        zt_python_number(&text, fabs(shown), false, false);
    Operand operand = leaf(walk, &text);
    operand = negative ? negated(walk, operand) : operand;
    operand.constant = true;
    operand.value = value;
    return operand;
}

static Operand name_of(Walk *walk, const ZtItem *item)
{
    const ZtSession *session = walk->spelling->session;
    ZtScope scope = zt_session_scope(session);
    if (item->kind == ZT_ITEM_NAME && strcmp(item->name, "pi") == 0)
        return number(walk, PI);
    if (item->kind == ZT_ITEM_NAME && strcmp(item->name, "p") == 0)
        return named(walk, "p");
    ptrdiff_t column = zt_scope_item(&scope, item);
    if (column >= 0)
        return named(walk, walk->spelling->column[column]);
    ptrdiff_t param = zt_session_parameter(session, item->name);
    assert(param >= 0);
    return named(walk, walk->spelling->param[param]);
}

/* Computes an operand that has become too long in a line of its own. */
static void shorten(Walk *walk, Operand *operand)
{
    ZtSpelling *spelling = walk->spelling;
    bool c = spelling->language == ZT_C;
    if (operand->len <= LINE_LEN || walk->failed)
        return;
    ZtBuf name = {0};
    zt_buf_printf(&name, "t%u", ++spelling->temporaries);
    zt_buf_puts(walk->before, spelling->indent);
    if (c)
        zt_buf_puts(walk->before, is_single(spelling) ? "const float " : "const double ");
    zt_buf_printf(walk->before, "%s = ", zt_buf_text(&name));
    walk->failed |= !zt_infix(walk->part, operand->part, 0, false, SIZE_MAX / 2, walk->before);
    zt_buf_puts(walk->before, c ? ";\n" : "\n");
    *operand = leaf(walk, &name);
}

static Operand call(Walk *walk, const char *name, const Operand *in, size_t count)
{
    size_t len = strlen(name) + 2 + in[0].len + (count > 1 ? 2 + in[1].len : 0);
    ZtPart part = {.op = count > 1 ? -3 : -2, .in = {in[0].part, in[1].part}, .text = name};
    return (Operand){.part = add(walk, part), .len = len};
}

static Operand sign(Walk *walk, ZtOp op, const Operand *in)
{
    bool two = zt_op_info(op)->arity == 2;
    ZtPart part = {.op = (int)op, .in = {in[0].part, two ? in[1].part : 0}};
    part.text = op == ZT_OP_POW ? " ** " : NULL;
    return (Operand){.part = add(walk, part), .len = in[0].len + (two ? 3 + in[1].len : 1)};
}

/* A function of <math.h>, or one of our own, in C. */
static Operand call_c(Walk *walk, ZtOp op, const Operand *in)
{
    const Word *word = &words[op];
    ZtBuf name = {0};
    zt_buf_puts(&name, word->c);
    zt_buf_puts(&name, !word->definition && is_single(walk->spelling) ? "f" : "");
    const char *text = zt_arena_strndup(walk->arena, zt_buf_text(&name), name.len);
    walk->failed |= name.failed || !text;
    zt_buf_free(&name);
    walk->spelling->called |= 1u << op;
    return call(walk, text ? text : "", in, (size_t)zt_op_info(op)->arity);
}

/* Powers with a number have the short forms of the number contract (zt_op_single). */
static Operand power_c(Walk *walk, const Operand *in)
{
    double exponent = in[1].constant ? in[1].value : 0;
    Operand base[2] = {in[0], in[1]};
    if (exponent == 0.5)
        return call_c(walk, ZT_OP_SQRT, in);
    if (exponent == 2 || exponent == -2) {
        walk->spelling->square = true;
        base[0] = call(walk, "square", in, 1);
    }
    if (exponent == 3) {
        walk->spelling->cube = true;
        base[0] = call(walk, "cube", in, 1);
    }
    if (exponent == -1 || exponent == -2)
        return sign(walk, ZT_OP_DIV, (Operand[]){number(walk, 1), base[0]});
    return exponent == 2 || exponent == 3 ? base[0] : call_c(walk, ZT_OP_POW, in);
}

static Operand operation_c(Walk *walk, ZtOp op, const Operand *in)
{
    if (op == ZT_OP_POW)
        return power_c(walk, in);
    return words[op].c ? call_c(walk, op, in) : sign(walk, op, in);
}

/* PyTorch's functions of two values want both to be tensors. */
static Operand tensor(Walk *walk, Operand operand)
{
    if (!operand.constant)
        return operand;
    ZtBuf text = {0};
    zt_buf_puts(&text, "torch.tensor(");
    zt_python_number(&text, operand.value, false, true);
    zt_buf_putc(&text, ')');
    return leaf(walk, &text);
}

static Operand operation_python(Walk *walk, ZtOp op, const Operand *in)
{
    if (!words[op].python)
        return sign(walk, op, in);
    size_t count = (size_t)zt_op_info(op)->arity;
    walk->spelling->called |= 1u << op;
    Operand operand[2] = {in[0], in[1]};
    for (size_t i = 0; i < count; i++)
        operand[i] = tensor(walk, in[i]);
    return call(walk, words[op].python, operand, count);
}

/* An operation on constants only: 5 / 9 stays as it is in Python, all else becomes its value. */
static Operand fold(Walk *walk, ZtOp op, const Operand *in)
{
    double value = zt_op_double(op, in[0].value, in[1].value, true);
    bool plain = op <= ZT_OP_NEG && fabs(value) < PLAIN;
    if (walk->spelling->language == ZT_C || !plain)
        return number(walk, value);
    Operand operand = sign(walk, op, in);
    operand.constant = true;
    operand.value = value;
    return operand;
}

static void apply(Walk *walk, ZtOp op)
{
    size_t arity = (size_t)zt_op_info(op)->arity;
    Operand in[2] = {{0}, {0}}, *top = &walk->stack[walk->depth -= arity];
    bool constant = true;
    for (size_t i = 0; i < arity; i++) {
        in[i] = top[i];
        constant = constant && in[i].constant;
        if (in[i].constant && in[i].len > LINE_LEN)
            in[i] = number(walk, in[i].value);
        else
            shorten(walk, &in[i]);
    }
    if (constant)
        *top = fold(walk, op, in);
    else
        *top = walk->spelling->language == ZT_C ? operation_c(walk, op, in)
                                                : operation_python(walk, op, in);
    walk->depth++;
}

bool zt_expression(ZtSpelling *spelling, const ZtFormula *formula, ZtBuf *before, ZtBuf *out)
{
    Walk walk = {.spelling = spelling, .arena = zt_arena_new(), .before = before};
    walk.stack = zt_alloc(formula->count, sizeof *walk.stack);
    walk.failed = !walk.arena || !walk.stack;
    for (size_t i = 0; !walk.failed && i < formula->count; i++) {
        const ZtItem *item = &formula->items[i];
        if (item->kind == ZT_ITEM_OP)
            apply(&walk, item->op);
        else if (item->kind == ZT_ITEM_NUMBER)
            walk.stack[walk.depth++] = number(&walk, item->value);
        else
            walk.stack[walk.depth++] = name_of(&walk, item);
    }
    bool fine = !walk.failed &&
                zt_infix(walk.part, walk.stack[0].part, 0, false, SIZE_MAX / 2, out) &&
                !walk.failed;
    zt_free(walk.part);
    zt_free(walk.stack);
    zt_arena_free(walk.arena);
    return fine && !before->failed;
}

static void add_definition(const ZtSpelling *spelling, const char *text, ZtBuf *out)
{
    bool single = is_single(spelling);
    for (; *text; text++)
        if (strncmp(text, "{T}", 3) == 0 || strncmp(text, "{f}", 3) == 0) {
            const char *type = single ? "float" : "double";
            zt_buf_puts(out, text[1] == 'T' ? type : single ? "f" : "");
            text += 2;
        } else {
            zt_buf_putc(out, *text);
        }
}

void zt_expression_helpers(const ZtSpelling *spelling, ZtBuf *out)
{
    if (spelling->square)
        add_definition(spelling, square_definition, out);
    if (spelling->cube)
        add_definition(spelling, cube_definition, out);
    for (int op = 0; op < ZT_OPS_GRAPH; op++)
        if (spelling->called >> op & 1 && words[op].definition)
            add_definition(spelling, words[op].definition, out);
}

bool zt_expression_needs_math(const ZtSpelling *spelling)
{
    for (int op = 0; op < ZT_OPS_GRAPH; op++)
        if (spelling->called >> op & 1 &&
            (!words[op].definition || strstr(words[op].definition, "{f}")))
            return true;
    return false;
}
