"""Reads lines of a term, a name, seconds and a sum, in rounds that begin with mpisum, and prints the table.

Usage: report.py N
"""

import sys
from collections import defaultdict
from statistics import median

numbers = int(sys.argv[1])
seconds, sums = defaultdict(lambda: defaultdict(list)), defaultdict(dict)
for line in sys.stdin:
    term, name, time, total = line.rstrip("\n").split("\t")
    seconds[term][name].append(float(time))
    sums[term][name] = float(total)

for term, times in seconds.items():
    own = times["mpisum"]
    print(f"{term}, k up to {numbers:.0e}, 1 thread, medians of {len(own)} rounds:")
    for name, others in times.items():
        ratio = median(other / ours for other, ours in zip(others, own))
        # Random numbers differ from one program to the next, but not what this adds of them.
        distance = abs(sums[term][name] / sums[term]["mpisum"] - 1)
        print(
            f"  {name:10} {1e9 * median(others) / numbers:7.3f} ns a term,"
            f" mpisum is {ratio:6.2f} times as fast; its sum differs by {distance:.0e}"
        )
