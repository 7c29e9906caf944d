#!/bin/sh
# The sessions in the READMEs are what the program prints: each fenced block that begins with "> "
# is run as a transcript.
set -u

top_srcdir=${top_srcdir:-$PWD}
top_builddir=${top_builddir:-$PWD}
scratch=$(mktemp -d "$top_builddir/readme.XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 99' HUP INT TERM
failures=0

readmes=README.md
[ ! -e "$top_builddir/po-locale/fr/LC_MESSAGES/zolta.mo" ] || # built without gettext
    readmes="$readmes doc/README.fr.md"
for readme in $readmes; do
    awk -v prefix="$scratch/$(basename "$readme")" '
        /^```/ { inside = !inside; first = inside; next }
        inside && first && /^> / { count++; kept = 1 }
        inside && first && !/^> / { kept = 0 }
        inside && kept { print > (prefix "-" count ".zt") }
        { first = 0 }' "$top_srcdir/$readme"
done

set -- "$scratch"/*.zt
[ -e "$1" ] || { echo 'the READMEs hold no session'; exit 1; }
for transcript; do
    sh "$top_srcdir/tests/run-transcript" "$transcript" || failures=$((failures + 1))
done
[ "$failures" -eq 0 ]
