/* Models of a session: parameters, starts, targets; and that failing changes nothing. */
#include <string.h>

#include <check.h>

#include "sample.h"
#include "session_tests.h"

static ZtSession *thermometer(void)
{
    return sample_session(sample_thermometer(ZT_SINGLE));
}

START_TEST(model_makes_parameters)
{
    ZtSession *s = sample_busy();
    sample_model(s, "a * sin(b * x + c) + d - e");
    sample_parameters(s, "a=1 b=1 c=0 d=0 e=0");
    ck_assert_uint_eq(s->epoch, 0);
    ck_assert(!s->has_last);
    ck_assert_uint_eq(zt_history_count(s->history), 0);
    ck_assert_int_eq(s->scales->kind, ZT_SCALE_FACTOR);
    ck_assert_str_eq(s->label[0], "Temperature");
    ck_assert_str_eq(s->loss_text, "huber");
    sample_model(s, "q");
    sample_parameters(s, "q=1");
    sample_model(s, "2 * zolta");
    sample_parameters(s, "");
    ck_assert_int_eq(zt_session_parameter(s, "q"), -1);
    zt_session_free(s);
}
END_TEST

START_TEST(where_sets_the_start)
{
    ZtSession *s = thermometer();
    s->settings.lr = 0.125;
    sample_model(s, " w * x + b where w=0.1, b = lr * 2 + n ");
    sample_parameters(s, "w=0.1 b=11.25");
    ck_assert(sample_same(s->param[0], (double)0.1f));
    ck_assert(sample_same(s->start[0], 0.1));
    ck_assert_str_eq(s->model->text, "w * x + b");
    sample_model(s, "w * x + b where b=-mean(celsius)");
    sample_parameters(s, "w=1 b=-10.5");
    zt_session_free(s);
}
END_TEST

START_TEST(model_can_change_the_target)
{
    ZtSession *s = thermometer();
    sample_normalize(s, ZT_SCALE_FACTOR, 0.1);
    sample_model(s, "zolta = a * x + c");
    ck_assert_uint_eq(s->target, 0);
    ck_assert_uint_eq(s->input[0], 1);
    ck_assert(!s->scales->column[0].scaled && s->scales->column[1].scaled);
    sample_model(s, "y = v * celsius");
    ck_assert_uint_eq(s->target, 0);
    sample_model(s, "\"celsius\" = a * zolta + c where c=1");
    ck_assert_uint_eq(s->target, 1);
    ck_assert_uint_eq(s->input[0], 0);
    ck_assert(s->scales->column[0].scaled && !s->scales->column[1].scaled);
    sample_parameters(s, "a=1 c=1");
    zt_session_free(s);
}
END_TEST

static const struct {
    const char *text;
    ZtErrKind kind;
    size_t at, len;
} bad_models[] = {
    {"", ZT_ERR_FORMULA_EMPTY, 0, 1},
    {"w * x +", ZT_ERR_FORMULA_END, 7, 1},
    {"w * x + b)", ZT_ERR_FORMULA_CLOSE, 9, 1},
    {"  w * y", ZT_ERR_FORMULA_TARGET, 6, 1},
    {"w * celsius", ZT_ERR_FORMULA_TARGET, 4, 7},
    {"w * zolta + p", ZT_ERR_FORMULA_PREDICTION, 12, 1},
    {"celsius = w * zolta + lr", ZT_ERR_FORMULA_RESERVED, 22, 2},
    {"celsius =  w * x2", ZT_ERR_FORMULA_INPUT, 15, 2},
    {"celsuis = w", ZT_ERR_FORMULA_COLUMN, 0, 7},
    {"\"no such\" = w", ZT_ERR_FORMULA_COLUMN, 1, 7},
    {"w * \"no such\"", ZT_ERR_FORMULA_COLUMN, 5, 7},
    {"w = 3", ZT_ERR_FORMULA_COLUMN, 0, 1},
    {"w * x, b", ZT_ERR_FORMULA_UNEXPECTED, 5, 1},
    {"celsius = w x", ZT_ERR_FORMULA_PRODUCT, 12, 1},
    {"w * x where", ZT_ERR_MODEL_WHERE, 11, 1},
    {"w * x where 3 = w", ZT_ERR_MODEL_WHERE, 12, 1},
    {"w * x where w 3", ZT_ERR_MODEL_WHERE, 14, 1},
    {"w * x where w = 3 b", ZT_ERR_MODEL_WHERE, 18, 1},
    {"w * x where q = 3", ZT_ERR_PARAMETER_UNKNOWN, 12, 1},
    {"w * x where w = 3, w = 4", ZT_ERR_PARAMETER_TWICE, 19, 1},
    {"w * x where w =", ZT_ERR_FORMULA_EMPTY, 15, 1},
    {"w * x where w = 3,", ZT_ERR_MODEL_WHERE, 18, 1},
    {"w * x where w =  2 * qq", ZT_ERR_FORMULA_NAME, 21, 2},
    {"w * x where w = 1e39", ZT_ERR_MODEL_FINITE, 16, 4},
    {"w * x where w = 1e39 , b = 2", ZT_ERR_MODEL_FINITE, 16, 4},
    {"w * x where w = 1/0", ZT_ERR_MODEL_FINITE, 16, 3},
    {"w * x where w = zolta", ZT_ERR_FORMULA_ROWS, 16, 5},
    {"w * x where w = \"", ZT_ERR_FORMULA_QUOTE, 16, 1},
    {"w * x where \"", ZT_ERR_FORMULA_QUOTE, 12, 1},
    {"w * x where w \"", ZT_ERR_FORMULA_QUOTE, 14, 1},
};
#define BAD_MODELS (int)(sizeof bad_models / sizeof bad_models[0])

