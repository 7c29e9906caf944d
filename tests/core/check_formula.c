/* Formulas to items. */
#include <string.h>

#include <check.h>

#include "base/random.h"
#include "core/formula.h"
#include "random_formula.h"
#include "suites.h"

static ZtFormula *parse(const char *text, ZtFormulaUse use)
{
    ZtErr err = {0};
    ZtFormula *f = zt_formula_parse(text, strlen(text), use, NULL, &err);
    ck_assert_msg(f != NULL, "not parsed: %s, error at %zu", text, err.at);
    return f;
}

static void write_item(const ZtItem *item, ZtBuf *out)
{
    static const char *const words[] = {
        [ZT_ITEM_RAW] = "raw:",       [ZT_ITEM_INDEX] = "index",     [ZT_ITEM_GRAD] = "grad:",
        [ZT_ITEM_LAST_LOSS] = "last", [ZT_ITEM_LAST_GRAD] = "last:", [ZT_ITEM_COUNT] = "count:",
        [ZT_ITEM_COLUMN] = "column:",
    };
    zt_buf_puts(out, out->len ? " " : "");
    if (item->kind == ZT_ITEM_NUMBER)
        zt_buf_printf(out, "%g", item->value);
    else if (item->kind == ZT_ITEM_OP)
        zt_buf_puts(out, item->op == ZT_OP_NEG ? "neg" : zt_op_info(item->op)->text);
    else
        zt_buf_printf(out, "%s%s", item->kind == ZT_ITEM_NAME ? "" : words[item->kind],
                      item->name ? item->name : "");
}

static void postfix(const ZtFormula *f, ZtBuf *out)
{
    zt_buf_clear(out);
    for (size_t i = 0; i < f->count; i++)
        write_item(&f->items[i], out);
}

static const struct {
    const char *text, *items;
} readings[] = {
    {"w * x + b", "w x * b +"},
    {"w*x+b", "w x * b +"},
    {" \t\r\n w  *x ", "w x *"},
    {"w\xc2\xa0*\xe2\x80\xafx", "w x *"}, /* the blanks of typography */
    {"a - b - c", "a b - c -"},
    {"a / b * c", "a b / c *"},
    {"a + b * c ^ d", "a b c d ^ * +"},
    {"a ^ b ^ c", "a b c ^ ^"},
    {"-x^2", "x 2 ^ neg"},
    {"(-x)^2", "x neg 2 ^"},
    {"2^-x", "2 x neg ^"},
    {"2^-x^3", "2 x 3 ^ neg ^"},
    {"--x", "x neg neg"},
    {"+x", "x"},
    {"+-+x", "x neg"},
    {"a - -b", "a b neg -"},
    {"-a * b", "a neg b *"},
    {"a * -b", "a b neg *"},
    {"((((x))))", "x"},
    {"(a + b) * c", "a b + c *"},
    {"sin(x)^2", "x sin 2 ^"},
    {"-sin (x)", "x sin neg"},
    {"max(a, min(b, c) + 1)", "a b c min 1 + max"},
    {"log1p(exp(x))", "x exp log1p"},
    {"pi", "pi"},
    {"1e3", "1000"},
    {"1.", "1"},
    {".5", "0.5"},
    {"1e-3", "0.001"},
    {"x1 + x_2 * _a", "x1 x_2 _a * +"},
    {"\"sepal length (cm)\" * w", "column:sepal length (cm) w *"},
    {"\"x\"", "column:x"},
    {"\"\"", "column:"},
    {"\xc3\xa9t\xc3\xa9 * \xce\xb1", "\xc3\xa9t\xc3\xa9 \xce\xb1 *"},
    {"\xe6\xb8\xa9\xe5\xba\xa6"
     "2",
     "\xe6\xb8\xa9\xe5\xba\xa6"
     "2"},
    {"Sin", "Sin"},
};

START_TEST(models_are_read)
{
    ZtBuf items = {0};
    ZtFormula *f = parse(readings[_i].text, ZT_FORMULA_MODEL);
    postfix(f, &items);
    ck_assert_str_eq(items.text, readings[_i].items);
    zt_formula_free(f);
    f = parse(readings[_i].text, ZT_FORMULA_VALUE);
    postfix(f, &items);
    ck_assert_str_eq(items.text, readings[_i].items);
    zt_formula_free(f);
    zt_buf_free(&items);
}
END_TEST

static const struct {
    const char *text, *items;
} values[] = {
    {"a < b and b < c", "a b < b c < and"},
    {"a < b or c and d", "a b < c d and or"},
    {"not a < b", "a b < not"},
    {"not not a", "a not not"},
    {"a == b", "a b =="},
    {"a <= b", "a b <="},
    {"a >= b", "a b >="},
    {"a != b", "a b !="},
    {"a > b", "a b >"},
    {"a ~ b + c", "a b c + ~"},
    {"(a < b) < c", "a b < c <"},
    {"mean(x) + std(x) / low(y) - high(y) * sum(n)", "x mean x std y low / + y high n sum * -"},
    {"raw(x)", "raw:x"},
    {"raw(\"a b\")", "raw:a b"},
    {"grad(w)", "grad:w"},
    {"last(loss)", "last"},
    {"last(grad(w))", "last:w"},
    {"count(plot)", "count:plot"},
    {"zolta[1]", "zolta 1 index"},
    {"\"a b\"[n - 1]", "column:a b n 1 - index"},
    {"raw(x)[2] + 1", "raw:x 2 index 1 +"},
    {"grad (w)", "grad:w"},
};

