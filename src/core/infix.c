#include <config.h>

#include <math.h>

#include "base/memory.h"
#include "base/number.h"
#include "core/infix.h"

#define LEAF     9 /* binds closer than any operation */
#define UNARY    7
#define ADDITIVE 5

/* What is still to be printed, last first: a text, or a part in a place of some rank. */
typedef struct Pending {
    const char *text;
    size_t part;
    int rank; /* looser parts need parentheses */
    bool abs; /* without the sign of the number it begins with: the sign before it took it */
} Pending;

typedef struct Printer {
    const ZtPart *part;
    Pending *stack;
    size_t depth, cap;
    int digits;
    bool single, failed;
    ZtBuf *out;
} Printer;

static void push(Printer *p, Pending pending)
{
    if (!ZT_GROW(p->stack, p->cap, p->depth + 1))
        p->failed = true;
    else
        p->stack[p->depth++] = pending;
}

static bool negative_number(const ZtPart *part)
{
    return part->op == -1 && !part->text && (part->number < 0 || isnan(part->number));
}

static int rank_of(const ZtPart *part)
{
    if (part->op < 0)
        return negative_number(part) ? UNARY : LEAF;
    int rank = zt_op_info((ZtOp)part->op)->precedence;
    return rank ? rank : LEAF;
}

static void print_leaf(Printer *p, const ZtPart *part, bool absolute)
{
    if (part->text)
        zt_buf_puts(p->out, part->text);
    else
        zt_number_print(p->out, absolute ? fabs(part->number) : part->number, p->digits, p->single);
}

static void push_call(Printer *p, const char *name, const ZtPart *part, bool two)
{
    push(p, (Pending){.text = ")"});
    if (two) {
        push(p, (Pending){.part = part->in[1]});
        push(p, (Pending){.text = ", "});
    }
    push(p, (Pending){.part = part->in[0]});
    push(p, (Pending){.text = "("});
    push(p, (Pending){.text = name});
}

static void push_power(Printer *p, const ZtPart *part)
{
    push(p, (Pending){.part = part->in[1], .rank = LEAF - 1});
    push(p, (Pending){.text = part->text ? part->text : "^"});
    push(p, (Pending){.part = part->in[0], .rank = LEAF});
}

/* A number, or a product or quotient that begins with one, below zero. */
static bool begins_negative(const Printer *p, const ZtPart *part)
{
    while (part->op == ZT_OP_MUL || part->op == ZT_OP_DIV)
        part = &p->part[part->in[0]];
    return negative_number(part) && !isnan(part->number);
}

/* a + -3 * x is written a - 3 * x. */
static void push_binary(Printer *p, const ZtPart *part, int rank, bool absolute)
{
    static const char *const signs[] = {
        [ZT_OP_ADD] = " + ",
        [ZT_OP_SUB] = " - ",
        [ZT_OP_MUL] = " * ",
        [ZT_OP_DIV] = " / ",
    };
    bool turn = rank == ADDITIVE && begins_negative(p, &p->part[part->in[1]]);
    bool minus = (part->op == ZT_OP_SUB) != turn;
    const char *sign = rank == ADDITIVE ? signs[minus ? ZT_OP_SUB : ZT_OP_ADD] : signs[part->op];
    push(p, (Pending){.part = part->in[1], .rank = turn ? 0 : rank + 1, .abs = turn});
    push(p, (Pending){.text = sign});
    push(p, (Pending){.part = part->in[0], .rank = absolute ? 0 : rank, .abs = absolute});
}

static void print_part(Printer *p, Pending pending)
{
    const ZtPart *part = &p->part[pending.part];
    int rank = rank_of(part);
    if (rank < pending.rank) {
        push(p, (Pending){.text = ")"});
        push(p, (Pending){.part = pending.part});
        push(p, (Pending){.text = "("});
    } else if (part->op == -1) {
        print_leaf(p, part, pending.abs);
    } else if (part->op < 0) {
        push_call(p, part->text, part, part->op == -3);
    } else if (rank == LEAF) {
        const ZtOpInfo *info = zt_op_info((ZtOp)part->op);
        push_call(p, info->text, part, info->arity == 2);
    } else if (part->op == ZT_OP_NEG) {
        push(p, (Pending){.part = part->in[0], .rank = UNARY + 1});
        push(p, (Pending){.text = "-"});
    } else if (part->op == ZT_OP_POW) {
        push_power(p, part);
    } else {
        push_binary(p, part, rank, pending.abs);
    }
}

bool zt_infix(const ZtPart *part, size_t root, int digits, bool single, size_t limit, ZtBuf *out)
{
    Printer p = {.part = part, .digits = digits, .single = single, .out = out};
    size_t end = out->len + limit;
    push(&p, (Pending){.part = root});
    while (p.depth > 0 && !p.failed && out->len < end) {
        Pending next = p.stack[--p.depth];
        if (next.text)
            zt_buf_puts(out, next.text);
        else
            print_part(&p, next);
    }
    if (p.depth > 0)
        zt_buf_puts(out, "...");
    zt_free(p.stack);
    return !p.failed && !out->failed;
}
