#!/usr/bin/env bash
# tieout deferred-tax from outside: totals, threads, a change of rate, and that the short way for rates that do not change
# gives the figures of the long one.
# usage: deferred_tax_test.sh PROGRAM SOURCE_DIR
set -euo pipefail
program=$(realpath "$1")
sample=$(realpath "$2")/data/sample
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

run() {
  "$program" deferred-tax --assets "$sample/assets.xlsx" --events "$sample/events.csv" --recorded "$sample/recorded.csv" \
    --policies "$sample/policies.csv" --set-aside "$sample/set-aside.csv" --quiet "$@"
}
cp "$sample/entities.csv" changing.csv
printf '1001,,,,,15%%,2024-01-01,2023-06-30\n' >>changing.csv
# The same rate stated again from a later year: nothing changes, but every difference is measured year by year.
cp "$sample/entities.csv" restated.csv
printf '1001,,,,,25%%,2040-01-01,2008-01-01\n1002,,,,,15%%,2040-01-01,2021-12-03\n' >>restated.csv

run --year 2023 --entities "$sample/entities.csv" --format json >plain.json
run --year 2023 --entities changing.csv --format json --threads 1 >one.json
run --year 2023 --entities changing.csv --format json --threads 4 >four.json
run --year 2023 --entities restated.csv --format json >restated.json
run --year 2024 --entities changing.csv --format json >next.json
run --year 2023 --entities changing.csv --format csv --threads 4 >rows.csv
run --year 2023 --entities changing.csv --entity 1001 --format json >alone.json
run --year 2023 --entities changing.csv --format xlsx --out book.xlsx
run --year 2023 --entities changing.csv --lang en >table.txt
cmp one.json four.json
cmp plain.json restated.json

# A machine written off over five years for the books and ten for tax: 10,000 a year of deductible difference.
printf 'entity,asset,class,in_service,cost,book_life_months\nE,press,machinery,2020-12-10,100000.00,60\n' >press.csv
printf 'entity,rate,from,enacted\nE,25%%,2008-01-01,\nE,15%%,2023-01-01,2022-06-30\n' >press_rates.csv
"$program" deferred-tax --year 2022 --assets press.csv --entities press_rates.csv --format json --quiet >press.json
status=0
"$program" deferred-tax --assets press.csv --entities press_rates.csv 2>usage.txt || status=$?
[[ $status == 2 ]]

python3 - <<'PY'
import csv, json, zipfile
from decimal import Decimal

def load(name):
    return json.load(open(name + ".json", encoding="utf-8"))

def sums(rows, key, entity):
    return sum((Decimal(row[key]) for row in rows if row["entity"] == entity), Decimal(0))

one = load("one")
assert one["schema"] == "tieout/deferred-tax/1" and one["year"] == 2023 and one["law_as_of"]
assert "unverified_rules" in one
rows = one["rows"]
assert len(rows) > 100
for row in rows:
    amount = {key: Decimal(row[key]) for key in row if key.startswith(("temp_diff", "deferred_tax"))}
    assert amount["deferred_tax_movement"] == amount["deferred_tax_close"] - amount["deferred_tax_open"], row
    recognised = amount["temp_diff_close"] - amount["temp_diff_unrecognised"]
    assert recognised * amount["deferred_tax_close"] >= 0, row
assert {total["entity"] for total in one["totals"]} == {row["entity"] for row in rows} == {"1001", "1002"}
for total in one["totals"]:
    entity = total["entity"]
    mine = [row for row in rows if row["entity"] == entity]
    closes = [Decimal(row["deferred_tax_close"]) for row in mine]
    assert total["rows"] == len(mine)
    assert Decimal(total["assets"]) == sum(c for c in closes if c > 0) > 0
    assert Decimal(total["liabilities"]) == -sum(c for c in closes if c < 0) > 0
    assert Decimal(total["net"]) == sum(closes)
    assert Decimal(total["net_open"]) == sums(mine, "deferred_tax_open", entity)
    assert Decimal(total["movement"]) == sums(mine, "deferred_tax_movement", entity)
    assert Decimal(total["rate_effect"]) == sums(mine, "deferred_tax_rate_effect", entity)

