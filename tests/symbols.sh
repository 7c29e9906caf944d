#!/bin/sh
# core and plot compute: they print nothing, open nothing, read no clock and never exit.
set -u
command -v "${NM:=nm}" >/dev/null || exit 77

forbidden='v?f?printf|v?dprintf|f?puts|f?putc|putchar|perror|f(re|d)?open|open|creat|exit|_exit
quick_exit|time|clock|clock_gettime|gettimeofday|readline|add_history|rl_[a-z_]*|initscr|newterm
endwin|addstr|refresh|getch'
pattern="^(__)?($(echo "$forbidden" | tr '\n' '|' | sed 's/|$//'))(_chk|64)?\$"

status=0
for library in libcore.a libplot.a; do
    symbols=$("$NM" -u "${top_builddir:-.}/$library") || exit 99
    found=$(echo "$symbols" | sed -n 's/^ *U //p' | sort -u | grep -E "$pattern")
    if [ -n "$found" ]; then
        echo "$library uses: $found" | tr "\n" " "
        echo
        status=1
    fi
done
exit $status
