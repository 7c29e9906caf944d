/* Each operation on a session is run again and again, and each time a later one of its requests for
 * memory is refused, with all that follow, until none is: it must say so, leave the session as it
 * was and nothing behind.
 *
 * The program is linked with --wrap for the four functions that base/memory.c calls. */
#include <stdlib.h>
#include <string.h>

#include <check.h>

#include "base/memory.h"
#include "core/curvature.h"
#include "core/evaluate.h"
#include "core/graph.h"
#include "core/trace.h"
#include "core/probe.h"
#include "core/solve.h"
#include "core/landscape.h"
#include "lang/undo.h"
#include "core/landscape.h"
#include "core/trace.h"
#include "sample.h"

Suite *out_of_memory_suite(void);

#define MOST 5000 /* requests; no operation here makes more */

static long left = -1; /* requests that are still granted; negative: all */
static long live;      /* blocks in use */

void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void __real_free(void *memory);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);
void __wrap_free(void *memory);

static bool granted(void)
{
    if (left > 0)
        left--;
    else if (left == 0)
        return false;
    return true;
}

static void *counted(void *memory)
{
    live += memory != NULL;
    return memory;
}

void *__wrap_calloc(size_t count, size_t size)
{
    return granted() ? counted(__real_calloc(count, size)) : NULL;
}

void *__wrap_realloc(void *old, size_t size)
{
    if (!granted())
        return NULL;
    void *memory = __real_realloc(old, size);
    return old ? memory : counted(memory);
}

void *__wrap_aligned_alloc(size_t alignment, size_t size)
{
    return granted() ? counted(__real_aligned_alloc(alignment, size)) : NULL;
}

void __wrap_free(void *memory)
{
    live -= memory != NULL;
    __real_free(memory);
}

static ZtDataset *other_data;
static double results[64];

static ZtSession *begin(void)
{
    ZtErr err = {0};
    ZtSession *s = sample_session(sample_thermometer(ZT_SINGLE));
    sample_model(s, "w * tanh(x) + b - c * \"zolta\" where w = 0.5");
    sample_normalize(s, ZT_SCALE_STANDARD, 1);
    ck_assert(zt_session_label(s, "zolta", "Temperature", &err));
    sample_train(s, 3);
    return s;
}

static bool load(ZtSession *s, ZtErr *err)
{
    return zt_session_load(s, other_data, NULL, 0, "zolta", err);
}

static bool model(ZtSession *s, ZtErr *err)
{
    static const char text[] = "zolta = v * celsius^2 + exp(u * x) where u = 2 * pi, v = lr";
    return zt_session_model(s, text, strlen(text), err);
}

static bool loss(ZtSession *s, ZtErr *err)
{
    return zt_session_loss(s, "huber", 5, err);
}

static bool normalize(ZtSession *s, ZtErr *err)
{
    return zt_session_normalize(s, ZT_SCALE_MINMAX, 1, err);
}

static bool precision(ZtSession *s, ZtErr *err)
{
    return zt_session_precision(s, ZT_SINGLE, other_data, err);
}

static bool label(ZtSession *s, ZtErr *err)
{
    return zt_session_label(s, "celsius", "Warmth", err);
}

static bool loss_now(ZtSession *s, ZtErr *err)
{
    const double *grad;
    return zt_session_loss_now(s, results, &grad, err);
}

static bool loss_from_nothing(ZtSession *s, ZtErr *err)
{
    zt_session_threads(s);
    return loss_now(s, err);
}

static bool predictions(ZtSession *s, ZtErr *err)
{
    return zt_session_predictions(s, results, err);
}

static bool predict(ZtSession *s, ZtErr *err)
{
    return zt_session_predict(s, (double[]){1, 2, 3}, 3, results, err);
}

static bool curvature(ZtSession *s, ZtErr *err)
{
    uint64_t work = UINT64_MAX;
    ZtCurvature *made = zt_curvature_new(s, false, err);
    bool fine = made && zt_curvature_advance(made, &work);
    zt_curvature_free(made);
    return fine;
}

