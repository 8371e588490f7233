#!/usr/bin/env bash
# Runs all tests: test.sh [--build] MARCH LIBRARY…, with MPI libraries that find-mpi.sh has found. MARCH
# may be empty. `make test` calls it for openmpi and mpich, `make test-full` for four. With --build it
# builds only what they need.
#
# A line for each stage; the whole output of each is in .build/logs, that of a failed one is shown. Builds
# run two at a time, tests one after the other: each starts ranks for all cores, and most look at times. The
# last line is "N passed, N failed", added up over all runs: a test that ran on 1, 2, 3 and 4 ranks
# under two libraries counts eight times. A stage that ends badly or runs no test counts as a failure.
set -euo pipefail
cd "$(dirname "$0")/.."
builds_only=
if [[ ${1-} == --build ]]; then
  builds_only=1
  shift
fi
march=$1
libraries=("${@:2}")
logs=.build/logs
mkdir -p "$logs"
builds=() passed=0 failed=0
export NO_COLOR=1

# stage NAME COMMAND…: runs the command; sets `log` and `status`.
stage() {
  local name=$1 start=$SECONDS
  shift
  log=$logs/${name//[^A-Za-z0-9-]/-}.log
  status=0
  "$@" >"$log" 2>&1 </dev/null || status=$?
  seconds=$((SECONDS - start))
}

report() {
  printf '%-36s %-16s %5d s\n' "$1" "$2" "$seconds"
}

show_log() {
  echo "---- the end of $log:"
  grep -vE 'Test( case)? .*(started|passed)' "$log" | tail -n 60 || true
  echo "----"
}

# build NAME ARGUMENTS-OF-build.sh…: starts a build, once there are not two others. One alone keeps one and a
# third cores busy.
build() {
  if ((${#builds[@]} == 2)); then end_build; fi
  (
    stage "build $1" Scripts/build.sh "${@:2}"
    verdict=ok
    if grep -q 'warning:' "$log"; then verdict=WARNINGS; fi
    if [[ $status != 0 ]]; then verdict=FAILED; fi
    report "build $1" "$verdict"
    if [[ $status != 0 ]]; then show_log; fi
    exit "$status"
  ) &
  builds+=($!)
}

# Waits until the older of the builds ends. All tests depend on it, so a failure ends the run.
end_build() {
  wait "${builds[0]}" || {
    wait
    failed=$((failed + 1))
    finish
  }
  builds=("${builds[@]:1}")
}

# run NAME COMMAND…: the command runs Swift Testing, perhaps on several ranks, each of which reports.
run() {
  local name=$1 total bad skipped verdict=ok
  stage "$@"
  total=$(sed -nE 's/.*Test run with ([0-9]+) tests?.*/\1/p' "$log" | sort -n | tail -n 1)
  bad=$(count_tests failed)
  skipped=$(count_tests skipped)
  total=${total:-0}
  if [[ $bad == 0 && ($status != 0 || $total == 0) ]]; then bad=1; fi
  local good=$((total - bad - skipped))
  if ((good < 0)); then good=0; fi
  passed=$((passed + good)) failed=$((failed + bad))
  if ((bad > 0)); then verdict=FAILED; fi
  if [[ $status == 124 ]]; then verdict="TIMED OUT"; fi
  report "$name" "$good $verdict"
  if ((bad > 0)); then show_log; fi
}

# How many different tests the log says have `failed` or were `skipped`, on whatever rank.
count_tests() {
  { grep -oE "Test ([^ ]+\(.*\)|\".*\")( with [0-9]+ test cases?)? $1\\b" "$log" || true; } | sort -u | wc -l
}

finish() {
  echo "$passed passed, $failed failed"
  if ((failed > 0 || passed == 0)); then exit 1; fi
  exit 0
}

tests() {
  echo ".build/$1-tests/release/mpisumPackageTests.xctest --testing-library swift-testing"
}

# The launcher as it is; nothing for no library.
plain_launcher() (
  [[ $1 ]] || exit 0
  # shellcheck source=/dev/null
  . ".build/mpi/$1.env"
  echo "$MPIEXEC"
)

# The launcher, without Open MPI's banner where a rank's status is not 0. Version 5 cannot be told.
launcher() {
  local quiet=
  [[ $1 ]] || return 0
  if [[ $1 == openmpi ]]; then quiet=" -q"; fi
  echo "$(plain_launcher "$1")$quiet"
}

program() {
  if [[ $1 ]]; then echo "$PWD/.build/$1-${2:-default}/release/mpisum"; fi
}

# The library of the other kind among those under test, if it is there: its launcher must not start the
# program of the first.
other() {
  local wanted
  case $1 in
    openmpi*) wanted=mpich${1#openmpi} ;;
    *) wanted=openmpi${1#mpich} ;;
  esac
  if [[ " ${libraries[*]} " == *" $wanted "* ]]; then echo "$wanted"; fi
}

# The program as it is shipped, and as others may build it: all have to print the same bytes.
first=${libraries[0]}
build "program $first $march" "$first" "$march" program
variants=
for library in "${libraries[@]:1}"; do
  build "program $library $march" "$library" "$march" program
  variants+=":$(launcher "$library")=$(program "$library" "$march")"
done
if [[ $(uname -m) == x86_64 ]]; then
  # The machine's own is one more of them, whose vectors may be longer.
  for other in x86-64 ${MPISUM_FULL:+native}; do
    build "program $first $other" "$first" "$other" program
    variants+=":$(launcher "$first")=$(program "$first" "$other")"
  done
  # A machine without fused multiply-add, as far as glibc knows: its function computes them in integers.
  variants+=":env GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2 $(launcher "$first")=$(program "$first" x86-64)"
fi
variants=${variants#:}
# Only the first library's are all of them: what starts programs starts those of any library.
build "tests $first" "$first" "$march" tests
for library in "${libraries[@]:1}"; do
  MPISUM_TESTS=mpi build "tests $library" "$library" "$march" tests
done
while ((${#builds[@]} > 0)); do end_build; done
if [[ $builds_only ]]; then exit; fi

read -ra bundle <<<"$(tests "$first")"
run pure timeout 600 "${bundle[@]}" --skip MPITests --skip MPILaunchTests --skip BagOfTasksTests \
  --skip BagOfTasksLaunchTests --skip ExampleTests --skip EndToEndTests --skip '^FarmTests'
for library in "${libraries[@]}"; do
  read -ra bundle <<<"$(tests "$library")"
  read -ra launch <<<"$(launcher "$library")"
  launchers=(MPISUM_MPIEXEC="$(plain_launcher "$library")"
    MPISUM_OTHER_MPIEXEC="$(plain_launcher "$(other "$library")")")
  for ranks in 1 2 3 4; do
    run "MPI on $library with $ranks" timeout -k 5 120 "${launch[@]}" -n "$ranks" \
      "${bundle[@]}" --no-parallel --filter MPITests
  done
  run "launching on $library" env "${launchers[@]}" timeout -k 5 300 "${bundle[@]}" --no-parallel \
    --filter MPILaunchTests
  if [[ $library == "$first" || ${MPISUM_FULL-} ]]; then numbers=(1 2 3 4 9); else numbers=(2 9); fi
  for ranks in "${numbers[@]}"; do
    run "pool on $library with $ranks" timeout -k 5 300 "${launch[@]}" -n "$ranks" \
      "${bundle[@]}" --no-parallel --filter BagOfTasksTests
  done
  run "launching pools on $library" env "${launchers[@]}" timeout -k 5 300 "${bundle[@]}" --no-parallel \
    --filter BagOfTasksLaunchTests
  run "examples on $library" env "${launchers[@]}" timeout -k 5 300 "${bundle[@]}" --no-parallel \
    --filter ExampleTests
done

# The built program itself.
read -ra bundle <<<"$(tests "$first")"
for library in "${libraries[@]}"; do
  second=$(other "$library")
  others=(MPISUM_PROGRAM="$(program "$library" "$march")" MPISUM_MPIEXEC="$(launcher "$library")"
    MPISUM_OTHER_PROGRAM="$(program "$second" "$march")" MPISUM_OTHER_MPIEXEC="$(launcher "$second")")
  # Once is enough: bytes that are the same as the first's are the same.
  if [[ $library == "$first" ]]; then all=$variants; else all=; fi
  # So are others. A hundred thousand tasks and a gigabyte of output take minutes, and want a 1 here.
  full=${MPISUM_FULL-}
  if [[ $library == "$first" && ! $full ]]; then full=some; fi
  # And what neither the library nor its launcher has a part in.
  spared=()
  if [[ ! $full ]]; then
    spared=(--skip '(Document|DryRun|Engine|Reference|Series|Table|Term|Bench)Tests/'
      --skip '^FarmTests.*/(Dependency|Disk|FromOtherTools|Import|Input|OddTask|Order|Output|Policy|Report|Resume|Summary|TornStore)Tests/')
  fi
  run "end to end on $library" env "${others[@]}" MPISUM_VARIANTS="$all" MPISUM_FULL="$full" \
    timeout -k 5 1800 "${bundle[@]}" --no-parallel --filter EndToEndTests "${spared[@]}"
  run "farm on $library" env "${others[@]}" MPISUM_FULL="$full" \
    timeout -k 5 1800 "${bundle[@]}" --no-parallel --filter '^FarmTests' "${spared[@]}"
done
finish
