/* The compiled program against the one-row interpreter, to the bit. */
#include <math.h>
#include <string.h>

#include <check.h>

#include "base/memory.h"
#include "core/compile.h"
#include "oracle.h"
#include "random_formula.h"
#include "suites.h"

#define OUTS   3
#define VALUES 8
#define CHUNKS 20
#define EACH   500 /* formulas: 10,000 in all */

static const char *const kernel_sets[] = {"portable", "avx2", "avx512"};

/* What is asked of a program: loss, gradient and a few nodes at random. */
typedef struct Wanted {
    ZtRef value[VALUES], row[OUTS];
    size_t values, rows;
} Wanted;

static Wanted wanted_of(const Subject *s, ZtRandom *random)
{
    Wanted w = {.value = {s->loss}, .values = 1, .row = {s->prediction}, .rows = 1};
    for (size_t i = 0; i < s->params.count; i++)
        w.value[w.values++] = s->grad[i];
    size_t nodes = zt_graph_count(s->graph);
    for (int i = 0; i < 6; i++) {
        ZtRef ref = (ZtRef)random_below(random, nodes);
        const ZtNode *node = zt_graph_node(s->graph, ref);
        if (node->shape != ZT_SHAPE_ROWS && w.values < VALUES)
            w.value[w.values++] = ref;
        if (!node->summed && w.rows < OUTS)
            w.row[w.rows++] = ref;
    }
    return w;
}

typedef struct Run {
    const Subject *subject;
    const Data *data;
    const Wanted *wanted;
    const Oracle *oracle;
    const char *kernels;
    unsigned threads;
    uint64_t work; /* tiles at a time */
    size_t finite; /* results compared that are finite numbers */
} Run;

static ZtProgram *program_of(const Run *run, void *const *out)
{
    ZtErr err = {0};
    const Data *data = run->data;
    ZtProgramSpec spec = {.graph = run->subject->graph,
                          .value = run->wanted->value,
                          .values = run->wanted->values,
                          .row = run->wanted->row,
                          .rows = run->wanted->rows,
                          .out = out,
                          .column = data->column,
                          .n = data->n,
                          .params = run->subject->params.count,
                          .precision = data->precision,
                          .threads = run->threads,
                          .kernels = zt_kernels_named(run->kernels)};
    ZtProgram *program = zt_program_new(&spec, &err);
    ck_assert_ptr_nonnull(program);
    for (size_t i = 0; i < spec.params; i++)
        if (data->precision == ZT_SINGLE)
            ((float *)zt_program_params(program))[i] = (float)data->param[i];
        else
            ((double *)zt_program_params(program))[i] = data->param[i];
    return program;
}

static void run_pass(ZtProgram *program, uint64_t work)
{
    zt_program_begin(program);
    for (uint64_t left = work; !zt_program_advance(program, &left); left = work)
        ;
}

/* The number of the first difference + 1: the values, then the rows of each out; 0 if none. */
static size_t difference(Run *run, const ZtProgram *program, void *const *out)
{
    const Wanted *w = run->wanted;
    ZtPrecision precision = run->data->precision;
    for (size_t i = 0; i < w->values; i++) {
        double value = real_at(zt_program_value(program, i), 0, precision);
        run->finite += isfinite(value);
        if (!same_bits(value, run->oracle->single[w->value[i]]))
            return i + 1;
    }
    for (size_t i = 0; i < w->rows; i++)
        for (size_t r = 0; r < run->data->n; r++)
            if (!same_bits(real_at(out[i], r, precision), run->oracle->rows[w->row[i]][r]))
                return w->values + i * run->data->n + r + 1;
    return 0;
}

/* Twice, since a second pass must not feel the first. */
static size_t compare(Run *run)
{
    if (!zt_kernels_named(run->kernels))
        return 0;
    void *out[OUTS];
    for (size_t i = 0; i < run->wanted->rows; i++)
        out[i] = zt_alloc_aligned(run->data->n + ZT_PAD, zt_real_size(run->data->precision));
    ZtProgram *program = program_of(run, out);
    run_pass(program, run->work);
    size_t bad = difference(run, program, out);
    run_pass(program, UINT64_MAX);
    if (!bad)
        bad = difference(run, program, out);
    zt_program_free(program);
    for (size_t i = 0; i < run->wanted->rows; i++)
        zt_free(out[i]);
    return bad;
}

