#!/bin/sh
# export FILE.py: the script, run with PyTorch, prints what zolta printed. Skipped without PyTorch.
set -u
scratch=$(mktemp -d "${top_builddir:-.}/twin.XXXXXX") || exit 99
scratch=$(cd "$scratch" && pwd)
trap 'rm -rf "$scratch"' EXIT
source=$(cd "${top_srcdir:-.}" && pwd)
LC_ALL=C.UTF-8
export LC_ALL
failed=0

# The Python that has torch: the one given, the system's, the first in the path.
for python in "${PYTHON3-}" /usr/bin/python3 python3 none; do
    [ -z "$python" ] || ! "$python" -c 'import torch' 2>/dev/null || break
done
if [ "$python" = none ]; then
    echo 'skipped: no python3 with torch (Debian: apt install python3-torch)'
    exit 77
fi

# What a training prints, of all that zolta says.
training() {
    grep -E '^(Epoch |    Params:|    Grad:|\.\.\.$|The |With |smaller |lr |outside )'
}

# session NAME: the commands on standard input; NAME.want is what they print, NAME.py their twin.
session() {
    cat >"$scratch/$1.zt"
    echo "export $1.py" >>"$scratch/$1.zt"
    (cd "$scratch" && ${ZOLTA_WRAPPER-} "$zolta" "$1.zt") 2>"$scratch/$1.err" >"$scratch/$1.out" || {
        echo "$1: zolta failed"
        cat "$scratch/$1.err"
        failed=1
    }
    training <"$scratch/$1.out" >"$scratch/$1.want"
}

# The tutorial's four runs.
session raw <<'END'
load thermometer
set lr 1e-4
train 100
END
session diverges <<'END'
load thermometer
set lr 1e-2
train 100
END
session tenth <<'END'
load thermometer
normalize 0.1
set lr 1e-2
train 5000
END
session standard <<'END'
load thermometer
normalize standard
set lr 1e-2
train 5000
END

# Everything between the runs is there, too.
session between <<'END'
load thermometer
set precision double
model celsius = bias + zolta * class where class=0.5
train 7
set class 0.25; set class 0.3; set bias -1
set report brief
train 1; train 1; train 1
train until loss < 60
normalize 0.1
set lr 1e-3
set report full
set milestones 20 30
train 40
set report quiet
train 10
set report full
train 3
set lr 10
train 400
train 5
END
session autograd <<'END'
load iris
model a * tanh(k * petal_length_cm) + lambda * sepal_width_cm^2 + 5/9 where a=1.5
set lr 1e-3
train 50
set a 2; set k .5
train 1; train 1
set lr 2e-3; set loss mae
train 20
normalize standard
train 20
set loss huber
train 3
set loss log(1 + (p - y)^2) + max(0, p - 1)
set milestones 60 90
train 13
END
session bends <<'END'
load thermometer
model relu(u * x) + step(v) + min(u, 1)
set lr 1
train 30
END

# A restored session goes on from where it stood.
session earlier <<'END'
load thermometer
normalize 0.1
set lr 1e-2
train 500
save saved.zt
END
session later <<'END'
source saved.zt
set report full
train 500
END

# Names and texts from outside stay inside of their quotes and comments.
cat >"$scratch/it's \"a\" {file}.csv" <<'END'
"x;import os","""""",température,coding: latin-1,print
one,1,2.5,3,1
"two
lines",2,1.5,4,2
"'''",3,,3,2
NA,4,1,3,2
one,5,3.5,5,3.5
END
i=0
while [ $i -lt 60 ]; do # too many to be written down by value
    echo "one,$i,0.$i,1.$i,2" >>"$scratch/it's \"a\" {file}.csv"
    i=$((i + 1))
done
session hostile <<'END'
load 'it'"'"'s "a" {file}.csv' missing=drop x="x;import os",température,print y="coding: latin-1"
model x1 * def + température * è + _ * print
set lr 1e-4
train 12
END

# A file from a spreadsheet: semicolons, decimal commas, carriage returns, quotes, no header.
i=0
{
    printf '\357\273\277'
    while [ $i -lt 60 ]; do
        printf '%d,5 ; "1,%d";"a ""b"";c" \r\n\r\n' $i $((i * i % 10))
        i=$((i + 1))
    done
} >"$scratch/sheet.csv"
session sheet <<'END'
load sheet.csv
normalize minmax
train 12
END

cat >"$scratch/compare.py" <<'END'
import contextlib, io, pathlib, sys, traceback, torch

failed = 0
for name in sys.argv[1:]:
    printed, script = io.StringIO(), pathlib.Path(f"{name}.py").read_text(encoding="utf-8")
    torch.set_default_dtype(torch.float32)  # as in a process of its own
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(script, f"{name}.py", "exec"), {"__name__": "__main__"})
    except Exception:
        traceback.print_exc()
    if printed.getvalue() != pathlib.Path(f"{name}.want").read_text(encoding="utf-8"):
        print(f"{name}: not what zolta printed:\n{printed.getvalue()}")
        failed = 1
sys.exit(failed)
END
(cd "$scratch" && "$python" compare.py raw diverges tenth standard between later hostile sheet) ||
    failed=1
# autograd makes another order of operations, so the last digit shown may be another one.
(cd "$scratch" && "$python" "$source/tests/twin/random_sessions.py" "$zolta" autograd bends) ||
    failed=1
for name in raw diverges tenth standard between later hostile sheet; do
    [ -s "$scratch/$name.want" ] || { echo "$name: nothing was printed"; failed=1; }
done
exit $failed
