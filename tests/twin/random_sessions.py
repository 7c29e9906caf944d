"""Random formulas: the twin arrives at the parameters that zolta arrives at, to 1e-4.

random_sessions.py ZOLTA [NAME...]: in the present folder; the twins NAME.py, whose text is in NAME.want,
are compared number by number, too.
"""
import contextlib
import io
import math
import pathlib
import random
import re
import subprocess
import sys

import torch

SESSIONS = 50
TOLERANCE = 1e-4

DATA = {
    "thermometer": ("load thermometer", ["x", "zolta"]),
    "iris": ("load iris", ["x1", "x2", "petal_length_cm"]),
    "flowers": ("load iris x=species,sepal_width_cm y=petal_width_cm", ["x1", "x2", "x1"]),
    "penguins": ("load penguins missing=drop x=beak_length_mm,flipper_length_mm y=body_mass_g",
                 ["x1", "x2"]),
}
ONE = ["abs({})", "exp(min({}, 1))", "log(abs({}) + 1.1)", "log1p(abs({}))", "sqrt(abs({}) + 0.1)",
       "sin({})", "cos({})", "tan(0.3 * tanh({}))", "tanh({})", "sigmoid({})", "relu({})",
       "softplus({})", "-{}", "({})^2", "(0.5 * ({}))^3", "(abs({}) + 0.5)^1.7",
       "(abs({}) + 1)^-1", "(abs({}) + 1)^-2", "(abs({}) + 1)^0.5", "1.3^tanh({})",
       "({} + step({}) * 0.1)", "0.5 * sign({})"]
TWO = ["({} + {})", "({} - {})", "0.3 * {} * {}", "({}) / (abs({}) + 1)", "min({}, {})",
       "max({}, {})", "(abs({}) + 1)^tanh({})"]
LOSSES = ["mse", "mae", "huber", "log(1 + (p - y)^2)", "abs(p - y) + 0.1 * (p - y)^2"]


def formula(rng, names, depth):
    if depth == 0:
        return rng.choice(["a", "b", "c", "lambda", rng.choice(names), rng.choice(names),
                           str(round(rng.uniform(0.1, 2), 2)), "pi / 4", "2 * 3^-1"])
    shape = rng.choice(ONE + TWO * 3)
    parts = [formula(rng, names, depth - 1) for _ in range(shape.count("{}"))]
    if shape in ONE:
        parts = parts[:1] * shape.count("{}")
    return shape.format(*parts)


def commands(rng, number):
    load, names = DATA[rng.choice(list(DATA))]
    model = f"a * {rng.choice(names)} + {formula(rng, names, rng.choice([1, 2, 3]))}"
    lines = [f"set precision {rng.choice(['single', 'double'])}", load,
             f"normalize {rng.choice(['standard', 'minmax'])}",
             f"model {model} + d", f"set loss {rng.choice(LOSSES[1:] if 'peng' in load else LOSSES)}",
             "set lr 1e-3", "set report quiet", f"train {rng.randrange(5, 60)}", "set d 0.25",
             f"train {rng.randrange(5, 60)}", f"export random{number}.py",
             "set digits exact", "print PARAMETERS"]
    used = sorted(set(re.findall(r"\b(a|b|c|d|lambda)\b", model + " d")))
    lines[-1] = "print " + ", ".join(used)
    return lines, used


def run_twin(name):
    printed, scope = io.StringIO(), {"__name__": "__main__"}
    script = pathlib.Path(f"{name}.py").read_text(encoding="utf-8")
    torch.set_default_dtype(torch.float32)  # as in a process of its own
    with contextlib.redirect_stdout(printed):
        exec(compile(script, f"{name}.py", "exec"), scope)
    return printed.getvalue(), scope


def near(a, b, tolerance=TOLERANCE):
    if math.isnan(a) or math.isnan(b):
        return math.isnan(a) and math.isnan(b)
    return a == b or abs(a - b) <= tolerance * max(abs(a), abs(b), 1e-2)


def check_random(zolta, number, worst):
    lines, used = commands(random.Random(number), number)
    pathlib.Path(f"random{number}.zt").write_text("\n".join(lines) + "\n")
    done = subprocess.run([zolta, f"random{number}.zt"], capture_output=True, text=True)
    if done.returncode != 0:
        print(f"zolta failed: {lines}\n{done.stderr}")
        return False
    wanted = [float(value) for value in done.stdout.split("\n")[-2].split()]
    scope = run_twin(f"random{number}")[1]
    reached = [value.item() for value in scope["parameters"].values()]
    reached = dict(zip(scope["parameters"], reached))
    pairs = [(value, reached[name]) for name, value in zip(used, wanted)]
    for a, b in pairs:
        if math.isfinite(a) and math.isfinite(b):
            worst.append(abs(a - b) / max(abs(a), abs(b), 1e-2))
    if all(near(a, b) for a, b in pairs):
        return True
    print(f"session {number}: {lines}\n  zolta {wanted}\n  torch {reached}")
    return False


NUMBER = re.compile(r"-?(?:\d+\.\d+(?:e[+-]\d+)?|inf|nan)")


def check_text(name):
    """The same words, and numbers that differ by a digit in the last place at most."""
    wanted = pathlib.Path(f"{name}.want").read_text(encoding="utf-8")
    printed = run_twin(name)[0]
    pairs = list(zip(NUMBER.findall(wanted), NUMBER.findall(printed)))
    words = [" ".join(NUMBER.sub("#", text).split()) for text in (wanted, printed)]
    if words[0] == words[1] and all(near(float(a), float(b), 1e-3) for a, b in pairs):
        return True
    print(f"{name}: not what zolta printed:\n{printed}\ninstead of\n{wanted}")
    return False


def main(zolta, names):
    worst = []
    right = [check_text(name) for name in names]
    right += [check_random(zolta, number, worst) for number in range(SESSIONS)]
    print(f"{SESSIONS} random sessions; parameters agree to {max(worst):.1e}")
    return 0 if all(right) and len(worst) > SESSIONS else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
