/* What names mean in a model and in a loss. */
#include <string.h>
#include <time.h>

#include <check.h>

#include "core/bind.h"
#include "suites.h"

/* Columns: zolta (x1), "sepal (cm)" (x2), humidity, kind (text), e (x3), celsius (y), lr. */
static ZtDataset *data;
static ZtScope scope;
static ZtGraph *graph;
static ZtParams params;
static ZtErr err;

static void setup(void)
{
    static const char *const names[] = {
        "zolta", "sepal (cm)", "humidity", "kind", "\xc3\xa9t\xc3\xa9", "celsius", "lr"};
    static const size_t input[] = {0, 1, 4};
    ZtBuilder *builder = zt_builder_new("data", ZT_SINGLE);
    for (size_t i = 0; i < 7; i++)
        ck_assert(zt_builder_column(builder, names[i], i == 3));
    data = zt_builder_finish(builder);
    scope = (ZtScope){data, input, 3, 5};
    graph = zt_graph_new();
    params = (ZtParams){0};
    err = (ZtErr){0};
}

static void teardown(void)
{
    zt_params_free(&params);
    zt_graph_free(graph);
    zt_dataset_release(data);
}

static ZtFormula *parse(const char *text)
{
    ZtFormula *f = zt_formula_parse(text, strlen(text), ZT_FORMULA_MODEL, NULL, &err);
    ck_assert_msg(f != NULL, "not parsed: %s", text);
    return f;
}

static ZtRef bind_model(const char *text)
{
    ZtFormula *f = parse(text);
    zt_params_free(&params);
    err = (ZtErr){0};
    ZtRef root = zt_bind_model(graph, f, &scope, &params, &err);
    zt_formula_free(f);
    return root;
}

static ZtRef bind_loss(const char *text, ZtRef prediction)
{
    ZtFormula *f = parse(text);
    err = (ZtErr){0};
    ZtRef root = zt_bind_loss(graph, f, &scope, prediction, &err);
    zt_formula_free(f);
    return root;
}

START_TEST(names_of_columns)
{
    ck_assert_int_eq(zt_scope_column(&scope, "x"), 0);
    ck_assert_int_eq(zt_scope_column(&scope, "x1"), 0);
    ck_assert_int_eq(zt_scope_column(&scope, "x2"), 1);
    ck_assert_int_eq(zt_scope_column(&scope, "x3"), 4);
    ck_assert_int_eq(zt_scope_column(&scope, "x4"), -1);
    ck_assert_int_eq(zt_scope_column(&scope, "x0"), -1);
    ck_assert_int_eq(zt_scope_column(&scope, "x99999999999999999999"), -1);
    ck_assert_int_eq(zt_scope_column(&scope, "y"), 5);
    ck_assert_int_eq(zt_scope_column(&scope, "zolta"), 0);
    ck_assert_int_eq(zt_scope_column(&scope, "sepal (cm)"), 1);
    ck_assert_int_eq(zt_scope_column(&scope, "Zolta"), -1);
    ck_assert_int_eq(zt_scope_column(&scope, "lr"), -1); /* the setting; the column in quotes */
    ck_assert_int_eq(zt_scope_column(&scope, "w"), -1);
}
END_TEST

/* x means the input even where a column has that name, and y the target. */
START_TEST(roles_win_over_names)
{
    ZtBuilder *builder = zt_builder_new("data", ZT_SINGLE);
    ck_assert(zt_builder_column(builder, "y", false));
    ck_assert(zt_builder_column(builder, "x", false));
    ZtDataset *swapped = zt_builder_finish(builder);
    static const size_t input[] = {0};
    ZtScope s = {swapped, input, 1, 1};
    ck_assert_int_eq(zt_scope_column(&s, "x"), 0);
    ck_assert_int_eq(zt_scope_column(&s, "y"), 1);
    zt_dataset_release(swapped);
}
END_TEST

static uint32_t column_of(const char *text)
{
    ZtRef root = bind_model(text);
    ck_assert_uint_ne(root, ZT_NO_REF);
    const ZtNode *node = zt_graph_node(graph, zt_graph_node(graph, root)->in[0]);
    ck_assert_int_eq(node->kind, ZT_NODE_COLUMN);
    return node->index;
}