# From 25% to 15%, enacted in 2023 for 2024: every closing balance of 1001 falls to three fifths, 1002 stands.
plain = {(row["entity"], row["asset"]): row for row in load("plain")["rows"]}
changed = 0
for row in rows:
    before = plain[row["entity"], row["asset"]]
    assert row["deferred_tax_open"] == before["deferred_tax_open"]
    assert Decimal(before["deferred_tax_rate_effect"]) == 0
    if row["entity"] == "1002":
        assert row == before
        continue
    close = Decimal(row["deferred_tax_close"])
    recognised = Decimal(row["temp_diff_close"]) - Decimal(row["temp_diff_unrecognised"])
    assert abs(close - recognised * Decimal("0.15")) <= Decimal("0.005"), row
    changed += close != Decimal(before["deferred_tax_close"])
assert changed > 20

following = {(row["entity"], row["asset"]): row for row in load("next")["rows"]}
carried = [row for row in rows if (row["entity"], row["asset"]) in following]
assert len(carried) > 80
for row in carried:
    later = following[row["entity"], row["asset"]]
    assert later["deferred_tax_open"] == row["deferred_tax_close"], (row, later)

press = load("press")["rows"][0]
assert (press["temp_diff_open"], press["temp_diff_close"]) == ("10000.00", "20000.00")
# 2021: 10,000 at 25%. 2022: 20,000 that reverse from 2026 on, at 15%; the opening is worth 1,000 less.
assert (press["deferred_tax_open"], press["deferred_tax_close"]) == ("2500.00", "3000.00")
assert (press["deferred_tax_movement"], press["deferred_tax_rate_effect"]) == ("500.00", "-1000.00")

lines = list(csv.DictReader(open("rows.csv", encoding="utf-8-sig")))
for line, row in zip(lines, rows):
    line["name"] = row["name"]  # CSV guards a name that a spreadsheet would take for a formula
assert [{key: row[key] or "" for key in row} for row in rows] == lines
alone = load("alone")
assert {row["entity"] for row in alone["rows"]} == {"1001"} and len(alone["totals"]) == 1
assert alone["totals"][0] == next(total for total in one["totals"] if total["entity"] == "1001")
table = open("table.txt", encoding="utf-8").read()
assert "Deferred tax by entity" in table and "Law as published by" in table
sheets = zipfile.ZipFile("book.xlsx").read("xl/workbook.xml").decode()
assert "递延所得税" in sheets and "各主体合计" in sheets, sheets
print("deferred tax: ok")
PY

# A building let at 300,000, under the fair-value model: the surplus belongs in other comprehensive income, and the change
# of 2018 in profit. 25%, nothing else.
cat >hall.csv <<'CSV'
entity,asset,class,in_service,cost,book_life_months,book_residual,tax_life_months
E,hall,building,2014-12-10,240000.00,240,0,240
E,press,machinery,2014-12-10,120000.00,60,0,120
CSV
cat >hall_events.csv <<'CSV'
entity,asset,date,type,class,model,amount
E,hall,2018-06-15,transfer,investment-property,fair-value,300000.00
E,hall,2018-12-31,fair-value,,,310000.00
CSV
printf 'entity,rate,from,enacted\nE,25%%,2008-01-01,\n' >hall_rates.csv
printf 'entity,year,limit\nE,2018,30000.00\n' >limits.csv
hall() {
  "$program" deferred-tax --year 2018 --assets hall.csv --events hall_events.csv --entities hall_rates.csv --quiet "$@"
}
hall --format json >hall.json
hall --limits limits.csv --format json >limited.json
hall --limits limits.csv --format xlsx --out limited.xlsx
"$program" journal --year 2018 --assets hall.csv --events hall_events.csv --entities hall_rates.csv --limits limits.csv --format json --complete --quiet >hall_journal.json
"$program" deferred-tax --year 2018 --assets hall.csv --events hall_events.csv --entities hall_rates.csv --limits limits.csv --lang en --quiet >hall.txt

python3 - <<'PY'
import json
from decimal import Decimal


def near(left, right):
    return abs(Decimal(left) - Decimal(right)) <= Decimal("0.02")


document = json.load(open("hall.json", encoding="utf-8"))
hall, press = document["rows"]
# Tax base at the end of 2018: 240,000 − 48,000 = 192,000 against 310,000.
assert (hall["temp_diff_close"], hall["deferred_tax_close"]) == ("-118000.00", "-29500.00")
# The surplus of 300,000 − 198,000 at 25%.
assert hall["deferred_tax_equity"] == "-25500.00" and hall["deferred_tax_origination"] == "-29500.00"
assert hall["deferred_tax_reversal"] == "0.00"
natures = {key: Decimal(hall["temp_diff_" + key]) for key in ("charge", "provision", "fair_value", "cost")}
assert sum(natures.values()) == Decimal(hall["temp_diff_close"]) and natures["fair_value"] == -112000, natures
# 120,000 over five years against ten: 12,000 a year.
assert (press["deferred_tax_open"], press["deferred_tax_close"], press["deferred_tax_origination"]) == (
    "9000.00", "12000.00", "3000.00")
