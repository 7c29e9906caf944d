#!/bin/sh
# The program from outside: options, ways to give it commands, exit codes, pipes.
set -u

top_srcdir=${top_srcdir:-$PWD}
top_builddir=${top_builddir:-$PWD}
zolta=${zolta:-$top_builddir/zolta}
scratch=$(mktemp -d) || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 99' HUP INT TERM
cd "$scratch" || exit 99

unset XDG_STATE_HOME XDG_CONFIG_HOME LANGUAGE NO_COLOR ZOLTA_DATA
HOME=$scratch/home LC_ALL=C.UTF-8 TERM=dumb
export HOME LC_ALL TERM
mkdir home

failures=0
count=0

fail() {
    echo "not ok: $1"
    [ -z "${2-}" ] || printf '%s\n' "$2" | sed 's/^/    /'
    failures=$((failures + 1))
}

# expect WHAT STATUS OUTPUT COMMAND...: standard output must be OUTPUT; standard error goes to the
# file err, standard input comes from the file in.
expect() {
    what=$1 wanted_status=$2 wanted=$3
    shift 3
    count=$((count + 1))
    got=$("$@" <in 2>err; echo "status $?")
    [ "$got" = "${wanted:+$wanted
}status $wanted_status" ] || fail "$what" "$got"
}

# What the last command wrote to standard error.
expect_error() {
    [ "$(cat err)" = "$2" ] || fail "$1: standard error" "$(cat err)"
}

error_has() {
    grep -q -e "$2" err || fail "$1: standard error" "$(cat err)"
}

# A pipeline, run by the shell, whose whole output is compared.
pipeline() {
    count=$((count + 1))
    got=$(eval "$3" 2>&1)
    [ "$got" = "$2" ] || fail "$1" "$got"
}

: >in

# Help and version -------------------------------------------------------------------------------

expect 'version names the program' 0 "$("$zolta" -V)" "$zolta" --version
case $("$zolta" -V) in 'zolta '[0-9]*) ;; *) fail 'version' ;; esac
"$zolta" -h >help.txt || fail 'help'
for option in -c --plain --lang --echo --keep-going --norc --color --help --version; do
    grep -q -e "$option" help.txt || fail "help names $option"
done
expect 'abbreviated option' 0 "$(cat help.txt)" "$zolta" --he

expect 'no full screen without a terminal' 1 '' "$zolta" --tui </dev/null
expect_error 'no full screen without a terminal' \
    'No full screen: input and output are not both a terminal.'

# Wrong usage ------------------------------------------------------------------------------------

usage() {
    what=$1 message=$2
    shift 2
    expect "$what" 2 '' "$zolta" "$@"
    expect_error "$what" "zolta: $message
Try 'zolta --help' for more information."
}
usage 'unknown option' "there is no option '--nonsense'" --nonsense
usage 'unknown letter' "there is no option '-x'" -x
usage 'lint without a lesson' '--lint needs the files of lessons' --lint
usage 'no commands' "the option '-c' needs a value" -c
usage '-c twice' "the option '-c' is given twice" -c help -c help
usage '-c and a file' 'commands (-c) and files cannot be given together' -c help some.zt
usage 'wrong colour' "--color can be auto, always or never, not 'blue'" --color blue
usage 'wrong language' \
    "'../x' is not the code of a language; a code is for example fr" --lang ../x
usage 'escape sequence in an option' "there is no option '--\\e[31m'" "$(printf -- '--\033[31m')"

# Ways to give commands --------------------------------------------------------------------------

expect 'commands' 0 '3
7' "$zolta" -c 'print 1 + 2; print 3 + 4'
expect 'several lines of commands' 0 '3
7' "$zolta" -c 'print 1 + 2
print 3 + 4'
expect 'empty commands' 0 '' "$zolta" -c ''

printf 'print 1\nprint 2 \\\n + 3\n' >in
expect 'standard input' 0 '1
5' "$zolta"
expect 'standard input by name' 0 '1
5' "$zolta" -
printf 'print 1' >in
expect 'no end of line' 0 1 "$zolta"
printf '\357\273\277print 1\r\nprint 2\r\n' >in
expect 'as some editors write it' 0 '1
2' "$zolta"
printf 'print 1 + \\' >in
expect 'continued by nothing' 1 '' "$zolta"
: >in
expect 'empty input' 0 '' "$zolta"

