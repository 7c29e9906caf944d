#!/bin/sh
# The transcript runner, with a program in zolta's place that answers from a table.
set -u
here=${top_srcdir:-$PWD}/tests
scratch=$(mktemp -d "${top_builddir:-.}/transcripts.XXXXXX") || exit 99
scratch=$(cd "$scratch" && pwd)
trap 'rm -rf "$scratch"' EXIT
status=0

cat >"$scratch/zolta" <<'END'
#!/bin/sh
while read -r line; do
    echo "> $line"
    case $line in
    count) printf '1\n2\n3\n' ;;
    wrong) echo 'stdin:1: wrong' >&2; failed=1 ;;
    home) ls "$HOME" ;;
    words) echo "$*" ;;
    name) echo "$NAME" ;;
    fixture) cat fixtures/one ;;
    made) cat made ;;
    crash) exit 139 ;;
    esac
done
exit ${failed:-0}
END
chmod +x "$scratch/zolta"
mkdir "$scratch/fixtures"
echo here >"$scratch/fixtures/one"

# expect STATUS WHAT: runs the transcript on standard input.
expect() {
    cat >"$scratch/one.zt"
    zolta=$scratch/zolta ZOLTA_WRAPPER='' sh "$here/run-transcript" "$scratch/one.zt" >"$scratch/log"
    got=$?
    if [ $got -ne "$1" ]; then
        echo "$2: status $got, not $1"
        cat "$scratch/log"
        status=1
    fi
}

printf '> count\n1\n2\n3\n' | expect 0 'the same output'
printf '> count\n1\n2\n' | expect 1 'output left over'
printf '> count\n1\n2\n3\n4\n' | expect 1 'output missing'
printf '> count\n1\n\n2\n3\n' | expect 1 'an empty line is a line'
printf '> count\n[...]\n' | expect 0 'any lines'
printf '> count\n[...]\n3\n' | expect 0 'any lines, then one'
printf '> count\n[...]\n2\n' | expect 1 'any lines, then the wrong one'
printf '> count\n1\n[...]\n2\n3\n> \n' | expect 0 'no line is any lines; an empty typed line'
printf '> wrong\nstdin:[*]: wr[*]g\n' | expect 0 'any characters, and an expected error'
printf '> wrong\nstdin:[*]: wr[*]x\n' | expect 1 'any characters, then the wrong ones'
printf '# status: 0\n> wrong\n[...]\n' | expect 1 'another status than the one named'
printf '# status: 1\n> wrong\n[...]\n' | expect 0 'the status named'
printf '> crash\n' | expect 1 'a crash'
printf '> home\n' | expect 0 'an empty home'
printf '# a comment\n# args: --plain\n> words\n--echo --keep-going --plain\n' | expect 0 'arguments'
printf '# env: NAME=value\n> name\nvalue\n' | expect 0 'environment'
printf '> fixture\nhere\n' | expect 0 'fixtures'
printf '# setup: echo 1 >made\n# setup: echo 2 >>made\n> made\n1\n2\n' | expect 0 'setup'
printf '# setup: exit 77\n> made\n' | expect 77 'a setup that skips'
printf 'no command\n' | expect 99 'no command'
exit $status
