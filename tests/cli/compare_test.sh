#!/usr/bin/env bash
# compare_test.sh PROGRAM PROJECT: tieout compare against reconcile of the same years, and its refusals.
set -euo pipefail
program=$(realpath "$1")
project=$(realpath "$2")
# shellcheck source=tests/cli/checks.sh
source "$project/tests/cli/checks.sh"
sample=$project/data/sample
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
inputs=(--assets "$sample/assets.xlsx" --events "$sample/events.csv" --recorded "$sample/recorded.csv"
  --policies "$sample/policies.csv" --entities "$sample/entities.csv" --quiet)

"$program" compare --year 2023 --year 2022 "${inputs[@]}" --format csv --out two.csv
"$program" compare --year 2022 --year 2023 "${inputs[@]}" --format json --out two.json
"$program" compare --asset JX-0007 --from 2020 --to 2024 "${inputs[@]}" --format csv --out range.csv
"$program" compare --asset JX-0007 --year 2020 --year 2024 "${inputs[@]}" --format csv --out range2.csv
for year in 2020 2021 2022 2023; do
  "$program" reconcile --year $year "${inputs[@]}" --format csv --out "$year.csv"
done

agree() {
  /usr/bin/python3 - <<'PY'
import csv, json
from decimal import Decimal as D
keys = ["book_charge", "tax_charge", "adj_charge", "adj_impairment", "adj_disposal", "adj_permanent", "adj_total",
        "temp_diff_close"]
def read(name):
    return list(csv.DictReader(open(name, encoding="utf-8")))
years = {y: {(r["entity"], r["asset"]): r for r in read(f"{y}.csv")} for y in (2020, 2021, 2022, 2023)}
two = read("two.csv")
assert {(r["entity"], r["asset"]) for r in two} == set(years[2022]) | set(years[2023])
for r in two:
    before, after = years[2022].get((r["entity"], r["asset"])), years[2023].get((r["entity"], r["asset"]))
    assert (r["status"] == "new") == (before is None) and (r["status"] == "gone") == (after is None), r
    for k in keys:
        a, b = D(before[k]) if before else D(0), D(after[k]) if after else D(0)
        assert (D(r[k + "_from"]), D(r[k + "_to"]), D(r[k + "_moved"])) == (a, b, b - a), (r["asset"], k)
document = json.load(open("two.json", encoding="utf-8"))
assert document["schema"] == "tieout/comparison/1" and document["from"] == 2022 and document["to"] == 2023
for k in keys:
    total = sum(D(r[k + "_moved"]) for r in two)
    assert total == D(document["totals"][k + "_moved"]) == sum(D(c[k + "_moved"]) for c in document["classes"]), k
rows = read("range.csv")
assert [r["year"] for r in rows] == ["2020", "2021", "2022", "2023"], rows  # sold in 2023
for r in rows:
    whole = years[int(r["year"])][(r["entity"], r["asset"])]
    assert all(r[k] == whole[k] for k in r if k not in ("year",)), r
PY
}
check "compare agrees with reconcile" agree
check "two years of an asset are a range" cmp range.csv range2.csv
check "one year alone is refused" exits 2 "$program" compare --year 2023 "${inputs[@]}"
check "the same year twice is refused" exits 2 "$program" compare --year 2023 --year 2023 "${inputs[@]}"
check "three years are refused" exits 2 "$program" compare --year 2021 --year 2022 --year 2023 "${inputs[@]}"
check "two years elsewhere are refused" exits 2 "$program" reconcile --year 2022 --year 2023 "${inputs[@]}"
check "a range that runs backwards is refused" exits 2 "$program" compare --from 2023 --to 2020 "${inputs[@]}"
check "a range without its end is refused" exits 2 "$program" compare --from 2020 "${inputs[@]}"
for format in table xlsx pdf; do
  check "$format" exits 0 "$program" compare --year 2022 --year 2023 "${inputs[@]}" --format $format --out "two.$format"
done
check "html" exits 0 "$program" compare --year 2022 --year 2023 "${inputs[@]}" --format html --out page.html
check "html of a range" exits 0 "$program" compare --from 2021 --to 2023 "${inputs[@]}" --format html --out range.html
check "one file" grep -q "Content-Security-Policy" page.html
verdict
