#!/bin/sh
# Every transcript again where a comma is the decimal sign: nothing may change.
set -u
here=${top_srcdir:-.}/tests
locales=${top_builddir:-.}/locales
command -v localedef >/dev/null || exit 77
mkdir -p "$locales"
[ -d "$locales/de_DE.UTF-8" ] ||
    localedef -i de_DE -f UTF-8 "$locales/de_DE.UTF-8" 2>/dev/null || exit 77

LOCPATH=$locales ZOLTA_TEST_LOCALE=de_DE.UTF-8
export LOCPATH ZOLTA_TEST_LOCALE
status=0
for transcript in $(find "$here/session" -name '*.zt' ! -path '*/fixtures/*' | sort); do
    sh "$here/run-transcript" "$transcript"
    case $? in
    0 | 77) ;;
    *) status=1 ;;
    esac
done
exit $status
