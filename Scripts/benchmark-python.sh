#!/usr/bin/env bash
# Sees to it that benchmarks' rivals have the Python packages they need: benchmark-python.sh PACKAGE…
#
# All benchmarks share one virtual environment, .build/benchmark-python. Prints the path of its python.
set -euo pipefail
cd "$(dirname "$0")/.."
exec Scripts/python-packages.sh "$PWD/.build/benchmark-python" "$@"
