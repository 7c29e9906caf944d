/* The session's data, loss, scaling, precision: what they make, and that failing changes nothing.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <check.h>

#include "sample.h"
#include "session_tests.h"

Suite *session_suite(void);

static ZtSession *thermometer(void)
{
    return sample_session(sample_thermometer(ZT_SINGLE));
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
    sample_unchanged(before, s);
    zt_session_free(s);
}
END_TEST

/* --- load --- */

START_TEST(load_starts_afresh_and_keeps_settings)
{
    ZtErr err = {0};
    ZtSession *s = sample_busy();
    ZtDataset *data = sample_long(ZT_SINGLE, 50);
    s->diverged = true;
    ck_assert(zt_session_load(s, data, NULL, 0, NULL, &err));
    ck_assert_int_eq(data->references, 3); /* ours, the session's, its scales' */
    zt_dataset_release(data);
    ck_assert_ptr_eq(s->data, data);
    sample_parameters(s, "w=1 b=0");
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
    ck_assert(zt_session_load(s, s->data, x, 1, NULL, &err)); /* y: the last that is left */
    ck_assert_uint_eq(s->target, 2);
    ck_assert_uint_eq(s->inputs, 1);
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
    sample_parameters(s, "w1=1 w_2=1 w3=1 b_=0");
    ck_assert(zt_session_load(s, s->data, one, 1, "a", &err));
    ck_assert_str_eq(s->model->text, "w_ * x + b_");
    sample_parameters(s, "w_=1 b_=0");
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
                             *const target[] = {"w2"}, *const all[] = {"w2", "a", "b", "w"};
    ZtSession *s = sample_busy();
    char *before = sample_state(s);
    ck_assert(!zt_session_load(s, data, unknown, 2, NULL, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_DATA_COLUMN);
    ck_assert_str_eq(err.arg[0], "q");
    ck_assert(!zt_session_load(s, data, NULL, 0, "q", &err));
    ck_assert_int_eq(err.kind, ZT_ERR_DATA_COLUMN);
    ck_assert(!zt_session_load(s, data, twice, 2, NULL, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_DATA_COLUMN_TWICE);
    ck_assert(!zt_session_load(s, data, target, 1, "W2", &err));
    ck_assert_int_eq(err.kind, ZT_ERR_DATA_COLUMN_TWICE);
    ck_assert(!zt_session_load(s, data, all, 4, NULL, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_DATA_NO_TARGET);
    ck_assert(!zt_session_load(s, single, NULL, 0, NULL, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_DATA_NO_INPUT);
    ck_assert_str_eq(err.arg[0], "only");
    sample_unchanged(before, s);
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

/* The default model of that many inputs is the longest formula there is. */
START_TEST(load_of_very_many_columns)
{
    ZtErr err = {0};
    ZtSession *s = zt_session_new();
    size_t inputs = 4999 + (size_t)_i;
    ZtBuilder *builder = zt_builder_new("wide", ZT_SINGLE);
    bool fine = true;
    char name[24];
    for (size_t i = 0; i <= inputs; i++) {
        snprintf(name, sizeof name, "c%zu", i);
        fine = fine && zt_builder_column(builder, name, false);
    }
    for (size_t i = 0; i <= inputs; i++)
        fine = fine && zt_builder_number(builder, i, (double)i);
    ck_assert(fine && zt_builder_row(builder));
    ZtDataset *data = zt_builder_finish(builder);
    ck_assert(zt_session_load(s, data, NULL, 0, NULL, &err) == (_i == 0));
    if (_i == 1) {
        ck_assert_int_eq(err.kind, ZT_ERR_DATA_MANY_INPUTS);
        ck_assert_str_eq(err.arg[0], "5000");
        ck_assert_str_eq(err.arg[1], "4999");
        ck_assert(zt_session_load(s, data, (const char *const[]){"c7"}, 1, NULL, &err));
    }
    zt_dataset_release(data);
    zt_session_free(s);
}
END_TEST

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
    ck_assert_int_eq(err.kind, ZT_ERR_LOAD_LOSS);
    ck_assert_str_eq(err.arg[0], "zolta");
    ck_assert(!err.spanned);
    sample_unchanged(before, s);
    zt_dataset_release(data);
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
    ZtSession *s = sample_busy();
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
    ZtSession *s = sample_busy();
    const char *text = bad_losses[_i].text;
    char *before = sample_state(s);
    ck_assert(!zt_session_loss(s, text, strlen(text), &err));
    ck_assert_msg(err.kind == bad_losses[_i].kind, "%s: kind %d", text, err.kind);
    ck_assert_msg(err.spanned && err.at == bad_losses[_i].at && err.len == bad_losses[_i].len,
                  "%s: at %zu, len %zu", text, err.at, err.len);
    sample_unchanged(before, s);
    zt_session_free(s);
}
END_TEST

START_TEST(normalize_is_always_from_the_raw_values)
{
    ZtSession *s = sample_busy();
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
    ZtSession *s = sample_busy();
    char *before = sample_state(s);
    ck_assert(!zt_session_normalize(s, ZT_SCALE_FACTOR, 0, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_NORMALIZE_FACTOR);
    ck_assert_str_eq(err.arg[0], "0");
    ck_assert(!zt_session_normalize(s, ZT_SCALE_FACTOR, NAN, &err));
    sample_unchanged(before, s);
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
    sample_unchanged(before, s);
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
    tcase_add_test(tests, losses);
    tcase_add_test(tests, loss_keeps_where_the_training_stands);
    tcase_add_loop_test(tests, loss_that_fails_changes_nothing, 0, BAD_LOSSES);
    tcase_add_test(tests, normalize_is_always_from_the_raw_values);
    tcase_add_test(tests, normalize_that_fails_changes_nothing);
    tcase_add_test(tests, precision_reads_again_and_rounds);
    tcase_add_test(tests, precision_that_fails_changes_nothing);
    tcase_add_test(tests, labels);
    suite_add_tcase(suite, tests);
    TCase *wide = tcase_create("wide");
    tcase_set_timeout(wide, 60);
    tcase_add_loop_test(wide, load_of_very_many_columns, 0, 2);
    suite_add_tcase(suite, wide);
    suite_add_tcase(suite, session_model_tests());
    suite_add_tcase(suite, session_run_tests());
    suite_add_tcase(suite, session_back_tests());
    return suite;
}