printf 'load thermometer\n' >one.zt
printf 'print n\n' >two.zt
expect 'several files are one session' 0 'thermometer: 11 rows; x = zolta, y = celsius
11' "$zolta" one.zt two.zt
echo 'print 6 * 7' >in
expect 'a file and standard input' 0 'thermometer: 11 rows; x = zolta, y = celsius
42' "$zolta" one.zt -
: >in
printf 'exit 3\n' >leave.zt
expect 'exit leaves all files' 3 '' "$zolta" leave.zt two.zt
expect 'exit gives its number' 7 1 "$zolta" -c 'print 1; exit 7; print 2'
expect 'exit without a number' 0 '' "$zolta" -c exit

# Errors -----------------------------------------------------------------------------------------

printf '# fine\n\nprint 1\nlaod x\nprint 2\n' >wrong.zt
expect 'an error stops a script' 1 1 "$zolta" wrong.zt
error_has 'an error stops a script' '^wrong.zt:4: '
cp wrong.zt in
expect 'an error on standard input' 1 1 "$zolta"
error_has 'an error on standard input' '^stdin:4: '
: >in
expect 'an error in commands' 1 1 "$zolta" -c 'print 1
laod'
error_has 'an error in commands' '^-c:2: '
expect 'keep going' 1 '1
2' "$zolta" --keep-going wrong.zt
error_has 'keep going' '^wrong.zt:4: '
expect 'an error leaves the other files' 1 1 "$zolta" wrong.zt one.zt
expect 'keep going through all files' 1 '1
2
thermometer: 11 rows; x = zolta, y = celsius' "$zolta" --keep-going wrong.zt none.zt one.zt
error_has 'keep going through all files' "there is no file 'none.zt'"
printf 'print 1 + \\\n 2 + \\\n nonsense\n' >in
expect 'the first of continued lines counts' 1 '' "$zolta"
error_has 'the first of continued lines counts' '^stdin:1: '
: >in
printf 'print 5\nsource wrong.zt\n' >outer.zt
expect 'an error in a sourced file' 1 '5
1' "$zolta" outer.zt
error_has 'an error in a sourced file' '^wrong.zt:4: '
expect 'a missing script' 1 '' "$zolta" none.zt
expect 'a folder as a script' 1 '' "$zolta" home
printf 'print 1\nprint \0002\nprint 3\n' >in
expect 'a NUL byte' 1 1 "$zolta"
error_has 'a NUL byte' '^stdin:2: '
printf 'print 1\nprint "\377"\nprint 3\n' >in
expect 'a byte that is no text' 1 '1
3' "$zolta" --keep-going
error_has 'a byte that is no text' '^stdin:2: '
: >in
printf 'laod\n' >"$(printf 'a\033[31m.zt')"
expect 'a hostile file name' 1 '' "$zolta" "$(printf 'a\033[31m.zt')"
error_has 'a hostile file name' '^a\\e\[31m.zt:1: '
expect 'short forms are errors in scripts' 1 '' "$zolta" -c 'prin 1'

head -c 68000000 /dev/zero | tr '\0' x >in
expect 'a line without end' 1 '' "$zolta"
error_has 'a line without end' '^stdin:1: the line is too long'
expect 'a file without end' 1 '' "$zolta" in
error_has 'a file without end' "'in' is larger than 67108864 bytes"
: >in

# Echo and order ---------------------------------------------------------------------------------

expect 'echo shows the lines' 0 '> print 1 # one
1
> print \
> 2
2' "$zolta" --echo -c 'print 1 # one
print \
2'
pipeline 'results and errors stay in order' "1
stdin:2: there is no command 'laod'
3" "printf 'print 1\nlaod\nprint 3\n' | '$zolta' --keep-going 2>&1 | grep -v '^ '"

# Pipes ------------------------------------------------------------------------------------------

