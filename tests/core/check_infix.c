/* Expressions as text: no parenthesis too many, none too few. */
#include <math.h>
#include <string.h>

#include <check.h>

#include "base/memory.h"
#include "core/bind.h"
#include "core/infix.h"
#include "core/interpret.h"
#include "oracle.h"
#include "random_formula.h"
#include "suites.h"

#define LIMIT 100000

/* The parts of a formula of items, just as it stands. */
static ZtPart *parts_of(const ZtFormula *f, size_t *root)
{
    ZtPart *part = zt_alloc(f->count, sizeof *part);
    size_t *stack = zt_alloc(f->count + 1, sizeof *stack), depth = 0;
    for (size_t i = 0; i < f->count; i++) {
        const ZtItem *item = &f->items[i];
        part[i] = (ZtPart){.op = -1, .text = item->name, .number = item->value};
        if (item->kind == ZT_ITEM_OP) {
            part[i] = (ZtPart){.op = (int)item->op};
            for (int k = zt_op_info(item->op)->arity; k-- > 0;)
                part[i].in[k] = stack[--depth];
        }
        stack[depth++] = i;
    }
    *root = stack[0];
    zt_free(stack);
    return part;
}

static void print(const char *text, ZtBuf *out)
{
    ZtErr err = {0};
    ZtFormula *f = zt_formula_parse(text, strlen(text), ZT_FORMULA_VALUE, NULL, &err);
    ck_assert_msg(f != NULL, "not parsed: %s", text);
    size_t root;
    ZtPart *part = parts_of(f, &root);
    zt_buf_clear(out);
    ck_assert(zt_infix(part, root, 6, false, LIMIT, out));
    zt_free(part);
    zt_formula_free(f);
}

static const struct {
    const char *written, *printed;
} forms[] = {
    {"w*x+b", "w * x + b"},
    {"(w*x)+(b)", "w * x + b"},
    {"w*(x+b)", "w * (x + b)"},
    {"(w*x)^2", "(w * x)^2"},
    {"a-(b-c)", "a - (b - c)"},
    {"(a-b)-c", "a - b - c"},
    {"a+(b+c)", "a + (b + c)"}, /* another order of rounding */
    {"a/(b/c)", "a / (b / c)"},
    {"a/b/c", "a / b / c"},
    {"a*(b*c)", "a * (b * c)"},
    {"a/(b*c)", "a / (b * c)"},
    {"a^b^c", "a^b^c"},
    {"(a^b)^c", "(a^b)^c"},
    {"-x^2", "-x^2"},
    {"(-x)^2", "(-x)^2"},
    {"-(x+1)", "-(x + 1)"},
    {"-(a*b)", "-(a * b)"},
    {"-a*b", "-a * b"},
    {"2^-x", "2^(-x)"},
    {"--x", "-(-x)"},
    {"a - -b", "a - -b"},
    {"sin(x+1)^2", "sin(x + 1)^2"},
    {"max(a+b, min(c,1))", "max(a + b, min(c, 1))"},
    {"exp(-(x))", "exp(-x)"},
};

START_TEST(parentheses)
{
    ZtBuf out = {0};
    print(forms[_i].written, &out);
    ck_assert_str_eq(out.text, forms[_i].printed);
    zt_buf_free(&out);
}
END_TEST

static void print_parts(const ZtPart *part, size_t root, ZtBuf *out)
{
    zt_buf_clear(out);
    ck_assert(zt_infix(part, root, 4, true, LIMIT, out));
}

/* Numbers below zero: the sign before them takes theirs. */
START_TEST(negative_numbers)
{
    ZtPart part[] = {{.op = -1, .text = "x"},         {.op = -1, .number = -17.3},
                     {.op = ZT_OP_ADD, .in = {0, 1}}, {.op = ZT_OP_SUB, .in = {0, 1}},
                     {.op = ZT_OP_MUL, .in = {1, 0}}, {.op = ZT_OP_MUL, .in = {0, 1}},
                     {.op = ZT_OP_POW, .in = {1, 0}}, {.op = ZT_OP_POW, .in = {0, 1}},
                     {.op = ZT_OP_ADD, .in = {1, 0}}, {.op = ZT_OP_ADD, .in = {0, 4}}};
    static const char *const printed[] = {"x",         "-17.3",       "x - 17.3",  "x + 17.3",
                                          "-17.3 * x", "x * -17.3",   "(-17.3)^x", "x^(-17.3)",
                                          "-17.3 + x", "x - 17.3 * x"};
    ZtBuf out = {0};
    for (size_t i = 0; i < sizeof part / sizeof part[0]; i++) {
        print_parts(part, i, &out);
        ck_assert_str_eq(out.text, printed[i]);
    }
    zt_buf_free(&out);
}
END_TEST