START_TEST(values_are_read)
{
    ZtBuf items = {0};
    ZtFormula *f = parse(values[_i].text, ZT_FORMULA_VALUE);
    postfix(f, &items);
    ck_assert_str_eq(items.text, values[_i].items);
    zt_formula_free(f);
    zt_buf_free(&items);
}
END_TEST

/* The text is kept without the blanks around it; the items' places are those in the text given. */
START_TEST(text_and_places)
{
    ZtFormula *f = parse("  w * zolta \n", ZT_FORMULA_MODEL);
    ck_assert_str_eq(f->text, "w * zolta");
    ck_assert_uint_eq(f->items[0].at, 2);
    ck_assert_uint_eq(f->items[1].at, 6);
    ck_assert_uint_eq(f->items[1].len, 5);
    ck_assert_uint_eq(f->items[2].at, 4);
    ZtFormula *copy = zt_formula_retain(f);
    zt_formula_free(f);
    ck_assert_str_eq(copy->text, "w * zolta");
    ck_assert_uint_eq(copy->count, 3);
    ck_assert_str_eq(copy->items[1].name, "zolta");
    ck_assert_int_eq(copy->items[2].op, ZT_OP_MUL);
    zt_formula_free(copy);
    zt_formula_free(NULL);
}
END_TEST

/* Only len bytes count. */
START_TEST(the_length_is_kept_to)
{
    ZtErr err = {0};
    ZtFormula *f = zt_formula_parse("abc + \"d", 3, ZT_FORMULA_MODEL, NULL, &err);
    ck_assert_str_eq(f->text, "abc");
    zt_formula_free(f);
    ck_assert_ptr_null(zt_formula_parse("a + b", 3, ZT_FORMULA_MODEL, NULL, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_FORMULA_END);
    f = zt_formula_parse("12345", 2, ZT_FORMULA_MODEL, NULL, &err);
    ck_assert_double_eq(f->items[0].value, 12);
    zt_formula_free(f);
}
END_TEST

static const struct {
    const char *text;
    size_t stop;
    const char *kept;
} stops[] = {
    {"w * x where w=1", 6, "w * x"}, {"a, b", 1, "a"}, {" a : text", 3, "a"},
    {"a until b", 2, "a"},           {"a b", 2, "a"},  {" a  ", 4, "a"},
    {"f + g  ,", 7, "f + g"},
};

START_TEST(stops_where_it_cannot_go_on)
{
    ZtErr err = {0};
    size_t stop = 99;
    const char *text = stops[_i].text;
    ZtFormula *f = zt_formula_parse(text, strlen(text), ZT_FORMULA_VALUE, &stop, &err);
    ck_assert_ptr_nonnull(f);
    ck_assert_uint_eq(stop, stops[_i].stop);
    ck_assert_str_eq(f->text, stops[_i].kept);
    zt_formula_free(f);
}
END_TEST

START_TEST(does_not_stop_everywhere)
{
    static const char *const wrong[] = {"a ) b", "a = 3", "a + where", "where", "a $", "a ]", ","};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        ZtErr err = {0};
        size_t stop = 99;
        ck_assert_ptr_null(
            zt_formula_parse(wrong[i], strlen(wrong[i]), ZT_FORMULA_VALUE, &stop, &err));
        ck_assert(err.spanned);
    }
}
END_TEST

/* open and close around x, count times. */
static ZtFormula *nested(const char *open, const char *close, size_t count, ZtErr *err)
{
    ZtBuf text = {0};
    for (size_t i = 0; i < count; i++)
        zt_buf_puts(&text, open);
    zt_buf_puts(&text, "x");
    for (size_t i = 0; i < count; i++)
        zt_buf_puts(&text, close);
    *err = (ZtErr){0};
    ZtFormula *f = zt_formula_parse(text.text, text.len, ZT_FORMULA_MODEL, NULL, err);
    zt_buf_free(&text);
    return f;
}

