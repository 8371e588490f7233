#!/usr/bin/env bash
# Times six terms that users write, one thread: `mpisum --term` beside NumExpr, Numba and loops in C, in turns.
# Started by `make bench`, which sets MPISUM_PROGRAM, the built program; ROUNDS=5 and NUMBERS=100000000 may be
# set too. The seconds are those of the sums alone, without anyone's compilation.
set -euo pipefail
cd "$(dirname "$0")"
: "${MPISUM_PROGRAM:?is not set: start this by make bench}"
build=../../.build/benchmark-expression
mkdir -p "$build"
python=$(../../Scripts/benchmark-python.sh numpy numexpr numba)
cc=${CC:-cc} numbers=${NUMBERS:-100000000}
"$cc" -O3 -march=native -o "$build/rivals" rivals.c -lm

echo "machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores"
echo "C:       $("$cc" --version | head -n 1), -O3 -march=native"
echo "Python:  $("$python" -c "import sys, numpy, numexpr, numba; print(sys.version.split()[0] + ', NumPy',
  numpy.__version__ + ', NumExpr', numexpr.__version__ + ', Numba', numba.__version__)")"
"$MPISUM_PROGRAM" --version | sed 's/^/mpisum:  /'

names=(reciprocal cosine damped logarithm quotient course)
terms=(
  '1/k'
  'cos(k)/k'
  'exp(-k/1e6)*sin(k)'
  '1/(k*log(k+1)^2)'
  '((2*k+3)*k+5)/(((k+4)*k+6)*k+7)'
  'sin(2*pi*rand(k,1))^2+cos(2*pi*rand(k,1))^2'
)
ours() { # TERM
  "$MPISUM_PROGRAM" --term "$1" --all -n "$numbers" --threads 1 --json 2>/dev/null |
    sed -E 's/.*"compute":([0-9.e-]+).*"value":"([^"]*)".*/\1\t\2/'
}
for index in "${!names[@]}"; do
  for ((round = 1; round <= ${ROUNDS:-5}; round++)); do
    {
      printf '%s\t%s\n' 'mpisum' "$(ours "${terms[index]}")" 'C -O3' "$("$build/rivals" "${names[index]}" "$numbers")"
      NUMBA_NUM_THREADS=1 NUMBA_CACHE_DIR=$build NUMEXPR_NUM_THREADS=1 OMP_NUM_THREADS=1 \
        "$python" rivals.py "${names[index]}" "$numbers"
    } | sed "s|^|${terms[index]}\t|"
  done
done >"$build/times"
"$python" report.py "$numbers" <"$build/times"