static bool probe(ZtSession *s, ZtErr *err)
{
    uint64_t work = UINT64_MAX;
    ZtProbePoint point = {.parameter = 1, .value = 0.5};
    ZtProbe *made = zt_probe_new(s, &point, 1, err);
    bool fine = made && zt_probe_advance(made, &work);
    zt_probe_free(made);
    return fine;
}

/* c and b are two names for one thing: there is a choice to be made. */
static bool solve(ZtSession *s, ZtErr *err)
{
    uint64_t work = UINT64_MAX;
    bool done = false;
    ZtSolve *made = zt_solve_new(s, err);
    bool fine = made && zt_solve_advance(made, &work, &done, err) && done;
    zt_solve_free(made);
    return fine;
}

static bool landscape(ZtSession *s, ZtErr *err)
{
    ZtLandscape *made = zt_landscape_new(s, 0, 2, s->param, 5, err);
    zt_landscape_free(made);
    return made != NULL;
}

static bool model_text(ZtSession *s, ZtErr *err)
{
    ZtBuf text = {0};
    bool fine = zt_session_model_text(s, true, 6, &text, err);
    zt_buf_free(&text);
    return fine;
}

static bool gradient_text(ZtSession *s, ZtErr *err)
{
    ZtBuf text = {0};
    bool fine = zt_session_gradient_text(s, 1, &text, err);
    zt_buf_free(&text);
    return fine;
}

static bool trace(ZtSession *s, ZtErr *err)
{
    ZtBuf text = {0};
    ZtChain chain = {0};
    ZtRef adjoint;
    ZtTrace *t = zt_trace_new(s, err);
    bool fine = t && zt_trace_chain(t, &t->model, zt_trace_parameter(t, 0), &chain, err);
    if (fine && !(zt_trace_adjoint(t, t->model.body, &adjoint) &&
                  zt_trace_text(t, t->slope_n, true, 100, &text)))
        fine = zt_fail_memory(err);
    void *rows = fine ? zt_trace_rows(t, chain.total, err) : NULL;
    fine = rows != NULL;
    zt_free(rows);
    zt_buf_free(&text);
    zt_chain_free(&chain);
    zt_trace_free(t);
    return fine;
}

static bool evaluate(ZtSession *s, ZtErr *err)
{
    static const char text[] = "mean(p) + std(raw(x) * w) + grad(b) * zolta[2] < high(\"celsius\")";
    ZtFormula *formula = zt_formula_parse(text, strlen(text), ZT_FORMULA_VALUE, NULL, err);
    bool fine = formula && zt_evaluate_number(formula, s, NULL, results, err);
    zt_formula_free(formula);
    return fine;
}

static bool copy(ZtSession *s, ZtErr *err)
{
    ZtSession *made = zt_session_copy(s);
    zt_session_free(made);
    return made || zt_fail_memory(err);
}

/* The one before the last: of two of the run's legs the first is trained again. */
static bool back(ZtSession *s, ZtErr *err)
{
    ZtRewind rewind;
    if (!zt_session_rewind(s, 2, &rewind, err))
        return false;
    bool done = zt_session_train(rewind.session, &(uint64_t){1}, UINT64_MAX, err) != ZT_RUN_FAILED;
    if (done)
        zt_rewind_finish(&rewind, s);
    else
        zt_rewind_drop(&rewind);
    return done;
}

static bool mark(ZtSession *s, ZtErr *err)
{
    return zt_session_mark(s, "first", err);
}

static bool begin_empty(ZtSession *s, ZtErr *err)
{
    (void)s;
    ZtSession *made = zt_session_new();
    zt_session_free(made);
    return made || zt_fail_memory(err);
}

static bool (*const operations[])(ZtSession *s, ZtErr *err) = {
    load,        model,     loss,       normalize,     precision, label,    loss_from_nothing,
    predictions, predict,   model_text, gradient_text, trace,     evaluate, copy,
    begin_empty, curvature, probe,      solve,         landscape, back,     mark,
};
#define OPERATIONS (int)(sizeof operations / sizeof operations[0])

