#!/usr/bin/env python3
"""Makes the golden files with PyTorch: make.py [--check] [DIRECTORY]

Without --check the files are written to DIRECTORY (this one if none is given); with it they are
computed again and compared with those in DIRECTORY, cell by cell. The gradient is the one the
tutorial writes by hand: the derivative of the loss with seed 1, divided by the number of rows,
then multiplied by the derivative of the model and summed. One thread, float32 throughout.
"""
import math
import pathlib
import sys

import torch

EXACT = {
    "raw-lr1e-4": dict(lr=1e-4, epochs=5000),
    "raw-lr1e-2-diverges": dict(lr=1e-2, epochs=5000),
    "normalize-0.1-lr1e-2": dict(lr=1e-2, epochs=5000, scale=lambda x: x * 0.1),
    "normalize-standard-lr1e-2": dict(
        lr=1e-2, epochs=5000, scale=lambda x: (x - x.mean()) / x.std()
    ),
}
CLOSE = {
    "mae-normalize-0.1-lr1e-1": dict(
        lr=1e-1, epochs=500, scale=lambda x: x * 0.1, loss="mae", dense=20
    ),
}


def thermometer():
    path = pathlib.Path(__file__).resolve().parents[2] / "data" / "thermometer.csv"
    rows = [line.split(",") for line in path.read_text().split()[1:]]
    return (torch.tensor([float(row[i]) for row in rows]) for i in (0, 1))


def loss_and_slope(name, p, y):
    """The loss, and its derivative by each prediction."""
    if name == "mae":
        return (p - y).abs().mean(), (p - y).sign() / len(y)
    return ((p - y) ** 2).mean(), 2 * (p - y) / len(y)


def run(lr, epochs, scale=lambda x: x, loss="mse", dense=200):
    """Rows of epoch, loss and gradient before the update, parameters after it."""
    x, y = thermometer()
    x = scale(x)
    w, b = torch.tensor(1.0), torch.tensor(0.0)
    for epoch in range(1, epochs + 1):
        value, slope = loss_and_slope(loss, w * x + b, y)
        grad_w, grad_b = (slope * x).sum(), slope.sum()
        w, b = w - lr * grad_w, b - lr * grad_b
        finite = math.isfinite(value)
        if epoch <= dense or epoch % 50 == 0 or not finite:
            yield [epoch] + [number.item() for number in (value, w, b, grad_w, grad_b)]
        if not finite:
            return


def text(rows):
    """Nine significant digits name one float32."""
    lines = ["epoch,loss,w,b,grad_w,grad_b"]
    lines += [",".join([str(row[0])] + [f"{number:.9g}" for number in row[1:]]) for row in rows]
    return "\n".join(lines) + "\n"


def agrees(exact, made, stored):
    if exact:
        return made == stored
    pairs = zip(made.split()[1:], stored.split()[1:])
    losses = [(float(a.split(",")[1]), float(b.split(",")[1])) for a, b in pairs]
    return len(made.split()) == len(stored.split()) and all(
        math.isclose(a, b, rel_tol=1e-5) for a, b in losses
    )


def main(arguments):
    torch.set_num_threads(1)
    check = "--check" in arguments
    rest = [argument for argument in arguments if argument != "--check"]
    folder = pathlib.Path(rest[0]) if rest else pathlib.Path(__file__).resolve().parent
    status = 0
    for name, settings in {**EXACT, **CLOSE}.items():
        made, path = text(run(**settings)), folder / f"{name}.csv"
        if not check:
            path.write_text(made)
        elif agrees(name in EXACT, made, path.read_text()):
            print(f"{name}: the same" + ("" if made == path.read_text() else " to 1e-5"))
        else:
            print(f"{name}: different")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
