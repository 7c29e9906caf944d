/* Which kernels there are for a sum and for the processor. */
#include <config.h>

#include <string.h>

#include "core/cascade.h"
#include "core/kernels.h"

extern const ZtKernels zt_kernels_portable, zt_kernels_avx2, zt_kernels_avx512;

static bool can_always(void)
{
    return true;
}

#ifdef HAVE_KERNELS_AVX2
static bool can_avx2(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}
#endif

#ifdef HAVE_KERNELS_AVX512
static bool can_avx512(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
}
#endif

static const struct {
    const ZtKernels *set;
    bool (*usable)(void);
} levels[] = {
#ifdef HAVE_KERNELS_AVX512
    {&zt_kernels_avx512, can_avx512},
#endif
#ifdef HAVE_KERNELS_AVX2
    {&zt_kernels_avx2, can_avx2},
#endif
    {&zt_kernels_portable, can_always},
};

int zt_kernel_of_sum(size_t n, ZtPrecision precision)
{
    size_t row = zt_cascade(0, precision).row;
    return n < row / 4 ? ZT_KERNEL_SUM_LONE : n < row ? ZT_KERNEL_SUM_SHORT : ZT_KERNEL_SUM_FEW;
}

const ZtKernels *zt_kernels_named(const char *name)
{
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
        if ((!name || strcmp(levels[i].set->name, name) == 0) && levels[i].usable())
            return levels[i].set;
    return NULL;
}

const ZtKernels *zt_kernels(void)
{
    return zt_kernels_named(NULL);
}