/* The operation with that many requests granted; true if they were enough. */
static bool try_with(long requests, bool (*operation)(ZtSession *s, ZtErr *err))
{
    ZtErr err = {0};
    ZtSession *s = begin();
    if (operation == loss_from_nothing)
        zt_session_threads(s);
    else
        ck_assert(loss_now(s, &err));
    char *before = sample_state(s);
    long blocks = live;
    left = requests;
    bool fine = operation(s, &err);
    left = -1;
    blocks = live - blocks;
    if (!fine) {
        ck_assert_msg(blocks == 0, "%ld blocks left behind at request %ld", blocks, requests);
        char *after = sample_state(s);
        ck_assert_int_eq(err.kind, ZT_ERR_MEMORY);
        ck_assert_str_eq(before, after);
        zt_free(after);
        sample_train(s, 1);
    }
    zt_free(before);
    zt_session_free(s);
    return fine;
}

START_TEST(leaves_all_as_it_was)
{
    other_data = sample_thermometer(ZT_SINGLE);
    long requests = 0;
    while (!try_with(requests, operations[_i]))
        ck_assert_int_lt(++requests, MOST);
    ck_assert_int_gt(requests, 0);
    ck_assert_int_eq(other_data->references, 1);
    zt_dataset_release(other_data);
}
END_TEST

/* Without memory for its history a training goes on; without an engine it does not begin. */
START_TEST(training_with_little_memory)
{
    ZtSession *whole = begin();
    sample_train(whole, 3000);
    for (long requests = 0, kept = 0; kept < 3003; requests++) {
        ZtErr err = {0};
        uint64_t epochs = 3000;
        ZtSession *s = begin();
        char *before = sample_state(s);
        zt_session_threads(s);
        left = requests;
        ZtRunEnd end = zt_session_train(s, &epochs, UINT64_MAX, &err);
        left = -1;
        kept = (long)zt_history_count(s->history);
        if (end == ZT_RUN_FAILED) {
            char *after = sample_state(s);
            ck_assert_int_eq(err.kind, ZT_ERR_MEMORY);
            ck_assert_str_eq(before, after);
            zt_free(after);
        } else {
            ck_assert_int_eq(end, ZT_RUN_DONE);
            ck_assert(sample_same(s->param[0], whole->param[0]));
            ck_assert(sample_same(s->last_loss, whole->last_loss));
            ck_assert_int_ge(kept, 512);
        }
        ck_assert_int_lt(requests, MOST);
        zt_free(before);
        zt_session_free(s);
    }
    zt_session_free(whole);
}
END_TEST

/* A command that cannot be made undoable is not begun; where undo has no memory, nothing moves. */
START_TEST(undo_with_little_memory)
{
    bool moved = false;
    for (long requests = 0; !moved; requests++) {
        ZtErr err = {0};
        ZtUndo undo = {.limit = ZT_UNDO_BYTES};
        ZtPending pending;
        ZtSession *s = begin();
        char *before = sample_values(s), *after;
        bool kept;
        left = requests;
        bool opened = zt_undo_open(&undo, s, "set lr 0.5", 10, &pending, &err);
        long rest = left;
        left = -1;
        if (opened) {
            s->settings.lr = 0.5;
            ck_assert(zt_undo_close(&undo, s, &pending));
        }
        after = sample_values(s);
        left = rest;
        moved = opened && zt_undo_move(&undo, true, 1, s, &kept, &err);
        left = -1;
        char *end = sample_values(s);
        ck_assert(moved || err.kind == ZT_ERR_MEMORY);
        ck_assert_str_eq(end, moved ? before : after);
        ck_assert_uint_eq(zt_undo_depth(&undo.past), opened && !moved);
        zt_free(before);
        zt_free(after);
        zt_free(end);
        zt_undo_free(&undo);
        zt_session_free(s);
    }
}
END_TEST

