#!/usr/bin/env bash
# tieout takeover, --openings, forms --filed and amend from outside.
# usage: takeover_test.sh PROGRAM SOURCE_DIR
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/checks.sh"
program=$(realpath "$1")
sample=$(realpath "$2")/data/sample/first-year
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

inputs=(--assets "$sample/cards.csv" --policies "$sample/policies.csv")
elected=(--assets "$sample/cards-elected.csv" --policies "$sample/policies.csv")
filed=(--year 2024 --filed "$sample/filed-2023.csv")

check 'no year exits 2' exits 2 "$program" takeover --filed "$sample/filed-2023.csv" "${inputs[@]}"
check 'no form exits 2' exits 2 "$program" takeover --year 2024 "${inputs[@]}"
check 'open rows exit 1' exits 1 "$program" takeover "${filed[@]}" "${inputs[@]}" --out never.csv
check 'and write no openings' test ! -e never.csv
for format in table csv json; do
  for threads in 1 3; do
    "$program" takeover "${filed[@]}" "${inputs[@]}" --format $format --threads $threads --quiet >r$threads.$format || test $? = 1
  done
  check "$format: the same with more threads" cmp -s r1.$format r3.$format
done
"$program" takeover "${filed[@]}" "${inputs[@]}" --answers-out answers.csv >/dev/null 2>&1 || test $? = 1
check 'the answers file lists the open rows' test "$(cut -d, -f4 answers.csv | tr '\n' ' ')" = 'row 3 4 5 6 '
check 'given back unedited it is refused' exits 3 "$program" takeover "${filed[@]}" "${inputs[@]}" --answers answers.csv --out never.csv
check 'with the code' grep -q 'TAKEOVER-UNANSWERED' err.txt
"$program" takeover "${filed[@]}" "${elected[@]}" --answers "$sample/answers-2024.csv" --out openings.csv \
  --adjustments-out adjustments.csv --format json --quiet >review.json
"$program" takeover "${filed[@]}" "${elected[@]}" --answers "$sample/answers-2024.csv" --out openings.xlsx \
  --adjustments-out adjustments.xlsx --quiet >/dev/null
for from in csv xlsx; do
  for year in 2024 2025; do
    "$program" reconcile --year $year "${elected[@]}" --openings openings.$from --format json --quiet >$from$year.json
  done
  check "openings from $from" test -s ${from}2024.json
done
check 'read back alike from CSV and XLSX' cmp -s csv2025.json xlsx2025.json

# The same from a workspace, and what was taken over is imported into it.
check 'a workspace' exits 0 "$program" init --db w.tieout
check 'with the cards' exits 0 "$program" import --db w.tieout "${elected[@]}" --apply
"$program" takeover "${filed[@]}" --db w.tieout --answers "$sample/answers-2024.csv" --out w-openings.csv \
  --adjustments-out w-adjustments.csv --quiet >/dev/null
check 'takeover writes the same openings' cmp -s openings.csv w-openings.csv
check 'and the same amounts without a card' cmp -s adjustments.csv w-adjustments.csv
check 'openings are imported' exits 0 "$program" import --db w.tieout --openings openings.csv \
  --adjustments adjustments.csv --apply
for year in 2024 2025; do
  "$program" reconcile --year $year "${elected[@]}" --openings openings.csv --adjustments adjustments.csv --format csv --quiet >files.csv
  "$program" reconcile --year $year --db w.tieout --format csv --quiet >db.csv
  check "and $year computed from them" cmp -s files.csv db.csv
done
"$program" explain JJ-02 --year 2024 "${elected[@]}" --openings openings.csv --adjustments adjustments.csv --format json --quiet >files.json
"$program" explain JJ-02 --year 2024 --db w.tieout --format json --quiet >db.json
check 'which explain tells alike' cmp -s files.json db.json

# A form that the program filled itself ties: nothing to answer, and the openings continue the cards to the fen.
"$program" forms --year 2023 --form A105080 "${elected[@]}" --format csv --quiet >own.csv
check 'its own form ties' exits 0 "$program" takeover --year 2024 --filed own.csv "${elected[@]}" --out own-openings.csv
"$program" reconcile --year 2024 "${elected[@]}" --openings own-openings.csv --format csv --quiet >with.csv
"$program" reconcile --year 2024 "${elected[@]}" --format csv --quiet >without.csv

# What the return deducted, brought to the cards, ties in the year after.
"$program" forms --year 2024 "${elected[@]}" --openings openings.csv --form A105080 --format csv --quiet >filled.csv
awk -F, -v OFS=, 'NR == 1 { print $0, "reason"; next } $3 == 5 && ($4 == 5 || $4 == 8) { $5 = sprintf("%.2f", $5 + 1234.56) } { print $0, "" }' \
  filled.csv >accepted.csv
