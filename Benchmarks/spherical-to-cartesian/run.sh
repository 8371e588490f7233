#!/usr/bin/env bash
# Times Examples/spherical-to-cartesian beside NumPy and NumExpr, on the same grid, in turns.
#
# Of NumPy's forms (see rivals.py) the fastest one of each round counts. NumPy uses one thread; on all
# cores its rival is NumPy in Python threads. NumExpr has threads of its own. Memory is filled and
# touched before anything is timed. Started by `make bench`, which sets
#   MPI, MARCH      the MPI library and the instruction set      MPISUM_MPIEXEC  the launcher
# GRID=500x300x800 and ROUNDS=3 may be set too.
set -euo pipefail
cd "$(dirname "$0")"
: "${MPISUM_MPIEXEC:?is not set: start this by make bench}"
read -ra launch <<<"$MPISUM_MPIEXEC"
rounds=${ROUNDS:-3}
root=$(cd ../.. && pwd)
build=$root/.build/benchmark-spherical-to-cartesian-${MPI:-mpi}-${MARCH:-default}
mkdir -p "$build"

# The grid takes 48 bytes a point; NumPy's form with whole arrays 16 more.
available=$(awk '/^MemAvailable/ { print int($2 / 1e6) }' /proc/meminfo)
if [[ -z ${GRID-} ]]; then
  if ((available >= 9)); then GRID=500x300x800; else GRID=50x300x800; fi
fi

swift build --package-path "$root" -c release --product spherical-to-cartesian \
  --scratch-path "$build" ${MARCH:+-Xcc "-march=$MARCH"} -Xswiftc -use-ld=lld >"$build/log" 2>&1 || {
  cat "$build/log"
  exit 1
}
python=$("$root/Scripts/benchmark-python.sh" numpy numexpr)

ours() { # threads
  "${launch[@]}" -n 1 "$build/release/spherical-to-cartesian" --grid "$GRID" --repeat 5 \
    --threads "$1" 2>&1 >/dev/null | sed -nE 's/.*each: ([0-9.]+) s.*/\1/p'
}
median() { sort -g | awk '{ v[NR] = $1 } END { printf "%.3f\n", v[int((NR + 1) / 2)] }'; }
# The least of the seconds of the forms whose name begins so.
best() { grep "^$1" "$build/rivals" | cut -f 2 | sort -g | head -n 1; }

threads=$(nproc)
echo "$GRID points, float64, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $threads cores"
"$python" -c "import sys, numpy, numexpr; print('Python', sys.version.split()[0], 'NumPy',
  numpy.__version__, 'NumExpr', numexpr.__version__)"
rm -f "$build"/*.seconds "$build"/*.ratio
for ((round = 1; round <= rounds; round++)); do
  one=$(ours 1)
  all=$(ours "$threads")
  OMP_NUM_THREADS=1 "$python" rivals.py "$GRID" "$threads" 3 >"$build/rivals"
  cat "$build/rivals" >>"$build/forms.seconds"
  echo "$one" >>"$build/one.seconds"
  echo "$all" >>"$build/all.seconds"
  echo "$(best "numpy,") $one" | awk '{ print $1 / $2 }' >>"$build/numpy.ratio"
  echo "$(best "numexpr") $one" | awk '{ print $1 / $2 }' >>"$build/numexpr.ratio"
  if ((threads > 1)); then
    echo "$(best "all: numpy") $all" | awk '{ print $1 / $2 }' >>"$build/all-numpy.ratio"
    echo "$(best "all: numexpr") $all" | awk '{ print $1 / $2 }' >>"$build/all-numexpr.ratio"
  fi
done

echo "seconds, medians of $rounds rounds:"
printf '  %-50s %s\n' "swift, 1 thread" "$(median <"$build/one.seconds")"
if ((threads > 1)); then
  printf '  %-50s %s\n' "all: swift, $threads threads" "$(median <"$build/all.seconds")"
fi
cut -f 1 "$build/rivals" | while read -r form; do
  printf '  %-50s %s\n' "$form" \
    "$(awk -F '\t' -v form="$form" '$1 == form { print $2 }' "$build/forms.seconds" | median)"
done
echo "1 thread, times as fast as NumPy's best form: $(median <"$build/numpy.ratio"), NumExpr: $(median <"$build/numexpr.ratio")"
if ((threads > 1)); then
  echo "$threads threads, as NumPy's in $threads Python threads: $(median <"$build/all-numpy.ratio"), NumExpr: $(median <"$build/all-numexpr.ratio")"
fi
