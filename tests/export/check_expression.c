#include <string.h>

#include <check.h>

#include "base/memory.h"
#include "export/expression.h"

#include "suites.h"

static const char *const columns[] = {"x", NULL};

static ZtSession *session(const char *model)
{
    ZtErr err = {0};
    ZtBuilder *builder = zt_builder_new("two", ZT_SINGLE);
    ck_assert(zt_builder_column(builder, "in", false) && zt_builder_column(builder, "out", false));
    for (double i = 0; i < 3; i++)
        ck_assert(zt_builder_number(builder, 0, i) && zt_builder_number(builder, 1, i) &&
                  zt_builder_row(builder));
    ZtDataset *data = zt_builder_finish(builder);
    ZtSession *s = zt_session_new();
    ck_assert(zt_session_load(s, data, NULL, 0, NULL, &err));
    zt_dataset_release(data);
    ck_assert_msg(zt_session_model(s, model, strlen(model), &err), "%s", model);
    return s;
}

static void check(ZtLanguage language, const char *model, const char *before, const char *expected)
{
    ZtSession *s = session(model);
    ZtBuf lines = {0}, out = {0};
    ZtSpelling spelling = {.language = language,
                           .session = s,
                           .column = columns,
                           .param = (const char *const *)s->name,
                           .indent = "  "};
    ck_assert(zt_expression(&spelling, s->model, &lines, &out));
    ck_assert_str_eq(zt_buf_text(&lines), before);
    ck_assert_str_eq(zt_buf_text(&out), expected);
    zt_buf_free(&lines);
    zt_buf_free(&out);
    zt_session_free(s);
}

static void python(const char *model, const char *expected)
{
    check(ZT_PYTHON, model, "", expected);
}

static void c(const char *model, const char *expected)
{
    check(ZT_C, model, "", expected);
}

START_TEST(in_python)
{
    python("w * in + b", "w * x + b");
    python("a - (b - x) - 5/9", "a - (b - x) - 5 / 9");
    python("-x^2 ^ a", "-x ** 2 ** a");
    python("(-x)^2", "(-x) ** 2");
    python("x^-a", "x ** (-a)");
    python("tanh(a * x) + log1p(x)", "torch.tanh(a * x) + torch.log1p(x)");
    python("min(x, 2) + max(1, a)",
           "torch.minimum(x, torch.tensor(2.0)) + torch.maximum(torch.tensor(1.0), a)");
    python("step(x) * softplus(a)", "step(x) * torch.nn.functional.softplus(a)");
    python("pi * a", "3.141592653589793 * a");
    python("exp(1) * a", "2.718281828459045 * a");
    python("2^0.5 * a", "1.4142135623730951 * a");
    python("1/0 * a", "math.inf * a");
    python("-1/0 * a", "-math.inf * a");
    python("a * log(-1)", "a * math.nan");
    python("-2 * a", "-2 * a");
    python("9e99 * 9e99 * a", "8.1e+199 * a");
}
END_TEST

START_TEST(in_c)
{
    c("w * in + b", "w * x + b");
    c("5/9 * (x - 32) * w", "0.5555556f * (x - 32.0f) * w");
    c("a * x^2 + x^3", "a * square(x) + cube(x)");
    c("x^0.5 + x^-1 + x^-2 + x^(1 + 1)", "sqrtf(x) + 1.0f / x + 1.0f / square(x) + square(x)");
    c("a^x + x^2.5", "powf(a, x) + powf(x, 2.5f)");
    c("sigmoid(a) + relu(x) + abs(x)", "sigmoid(a) + relu(x) + fabsf(x)");
    c("min(x, -2)", "smaller(x, -2.0f)");
    c("-(-x)", "-(-x)");
    c("a * 1/0", "a * 1.0f / 0.0f");
    c("a * (1/0)", "a * INFINITY");
    c("a + log(-1)", "a + NAN");
}
END_TEST

START_TEST(long_formulas_are_computed_in_parts)
{
    const char *model = "a * x + b * x + c * x + d * x + e * x + f * x + g * x + h * x + i * x + "
                        "j * x + k * x + l * x";
    check(ZT_PYTHON, model,
          "  t1 = a * x + b * x + c * x + d * x + e * x + f * x + g * x + h * x + i * x + j * x\n",
          "t1 + k * x + l * x");
    check(ZT_C, model,
          "  const float t1 = a * x + b * x + c * x + d * x + e * x + f * x + g * x + h * x + i * x"
          " + j * x;\n",
          "t1 + k * x + l * x");
}
END_TEST

START_TEST(long_constants_are_computed)
{
    ZtBuf model = {0};
    zt_buf_puts(&model, "a * (1");
    for (int i = 0; i < 100; i++)
        zt_buf_puts(&model, " + 1");
    zt_buf_puts(&model, ")");
    python(model.text, "a * (91 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1)");
    zt_buf_free(&model);
}
END_TEST

START_TEST(the_helpers_that_are_called)
{
    ZtSession *s = session("a * x^2 + sigmoid(x)");
    ZtBuf lines = {0}, out = {0};
    ZtSpelling spelling = {.language = ZT_C,
                           .session = s,
                           .column = columns,
                           .param = (const char *const *)s->name,
                           .indent = ""};
    ck_assert(!zt_expression_needs_math(&spelling));
    ck_assert(zt_expression(&spelling, s->model, &lines, &out));
    ck_assert(zt_expression_needs_math(&spelling));
    zt_buf_clear(&out);
    zt_expression_helpers(&spelling, &out);
    ck_assert_str_eq(out.text, "static float square(float v)\n{\n    return v * v;\n}\n\n"
                               "static float sigmoid(float v)\n{\n"
                               "    return 1 / (1 + expf(-v));\n}\n\n");
    zt_buf_free(&lines);
    zt_buf_free(&out);
    zt_session_free(s);
}
END_TEST

Suite *expression_suite(void)
{
    Suite *suite = suite_create("expression");
    TCase *tests = tcase_create("expression");
    tcase_add_test(tests, in_python);
    tcase_add_test(tests, in_c);
    tcase_add_test(tests, long_formulas_are_computed_in_parts);
    tcase_add_test(tests, long_constants_are_computed);
    tcase_add_test(tests, the_helpers_that_are_called);
    suite_add_tcase(suite, tests);
    return suite;
}
