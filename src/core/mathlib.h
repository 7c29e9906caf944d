/* The scalar functions of SLEEF's FMA family, or libm where there is no SLEEF.
 *
 * The FMA family's functions agree to the bit at every vector width, this one included. SLEEF's
 * header declares the scalar ones only where the compiler has a fast fma(); the library has them
 * always. A processor without FMA takes the family without it: within 1 ULP of the others. */
#ifndef ZT_CORE_MATHLIB_H
#define ZT_CORE_MATHLIB_H

#include <math.h>
#include <stdbool.h>

#ifdef HAVE_SLEEF
#ifndef FP_FAST_FMA
#define FP_FAST_FMA 1
#endif
#include <sleef.h>

static inline bool zt_fma(void)
{
#ifdef __x86_64__
    return __builtin_cpu_supports("fma");
#else
    return true;
#endif
}

#define ZT_MATH_SINGLE(f) (zt_fma() ? Sleef_##f##f1_u10purecfma : Sleef_##f##f1_u10purec)
#define ZT_MATH_DOUBLE(f) (zt_fma() ? Sleef_##f##d1_u10purecfma : Sleef_##f##d1_u10purec)
#else
#define ZT_MATH_SINGLE(name) name##f
#define ZT_MATH_DOUBLE(name) name
#endif

#endif
