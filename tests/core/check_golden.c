/* PyTorch's own numbers, to the bit: on any number of threads, with every set of kernels. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <check.h>

#include "core/engine.h"
#include "sample.h"

Suite *golden_suite(void);

typedef struct Golden {
    const char *file;
    ZtScaleKind kind;
    double lr;
    size_t rows;
} Golden;

static const Golden exact[] = {
    {"raw-lr1e-4", ZT_SCALE_NONE, 1e-4, 296},
    {"raw-lr1e-2-diverges", ZT_SCALE_NONE, 1e-2, 11},
    {"normalize-0.1-lr1e-2", ZT_SCALE_FACTOR, 1e-2, 296},
    {"normalize-standard-lr1e-2", ZT_SCALE_STANDARD, 1e-2, 296},
};
#define EXACT (int)(sizeof exact / sizeof exact[0])

static const char *const kernel_sets[] = {"portable", "avx2", "avx512"};
#define SETS (int)(sizeof kernel_sets / sizeof kernel_sets[0])

static FILE *open_golden(const char *name)
{
    char path[1024], header[64];
    snprintf(path, sizeof path, ZT_TESTS_DIR "/golden/%s.csv", name);
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "%s", path);
    ck_assert_ptr_nonnull(fgets(header, sizeof header, file));
    ck_assert_str_eq(header, "epoch,loss,w,b,grad_w,grad_b\n");
    return file;
}

typedef struct Line {
    uint64_t epoch;
    float loss, param[2], grad[2];
} Line;

static bool read_line(FILE *file, Line *line)
{
    char text[256], *at = text;
    float *into[] = {&line->loss, &line->param[0], &line->param[1], &line->grad[0], &line->grad[1]};
    if (!fgets(text, sizeof text, file))
        return false;
    line->epoch = strtoull(at, &at, 10);
    for (size_t i = 0; i < 5; i++) {
        ck_assert_int_eq(*at, ',');
        *into[i] = strtof(at + 1, &at);
    }
    return true;
}

static bool same(float a, float b)
{
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

static void compare(const Line *line, const Line *golden)
{
    bool fine = same(line->loss, golden->loss);
    for (size_t i = 0; i < 2; i++)
        fine =
            fine && same(line->param[i], golden->param[i]) && same(line->grad[i], golden->grad[i]);
    ck_assert_msg(fine, "epoch %llu: loss %.9g, not %.9g; params %.9g %.9g, grad %.9g %.9g",
                  (unsigned long long)golden->epoch, line->loss, golden->loss, line->param[0],
                  line->param[1], line->grad[0], line->grad[1]);
}

static ZtSession *start(const Golden *golden)
{
    ZtSession *s = sample_session(sample_thermometer(ZT_SINGLE));
    sample_normalize(s, golden->kind, 0.1);
    s->settings.lr = golden->lr;
    return s;
}

static Line last_of(const ZtSession *s)
{
    return (Line){s->epoch,
                  (float)s->last_loss,
                  {(float)s->param[0], (float)s->param[1]},
                  {(float)s->last_grad[0], (float)s->last_grad[1]}};
}

START_TEST(training_meets_pytorch)
{
    const Golden *golden = &exact[_i % EXACT];
    ZtErr err = {0};
    ZtSession *s = start(golden);
    s->settings.threads = (unsigned)(1 + _i / EXACT);
    zt_session_threads(s);
    FILE *file = open_golden(golden->file);
    Line line, made;
    size_t rows = 0;
    ZtRunEnd end = ZT_RUN_DONE;
    for (; read_line(file, &line); rows++) {
        uint64_t epochs = line.epoch - s->epoch;
        ck_assert_int_eq(end, ZT_RUN_DONE);
        end = zt_session_train(s, &epochs, UINT64_MAX, &err);
        made = last_of(s);
        ck_assert_uint_eq(made.epoch, line.epoch);
        compare(&made, &line);
    }
    ck_assert_uint_eq(rows, golden->rows);
    ck_assert_int_eq(end, isfinite(line.loss) ? ZT_RUN_DONE : ZT_RUN_DIVERGED);
    ck_assert_int_eq(s->diverged, !isfinite(line.loss));
    fclose(file);
    zt_session_free(s);
}
END_TEST

/* What an epoch of training is, with kernels of our choice and the update written out here. */
static Line epoch_by_hand(ZtProgram *program, Line line, float lr)
{
    uint64_t work = UINT64_MAX;
    memcpy(zt_program_params(program), line.param, sizeof line.param);
    zt_program_begin(program);
    ck_assert(zt_program_advance(program, &work));
    line.loss = *(const float *)zt_program_value(program, 0);
    for (size_t i = 0; i < 2; i++) {
        line.grad[i] = *(const float *)zt_program_value(program, i + 1);
        line.param[i] = line.param[i] - lr * line.grad[i];
    }
    line.epoch++;
    return line;
}