mkfifo commands answers
limit=$(command -v timeout >/dev/null && echo timeout 60)
# shellcheck disable=SC2086 # two words
$limit "$zolta" <commands >answers &
child=$!
exec 3>commands 4<answers
echo 'print 20 + 3' >&3
read -r answer <&4 || answer=
[ "$answer" = 23 ] || fail 'a line is done as it comes' "$answer"
echo 'print 20 + 4' >&3
read -r answer <&4 || answer=
[ "$answer" = 24 ] || fail 'so is the next' "$answer"
exec 3>&-
wait "$child" || fail 'the end of the pipe is the end'
exec 4<&-

if [ -w /dev/full ]; then
    expect 'a full disk' 1 '' sh -c "'$zolta' -c 'print 1' >/dev/full"
    expect_error 'a full disk' \
        'zolta: standard output cannot be written: No space left on device'
    expect 'a full disk and the version' 1 '' sh -c "'$zolta' -V >/dev/full"
fi
expect 'a closed output' 1 '' sh -c "'$zolta' -c 'print 1' >&-"
error_has 'a closed output' 'standard output cannot be written'
expect 'a closed input' 1 '' sh -c "'$zolta' <&-"
yes 'print 1' | head -50000 >in
pipeline 'a closed pipe ends quietly' 1 "'$zolta' <in | head -1"
pipeline 'even where the signal is ignored' 1 "(trap '' PIPE; '$zolta' <in) | head -1"
: >in
"$zolta" -c 'time print 6 * 7' >out
[ "$(sed '2s/ in/in/;2s/in [0-9.]* [a-z]*s$/in/' out)" = '42
in' ] || fail 'time' "$(cat out)"

# Interruption -----------------------------------------------------------------------------------

# Where interruptions are ignored, as in a background job, there is nothing to test.
# (Not in "$(...)": bash would take the interruption for its own.)
sh -c 'kill -INT $$; echo ignored' >ignored
if command -v timeout >/dev/null && [ ! -s ignored ]; then
    timeout --foreground --preserve-status -k 20 -s INT 0.5 "$zolta" --keep-going -c 'load thermometer
train 1e12
print 12345' >out 2>err
    [ $? -eq 130 ] || fail 'an interruption gives 130' "$(cat err)"
    grep -q 12345 out && fail 'nothing runs behind an interruption'
    [ "$(grep -c interrupted err)" = 1 ] || fail 'an interruption is told once' "$(cat err)"
    sleep 2 | timeout --foreground --preserve-status -k 20 -s INT 0.5 "$zolta" >out 2>err
    [ $? -eq 130 ] || fail 'an interruption between commands gives 130' "$(cat err)"
    [ "$(grep -c interrupted err)" = 1 ] ||
        fail 'an interruption between commands is told' "$(cat err)"
fi

# A saved session and its data -------------------------------------------------------------------

mkdir -p "$scratch/work/data" "$scratch/work/sessions" "$scratch/else where"
printf 'x,y\n1,2\n2,4\n3,6.5\n' >work/data/mine.csv
cp work/data/mine.csv 'else where/iris.csv'
(cd work && "$zolta" -c 'load data/mine.csv; train 5; save sessions/fit.zt; save here.zt
load "../else where/iris.csv"; save sessions/iris.zt; save "../else where/fit.zt"') >out 2>err ||
    fail 'saving' "$(cat err)"
says() {
    count=$((count + 1))
    (cd "$2" && "$zolta" -c "source $3" >"$scratch/out" 2>"$scratch/err") || fail "$1" "$(cat err)"
    [ "$(head -n 1 out)" = "$4" ] || fail "$1" "$(cat out)"
}
says 'a session in another folder' work sessions/fit.zt '../data/mine.csv: 3 rows; x = x, y = y'
says 'from its own folder' work/sessions fit.zt '../data/mine.csv: 3 rows; x = x, y = y'
says 'from anywhere' / "'$scratch/work/here.zt'" 'data/mine.csv: 3 rows; x = x, y = y'
says 'data elsewhere' . work/sessions/iris.zt '../../else where/iris.csv: 3 rows; x = x, y = y'
says 'not the bundled one' / "'$scratch/else where/fit.zt'" './iris.csv: 3 rows; x = x, y = y'
mkdir moved && mv work moved/
says 'a folder that was moved' . moved/work/sessions/fit.zt '../data/mine.csv: 3 rows; x = x, y = y'
expect 'as a script' 0 '../data/mine.csv: 3 rows; x = x, y = y
parameters: w = 1, b = 0' "$zolta" moved/work/sessions/fit.zt
ln -s moved/work/sessions linked
ln -s moved/work/data data
expect 'saved through a link to a folder' 0 'data/mine.csv: 3 rows; x = x, y = y
linked/s.zt: 7 commands
../data/mine.csv: 3 rows; x = x, y = y
parameters: w = 1, b = 0' "$zolta" -c 'load data/mine.csv; save linked/s.zt; source linked/s.zt'

# What a script file reads lies beside it, else in the working folder; it writes there.
printf 'load mine.csv\nmodel w * x\nsource more.zt\nprint n\nsave new.zt\n' >moved/work/data/run.zt
echo 'predict other.csv' >moved/work/data/more.zt
printf 'x\n10\n' >other.csv
expect 'a script beside its data' 0 'mine.csv: 3 rows; x = x, y = y
parameters: w = 1
10
3
new.zt: 7 commands' "$zolta" moved/work/data/run.zt
[ -e new.zt ] || fail 'a script writes to the working folder'
says 'and what it saved knows the way' / "'$scratch/new.zt'" \
    'moved/work/data/mine.csv: 3 rows; x = x, y = y'
echo 'source ../data/run.zt' >moved/work/data/more.zt
expect 'a circle, by whatever names' 1 'mine.csv: 3 rows; x = x, y = y
parameters: w = 1' "$zolta" moved/work/data/run.zt
error_has 'a circle' "more.zt:1: '../data/run.zt' is already being run"
echo 'load none.csv' >moved/work/data/more.zt
expect 'a file that is nowhere' 1 'mine.csv: 3 rows; x = x, y = y
parameters: w = 1' "$zolta" moved/work/data/run.zt
error_has 'a file that is nowhere' "^moved/work/data/more.zt:1: there is neither a file nor a data set 'none.csv'"

# What nests takes memory, not stack -------------------------------------------------------------

# many TEXT COUNT
many() {
    printf "%$2s" '' | sed "s/ /$1/g"
}
{
    echo 'load thermometer'
    for pair in '( )' 'sin( )' 'max(0, )' 'w^ ' 'w^- '; do
        open=${pair% *} close=${pair#* }
        echo "model $(many "$open" 199)w*x$(many "$close" 199)"
        echo 'train 1'
    done
    echo "print $(many '(' 200)42$(many ')' 200)"
} >in
if (ulimit -s 96 && "$zolta" -V) >/dev/null 2>&1; then # the sanitizers need more
    count=$((count + 1))
    (ulimit -s 96 && "$zolta" <in >out 2>err) || fail 'formulas 200 deep on 96 KiB of stack' "$(cat err)"
    [ "$(tail -n 1 out)" = 42 ] || fail 'formulas 200 deep' "$(tail -n 3 out)"
fi
: >in

# Surroundings -----------------------------------------------------------------------------------

echo 'x,y
1,2
2,4
3,6.5' >mine.csv
mkdir sets
cp mine.csv sets/thermometer.csv
expect 'data from elsewhere' 0 'thermometer: 3 rows; x = x, y = y' \
    env ZOLTA_DATA="$scratch/sets" "$zolta" -c 'load thermometer'
mkdir -p home/.config/zolta
echo 'print 999' >home/.config/zolta/init
expect 'scripts do not read the init file' 0 1 "$zolta" -c 'print 1'
[ ! -e home/.local ] || fail 'scripts leave no history'

expect 'no colour in scripts' 0 '' sh -c "TERM=xterm '$zolta' -c 'load thermometer; plot' |
    grep '$(printf '\033')' || true"
"$zolta" --color always -c 'load thermometer; plot' | grep -q "$(printf '\033')" ||
    fail 'colour always'
"$zolta" -c 'load thermometer; plot' >picture
for place in C POSIX xx_YY.UTF-8; do
    LC_ALL=$place "$zolta" -c 'load thermometer; plot' | cmp -s - picture ||
        fail "pictures do not depend on the locale $place"
done
expect 'a language that is not installed' 0 1 env LC_ALL=C "$zolta" --lang fr -c 'print 1'

[ "$failures" -eq 0 ] || { echo "$failures of $count failed"; exit 1; }