START_TEST(model_that_fails_changes_nothing)
{
    ZtErr err = {0};
    ZtSession *s = sample_busy();
    const char *text = bad_models[_i].text;
    char *before = sample_state(s);
    ck_assert(!zt_session_model(s, text, strlen(text), &err));
    ck_assert_msg(err.kind == bad_models[_i].kind, "%s: kind %d", text, err.kind);
    ck_assert_msg(err.spanned && err.at == bad_models[_i].at && err.len == bad_models[_i].len,
                  "%s: at %zu, len %zu", text, err.at, err.len);
    sample_unchanged(before, s);
    zt_session_free(s);
}
END_TEST

/* The column that was the target is constant and would have to be scaled. */
START_TEST(model_whose_new_input_cannot_be_scaled)
{
    ZtErr err = {0};
    static const char *const name[] = {"flat", "b", "c"}, *const x[] = {"b"};
    ZtDataset *data = sample_table(ZT_SINGLE, 3, name, 3, (double[]){1, 2, 3, 1, 5, 7, 1, 8, 8});
    ZtSession *s = zt_session_new();
    ck_assert(zt_session_load(s, data, x, 1, "flat", &err));
    zt_dataset_release(data);
    sample_normalize(s, ZT_SCALE_STANDARD, 1);
    char *before = sample_state(s);
    ck_assert(!zt_session_model(s, "b = w * c", 9, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_DATA_CONSTANT);
    sample_unchanged(before, s);
    zt_session_free(s);
}
END_TEST

/* A start that needs the loss makes the model compute before the new target's columns are scaled.
 */
START_TEST(a_start_cannot_depend_on_the_parameters)
{
    static const char *const models[] = {
        "zolta = w * celsius + b where b = loss - loss",
        "w * x + b where w=2, b=w",
        "w * x + b where b=grad(w)",
        "w * x + b where b=p[1]",
    };
    ZtSession *s = sample_session(sample_thermometer(ZT_SINGLE));
    sample_normalize(s, ZT_SCALE_STANDARD, 1);
    for (size_t i = 0; i < sizeof models / sizeof models[0]; i++) {
        ZtErr err = {0};
        ck_assert(!zt_session_model(s, models[i], strlen(models[i]), &err));
        ck_assert_int_eq(err.kind, ZT_ERR_MODEL_START);
        ck_assert(err.spanned);
    }
    zt_session_free(s);
}
END_TEST

TCase *session_model_tests(void)
{
    TCase *tests = tcase_create("model");
    tcase_add_test(tests, model_makes_parameters);
    tcase_add_test(tests, where_sets_the_start);
    tcase_add_test(tests, model_can_change_the_target);
    tcase_add_loop_test(tests, model_that_fails_changes_nothing, 0, BAD_MODELS);
    tcase_add_test(tests, model_whose_new_input_cannot_be_scaled);
    tcase_add_test(tests, a_start_cannot_depend_on_the_parameters);
    return tests;
}