/* A random model and loss as text. */
static void random_texts(ZtRandom *random, ZtBuf *model, ZtBuf *loss)
{
    static const char *const of_model[] = {"u", "v", "a", "b", "c"};
    static const char *const of_loss[] = {"p", "y", "u"};
    static const char *const losses[] = {
        "(p - y)^2", "abs(p - y)", "min(abs(p - y), 1) * (abs(p - y) - 0.5 * min(abs(p - y), 1))"};
    zt_buf_clear(model);
    zt_buf_clear(loss);
    random_formula(random, of_model, 5, random_below(random, 14), model);
    size_t kind = random_below(random, 5);
    if (kind < 3) {
        zt_buf_puts(loss, losses[kind]);
        return;
    }
    zt_buf_puts(loss, kind == 3 ? "p * (" : "max(p, y) + (");
    random_formula(random, of_loss, 3, random_below(random, 7), loss);
    zt_buf_puts(loss, ")");
}

static void try_all_kernels(Run *run, const char *model, const char *loss)
{
    for (size_t k = 0; k < 3; k++) {
        run->kernels = kernel_sets[k];
        size_t bad = compare(run);
        ck_assert_msg(bad == 0, "%s, loss %s: n %zu, %s, %s, %u threads: result %zu differs", model,
                      loss, run->data->n, run->data->precision == ZT_SINGLE ? "single" : "double",
                      run->kernels, run->threads, bad - 1);
    }
}

/* n from 1 to 70, with every set of kernels. */
START_TEST(equals_the_interpreter)
{
    ZtRandom random;
    ZtBuf model = {0}, loss = {0};
    size_t finite = 0;
    zt_random_seed(&random, (uint32_t)_i);
    for (int i = 0; i < EACH; i++) {
        Subject subject;
        random_texts(&random, &model, &loss);
        subject_make(&subject, model.text, loss.text);
        ZtPrecision precision = zt_random_next(&random) % 2 ? ZT_DOUBLE : ZT_SINGLE;
        Data data =
            data_random(&random, 1 + random_below(&random, 70), precision, (Mood)(i % MOODS));
        Wanted wanted = wanted_of(&subject, &random);
        Oracle oracle = oracle_ask(&subject, &data, wanted.row, wanted.rows);
        Run run = {.subject = &subject,
                   .data = &data,
                   .wanted = &wanted,
                   .oracle = &oracle,
                   .threads = 1 + (unsigned)i % 3,
                   .work = 1};
        try_all_kernels(&run, model.text, loss.text);
        finite += run.finite;
        oracle_free(&oracle);
        data_free(&data);
        subject_free(&subject);
    }
    ck_assert_uint_gt(finite, 3 * EACH); /* more than NaN was compared */
    zt_buf_free(&model);
    zt_buf_free(&loss);
}
END_TEST

static void try_threads(Run *run, const char *model, const char *loss)
{
    for (unsigned threads = 1; threads <= 3; threads++) {
        run->threads = threads;
        run->work = threads == 2 ? 5 : 1;
        try_all_kernels(run, model, loss);
    }
}

static void try_length(ZtRandom *random, size_t n, int formulas)
{
    ZtBuf model = {0}, loss = {0};
    for (int i = 0; i < formulas; i++) {
        Subject subject;
        random_texts(random, &model, &loss);
        subject_make(&subject, model.text, loss.text);
        Wanted wanted = wanted_of(&subject, random);
        for (int precision = ZT_SINGLE; precision <= ZT_DOUBLE; precision++) {
            Data data = data_random(random, n, (ZtPrecision)precision, (Mood)(i % 2));
            Oracle oracle = oracle_ask(&subject, &data, wanted.row, wanted.rows);
            Run run = {.subject = &subject, .data = &data, .wanted = &wanted, .oracle = &oracle};
            try_threads(&run, model.text, loss.text);
            oracle_free(&oracle);
            data_free(&data);
        }
        subject_free(&subject);
    }
    zt_buf_free(&model);
    zt_buf_free(&loss);
}

/* Around a block, a group and a tile of the cascade, of both precisions. */
static const size_t lengths[] = {255,  256,  257,  300,  511,  512, 513,
                                 4095, 4096, 4097, 8191, 8192, 8193};

START_TEST(equals_it_at_the_edges_of_blocks)
{
    ZtRandom random;
    zt_random_seed(&random, 100 + (uint32_t)_i);
    try_length(&random, lengths[_i], lengths[_i] < 1000 ? 40 : 6);
}
END_TEST

