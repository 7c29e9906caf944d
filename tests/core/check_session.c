/* The session's data, model, loss, scaling, precision: what they make, and that failing changes
 * nothing. */
#include <math.h>
#include <string.h>

#include <check.h>

#include "base/memory.h"
#include "sample.h"
#include "session_tests.h"

Suite *session_suite(void);

static ZtSession *thermometer(void)
{
    return sample_session(sample_thermometer(ZT_SINGLE));
}

/* Somewhere in the middle of things, so that a change would show. */
static ZtSession *busy(void)
{
    ZtErr err = {0};
    ZtSession *s = thermometer();
    sample_model(s, "w * x + b where w = 0.25, b = 2");
    sample_loss(s, "huber");
    sample_normalize(s, ZT_SCALE_FACTOR, 0.1);
    ck_assert(zt_session_label(s, "zolta", "Temperature", &err));
    s->settings.lr = 1e-2;
    s->settings.epochs = 7;
    sample_train(s, 20);
    return s;
}

static void check_names(const ZtSession *s, const char *names)
{
    ZtBuf list = {0};
    for (size_t i = 0; i < s->count; i++)
        zt_buf_printf(&list, "%s%s=%g", i ? " " : "", s->name[i], s->param[i]);
    ck_assert_str_eq(zt_buf_text(&list), names);
    zt_buf_free(&list);
}

/* Before: what it was; ends it. */
static void check_unchanged(char *before, const ZtSession *s)
{
    char *after = sample_state(s);
    ck_assert_str_eq(before, after);
    zt_free(before);
    zt_free(after);
}

START_TEST(begins_empty)
{
    ZtSession *s = zt_session_new();
    ck_assert_ptr_null(s->data);
    ck_assert_ptr_null(s->engine);
    ck_assert_str_eq(s->loss_text, "mse");
    ck_assert_double_eq(s->settings.lr, 1e-4);
    ck_assert_uint_eq(s->settings.epochs, 100);
    ck_assert_int_eq(s->settings.precision, ZT_SINGLE);
    ck_assert_int_eq(s->settings.digits, 6);
    ck_assert_uint_eq(s->settings.milestone_count, 9);
    ck_assert_uint_eq(s->settings.milestones[8], 5000);
    ck_assert_int_eq(s->settings.optimizer, ZT_OPTIMIZER_SGD);
    ck_assert_int_eq(s->settings.report, ZT_REPORT_FULL);
    ck_assert_uint_eq(s->epoch, 0);
    zt_session_free(s);
    zt_session_free(NULL);
}
END_TEST

START_TEST(settings_by_word)
{
    ZtSettings settings = zt_settings_default();
    double value = 0;
    settings.seed = 4;
    settings.threads = 3;
    static const struct {
        const char *word;
        double value;
    } words[] = {{"lr", 1e-4}, {"epochs", 100}, {"seed", 4}, {"threads", 3}, {"digits", 6}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        ck_assert(zt_settings_number(&settings, words[i].word, &value));
        ck_assert_double_eq(value, words[i].value);
    }
    ck_assert(!zt_settings_number(&settings, "loss", &value));
    ck_assert(!zt_settings_number(&settings, "LR", &value));
}
END_TEST

START_TEST(most_needs_data)
{
    ZtSession *s = zt_session_new();
    char *before = sample_state(s);
    ZtErr err[8] = {0};
    ZtBuf text = {0};
    uint64_t epochs = 1;
    double loss;
    ck_assert(!zt_session_model(s, "w", 1, &err[0]));
    ck_assert(!zt_session_normalize(s, ZT_SCALE_FACTOR, 0.1, &err[1]));
    ck_assert(!zt_session_label(s, "x", "y", &err[2]));
    ck_assert_int_eq(zt_session_train(s, &epochs, 1, &err[3]), ZT_RUN_FAILED);
    ck_assert(!zt_session_loss_now(s, &loss, NULL, &err[4]));
    ck_assert(!zt_session_predictions(s, &loss, &err[5]));
    ck_assert(!zt_session_model_text(s, false, 6, &text, &err[6]));
    ck_assert(!zt_session_gradient_text(s, 0, &text, &err[7]));
    for (size_t i = 0; i < 8; i++)
        ck_assert_int_eq(err[i].kind, ZT_ERR_DATA_NONE);
    zt_session_drop(s);
    zt_session_threads(s);
    ck_assert_uint_eq(epochs, 1);
    check_unchanged(before, s);
    zt_session_free(s);
}
END_TEST

/* --- load --- */

