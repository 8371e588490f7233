#!/usr/bin/env bash
# Builds in release mode: build.sh openmpi|mpich MARCH program|examples|tests
#
# The program contains Swift's libraries, which saves every rank some forty file look-ups on a shared
# file system; the tests cannot, since Swift Testing exists as a shared library only. MARCH may be empty.
set -euo pipefail
cd "$(dirname "$0")/.."
library=$1 march=$2 product=$3

# shellcheck source=/dev/null
. ".build/mpi/$library.env"
read -ra flags <<<"$MPISUM_LINK_FLAGS"
# For `mpisum --version`; a program cannot ask which compiler made it.
version=$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([^ ]+).*/\1/p')
if [[ $version ]]; then flags+=(-Xcc "-DMPISUM_SWIFT_VERSION=$version"); fi
# The toolchain's own linker: faster than the system's, and silent about a `mktemp` inside Foundation.
flags+=(-Xswiftc -use-ld=lld)
if [[ $march ]]; then flags+=(-Xcc "-march=$march"); fi

scratch=.build/$library-${march:-default}
case $product in
  program) products=(mpisum) ;;
  examples) products=(squares monte-carlo-pi spherical-to-cartesian) ;;
  tests)
    export MPISUM_TESTS=${MPISUM_TESTS:-all}
    exec swift build -c release --scratch-path ".build/$library-tests" "${flags[@]}" --build-tests
    ;;
esac
# SQLite, GMP and MPFR likewise, where there are archives of them: pkg-config is made to name a directory that
# holds nothing else, since the linker would prefer a shared library beside it. Each build has one of its
# own, since others may run at the same time.
static=$PWD/.build/static/$library-${march:-default}
for package in sqlite3 mpfr gmp; do
  directory=$(pkg-config --variable=libdir "$package" 2>/dev/null) || continue
  archive=lib${package#lib}.a
  if [[ $product != program || ! -e $directory/$archive ]]; then continue; fi
  mkdir -p "$static"
  ln -sfn "$directory/$archive" "$static/$archive"
  cat >"$static/$package.pc" <<EOF
Name: $package
Description: the system's $package as an archive, found by Scripts/build.sh
Version: 0
Cflags: $(pkg-config --cflags "$package")
Libs: -L$static -l${package#lib}
EOF
done
if [[ $product == program && -d $static ]]; then
  export PKG_CONFIG_PATH=$static${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
fi
for name in "${products[@]}"; do
  swift build -c release --scratch-path "$scratch" "${flags[@]}" --product "$name" \
    --static-swift-stdlib --disable-local-rpath
done