check 'a difference without a reason exits 1' exits 1 "$program" forms --year 2024 --filed accepted.csv --form A105080 "${elected[@]}" --openings openings.csv
awk -F, -v OFS=, 'NR > 1 && $3 == 5 { $6 = "as the tax office asked" } { print }' accepted.csv >explained.csv
check 'with reasons 0' exits 0 "$program" forms --year 2024 --filed explained.csv --form A105080 "${elected[@]}" --openings openings.csv --recorded-out recorded.csv
"$program" forms --year 2024 "${elected[@]}" --openings openings.csv --recorded recorded.csv --form A105080 --format csv --quiet >again.csv
check 'and the year then ties to what was filed' test "$(grep ',5,8,' again.csv | cut -d, -f5)" = "$(grep ',5,8,' accepted.csv | cut -d, -f5)"

check 'amend needs its years' exits 2 "$program" amend --year 2024 --amended "$sample/amended-2023.csv" "${elected[@]}"
check 'amend lists the years' exits 0 "$program" amend --from-year 2022 --year 2025 --amended "$sample/amended-2023.csv" \
  --recorded "$sample/recorded-2023.csv" "${elected[@]}" --format csv
check 'from the amended one on' test "$(cut -d, -f4 out.txt | tr '\n' ' ')" = 'year 2022 2023 2024 2025 '

cat >model.py <<'PY'
"""The take-over's arithmetic done apart: totals by row, the allocation, the run-off."""
import csv, json
from decimal import Decimal as D

review = json.load(open("review.json"))
rows = {row["row"]: row for row in review["rows"]}
openings = {row["asset"]: row for row in csv.DictReader(open("openings.csv"))}
assert review["schema"] == "tieout/takeover/1" and review["open_rows"] == 0
assert all(row["opening_date"] == "2024-01-01" for row in openings.values())

# filed: the vans take the rest by remaining tax base, floor and largest remainder, in fen.
rest = D(rows["5"]["tax_accumulated_difference"])
vans = {"CL-01": (D(212000), 42), "CL-02": (D(268000), 21)}
computed = {a: (cost * D("0.95") * m / 60).quantize(D("0.01")) for a, (cost, m) in vans.items()}
base = {a: vans[a][0] - computed[a] for a in vans}
exact = {a: rest * 100 * base[a] / sum(base.values()) for a in vans}
share = {a: int(exact[a]) for a in vans}
for a in sorted(vans, key=lambda a: share[a] - exact[a])[: int(rest * 100) - sum(share.values())]:
    share[a] += 1
for a in vans:
    assert D(openings[a]["opening_tax_accumulated"]) == computed[a] + D(share[a]) / 100, a
    assert openings[a]["opening_status"] == "allocated"
assert sum(D(openings[a]["opening_tax_accumulated"]) for a in vans) == D(rows["5"]["tax_accumulated_filed"])

# computed: untouched, and the finding has the last year of a claim.
assert openings["JJ-02"]["opening_status"] == "computed"
assert openings["JJ-02"]["opening_tax_accumulated"] == "11176.75"
(finding,) = review["findings"]
assert (finding["row"], finding["amount"], finding["claim_until"]) == ("4", "11176.75", 2028)

# unallocated: the balance of the start, and its base deducted over the months.
lines = list(csv.DictReader(open("adjustments.csv")))
amounts = {(l["key"], l["year"]): D(l["amount"]) for l in lines}
assert amounts == {("tax_cost_open", "2024"): D(18000), ("tax_accumulated_open", "2024"): D(15390),
                   ("tax_charge", "2024"): D(1305), ("tax_charge", "2025"): D(1305)}, amounts
assert all(l["class"] == "electronics" and l["reason"] and l["source"] for l in lines)

# The status is told in the first year and for ever, in both openings the same.
for year in ("2024", "2025"):
    kept = {row["asset"]: row["opening_status"] for row in json.load(open(f"csv{year}.json"))["rows"]}
    assert kept["CL-01"] == "allocated" and kept["JQ-01"] == "computed"

# The two machines deducted at once are found together, to the fen.
first = json.load(open("r1.json"))
assert any(c["row"] == "3" and c["assets"] == "JQ-04;JQ-05" for c in first["combinations"]), first["combinations"]

# Straight-line cards run on from their openings as if they had been here all along.
with_openings = {r["asset"]: r for r in csv.DictReader(open("with.csv"))}
for row in csv.DictReader(open("without.csv")):
    for key in ("tax_charge", "tax_accumulated", "book_charge"):
        gap = abs(D(row[key]) - D(with_openings[row["asset"]][key]))
        assert gap <= D("0.01"), (row["asset"], key, gap)
PY
check 'the model agrees' python3 model.py
verdict