START_TEST(calls_and_numbers)
{
    ZtPart part[] = {{.op = -1, .number = 0.1},
                     {.op = -2, .text = "sum", .in = {0}},
                     {.op = -1, .number = NAN},
                     {.op = ZT_OP_ADD, .in = {0, 2}}};
    ZtBuf out = {0};
    print_parts(part, 1, &out);
    ck_assert_str_eq(out.text, "sum(0.1)");
    print_parts(part, 3, &out);
    ck_assert_ptr_nonnull(strstr(out.text, "nan"));
    part[0].number = 1.23456789;
    print_parts(part, 0, &out);
    ck_assert_str_eq(out.text, "1.235");
    zt_buf_clear(&out);
    part[0].number = (double)0.1f;
    ck_assert(zt_infix(part, 0, 0, true, LIMIT, &out));
    ck_assert_str_eq(out.text, "0.1");
    zt_buf_clear(&out);
    ck_assert(zt_infix(part, 0, 0, false, LIMIT, &out));
    ck_assert_str_eq(out.text, "0.10000000149011612");
    zt_buf_free(&out);
}
END_TEST

/* Long sums take no stack, and what is longer than the limit ends in dots. */
START_TEST(long_expressions)
{
    enum { TERMS = 9000 };
    ZtPart *part = zt_alloc(2 * TERMS, sizeof *part);
    part[0] = (ZtPart){.op = -1, .text = "x"};
    for (size_t i = 1; i < TERMS; i++)
        part[i] = (ZtPart){.op = ZT_OP_ADD, .in = {i - 1, 0}};
    ZtBuf out = {0};
    ck_assert(zt_infix(part, TERMS - 1, 6, true, LIMIT, &out));
    ck_assert_uint_eq(out.len, 4 * TERMS - 3);
    zt_buf_clear(&out);
    zt_buf_puts(&out, "before ");
    ck_assert(zt_infix(part, TERMS - 1, 6, true, 50, &out));
    ck_assert_uint_le(out.len, 7 + 60);
    ck_assert_str_eq(out.text + out.len - 3, "...");
    ck_assert_mem_eq(out.text, "before x + x", 12);
    zt_buf_free(&out);
    zt_free(part);
}
END_TEST

/* The value of a formula of u, v and parameters at one point. */
static double value_of(const char *text, const double *param)
{
    ZtErr err = {0};
    double u = 0.37, v = -1.9;
    void *const columns[] = {&u, &v, &u};
    ZtDataset *names = subject_names();
    ZtGraph *graph = zt_graph_new();
    ZtParams params = {0};
    ZtScope scope = subject_scope(names);
    ZtFormula *f = zt_formula_parse(text, strlen(text), ZT_FORMULA_MODEL, NULL, &err);
    ck_assert_msg(f != NULL, "not parsed: %s", text);
    ZtRef root = zt_bind_model(graph, f, &scope, &params, &err);
    double *value = zt_alloc(zt_graph_count(graph), sizeof *value);
    double in_order[2] = {0, 0}; /* the parameters, as they first appear */
    for (size_t i = 0; i < params.count; i++)
        in_order[i] = param[params.name[i][0] - 'a'];
    ZtRow row = {in_order, columns, 0, 1, ZT_DOUBLE};
    zt_interpret(graph, &row, value);
    double result = value[root];
    zt_free(value);
    zt_formula_free(f);
    zt_params_free(&params);
    zt_graph_free(graph);
    zt_dataset_release(names);
    return result;
}

/* What is printed means what was written. */
START_TEST(reads_back_the_same)
{
    static const char *const names[] = {"u", "v", "a", "b"};
    static const double param[2] = {0.8, -2.3};
    ZtRandom random;
    ZtBuf written = {0}, printed = {0};
    zt_random_seed(&random, 4);
    for (int i = 0; i < 2000; i++) {
        zt_buf_clear(&written);
        random_formula(&random, names, 4, random_below(&random, 12), &written);
        ZtErr err = {0};
        ZtFormula *f = zt_formula_parse(written.text, written.len, ZT_FORMULA_MODEL, NULL, &err);
        size_t root;
        ZtPart *part = parts_of(f, &root);
        zt_buf_clear(&printed);
        ck_assert(zt_infix(part, root, 0, false, LIMIT, &printed));
        if (!same_bits(value_of(written.text, param), value_of(printed.text, param)))
            ck_abort_msg("%s is printed %s", written.text, printed.text);
        zt_free(part);
        zt_formula_free(f);
    }
    zt_buf_free(&written);
    zt_buf_free(&printed);
}
END_TEST

Suite *infix_suite(void)
{
    Suite *suite = suite_create("infix");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 30);
    tcase_add_loop_test(tests, parentheses, 0, sizeof forms / sizeof forms[0]);
    tcase_add_test(tests, negative_numbers);
    tcase_add_test(tests, calls_and_numbers);
    tcase_add_test(tests, long_expressions);
    tcase_add_test(tests, reads_back_the_same);
    suite_add_tcase(suite, tests);
    return suite;
}
