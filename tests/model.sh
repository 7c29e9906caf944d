#!/bin/sh
# export FILE.c: a C function that compiles without a warning and returns what predict returns.
set -u
cc=${CC:-cc}
command -v "${cc%% *}" >/dev/null || { echo 'skipped: no C compiler'; exit 77; }
scratch=$(mktemp -d "${top_builddir:-.}/model.XXXXXX") || exit 99
scratch=$(cd "$scratch" && pwd)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 99
LC_ALL=C.UTF-8
export LC_ALL
failed=0

# model NAME INPUTS ROUNDED ARRAY: the commands on standard input; predict reads rows.csv. The
# function must give the same numbers: to the bit or, if ROUNDED is not 0, to so many units in the
# last place of a float or double.
model() {
    cat >"$1.zt"
    printf 'export %s.c\nset digits exact\npredict rows.csv > %s.want\n' "$1" "$1" >>"$1.zt"
    ${ZOLTA_WRAPPER-} "$zolta" "$1.zt" >"$1.out" 2>&1 || { cat "$1.out"; failed=1; return; }
    single=1
    ! grep -q 'precision double' "$1.zt" || single=0
    names=$(seq -s, "$2" | sed 's/[0-9][0-9]*/double/g')
    values=$(seq -s, 0 $(($2 - 1)) | sed 's/[0-9][0-9]*/v[&]/g')
    if [ "$4" = array ]; then
        names="const double input[$2]" values=v
    fi
    cat >main.c <<END
#include <math.h>
#include <stdio.h>

double zolta_predict($names);

static int read_row(FILE *rows, double v[$2])
{
    for (int i = 0; i < $2; i++)
        if (fscanf(rows, "%lf,", &v[i]) != 1)
            return 0;
    return 1;
}

int main(void)
{
    FILE *rows = fopen("rows.txt", "r"), *wanted = fopen("$1.want", "r");
    double v[$2], want;
    int count = 0, bad = 0;
    for (; rows && wanted && read_row(rows, v) && fscanf(wanted, "%lf", &want) == 1; count++) {
        double got = zolta_predict($values);
        want = $single ? (double)(float)want : want;
        double size = fabs(want);
        double unit = $single ? (double)nextafterf((float)size, INFINITY) - size
                              : nextafter(size, INFINITY) - size;
        if (got == want || (got != got && want != want) || fabs(got - want) <= $3 * unit)
            continue;
        bad = 1;
        printf("%.17g, not %.17g\\n", got, want);
    }
    return count > 1 ? bad : 2;
}
END
    # shellcheck disable=SC2086 # words on purpose
    if ! $cc -std=c99 -Wall -Wextra -Werror -pedantic -ffp-contract=off -O2 \
        "$1.c" main.c -o "$1" -lm || ! "./$1"; then
        echo "$1: wrong"
        cat "$1.c"
        failed=1
    fi
}

# rows HEAD: the rows on standard input are what predict and the function get.
rows() {
    cat >rows.txt
    { echo "$1"; cat rows.txt; } >rows.csv
}

rows zolta <<'END'
35.7
55.9
-10.25
0
1e30
0.1
END
model plain 1 0 named <<'END'
load thermometer
train 100
END
model factor 1 0 named <<'END'
load thermometer; set report quiet
normalize 0.1; set lr 1e-2; train 5000
END
model standard 1 0 named <<'END'
load thermometer; set report quiet
normalize standard; set lr 1e-2; train 500
model x^3 / int - (w + 5/9) * x^2 + x^-1 + 2 * x^-2 + (x * x)^0.5 where int=0.3
train 3
END
model double 1 0 named <<'END'
set precision double
load thermometer; set report quiet
normalize minmax; set lr 1e-2; train 500
END
model functions 1 8 named <<'END'
load thermometer; set report quiet
normalize 0.01
model a * tanh(b * x) + sigmoid(x) - softplus(c * x) + relu(x) + step(x - d) + min(x, sign(a)) + max(b, x) + sin(x) * log1p(abs(x)) + 1.5^-abs(x)
END
model broken 1 0 named <<'END'
load thermometer; set report quiet
set lr 1; train 100; train 1
END
model constant 1 0 named <<'END'
load thermometer
model 5/9 * (zolta - 32)
END
model unread 1 0 named <<'END'
load thermometer
model level
train 3
END

cat >flowers.csv <<'END'
"*/ int main; /*","double",sort,"x\",y
1,2.5,red,1,1
2,1.5,"b*/lue",2,2
3,0.5,red,4,4
END
rows '"*/ int main; /*","double",sort,"x\"' <<'END'
1,2.5,0,1
2,1.5,1,2
3,0.5,0,4
END
model hostile 4 0 named <<'END'
load flowers.csv x="*/ int main; /*",double,sort,"x\" y=y
set lr 1e-3
train 5
END

many=$(seq -s, 30 | sed 's/[0-9][0-9]*/c&/g')
{
    echo "$many,y"
    for row in 1 2 3 4; do
        echo "$(seq -s, 30 | sed "s/[0-9][0-9]*/$row.&/g"),$row"
    done
} >many.csv
sed 's/,[^,]*$//; 1d' many.csv | rows "$many"
model array 30 0 array <<'END'
load many.csv
normalize 0.1
set lr 1e-3
train 5
END
exit $failed