START_TEST(depth)
{
    static const char *const nests[][2] = {{"(", ")"},      {"sin(", ")"}, {"max(", ",1)"},
                                           {"min(1,", ")"}, {"2^", ""},    {"2^-", ""}};
    ZtErr err;
    for (size_t i = 0; i < sizeof nests / sizeof nests[0]; i++) {
        ZtFormula *f = nested(nests[i][0], nests[i][1], 200, &err);
        ck_assert_msg(f != NULL, "200 deep: %s", nests[i][0]);
        zt_formula_free(f);
        ck_assert_ptr_null(nested(nests[i][0], nests[i][1], 201, &err));
        ck_assert_int_eq(err.kind, ZT_ERR_FORMULA_DEPTH);
        ck_assert_str_eq(err.arg[0], "200");
        ck_assert(err.spanned);
        ck_assert_ptr_null(nested(nests[i][0], nests[i][1], 10000, &err));
        ck_assert_int_eq(err.kind, ZT_ERR_FORMULA_DEPTH);
        ck_assert_ptr_null(nested(nests[i][0], "", 10000, &err));
        ck_assert_int_eq(err.kind, ZT_ERR_FORMULA_DEPTH);
    }
}
END_TEST

/* Depth is what is open at one place, not what was opened in all. */
START_TEST(depth_ends_with_the_parenthesis)
{
    ZtBuf text = {0};
    for (int i = 0; i < 1000; i++)
        zt_buf_puts(&text, "max((1), sin(x^(2))) + ");
    zt_buf_puts(&text, "x");
    zt_formula_free(parse(text.text, ZT_FORMULA_MODEL));
    zt_buf_free(&text);
}
END_TEST

static ZtFormula *long_sum(const char *term, size_t terms, ZtErr *err)
{
    ZtBuf text = {0};
    for (size_t i = 0; i < terms; i++)
        zt_buf_printf(&text, "%s%s", i ? " + " : "", term);
    *err = (ZtErr){0};
    ZtFormula *f = zt_formula_parse(text.text, text.len, ZT_FORMULA_MODEL, NULL, err);
    zt_buf_free(&text);
    return f;
}

START_TEST(length)
{
    ZtErr err;
    ZtFormula *f = long_sum("x", 9000, &err);
    ck_assert_ptr_nonnull(f);
    ck_assert_uint_eq(f->count, 17999);
    ZtFormula *copy = zt_formula_retain(f);
    ck_assert_uint_eq(copy->count, 17999);
    zt_formula_free(copy);
    zt_formula_free(f);
    f = long_sum("x", 10000, &err);
    ck_assert_ptr_nonnull(f);
    zt_formula_free(f);
    ck_assert_ptr_null(long_sum("x", 10001, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_FORMULA_NODES);
    ck_assert_str_eq(err.arg[0], "20,000");
    ck_assert(err.spanned);
    ck_assert_ptr_null(long_sum("x", 1000000, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_FORMULA_NODES);
    ck_assert_ptr_null(nested("-", "", 100000, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_FORMULA_NODES);
}
END_TEST

/* Nothing but an error comes of bytes at random, and its place is within the text. */
START_TEST(any_bytes)
{
    static const char *const pieces[] = {
        "w",    "x",        "3",     "1e9", "(",    ")",     "[",     "]",    ",",
        "=",    "+",        "-",     "*",   "/",    "^",     " ",     "\"",   "sin",
        "max(", "not ",     "and",   "<",   "raw(", "last(", "grad(", "loss", "\xc2\xb2",
        "\xff", "\xe2\x88", "where", ":",   ".",    "1e999", "#",     "\\",   "\x1b"};
    ZtRandom random;
    ZtBuf text = {0};
    zt_random_seed(&random, 1);
    for (int i = 0; i < 20000; i++) {
        zt_buf_clear(&text);
        for (size_t n = random_below(&random, 9); n < 9; n++)
            zt_buf_puts(&text, pieces[random_below(&random, sizeof pieces / sizeof pieces[0])]);
        ZtErr err = {0};
        size_t stop = 0;
        ZtFormula *f = zt_formula_parse(text.text, text.len, (ZtFormulaUse)(i % 2),
                                        i % 3 ? &stop : NULL, &err);
        if (!f && (err.kind == ZT_ERR_NONE || !err.spanned || err.at > text.len))
            ck_abort_msg("'%s': no error, or one out of place", text.text);
        if (stop > text.len)
            ck_abort_msg("'%s': stops behind its end", text.text);
        zt_formula_free(f);
    }
    zt_buf_free(&text);
}
END_TEST

Suite *formula_suite(void)
{
    Suite *suite = suite_create("formula");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 30);
    tcase_add_loop_test(tests, models_are_read, 0, sizeof readings / sizeof readings[0]);
    tcase_add_loop_test(tests, values_are_read, 0, sizeof values / sizeof values[0]);
    tcase_add_test(tests, text_and_places);
    tcase_add_test(tests, the_length_is_kept_to);
    tcase_add_loop_test(tests, stops_where_it_cannot_go_on, 0, sizeof stops / sizeof stops[0]);
    tcase_add_test(tests, does_not_stop_everywhere);
    tcase_add_test(tests, depth);
    tcase_add_test(tests, depth_ends_with_the_parenthesis);
    tcase_add_test(tests, length);
    tcase_add_test(tests, any_bytes);
    suite_add_tcase(suite, tests);
    return suite;
}
