dnl Probes for compiler and linker flags. Each is tried with -Werror, so that a flag
dnl that is only warned about counts as missing.

dnl ZT_IF_CFLAGS(FLAGS, IF-ACCEPTED, [IF-NOT], [PROGRAM])
AC_DEFUN([ZT_IF_CFLAGS], [
  AS_VAR_PUSHDEF([cached], [zt_cv_cflags_$1])
  AC_CACHE_CHECK([whether $CC accepts $1], [cached], [
    zt_saved_cflags=$CFLAGS
    CFLAGS="$zt_optimize $CFLAGS $1 -Werror"
    AC_COMPILE_IFELSE([m4_default([$4], [AC_LANG_PROGRAM()])],
      [AS_VAR_SET([cached], [yes])], [AS_VAR_SET([cached], [no])])
    CFLAGS=$zt_saved_cflags
  ])
  AS_VAR_IF([cached], [yes], [$2], [$3])
  AS_VAR_POPDEF([cached])
])

dnl ZT_IF_LDFLAGS(FLAGS, IF-ACCEPTED, [IF-NOT])
AC_DEFUN([ZT_IF_LDFLAGS], [
  AS_VAR_PUSHDEF([cached], [zt_cv_ldflags_$1])
  AC_CACHE_CHECK([whether the linker accepts $1], [cached], [
    zt_saved_cflags=$CFLAGS
    zt_saved_ldflags=$LDFLAGS
    CFLAGS="$CFLAGS -Werror"
    LDFLAGS="$LDFLAGS $1"
    AC_LINK_IFELSE([AC_LANG_PROGRAM()],
      [AS_VAR_SET([cached], [yes])], [AS_VAR_SET([cached], [no])])
    CFLAGS=$zt_saved_cflags
    LDFLAGS=$zt_saved_ldflags
  ])
  AS_VAR_IF([cached], [yes], [$2], [$3])
  AS_VAR_POPDEF([cached])
])

dnl ZT_APPEND_CFLAGS(VARIABLE, FLAG...): adds the flags that the compiler accepts.
AC_DEFUN([ZT_APPEND_CFLAGS], [
  m4_foreach_w([zt_flag], [$2], [ZT_IF_CFLAGS(zt_flag, [AS_VAR_APPEND([$1], [" ]zt_flag["])])])
])

dnl ZT_HARDENING: sets HARDEN_CPPFLAGS, HARDEN_CFLAGS, HARDEN_LDFLAGS and, for the summary,
dnl zt_hardening. A checked libc and a sanitizer hide errors from one another: no FORTIFY then.
AC_DEFUN([ZT_HARDENING], [
  zt_hardening=
  AS_IF([test "x$enable_sanitizers" = xno], [
    ZT_IF_CFLAGS([-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3], [zt_fortify=3], [
      ZT_IF_CFLAGS([-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2], [zt_fortify=2], [zt_fortify=],
        [AC_LANG_PROGRAM([#include <stdio.h>])])],
      [AC_LANG_PROGRAM([#include <stdio.h>])])
    AS_IF([test -n "$zt_fortify"], [
      HARDEN_CPPFLAGS="-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$zt_fortify"
      zt_hardening="$zt_hardening fortify=$zt_fortify"
    ])
  ])
  ZT_IF_CFLAGS([-fstack-protector-strong], [
    HARDEN_CFLAGS="$HARDEN_CFLAGS -fstack-protector-strong"
    zt_hardening="$zt_hardening stack-protector"
  ])
  ZT_IF_CFLAGS([-fcf-protection], [
    HARDEN_CFLAGS="$HARDEN_CFLAGS -fcf-protection"
    zt_hardening="$zt_hardening cet"
  ])
  ZT_IF_CFLAGS([-fPIE], [
    ZT_IF_LDFLAGS([-pie], [
      HARDEN_CFLAGS="$HARDEN_CFLAGS -fPIE"
      HARDEN_LDFLAGS="$HARDEN_LDFLAGS -pie"
      zt_hardening="$zt_hardening pie"
    ])
  ])
  ZT_IF_LDFLAGS([-Wl,-z,relro -Wl,-z,now], [
    HARDEN_LDFLAGS="$HARDEN_LDFLAGS -Wl,-z,relro -Wl,-z,now"
    zt_hardening="$zt_hardening relro+now"
  ])
  AC_SUBST([HARDEN_CPPFLAGS])
  AC_SUBST([HARDEN_CFLAGS])
  AC_SUBST([HARDEN_LDFLAGS])
])

dnl ZT_KERNEL_LEVEL(NAME, MACRO-SUFFIX, FLAGS, INTRINSIC): a SIMD level that kernels.c is compiled for.
AC_DEFUN([ZT_KERNEL_LEVEL], [
  zt_level_found=no
  ZT_IF_CFLAGS([$3], [
    zt_level_found=yes
    zt_levels="$zt_levels $1"
    AC_DEFINE([HAVE_KERNELS_$2], [1], [Define to 1 if the kernels are also compiled for $1.])
    KERNELS_$2_CFLAGS="$3"
  ], [], [AC_LANG_PROGRAM([#include <immintrin.h>], [$4])])
  AM_CONDITIONAL([HAVE_KERNELS_$2], [test $zt_level_found = yes])
  AC_SUBST([KERNELS_$2_CFLAGS])
])
