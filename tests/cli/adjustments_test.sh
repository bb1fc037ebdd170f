#!/usr/bin/env bash
# Amounts without a card: a line of their own in every report, carried forward until taken back, in the forms and the
# tie-out; and what a tie-out refuses.
# usage: adjustments_test.sh PROGRAM TESTS_DIR
set -uo pipefail
program=$(realpath "$1")
# shellcheck source=checks.sh
source "$2/cli/checks.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

# 2,000 a month in the books, 1,000 for tax.
printf '%s\n' 'asset,entity,class,in_service,cost,book_life_months,tax_life_months' \
  'A,E,machinery,2023-01-10,120000.00,60,120' >assets.csv
printf '%s\n' 'class,account_cost,account_accumulated,account_provision' 'machinery,1601,1602,1603' >policies.csv
printf '%s\n' 'entity,name,rate,from' 'E,Example,25%,2008-01-01' >entities.csv
printf '%s\n' 'entity,year,class,account,key,amount,reason,source' \
  'E,2024,machinery,1602,book_charge,1200.00,depreciation without a card,AJE-3' \
  'E,2025,machinery,1602,book_charge,-1200.00,booked in January 2025,AJE-3' \
  'E,2024,machinery,,adj_permanent,-50.00,claimed in the return alone,WP-9' >adjustments.csv
inputs=(--assets assets.csv --policies policies.csv --lang en)
adjusted=("${inputs[@]}" --adjustments adjustments.csv)

# field FILE ASSET KEY: a cell of a CSV report.
field() {
  python3 - "$@" <<'PY'
import csv, sys
rows = [row for row in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig")) if row["asset"] == sys.argv[2]]
print(";".join(row[sys.argv[3]] for row in rows))
PY
}
is() { [[ $1 == "$2" ]] || { printf '%s instead of %s\n' "$1" "$2"; return 1; }; }

for year in 2024 2025 2026; do
  "$program" reconcile --year $year "${adjusted[@]}" --format csv --out $year.csv 2>$year.err
done
"$program" reconcile --year 2024 "${inputs[@]}" --format csv --quiet --out plain.csv
check 'the row of the asset stays' is "$(grep '^E,A,' 2024.csv)" "$(grep '^E,A,' plain.csv)"
check 'lines of their own' is "$(field 2024.csv '' adj_total)" '-50.00;1200.00'
check 'an entry moves the difference' is "$(field 2024.csv '' temp_diff_close)" '0.00;1200.00'
check 'carried forward' is "$(field 2025.csv '' temp_diff_open)" 1200.00
check 'taken back' is "$(field 2025.csv '' adj_total),$(field 2025.csv '' temp_diff_close)" -1200.00,0.00
check 'then gone' is "$(field 2026.csv '' adj_total)" ''
check 'told' grep -q '2 amounts without a card (2 lines), adjustment 1,150.00 of them, each line proven two ways' 2024.err
check 'totals hold them' is "$("$program" reconcile --year 2024 "${adjusted[@]}" --format json --quiet |
  python3 -c 'import json,sys; d=json.load(sys.stdin); print(d["totals"]["adj_total"], len(d["rows"]), len(d["adjustments"]))')" \
  '13150.00 3 2'
check 'entered in December' is "$("$program" reconcile --through 2024-06 "${adjusted[@]}" --format csv 2>err.txt | wc -l)" 2
check 'which is told' grep -q 'entered after 2024-06' err.txt
check 'in a workbook' exits 0 "$program" reconcile --year 2024 "${adjusted[@]}" --format xlsx --out book.xlsx
check 'which tells them' grep -q '2 amounts without a card (2 lines), adjustment 1,150.00' err.txt
check 'on a page, beside the assets' exits 0 "$program" reconcile --year 2024 "${adjusted[@]}" --format html --out page.html --quiet
check 'whose asset is one' is "$(python3 - <<'PY'
import json, re
page = json.loads(re.search(r'id="data">(.*?)</script>', open("page.html", encoding="utf-8").read(), re.S).group(1))
print(len(page["rows"]), [row[-3] for row in page["lines"][1]["rows"]])
PY
)" '1 [1200000, 115000, 1315000]'

forms() { "$program" forms "${adjusted[@]}" --entities entities.csv --format csv --quiet "$@"; }
check 'the row of the class' grep -q '^E,A105080,3,2,25200.00$' <(forms --year 2024)
check 'with its balance' grep -q '^E,A105080,3,3,47200.00$' <(forms --year 2024)
check 'a year later' grep -q '^E,A105080,3,2,22800.00$' <(forms --year 2025)
check 'a line of its own behind the cell' is "$(forms --year 2024 --cell A105080:3:2 | cut -d, -f2,5 | tr '\n' ' ' | sed 's/^[^ ]* //')" \
  'A,24000.00 ,1200.00 '
