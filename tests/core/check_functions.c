/* The functions give PyTorch's bits, on every set of kernels and in the one-lane form. */
#include <config.h>

#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/kernels.h"
#include "core/op.h"
#include "suites.h"

#define LINES 2048

#ifdef HAVE_SLEEF
static const bool promised = true;
#else
static const bool promised = false; /* libm: within 1 ULP */
#endif

typedef struct Case {
    ZtOp op;
    ZtPrecision precision;
    uint64_t argument, result;
} Case;

static Case cases[LINES];
static size_t count;

static void read_cases(void)
{
    char path[512], line[128], name[16], precision[16];
    const char *srcdir = getenv("srcdir");
    snprintf(path, sizeof path, "%s/tests/golden/functions.csv", srcdir ? srcdir : ".");
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "%s", path);
    for (count = 0; count < LINES && fgets(line, sizeof line, file); count++) {
        Case *c = &cases[count];
        ck_assert_int_eq(sscanf(line, "%15[^,],%15[^,],%" SCNx64 ",%" SCNx64, name, precision,
                                &c->argument, &c->result),
                         4);
        int op = zt_op_function(name, strlen(name));
        ck_assert_int_ge(op, 0);
        c->op = (ZtOp)op;
        c->precision = strcmp(precision, "single") == 0 ? ZT_SINGLE : ZT_DOUBLE;
    }
    fclose(file);
    ck_assert_uint_gt(count, 1000);
}

static uint64_t one_lane(const Case *c)
{
    uint64_t bits = 0;
    if (c->precision == ZT_DOUBLE) {
        double v;
        memcpy(&v, &c->argument, sizeof v);
        v = zt_op_double(c->op, v, 0, false);
        memcpy(&bits, &v, sizeof v);
        return bits;
    }
    uint32_t narrow = (uint32_t)c->argument;
    float v;
    memcpy(&v, &narrow, sizeof v);
    v = zt_op_single(c->op, v, 0, false);
    memcpy(&narrow, &v, sizeof v);
    return narrow;
}

static uint64_t in_a_row(const Case *c, const ZtKernels *kernels)
{
    _Alignas(64) unsigned char from[ZT_STRIDE * sizeof(double)] = {0};
    _Alignas(64) unsigned char to[ZT_STRIDE * sizeof(double)];
    size_t size = zt_real_size(c->precision), at = 5 * size;
    uint64_t bits = 0;
    memcpy(from + at, &c->argument, size);
    kernels->kernel[c->precision][c->op][ZT_FORM_ROWS](to, from, NULL, 6);
    memcpy(&bits, to + at, size);
    return bits;
}

START_TEST(one_lane_is_pytorch)
{
    for (size_t i = 0; i < count; i++)
        ck_assert_msg(one_lane(&cases[i]) == cases[i].result, "line %zu", i + 1);
}
END_TEST

START_TEST(kernels_are_pytorch)
{
    static const char *const levels[] = {"portable", "avx2", "avx512"};
    const ZtKernels *kernels = zt_kernels_named(levels[_i]);
    for (size_t i = 0; kernels && i < count; i++)
        ck_assert_msg(in_a_row(&cases[i], kernels) == cases[i].result, "%s line %zu", levels[_i],
                      i + 1);
}
END_TEST

Suite *functions_suite(void)
{
    Suite *suite = suite_create("functions");
    TCase *bits = tcase_create("bits");
    tcase_add_unchecked_fixture(bits, read_cases, NULL);
    if (promised) {
        tcase_add_test(bits, one_lane_is_pytorch);
        tcase_add_loop_test(bits, kernels_are_pytorch, 0, 3);
    }
    suite_add_tcase(suite, bits);
    return suite;
}
