#!/usr/bin/env bash
# A run of tieout seal that is killed leaves the workspace as before or as after: tests/cli/seal_kill_test.sh PROGRAM [KILLS]
set -uo pipefail
export LC_ALL=C.UTF-8

program=$(realpath "$1")
kills=${2:-15}
# shellcheck source=tests/cli/checks.sh
source "$(dirname "${BASH_SOURCE[0]}")/checks.sh"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
export TMPDIR=$scratch/tmp
mkdir tmp

cat >assets.csv <<'END'
entity,asset,class,in_service,cost,book_life_months,book_residual_rate
1001,M-01,machinery,2020-12-15,480000.00,60,0.05
END
"$program" init --db w.tieout --quiet
"$program" import --db w.tieout --assets assets.csv --apply --quiet >/dev/null
seal=("$program" seal --db w.tieout --year 2022 --quiet)
begun=$(date +%s%N)
check 'the first version' "${seal[@]}"
length=$((($(date +%s%N) - begun) / 1000000 + 1)) # milliseconds

versions() { "$program" archive list --db w.tieout --format csv | tail -n +2 | wc -l; }

before=1 landed=0
for ((kill = 1; kill <= kills; ++kill)); do
  "${seal[@]}" --amend --reason "kill $kill" &
  victim=$!
  if ((kill % 2)); then
    sleep "$(printf '0.%03d' $((RANDOM * length / 32768 % 1000)))"
  else # while it writes: from the first byte in the log on
    until [[ -s w.tieout-wal ]] || ! kill -0 "$victim" 2>/dev/null; do :; done
    sleep "$(printf '0.0%02d' $((RANDOM % 30)))"
  fi
  kill -KILL "$victim" 2>/dev/null
  wait "$victim" 2>/dev/null
  after=$(versions)
  check "kill $kill: before or after, never between" test "$after" = "$before" -o "$after" = $((before + 1))
  landed=$((landed + after - before))
  before=$after
done
check 'every version verifies' "$program" archive verify --db w.tieout --quiet
check 'and the next is sealed' "${seal[@]}" --amend --reason last
printf 'seal killed %d times: %d after, %d before, none between\n' "$kills" "$landed" $((kills - landed))
verdict