START_TEST(equals_it_over_many_tiles)
{
    ZtRandom random;
    zt_random_seed(&random, 200 + (uint32_t)_i);
    try_length(&random, 100000, 1);
}
END_TEST

/* Formulas that keep finite values, so that each sum is a number that tells orders apart. */
static const char *const smooth[] = {
    "a * u + b",
    "a * u * v + b * tanh(c * u)",
    "sigmoid(a * u + b) * softplus(c * v) - a",
    "(a * u + b)^2 + (c * v)^3 - exp(-abs(a * v))",
    "max(a * u, b) + min(c, v) * relu(u)",
    "a",
    "u",
    "a * pi + 2",
    "3",
};

START_TEST(smooth_formulas_equal_it)
{
    static const size_t sizes[] = {1, 7, 8, 33, 256, 700, 20000, 70001};
    ZtRandom random;
    zt_random_seed(&random, (uint32_t)_i);
    Subject subject;
    subject_make(&subject, smooth[_i], "(p - y)^2");
    Wanted wanted = wanted_of(&subject, &random);
    for (size_t i = 0; i < 2 * sizeof sizes / sizeof sizes[0]; i++) {
        Data data = data_random(&random, sizes[i / 2], i % 2 ? ZT_DOUBLE : ZT_SINGLE, MOOD_TAME);
        Oracle oracle = oracle_ask(&subject, &data, wanted.row, wanted.rows);
        Run run = {.subject = &subject, .data = &data, .wanted = &wanted, .oracle = &oracle};
        try_threads(&run, smooth[_i], "(p - y)^2");
        ck_assert_uint_gt(run.finite, 0);
        oracle_free(&oracle);
        data_free(&data);
    }
    subject_free(&subject);
}
END_TEST

/* Blocks get smaller when the registers of a formula fill the cache. */
START_TEST(a_formula_with_many_registers)
{
    ZtBuf text = {0};
    for (int i = 0; i < 80; i++)
        zt_buf_puts(&text, i % 2 ? "sin(v + " : "tanh(u + ");
    zt_buf_puts(&text, "a");
    zt_buf_fill(&text, ')', 80);
    ZtRandom random;
    zt_random_seed(&random, 3);
    Subject subject;
    subject_make(&subject, text.text, "abs(p - y)");
    Wanted wanted = wanted_of(&subject, &random);
    for (size_t n = 60; n < 1100; n += 17) {
        Data data = data_random(&random, n, n % 2 ? ZT_DOUBLE : ZT_SINGLE, MOOD_TAME);
        Oracle oracle = oracle_ask(&subject, &data, wanted.row, wanted.rows);
        Run run = {.subject = &subject,
                   .data = &data,
                   .wanted = &wanted,
                   .oracle = &oracle,
                   .threads = 1,
                   .work = 1};
        try_all_kernels(&run, text.text, "abs(p - y)");
        oracle_free(&oracle);
        data_free(&data);
    }
    subject_free(&subject);
    zt_buf_free(&text);
}
END_TEST

typedef struct Long { /* a program over 20 tiles and a rest */
    Subject subject;
    Data data;
    Wanted wanted;
    ZtProgram *program;
} Long;

static Long long_program(void)
{
    ZtRandom random;
    zt_random_seed(&random, 8);
    Long l;
    subject_make(&l.subject, "a * u + b", "(p - y)^2");
    l.data = data_random(&random, 20 * 8192 + 5, ZT_SINGLE, MOOD_TAME);
    l.wanted = (Wanted){.value = {l.subject.loss, l.subject.grad[0]}, .values = 2};
    Run run = {.subject = &l.subject, .data = &l.data, .wanted = &l.wanted, .threads = 2};
    run.kernels = "portable";
    l.program = program_of(&run, NULL);
    return l;
}

static void long_free(Long *l)
{
    zt_program_free(l->program);
    data_free(&l->data);
    subject_free(&l->subject);
}

static void values_of(const Long *l, float value[2])
{
    for (size_t i = 0; i < 2; i++)
        value[i] = *(const float *)zt_program_value(l->program, i);
}

