#!/usr/bin/env bash
# Sees to it that everything is there to build with the given MPI libraries: setup.sh openmpi|mpich|openmpi5|mpich5…
# The word browser among them stands for one to test with.
#
# What is missing is installed from the distribution where that can be done without asking: with
# apt-get, as root or through sudo. Everywhere else the packages are named. openmpi5 and mpich5, which the
# tests want and the distribution lacks, come from PyPI into .build/wheels. Silent when nothing is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
  printf 'mpisum: %s\n' "$@" >&2
  exit 1
}

command -v swift >/dev/null || fail "Swift 6.2 or later is needed and 'swift' is not in PATH" \
  "see https://www.swift.org/install/linux/; nothing else has to be installed by hand"

# Whether the Swift toolchain's C++ compiler can link a program: it needs libc, libgcc and libstdc++.
can_link() {
  local clang
  clang=$(dirname "$(realpath "$(command -v swift)")")/clang++
  [[ -x $clang ]] || clang="clang++"
  echo 'int main() {}' | "$clang" -fuse-ld=lld -x c++ -o /dev/null - 2>/dev/null
}

apt=() dnf=() zypper=() missing=() wheels=()

need_mpi() {
  local status=0
  Scripts/find-mpi.sh "$1" || status=$?
  # 1: not found; more: not a library that find-mpi.sh knows, and it has said so.
  if [[ $status != 1 ]]; then return "$status"; fi
  case $1 in
    openmpi)
      missing+=("Open MPI")
      apt+=(libopenmpi-dev openmpi-bin) dnf+=(openmpi-devel) zypper+=(openmpi4-devel)
      ;;
    mpich)
      missing+=("MPICH")
      apt+=(libmpich-dev mpich) dnf+=(mpich-devel) zypper+=(mpich-devel)
      ;;
    openmpi5 | mpich5)
      wheels+=("$1")
      need_python
      ;;
  esac
}

need_python() {
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    missing+=("Python's virtual environments")
    apt+=(python3-venv) dnf+=(python3) zypper+=(python3)
  fi
}

# An environment for each: both wheels have a bin/mpirun.
install_wheels() {
  local library
  for library in "${wheels[@]}"; do
    echo "mpisum: installing $library from PyPI into .build/wheels" >&2
    Scripts/python-packages.sh "$PWD/.build/wheels/$library" "${library%5}==5.0.*" >/dev/null || exit
    Scripts/find-mpi.sh "$library" || fail "the wheel of $library has no mpicc or no launcher"
  done
}

need_tools() {
  if ! command -v g++ >/dev/null && ! can_link; then
    missing+=("the C and C++ libraries")
    apt+=(g++) dnf+=(gcc-c++) zypper+=(gcc-c++)
  fi
  if ! command -v strip >/dev/null; then
    missing+=("strip")
    apt+=(binutils) dnf+=(binutils) zypper+=(binutils)
  fi
}

need_sqlite() {
  command -v pkg-config >/dev/null && pkg-config --exists sqlite3 && return
  missing+=("SQLite")
  apt+=(libsqlite3-dev pkg-config) dnf+=(sqlite-devel pkgconf) zypper+=(sqlite3-devel pkg-config)
}

need_gmp() {
  command -v pkg-config >/dev/null && pkg-config --exists gmp && return
  missing+=("GMP")
  apt+=(libgmp-dev pkg-config) dnf+=(gmp-devel pkgconf) zypper+=(gmp-devel pkg-config)
}

need_mpfr() {
  command -v pkg-config >/dev/null && pkg-config --exists mpfr && return
  missing+=("MPFR")
  apt+=(libmpfr-dev pkg-config) dnf+=(mpfr-devel pkgconf) zypper+=(mpfr-devel pkg-config)
}

# Tests/CommandFarmTests/Browser.swift looks for the same names.
need_browser() {
  local name
  for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then return; fi
  done
  missing+=("Chromium, to test with")
  apt+=(chromium) dnf+=(chromium) zypper+=(chromium)
}

need_tools
need_sqlite
need_gmp
need_mpfr
libraries=()
for need in "$@"; do
  if [[ $need == browser ]]; then
    need_browser
  else
    need_mpi "$need" || exit
    libraries+=("$need")
  fi
done
if [[ ${#missing[@]} == 0 ]]; then
  install_wheels
  exit 0
fi

list=$(printf '%s, ' "${missing[@]}")
list=${list%, }
as_root=()
if [[ $(id -u) != 0 ]]; then as_root=(sudo); fi

# Says, after $1, what to do by hand, and gives up.
advise() {
  local how advice=()
  if command -v apt-get >/dev/null; then
    how="apt-get install ${apt[*]}"
  elif command -v dnf >/dev/null; then
    how="dnf install ${dnf[*]}"
  elif command -v zypper >/dev/null; then
    how="zypper install ${zypper[*]}"
  else
    how="on Debian: ${apt[*]}; on Fedora or Rocky: ${dnf[*]}; on SUSE: ${zypper[*]}"
  fi
  if command -v mpicc >/dev/null; then
    advice=("the mpicc in PATH, $(command -v mpicc), belongs to another library: try MPI=openmpi or MPI=mpich")
  fi
  fail "$1" "install it as root: $how" \
    "or, on a cluster, load a module that puts mpicc into PATH (module avail mpi)" "${advice[@]}"
}

if ! command -v apt-get >/dev/null || ! command -v "${as_root[0]-true}" >/dev/null; then
  advise "missing: $list"
fi

echo "mpisum: installing ${apt[*]} (missing: $list)" >&2
mkdir -p .build/logs
log=.build/logs/setup.log
install() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "${apt[@]}" >>"$log" 2>&1
}
: >"$log"
# The package lists may be absent or old; they are fetched only when that shows.
if ! install && ! { "${as_root[@]}" apt-get update >>"$log" 2>&1 && install; }; then
  tail -n 5 "$log" >&2
  advise "missing: $list, which could not be installed; the whole log is in $log"
fi
install_wheels
for library in "${libraries[@]}"; do
  Scripts/find-mpi.sh "$library" ||
    fail "$library is installed but neither its mpicc nor its pkg-config file is found"
done
