/* Each export is made again and again, each time with a later request for memory refused, and all
 * that follow: it must say so, until at last it has all it wants and makes the same bytes.
 *
 * The program is linked with --wrap for the functions that base/memory.c calls. */
#include <stdlib.h>
#include <string.h>

#include <check.h>

#include "export/model_c.h"
#include "export/picture.h"
#include "export/twin.h"

#include "suites.h"

#define MOST 20000 /* requests; no export here makes more */

static long left = -1; /* requests that are still granted; negative: all */

void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);

static bool refused(void)
{
    left -= left > 0;
    return left == 0;
}

void *__wrap_calloc(size_t count, size_t size)
{
    return refused() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return refused() ? NULL : __real_realloc(old, size);
}

void *__wrap_aligned_alloc(size_t alignment, size_t size)
{
    return refused() ? NULL : __real_aligned_alloc(alignment, size);
}

/* Three rows of two inputs, one of them text, and some training under several terms. */
static ZtSession *session(void)
{
    static const char *const names[] = {"in", "sort", "out"};
    ZtErr err = {0};
    ZtBuilder *builder = zt_builder_new("three", ZT_SINGLE);
    for (size_t i = 0; i < 3; i++)
        ck_assert(zt_builder_column(builder, names[i], i == 1));
    for (double i = 0; i < 3; i++)
        ck_assert(zt_builder_number(builder, 0, i) && zt_builder_text(builder, 1, "a", 1) &&
                  zt_builder_number(builder, 2, i) && zt_builder_row(builder));
    ZtDataset *data = zt_builder_finish(builder);
    ZtSession *s = zt_session_new();
    const char *model = "a * exp(b * in) + sigmoid(sort) * min(in, 2)^2";
    ck_assert(zt_session_load(s, data, names, 2, "out", &err));
    ck_assert(zt_session_model(s, model, strlen(model), &err));
    zt_dataset_release(data);
    s->settings.lr = 1e9;
    for (int run = 0; run < 2; run++) {
        uint64_t epochs = 50, asked = epochs;
        zt_session_set(s, 0, 2);
        zt_session_run_begins(s, asked);
        zt_session_train(s, &epochs, UINT64_MAX, &err);
        zt_session_run_did(s, asked - epochs);
        ck_assert(zt_session_loss(s, "abs(p - y)", 10, &err));
    }
    return s;
}

static const char *same(const char *sentence)
{
    return sentence;
}

static bool twin(ZtSession *s, ZtBuf *out, ZtErr *err)
{
    const ZtDivergenceWords words = {"{1}", "{1}", "{1} {2}", "{1} {2}", "{1}"};
    return zt_twin(s, &words, same, out, err);
}

static bool model_c(ZtSession *s, ZtBuf *out, ZtErr *err)
{
    return zt_model_c(s, same, out, err);
}

static bool picture(ZtSession *s, ZtBuf *out, ZtErr *err)
{
    (void)s;
    ZtFigure figure = {0};
    return zt_picture(&figure, ZT_PICTURE_SVG, out, err) || err->kind == ZT_ERR_EXPORT_NO_CAIRO;
}

static bool (*const exports[])(ZtSession *s, ZtBuf *out, ZtErr *err) = {twin, model_c, picture};

START_TEST(no_memory)
{
    ZtSession *s = session();
    ZtBuf whole = {0}, out = {0};
    ZtErr err = {0};
    ck_assert(exports[_i](s, &whole, &err));
    bool done = false;
    for (long requests = 1; !done; requests++) {
        zt_buf_free(&out);
        left = requests;
        done = exports[_i](s, &out, &err);
        left = -1;
        ck_assert(done || err.kind == ZT_ERR_MEMORY);
        ck_assert_int_lt(requests, MOST);
    }
    ck_assert_str_eq(zt_buf_text(&out), zt_buf_text(&whole));
    zt_buf_free(&whole);
    zt_buf_free(&out);
    zt_session_free(s);
}
END_TEST

Suite *out_of_memory_suite(void)
{
    Suite *suite = suite_create("out of memory");
    TCase *tests = tcase_create("out of memory");
    tcase_add_loop_test(tests, no_memory, 0, sizeof exports / sizeof *exports);
    suite_add_tcase(suite, tests);
    return suite;
}
