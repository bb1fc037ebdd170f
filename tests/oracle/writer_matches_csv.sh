#!/usr/bin/env bash
# writer_matches_csv.sh ORACLE_WORKBOOK: the writers' own test table, as workbook and as CSV, read by programs that
# are not ours; and that the comparison finds a wrong figure when there is one.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$1" "$work"
"$here/recalculate.sh" "$work/workbook.xlsx" "$work/again.xlsx"
compare() { /usr/bin/python3 "$here/compare_workbook.py" "$work/workbook.xlsx" "$work/again.xlsx" "明细=$1"; }
compare "$work/rows.csv"

must_differ() {
  if compare "$work/wrong.csv" >"$work/log"; then
    echo "a wrong CSV ($1) passed the comparison:" >&2
    cat "$work/log" >&2
    exit 1
  fi
}
awk -F, -v OFS=, 'NR == 12 { $5 = $5 + 0.01 } { print }' "$work/rows.csv" >"$work/wrong.csv"
must_differ "one fen more"
sed '$d' "$work/rows.csv" >"$work/wrong.csv"
must_differ "a row less"
sed 's/^0003,/3,/' "$work/rows.csv" >"$work/wrong.csv"
must_differ "an asset number without its zeros"

"$1" "$work"
cp "$work/workbook.xlsx" "$work/first.xlsx"
sleep 1
"$1" "$work"
cmp "$work/first.xlsx" "$work/workbook.xlsx"