/* Long data: tiles, workers, threads. */
START_TEST(threads_with_little_memory)
{
    ZtDataset *data = sample_long(ZT_SINGLE, 50000);
    bool fine = false;
    for (long requests = 0; !fine; requests++) {
        ZtErr err = {0};
        ZtSession *s = sample_session(zt_dataset_retain(data));
        s->settings.threads = 2;
        zt_session_threads(s);
        long blocks = live;
        left = requests;
        fine = loss_now(s, &err);
        left = -1;
        blocks = live - blocks;
        ck_assert(fine || err.kind == ZT_ERR_MEMORY);
        ck_assert_msg(fine || blocks == 0, "%ld blocks left behind at request %ld", blocks,
                      requests);
        zt_session_free(s);
        ck_assert_int_lt(requests, MOST);
    }
    zt_dataset_release(data);
}
END_TEST

/* x^0 is the number 1, for which the nodes move before the memory runs out. */
START_TEST(a_node_that_simplifies_to_a_new_one)
{
    ZtGraph *graph = zt_graph_new();
    ZtRef x = zt_graph_leaf(graph, ZT_NODE_COLUMN, 0), zero = zt_graph_const(graph, 0);
    for (int i = 2; i < 32; i++)
        zt_graph_const(graph, i);
    ck_assert_uint_eq(zt_graph_count(graph), 32); /* both the nodes and their table are full */
    left = 1;
    ZtRef one = zt_graph_op(graph, ZT_OP_POW, x, zero);
    left = -1;
    ck_assert_uint_eq(one, ZT_NO_REF);
    ck_assert(zt_graph_failed(graph));
    zt_graph_free(graph);
}
END_TEST

/* Where there is no room for the part of a run that is left, the journal begins anew. */
START_TEST(a_journal_cut_with_little_memory)
{
    const ZtTerms terms[] = {{.lr = 0.1, .loss = "mse"}, {.lr = 0.2, .loss = "mse"}};
    ZtJournal *journal = zt_journal_new(1);
    size_t anew = 0;
    for (int i = 0; i < 40; i++) {
        ck_assert(zt_journal_run(journal, &terms[i % 2], 1));
        ck_assert(zt_journal_ran(journal, 1, false));
    }
    for (uint64_t epoch = 1; epoch < 40; epoch++) { /* then twice two epochs, cut after three */
        zt_journal_cut(journal, 40 - epoch, (double[]){0}, false);
        ZtJournal *runs = zt_journal_copy(journal);
        for (int i = 0; i < 2; i++)
            ck_assert(zt_journal_run(runs, &terms[epoch % 2], 2) && zt_journal_ran(runs, 2, false));
        zt_journal_cut(runs, 44 - epoch, (double[]){0}, false); /* makes one entry of them */
        ZtJournal *copy = zt_journal_copy(runs);
        left = 0;
        zt_journal_cut(copy, 43 - epoch, (double[]){7}, false);
        left = -1;
        uint64_t at = zt_journal_epoch(copy);
        for (size_t i = 0; i < zt_journal_count(copy); i++)
            at += zt_journal_entry(copy, i).done * zt_journal_entry(copy, i).times;
        ck_assert_uint_eq(at, 43 - epoch);
        anew += zt_journal_count(copy) == 0;
        zt_journal_free(copy);
        zt_journal_free(runs);
    }
    ck_assert_uint_gt(anew, 0);
    zt_journal_free(journal);
}
END_TEST

Suite *out_of_memory_suite(void)
{
    Suite *suite = suite_create("out_of_memory");
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, leaves_all_as_it_was, 0, OPERATIONS);
    tcase_add_test(tests, training_with_little_memory);
    tcase_add_test(tests, undo_with_little_memory);
    tcase_add_test(tests, threads_with_little_memory);
    tcase_add_test(tests, a_node_that_simplifies_to_a_new_one);
    tcase_add_test(tests, a_journal_cut_with_little_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