START_TEST(load_starts_afresh_and_keeps_settings)
{
    ZtErr err = {0};
    ZtSession *s = busy();
    ZtDataset *data = sample_long(ZT_SINGLE, 50);
    s->diverged = true;
    ck_assert(zt_session_load(s, data, NULL, 0, NULL, &err));
    ck_assert_int_eq(data->references, 3); /* ours, the session's, its scales' */
    zt_dataset_release(data);
    ck_assert_ptr_eq(s->data, data);
    check_names(s, "w=1 b=0");
    ck_assert_str_eq(s->model->text, "w * x + b");
    ck_assert_uint_eq(s->epoch, 0);
    ck_assert(!s->has_last && !s->diverged);
    ck_assert_uint_eq(zt_history_count(s->history), 0);
    ck_assert_int_eq(s->scales->kind, ZT_SCALE_NONE);
    ck_assert_ptr_null(s->label[0]);
    ck_assert_str_eq(s->loss_text, "huber");
    ck_assert_double_eq(s->settings.lr, 1e-2);
    ck_assert_uint_eq(s->settings.epochs, 7);
    zt_session_free(s);
}
END_TEST

static ZtDataset *four_columns(void)
{
    static const char *const name[] = {"a", "b", "w", "w2"};
    static const double values[] = {1, 2, 3, 4, 5, 6, 7, 9};
    return sample_table(ZT_SINGLE, 4, name, 2, values);
}

START_TEST(load_gives_columns_their_roles)
{
    ZtErr err = {0};
    ZtSession *s = sample_session(four_columns());
    ck_assert_uint_eq(s->target, 3);
    ck_assert_uint_eq(s->inputs, 3);
    ck_assert_uint_eq(s->input[2], 2);
    static const char *const x[] = {"w2", "a"};
    ck_assert(zt_session_load(s, s->data, x, 2, "w", &err));
    ck_assert_uint_eq(s->target, 2);
    ck_assert_uint_eq(s->inputs, 2);
    ck_assert_uint_eq(s->input[0], 3);
    ck_assert_uint_eq(s->input[1], 0);
    ck_assert(zt_session_load(s, s->data, NULL, 0, "A", &err));
    ck_assert_uint_eq(s->target, 0);
    ck_assert_uint_eq(s->input[0], 1);
    zt_session_free(s);
}
END_TEST

START_TEST(default_models)
{
    ZtErr err = {0};
    static const char *const one[] = {"w2"};
    ZtSession *s = sample_session(four_columns());
    /* b and w2 are columns: their places are taken by names that are free */
    ck_assert_str_eq(s->model->text, "w1 * x1 + w_2 * x2 + w3 * x3 + b_");
    check_names(s, "w1=1 w_2=1 w3=1 b_=0");
    ck_assert(zt_session_load(s, s->data, one, 1, "a", &err));
    ck_assert_str_eq(s->model->text, "w_ * x + b_");
    check_names(s, "w_=1 b_=0");
    zt_session_free(s);
}
END_TEST

