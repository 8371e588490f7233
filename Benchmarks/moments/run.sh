#!/usr/bin/env bash
# Sums that no machine could add up term by term: what mpisum takes for them, and what mpmath and PARI say
# on the same questions where they say anything.
# Started by `make bench`, which sets MPISUM_PROGRAM. LONG=1 adds the infinite sum to 10,000 digits.
set -euo pipefail
cd "$(dirname "$0")"
: "${MPISUM_PROGRAM:?is not set: start this by make bench}"

# The time inside the program, without that of its start, in milliseconds: the least of five.
row() { # NAME ARGUMENTS…
  local name=$1 best='' value=''
  shift
  for _ in ${once:-1 2 3 4 5}; do
    json=$("$MPISUM_PROGRAM" "$@" --json)
    seconds=$(sed -E 's/.*"compute":([0-9.e-]+).*/\1/' <<<"$json")
    best=$(printf '%s\n%s\n' "$seconds" "${best:-$seconds}" | sort -g | head -n 1)
  done
  value=$(sed -E 's/.*"(digits|n)":"([^"]*)".*/\2/' <<<"$json")
  awk -v name="$name" -v seconds="$best" -v value="${value:0:34}" \
    'BEGIN { printf "%-44s %10.3f ms  %s\n", name, 1000 * seconds, value }'
}
echo "mpisum, one rank, seconds inside the program:"
row "1/k, no 9, N = 1e8, correctly rounded" --engine moments -n 1e8
row "1/k, no 9, N = 1e30" -n 1e30
row "1/k, no 314159, N = 1e18" -n 1e18 --omit 314159
row "1/k, no 9, N = 10^(10^9)" -n 10^1000000000
row "1/k, no 314159, N = 10^(10^9)" -n 10^1000000000 --omit 314159
row "1/k, no 9, all k, 60 digits" -n inf --digits 60
row "1/k, no 9, all k, 1000 digits" -n inf --digits 1000
row "1/k, 434 zeros at most, all k, 20 digits" -n inf --at-most 0:434 --digits 20
row "least N with a sum over 22.92, no 9" --exceed 22.92
row "least N with a sum over 10^6, no 314159" --exceed 1e6 --omit 314159
if [[ ${LONG-} ]]; then
  once=1 row "1/k, no 9, all k, 10,000 digits" -n inf --digits 10000
fi

echo "Others, the whole question for 1/k, no 9, all k, which is 22.920676619264150:"
if python=$(../../Scripts/benchmark-python.sh mpmath); then
  "$python" rival.py
fi
if command -v gp >/dev/null; then
  gp -q rival.gp </dev/null
else
  echo "gp is not installed (apt-get install pari-gp): PARI is not asked"
fi
