"""Times a sum in NumExpr and in Numba, as their users would write it: rivals.py NAME N

Prints a line for each: its name, the seconds, the sum, with tabs between. NumExpr gets its numbers in arrays of
a million, which have to be made, as the loops have to count: an array of all would not fit in memory.
"""

import math
import sys
import time

import numba
import numexpr
import numpy as np

name, limit = sys.argv[1], int(sys.argv[2])

EXPRESSIONS = {
    "reciprocal": "sum(1/k)",
    "cosine": "sum(cos(k)/k)",
    "damped": "sum(exp(-k/1e6)*sin(k))",
    "logarithm": "sum(1/(k*log(k+1)**2))",
    "quotient": "sum(((2*k+3)*k+5)/(((k+4)*k+6)*k+7))",
    "course": "sum(sin(2*pi*a)**2+cos(2*pi*a)**2)",
}


@numba.njit(fastmath=True, cache=True)
def reciprocal(limit):
    total = 0.0
    for k in range(1, limit + 1):
        total += 1 / k
    return total


@numba.njit(fastmath=True, cache=True)
def cosine(limit):
    total = 0.0
    for k in range(1, limit + 1):
        total += math.cos(k) / k
    return total


@numba.njit(fastmath=True, cache=True)
def damped(limit):
    total = 0.0
    for k in range(1, limit + 1):
        total += math.exp(-k / 1e6) * math.sin(k)
    return total


@numba.njit(fastmath=True, cache=True)
def logarithm(limit):
    total = 0.0
    for k in range(1, limit + 1):
        total += 1 / (k * math.log(k + 1) ** 2)
    return total


@numba.njit(fastmath=True, cache=True)
def quotient(limit):
    total = 0.0
    for k in range(1, limit + 1):
        x = float(k)
        total += ((2 * x + 3) * x + 5) / (((x + 4) * x + 6) * x + 7)
    return total


@numba.njit(fastmath=True, cache=True)
def course(limit):
    total = 0.0
    for _ in range(limit):
        a = np.random.random()
        total += math.sin(2 * math.pi * a) ** 2 + math.cos(2 * math.pi * a) ** 2
    return total


def in_blocks(limit, length=1_000_000):
    expression, total, pi = EXPRESSIONS[name], 0.0, math.pi
    generator = np.random.default_rng(1)
    for first in range(1, limit + 1, length):
        count = min(length, limit + 1 - first)
        if name == "course":
            a = generator.random(count)
        else:
            k = np.arange(first, first + count, dtype=float)
        total += float(numexpr.evaluate(expression))
    return total


for rival, form in {"NumExpr": in_blocks, "Numba": globals()[name]}.items():
    form(1000)  # compiles
    start = time.perf_counter()
    total = form(limit)
    print(rival, f"{time.perf_counter() - start:.6f}", repr(float(total)), sep="\t", flush=True)