START_TEST(columns_in_a_model)
{
    ck_assert_uint_eq(column_of("x"), 0);
    ck_assert_uint_eq(column_of("zolta"), 0);
    ck_assert_uint_eq(column_of("x2"), 1);
    ck_assert_uint_eq(column_of("\"sepal (cm)\""), 1);
    ck_assert_uint_eq(column_of("\"zolta\""), 0);
    ck_assert_uint_eq(column_of("humidity"), 2);
    ck_assert_uint_eq(column_of("\xc3\xa9t\xc3\xa9"), 4);
    ck_assert_uint_eq(column_of("\"lr\""), 6);
    ck_assert_uint_eq(params.count, 0);
}
END_TEST

/* In order of first appearance; a factor starts at 1, a mere summand at 0. */
static const struct {
    const char *text, *names, *factors;
} parameters[] = {
    {"w * x + b", "w b", "10"},    {"b + w * x", "b w", "01"},
    {"w * x - b", "w b", "10"},    {"w1 * x1 + w2 * x2 + b", "w1 w2 b", "110"},
    {"a + b + c", "a b c", "000"}, {"a - (b - c)", "a b c", "000"},
    {"-a + x", "a", "1"},          {"a + a * x", "a", "1"},
    {"sin(a) + b", "a b", "10"},   {"max(a, x) + b", "a b", "10"},
    {"x^a + b / 2", "a b", "11"},  {"a", "a", "1"},
    {"(a + b) * x", "a b", "00"},  {"x", "", ""},
    {"W * x + w", "W w", "10"},    {"\xce\xb1 * x", "\xce\xb1", "1"},
    {"e + ee * pi", "e ee", "01"},
};

START_TEST(parameters_in_a_model)
{
    ZtBuf names = {0}, factors = {0};
    ck_assert_uint_ne(bind_model(parameters[_i].text), ZT_NO_REF);
    for (size_t i = 0; i < params.count; i++) {
        zt_buf_printf(&names, "%s%s", i ? " " : "", params.name[i]);
        zt_buf_putc(&factors, params.factor[i] ? '1' : '0');
    }
    ck_assert_str_eq(zt_buf_text(&names), parameters[_i].names);
    ck_assert_str_eq(zt_buf_text(&factors), parameters[_i].factors);
    zt_buf_free(&names);
    zt_buf_free(&factors);
}
END_TEST

START_TEST(a_prediction_wraps_the_model)
{
    ZtRef root = bind_model("w * x + pi");
    const ZtNode *node = zt_graph_node(graph, root);
    ck_assert_int_eq(node->kind, ZT_NODE_PREDICTION);
    const ZtNode *sum = zt_graph_node(graph, node->in[0]);
    ck_assert_int_eq(sum->op, ZT_OP_ADD);
    ck_assert_double_eq(zt_graph_node(graph, sum->in[1])->value, 3.14159265358979323846);
    ck_assert_uint_lt(sum->use[0], sum->use[1]);
}
END_TEST

static const struct {
    const char *text;
    ZtErrKind kind;
    size_t at, len;
    const char *first, *second;
} faults[] = {
    {"w * y", ZT_ERR_FORMULA_TARGET, 4, 1, "", ""},
    {"w * celsius", ZT_ERR_FORMULA_TARGET, 4, 7, "", ""},
    {"w * \"celsius\"", ZT_ERR_FORMULA_TARGET, 5, 7, "", ""},
    {"p + w", ZT_ERR_FORMULA_PREDICTION, 0, 1, "p", ""},
    {"w * x4", ZT_ERR_FORMULA_INPUT, 4, 2, "x4", "3"},
    {"w * x100", ZT_ERR_FORMULA_INPUT, 4, 4, "x100", "3"},
    {"w * kind", ZT_ERR_FORMULA_TEXT_COLUMN, 4, 4, "kind", ""},
    {"\"nope\"", ZT_ERR_FORMULA_COLUMN, 1, 4, "nope", ""},
    {"w + \"celcius\"", ZT_ERR_FORMULA_COLUMN, 5, 7, "celcius", "celsius"},
    {"lr * x", ZT_ERR_FORMULA_RESERVED, 0, 2, "lr", ""},
    {"w * epoch", ZT_ERR_FORMULA_RESERVED, 4, 5, "epoch", ""},
    {"loss", ZT_ERR_FORMULA_RESERVED, 0, 4, "loss", ""},
    {"n * x", ZT_ERR_FORMULA_RESERVED, 0, 1, "n", ""},
    {"momentum", ZT_ERR_FORMULA_RESERVED, 0, 8, "momentum", ""},
    {"x0", ZT_ERR_FORMULA_RESERVED, 0, 2, "x0", ""},
};

