#!/usr/bin/env bash
# Builds in release mode: build.sh openmpi|mpich MARCH program|tests
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
case $product in
  program)
    flags+=(--product mpisum --static-swift-stdlib --disable-local-rpath -Xswiftc -use-ld=lld)
    scratch=.build/$library-${march:-default}
    ;;
  tests)
    flags+=(--build-tests)
    scratch=.build/$library-tests
    ;;
esac
exec swift build -c release --scratch-path "$scratch" "${flags[@]}"
