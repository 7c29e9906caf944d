#!/bin/sh
# French: the catalogue is whole, it is heard without any French locale, and results stay as they
# are.
set -u

top_srcdir=${top_srcdir:-$PWD}
top_builddir=${top_builddir:-$PWD}
zolta=${zolta:-$top_builddir/zolta}
command -v msgfmt >/dev/null || exit 77
[ -e "$top_builddir/po-locale/fr/LC_MESSAGES/zolta.mo" ] || exit 77 # built without gettext
scratch=$(mktemp -d) || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 99' HUP INT TERM

unset LANGUAGE LC_MESSAGES LC_CTYPE LOCPATH
HOME=$scratch LC_ALL=C TERM=dumb
export HOME LC_ALL TERM
failures=0

fail() {
    echo "not ok: $1"
    [ -z "${2-}" ] || printf '%s\n' "$2" | sed 's/^/    /'
    failures=$((failures + 1))
}

# ---- the catalogue ----

# whole WHAT CATALOGUE: translated messages only, none fuzzy, formats as in English.
whole() {
    got=$(msgfmt -c --statistics -o /dev/null "$2" 2>&1)
    printf '%s\n' "$got" | grep -qx '[0-9]* translated messages\.' || fail "$1" "$got"
    [ "$(printf '%s\n' "$got" | wc -l)" -eq 1 ] || fail "$1" "$got"
}

# What the sources say today, merged with what the catalogue knows.
merge() {
    options=$(sed -e :a -e '/\\$/{' -e N -e 's/\\\n//' -e ba -e '}' "$top_srcdir/po/Makevars" |
        sed -n 's/^XGETTEXT_OPTIONS = //p')
    # shellcheck disable=SC2086 # words on purpose
    xgettext $options --directory="$top_srcdir" --files-from="$top_srcdir/po/POTFILES.in" \
        -o "$scratch/zolta.pot" &&
        msgmerge -q --no-fuzzy-matching -o "$scratch/merged.po" "$top_srcdir/po/fr.po" \
            "$scratch/zolta.pot"
}

# Each {1} of the English sentence stands in the French one, and no other.
places_differ() {
    awk '
        function places(text, i, found) {
            found = ""
            for (i = 1; i <= 9; i++)
                if (index(text, "{" i "}"))
                    found = found i
            return found
        }
        function compare() {
            if (french != "" && places(english) != places(french))
                print english
            french = ""
        }
        /^msgid/ { compare(); english = ""; part = "english" }
        /^msgstr/ { compare(); part = "french" }
        /^(msg|")/ {
            if (part == "english") english = english $0
            else french = french $0
        }
        END { compare() }' "$1"
}

whole 'po/fr.po is whole' "$top_srcdir/po/fr.po"
got=$(places_differ "$top_srcdir/po/fr.po")
[ -z "$got" ] || fail 'these have other {1} in French' "$got"
if command -v xgettext >/dev/null && command -v msgmerge >/dev/null; then
    if merge; then
        whole 'po/fr.po knows every sentence of the sources' "$scratch/merged.po"
    else
        fail 'the sentences of the sources cannot be collected'
    fi
fi

# ---- the program ----

# says WHAT TEXT COMMAND...: the text is in what the command writes.
says() {
    what=$1 wanted=$2
    shift 2
    got=$("$@" 2>&1 </dev/null)
    case $got in
    *"$wanted"*) ;;
    *) fail "$what" "$got" ;;
    esac
}

unknown="il n’y a pas de commande"
says '--lang fr in the locale C' "$unknown" "$zolta" --lang fr -c trian
says 'a locale that is not installed' "$unknown" \
    env LC_ALL=fr_ZZ.UTF-8 "$zolta" -c trian
says 'the setting lang' "$unknown" "$zolta" -c 'set lang fr
trian'
says 'English is the default' 'there is no command' "$zolta" -c trian
says 'help' 'Entraînement' "$zolta" --lang fr -c help
says '--help' 'zolta [OPTION]... [FICHIER]...' "$zolta" --lang fr --help
says 'wrong usage, --lang first' "il n’y a pas d’option" "$zolta" --lang fr --nonsense
says 'wrong usage, --lang last' "il n’y a pas d’option" "$zolta" --nonsense --lang fr
says 'wrong usage, --lang between others' "il n’y a pas d’option" "$zolta" -x -p --lang=fr -c
says '--help, --lang behind it' 'zolta [OPTION]... [FICHIER]...' "$zolta" --help --lang fr
printf '# T\n## S\n```check\n1 < 2 : a\n```\n```hint\na\n```\n' >"$scratch/early.md"
says 'a fault in a lesson' 'les conditions sont remplies avant que rien ne soit fait' \
    "$zolta" --lang fr --lint "$scratch/early.md"
mkdir -p "$scratch/lessons/fr" && cp "$scratch/early.md" "$scratch/lessons/fr/01-a.md"
says 'a fault in a French lesson' 'the checks hold before anything is done' \
    "$zolta" --lint "$scratch/lessons/fr/01-a.md"
says 'a hint' 'vouliez-vous dire' "$zolta" --lang fr -c trian
says 'a sentence about a picture' 'La droite monte' "$zolta" --lang fr -c 'load thermometer; plot'

# Everything that is a result; standard error holds the remarks.
cat >"$scratch/session.zt" <<'END'
load thermometer
set lr 1e-4
step
train 100
show
show data
show gradient
show history
print loss, w, grad(w), mean(zolta), lr < 1
predict 35.7 48
normalize standard
reset
set lr 0.01
train 300 until loss < 10
show params
export history.csv
save session.saved
END
for lang in en fr; do
    mkdir "$scratch/$lang"
    (cd "$scratch/$lang" && "$zolta" --lang $lang ../session.zt >out 2>err) ||
        fail "the session in the language $lang" "$(cat "$scratch/$lang/err")"
done
for file in out history.csv session.saved; do
    cmp "$scratch/en/$file" "$scratch/fr/$file" || fail "$file is the same in every language"
done
[ -s "$scratch/en/out" ] || fail 'the session printed nothing'
cmp -s "$scratch/en/err" "$scratch/fr/err" && fail 'the remarks are in the language'
[ "$failures" -eq 0 ]
