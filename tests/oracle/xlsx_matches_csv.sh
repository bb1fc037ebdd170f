#!/usr/bin/env bash
# xlsx_matches_csv.sh PROGRAM PROJECT: the adjustment report of the sample company, as workbook and as CSV, read by
# programs that are not ours.
set -euo pipefail
program=$(realpath "$1")
project=$(realpath "$2")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
sample=$project/data/sample
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

report() {
  "$program" reconcile --year "$1" --assets "$sample/assets.xlsx" --events "$sample/events.csv" \
    --recorded "$sample/recorded.csv" --policies "$sample/policies.csv" --entities "$sample/entities.csv" \
    --set-aside "$sample/set-aside.csv" --quiet --lang "$2" --format "$3" --out "$4"
}

check() {  # year, language, sheet of the rows
  report "$1" "$2" csv "$work/rows.csv"
  report "$1" "$2" xlsx "$work/report.xlsx"
  "$here/recalculate.sh" "$work/report.xlsx" "$work/again.xlsx"
  /usr/bin/python3 "$here/compare_workbook.py" "$work/report.xlsx" "$work/again.xlsx" "$3=$work/rows.csv"
}

for year in 2018 2023; do check "$year" zh 纳税调整明细; done
check 2024 en Adjustments

report 2023 zh xlsx "$work/first.xlsx"
sleep 1
report 2023 zh xlsx "$work/second.xlsx"
cmp "$work/first.xlsx" "$work/second.xlsx"
