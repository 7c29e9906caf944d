#!/bin/sh
# export FILE.svg, .png, .pdf: what the last plot showed, as files that others can read; the same
# bytes every time. Skipped without cairo.
set -u
scratch=$(mktemp -d "${top_builddir:-.}/pictures.XXXXXX") || exit 99
scratch=$(cd "$scratch" && pwd)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 99
LC_ALL=C.UTF-8
export LC_ALL
failed=0

problem() {
    echo "$*"
    failed=1
}

# zolta COMMANDS: done, with what they say in the file said.
run() {
    # shellcheck disable=SC2154 # the program that is tested
    ${ZOLTA_WRAPPER-} "$zolta" -c "$1" >said 2>&1
}

run 'load thermometer; export fit.svg'
if grep -q 'without cairo' said; then
    [ ! -e fit.svg ] || problem 'a file without a picture'
    [ "$failed" -eq 0 ] || exit 1
    echo 'skipped: built without cairo'
    exit 77
fi

# begins FILE BYTES
begins() {
    [ "$(head -c ${#2} "$1")" = "$2" ] || problem "$1 does not begin with $2"
}

run 'load thermometer; normalize 0.1; set lr 1e-2; set report quiet; train 500
    export a.svg; export a.PNG; export a.pdf; plot; export b.svg; export c.svg; export b.pdf
    train 500; export still.svg; plot; export later.svg' || problem "$(cat said)"
begins a.svg '<?xml'
begins a.pdf '%PDF-'
[ "$(head -c 8 a.PNG | od -An -tx1 | tr -d ' \n')" = 89504e470d0a1a0a ] || problem 'a.PNG is no PNG'
cmp a.svg b.svg || problem 'without a plot it is not the one of fit'
cmp b.svg c.svg || problem 'twice, and not the same'
cmp b.svg still.svg || problem 'not the figure that was shown'
! cmp -s later.svg still.svg || problem 'a later plot is not shown'
sleep 1
run 'load thermometer; normalize 0.1; set lr 1e-2; set report quiet; train 500; plot loss
    plot > plot.txt; export d.svg; export d.pdf' || problem "$(cat said)"
cmp a.svg d.svg || problem 'another run, and not the same SVG'
cmp a.pdf d.pdf || problem 'another run, and not the same PDF'

# Every kind of plot, with data that goes beyond every scale.
run 'load thermometer; label zolta "<b>&amp; ]]> °F"; set report quiet; set lr 1e-2; train 11
    plot fit; export k1.svg; plot loss; export k2.svg; plot residuals; export k3.svg
    plot landscape; export k4.svg; plot params; export k5.svg; plot gradient; export k6.svg
    plot data; export k7.svg; export k7.png; export k7.pdf
    model log(a * x - c) where c = 30; plot fit; export k8.svg
    plot landscape; export k9.svg; export k9.png; export k9.pdf
    load digits; plot; export k10.svg' || problem "$(cat said)"
for file in a.svg k?.svg k10.svg; do
    if command -v xmllint >/dev/null; then
        xmllint --noout "$file" || problem "$file is not well-formed"
    fi
    [ "$(tail -c 7 "$file")" = '</svg>' ] || problem "$file has no end"
done
[ "$(wc -c <k10.svg)" -lt 1000000 ] || problem 'many points make a large file'

# Nothing is lost, and nothing left behind, where the picture cannot be.
mkdir closed
run 'load thermometer; export closed/none/a.svg' && problem 'written into no folder'
grep -q 'its folder does not exist' said || problem "$(cat said)"
run 'load thermometer; export closed' && problem 'written without an ending'
run 'export fit.svg' && problem 'a picture of nothing'
grep -q 'no data is loaded' said || problem "$(cat said)"
[ -z "$(ls closed)" ] || problem 'something is left behind'
exit $failed
