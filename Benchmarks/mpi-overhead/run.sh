#!/bin/sh
# What a call of the Swift binding costs over the same call in C: MPI=openmpi|mpich ./run.sh
# Reads nothing and writes only below .build. Status 1 if the binding is dearer than promised.
set -eu
cd "$(dirname "$0")"

mpi=${MPI:-openmpi}
case $mpi in
  openmpi) MPI_PKG_CONFIG=${MPI_PKG_CONFIG:-ompi-c} ;;
  mpich) MPI_PKG_CONFIG=${MPI_PKG_CONFIG:-mpich} ;;
  *) echo "MPI is openmpi or mpich, not $mpi" >&2; exit 2 ;;
esac
export MPI_PKG_CONFIG
launcher=$(command -v "mpirun.$mpi" || command -v mpirun)
if [ "$(id -u)" = 0 ]; then
  export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
fi

march=
if [ "$(uname -m)" = x86_64 ]; then march=x86-64-v3; fi
swift build -c release --scratch-path ".build/$mpi" ${march:+-Xcc "-march=$march"} >&2
program=.build/$mpi/release/mpi-overhead
timeout 120 "$launcher" -n 1 "$program"
timeout 120 "$launcher" -n 2 "$program"
