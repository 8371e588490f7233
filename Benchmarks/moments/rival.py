"""What mpmath says of the sum of 1/k without the digit 9."""
import time

import mpmath


def term(k):
    return 0 if "9" in str(int(k)) else 1 / mpmath.mpf(int(k))


start = time.perf_counter()
value = mpmath.nsum(term, [1, mpmath.inf])
print(f"mpmath {mpmath.__version__}, nsum, all k: {mpmath.nstr(value, 12)} (wrong), "
      f"{1000 * (time.perf_counter() - start):.0f} ms")
start = time.perf_counter()
value = mpmath.fsum(1 / mpmath.mpf(k) for k in range(1, 10**6 + 1) if "9" not in str(k))
print(f"mpmath, every term up to 1e6: {mpmath.nstr(value, 15)}, "
      f"{1000 * (time.perf_counter() - start):.0f} ms; 1e8 would take a hundred times as long")
