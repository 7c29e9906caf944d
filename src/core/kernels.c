/* Compiled once for each SIMD level, with the compiler's flags for it and ZT_LEVEL its name. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "core/cascade.h"
#include "core/kernels.h"
#include "core/lane.h"
#include "core/mathlib.h"

/* Half a row of the cascade: the compiler splits it to what the machine has. */
typedef float WideSingle __attribute__((vector_size(64)));
typedef double WideDouble __attribute__((vector_size(64)));

#if defined HAVE_SLEEF && defined __AVX512F__
#define VECTOR_BYTES   64
#define MATH_SINGLE(f) Sleef_##f##f16_u10avx512f
#define MATH_DOUBLE(f) Sleef_##f##d8_u10avx512f
#define TRIG_SINGLE(f) Sleef_finz_##f##f16_u10avx512f
#define TRIG_DOUBLE(f) Sleef_finz_##f##d8_u10avx512f
#elif defined HAVE_SLEEF && defined __AVX2__
#define VECTOR_BYTES   32
#define MATH_SINGLE(f) Sleef_##f##f8_u10avx2
#define MATH_DOUBLE(f) Sleef_##f##d4_u10avx2
#define TRIG_SINGLE(f) Sleef_finz_##f##f8_u10avx2
#define TRIG_DOUBLE(f) Sleef_finz_##f##d4_u10avx2
#endif

#ifdef VECTOR_BYTES
typedef float VectorSingle __attribute__((vector_size(VECTOR_BYTES)));
typedef double VectorDouble __attribute__((vector_size(VECTOR_BYTES)));
#if VECTOR_BYTES == 64
#define WIDTH_SINGLE 16
#define WIDTH_DOUBLE 8
#else
#define WIDTH_SINGLE 8
#define WIDTH_DOUBLE 4
#endif
#else
typedef float VectorSingle;
typedef double VectorDouble;
#define WIDTH_SINGLE   1
#define WIDTH_DOUBLE   1
#define MATH_SINGLE(f) ZT_MATH_SINGLE(f)
#define MATH_DOUBLE(f) ZT_MATH_DOUBLE(f)
#define TRIG_SINGLE(f) ZT_MATH_SINGLE(f)
#define TRIG_DOUBLE(f) ZT_MATH_DOUBLE(f)
#endif

#define REAL    float
#define NAME(f) f##_single
#define V       VectorSingle
#define WIDTH   WIDTH_SINGLE
#define MATH(f) MATH_SINGLE(f)
#define TRIG(f) TRIG_SINGLE(f)
#define ROW     32
#define VECTOR  (size_t)8
#define Wide    WideSingle
#define ABS(x)  fabsf(x)
#define SQRT(x) sqrtf(x)
#include "core/kernels.inc"

#define REAL    double
#define NAME(f) f##_double
#define V       VectorDouble
#define WIDTH   WIDTH_DOUBLE
#define MATH(f) MATH_DOUBLE(f)
#define TRIG(f) TRIG_DOUBLE(f)
#define ROW     16
#define VECTOR  (size_t)4
#define Wide    WideDouble
#define ABS(x)  fabs(x)
#define SQRT(x) sqrt(x)
#include "core/kernels.inc"

#define BINARY(kernel, real)                                                       \
    {                                                                              \
        kernel##_rows_##real, kernel##_row_value_##real, kernel##_value_row_##real \
    }
#define UNARY(kernel, real) \
    {                       \
        kernel##_##real     \
    }
#define SET(real)                                                                                 \
    {                                                                                             \
        [ZT_OP_ADD] = BINARY(add, real), [ZT_OP_SUB] = BINARY(sub, real),                         \
        [ZT_OP_MUL] = BINARY(mul, real), [ZT_OP_DIV] = BINARY(div, real),                         \
        [ZT_OP_MIN] = BINARY(min, real), [ZT_OP_MAX] = BINARY(max, real),                         \
        [ZT_OP_POW] = BINARY(power, real), [ZT_OP_NEG] = UNARY(neg, real),                        \
        [ZT_OP_ABS] = UNARY(absolute, real), [ZT_OP_EXP] = UNARY(exponential, real),              \
        [ZT_OP_LOG] = UNARY(logarithm, real), [ZT_OP_LOG1P] = UNARY(logarithm1p, real),           \
        [ZT_OP_SQRT] = UNARY(square_root, real), [ZT_OP_SIN] = UNARY(sine, real),                 \
        [ZT_OP_COS] = UNARY(cosine, real), [ZT_OP_TAN] = UNARY(tangent, real),                    \
        [ZT_OP_TANH] = UNARY(tanh_of, real), [ZT_OP_SIGMOID] = UNARY(sigmoid, real),              \
        [ZT_OP_RELU] = UNARY(relu, real), [ZT_OP_SOFTPLUS] = UNARY(softplus, real),               \
        [ZT_OP_SIGN] = UNARY(sign, real), [ZT_OP_STEP] = UNARY(step, real),                       \
        [ZT_KERNEL_SQUARE] = UNARY(square, real), [ZT_KERNEL_CUBE] = UNARY(cube, real),           \
        [ZT_KERNEL_RECIPROCAL] = UNARY(reciprocal, real),                                         \
        [ZT_KERNEL_RECIPROCAL_SQUARE] = UNARY(reciprocal_square, real),                           \
        [ZT_KERNEL_SPREAD] = UNARY(spread, real), [ZT_KERNEL_COPY] = UNARY(copy, real),           \
        [ZT_KERNEL_SUM_ROWS] = UNARY(sum_rows, real), [ZT_KERNEL_SUM_FEW] = UNARY(sum_few, real), \
        [ZT_KERNEL_SUM_SHORT] = UNARY(sum_short, real),                                           \
        [ZT_KERNEL_SUM_LONE] = UNARY(sum_lone, real),                                             \
    }

#define TEXT(level)   #level
#define STRING(level) TEXT(level)
#define JOIN(a, b)    a##b
#define SYMBOL(a, b)  JOIN(a, b)

extern const ZtKernels SYMBOL(zt_kernels_, ZT_LEVEL);
const ZtKernels SYMBOL(zt_kernels_, ZT_LEVEL) = {
    .name = STRING(ZT_LEVEL),
    .kernel = {[ZT_SINGLE] = SET(single), [ZT_DOUBLE] = SET(double)},
};
