#!/usr/bin/env python3
"""Derives the coefficients in Sources/VectorMath: minimax polynomials by Remez' algorithm in mpmath.

minimax.py [NAME...] prints for every polynomial its interval, its degree, the base-2 logarithm of its error
(as a part of the function's value, with coefficients rounded to doubles) and the coefficients. `pip install mpmath`.
"""
import sys
from mpmath import atanh, cos, exp, log, lu_solve, matrix, mp, mpf, pi, sin, sqrt

mp.prec = 400


def series(function, near, terms, start):
    """function(v), or below `near`, where it would cancel, the sum of terms(j)·v^j."""
    def value(v):
        if abs(v) < near:
            return sum(terms(j) * v ** j for j in range(start, start + 40))
        return function(v)
    return value


def remez(function, weight, low, high, degree):
    """The polynomial p that minimises max |weight·(p - function)|, by exchange of its extrema."""
    count = degree + 2
    points = [(low + high) / 2 + (high - low) / 2 * cos(pi * (2 * i + 1) / (2 * count)) for i in range(count)]
    points.sort()
    for _ in range(30):
        rows = matrix(count, count)
        right = matrix(count, 1)
        for i, v in enumerate(points):
            for j in range(degree + 1):
                rows[i, j] = v ** j
            rows[i, degree + 1] = (-1) ** i / weight(v)
            right[i] = function(v)
        solution = lu_solve(rows, right)
        p, level = list(solution[:degree + 1]), abs(solution[degree + 1])

        def error(v):
            return weight(v) * (sum(c * v ** j for j, c in enumerate(p)) - function(v))

        size = 40 * count
        grid = [low + (high - low) * (1 - cos(pi * i / size)) / 2 for i in range(size + 1)]
        values = [error(v) for v in grid]
        extrema = []
        for i, e in enumerate(values):
            if e == 0:
                continue
            if extrema and (values[extrema[-1]] > 0) == (e > 0):
                if abs(e) > abs(values[extrema[-1]]):
                    extrema[-1] = i
            else:
                extrema.append(i)
        while len(extrema) > count:
            extrema.pop(0 if abs(values[extrema[0]]) < abs(values[extrema[-1]]) else -1)
        if len(extrema) < count:
            break
        points = [grid[i] for i in extrema]
        if max(abs(values[i]) for i in extrema) < level * mpf("1.001"):
            break
    return p


def bits(value):
    return float(log(value, 2)) if value else float("-inf")


def worst(function, weight, low, high, p):
    grid = (low + (high - low) * mpf(i) / 4000 for i in range(4001))
    return max(abs(weight(v) * (sum(c * v ** j for j, c in enumerate(p)) - function(v))) for v in grid)


def fact(n):
    return mp.factorial(n)


half_ln2 = log(2) / 2 * (1 + mpf(2) ** -40)
octant = (pi / 4 * (1 + mpf(2) ** -10))
s_max = (sqrt(2) - 1) / (sqrt(2) + 1) * (1 + mpf(2) ** -20)
sixth = mpf(float(mpf(1) / 6))
tiny = mpf("1e-4")


def atanh_rest(first):
    """(2·atanh(s) - the terms below s^first) / s^first in z = s²."""
    return series(
        lambda z: (2 * atanh(sqrt(z)) - sum(2 * sqrt(z) ** j / j for j in range(1, first, 2))) / sqrt(z) ** first,
        tiny, lambda j: mpf(2) / (2 * j + first), 0)


# name: (function, weight, low, high, degree); an error is counted in parts of the whole function's value.
polynomials = {
    # exp(r) = 1 + r + r²/2 + r³·p(r)
    "exp": (series(lambda r: (exp(r) - 1 - r - r ** 2 / 2) / r ** 3, tiny, lambda j: 1 / fact(j + 3), 0),
            lambda r: abs(r) ** 3 / exp(r), -half_ln2, half_ln2 * mpf("1.01"), 9),
    # sin(r) = r - r·z·sixth + r·z²·p(z), z = r², with 1/6 as a double
    "sin": (series(lambda z: (sin(sqrt(z)) / sqrt(z) - 1 + sixth * z) / z ** 2, tiny,
                   lambda j: (-1) ** j / fact(2 * j + 5), 0),
            lambda z: z ** 2, mpf(0), octant ** 2, 5),
    # cos(r) = 1 - z/2 + z²·p(z)
    "cos": (series(lambda z: (cos(sqrt(z)) - 1 + z / 2) / z ** 2, tiny,
                   lambda j: (-1) ** j / fact(2 * j + 4), 0),
            lambda z: z ** 2, mpf(0), octant ** 2, 5),
    # 2·atanh(s) = 2s + s·z·p(z), z = s²
    "log": (atanh_rest(3), lambda z: z / 2, mpf(0), s_max ** 2, 6),
    # 2·atanh(s) = 2s + 2s³/3 + 2s⁵/5 + s⁷·p(z)
    "power": (atanh_rest(7), lambda z: z ** 3 / 2, mpf(0), s_max ** 2, 6),
}

if __name__ == "__main__":
    for name in sys.argv[1:] or polynomials:
        function, weight, low, high, degree = polynomials[name]
        p = remez(function, weight, low, high, degree)
        rounded = [mpf(float(c)) for c in p]
        print(f"{name}: [{float(low):.6g}, {float(high):.6g}], degree {degree}, "
              f"error 2^{bits(worst(function, weight, low, high, p)):.1f}, "
              f"rounded 2^{bits(worst(function, weight, low, high, rounded)):.1f}")
        for c in rounded:
            print("  ", float(c).hex())