START_TEST(all_kernels_meet_pytorch)
{
    const Golden *golden = &exact[_i % EXACT];
    const ZtKernels *kernels = zt_kernels_named(kernel_sets[_i / EXACT]);
    if (!kernels)
        return; /* not on this machine */
    ZtErr err = {0};
    ZtSession *s = start(golden);
    ZtEngine *engine = zt_session_engine(s, &err);
    const ZtRef wanted[] = {engine->loss, engine->grad[0], engine->grad[1]};
    ZtProgramSpec spec = {.value = wanted, .values = 3, .kernels = kernels};
    ZtProgram *program = zt_engine_program(engine, s, &spec, &err);
    FILE *file = open_golden(golden->file);
    Line line, made = {.param = {1, 0}};
    while (read_line(file, &line)) {
        while (made.epoch < line.epoch)
            made = epoch_by_hand(program, made, (float)golden->lr);
        compare(&made, &line);
    }
    fclose(file);
    zt_program_free(program);
    zt_session_free(s);
}
END_TEST

START_TEST(absolute_error_meets_pytorch_closely)
{
    ZtSession *s = sample_session(sample_thermometer(ZT_SINGLE));
    sample_normalize(s, ZT_SCALE_FACTOR, 0.1);
    sample_loss(s, "mae");
    s->settings.lr = 0.1;
    FILE *file = open_golden("mae-normalize-0.1-lr1e-1");
    Line line;
    size_t rows = 0;
    for (; read_line(file, &line); rows++) {
        sample_train(s, line.epoch - s->epoch);
        ck_assert_double_le(fabs(s->last_loss - (double)line.loss), 1e-5 * (double)line.loss);
    }
    ck_assert_uint_eq(rows, 30);
    fclose(file);
    zt_session_free(s);
}
END_TEST

/* The cascade of eleven doubles: two whole vectors of four, three values on their own. */
static double sum_of_eleven(const double *v)
{
    double sum = 0 + v[8] + v[9] + v[10];
    for (size_t lane = 0; lane < 4; lane++)
        sum += v[lane] + v[lane + 4];
    return sum;
}

START_TEST(double_precision_meets_the_loop_written_by_hand)
{
    ZtSession *s = sample_session(sample_thermometer(ZT_DOUBLE));
    sample_normalize(s, ZT_SCALE_FACTOR, 0.1);
    s->settings.lr = 1e-2;
    double w = 1, b = 0;
    for (int epoch = 1; epoch <= 3000; epoch++) {
        double square[11], by_b[11], by_w[11];
        for (size_t i = 0; i < 11; i++) {
            double x = zt_dataset_value(s->data, 0, i) * 0.1;
            double off = w * x + b - zt_dataset_value(s->data, 1, i);
            square[i] = off * off;
            by_b[i] = 2 * off / 11;
            by_w[i] = by_b[i] * x;
        }
        double loss = sum_of_eleven(square) / 11;
        double grad_w = sum_of_eleven(by_w), grad_b = sum_of_eleven(by_b);
        w = w - 1e-2 * grad_w;
        b = b - 1e-2 * grad_b;
        sample_train(s, 1);
        ck_assert(sample_same(s->last_loss, loss));
        ck_assert(sample_same(s->last_grad[0], grad_w) && sample_same(s->last_grad[1], grad_b));
        ck_assert(sample_same(s->param[0], w) && sample_same(s->param[1], b));
    }
    zt_session_free(s);
}
END_TEST

Suite *golden_suite(void)
{
    Suite *suite = suite_create("golden");
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, training_meets_pytorch, 0, 3 * EXACT);
    tcase_add_loop_test(tests, all_kernels_meet_pytorch, 0, SETS * EXACT);
    tcase_add_test(tests, absolute_error_meets_pytorch_closely);
    tcase_add_test(tests, double_precision_meets_the_loop_written_by_hand);
    suite_add_tcase(suite, tests);
    return suite;
}
