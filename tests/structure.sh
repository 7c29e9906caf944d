#!/bin/sh
# The house rules of doc/ARCHITECTURE.md that a script can check.
set -u
cd "${top_srcdir:-.}" || exit 99
problems=0

problem() {
    echo "$*"
    problems=$((problems + 1))
}

# The folders that a folder may include, besides itself.
allowed() {
    case $1 in
    base) ;;
    core | plot) echo base ;;
    io) echo base core ;;
    export) echo base core plot ;;
    lang) echo base core plot io export ;;
    lesson) echo base core io lang ;;
    ui) echo base core plot io lang lesson ;;
    *) echo unknown ;;
    esac
}

sources_in() {
    find "$1" -name '*.[ch]' -o -name '*.inc' -o -name '*.def'
}

# Prints FILE:FOLDER for each include of another folder.
included_folders() {
    sources_in "$1" | xargs sed -n 's|^ *# *include "\([^/"]*\)/[^"]*".*|\1|p' | sort -u
}

for path in src/*/; do
    folder=$(basename "$path")
    may=$(allowed "$folder")
    [ "$may" != unknown ] || problem "src/$folder is not in the table of folders"
    for used in $(included_folders "$path"); do
        case " $folder $may " in
        *" $used "*) ;;
        *) problem "src/$folder includes $used:" \
            "$(grep -rln "include \"$used/" "$path" | tr '\n' ' ')" ;;
        esac
    done
done

# The terminal's libraries are known to one file each.
for header in 'curses\.h\|ncurses' 'readline/'; do
    count=$(grep -rl "include <.*\($header\)" src | wc -l)
    [ "$count" -le 1 ] || problem "$count files include <$header>; one may"
done

for file in $(sources_in src); do
    lines=$(wc -l <"$file")
    [ "$lines" -le 500 ] || problem "$file has $lines lines; a file past 500 is two modules"
done

# What is in the tree is also built, tested and shipped.
for file in $(sources_in src) $(find tests -type f ! -name local.mk ! -name '*~' ! -name '*.pyc'); do
    cat src/local.mk src/*/local.mk tests/local.mk tests/*/local.mk | grep -qF "$file" ||
        problem "$file is listed in no local.mk"
done
# shellcheck disable=SC2013 # no blanks in our file names
for file in $(grep -rlE '(^|[^A-Za-z_])(_|N_|gettext|ngettext)\( *"' src --include='*.[ch]' \
    --include='*.def'); do
    grep -qxF "$file" po/POTFILES.in || problem "$file is not listed in po/POTFILES.in"
done

# Each suite of tests runs, and runs once.
for list in tests/*/suites.h; do
    for suite in $(sed -n 's/^Suite \*\([a-z_]*_suite\)(void);$/\1/p' "$list"); do
        count=$(cat "${list%/*}"/check_*.c | grep -oE "\b$suite(\(\)[,)]|,)" | wc -l)
        [ "$count" -eq 1 ] || problem "$suite of ${list%/*} is run $count times"
    done
done

top_level='configure.ac Makefile.am README.md LICENSE bootstrap src lessons data tests doc po m4
    .clang-format .clang-tidy .editorconfig .gitignore .ci'
if [ -e .git ] && command -v git >/dev/null; then
    for entry in $(git ls-files --cached --others --exclude-standard | cut -d/ -f1 | sort -u); do
        echo "$top_level" | grep -qwF -e "$entry" || problem "$entry does not belong at the top"
    done
fi

[ "$problems" -eq 0 ]
