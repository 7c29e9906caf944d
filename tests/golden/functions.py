#!/usr/bin/env python3
"""Makes functions.csv: values of PyTorch's functions, to the bit.

Each line: function, precision (single or double), the argument's bits, the result's bits, both in
hexadecimal. Run with PyTorch on an x86-64 processor with AVX2:  ./functions.py > functions.csv
"""
import struct

import torch

FUNCTIONS = {
    "exp": (torch.exp, -80, 80),
    "log": (torch.log, 1e-3, 1e4),
    "log1p": (torch.log1p, -0.99, 50),
    "sqrt": (torch.sqrt, 0, 1e4),
    "sin": (torch.sin, -40, 40),
    "cos": (torch.cos, -40, 40),
    "tan": (torch.tan, -40, 40),
    "tanh": (torch.tanh, -9, 9),
}
POINTS = 64  # a multiple of every vector width


def bits(value, double):
    packed = struct.pack(">d" if double else ">f", value)
    return packed.hex()


def main():
    torch.set_num_threads(1)
    torch.manual_seed(11)
    for name, (function, low, high) in FUNCTIONS.items():
        for double in (False, True):
            kind = torch.float64 if double else torch.float32
            x = torch.rand(POINTS, dtype=kind) * (high - low) + low
            for a, b in zip(x.tolist(), function(x).tolist()):
                print(f"{name},{'double' if double else 'single'},{bits(a, double)},{bits(b, double)}")


if __name__ == "__main__":
    main()
