"""Times the loop in Numba and in NumPy: rivals.py N THETA

Prints a line for each: its name, the seconds, the sum, with tabs between.
"""

import math
import sys
import time

import numba
import numpy as np

limit, theta = int(sys.argv[1]), float(sys.argv[2])


@numba.njit(fastmath=True, cache=True)
def compiled(limit, theta):
    total = 0.0
    for k in range(1, limit + 1):
        total += math.cos(k * theta) / k
    return total


def blocks(limit, theta, length=1 << 14):
    """Blocks whose buffers stay in the cache."""
    offsets, total = np.arange(length, dtype=float), 0.0
    numbers, terms = np.empty(length), np.empty(length)
    for first in range(1, limit + 1, length):
        count = min(length, limit + 1 - first)
        k, t = numbers[:count], terms[:count]
        np.add(offsets[:count], first, out=k)
        np.multiply(k, theta, out=t)
        np.cos(t, out=t)
        np.divide(t, k, out=t)
        total += t.sum()
    return total


def measure(name, form):
    form(1000, theta)  # compiles
    start = time.perf_counter()
    total = form(limit, theta)
    print(name, f"{time.perf_counter() - start:.6f}", repr(float(total)), sep="\t", flush=True)


measure("Numba, fastmath", compiled)
measure("NumPy, in blocks", blocks)