total = document["totals"][0]
assert (total["assets"], total["liabilities"], total["net"], total["deductible"]) == ("12000.00", "29500.00", "-17500.00", "48000.00")
assert total["deductible_limit"] is None and total["assets_unrecognised"] == "0.00" and total["equity"] == "-25500.00"
by_nature = {row["nature"]: Decimal(row["deferred_tax_close"]) for row in document["natures"]}
assert sum(by_nature.values()) == Decimal(total["net"]) and by_nature["fair_value"] == -28000, by_nature
proof = document["proof"][0]
# Books: hall 6,000 charged and 10,000 gained, press 24,000 charged: −20,000. Tax: 12,000 and 12,000 deducted.
assert (proof["book_profit"], proof["tax_at_rate"], proof["current_tax"]) == ("-20000.00", "-5000.00", "-6000.00"), proof
assert proof["deferred_tax"] == "1000.00" and proof["tax_expense"] == "-5000.00" and proof["other_rates"] == "0.00", proof
limited = json.load(open("limited.json", encoding="utf-8"))
total, proof = limited["totals"][0], limited["proof"][0]
assert (total["deductible_unrecognised"], total["assets_unrecognised"], total["assets"]) == ("18000.00", "4500.00", "7500.00")
assert proof["limit"] == "4500.00" and proof["tax_expense"] == "-500.00" and proof["other_rates"] == "0.00"
booked = {}
for row in json.load(open("hall_journal.json", encoding="utf-8"))["rows"]:
    booked[row["account"]] = booked.get(row["account"], 0) + Decimal(row["debit"] or 0) - Decimal(row["credit"] or 0)
assert (booked["1811"], booked["2901"]) == (7500, -29500)
assert booked["4003"] == -102000 + 25500 and booked["6801"] == 5500
assert "Proof of tax" in open("hall.txt", encoding="utf-8").read()

# Over the sample the steps of the proof end at the tax expense, and only later rates and rounding are left over.
for name in ("plain", "one"):
    for proof in json.load(open(name + ".json", encoding="utf-8"))["proof"]:
        steps = sum(Decimal(proof[key]) for key in ("tax_at_rate", "permanent", "unrecognised", "rate_change", "limit", "other_rates"))
        assert steps == Decimal(proof["tax_expense"]) == Decimal(proof["current_tax"]) + Decimal(proof["deferred_tax"])
        if name == "plain":
            assert abs(Decimal(proof["other_rates"])) < 1, proof
for row in json.load(open("one.json", encoding="utf-8"))["rows"]:
    parts = sum(Decimal(row["deferred_tax_" + key]) for key in ("origination", "reversal", "rate_effect"))
    assert parts == Decimal(row["deferred_tax_movement"]), row
print("deferred tax completed: ok")
PY

# Provisions without cards beside the press: receivables of which some are written off and wait for their deduction,
# inventories of which some left with what was sold. 25%, and from 2023 15%, known in 2022.
cat >held.csv <<'CSV'
entity,year,provision,item,opening,charged,written_off,transferred,deducted,not_deductible
E,2021,bad-debts,,40000.00,20000.00,,,,
E,2022,bad-debts,,,30000.00,20000.00,,12000.00,3000.00
E,2022,inventories,steel,10000.00,2000.00,,-4000.00,,
CSV
printf 'entity,year,limit\nE,2022,51500.00\n' >held_limits.csv
held() {
  "$program" "$1" --year 2022 --assets press.csv --entities press_rates.csv --provisions held.csv --quiet "${@:2}"
}
held deferred-tax --format json >held.json
held deferred-tax --format json --limits held_limits.csv >held_limited.json
held deferred-tax --format csv >held_rows.csv
held deferred-tax --format xlsx --out held.xlsx
held deferred-tax --lang zh >held.txt
held deferred-tax --format json --asset press >held_press.json
held journal --format json --complete >held_journal.json
held journal --format json --complete --limits held_limits.csv >held_limited_journal.json
printf 'E,2022,fixed-assets,,1000.00,,,,,\n' | cat held.csv - >twice.csv
for command in deferred-tax journal; do
  status=0
  "$program" "$command" --year 2022 --assets press.csv --entities press_rates.csv --provisions twice.csv 2>twice.txt || status=$?
  [[ $status == 3 ]]
  grep -q PROVISION-TWICE twice.txt
