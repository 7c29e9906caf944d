#include "core/op.h"
#include "random_formula.h"

typedef struct Maker {
    ZtRandom *random;
    const char *const *name;
    size_t names;
    ZtBuf *out;
} Maker;

size_t random_below(ZtRandom *random, size_t limit)
{
    return zt_random_next(random) % limit;
}

static const char *choose(Maker *m, const char *const *list, size_t count)
{
    return list[random_below(m->random, count)];
}

static void tree(Maker *m, size_t size);

static void enclosed(Maker *m, size_t size)
{
    zt_buf_putc(m->out, '(');
    tree(m, size);
    zt_buf_putc(m->out, ')');
}

static void leaf(Maker *m)
{
    static const char *const numbers[] = {"0", "1",    "2",    "3",   "0.5", "0.1",
                                          "7", "1e-3", "1e20", "100", "pi",  "1.0000001"};
    if (random_below(m->random, 4) == 0)
        zt_buf_puts(m->out, choose(m, numbers, sizeof numbers / sizeof numbers[0]));
    else
        zt_buf_puts(m->out, choose(m, m->name, m->names));
}

static void exponent(Maker *m, size_t size)
{
    static const char *const special[] = {"2", "3",    "0.5",  "-1",    "-2",
                                          "0", "1",    "1.5",  "4",     "-3",
                                          "7", "-0.5", "0.25", "(1/3)", "2.0000000000000004"};
    if (random_below(m->random, 3) > 0)
        zt_buf_puts(m->out, choose(m, special, sizeof special / sizeof special[0]));
    else
        enclosed(m, size);
}

static void two(Maker *m, ZtOp op, size_t size)
{
    size_t left = random_below(m->random, size + 1);
    bool function = op == ZT_OP_MIN || op == ZT_OP_MAX;
    if (function)
        zt_buf_printf(m->out, "%s(", zt_op_info(op)->text);
    enclosed(m, left);
    zt_buf_puts(m->out, function ? ", " : zt_op_info(op)->text);
    if (op == ZT_OP_POW)
        exponent(m, size - left);
    else
        enclosed(m, size - left);
    zt_buf_puts(m->out, function ? ")" : "");
}

static void tree(Maker *m, size_t size)
{
    if (size == 0) {
        leaf(m);
        return;
    }
    ZtOp op = (ZtOp)random_below(m->random, ZT_OPS_GRAPH);
    if (random_below(m->random, 3) == 0)
        op = (ZtOp)random_below(m->random, ZT_OP_ABS); /* the signs */
    if (zt_op_info(op)->arity == 2) {
        two(m, op, size - 1);
        return;
    }
    zt_buf_puts(m->out, zt_op_info(op)->text);
    enclosed(m, size - 1);
}

void random_formula(ZtRandom *random, const char *const *name, size_t names, size_t size,
                    ZtBuf *out)
{
    Maker maker = {random, name, names, out};
    tree(&maker, size);
}
