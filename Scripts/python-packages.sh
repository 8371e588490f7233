#!/usr/bin/env bash
# Sees to it that a virtual environment has some Python packages: python-packages.sh DIRECTORY PACKAGE…
#
# DIRECTORY is the environment's, made where it is not there; PACKAGE is a requirement as pip takes it
# ('mpi4py>=4.1'), installed from PyPI. What is there is not asked for again. Prints the path of the
# environment's python, and nothing else on standard output.
set -euo pipefail
environment=$1
shift
python=$environment/bin/python

fail() {
  printf 'mpisum: %s\n' "$@" >&2
  exit 1
}

# An environment that was left half made, or whose Python is gone, has no pip that starts.
if ! "$python" -m pip --version >/dev/null 2>&1; then
  command -v python3 >/dev/null || fail "Python 3 is needed and 'python3' is not in PATH"
  # Debian has the module that puts pip into an environment in a package of its own.
  python3 -c 'import ensurepip, venv' 2>/dev/null ||
    fail "this Python cannot make virtual environments: install python3-venv (Debian, Ubuntu)"
  python3 -m venv --clear "$environment" >&2
fi
"$python" -m pip install --quiet --disable-pip-version-check "$@" >&2 ||
  fail "pip could not install $*"
echo "$python"
