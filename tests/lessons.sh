#!/bin/sh
# Every lesson is right, in every language; and lessons that were tampered with are not.
set -u
top_srcdir=${top_srcdir:-$PWD}
lessons=$top_srcdir/lessons
scratch=$(mktemp -d "${top_builddir:-.}/lessons.XXXXXX") || exit 99
scratch=$(cd "$scratch" && pwd)
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
status=0

problem() {
    echo "$*"
    status=1
}

lint() {
    ${ZOLTA_WRAPPER-} "$zolta" --lint "$@" >"$scratch/log" 2>&1
}

# All at once, and each is listed to be installed.
lint "$lessons"/*/[0-9]*.md || problem "lessons with faults: $(cat "$scratch/log")"
[ ! -s "$scratch/log" ] || problem "lint says something of lessons that are right"
for file in "$lessons"/*/*.md; do
    grep -q "${file#"$top_srcdir"/}" "$lessons/local.mk" || problem "$file is not in lessons/local.mk"
done

# tamper WHAT SAYS FILTER...: lint must notice what the filter does to the French lesson.
french=01-le-thermometre.md
english=01-the-thermometer.md
tamper() {
    rm -rf "$scratch/course"
    mkdir -p "$scratch/course/en" "$scratch/course/fr"
    cp "$lessons/en/$english" "$scratch/course/en/"
    what=$1 says=$2
    shift 2
    "$@" <"$lessons/fr/$french" >"$scratch/course/fr/$french"
    if cmp -s "$lessons/fr/$french" "$scratch/course/fr/$french"; then
        problem "$what: the lesson was not changed"
    elif lint "$scratch/course/en/$english" "$scratch/course/fr/$french"; then
        problem "$what: not noticed"
    elif ! grep -q "$says" "$scratch/log"; then
        problem "$what: other words: $(cat "$scratch/log")"
    fi
}

tamper 'a wrong number in an expect' 'the output is another one' \
    sed '/^```expect/,/^```$/s/35\.7/35.8/'
tamper 'a check that holds from the start' 'the checks hold before anything is done' \
    sed '/^```check/,/^```$/s/^[^`].* : /n >= 0 or 1 == 1 : /'
tamper 'a missing hint' 'this step has a check but no hint' sed '/^```hint/,/^```$/d'
tamper 'a number in the prose' 'the number 31,4159 is neither' \
    awk '{ print } /^## / && !n++ { print "\nIl fait 31,4159 degrés." }'
tamper 'a missing step' 'another number of steps' awk '/^## / { n++ } n != 3'
tamper 'another condition' 'another condition' sed '/^```check/,/^```$/s/ : / and n > 1 : /'
tamper 'a command that fails' ': laod thermometer: ' sed '/^```zolta/,/^```$/s/^load/laod/'

# A lesson is missing altogether.
rm "$scratch/course/fr/$french"
lint "$scratch/course/en/$english" && problem 'a missing lesson: not noticed'
grep -q 'this lesson is missing in the language fr' "$scratch/log" || problem 'a missing lesson'

# Lint writes nothing where it is called from, and no progress.
mkdir "$scratch/empty" "$scratch/home"
(cd "$scratch/empty" && HOME=$scratch/home XDG_STATE_HOME='' lint "$lessons/en/$english")
[ -z "$(ls "$scratch/empty" "$scratch/home" | grep -v ':')" ] || problem 'lint left files behind'
exit $status
