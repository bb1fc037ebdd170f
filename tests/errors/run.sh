#!/usr/bin/env bash
# Runs the catalogue of diagnostics: every folder is one mistake, its command line, and the exact words for it.
#
#   tests/errors/run.sh PROGRAM [--accept] [CODE…]
#
#   CODE/command    arguments of tieout; it runs with (a copy of) the folder as working directory
#   CODE/expected   standard error with --lang en; expected.zh, where it is there, with --lang zh
#   CODE/stdout     standard output, where it matters
#   CODE/exit       exit code, where it is not 3
#   CODE/environment  NAME=value lines; $WORK in them is the working directory
#   CODE/setup      shell lines that make the broken input; $SOURCE is the source tree, $PROGRAM the program
#
# A run must write no file of its own. --accept rewrites what is expected: read every change before committing it.
set -uo pipefail
export LC_ALL=C.UTF-8

program=$(realpath "$1")
shift
accept=
if [[ ${1-} == --accept ]]; then
  accept=yes
  shift
fi
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
SOURCE=$(cd "$here/../.." && pwd)
export SOURCE PROGRAM=$program
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

passed=0
failed=0

complain() {
  printf '%s: %s\n' "$code" "$1"
  good=
}

# Compares $2 with the file $1 of the folder, or rewrites it.
compare() {
  if [[ $accept ]]; then
    cp "$2" "$folder/$1"
  elif ! diff -u "$folder/$1" "$2" >"$scratch/diff"; then
    complain "$1 differs"
    cat "$scratch/diff"
  fi
}

run_in() {
  local language=$1 expected=$2
  local work=$scratch/work
  rm -rf "$work"
  cp -r "$folder" "$work"
  chmod -R u+w "$work"
  local before after status
  (cd "$work" && if [[ -f setup ]]; then bash -eu setup; fi) || complain "setup failed"
  before=$(cd "$work" && find . | sort)
  local arguments
  eval "arguments=($(cat "$folder/command"))"
  local environment=()
  if [[ -f $folder/environment ]]; then mapfile -t environment <"$folder/environment"; fi
  (cd "$work" && timeout 60 env "${environment[@]//\$WORK/$work}" "$program" "${arguments[@]}" --lang "$language") >"$scratch/out" 2>"$scratch/err" </dev/null
  status=$?
  local wanted=3
  if [[ -f $folder/exit ]]; then wanted=$(cat "$folder/exit"); fi
  [[ $status == "$wanted" ]] || complain "exit code $status instead of $wanted"
  after=$(cd "$work" && find . | sort)
  [[ $before == "$after" ]] || complain "files were written: $(comm -13 <(echo "$before") <(echo "$after") | tr '\n' ' ')"
  # Findings are shown by `check`, on standard output.
  grep -q "\[$code\]" "$scratch/out" "$scratch/err" || complain "no $code in the output"
  compare "$expected" "$scratch/err"
  if [[ $language == en && -f $folder/stdout ]]; then compare stdout "$scratch/out"; fi
}

codes=("$@")
if ((${#codes[@]} == 0)); then
  mapfile -t codes < <(cd "$here" && find . -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | sort)
fi
for code in "${codes[@]}"; do
  folder=$here/$code
  good=yes
  run_in en expected
  if [[ -f $folder/expected.zh ]]; then run_in zh expected.zh; fi
  if [[ $good ]]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
# Every code in the sources has its folder (texts that only look like one are named here); findings have worked cases
# instead, and troubles of a workspace that no file alone can show are made by tests/cli/workspace_test.sh.
if (($# == 0)) && [[ ! $accept ]]; then
  while read -r code; do
    [[ -d $here/$code || -f $SOURCE/rules/findings/$code.toml ]] && continue
    printf '%s: a diagnostic without a folder in tests/errors\n' "$code"
    failed=$((failed + 1))
  done < <(grep -rhoE '"[A-Z]+(-[A-Z0-9]+)+"' "$SOURCE/src" "$SOURCE/include" | tr -d '"' | sort -u | grep -vxE 'UTF-(8|16)|SHA-256|WORKSPACE-(BUSY|FULL|READ-ONLY|TROUBLE)')
fi
printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