START_TEST(work_is_counted_in_tiles)
{
    Long l = long_program();
    zt_program_begin(l.program);
    uint64_t work = 7;
    ck_assert(!zt_program_advance(l.program, &work));
    ck_assert_uint_eq(work, 0);
    ck_assert(!zt_program_advance(l.program, &work)); /* one tile at least */
    ck_assert_uint_eq(work, 0);
    work = 12;
    ck_assert(!zt_program_advance(l.program, &work));
    ck_assert_uint_eq(work, 0);
    work = 10;
    ck_assert(zt_program_advance(l.program, &work)); /* the rest behind the tiles is one more */
    ck_assert_uint_eq(work, 9);
    long_free(&l);
}
END_TEST

/* A pass can be left, taken up, and begun anew; parameters changed meanwhile count from then. */
START_TEST(a_pass_can_be_begun_anew)
{
    Long l = long_program();
    float whole[2], pieces[2], again[2], other[2];
    run_pass(l.program, UINT64_MAX);
    values_of(&l, whole);
    run_pass(l.program, 1);
    values_of(&l, pieces);
    ck_assert_mem_eq(whole, pieces, sizeof whole);
    float *param = zt_program_params(l.program), old = param[0];
    param[0] = old + 1;
    zt_program_begin(l.program);
    uint64_t work = 9;
    ck_assert(!zt_program_advance(l.program, &work));
    param[0] = old;
    run_pass(l.program, 3);
    values_of(&l, again);
    ck_assert_mem_eq(whole, again, sizeof whole);
    param[0] = old + 1;
    run_pass(l.program, 4);
    values_of(&l, other);
    ck_assert(other[0] != whole[0] && other[1] != whole[1]);
    long_free(&l);
}
END_TEST

START_TEST(little_data_is_one_piece_of_work)
{
    Subject s;
    subject_make(&s, "a * u", "(p - y)^2");
    ZtRandom random;
    zt_random_seed(&random, 8);
    Data data = data_random(&random, 11, ZT_DOUBLE, MOOD_TAME);
    Wanted wanted = {.value = {s.loss}, .values = 1};
    Run run = {.subject = &s, .data = &data, .wanted = &wanted, .kernels = "portable"};
    ZtProgram *program = program_of(&run, NULL);
    zt_program_begin(program);
    uint64_t work = 5;
    ck_assert(zt_program_advance(program, &work));
    ck_assert_uint_eq(work, 4);
    zt_program_begin(program);
    work = 0;
    ck_assert(zt_program_advance(program, &work));
    ck_assert_uint_eq(work, 0);
    zt_program_free(program);
    zt_program_free(NULL);
    data_free(&data);
    subject_free(&s);
}
END_TEST

/* Only what is wanted is computed. */
START_TEST(unused_nodes_make_no_code)
{
    Subject s;
    subject_make(&s, "a * exp(u) + b * tan(v)", "(p - y)^2");
    ZtProgramSpec spec = {.graph = s.graph, .value = &s.loss, .values = 1, .n = 9, .params = 2};
    ZtCode *loss = zt_compile(&spec);
    ck_assert_uint_eq(loss->sums, 1);
    ck_assert_uint_eq(loss->count, 8); /* exp * tan * + - ^2 sum */
    ck_assert_uint_eq(loss->afters, 1);
    ck_assert_uint_eq(loss->befores, 0);
    ck_assert_uint_le(loss->registers, 3);
    zt_code_free(loss);
    spec.value = &s.grad[0];
    ZtCode *grad = zt_compile(&spec);
    ck_assert_uint_eq(grad->sums, 1);
    ck_assert_uint_eq(grad->afters, 0);
    zt_code_free(grad);
    spec.values = 0;
    ZtCode *none = zt_compile(&spec);
    ck_assert_uint_eq(none->count, 0);
    ck_assert_uint_eq(none->slots, 2);
    zt_code_free(none);
    zt_code_free(NULL);
    subject_free(&s);
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("program");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, equals_the_interpreter, 0, CHUNKS);
    tcase_add_loop_test(tests, equals_it_at_the_edges_of_blocks, 0,
                        sizeof lengths / sizeof lengths[0]);
    tcase_add_loop_test(tests, equals_it_over_many_tiles, 0, 3);
    tcase_add_loop_test(tests, smooth_formulas_equal_it, 0, sizeof smooth / sizeof smooth[0]);
    tcase_add_test(tests, a_formula_with_many_registers);
    tcase_add_test(tests, work_is_counted_in_tiles);
    tcase_add_test(tests, a_pass_can_be_begun_anew);
    tcase_add_test(tests, little_data_is_one_piece_of_work);
    tcase_add_test(tests, unused_nodes_make_no_code);
    suite_add_tcase(suite, tests);
    return suite;
}