check 'the proof says so' grep -q '1 assets 12000.00; 2 without a card 1150.00' \
  <("$program" forms --year 2024 "${adjusted[@]}" --format json --quiet)
check 'the bridge closes' forms --year 2024 --bridge >/dev/null

check 'deferred tax' is "$("$program" deferred-tax --year 2024 "${adjusted[@]}" --entities entities.csv --format json --quiet |
  python3 -c 'import json,sys; print([r["deferred_tax_close"] for r in json.load(sys.stdin)["rows"] if not r["asset"]])')" \
  "['0.00', '300.00']"

printf '%s\n' 'account,debit,credit' '1601,120000.00,' '1602,,47200.00' >balance.csv
check 'without the entry it does not tie' exits 1 "$program" tie --year 2024 "${inputs[@]}" --trial-balance balance.csv
check 'with it, it does' exits 0 "$program" tie --year 2024 "${adjusted[@]}" --trial-balance balance.csv
"$program" tie --year 2024 "${adjusted[@]}" --trial-balance balance.csv --format json --quiet >tie.json
check 'the bridge from opening to closing' python3 - <<'PY'
import json
from decimal import Decimal
document = json.load(open("tie.json"))
line = {row["account"]: row for row in document["rows"]}["1602"]
assert (line["register"], line["adjustments"], line["difference"]) == ("46000.00", "1200.00", "0.00"), line
moves = ["added", "charge", "impairment", "reversed", "transferred", "disposed", "recorded", "set_aside", "adjustments"]
close = {}
for row in document["bridge"]:
    assert Decimal(row["open"]) + sum(Decimal(row[m]) for m in moves) == Decimal(row["close"]), row
    close[row["measure"]] = close.get(row["measure"], Decimal(0)) + Decimal(row["close"])
assert close["accumulated"] == Decimal("47200.00"), close
assert close["carrying"] == Decimal("72800.00"), close
assert close["tax-base"] == Decimal("97000.00"), close
assert close["temp-diff"] == Decimal("24200.00"), close
PY
printf '%s\n' 'account,open_debit,open_credit,debit,credit' '1601,120000.00,,120000.00,' '1602,,21999.00,,47200.00' >opening.csv
check 'an opening that differs' exits 1 "$program" tie --year 2024 "${adjusted[@]}" --trial-balance opening.csv --format csv
check 'stands on top, marked as opening' is "$(sed -n 2p out.txt | cut -d, -f2,4-6,9,10)" \
  '1602,accumulated,opening,22000.00,21999.00,-1.00'
check 'the closing ties' is "$(grep -c ',closing,.*,0.00,' out.txt)" 2
check 'which is told' grep -q 'balances at the start of the year: 1 accounts tie, 1 differ' err.txt
check 'with what may be the cause' grep -q 'opening is that of a month' err.txt
sed 's/21999.00/22000.00/' opening.csv >opened.csv
check 'openings that tie' exits 0 "$program" tie --year 2024 "${adjusted[@]}" --trial-balance opened.csv
check 'the next year opens with the entry' exits 1 "$program" tie --year 2025 "${adjusted[@]}" --trial-balance opening.csv --format csv
check 'and says by how much' grep -q '^E,1602,.*,opening,46000.00,0.00,1200.00,21999.00,-25201.00' out.txt
printf '%s\n' 'account,debit,credit' '1601,120000.00,' '1602,,47200.00' '2202,,70000.00' '4001,,2000.00' >unbalanced.csv
check 'a trial balance that does not balance' exits 3 "$program" tie --year 2024 "${adjusted[@]}" --trial-balance unbalanced.csv
check 'is named' grep -q 'TRIAL-BALANCE-UNBALANCED' err.txt

# An entity that closes inside the year: five months of charges, then nothing.
printf '%s\n' 'entity,name,started,closed' 'E,Example,2022-11-01,2024-05-31' >closed.csv
"$program" reconcile --year 2024 "${inputs[@]}" --entities closed.csv --format csv --quiet --out short.csv
check 'a short last year' is "$(field short.csv A book_charge),$(field short.csv A tax_charge)" 10000.00,5000.00
check 'and none after it' is "$("$program" reconcile --year 2025 "${inputs[@]}" --entities closed.csv --format csv --quiet | wc -l)" 1
printf '%s\n' 'asset,date,type,proceeds,kind' 'A,2024-06-10,dispose,1.00,sale' >late.csv
check 'nothing happens after it' exits 3 "$program" reconcile --year 2024 "${inputs[@]}" --entities closed.csv --events late.csv
check 'which is told' grep -q 'EVENT-AFTER-CLOSURE' err.txt

verdict
