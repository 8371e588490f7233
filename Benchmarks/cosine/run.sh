#!/usr/bin/env bash
# Times the sum of cos(k)/k up to 10^8, one thread: mpisum's direct engine beside the loop in C, Numba and
# NumPy, in turns. Started by `make bench`, which sets MPISUM_PROGRAM, the built program; ROUNDS=5 may be
# set too. The seconds are those of the sum alone, with mpisum's tables and without Numba's compilation.
set -euo pipefail
cd "$(dirname "$0")"
: "${MPISUM_PROGRAM:?is not set: start this by make bench}"
build=../../.build/benchmark-cosine
mkdir -p "$build"
python=$(../../Scripts/benchmark-python.sh numpy numba)
cc=${CC:-cc}
"$cc" -O3 -march=native -o "$build/plain" rivals.c -lm
"$cc" -Ofast -march=native -ffast-math -o "$build/fast" rivals.c -lm

echo "machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores"
echo "C:       $("$cc" --version | head -n 1)"
if ! grep -q _ZGV "$build/fast"; then
  echo "         -Ofast does not call libmvec here: its cosine is the scalar one"
fi
echo "Python:  $("$python" -c "import sys, numpy, numba; print(sys.version.split()[0] + ', NumPy',
  numpy.__version__ + ', Numba', numba.__version__)")"
"$MPISUM_PROGRAM" --version | sed 's/^/mpisum:  /'

# The median of three, since one takes some 30 ms.
ours() {
  for _ in 1 2 3; do once; done | sort -g | sed -n 2p
}
once() {
  "$MPISUM_PROGRAM" --series cosine --theta 1 -n 1e8 --engine direct --threads 1 --json |
    sed -E 's/.*"compute":([0-9.e-]+).*"value":"([^"]*)".*/\1\t\2/'
}
for ((round = 1; round <= ${ROUNDS:-5}; round++)); do
  own=$(ours)
  plain=$("$build/plain" 100000000 1)
  fast=$("$build/fast" 100000000 1)
  printf '%s\t%s\n' 'mpisum direct' "$own" 'C -O3' "$plain" 'C -Ofast, libmvec' "$fast"
  NUMBA_NUM_THREADS=1 NUMBA_CACHE_DIR=$build OMP_NUM_THREADS=1 "$python" rivals.py 100000000 1
done >"$build/times"
"$python" report.py <"$build/times"