done
status=0
"$program" deferred-tax --year 2022 --assets press.csv --entities press_rates.csv --provisions held.csv --book cn/sbs 2>none.txt || status=$?
[[ $status == 3 ]]
printf 'entity,rate,from,enacted\nE,25%%,2023-01-01,2023-01-01\n' >late_rates.csv
status=0
"$program" deferred-tax --year 2022 --assets press.csv --entities late_rates.csv --provisions held.csv 2>late.txt || status=$?
[[ $status == 3 ]]
grep -q DEFERRED-TAX-RATE-MISSING late.txt

python3 - <<'PY'
import csv, json
from decimal import Decimal


def load(name):
    return json.load(open(name, encoding="utf-8"))


def booked(name):
    sums = {}
    for row in load(name)["rows"]:
        sums[row["account"]] = sums.get(row["account"], 0) + Decimal(row["debit"] or 0) - Decimal(row["credit"] or 0)
    return sums


document = load("held.json")
press, debts, stock = document["rows"]
assert press["asset"] == "press" and press["provision"] is None, press
assert (debts["asset"], debts["provision"], debts["name"]) == ("", "bad-debts", "坏账准备"), debts
assert stock["name"] == "存货跌价准备 steel"
# 60,000 at 25%; 70,000 and 5,000 that wait for their deduction at 15%; the opening is worth 6,000 less.
assert (debts["temp_diff_open"], debts["temp_diff_close"]) == ("60000.00", "75000.00")
assert [debts["deferred_tax_" + key] for key in ("open", "close", "movement", "rate_effect", "origination", "reversal")] == [
    "15000.00", "11250.00", "-3750.00", "-6000.00", "2250.00", "0.00"]
assert [stock["deferred_tax_" + key] for key in ("open", "close", "rate_effect", "reversal")] == [
    "2500.00", "1200.00", "-1000.00", "-300.00"]
total = document["totals"][0]
assert (total["rows"], total["assets"], total["deductible"]) == (3, "15450.00", "103000.00"), total
natures = {row["nature"]: (row["temp_diff_close"], row["deferred_tax_close"]) for row in document["natures"]}
assert natures["bad-debts"] == ("75000.00", "11250.00") and natures["inventories"] == ("8000.00", "1200.00")
assert natures["charge"] == ("20000.00", "3000.00") and natures["provision"] == ("0.00", "0.00"), natures
proof = document["proof"][0]
# The books charge 20,000, 30,000 and 2,000; the return deducts 10,000 and the 12,000 written off.
assert (proof["book_profit"], proof["tax_at_rate"], proof["current_tax"]) == ("-52000.00", "-13000.00", "-5500.00"), proof
assert (proof["permanent"], proof["transferred"], proof["unrecognised"]) == ("750.00", "1000.00", "0.00")
# 20,000 before, 15,450 now; re-measuring cost 8,000; what arose in the year (25,000 less 2,000) did so at 15%, not 25%.
assert (proof["deferred_tax"], proof["rate_change"], proof["other_rates"]) == ("4550.00", "8000.00", "2300.00"), proof
steps = ("tax_at_rate", "permanent", "unrecognised", "transferred", "rate_change", "limit", "other_rates")
for name in ("held.json", "held_limited.json"):
    proof = load(name)["proof"][0]
    assert sum(Decimal(proof[key]) for key in steps) == Decimal(proof["tax_expense"]), proof
total = load("held_limited.json")["totals"][0]
# Half of the deductible differences can be used.
assert (total["deductible_unrecognised"], total["assets_unrecognised"], total["assets"]) == ("51500.00", "7725.00", "7725.00")
assert [row["asset"] for row in load("held_press.json")["rows"]] == ["press"]
lines = list(csv.DictReader(open("held_rows.csv", encoding="utf-8-sig")))
assert [{key: row[key] or "" for key in row} for row in document["rows"]] == lines
table = open("held.txt", encoding="utf-8").read()
assert "坏账准备" in table and "存货跌价准备 steel" in table

sums = booked("held_journal.json")
assert (sums["1231"], sums["1471"], sums["1811"], sums["6801"]) == (-70000, -8000, 15450, 4550), sums
sums = booked("held_limited_journal.json")
assert (sums["1811"], sums["6801"]) == (7725, 12275), sums
print("deferred tax of provisions: ok")
PY
