#!/usr/bin/env python3
"""For each line `torch` or `numpy` it reads: runs the tutorial's loop, says seconds and last loss.

The loop is the one of the tutorial: operations on tensors, the gradient written by hand, a test
whether the loss is finite. A library that is missing answers `-`.
"""
import sys
import time

EPOCHS = 5000
ZOLTA = [35.7, 55.9, 58.2, 81.9, 56.3, 48.9, 33.9, 21.8, 48.4, 60.4, 68.4]
CELSIUS = [0.5, 14.0, 15.0, 28.0, 11.0, 8.0, 3.0, -4.0, 6.0, 13.0, 21.0]


def train(x, y, w, b, lr, isfinite):
    n = len(y)
    for _ in range(EPOCHS):
        p = w * x + b
        loss = ((p - y) ** 2).mean()
        if not isfinite(loss):
            break
        dp = 2 * (p - y) / n
        dw = (dp * x).sum()
        db = dp.sum()
        w = w - lr * dw
        b = b - lr * db
    return loss


def with_torch():
    import torch

    torch.set_num_threads(1)
    x, y = torch.tensor(ZOLTA) * 0.1, torch.tensor(CELSIUS)
    with torch.no_grad():
        return lambda: train(x, y, torch.tensor(1.0), torch.tensor(0.0), 1e-2, torch.isfinite)


def with_numpy():
    import numpy

    single = numpy.float32
    x, y = numpy.array(ZOLTA, single) * single(0.1), numpy.array(CELSIUS, single)
    return lambda: train(x, y, single(1), single(0), single(1e-2), numpy.isfinite)


def main():
    makers, loops = {"torch": with_torch, "numpy": with_numpy}, {}
    for line in sys.stdin:
        name = line.strip()
        try:
            if name not in loops:
                loops[name] = makers[name]()
        except ImportError:
            print("-", flush=True)
            continue
        before = time.perf_counter()
        loss = loops[name]()
        print(time.perf_counter() - before, float(loss), flush=True)


main()
