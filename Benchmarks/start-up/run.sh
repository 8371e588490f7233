#!/usr/bin/env bash
# What starting mpisum costs beside a C program that only initialises and finalises MPI, and beside Python
# with NumPy and mpi4py: files that a rank opens or looks up, bytes that it reads, and milliseconds from
# the end of MPI_Init to the first term.
# Started by `make bench`, which sets MPISUM_PROGRAM and MPISUM_MPIEXEC.
set -euo pipefail
cd "$(dirname "$0")"
: "${MPISUM_PROGRAM:?is not set: start this by make bench}"
: "${MPISUM_MPIEXEC:?is not set: start this by make bench}"
read -ra launch <<<"$MPISUM_MPIEXEC"
build=../../.build/benchmark-start-up-${MPI:-mpi}
mkdir -p "$build"

# Beside mpirun.openmpi is mpicc.openmpi, beside mpirun is mpicc.
compiler=$(dirname "${launch[0]}")/mpicc
case ${launch[0]} in
  */mpirun.*) compiler+=.${launch[0]##*.} ;;
esac
"$compiler" -O2 -o "$build/hello" hello.c
"$compiler" -O2 -shared -fPIC -o "$build/probe.so" probe.c

# What a rank asks the file systems for. On a cluster that is a shared one, with one server for names.
asked() { # NAME COMMAND…
  local name=$1 options=()
  shift
  if [[ ${library-} ]]; then options=(-E LD_LIBRARY_PATH="$library"); fi
  "${launch[@]}" -n 1 strace -f -y -s 4096 "${options[@]}" -o "$build/strace" \
    -e trace=%file,read,pread64,mmap "$@" >/dev/null 2>"$build/log" || { cat "$build/log"; exit 1; }
  awk -f count.awk "$build/strace" | {
    read -r opens failed stats bytes mapped
    printf '%-42s %6d %7d %6d %9s %9s\n' "$name" "$opens" "$failed" "$stats" "$bytes" "$mapped"
  }
}
if command -v strace >/dev/null; then
  printf '%-42s %6s %7s %6s %9s %9s\n' "a rank's start" opens failed stats "MB read" "MB mapped"
  asked "C: MPI_Init and MPI_Finalize" "$build/hello"
  asked "mpisum -n 1000" "$MPISUM_PROGRAM" -n 1000
  printf 'true\n' >"$build/tasks"
  asked "mpisum farm, one task" "$MPISUM_PROGRAM" farm -q --progress never "$build/tasks" \
    --store "$build/tasks.farm.$$"
  rm -f "$build/tasks.farm.$$"
  if python=$(../../Scripts/benchmark-python.sh numpy 'mpi4py>=4.1'); then
    # The wheel asks for the library by the name that the library's own project gives it.
    mkdir -p "$build/library"
    case ${MPI:-openmpi} in openmpi*) name=libmpi.so.40 ;; *) name=libmpi.so.12 ;; esac
    ln -sf "$(ldd "$build/hello" | awk '/libmpi(ch)?\.so/ { print $3 }')" "$build/library/$name"
    asked "Python: import numpy" "$python" rival.py
    library=$(realpath "$build/library") asked "Python: import numpy, mpi4py, a barrier" "$python" rival.py mpi
  fi
else
  echo "strace is not installed: opened files are not counted"
fi

for ranks in 1 2 4; do
  for _ in 1 2 3 4 5; do
    "${launch[@]}" -n $ranks env LD_PRELOAD="$PWD/$build/probe.so" "$MPISUM_PROGRAM" -n 1000 \
      2>&1 >/dev/null | grep -E '^[0-9.]+$' | sort -g | tail -n 1
  done | sort -g | sed -n 3p | sed "s/^/MPI_Init to the first term, $ranks ranks, the slowest, median of 5: /; s/$/ ms/"
done
