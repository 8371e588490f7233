"""Times the conversion in NumPy and NumExpr: rivals.py GRID THREADS REPEATS

Prints a line for each form: its name, a tab, the median of its seconds. Every form is checked.
"""

import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numexpr
import numpy as np

shape = tuple(int(size) for size in sys.argv[1].split("x"))
threads, repeats = int(sys.argv[2]), int(sys.argv[3])
radii, polar, azimuths = shape

random = np.random.default_rng(1)
vr, vt, vp = (random.random(shape) for _ in range(3))
theta = ((np.arange(polar) + 0.5) * np.pi / polar)[:, np.newaxis]
phi = np.arange(azimuths) * 2 * np.pi / azimuths
st, ct, sp, cp = np.sin(theta), np.cos(theta), np.sin(phi), np.cos(phi)
# Written to once, so that no form waits for the system to find memory.
vx, vy, vz = (np.full(shape, np.nan) for _ in range(3))


def convert(part, a, b):
    """One part of the grid, with two buffers of its shape and nothing allocated."""
    r, t, p, s, c = vr[part], vt[part], vp[part], st[part[1]], ct[part[1]]
    x, y, z = vx[part], vy[part], vz[part]
    np.multiply(r, s, out=a)
    np.multiply(t, c, out=b)
    np.add(a, b, out=a)
    np.multiply(p, sp, out=b)
    np.multiply(a, cp, out=x)
    np.subtract(x, b, out=x)
    np.multiply(p, cp, out=b)
    np.multiply(a, sp, out=a)
    np.add(a, b, out=y)
    np.multiply(r, c, out=a)
    np.multiply(t, s, out=b)
    np.subtract(a, b, out=z)


def textbook():
    vx[:] = vr * st * cp + vt * ct * cp - vp * sp
    vy[:] = vr * st * sp + vt * ct * sp + vp * cp
    vz[:] = vr * ct - vt * st


def whole():
    convert((slice(None), slice(None)), *whole_buffers)


def pieces(rows, some_radii):
    """Pieces of so many rows, whose buffers stay in the cache."""
    a, b = np.empty((rows, azimuths)), np.empty((rows, azimuths))
    for i in some_radii:
        for j in range(0, polar, rows):
            count = min(rows, polar - j)
            convert((i, slice(j, j + count)), a[:count], b[:count])


def threaded(rows):
    """The same in Python threads: NumPy lets others run while it computes."""
    parts = np.array_split(range(radii), threads)
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda part: pieces(rows, part), parts))


def expressions(count):
    numexpr.set_num_threads(count)
    numexpr.evaluate("(vr * st + vt * ct) * cp - vp * sp", out=vx)
    numexpr.evaluate("(vr * st + vt * ct) * sp + vp * cp", out=vy)
    numexpr.evaluate("vr * ct - vt * st", out=vz)


def check(name):
    i = radii // 2
    expected = (
        vr[i] * st * cp + vt[i] * ct * cp - vp[i] * sp,
        vr[i] * st * sp + vt[i] * ct * sp + vp[i] * cp,
        vr[i] * ct - vt[i] * st,
    )
    for found, right in zip((vx[i], vy[i], vz[i]), expected):
        if not np.abs(found - right).max() < 1e-14:
            sys.exit(f"{name} is wrong")
    for found in (vx, vy, vz):
        if np.isnan(found[:, :, 0]).any():
            sys.exit(f"{name} is not complete")
        found[:, :, 0] = np.nan


def measure(name, form, times=repeats):
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        form()
        seconds.append(time.perf_counter() - start)
    check(name)
    print(f"{name}\t{statistics.median(seconds):.6f}", flush=True)


measure("numpy, the textbook's expressions", textbook, times=1)
whole_buffers = np.zeros(shape), np.zeros(shape)
measure("numpy, out= on whole arrays", whole)
del whole_buffers
for rows in (10, 20, 50):
    measure(f"numpy, out= on pieces of {rows} rows", lambda: pieces(rows, range(radii)))
measure("numexpr", lambda: expressions(1))
if threads > 1:
    for rows in (20, 50):
        measure(f"all: numpy, pieces of {rows} rows in Python threads", lambda: threaded(rows))
    measure("all: numexpr", lambda: expressions(threads))
