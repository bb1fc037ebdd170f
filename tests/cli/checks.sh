# What the tests of commands share; to be sourced. A failed check is told and counted, and the rest still runs.
# shellcheck shell=bash

passed=0 failed=0

# check WHAT COMMAND…: the command must succeed.
check() {
  local what=$1
  shift
  if "$@"; then passed=$((passed + 1)); else
    failed=$((failed + 1))
    printf 'failed: %s\n' "$what"
  fi
}

# exits CODE COMMAND…: the command must end with that exit code; its output is in out.txt and err.txt.
exits() {
  local expected=$1 status=0
  shift
  "$@" >out.txt 2>err.txt || status=$?
  [[ $status == "$expected" ]]
}

# The last line of a test, and its exit code.
verdict() {
  printf '%d passed, %d failed\n' "$passed" "$failed"
  ((failed == 0))
}
