"""Reads lines of a name, seconds and a sum, in rounds that begin with mpisum, and prints the table.

The exact sum of cos(k)/k up to 10^8 is -ln(2 sin 1/2) less the tail from M = 10^8 + 1 on, which is
Re(e^(iM) * sum of c_j * f^(j)(M)) with f(x) = 1/x and the Taylor coefficients c_j of 1/(1 - e^(i + t)):
computed with mpmath, 260 bits and 12 coefficients.
"""

import sys
from collections import defaultdict
from decimal import Decimal
from statistics import median

limit = 100_000_000
exact = Decimal("0.0420195125352125554341358677810021704108815225")

seconds, errors = defaultdict(list), {}
for line in sys.stdin:
    name, time, total = line.rstrip("\n").split("\t")
    seconds[name].append(float(time))
    # Every digit of the double.
    errors[name] = abs(Decimal(float(total)) - exact)
ours, *rivals = seconds

print(f"sum of cos(k)/k up to 1e8, 1 thread, medians of {len(seconds[ours])} rounds:")
for name, times in seconds.items():
    ratio = median(time / own for time, own in zip(times, seconds[ours]))
    print(f"  {name:28} {1e9 * median(times) / limit:7.3f} ns a term, {ratio:6.1f} times mpisum's;",
          f"error {errors[name]:.1e}")
fastest = [min(times) for times in zip(*(seconds[name] for name in rivals))]
ratio = median(best / own for best, own in zip(fastest, seconds[ours]))
print(f"  mpisum is {ratio:.1f} times as fast as the fastest of the others")