START_TEST(load_that_fails_changes_nothing)
{
    ZtErr err = {0};
    ZtDataset *data = four_columns();
    static const char *const name[] = {"only"};
    ZtDataset *single = sample_table(ZT_SINGLE, 1, name, 1, (double[]){1});
    static const char *const unknown[] = {"a", "q"}, *const twice[] = {"a", "A"},
                      *const target[] = {"w2"};
    ZtSession *s = busy();
    char *before = sample_state(s);
    ck_assert(!zt_session_load(s, data, unknown, 2, NULL, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_DATA_COLUMN);
    ck_assert_str_eq(err.arg[0], "q");
    ck_assert(!zt_session_load(s, data, NULL, 0, "q", &err));
    ck_assert_int_eq(err.kind, ZT_ERR_DATA_COLUMN);
    ck_assert(!zt_session_load(s, data, twice, 2, NULL, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_DATA_COLUMN_TWICE);
    ck_assert(!zt_session_load(s, data, target, 1, NULL, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_DATA_COLUMN_TWICE);
    ck_assert(!zt_session_load(s, single, NULL, 0, NULL, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_DATA_NO_INPUT);
    ck_assert_str_eq(err.arg[0], "only");
    check_unchanged(before, s);
    ck_assert_int_eq(data->references, 1);
    zt_dataset_release(data);
    zt_dataset_release(single);
    zt_session_free(s);
}
END_TEST

static ZtDataset *words(void)
{
    ZtBuilder *builder = zt_builder_new("words", ZT_SINGLE);
    ck_assert(zt_builder_column(builder, "kind", true));
    ck_assert(zt_builder_column(builder, "size", false));
    ck_assert(zt_builder_column(builder, "cost", false));
    for (int i = 0; i < 4; i++) {
        ck_assert(zt_builder_text(builder, 0, i % 2 ? "red" : "blue", 3));
        ck_assert(zt_builder_number(builder, 1, i));
        ck_assert(zt_builder_number(builder, 2, i * i));
        ck_assert(zt_builder_row(builder));
    }
    return zt_builder_finish(builder);
}

START_TEST(text_is_an_input_only_if_named)
{
    ZtErr err = {0};
    static const char *const kind[] = {"kind"};
    ZtSession *s = sample_session(words());
    ck_assert_uint_eq(s->inputs, 1);
    ck_assert_uint_eq(s->input[0], 1);
    ck_assert(!zt_session_model(s, "w * kind", 8, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_FORMULA_TEXT_COLUMN);
    ck_assert_uint_eq(err.at, 4);
    ck_assert(!zt_session_model(s, "kind = w", 8, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_FORMULA_TEXT_COLUMN);
    ck_assert_uint_eq(err.at, 0);
    ck_assert_uint_eq(err.len, 4);
    ck_assert(zt_session_load(s, s->data, kind, 1, NULL, &err));
    double p[4];
    ck_assert(zt_session_predictions(s, p, &err));
    ck_assert_double_eq(p[0], 0);
    ck_assert_double_eq(p[1], 1);
    zt_session_free(s);
}
END_TEST

START_TEST(data_of_text_alone)
{
    ZtErr err = {0};
    ZtBuilder *builder = zt_builder_new("words", ZT_SINGLE);
    ck_assert(zt_builder_column(builder, "a", true) && zt_builder_text(builder, 0, "v", 1) &&
              zt_builder_row(builder));
    ZtDataset *data = zt_builder_finish(builder);
    ZtSession *s = zt_session_new();
    ck_assert(!zt_session_load(s, data, NULL, 0, NULL, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_DATA_NO_TARGET);
    ck_assert_ptr_null(s->data);
    zt_dataset_release(data);
    zt_session_free(s);
}
END_TEST

/* A loss that names a column of the old data: no span, for it would not point into the line. */
START_TEST(load_under_a_loss_that_does_not_fit)
{
    ZtErr err = {0};
    ZtSession *s = thermometer();
    ZtDataset *data = sample_long(ZT_SINGLE, 5);
    sample_loss(s, "(p - y)^2 * zolta");
    char *before = sample_state(s);
    ck_assert(!zt_session_load(s, data, NULL, 0, NULL, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_FORMULA_LOSS_NAME);
    ck_assert(!err.spanned);
    check_unchanged(before, s);
    zt_dataset_release(data);
    zt_session_free(s);
}
END_TEST

/* --- model --- */

START_TEST(model_makes_parameters)
{
    ZtSession *s = busy();
    sample_model(s, "a * sin(b * x + c) + d - e");
    check_names(s, "a=1 b=1 c=0 d=0 e=0");
    ck_assert_uint_eq(s->epoch, 0);
    ck_assert(!s->has_last);
    ck_assert_uint_eq(zt_history_count(s->history), 0);
    ck_assert_int_eq(s->scales->kind, ZT_SCALE_FACTOR);
    ck_assert_str_eq(s->label[0], "Temperature");
    ck_assert_str_eq(s->loss_text, "huber");
    sample_model(s, "q");
    check_names(s, "q=1");
    sample_model(s, "2 * zolta");
    check_names(s, "");
    ck_assert_int_eq(zt_session_parameter(s, "q"), -1);
    zt_session_free(s);
}
END_TEST

START_TEST(where_sets_the_start)
{
    ZtSession *s = thermometer();
    s->settings.lr = 0.125;
    sample_model(s, " w * x + b where w=0.1, b = lr * 2 + n ");
    check_names(s, "w=0.1 b=11.25");
    ck_assert(sample_same(s->param[0], (double)0.1f));
    ck_assert(sample_same(s->start[0], 0.1));
    ck_assert_str_eq(s->model->text, "w * x + b");
    sample_model(s, "w * x + b where b=-mean(celsius)");
    check_names(s, "w=1 b=-10.5");
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
    check_names(s, "a=1 c=1");
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
    ZtSession *s = busy();
    const char *text = bad_models[_i].text;
    char *before = sample_state(s);
    ck_assert(!zt_session_model(s, text, strlen(text), &err));
    ck_assert_msg(err.kind == bad_models[_i].kind, "%s: kind %d", text, err.kind);
    ck_assert_msg(err.spanned && err.at == bad_models[_i].at && err.len == bad_models[_i].len,
                  "%s: at %zu, len %zu", text, err.at, err.len);
    check_unchanged(before, s);
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
    check_unchanged(before, s);
    zt_session_free(s);
}
END_TEST

/* --- loss, normalize, precision, label --- */

START_TEST(losses)
{
    static const struct {
        const char *text;
        double value;
    } cases[] = {
        {"mse", (0.25 + 9 + 1) / 3},
        {"mae", (0.5 + 3 + 1) / 3},
        {"huber", (0.125 + 2.5 + 0.5) / 3},
        {"(p - y)^2 + a", (0.25 + 9 + 1 + 6) / 3},
        {"2 * p", 4},
    };
    ZtErr err = {0};
    static const char *const name[] = {"a", "t"};
    ZtSession *s =
        sample_session(sample_table(ZT_DOUBLE, 2, name, 3, (double[]){1, 0.5, 2, -1, 3, 4}));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double loss;
        sample_loss(s, cases[i].text);
        ck_assert_str_eq(s->loss_text, cases[i].text);
        ck_assert(zt_session_loss_now(s, &loss, NULL, &err));
        ck_assert_double_eq_tol(loss, cases[i].value, 1e-12);
    }
    zt_session_free(s);
}
END_TEST

START_TEST(loss_keeps_where_the_training_stands)
{
    ZtSession *s = busy();
    double w = s->param[0];
    sample_loss(s, "mse");
    ck_assert_uint_eq(s->epoch, 20);
    ck_assert(sample_same(s->param[0], w));
    ck_assert_uint_eq(zt_history_count(s->history), 20);
    zt_session_free(s);
    s = zt_session_new();
    sample_loss(s, "abs(p - y)^1.5");
    zt_session_free(s);
}
END_TEST

static const struct {
    const char *text;
    ZtErrKind kind;
    size_t at, len;
} bad_losses[] = {
    {"", ZT_ERR_FORMULA_EMPTY, 0, 1},
    {"(p - y", ZT_ERR_FORMULA_OPEN, 0, 1},
    {"(p - w)^2", ZT_ERR_FORMULA_LOSS_NAME, 5, 1},
    {"y^2", ZT_ERR_FORMULA_LOSS_PREDICTION, 0, 3},
    {"msee", ZT_ERR_FORMULA_LOSS_PREDICTION, 0, 4},
    {"mean(p - y)", ZT_ERR_FORMULA_CONTEXT, 0, 4},
    {"(p - y)^2)", ZT_ERR_FORMULA_CLOSE, 9, 1},
};
#define BAD_LOSSES (int)(sizeof bad_losses / sizeof bad_losses[0])

START_TEST(loss_that_fails_changes_nothing)
{
    ZtErr err = {0};
    ZtSession *s = busy();
    const char *text = bad_losses[_i].text;
    char *before = sample_state(s);
    ck_assert(!zt_session_loss(s, text, strlen(text), &err));
    ck_assert_msg(err.kind == bad_losses[_i].kind, "%s: kind %d", text, err.kind);
    ck_assert_msg(err.spanned && err.at == bad_losses[_i].at && err.len == bad_losses[_i].len,
                  "%s: at %zu, len %zu", text, err.at, err.len);
    check_unchanged(before, s);
    zt_session_free(s);
}
END_TEST

START_TEST(normalize_is_always_from_the_raw_values)
{
    ZtSession *s = busy();
    double w = s->param[0];
    sample_normalize(s, ZT_SCALE_STANDARD, 1);
    sample_normalize(s, ZT_SCALE_FACTOR, 0.1);
    sample_normalize(s, ZT_SCALE_FACTOR, 0.1);
    ck_assert_float_eq(((const float *)s->scales->values[0])[0], 35.7f * 0.1f);
    ck_assert_uint_eq(s->epoch, 20);
    ck_assert(sample_same(s->param[0], w));
    sample_normalize(s, ZT_SCALE_NONE, 1);
    ck_assert_ptr_eq(s->scales->values[0], s->data->column[0].values);
    zt_session_free(s);
}
END_TEST

START_TEST(normalize_that_fails_changes_nothing)
{
    ZtErr err = {0};
    ZtSession *s = busy();
    char *before = sample_state(s);
    ck_assert(!zt_session_normalize(s, ZT_SCALE_FACTOR, 0, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_NORMALIZE_FACTOR);
    ck_assert_str_eq(err.arg[0], "0");
    ck_assert(!zt_session_normalize(s, ZT_SCALE_FACTOR, NAN, &err));
    check_unchanged(before, s);
    zt_session_free(s);
}
END_TEST

START_TEST(precision_reads_again_and_rounds)
{
    ZtErr err = {0};
    ZtSession *s = sample_session(sample_thermometer(ZT_DOUBLE));
    sample_model(s, "w * x + b where w=0.1");
    sample_normalize(s, ZT_SCALE_FACTOR, 0.1);
    sample_train(s, 3);
    double w = s->param[0];
    ZtDataset *single = sample_thermometer(ZT_SINGLE);
    ck_assert(zt_session_precision(s, ZT_SINGLE, single, &err));
    zt_dataset_release(single);
    ck_assert_int_eq(s->settings.precision, ZT_SINGLE);
    ck_assert_ptr_eq(s->data, single);
    ck_assert(sample_same(s->param[0], (double)(float)w));
    ck_assert_uint_eq(s->epoch, 3);
    ck_assert_uint_eq(zt_history_count(s->history), 3);
    ck_assert_float_eq(((const float *)s->scales->values[0])[0], 35.7f * 0.1f);
    sample_train(s, 1);
    zt_session_reset(s);
    ck_assert(sample_same(s->param[0], (double)0.1f));
    zt_session_free(s);
    s = zt_session_new();
    ck_assert(zt_session_precision(s, ZT_DOUBLE, NULL, &err));
    ck_assert_int_eq(s->settings.precision, ZT_DOUBLE);
    zt_session_free(s);
}
END_TEST

/* A factor that is 0 in single precision. */
START_TEST(precision_that_fails_changes_nothing)
{
    ZtErr err = {0};
    ZtSession *s = sample_session(sample_thermometer(ZT_DOUBLE));
    sample_normalize(s, ZT_SCALE_FACTOR, 1e-60);
    sample_train(s, 2);
    char *before = sample_state(s);
    ZtDataset *single = sample_thermometer(ZT_SINGLE);
    ck_assert(!zt_session_precision(s, ZT_SINGLE, single, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_NORMALIZE_FACTOR);
    ck_assert_int_eq(single->references, 1);
    zt_dataset_release(single);
    check_unchanged(before, s);
    zt_session_free(s);
}
END_TEST

START_TEST(labels)
{
    ZtErr err = {0};
    ZtSession *s = thermometer();
    ck_assert_str_eq(zt_session_column_title(s, 0), "zolta");
    ck_assert(zt_session_label(s, "ZOLTA", "one", &err));
    ck_assert(zt_session_label(s, "zolta", "two", &err));
    ck_assert_str_eq(zt_session_column_title(s, 0), "two");
    ck_assert_str_eq(zt_session_column_title(s, 1), "celsius");
    ck_assert(!zt_session_label(s, "zolto", "three", &err));
    ck_assert_int_eq(err.kind, ZT_ERR_DATA_COLUMN);
    ck_assert_str_eq(err.arg[1], "zolta");
    ck_assert_str_eq(err.arg[2], "zolta, celsius");
    ck_assert_str_eq(zt_session_column_title(s, 0), "two");
    ck_assert(zt_session_label(s, "zolta", "", &err));
    ck_assert_ptr_null(s->label[0]);
    zt_session_free(s);
}
END_TEST

Suite *session_suite(void)
{
    Suite *suite = suite_create("session");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, begins_empty);
    tcase_add_test(tests, settings_by_word);
    tcase_add_test(tests, most_needs_data);
    tcase_add_test(tests, load_starts_afresh_and_keeps_settings);
    tcase_add_test(tests, load_gives_columns_their_roles);
    tcase_add_test(tests, default_models);
    tcase_add_test(tests, load_that_fails_changes_nothing);
    tcase_add_test(tests, text_is_an_input_only_if_named);
    tcase_add_test(tests, data_of_text_alone);
    tcase_add_test(tests, load_under_a_loss_that_does_not_fit);
    tcase_add_test(tests, model_makes_parameters);
    tcase_add_test(tests, where_sets_the_start);
    tcase_add_test(tests, model_can_change_the_target);
    tcase_add_loop_test(tests, model_that_fails_changes_nothing, 0, BAD_MODELS);
    tcase_add_test(tests, model_whose_new_input_cannot_be_scaled);
    tcase_add_test(tests, losses);
    tcase_add_test(tests, loss_keeps_where_the_training_stands);
    tcase_add_loop_test(tests, loss_that_fails_changes_nothing, 0, BAD_LOSSES);
    tcase_add_test(tests, normalize_is_always_from_the_raw_values);
    tcase_add_test(tests, normalize_that_fails_changes_nothing);
    tcase_add_test(tests, precision_reads_again_and_rounds);
    tcase_add_test(tests, precision_that_fails_changes_nothing);
    tcase_add_test(tests, labels);
    suite_add_tcase(suite, tests);
    suite_add_tcase(suite, session_run_tests());
    return suite;
}