START_TEST(errors_of_models)
{
    ck_assert_uint_eq(bind_model(faults[_i].text), ZT_NO_REF);
    ck_assert_msg(err.kind == faults[_i].kind, "%s: error %d", faults[_i].text, err.kind);
    ck_assert(err.spanned);
    ck_assert_uint_eq(err.at, faults[_i].at);
    ck_assert_uint_eq(err.len, faults[_i].len);
    ck_assert_str_eq(err.arg[0], faults[_i].first);
    ck_assert_str_eq(err.arg[1], faults[_i].second);
}
END_TEST

START_TEST(losses)
{
    ZtRef p = bind_model("w * x + b");
    ZtRef square = bind_loss("(p - y)^2", p);
    const ZtNode *power = zt_graph_node(graph, square);
    ck_assert_int_eq(power->op, ZT_OP_POW);
    const ZtNode *residual = zt_graph_node(graph, power->in[0]);
    ck_assert_uint_eq(residual->in[0], p);
    ck_assert_uint_eq(zt_graph_node(graph, residual->in[1])->index, 5);
    ck_assert_uint_ne(bind_loss("abs(p - celsius) * humidity + x2 * pi * \"sepal (cm)\"", p),
                      ZT_NO_REF);
    ck_assert_uint_eq(bind_loss("p", p), p);
}
END_TEST

START_TEST(errors_of_losses)
{
    static const struct {
        const char *text;
        ZtErrKind kind;
        size_t at, len;
    } wrong[] = {
        {"(p - w)^2", ZT_ERR_FORMULA_LOSS_NAME, 5, 1},
        {"y^2", ZT_ERR_FORMULA_LOSS_PREDICTION, 0, 3},
        {"\"p\" + 1", ZT_ERR_FORMULA_LOSS_PREDICTION, 0, 7},
        {"p * lr", ZT_ERR_FORMULA_RESERVED, 4, 2},
        {"p * x9", ZT_ERR_FORMULA_INPUT, 4, 2},
        {"p * kind", ZT_ERR_FORMULA_TEXT_COLUMN, 4, 4},
        {"p * \"q\"", ZT_ERR_FORMULA_COLUMN, 5, 1},
    };
    ZtRef p = bind_model("w * x + b");
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        ck_assert_uint_eq(bind_loss(wrong[i].text, p), ZT_NO_REF);
        ck_assert_msg(err.kind == wrong[i].kind, "%s: error %d", wrong[i].text, err.kind);
        ck_assert_uint_eq(err.at, wrong[i].at);
        ck_assert_uint_eq(err.len, wrong[i].len);
    }
}
END_TEST

START_TEST(the_list_of_columns)
{
    ck_assert(!zt_fail_column(&err, ZT_ERR_DATA_COLUMN, data, "humidty"));
    ck_assert_str_eq(err.arg[0], "humidty");
    ck_assert_str_eq(err.arg[1], "humidity");
    ck_assert_str_eq(err.arg[2],
                     "zolta, sepal (cm), humidity, kind, \xc3\xa9t\xc3\xa9, celsius, lr");
}
END_TEST

/* Thousands of terms and parameters are bound in no time. */
START_TEST(long_formulas)
{
    ZtBuf text = {0};
    for (size_t i = 0; i < 9000; i++)
        zt_buf_puts(&text, i ? " + x" : "w");
    clock_t start = clock();
    ZtRef root = bind_model(text.text);
    ck_assert_uint_ne(root, ZT_NO_REF);
    ck_assert_double_lt((double)(clock() - start) / CLOCKS_PER_SEC, 1);
    zt_buf_clear(&text);
    for (size_t i = 0; i < 4000; i++)
        zt_buf_printf(&text, "%sp%zu", i ? " + " : "", i);
    ck_assert_uint_ne(bind_model(text.text), ZT_NO_REF);
    ck_assert_uint_eq(params.count, 4000);
    ck_assert_str_eq(params.name[3999], "p3999");
    zt_buf_free(&text);
}
END_TEST

Suite *bind_suite(void)
{
    Suite *suite = suite_create("bind");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, names_of_columns);
    tcase_add_test(tests, roles_win_over_names);
    tcase_add_test(tests, columns_in_a_model);
    tcase_add_loop_test(tests, parameters_in_a_model, 0, sizeof parameters / sizeof parameters[0]);
    tcase_add_test(tests, a_prediction_wraps_the_model);
    tcase_add_loop_test(tests, errors_of_models, 0, sizeof faults / sizeof faults[0]);
    tcase_add_test(tests, losses);
    tcase_add_test(tests, errors_of_losses);
    tcase_add_test(tests, the_list_of_columns);
    tcase_add_test(tests, long_formulas);
    suite_add_tcase(suite, tests);
    return suite;
}
